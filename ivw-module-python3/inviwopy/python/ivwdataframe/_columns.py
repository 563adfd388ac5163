"""Columns of data frames."""

import enum

import numpy as np
from inviwopy import data
from inviwopy.data import Buffer, Unit
from inviwopy.glm import dvec2


class ColumnType(enum.IntEnum):
    """What the numbers of a column are: row numbers, measured values, or numbers of categories."""

    Index = 0
    Ordinal = 1
    Categorical = 2


class Column:
    """One column: a name, a unit, and a number for each row in `buffer`."""

    _kind = ColumnType.Ordinal
    _dtype = np.dtype(np.float32)

    header = ""
    """The name."""

    def __init__(self, header="", buffer=None, unit=None, range=None):
        self.header = str(header)
        self.unit = Unit() if unit is None else unit
        self.customRange = range
        self._buffer = self._checked(Buffer(np.zeros(0, self._dtype)) if buffer is None else buffer)

    def _checked(self, buffer):
        if not isinstance(buffer, Buffer):
            buffer = Buffer(buffer)
        if buffer.data.ndim != 1:
            raise ValueError(
                f'column "{self.header}" would have {buffer.data.shape[1]} numbers in each row: '
                "make a column of each component"
            )
        return buffer

    @property
    def buffer(self):
        """The numbers, one for each row."""
        return self._buffer

    @property
    def type(self):
        """What the numbers are."""
        return self._kind

    @property
    def size(self):
        """The number of rows."""
        return self._buffer.size

    @property
    def unit(self):
        """The unit of the numbers."""
        return self._unit

    @unit.setter
    def unit(self, unit):
        self._unit = unit if isinstance(unit, Unit) else Unit(unit)

    @property
    def customRange(self):
        """A range that was set by hand, or None."""
        return self._range

    @customRange.setter
    def customRange(self, range):
        self._range = None if range is None else dvec2(range[0], range[1])

    @property
    def dataRange(self):
        """The smallest and the largest number; NaN and infinities do not count."""
        numbers = self._buffer.data.astype(np.float64)
        numbers = numbers[np.isfinite(numbers)]
        return dvec2(numbers.min(), numbers.max()) if numbers.size else dvec2(0, 0)

    @property
    def range(self):
        """The range that was set by hand, otherwise that of the numbers."""
        return self.dataRange if self._range is None else self._range

    def _place(self, i):
        n = self.size
        if not -n <= i < n:
            raise IndexError(f'column "{self.header}" has {n} rows, none at {i}')
        return i % n

    def _append(self, numbers):
        old = self._buffer.data
        numbers = np.asarray(numbers).astype(old.dtype)
        self._buffer = Buffer(np.concatenate([old, np.atleast_1d(numbers)]))

    def add(self, value):
        """Adds a row: a number, or text of one."""
        self._append(_number(value, self._buffer.data.dtype))

    def append(self, src):
        """Adds the rows of another column."""
        self._append(src.buffer.data)

    def set(self, i, value):
        """Replaces the number of a row."""
        self._buffer.data[self._place(i)] = value

    def get(self, i, asString=False):
        """The number of a row."""
        return self.getAsString(i) if asString else self._buffer.data[self._place(i)].item()

    def getAsString(self, i):
        """What a person reads in a row."""
        return str(self._buffer.data[self._place(i)])

    def __getitem__(self, i):
        return self.get(i)

    def __setitem__(self, i, value):
        self.set(i, value)

    def __iter__(self):
        return iter([self.get(i) for i in range(self.size)])

    def __len__(self):
        return self.size

    def __repr__(self):
        unit = f" [{self.unit}]" if str(self.unit) else ""
        name = type(self).__name__
        return f'<{name}: "{self.header}"{unit}, {self.size} rows, {self._buffer.data.dtype}>'

    def _taken(self, rows):
        """The same column with these rows, in this order; a negative row is filled."""
        rows = np.asarray(rows, dtype=np.int64)
        old = self._buffer.data
        filled = np.nan if np.issubdtype(old.dtype, np.floating) else 0
        taken = np.full(len(rows), filled, dtype=old.dtype)
        taken[rows >= 0] = old[rows[rows >= 0]]
        other = type(self)(self.header)
        other._buffer, other._unit, other._range = Buffer(taken), self._unit, self._range
        return other


def _number(value, dtype):
    """A number of a type, also from its text."""
    return dtype.type(value.strip() if isinstance(value, str) else value)


class IndexColumn(Column):
    """Row numbers."""

    _kind = ColumnType.Index
    _dtype = np.dtype(np.uint32)


class CategoricalColumn(Column):
    """Names, each stored as the number of its category; equal names are one category."""

    _kind = ColumnType.Categorical
    _dtype = np.dtype(np.uint32)

    def __init__(self, header="", values=()):
        super().__init__(header)
        self._names = []
        self._numbers = {}
        self.append(values)

    @property
    def categories(self):
        """The names of the categories, in the order of their numbers."""
        return list(self._names)

    def addCategory(self, name):
        """The number of a category, which is a new one if the name is."""
        number = self._numbers.setdefault(name, len(self._names))
        if number == len(self._names):
            self._names.append(name)
        return number

    def add(self, value):
        """Adds a row with the name of its category."""
        self.append([value])

    def append(self, src):
        """Adds the rows of another column of categories, or a name for each row."""
        names = list(src)
        self._append(np.array([self.addCategory(str(name)) for name in names], np.uint32))

    def set(self, i, value):
        """Replaces the category of a row: its name, or its number."""
        if isinstance(value, str):
            value = self.addCategory(value)
        elif not 0 <= value < len(self._names):
            raise ValueError(f'column "{self.header}" has no category {value}')
        self._buffer.data[self._place(i)] = value

    def get(self, i, asString=True):
        """The name of the category of a row; its number if not asked for the name."""
        return self.getAsString(i) if asString else self.getId(i)

    def getAsString(self, i):
        """The name of the category of a row."""
        return self._names[self.getId(i)]

    def getId(self, i):
        """The number of the category of a row."""
        return int(self._buffer.data[self._place(i)])

    def _taken(self, rows):
        if any(row < 0 for row in rows):
            return CategoricalColumn(self.header, ["" if row < 0 else self.get(row) for row in rows])
        other = super()._taken(rows)
        other._names, other._numbers = list(self._names), dict(self._numbers)
        return other


def _column_class(name):
    dtype = np.dtype(name.lower())
    doc = f"A column of measured values in the format {name}."
    return type(f"{name}Column", (Column,), {"_dtype": dtype, "__doc__": doc, "__module__": "ivwdataframe"})


columns_of_formats = {
    f"{number}Column": _column_class(number)
    for number in (
        "FLOAT16 FLOAT32 FLOAT64 INT8 INT16 INT32 INT64 UINT8 UINT16 UINT32 UINT64".split()
    )
}


def column_of(header, buffer, unit=None, range=None):
    """A column of measured values, of the class for the format of its numbers."""
    if not isinstance(buffer, data.Buffer):
        buffer = data.Buffer(buffer)
    cls = columns_of_formats[f"{buffer.data.dtype.name.upper()}Column"]
    return cls(header, buffer, unit, range)


for _class in (Column, ColumnType, IndexColumn, CategoricalColumn):
    _class.__module__ = "ivwdataframe"
