# Keeps the network in a file, changes it, and comes back.
import os

import inviwopy

network = inviwopy.app.network
path = os.path.join(app_out, "kept.inv")
before = [processor.identifier for processor in network.processors]
resolution = network.BallSource.resolution.value
network.save(path)
network.BallSource.resolution.value = resolution + 2
network.removeProcessor(network.getProcessorByIdentifier("CanvasGL") or network.canvases[0])
network.load(path)
after = [processor.identifier for processor in network.processors]
restored = network.BallSource.resolution.value
added = [processor.identifier for processor in network.append(path)]
