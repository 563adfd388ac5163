"""In which order the axes of arrays are, and who says so."""

import importlib.util
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

from inviwopy import data

USE = """
from inviwopy import data

def make(array):
    return data.Volume(array)

def read(holder):
    return holder.data
"""


class Orders(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def load(self, name, text, under=""):
        path = Path(self.folder.name, under, f"{name}.py")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        spec = importlib.util.spec_from_file_location(f"orders_{name}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def order(self, module):
        return {(2, 3, 4): "xyz", (4, 3, 2): "zyx"}[
            tuple(module.make(np.zeros((2, 3, 4), np.uint8)).dimensions)
        ]

    def test_x_is_last_by_default(self):
        self.assertEqual(self.order(self.load("plain", USE)), "zyx")

    def test_a_comment_of_the_file_says_it_and_its_neighbour_does_not_care(self):
        old = self.load("old", "# Name: Old\n# ivw: numpy-order = xyz\n" + USE)
        new = self.load("new", USE)
        array = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
        volume = old.make(array)
        self.assertEqual(tuple(volume.dimensions), (2, 3, 4))
        self.assertTrue((old.read(volume) == array).all())
        self.assertTrue((new.read(volume) == array.T).all())
        self.assertEqual(self.order(old), "xyz")
        self.assertEqual(self.order(new), "zyx")

    def test_a_folder_says_it_for_what_is_below_unless_a_file_says_otherwise(self):
        Path(self.folder.name, ".numpy-order").write_text("xyz\n")
        self.assertEqual(self.order(self.load("a", USE, "deep")), "xyz")
        self.assertEqual(self.order(self.load("b", "# ivw: numpy-order=zyx\n" + USE, "deep")), "zyx")

    def test_a_variable_comes_first(self):
        said = self.load("said", "__numpy_order__ = 'xyz'\n# ivw: numpy-order = zyx\n" + USE)
        self.assertEqual(self.order(said), "xyz")
        wrong = self.load("wrong", "__numpy_order__ = 'yxz'\n" + USE)
        with self.assertRaisesRegex(ValueError, "write 'zyx' or 'xyz'"):
            self.order(wrong)

    def test_an_older_file_that_fills_a_volume_of_zeros_does_so_where_it_meant(self):
        old = self.load(
            "fills",
            "# inviwo: numpy-order = xyz\nfrom inviwopy import data, glm\n"
            "def fill():\n"
            "    volume = data.Volume(glm.size3_t(2, 3, 4), data.formats.DataFLOAT32)\n"
            "    volume.data[1, 2, 3] = 7\n"
            "    return volume\n",
        )
        volume = old.fill()
        self.assertEqual(volume.data[3, 2, 1], 7)
        self.assertEqual(volume.data.sum(), 7)

    def test_layers_turn_too_and_buffers_have_nothing_to_turn(self):
        old = self.load(
            "layers",
            "# ivw: numpy-order = xyz\nfrom inviwopy import data\n"
            "layer = lambda array: data.Layer(array)\nbuffer = lambda array: data.Buffer(array)\n",
        )
        array = np.arange(24, dtype=np.uint16).reshape(2, 3, 4)
        layer = old.layer(array)
        self.assertEqual(tuple(layer.dimensions), (2, 3))
        self.assertTrue((layer.data == array.transpose(1, 0, 2)).all())
        self.assertTrue((old.buffer(array[0]).data == array[0]).all())

    def test_messages_name_the_axes_in_the_order_of_the_file(self):
        old = self.load("messages", "# ivw: numpy-order = xyz\n" + USE)
        with self.assertRaisesRegex(ValueError, r"\(x, y, z\)"):
            old.make(np.zeros((2, 3)))
        with self.assertRaisesRegex(ValueError, r"\(z, y, x\)"):
            data.Volume(np.zeros((2, 3)))

    def test_code_without_a_file_has_the_order_of_the_run(self):
        namespace = {}
        exec(USE, namespace)
        volume = namespace["make"](np.zeros((2, 3, 4)))
        self.assertEqual(tuple(volume.dimensions), (4, 3, 2))
        self.assertNotIn("__numpy_order__", namespace)


class Exchange(unittest.TestCase):
    def test_asarray_shows_the_numbers(self):
        volume = data.Volume(np.arange(24, dtype=np.int16).reshape(2, 3, 4))
        seen = np.asarray(volume)
        self.assertTrue(np.shares_memory(seen, volume.data))
        self.assertEqual(np.asarray(volume, dtype=np.float64).dtype, np.float64)
        volume.data = np.zeros((1, 1, 1), np.int16)
        self.assertEqual(seen.sum(), sum(range(24)))

    def test_dlpack_goes_both_ways(self):
        class OnlyDlpack:
            def __init__(self, array):
                self.array = array

            def __dlpack__(self, **options):
                return self.array.__dlpack__(**options)

            def __dlpack_device__(self):
                return self.array.__dlpack_device__()

        array = np.arange(6, dtype=np.float32).reshape(1, 2, 3)
        volume = data.Volume(OnlyDlpack(array))
        self.assertTrue((volume.data == array).all())
        self.assertEqual(volume.__dlpack_device__(), (1, 0))
        self.assertTrue(np.shares_memory(np.from_dlpack(volume), volume.data))

    def test_a_subclass_may_stand_between(self):
        class Tensor:
            def __array__(self, dtype=None, copy=None):
                return np.ones((2, 2), np.float32)

        self.assertEqual(tuple(data.Layer(Tensor()).dimensions), (2, 2))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
