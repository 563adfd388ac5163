# Written by stubs/generate.py: change types.pyi there.

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, overload
from numpy.typing import NDArray

from inviwopy import Inport, Outport, _EnumValue
from inviwopy.doc import Document
from inviwopy.glm import dvec2, mat3, mat4, size2_t, size3_t, vec3, vec4

BufferBase = Buffer
from inviwopy.data.formats import DataFormat as DataFormat
from inviwopy import Histogram1D as Histogram
from inviwopy import Histogram1D as Histogram1D
from inviwopy import Histogram2D as Histogram2D
LayerRepresentation = LayerPy
from inviwopy import Statistics as Statistics
VolumeRepresentation = VolumePy
from inviwopy.data import buffertraits as buffertraits
from inviwopy.data import formats as formats


class Axis:
    """The name and unit of an axis or of a value: `Axis("temperature", Unit("K"))`."""
    def __eq__(self, other: object, /) -> bool: ...
    name: str
    """The name."""
    unit: Unit
    """The unit."""
    def __init__(self, name: str = '', unit: Any = ...) -> None: ...


class BasicMesh(Mesh):
    """A mesh of positions, normals, texture coordinates and colours.

    `BasicMesh(dt, ct)`, or `BasicMesh(dt, ct, vertices, indices)` with a list of tuples
    `(position, normal, texCoord, color)`."""
    def addVertex(self, pos: Any, norm: Any, texCoord: Any, color: Any) -> Any:
        """Adds a vertex, and returns its number."""
    def addVertices(self, vertices: Any) -> Any:
        """Adds vertices: a list of tuples of their attributes."""
    def getColors(self) -> Any:
        """The buffer of ColorAttrib."""
    def getNormals(self) -> Any:
        """The buffer of NormalAttrib."""
    def getTexCoords(self) -> Any:
        """The buffer of TexCoordAttrib."""
    def getVertices(self) -> Any:
        """The buffer of PositionAttrib."""
    def setVertex(self, i: Any, pos: Any, norm: Any, texCoord: Any, color: Any) -> Any:
        """Replaces the vertex of a number."""
    def setVertexColor(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of ColorAttrib."""
    def setVertexNormal(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of NormalAttrib."""
    def setVertexPosition(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of PositionAttrib."""
    def setVertexTexCoord(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of TexCoordAttrib."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BitSet:
    """A set of numbers, such as rows of a table: `BitSet([1, 5, 7])`.

    A list of truth values stands for the places of those that are true."""
    def __and__(self, other: Any) -> Any: ...
    def __contains__(self, value: Any) -> bool: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __iand__(self, other: Any) -> Any: ...
    def __init__(self, values: Any = ...) -> None: ...
    def __ior__(self, other: Any) -> Any: ...
    def __isub__(self, other: Any) -> Any: ...
    def __iter__(self) -> Any: ...
    def __ixor__(self, other: Any) -> Any: ...
    def __len__(self) -> int: ...
    def __or__(self, other: Any) -> Any: ...
    def __sub__(self, other: Any) -> Any: ...
    def __xor__(self, other: Any) -> Any: ...
    def add(self, value: Any) -> Any:
        """Adds a number, or all of a list."""
    def addChecked(self, value: Any) -> Any:
        """Adds a number; whether it was not there."""
    def addRange(self, begin: Any, end: Any) -> Any:
        """Adds numbers from the first up to, but without, the second."""
    def addRangeClosed(self, begin: Any, end: Any) -> Any:
        """Adds numbers from the first to the second."""
    def andCardinality(self, other: Any) -> Any: ...
    def andNotCardinality(self, other: Any) -> Any: ...
    def cardinality(self) -> Any: ...
    def clear(self) -> Any: ...
    def contains(self, value: Any) -> Any: ...
    def containsRange(self, begin: Any, end: Any) -> Any: ...
    def empty(self) -> Any: ...
    @staticmethod
    def fastUnion(*sets: Any) -> Any: ...
    def flip(self, value: Any) -> Any: ...
    def flipRange(self, begin: Any, end: Any) -> Any: ...
    def getSizeInBytes(self) -> Any: ...
    def intersect(self, other: Any) -> Any: ...
    def isStrictSubsetOf(self, other: Any) -> Any: ...
    def isSubsetOf(self, other: Any) -> Any: ...
    def jaccardIndex(self, other: Any) -> Any:
        """How alike two sets are, from 0 to 1; 1 if both are empty."""
    def max(self) -> Any:
        """The greatest number; 0 if there is none."""
    def min(self) -> Any:
        """The least number; the greatest possible one if there is none."""
    def optimize(self) -> Any:
        """Nothing: there is one way only to hold numbers."""
    def orCardinality(self, other: Any) -> Any: ...
    def rank(self, value: Any) -> Any:
        """How many numbers are not above one."""
    def remove(self, value: Any) -> Any: ...
    def removeChecked(self, value: Any) -> Any:
        """Takes a number away; whether it was there."""
    def removeRLECompression(self) -> Any:
        """Nothing, as above; whether something was done."""
    def set(self, value: Any, on: bool = True) -> Any:
        """Adds a number, or takes it away."""
    def shrinkToFit(self) -> Any:
        """Nothing, as above; how many bytes were saved."""
    def size(self) -> Any: ...
    def toString(self) -> Any: ...
    def toVector(self) -> Any: ...
    def xorCardinality(self, other: Any) -> Any: ...


class BitSetIterator:
    """Goes through the numbers of a `BitSet`."""
    def __init__(self, numbers: Any = ...) -> None: ...
    def __iter__(self) -> Any: ...
    def __next__(self) -> Any: ...


class Buffer:
    """A one-dimensional array of numbers or vectors, such as the positions of a mesh.

    `Buffer(array)` copies a numpy array of shape (n,) or (n, components), with 1 to 4 components of
    float16/32/64, int8..64 or uint8..64. `BufferVec3FLOAT32(array)` and its like only take arrays of
    their format, `BufferVec3FLOAT32(n)` makes n zeros. The usage has no effect.

    Raises ValueError for arrays of another shape or type, and MemoryError."""
    __array_interface__: Any
    """The numbers as numpy describes memory; the array in it keeps them alive."""
    def __dlpack__(self, **options: Any) -> Any: ...
    def __dlpack_device__(self) -> Any: ...
    def __len__(self) -> int: ...
    def clone(self) -> Any:
        """A new buffer with the same content."""
    @property
    def data(self) -> NDArray[Any]:
        """The elements as a numpy array of shape (n,) or (n, components), not a copy.

        What is written to it changes the buffer; the array of a buffer out of a port is read-only:
        write to `buffer.clone().data` instead. See `Volume.data` for when elements are copied.

        An array of the buffer's format that is assigned replaces all elements."""
    @data.setter
    def data(self, data: NDArray[Any], /) -> None: ...
    format: Any
    """The format of one element."""
    size: int
    """The number of elements; assigning another one keeps the first elements and adds zeros."""
    target: bool
    """Whether it holds vertex attributes or indices."""
    usage: Any
    """Always static; nothing depends on it."""
    def __init__(self, cls: Any, /, *args: Any, **kwargs: Any) -> None: ...


class BufferFLOAT16(Buffer):
    """A buffer of FLOAT16 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferFLOAT32(Buffer):
    """A buffer of FLOAT32 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferFLOAT64(Buffer):
    """A buffer of FLOAT64 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferFlatMultiInport(Inport):
    """Where Buffer data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Buffer | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Buffer]]: ...
    def getVectorData(self) -> list[Buffer]: ...


