"""Events, their way through the network, and picking."""

import unittest

import inviwopy as ivw
from inviwopy.glm import dvec2, dvec3, uvec2, vec3


class Events(unittest.TestCase):
    def test_a_mouse_event_has_its_place_in_pixels_and_in_parts_of_the_picture(self):
        event = ivw.MouseEvent(
            ivw.MouseButton.Left,
            ivw.MouseState.Move,
            ivw.MouseButtons(ivw.MouseButton.Left, ivw.MouseButton.Right),
            ivw.KeyModifiers(ivw.KeyModifier.Shift),
            dvec2(0.25, 0.5),
            uvec2(200, 100),
            0.5,
        )
        self.assertEqual((event.x, event.y), (50, 50))
        self.assertEqual(event.pos, dvec2(50, 50))
        self.assertEqual(event.ndc, dvec3(-0.5, 0, 0.5))
        self.assertEqual(event.buttonName, "Left+Right")
        self.assertEqual(event.modifierNames(), "Shift")
        self.assertIn(ivw.KeyModifier.Shift, event.modifiers())
        event.pos = dvec2(100, 25)
        self.assertEqual(event.posNormalized, dvec2(0.5, 0.25))
        self.assertEqual(event.hash(), ivw.MouseEvent.chash)
        self.assertNotEqual(ivw.MouseEvent.chash, ivw.WheelEvent.chash)

    def test_positions_may_be_lists_and_arrays_and_names_may_be_given(self):
        import numpy as np

        event = ivw.WheelEvent(
            delta=[0, 1], normalizedPosition=np.array([0.5, 1.0]), canvasSize=uvec2(4, 4)
        )
        self.assertEqual(event.delta, dvec2(0, 1))
        self.assertEqual(event.pos, dvec2(2, 4))
        with self.assertRaises(TypeError):
            ivw.MouseEvent(button="left")
        with self.assertRaises(TypeError):
            ivw.ViewEvent("up")

    def test_what_is_no_event_place_or_thing_is_refused(self):
        node = Node("Node", 0)
        for wrong in (
            lambda: ivw.MouseEvent(normalizedPosition="a"),
            lambda: ivw.MouseEvent(normalizedPosition=[1, 2, 3]),
            lambda: ivw.TouchEvent([1, 2]),
            lambda: node.propagateEvent(3, None),
            lambda: ivw.PickingMapper(None, 3, print),
            lambda: ivw.PickingMapper(node, 3, None),
            lambda: ivw.Event().markAsVisited(3),
        ):
            with self.assertRaises(TypeError):
                wrong()
        for size in (-1, 10**12):
            with self.assertRaises(ValueError):
                ivw.PickingMapper(node, size, print)

    def test_a_picture_without_pixels_has_no_places(self):
        event = ivw.MouseEvent()
        event.pos = dvec2(3, 4)
        self.assertEqual(event.pos, dvec2(0, 0))

    def test_a_keyboard_event_can_be_copied(self):
        event = ivw.KeyboardEvent(ivw.IvwKey.A, ivw.KeyState.Release, utfText="a")
        event.markAsUsed()
        other = ivw.KeyboardEvent(event)
        self.assertEqual((other.key, other.state, other.text), (event.key, event.state, "a"))
        self.assertFalse(other.hasBeenUsed())
        self.assertTrue(event.used)
        self.assertFalse(event.clone().used)

    def test_touches_have_a_middle_and_two_that_are_nearest(self):
        size = uvec2(100, 100)
        points = [
            ivw.TouchPoint(n, ivw.TouchState.Updated, dvec2(x, 0.5), dvec2(x, 0.4), 0, size, 1.0)
            for n, x in enumerate((0.0, 0.8, 1.0))
        ]
        event = ivw.TouchEvent(points, ivw.TouchDevice(), ivw.KeyModifier.NoModifier)
        self.assertAlmostEqual(event.centerPointNormalized[0], 0.6)
        self.assertAlmostEqual(event.centerPoint[1], 50)
        self.assertEqual([p.id for p in event.findClosestTwoTouchPoints()], [1, 2])
        self.assertEqual(ivw.TouchEvent.getPickingState(points), ivw.PickingState.Updated)
        self.assertFalse(ivw.TouchEvent([], ivw.TouchDevice()).hasTouchPoints())

    def test_resizing_remembers_both_sizes(self):
        event = ivw.ResizeEvent(ivw.glm.size2_t(4, 3), ivw.glm.size2_t(2, 2))
        self.assertEqual((event.size[0], event.previousSize[0]), (4, 2))
        self.assertEqual(ivw.ResizeEvent(event).size[1], 3)


class Node(ivw.Processor):
    """Has an inport for each source, and one outport."""

    def __init__(self, name, n_inports, uses=False):
        ivw.Processor.__init__(self, name, name)
        self.ports = [ivw.PythonInport(f"in{n}") for n in range(n_inports)]
        for port in self.ports:
            self.addInport(port)
        self.outport = ivw.PythonOutport("out")
        self.addOutport(self.outport)
        self.uses = uses
        self.seen = []

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo("org.inviwo.test.node", "Node")

    def getProcessorInfo(self):
        return Node.processorInfo()

    def invokeEvent(self, event):
        self.seen.append(event)
        if self.uses:
            event.markAsUsed()
        ivw.Processor.invokeEvent(self, event)


