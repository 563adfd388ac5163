"""Tables for Python: a `DataFrame` has columns of numbers or of categories, the first one counts rows.

    frame = DataFrame()
    frame.addColumnFromBuffer("height", Buffer(numpy.array([1.5, 2.0])), Unit("m"))
    frame.addCategoricalColumn("tree", ["oak", "fir"])
    frame.updateIndex()

Columns of a data frame out of a port are the very numbers of the port, and read-only.
"""

from ._columns import CategoricalColumn, Column, ColumnType, IndexColumn
from ._columns import columns_of_formats as _columns_of_formats
from ._frame import DataFrame
from ._join import appendColumns, appendRows, innerJoin, leftJoin
from ._ports import (
    DataFrameFlatMultiInport,
    DataFrameInport,
    DataFrameMultiInport,
    DataFrameOutport,
)

globals().update(_columns_of_formats)

__all__ = [
    "CategoricalColumn",
    "Column",
    "ColumnType",
    "DataFrame",
    "DataFrameFlatMultiInport",
    "DataFrameInport",
    "DataFrameMultiInport",
    "DataFrameOutport",
    "IndexColumn",
    "appendColumns",
    "appendRows",
    "innerJoin",
    "leftJoin",
    *_columns_of_formats,
]