class BufferINT16(Buffer):
    """A buffer of INT16 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferINT32(Buffer):
    """A buffer of INT32 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferINT64(Buffer):
    """A buffer of INT64 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferINT8(Buffer):
    """A buffer of INT8 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferInfo:
    """What a vertex attribute means, and its location in shaders.

    `BufferInfo(BufferType.PositionAttrib)` has the usual location, the number of the type;
    `BufferInfo(type, location)` another one."""
    def __eq__(self, other: object, /) -> bool: ...
    location: Any
    """The location in shaders."""
    type: Any
    """What the attribute means."""
    def __init__(self, type: Any = ..., location: Any = None) -> None: ...


class BufferInport(Inport):
    """Where Buffer data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Buffer | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Buffer]]: ...
    def getVectorData(self) -> list[Buffer]: ...


class BufferMultiInport(Inport):
    """Where Buffer data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Buffer | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Buffer]]: ...
    def getVectorData(self) -> list[Buffer]: ...


class BufferOutport(Outport):
    """Where Buffer data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Buffer | Any: ...
    def setData(self, data: Buffer | None) -> None: ...


class BufferTarget(_EnumValue):
    """Whether a buffer holds vertex attributes or indices."""
    Data: ClassVar[BufferTarget]
    Index: ClassVar[BufferTarget]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, BufferTarget]]


class BufferType(_EnumValue):
    """What a vertex attribute means."""
    ColorAttrib: ClassVar[BufferType]
    CurvatureAttrib: ClassVar[BufferType]
    IndexAttrib: ClassVar[BufferType]
    NormalAttrib: ClassVar[BufferType]
    PickingAttrib: ClassVar[BufferType]
    PositionAttrib: ClassVar[BufferType]
    RadiiAttrib: ClassVar[BufferType]
    ScalarMetaAttrib: ClassVar[BufferType]
    TexCoordAttrib: ClassVar[BufferType]
    Unknown: ClassVar[BufferType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, BufferType]]


class BufferUINT16(Buffer):
    """A buffer of UINT16 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferUINT32(Buffer):
    """A buffer of UINT32 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferUINT64(Buffer):
    """A buffer of UINT64 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferUINT8(Buffer):
    """A buffer of UINT8 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class BufferUsage(_EnumValue):
    """Whether a buffer changes often; nothing depends on it here."""
    Dynamic: ClassVar[BufferUsage]
    Static: ClassVar[BufferUsage]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, BufferUsage]]


class BufferVec2FLOAT16(Buffer):
    """A buffer of Vec2FLOAT16 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec2FLOAT32(Buffer):
    """A buffer of Vec2FLOAT32 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec2FLOAT64(Buffer):
    """A buffer of Vec2FLOAT64 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec2INT16(Buffer):
    """A buffer of Vec2INT16 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec2INT32(Buffer):
    """A buffer of Vec2INT32 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec2INT64(Buffer):
    """A buffer of Vec2INT64 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec2INT8(Buffer):
    """A buffer of Vec2INT8 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec2UINT16(Buffer):
    """A buffer of Vec2UINT16 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec2UINT32(Buffer):
    """A buffer of Vec2UINT32 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec2UINT64(Buffer):
    """A buffer of Vec2UINT64 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec2UINT8(Buffer):
    """A buffer of Vec2UINT8 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class BufferVec3FLOAT16(Buffer):
    """A buffer of Vec3FLOAT16 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec3FLOAT32(Buffer):
    """A buffer of Vec3FLOAT32 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec3FLOAT64(Buffer):
    """A buffer of Vec3FLOAT64 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec3INT16(Buffer):
    """A buffer of Vec3INT16 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec3INT32(Buffer):
    """A buffer of Vec3INT32 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec3INT64(Buffer):
    """A buffer of Vec3INT64 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec3INT8(Buffer):
    """A buffer of Vec3INT8 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec3UINT16(Buffer):
    """A buffer of Vec3UINT16 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec3UINT32(Buffer):
    """A buffer of Vec3UINT32 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec3UINT64(Buffer):
    """A buffer of Vec3UINT64 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec3UINT8(Buffer):
    """A buffer of Vec3UINT8 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class BufferVec4FLOAT16(Buffer):
    """A buffer of Vec4FLOAT16 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class BufferVec4FLOAT32(Buffer):
    """A buffer of Vec4FLOAT32 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class BufferVec4FLOAT64(Buffer):
    """A buffer of Vec4FLOAT64 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class BufferVec4INT16(Buffer):
    """A buffer of Vec4INT16 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class BufferVec4INT32(Buffer):
    """A buffer of Vec4INT32 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class BufferVec4INT64(Buffer):
    """A buffer of Vec4INT64 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class BufferVec4INT8(Buffer):
    """A buffer of Vec4INT8 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class BufferVec4UINT16(Buffer):
    """A buffer of Vec4UINT16 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class BufferVec4UINT32(Buffer):
    """A buffer of Vec4UINT32 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class BufferVec4UINT64(Buffer):
    """A buffer of Vec4UINT64 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class BufferVec4UINT8(Buffer):
    """A buffer of Vec4UINT8 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class Camera:
    """Where one looks from and to, and what of that is in the picture.

    A camera of a property is a view: what is assigned to its members reaches the property."""
    def __eq__(self, other: object, /) -> bool: ...
    aspectRatio: Any
    """The width of the picture through its height."""
    def clone(self) -> Any:
        """A camera by value that sees the same."""
    farPlaneDist: Any
    """The distance of the far plane."""
    def getClipPosFromNormalizedDeviceCoords(self, ndc: Any) -> Any:
        """The point in clip space, a `vec4`, of a point in normalised device coordinates."""
    def getDirection(self) -> Any:
        """The direction of view, of length 1."""
    def getNormalizedDeviceFromNormalizedScreenAtFocusPointDepth(self, screen: Any) -> Any:
        """Normalised device coordinates of a `vec2` in [0, 1] on the screen, at the depth of `lookTo`."""
    def getWorldPosFromNormalizedDeviceCoords(self, ndc: Any) -> Any:
        """The point in world space of a point in normalised device coordinates, a `vec3` in [-1, 1]."""
    inverseProjectionMatrix: Any
    """From clip to view space, a `mat4`."""
    inverseViewMatrix: Any
    """From view to world space, a `mat4`."""
    lookFrom: Any
    """The position of the eye in world space, a `vec3`."""
    lookTo: Any
    """The point in the middle of the picture in world space, a `vec3`."""
    lookUp: Any
    """The direction that is up in the picture, a `vec3`."""
    nearPlaneDist: Any
    """The distance of the near plane."""
    projectionMatrix: Any
    """From view to clip space, a `mat4`."""
    def updateFrom(self, other: Any) -> Any:
        """Takes everything from another camera but the projection of this one."""
    viewMatrix: Any
    """From world to view space, a `mat4`."""


