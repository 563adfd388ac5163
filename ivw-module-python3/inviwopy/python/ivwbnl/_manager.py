"""Who shares what was brushed: managers of ports, one above the other.

The topmost one holds the numbers, and tells those below of changes.
"""

import weakref

from inviwopy import _core, app
from inviwopy.data import BitSet
from inviwopy.properties import InvalidationLevel

from ._values import (
    MODIFICATION,
    Brushing,
    BrushingAction,
    BrushingModification,
    BrushingModifications,
    BrushingTarget,
    IndexList,
    default_levels,
)

ROW = BrushingTarget.Row


def _across(port):
    """The port on the other side of a native processor, if it hands on what is brushed."""
    processor = port.processor
    if processor is None:
        return None
    ports = processor.inports if isinstance(port, _core.Outport) else processor.outports
    return next((p for p in ports if "BrushingAndLinking" in p.classIdentifier), None)


class BrushingAndLinkingManager:
    """What was brushed, as one port sees it; all that hang together see the same."""

    def __init__(self, *args, **kwargs):
        names = ("inport", "outport", "invalidationLevels")
        given = dict(zip(("inport", "invalidationLevels"), args)) | kwargs
        port = given.pop("inport", None) or given.pop("outport", None)
        levels = given.pop("invalidationLevels", None)
        if not isinstance(port, (_core.Inport, _core.Outport)) or given or len(args) > 2:
            raise TypeError(f"expected a port and invalidationLevels, as {', '.join(names)}")
        self._port = weakref.ref(port)
        self._levels = default_levels() if levels is None else list(levels)
        self._lists, self._modified, self._callbacks = {}, {}, []
        self._parent, self._children = None, weakref.WeakSet()
        #: The outport that it is connected to: the object of a native processor's port lives only as
        #: long as somebody has it.
        self._source = None
        #: The rows that were published, or that a native processor had.
        self._rows = None

    # Changes.

    def brush(self, action, target, indices, source=""):
        """Filters out, selects or highlights things; filters of several sources add up."""
        action, indices = BrushingAction(action), BitSet(indices)
        if not isinstance(target, BrushingTarget):
            raise TypeError(f"expected a BrushingTarget, got {type(target).__name__}")
        root = self._root()
        kept = source if action == BrushingAction.Filter else ""
        if root._list(action, target).set(kept, indices):
            root._tell_all(action, target, indices, source)

    def filter(self, source, indices, target=ROW):
        """Filters things out, for one source."""
        self.brush(BrushingAction.Filter, target, indices, source)

    def select(self, indices, target=ROW):
        """Selects things, and nothing else."""
        self.brush(BrushingAction.Select, target, indices)

    def highlight(self, indices, target=ROW):
        """Highlights things, and nothing else."""
        self.brush(BrushingAction.Highlight, target, indices)

    def clearIndices(self, action, target):
        """Takes an action back, of all sources."""
        root = self._root()
        if root._list(BrushingAction(action), target).clear():
            root._tell_all(BrushingAction(action), target, BitSet(), "")

    def clearSelected(self, target=ROW):
        self.clearIndices(BrushingAction.Select, target)

    def clearHighlighted(self, target=ROW):
        self.clearIndices(BrushingAction.Highlight, target)

    # What there is.

    def getIndices(self, action, target=ROW):
        """The numbers of all sources."""
        return self._root()._list(BrushingAction(action), target).getIndices()

    def getFilteredIndices(self, target=ROW):
        return self.getIndices(BrushingAction.Filter, target)

    def getSelectedIndices(self, target=ROW):
        return self.getIndices(BrushingAction.Select, target)

    def getHighlightedIndices(self, target=ROW):
        return self.getIndices(BrushingAction.Highlight, target)

    def getNumber(self, action, target=ROW):
        """How many numbers there are."""
        return self._root()._list(BrushingAction(action), target).size()

    def getNumberOfFiltered(self, target=ROW):
        return self.getNumber(BrushingAction.Filter, target)

    def getNumberOfSelected(self, target=ROW):
        return self.getNumber(BrushingAction.Select, target)

    def getNumberOfHighlighted(self, target=ROW):
        return self.getNumber(BrushingAction.Highlight, target)

    def hasIndices(self, action, target=ROW):
        """Whether there are any numbers."""
        return self.getNumber(action, target) > 0

    def contains(self, index, action, target=ROW):
        """Whether a number is among them."""
        return self._root()._list(BrushingAction(action), target).contains(index)

    def isFiltered(self, index, target=ROW):
        return self.contains(index, BrushingAction.Filter, target)

    def isSelected(self, index, target=ROW):
        return self.contains(index, BrushingAction.Select, target)

    def isHighlighted(self, index, target=ROW):
        return self.contains(index, BrushingAction.Highlight, target)

    def getTargets(self, action=None):
        """The targets of an action that have numbers; of all actions, in pairs, without one."""
        lists = self._root()._lists
        if action is not None:
            action = BrushingAction(action)
            return sorted(of for (a, of), found in lists.items() if a == action and found.size())
        pairs = ((action, self.getTargets(action)) for action in MODIFICATION)
        return [(action, targets) for action, targets in pairs if targets]

    # What is new since the last process().

    def isModified(self):
        """Whether anything is."""
        self._root()
        return bool(self._modified)

    def getModifiedActions(self):
        """What of all targets is."""
        self._root()
        every = BrushingModifications()
        for modifications in self._modified.values():
            every |= modifications
        return every

    def getModifiedTargets(self):
        """Targets of which something is."""
        self._root()
        return sorted(self._modified)

    def isTargetModified(self, target, what):
        """Whether something of a target is: an action or some modifications."""
        self._root()
        wanted = MODIFICATION[what] if isinstance(what, BrushingAction) else what
        there = self._modified.get(target, BrushingModifications())
        return any(one in there for one in BrushingModifications(wanted))

    def isFilteringModified(self, target=ROW):
        return self.isTargetModified(target, BrushingAction.Filter)

    def isSelectionModified(self, target=ROW):
        return self.isTargetModified(target, BrushingAction.Select)

    def isHighlightModified(self, target=ROW):
        return self.isTargetModified(target, BrushingAction.Highlight)

    def clearModifications(self):
        """Forgets what was new; happens by itself after `process`."""
        self._modified.clear()

    def propagateModifications(self):
        """Tells those below what is new here."""
        for below in self._below():
            for target, modifications in self._modified.items():
                for modification in modifications:
                    below._note(target, modification)
            below._invalidate()
            below.propagateModifications()

    def onBrush(self, callback):
        """Calls a function with action, target, numbers and source of what is brushed."""
        if not callable(callback):
            raise TypeError(f"expected a function, got {type(callback).__name__}")
        self._callbacks.append(callback)

    # Who hangs together, and what has to run.

    def setParent(self, parent):
        """Shares what another manager has; with `None` what the port is connected to."""
        if parent is not None and parent._is_below(self):
            raise ValueError("a manager can't be above itself")
        if self._parent is not None:
            self._parent._children.discard(self)
        self._parent = parent
        if parent is not None:
            parent._children.add(self)

    def getInvalidationLevels(self):
        """What changes put the processor out of date, and how far."""
        return list(self._levels)

    def setInvalidationLevels(self, invalidationLevels):
        """Says what changes put the processor out of date, and how far."""
        self._levels = list(invalidationLevels)

    def getInvalidationLevel(self):
        """How far the processor is out of date by what is new."""
        level = InvalidationLevel.Valid
        for known in self._levels:
            for target, modifications in self._modified.items():
                wanted = any(known.contains(one) for one in modifications)
                if wanted and known.contains(target) and known.invalidationLevel > level:
                    level = known.invalidationLevel
        return level

    def _is_below(self, other):
        above = self
        while above is not None:
            if above is other:
                return True
            above = above._parent
        return False

    def _above(self):
        if self._parent is not None:
            return self._parent
        port = self._port()
        if isinstance(port, _core.Outport):
            # A native processor hands on what comes in.
            port = None if hasattr(port, "_is_made_here") else _across(port)
        if port is None:
            return None
        self._source = port.getConnectedOutport()
        # A port that takes anything may be what it is connected to.
        return self._source.getManager() if hasattr(self._source, "getManager") else None

    def _root(self):
        """The manager that holds the numbers, with those that a native processor has meanwhile."""
        root = self
        while (above := root._above()) is not None:
            root = above
        root._read()
        return root

    def _below(self):
        found = list(self._children)
        port = self._port()
        if isinstance(port, _core.Outport):
            for inport in port.getConnectedInports():
                below = inport if hasattr(inport, "_manager") else _across(inport)
                if below is not None:
                    found.append(below.getManager())
        return found

    def _list(self, action, target):
        return self._lists.setdefault((action, target), IndexList())

    def _tell_all(self, *change):
        """Tells all of a change, and lets those that show it run once."""
        network = app.network
        network.lock()
        try:
            self._tell(*change)
        finally:
            network.unlock()

    def _tell(self, action, target, indices, source):
        """Tells this one and all below of a change."""
        self._note(target, MODIFICATION[action])
        for callback in list(self._callbacks):
            callback(action, target, BitSet(indices), source)
        for below in self._below():
            below._tell(action, target, indices, source)
        if target == ROW:
            self._publish()
        self._invalidate()

    def _note(self, target, modification):
        if not self._modified:
            # Ports on their own, and native processors, have nobody to say when that was seen.
            processor = self._port().processor if self._port() else None
            if processor is not None and type(processor).__module__ != "inviwopy":
                processor._onceValid(self.clearModifications)
        known = self._modified.get(target, BrushingModifications())
        self._modified[target] = known | BrushingModifications(modification)

    def _invalidate(self):
        port, level = self._port(), self.getInvalidationLevel()
        if isinstance(port, _core.Inport) and level > InvalidationLevel.Valid:
            if port.processor is not None:
                port.processor.invalidate(level)

    def _publish(self):
        """Puts the rows at the outport, and lets native processors behind it run again."""
        port = self._port()
        if not isinstance(port, _core.Outport):
            return
        root = self
        while (above := root._above()) is not None:
            root = above
        rows = [root._list(action, ROW).getIndices().toVector() for action in MODIFICATION]
        self._rows = rows
        if root is self and not hasattr(port, "_is_made_here"):
            # A native processor keeps the rows itself.
            for action, numbers in zip(MODIFICATION, rows):
                port.processor._brush(action.name, numbers)
        port.setData(Brushing(*rows))
        for inport in port.getConnectedInports():
            if not hasattr(inport, "_manager") and inport.processor is not None:
                inport.processor.invalidate(InvalidationLevel.InvalidOutput)

    def _read(self):
        """Takes over the rows of a native processor's outport."""
        port = self._port()
        if not isinstance(port, _core.Outport) or hasattr(port, "_is_made_here"):
            return
        data = port.getData()
        rows = [data.filtered, data.selected, data.highlighted] if data else [[], [], []]
        if rows == self._rows:
            return
        for action, numbers, before in zip(MODIFICATION, rows, self._rows or [[], [], []]):
            if numbers != before:
                found = self._lists[action, ROW] = IndexList()
                found.set("", numbers)
                self._note_all(MODIFICATION[action])
        self._rows = rows

    def _note_all(self, modification):
        self._note(ROW, modification)
        for below in self._below():
            below._note_all(modification)
