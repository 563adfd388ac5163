"""Brushing and linking: what a person filters out, selects or has the mouse over in one view, others
show too.

    self.brushing = ivwbnl.BrushingAndLinkingInport("brushing")
    self.addInport(self.brushing)
    ...
    self.brushing.select(BitSet([1, 5]))        # rows, for all who share the same outport
    rows = self.brushing.getSelectedIndices()

Row numbers are data of the host, so that native processors see them too. Numbers of anything else
(`BrushingTarget.Column`, or a name of your own) are known in Python only.
"""

from ._manager import BrushingAndLinkingManager
from ._ports import BrushingAndLinkingInport, BrushingAndLinkingOutport
from ._values import (
    BrushingAction,
    BrushingModification,
    BrushingModifications,
    BrushingTarget,
    BrushingTargetsInvalidationLevel,
    IndexList,
)
from ._values import Brushing as _Brushing  # noqa: F401 (what the extension makes and takes)

BrushingModificationsIterator = type(iter(BrushingModifications()))

__all__ = [
    "BrushingAction",
    "BrushingAndLinkingInport",
    "BrushingAndLinkingManager",
    "BrushingAndLinkingOutport",
    "BrushingModification",
    "BrushingModifications",
    "BrushingTarget",
    "BrushingTargetsInvalidationLevel",
    "IndexList",
]

