"""How data shows itself in notebooks: pictures, and tables of what else there is to know.

Notebooks ask for `_repr_png_` and `_repr_html_`; nothing here runs before they do.
"""

import struct
import zlib
from base64 import b64encode
from html import escape

from . import _core

data = _core.data

# The longest edge of a preview, in pixels.
_EDGE = 192
# Mesh previews draw no more primitives than this.
_PRIMITIVES = 4000


# Pictures.


def _png(pixels):
    """A PNG file of 8 bit numbers of shape (height, width, 1 to 4), whose first row is on top."""
    import numpy as np

    height, width, components = pixels.shape
    # Every row begins with the number of its filter: none.
    rows = np.zeros((height, 1 + width * components), np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)

    def chunk(name, content):
        checksum = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, (0, 4, 2, 6)[components - 1], 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows.tobytes(), 1))
        + chunk(b"IEND", b"")
    )


def _bytes(numbers):
    """Numbers as in a file: integers from their limits, floating point numbers from [0, 1]."""
    import numpy as np

    kind, size = numbers.dtype.kind, numbers.dtype.itemsize
    if kind == "f":
        # What is not a number is black.
        return np.rint(np.clip(np.nan_to_num(numbers, nan=0.0), 0, 1) * 255).astype(np.uint8)
    if kind == "i":
        # Flipping the highest bit moves the smallest number to zero.
        numbers = np.ascontiguousarray(numbers).view(f"u{size}")
        numbers = numbers ^ numbers.dtype.type(1 << (8 * size - 1))
    return (numbers >> (8 * (size - 1))).astype(np.uint8)


def _layer_png(layer):
    """A layer as a PNG file, or `None` if it has no pixels."""
    import numpy as np

    pixels = np.asarray(layer.data)
    if pixels.size == 0:
        return None
    pixels = pixels.reshape(*pixels.shape[:2], -1)
    # Layers begin with the bottom row.
    return _png(_bytes(pixels[::-1]))


def _image_png(image):
    layers = list(image.colorLayers)
    return _layer_png(layers[0]) if layers else None


def _canvas_png(canvas):
    _core.app.waitForPool()
    image = canvas.image
    if isinstance(image, data.Layer):
        return _layer_png(image)
    return None if image is None else _image_png(image)


def _fitted(pixels, width, height):
    """Pixels in another size, each taken from the nearest."""
    import numpy as np

    rows = (np.arange(height) + 0.5) * pixels.shape[0] / height
    columns = (np.arange(width) + 0.5) * pixels.shape[1] / width
    return pixels[rows.astype(int)[:, None], columns.astype(int)[None, :]]


def _lengths(volume):
    """Lengths of the edges along x, y and z; of unit ones where there is no sensible number."""
    lengths = []
    for axis in range(3):
        column = volume.basis[axis]
        length = sum(float(column[n]) ** 2 for n in range(3)) ** 0.5
        lengths.append(length if 1e-30 < length < 1e30 else 1.0)
    return lengths


