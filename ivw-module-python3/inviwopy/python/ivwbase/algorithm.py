"""Derivatives of volumes of three components, in the world, by central differences.

Differences at the border are one-sided; linear fields are exact, also on skewed grids.
"""

import numpy as np
from inviwopy.data import Volume
from inviwopy.glm import dvec2


def divergenceVolume(volume):
    """How much of a field comes out of each place: one number per voxel."""
    slope = _slope(volume)
    return _like(volume, slope[..., 0, 0] + slope[..., 1, 1] + slope[..., 2, 2])


def curlVolume(volume):
    """How a field turns around each place: a vector per voxel."""
    slope = _slope(volume)
    parts = [slope[..., b, c] - slope[..., c, b] for b, c in ((1, 2), (2, 0), (0, 1))]
    return _like(volume, np.stack(parts, axis=-1))


def _slope(volume):
    """Of each voxel, the change of each component (last) along each axis of the world."""
    values = np.asarray(volume.data, dtype=np.float64)
    if values.ndim != 4 or values.shape[3] != 3:
        raise ValueError("expected a volume of three components: a field of vectors")
    along = [
        np.gradient(values, axis=axis) if values.shape[axis] > 1 else np.zeros_like(values)
        for axis in (2, 1, 0)
    ]
    size = values.shape[2::-1]
    world_from_index = np.array([[volume.basis[n][row] / size[n] for n in range(3)] for row in range(3)])
    # A gradient is a covector: it goes to the world with the inverse transpose.
    return np.einsum("ik,k...c->...ic", np.linalg.inv(world_from_index).T, np.stack(along))


def _like(volume, values):
    result = Volume(np.ascontiguousarray(values, dtype=np.float32))
    result.modelMatrix, result.worldMatrix = volume.modelMatrix, volume.worldMatrix
    limits = dvec2(float(values.min()), float(values.max()))
    result.dataMap.dataRange = result.dataMap.valueRange = limits
    return result
