"""Writes volumes."""
# Written by stubs/generate.py: change types.pyi there.

from typing import Any

from inviwopy import InviwoApplication

import inviwopy.data as data


app: InviwoApplication
def saveDatVolume(volume: Any, path: Any) -> Any:
    """Writes a volume as a text with what it is and a file with its numbers; either may come first."""
