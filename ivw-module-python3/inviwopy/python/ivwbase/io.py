"""Writes volumes, and gets files from the web."""

import hashlib
import os
import pathlib
import shutil
import tempfile
import urllib.parse
import urllib.request
from xml.etree.ElementTree import Element, ElementTree, SubElement

from inviwopy import app, data


def saveDatVolume(volume, path):
    """Writes a volume as a text with what it is and a file with its numbers; either may come first."""
    if isinstance(path, data.Volume):
        volume, path = path, volume
    path = os.fspath(path)
    if not path.endswith(".dat"):
        path += ".dat"
    app.dataWriterFactory.volume.write(volume, path)


def saveIvfVolume(volume, path, overwrite=True):
    """Writes a volume as a header in XML and a packed file with its numbers; either may come first."""
    if isinstance(path, data.Volume):
        volume, path = path, volume
    path = pathlib.Path(os.fspath(path))
    if path.suffix != ".ivf":
        path = path.with_name(path.name + ".ivf")
    if path.exists() and not overwrite:
        raise RuntimeError(f"{path} is there already: say overwrite=True to replace it")
    app.dataWriterFactory.volume.write(volume, path)


def saveIvfVolumeSequence(list, name, parentFolder, relativePathToTimeSteps, overwrite):
    """Writes volumes into a folder, and beside that `NAME.ivfs`, which names them; gives its path."""
    folder = pathlib.Path(os.fspath(parentFolder))
    path = folder / f"{name}.ivfs"
    if path.exists() and not overwrite:
        raise RuntimeError(f"{path} is there already: say overwrite=True to replace it")
    steps = folder / os.fspath(relativePathToTimeSteps)
    steps.mkdir(parents=True, exist_ok=True)
    root = Element("InviwoTreeData", version="1")
    volumes = SubElement(root, "volumes")
    for n, volume in enumerate(list):
        step = steps / f"{name}{n:04}.ivf"
        saveIvfVolume(volume, step, overwrite)
        SubElement(volumes, "volume", content=os.path.relpath(step, folder))
    ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return path


def downloadAndCacheIfUrl(url):
    """The path of a file; what `http://` or `https://` names is fetched once and kept.

    Kept files lie in `$XDG_CACHE_HOME/ivw/downloads`, or below `~/.cache`. A file that cannot be
    fetched is an `OSError` that says why.
    """
    address = urllib.parse.urlsplit(os.fspath(url))
    if address.scheme not in ("http", "https"):
        return pathlib.Path(url)
    cache = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = pathlib.Path(cache) / "ivw/downloads"
    name = pathlib.PurePosixPath(urllib.parse.unquote(address.path)).name or "file"
    kept = folder / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}-{name}"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Somebody else may fetch the same file; a part of one never has its name.
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as part:
            try:
                with urllib.request.urlopen(url, timeout=30) as answer:
                    shutil.copyfileobj(answer, part)
            except BaseException:
                os.unlink(part.name)
                raise
        os.replace(part.name, kept)
    return kept
