"""Scripts and processors as people write them run as they are.

They need the processors of the base module: see `IVW_MODULE_PATH`.
"""

import runpy
import sys
import tempfile
import unittest
from pathlib import Path

import inviwopy as ivw

HERE = Path(__file__).parent


def register(name):
    """Makes a class in a file known, as the application does with files in its folders."""
    space = runpy.run_path(str(HERE / "processors" / name))
    first = (HERE / "processors" / name).read_text().splitlines()[0]
    ivw.app.processorFactory.registerObject(space[first.removeprefix("# Name: ").strip()])


class Scripts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for name in ("BallSource.py", "volume_stats.py", "Results.py"):
            register(name)

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.addCleanup(ivw.app.network.clear)
        ivw.app.network.clear()
        self.assertTrue(
            ivw.app.processorFactory.hasKey("org.inviwo.VolumeRaycaster"),
            "the base module is missing: name its folder in IVW_MODULE_PATH",
        )
        self.out = self.folder.name

    def run_script(self, name):
        argv, sys.argv = sys.argv, [name]
        try:
            return runpy.run_path(
                str(HERE / "scripts" / name), {"app_out": self.out}, run_name="__main__"
            )
        finally:
            sys.argv = argv

    def test_a_network_is_built_from_nothing_and_its_picture_saved(self):
        self.run_script("build_network.py")
        picture = Path(self.out, "ball.png").read_bytes()
        self.assertEqual(picture[:8], b"\x89PNG\r\n\x1a\n")
        network = ivw.app.network
        self.assertEqual(len(network.connections), 6)
        self.assertEqual(len(network.links), 2)
        array = network.canvases[0].image.colorLayers[0].data
        self.assertEqual(array.shape[:2], (48, 64))
        # The ball is in the middle, nothing in the corners.
        self.assertGreater(array[24, 32, 3], 100)
        self.assertEqual(array[0, 0, 3], 0)
        read = ivw.app.dataReaderFactory.layer.read(Path(self.out, "ball.png"))
        self.assertEqual([read.dimensions[0], read.dimensions[1]], [64, 48])

    def test_a_camera_goes_round_and_each_picture_is_up_to_date(self):
        self.run_script("build_network.py")
        space = self.run_script("turn_camera.py")
        self.assertTrue(space["same"])
        self.assertGreater(len({round(mean, 6) for mean in space["means"]}), 1)
        for step in range(4):
            self.assertTrue(Path(self.out, f"turn{step:02d}.png").is_file())

    def test_results_are_there_after_each_change_of_a_property(self):
        network = ivw.app.network
        network.addProcessor(ivw.app.processorFactory.create("org.inviwo.test.ballsource"))
        space = self.run_script("sweep.py")
        self.assertEqual(space["totals"], [4**3, 8**3, 12**3])
        self.assertEqual(sorted(space["means"]), space["means"])
        source, stats, results = space["source"], space["stats"], space["results"]
        self.assertEqual(source.changes, [4, 8, 12])
        self.assertTrue(source.was_pressed)
        self.assertEqual(stats.sources, ["BallSource"])
        self.assertEqual(stats.extent.value[0], 0)
        # Each new histogram is told before it is processed.
        self.assertEqual(results.told.count("change"), len(results.kept))
        self.assertEqual(results.told[0], "connect counts")
        self.assertEqual(source.network.getPropertiesLinkedTo(source.resolution), [])

    def test_inports_say_when_they_are_connected_and_out_of_date(self):
        network = ivw.app.network
        made = [
            ivw.app.processorFactory.create(f"org.inviwo.test.{name}")
            for name in ("ballsource", "volumestats", "results")
        ]
        for processor in made:
            network.addProcessor(processor)
        source, stats, results = made
        self.assertEqual(results.told, [])
        network.addConnection(stats.outports.counts, results.inports.inport)
        self.assertEqual(results.told, ["connect counts"])
        self.assertGreater(stats.n_waits, 0)
        network.addConnection(source.outports.outport, stats.inports.volumes)
        self.assertEqual(results.told, ["connect counts", "change"])
        source.resolution.value = 5
        self.assertEqual(results.told[2:], ["invalid", "change"])
        network.removeConnection(stats.outports.counts, results.inports.inport)
        self.assertEqual(results.told[4:6][0], "disconnect")
        results.holders.clear()
        network.addConnection(stats.outports.counts, results.inports.inport)
        self.assertEqual(results.told.count("connect counts"), 1)

    def test_a_network_can_be_written_down(self):
        self.run_script("build_network.py")
        space = self.run_script("inspect_network.py")
        report = "\n".join(space["report"])
        self.assertIn("Ball Source [org.inviwo.test.ballsource, Stable]", report)
        self.assertIn("<- volume org.inviwo.Volume.inport ['BallSource']", report)
        self.assertIn("radius (org.inviwo.FloatProperty)", report)
        self.assertIn(
            ("EntryExitPoints.camera", "VolumeRaycaster.camera"), space["links"]
        )

    def test_lists_of_properties_grow(self):
        space = self.run_script("lists.py")
        self.assertEqual(len(space["names"]), 2)
        self.assertEqual(len(set(space["names"])), 2)
        self.assertEqual(space["value"], "second")
        self.assertEqual(space["note"], "hello")

    def test_a_network_comes_back_from_its_file(self):
        self.run_script("build_network.py")
        space = self.run_script("save_and_load.py")
        self.assertEqual(space["after"], space["before"])
        self.assertEqual(space["restored"], space["resolution"])
        self.assertEqual(len(space["added"]), len(space["before"]))
        self.assertEqual(len(ivw.app.network.processors), 2 * len(space["before"]))


if __name__ == "__main__":
    unittest.main()
