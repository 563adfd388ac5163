"""Ray casts an array with the processor of the README: `PROCESSORS_FOLDER ARRAY.npy PICTURE.png`."""

import sys

import inviwopy as ivw
from inviwopy.data import TFPrimitiveData
from inviwopy.glm import size2_t, vec3, vec4

processors, array, picture = sys.argv[1:]
sys.path.append(processors)

from NumpySource import NumpySource  # noqa: E402 (from the folder that was given)

network = ivw.app.network
network.lock()
source = NumpySource("NumpySource", "NumpySource")
source.file.value = array
cube, points, caster, canvas = (
    ivw.app.processorFactory.create(f"org.inviwo.{name}")
    for name in ("CubeProxyGeometry", "EntryExitPoints", "VolumeRaycaster", "CanvasGL")
)
for processor in (source, cube, points, caster, canvas):
    network.addProcessor(processor)
for start, end in (
    (source.outport, cube.inports[0]),
    (cube.outports[0], points.inports[0]),
    (source.outport, caster.inports.volume),
    (points.outports.entry, caster.inports.entry),
    (points.outports.exit, caster.inports.exit),
    (caster.outports[0], canvas.inports[0]),
):
    network.addConnection(start, end)
network.addLink(points.camera, caster.camera)
points.camera.setLook(vec3(-0.676, 1.535, 1.201), vec3(0.5, 0.5, 0.42), vec3(0, 0, 1))
canvas.size = size2_t(256, 256)
caster.isotfComposite.tf.setValues([
    TFPrimitiveData(0.30, vec4(0.55, 0.30, 0.26, 0.0)),
    TFPrimitiveData(0.60, vec4(0.89, 0.64, 0.55, 0.55)),
    TFPrimitiveData(0.92, vec4(1.00, 0.98, 0.93, 0.95)),
])
network.unlock()
canvas.snapshot(picture)