class ColoredMesh(Mesh):
    """A mesh of positions and colours.

    `ColoredMesh(dt, ct)`, or `ColoredMesh(dt, ct, vertices, indices)` with a list of tuples
    `(position, color)`."""
    def addVertex(self, pos: Any, color: Any) -> Any:
        """Adds a vertex, and returns its number."""
    def addVertices(self, vertices: Any) -> Any:
        """Adds vertices: a list of tuples of their attributes."""
    def getColors(self) -> Any:
        """The buffer of ColorAttrib."""
    def getVertices(self) -> Any:
        """The buffer of PositionAttrib."""
    def setVertex(self, i: Any, pos: Any, color: Any) -> Any:
        """Replaces the vertex of a number."""
    def setVertexColor(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of ColorAttrib."""
    def setVertexPosition(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of PositionAttrib."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ConnectivityType(_EnumValue):
    """How consecutive vertices belong together."""
    Adjacency: ClassVar[ConnectivityType]
    Fan: ClassVar[ConnectivityType]
    Loop: ClassVar[ConnectivityType]
    Strip: ClassVar[ConnectivityType]
    StripAdjacency: ClassVar[ConnectivityType]
    Unconnected: ClassVar[ConnectivityType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, ConnectivityType]]


class Data:
    """Data of a type that a module brought.

    Its fields are attributes: numbers, texts, tuples, and read-only arrays that are no copy. What it
    has is immutable, and can go on through ports."""
    def changed(self, **fields: Any) -> Any:
        """New data: a copy in which some fields are others, by their names.

        Its module has to have shown an example of the type, which says that it can be made here."""
    fieldNames: list[str]
    """The names of its fields, in their order."""
    typeName: str
    """The name of the type with its version, such as `org.example.Signal/1`."""
    def __getattr__(self, name: str, /) -> Any: ...


class DataMapper:
    """How stored numbers map to physical values: `dataRange` to `valueRange`, linearly.

    `volume.dataMap` is a view: what is assigned to its members reaches the volume."""
    def __eq__(self, other: object, /) -> bool: ...
    @property
    def dataRange(self) -> dvec2:
        """The range of the stored numbers, a `dvec2` of minimum and maximum."""
    @dataRange.setter
    def dataRange(self, value: dvec2 | list[float], /) -> None: ...
    def mapFromDataToNormalized(self, stored: Any) -> Any:
        """A stored number relative to the data range, 0 at its lower and 1 at its upper end."""
    def mapFromDataToValue(self, stored: Any) -> Any:
        """A stored number as a physical value."""
    valueAxis: Axis
    """The name and unit of the physical value."""
    @property
    def valueRange(self) -> dvec2:
        """The range of the physical values, a `dvec2` of minimum and maximum."""
    @valueRange.setter
    def valueRange(self, value: dvec2 | list[float], /) -> None: ...
    def __init__(self) -> None: ...


class DrawType(_EnumValue):
    """What vertices draw."""
    Lines: ClassVar[DrawType]
    NotSpecified: ClassVar[DrawType]
    Points: ClassVar[DrawType]
    Triangles: ClassVar[DrawType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, DrawType]]


class Image:
    """Colour layers with the depth and the picking layer that belong to them.

    `Image(size, format)` makes an image of one colour layer, depth and picking, as renderers start
    from; the size is `size2_t(x, y)`. `Image(layer)` and `Image([layer, ..])` put layers together:
    the first depth and the first picking layer become those of the image, all others are colours.
    The layers are the very objects, not copies; all must have the same dimensions."""
    def addColorLayer(self, layer: Any) -> Any:
        """Adds a colour layer."""
    def clone(self) -> Image:
        """A new image with the same content."""
    colorLayers: list[Layer]
    """The colour layers: a new list of the very layers."""
    depth: Layer | Any
    """The depth layer, or None."""
    @property
    def dimensions(self) -> size2_t:
        """The number of pixels along x and y, a `size2_t`."""
    picking: Layer | Any
    """The picking layer, or None."""
    def setDimensions(self, size: Any) -> Any:
        """Makes all layers this size, a `size2_t`; all pixels become zero unless they have it already."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ImageChannel(_EnumValue):
    """Where a colour channel comes from."""
    Alpha: ClassVar[ImageChannel]
    Blue: ClassVar[ImageChannel]
    Green: ClassVar[ImageChannel]
    One: ClassVar[ImageChannel]
    Red: ClassVar[ImageChannel]
    Zero: ClassVar[ImageChannel]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, ImageChannel]]


class ImageFlatMultiInport(Inport):
    """Where Image data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Image | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Image]]: ...
    def getVectorData(self) -> list[Image]: ...


class ImageInport(Inport):
    """Where Image data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Image | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Image]]: ...
    def getVectorData(self) -> list[Image]: ...


class ImageMultiInport(Inport):
    """Where Image data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Image | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Image]]: ...
    def getVectorData(self) -> list[Image]: ...


class ImageOutport(Outport):
    """Where Image data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Image | Any: ...
    def setData(self, data: Image | None) -> None: ...


class IndexBufferFLOAT16(Buffer):
    """A buffer of FLOAT16 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferFLOAT32(Buffer):
    """A buffer of FLOAT32 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferFLOAT64(Buffer):
    """A buffer of FLOAT64 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferINT16(Buffer):
    """A buffer of INT16 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferINT32(Buffer):
    """A buffer of INT32 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferINT64(Buffer):
    """A buffer of INT64 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferINT8(Buffer):
    """A buffer of INT8 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferUINT16(Buffer):
    """A buffer of UINT16 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferUINT32(Buffer):
    """A buffer of UINT32 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferUINT64(Buffer):
    """A buffer of UINT64 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferUINT8(Buffer):
    """A buffer of UINT8 elements, made from a numpy array of shape (n,) or from the number of elements; see Buffer."""


