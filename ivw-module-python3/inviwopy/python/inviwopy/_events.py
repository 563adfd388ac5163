"""What people do with mouse, keyboard and touch screen, and how it reaches processors.

An event goes from a canvas upstream: `Processor.propagateEvent` visits each processor once and calls
its `invokeEvent`, until somebody marks the event as used.
"""

import zlib

from . import _core
from ._core import (
    IvwKey,
    KeyModifier,
    KeyModifiers,
    KeyState,
    MouseButton,
    MouseButtons,
    MouseState,
    PickingState,
    TouchDeviceType,
    TouchState,
)

_glm = _core.glm
dvec2, dvec3, uvec2, size2_t = _glm.dvec2, _glm.dvec3, _glm.uvec2, _glm.size2_t


def _vector(kind, value):
    """A vector of a kind: that itself, or a list, an array or another vector of as many numbers."""
    return kind(value if isinstance(value, (kind, int, float, list)) else list(_numbers(value)))


def _numbers(value):
    # The length of a vector is that of its array.
    return value.array if hasattr(value, "array") else value


def _times(a, b):
    return dvec2(a[0] * b[0], a[1] * b[1])


def _over(a, b):
    """Positions in [0, 1] of pixels; a picture without pixels has only its corner."""
    return dvec2(*(a[n] / b[n] if b[n] else 0.0 for n in (0, 1)))


class _Member:
    """A member that takes values of one type only."""

    def __init__(self, convert, doc=""):
        self._convert = convert
        self.__doc__ = doc

    def __set_name__(self, owner, name):
        self._name = name

    def __get__(self, instance, owner=None):
        return self if instance is None else instance.__dict__[self._name]

    def __set__(self, instance, value):
        instance.__dict__[self._name] = self._convert(value)


def _vector_member(kind, doc=""):
    return _Member(lambda value: _vector(kind, value), doc)


class Event:
    """Something that goes through the network until somebody uses it."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        #: Number that tells classes of events apart: `event.hash() == MouseEvent.chash`.
        cls.chash = zlib.crc32(("org.inviwo." + cls.__name__).encode())

    def __init__(self):
        self._used = False
        self._visited = []

    def clone(self):
        """The same event again, which nobody has used or seen."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._used, other._visited = False, []
        return other

    def hash(self):
        """The number of its class."""
        return type(self).chash

    def shouldPropagateTo(self, inport, processor, outport):
        """Whether it goes on to what an inport is connected to."""
        return True

    def markAsUsed(self):
        """Ends its way; gives whether it had ended before."""
        return self.setUsed(True)

    def markAsUnused(self):
        return self.setUsed(False)

    def setUsed(self, used):
        was_used, self._used = self._used, bool(used)
        return was_used

    def hasBeenUsed(self):
        return self._used

    @property
    def used(self):
        """Whether somebody has used it, so that nobody else does."""
        return self._used

    @used.setter
    def used(self, used):
        self._used = bool(used)

    def markAsVisited(self, by):
        """Notes that a processor has seen it, or all that have seen another event."""
        if isinstance(by, Event):
            self._visited += [seen for seen in by._visited if seen not in self._visited]
            return None
        if not isinstance(by, _core.Processor):
            raise TypeError(f"expected a processor or an event, not {type(by).__name__}")
        was_visited = self.hasVisitedProcessor(by)
        if not was_visited:
            self._visited.append(by)
        return was_visited

    def hasVisitedProcessor(self, processor):
        return processor in self._visited

    def getVisitedProcessors(self):
        return list(self._visited)

    def __repr__(self):
        return f"<{type(self).__name__}>"


class ContextMenuEntry:
    """A line of a context menu, or a menu inside of one."""

    def __init__(self, label, id, childEntries=(), iconPath=""):
        self.label, self.id, self.iconPath = str(label), str(id), str(iconPath)
        self.childEntries = _entries(childEntries)

    def __repr__(self):
        return f"<{type(self).__name__}: {self.label}>"


class ContextMenuAction(ContextMenuEntry):
    """A line of a context menu that can be chosen."""

    def __init__(self, id, label=None, iconPath=""):
        super().__init__(id if label is None else label, id, (), iconPath)


