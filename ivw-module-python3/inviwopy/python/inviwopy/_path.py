"""Paths as older and newer scripts use them."""

import os


class PathText(str):
    """A path that is a text and has the methods of `pathlib.Path` too.

    Where both have one of the same name, such as `replace`, it is the text's.
    """

    __slots__ = ()

    def _path(self):
        from pathlib import Path

        return Path(str(self))

    def __fspath__(self):
        return str(self)

    def __truediv__(self, other):
        return self._path() / other

    def __rtruediv__(self, other):
        return other / self._path()

    def __eq__(self, other):
        if isinstance(other, os.PathLike) and not isinstance(other, str):
            return self._path() == other
        return str.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._path(), name)

    def __dir__(self):
        return sorted({*super().__dir__(), *dir(self._path())})

    def __reduce__(self):
        return PathText, (str(self),)