class IndexBufferVec2FLOAT16(Buffer):
    """A buffer of Vec2FLOAT16 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec2FLOAT32(Buffer):
    """A buffer of Vec2FLOAT32 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec2FLOAT64(Buffer):
    """A buffer of Vec2FLOAT64 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec2INT16(Buffer):
    """A buffer of Vec2INT16 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec2INT32(Buffer):
    """A buffer of Vec2INT32 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec2INT64(Buffer):
    """A buffer of Vec2INT64 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec2INT8(Buffer):
    """A buffer of Vec2INT8 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec2UINT16(Buffer):
    """A buffer of Vec2UINT16 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec2UINT32(Buffer):
    """A buffer of Vec2UINT32 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec2UINT64(Buffer):
    """A buffer of Vec2UINT64 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec2UINT8(Buffer):
    """A buffer of Vec2UINT8 elements, made from a numpy array of shape (n, 2) or from the number of elements; see Buffer."""


class IndexBufferVec3FLOAT16(Buffer):
    """A buffer of Vec3FLOAT16 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec3FLOAT32(Buffer):
    """A buffer of Vec3FLOAT32 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec3FLOAT64(Buffer):
    """A buffer of Vec3FLOAT64 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec3INT16(Buffer):
    """A buffer of Vec3INT16 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec3INT32(Buffer):
    """A buffer of Vec3INT32 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec3INT64(Buffer):
    """A buffer of Vec3INT64 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec3INT8(Buffer):
    """A buffer of Vec3INT8 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec3UINT16(Buffer):
    """A buffer of Vec3UINT16 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec3UINT32(Buffer):
    """A buffer of Vec3UINT32 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec3UINT64(Buffer):
    """A buffer of Vec3UINT64 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec3UINT8(Buffer):
    """A buffer of Vec3UINT8 elements, made from a numpy array of shape (n, 3) or from the number of elements; see Buffer."""


class IndexBufferVec4FLOAT16(Buffer):
    """A buffer of Vec4FLOAT16 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class IndexBufferVec4FLOAT32(Buffer):
    """A buffer of Vec4FLOAT32 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class IndexBufferVec4FLOAT64(Buffer):
    """A buffer of Vec4FLOAT64 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class IndexBufferVec4INT16(Buffer):
    """A buffer of Vec4INT16 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class IndexBufferVec4INT32(Buffer):
    """A buffer of Vec4INT32 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class IndexBufferVec4INT64(Buffer):
    """A buffer of Vec4INT64 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class IndexBufferVec4INT8(Buffer):
    """A buffer of Vec4INT8 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class IndexBufferVec4UINT16(Buffer):
    """A buffer of Vec4UINT16 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class IndexBufferVec4UINT32(Buffer):
    """A buffer of Vec4UINT32 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class IndexBufferVec4UINT64(Buffer):
    """A buffer of Vec4UINT64 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class IndexBufferVec4UINT8(Buffer):
    """A buffer of Vec4UINT8 elements, made from a numpy array of shape (n, 4) or from the number of elements; see Buffer."""


class InterpolationType(_EnumValue):
    """How values between voxel or pixel centres come about."""
    Linear: ClassVar[InterpolationType]
    Nearest: ClassVar[InterpolationType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, InterpolationType]]


class IsoValueCollection(TFPrimitiveSet):
    """Values at which a surface is drawn, with the colour of each.

    `IsoValueCollection(values=[], type=TFPrimitiveSetType.Relative)`, as for `TransferFunction`."""
    @staticmethod
    def load(path: Any) -> Any:
        """Reads iso values from a file."""
    @staticmethod
    def save(isovalues: Any, path: Any) -> Any:
        """Writes iso values to a file."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class Layer:
    """Numbers on a regular grid in a plane: a picture, a depth map, a slice.

    `Layer(array)` copies a numpy array of shape (y, x) or (y, x, components), with 1 to 4 components
    of float16/32/64, int8..64 or uint8..64; the first row is the **bottom** one. An array that
    nobody else has is taken over without a copy.

    `Layer(size, format, layerType, swizzleMask, interpolation, wrapping)` makes zeros: the size is
    `size2_t(x, y)`, the format one of `inviwopy.data.formats`. `Layer(layerPy)` takes the array and
    the settings of a `LayerPy`.

    Raises ValueError for arrays of another shape or type, and MemoryError."""
    __array_interface__: Any
    """The numbers as numpy describes memory; the array in it keeps them alive."""
    def __dlpack__(self, **options: Any) -> Any: ...
    def __dlpack_device__(self) -> Any: ...
    axes: Any
    """The names and units of the axes: a list of views."""
    basis: mat3
    """The edges in model space, the columns of a `mat3`."""
    def calculateHistograms(self, bins: Any = None) -> Any:
        """One `Histogram1D` for each component, over the data range.

        There is one bin for each whole number, or 2048 steps, unless `bins` says otherwise."""
    def clone(self) -> Layer:
        """A new object with the same content."""
    @property
    def data(self) -> NDArray[Any]:
        """The numbers as a numpy array, not a copy: of shape (z, y, x[, components]) for a
        volume, (y, x[, components]) with the bottom row first for a layer, or with the axes
        the other way round in files that ask for it.

        What is written to it changes the object; the array of an object out of a port is
        read-only: write to `clone().data` instead. An array stays valid without the object.

        If the object was passed on by `setData`, the first access gets a copy of the
        numbers, so that nobody else sees a change. Passing it on while such an array is
        alive passes on a copy of the numbers.

        Assigning any array that the class takes replaces numbers, dimensions and format;
        data and value range stay."""
    @data.setter
    def data(self, data: NDArray[Any], /) -> None: ...
    dataMap: DataMapper
    """What the stored numbers mean; a view, so that `dataMap.valueRange = ..` works."""
    @property
    def dimensions(self) -> size2_t:
        """The number of elements along x, y and, for volumes, z."""
    format: Any
    """The format of one element."""
    def getEditableLayerPyRepresentation(self) -> Any:
        """The pixels with their settings; what is written to its array changes the layer."""
    def getLayerPyRepresentation(self) -> Any:
        """The pixels with their settings; the array is that of `data`."""
    interpolation: InterpolationType
    """How values between the elements come about."""
    layertype: Any
    """What the layer is for."""
    modelMatrix: mat4
    """From the unit cube to model space, a `mat4`."""
    @staticmethod
    def modelMatrixFromDimensions(size: Any) -> Any:
        """A model matrix for a layer of this size: one unit along the longer side, the middle at the
        origin."""
    offset: vec3
    """The corner in model space, a `vec3`."""
    def save(self, filepath: Any) -> Any:
        """Writes the pixels to a file, whose extension says in which format."""
    def setDimensions(self, size: Any) -> Any:
        """Makes the layer this size, a `size2_t`; all pixels become zero unless it has it already."""
    swizzlemask: SwizzleMask
    """Which component is which color."""
    worldMatrix: mat4
    """From model to world space, a `mat4`."""
    wrapping: list[Wrapping]
    """What lies beyond the border along each axis: a list, by value."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class LayerFlatMultiInport(Inport):
    """Where Layer data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Layer | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Layer]]: ...
    def getVectorData(self) -> list[Layer]: ...


class LayerInport(Inport):
    """Where Layer data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Layer | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Layer]]: ...
    def getVectorData(self) -> list[Layer]: ...


