"""Modules, versions and licenses."""

import os

from . import _core
from ._core import ModulePath, ProtectedModule


class Version:
    """A version by the rules of semver.org."""

    __slots__ = ("major", "minor", "patch", "preRelease", "build")

    def __init__(self, major=1, minor=0, patch=0, preRelease="", build=""):
        if isinstance(major, str):
            text, _, build = major.partition("+")
            text, _, preRelease = text.partition("-")
            try:
                numbers = [int(part) for part in text.split(".")] + [0, 0]
            except ValueError:
                raise ValueError(f'"{major}" is no version: write it like 1.2.3') from None
            major, minor, patch = numbers[:3]
        self.major, self.minor, self.patch = major, minor, patch
        self.preRelease, self.build = str(preRelease), str(build)

    def _key(self):
        # What comes before a release is less than the release.
        return (self.major, self.minor, self.patch, not self.preRelease, self.preRelease)

    def semanticVersionEqual(self, other):
        """Whether what was made for one works with the other."""
        return (self.major, self.minor) == (other.major, other.minor)

    def __eq__(self, other):
        return isinstance(other, Version) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key()

    def __le__(self, other):
        return self._key() <= other._key()

    def __gt__(self, other):
        return self._key() > other._key()

    def __ge__(self, other):
        return self._key() >= other._key()

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        text = f"{self.major}.{self.minor}.{self.patch}"
        text += f"-{self.preRelease}" if self.preRelease else ""
        return text + (f"+{self.build}" if self.build else "")


class LicenseInfo:
    """The license of something that is used."""

    __slots__ = ("id", "name", "version", "url", "module", "type", "files")

    def __init__(self, id="", name="", version="", url="", module="", type="", files=()):
        self.id, self.name, self.version, self.url = id, name, version, url
        self.module, self.type, self.files = module, type, list(files)


_FOLDERS = {
    "Data": "data",
    "Images": "data/images",
    "PortInspectors": "data/portinspectors",
    "Scripts": "data/scripts",
    "Volumes": "data/volumes",
    "Workspaces": "data/workspaces",
    "Tests": "tests",
    "TestImages": "tests/images",
    "TestVolumes": "tests/volumes",
    "UnitTests": "tests/unittests",
    "RegressionTests": "tests/regression",
    "GLSL": "glsl",
    "CL": "cl",
}


class InviwoModule:
    """A module, which has processors, formats and files."""

    def __init__(self, app, identifier):
        self._identifier = str(identifier)

    @property
    def identifier(self):
        return self._identifier

    @property
    def description(self):
        """What it is, in a sentence."""
        return _core._module_info(self._identifier)[1]

    @property
    def version(self):
        return Version(_core._module_info(self._identifier)[0] or "0.0.0")

    @property
    def path(self):
        """The folder of its files."""
        return _core.app.basePath

    def getPath(self, type):
        """The folder of its files of a kind; files of all modules are in one place."""
        folder = _FOLDERS.get(ModulePath(type).name, "")
        return _core._path_text(os.path.join(self.path, folder))

    def registerProcessor(self, pfo):
        """Adds a class of processors; see `ProcessorFactoryObject`."""
        _core.app.processorFactory.registerObject(pfo)

    def __repr__(self):
        return f"<InviwoModule: {self._identifier}>"


class InviwoModuleFactoryObject:
    """Makes a module that is written in Python: override `create(app)`."""

    def __init__(
        self,
        name,
        version=None,
        description="",
        srcPath="",
        inviwoCoreVersion=None,
        dependencies=(),
        dependenciesVersion=(),
        aliases=(),
        licenses=(),
        protectedModule=ProtectedModule.off,
    ):
        self._values = (
            str(name), version or Version(), str(description), inviwoCoreVersion or Version(),
            list(dependencies), list(aliases), list(licenses), ProtectedModule(protectedModule),
        )
        self.srcPath = os.fspath(srcPath)
        self.dependenciesVersion = list(dependenciesVersion)

    def create(self, app):
        """The module; a plain one unless this is overridden."""
        return InviwoModule(app, self.name)

    def __repr__(self):
        return f"<InviwoModuleFactoryObject: {self.name} {self.version}>"


for _n, _name in enumerate(
    ("name", "version", "description", "inviwoCoreVersion", "dependencies", "aliases", "licenses",
     "protectedModule")
):
    setattr(InviwoModuleFactoryObject, _name, property(lambda self, n=_n: self._values[n]))


#: Modules that Python code added, by name.
added = {}


def register(objects):
    """What `InviwoApplication.registerModules` does."""
    for maker in objects:
        if not isinstance(maker, InviwoModuleFactoryObject):
            raise TypeError(f"expected InviwoModuleFactoryObjects, not {type(maker).__name__}")
        missing = [name for name in maker.dependencies if name.lower() not in _names()]
        if missing:
            _core.logError(
                f"module {maker.name} was not added: it needs {', '.join(missing)}"
            )
            continue
        added[maker.name] = maker.create(_core.app)


def _names():
    return {module.identifier.lower() for module in _core.app.modules}


class Settings(_core.properties.CompositeProperty):
    """A group of settings, which keeps its values in a file of its own."""

    def _file(self):
        folder = _core.app.getPath(_core.PathType.Settings, "", True)
        return os.path.join(folder, f"{self.identifier}.json")

    def save(self):
        """Writes all values."""
        import json

        values = {}
        for prop in self.getPropertiesRecursive():
            value = getattr(prop, "value", None)
            if isinstance(value, (bool, int, float, str)):
                values[prop.path] = value
        with open(self._file(), "w", encoding="utf-8") as file:
            json.dump(values, file, indent=1)

    def load(self):
        """Reads all values; without a file there is nothing to do."""
        import json

        try:
            with open(self._file(), encoding="utf-8") as file:
                values = json.load(file)
        except FileNotFoundError:
            return
        for prop in self.getPropertiesRecursive():
            if prop.path in values:
                prop.value = values[prop.path]


for _class in (Version, LicenseInfo, InviwoModule, InviwoModuleFactoryObject, Settings):
    _class.__module__ = "inviwopy"
