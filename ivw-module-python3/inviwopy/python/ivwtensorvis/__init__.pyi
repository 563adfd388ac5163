"""Fields of tensors for processors in Python.

There is no native processor for them: fields go from processor to processor in Python."""
# Written by stubs/generate.py: change types.pyi there.

from typing import Any

from inviwopy import PythonFlatMultiInport, PythonInport, PythonMultiInport, PythonOutport

class TensorField3D:
    """A tensor of three rows and columns at each place of a grid.

    Made of an array `(z, y, x, 9)` or `(z, y, x, 3, 3)`, column by column, or of sizes and a list of
    `dmat3`, x fastest."""
    def __init__(self, *args: Any, arr: Any = None, extent: Any = None, sliceCoord: float = 0.0) -> None: ...
    basis: Any
    """The edges of its box, the first three columns of the model matrix."""
    offset: Any
    """The corner of its box, the last column of the model matrix."""
    data: Any
    dimensions: Any
    modelMatrix: Any
    sliceCoord: Any
    worldMatrix: Any


class TensorField3DFlatMultiInport(PythonFlatMultiInport):
    """Where fields of tensors come in, of any number of connections."""


class TensorField3DInport(PythonInport):
    """Where a field of tensors comes in."""


class TensorField3DMultiInport(PythonMultiInport):
    """Where fields of tensors come in, of any number of connections."""


class TensorField3DOutport(PythonOutport):
    """Where a field of tensors goes out."""
