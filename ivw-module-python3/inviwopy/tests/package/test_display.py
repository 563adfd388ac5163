"""Laws of what data shows of itself in notebooks."""

import base64
import re
import struct
import unittest
import zlib
from xml.etree import ElementTree

import inviwopy as ivw
import numpy as np
from inviwopy import data
from inviwopy.glm import mat3, size2_t, vec4


def pixels(png):
    """The numbers in a PNG file without filters, of shape (height, width, components)."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, {}
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert zlib.crc32(name + content) == checksum, name
        chunks[name] = chunks.get(name, b"") + content
        at += 12 + length
    width, height, depth, color, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert depth == 8
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, {0: 1, 4: 2, 2: 3, 6: 4}[color])


def picture_in(html):
    """The picture inside of a table, whose markup has to be right."""
    ElementTree.fromstring(html.replace("<br>", "").replace('">', '">').replace("<img", "<i").replace(
        '"><table', '"/><table'
    ))
    found = re.search(r"data:image/png;base64,([\w+/=]+)", html)
    return None if found is None else pixels(base64.b64decode(found[1]))


class Pictures(unittest.TestCase):
    def test_a_layer_has_its_bottom_row_below_and_integers_from_their_limits(self):
        for name in "u1 u2 u4 u8 i1 i2 i4 i8".split():
            info = np.iinfo(name)
            layer = data.Layer(np.array([[info.min, info.min], [info.max, info.min]], name))
            shown = pixels(layer._repr_png_())[..., 0]
            np.testing.assert_array_equal(shown, [[255, 0], [0, 0]], name)

    def test_floats_are_shown_from_zero_to_one_and_what_is_no_number_is_black(self):
        for name in "f2 f4 f8".split():
            layer = data.Layer(np.array([[-1, 0, 0.5, 1, 2, np.nan, np.inf]], name))
            shown = pixels(layer._repr_png_())[0, :, 0]
            np.testing.assert_array_equal(shown, [0, 0, 128, 255, 255, 0, 255], name)

    def test_every_number_of_components_has_its_kind_of_picture(self):
        for n in (1, 2, 3, 4):
            numbers = np.arange(12 * n, dtype=np.uint8).reshape(3, 4, n)
            shown = pixels(data.Layer(numbers)._repr_png_())
            np.testing.assert_array_equal(shown, numbers[::-1])

    def test_an_image_shows_its_first_colors(self):
        numbers = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
        image = data.Image(data.Layer(numbers))
        np.testing.assert_array_equal(pixels(image._repr_png_()), numbers[::-1])

    def test_a_canvas_shows_what_it_saves(self):
        network = ivw.app.network
        network.clear()
        background = ivw.app.processorFactory.create("org.inviwo.Background")
        canvas = ivw.app.processorFactory.create("org.inviwo.CanvasGL")
        network.addProcessor(background)
        network.addProcessor(canvas)
        self.assertIsNone(canvas._repr_png_())
        network.addConnection(background.outports[0], canvas.inports[0])
        canvas.size = size2_t(40, 30)
        shown = pixels(canvas._repr_png_())
        self.assertEqual(shown.shape[:2], (30, 40))
        np.testing.assert_array_equal(shown, pixels(canvas.image._repr_png_()))
        self.assertGreater(len(np.unique(shown)), 1)
        network.clear()


class Volumes(unittest.TestCase):
    def test_the_middle_slices_are_side_by_side_with_up_on_top(self):
        numbers = np.zeros((4, 4, 4), np.uint8)
        numbers[3] = 200
        shown = pixels(data.Volume(numbers)._repr_png_())[..., 0]
        across_z, across_y = shown[:, :192], shown[:, 196:388]
        self.assertFalse(across_z.any())
        # The highest quarter is bright in the slices that show z.
        self.assertTrue((across_y[:48] == 255).all())
        self.assertFalse(across_y[48:].any())

    def test_edges_have_their_lengths_in_the_world(self):
        volume = data.Volume(np.ones((4, 4, 4), np.float32))
        volume.basis = mat3([2, 0, 0, 0, 1, 0, 0, 0, 0.5])
        shown = pixels(volume._repr_png_())
        self.assertEqual(shown.shape[:2], (192, 192 + 4 + 192 + 4 + 96))

    def test_the_table_names_what_numbers_mean(self):
        volume = data.Volume(np.zeros((2, 3, 5), np.uint16))
        volume.dataMap.valueAxis.name = "<density>"
        html = volume._repr_html_()
        self.assertIsNotNone(picture_in(html))
        self.assertIn("5 × 3 × 2", html)
        self.assertIn("UINT16", html)
        self.assertIn("&lt;density&gt;", html)

    def test_odd_volumes_show_something(self):
        for numbers in (
            np.full((1, 1, 1), np.nan, np.float32),
            np.full((2, 2, 2), np.inf, np.float64),
            np.array([-1e308, 1e308]).reshape(2, 1, 1),
            np.zeros((2, 3, 4, 4), np.uint8),
            np.zeros((1, 1, 500), np.int64),
        ):
            volume = data.Volume(numbers)
            self.assertIsNotNone(picture_in(volume._repr_html_()))
        volume.basis = mat3(0.0)
        self.assertIsNotNone(picture_in(volume._repr_html_()))


class Others(unittest.TestCase):
    def test_a_transfer_function_shows_its_colors(self):
        points = [(0.0, vec4(1, 0, 0, 1)), (1.0, vec4(0, 0, 1, 1))]
        function = data.TransferFunction([data.TFPrimitiveData(*point) for point in points])
        shown = pixels(function._repr_png_()).astype(int)
        self.assertLess(abs(shown[0, 0] - [255, 0, 0]).max(), 3)
        self.assertLess(abs(shown[0, -1] - [0, 0, 255]).max(), 3)
        self.assertIsNotNone(picture_in(function._repr_html_()))
        self.assertIsNotNone(picture_in(data.TransferFunction()._repr_html_()))

    def test_a_mesh_shows_its_lines_and_where_it_is(self):
        mesh = data.Mesh(data.DrawType.Points, data.ConnectivityType.Unconnected)
        corners = np.array([[0, 0, 0], [2, 0, 0], [0, 3, 0]], np.float32)
        mesh.addBuffer(data.BufferType.PositionAttrib, data.Buffer(corners))
        indices = mesh.addIndexBuffer(
            data.DrawType.Triangles, data.ConnectivityType.Unconnected
        )
        indices.size = 3
        indices.data[:] = [0, 1, 2]
        html = mesh._repr_html_()
        self.assertEqual(html.count("M"), 1 + 3)  # of Mesh, and the lines of a triangle
        self.assertIn("2 3 0", html)

    def test_odd_meshes_show_something(self):
        self.assertIn("Mesh", data.Mesh()._repr_html_())
        mesh = data.Mesh(data.DrawType.Lines, data.ConnectivityType.Strip)
        corners = np.array([[0, 0, 0], [np.nan, 0, 0], [1e38, 1, 1]], np.float32)
        mesh.addBuffer(data.BufferType.PositionAttrib, data.Buffer(corners))
        indices = mesh.addIndexBuffer(data.DrawType.Triangles, data.ConnectivityType.Fan)
        indices.size = 4
        indices.data[:] = [0, 1, 2, 4_000_000_000]
        self.assertIn("<svg", mesh._repr_html_())


if __name__ == "__main__":
    unittest.main()
