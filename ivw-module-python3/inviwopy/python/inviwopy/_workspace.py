"""The workspace: the network, kept in a file or a text."""

import os
import tempfile

from . import _core
from ._core import WorkspaceSaveMode


class Serializer:
    """What Inviwo hands to `serialize`. Processors in Python keep what they save in properties, so
    nobody is handed one: it is there for the annotations of processors that name it."""


class Deserializer:
    """What Inviwo hands to `deserialize`; see `Serializer`."""


class _Scoped:
    """Keeps a callback; `reset()` takes it back."""

    def __init__(self, callbacks, function):
        self._callbacks, self._function = callbacks, function
        callbacks.append(function)

    def reset(self):
        if self._function in self._callbacks:
            self._callbacks.remove(self._function)


class WorkspaceManager:
    """Opens and saves the network with what belongs to it."""

    def __init__(self, app=None):
        self._saved = None
        self._on_clear, self._on_modified = [], []

    def clear(self):
        """Removes everything."""
        _core.app.network.clear()
        for function in list(self._on_clear):
            function()
        self._note()

    def save(self, path, mode=WorkspaceSaveMode.Disk):
        """Writes a workspace."""
        _core.app.network.save(path)
        if mode == WorkspaceSaveMode.Disk:
            self._note()

    def saveToString(self, mode=WorkspaceSaveMode.Undo):
        """The workspace as text."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "workspace.inv")
            _core.app.network.save(path)
            with open(path, encoding="utf-8") as file:
                return file.read()

    def load(self, path):
        """Replaces everything by a workspace."""
        _core.app.network.load(path)
        self._note()

    def loadFromString(self, text):
        """Replaces everything by a workspace that is given as text."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "workspace.inv")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            _core.app.network.load(path)
        self._note()

    def _note(self):
        was_modified = self._saved is not None and self.modified
        self._saved = self.saveToString()
        if was_modified:
            for function in list(self._on_modified):
                function(False)

    @property
    def modified(self):
        """Whether the network differs from what was saved or opened last."""
        if self._saved is None:
            return not _core.app.network.empty
        return self.saveToString() != self._saved

    def onClear(self, function):
        """Calls a function when everything was removed."""
        return _Scoped(self._on_clear, function)

    def onModifiedChanged(self, function):
        """Calls a function with `False` when what was modified is saved."""
        return _Scoped(self._on_modified, function)

    onModified = onModifiedChanged


WorkspaceManager.__module__ = "inviwopy"
