"""Brushing between processors in Python, and with native ones."""

import unittest

import inviwopy as ivw
import ivwbnl
from inviwopy.data import BitSet
from inviwopy.properties import InvalidationLevel
from ivwbnl import (
    BrushingAction,
    BrushingAndLinkingInport,
    BrushingAndLinkingManager,
    BrushingAndLinkingOutport,
    BrushingModification,
    BrushingModifications,
    BrushingTarget,
    BrushingTargetsInvalidationLevel,
)


class Node(ivw.Processor):
    @classmethod
    def processorInfo(cls):
        return ivw.ProcessorInfo(f"org.test.bnl.{cls.__name__}", cls.__name__)

    def getProcessorInfo(self):
        return self.processorInfo()


class Hub(Node):
    def __init__(self, id, name):
        super().__init__(id, name)
        self.outport = BrushingAndLinkingOutport("outport")
        self.addOutport(self.outport)


class View(Node):
    """Shows what is brushed, and notes what was new in each run."""

    def __init__(self, id, name, levels=None):
        super().__init__(id, name)
        more = [] if levels is None else [levels]
        self.inport = BrushingAndLinkingInport("inport", *more)
        self.addInport(self.inport)
        self.seen = []

    def process(self):
        new = [one.name for one in self.inport.getModifiedActions()]
        self.seen.append((new, self.inport.getSelectedIndices().toVector()))