class LayerMultiInport(Inport):
    """Where Layer data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Layer | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Layer]]: ...
    def getVectorData(self) -> list[Layer]: ...


class LayerOutport(Outport):
    """Where Layer data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Layer | Any: ...
    def setData(self, data: Layer | None) -> None: ...


class LayerPy:
    """A numpy array of pixels with settings, from which `Layer(layerPy)` makes a layer.

    `LayerPy(data, layerType, swizzleMask, interpolation, wrapping)` keeps the array itself, of shape
    (y, x[, components]); `LayerPy(size, layerType, format, ..)` makes an array of zeros for the size
    `size2_t(x, y)`. The layer gets a copy of the array."""
    data: Any
    """The array itself."""
    dimensions: Any
    """The number of elements along x, y and, for volumes, z."""
    format: Any
    """The format of one element."""
    def getOwner(self) -> Any:
        """Nothing: an array with settings belongs to no object, objects are made of it."""
    interpolation: Any
    """How values between the elements come about."""
    def isValid(self) -> Any:
        """Always: the array is there."""
    layertype: Any
    """What the layer is for."""
    def setValid(self, _valid: Any) -> Any:
        """Nothing: the array is there."""
    swizzleMask: Any
    """Which component is which color."""
    wrapping: Any
    """What lies beyond the border along each axis: a list, by value."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class LayerType(_EnumValue):
    """What a layer is for."""
    Color: ClassVar[LayerType]
    Depth: ClassVar[LayerType]
    Picking: ClassVar[LayerType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, LayerType]]


class Mesh:
    """Points, lines and triangles.

    `Mesh(dt=DrawType.Points, ct=ConnectivityType.Unconnected)` or `Mesh(meshInfo)` has no vertices
    yet: add attributes with `addBuffer` and index lists with `addIndices`. Without index lists all
    vertices are drawn in order. Triangles are counter-clockwise where they are seen from the front.

    Buffers are the very objects that were added, not copies: changes of them reach the mesh, but not
    a mesh that has been published by `setData` already."""
    def addBuffer(self, info: BufferType | BufferInfo, att: Buffer, /) -> Any:
        """Adds a vertex attribute: one element of the buffer for each vertex.

        The first argument is a `BufferType` or a `BufferInfo`."""
    def addIndexBuffer(self, dt: Any, ct: Any) -> Any:
        """Adds an empty list of vertex numbers, which it returns: set its `size`, then its `data`."""
    def addIndices(self, info: Any, indices: Any) -> Any:
        """Adds a list of vertex numbers, an `IndexBufferUINT32`, and what it draws."""
    def addIndicies(self, info: Any, indices: Any) -> Any:
        """The same as `addIndices`."""
    basis: mat3
    """The first three columns and rows of the model matrix, a `mat3`."""
    @property
    def buffers(self) -> list[tuple[BufferInfo, Buffer]]:
        """The vertex attributes: a new list of pairs of `BufferInfo` and the very `Buffer`."""
    def clone(self) -> Any:
        """A new mesh with the same content."""
    defaultMeshInfo: Any
    """What vertices draw if there are no index lists."""
    @property
    def indexBuffers(self) -> list[tuple[MeshInfo, Buffer]]:
        """The index lists: a new list of pairs of `MeshInfo` and the very `Buffer`."""
    modelMatrix: mat4
    """From the vertices to model space, a `mat4`."""
    offset: vec3
    """The translation of the model matrix, a `vec3`."""
    def removeBuffer(self, index: Any) -> Any:
        """Removes the vertex attribute at an index."""
    def removeIndexBuffer(self, index: Any) -> Any:
        """Removes the index list at an index."""
    def replaceBuffer(self, index: Any, info: Any, buffer: Any) -> Any:
        """Replaces the vertex attribute at an index; beyond the end it is added."""
    def reserveIndexBuffers(self, _n: Any) -> Any:
        """Nothing: lists grow by themselves."""
    def reserveSizeInVertexBuffer(self, _n: Any) -> Any:
        """Nothing: buffers grow by themselves."""
    worldMatrix: mat4
    """From model to world space, a `mat4`."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class MeshFlatMultiInport(Inport):
    """Where Mesh data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Mesh | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Mesh]]: ...
    def getVectorData(self) -> list[Mesh]: ...


class MeshInfo:
    """What consecutive indices draw, and how they belong together:
    `MeshInfo(DrawType.Triangles, ConnectivityType.Strip)`."""
    def __eq__(self, other: object, /) -> bool: ...
    ct: Any
    """How consecutive indices belong together."""
    dt: Any
    """What consecutive indices draw."""
    def __init__(self, dt: Any = ..., ct: Any = ...) -> None: ...


class MeshInport(Inport):
    """Where Mesh data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Mesh | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Mesh]]: ...
    def getVectorData(self) -> list[Mesh]: ...


class MeshMultiInport(Inport):
    """Where Mesh data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Mesh | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Mesh]]: ...
    def getVectorData(self) -> list[Mesh]: ...


class MeshOutport(Outport):
    """Where Mesh data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Mesh | Any: ...
    def setData(self, data: Mesh | None) -> None: ...


