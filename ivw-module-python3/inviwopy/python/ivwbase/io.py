"""Writes volumes."""

import os

from inviwopy import app, data


def saveDatVolume(volume, path):
    """Writes a volume as a text with what it is and a file with its numbers; either may come first."""
    if isinstance(path, data.Volume):
        volume, path = path, volume
    path = os.fspath(path)
    if not path.endswith(".dat"):
        path += ".dat"
    app.dataWriterFactory.volume.write(volume, path)