def _slices(volume):
    """The middle slices across z, y and x side by side, and what black and white stand for."""
    import numpy as np

    voxels = np.asarray(volume.data)
    if voxels.size == 0:
        return None, (0.0, 0.0)
    nz, ny, nx = voxels.shape[:3]
    slices = [voxels[nz // 2], voxels[:, ny // 2], voxels[:, :, nx // 2]]
    slices = [np.asarray(part, np.float64) for part in slices]
    if voxels.ndim == 4:
        slices = [np.sqrt((part * part).sum(-1)) for part in slices]
    finite = np.concatenate([part[np.isfinite(part)].ravel() for part in slices])
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)

    x, y, z = _lengths(volume)
    pixel = _EDGE / max(x, y, z)
    parts = []
    for part, (width, height) in zip(slices, ((x, y), (x, z), (y, z))):
        size = (max(round(width * pixel), 1), max(round(height * pixel), 1))
        with np.errstate(invalid="ignore", over="ignore"):
            gray = _bytes((_fitted(part, *size) - low) / ((high - low) or 1.0))
        # Up is up: voxels begin at the bottom.
        parts.append(np.pad(gray[::-1], ((_EDGE - size[1], 0), (0, 4)), constant_values=255))
    return _png(np.concatenate(parts, 1)[:, :-4, None]), (low, high)


def _function_png(function, width=256, height=48):
    """Colors of a transfer function, over a checkerboard for their opacity."""
    import numpy as np

    low, high = (float(function.range[n]) for n in range(2))
    span = (high - low) or 1.0
    positions = [low + (n + 0.5) / width * span for n in range(width)]
    colors = np.array([[float(c) for c in _components(function.sample(p), 4)] for p in positions])
    color, alpha = np.clip(np.nan_to_num(colors[:, :3]), 0, 1), np.clip(colors[:, 3:], 0, 1)
    y, x = np.mgrid[:height, :width]
    board = np.where((x // 8 + y // 8) % 2, 0.9, 1.0)[..., None]
    over = color * alpha + board * (1 - alpha)
    # The lowest quarter shows colors alone, so that transparent ones are seen too.
    over[-height // 4 :] = color
    return _png(_bytes(over))


def _components(vector, n):
    return [vector[k] for k in range(n)]


# Meshes.


def _positions(mesh):
    """Positions of a mesh in the world, of shape (n, 3), or `None`."""
    import numpy as np

    for info, buffer in mesh.buffers:
        if info.type == data.BufferType.PositionAttrib:
            points = np.asarray(buffer.data, np.float64)
            points = points.reshape(len(points), -1)[:, :3]
            points = np.pad(points, ((0, 0), (0, 3 - points.shape[1])))
            matrix = np.array(
                [_components(mesh.modelMatrix[column], 4) for column in range(4)], np.float64
            ).T
            return points @ matrix[:3, :3].T + matrix[:3, 3]
    return None


def _edges(draw, connectivity, indices):
    """Pairs of vertices that an index buffer joins by a line; single ones for points."""
    import numpy as np

    kinds, ways = data.DrawType, data.ConnectivityType
    if draw == kinds.Points or len(indices) < 2:
        return indices[:, None]
    if draw == kinds.Lines:
        if connectivity == ways.Unconnected:
            return indices[: len(indices) // 2 * 2].reshape(-1, 2)
        pairs = np.stack((indices[:-1], indices[1:]), 1)
        return np.vstack((pairs, indices[[-1, 0]])) if connectivity == ways.Loop else pairs
    if connectivity == ways.Strip:
        triangles = np.stack((indices[:-2], indices[1:-1], indices[2:]), 1)
    elif connectivity == ways.Fan:
        triangles = np.stack((np.full(len(indices) - 2, indices[0]), indices[1:-1], indices[2:]), 1)
    else:
        triangles = indices[: len(indices) // 3 * 3].reshape(-1, 3)
    return np.vstack((triangles[:, :2], triangles[:, 1:], triangles[:, ::2]))


def _mesh_svg(mesh):
    """Lines and points of a mesh, seen from a corner; nothing for a mesh without any."""
    import numpy as np

    points = _positions(mesh)
    if points is None or not len(points):
        return ""
    primitives = [
        _edges(info.dt, info.ct, np.asarray(buffer.data).reshape(-1).astype(np.int64))
        for info, buffer in mesh.indexBuffers
    ]
    if not primitives:
        info = mesh.defaultMeshInfo
        primitives = [_edges(info.dt, info.ct, np.arange(len(points)))]

    right, up = np.array([1, 0, -1]) / 2**0.5, np.array([-1, 2, -1]) / 6**0.5
    with np.errstate(invalid="ignore", over="ignore"):
        flat = np.stack((points @ right, -(points @ up)), 1)
    is_seen = np.isfinite(flat).all(1)
    if not is_seen.any():
        return ""
    low, high = flat[is_seen].min(0), flat[is_seen].max(0)
    flat = (flat - low) / (max(high - low) or 1.0) * (_EDGE - 8) + 4
    width, height = (high - low) / (max(high - low) or 1.0) * (_EDGE - 8) + 8

    paths = []
    for part in primitives:
        inside = ((part >= 0) & (part < len(points))).all(1)
        part = part[inside]
        part = part[is_seen[part].all(1)]
        part = part[:: max(len(part) // _PRIMITIVES, 1)]
        paths += [
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in flat[[*vertices, vertices[-1]]])
            for vertices in part
        ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}">'
        f'<path d="{"".join(paths)}" fill="none" stroke="currentColor" stroke-width="0.7" '
        'stroke-linecap="round"/></svg>'
    )


# Tables.


def _html(title, picture, rows):
    """A title, a picture and a table."""
    cells = "".join(
        f'<tr><th style="text-align:left">{escape(name)}</th>'
        f'<td style="text-align:left">{escape(str(value))}</td></tr>'
        for name, value in rows
        if str(value)
    )
    return f"<div><b>{escape(title)}</b><br>{picture}<table>{cells}</table></div>"


def _img(png):
    if png is None:
        return ""
    return f'<img src="data:image/png;base64,{b64encode(png).decode()}">'


def _numbers(vector, n):
    return " ".join(f"{float(number):.6g}" for number in _components(vector, n))


def _map_rows(shown):
    mapper = shown.dataMap
    value = mapper.valueAxis
    yield "data range", _numbers(mapper.dataRange, 2)
    yield "value range", _numbers(mapper.valueRange, 2)
    yield "value", f"{value.name} {value.unit}".strip()


def _volume_html(volume):
    png, (low, high) = _slices(volume)
    rows = [
        ("dimensions", " × ".join(str(n) for n in _components(volume.dimensions, 3))),
        ("format", volume.format),
        *_map_rows(volume),
        ("edges", " × ".join(f"{length:.6g}" for length in _lengths(volume))),
        ("offset", _numbers(volume.offset, 3)),
    ]
    if png is not None:
        rows.append(("picture", f"middle slices across z, y and x; {low:.6g} is black, {high:.6g} white"))
    return _html("Volume", _img(png), rows)


def _volume_png(volume):
    return _slices(volume)[0]


def _layer_html(layer):
    rows = [
        ("dimensions", " × ".join(str(n) for n in _components(layer.dimensions, 2))),
        ("format", layer.format),
        ("type", layer.layertype.name),
        *_map_rows(layer),
    ]
    return _html("Layer", _img(_layer_png(layer)), rows)


def _mesh_html(mesh):
    import numpy as np

    rows = []
    for info, buffer in mesh.buffers:
        rows.append((info.type.name, f"{buffer.size} × {buffer.format}"))
    for info, buffer in mesh.indexBuffers:
        rows.append((f"{info.dt.name}, {info.ct.name}", f"{buffer.size} indices"))
    points = _positions(mesh)
    if points is not None:
        seen = points[np.isfinite(points).all(1)]
        if len(seen):
            rows.append(("from", _numbers(seen.min(0), 3)))
            rows.append(("to", _numbers(seen.max(0), 3)))
    return _html("Mesh", _mesh_svg(mesh), rows)


def _function_html(function):
    low, high = (float(function.range[n]) for n in range(2))
    rows = [("points", function.size), ("range", f"{low:.6g} {high:.6g}")]
    return _html("Transfer function", _img(_function_png(function)), rows)


def _install():
    """Gives the classes their ways to show themselves."""
    shown = {
        data.Image: (_image_png, None),
        data.Layer: (_layer_png, _layer_html),
        data.Volume: (_volume_png, _volume_html),
        data.Mesh: (None, _mesh_html),
        data.TransferFunction: (_function_png, _function_html),
        _core.CanvasProcessor: (_canvas_png, None),
    }
    for shown_class, functions in shown.items():
        for name, function in zip(("_repr_png_", "_repr_html_"), functions):
            if function is not None:
                setattr(shown_class, name, function)


_install()
