"""The workspace: the network, kept in a file or a text."""

import os
import re
import tempfile
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, fromstring, indent, parse, tostring

from . import _core
from ._core import SerializationTarget, WorkspaceSaveMode


class _Part:
    """Elements of a workspace, each with a name, as far as they are somebody's own."""

    def __init__(self, filename, rootElement="InviwoWorkspace"):
        self._path = Path(os.fspath(filename))
        self._root = Element(rootElement)

    @classmethod
    def _of_processor(cls, path, elements):
        """What the host hands to a processor."""
        part = cls.__new__(cls)
        part._path = None if path is None else Path(path)
        part._root = Element("Processor")
        for _, text in elements:
            part._root.append(fromstring(text))
        return part

    def getFileName(self):
        """The workspace's file; an empty path if it is a text."""
        return _core._path_text(str(self._path or ""))

    def getFileDir(self):
        """The folder of that file; an empty path if it is a text."""
        return _core._path_text(str(self._path.parent) if self._path else "")


class Serializer(_Part):
    """Writes what is somebody's own: `Processor.serialize` is called with one, or it makes a file."""

    @classmethod
    def _of_processor(cls, path, elements):
        return super()._of_processor(path, ())

    def serialize(self, key, data, target=SerializationTarget.Node, itemKey="item"):
        """Writes a text, a path, a number, or a list of numbers or texts, under a name."""
        if not _NAME.fullmatch(key):
            raise ValueError(f"{key!r} can't be a name in a workspace: use letters, digits and _")
        if target == SerializationTarget.Attribute:
            if self._root.tag == "Processor":
                raise ValueError("a processor has no attributes of its own: leave target out")
            self._root.set(key, _text(data))
            return
        self._root[:] = [element for element in self._root if element.tag != key]
        element = SubElement(self._root, key)
        if isinstance(data, str) or not hasattr(data, "__iter__"):
            element.set("content", _text(data))
            return
        if isinstance(target, str):
            itemKey = target
        for item in data:
            SubElement(element, itemKey).set("content", _text(item))

    def _written(self):
        return [(element.tag, tostring(element, "unicode")) for element in self._root]

    def writeFile(self):
        """Writes the file."""
        if self._path is None:
            raise RuntimeError("there is no file to write: the workspace is written by whoever saves it")
        indent(self._root)
        ElementTree(self._root).write(self._path, encoding="utf-8", xml_declaration=True)


class Deserializer(_Part):
    """Reads what is somebody's own: `Processor.deserialize` is called with one, or it reads a file.

    What is not there is an empty text, zero, or an empty list.
    """

    def __init__(self, filename, rootElement="InviwoWorkspace"):
        super().__init__(filename, rootElement)
        root = parse(self._path).getroot()
        if root.tag != rootElement:
            raise ValueError(f"{self._path}: the outermost element is <{root.tag}>, not <{rootElement}>")
        self._root = root

    def _content(self, key, target, convert):
        if target == SerializationTarget.Attribute:
            content = self._root.get(key)
        else:
            element = self._root.find(key)
            content = None if element is None else element.get("content")
        return _value(key, content, convert)

    def _contents(self, key, itemKey, convert):
        items = self._root.find(key)
        items = () if items is None else items.findall(itemKey)
        return [_value(key, item.get("content"), convert) for item in items]

    def deserializeString(self, key, target=SerializationTarget.Node):
        """The text of a name."""
        return self._content(key, target, str)

    def deserializePath(self, key, target=SerializationTarget.Node):
        """The path of a name."""
        return _core._path_text(self._content(key, target, str))

    def deserializeDouble(self, key, target=SerializationTarget.Node):
        """The number of a name."""
        return self._content(key, target, float)

    def deserializeInt(self, key, target=SerializationTarget.Node):
        """The whole number of a name."""
        return self._content(key, target, int)

    def deserializeDoubleVector(self, key, itemKey="item"):
        """The numbers of a name."""
        return self._contents(key, itemKey, float)

    def deserializeIntVector(self, key, itemKey="item"):
        """The whole numbers of a name."""
        return self._contents(key, itemKey, int)

    def deserializeStringVector(self, key, itemKey="item"):
        """The texts of a name."""
        return self._contents(key, itemKey, str)


#: What may be the name of an element.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def _text(data):
    """A value as a workspace has it."""
    if isinstance(data, (bool, int)) or hasattr(data, "__index__"):
        return str(int(data))
    if isinstance(data, (str, os.PathLike)):
        return os.fspath(data)
    if hasattr(data, "__float__"):
        return repr(float(data))
    raise TypeError(f"a workspace can't hold a {type(data).__name__}: give a number or a text")


def _value(key, content, convert):
    if content is None:
        return convert()
    try:
        return convert(content)
    except ValueError:
        raise ValueError(f"{key}: {content!r} is no {convert.__name__}") from None


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


for _class in (WorkspaceManager, Serializer, Deserializer):
    _class.__module__ = "inviwopy"
