# Written by stubs/generate.py: change types.pyi there.

from collections.abc import Iterable, Iterator
from typing import Any, overload
from numpy.typing import NDArray
from typing_extensions import Self


class _Matrix:
    """What all matrices have in common."""
    def __add__(self, other: Any, /) -> Self:
        """Return self+value."""
    __array_interface__: Any
    """A description of the memory of this matrix, through which numpy reads and writes it."""
    def __delitem__(self, key: Any, /) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __getitem__(self, key: Any, /) -> Any: ...
    def __iadd__(self, value: Any, /) -> Any: ...
    def __imul__(self, value: Any, /) -> Any: ...
    def __isub__(self, value: Any, /) -> Any: ...
    def __iter__(self) -> Any: ...
    def __itruediv__(self, value: Any, /) -> Any: ...
    def __len__(self) -> int: ...
    def __mul__(self, value: Any, /) -> Any: ...
    def __neg__(self) -> Any: ...
    def __pos__(self) -> Any: ...
    def __radd__(self, value: Any, /) -> Any: ...
    def __rmul__(self, value: Any, /) -> Any: ...
    def __rsub__(self, value: Any, /) -> Any: ...
    def __rtruediv__(self, value: Any, /) -> Any: ...
    def __setitem__(self, key: Any, value: Any, /) -> None: ...
    def __sub__(self, other: Any, /) -> Self:
        """Return self-value."""
    def __truediv__(self, value: Any, /) -> Any: ...
    array: NDArray[Any]
    """A numpy array of shape (rows, columns) with a copy of the entries."""


class _ValueList:
    """What all lists have in common."""
    def __bool__(self) -> bool: ...
    def __contains__(self, key: Any, /) -> bool: ...
    def __delitem__(self, key: Any, /) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __getitem__(self, key: Any, /) -> Any: ...
    def __iter__(self) -> Any: ...
    def __len__(self) -> int: ...
    def __setitem__(self, key: Any, value: Any, /) -> None: ...
    def append(self, x: Any) -> Any:
        """Adds an element at the end."""
    def clear(self) -> Any:
        """Removes all elements."""
    def count(self, x: Any) -> int:
        """The number of elements that equal the argument."""
    def extend(self, L: Any) -> Any:
        """Adds the elements of an iterable at the end."""
    def insert(self, i: Any, x: Any) -> Any:
        """Puts an element before the one at the index."""
    def pop(self, i: Any = ...) -> Any:
        """Removes and returns the element at the index, or the last one."""
    def remove(self, x: Any) -> Any:
        """Removes the first element that equals the argument."""


class _Vector:
    """What all vectors have in common."""
    def __add__(self, other: Any, /) -> Self:
        """Return self+value."""
    __array_interface__: Any
    """A description of the memory of this vector, through which numpy reads and writes it."""
    def __delitem__(self, key: Any, /) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __getitem__(self, key: Any, /) -> Any: ...
    def __iadd__(self, value: Any, /) -> Any: ...
    def __imul__(self, value: Any, /) -> Any: ...
    def __isub__(self, value: Any, /) -> Any: ...
    def __iter__(self) -> Any: ...
    def __itruediv__(self, value: Any, /) -> Any: ...
    def __len__(self) -> int: ...
    def __mul__(self, other: Any, /) -> Any:
        """Return self*value."""
    def __neg__(self) -> Self:
        """-self"""
    def __pos__(self) -> Any: ...
    def __radd__(self, other: Any, /) -> Self:
        """Return value+self."""
    def __rmul__(self, other: Any, /) -> Self:
        """Return value*self."""
    def __rsub__(self, other: Any, /) -> Self:
        """Return value-self."""
    def __rtruediv__(self, value: Any, /) -> Any: ...
    def __setitem__(self, key: Any, value: Any, /) -> None: ...
    def __sub__(self, other: Any, /) -> Self:
        """Return self-value."""
    def __truediv__(self, other: Any, /) -> Self:
        """Return self/value."""
    array: NDArray[Any]
    """A numpy array with a copy of the components."""


class _Vector2(_Vector):
    """Vectors of two components."""
    g: Any
    r: Any
    s: Any
    t: Any
    x: Any
    y: Any


class _Vector3(_Vector):
    """Vectors of three components."""
    b: Any
    g: Any
    p: Any
    r: Any
    s: Any
    t: Any
    x: Any
    y: Any
    z: Any


class _Vector4(_Vector):
    """Vectors of four components."""
    a: Any
    b: Any
    g: Any
    p: Any
    q: Any
    r: Any
    s: Any
    t: Any
    w: Any
    x: Any
    y: Any
    z: Any


