"""Tables for Python: a `DataFrame` has columns of numbers or of categories, the first one counts rows.

    frame = DataFrame()
    frame.addColumnFromBuffer("height", Buffer(numpy.array([1.5, 2.0])), Unit("m"))
    frame.addCategoricalColumn("tree", ["oak", "fir"])
    frame.updateIndex()

Columns of a data frame out of a port are the very numbers of the port, and read-only."""
# Written by stubs/generate.py: change types.pyi there.

from collections.abc import Mapping
from typing import Any, ClassVar

from inviwopy import Inport, Outport
from inviwopy.doc import Document

class CategoricalColumn(Column):
    """Names, each stored as the number of its category; equal names are one category."""
    def __init__(self, header: str = '', values: Any = ...) -> None: ...
    def add(self, value: Any) -> Any:
        """Adds a row with the name of its category."""
    def addCategory(self, name: Any) -> int:
        """The number of a category, which is a new one if the name is."""
    def append(self, src: Any) -> Any:
        """Adds the rows of another column of categories, or a name for each row."""
    @property
    def categories(self) -> Any:
        """The names of the categories, in the order of their numbers."""
    def get(self, i: Any, asString: bool = True) -> Any:
        """The name of the category of a row; its number if not asked for the name."""
    def getAsString(self, i: Any) -> Any:
        """The name of the category of a row."""
    def getId(self, i: Any) -> int:
        """The number of the category of a row."""
    def set(self, i: Any, value: Any) -> Any:
        """Replaces the category of a row: its name, or its number."""


class Column:
    """One column: a name, a unit, and a number for each row in `buffer`."""
    def __getitem__(self, i: Any) -> Any: ...
    def __init__(self, header: str = '', buffer: Any = None, unit: Any = None, range: Any = None) -> None: ...
    def __iter__(self) -> Any: ...
    def __len__(self) -> int: ...
    def __setitem__(self, i: Any, value: Any) -> None: ...
    def add(self, value: Any) -> Any:
        """Adds a row: a number, or text of one."""
    def append(self, src: Any) -> Any:
        """Adds the rows of another column."""
    @property
    def buffer(self) -> Any:
        """The numbers, one for each row."""
    customRange: Any
    """A range that was set by hand, or None."""
    @property
    def dataRange(self) -> Any:
        """The smallest and the largest number; NaN and infinities do not count."""
    def get(self, i: Any, asString: bool = False) -> int:
        """The number of a row."""
    def getAsString(self, i: Any) -> Any:
        """What a person reads in a row."""
    header: ClassVar[str]
    @property
    def range(self) -> Any:
        """The range that was set by hand, otherwise that of the numbers."""
    def set(self, i: Any, value: Any) -> Any:
        """Replaces the number of a row."""
    @property
    def size(self) -> Any:
        """The number of rows."""
    @property
    def type(self) -> Any:
        """What the numbers are."""
    unit: Any
    """The unit of the numbers."""


class ColumnType:
    """What the numbers of a column are: row numbers, measured values, or numbers of categories."""
    Categorical: ClassVar[ColumnType]
    Index: ClassVar[ColumnType]
    Ordinal: ClassVar[ColumnType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, ColumnType]]


