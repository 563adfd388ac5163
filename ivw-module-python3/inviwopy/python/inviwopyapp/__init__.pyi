"""An application for a plain Python: `inviwopy` brings it up, and this is its handle.

Scripts that make an application of their own get the one that there is; it has no window."""
# Written by stubs/generate.py: change types.pyi there.

from typing import Any

from inviwopy import InviwoApplication

class InviwoApplicationQt(InviwoApplication):
    """The application; modules in libraries are loaded already."""
    def __init__(self, appName: str = 'inviwo') -> None: ...
    displayName: str
    """Name that people see."""
    def exit(self, code: int = 0) -> Any:
        """Says what `run` gives."""
    def registerModules(self, modules: Any = ...) -> Any:
        """Adds modules that are written in Python."""
    def run(self) -> Any:
        """Brings the network up to date; there is no window to wait for. What `exit` was called with."""
    def update(self) -> Any:
        """Brings the network up to date."""