class bvec2(_Vector2):
    """A vector of 2 booleans.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> bool: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[bool]: ...
    def __setitem__(self, index: int, value: bool, /) -> None: ...
    g: bool
    r: bool
    s: bool
    t: bool
    x: bool
    y: bool


class bvec3(_Vector3):
    """A vector of 3 booleans.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> bool: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[bool]: ...
    def __setitem__(self, index: int, value: bool, /) -> None: ...
    b: bool
    g: bool
    p: bool
    r: bool
    s: bool
    t: bool
    x: bool
    y: bool
    z: bool


class bvec4(_Vector4):
    """A vector of 4 booleans.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> bool: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[bool]: ...
    def __setitem__(self, index: int, value: bool, /) -> None: ...
    a: bool
    b: bool
    g: bool
    p: bool
    q: bool
    r: bool
    s: bool
    t: bool
    w: bool
    x: bool
    y: bool
    z: bool


class dmat2(_Matrix):
    """A matrix of 2 columns and 2 rows of f64.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> dvec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class dmat2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dmat2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dmat2]: ...
    def append(self, x: dmat2) -> None: ...


class dmat2x3(_Matrix):
    """A matrix of 2 columns and 3 rows of f64.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> dvec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class dmat2x3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dmat2x3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dmat2x3]: ...
    def append(self, x: dmat2x3) -> None: ...


class dmat2x4(_Matrix):
    """A matrix of 2 columns and 4 rows of f64.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> dvec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class dmat2x4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dmat2x4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dmat2x4]: ...
    def append(self, x: dmat2x4) -> None: ...


class dmat3(_Matrix):
    """A matrix of 3 columns and 3 rows of f64.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> dvec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class dmat3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dmat3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dmat3]: ...
    def append(self, x: dmat3) -> None: ...


class dmat3x2(_Matrix):
    """A matrix of 3 columns and 2 rows of f64.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> dvec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class dmat3x2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dmat3x2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dmat3x2]: ...
    def append(self, x: dmat3x2) -> None: ...


class dmat3x4(_Matrix):
    """A matrix of 3 columns and 4 rows of f64.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> dvec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class dmat3x4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dmat3x4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dmat3x4]: ...
    def append(self, x: dmat3x4) -> None: ...


class dmat4(_Matrix):
    """A matrix of 4 columns and 4 rows of f64.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> dvec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class dmat4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dmat4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dmat4]: ...
    def append(self, x: dmat4) -> None: ...


class dmat4x2(_Matrix):
    """A matrix of 4 columns and 2 rows of f64.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> dvec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class dmat4x2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dmat4x2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dmat4x2]: ...
    def append(self, x: dmat4x2) -> None: ...


class dmat4x3(_Matrix):
    """A matrix of 4 columns and 3 rows of f64.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> dvec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class dmat4x3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dmat4x3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dmat4x3]: ...
    def append(self, x: dmat4x3) -> None: ...


class doubleVector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[float] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[float]: ...
    def append(self, x: float) -> None: ...


class dvec2(_Vector2):
    """A vector of 2 64-bit floats.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> float: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[float]: ...
    def __setitem__(self, index: int, value: float, /) -> None: ...
    g: float
    r: float
    s: float
    t: float
    x: float
    y: float


class dvec2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dvec2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dvec2]: ...
    def append(self, x: dvec2) -> None: ...


class dvec3(_Vector3):
    """A vector of 3 64-bit floats.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> float: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[float]: ...
    def __setitem__(self, index: int, value: float, /) -> None: ...
    b: float
    g: float
    p: float
    r: float
    s: float
    t: float
    x: float
    y: float
    z: float


class dvec3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dvec3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dvec3]: ...
    def append(self, x: dvec3) -> None: ...


class dvec4(_Vector4):
    """A vector of 4 64-bit floats.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> float: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[float]: ...
    def __setitem__(self, index: int, value: float, /) -> None: ...
    a: float
    b: float
    g: float
    p: float
    q: float
    r: float
    s: float
    t: float
    w: float
    x: float
    y: float
    z: float


class dvec4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[dvec4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[dvec4]: ...
    def append(self, x: dvec4) -> None: ...


class floatVector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[float] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[float]: ...
    def append(self, x: float) -> None: ...


class i64vec2(_Vector2):
    """A vector of 2 64-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    g: int
    r: int
    s: int
    t: int
    x: int
    y: int