class ContextMenuSubmenu(ContextMenuEntry):
    """A menu inside of a context menu."""

    def __init__(self, label, childEntries=(), iconPath=""):
        super().__init__(label, "", childEntries, iconPath)


class ContextMenuSeparator(ContextMenuEntry):
    """What separates lines of a context menu."""

    def __init__(self):
        super().__init__("", "")


def _entries(entries):
    entries = list(entries)
    for entry in entries:
        if not isinstance(entry, ContextMenuEntry):
            raise TypeError(f"expected a ContextMenuEntry, got {type(entry).__name__}")
    return entries


class InteractionEvent(Event):
    """An event with modifier keys, which may answer with a tool tip or a menu."""

    def __init__(self, modifiers=KeyModifier.NoModifier):
        super().__init__()
        self._modifiers = KeyModifiers(modifiers)
        self._tool_tip = None
        self._menu = []

    def modifiers(self):
        return KeyModifiers(self._modifiers)

    def setModifiers(self, modifiers):
        self._modifiers = KeyModifiers(modifiers)

    def modifierNames(self):
        return str(self._modifiers)

    def setToolTip(self, text):
        """Shows a text beside the mouse; an empty one takes it away."""
        self._tool_tip = str(text)
        show = getattr(self, "_show_tool_tip", None)
        if show is not None:
            show(self._tool_tip)

    def showContextMenu(self, entries):
        """Shows a menu at the mouse; the entry that is chosen comes back as a `ContextMenuEvent`."""
        self._menu = _entries(entries)


class ContextMenuEvent(InteractionEvent):
    """An entry of a menu was chosen, see `InteractionEvent.showContextMenu`."""

    id = _Member(str, "What the entry is known by.")

    def __init__(self, id="", modifiers=KeyModifier.NoModifier):
        super().__init__(modifiers)
        self.id = id

    def __repr__(self):
        return f"<ContextMenuEvent: {self.id}>"


class KeyboardEvent(InteractionEvent):
    """A key was pressed or released."""

    key = _Member(IvwKey)
    state = _Member(KeyState)
    nativeVirtualKey = _Member(int, "Number of the key in the operating system.")
    text = _Member(str, "What the key types.")

    def __init__(
        self,
        key=IvwKey.Unknown,
        state=KeyState.Press,
        modifiers=KeyModifier.NoModifier,
        nativeVirtualKey=0,
        utfText="",
    ):
        if isinstance(key, KeyboardEvent):
            super().__init__(key._modifiers)
            self.__dict__.update(key.clone().__dict__)
            return
        super().__init__(modifiers)
        self.key, self.state = key, state
        self.nativeVirtualKey, self.text = nativeVirtualKey, utfText

    def __repr__(self):
        return f"<KeyboardEvent: {self.key.name} {self.state.name} {self.modifierNames()}>"


class MouseInteractionEvent(InteractionEvent):
    """Something that happens at a place in a picture."""

    def __init__(self, buttonState, modifiers, normalizedPosition, canvasSize, depth):
        super().__init__(modifiers)
        self._buttons = MouseButtons(buttonState)
        self._at = _vector(dvec2, normalizedPosition)
        self._size = _vector(uvec2, canvasSize)
        self._depth = float(depth)

    @property
    def buttonState(self):
        """All buttons that are pressed."""
        return MouseButtons(self._buttons)

    @buttonState.setter
    def buttonState(self, buttons):
        self._buttons = MouseButtons(buttons)

    @property
    def posNormalized(self):
        """Place in the picture, from [0, 0] at the lower left to [1, 1]."""
        return dvec2(self._at)

    @posNormalized.setter
    def posNormalized(self, at):
        self._at = _vector(dvec2, at)

    @property
    def pos(self):
        """Place in the picture in pixels from the lower left."""
        return _times(self._at, self._size)

    @pos.setter
    def pos(self, at):
        self._at = _over(_vector(dvec2, at), self._size)

    @property
    def x(self):
        return self._at[0] * self._size[0]

    @property
    def y(self):
        return self._at[1] * self._size[1]

    @property
    def canvasSize(self):
        """Size of the picture in pixels."""
        return uvec2(self._size)

    @canvasSize.setter
    def canvasSize(self, size):
        self._size = _vector(uvec2, size)

    @property
    def depth(self):
        """Depth of what is seen there, from -1 at the near plane to 1 at the far one."""
        return self._depth

    @depth.setter
    def depth(self, depth):
        self._depth = float(depth)

    @property
    def ndc(self):
        """Place and depth, each in [-1, 1]."""
        return dvec3(2 * self._at[0] - 1, 2 * self._at[1] - 1, self._depth)

    @property
    def buttonName(self):
        return str(self._buttons)

    def __repr__(self):
        x, y = self.pos
        return f"<{type(self).__name__}: [{x:g} {y:g}] {self.buttonName} {self.modifierNames()}>"


