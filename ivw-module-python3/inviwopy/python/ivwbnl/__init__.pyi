"""Brushing and linking: what a person filters out, selects or has the mouse over in one view, others
show too.

    self.brushing = ivwbnl.BrushingAndLinkingInport("brushing")
    self.addInport(self.brushing)
    ...
    self.brushing.select(BitSet([1, 5]))        # rows, for all who share the same outport
    rows = self.brushing.getSelectedIndices()

Row numbers are data of the host, so that native processors see them too. Numbers of anything else
(`BrushingTarget.Column`, or a name of your own) are known in Python only."""
# Written by stubs/generate.py: change types.pyi there.

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, overload

from inviwopy import Inport, Outport, _EnumFlags, _EnumValue
from inviwopy.data import BitSet
from inviwopy.doc import Document
from inviwopy.properties import InvalidationLevel

from inviwopy import KeyModifiersIterator as BrushingModificationsIterator


class BrushingAction(_EnumValue):
    """What a person does to things."""
    Filter: ClassVar[BrushingAction]
    Highlight: ClassVar[BrushingAction]
    Select: ClassVar[BrushingAction]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, BrushingAction]]


class BrushingAndLinkingInport(Inport):
    """Where BrushingAndLinking data comes in."""
    @overload
    def __init__(self, identifier: str, invalidationLevels: Sequence[BrushingTargetsInvalidationLevel]=...) -> None: ...
    @overload
    def __init__(self, identifier: str, help: Document | str, invalidationLevels: Sequence[BrushingTargetsInvalidationLevel]=...) -> None: ...
    def brush(self, action: Any, target: Any, indices: Any, source: str = '') -> Any:
        """Filters out, selects or highlights things; filters of several sources add up."""
    def filter(self, source: Any, indices: Any, target: Any = ...) -> Any:
        """Filters things out, for one source."""
    def getFilteredIndices(self, target: BrushingTarget=...) -> BitSet: ...
    def getHighlightedIndices(self, target: BrushingTarget=...) -> BitSet: ...
    def getIndices(self, action: BrushingAction, target: BrushingTarget=...) -> BitSet:
        """The numbers of all sources."""
    def getInvalidationLevels(self) -> Any:
        """What changes put the processor out of date, and how far."""
    def getManager(self) -> BrushingAndLinkingManager:
        """What was brushed, as this port sees it."""
    def getModifiedActions(self) -> BrushingModifications:
        """What is new since the last `process`."""
    def getSelectedIndices(self, target: BrushingTarget=...) -> BitSet: ...
    def highlight(self, indices: Any, target: Any = ...) -> Any:
        """Highlights things, and nothing else."""
    def isFiltered(self, index: int, target: BrushingTarget=...) -> bool: ...
    def isFilteringModified(self) -> Any: ...
    def isHighlightModified(self) -> Any: ...
    def isHighlighted(self, index: int, target: BrushingTarget=...) -> bool: ...
    def isSelected(self, index: int, target: BrushingTarget=...) -> bool: ...
    def isSelectionModified(self) -> Any: ...
    def select(self, indices: Any, target: Any = ...) -> Any:
        """Selects things, and nothing else."""
    def setInvalidationLevels(self, invalidationLevels: Any) -> Any:
        """Says what changes put the processor out of date, and how far."""
    def getData(self) -> Any | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Any]]: ...
    def getVectorData(self) -> list[Any]: ...
    optional: bool


