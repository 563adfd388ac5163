#!/usr/bin/env python3
"""From a bare interpreter to the first picture of a `.npy` volume, by the package or by pyvista.

    first_picture.py inviwopy|pyvista VOLUME.npy PICTURE.png [--mapper NAME]

Both sides load the array, import their package, ray cast 512 x 512 pixels without shading from the
same camera with the same transfer function, and write a PNG. Prints one JSON line with the CPU time
of all threads since the process started, the start of Python and numpy included:
{"side", "cpu_s"}
"""

import argparse
import json
import time

import numpy as np

# Value, red, green, blue, opacity.
POINTS = (
    (0.02, 0.1, 0.2, 0.8, 0.0),
    (0.15, 0.2, 0.6, 0.9, 0.05),
    (0.4, 0.9, 0.8, 0.3, 0.3),
    (0.8, 1.0, 0.3, 0.1, 0.9),
)
EYE, CENTER, UP = (1.3, -1.5, 1.1), (0.0, 0.0, 0.0), (0.0, 0.0, 1.0)
SIZE = 512


def by_inviwopy(array, picture):
    import inviwopy as ivw
    from inviwopy.data import TFPrimitiveData, Volume, VolumeOutport
    from inviwopy.glm import mat3, size2_t, vec3, vec4

    class Source(ivw.Processor):
        def __init__(self, id, name):
            ivw.Processor.__init__(self, id, name)
            self.outport = VolumeOutport("outport")
            self.addOutport(self.outport)

        @staticmethod
        def processorInfo():
            return ivw.ProcessorInfo("org.bench.Source", "Source")

        def getProcessorInfo(self):
            return Source.processorInfo()

        def process(self):
            volume = Volume(array)
            volume.basis = mat3(1.0)
            volume.offset = vec3(-0.5, -0.5, -0.5)
            self.outport.setData(volume)

    network = ivw.app.network
    network.lock()
    names = ("CubeProxyGeometry", "EntryExitPoints", "VolumeRaycaster", "CanvasGL")
    cube, points, caster, canvas = (
        ivw.app.processorFactory.create("org.inviwo." + name) for name in names
    )
    source = Source("Source", "Source")
    for processor in (source, cube, points, caster, canvas):
        network.addProcessor(processor)
    for start, end in (
        (source.outports[0], cube.inports[0]),
        (cube.outports[0], points.inports[0]),
        (source.outports[0], caster.inports.volume),
        (points.outports.entry, caster.inports.entry),
        (points.outports.exit, caster.inports.exit),
        (caster.outports[0], canvas.inports[0]),
    ):
        network.addConnection(start, end)
    network.addLink(points.camera, caster.camera)
    points.camera.setLook(vec3(*EYE), vec3(*CENTER), vec3(*UP))
    caster.lighting.shadingMode.selectedIdentifier = "none"
    caster.raycaster.samplingRate.value = 2.0
    canvas.size = size2_t(SIZE, SIZE)
    caster.isotfComposite.tf.setValues([TFPrimitiveData(x, vec4(*color)) for x, *color in POINTS])
    network.unlock()
    canvas.snapshot(picture)


def by_pyvista(array, picture, mapper):
    import pyvista

    nz, ny, nx = array.shape
    spacing = (1 / nx, 1 / ny, 1 / nz)
    grid = pyvista.ImageData(
        dimensions=(nx, ny, nz), spacing=spacing, origin=[step / 2 - 0.5 for step in spacing]
    )
    grid.point_data["values"] = array.reshape(-1)
    # 256 entries are what pyvista makes of any transfer function.
    values = np.linspace(0, 1, 256)
    channels = np.array(POINTS).T
    colors = np.stack([np.interp(values, channels[0], channel) for channel in channels[1:]], 1)
    top = float(np.iinfo(array.dtype).max) if array.dtype.kind in "ui" else 1.0

    plotter = pyvista.Plotter(off_screen=True, window_size=(SIZE, SIZE))
    volume = plotter.add_volume(
        grid,
        scalars="values",
        clim=(0, top),
        cmap=["#%02x%02x%02x" % tuple(color) for color in np.rint(colors[:, :3] * 255).astype(int)],
        opacity=colors[:, 3] * 255,
        opacity_unit_distance=1 / 150,
        mapper=mapper,
        shade=False,
        show_scalar_bar=False,
    )
    plotter.camera_position = (EYE, CENTER, UP)
    plotter.camera.view_angle = 38
    plotter.renderer.ResetCameraClippingRange()
    if mapper == "fixed_point":
        # Half a voxel, as ours has it, and what its other mapper does by itself.
        caster = volume.mapper
        caster.SetAutoAdjustSampleDistances(False)
        caster.SetLockSampleDistanceToInputSpacing(False)
        caster.SetImageSampleDistance(1.0)
        caster.SetSampleDistance(0.5 / max(array.shape))
        caster.SetInteractiveSampleDistance(0.5 / max(array.shape))
    plotter.screenshot(picture)
    plotter.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("side", choices=("inviwopy", "pyvista"))
    parser.add_argument("volume")
    parser.add_argument("picture")
    parser.add_argument("--mapper", default="fixed_point", help="pyvista's, such as smart")
    options = parser.parse_args()
    array = np.load(options.volume)
    if options.side == "inviwopy":
        by_inviwopy(array, options.picture)
    else:
        by_pyvista(array, options.picture, options.mapper)
    print(json.dumps({"side": options.side, "cpu_s": round(time.process_time(), 4)}))


if __name__ == "__main__":
    main()
