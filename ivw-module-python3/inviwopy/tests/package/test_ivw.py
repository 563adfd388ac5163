"""Laws of the package `ivw`."""

import json
import math
import os
import tempfile
import unittest
from pathlib import Path

import inviwopy
import ivw.animation
import ivw.camera
import ivw.regression
import ivw.utils
import numpy as np
from inviwopy.glm import dvec3, size2_t, vec3
from inviwopy.properties import CameraProperty, FloatProperty


def numbers(vector):
    return [vector[n] for n in range(3)]


class Cameras(unittest.TestCase):
    def setUp(self):
        self.camera = CameraProperty("camera", "Camera", vec3(0, 0, 5), vec3(1, 0, 0), vec3(0, 1, 0))

    def view(self):
        return [numbers(v) for v in (self.camera.lookFrom, self.camera.lookTo, self.camera.lookUp)]

    def test_a_rotation_keeps_lengths_its_axis_and_orientation(self):
        matrix = np.array(ivw.camera.rotation_matrix(vec3(1, 2, 3), 0.7))
        np.testing.assert_allclose(matrix @ matrix.T, np.eye(3), atol=1e-12)
        np.testing.assert_allclose(matrix @ [1, 2, 3], [1, 2, 3], atol=1e-12)
        self.assertAlmostEqual(np.linalg.det(matrix), 1)
        self.assertAlmostEqual(np.trace(matrix), 1 + 2 * math.cos(0.7))

    def test_a_quarter_turn_is_clockwise_against_the_axis(self):
        turned = ivw.camera.rotation_matrix([0, 0, 1], math.pi / 2) * dvec3(1, 0, 0)
        np.testing.assert_allclose(numbers(turned), [0, -1, 0], atol=1e-12)

    def test_no_axis_is_an_error_that_says_so(self):
        for axis in ([0, 0, 0], [math.nan, 0, 0], [math.inf, 0, 0]):
            with self.assertRaisesRegex(ValueError, "no axis"):
                ivw.camera.rotation_matrix(axis, 1)

    def test_a_full_turn_comes_back_and_keeps_its_distance(self):
        before = self.view()
        with ivw.camera.Camera(self.camera) as camera:
            for step in camera.rotate(2 * math.pi / 8, 8):
                away = np.subtract(*self.view()[:2])
                self.assertAlmostEqual(np.linalg.norm(away), math.sqrt(26), places=4)
                if step == 4:
                    np.testing.assert_allclose(away, [1, 0, -5], atol=1e-4)
            np.testing.assert_allclose(self.view(), before, atol=1e-4)
        self.assertEqual(self.view(), before)

    def test_a_view_lasts_as_long_as_the_statement_also_after_an_error(self):
        before = self.view()
        with self.assertRaises(ZeroDivisionError):
            with ivw.camera.Camera(self.camera, lookFrom=dvec3(0, 4, 0), lookUp=[0, 0, 1]):
                self.assertEqual(self.view(), [[0, 4, 0], [1, 0, 0], [0, 0, 1]])
                1 / 0
        self.assertEqual(self.view(), before)

    def test_the_names_of_older_scripts_work_too(self):
        camera = ivw.camera.Camera(self.camera, lookfrom=vec3(0, 4, 0))
        camera.lookto = [0, 0, 1]
        camera.lookup = vec3(1, 0, 0)
        camera.set()
        self.assertEqual(self.view(), [[0, 4, 0], [0, 0, 1], [1, 0, 0]])
        self.assertEqual(numbers(camera.lookfrom), [0, 4, 0])


