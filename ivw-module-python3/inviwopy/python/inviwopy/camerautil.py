"""Where cameras stand."""

from . import _core

Side = _core.properties.Side
UpdateNearFar = _core.properties.UpdateNearFar
UpdateLookRanges = _core.properties.UpdateLookRanges

_DIRECTIONS = {
    Side.XNegative: ((-1, 0, 0), (0, 1, 0)),
    Side.XPositive: ((1, 0, 0), (0, 1, 0)),
    Side.YNegative: ((0, -1, 0), (1, 0, 0)),
    Side.YPositive: ((0, 1, 0), (1, 0, 0)),
    Side.ZNegative: ((0, 0, -1), (0, 1, 0)),
    Side.ZPositive: ((0, 0, 1), (0, 1, 0)),
}


def _box(bounding_box):
    """Middle and radius of a box, given as the matrix that makes it of the unit cube."""
    axes = [bounding_box[n] for n in range(3)]
    origin = bounding_box[3]
    half = [sum(axis[n] for axis in axes) / 2 for n in range(3)]
    middle = [origin[n] + half[n] for n in range(3)]
    radius = sum(sum(axis[n] ** 2 for n in range(3)) for axis in axes) ** 0.5 / 2
    return middle, radius


def computeCameraNearFar(boundingBox, nearFarRatio=1 / 10000):
    """Distances at which things begin and end to be seen, for a box."""
    _, radius = _box(boundingBox)
    far = 20 * radius
    return far * nearFarRatio, far


def setCameraNearFar(cameraProperty, boundingBox):
    """Fits the near and far plane to a box."""
    cameraProperty.setNearFar(*computeCameraNearFar(boundingBox))


def setCameraLookRanges(cameraProperty, boundingBox, zoomRange=10):
    """Fits the ranges of the sliders to a box."""
    middle, radius = _box(boundingBox)
    for name in ("lookFrom", "lookTo"):
        part = cameraProperty.properties[name]
        part.minValue = [m - zoomRange * radius for m in middle]
        part.maxValue = [m + zoomRange * radius for m in middle]


def setCameraView(
    cameraProperty,
    boundingBox,
    side=None,
    fitRatio=1.05,
    updateNearFar=UpdateNearFar.No,
    updateLookRanges=UpdateLookRanges.No,
):
    """Looks at a box, from where the camera is or from a side, so that all of it is seen."""
    import math

    middle, radius = _box(boundingBox)
    camera = cameraProperty
    if side is None:
        away = [camera.lookFrom[n] - camera.lookTo[n] for n in range(3)]
        up = [camera.lookUp[n] for n in range(3)]
    else:
        away, up = _DIRECTIONS[side]
    length = math.sqrt(sum(a * a for a in away)) or 1.0
    fov = camera.properties["fov"].value if "fov" in camera.properties else 38.0
    aspect = min(camera.aspectRatio, 1.0) or 1.0
    angle = 2 * math.atan(math.tan(math.radians(fov) / 2) * aspect)
    distance = fitRatio * radius / math.sin(angle / 2)
    camera.setLook([m + a / length * distance for m, a in zip(middle, away)], middle, list(up))
    if updateNearFar == UpdateNearFar.Yes:
        setCameraNearFar(camera, boundingBox)
    if updateLookRanges == UpdateLookRanges.Yes:
        setCameraLookRanges(camera, boundingBox)