class BrushingAndLinkingManager:
    """What was brushed, as one port sees it; all that hang together see the same."""
    @overload
    def __init__(self, inport: Inport, invalidationLevels: Sequence[BrushingTargetsInvalidationLevel]=...) -> None: ...
    @overload
    def __init__(self, outport: Outport, invalidationLevels: Sequence[BrushingTargetsInvalidationLevel]=...) -> None: ...
    def brush(self, action: Any, target: Any, indices: Any, source: str = '') -> Any:
        """Filters out, selects or highlights things; filters of several sources add up."""
    def clearHighlighted(self, target: Any = ...) -> Any: ...
    def clearIndices(self, action: Any, target: Any) -> Any:
        """Takes an action back, of all sources."""
    def clearModifications(self) -> Any:
        """Forgets what was new; happens by itself after `process`."""
    def clearSelected(self, target: Any = ...) -> Any: ...
    def contains(self, index: Any, action: Any, target: Any = ...) -> bool:
        """Whether a number is among them."""
    def filter(self, source: Any, indices: Any, target: Any = ...) -> Any:
        """Filters things out, for one source."""
    def getFilteredIndices(self, target: BrushingTarget=...) -> BitSet: ...
    def getHighlightedIndices(self, target: BrushingTarget=...) -> BitSet: ...
    def getIndices(self, action: BrushingAction, target: BrushingTarget=...) -> BitSet:
        """The numbers of all sources."""
    def getInvalidationLevel(self) -> InvalidationLevel:
        """How far the processor is out of date by what is new."""
    def getInvalidationLevels(self) -> list[BrushingTargetsInvalidationLevel]:
        """What changes put the processor out of date, and how far."""
    def getModifiedActions(self) -> BrushingModifications:
        """What of all targets is."""
    def getModifiedTargets(self) -> list[BrushingTarget]:
        """Targets of which something is."""
    def getNumber(self, action: BrushingAction, target: BrushingTarget=...) -> int:
        """How many numbers there are."""
    def getNumberOfFiltered(self, target: Any = ...) -> Any: ...
    def getNumberOfHighlighted(self, target: Any = ...) -> Any: ...
    def getNumberOfSelected(self, target: Any = ...) -> Any: ...
    def getSelectedIndices(self, target: BrushingTarget=...) -> BitSet: ...
    def getTargets(self, action: Any = None) -> Any:
        """The targets of an action that have numbers; of all actions, in pairs, without one."""
    def hasIndices(self, action: Any, target: Any = ...) -> bool:
        """Whether there are any numbers."""
    def highlight(self, indices: Any, target: Any = ...) -> Any:
        """Highlights things, and nothing else."""
    def isFiltered(self, index: int, target: BrushingTarget=...) -> bool: ...
    def isFilteringModified(self, target: Any = ...) -> Any: ...
    def isHighlightModified(self, target: Any = ...) -> Any: ...
    def isHighlighted(self, index: int, target: BrushingTarget=...) -> bool: ...
    def isModified(self) -> bool:
        """Whether anything is."""
    def isSelected(self, index: int, target: BrushingTarget=...) -> bool: ...
    def isSelectionModified(self, target: Any = ...) -> Any: ...
    def isTargetModified(self, target: Any, what: Any) -> bool:
        """Whether something of a target is: an action or some modifications."""
    def onBrush(self, callback: Callable[[BrushingAction, BrushingTarget, BitSet, str], object]) -> None:
        """Calls a function with action, target, numbers and source of what is brushed."""
    def propagateModifications(self) -> Any:
        """Tells those below what is new here."""
    def select(self, indices: Any, target: Any = ...) -> Any:
        """Selects things, and nothing else."""
    def setInvalidationLevels(self, invalidationLevels: Any) -> Any:
        """Says what changes put the processor out of date, and how far."""
    def setParent(self, parent: Any) -> Any:
        """Shares what another manager has; with `None` what the port is connected to."""


class BrushingAndLinkingOutport(Outport):
    """Where BrushingAndLinking data goes out."""
    def __init__(self, identifier: str, help: Document | str=..., invalidationLevels: Sequence[BrushingTargetsInvalidationLevel]=...) -> None: ...
    def getInvalidationLevels(self) -> Any:
        """What changes put the processor out of date, and how far."""
    def getManager(self) -> BrushingAndLinkingManager:
        """What was brushed, for all who are connected."""
    def setInvalidationLevels(self, invalidationLevels: Any) -> Any:
        """Says what changes put the processor out of date, and how far."""
    def getData(self) -> Any | Any: ...
    def setData(self, data: Any | None) -> None: ...


class BrushingModification(_EnumValue):
    """What things are after that."""
    Filtered: ClassVar[BrushingModification]
    Highlighted: ClassVar[BrushingModification]
    Selected: ClassVar[BrushingModification]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, BrushingModification]]


class BrushingModifications(_EnumFlags):
    """What things may be after that."""
    def __init__(self, *values: Any) -> None: ...


class BrushingTarget:
    """What numbers stand for: rows, columns, or what has a name of your own."""
    Column: ClassVar[BrushingTarget]
    Row: ClassVar[BrushingTarget]
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, target: str | BrushingTarget='row') -> None: ...


class BrushingTargetsInvalidationLevel:
    """How far changes of some targets put a processor out of date; of all targets if none is named."""
    @overload
    def __init__(self, mods: BrushingModifications | BrushingModification, invalidationLevel: InvalidationLevel) -> None: ...
    @overload
    def __init__(self, targers: Sequence[BrushingTarget], mods: BrushingModifications | BrushingModification, invalidationLevel: InvalidationLevel) -> None: ...
    def contains(self, what: Any) -> bool:
        """Whether it is about a target or a modification."""
    invalidationLevel: InvalidationLevel
    modifications: BrushingModifications
    targets: list[BrushingTarget]


class IndexList:
    """Numbers by who named them; all together are what counts."""
    def __init__(self) -> None: ...
    def clear(self) -> bool:
        """Forgets all; whether there were any."""
    def contains(self, index: Any) -> bool:
        """Whether a number is among them."""
    def empty(self) -> bool:
        """Whether there are none."""
    def getIndices(self) -> BitSet:
        """All numbers."""
    def removeSource(self, source: str) -> bool:
        """Forgets the numbers of a source; whether that made a difference."""
    def set(self, source: str, indices: BitSet | Iterable[int]) -> bool:
        """Replaces the numbers of a source; whether that made a difference."""
    def size(self) -> int:
        """How many there are."""
