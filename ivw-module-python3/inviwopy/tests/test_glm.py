"""Laws of the vectors, matrices, lists and functions of `inviwopy.glm`."""

import copy
import math
import pickle
import unittest

import numpy as np

import inviwopy
from inviwopy import glm

VECTORS = {
    "vec": np.float32,
    "dvec": np.float64,
    "ivec": np.int32,
    "uvec": np.uint32,
    "i64vec": np.int64,
    "bvec": np.bool_,
}
NUMBERS = {"": np.float32, "d": np.float64, "i": np.int32, "u": np.uint32}


def vector_classes():
    """All vector classes with their length and numpy type."""
    for prefix, dtype in VECTORS.items():
        for n in (2, 3, 4):
            yield getattr(glm, f"{prefix}{n}"), n, dtype
    for n in (2, 3, 4):
        yield getattr(glm, f"size{n}_t"), n, np.uint64


def matrix_classes():
    """All matrix classes with their columns, rows and numpy type."""
    for prefix, dtype in NUMBERS.items():
        for columns in (2, 3, 4):
            for rows in (2, 3, 4):
                shape = f"{columns}" if columns == rows else f"{columns}x{rows}"
                yield getattr(glm, f"{prefix}mat{shape}"), columns, rows, dtype


def random_numbers(shape, dtype, seed=1):
    """Small whole numbers, which every type holds exactly and products keep exact."""
    return np.random.default_rng(seed).integers(0, 9, shape).astype(dtype)


