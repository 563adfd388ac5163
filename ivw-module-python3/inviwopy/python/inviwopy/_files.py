"""Reading and writing data: `app.dataReaderFactory.volume.read(path)` and the like."""

import os

from . import _core

FileExtension = _core.properties.FileExtension

#: Names of factories, and the data that they read and write.
_KINDS = {
    "layer": "Layer",
    "image": "Image",
    "mesh": "Mesh",
    "volume": "Volume",
    "volumesequence": "VolumeSequence",
}
#: Data that reads and writes itself.
_OWN = {"transferfunction": "TransferFunction", "isovaluecollection": "IsoValueCollection"}
_OWN_EXTENSIONS = [("itf", "Inviwo transfer function"), ("xml", "XML")]


def _formats(kind, can):
    """Extensions of a kind of data that can be read or written."""
    if kind in _OWN.values():
        return [FileExtension(*pair) for pair in _OWN_EXTENSIONS]
    found = []
    for extension, description, of, *abilities in _core._formats():
        if of == kind and abilities[can] and all(extension != known.extension for known in found):
            found.append(FileExtension(extension, description))
    return found


_READ, _WRITE = 0, 1


class _Access:
    """What readers and writers have in common."""

    _can = None

    def __init__(self, kind="", extensions=()):
        self._kind = kind
        self._extensions = list(extensions)
        self._options = {}

    @property
    def extensions(self):
        """Which files it is for."""
        return list(self._extensions)

    def addExtension(self, extension):
        self._extensions.append(extension)

    def setOption(self, key, value):
        """Sets an option by name; gives whether there is one: our formats have none."""
        return key in self._options

    def getOption(self, key):
        return self._options.get(key)

    def clone(self):
        return type(self)(self._kind, self._extensions)

    def __repr__(self):
        extensions = ", ".join(extension.extension for extension in self._extensions)
        return f"<{type(self).__name__}: {self._kind} ({extensions})>"


class DataReader(_Access):
    """Reads files of some formats."""

    def readData(self, path):
        """The data in a file."""
        return _read(self._kind, path)


class DataWriter(_Access):
    """Writes files of some formats."""

    def __init__(self, kind="", extensions=()):
        super().__init__(kind, extensions)
        self._overwrite = True

    def getOverwrite(self):
        """Whether files that exist may be written over."""
        return self._overwrite

    def setOverwrite(self, overwrite):
        self._overwrite = bool(overwrite)

    def writeData(self, data, path):
        """Writes data to a file."""
        if not self._overwrite and os.path.exists(path):
            raise RuntimeError(f'"{os.fspath(path)}" exists and is not to be written over')
        _write(data, path)


def _read(kind, path):
    path = os.fspath(path)
    if kind in _OWN.values():
        return getattr(_core.data, kind).load(path)
    found = _core._read_file(path, kind)
    if not found:
        raise RuntimeError(f'"{path}" holds no {kind}')
    return found if kind == "VolumeSequence" and len(found) > 1 else found[0]


def _write(data, path):
    path = os.fspath(path)
    if type(data).__name__ in _OWN.values():
        type(data).save(data, path)
    else:
        _core._write_file(path, data)


class _Factory:
    """Readers or writers of one kind of data."""

    _can = _READ
    _makes = DataReader
    _what = "reader"

    def __init__(self, name):
        self._kind = _KINDS.get(name) or _OWN[name]

    def getExtensions(self):
        """Which files there are formats for."""
        return _formats(self._kind, self._can)

    def _find(self, of, fallback=None):
        if isinstance(of, FileExtension):
            found = [known for known in self.getExtensions() if known.extension == of.extension]
            if not found and fallback is not None:
                return self._find(fallback)
        else:
            found = [known for known in self.getExtensions() if known.matches(os.fspath(of))]
        return max(found, key=lambda known: len(known.extension)) if found else None

    def _get(self, of, fallback=None):
        found = self._find(of, fallback)
        return None if found is None else self._makes(self._kind, [found])

    def _unknown(self, path):
        known = ", ".join(known.extension for known in self.getExtensions()) or "none"
        return RuntimeError(
            f'No {self._what} for {self._kind} in "{os.fspath(path)}": there are {known}'
        )


class _ReaderFactory(_Factory):
    """Readers of one kind of data."""

    def hasReader(self, pathOrExtension):
        """Whether there is a format for a file or an extension."""
        return self._find(pathOrExtension) is not None

    def getReader(self, pathOrExtension, fallbackPath=None):
        """A reader for a file or an extension, or `None`."""
        return self._get(pathOrExtension, fallbackPath)

    def read(self, path, fileExtension=None):
        """The data in a file."""
        if self._find(fileExtension or path, path) is None:
            raise self._unknown(path)
        return _read(self._kind, path)


class _WriterFactory(_Factory):
    """Writers of one kind of data."""

    _can = _WRITE
    _makes = DataWriter
    _what = "writer"

    def hasWriter(self, pathOrExtension):
        """Whether there is a format for a file or an extension."""
        return self._find(pathOrExtension) is not None

    def getWriter(self, pathOrExtension, fallbackPath=None):
        """A writer for a file or an extension, or `None`."""
        return self._get(pathOrExtension, fallbackPath)

    def write(self, data, path, fileExtension=None):
        """Writes data to a file."""
        if self._find(fileExtension or path, path) is None:
            raise self._unknown(path)
        _write(data, path)


class _Factories:
    """Factories of all kinds of data."""

    _of = None

    def hasKey(self, extension):
        """Whether there is a format for an extension, of any kind of data."""
        return self.create(extension) is not None

    def create(self, extension):
        """A reader or writer for an extension, or `None`."""
        if isinstance(extension, str):
            extension = FileExtension(extension.removeprefix("."), "")
        for name in (*_KINDS, *_OWN):
            found = self._of(name)._get(extension)
            if found is not None:
                return found
        return None


class DataReaderFactory(_Factories):
    """Reads data of all kinds."""

    _of = _ReaderFactory


class DataWriterFactory(_Factories):
    """Writes data of all kinds."""

    _of = _WriterFactory


for _name in (*_KINDS, *_OWN):
    setattr(DataReaderFactory, _name, property(lambda self, name=_name: _ReaderFactory(name)))
    setattr(DataWriterFactory, _name, property(lambda self, name=_name: _WriterFactory(name)))

for _class in (DataReader, DataWriter, DataReaderFactory, DataWriterFactory):
    _class.__module__ = "inviwopy"
