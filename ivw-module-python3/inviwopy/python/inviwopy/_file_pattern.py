"""Files that have a pattern in common."""

import os
import re
from fnmatch import translate

from . import _core
from ._path import PathText

_p = _core.properties


class FilePatternProperty(_p.CompositeProperty):
    """Files of a folder whose names fit a pattern, and the numbers in them.

    Each `#` stands for a digit, `*` for any text and `?` for any letter: `slice_###.png`.
    """

    _saved_class = "org.inviwo.FilePatternProperty"
    __slots__ = ()

    def __init__(
        self,
        identifier,
        displayName,
        pattern="",
        directory="",
        invalidationLevel=_p.InvalidationLevel.InvalidOutput,
        semantics=_p.PropertySemantics.Default,
    ):
        super().__init__(identifier, displayName, invalidationLevel, semantics)
        path = os.path.join(os.fspath(directory), pattern) if directory else pattern
        quiet = _p.InvalidationLevel.Valid
        self.addProperties([
            _p.StringProperty("helpText", "", "", quiet),
            _p.FileProperty("pattern", "Pattern", path, "default"),
            _p.ButtonProperty("updateBtn", "Update File List"),
            _p.BoolProperty("sorting", "Sort File List", True),
            _p.BoolProperty("matchShorterNumbers", "Match Numbers with less Digits", True),
            _p.BoolProperty("rangeSelection", "Range Selection", False),
            _p.IntMinMaxProperty("minMaxIndex", "Index Range", 0, 100, 0, 100),
        ])
        part = self.properties
        part.helpText.visible = False
        part.minMaxIndex.visibilityDependsOn(part.rangeSelection, lambda on: on.value)

    def _split(self):
        return os.path.split(str(self.properties["pattern"].value))

    @property
    def filePattern(self):
        """The pattern of names, without the folder."""
        return self._split()[1]

    @property
    def filePatternPath(self):
        """The folder."""
        return PathText(self._split()[0])

    def _expression(self):
        shorter = self.properties["matchShorterNumbers"].value

        parts = re.split("(#+)", self.filePattern)
        # `translate` escapes a zero byte or leaves it, but adds none.
        text = translate("".join("\0" if part.startswith("#") else part for part in parts))
        for run in parts[1::2]:
            digits = r"(\d+)" if shorter else rf"(\d{{{len(run)},}})"
            text = re.sub(r"\\?\0", lambda _, digits=digits: digits, text, count=1)
        return re.compile(text)

    def _matches(self):
        """Indices and paths of all files that fit; the index of a name without digits is -1."""
        folder, pattern = self._split()
        if not pattern:
            return []
        try:
            names = os.listdir(folder or ".")
        except OSError:
            return []
        expression, found = self._expression(), []
        for name in names:
            path = os.path.join(folder, name)
            if (fits := expression.match(name)) and os.path.isfile(path):
                numbers = fits.groups()
                found.append((int(numbers[0]) if numbers else -1, path))
        if self.properties["sorting"].value:
            found.sort()
        return found

    def _in_range(self, index):
        if not self.rangeSelection or index < 0:
            return True
        start, end = self.range
        return start <= index <= end

    @property
    def fileList(self):
        """Paths of the files, in order."""
        return [path for index, path in self._matches() if self._in_range(index)]

    @property
    def fileIndices(self):
        """The first number in each name."""
        return [index for index, _ in self._matches() if self._in_range(index)]

    @property
    def outOfRangeMatches(self):
        """Whether files fit, but none of them is in the range."""
        found = self._matches()
        return bool(found) and not any(self._in_range(index) for index, _ in found)

    @property
    def rangeSelection(self):
        """Whether only a range of numbers is wanted."""
        return self.properties["rangeSelection"].value

    @property
    def range(self):
        """The range of numbers."""
        return self.properties["minMaxIndex"].value

    @property
    def selectedExtension(self):
        """The selected filter of dialogs."""
        return self.properties["pattern"].selectedExtension

    @selectedExtension.setter
    def selectedExtension(self, extension):
        self.properties["pattern"].selectedExtension = extension

    def addNameFilter(self, filter):
        """Offers more files in dialogs."""
        self.properties["pattern"].addNameFilter(filter)

    def clearNameFilters(self):
        """Offers all files in dialogs."""
        self.properties["pattern"].clearNameFilters()


FilePatternProperty.__module__ = "inviwopy.properties"
_p.FilePatternProperty = FilePatternProperty
