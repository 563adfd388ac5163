"""Derivatives of volumes of three components, in the world, by central differences.

Differences at the border are one-sided; linear fields are exact, also on skewed grids."""
# Written by stubs/generate.py: change types.pyi there.

from typing import Any


from inviwopy.data import Volume as Volume
from inviwopy.glm import dvec2 as dvec2


def curlVolume(volume: Any) -> Any:
    """How a field turns around each place: a vector per voxel."""
def divergenceVolume(volume: Any) -> Any:
    """How much of a field comes out of each place: one number per voxel."""
