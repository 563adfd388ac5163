"""Fields of tensors for processors in Python.

There is no native processor for them: fields go from processor to processor in Python.
"""

import inviwopy as _ivw
import numpy as _np
from inviwopy import glm as _glm

__all__ = [
    "TensorField3D", "TensorField3DFlatMultiInport", "TensorField3DInport",
    "TensorField3DMultiInport", "TensorField3DOutport",
]


class TensorField3D:
    """A tensor of three rows and columns at each place of a grid.

    Made of an array `(z, y, x, 9)` or `(z, y, x, 3, 3)`, column by column, or of sizes and a list of
    `dmat3`, x fastest.
    """

    def __init__(self, *args, arr=None, extent=None, sliceCoord=0.0):
        args = list(args)
        first = args.pop(0) if arr is None and args else arr
        if first is None:
            raise TypeError("a field of tensors is made of an array, or of sizes and a list of dmat3")
        if isinstance(first, _np.ndarray):
            values = first
        else:
            x, y, z = (int(n) for n in first)
            values = _np.array([[list(m[c]) for c in range(3)] for m in args.pop(0)], float)
            if len(values) != x * y * z:
                raise ValueError(f"there are {len(values)} tensors for {x} x {y} x {z} places")
            values = values.reshape(z, y, x, 9)
        if args:
            extent = args.pop(0)
        self.sliceCoord = float(args.pop(0) if args else sliceCoord)
        is_known = values.ndim == 4 and values.shape[3:] == (9,)
        if not (is_known or values.ndim == 5 and values.shape[3:] == (3, 3)):
            raise ValueError(f"expected the shape (z, y, x, 9) or (z, y, x, 3, 3), not {values.shape}")
        #: The numbers, as doubles.
        self.data = _np.ascontiguousarray(values, _np.float64).reshape(*values.shape[:3], 9)
        self.dimensions = _glm.size3_t(*(int(n) for n in self.data.shape[2::-1]))
        extent = _glm.vec3(1.0) if extent is None else _glm.vec3(extent)
        self.modelMatrix, self.worldMatrix = _glm.mat4(1.0), _glm.mat4(1.0)
        for n in range(3):
            self.modelMatrix[n][n], self.modelMatrix[3][n] = extent[n], -0.5 * extent[n]

    @property
    def basis(self):
        """The edges of its box, the first three columns of the model matrix."""
        return _glm.mat3(*(self.modelMatrix[c][r] for c in range(3) for r in range(3)))

    @basis.setter
    def basis(self, basis):
        for column in range(3):
            for row in range(3):
                self.modelMatrix[column][row] = basis[column][row]

    @property
    def offset(self):
        """The corner of its box, the last column of the model matrix."""
        return _glm.vec3(*(self.modelMatrix[3][r] for r in range(3)))

    @offset.setter
    def offset(self, offset):
        for row in range(3):
            self.modelMatrix[3][row] = offset[row]

    def __repr__(self):
        x, y, z = self.dimensions
        return f"<TensorField3D: {x} x {y} x {z}>"


class TensorField3DOutport(_ivw.PythonOutport):
    """Where a field of tensors goes out."""


class TensorField3DInport(_ivw.PythonInport):
    """Where a field of tensors comes in."""


class TensorField3DMultiInport(_ivw.PythonMultiInport):
    """Where fields of tensors come in, of any number of connections."""


class TensorField3DFlatMultiInport(_ivw.PythonFlatMultiInport):
    """Where fields of tensors come in, of any number of connections."""
