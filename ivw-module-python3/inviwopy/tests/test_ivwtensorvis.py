"""Fields of tensors, as processors in Python make them."""

import unittest

import ivwtensorvis
import numpy as np
from inviwopy.glm import dmat3, ivec3, mat3, size3_t, vec3


class Fields(unittest.TestCase):
    def test_a_field_is_made_of_an_array(self):
        array = np.arange(9 * 24, dtype=np.uint8).reshape(2, 3, 4, 9)
        field = ivwtensorvis.TensorField3D(array, extent=vec3(2, 4, 6))
        self.assertEqual((field.dimensions, field.data.dtype), (size3_t(4, 3, 2), np.float64))
        self.assertEqual(field.data[1, 2, 3, 8], array[1, 2, 3, 8])
        self.assertEqual((field.basis[1][1], field.offset), (4, vec3(-1, -2, -3)))
        field.basis = mat3(3.0)
        self.assertEqual(field.modelMatrix[0][0], 3)
        with self.assertRaises(ValueError):
            ivwtensorvis.TensorField3D(np.zeros((2, 3, 4)))

    def test_a_field_is_made_of_matrices(self):
        field = ivwtensorvis.TensorField3D(ivec3(2, 1, 1), [dmat3(1), dmat3(2)], vec3(1), 0.5)
        self.assertEqual(field.data[0, 0, 1].tolist(), [2, 0, 0, 0, 2, 0, 0, 0, 2])
        self.assertEqual(field.sliceCoord, 0.5)
        with self.assertRaises(ValueError):
            ivwtensorvis.TensorField3D(ivec3(2, 2, 1), [dmat3(1)])

    def test_a_field_goes_through_ports(self):
        field = ivwtensorvis.TensorField3D(np.zeros((1, 1, 1, 3, 3)))
        outport = ivwtensorvis.TensorField3DOutport("tensors")
        outport.setData(field)
        self.assertIs(outport.getData(), field)


if __name__ == "__main__":
    unittest.main()
