"""Where cameras stand."""
# Written by stubs/generate.py: change types.pyi there.

from collections.abc import Mapping
from typing import Any, ClassVar

from inviwopy import _EnumValue

class Side(_EnumValue):
    """A side to look from."""
    XNegative: ClassVar[Side]
    XPositive: ClassVar[Side]
    YNegative: ClassVar[Side]
    YPositive: ClassVar[Side]
    ZNegative: ClassVar[Side]
    ZPositive: ClassVar[Side]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, Side]]


class UpdateLookRanges(_EnumValue):
    """Whether the ranges of sliders follow the data."""
    No: ClassVar[UpdateLookRanges]
    Yes: ClassVar[UpdateLookRanges]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, UpdateLookRanges]]


class UpdateNearFar(_EnumValue):
    """Whether the near and far plane follow the data."""
    No: ClassVar[UpdateNearFar]
    Yes: ClassVar[UpdateNearFar]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, UpdateNearFar]]


def computeCameraNearFar(boundingBox: Any, maxZoomFactor: float = 10.0, nearFarRatio: float = 0.0001) -> Any:
    """Distances at which things begin and end to be seen, for a box."""
def setCameraLookRanges(cameraProperty: Any, boundingBox: Any, maxZoomFactor: float = 10.0) -> Any:
    """Fits the ranges of the sliders to a box."""
def setCameraNearFar(cameraProperty: Any, boundingBox: Any, maxZoomFactor: float = 10.0, nearFarRatio: float = 0.0001) -> Any:
    """Fits the near and far plane to a box."""
def setCameraView(cameraProperty: Any, boundingBox: Any, *args: Any, **kwargs: Any) -> Any:
    """Looks at a box so that all of it is seen: from where the camera is, from a side, or along a
    direction.

    `setCameraView(camera, box, [side | viewDir, lookUp], fitRatio=1.05,
    updateNearFar=UpdateNearFar.No, updateLookRanges=UpdateLookRanges.No)`"""