class Vectors(unittest.TestCase):
    def test_numpy_and_back_is_identity(self):
        for cls, n, dtype in vector_classes():
            numbers = random_numbers(n, dtype)
            vector = cls(numbers)
            for array in (np.array(vector), np.asarray(vector), vector.array, vector.__array__()):
                self.assertEqual(array.dtype, dtype)
                np.testing.assert_array_equal(array, numbers)
            self.assertEqual(cls(np.array(vector)), vector)

    def test_asarray_is_a_view_and_array_a_copy(self):
        vector = glm.vec3(1, 2, 3)
        view, duplicate = np.asarray(vector), vector.array
        view[1] = 7
        vector.z = 9
        self.assertEqual(vector, glm.vec3(1, 7, 9))
        np.testing.assert_array_equal(view, [1, 7, 9])
        np.testing.assert_array_equal(duplicate, [1, 2, 3])
        vector += 1
        del vector
        np.testing.assert_array_equal(view, [2, 8, 10])

    def test_constructor_overloads(self):
        v2, v3, v4 = glm.vec2(1, 2), glm.vec3(1, 2, 3), glm.vec4(1, 2, 3, 4)
        for arguments, expected in [
            ((), [0, 0, 0]),
            ((5,), [5, 5, 5]),
            ((1, 2.5, 3), [1, 2.5, 3]),
            ((v3,), [1, 2, 3]),
            ((v4,), [1, 2, 3]),
            ((glm.ivec3(1, 2, 3),), [1, 2, 3]),
            ((np.array([1, 2, 3], np.uint8),), [1, 2, 3]),
            (([1, 2, 3],), [1, 2, 3]),
            (((1, 2, 3),), [1, 2, 3]),
            ((v2, 3), [1, 2, 3]),
            ((0, v2), [0, 1, 2]),
            ((np.float32(1), np.int64(2), True), [1, 2, 1]),
        ]:
            self.assertEqual(glm.vec3(*arguments), glm.vec3(*expected), arguments)
        for arguments in [(v3, 4), (0, v3), (v2, v2), (v2, 3, 4), (0, v2, 4), (0, 1, v2), (v4,)]:
            self.assertEqual(len(glm.vec4(*arguments)), 4)
        self.assertEqual(glm.vec4(0, v2, 4), glm.vec4(0, 1, 2, 4))
        self.assertEqual(glm.vec2(v4), v2)

    def test_constructors_refuse_what_is_not_theirs(self):
        for arguments in [(1, 2), (1, 2, 3, 4), ("123",), ("a", 1, 2), (None,), ([1, 2],),
                          (glm.vec2(1),), ([[1, 2, 3]],), (glm.vec2(1), glm.vec2(1))]:
            with self.assertRaises(TypeError, msg=arguments):
                glm.vec3(*arguments)
        with self.assertRaises(ValueError):
            glm.vec3(np.zeros((3, 3)))
        with self.assertRaises(TypeError):
            glm.ivec2(1.5, 2)
        with self.assertRaises(TypeError):
            glm.ivec2([1.0, 2])
        with self.assertRaises(OverflowError):
            glm.uvec2(-1, 0)

    def test_constructors_cast_vectors_and_arrays(self):
        self.assertEqual(glm.ivec2(np.array([1.7, -1.7])), glm.ivec2(1, -1))
        self.assertEqual(glm.ivec2(glm.vec2(1.7, -1.7)), glm.ivec2(1, -1))

    def test_components_have_three_names(self):
        vector = glm.vec4(1, 2, 3, 4)
        for names in ("xyzw", "rgba", "stpq"):
            self.assertEqual([getattr(vector, name) for name in names], [1, 2, 3, 4])
        vector.r, vector.t = 5, 6
        self.assertEqual(vector, glm.vec4(5, 6, 3, 4))
        self.assertFalse(hasattr(glm.vec2(), "z"))
        self.assertFalse(hasattr(glm.vec3(), "w"))
        with self.assertRaises(TypeError):
            vector.x = "1"

    def test_a_column_is_part_of_its_matrix(self):
        matrix = glm.dmat4(1)
        matrix[0][0] = 3
        matrix[3] = [1, 2, 3, 1]
        matrix[3].y = 7
        self.assertEqual((matrix[0][0], matrix[0, 0], matrix[3]), (3, 3, glm.dvec4(1, 7, 3, 1)))
        column = matrix[1]
        column *= 2
        self.assertEqual((matrix[1], column.y), (glm.dvec4(0, 1, 0, 0), 2))
        matrix[1] *= 2
        self.assertEqual(matrix[1][1], 2)
        with self.assertRaises(TypeError):
            matrix[0][0] = "1"
        self.assertEqual(matrix[0][0], 3)

    def test_indices_are_those_of_a_list(self):
        vector = glm.ivec3(1, 2, 3)
        self.assertEqual(list(vector), [1, 2, 3])
        self.assertEqual((vector[-1], vector[2], len(vector)), (3, 3, 3))
        vector[-3] = 9
        self.assertEqual(vector.x, 9)
        for index in (3, -4):
            with self.assertRaises(IndexError):
                vector[index]
            with self.assertRaises(IndexError):
                vector[index] = 0
        self.assertEqual(max(*vector), 9)

    def test_operators_work_on_each_component(self):
        operators = [
            lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b,
        ]
        for prefix in ("vec", "dvec"):
            for n in (2, 3, 4):
                cls = getattr(glm, f"{prefix}{n}")
                dtype = VECTORS[prefix]
                a = random_numbers(n, dtype, 1) + dtype(1)
                b = random_numbers(n, dtype, 2) + dtype(1)
                for operator in operators:
                    expected = cls(operator(a, b))
                    self.assertEqual(operator(cls(a), cls(b)), expected)
                    self.assertEqual(operator(cls(a), b), expected)
                    self.assertEqual(operator(cls(a), b.tolist()), expected)
                    self.assertEqual(operator(cls(a), 2), cls(operator(a, dtype(2))))
                    self.assertEqual(operator(2, cls(a)), cls(operator(dtype(2), a)))

    def test_in_place_operators_change_the_object(self):
        vector = alias = glm.vec2(1, 2)
        vector += glm.vec2(1)
        vector *= vector
        vector -= 1
        vector /= 2
        self.assertIs(vector, alias)
        self.assertEqual(vector, glm.vec2(1.5, 4))
        with self.assertRaises(TypeError):
            vector += "a"
        with self.assertRaises(TypeError):
            vector *= glm.vec3(1)

    def test_integers_divide_as_in_cpp(self):
        self.assertEqual(glm.ivec2(7, -7) / 2, glm.ivec2(3, -3))
        with self.assertRaises(ZeroDivisionError):
            glm.ivec2(1) / 0
        with self.assertRaises(TypeError):
            glm.ivec2(1) * 1.5
        self.assertEqual(-glm.ivec2(1, -2), glm.ivec2(-1, 2))

    def test_different_classes_do_not_mix(self):
        with self.assertRaises(TypeError):
            glm.vec3(1) + glm.dvec3(1)
        with self.assertRaises(TypeError):
            glm.vec3(1) + glm.vec2(1)
        with self.assertRaises(TypeError):
            glm.bvec2(True) + glm.bvec2(True)
        self.assertFalse(glm.vec3(1) == glm.dvec3(1))
        self.assertTrue(glm.vec3(1) != glm.dvec3(1))
        self.assertFalse(glm.vec3(1) == "x")
        self.assertTrue(glm.vec3(1) != None)  # noqa: E711
        with self.assertRaises(TypeError):
            hash(glm.vec3(1))

    def test_numpy_comes_first_beside_an_array_of_other_shape(self):
        points = np.arange(6.0).reshape(2, 3)
        np.testing.assert_array_equal(points * glm.dvec3(1, 2, 3), points * [1, 2, 3])
        np.testing.assert_array_equal(glm.dvec3(1, 2, 3) * points, points * [1, 2, 3])
        np.testing.assert_array_equal(np.sin(glm.dvec2(0, 1)), np.sin([0, 1]))

    def test_text_is_that_of_a_cpp_stream(self):
        for vector, text in [
            (glm.vec3(0.5, 1, 1e-5), "[0.5 1 1e-05]"),
            (glm.dvec2(1 / 3, 1e9), "[0.333333 1e+09]"),
            (glm.ivec2(-1, 2), "[-1 2]"),
            (glm.size2_t(2**64 - 1, 0), "[18446744073709551615 0]"),
            (glm.bvec2(True, False), "[1 0]"),
            (glm.vec2(float("inf"), float("nan")), "[inf nan]"),
        ]:
            self.assertEqual(repr(vector), text)

    def test_pickle_and_copy_are_identity(self):
        for cls, n, dtype in vector_classes():
            vector = cls(random_numbers(n, dtype))
            for duplicate in (
                pickle.loads(pickle.dumps(vector)), copy.copy(vector), copy.deepcopy([vector])[0]
            ):
                self.assertEqual(duplicate, vector)
                self.assertIs(type(duplicate), cls)
                self.assertIsNot(duplicate, vector)

    def test_python_may_inherit(self):
        class Colour(glm.vec4):
            pass

        colour = Colour(1, 0, 0, 1)
        self.assertEqual(colour, glm.vec4(1, 0, 0, 1))
        self.assertIs(type(copy.copy(colour)), Colour)


