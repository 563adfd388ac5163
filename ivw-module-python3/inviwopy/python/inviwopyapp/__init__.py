"""An application for a plain Python: `inviwopy` brings it up, and this is its handle.

Scripts that make an application of their own get the one that there is; it has no window.
"""

import inviwopy as _inviwopy

__all__ = ["InviwoApplicationQt"]


class InviwoApplicationQt(_inviwopy.InviwoApplication):
    """The application; modules in libraries are loaded already."""

    def __new__(cls, appName="inviwo"):
        return super().__new__(cls, appName)

    def __init__(self, appName="inviwo"):
        super().__init__()
        self._name, self._code = str(appName), 0

    @property
    def displayName(self):
        """Name that people see."""
        return self._name

    def registerModules(self, modules=()):
        """Adds modules that are written in Python."""
        super().registerModules(list(modules))

    def update(self):
        """Brings the network up to date."""
        self.waitForPool()

    def run(self):
        """Brings the network up to date; there is no window to wait for. What `exit` was called with."""
        self.update()
        return self._code

    def exit(self, code=0):
        """Says what `run` gives."""
        self._code = int(code)
