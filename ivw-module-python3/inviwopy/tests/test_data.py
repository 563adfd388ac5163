"""Laws of `inviwopy.data`: what goes in comes out, and nobody is surprised by a change."""

import gc
import pathlib
import sys
import tempfile
import threading
import tracemalloc
import unittest

import numpy as np

from inviwopy import data, glm
from inviwopy.data import _Published as Published
from inviwopy.data import formats

DTYPES = [np.dtype(name) for name in "f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8".split()]
CLASSES = {data.Volume: (5, 7, 6), data.Layer: (9, 70), data.Buffer: (11,)}


def address(array):
    """Where the first number of an array is."""
    return array.__array_interface__["data"][0]


def random_numbers(shape, dtype, seed=1):
    """Numbers with all their bytes in use; a few NaN among floats."""
    dtype = np.dtype(dtype)
    rng = np.random.default_rng(seed)
    if dtype.kind != "f":
        return rng.integers(np.iinfo(dtype).min, np.iinfo(dtype).max, shape, dtype, endpoint=True)
    numbers = rng.normal(size=shape).astype(dtype)
    numbers.flat[:: max(numbers.size // 3, 1)] = np.nan
    return numbers


def layouts(array):
    """The same numbers in other orders in memory."""
    yield "C", array
    yield "Fortran", np.asfortranarray(array)
    yield "big-endian", array.astype(array.dtype.newbyteorder(">"))
    yield "read-only", read_only(array)
    for axis in range(array.ndim):
        yield f"reversed {axis}", np.ascontiguousarray(np.flip(array, axis))[
            (slice(None),) * axis + (slice(None, None, -1),)
        ]
        wide = np.repeat(array, 2, axis)
        yield f"strided {axis}", wide[(slice(None),) * axis + (slice(None, None, 2),)]
        yield f"moved {axis}", np.moveaxis(np.ascontiguousarray(np.moveaxis(array, axis, 0)), 0, axis)
    unaligned = np.frombuffer(b"x" + array.tobytes(), np.uint8)[1:].view(array.dtype)
    yield "unaligned", unaligned.reshape(array.shape)


def read_only(array):
    """The array, protected."""
    array = array.copy()
    array.flags.writeable = False
    return array


class NumpyAndBack(unittest.TestCase):
    def check(self, cls, array, name):
        for what, arranged in layouts(array):
            with self.subTest(cls=cls.__name__, format=name, layout=what):
                back = cls(arranged).data
                np.testing.assert_array_equal(back, array)
                self.assertEqual(back.dtype, array.dtype)
                self.assertTrue(back.flags.c_contiguous)

    def test_every_type_and_layout_comes_back(self):
        for cls, shape in CLASSES.items():
            for dtype in DTYPES:
                for components in (1, 2, 3, 4):
                    full = shape if components == 1 else (*shape, components)
                    array = random_numbers(full, dtype)
                    self.check(cls, array, f"{components} {dtype}")

    def test_one_component_may_have_an_axis(self):
        array = random_numbers((4, 5, 6, 1), np.float32)
        np.testing.assert_array_equal(data.Volume(array).data, array[..., 0])

    def test_big_arrays_are_copied_right_by_several_threads(self):
        array = random_numbers((130, 140, 150), np.uint16)
        for what, arranged in layouts(array):
            with self.subTest(layout=what):
                np.testing.assert_array_equal(data.Volume(arranged).data, array)

    def test_a_broadcast_array_is_filled(self):
        array = np.broadcast_to(np.arange(4, dtype=np.int16), (2, 3, 4))
        np.testing.assert_array_equal(data.Volume(array).data, array)

    def test_what_numpy_understands_is_taken(self):
        nested = [[[1.0, 2.0], [3.0, 4.0]]]
        np.testing.assert_array_equal(data.Volume(nested).data, np.array(nested))
        np.testing.assert_array_equal(data.Buffer(memoryview(b"abc")).data, list(b"abc"))

    def test_axes_run_from_z_to_x(self):
        volume = data.Volume(np.zeros((2, 3, 4), np.uint8))
        self.assertEqual(list(volume.dimensions), [4, 3, 2])
        layer = data.Layer(np.zeros((2, 3, 4), np.uint8))
        self.assertEqual(list(layer.dimensions), [3, 2])

    def test_a_size_and_a_format_make_zeros(self):
        for format in vars(formats).values():
            if isinstance(format, data.DataFormat):
                volume = data.Volume(glm.size3_t(4, 3, 2), format)
                shape = (2, 3, 4) if format.components == 1 else (2, 3, 4, format.components)
                np.testing.assert_array_equal(volume.data, np.zeros(shape, format.dtype))
                self.assertEqual(volume.format, format)
        volume = data.Volume(
            size=[4, 3, 2],
            format=formats.DataVec2UINT8,
            swizzleMask=data.SwizzleMask.redGreen,
            interpolation=data.InterpolationType.Nearest,
            wrapping=[data.Wrapping.Repeat, data.Wrapping.Clamp, data.Wrapping.Mirror],
        )
        self.assertEqual(volume.swizzlemask, data.SwizzleMask.redGreen)
        self.assertEqual(volume.interpolation, data.InterpolationType.Nearest)
        self.assertEqual(
            volume.wrapping, [data.Wrapping.Repeat, data.Wrapping.Clamp, data.Wrapping.Mirror]
        )

    def test_data_assigned_is_data_read(self):
        volume = data.Volume(np.zeros((2, 3, 4), np.uint8))
        array = random_numbers((5, 2, 3, 2), np.float32)
        volume.data = array.transpose(2, 1, 0, 3)
        np.testing.assert_array_equal(volume.data, array.transpose(2, 1, 0, 3))
        self.assertEqual(list(volume.dimensions), [5, 2, 3])
        self.assertEqual(volume.format, formats.DataVec2FLOAT32)
        buffer = data.BufferVec3FLOAT32(4)
        buffer.data = np.ones((9, 3), np.float32)
        self.assertEqual(buffer.size, 9)
        with self.assertRaisesRegex(ValueError, "holds Vec3FLOAT32, but the array is Vec3FLOAT64"):
            buffer.data = np.ones((9, 3))

    def test_another_shape_of_the_same_numbers_is_taken(self):
        volume = data.Volume(np.arange(24, dtype=np.uint8).reshape(2, 3, 4))
        volume.data = volume.data.reshape(4, 3, 2)
        self.assertEqual(list(volume.dimensions), [2, 3, 4])
        np.testing.assert_array_equal(volume.data.ravel(), np.arange(24))


class Errors(unittest.TestCase):
    def fails(self, error, text, function, *args, **kwargs):
        with self.assertRaises(error) as caught:
            function(*args, **kwargs)
        self.assertIn(text, str(caught.exception))

    def test_types_that_have_no_format(self):
        shape = (2, 2, 2)
        ways_out = {
            "bool": "array.astype(numpy.uint8)",
            "complex64": "array.real",
            "longdouble": "array.astype(numpy.float64)",
            "object": "array.astype(numpy.float32)",
            "datetime64[s]": "array.astype(numpy.int64)",
            "U3": "an array of numbers",
            "i4,f4": "one field",
        }
        for dtype, way_out in ways_out.items():
            if np.dtype(dtype) == np.float64:
                continue
            with self.subTest(dtype=dtype):
                self.fails(ValueError, way_out, data.Volume, np.zeros(shape, dtype))
                self.fails(ValueError, "a volume cannot hold", data.Volume, np.zeros(shape, dtype))

    def test_shapes(self):
        of = np.zeros
        self.fails(ValueError, "(z, y, x) or (z, y, x, components)", data.Volume, of((2, 2)))
        self.fails(ValueError, "array[numpy.newaxis]", data.Volume, of((2, 2)))
        self.fails(ValueError, "got 5 dimensions", data.Volume, of((2, 2, 2, 2, 2)))
        self.fails(ValueError, "has 5 components for each voxel", data.Volume, of((2, 2, 2, 5)))
        self.fails(ValueError, "array[..., :4]", data.Volume, of((2, 2, 2, 5)))
        self.fails(ValueError, "(0, 2, 2) has no numbers", data.Volume, of((0, 2, 2)))
        self.fails(ValueError, "has no numbers", data.Volume, of((2, 2, 2, 0)))
        self.fails(ValueError, "(y, x) or (y, x, components)", data.Layer, of(2))
        self.fails(ValueError, "(n,) or (n, components)", data.Buffer, of((2, 2, 2)))
        self.assertEqual(data.Buffer(of((0, 3))).size, 0)
        self.fails(ValueError, "0 components", data.Buffer, of((3, 0)))

    def test_things_that_are_no_arrays(self):
        for thing in ("text", None, 3, len):
            self.fails(TypeError, "a volume is made from a numpy array", data.Volume, thing)
        self.fails(TypeError, "has no argument 'colour'", data.Volume, [1, 1, 1], colour=3)
        self.fails(TypeError, "lacks the argument 'format'", data.Volume, size=[1, 1, 1])
        self.fails(
            ValueError, "each axis has 1 to", data.Volume, [0, 1, 1], formats.DataUINT8
        )
        self.fails(
            MemoryError, "no memory for", data.Volume, [1 << 17] * 3, formats.DataVec4FLOAT64
        )

    def test_arrays_are_no_data(self):
        self.fails(TypeError, "make Volume(array)", Published, np.zeros((2, 2, 2)))
        self.fails(TypeError, "expected data of inviwopy.data", Published, 3)

    def test_fixed_formats(self):
        floats = np.zeros((4, 3), np.float64)
        self.fails(ValueError, "array.astype(numpy.float32)", data.BufferVec3FLOAT32, floats)
        self.fails(ValueError, "reshape it to (n, 2)", data.BufferVec2FLOAT64, floats)
        self.fails(TypeError, "needs a format", data.Buffer, 4)
        indices = data.Buffer(np.arange(3))
        self.fails(TypeError, "indices are UINT32, not INT64", data.Mesh().addIndices,
                   data.MeshInfo(), indices)


class Aliasing(unittest.TestCase):
    def test_a_later_change_of_the_array_does_not_reach_the_volume(self):
        for cls, shape in CLASSES.items():
            array = np.zeros(shape, np.float32)
            made, assigned = cls(array), cls(np.ones(shape, np.float32))
            assigned.data = array
            array[...] = 7
            for it in (made, assigned):
                self.assertEqual(it.data.max(), 0)

    def big(self):
        """A temporary that is worth taking over; remembers where it is."""
        array = np.zeros((64, 64, 128), np.float32)
        self.where = address(array)
        return array

    @unittest.skipIf(sys.version_info >= (3, 14), "temporaries cannot be told from variables")
    def test_a_temporary_is_taken_over(self):
        volume = data.Volume(self.big())
        self.assertEqual(address(volume.data), self.where)
        volume.data[1, 2, 3] = 5
        self.assertEqual(volume.data[1, 2, 3], 5)
        array = volume.data
        del volume
        gc.collect()
        self.assertEqual(array[1, 2, 3], 5)

    def test_an_array_with_another_holder_is_copied(self):
        def forward(*args):
            return data.Volume(*args), args

        def keyword(array):
            return data.Volume(data=array)

        array = self.big()
        self.assertNotEqual(address(data.Volume(array).data), self.where)
        view = array[...]
        del array
        self.assertNotEqual(address(data.Volume(view.base).data), self.where)
        volume, _held = forward(self.big())
        self.assertNotEqual(address(volume.data), self.where)
        self.assertNotEqual(address(keyword(self.big()).data), self.where)
        self.assertNotEqual(address(data.Volume(self.big()[1:]).data), self.where)
        held = [self.big()]
        volume = next(map(data.Volume, held))
        self.assertNotEqual(address(volume.data), self.where)

    def test_a_holder_that_cannot_be_seen_cannot_write(self):
        held = [self.big()]
        volume = data.Volume(*held)
        try:
            held[0][...] = 7
        except ValueError:
            pass
        self.assertEqual(volume.data.max(), 0)

    def test_an_array_outlives_its_object(self):
        for cls, shape in CLASSES.items():
            expected = random_numbers(shape, np.int32)
            it = cls(expected)
            array, part = it.data, it.data[1:]
            del it
            gc.collect()
            np.testing.assert_array_equal(array, expected)
            np.testing.assert_array_equal(part, expected[1:])
            array[...] = 3
            np.testing.assert_array_equal(part, np.full_like(part, 3))

    def test_data_is_no_copy_and_can_be_written(self):
        for cls, shape in CLASSES.items():
            it = cls(np.zeros(shape, np.float32))
            self.assertEqual(address(it.data), address(it.data))
            it.data[...] = 3
            it.data += 1
            self.assertEqual((it.data.min(), it.data.max()), (4, 4))

    def test_arrays_of_replaced_data_stay_as_they_were(self):
        volume = data.Volume(np.zeros((2, 2, 2), np.float32))
        old = volume.data
        volume.data = np.ones((3, 3, 3), np.float32)
        old[...] = 5
        self.assertEqual(volume.data.max(), 1)

    def test_a_clone_has_its_own_numbers(self):
        for held in (False, True):
            volume = data.Volume(np.zeros((2, 2, 2), np.float32))
            array = volume.data if held else None
            clone = volume.clone()
            if held:
                array[...] = 9
                self.assertEqual(volume.data.max(), 9)
            clone.data[...] = 3
            volume.data[0, 0, 0] = 1
            self.assertEqual(clone.data.min(), 3)
            clone.offset = [1, 2, 3]
            self.assertEqual(volume.offset, glm.vec3(0))

    def test_many_threads_may_read_and_clone(self):
        volume = data.Volume(np.arange(1 << 18, dtype=np.uint32).reshape(64, 64, 64))
        failed = []

        def work():
            for _ in range(50):
                if volume.clone().data[1, 2, 3] != 64 * 64 + 2 * 64 + 3:
                    failed.append(1)
                volume.dataMap.dataRange = [0, 1]

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failed, [])


class Publishing(unittest.TestCase):
    """`_Published(object)` is `setData`, its `get()` is `getData` of an inport."""

    def test_published_data_never_changes(self):
        for cls, shape in CLASSES.items():
            it = cls(np.zeros(shape, np.float32))
            array = it.data
            first = Published(it)
            array[...] = 1
            second = Published(it)
            del array
            third = Published(it)
            it.data[...] = 2
            maxima = [handle.get().data.max() for handle in (first, second, third)]
            self.assertEqual(maxima, [0, 1, 1])
            self.assertEqual(it.data.max(), 2)

    def test_publishing_without_an_array_is_no_copy(self):
        volume = data.Volume(np.zeros((64, 64, 64), np.float32))
        where = address(volume.data)
        handle = Published(volume)
        self.assertEqual(address(handle.get().data), where)
        self.assertNotEqual(address(volume.data), where)

    def test_data_out_of_a_port_is_read_only(self):
        for cls, shape in CLASSES.items():
            it = Published(cls(np.zeros(shape, np.float32))).get()
            with self.assertRaises(ValueError):
                it.data[...] = 1
            with self.assertRaises(ValueError):
                it.data.flags.writeable = True
            clone = it.clone()
            clone.data[...] = 1
            self.assertEqual((it.data.max(), clone.data.max()), (0, 1))
            it.data = np.ones(shape, np.float32)
            it.data[...] = 4

    def test_placement_of_data_out_of_a_port_is_copied_on_write(self):
        handle = Published(data.Volume(np.zeros((2, 2, 2), np.float32)))
        volume = handle.get()
        volume.modelMatrix = glm.mat4(3)
        volume.dataMap.valueRange = [5, 6]
        self.assertEqual(handle.get().modelMatrix, glm.mat4(1))
        self.assertEqual(list(handle.get().dataMap.valueRange), [0, 1])
        again = Published(volume)
        self.assertEqual(again.get().modelMatrix, glm.mat4(3))
        self.assertEqual(address(again.get().data), address(handle.get().data))

    def test_passing_on_is_the_same_data(self):
        objects = [
            data.Volume(np.zeros((2, 2, 2))),
            data.Layer(np.zeros((2, 2))),
            data.Image([2, 2], formats.DataVec4UINT8),
            data.Buffer(np.zeros(3)),
            data.BasicMesh(),
        ]
        for it in objects:
            handle = Published(it)
            out = handle.get()
            str(out)
            self.assertTrue(Published(out).is_same(handle), repr(it))

    def test_types(self):
        types = {
            "ivw.Volume/1": data.Volume(np.zeros((2, 2, 2))),
            "ivw.Layer/1": data.Layer(np.zeros((2, 2))),
            "ivw.Image/1": data.Image([2, 2], formats.DataVec4UINT8),
            "ivw.Array/1": data.BufferFLOAT32(3),
            "ivw.Mesh/1": data.SphereMesh(),
            "ivw.VolumeSequence/1": data.VolumeSequence([data.Volume(np.zeros((2, 2, 2)))]),
            "ivw.MeshSequence/1": data.MeshSequence([data.Mesh()]),
        }
        for name, it in types.items():
            handle = Published(it)
            self.assertEqual(handle.type_name, name)
            self.assertEqual(Published(handle.get()).type_name, name)
        self.assertIs(type(Published(types["ivw.Array/1"]).get()), data.BufferFLOAT32)

    @unittest.skipIf(sys.version_info >= (3, 14), "temporaries cannot be told from variables")
    def test_adopted_memory_is_given_back_on_any_thread(self):
        tracemalloc.start()
        self.addCleanup(tracemalloc.stop)
        handle = Published(data.Volume(np.zeros((64, 64, 128), np.float32)))
        before, _ = tracemalloc.get_traced_memory()
        thread = threading.Thread(target=handle.clear)
        thread.start()
        thread.join()
        data.Volume(np.zeros((2, 2, 2)))  # any call gives back what was released
        after, _ = tracemalloc.get_traced_memory()
        self.assertLess(after, before - (1 << 21) + (1 << 17))


class Meaning(unittest.TestCase):
    def test_ranges_of_new_data_are_those_of_the_format(self):
        ranges = {np.float32: [0, 1], np.uint8: [0, 255], np.int16: [-32768, 32767]}
        for dtype, expected in ranges.items():
            volume = data.Volume(np.zeros((2, 2, 2), dtype))
            self.assertEqual(list(volume.dataMap.dataRange), expected)
            self.assertEqual(list(volume.dataMap.valueRange), expected)

    def test_the_data_map_is_a_view(self):
        for it in (data.Volume(np.zeros((2, 2, 2))), data.Layer(np.zeros((2, 2)))):
            it.dataMap.dataRange = glm.dvec2(-1, 2)
            it.dataMap.valueRange = [3, 4]
            it.dataMap.valueAxis.name = "density"
            it.dataMap.valueAxis.unit = data.Unit("kg/m^3")
            it.axes[1].name = "latitude"
            self.assertEqual(list(it.dataMap.dataRange), [-1, 2])
            self.assertEqual(list(it.dataMap.valueRange), [3, 4])
            self.assertEqual(repr(it.dataMap.valueAxis), "density [kg/m^3]")
            self.assertEqual(it.axes[1].name, "latitude")
            self.assertIn("density [kg/m^3]", repr(it))
            other = data.DataMapper()
            other.dataRange = [0, 9]
            it.dataMap = other
            other.dataRange = [0, 8]
            self.assertEqual(list(it.dataMap.dataRange), [0, 9])
            it.axes = [data.Axis(name, data.Unit("m")) for name in "abc"[: len(it.axes)]]
            self.assertEqual([axis.name for axis in it.axes], list("abc")[: len(it.axes)])

    def test_basis_and_offset_are_parts_of_the_model_matrix(self):
        objects = [data.Volume(np.zeros((2, 2, 2))), data.Layer(np.zeros((2, 2))), data.Mesh()]
        for it in objects:
            it.basis = glm.mat3(2)
            it.offset = glm.vec3(1, 2, 3)
            expected = glm.mat4(2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 1, 2, 3, 1)
            self.assertEqual(it.modelMatrix, expected)
            self.assertEqual(it.worldMatrix, glm.mat4(1))
            it.modelMatrix = glm.mat4(1)
            self.assertEqual((it.basis, it.offset), (glm.mat3(1), glm.vec3(0)))

    def test_like_is_the_same_place(self):
        volume = data.Volume(np.zeros((2, 2, 2), np.uint8))
        volume.basis = glm.mat3(4)
        volume.wrapping = [data.Wrapping.Repeat] * 3
        other = volume.like(np.ones((4, 4, 4), np.float32))
        self.assertEqual(other.basis, glm.mat3(4))
        self.assertEqual(other.wrapping, [data.Wrapping.Repeat] * 3)
        self.assertEqual(list(other.dimensions), [4, 4, 4])
        self.assertEqual(list(other.dataMap.dataRange), [0, 1])

    def test_units(self):
        unit = data.Unit("m/s")
        self.assertEqual((str(unit), unit.to_string("{: [}")), ("m/s", " [m/s]"))
        self.assertEqual(data.Unit("").to_string("{: [}"), "")
        self.assertEqual(data.Unit("m"), data.Unit("m"))

    def test_representations_of_voxels_and_pixels(self):
        array = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
        py = data.VolumePy(array, data.SwizzleMask.luminance, data.InterpolationType.Nearest)
        self.assertIs(py.data, array)
        volume = data.Volume(py)
        np.testing.assert_array_equal(volume.data, array)
        self.assertEqual(volume.swizzlemask, data.SwizzleMask.luminance)
        self.assertEqual(volume.interpolation, data.InterpolationType.Nearest)
        zeros = data.VolumePy(glm.size3_t(4, 3, 2), formats.DataFLOAT32)
        self.assertEqual((zeros.data.shape, zeros.data.dtype), ((2, 3, 4), np.float32))
        volume.getEditableVolumePyRepresentation().data[...] = 9
        self.assertEqual(volume.data.min(), 9)
        layer_py = data.LayerPy(array[0], data.LayerType.Depth, wrapping=[data.Wrapping.Mirror] * 2)
        layer = data.Layer(layer_py)
        self.assertEqual(layer.layertype, data.LayerType.Depth)
        self.assertEqual(layer.wrapping, [data.Wrapping.Mirror] * 2)
        np.testing.assert_array_equal(layer.data, array[0])

    def test_formats(self):
        self.assertEqual(formats.DataVec4UINT8.components, 4)
        self.assertEqual(formats.DataVec4UINT8.size, 4)
        self.assertEqual(formats.DataFLOAT32.precision, 32)
        self.assertEqual(formats.DataVec3INT16.numericType, formats.NumericType.SignedInteger)
        self.assertEqual(formats.DataVec3INT16.id, formats.DataFormatId.Vec3INT16)
        self.assertEqual((formats.DataINT8.lowest, formats.DataINT8.max), (-128, 127))
        self.assertEqual(str(formats.DataVec2FLOAT64), "Vec2FLOAT64")
        found = [f for f in vars(formats).values() if isinstance(f, data.DataFormat)]
        self.assertEqual(len(set(found)), 44)
        for format in found:
            self.assertEqual(format.id.name, str(format))

    def test_swizzles(self):
        red, zero = data.ImageChannel.Red, data.ImageChannel.Zero
        mask = data.SwizzleMask(red, red, zero, alpha=data.ImageChannel.One)
        self.assertEqual(repr(mask), "rr01")
        self.assertEqual(data.SwizzleMask(), data.SwizzleMask.rgba)
        self.assertEqual(data.SwizzleMask(mask), mask)
        self.assertEqual(data.SwizzleMask.defaultData(2), data.SwizzleMask.redGreen)
        self.assertEqual(data.SwizzleMask.defaultColor(2), data.SwizzleMask.luminanceAlpha)

    def test_wrapping_has_one_value_for_each_axis(self):
        volume = data.Volume(np.zeros((2, 2, 2)))
        volume.wrapping = data.Wrapping.Mirror
        self.assertEqual(volume.wrapping, [data.Wrapping.Mirror] * 3)
        with self.assertRaisesRegex(ValueError, "list of 3 values"):
            volume.wrapping = [data.Wrapping.Clamp] * 2


class ImagesAndMeshes(unittest.TestCase):
    def test_layers_of_an_image_are_views(self):
        image = data.Image(glm.size2_t(4, 3), formats.DataVec4UINT8)
        self.assertEqual(list(image.dimensions), [4, 3])
        image.colorLayers[0].data[...] = 7
        self.assertEqual(image.colorLayers[0].data.min(), 7)
        self.assertEqual(image.depth.data.min(), 1)
        self.assertEqual(image.picking.data.shape, (3, 4, 4))
        clone = image.clone()
        clone.colorLayers[0].data[...] = 1
        self.assertEqual(image.colorLayers[0].data.min(), 7)
        layer = data.Layer(np.zeros((3, 4), np.float32))
        self.assertIs(data.Image(layer).colorLayers[0], layer)
        image.addColorLayer(layer)
        self.assertEqual(len(image.colorLayers), 2)
        image.setDimensions([2, 2])
        self.assertEqual(layer.data.shape, (2, 2))
        with self.assertRaisesRegex(ValueError, "same dimensions"):
            image.addColorLayer(data.Layer(np.zeros((5, 5))))
        with self.assertRaisesRegex(TypeError, r"Image\(Layer\(array\)\)"):
            data.Image(np.zeros((5, 5)))

    def test_buffers_of_a_mesh_are_views(self):
        mesh = data.Mesh(data.DrawType.Triangles, data.ConnectivityType.Unconnected)
        positions = data.BufferVec3FLOAT32(np.zeros((3, 3), np.float32))
        mesh.addBuffer(data.BufferType.PositionAttrib, positions)
        info = data.BufferInfo(data.BufferType.ColorAttrib, 7)
        mesh.addBuffer(info, data.Buffer(np.ones((3, 4), np.float32)))
        indices = mesh.addIndexBuffer(data.DrawType.Lines, data.ConnectivityType.Strip)
        indices.size = 3
        indices.data[1] = 2
        positions.data[1] = [1, 2, 3]
        (kind, buffer), (color, _) = mesh.buffers
        self.assertEqual(kind.type, data.BufferType.PositionAttrib)
        self.assertEqual(list(buffer.data[1]), [1, 2, 3])
        self.assertEqual((color.type, color.location), (data.BufferType.ColorAttrib, 7))
        ((topology, list_),) = mesh.indexBuffers
        self.assertEqual((topology.dt, topology.ct), (data.DrawType.Lines, data.ConnectivityType.Strip))
        self.assertEqual(list(list_.data), [0, 2, 0])
        self.assertIsInstance(list_, data.IndexBufferUINT32)
        mesh.addIndicies(data.MeshInfo(), data.IndexBufferUINT32(np.arange(3, dtype=np.uint32)))
        mesh.removeIndexBuffer(-1)
        mesh.removeBuffer(1)
        self.assertEqual((len(mesh.buffers), len(mesh.indexBuffers)), (1, 1))
        self.assertEqual(mesh.defaultMeshInfo.dt, data.DrawType.Triangles)
        with self.assertRaises(IndexError):
            mesh.removeBuffer(5)

    def test_vertices_arrive_in_all_buffers(self):
        white, origin = glm.vec4(1), glm.vec3(0)
        meshes = {
            data.BasicMesh: (glm.vec3(1), glm.vec3(2), glm.vec3(3), white),
            data.ColoredMesh: (glm.vec3(1), white),
            data.SphereMesh: (glm.vec3(1), 2.0, white),
            data.PosTexColorMesh: (glm.vec3(1), glm.vec3(3), white),
        }
        for cls, vertex in meshes.items():
            mesh = cls(data.DrawType.Points, data.ConnectivityType.Unconnected)
            numbers = [mesh.addVertex(*vertex) for _ in range(3)]
            self.assertEqual(len(mesh.buffers[0][1]), 3)
            numbers.append(mesh.addVertex(*vertex))
            self.assertEqual(numbers, [0, 1, 2, 3])
            mesh.setVertex(1, origin, *vertex[1:])
            for (_, buffer), part in zip(mesh.buffers, vertex):
                self.assertEqual(len(buffer), 4)
                np.testing.assert_array_equal(buffer.data[2], np.float32(part))
            self.assertEqual(list(mesh.buffers[0][1].data[1]), [0, 0, 0])
            other = cls(data.DrawType.Lines, data.ConnectivityType.Strip, [vertex] * 2, [0, 1])
            self.assertEqual(list(other.indexBuffers[0][1].data), [0, 1])
            self.assertIsInstance(mesh, data.Mesh)
            with self.assertRaises(IndexError):
                mesh.setVertex(9, *vertex)

    def test_sequences_are_lists(self):
        for cls, of in ((data.VolumeSequence, lambda: data.Volume(np.zeros((2, 2, 2)))),
                        (data.MeshSequence, data.Mesh)):
            items = [of() for _ in range(4)]
            sequence = cls(items[:2])
            sequence.append(items[2])
            sequence.insert(0, items[3])
            self.assertEqual([items.index(item) for item in sequence], [3, 0, 1, 2])
            self.assertIs(sequence[-1], items[2])
            self.assertIs(sequence.front(), items[3])
            sequence.erase(0)
            self.assertEqual(len(cls(sequence)), 3)
            self.assertTrue(sequence)
            sequence.clear()
            self.assertFalse(sequence)
            with self.assertRaises(IndexError):
                sequence[0]
            with self.assertRaises(TypeError):
                sequence.extend([3])

    def test_typed_buffers(self):
        for format in vars(formats).values():
            if not isinstance(format, data.DataFormat):
                continue
            shape = (3,) if format.components == 1 else (3, format.components)
            array = np.ones(shape, format.dtype)
            for prefix in ("Buffer", "IndexBuffer"):
                cls = getattr(data, f"{prefix}{format}")
                np.testing.assert_array_equal(cls(array).data, array)
                zeros = cls(3, data.BufferUsage.Dynamic)
                np.testing.assert_array_equal(zeros.data, np.zeros(shape, format.dtype))
                self.assertIs(type(zeros.clone()), cls)
        buffer = data.Buffer(np.arange(4, dtype=np.float32))
        buffer.size = 6
        self.assertEqual(list(buffer.data), [0, 1, 2, 3, 0, 0])


class TransferFunctions(unittest.TestCase):
    def test_points_may_be_written_in_many_ways(self):
        red = glm.vec4(1, 0, 0, 0.5)
        ways = [
            data.TFPrimitiveData(0.5, red),
            data.TFPrimitiveData(0.5, 0.5, glm.vec3(1, 0, 0)),
            data.TFPrimitiveData([0.5, red]),
            data.TFPrimitiveData(pos=0.5, opacity=0.5, color=[1, 0, 0]),
            data.TFPrimitiveData(pos=0.5, colorAndOpacity=red),
            data.TFPrimitive(0.5, red),
        ]
        for way in ways:
            self.assertEqual(way, ways[0])
        self.assertEqual(repr(data.TFPrimitiveData(0.5, "#ff000080")),
                         "<TFPrimitiveData: 0.5, #ff000080>")
        with self.assertRaisesRegex(ValueError, "write #rrggbb"):
            data.TFPrimitiveData(0.5, "red")

    def test_a_transfer_function_is_sorted_and_sampled(self):
        tf = data.TransferFunction([[1.0, glm.vec4(1)], [0.0, glm.vec4(0)]])
        self.assertEqual([point.pos for point in tf], [0, 1])
        self.assertEqual(tf.sample(0.25), glm.vec4(0.25))
        tf.add(0.5, glm.vec4(1, 0, 0, 1))
        tf.add(glm.dvec2(0.75, 0.25))
        self.assertEqual(tf.size, 4)
        self.assertEqual(tf[2].color, glm.vec4(1, 0.5, 0.5, 0.25))
        tf[1].pos = 0.6
        tf[-1].color = glm.vec3(0, 1, 0)
        self.assertEqual(tf[1].pos, 0.6)
        self.assertEqual(tf[3].color, glm.vec4(0, 1, 0, 1))
        tf.remove(tf[0])
        self.assertEqual(len(tf), 3)
        tf.mask = [0.1, 0.9]
        self.assertEqual(list(tf.mask), [0.1, 0.9])
        tf.clearMask()
        tf.set([data.TFPrimitiveData(0.5, "#fff")])
        self.assertEqual(repr(tf), "<TransferFunction:  1 points\n    0.5, #ffffffff>")
        tf.clear()
        self.assertTrue(tf.empty)
        with self.assertRaises(IndexError):
            tf[0]

    def test_save_then_load_is_identity(self):
        points = [[0.1, glm.vec4(0.1, 0.2, 0.3, 0.4)], [0.9, "#123456"]]
        kind = data.TFPrimitiveSetType.Absolute
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "function.itf"
            for cls in (data.TransferFunction, data.IsoValueCollection):
                written = cls(points, kind)
                cls.save(written, path)
                self.assertEqual(cls.load(path), written)
                self.assertEqual(cls.load(str(path)).type, kind)


class Cameras(unittest.TestCase):
    def test_matrices(self):
        cameras = [data.PerspectiveCamera(), data.OrthographicCamera(),
                   data.SkewedPerspectiveCamera(frustumOffset=[0.5, 0])]
        for camera in cameras:
            camera.lookFrom = glm.vec3(1, 2, 3)
            both = np.array(camera.projectionMatrix) @ np.array(camera.viewMatrix)
            middle = both @ [0, 0, 0, 1]
            np.testing.assert_allclose(middle[:2] / middle[3], [0, 0], atol=1e-5)
            identity = np.array(camera.viewMatrix) @ np.array(camera.inverseViewMatrix)
            np.testing.assert_allclose(identity, np.eye(4), atol=1e-5)
            self.assertIsInstance(camera, data.Camera)
            self.assertIs(type(camera.clone()), type(camera))
            self.assertEqual(camera.clone(), camera)
            world = camera.getWorldPosFromNormalizedDeviceCoords(
                camera.getNormalizedDeviceFromNormalizedScreenAtFocusPointDepth([0.5, 0.5]))
            np.testing.assert_allclose(list(world), [0, 0, 0], atol=1e-2)

    def test_positional_arguments(self):
        camera = data.PerspectiveCamera([0, 0, 5], [0, 0, 1], [1, 0, 0], 0.5, 50, 2, 40)
        self.assertEqual((camera.nearPlaneDist, camera.farPlaneDist), (0.5, 50))
        self.assertEqual((camera.aspectRatio, camera.fovy), (2, 40))
        self.assertEqual(camera.getDirection(), glm.vec3(0, 0, -1))
        self.assertEqual(data.OrthographicCamera(width=3).width, 3)


if __name__ == "__main__":
    unittest.main()