class Animations(unittest.TestCase):
    def test_values_go_from_start_to_stop_and_back(self):
        prop = FloatProperty("p", "P", 3.0, 0.0, 10.0)
        with ivw.animation.Animation(prop, 1, 2, 0.1) as animation:
            seen = [(step, value, prop.value) for step, value in animation]
        self.assertEqual([step for step, _, _ in seen], list(range(11)))
        np.testing.assert_allclose([value for _, value, _ in seen], np.linspace(1, 2, 11))
        np.testing.assert_allclose([now for _, _, now in seen], np.linspace(1, 2, 11), rtol=1e-6)
        self.assertEqual(prop.value, 3)

    def test_the_bounds_of_the_property_are_the_default(self):
        prop = FloatProperty("p", "P", 3.0, 0.0, 4.0)
        with ivw.animation.Animation(prop) as animation:
            self.assertEqual([value for _, value in animation], [0, 1, 2, 3, 4])

    def test_steps_may_lead_down_and_a_way_that_leads_nowhere_is_empty(self):
        prop = FloatProperty("p", "P", 3.0, 0.0, 4.0)
        self.assertEqual([v for _, v in ivw.animation.Animation(prop, 4, 1, -1.5)], [4, 2.5, 1])
        self.assertEqual(list(ivw.animation.Animation(prop, 1, 4, -1)), [])
        with self.assertRaisesRegex(ValueError, "never ends"):
            ivw.animation.Animation(prop, 1, 4, 0)


class Pictures(unittest.TestCase):
    def setUp(self):
        network = inviwopy.app.network
        network.clear()
        self.canvases = []
        for n in (1, 2):
            background, canvas = (
                inviwopy.app.processorFactory.create(f"org.inviwo.{name}")
                for name in ("Background", "CanvasGL")
            )
            network.addProcessor(background)
            network.addProcessor(canvas)
            network.addConnection(background.outports[0], canvas.inports[0])
            canvas.size = size2_t(8 * n, 8)
            self.canvases.append(canvas)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(network.clear)
        self.folder = Path(folder.name)
        self.addCleanup(os.environ.pop, "IVW_OUTPUT_PATH", None)

    def names(self):
        return sorted(
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        )

    def test_all_canvases_are_saved_with_the_workspace(self):
        ivw.utils.update()
        self.assertEqual(len(ivw.utils.getCanvases()), 2)
        ivw.utils.snapshotAllCanvasesWithWorkspace(
            str(self.folder / "new"), " sub/state ", "a-", "-z"
        )
        names = [canvas.identifier for canvas in self.canvases]
        pictures = [f"new/a-{name}-z.png" for name in names]
        self.assertEqual(self.names(), sorted([*pictures, "new/sub/state.inv"]))

    def test_one_canvas_or_some_but_nothing_else(self):
        ivw.utils.snapshotWithWorkspace(self.folder, self.canvases[0], "w.inv")
        self.assertEqual(self.names(), [f"{self.canvases[0].identifier}.png", "w.inv"])
        with self.assertRaisesRegex(TypeError, "give a CanvasProcessor"):
            ivw.utils.snapshotWithWorkspace(self.folder, "Canvas", "w")
        with self.assertRaisesRegex(TypeError, "no CanvasProcessor"):
            ivw.utils.snapshotWithWorkspace(self.folder, ["Canvas"], "w")

    def test_a_regression_test_leaves_pictures_and_measurements(self):
        code = (
            "import inviwopy, ivw.regression as r\n"
            "m = r.Measurements(); m.addTime('t', 1.5); m.addCount('n', 2)\n"
            "m.addFrequency('f', 3); m.addFraction('p', 4); m.save()"
        )
        from test_wheel import python

        python("-c", code, IVW_OUTPUT_PATH=str(self.folder / "out"))
        saved = json.loads((self.folder / "out/stats.json").read_text())
        self.assertEqual([entry["unit"] for entry in saved], ["s", "", "Hz", "%"])
        first = {"name": "t", "quantity": "time", "unit": "s", "value": 1.5}
        self.assertEqual(saved[0], first)

        os.environ["IVW_OUTPUT_PATH"] = str(self.folder / "out")
        ivw.regression.saveCanvas(self.canvases[0], "first")
        ivw.regression.saveCanvas(self.canvases[1])
        name = self.canvases[1].identifier
        self.assertEqual(
            self.names(), sorted([f"out/imgtest/{name}.png", "out/imgtest/first.png", "out/stats.json"])
        )


if __name__ == "__main__":
    unittest.main()
