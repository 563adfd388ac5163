#!/usr/bin/env python3
"""Draws a sphere of many triangles with VTK, and says what it cost.

The yardstick of `cargo xtask bench mesh`. The example `mesh_bench` of ivw-module-base takes the same
arguments and prints the same lines:

    vtk_mesh.py --segments N --loops N    steps around the axis, and from pole to pole
        --camera NAME:EX,EY,EZ            name and eye; may be repeated
        [--size N]                        picture of N x N pixels (1024)
        [--repeat N]                      timed frames after a first one (5)
        [--png FILE]                      writes the last frame

What both sides agree on:
- The sphere has radius 1, about 2 * segments * loops triangles, normals and a colour at each vertex.
- The view is 38 degrees high, z is up, and every camera looks to the origin.
- One light at the eye: ambient 0.15, diffuse 0.6, specular 0.4, exponent 60; one sample a pixel.
- The first frame, with whatever is prepared in it, is timed on its own; later ones give the median.
- A frame is over when its pixels are there.

VTK draws with OpenGL: without a graphics card that is Mesa's llvmpipe, which uses all processors.

One JSON line per camera:
{"case", "camera", "size", "cpu_s", "wall_s", "first_wall_s"}
"""

import argparse
import json
import statistics
import sys
import time

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401 (registers the window)
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkFiltersSources import vtkSphereSource
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkLight,
    vtkPolyDataMapper,
    vtkRenderer,
    vtkRenderWindow,
)


def offscreen_window(size):
    window, renderer = vtkRenderWindow(), vtkRenderer()
    window.SetOffScreenRendering(True)
    window.SetMultiSamples(0)
    window.SetSize(size, size)
    window.AddRenderer(renderer)
    headlight = vtkLight()
    headlight.SetLightTypeToHeadlight()
    renderer.AddLight(headlight)
    return window, renderer


def sphere(segments, loops):
    """This is an actor whose vertices are coloured by position."""
    source = vtkSphereSource()
    source.SetRadius(1.0)
    source.SetThetaResolution(segments)
    source.SetPhiResolution(loops + 1)
    source.Update()
    data = source.GetOutput()
    points = vtk_to_numpy(data.GetPoints().GetData())
    colors = np.clip(points * 255, 0, 255).astype(np.uint8)
    data.GetPointData().SetScalars(numpy_to_vtk(colors, deep=True))
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    actor = vtkActor()
    actor.SetMapper(mapper)
    look = actor.GetProperty()
    look.SetInterpolationToPhong()
    look.SetAmbient(0.15)
    look.SetDiffuse(0.6)
    look.SetSpecular(0.4)
    look.SetSpecularPower(60)
    print(f"{data.GetNumberOfPolys()} triangles", file=sys.stderr)
    return actor


def timed(action):
    """This is the CPU time of all threads and the wall time of an action."""
    cpu, wall = time.process_time(), time.perf_counter()
    action()
    return time.process_time() - cpu, time.perf_counter() - wall


def write_png(window, path):
    from vtkmodules.vtkIOImage import vtkPNGWriter
    from vtkmodules.vtkRenderingCore import vtkWindowToImageFilter

    grab = vtkWindowToImageFilter()
    grab.SetInput(window)
    grab.ReadFrontBufferOff()
    writer = vtkPNGWriter()
    writer.SetFileName(path)
    writer.SetInputConnection(grab.GetOutputPort())
    writer.Write()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--segments", type=int, default=1000)
    parser.add_argument("--loops", type=int, default=500)
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--camera", action="append", required=True)
    parser.add_argument("--png")
    args = parser.parse_args()

    window, renderer = offscreen_window(args.size)
    # An empty frame first: bringing up the graphics library is no part of drawing.
    window.Render()
    renderer.AddActor(sphere(args.segments, args.loops))

    def frame():
        window.Render()
        window.WaitForCompletion()

    for text in args.camera:
        name, eye = text.split(":")
        camera = renderer.GetActiveCamera()
        camera.SetPosition([float(part) for part in eye.split(",")])
        camera.SetFocalPoint(0, 0, 0)
        camera.SetViewUp(0, 0, 1)
        camera.SetViewAngle(38)
        renderer.ResetCameraClippingRange()
        first = timed(frame)
        frames = [timed(frame) for _ in range(args.repeat)] or [first]
        line = {
            "case": "mesh",
            "camera": name,
            "size": args.size,
            "cpu_s": round(statistics.median(cpu for cpu, _ in frames), 6),
            "wall_s": round(statistics.median(wall for _, wall in frames), 6),
            "first_wall_s": round(first[1], 6),
        }
        print(json.dumps(line), flush=True)
    if args.png:
        write_png(window, args.png)


if __name__ == "__main__":
    main()