class MouseEvent(MouseInteractionEvent):
    """A button was pressed or released, or the mouse moved."""

    button = _Member(MouseButton)
    state = _Member(MouseState)

    def __init__(
        self,
        button=MouseButton.Left,
        state=MouseState.Press,
        buttonState=MouseButton.NoButton,
        modifiers=KeyModifier.NoModifier,
        normalizedPosition=0,
        canvasSize=0,
        depth=1.0,
    ):
        super().__init__(buttonState, modifiers, normalizedPosition, canvasSize, depth)
        self.button, self.state = button, state


class WheelEvent(MouseInteractionEvent):
    """The wheel was turned."""

    delta = _vector_member(dvec2, "How far, to the right and upwards.")

    def __init__(
        self,
        buttonState=MouseButton.NoButton,
        modifiers=KeyModifier.NoModifier,
        delta=0,
        normalizedPosition=0,
        canvasSize=0,
        depth=1.0,
    ):
        super().__init__(buttonState, modifiers, normalizedPosition, canvasSize, depth)
        self.delta = delta


class TouchPoint:
    """A finger on a screen."""

    id = _Member(int)
    posNormalized = _vector_member(dvec2, "Place in the picture, each in [0, 1].")
    prevPosNormalized = _vector_member(dvec2, "Place before.")
    pressedPosNormalized = _vector_member(dvec2, "Place where it came down.")
    canvasSize = _vector_member(uvec2, "Size of the picture in pixels.")
    pressure = _Member(float)
    depth = _Member(float, "Depth of what is seen there, in [-1, 1].")

    def __init__(
        self,
        id=-1,
        touchState=TouchState.NoTouch,
        posNormalized=0,
        prevPosNormalized=0,
        pressedPosNormalized=0,
        canvasSize=0,
        pressure=1.0,
        depth=1.0,
    ):
        self.id = id
        self._state = TouchState(touchState)
        self.posNormalized, self.prevPosNormalized = posNormalized, prevPosNormalized
        self.pressedPosNormalized, self.canvasSize = pressedPosNormalized, canvasSize
        self.pressure, self.depth = pressure, depth

    @property
    def state(self):
        return self._state

    @property
    def ndc(self):
        """Place and depth, each in [-1, 1]."""
        at = self.posNormalized
        return dvec3(2 * at[0] - 1, 2 * at[1] - 1, self.depth)

    def __repr__(self):
        x, y = self.pos
        return f"<TouchPoint: {self.id} [{x:g} {y:g}] {self._state.name}>"


def _in_pixels(name):
    """A place in pixels beside that in [0, 1]."""

    def get(self):
        return _times(getattr(self, name), self.canvasSize)

    def set(self, at):
        setattr(self, name, _over(_vector(dvec2, at), self.canvasSize))

    return property(get, set, doc="Place in pixels.")


TouchPoint.pos = _in_pixels("posNormalized")
TouchPoint.prevPos = _in_pixels("prevPosNormalized")
TouchPoint.pressedPos = _in_pixels("pressedPosNormalized")


class TouchDevice:
    """What fingers touch."""

    type = _Member(TouchDeviceType)
    name = _Member(str)

    def __init__(self, type=TouchDeviceType.Screen, name=""):
        self.type, self.name = type, name


def _points(points):
    points = list(points)
    for point in points:
        if not isinstance(point, TouchPoint):
            raise TypeError(f"expected TouchPoints, not {type(point).__name__}")
    return points


def _middle(points):
    count = max(len(points), 1)
    return dvec2(*(sum(point[n] for point in points) / count for n in (0, 1)))


