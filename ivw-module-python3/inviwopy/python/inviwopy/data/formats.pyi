# Written by stubs/generate.py: change types.pyi there.

from collections.abc import Mapping
from typing import Any, ClassVar

from inviwopy import _EnumValue

class DataFormat:
    """A format of voxels, pixels or vertex attributes: the kind of number and 1 to 4 components.

    All formats are constants of `inviwopy.data.formats`, such as `DataVec4UINT8`."""
    def __eq__(self, other: object, /) -> bool: ...
    components: Any
    """The number of components, 1 to 4."""
    dtype: Any
    """The numpy type of one component."""
    id: Any
    """The number of the format."""
    lowest: Any
    """The smallest number."""
    max: Any
    """The largest number."""
    min: Any
    """The smallest integer, or the smallest positive float of full precision."""
    numericType: Any
    """Float, signed or unsigned integer."""
    precision: Any
    """The bits of one component."""
    size: Any
    """The size of one element in bytes."""


class DataFormatId(_EnumValue):
    """The number of a format."""
    FLOAT16: ClassVar[DataFormatId]
    FLOAT32: ClassVar[DataFormatId]
    FLOAT64: ClassVar[DataFormatId]
    INT16: ClassVar[DataFormatId]
    INT32: ClassVar[DataFormatId]
    INT64: ClassVar[DataFormatId]
    INT8: ClassVar[DataFormatId]
    NotSpecialized: ClassVar[DataFormatId]
    NumberOfFormats: ClassVar[DataFormatId]
    UINT16: ClassVar[DataFormatId]
    UINT32: ClassVar[DataFormatId]
    UINT64: ClassVar[DataFormatId]
    UINT8: ClassVar[DataFormatId]
    Vec2FLOAT16: ClassVar[DataFormatId]
    Vec2FLOAT32: ClassVar[DataFormatId]
    Vec2FLOAT64: ClassVar[DataFormatId]
    Vec2INT16: ClassVar[DataFormatId]
    Vec2INT32: ClassVar[DataFormatId]
    Vec2INT64: ClassVar[DataFormatId]
    Vec2INT8: ClassVar[DataFormatId]
    Vec2UINT16: ClassVar[DataFormatId]
    Vec2UINT32: ClassVar[DataFormatId]
    Vec2UINT64: ClassVar[DataFormatId]
    Vec2UINT8: ClassVar[DataFormatId]
    Vec3FLOAT16: ClassVar[DataFormatId]
    Vec3FLOAT32: ClassVar[DataFormatId]
    Vec3FLOAT64: ClassVar[DataFormatId]
    Vec3INT16: ClassVar[DataFormatId]
    Vec3INT32: ClassVar[DataFormatId]
    Vec3INT64: ClassVar[DataFormatId]
    Vec3INT8: ClassVar[DataFormatId]
    Vec3UINT16: ClassVar[DataFormatId]
    Vec3UINT32: ClassVar[DataFormatId]
    Vec3UINT64: ClassVar[DataFormatId]
    Vec3UINT8: ClassVar[DataFormatId]
    Vec4FLOAT16: ClassVar[DataFormatId]
    Vec4FLOAT32: ClassVar[DataFormatId]
    Vec4FLOAT64: ClassVar[DataFormatId]
    Vec4INT16: ClassVar[DataFormatId]
    Vec4INT32: ClassVar[DataFormatId]
    Vec4INT64: ClassVar[DataFormatId]
    Vec4INT8: ClassVar[DataFormatId]
    Vec4UINT16: ClassVar[DataFormatId]
    Vec4UINT32: ClassVar[DataFormatId]
    Vec4UINT64: ClassVar[DataFormatId]
    Vec4UINT8: ClassVar[DataFormatId]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, DataFormatId]]


class NumericType(_EnumValue):
    """What kind of numbers a format has."""
    Float: ClassVar[NumericType]
    NotSpecialized: ClassVar[NumericType]
    SignedInteger: ClassVar[NumericType]
    UnsignedInteger: ClassVar[NumericType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, NumericType]]


DataFLOAT16: DataFormat
DataFLOAT32: DataFormat
DataFLOAT64: DataFormat
DataINT16: DataFormat
DataINT32: DataFormat
DataINT64: DataFormat
DataINT8: DataFormat
DataUINT16: DataFormat
DataUINT32: DataFormat
DataUINT64: DataFormat
DataUINT8: DataFormat
DataVec2FLOAT16: DataFormat
DataVec2FLOAT32: DataFormat
DataVec2FLOAT64: DataFormat
DataVec2INT16: DataFormat
DataVec2INT32: DataFormat
DataVec2INT64: DataFormat
DataVec2INT8: DataFormat
DataVec2UINT16: DataFormat
DataVec2UINT32: DataFormat
DataVec2UINT64: DataFormat
DataVec2UINT8: DataFormat
DataVec3FLOAT16: DataFormat
DataVec3FLOAT32: DataFormat
DataVec3FLOAT64: DataFormat
DataVec3INT16: DataFormat
DataVec3INT32: DataFormat
DataVec3INT64: DataFormat
DataVec3INT8: DataFormat
DataVec3UINT16: DataFormat
DataVec3UINT32: DataFormat
DataVec3UINT64: DataFormat
DataVec3UINT8: DataFormat
DataVec4FLOAT16: DataFormat
DataVec4FLOAT32: DataFormat
DataVec4FLOAT64: DataFormat
DataVec4INT16: DataFormat
DataVec4INT32: DataFormat
DataVec4INT64: DataFormat
DataVec4INT8: DataFormat
DataVec4UINT16: DataFormat
DataVec4UINT32: DataFormat
DataVec4UINT64: DataFormat
DataVec4UINT8: DataFormat
