"""Laws of the type stubs: they are those of the package, and type checkers understand them."""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from test_wheel import python

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1]


def mypy(*arguments, **variables):
    """Checks types, strictly; what it keeps for the next time is in the home of the test."""
    cache = str(Path.home() / "mypy_cache")
    return python("-m", "mypy", "--strict", "--cache-dir", cache, *arguments, **variables)


class Stubs(unittest.TestCase):
    def test_they_are_up_to_date(self):
        python(str(PACKAGE / "stubs/generate.py"), str(PACKAGE / "python"), "--check")

    def test_they_and_the_helpers_pass_a_strict_check(self):
        python_folder = PACKAGE / "python"
        files = [*python_folder.rglob("*.pyi"), *(python_folder / "ivw").glob("*.py")]
        self.assertGreater(len(files), 10)
        mypy(*map(str, files), MYPYPATH=str(python_folder))

    def test_a_script_passes_a_strict_check(self):
        mypy(str(HERE / "typed_script.py"))

    @unittest.skipUnless(shutil.which("pyright"), "pyright needs node, which not everybody has")
    def test_pyright_understands_them_too(self):
        python_folder = PACKAGE / "python"
        packages = [path.parent for path in python_folder.glob("*/__init__.pyi")]
        self.assertGreater(len(packages), 2)
        with tempfile.TemporaryDirectory() as folder:
            for package in packages:
                stubs = Path(folder, "stubs", package.name)
                hidden = shutil.ignore_patterns("*.py", "*.so", "__pycache__")
                shutil.copytree(package, stubs, ignore=hidden)
            shutil.copytree(python_folder / "ivw", Path(folder, "stubs/ivw"))
            shutil.copy(HERE / "typed_script.py", folder)
            settings = {"extraPaths": ["stubs"], "reportMissingModuleSource": False}
            Path(folder, "pyrightconfig.json").write_text(json.dumps(settings))
            command = ["pyright", "--pythonpath", sys.executable, "--project", folder]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_mistakes_are_found(self):
        """Each line of the script with a comment `error: CODE` gives just this error."""
        script = HERE / "mistaken_script.py"
        with self.assertRaises(AssertionError) as failed:
            mypy(str(script))
        lines = script.read_text().splitlines()
        wanted = {
            (number, line.rpartition("error: ")[2])
            for number, line in enumerate(lines, 1)
            if "# error: " in line
        }
        found = {
            (int(line.split(":")[1]), line.rpartition("[")[2].rstrip("]"))
            for line in str(failed.exception).splitlines()
            if ": error:" in line
        }
        self.assertEqual(found, wanted)


if __name__ == "__main__":
    unittest.main()