class TouchEvent(InteractionEvent):
    """Fingers came, moved or went."""

    touchPoints = _Member(_points, "All fingers.")

    def __init__(self, touchPoints=(), source=None, modifiers=KeyModifier.NoModifier):
        super().__init__(modifiers)
        self.touchPoints = touchPoints
        self._device = source or TouchDevice()

    def hasTouchPoints(self):
        return bool(self.touchPoints)

    @property
    def canvasSize(self):
        """Size of the picture in pixels."""
        return self.touchPoints[0].canvasSize if self.touchPoints else uvec2(0)

    @property
    def centerPoint(self):
        """Middle of all fingers in pixels."""
        return _times(self.centerPointNormalized, self.canvasSize)

    @property
    def centerPointNormalized(self):
        return _middle([point.posNormalized for point in self.touchPoints])

    @property
    def prevCenterPointNormalized(self):
        return _middle([point.prevPosNormalized for point in self.touchPoints])

    @property
    def centerNDC(self):
        """Middle of all fingers and depth, each in [-1, 1]."""
        at = self.centerPointNormalized
        return dvec3(2 * at[0] - 1, 2 * at[1] - 1, self.averageDepth)

    @property
    def averageDepth(self):
        count = len(self.touchPoints)
        return sum(point.depth for point in self.touchPoints) / count if count else 1.0

    @property
    def getDevice(self):
        return self._device

    def findClosestTwoTouchPoints(self):
        """The two fingers that are nearest to each other, or all if there are fewer."""
        points = self.touchPoints
        if len(points) < 3:
            return list(points)
        pairs = [(a, b) for n, a in enumerate(points) for b in points[n + 1 :]]

        def distance(pair):
            a, b = (point.pos for point in pair)
            return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2

        return list(min(pairs, key=distance))

    @staticmethod
    def getPickingState(touchPoints):
        """What happens to a thing below the fingers."""
        states = [point.state for point in touchPoints]
        if not states:
            return PickingState.NoState
        if all(state == TouchState.Finished for state in states):
            return PickingState.Finished
        if all(state == TouchState.Started for state in states):
            return PickingState.Started
        return PickingState.Updated


class ResizeEvent(Event):
    """A canvas has another size; it goes only where images go."""

    size = _vector_member(size2_t)
    previousSize = _vector_member(size2_t)

    def __init__(self, newSize, previousSize=0):
        super().__init__()
        if isinstance(newSize, ResizeEvent):
            newSize, previousSize = newSize.size, newSize.previousSize
        self.size, self.previousSize = newSize, previousSize

    def shouldPropagateTo(self, inport, processor, outport):
        return "Image" in inport.classIdentifier

    def __repr__(self):
        return f"<ResizeEvent: {self.size}>"


class ViewEventFlipUp:
    """Turns a camera upside down."""


class ViewEventFitData:
    """Moves a camera so that all is seen."""


class ViewEvent(Event):
    """Asks cameras to look from a side, to turn over, or to fit the data."""

    def __init__(self, action):
        super().__init__()
        known = (_core.properties.Side, ViewEventFlipUp, ViewEventFitData)
        if not isinstance(action, known):
            raise TypeError(
                f"expected a camerautil.Side, ViewEventFlipUp or ViewEventFitData, "
                f"not {type(action).__name__}"
            )
        self._action = action

    @property
    def action(self):
        return self._action


Event.chash = zlib.crc32(b"org.inviwo.Event")


def propagate(processor, event, outport=None):
    """What `Processor.propagateEvent` does: this processor, then all upstream of it."""
    if not isinstance(event, Event):
        raise TypeError(f"expected an Event, not {type(event).__name__}")
    if event.hasVisitedProcessor(processor):
        return
    event.markAsVisited(processor)
    processor.invokeEvent(event)
    if event.hasBeenUsed():
        return
    used = False
    for inport in processor.inports:
        if not event.shouldPropagateTo(inport, processor, outport):
            continue
        for source in inport.getConnectedOutports():
            source.processor.propagateEvent(event, source)
            used |= event.hasBeenUsed()
            # Every inport gets to see it, as in a picture of several things.
            event.markAsUnused()
    event.setUsed(used)


for _class in list(globals().values()):
    if isinstance(_class, type) and _class.__module__ == __name__ and _class is not _Member:
        _class.__module__ = "inviwopy"
