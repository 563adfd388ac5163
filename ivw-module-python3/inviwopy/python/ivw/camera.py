"""Moving a camera for a while, and putting it back."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from inviwopy.glm import dmat3, dvec3
from inviwopy.properties import CameraProperty

__all__ = ["Camera", "rotation_matrix"]


def rotation_matrix(axis: Any, angle: float) -> dmat3:
    """The matrix that turns vectors by an angle in radians about an axis of any length.

    Looking against the axis, a positive angle turns clockwise, as Inviwo's scripts expect it.
    """
    x, y, z = (float(axis[n]) for n in range(3))
    length = math.sqrt(x * x + y * y + z * z)
    if not length > 0 or math.isinf(length):
        raise ValueError(f"no axis to turn about: ({x}, {y}, {z})")
    x, y, z = x / length, y / length, z / length
    cos, sin = math.cos(angle), math.sin(angle)
    rest = 1 - cos
    matrix = dmat3()
    # Columns: where the rotation takes the axes x, y and z.
    matrix[0] = dvec3(cos + x * x * rest, x * y * rest - z * sin, x * z * rest + y * sin)
    matrix[1] = dvec3(x * y * rest + z * sin, cos + y * y * rest, y * z * rest - x * sin)
    matrix[2] = dvec3(x * z * rest - y * sin, y * z * rest + x * sin, cos + z * z * rest)
    return matrix


class Camera:
    """A view of a `CameraProperty` that lasts as long as a `with` statement.

        with ivw.camera.Camera(network.EntryExitPoints.camera, lookUp=vec3(0, 0, 1)) as camera:
            for step in camera.rotate(math.pi / 30, 60):
                canvas.snapshot(f"turn{step:03}.png")

    What is not given stays as it is.
    """

    def __init__(
        self,
        cameraProperty: CameraProperty,
        lookFrom: Any = None,
        lookTo: Any = None,
        lookUp: Any = None,
        *,
        lookfrom: Any = None,
        lookto: Any = None,
        lookup: Any = None,
    ) -> None:
        self.cam = cameraProperty
        self._before = (cameraProperty.lookFrom, cameraProperty.lookTo, cameraProperty.lookUp)
        before = self._before
        # The names without capitals are those of older scripts.
        self.lookFrom: dvec3 = _chosen(lookFrom, lookfrom, before[0])
        self.lookTo: dvec3 = _chosen(lookTo, lookto, before[1])
        self.lookUp: dvec3 = _chosen(lookUp, lookup, before[2])

    def __enter__(self) -> Camera:
        self.set()
        return self

    def __exit__(self, *exception: object) -> None:
        self.restore()

    def set(self) -> None:
        """Shows this view."""
        self.cam.setLook(list(self.lookFrom), list(self.lookTo), list(self.lookUp))

    def restore(self) -> None:
        """Shows the view from before again."""
        self.cam.setLook(*self._before)

    def rotate(
        self, delta: float = math.pi / 30, steps: int = 60, axis: Any = None
    ) -> Iterator[int]:
        """Turns about what it looks at, by `delta` radians a step, and yields the number of each step.

        The axis is what is up, if none is given.
        """
        rotation = rotation_matrix(self.lookUp if axis is None else axis, delta)
        away = self.lookFrom - self.lookTo
        for step in range(1, steps + 1):
            away = rotation * away
            self.lookFrom = self.lookTo + away
            self.lookUp = rotation * self.lookUp
            self.set()
            yield step

    # The names of older scripts.

    @property
    def lookfrom(self) -> dvec3:
        """`lookFrom`, as older scripts name it."""
        return self.lookFrom

    @lookfrom.setter
    def lookfrom(self, value: Any) -> None:
        self.lookFrom = dvec3(list(value))

    @property
    def lookto(self) -> dvec3:
        """`lookTo`, as older scripts name it."""
        return self.lookTo

    @lookto.setter
    def lookto(self, value: Any) -> None:
        self.lookTo = dvec3(list(value))

    @property
    def lookup(self) -> dvec3:
        """`lookUp`, as older scripts name it."""
        return self.lookUp

    @lookup.setter
    def lookup(self, value: Any) -> None:
        self.lookUp = dvec3(list(value))

    rotation_matrix = staticmethod(rotation_matrix)


def _chosen(*values: Any) -> dvec3:
    """The first of some vectors that is given."""
    return next(dvec3(list(value)) for value in values if value is not None)