class MeshSequence:
    """Meshes in order, such as the steps of a simulation: `MeshSequence([mesh, ..])`.

    The meshes are the very objects, not copies."""
    def __bool__(self) -> bool: ...
    def __contains__(self, key: Any, /) -> bool: ...
    def __delitem__(self, key: Any, /) -> None: ...
    def __getitem__(self, key: Any, /) -> Any: ...
    def __iter__(self) -> Any: ...
    def __len__(self) -> int: ...
    def __setitem__(self, key: Any, value: Any, /) -> None: ...
    def append(self, x: Any) -> Any:
        """Adds an element at the end."""
    def back(self) -> Any:
        """The last element."""
    def clear(self) -> Any:
        """Removes all elements."""
    def count(self, x: Any) -> Any:
        """How often an object is in the sequence."""
    def empty(self) -> bool:
        """Whether there are no elements."""
    def erase(self, i: Any) -> Any:
        """Removes the element at an index."""
    def extend(self, items: Any) -> Any:
        """Adds several elements at the end."""
    def front(self) -> Any:
        """The first element."""
    def insert(self, i: Any, x: Any) -> Any:
        """Adds an element before the one at an index."""
    def pop(self, i: Any = ...) -> Any:
        """Removes the element at an index and returns it."""
    def pop_back(self) -> Any:
        """Removes the last element."""
    def push_back(self, x: Any) -> Any:
        """The same as `append`."""
    def remove(self, x: Any) -> Any:
        """Removes an object from the sequence."""
    def reserve(self, _n: Any) -> Any:
        """Nothing: sequences grow by themselves."""
    def shrink_to_fit(self) -> Any:
        """Nothing: sequences shrink by themselves."""
    def size(self) -> Any:
        """The number of elements."""
    def __init__(self, items: Any = None) -> None: ...


class MeshSequenceFlatMultiInport(Inport):
    """Where MeshSequence data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> MeshSequence | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, MeshSequence]]: ...
    def getVectorData(self) -> list[MeshSequence]: ...


class MeshSequenceInport(Inport):
    """Where MeshSequence data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> MeshSequence | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, MeshSequence]]: ...
    def getVectorData(self) -> list[MeshSequence]: ...


class MeshSequenceMultiInport(Inport):
    """Where MeshSequence data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> MeshSequence | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, MeshSequence]]: ...
    def getVectorData(self) -> list[MeshSequence]: ...


class MeshSequenceOutport(Outport):
    """Where MeshSequence data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> MeshSequence | Any: ...
    def setData(self, data: MeshSequence | None) -> None: ...


class OrthographicCamera(Camera):
    """A camera to which far things are as large as near ones."""
    width: Any
    """The width of the picture in world units."""
    def __init__(self, lookFrom: Any = ..., lookTo: Any = ..., lookUp: Any = ..., nearPlane: Any = ..., farPlane: Any = ..., aspectRatio: float = 1.0, width: float = 60.0) -> None: ...


class PerspectiveCamera(Camera):
    """A camera to which far things are smaller."""
    fovy: Any
    """The vertical field of view in degrees."""
    def __init__(self, lookFrom: Any = ..., lookTo: Any = ..., lookUp: Any = ..., nearPlane: Any = ..., farPlane: Any = ..., aspectRatio: float = 1.0, fieldOfView: float = 60.0) -> None: ...


