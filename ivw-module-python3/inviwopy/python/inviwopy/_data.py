"""Completes `inviwopy.data`: sets of numbers, and what typed meshes have in common."""

import sys
from bisect import bisect_right
from types import ModuleType

from . import _core

_module = _core.data


class BitSetIterator:
    """Goes through the numbers of a `BitSet`."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers=()):
        self._numbers = iter(numbers)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._numbers)


def _number(value):
    """A number that a set may have."""
    value = value.__index__()
    if not 0 <= value < 1 << 32:
        raise OverflowError(f"{value} can't be in a BitSet: numbers are 0 to {(1 << 32) - 1}")
    return value


class BitSet:
    """A set of numbers, such as rows of a table: `BitSet([1, 5, 7])`.

    A list of truth values stands for the places of those that are true.
    """

    __slots__ = ("_set",)

    def __init__(self, values=()):
        if isinstance(values, BitSet):
            self._set = set(values._set)
            return
        values = list(values)
        if values and all(type(value).__name__ in ("bool", "bool_") for value in values):
            self._set = {n for n, value in enumerate(values) if value}
        else:
            self._set = {_number(value) for value in values}

    def _sorted(self):
        return sorted(self._set)

    def cardinality(self):
        return len(self._set)

    def size(self):
        return len(self._set)

    def empty(self):
        return not self._set

    def clear(self):
        self._set.clear()

    def isSubsetOf(self, other):
        return self._set <= other._set

    def isStrictSubsetOf(self, other):
        return self._set < other._set

    def set(self, value, on=True):
        """Adds a number, or takes it away."""
        (self._set.add if on else self._set.discard)(_number(value))

    def add(self, value):
        """Adds a number, or all of a list."""
        if hasattr(value, "__index__"):
            self._set.add(_number(value))
        else:
            self._set |= BitSet(value)._set

    def addChecked(self, value):
        """Adds a number; whether it was not there."""
        n = len(self._set)
        self.add(value)
        return len(self._set) > n

    def addRange(self, begin, end):
        """Adds numbers from the first up to, but without, the second."""
        self._set.update(range(_number(begin), _number(end)))

    def addRangeClosed(self, begin, end):
        """Adds numbers from the first to the second."""
        self._set.update(range(_number(begin), _number(end) + 1))

    def remove(self, value):
        self._set.discard(_number(value))

    def removeChecked(self, value):
        """Takes a number away; whether it was there."""
        n = len(self._set)
        self.remove(value)
        return len(self._set) < n

    def max(self):
        """The greatest number; 0 if there is none."""
        return max(self._set, default=0)

    def min(self):
        """The least number; the greatest possible one if there is none."""
        return min(self._set, default=(1 << 32) - 1)

    def contains(self, value):
        return value in self._set

    def containsRange(self, begin, end):
        return all(value in self._set for value in range(begin, end))

    def flip(self, value):
        self._set ^= {_number(value)}

    def flipRange(self, begin, end):
        self._set ^= set(range(_number(begin), _number(end)))

    def rank(self, value):
        """How many numbers are not above one."""
        return bisect_right(self._sorted(), value)

    def intersect(self, other):
        return not self._set.isdisjoint(other._set)

    def orCardinality(self, other):
        return len(self._set | other._set)

    def andCardinality(self, other):
        return len(self._set & other._set)

    def andNotCardinality(self, other):
        return len(self._set - other._set)

    def xorCardinality(self, other):
        return len(self._set ^ other._set)

    def jaccardIndex(self, other):
        """How alike two sets are, from 0 to 1; 1 if both are empty."""
        either = self.orCardinality(other)
        return self.andCardinality(other) / either if either else 1.0

    @staticmethod
    def fastUnion(*sets):
        if len(sets) == 1 and not isinstance(sets[0], BitSet):
            sets = sets[0]
        union = BitSet()
        for other in sets:
            union._set |= other._set
        return union

    def toVector(self):
        return self._sorted()

    def getSizeInBytes(self):
        return sys.getsizeof(self._set)

    def optimize(self):
        """Nothing: there is one way only to hold numbers."""

    def removeRLECompression(self):
        """Nothing, as above; whether something was done."""
        return False

    def shrinkToFit(self):
        """Nothing, as above; how many bytes were saved."""
        return 0

    def toString(self):
        return "{" + ",".join(map(str, self._sorted())) + "}"

    def _with(self, numbers):
        made = BitSet()
        made._set = numbers
        return made

    def __and__(self, other):
        return self._with(self._set & other._set) if isinstance(other, BitSet) else NotImplemented

    def __or__(self, other):
        return self._with(self._set | other._set) if isinstance(other, BitSet) else NotImplemented

    def __xor__(self, other):
        return self._with(self._set ^ other._set) if isinstance(other, BitSet) else NotImplemented

    def __sub__(self, other):
        return self._with(self._set - other._set) if isinstance(other, BitSet) else NotImplemented

    def __iand__(self, other):
        self._set &= other._set
        return self

    def __ior__(self, other):
        self._set |= other._set
        return self

    def __ixor__(self, other):
        self._set ^= other._set
        return self

    def __isub__(self, other):
        self._set -= other._set
        return self

    def __eq__(self, other):
        return isinstance(other, BitSet) and self._set == other._set

    __hash__ = None

    def __iter__(self):
        return BitSetIterator(self._sorted())

    def __len__(self):
        return len(self._set)

    def __contains__(self, value):
        return value in self._set

    def __str__(self):
        return self.toString()

    def __repr__(self):
        return f"<BitSet: {self.toString()}>"


for _class in (BitSet, BitSetIterator):
    _class.__module__ = "inviwopy.data"
    setattr(_module, _class.__name__, _class)


buffertraits = ModuleType("inviwopy.data.buffertraits", "What typed meshes have in common.")
sys.modules[buffertraits.__name__] = buffertraits
_module.buffertraits = buffertraits


class _TraitMeta(type):
    """Meshes are what they have buffers for; they do not derive from these classes."""

    def __instancecheck__(cls, instance):
        return cls in getattr(type(instance), "_traits", ())

    def __subclasscheck__(cls, subclass):
        return cls is subclass or cls in getattr(subclass, "_traits", ())


def _accessors(get, set, kind):
    buffer_type = getattr(_module.BufferType, kind)

    def buffer_of(self):
        for info, buffer in self.buffers:
            if info.type == buffer_type:
                return buffer
        raise ValueError(f"this mesh has no buffer of {kind}: add vertices first")

    def getter(self):
        return buffer_of(self)

    def setter(self, index, value):
        data = buffer_of(self).data
        data[index] = [part for part in value] if hasattr(value, "__getitem__") else value

    getter.__name__, setter.__name__ = get, set
    getter.__doc__ = f"The buffer of {kind}."
    setter.__doc__ = f"Replaces one element of the buffer of {kind}."
    return {get: getter, set: setter}


_TRAITS = {
    "PositionsBuffer3D": ("getVertices", "setVertexPosition", "PositionAttrib"),
    "PositionsBuffer2D": ("getVertices", "setVertexPosition", "PositionAttrib"),
    "PositionsBuffer1D": ("getVertices", "setVertexPosition", "PositionAttrib"),
    "NormalBuffer": ("getNormals", "setVertexNormal", "NormalAttrib"),
    "ColorsBuffer": ("getColors", "setVertexColor", "ColorAttrib"),
    "TexCoordBuffer3D": ("getTexCoords", "setVertexTexCoord", "TexCoordAttrib"),
    "TexCoordBuffer2D": ("getTexCoords", "setVertexTexCoord", "TexCoordAttrib"),
    "TexCoordBuffer1D": ("getTexCoords", "setVertexTexCoord", "TexCoordAttrib"),
    "CurvatureBuffer": ("getCurvatures", "setVertexCurvature", "CurvatureAttrib"),
    "IndexBuffer": ("getIndex", "setVertexIndex", "IndexAttrib"),
    "RadiiBuffer": ("getRadii", "setVertexRadius", "RadiiAttrib"),
    "PickingBuffer": ("getPicking", "setVertexPicking", "PickingAttrib"),
    "ScalarMetaBuffer": ("getScalarMeta", "setVertexScalarMeta", "ScalarMetaAttrib"),
}
for _name, (_get, _set, _kind) in _TRAITS.items():
    _members = _accessors(_get, _set, _kind)
    _members |= {"__module__": buffertraits.__name__, "__doc__": f"Meshes with a {_kind}."}
    setattr(buffertraits, _name, _TraitMeta(_name, (), _members))

for _mesh, _names in {
    "BasicMesh": ("PositionsBuffer3D", "NormalBuffer", "TexCoordBuffer3D", "ColorsBuffer"),
    "ColoredMesh": ("PositionsBuffer3D", "ColorsBuffer"),
    "SphereMesh": ("PositionsBuffer3D", "RadiiBuffer", "ColorsBuffer"),
    "PosTexColorMesh": ("PositionsBuffer3D", "TexCoordBuffer3D", "ColorsBuffer"),
}.items():
    _class = getattr(_module, _mesh)
    _class._traits = tuple(getattr(buffertraits, name) for name in _names)
    for _trait in _class._traits:
        for _name, _member in vars(_trait).items():
            if not _name.startswith("_"):
                setattr(_class, _name, _member)
