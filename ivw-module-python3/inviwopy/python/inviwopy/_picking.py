"""Things in a picture that people point at.

A processor asks for as many numbers as it has things and writes them into the picking layer of its
picture; who points at one of them reaches the processor's callback.
"""

import bisect
import itertools
import weakref

from . import _core
from ._core import (
    MouseState,
    PickingHoverState,
    PickingPressItem,
    PickingPressItems,
    PickingPressState,
    PickingState,
)
from ._events import Event, InteractionEvent, _vector, dvec2, dvec3

_glm = _core.glm


#: The picking layer has three bytes for a number.
_LIMIT = 1 << 24
#: What the host knows owners of numbers by.
_OWNERS = itertools.count(1)


class PickingAction:
    """A run of numbers of one processor, and whom to tell."""

    def __init__(self, size, processor, callback):
        self.size = size
        self.enabled = True
        self._owner, self._start = next(_OWNERS), None
        self._processor, self._callback = processor, callback

    @property
    def start(self):
        """The first number; the host gives it when the processor comes to it, or when it is asked for."""
        if self._start is None and self.size:
            self._start = _core._picking_ids(self._owner, self.size)
            PickingManager._note(self)
        return self._start or 0

    def _release(self):
        if self._start is not None:
            self._start = None
            PickingManager._forget(self)
            _core._picking_ids(self._owner, 0)

    @property
    def processor(self):
        return self._processor

    def getPickingId(self, n=0):
        """The number that one of the things has in every picture."""
        if not 0 <= n < self.size:
            raise RuntimeError(f"there is no thing {n}: there are {self.size}")
        return self.start + n

    def getLocalPickingId(self, number):
        """Which of the things a number is."""
        return number - self.start

    def __call__(self, event):
        if not self.enabled:
            return
        try:
            self._callback(event)
        except Exception as error:  # Whoever moves the mouse is not to blame.
            _core.logError(
                f"{self._processor.identifier} Error in picking: {type(error).__name__}: {error}"
            )


class PickingManager:
    """All runs of numbers that were given to processors in Python; zero is nothing."""

    _starts = []
    _actions = []

    @classmethod
    def register(cls, processor, size, callback):
        if not 0 <= size < _LIMIT:
            raise ValueError(f"there can't be {size} things: numbers go up to {_LIMIT - 1}")
        action = PickingAction(size, processor, callback)
        # One that is in no network yet gets its numbers when it comes there, in that order.
        if _is_known(processor):
            action.start
        return action

    @classmethod
    def unregister(cls, action):
        action._release()

    @classmethod
    def _note(cls, action):
        at = bisect.bisect(cls._starts, action._start)
        cls._starts.insert(at, action._start)
        cls._actions.insert(at, action)

    @classmethod
    def _forget(cls, action):
        at = cls._actions.index(action)
        del cls._starts[at], cls._actions[at]

    @classmethod
    def action(cls, number):
        """Whose number it is, or `None`."""
        at = bisect.bisect(cls._starts, number) - 1
        if at < 0:
            return None
        action = cls._actions[at]
        return action if number < action._start + action.size else None


#: Mappers whose processors are in no network yet.
_waiting = weakref.WeakSet()


def _is_known(processor):
    return processor.network is not None


def attached(processor):
    """Gives a processor that comes to the host its numbers, in the order in which it asked."""
    mine = [mapper for mapper in list(_waiting) if mapper._processor is processor]
    for mapper in sorted(mine, key=lambda mapper: mapper._action._owner):
        _waiting.discard(mapper)
        mapper._action.start


class PickingMapper:
    """Numbers for things of a processor, and the callback that is told about them."""

    def __init__(self, p, size, callback):
        if not isinstance(p, _core.Processor):
            raise TypeError(f"expected a processor, not {type(p).__name__}")
        if not callable(callback):
            raise TypeError("the callback has to be callable")
        self._processor, self._callback = p, callback
        self._action = PickingManager.register(p, int(size), callback)
        if self._action._start is None:
            _waiting.add(self)

    def resize(self, size):
        """Asks for other numbers, unless there are as many already."""
        if size == self._action.size:
            return
        old, self._action = self._action, PickingAction(0, self._processor, self._callback)
        had_numbers = old._start is not None
        PickingManager.unregister(old)
        self._action = PickingManager.register(self._processor, int(size), self._callback)
        self._action.enabled = old.enabled
        if had_numbers:
            self._action.start

    def pickingId(self, n=0):
        """The number of a thing, for the picking layer or a buffer of the kind `PickingAttrib`."""
        return self._action.getPickingId(n)

    @property
    def pickingAction(self):
        return self._action

    @property
    def size(self):
        """How many things there are."""
        return self._action.size

    @size.setter
    def size(self, size):
        self.resize(size)

    @property
    def enabled(self):
        """Whether the callback is called."""
        return self._action.enabled

    @enabled.setter
    def enabled(self, enabled):
        self._action.enabled = bool(enabled)

    @property
    def color(self):
        """The number of the first thing as a color."""
        number = self._action.start
        return _glm.vec3(*(byte / 255 for byte in _core._picking_color(number)))

    def __del__(self):
        action = getattr(self, "_action", None)
        if action is not None:
            PickingManager.unregister(action)