class Matrices(unittest.TestCase):
    def test_numpy_and_back_is_identity(self):
        for cls, columns, rows, dtype in matrix_classes():
            numbers = random_numbers((rows, columns), dtype)
            matrix = cls(numbers)
            for array in (np.array(matrix), np.asarray(matrix), matrix.array):
                self.assertEqual((array.dtype, array.shape), (dtype, (rows, columns)))
                np.testing.assert_array_equal(array, numbers)
            for column in range(columns):
                for row in range(rows):
                    self.assertEqual(matrix[column, row], numbers[row, column])
                    self.assertEqual(matrix[column][row], numbers[row, column])
            self.assertEqual(cls(np.asfortranarray(numbers)), matrix)

    def test_asarray_is_a_view(self):
        matrix = glm.mat2x3()
        np.asarray(matrix)[2, 1] = 5
        self.assertEqual(matrix[1, 2], 5)

    def test_constructor_overloads(self):
        expected = glm.mat2(1, 2, 3, 4)
        for arguments in [
            (glm.vec2(1, 2), glm.vec2(3, 4)),
            ([1, 2], [3, 4]),
            ([1, 2, 3, 4],),
            ([[1, 2], [3, 4]],),
            ([glm.vec2(1, 2), glm.vec2(3, 4)],),
            (np.array([[1, 3], [2, 4]]),),
            (np.array([1, 2, 3, 4]),),
            (expected,),
            (glm.dmat2(1, 2, 3, 4),),
        ]:
            self.assertEqual(glm.mat2(*arguments), expected, arguments)
        np.testing.assert_array_equal(glm.mat4(1).array, np.eye(4))
        np.testing.assert_array_equal(glm.mat4x2(3).array, 3 * np.eye(2, 4))
        np.testing.assert_array_equal(glm.mat2x4(3).array, 3 * np.eye(4, 2))
        np.testing.assert_array_equal(glm.mat3().array, np.zeros((3, 3)))
        np.testing.assert_array_equal(
            glm.mat3(expected).array, [[1, 3, 0], [2, 4, 0], [0, 0, 1]]
        )
        self.assertEqual(glm.mat2(glm.mat3(expected)), expected)
        for arguments in [(1, 2), (1, 2, 3, 4, 5), ("1234",), ([1, 2, 3],), (None,)]:
            with self.assertRaises(TypeError, msg=arguments):
                glm.mat2(*arguments)
        with self.assertRaises(ValueError):
            glm.mat2(np.zeros((3, 3)))

    def test_products_are_those_of_linear_algebra(self):
        for prefix, dtype in NUMBERS.items():
            for left, c, r, left_dtype in matrix_classes():
                if left_dtype != dtype:
                    continue
                a = random_numbers((r, c), dtype, 1)
                vector = random_numbers(c, dtype, 2)
                row = random_numbers(r, dtype, 3)
                vec = {"": "vec", "d": "dvec", "i": "ivec", "u": "uvec"}[prefix]
                np.testing.assert_array_equal(
                    left(a) * getattr(glm, f"{vec}{c}")(vector), a @ vector
                )
                np.testing.assert_array_equal(getattr(glm, f"{vec}{r}")(row) * left(a), row @ a)
                for right, c2, r2, right_dtype in matrix_classes():
                    if right_dtype != dtype:
                        continue
                    b = random_numbers((r2, c2), dtype, 4)
                    if r2 == c:
                        np.testing.assert_array_equal(left(a) * right(b), a @ b)
                    else:
                        with self.assertRaises(TypeError):
                            left(a) * right(b)

    def test_product_is_associative(self):
        a = glm.dmat3(random_numbers((3, 3), np.float64, 1))
        b = glm.dmat3(random_numbers((3, 3), np.float64, 2))
        v = glm.dvec3(1, 2, 3)
        self.assertEqual((a * b) * v, a * (b * v))
        self.assertEqual(glm.transpose(a * b), glm.transpose(b) * glm.transpose(a))

    def test_other_operators(self):
        m = glm.mat2(1, 2, 3, 4)
        self.assertEqual(m + m, m * 2)
        self.assertEqual(2 * m, m * 2)
        self.assertEqual(m - m, glm.mat2())
        self.assertEqual(m / 2 + m / 2, m)
        self.assertEqual(-m, m * -1)
        n = glm.mat2(m)
        n *= n
        self.assertEqual(n, m * m)
        n += 1
        n -= 1
        n /= 2
        self.assertEqual(n, m * m / 2)
        with self.assertRaises(TypeError):
            m + glm.mat3()
        with self.assertRaises(TypeError):
            m * glm.dmat2()
        with self.assertRaises(TypeError):
            m *= glm.vec2(1)
        self.assertFalse(m == glm.dmat2(m))
        with self.assertRaises(TypeError):
            hash(m)

    def test_columns_can_be_set(self):
        m = glm.mat2x3()
        m[0] = glm.vec3(1, 2, 3)
        m[-1] = [4, 5, 6]
        m[0, 1] = 9
        self.assertEqual(repr(m), "[[1 9 3][4 5 6]]")
        self.assertEqual([list(column) for column in m], [[1, 9, 3], [4, 5, 6]])
        for index in (2, -3, (0, 3), (2, 0)):
            with self.assertRaises(IndexError):
                m[index]
        with self.assertRaises(TypeError):
            m[0] = 1

    def test_pickle_and_copy_are_identity(self):
        for cls, columns, rows, dtype in matrix_classes():
            matrix = cls(random_numbers((rows, columns), dtype))
            for duplicate in (pickle.loads(pickle.dumps(matrix)), copy.deepcopy(matrix)):
                self.assertEqual(duplicate, matrix)
                self.assertIs(type(duplicate), cls)


