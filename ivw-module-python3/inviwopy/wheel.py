"""Puts the wheel together: what cargo built, the Python files, and what describes them.

`cargo xtask dist` runs this as a script, with the libraries as arguments; pip calls `build_wheel`
for a checkout, which runs `cargo xtask dist`. Needs nothing but Python and binutils.
"""

import argparse
import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Libraries that every Linux with glibc has, as PEP 600 counts on them.
OF_THE_SYSTEM = re.compile(
    r"(libc|libm|libdl|librt|libpthread|libgcc_s|libstdc\+\+|ld-linux-[\w-]+)\.so\.\d+"
)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--version", required=True)
    arguments.add_argument("--extension", required=True, type=Path, help="the library inviwopy")
    arguments.add_argument("--module", action="append", default=[], type=Path)
    arguments.add_argument("--license", required=True, type=Path)
    arguments.add_argument("--output", required=True, type=Path, help="the folder for the wheel")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        extension = stripped(options.extension, Path(folder))
        modules = [stripped(module, Path(folder)) for module in options.module]
        print(
            assemble(
                options.output, options.version, extension, modules, options.license
            )
        )


def stripped(library, folder):
    """A copy of a library without what only a debugger reads, which is most of it."""
    copy = folder / library.name
    shutil.copy(library, copy)
    subprocess.run(["strip", "--strip-unneeded", copy], check=True)
    return copy


def assemble(output, version, extension, modules, license):
    """Writes the wheel into a folder and returns its path."""
    project = table(HERE / "pyproject.toml")["project"]
    name = project["name"]
    tag = f"cp310-abi3-{platform([extension, *modules])}"
    about = f"{name}-{version}.dist-info"

    files = {}
    for path in sorted((HERE / "python").rglob("*")):
        if path.is_file() and path.suffix in {".py", ".pyi", ".typed"}:
            files[path.relative_to(HERE / "python").as_posix()] = path.read_bytes()
    files["inviwopy/_core.abi3.so"] = extension.read_bytes()
    for module in modules:
        files[f"inviwopy/modules/{module.name}"] = module.read_bytes()
    files[f"{about}/licenses/LICENSE"] = license.read_bytes()
    files[f"{about}/METADATA"] = metadata(project, version).encode()
    files[f"{about}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: ivw ({version})\nRoot-Is-Purelib: false\nTag: {tag}\n"
    ).encode()
    tops = sorted({path.split("/")[0] for path in files} - {about})
    files[f"{about}/top_level.txt"] = "".join(f"{top}\n" for top in tops).encode()
    record = "".join(f"{path},{digest(content)},{len(content)}\n" for path, content in files.items())
    # The record can't contain its own digest.
    files[f"{about}/RECORD"] = (record + f"{about}/RECORD,,\n").encode()

    output.mkdir(parents=True, exist_ok=True)
    wheel = output / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path, content in files.items():
            # The same files make the same wheel, whenever it is built.
            entry = zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if path.endswith(".so") else 0o100644) << 16
            archive.writestr(entry, content)
    return wheel


def digest(content):
    """A digest as `RECORD` has it."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return "sha256=" + digest.rstrip(b"=").decode()


def metadata(project, version):
    """What `METADATA` says, of version 2.4."""
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {version}",
        f"Summary: {project['description']}",
        f"Keywords: {','.join(project['keywords'])}",
        *(f"Classifier: {classifier}" for classifier in project["classifiers"]),
        f"License-Expression: {project['license']}",
        "License-File: LICENSE",
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {dependency}" for dependency in project["dependencies"]),
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(lines) + "\n\n" + (HERE / project["readme"]).read_text(encoding="utf-8")


def platform(libraries):
    """The platform that the libraries run on: the oldest glibc that has all they ask for."""
    machine = os.uname().machine
    newest = 17  # manylinux knows no older one than 2.17
    for library in libraries:
        about = subprocess.run(
            ["objdump", "-p", library], check=True, capture_output=True, text=True
        ).stdout
        for needed in re.findall(r"NEEDED\s+(\S+)", about):
            if not OF_THE_SYSTEM.fullmatch(needed):
                sys.exit(f"{library.name} needs {needed}, which not every Linux has: link it in")
        newest = max([newest, *map(int, re.findall(r"\bGLIBC_2\.(\d+)", about))])
    return f"manylinux_2_{newest}_{machine}"


def table(path):
    """A file in TOML."""
    try:
        import tomllib
    except ImportError:
        # Python 3.10 has it inside of pip.
        from pip._vendor import tomli as tomllib
    return tomllib.loads(path.read_text(encoding="utf-8"))


# What pip asks for (PEP 517).


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Builds the wheel of a checkout, with cargo."""
    subprocess.run(
        ["cargo", "xtask", "dist", "--wheel", os.path.abspath(wheel_directory)],
        check=True,
        cwd=HERE.parent.parent,
    )
    wheels = Path(wheel_directory).glob("inviwopy-*.whl")
    return max(wheels, key=lambda wheel: wheel.stat().st_mtime).name


def build_sdist(sdist_directory, config_settings=None):
    """There is none: the libraries are those of the whole workspace."""
    raise NotImplementedError("build a wheel: `cargo xtask dist`")


if __name__ == "__main__":
    main()