class PickingEvent(Event):
    """Somebody points at a thing in the picture."""

    def __init__(
        self,
        pickingAction,
        event,
        state,
        pressState,
        pressItem,
        hoverState,
        pressedState,
        pickedGlobalId,
        currentGlobalId,
        pressedGlobalId,
        previousGlobalId,
        pressedNDC,
        previousNDC,
    ):
        super().__init__()
        if not isinstance(event, InteractionEvent):
            raise TypeError(f"expected an InteractionEvent, not {type(event).__name__}")
        self._action, self._event = pickingAction, event
        self._state = PickingState(state)
        self._press_state = PickingPressState(pressState)
        self._press_item = PickingPressItem(pressItem)
        self._hover_state = PickingHoverState(hoverState)
        self._press_items = PickingPressItems(pressedState)
        self._picked, self._current = int(pickedGlobalId), int(currentGlobalId)
        self._pressed, self._previous = int(pressedGlobalId), int(previousGlobalId)
        self._pressed_ndc = _vector(dvec3, pressedNDC)
        self._has_moved = self._pressed_ndc != self.ndc
        self._previous_ndc = _vector(dvec3, previousNDC)

    def _local(self, number):
        return self._action.getLocalPickingId(number)

    @property
    def pickedId(self):
        """Which of the processor's things it is about."""
        return self._local(self._picked)

    @property
    def globalPickingId(self):
        return self._picked

    @property
    def currentGlobalPickingId(self):
        """The number of what is below the mouse."""
        return self._current

    @property
    def currentLocalPickingId(self):
        return self._local(self._current)

    @property
    def previousGlobalPickingId(self):
        """The number of what was below the mouse before."""
        return self._previous

    @property
    def previousLocalPickingId(self):
        return self._local(self._previous)

    @property
    def pressedGlobalPickingId(self):
        """The number of what the mouse was pressed at."""
        return self._pressed

    @property
    def pressedLocalPickingId(self):
        return self._local(self._pressed)

    @property
    def ndc(self):
        """Place and depth, each in [-1, 1]."""
        return self._event.centerNDC if hasattr(self._event, "centerNDC") else self._event.ndc

    @property
    def previousNDC(self):
        return dvec3(self._previous_ndc)

    @property
    def pressedNDC(self):
        return dvec3(self._pressed_ndc)

    @property
    def canvasSize(self):
        """Size of the picture in pixels."""
        return self._event.canvasSize

    @property
    def state(self):
        return self._state

    @property
    def pressState(self):
        return self._press_state

    @property
    def pressItem(self):
        """What changed: the button that was pressed or released."""
        return self._press_item

    @property
    def pressItems(self):
        """All buttons that are pressed."""
        return PickingPressItems(self._press_items)

    @property
    def hoverState(self):
        return self._hover_state

    @property
    def modifiers(self):
        return self._event.modifiers()

    def getEvent(self):
        """What the person did."""
        return self._event

    def getMovedSincePressed(self):
        """Whether the mouse moved since a button was pressed."""
        return self._has_moved

    def setToolTip(self, text):
        self._event.setToolTip(text)

    def getWorldSpaceDeltaAtPressDepth(self, camera):
        """How far the thing was dragged in the world, as deep as it was pressed."""
        is_press = getattr(self._event, "state", None) == MouseState.Press
        if is_press:
            return dvec3(0)
        depth = self._pressed_ndc[2]
        at = [
            camera.getWorldPosFromNormalizedDeviceCoords(_glm.vec3(ndc[0], ndc[1], depth))
            for ndc in (self.ndc, self._previous_ndc)
        ]
        return dvec3(*(at[0][n] - at[1][n] for n in range(3)))

    def invoke(self):
        """Tells the processor."""
        self._action(self)

    def __repr__(self):
        return f"<PickingEvent: {self.pickedId} {self._state.name}>"


def _place(name, depth, of):
    """Place and depth from a vector of both."""

    def get_place(self):
        ndc = of(self)
        return dvec2((ndc[0] + 1) / 2, (ndc[1] + 1) / 2)

    setattr(PickingEvent, name, property(get_place, doc="Place in the picture, each in [0, 1]."))
    setattr(PickingEvent, depth, property(lambda self: of(self)[2], doc="Depth in [-1, 1]."))


_place("position", "depth", lambda event: event.ndc)
_place("previousPosition", "previousDepth", lambda event: event.previousNDC)
_place("pressedPosition", "pressedDepth", lambda event: event.pressedNDC)


def _delta(name, place):
    """How far a place or depth moved."""
    known = "position" if name.endswith("Position") else "depth"

    def get(self):
        now, then = getattr(self, known), getattr(self, place)
        if isinstance(now, float):
            return now - then
        return dvec2(now[0] - then[0], now[1] - then[1])

    setattr(PickingEvent, name, property(get, doc="How far it moved."))


_delta("deltaPosition", "previousPosition")
_delta("deltaDepth", "previousDepth")
_delta("deltaPressedPosition", "pressedPosition")
_delta("deltaPressedDepth", "pressedDepth")


def invoke(processor, event):
    """What `Processor.invokeEvent` does: calls the callback of a processor's things."""
    if isinstance(event, PickingEvent) and event._action.processor == processor:
        event.invoke()
        if event.used:
            event.getEvent().markAsUsed()
        # Nobody else has such a thing; what the person did goes on unless it was used.
        event.markAsUsed()


for _class in (PickingAction, PickingManager, PickingMapper, PickingEvent):
    _class.__module__ = "inviwopy"
