#!/usr/bin/env python3
"""Ray casts a `.npy` volume with VTK's FixedPoint mapper on the CPU, and says what it cost.

The yardstick of `cargo xtask bench`. The example `raycast_bench` of ivw-module-base takes the same
arguments and prints the same lines:

    vtk_raycast.py VOLUME.npy --case NAME
        --camera NAME:EX,EY,EZ:FX,FY,FZ:UX,UY,UZ   name, eye, focal point, up; may be repeated
        [--view-angle DEGREES]                     vertical (38)
        [--size N]                                 picture of N x N pixels (512)
        [--tf "X,R,G,B,A X,R,G,B,A ..."]           points over the normalised value, all 0 to 1
        [--step VOXELS]                            distance of samples along the ray (0.5)
        [--shade]                                  gradients and one light at the eye
        [--repeat N]                               timed frames after a first one (3)
        [--threads N]                              0: one per processor (0)
        [--png FILE]                               writes the last frame

What both sides agree on:
- The array is indexed [z, y, x]; its voxels fill the unit cube from (0, 0, 0) to (1, 1, 1).
- Values are normalised by the full range of an integer type; floats are taken to be 0 to 1.
- A step is given in voxels of the longest axis, so the world distance is step / max(nx, ny, nz).
- Opacity of the transfer function belongs to 1/150 of the cube's edge, as in Inviwo:
  alpha' = 1 - (1 - alpha) ^ (distance * 150).
- Shading is ambient 0.15, diffuse 0.6, specular 0.4, exponent 60, two-sided; trilinear samples.
- The first frame, with whatever is prepared in it, is timed on its own; later ones give the median.
- CPU time is that of all threads. Peak memory is the high-water mark of the process so far.

One JSON line per camera:
{"case", "size", "camera", "shade", "cpu_s", "wall_s", "first_cpu_s", "first_wall_s", "peak_rss_mb"}
"""

import argparse
import json
import resource
import statistics
import sys
import time

import numpy as np

# Only what is used: `import vtk` as a whole would make VTK look slower to start than it is.
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 (registers the window)
import vtkmodules.vtkRenderingVolumeOpenGL2  # noqa: F401 (registers the display of cast images)
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData, vtkPiecewiseFunction
from vtkmodules.vtkRenderingCore import (
    vtkColorTransferFunction,
    vtkLight,
    vtkRenderer,
    vtkRenderWindow,
    vtkVolume,
    vtkVolumeProperty,
)
from vtkmodules.vtkRenderingVolume import vtkFixedPointVolumeRayCastMapper

DEFAULT_TF = "0.02,0.1,0.2,0.8,0 0.15,0.2,0.6,0.9,0.05 0.4,0.9,0.8,0.3,0.3 0.8,1,0.3,0.1,0.9"


def numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


def image_data(array: np.ndarray) -> vtkImageData:
    """This is the array as VTK's image over the unit cube, without a copy."""
    nz, ny, nx = array.shape
    image = vtkImageData()
    image.SetDimensions(nx, ny, nz)
    image.SetSpacing(1 / nx, 1 / ny, 1 / nz)
    image.SetOrigin(0.5 / nx, 0.5 / ny, 0.5 / nz)  # VTK's points are our voxel centres
    image.GetPointData().SetScalars(numpy_to_vtk(array.reshape(-1), deep=False))
    return image


def volume_property(points: list[list[float]], top: float, shade: bool) -> vtkVolumeProperty:
    colour, opacity = vtkColorTransferFunction(), vtkPiecewiseFunction()
    for x, r, g, b, a in points:
        colour.AddRGBPoint(x * top, r, g, b)
        opacity.AddPoint(x * top, a)
    look = vtkVolumeProperty()
    look.SetColor(colour)
    look.SetScalarOpacity(opacity)
    look.SetScalarOpacityUnitDistance(1 / 150)
    look.SetInterpolationTypeToLinear()
    look.SetShade(shade)
    look.SetAmbient(0.15)
    look.SetDiffuse(0.6)
    look.SetSpecular(0.4)
    look.SetSpecularPower(60)
    return look


