"""Where cameras stand."""

import math

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


def computeCameraNearFar(boundingBox, maxZoomFactor=10.0, nearFarRatio=1 / 10000):
    """Distances at which things begin and end to be seen, for a box."""
    _, radius = _box(boundingBox)
    far = 2 * radius * maxZoomFactor
    return far * nearFarRatio, far


def setCameraNearFar(cameraProperty, boundingBox, maxZoomFactor=10.0, nearFarRatio=1 / 10000):
    """Fits the near and far plane to a box."""
    cameraProperty.setNearFar(*computeCameraNearFar(boundingBox, maxZoomFactor, nearFarRatio))


def setCameraLookRanges(cameraProperty, boundingBox, maxZoomFactor=10.0):
    """Fits the ranges of the sliders to a box."""
    middle, radius = _box(boundingBox)
    for name in ("lookFrom", "lookTo"):
        part = cameraProperty.properties[name]
        part.minValue = [m - maxZoomFactor * radius for m in middle]
        part.maxValue = [m + maxZoomFactor * radius for m in middle]


_VIEW_ARGUMENTS = {
    0: ("fitRatio", "updateNearFar", "updateLookRanges"),
    1: ("side", "fitRatio", "updateNearFar", "updateLookRanges"),
    2: ("viewDir", "lookUp", "fitRatio", "updateNearFar", "updateLookRanges"),
}


def setCameraView(cameraProperty, boundingBox, *args, **kwargs):
    """Looks at a box so that all of it is seen: from where the camera is, from a side, or along a
    direction.

    `setCameraView(camera, box, [side | viewDir, lookUp], fitRatio=1.05,
    updateNearFar=UpdateNearFar.No, updateLookRanges=UpdateLookRanges.No)`
    """
    if "side" in kwargs or (args and isinstance(args[0], Side)):
        names = _VIEW_ARGUMENTS[1]
    elif "viewDir" in kwargs or (args and not isinstance(args[0], (int, float))):
        names = _VIEW_ARGUMENTS[2]
    else:
        names = _VIEW_ARGUMENTS[0]
    if len(args) > len(names) or kwargs.keys() & set(names[: len(args)]):
        raise TypeError(f"setCameraView() takes a camera, a box, and {', '.join(names)}")
    given = dict(zip(names, args)) | kwargs
    if unknown := given.keys() - set(names):
        raise TypeError(f"setCameraView() has no argument {sorted(unknown)[0]!r} here: {names}")

    camera = cameraProperty
    if "side" in given:
        away, up = _DIRECTIONS[given["side"]]
    elif "viewDir" in given:
        away = [-given["viewDir"][n] for n in range(3)]
        up = [given["lookUp"][n] for n in range(3)]
    else:
        away = [camera.lookFrom[n] - camera.lookTo[n] for n in range(3)]
        up = [camera.lookUp[n] for n in range(3)]
    middle, radius = _box(boundingBox)
    radius = radius or 1.0
    fit_ratio = given.get("fitRatio", 1.05)
    length = math.sqrt(sum(a * a for a in away)) or 1.0
    kind = camera.properties["cameraType"].value
    if kind == "OrthographicCamera":
        distance = camera.lookFrom[0] - camera.lookTo[0], camera.lookFrom[1] - camera.lookTo[1]
        distance = math.hypot(*distance, camera.lookFrom[2] - camera.lookTo[2]) or fit_ratio * radius
        camera.camera.width = 2 * fit_ratio * radius * max(camera.aspectRatio, 1.0)
    else:
        half = math.tan(math.radians(camera.properties["fov"].value) / 2)
        angle = math.atan(half * (min(camera.aspectRatio, 1.0) or 1.0))
        distance = fit_ratio * radius / math.sin(angle)
    camera.setLook([m + a / length * distance for m, a in zip(middle, away)], middle, list(up))
    if given.get("updateNearFar", UpdateNearFar.No) == UpdateNearFar.Yes:
        setCameraNearFar(camera, boundingBox)
    if given.get("updateLookRanges", UpdateLookRanges.No) == UpdateLookRanges.Yes:
        setCameraLookRanges(camera, boundingBox)


def _corners(data):
    """Corners of data in world space, as rows; nothing for data without a place in the world."""
    import numpy as np

    if isinstance(data, (list, tuple)) or type(data).__name__.endswith("Sequence"):
        return [corner for part in data for corner in _corners(part)]
    if isinstance(data, _core.data.Mesh):
        low, high = [], []
        for info, buffer in data.buffers:
            if info.type == _core.data.BufferType.PositionAttrib and buffer.size:
                positions = np.zeros((buffer.size, 3))
                numbers = np.asarray(buffer.data, float).reshape(buffer.size, -1)[:, :3]
                positions[:, : numbers.shape[1]] = numbers
                positions = positions[np.isfinite(positions).all(axis=1)]
                if len(positions):
                    low.append(positions.min(axis=0))
                    high.append(positions.max(axis=0))
        if not low:
            return []
        ends = np.min(low, axis=0), np.max(high, axis=0)
    elif isinstance(data, _core.data.Volume):
        ends = np.zeros(3), np.ones(3)
    elif isinstance(data, _core.data.Layer):
        ends = np.zeros(3), np.array([1.0, 1.0, 0.0])
    else:
        return []
    unit = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], float)
    box = ends[0] + unit * (ends[1] - ends[0])
    world = np.array(data.worldMatrix, float) @ np.array(data.modelMatrix, float)
    return list((np.c_[box, np.ones(8)] @ world.T)[:, :3])


def _bounding_box(camera_property):
    """The box around the data at a camera's port, as a matrix; none without data."""
    import numpy as np

    port = camera_property._inport
    if port is not None:
        ports = [port]
    elif (processor := camera_property.processor) is not None:
        ports = list(processor.inports)
    else:
        ports = []
    corners = [
        corner
        for port in ports
        if port.isConnected()
        for data in (port.getVectorData() if hasattr(port, "getVectorData") else [port.getData()])
        for corner in _corners(data)
    ]
    if not corners:
        return None
    low, high = np.min(corners, axis=0), np.max(corners, axis=0)
    box = _core.glm.mat4(1)
    for n in range(3):
        box[n, n] = float(high[n] - low[n])
        box[3, n] = float(low[n])
    return box


def _fit(camera_property):
    if (box := _bounding_box(camera_property)) is not None:
        setCameraView(camera_property, box)


def _fit_near_far(camera_property):
    if (box := _bounding_box(camera_property)) is not None:
        setCameraNearFar(camera_property, box)


def _fit_look_ranges(camera_property):
    if (box := _bounding_box(camera_property)) is not None:
        setCameraLookRanges(camera_property, box)
