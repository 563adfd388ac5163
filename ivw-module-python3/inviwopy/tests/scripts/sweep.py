# Sets properties by their paths, and looks at what comes of it after each change.
import inviwopy

network = inviwopy.app.network
source = network.processors["BallSource"]
stats = inviwopy.app.processorFactory.create("org.inviwo.test.volumestats")
results = inviwopy.app.processorFactory.create("org.inviwo.test.results")
network.addProcessor(stats)
network.addProcessor(results)
network.addConnection(source.outports.outport, stats.inports.volumes)
network.addConnection(stats.outports.counts, results.inports.inport)

totals = []
for resolution in (4, 8, 12):
    network.getProperty("BallSource.resolution").value = resolution
    totals.append(sum(results.kept[-1]))

means = []
for radius in (0.3, 0.6, 1.0):
    source.shape.radius.value = radius
    means.append(stats.mean.value)
source.again.press()
