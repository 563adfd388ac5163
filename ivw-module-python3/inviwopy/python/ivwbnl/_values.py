"""What is brushed, by whom, and what that puts out of date."""

from functools import total_ordering

from inviwopy import _core
from inviwopy.data import BitSet
from inviwopy.properties import InvalidationLevel

BrushingAction = _core._brushing.BrushingAction
BrushingModification = _core._brushing.BrushingModification
BrushingModifications = _core._brushing.BrushingModifications

#: What things are after an action.
MODIFICATION = {
    BrushingAction.Filter: BrushingModification.Filtered,
    BrushingAction.Select: BrushingModification.Selected,
    BrushingAction.Highlight: BrushingModification.Highlighted,
}


class Brushing:
    """Row numbers as they flow through ports."""

    __slots__ = ("filtered", "highlighted", "selected")

    def __init__(self, filtered=(), selected=(), highlighted=()):
        self.filtered, self.selected = list(filtered), list(selected)
        self.highlighted = list(highlighted)


@total_ordering
class BrushingTarget:
    """What numbers stand for: rows, columns, or what has a name of your own."""

    __slots__ = ("_name",)

    def __init__(self, target="row"):
        if not isinstance(target, (str, BrushingTarget)):
            raise TypeError(f"expected the name of a target, got {type(target).__name__}")
        self._name = str(target)

    def __eq__(self, other):
        return isinstance(other, BrushingTarget) and self._name == other._name

    def __lt__(self, other):
        return self._name < other._name if isinstance(other, BrushingTarget) else NotImplemented

    def __hash__(self):
        return hash(self._name)

    def __str__(self):
        return self._name

    def __repr__(self):
        return f"<BrushingTarget: {self._name}>"


BrushingTarget.Row = BrushingTarget("row")
BrushingTarget.Column = BrushingTarget("column")


class IndexList:
    """Numbers by who named them; all together are what counts."""

    __slots__ = ("_all", "_by_source")

    def __init__(self):
        self._by_source, self._all = {}, BitSet()

    def empty(self):
        """Whether there are none."""
        return not len(self._all)

    def size(self):
        """How many there are."""
        return len(self._all)

    def clear(self):
        """Forgets all; whether there were any."""
        self._by_source.clear()
        return self._refresh()

    def set(self, source, indices):
        """Replaces the numbers of a source; whether that made a difference."""
        self._by_source[str(source)] = BitSet(indices)
        return self._refresh()

    def contains(self, index):
        """Whether a number is among them."""
        return index in self._all

    def getIndices(self):
        """All numbers."""
        return BitSet(self._all)

    def removeSource(self, source):
        """Forgets the numbers of a source; whether that made a difference."""
        self._by_source.pop(str(source), None)
        return self._refresh()

    def _refresh(self):
        before, self._all = self._all, BitSet()
        for numbers in self._by_source.values():
            self._all |= numbers
        return self._all != before


def _listed(values, kind):
    """One or several of something as a list."""
    return [values] if isinstance(values, kind) else list(values)


class BrushingTargetsInvalidationLevel:
    """How far changes of some targets put a processor out of date; of all targets if none is named."""

    __slots__ = ("invalidationLevel", "modifications", "targets")

    def __init__(self, *args, **kwargs):
        names = ("mods", "invalidationLevel")
        if len(args) + len(kwargs) > 2:
            names = ("targers", *names)
        given = dict(zip(names, args)) | kwargs
        if set(given) != set(names) or len(args) + len(kwargs) != len(names):
            raise TypeError(f"expected ([targers,] mods, invalidationLevel), got {sorted(given)}")
        if not isinstance(given["invalidationLevel"], InvalidationLevel):
            raise TypeError("invalidationLevel has to be an InvalidationLevel")
        self.targets = _listed(given.get("targers", ()), BrushingTarget)
        self.modifications = BrushingModifications(given["mods"])
        self.invalidationLevel = given["invalidationLevel"]

    def contains(self, what):
        """Whether it is about a target or a modification."""
        if isinstance(what, BrushingTarget):
            return not self.targets or what in self.targets
        return what in self.modifications


def default_levels():
    """Everything makes a processor run again."""
    every = BrushingModifications(*MODIFICATION.values())
    return [BrushingTargetsInvalidationLevel(every, InvalidationLevel.InvalidOutput)]
