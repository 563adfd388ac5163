"""Ports for data frames."""

from inviwopy._ports import (  # noqa: F401
    DataFrameFlatMultiInport,
    DataFrameInport,
    DataFrameMultiInport,
    DataFrameOutport,
)