class Propagation(unittest.TestCase):
    def setUp(self):
        network = ivw.app.network
        network.clear()
        self.addCleanup(network.clear)
        self.source, self.left = Node("Source", 0), Node("Left", 1)
        self.right, self.sink = Node("Right", 1), Node("Sink", 2)
        for node in (self.source, self.left, self.right, self.sink):
            network.addProcessor(node)
        network.addConnection(self.source.outport, self.left.ports[0])
        network.addConnection(self.source.outport, self.right.ports[0])
        network.addConnection(self.left.outport, self.sink.ports[0])
        network.addConnection(self.right.outport, self.sink.ports[1])

    def test_every_processor_upstream_sees_an_event_once(self):
        event = ivw.MouseEvent()
        self.sink.propagateEvent(event, None)
        for node in (self.source, self.left, self.right, self.sink):
            self.assertEqual(node.seen, [event])
        self.assertEqual(len(event.getVisitedProcessors()), 4)
        self.assertFalse(event.used)

    def test_who_uses_an_event_ends_its_way(self):
        self.sink.uses = True
        event = ivw.MouseEvent()
        self.sink.propagateEvent(event, None)
        self.assertTrue(event.used)
        self.assertEqual(self.left.seen, [])

    def test_one_branch_that_uses_an_event_does_not_hide_it_from_the_other(self):
        self.left.uses = True
        event = ivw.WheelEvent()
        self.sink.propagateEvent(event, None)
        self.assertEqual(self.right.seen, [event])
        self.assertTrue(event.used)

    def test_resizing_goes_where_images_go_only(self):
        self.sink.propagateEvent(ivw.ResizeEvent([8, 8]), None)
        self.assertEqual(self.left.seen, [])

    def test_picking_reaches_the_callback_of_the_processor_that_asked(self):
        told = []

        def callback(event):
            told.append((event.pickedId, event.state, ivw.PickingPressItem.Primary in event.pressItems))
            event.setToolTip("here")

        mapper = ivw.PickingMapper(self.source, 3, callback)
        mouse = ivw.MouseEvent(normalizedPosition=dvec2(0.75, 0.5), canvasSize=uvec2(10, 10))
        number = mapper.pickingId(2)
        event = ivw.PickingEvent(
            mapper.pickingAction, mouse, ivw.PickingState.Updated, ivw.PickingPressState.Move,
            ivw.PickingPressItem.Primary, ivw.PickingHoverState.Move,
            ivw.PickingPressItems(ivw.PickingPressItem.Primary), number, number, number, number,
            dvec3(0, 0, 0.5), dvec3(0.25, 0, 0.5),
        )
        self.assertEqual(event.position, dvec2(0.75, 0.5))
        self.assertEqual(event.deltaPosition, dvec2(0.125, 0))
        self.assertEqual(event.deltaPressedPosition, dvec2(0.25, 0))
        self.sink.propagateEvent(event, None)
        self.assertEqual(told, [(2, ivw.PickingState.Updated, True)])
        self.assertTrue(event.used)

    def test_numbers_of_things_are_never_shared(self):
        mappers = [ivw.PickingMapper(self.source, n, print) for n in (3, 5, 2)]
        mappers[1].resize(9)
        numbers = [mapper.pickingId(n) for mapper in mappers for n in range(mapper.size)]
        self.assertEqual(len(numbers), 14)
        self.assertEqual(len(set(numbers)), 14)
        self.assertNotIn(0, numbers)
        with self.assertRaises(RuntimeError):
            mappers[0].pickingId(3)
        for mapper in mappers:
            for n in range(mapper.size):
                action = ivw.PickingManager.action(mapper.pickingId(n))
                self.assertIs(action, mapper.pickingAction)

    def test_a_drag_is_as_long_in_the_world_as_on_the_screen(self):
        camera = ivw.data.PerspectiveCamera(vec3(0, 0, 2), vec3(0), vec3(0, 1, 0))
        mapper = ivw.PickingMapper(self.source, 1, print)
        mouse = ivw.MouseEvent(
            state=ivw.MouseState.Move, normalizedPosition=dvec2(0.5, 0.5), canvasSize=uvec2(10, 10)
        )
        clip = camera.projectionMatrix * camera.viewMatrix * ivw.glm.vec4(0, 0, 0, 1)
        depth = clip[2] / clip[3]
        event = ivw.PickingEvent(
            mapper.pickingAction, mouse, ivw.PickingState.Updated, ivw.PickingPressState.Move,
            ivw.PickingPressItem.Primary, ivw.PickingHoverState.NoHover,
            ivw.PickingPressItem.Primary, 1, 1, 1, 1, dvec3(0, 0, depth), dvec3(-0.1, 0, depth),
        )
        delta = event.getWorldSpaceDeltaAtPressDepth(camera)
        # The picture is as high as twice the tangent of half the angle, at distance two.
        import math

        half = 2 * math.tan(math.radians(camera.fovy) / 2) * camera.aspectRatio
        self.assertAlmostEqual(delta[0], 0.1 * half, 3)
        self.assertAlmostEqual(delta[1], 0, 5)


if __name__ == "__main__":
    unittest.main()
