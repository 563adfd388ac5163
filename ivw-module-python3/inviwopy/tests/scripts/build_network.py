# Builds a picture of a ball from nothing, and saves it.
import os
import sys

import inviwopy
from inviwopy.glm import ivec2, size2_t, vec3, vec4

out = sys.argv[1] if len(sys.argv) > 1 else globals().get("app_out", ".")
app = inviwopy.app
network = app.network
network.clear()

factory = app.processorFactory
network.lock()
ball = factory.create("org.inviwo.test.ballsource", ivec2(0, 0))
cube = factory.create("org.inviwo.CubeProxyGeometry", ivec2(0, 75))
points = factory.create("org.inviwo.EntryExitPoints", ivec2(0, 150))
caster = factory.create("org.inviwo.VolumeRaycaster", ivec2(0, 225))
canvas = factory.create("org.inviwo.CanvasGL", ivec2(0, 300))
for processor in (ball, cube, points, caster, canvas):
    network.addProcessor(processor)

network.addConnection(ball.outports[0], cube.inports[0])
network.addConnection(ball.getOutport("outport"), caster.inports.volume)
network.addConnection(sourcePort=cube.outports["proxyGeometry"], destPort=points.inports["geometry"])
network.addConnection(points.outports.entry, caster.inports.entry)
network.addConnection(points.outports.exit, caster.inports.exit)
network.addConnection(inviwopy.PortConnection(caster.outports[0], canvas.inports[0]))
network.addLink(points.camera, caster.camera)
network.addLink(inviwopy.PropertyLink(caster.camera, points.camera))
network.unlock()

canvas.size = size2_t(64, 48)
tf = network.getProperty("VolumeRaycaster.isotfComposite.transferFunction")
tf.clear()
tf.add(0.0, vec4(0, 0, 0, 0))
tf.add(0.3, vec4(1, 0.4, 0.1, 0.6))
tf.add(1.0, vec4(1, 1, 1, 1))
points.camera.setLook(vec3(0, 0, 4), vec3(0), vec3(0, 1, 0))
canvas.snapshot(os.path.join(out, "ball.png"))
