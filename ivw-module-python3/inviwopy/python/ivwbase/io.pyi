"""Writes volumes, and gets files from the web."""
# Written by stubs/generate.py: change types.pyi there.

from typing import Any

from inviwopy import InviwoApplication

import inviwopy.data as data


app: InviwoApplication
def downloadAndCacheIfUrl(url: Any) -> Any:
    """The path of a file; what `http://` or `https://` names is fetched once and kept.

    Kept files lie in `$XDG_CACHE_HOME/ivw/downloads`, or below `~/.cache`. A file that cannot be
    fetched is an `OSError` that says why."""
def saveDatVolume(volume: Any, path: Any) -> Any:
    """Writes a volume as a text with what it is and a file with its numbers; either may come first."""
def saveIvfVolume(volume: Any, path: Any, overwrite: bool = True) -> Any:
    """Writes a volume as a header in XML and a packed file with its numbers; either may come first."""
def saveIvfVolumeSequence(list: Any, name: Any, parentFolder: Any, relativePathToTimeSteps: Any, overwrite: Any) -> Any:
    """Writes volumes into a folder, and beside that `NAME.ivfs`, which names them; gives its path."""