class PosTexColorMesh(Mesh):
    """A mesh of positions, texture coordinates and colours.

    `PosTexColorMesh(dt, ct)`, or `PosTexColorMesh(dt, ct, vertices, indices)` with a list of
    tuples `(position, texCoord, color)`."""
    def addVertex(self, pos: Any, texCoord: Any, color: Any) -> Any:
        """Adds a vertex, and returns its number."""
    def addVertices(self, vertices: Any) -> Any:
        """Adds vertices: a list of tuples of their attributes."""
    def getColors(self) -> Any:
        """The buffer of ColorAttrib."""
    def getTexCoords(self) -> Any:
        """The buffer of TexCoordAttrib."""
    def getVertices(self) -> Any:
        """The buffer of PositionAttrib."""
    def setVertex(self, i: Any, pos: Any, texCoord: Any, color: Any) -> Any:
        """Replaces the vertex of a number."""
    def setVertexColor(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of ColorAttrib."""
    def setVertexPosition(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of PositionAttrib."""
    def setVertexTexCoord(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of TexCoordAttrib."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class SkewedPerspectiveCamera(Camera):
    """A perspective camera with an eye beside the middle of the picture."""
    fovy: Any
    """The vertical field of view in degrees."""
    offset: Any
    """The offset of the eye, a `vec2`."""
    def __init__(self, lookFrom: Any = ..., lookTo: Any = ..., lookUp: Any = ..., nearPlane: Any = ..., farPlane: Any = ..., aspectRatio: float = 1.0, fieldOfView: float = 60.0, frustumOffset: Any = ...) -> None: ...


class SphereMesh(Mesh):
    """A mesh of positions, radii and colours.

    `SphereMesh(dt, ct)`, or `SphereMesh(dt, ct, vertices, indices)` with a list of tuples
    `(position, radius, color)`."""
    def addVertex(self, pos: Any, radii: Any, color: Any) -> Any:
        """Adds a vertex, and returns its number."""
    def addVertices(self, vertices: Any) -> Any:
        """Adds vertices: a list of tuples of their attributes."""
    def getColors(self) -> Any:
        """The buffer of ColorAttrib."""
    def getRadii(self) -> Any:
        """The buffer of RadiiAttrib."""
    def getVertices(self) -> Any:
        """The buffer of PositionAttrib."""
    def setVertex(self, i: Any, pos: Any, radii: Any, color: Any) -> Any:
        """Replaces the vertex of a number."""
    def setVertexColor(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of ColorAttrib."""
    def setVertexPosition(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of PositionAttrib."""
    def setVertexRadius(self, index: Any, value: Any) -> Any:
        """Replaces one element of the buffer of RadiiAttrib."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class SwizzleMask:
    """Which component of a voxel or pixel is red, green, blue and alpha.

    `SwizzleMask(red, green, blue, alpha)` with four values of `ImageChannel`, or a copy of another
    mask; without arguments it is `rgba`."""
    def __eq__(self, other: object, /) -> bool: ...
    def __getitem__(self, key: Any, /) -> Any: ...
    def __len__(self) -> int: ...
    @staticmethod
    def defaultColor(components: Any) -> Any:
        """What colours with this many components usually mean."""
    @staticmethod
    def defaultData(components: Any) -> Any:
        """What data with this many components usually means."""
    depth: ClassVar[SwizzleMask]
    luminance: ClassVar[SwizzleMask]
    luminanceAlpha: ClassVar[SwizzleMask]
    redGreen: ClassVar[SwizzleMask]
    rgb: ClassVar[SwizzleMask]
    rgbZeroAlpha: ClassVar[SwizzleMask]
    rgba: ClassVar[SwizzleMask]
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class TFPrimitive:
    """A colour at a position; those of a transfer function are views, so that changes reach it."""
    def __eq__(self, other: object, /) -> bool: ...
    alpha: Any
    """The opacity."""
    color: Any
    """Red, green, blue and opacity, a `vec4`; an assigned `vec3` keeps the opacity."""
    data: Any
    """Position and colour by value."""
    pos: Any
    """The position."""
    def setPositionAlpha(self, pos: Any, alpha: Any = None) -> Any:
        """Sets position and opacity: two numbers or a `dvec2`."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class TFPrimitiveData:
    """A colour at a position: `TFPrimitiveData(pos, vec4)`, `TFPrimitiveData(pos, "#rrggbbaa")`,
    `TFPrimitiveData(pos, opacity, vec3)`, or a list of these."""
    def __eq__(self, other: object, /) -> bool: ...
    color: Any
    """Red, green, blue and opacity, a `vec4`."""
    pos: Any
    """The position."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class TFPrimitiveSet:
    """Colours at positions; see `TransferFunction` and `IsoValueCollection`."""
    def __bool__(self) -> bool: ...
    def __delitem__(self, key: Any, /) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __getitem__(self, key: Any, /) -> Any: ...
    def __iter__(self) -> Any: ...
    def __len__(self) -> int: ...
    def __setitem__(self, key: Any, value: Any, /) -> None: ...
    def add(self, *args: Any) -> Any:
        """Adds a point: `add(pos, vec4)`, `add(TFPrimitiveData)`, `add(dvec2(pos, alpha))` with the
        colour that is there already, or several: `add([TFPrimitiveData, ..])`."""
    def addPoint(self, position: Any, color: Any) -> Any:
        """Adds a point as scripts from before 2019 do: position with opacity, and a colour."""
    def clear(self) -> Any:
        """Removes all points."""
    empty: bool
    """Whether there are no points."""
    def getValues(self) -> Any:
        """All points by value, in the order of their positions."""
    range: Any
    """The range of positions, a `dvec2`: [0, 1] for relative ones."""
    def remove(self, primitive: Any) -> Any:
        """Removes the first point that equals another one; nothing happens if there is none."""
    def set(self, items: Any) -> Any:
        """Replaces all points."""
    size: Any
    """The number of points."""
    type: bool
    """Whether positions are parts of the data range or data values."""


class TFPrimitiveSetType(_EnumValue):
    """Whether positions are parts of the data range or data values."""
    Absolute: ClassVar[TFPrimitiveSetType]
    Relative: ClassVar[TFPrimitiveSetType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, TFPrimitiveSetType]]


class TransferFunction(TFPrimitiveSet):
    """A piecewise linear map from positions to colours.

    `TransferFunction(values=[], type=TFPrimitiveSetType.Relative)`: the values are `TFPrimitiveData`
    or lists such as `[pos, vec4]`. The transfer function of a property is a view: changes of it and
    of its points reach the property."""
    def clearMask(self) -> Any:
        """Removes the mask."""
    @staticmethod
    def load(path: Any) -> Any:
        """Reads a transfer function from an `.itf` file."""
    mask: Any
    """Outside of this range, a `dvec2`, opacity is zero."""
    def sample(self, value: float, /) -> vec4:
        """The colour at a position, a `vec4`; the mask is left aside."""
    @staticmethod
    def save(tf: Any, path: Any) -> Any:
        """Writes a transfer function to an `.itf` file."""
    textureSize: Any
    """Number of colors that older versions made of it; here it has no resolution."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class Unit:
    """A unit, such as `Unit("m/s")`; `Unit("")` is none."""
    def __eq__(self, other: object, /) -> bool: ...
    def to_string(self, format: str = '') -> Any:
        """The unit as text; `[` or `(` in the format puts it into brackets, a leading space before.

        Nothing is written for no unit."""
    def __init__(self, unit: str = '') -> None: ...


class Volume:
    """Numbers on a regular grid in space.

    `Volume(array)` copies a numpy array of shape (z, y, x) or (z, y, x, components), with 1 to 4
    components of float16/32/64, int8..64 or uint8..64, in any order in memory: later changes of the
    array do not reach the volume. An array that nobody else has, as in
    `Volume(numpy.zeros((9, 9, 9)))`, is taken over without a copy.

    `Volume(size, format, swizzleMask, interpolation, wrapping)` makes zeros: the size is
    `size3_t(x, y, z)`, the format one of `inviwopy.data.formats`. `Volume(volumePy)` takes the array
    and the settings of a `VolumePy`.

    A new volume has the identity as model and world matrix, and the range of its format as data and
    value range: [0, 1] for floats.

    Raises ValueError for arrays of another shape or type, and MemoryError."""
    __array_interface__: Any
    """The numbers as numpy describes memory; the array in it keeps them alive."""
    def __dlpack__(self, **options: Any) -> Any: ...
    def __dlpack_device__(self) -> Any: ...
    def addRepresentation(self, representation: Any) -> Any:
        """Takes the voxels of a `VolumePy`."""
    axes: list[Axis]
    """The names and units of the axes: a list of views."""
    basis: mat3
    """The edges in model space, the columns of a `mat3`."""
    def calculateHistograms(self, bins: Any = None) -> Any:
        """One `Histogram1D` for each component, over the data range.

        There is one bin for each whole number, or 2048 steps, unless `bins` says otherwise."""
    def clearRepresentations(self) -> Any:
        """Nothing: there is one representation only."""
    def clone(self) -> Volume:
        """A new object with the same content."""
    def copyMetaDataFrom(self, other: Volume, /) -> None:
        """Takes the metadata of another volume, such as unknown lines of a file header."""
    def copyMetaDataTo(self, other: Volume, /) -> None:
        """Gives its metadata to another volume."""
    @property
    def data(self) -> NDArray[Any]:
        """The numbers as a numpy array, not a copy: of shape (z, y, x[, components]) for a
        volume, (y, x[, components]) with the bottom row first for a layer, or with the axes
        the other way round in files that ask for it.

        What is written to it changes the object; the array of an object out of a port is
        read-only: write to `clone().data` instead. An array stays valid without the object.

        If the object was passed on by `setData`, the first access gets a copy of the
        numbers, so that nobody else sees a change. Passing it on while such an array is
        alive passes on a copy of the numbers.

        Assigning any array that the class takes replaces numbers, dimensions and format;
        data and value range stay."""
    @data.setter
    def data(self, data: NDArray[Any], /) -> None: ...
    dataMap: DataMapper
    """What the stored numbers mean; a view, so that `dataMap.valueRange = ..` works."""
    @property
    def dimensions(self) -> size3_t:
        """The number of elements along x, y and, for volumes, z."""
    format: Any
    """The format of one element."""
    def getEditableVolumePyRepresentation(self) -> Any:
        """The voxels with their settings; what is written to its array changes the volume."""
    def getVolumePyRepresentation(self) -> Any:
        """The voxels with their settings; the array is that of `data`."""
    def hasRepresentations(self) -> Any:
        """Always: a volume has its voxels."""
    interpolation: InterpolationType
    """How values between the elements come about."""
    def invalidateAllOther(self, *_args: Any) -> Any:
        """Nothing: there is one representation only."""
    def like(self, array: Any) -> Any:
        """A new volume of an array's numbers at the place of this one.

        It has this volume's matrices, axes, interpolation, wrapping and metadata, and the data and
        value range of the array's format; the array is taken as by `Volume(array)`."""
    metadata: Any
    """The metadata as a dictionary of text, a copy."""
    modelMatrix: mat4
    """From the unit cube to model space, a `mat4`."""
    offset: vec3
    """The corner in model space, a `vec3`."""
    def removeOtherRepresentations(self, *_args: Any) -> Any:
        """Nothing: there is one representation only."""
    def removeRepresentation(self, *_args: Any) -> Any:
        """Nothing: there is one representation only."""
    swizzlemask: SwizzleMask
    """Which component is which color."""
    worldMatrix: mat4
    """From model to world space, a `mat4`."""
    wrapping: list[Wrapping]
    """What lies beyond the border along each axis: a list, by value."""
    @overload
    def __init__(self, data: NDArray[Any] | VolumePy, /) -> None:
        ...
    @overload
    def __init__(self, size: size3_t | list[int], format: DataFormat, swizzleMask: SwizzleMask=..., interpolation: InterpolationType=..., wrapping: Sequence[Wrapping]=...) -> None:
        ...


class VolumeFlatMultiInport(Inport):
    """Where Volume data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Volume | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Volume]]: ...
    def getVectorData(self) -> list[Volume]: ...


class VolumeInport(Inport):
    """Where Volume data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Volume | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Volume]]: ...
    def getVectorData(self) -> list[Volume]: ...


class VolumeMultiInport(Inport):
    """Where Volume data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Volume | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Volume]]: ...
    def getVectorData(self) -> list[Volume]: ...


class VolumeOutport(Outport):
    """Where Volume data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Volume | Any: ...
    def setData(self, data: Volume | None) -> None: ...


class VolumePy:
    """A numpy array of voxels with settings, from which `Volume(volumePy)` makes a volume.

    `VolumePy(data, swizzleMask, interpolation, wrapping)` keeps the array itself, of shape
    (z, y, x[, components]); `VolumePy(size, format, ..)` makes an array of zeros for the size
    `size3_t(x, y, z)`. The volume gets a copy of the array."""
    data: Any
    """The array itself."""
    dimensions: Any
    """The number of elements along x, y and, for volumes, z."""
    format: Any
    """The format of one element."""
    def getOwner(self) -> Any:
        """Nothing: an array with settings belongs to no object, objects are made of it."""
    interpolation: Any
    """How values between the elements come about."""
    def isValid(self) -> Any:
        """Always: the array is there."""
    def setValid(self, _valid: Any) -> Any:
        """Nothing: the array is there."""
    swizzleMask: Any
    """Which component is which color."""
    wrapping: Any
    """What lies beyond the border along each axis: a list, by value."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class VolumeSequence:
    """Volumes in order, such as the steps of a simulation: `VolumeSequence([volume, ..])`.

    The volumes are the very objects, not copies."""
    def __bool__(self) -> bool: ...
    def __contains__(self, key: Any, /) -> bool: ...
    def __delitem__(self, key: Any, /) -> None: ...
    def __getitem__(self, key: Any, /) -> Any: ...
    def __iter__(self) -> Any: ...
    def __len__(self) -> int: ...
    def __setitem__(self, key: Any, value: Any, /) -> None: ...
    def append(self, x: Any) -> Any:
        """Adds an element at the end."""
    def back(self) -> Any:
        """The last element."""
    def clear(self) -> Any:
        """Removes all elements."""
    def count(self, x: Any) -> Any:
        """How often an object is in the sequence."""
    def empty(self) -> bool:
        """Whether there are no elements."""
    def erase(self, i: Any) -> Any:
        """Removes the element at an index."""
    def extend(self, items: Any) -> Any:
        """Adds several elements at the end."""
    def front(self) -> Any:
        """The first element."""
    def insert(self, i: Any, x: Any) -> Any:
        """Adds an element before the one at an index."""
    def pop(self, i: Any = ...) -> Any:
        """Removes the element at an index and returns it."""
    def pop_back(self) -> Any:
        """Removes the last element."""
    def push_back(self, x: Any) -> Any:
        """The same as `append`."""
    def remove(self, x: Any) -> Any:
        """Removes an object from the sequence."""
    def reserve(self, _n: Any) -> Any:
        """Nothing: sequences grow by themselves."""
    def shrink_to_fit(self) -> Any:
        """Nothing: sequences shrink by themselves."""
    def size(self) -> Any:
        """The number of elements."""
    def __init__(self, items: Any = None) -> None: ...


class VolumeSequenceFlatMultiInport(Inport):
    """Where VolumeSequence data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> VolumeSequence | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, VolumeSequence]]: ...
    def getVectorData(self) -> list[VolumeSequence]: ...