class DataFrame:
    """A table: the first column has the row numbers, the others are data.

    `DataFrame(n)` has n numbered rows and no data. All columns have as many rows when it is handed to
    an outport; `updateIndex` makes the row numbers fit."""
    def __getitem__(self, i: Any) -> Any: ...
    def __init__(self, size: int = 0) -> None: ...
    def __iter__(self) -> Any: ...
    def __len__(self) -> int: ...
    def addCategoricalColumn(self, header: Any, values: Any = ..., size: int = 0) -> Any:
        """Adds a column of categories: a name for each row or, for a number, rows of no name."""
    def addColumn(self, column: Any) -> Any:
        """Adds a column and returns it."""
    def addColumnFromBuffer(self, identifier: Any, buffer: Any, unit: Any = None, range: Any = None) -> Any:
        """Adds a column with the numbers of a buffer or a one-dimensional array."""
    def addDoubleColumn(self, header: Any, data: Any = ..., size: int = 0) -> Any:
        """Adds a column of 64-bit numbers: one for each row or, for an integer, rows of zeros."""
    def addFloatColumn(self, header: Any, data: Any = ..., size: int = 0) -> Any:
        """Adds a column of 32-bit numbers: one for each row or, for an integer, rows of zeros."""
    def addInt64Column(self, header: Any, data: Any = ..., size: int = 0) -> Any:
        """Adds a column of 64-bit integers: one for each row or, for an integer, rows of zeros."""
    def addIntColumn(self, header: Any, data: Any = ..., size: int = 0) -> Any:
        """Adds a column of 32-bit integers: one for each row or, for an integer, rows of zeros."""
    def addSize_tColumn(self, header: Any, data: Any = ..., size: int = 0) -> Any:
        """Adds a column of 64-bit numbers from 0 on: one for each row or, for an integer, zeros."""
    def addUIntColumn(self, header: Any, data: Any = ..., size: int = 0) -> Any:
        """Adds a column of 32-bit numbers from 0 on: one for each row or, for an integer, zeros."""
    @property
    def cols(self) -> Any:
        """The number of columns, that of the row numbers included."""
    def column(self, index: Any) -> Any:
        """The column of a place or a name."""
    def dropColumn(self, column: Any) -> Any:
        """Takes a column away, by its place or by its name."""
    def getColumn(self, name: Any = None, *, index: Any = None) -> Any:
        """The column of a place or a name; None if no column has that name."""
    def getIndexColumn(self) -> Any:
        """The column of row numbers."""
    def indexcol(self) -> Any:
        """The column of row numbers."""
    @property
    def rows(self) -> Any:
        """The number of rows: that of the longest column."""
    def updateIndex(self) -> Any:
        """Numbers the rows anew, as many as the longest column of data has."""


class DataFrameFlatMultiInport(Inport):
    """Where DataFrame data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> DataFrame | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, DataFrame]]: ...
    def getVectorData(self) -> list[DataFrame]: ...


class DataFrameInport(Inport):
    """Where DataFrame data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> DataFrame | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, DataFrame]]: ...
    def getVectorData(self) -> list[DataFrame]: ...


class DataFrameMultiInport(Inport):
    """Where DataFrame data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> DataFrame | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, DataFrame]]: ...
    def getVectorData(self) -> list[DataFrame]: ...


class DataFrameOutport(Outport):
    """Where DataFrame data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> DataFrame | Any: ...
    def setData(self, data: DataFrame | None) -> None: ...


class FLOAT16Column(Column):
    """A column of measured values in the format FLOAT16."""


class FLOAT32Column(Column):
    """A column of measured values in the format FLOAT32."""


class FLOAT64Column(Column):
    """A column of measured values in the format FLOAT64."""


class INT16Column(Column):
    """A column of measured values in the format INT16."""


class INT32Column(Column):
    """A column of measured values in the format INT32."""


class INT64Column(Column):
    """A column of measured values in the format INT64."""


class INT8Column(Column):
    """A column of measured values in the format INT8."""


class IndexColumn(Column):
    """Row numbers."""


class UINT16Column(Column):
    """A column of measured values in the format UINT16."""


class UINT32Column(Column):
    """A column of measured values in the format UINT32."""


class UINT64Column(Column):
    """A column of measured values in the format UINT64."""


class UINT8Column(Column):
    """A column of measured values in the format UINT8."""


def appendColumns(left: Any, right: Any, ignoreDuplicates: bool = False, fillMissingRows: bool = False) -> Any:
    """The columns of `left`, then those of `right`.

    Raises ValueError if both have not as many rows, unless missing ones are to be filled (with NaN, 0
    or an empty name), or if a name is in both, unless the second one is to be left out."""
def appendRows(top: Any, bottom: Any, matchByName: bool = False) -> Any:
    """The rows of `top`, then those of `bottom`.

    Columns match by their place or, if asked for, by their name. Raises ValueError if columns are
    missing on one side or are of different types."""
def innerJoin(left: Any, right: Any, keyColumn: str = 'index', keyColumns: Any = None) -> Any:
    """The rows of both that have equal keys; each key is at most once in `right`.

    The key is a column by its name, or several of them as a list."""
def leftJoin(left: Any, right: Any, keyColumn: str = 'index', keyColumns: Any = None) -> Any:
    """All rows of `left`, with the columns of `right` where a row there has an equal key.

    Where there is none, numbers are NaN or 0 and names are empty."""