def ray_caster(image: vtkImageData, step: float, threads: int) -> vtkFixedPointVolumeRayCastMapper:
    mapper = vtkFixedPointVolumeRayCastMapper()
    mapper.SetInputData(image)
    # Every ray, every sample: without these VTK trades quality for speed as it sees fit.
    mapper.AutoAdjustSampleDistancesOff()
    mapper.LockSampleDistanceToInputSpacingOff()
    mapper.SetImageSampleDistance(1.0)
    mapper.SetSampleDistance(step / max(image.GetDimensions()))
    mapper.SetInteractiveSampleDistance(step / max(image.GetDimensions()))
    mapper.IntermixIntersectingGeometryOff()
    if threads:
        mapper.SetNumberOfThreads(threads)
    return mapper


def offscreen_window(size: int) -> tuple[vtkRenderWindow, vtkRenderer]:
    """This is a window that no one sees: VTK 9.4 and later finds EGL or OSMesa where there is no X."""
    window, renderer = vtkRenderWindow(), vtkRenderer()
    window.SetOffScreenRendering(True)
    window.SetMultiSamples(0)
    window.SetSize(size, size)
    window.AddRenderer(renderer)
    headlight = vtkLight()
    headlight.SetLightTypeToHeadlight()
    renderer.AddLight(headlight)
    return window, renderer


def peak_rss_mb() -> float:
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def timed(action) -> tuple[float, float]:
    """This is the CPU time of all threads and the wall time of an action."""
    cpu, wall = time.process_time(), time.perf_counter()
    action()
    return time.process_time() - cpu, time.perf_counter() - wall


def write_png(window: vtkRenderWindow, path: str) -> None:
    from vtkmodules.vtkIOImage import vtkPNGWriter
    from vtkmodules.vtkRenderingCore import vtkWindowToImageFilter

    grab = vtkWindowToImageFilter()
    grab.SetInput(window)
    grab.ReadFrontBufferOff()
    writer = vtkPNGWriter()
    writer.SetFileName(path)
    writer.SetInputConnection(grab.GetOutputPort())
    writer.Write()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("volume")
    parser.add_argument("--case", default="raycast")
    parser.add_argument("--camera", action="append", required=True)
    parser.add_argument("--view-angle", type=float, default=38.0)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--tf", default=DEFAULT_TF)
    parser.add_argument("--step", type=float, default=0.5)
    parser.add_argument("--shade", action="store_true")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--png")
    args = parser.parse_args()

    array = np.ascontiguousarray(np.load(args.volume))
    top = float(np.iinfo(array.dtype).max) if array.dtype.kind in "ui" else 1.0

    window, renderer = offscreen_window(args.size)
    mapper = ray_caster(image_data(array), args.step, args.threads)
    volume = vtkVolume()
    volume.SetMapper(mapper)
    points = [numbers(point) for point in args.tf.split()]
    volume.SetProperty(volume_property(points, top, args.shade))
    # An empty frame first: bringing up the graphics library is no part of ray casting.
    window.Render()
    renderer.AddVolume(volume)

    for text in args.camera:
        name, eye, focal, up = text.split(":")
        camera = renderer.GetActiveCamera()
        camera.SetPosition(numbers(eye))
        camera.SetFocalPoint(numbers(focal))
        camera.SetViewUp(numbers(up))
        camera.SetViewAngle(args.view_angle)
        renderer.ResetCameraClippingRange()

        first_cpu, first_wall = timed(window.Render)
        frames = [timed(window.Render) for _ in range(args.repeat)] or [(first_cpu, first_wall)]
        line = {
            "case": args.case,
            "size": args.size,
            "camera": name,
            "shade": args.shade,
            "cpu_s": round(statistics.median(cpu for cpu, _ in frames), 6),
            "wall_s": round(statistics.median(wall for _, wall in frames), 6),
            "first_cpu_s": round(first_cpu, 6),
            "first_wall_s": round(first_wall, 6),
            "peak_rss_mb": round(peak_rss_mb(), 1),
        }
        print(json.dumps(line), flush=True)

    if args.png:
        write_png(window, args.png)


if __name__ == "__main__":
    main()