class VolumeSequenceInport(Inport):
    """Where VolumeSequence data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> VolumeSequence | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, VolumeSequence]]: ...
    def getVectorData(self) -> list[VolumeSequence]: ...


class VolumeSequenceMultiInport(Inport):
    """Where VolumeSequence data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> VolumeSequence | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, VolumeSequence]]: ...
    def getVectorData(self) -> list[VolumeSequence]: ...


class VolumeSequenceOutport(Outport):
    """Where VolumeSequence data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> VolumeSequence | Any: ...
    def setData(self, data: VolumeSequence | None) -> None: ...


class Wrapping(_EnumValue):
    """What lies beyond the border of a volume or layer."""
    Clamp: ClassVar[Wrapping]
    Mirror: ClassVar[Wrapping]
    Repeat: ClassVar[Wrapping]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, Wrapping]]


def makeData(typeName: Any, **fields: Any) -> Any:
    """New data of a type that a module showed an example of, such as `org.example.Signal/1`: a copy of
    that, in which some fields are others, by their names."""
def portsOf(stem: str, typeName: str, color: Sequence[int]=...) -> tuple[type[Inport], type[Inport], type[Outport]]:
    """Classes of ports for a module's own type of data: an inport, one of any number of connections, and
    an outport.

    `stem` is that of the saved classes of its ports, such as `org.example.Signal`, `typeName` the name of
    the type with its version, such as `org.example.Signal/1`, and `color` red, green and blue."""
def registerDataClass(typeName: str, cls: type[Any]) -> None:
    """Gives data of a type, such as `org.example.Signal/1`, a class: it is called with the `Data`, and its
    objects have that as their attribute `data`."""