class Brushing(unittest.TestCase):
    def setUp(self):
        self.network = ivw.app.network
        self.network.clear()
        self.addCleanup(self.network.clear)

    def added(self, *processors):
        for processor in processors:
            self.network.addProcessor(processor)
        return processors

    def views(self, source, levels=None):
        views = self.added(View("A", "A", levels), View("B", "B"))
        for view in views:
            self.network.addConnection(source, view.inport)
            view.seen.clear()
        return views

    def test_what_one_view_selects_the_others_show_once(self):
        (hub,) = self.added(Hub("Hub", "Hub"))
        one, other = self.views(hub.outport)
        told = []
        hub.outport.getManager().onBrush(lambda *what: told.append(what))

        one.inport.select(BitSet([5, 1]))

        for view in (one, other):
            self.assertEqual(view.seen, [(["Selected"], [1, 5])])
            self.assertFalse(view.inport.isSelectionModified(), "it has been seen")
        self.assertTrue(other.inport.isSelected(5) and not other.inport.isHighlighted(5))
        self.assertEqual(hub.outport.getManager().getNumberOfSelected(), 2)
        self.assertEqual(
            told, [(BrushingAction.Select, BrushingTarget.Row, BitSet([1, 5]), "")]
        )
        other.inport.select([1, 5])
        self.assertEqual(len(one.seen), 1, "the same is no news")

    def test_filters_of_several_sources_add_up(self):
        (hub,) = self.added(Hub("Hub", "Hub"))
        one, other = self.views(hub.outport)
        one.inport.filter("age", [1, 2])
        other.inport.filter("height", [2, 3])
        self.assertEqual(one.inport.getFilteredIndices().toVector(), [1, 2, 3])
        one.inport.filter("age", [])
        self.assertEqual(one.inport.getFilteredIndices().toVector(), [2, 3])
        self.assertTrue(other.inport.isFiltered(3))

    def test_a_view_runs_only_for_what_it_asks_for(self):
        (hub,) = self.added(Hub("Hub", "Hub"))
        level = BrushingTargetsInvalidationLevel(
            [BrushingTarget.Column], BrushingModification.Selected, InvalidationLevel.InvalidOutput
        )
        one, other = self.views(hub.outport, [level])
        other.inport.select([3])
        other.inport.highlight([3], BrushingTarget.Column)
        self.assertEqual((len(one.seen), len(other.seen)), (0, 2))
        other.inport.select([7], BrushingTarget.Column)
        self.assertEqual(len(one.seen), 1)
        # It had all of it to see by then.
        self.assertEqual(one.seen[0][0], ["Selected", "Highlighted"])
        manager = one.inport.getManager()
        self.assertEqual(manager.getSelectedIndices(BrushingTarget.Column), BitSet([7]))
        self.assertEqual(
            manager.getTargets(BrushingAction.Select), [BrushingTarget.Column, BrushingTarget.Row]
        )

    def test_a_native_processor_shares_rows_with_views_in_python(self):
        native = ivw.app.processorFactory.create("org.inviwo.BrushingAndLinkingProcessor")
        self.added(native)
        one, other = self.views(native.outports.outport)
        one.inport.select([4, 2])
        one.inport.filter("me", [9])
        self.assertEqual(other.seen[-1], (["Filtered"], [2, 4]))
        self.assertEqual(other.inport.getFilteredIndices(), BitSet([9]))
        # What a native view picks out comes beside that.
        native._brush("Highlight", [1])
        self.assertEqual(other.inport.getHighlightedIndices(), BitSet([1]))
        self.assertEqual(other.seen[-1], (["Highlighted"], [2, 4]))
        self.assertTrue(one.inport.isFiltered(9))
        # Whoever clears it does so for all.
        native.clearAll.press()
        self.assertEqual(other.seen[-1], (["Filtered", "Selected", "Highlighted"], []))
        self.assertFalse(one.inport.isFiltered(9))

    def test_a_native_processor_gets_rows_of_python(self):
        (hub,) = self.added(Hub("Hub", "Hub"))
        native = ivw.app.processorFactory.create("org.inviwo.BrushingAndLinkingProcessor")
        self.added(native)
        self.network.addConnection(hub.outport, native.inports.inport)
        one, other = self.views(native.outports.outport)
        hub.outport.getManager().select([8, 8, 3])
        self.assertEqual(one.inport.getSelectedIndices().toVector(), [3, 8])
        self.assertEqual(one.seen[-1], (["Selected"], [3, 8]))

    def test_managers_hang_together_as_a_script_says(self):
        (hub,) = self.added(Hub("Hub", "Hub"))
        (view,) = self.added(View("C", "C"))
        own = BrushingAndLinkingManager(view.inport)
        own.setParent(hub.outport.getManager())
        own.select([2])
        self.assertTrue(hub.outport.getManager().isSelected(2))
        with self.assertRaises(ValueError):
            hub.outport.getManager().setParent(own)
        own.setParent(None)
        self.assertFalse(own.isSelected(2))

    def test_a_port_on_its_own_keeps_what_it_is_told(self):
        inport = BrushingAndLinkingInport("inport")
        inport.select([1])
        self.assertTrue(inport.isSelected(1) and inport.isSelectionModified())
        manager = inport.getManager()
        self.assertEqual(manager.getInvalidationLevel(), InvalidationLevel.InvalidOutput)
        manager.clearModifications()
        self.assertFalse(manager.isModified())
        manager.clearSelected()
        self.assertEqual(manager.getModifiedTargets(), [BrushingTarget.Row])
        self.assertFalse(manager.hasIndices(BrushingAction.Select))

    def test_what_is_no_action_target_or_level_is_refused(self):
        inport = BrushingAndLinkingInport("inport")
        for wrong in (
            lambda: inport.brush(BrushingAction.Select, "row", [1]),
            lambda: BrushingTarget(3),
            lambda: BrushingTargetsInvalidationLevel(BrushingModifications()),
            lambda: BrushingAndLinkingManager(None),
            lambda: inport.getManager().onBrush(3),
        ):
            with self.assertRaises(TypeError):
                wrong()
        with self.assertRaises(OverflowError):
            inport.select([-1])

    def test_numbers_are_kept_by_source(self):
        numbers = ivwbnl.IndexList()
        self.assertTrue(numbers.set("a", [1, 2]) and numbers.set("b", [2, 3]))
        self.assertFalse(numbers.set("a", [1, 2]))
        self.assertEqual((numbers.size(), numbers.contains(3)), (3, True))
        self.assertTrue(numbers.removeSource("b"))
        self.assertEqual(numbers.getIndices(), BitSet([1, 2]))
        self.assertTrue(numbers.clear() and numbers.empty())
        self.assertFalse(numbers.clear())


if __name__ == "__main__":
    unittest.main()
