"""Ports for what is brushed."""

from inviwopy import _core, _ports

from ._manager import ROW, BrushingAndLinkingManager
from ._values import Brushing

BrushingAndLinkingInport = _ports.BrushingAndLinkingInport
BrushingAndLinkingOutport = _ports.BrushingAndLinkingOutport


def _completes(cls):
    """Gives a class of ports what it has beyond others."""

    def complete(members):
        for name, value in vars(members).items():
            if name == "__init__" or not name.startswith("__"):
                setattr(cls, name, value)

    return complete


def _arguments(args, kwargs):
    """Identifier and help for any port, and the levels."""
    args, kwargs = list(args), dict(kwargs)
    levels = kwargs.pop("invalidationLevels", None)
    if len(args) > 1 and isinstance(args[-1], (list, tuple)):
        levels = args.pop()
    return args, kwargs, levels


@_completes(BrushingAndLinkingInport)
class _Inport:
    def __init__(self, *args, **kwargs):
        args, kwargs, levels = _arguments(args, kwargs)
        _core.Inport.__init__(self, *args, **kwargs)
        # Without a connection it shares with nobody.
        self.optional = True
        self._manager = BrushingAndLinkingManager(self, invalidationLevels=levels)

    def getManager(self):
        """What was brushed, as this port sees it."""
        if not hasattr(self, "_manager"):
            # That of a native processor.
            return BrushingAndLinkingManager(self)
        return self._manager

    def getModifiedActions(self):
        """What is new since the last `process`."""
        return self.getManager().getModifiedActions()

    def isFilteringModified(self):
        return self.getManager().isFilteringModified()

    def isSelectionModified(self):
        return self.getManager().isSelectionModified()

    def isHighlightModified(self):
        return self.getManager().isHighlightModified()

    def brush(self, action, target, indices, source=""):
        """Filters out, selects or highlights things; filters of several sources add up."""
        self.getManager().brush(action, target, indices, source)

    def filter(self, source, indices, target=ROW):
        """Filters things out, for one source."""
        self.getManager().filter(source, indices, target)

    def select(self, indices, target=ROW):
        """Selects things, and nothing else."""
        self.getManager().select(indices, target)

    def highlight(self, indices, target=ROW):
        """Highlights things, and nothing else."""
        self.getManager().highlight(indices, target)

    def isFiltered(self, index, target=ROW):
        return self.getManager().isFiltered(index, target)

    def isSelected(self, index, target=ROW):
        return self.getManager().isSelected(index, target)

    def isHighlighted(self, index, target=ROW):
        return self.getManager().isHighlighted(index, target)

    def getIndices(self, action, target=ROW):
        """The numbers of all sources."""
        return self.getManager().getIndices(action, target)

    def getFilteredIndices(self, target=ROW):
        return self.getManager().getFilteredIndices(target)

    def getSelectedIndices(self, target=ROW):
        return self.getManager().getSelectedIndices(target)

    def getHighlightedIndices(self, target=ROW):
        return self.getManager().getHighlightedIndices(target)

    def getInvalidationLevels(self):
        """What changes put the processor out of date, and how far."""
        return self.getManager().getInvalidationLevels()

    def setInvalidationLevels(self, invalidationLevels):
        """Says what changes put the processor out of date, and how far."""
        self.getManager().setInvalidationLevels(invalidationLevels)


@_completes(BrushingAndLinkingOutport)
class _Outport:
    def __init__(self, *args, **kwargs):
        args, kwargs, levels = _arguments(args, kwargs)
        _core.Outport.__init__(self, *args, **kwargs)
        self._is_made_here = True
        self._manager = BrushingAndLinkingManager(self, invalidationLevels=levels)
        # Nothing is brushed, which is something to show.
        self.setData(Brushing())

    def getManager(self):
        """What was brushed, for all who are connected."""
        if not hasattr(self, "_manager"):
            self._manager = BrushingAndLinkingManager(self)
        return self._manager

    def getInvalidationLevels(self):
        """What changes put the processor out of date, and how far."""
        return self.getManager().getInvalidationLevels()

    def setInvalidationLevels(self, invalidationLevels):
        """Says what changes put the processor out of date, and how far."""
        self.getManager().setInvalidationLevels(invalidationLevels)