class Lists(unittest.TestCase):
    def test_they_are_in_both_modules(self):
        for name in ("floatVector", "dvec3Vector", "uvec4Vector"):
            self.assertIs(getattr(inviwopy, name), getattr(glm, name))
        self.assertTrue(hasattr(glm, "mat4x2Vector"))

    def test_they_behave_as_python_lists(self):
        ours, python = glm.intVector([1, 2, 3]), [1, 2, 3]
        for change in [
            lambda x: x.append(4),
            lambda x: x.extend([5, 1]),
            lambda x: x.extend(x),
            lambda x: x.insert(1, 7),
            lambda x: x.pop(),
            lambda x: x.pop(0),
            lambda x: x.remove(7),
            lambda x: x.__setitem__(-1, 8),
            lambda x: x.__setitem__(slice(0, 4, 2), [10, 20]),
            lambda x: x.__delitem__(0),
            lambda x: x.__delitem__(slice(None, None, 3)),
        ]:
            change(ours)
            change(python)
            self.assertEqual(list(ours), python)
        self.assertEqual(list(ours[::-1]), python[::-1])
        self.assertEqual(list(ours[1:3]), python[1:3])
        self.assertEqual((3 in ours, 99 in ours, "a" in ours), (3 in python, False, False))
        self.assertEqual(ours.count(1), python.count(1))
        ours.clear()
        self.assertFalse(ours)
        with self.assertRaises(IndexError):
            ours.pop()
        with self.assertRaises(TypeError):
            ours.append(1.5)
        with self.assertRaises(ValueError):
            ours.remove(1)

    def test_numpy_and_back_is_identity(self):
        for prefix, dtype in {"vec": np.float32, "dvec": np.float64, "ivec": np.int32}.items():
            for n in (2, 3, 4):
                cls = getattr(glm, f"{prefix}{n}Vector")
                numbers = random_numbers((5, n), dtype)
                np.testing.assert_array_equal(np.array(cls(numbers)), numbers)
                self.assertEqual(np.asarray(cls(numbers)).dtype, dtype)
        for cls, columns, rows, dtype in matrix_classes():
            cls = getattr(glm, f"{cls.__name__}Vector")
            numbers = random_numbers((5, rows, columns), dtype)
            matrices = cls(numbers)
            np.testing.assert_array_equal(np.array(matrices), numbers)
            np.testing.assert_array_equal(matrices[2], numbers[2])
        self.assertEqual(np.array(glm.floatVector([1]), dtype=np.int8).dtype, np.int8)
        np.testing.assert_array_equal(
            glm.doubleVector(np.arange(10)[::2]), [0.0, 2.0, 4.0, 6.0, 8.0]
        )
        with self.assertRaises(ValueError):
            glm.vec3Vector(np.zeros((5, 2)))

    def test_elements_are_vectors(self):
        points = glm.vec2Vector([glm.vec2(1, 2), [3, 4]])
        points.append((5, 6))
        self.assertEqual(points[1], glm.vec2(3, 4))
        self.assertIn([5, 6], points)
        self.assertEqual(len(points), 3)
        self.assertEqual(repr(points), "vec2Vector[[1 2], [3 4], [5 6]]")
        self.assertEqual(repr(glm.floatVector([0.5, 1])), "floatVector[0.5, 1]")
        with self.assertRaises(TypeError):
            points.append(1)

    def test_pickle_copy_and_equality(self):
        points = glm.dvec3Vector([[1, 2, 3], [4, 5, 6]])
        for duplicate in (pickle.loads(pickle.dumps(points)), copy.deepcopy(points)):
            self.assertEqual(duplicate, points)
            self.assertIs(type(duplicate), glm.dvec3Vector)
        duplicate.append([7, 8, 9])
        self.assertNotEqual(duplicate, points)
        self.assertEqual(glm.dvec3Vector(points), points)


