"""Laws of the wheel, in the environment that it was installed into."""

import base64
import hashlib
import importlib.metadata as metadata
import os
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[3]


def python(*arguments, **variables):
    """Runs the interpreter of this environment in a process of its own."""
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=os.environ | variables
    )
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return done


class Wheel(unittest.TestCase):
    def test_numpy_is_all_it_needs(self):
        self.assertEqual(metadata.requires("inviwopy"), ["numpy>=1.23"])

    def test_the_record_fits_the_files(self):
        files = metadata.files("inviwopy")
        names = {str(file) for file in files}
        self.assertIn("inviwopy/_core.abi3.so", names)
        self.assertIn("inviwopy/py.typed", names)
        self.assertIn("ivw/camera.py", names)
        n_checked = 0
        for file in files:
            if file.hash is not None:
                digest = hashlib.sha256(file.read_binary()).digest()
                found = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
                self.assertEqual((file.hash.mode, file.hash.value), ("sha256", found), str(file))
                n_checked += 1
        self.assertGreater(n_checked, 20)

    def test_it_says_on_which_systems_it_runs(self):
        about = metadata.distribution("inviwopy").read_text("WHEEL")
        self.assertRegex(about, r"Tag: cp310-abi3-manylinux_2_\d+_\w+\n")

    def test_there_is_no_rust_and_no_display_here(self):
        self.assertIsNone(shutil.which("cargo"))
        self.assertFalse({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())

    def test_importing_says_nothing_and_is_quick(self):
        code = (
            "import numpy, time; start = time.process_time()\n"
            "import inviwopy; took = time.process_time() - start\n"
            "assert took < 0.5, took"
        )
        done = python("-c", code)
        self.assertEqual((done.stdout, done.stderr), ("", ""))

    def test_modules_come_from_inside_the_package(self):
        import inviwopy

        self.assertTrue(inviwopy.app.processorFactory.hasKey("org.inviwo.VolumeRaycaster"))
        inside = Path(inviwopy.__file__).parent / "modules"
        maps = Path("/proc/self/maps").read_text()
        opened = {line.split()[-1] for line in maps.splitlines() if "libivw_module_" in line}
        self.assertEqual({Path(path).parent for path in opened}, {inside})
        self.assertTrue(inside.is_relative_to(sys.prefix))

    def test_a_module_that_does_not_load_is_told_and_the_rest_works(self):
        folder = Path(os.environ["HOME"]) / "modules"
        folder.mkdir(exist_ok=True)
        (folder / "libivw_module_broken.so").write_text("this is no library")
        code = "import inviwopy; print(inviwopy.app.processorFactory.hasKey('org.inviwo.CanvasGL'))"
        done = python("-c", code, IVW_MODULE_PATH=str(folder))
        self.assertEqual(done.stdout, "True\n")
        self.assertIn("libivw_module_broken.so", done.stderr)

    def test_what_processors_log_is_seen(self):
        code = "import inviwopy; inviwopy.logInfo('how do you do')"
        self.assertIn("how do you do", python("-c", code).stderr)


class Documentation(unittest.TestCase):
    def test_programs_in_the_documentation_run(self):
        home = Path(os.environ["HOME"])
        for page in (CHECKOUT / "docs/python_package.md", HERE.parents[1] / "README.md"):
            programs = page.read_text(encoding="utf-8").split("```python\n")[1:]
            self.assertTrue(programs, page)
            for program in programs:
                python("-c", f"import os; os.chdir({str(home)!r})\n" + program.split("```")[0])
        self.assertGreater((home / "ball.png").stat().st_size, 1000)


class Picture(unittest.TestCase):
    """A script makes the same picture here as in the application."""

    def test_the_readme_processor_makes_the_picture_of_the_application(self):
        home = Path(os.environ["HOME"])
        script, array = HERE / "numpy_source.py", os.environ["IVW_TEST_ARRAY"]
        processors = CHECKOUT / "data/python_processors"
        here, there = home / "here.png", home / "there.png"
        python(str(script), str(processors), array, str(here))
        app = [os.environ["IVW_TEST_APP"], "run", "--python", os.environ["IVW_TEST_PYTHON"]]
        subprocess.run([*app, script, "--", processors, array, there], check=True)
        self.assertGreater(here.stat().st_size, 5000)
        self.assertEqual(here.read_bytes(), there.read_bytes())


if __name__ == "__main__":
    unittest.main()