class i64vec3(_Vector3):
    """A vector of 3 64-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    b: int
    g: int
    p: int
    r: int
    s: int
    t: int
    x: int
    y: int
    z: int


class i64vec4(_Vector4):
    """A vector of 4 64-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    a: int
    b: int
    g: int
    p: int
    q: int
    r: int
    s: int
    t: int
    w: int
    x: int
    y: int
    z: int


class imat2(_Matrix):
    """A matrix of 2 columns and 2 rows of i32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> ivec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class imat2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[imat2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[imat2]: ...
    def append(self, x: imat2) -> None: ...


class imat2x3(_Matrix):
    """A matrix of 2 columns and 3 rows of i32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> ivec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class imat2x3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[imat2x3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[imat2x3]: ...
    def append(self, x: imat2x3) -> None: ...


class imat2x4(_Matrix):
    """A matrix of 2 columns and 4 rows of i32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> ivec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class imat2x4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[imat2x4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[imat2x4]: ...
    def append(self, x: imat2x4) -> None: ...


class imat3(_Matrix):
    """A matrix of 3 columns and 3 rows of i32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> ivec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class imat3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[imat3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[imat3]: ...
    def append(self, x: imat3) -> None: ...


class imat3x2(_Matrix):
    """A matrix of 3 columns and 2 rows of i32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> ivec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class imat3x2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[imat3x2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[imat3x2]: ...
    def append(self, x: imat3x2) -> None: ...


class imat3x4(_Matrix):
    """A matrix of 3 columns and 4 rows of i32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> ivec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class imat3x4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[imat3x4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[imat3x4]: ...
    def append(self, x: imat3x4) -> None: ...


class imat4(_Matrix):
    """A matrix of 4 columns and 4 rows of i32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> ivec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class imat4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[imat4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[imat4]: ...
    def append(self, x: imat4) -> None: ...


class imat4x2(_Matrix):
    """A matrix of 4 columns and 2 rows of i32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> ivec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class imat4x2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[imat4x2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[imat4x2]: ...
    def append(self, x: imat4x2) -> None: ...


class imat4x3(_Matrix):
    """A matrix of 4 columns and 3 rows of i32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> ivec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class imat4x3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[imat4x3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[imat4x3]: ...
    def append(self, x: imat4x3) -> None: ...


class intVector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[int] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def append(self, x: int) -> None: ...


class ivec2(_Vector2):
    """A vector of 2 32-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    g: int
    r: int
    s: int
    t: int
    x: int
    y: int


class ivec2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[ivec2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[ivec2]: ...
    def append(self, x: ivec2) -> None: ...


class ivec3(_Vector3):
    """A vector of 3 32-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    b: int
    g: int
    p: int
    r: int
    s: int
    t: int
    x: int
    y: int
    z: int


class ivec3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[ivec3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[ivec3]: ...
    def append(self, x: ivec3) -> None: ...


class ivec4(_Vector4):
    """A vector of 4 32-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    a: int
    b: int
    g: int
    p: int
    q: int
    r: int
    s: int
    t: int
    w: int
    x: int
    y: int
    z: int


class ivec4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[ivec4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[ivec4]: ...
    def append(self, x: ivec4) -> None: ...


class mat2(_Matrix):
    """A matrix of 2 columns and 2 rows of f32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> vec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class mat2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[mat2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[mat2]: ...
    def append(self, x: mat2) -> None: ...


class mat2x3(_Matrix):
    """A matrix of 2 columns and 3 rows of f32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> vec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class mat2x3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[mat2x3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[mat2x3]: ...
    def append(self, x: mat2x3) -> None: ...


class mat2x4(_Matrix):
    """A matrix of 2 columns and 4 rows of f32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> vec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class mat2x4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[mat2x4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[mat2x4]: ...
    def append(self, x: mat2x4) -> None: ...


class mat3(_Matrix):
    """A matrix of 3 columns and 3 rows of f32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> vec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class mat3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[mat3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[mat3]: ...
    def append(self, x: mat3) -> None: ...


class mat3x2(_Matrix):
    """A matrix of 3 columns and 2 rows of f32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> vec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class mat3x2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[mat3x2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[mat3x2]: ...
    def append(self, x: mat3x2) -> None: ...


class mat3x4(_Matrix):
    """A matrix of 3 columns and 4 rows of f32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> vec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class mat3x4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[mat3x4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[mat3x4]: ...
    def append(self, x: mat3x4) -> None: ...


class mat4(_Matrix):
    """A matrix of 4 columns and 4 rows of f32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> vec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class mat4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[mat4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[mat4]: ...
    def append(self, x: mat4) -> None: ...


class mat4x2(_Matrix):
    """A matrix of 4 columns and 2 rows of f32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> vec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class mat4x2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[mat4x2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[mat4x2]: ...
    def append(self, x: mat4x2) -> None: ...


class mat4x3(_Matrix):
    """A matrix of 4 columns and 3 rows of f32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> vec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> float: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class mat4x3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[mat4x3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[mat4x3]: ...
    def append(self, x: mat4x3) -> None: ...


class size2_t(_Vector2):
    """A vector of 2 unsigned 64-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    g: int
    r: int
    s: int
    t: int
    x: int
    y: int


class size3_t(_Vector3):
    """A vector of 3 unsigned 64-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    b: int
    g: int
    p: int
    r: int
    s: int
    t: int
    x: int
    y: int
    z: int


class size4_t(_Vector4):
    """A vector of 4 unsigned 64-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    a: int
    b: int
    g: int
    p: int
    q: int
    r: int
    s: int
    t: int
    w: int
    x: int
    y: int
    z: int


class uintVector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[int] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def append(self, x: int) -> None: ...


class umat2(_Matrix):
    """A matrix of 2 columns and 2 rows of u32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> uvec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class umat2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[umat2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[umat2]: ...
    def append(self, x: umat2) -> None: ...


class umat2x3(_Matrix):
    """A matrix of 2 columns and 3 rows of u32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> uvec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class umat2x3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[umat2x3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[umat2x3]: ...
    def append(self, x: umat2x3) -> None: ...


class umat2x4(_Matrix):
    """A matrix of 2 columns and 4 rows of u32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> uvec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class umat2x4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[umat2x4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[umat2x4]: ...
    def append(self, x: umat2x4) -> None: ...


class umat3(_Matrix):
    """A matrix of 3 columns and 3 rows of u32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> uvec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class umat3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[umat3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[umat3]: ...
    def append(self, x: umat3) -> None: ...


class umat3x2(_Matrix):
    """A matrix of 3 columns and 2 rows of u32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> uvec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class umat3x2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[umat3x2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[umat3x2]: ...
    def append(self, x: umat3x2) -> None: ...


class umat3x4(_Matrix):
    """A matrix of 3 columns and 4 rows of u32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> uvec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class umat3x4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[umat3x4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[umat3x4]: ...
    def append(self, x: umat3x4) -> None: ...


class umat4(_Matrix):
    """A matrix of 4 columns and 4 rows of u32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> uvec4: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class umat4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[umat4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[umat4]: ...
    def append(self, x: umat4) -> None: ...


class umat4x2(_Matrix):
    """A matrix of 4 columns and 2 rows of u32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> uvec2: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class umat4x2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[umat4x2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[umat4x2]: ...
    def append(self, x: umat4x2) -> None: ...


class umat4x3(_Matrix):
    """A matrix of 4 columns and 3 rows of u32.

    It is made from nothing (zeros), one number for the diagonal, all entries column
    by column, the columns, another matrix, a list of entries or columns, or a numpy
    array of shape (rows, columns)."""
    @overload
    def __getitem__(self, index: int, /) -> uvec3: ...
    @overload
    def __getitem__(self, index: tuple[int, int], /) -> int: ...
    def __init__(self, *entries: Any) -> None: ...
    def __setitem__(self, index: int | tuple[int, int], value: Any, /) -> None: ...


class umat4x3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[umat4x3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[umat4x3]: ...
    def append(self, x: umat4x3) -> None: ...


class uvec2(_Vector2):
    """A vector of 2 unsigned 32-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    g: int
    r: int
    s: int
    t: int
    x: int
    y: int


class uvec2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[uvec2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[uvec2]: ...
    def append(self, x: uvec2) -> None: ...


class uvec3(_Vector3):
    """A vector of 3 unsigned 32-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    b: int
    g: int
    p: int
    r: int
    s: int
    t: int
    x: int
    y: int
    z: int


class uvec3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[uvec3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[uvec3]: ...
    def append(self, x: uvec3) -> None: ...


class uvec4(_Vector4):
    """A vector of 4 unsigned 32-bit integers.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> int: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __setitem__(self, index: int, value: int, /) -> None: ...
    a: int
    b: int
    g: int
    p: int
    q: int
    r: int
    s: int
    t: int
    w: int
    x: int
    y: int
    z: int


class uvec4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[uvec4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[uvec4]: ...
    def append(self, x: uvec4) -> None: ...


class vec2(_Vector2):
    """A vector of 2 32-bit floats.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> float: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[float]: ...
    def __setitem__(self, index: int, value: float, /) -> None: ...
    g: float
    r: float
    s: float
    t: float
    x: float
    y: float


class vec2Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[vec2] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[vec2]: ...
    def append(self, x: vec2) -> None: ...


class vec3(_Vector3):
    """A vector of 3 32-bit floats.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> float: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[float]: ...
    def __setitem__(self, index: int, value: float, /) -> None: ...
    b: float
    g: float
    p: float
    r: float
    s: float
    t: float
    x: float
    y: float
    z: float


class vec3Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[vec3] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[vec3]: ...
    def append(self, x: vec3) -> None: ...


class vec4(_Vector4):
    """A vector of 4 32-bit floats.

    It is made from nothing (zeros), one number for all components, numbers and
    shorter vectors side by side, a vector of at least this length, a list or a
    numpy array."""
    def __getitem__(self, index: int, /) -> float: ...
    def __init__(self, *components: Any) -> None: ...
    def __iter__(self) -> Iterator[float]: ...
    def __setitem__(self, index: int, value: float, /) -> None: ...
    a: float
    b: float
    g: float
    p: float
    q: float
    r: float
    s: float
    t: float
    w: float
    x: float
    y: float
    z: float


class vec4Vector(_ValueList):
    """A list whose elements all have the type in its name.

    It is made from nothing, an iterable, or a numpy array whose first index counts the
    elements."""
    def __init__(self, elements: Iterable[vec4] | NDArray[Any] | None = None) -> None: ...
    def __iter__(self) -> Iterator[vec4]: ...
    def append(self, x: vec4) -> None: ...


def abs(v: Any) -> Any:
    """The absolute value of each component, or of a number."""
def acos(v: Any) -> Any:
    """The arc cosine of each component, in radians."""
def all(v: Any) -> bool:
    """Whether all components are true; for what is no vector, Python's own `all`."""
def any(v: Any) -> bool:
    """Whether any component is true; for what is no vector, Python's own `any`."""
def asin(v: Any) -> Any:
    """The arc sine of each component, in radians."""
def atan(v: Any) -> Any:
    """The arc tangent of each component, in radians."""
def ceil(v: Any) -> Any:
    """The smallest whole number not below each component."""
def clamp(v: Any, lower: Any, upper: Any) -> Any:
    """Each component limited to the range between the bounds, which are numbers or vectors."""
def compAdd(v: Any) -> Any:
    """The sum of all components."""
def compMax(v: Any) -> Any:
    """The greatest component."""
def compMin(v: Any) -> Any:
    """The smallest component."""
def compMul(v: Any) -> Any:
    """The product of all components."""
def cos(v: Any) -> Any:
    """The cosine of each component, which is in radians."""
def cross(a: Any, b: Any) -> Any:
    """The vector perpendicular to both arguments, which have three components."""
def determinant(m: Any) -> Any:
    """The determinant of a square matrix of floats."""
def distance(a: Any, b: Any) -> Any:
    """The distance between two points."""
def distance2(a: Any, b: Any) -> Any:
    """The square of the distance between two points."""
def dot(a: Any, b: Any) -> Any:
    """The sum of the products of the components."""
def exp(v: Any) -> Any:
    """The exponential of each component."""
def floor(v: Any) -> Any:
    """The greatest whole number not above each component."""
def greaterThan(a: Any, b: Any) -> Any:
    """A vector of booleans that tell where `a > b`."""
def greaterThanEqual(a: Any, b: Any) -> Any:
    """A vector of booleans that tell where `a >= b`."""
def inverse(m: Any) -> Any:
    """The inverse of a square matrix of floats; `ValueError` if there is none."""
def length(v: Any) -> Any:
    """The length of a vector."""
def length2(v: Any) -> Any:
    """The square of the length of a vector."""
def lessThan(a: Any, b: Any) -> Any:
    """A vector of booleans that tell where `a < b`."""
def lessThanEqual(a: Any, b: Any) -> Any:
    """A vector of booleans that tell where `a <= b`."""
def normalize(v: Any) -> Any:
    """The vector of length one in the same direction; a vector of length zero becomes NaN."""
def rotate(subject: Any, angle: Any, axis: Any) -> Any:
    """A 4x4 matrix followed by a rotation, or a rotated vector of three components.

    `angle` is in radians and counter-clockwise when looking against `axis`."""
def sin(v: Any) -> Any:
    """The sine of each component, which is in radians."""
def tan(v: Any) -> Any:
    """The tangent of each component, which is in radians."""
def transpose(m: Any) -> Any:
    """The matrix with rows and columns exchanged."""