class Functions(unittest.TestCase):
    def test_each_float_function_is_that_of_numpy(self):
        for name, numpy_name in [
            ("acos", "arccos"), ("asin", "arcsin"), ("atan", "arctan"), ("ceil", "ceil"),
            ("cos", "cos"), ("exp", "exp"), ("floor", "floor"), ("sin", "sin"), ("tan", "tan"),
        ]:
            for cls in (glm.vec2, glm.dvec3, glm.dvec4):
                vector = cls(0.25)
                result = getattr(glm, name)(vector)
                self.assertIs(type(result), cls)
                np.testing.assert_allclose(
                    result, getattr(np, numpy_name)(vector.array), rtol=1e-6
                )
            with self.assertRaises(TypeError):
                getattr(glm, name)(glm.ivec2(1))

    def test_reductions(self):
        for cls, n, dtype in vector_classes():
            if dtype == np.bool_:
                continue
            numbers = random_numbers(n, dtype)
            vector = cls(numbers)
            self.assertEqual(glm.compAdd(vector), numbers.sum())
            self.assertEqual(glm.compMul(vector), numbers.prod())
            self.assertEqual(glm.compMin(vector), numbers.min())
            self.assertEqual(glm.compMax(vector), numbers.max())
            self.assertEqual(glm.abs(vector), vector)

    def test_comparisons(self):
        a, b = glm.ivec3(1, 2, 3), glm.ivec3(3, 2, 1)
        self.assertEqual(glm.lessThan(a, b), glm.bvec3(True, False, False))
        self.assertEqual(glm.lessThanEqual(a, b), glm.bvec3(True, True, False))
        self.assertEqual(glm.greaterThan(a, b), glm.bvec3(False, False, True))
        self.assertEqual(glm.greaterThanEqual(a, b), glm.bvec3(False, True, True))
        self.assertTrue(glm.any(glm.lessThan(a, b)))
        self.assertFalse(glm.all(glm.lessThan(a, b)))
        with self.assertRaises(TypeError):
            glm.all(a)
        with self.assertRaises(TypeError):
            glm.lessThan(a, glm.ivec2(1))

    def test_clamp(self):
        v = glm.vec3(-1, 0.5, 2)
        self.assertEqual(glm.clamp(v, 0, 1), glm.vec3(0, 0.5, 1))
        self.assertEqual(glm.clamp(v, glm.vec3(0), glm.vec3(1, 0.25, 3)), glm.vec3(0, 0.25, 2))

    def test_geometry(self):
        a, b = glm.dvec3(1, 2, 3), glm.dvec3(-2, 0, 5)
        self.assertEqual(glm.dot(a, b), 13)
        self.assertEqual(glm.dot(glm.cross(a, b), a), 0)
        self.assertEqual(glm.dot(glm.cross(a, b), b), 0)
        self.assertEqual(glm.cross(a, b), -glm.cross(b, a))
        self.assertAlmostEqual(glm.length(glm.normalize(a)), 1)
        self.assertEqual(glm.length2(a), glm.dot(a, a))
        self.assertEqual(glm.distance(a, b), glm.length(a - b))
        self.assertEqual(glm.distance2(a, b), glm.length2(a - b))
        self.assertEqual(glm.length([3, 4]), 5)

    def test_rotation_about_z_turns_x_to_y(self):
        quarter = math.pi / 2
        turned = glm.rotate(glm.dvec3(1, 0, 0), quarter, glm.dvec3(0, 0, 2))
        np.testing.assert_allclose(turned, [0, 1, 0], atol=1e-15)
        matrix = glm.rotate(glm.dmat4(1), quarter, glm.dvec3(0, 0, 2))
        np.testing.assert_allclose(matrix * glm.dvec4(1, 0, 0, 1), [0, 1, 0, 1], atol=1e-15)
        before = glm.dmat4(random_numbers((4, 4), np.float64))
        np.testing.assert_allclose(
            glm.rotate(before, 0.3, glm.dvec3(1, 2, 3)),
            before * glm.rotate(glm.dmat4(1), 0.3, glm.dvec3(1, 2, 3)),
        )

    def test_inverse_undoes(self):
        for n in (2, 3, 4):
            numbers = random_numbers((n, n), np.float64, n) + 10 * np.eye(n)
            matrix = getattr(glm, f"dmat{n}")(numbers)
            np.testing.assert_allclose(glm.inverse(matrix) * matrix, np.eye(n), atol=1e-14)
            np.testing.assert_allclose(glm.inverse(matrix), np.linalg.inv(numbers))
            self.assertAlmostEqual(
                glm.determinant(matrix) / np.linalg.det(numbers), 1
            )
        swap = glm.mat2(0, 1, 1, 0)
        self.assertEqual(glm.inverse(swap), swap)
        self.assertEqual(glm.determinant(swap), -1)
        with self.assertRaises(ValueError):
            glm.inverse(glm.mat3())
        with self.assertRaises(TypeError):
            glm.inverse(glm.mat2x3())


if __name__ == "__main__":
    unittest.main()
