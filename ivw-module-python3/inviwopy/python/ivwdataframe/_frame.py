"""Data frames."""

import numpy as np
from inviwopy.data import Buffer, Unit

from ._columns import CategoricalColumn, Column, ColumnType, IndexColumn, column_of


class DataFrame:
    """A table: the first column has the row numbers, the others are data.

    `DataFrame(n)` has n numbered rows and no data. All columns have as many rows when it is handed to
    an outport; `updateIndex` makes the row numbers fit.
    """

    def __init__(self, size=0):
        self._columns = [IndexColumn("index", Buffer(np.arange(size, dtype=np.uint32)))]

    @property
    def cols(self):
        """The number of columns, that of the row numbers included."""
        return len(self._columns)

    @property
    def rows(self):
        """The number of rows: that of the longest column."""
        return max(column.size for column in self._columns)

    def indexcol(self):
        """The column of row numbers."""
        return self._columns[0]

    def getIndexColumn(self):
        """The column of row numbers."""
        return self._columns[0]

    def column(self, index):
        """The column of a place or a name."""
        return self.getColumn(index)

    def getColumn(self, name=None, *, index=None):
        """The column of a place or a name; None if no column has that name."""
        if isinstance(name, str):
            named = (each for each in self._columns if each.header == name)
            return next(named, None)
        return self[index if name is None else name]

    def addColumn(self, column):
        """Adds a column and returns it."""
        if not isinstance(column, Column):
            raise TypeError(f"expected a column of ivwdataframe, got {type(column).__name__}")
        self._columns.append(column)
        return column

    def addColumnFromBuffer(self, identifier, buffer, unit=None, range=None):
        """Adds a column with the numbers of a buffer or a one-dimensional array."""
        return self.addColumn(column_of(identifier, buffer, unit, range))

    def addCategoricalColumn(self, header, values=(), size=0):
        """Adds a column of categories: a name for each row or, for a number, rows of no name."""
        if isinstance(values, int):
            values, size = (), values
        return self.addColumn(CategoricalColumn(header, values or [""] * size))

    def _add_numbers(self, header, data, size, dtype):
        if isinstance(data, int):
            data, size = (), data
        data = np.asarray(data if len(data) else np.zeros(size), dtype)
        return self.addColumn(column_of(header, data))

    def addFloatColumn(self, header, data=(), size=0):
        """Adds a column of 32-bit numbers: one for each row or, for an integer, rows of zeros."""
        return self._add_numbers(header, data, size, np.float32)

    def addDoubleColumn(self, header, data=(), size=0):
        """Adds a column of 64-bit numbers: one for each row or, for an integer, rows of zeros."""
        return self._add_numbers(header, data, size, np.float64)

    def addIntColumn(self, header, data=(), size=0):
        """Adds a column of 32-bit integers: one for each row or, for an integer, rows of zeros."""
        return self._add_numbers(header, data, size, np.int32)

    def addInt64Column(self, header, data=(), size=0):
        """Adds a column of 64-bit integers: one for each row or, for an integer, rows of zeros."""
        return self._add_numbers(header, data, size, np.int64)

    def addUIntColumn(self, header, data=(), size=0):
        """Adds a column of 32-bit numbers from 0 on: one for each row or, for an integer, zeros."""
        return self._add_numbers(header, data, size, np.uint32)

    def addSize_tColumn(self, header, data=(), size=0):
        """Adds a column of 64-bit numbers from 0 on: one for each row or, for an integer, zeros."""
        return self._add_numbers(header, data, size, np.uint64)

    def dropColumn(self, column):
        """Takes a column away, by its place or by its name."""
        if isinstance(column, str):
            kept = [each for each in self._columns[1:] if each.header != column]
            self._columns[1:] = kept
            return
        if column % self.cols == 0:
            raise ValueError("the column of row numbers stays")
        del self._columns[self._place(column)]

    def updateIndex(self):
        """Numbers the rows anew, as many as the longest column of data has."""
        data = self._columns[1:]
        n_rows = max((column.size for column in data), default=self.indexcol().size)
        self._columns[0]._buffer = Buffer(np.arange(n_rows, dtype=np.uint32))

    def _place(self, i):
        if not -self.cols <= i < self.cols:
            raise IndexError(f"the data frame has {self.cols} columns, none at {i}")
        return i % self.cols

    def __getitem__(self, i):
        return self._columns[self._place(i)]

    def __iter__(self):
        return iter(list(self._columns))

    def __len__(self):
        return self.cols

    def __repr__(self):
        names = ", ".join(column.header for column in self._columns)
        return f"<DataFrame: {self.cols} columns, {self.rows} rows: {names}>"

    def _taken(self, rows):
        """The same data frame with these rows, in this order, numbered anew."""
        other = DataFrame(len(rows))
        other._columns[0].header = self.indexcol().header
        other._columns[1:] = [column._taken(rows) for column in self._columns[1:]]
        return other

    # What the host hands over, and takes.

    @classmethod
    def _of(cls, columns):
        frame = cls()
        frame._columns = [_column(*column) for column in columns]
        return frame

    def _for_host(self):
        if self.indexcol().size == 0:
            self.updateIndex()
        return [
            (
                int(column.type),
                column.header,
                str(column.unit),
                column.buffer,
                column.categories if column.type == ColumnType.Categorical else [],
                None if column.customRange is None else list(column.customRange),
            )
            for column in self._columns
        ]


def _column(kind, header, unit, buffer, categories, custom_range):
    if kind == ColumnType.Index:
        return IndexColumn(header, buffer, Unit(unit), custom_range)
    if kind == ColumnType.Categorical:
        column = CategoricalColumn(header)
        column._names = categories
        column._numbers = {name: number for number, name in enumerate(categories)}
        column._buffer, column.unit, column.customRange = buffer, unit, custom_range
        return column
    return column_of(header, buffer, Unit(unit), custom_range)


DataFrame.__module__ = "ivwdataframe"
