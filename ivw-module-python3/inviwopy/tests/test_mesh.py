"""Typed meshes by their traits, and sets of numbers."""

import sys
import unittest

import numpy as np

from inviwopy import data
from inviwopy.data import BitSet, buffertraits


class Traits(unittest.TestCase):
    def test_meshes_are_what_they_have_buffers_for(self):
        mesh = data.BasicMesh(data.DrawType.Triangles, data.ConnectivityType.Unconnected)
        self.assertIsInstance(mesh, buffertraits.PositionsBuffer3D)
        self.assertIsInstance(mesh, buffertraits.NormalBuffer)
        self.assertNotIsInstance(mesh, buffertraits.RadiiBuffer)
        self.assertIsInstance(data.SphereMesh(), buffertraits.RadiiBuffer)
        self.assertNotIsInstance(data.Mesh(), buffertraits.PositionsBuffer3D)

    def test_buffers_are_live_and_elements_can_be_set(self):
        mesh = data.SphereMesh()
        mesh.addVertex([1, 2, 3], 0.5, [1, 0, 0, 1])
        mesh.addVertex([4, 5, 6], 0.25, [0, 1, 0, 1])
        self.assertEqual(mesh.getVertices().data.tolist(), [[1, 2, 3], [4, 5, 6]])
        mesh.setVertexPosition(0, [7, 8, 9])
        mesh.setVertexRadius(1, 2.0)
        mesh.setVertexColor(1, [0, 0, 1, 1])
        self.assertEqual(mesh.getVertices().data[0].tolist(), [7, 8, 9])
        self.assertEqual(mesh.getRadii().data.tolist(), [0.5, 2.0])
        self.assertEqual(mesh.getColors().data[1].tolist(), [0, 0, 1, 1])
        self.assertIs(mesh.getVertices(), mesh.buffers[0][1])

    def test_what_is_not_there_says_so(self):
        with self.assertRaises(AttributeError):
            data.ColoredMesh().getRadii()


class Sequences(unittest.TestCase):
    def test_a_sequence_knows_its_objects(self):
        a, b = (data.Volume(np.zeros((1, 1, n))) for n in (1, 2))
        volumes = data.VolumeSequence([a, b, a])
        self.assertEqual((volumes.count(a), a in volumes), (2, True))
        volumes.remove(a)
        self.assertIs(volumes[0], b)
        with self.assertRaises(ValueError):
            volumes.remove(data.Volume(np.zeros((1, 1, 1))))


class BitSets(unittest.TestCase):
    def test_truth_values_stand_for_places(self):
        self.assertEqual(BitSet([True, False, True]).toVector(), [0, 2])
        self.assertEqual(BitSet(list(np.array([0, 1]) > 0)).toVector(), [1])
        self.assertEqual(BitSet([1, 0, 5]).toVector(), [0, 1, 5])

    def test_operators_are_those_of_sets(self):
        rng = np.random.default_rng(3)
        for _ in range(50):
            one, other = ({*rng.integers(0, 30, 12).tolist()} for _ in range(2))
            a, b = BitSet(one), BitSet(other)
            for name in ("and", "or", "xor", "sub"):
                operator = f"__{name}__"
                expected = getattr(one, operator)(other)
                self.assertEqual([*getattr(a, operator)(b)], sorted(expected))
                copy = BitSet(a)
                self.assertIs(getattr(copy, f"__i{name}__")(b), copy)
                self.assertEqual({*copy}, expected)
            self.assertEqual(a.orCardinality(b), len(one | other))
            self.assertEqual(a.jaccardIndex(b), len(one & other) / len(one | other))
            self.assertEqual(a.rank(10), sum(n <= 10 for n in one))
            self.assertEqual(a.intersect(b), bool(one & other))
            self.assertEqual((a & b).isSubsetOf(a), True)

    def test_ranges(self):
        numbers = BitSet()
        numbers.addRange(2, 5)
        numbers.addRangeClosed(8, 9)
        self.assertEqual(str(numbers), "{2,3,4,8,9}")
        numbers.flipRange(4, 9)
        self.assertEqual(numbers.toVector(), [2, 3, 5, 6, 7, 9])
        self.assertEqual((numbers.min(), numbers.max(), len(numbers)), (2, 9, 6))
        self.assertTrue(numbers.containsRange(5, 8))
        self.assertEqual((numbers.addChecked(2), numbers.removeChecked(2)), (False, True))

    def test_what_is_no_row_is_refused(self):
        with self.assertRaises(OverflowError):
            BitSet([-1])
        with self.assertRaises(OverflowError):
            BitSet([1 << 32])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
