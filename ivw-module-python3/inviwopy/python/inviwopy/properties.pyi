# Written by stubs/generate.py: change types.pyi there.

from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from typing import Any, ClassVar, overload
from numpy.typing import NDArray

from inviwopy import Inport, _EnumFlags, _EnumValue
from inviwopy.data import TransferFunction
from inviwopy.doc import Document
from inviwopy.glm import dmat2, dmat3, dmat4, dvec2, dvec3, dvec4, i64vec2, ivec2, ivec3, ivec4, mat2, mat3, mat4, size2_t, size3_t, size4_t, vec2, vec3, vec4

from inviwopy import KeyModifiersIterator as ListPropertyUIFlagsIterator
from inviwopy import Wrapper as PropertyVecWrapper
from inviwopy.camerautil import Side as Side
from inviwopy.camerautil import UpdateLookRanges as UpdateLookRanges
from inviwopy.camerautil import UpdateNearFar as UpdateNearFar


class AcceptMode(_EnumValue):
    """Whether a file is read or written."""
    Open: ClassVar[AcceptMode]
    Save: ClassVar[AcceptMode]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, AcceptMode]]


class BaseOptionProperty(Property):
    """One of some options; what its subclasses have in common."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def addOption(self, id: Any, displayName: Any, value: Any = None) -> Any:
        """Adds an option."""
    clearOptions: Any
    """Takes all options away, whether it is called or only looked at."""
    displayNames: list[str]
    """Displayed names of the options."""
    identifiers: list[str]
    """Identifiers of the options."""
    def isSelectedDisplayName(self, name: Any) -> Any: ...
    def isSelectedIdentifier(self, id: Any) -> Any: ...
    def isSelectedIndex(self, index: Any) -> Any: ...
    def removeOption(self, which: Any) -> Any:
        """Takes an option away, by its place or its identifier."""
    def replaceOptions(self, *args: Any) -> Any:
        """Replaces the options: by options, or by identifiers, displayed names and values."""
    selectedDisplayName: str
    """Displayed name of the selected option."""
    selectedIdentifier: str
    """Identifier of the selected option."""
    selectedIndex: int
    """Place of the selected option in the list."""
    selectedValue: Any
    """What the selected option stands for."""
    size: Any
    """Number of options."""
    value: Any
    """The value; a vector, matrix or text is a copy."""
    values: Any
    """What the options stand for."""


class BoolCompositeProperty(CompositeProperty):
    """A group that can be turned on and off."""
    def __bool__(self) -> bool: ...
    def __init__(self, identifier: str, displayName: str, checked: bool=..., invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None:
        """Initialize self.  See help(type(self)) for accurate signature."""
    checked: bool
    """Whether it is on."""
    def isChecked(self) -> Any: ...
    def setChecked(self, on: Any) -> Any: ...


class BoolProperty(Property):
    """Yes or no."""
    def __bool__(self) -> bool: ...
    @overload
    def __init__(self, identifier: str, displayName: str, value: bool=False, invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    @overload
    def __init__(self, identifier: str, displayName: str, help: Document, value: bool=False, invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    value: bool
    """The value; a vector, matrix or text is a copy."""


class ButtonGroupProperty(Property):
    """Several buttons in a row."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def press(self, index: Any) -> Any:
        """Does what pressing one of the buttons does."""


class ButtonGroupPropertyButton:
    """One button of a `ButtonGroupProperty`."""
    def __init__(self, name: Any = None, tooltip: Any = None, icon: Any = None, action: Any = None) -> None: ...
    action: Any
    icon: Any
    name: Any
    tooltip: Any


class ButtonProperty(Property):
    """A button."""
    @overload
    def __init__(self, identifier: str, displayName: str, invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    @overload
    def __init__(self, identifier: str, displayName: str, action: Callable[[], object], invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    @overload
    def __init__(self, identifier: str, displayName: str, help: Document, action: Callable[[], object], invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    def press(self) -> None:
        """Does what pressing it does."""


class CallbackHandle:
    """A function that a property calls, as `onChange` gives it."""
    def remove(self) -> Any:
        """Takes the function away from the property."""
    def reset(self) -> Any:
        """Takes the function away from the property, as handles of ports call it."""


class CameraProperty(CompositeProperty):
    """A camera; its parts are properties inside of it."""
    def __init__(self, identifier: str, displayName: str, eye: vec3 | list[float]=..., center: vec3 | list[float]=..., lookUp: vec3 | list[float]=..., inport: Inport | None=None, invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None:
        """Initialize self.  See help(type(self)) for accurate signature."""
    aspectRatio: float
    """The width of the picture through its height."""
    camera: Any
    """The camera, live."""
    farPlane: float
    """The distance of the far plane."""
    def fitData(self) -> Any:
        """Moves the eye, along the present direction, so that all data at the camera's port is seen."""
    def flipUp(self) -> Any:
        """Turns the picture upside down."""
    def getClipPosFromNormalizedDeviceCoords(self, ndc: Any) -> Any:
        """The point in clip space, a `vec4`, of a point in normalised device coordinates."""
    def getNormalizedDeviceFromNormalizedScreenAtFocusPointDepth(self, screen: Any) -> Any:
        """Normalised device coordinates of a `vec2` in [0, 1] on the screen, at the depth of `lookTo`."""
    def getWorldPosFromNormalizedDeviceCoords(self, ndc: Any) -> Any:
        """The point in world space of a point in normalised device coordinates, a `vec3` in [-1, 1]."""
    inverseProjectionMatrix: Any
    """From clip to view space, a `mat4`."""
    inverseViewMatrix: Any
    """From view to world space, a `mat4`."""
    @property
    def lookFrom(self) -> vec3:
        """The position of the eye in world space, a `vec3`."""
    @lookFrom.setter
    def lookFrom(self, value: vec3 | dvec3 | list[float], /) -> None: ...
    lookFromMaxValue: Any
    lookFromMinValue: Any
    """Ranges of the sliders for the position of the eye and the middle."""
    lookRight: Any
    """Direction that is right in the picture."""
    @property
    def lookTo(self) -> vec3:
        """The point in the middle of the picture in world space, a `vec3`."""
    @lookTo.setter
    def lookTo(self, value: vec3 | dvec3 | list[float], /) -> None: ...
    lookToMaxValue: Any
    lookToMinValue: Any
    @property
    def lookUp(self) -> vec3:
        """The direction that is up in the picture, a `vec3`."""
    @lookUp.setter
    def lookUp(self, value: vec3 | dvec3 | list[float], /) -> None: ...
    nearPlane: float
    """The distance of the near plane."""
    projectionMatrix: Any
    """From view to clip space, a `mat4`."""
    def setLook(self, *args: Any, **kwargs: Any) -> Any:
        """Sets position, middle and up at once."""
    def setLookRange(self) -> Any:
        """Fits the ranges of the sliders for eye and middle to the data at the camera's port."""
    def setNearFar(self, near: Any = None, far: Any = None) -> Any:
        """Sets the distances at which things begin and end to be seen; without any, fits them to the
        data at the camera's port."""
    def setView(self, side: Any) -> Any:
        """Looks from a side, as far away as now."""
    value: Any
    """The camera, live: a change of it is a change of the property."""
    viewMatrix: Any
    """From world to view space, a `mat4`."""


class CompositeProperty(Property):
    """Properties that belong together."""
    def __init__(self, identifier: str, displayName: str, invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None:
        """Initialize self.  See help(type(self)) for accurate signature."""
    def addProperties(self, props: Iterable[Property], owner: bool=False) -> None:
        """Adds several properties."""
    def addProperty(self, prop: Property, owner: bool=False) -> None:
        """Adds a property; with `owner`, workspaces save it whole."""
    def clear(self) -> Any:
        """Takes all properties out."""
    collapsed: bool
    """Whether it is folded away."""
    def empty(self) -> bool:
        """Whether there are no properties inside."""
    def getIdentifier(self) -> Any:
        """The identifier."""
    def getInvalidationLevel(self) -> Any:
        """What has to run: that of the processor."""
    def getOwner(self) -> Any:
        """The group or processor around it, or `None`."""
    def getPropertiesRecursive(self) -> Any:
        """The properties inside, with all below them."""
    def getPropertyByIdentifier(self, identifier: str, recursiveSearch: bool=False) -> Any:
        """The property with an identifier, or `None`."""
    def getPropertyByPath(self, path: Any) -> Any:
        """The property with a path such as `camera.lookFrom`, or `None`."""
    def insertProperty(self, index: Any, prop: Any, owner: bool = False) -> Any:
        """Adds a property at a place."""
    def invalidate(self, invalidationLevel: Any = ..., modifiedProperty: Any = None) -> Any:
        """Marks the processor as having to run again."""
    def isCollapsed(self) -> Any: ...
    def isValid(self) -> bool:
        """Whether nothing has to run: that of the processor."""
    processor: Any
    """The processor that it belongs to, or `None`."""
    properties: Any
    """The properties inside: by place, identifier or as attributes."""
    def removeProperty(self, which: Any) -> Any:
        """Takes a property out, given itself, its place or its identifier."""
    def resetAllPoperties(self) -> Any:
        """Goes back to all defaults."""
    def resetAllProperties(self) -> Any:
        """Goes back to all defaults."""
    def setAllPropertiesCurrentStateAsDefault(self) -> Any:
        """Makes all present values defaults."""
    def setCollapsed(self, collapsed: Any) -> Any: ...
    def setValid(self) -> Any:
        """Nothing: a group is valid when its processor is."""
    def size(self) -> Any:
        """Number of properties inside, not counting those below them."""
    def __getattr__(self, name: str, /) -> Any: ...


class ConstraintBehavior(_EnumValue):
    """What a bound does with values beyond it."""
    Editable: ClassVar[ConstraintBehavior]
    Ignore: ClassVar[ConstraintBehavior]
    Immutable: ClassVar[ConstraintBehavior]
    Mutable: ClassVar[ConstraintBehavior]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, ConstraintBehavior]]


class DirectoryProperty(FileProperty):
    """A folder."""


class DoubleMat2Property(OrdinalProperty):
    """A matrix of 2 columns."""
    @overload
    def __init__(self, identifier: str, name: str, value: dmat2 | list[float] | NDArray[Any] = ..., min: dmat2 | list[float] | NDArray[Any] | tuple[dmat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat2 | list[float] | NDArray[Any] | tuple[dmat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: dmat2 | list[float] | NDArray[Any] = ..., min: dmat2 | list[float] | NDArray[Any] | tuple[dmat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat2 | list[float] | NDArray[Any] | tuple[dmat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dmat2: ...
    @increment.setter
    def increment(self, value: dmat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dmat2: ...
    @maxValue.setter
    def maxValue(self, value: dmat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dmat2: ...
    @minValue.setter
    def minValue(self, value: dmat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dmat2: ...
    @value.setter
    def value(self, value: dmat2 | list[float] | NDArray[Any], /) -> None: ...


class DoubleMat2RefProperty(OrdinalProperty):
    """A matrix of 2 columns that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], dmat2], set: Callable[[dmat2], None], min: dmat2 | list[float] | NDArray[Any] | tuple[dmat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat2 | list[float] | NDArray[Any] | tuple[dmat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], dmat2], set: Callable[[dmat2], None], min: dmat2 | list[float] | NDArray[Any] | tuple[dmat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat2 | list[float] | NDArray[Any] | tuple[dmat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dmat2: ...
    @increment.setter
    def increment(self, value: dmat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dmat2: ...
    @maxValue.setter
    def maxValue(self, value: dmat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dmat2: ...
    @minValue.setter
    def minValue(self, value: dmat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dmat2: ...
    @value.setter
    def value(self, value: dmat2 | list[float] | NDArray[Any], /) -> None: ...


class DoubleMat3Property(OrdinalProperty):
    """A matrix of 3 columns."""
    @overload
    def __init__(self, identifier: str, name: str, value: dmat3 | list[float] | NDArray[Any] = ..., min: dmat3 | list[float] | NDArray[Any] | tuple[dmat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat3 | list[float] | NDArray[Any] | tuple[dmat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: dmat3 | list[float] | NDArray[Any] = ..., min: dmat3 | list[float] | NDArray[Any] | tuple[dmat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat3 | list[float] | NDArray[Any] | tuple[dmat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dmat3: ...
    @increment.setter
    def increment(self, value: dmat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dmat3: ...
    @maxValue.setter
    def maxValue(self, value: dmat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dmat3: ...
    @minValue.setter
    def minValue(self, value: dmat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dmat3: ...
    @value.setter
    def value(self, value: dmat3 | list[float] | NDArray[Any], /) -> None: ...


class DoubleMat3RefProperty(OrdinalProperty):
    """A matrix of 3 columns that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], dmat3], set: Callable[[dmat3], None], min: dmat3 | list[float] | NDArray[Any] | tuple[dmat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat3 | list[float] | NDArray[Any] | tuple[dmat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], dmat3], set: Callable[[dmat3], None], min: dmat3 | list[float] | NDArray[Any] | tuple[dmat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat3 | list[float] | NDArray[Any] | tuple[dmat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dmat3: ...
    @increment.setter
    def increment(self, value: dmat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dmat3: ...
    @maxValue.setter
    def maxValue(self, value: dmat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dmat3: ...
    @minValue.setter
    def minValue(self, value: dmat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dmat3: ...
    @value.setter
    def value(self, value: dmat3 | list[float] | NDArray[Any], /) -> None: ...


class DoubleMat4Property(OrdinalProperty):
    """A matrix of 4 columns."""
    @overload
    def __init__(self, identifier: str, name: str, value: dmat4 | list[float] | NDArray[Any] = ..., min: dmat4 | list[float] | NDArray[Any] | tuple[dmat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat4 | list[float] | NDArray[Any] | tuple[dmat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: dmat4 | list[float] | NDArray[Any] = ..., min: dmat4 | list[float] | NDArray[Any] | tuple[dmat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat4 | list[float] | NDArray[Any] | tuple[dmat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dmat4: ...
    @increment.setter
    def increment(self, value: dmat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dmat4: ...
    @maxValue.setter
    def maxValue(self, value: dmat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dmat4: ...
    @minValue.setter
    def minValue(self, value: dmat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dmat4: ...
    @value.setter
    def value(self, value: dmat4 | list[float] | NDArray[Any], /) -> None: ...


class DoubleMat4RefProperty(OrdinalProperty):
    """A matrix of 4 columns that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], dmat4], set: Callable[[dmat4], None], min: dmat4 | list[float] | NDArray[Any] | tuple[dmat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat4 | list[float] | NDArray[Any] | tuple[dmat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], dmat4], set: Callable[[dmat4], None], min: dmat4 | list[float] | NDArray[Any] | tuple[dmat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dmat4 | list[float] | NDArray[Any] | tuple[dmat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dmat4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dmat4: ...
    @increment.setter
    def increment(self, value: dmat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dmat4: ...
    @maxValue.setter
    def maxValue(self, value: dmat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dmat4: ...
    @minValue.setter
    def minValue(self, value: dmat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dmat4: ...
    @value.setter
    def value(self, value: dmat4 | list[float] | NDArray[Any], /) -> None: ...


class DoubleMinMaxProperty(MinMaxProperty):
    """A lower and an upper number."""
    @overload
    def __init__(self, identifier: str, name: str, valueMin: float = ..., valueMax: float = ..., rangeMin: float = ..., rangeMax: float = ..., increment: float = ..., minSeparation: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, valueMin: float = ..., valueMax: float = ..., rangeMin: float = ..., rangeMax: float = ..., increment: float = ..., minSeparation: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    end: float
    increment: float
    minSeparation: float
    @property
    def range(self) -> dvec2: ...
    @range.setter
    def range(self, value: dvec2 | list[float], /) -> None: ...
    rangeMax: float
    rangeMin: float
    start: float
    @property
    def value(self) -> dvec2: ...
    @value.setter
    def value(self, value: dvec2 | list[float], /) -> None: ...


class DoubleOption:
    """One of the options of a property."""
    def __init__(self, id: str = ..., name: str = ..., value: float = ...) -> None: ...
    id: str
    name: str
    value: float


class DoubleProperty(OrdinalProperty):
    """A number."""
    @overload
    def __init__(self, identifier: str, name: str, value: float = ..., min: float | tuple[float, ConstraintBehavior] = ..., max: float | tuple[float, ConstraintBehavior] = ..., increment: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: float = ..., min: float | tuple[float, ConstraintBehavior] = ..., max: float | tuple[float, ConstraintBehavior] = ..., increment: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    increment: float
    maxValue: float
    minValue: float
    value: float


class DoubleRefProperty(OrdinalProperty):
    """A number that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], float], set: Callable[[float], None], min: float | tuple[float, ConstraintBehavior] = ..., max: float | tuple[float, ConstraintBehavior] = ..., increment: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], float], set: Callable[[float], None], min: float | tuple[float, ConstraintBehavior] = ..., max: float | tuple[float, ConstraintBehavior] = ..., increment: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    increment: float
    maxValue: float
    minValue: float
    value: float


class DoubleVec2Property(OrdinalProperty):
    """A vector of 2 numbers."""
    @overload
    def __init__(self, identifier: str, name: str, value: dvec2 | list[float] | NDArray[Any] = ..., min: dvec2 | list[float] | NDArray[Any] | tuple[dvec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec2 | list[float] | NDArray[Any] | tuple[dvec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: dvec2 | list[float] | NDArray[Any] = ..., min: dvec2 | list[float] | NDArray[Any] | tuple[dvec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec2 | list[float] | NDArray[Any] | tuple[dvec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dvec2: ...
    @increment.setter
    def increment(self, value: dvec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dvec2: ...
    @maxValue.setter
    def maxValue(self, value: dvec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dvec2: ...
    @minValue.setter
    def minValue(self, value: dvec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dvec2: ...
    @value.setter
    def value(self, value: dvec2 | list[float] | NDArray[Any], /) -> None: ...


class DoubleVec2RefProperty(OrdinalProperty):
    """A vector of 2 numbers that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], dvec2], set: Callable[[dvec2], None], min: dvec2 | list[float] | NDArray[Any] | tuple[dvec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec2 | list[float] | NDArray[Any] | tuple[dvec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], dvec2], set: Callable[[dvec2], None], min: dvec2 | list[float] | NDArray[Any] | tuple[dvec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec2 | list[float] | NDArray[Any] | tuple[dvec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dvec2: ...
    @increment.setter
    def increment(self, value: dvec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dvec2: ...
    @maxValue.setter
    def maxValue(self, value: dvec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dvec2: ...
    @minValue.setter
    def minValue(self, value: dvec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dvec2: ...
    @value.setter
    def value(self, value: dvec2 | list[float] | NDArray[Any], /) -> None: ...


class DoubleVec3Property(OrdinalProperty):
    """A vector of 3 numbers."""
    @overload
    def __init__(self, identifier: str, name: str, value: dvec3 | list[float] | NDArray[Any] = ..., min: dvec3 | list[float] | NDArray[Any] | tuple[dvec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec3 | list[float] | NDArray[Any] | tuple[dvec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: dvec3 | list[float] | NDArray[Any] = ..., min: dvec3 | list[float] | NDArray[Any] | tuple[dvec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec3 | list[float] | NDArray[Any] | tuple[dvec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dvec3: ...
    @increment.setter
    def increment(self, value: dvec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dvec3: ...
    @maxValue.setter
    def maxValue(self, value: dvec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dvec3: ...
    @minValue.setter
    def minValue(self, value: dvec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dvec3: ...
    @value.setter
    def value(self, value: dvec3 | list[float] | NDArray[Any], /) -> None: ...


class DoubleVec3RefProperty(OrdinalProperty):
    """A vector of 3 numbers that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], dvec3], set: Callable[[dvec3], None], min: dvec3 | list[float] | NDArray[Any] | tuple[dvec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec3 | list[float] | NDArray[Any] | tuple[dvec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], dvec3], set: Callable[[dvec3], None], min: dvec3 | list[float] | NDArray[Any] | tuple[dvec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec3 | list[float] | NDArray[Any] | tuple[dvec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dvec3: ...
    @increment.setter
    def increment(self, value: dvec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dvec3: ...
    @maxValue.setter
    def maxValue(self, value: dvec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dvec3: ...
    @minValue.setter
    def minValue(self, value: dvec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dvec3: ...
    @value.setter
    def value(self, value: dvec3 | list[float] | NDArray[Any], /) -> None: ...


class DoubleVec4Property(OrdinalProperty):
    """A vector of 4 numbers."""
    @overload
    def __init__(self, identifier: str, name: str, value: dvec4 | list[float] | NDArray[Any] = ..., min: dvec4 | list[float] | NDArray[Any] | tuple[dvec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec4 | list[float] | NDArray[Any] | tuple[dvec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: dvec4 | list[float] | NDArray[Any] = ..., min: dvec4 | list[float] | NDArray[Any] | tuple[dvec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec4 | list[float] | NDArray[Any] | tuple[dvec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dvec4: ...
    @increment.setter
    def increment(self, value: dvec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dvec4: ...
    @maxValue.setter
    def maxValue(self, value: dvec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dvec4: ...
    @minValue.setter
    def minValue(self, value: dvec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dvec4: ...
    @value.setter
    def value(self, value: dvec4 | list[float] | NDArray[Any], /) -> None: ...


class DoubleVec4RefProperty(OrdinalProperty):
    """A vector of 4 numbers that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], dvec4], set: Callable[[dvec4], None], min: dvec4 | list[float] | NDArray[Any] | tuple[dvec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec4 | list[float] | NDArray[Any] | tuple[dvec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], dvec4], set: Callable[[dvec4], None], min: dvec4 | list[float] | NDArray[Any] | tuple[dvec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: dvec4 | list[float] | NDArray[Any] | tuple[dvec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: dvec4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> dvec4: ...
    @increment.setter
    def increment(self, value: dvec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> dvec4: ...
    @maxValue.setter
    def maxValue(self, value: dvec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> dvec4: ...
    @minValue.setter
    def minValue(self, value: dvec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> dvec4: ...
    @value.setter
    def value(self, value: dvec4 | list[float] | NDArray[Any], /) -> None: ...


class FileExtension:
    """Which files a dialog offers."""
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, ext: str = '', desc: str = '') -> None: ...
    @staticmethod
    def all() -> Any: ...
    description: Any
    def empty(self) -> Any: ...
    extension: Any
    def matches(self, path: Any) -> Any: ...
    def matchesAll(self) -> Any: ...
    def toString(self) -> Any: ...


class FileMode(_EnumValue):
    """What may be selected in a file dialog."""
    AnyFile: ClassVar[FileMode]
    Directory: ClassVar[FileMode]
    DirectoryOnly: ClassVar[FileMode]
    ExistingFile: ClassVar[FileMode]
    ExistingFiles: ClassVar[FileMode]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, FileMode]]


class FilePatternProperty(CompositeProperty):
    """Files of a folder whose names fit a pattern, and the numbers in them.

    Each `#` stands for a digit, `*` for any text and `?` for any letter: `slice_###.png`."""
    def __init__(self, identifier: Any, displayName: Any, pattern: str = '', directory: str = '', invalidationLevel: InvalidationLevel = ..., semantics: Any = ...) -> None: ...
    def addNameFilter(self, filter: Any) -> Any:
        """Offers more files in dialogs."""
    def clearNameFilters(self) -> Any:
        """Offers all files in dialogs."""
    @property
    def fileIndices(self) -> Any:
        """The first number in each name."""
    @property
    def fileList(self) -> Any:
        """Paths of the files, in order."""
    @property
    def filePattern(self) -> Any:
        """The pattern of names, without the folder."""
    @property
    def filePatternPath(self) -> Any:
        """The folder."""
    @property
    def outOfRangeMatches(self) -> bool:
        """Whether files fit, but none of them is in the range."""
    @property
    def range(self) -> Any:
        """The range of numbers."""
    @property
    def rangeSelection(self) -> bool:
        """Whether only a range of numbers is wanted."""
    selectedExtension: Any
    """The selected filter of dialogs."""


class FileProperty(Property):
    """A file; its subclass `DirectoryProperty` is a folder."""
    def __fspath__(self) -> str: ...
    @overload
    def __init__(self, identifier: str, displayName: str, value: str | PathLike[str]='', contentType: str='default', invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    @overload
    def __init__(self, identifier: str, displayName: str, help: Document, value: str | PathLike[str]='', contentType: str='default', invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    acceptMode: bool
    """Whether the file is read or written."""
    def addNameFilter(self, filter: Any, *more: Any) -> Any:
        """Offers more files in dialogs: `"*.npy"`, `"Numpy (*.npy)"` or a `FileExtension`."""
    def clearNameFilters(self) -> Any:
        """Offers all files in dialogs."""
    contentType: Any
    """What the files are; dialogs remember a folder for each."""
    fileMode: Any
    """What may be selected."""
    def getNameFilters(self) -> Any:
        """Which files dialogs offer."""
    def requestFile(self) -> Any:
        """Would ask a person for a file, which only a desktop can."""
    selectedExtension: Any
    """The selected filter of dialogs."""
    value: Any
    """The value; a vector, matrix or text is a copy."""
    def valueAsString(self) -> Any:
        """The path as a plain text."""


class FloatMat2Property(OrdinalProperty):
    """A matrix of 2 columns."""
    @overload
    def __init__(self, identifier: str, name: str, value: mat2 | list[float] | NDArray[Any] = ..., min: mat2 | list[float] | NDArray[Any] | tuple[mat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat2 | list[float] | NDArray[Any] | tuple[mat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: mat2 | list[float] | NDArray[Any] = ..., min: mat2 | list[float] | NDArray[Any] | tuple[mat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat2 | list[float] | NDArray[Any] | tuple[mat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> mat2: ...
    @increment.setter
    def increment(self, value: mat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> mat2: ...
    @maxValue.setter
    def maxValue(self, value: mat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> mat2: ...
    @minValue.setter
    def minValue(self, value: mat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> mat2: ...
    @value.setter
    def value(self, value: mat2 | list[float] | NDArray[Any], /) -> None: ...


class FloatMat2RefProperty(OrdinalProperty):
    """A matrix of 2 columns that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], mat2], set: Callable[[mat2], None], min: mat2 | list[float] | NDArray[Any] | tuple[mat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat2 | list[float] | NDArray[Any] | tuple[mat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], mat2], set: Callable[[mat2], None], min: mat2 | list[float] | NDArray[Any] | tuple[mat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat2 | list[float] | NDArray[Any] | tuple[mat2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> mat2: ...
    @increment.setter
    def increment(self, value: mat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> mat2: ...
    @maxValue.setter
    def maxValue(self, value: mat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> mat2: ...
    @minValue.setter
    def minValue(self, value: mat2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> mat2: ...
    @value.setter
    def value(self, value: mat2 | list[float] | NDArray[Any], /) -> None: ...


class FloatMat3Property(OrdinalProperty):
    """A matrix of 3 columns."""
    @overload
    def __init__(self, identifier: str, name: str, value: mat3 | list[float] | NDArray[Any] = ..., min: mat3 | list[float] | NDArray[Any] | tuple[mat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat3 | list[float] | NDArray[Any] | tuple[mat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: mat3 | list[float] | NDArray[Any] = ..., min: mat3 | list[float] | NDArray[Any] | tuple[mat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat3 | list[float] | NDArray[Any] | tuple[mat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> mat3: ...
    @increment.setter
    def increment(self, value: mat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> mat3: ...
    @maxValue.setter
    def maxValue(self, value: mat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> mat3: ...
    @minValue.setter
    def minValue(self, value: mat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> mat3: ...
    @value.setter
    def value(self, value: mat3 | list[float] | NDArray[Any], /) -> None: ...


class FloatMat3RefProperty(OrdinalProperty):
    """A matrix of 3 columns that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], mat3], set: Callable[[mat3], None], min: mat3 | list[float] | NDArray[Any] | tuple[mat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat3 | list[float] | NDArray[Any] | tuple[mat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], mat3], set: Callable[[mat3], None], min: mat3 | list[float] | NDArray[Any] | tuple[mat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat3 | list[float] | NDArray[Any] | tuple[mat3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> mat3: ...
    @increment.setter
    def increment(self, value: mat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> mat3: ...
    @maxValue.setter
    def maxValue(self, value: mat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> mat3: ...
    @minValue.setter
    def minValue(self, value: mat3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> mat3: ...
    @value.setter
    def value(self, value: mat3 | list[float] | NDArray[Any], /) -> None: ...


class FloatMat4Property(OrdinalProperty):
    """A matrix of 4 columns."""
    @overload
    def __init__(self, identifier: str, name: str, value: mat4 | list[float] | NDArray[Any] = ..., min: mat4 | list[float] | NDArray[Any] | tuple[mat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat4 | list[float] | NDArray[Any] | tuple[mat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: mat4 | list[float] | NDArray[Any] = ..., min: mat4 | list[float] | NDArray[Any] | tuple[mat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat4 | list[float] | NDArray[Any] | tuple[mat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> mat4: ...
    @increment.setter
    def increment(self, value: mat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> mat4: ...
    @maxValue.setter
    def maxValue(self, value: mat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> mat4: ...
    @minValue.setter
    def minValue(self, value: mat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> mat4: ...
    @value.setter
    def value(self, value: mat4 | list[float] | NDArray[Any], /) -> None: ...


class FloatMat4RefProperty(OrdinalProperty):
    """A matrix of 4 columns that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], mat4], set: Callable[[mat4], None], min: mat4 | list[float] | NDArray[Any] | tuple[mat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat4 | list[float] | NDArray[Any] | tuple[mat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], mat4], set: Callable[[mat4], None], min: mat4 | list[float] | NDArray[Any] | tuple[mat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: mat4 | list[float] | NDArray[Any] | tuple[mat4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: mat4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> mat4: ...
    @increment.setter
    def increment(self, value: mat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> mat4: ...
    @maxValue.setter
    def maxValue(self, value: mat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> mat4: ...
    @minValue.setter
    def minValue(self, value: mat4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> mat4: ...
    @value.setter
    def value(self, value: mat4 | list[float] | NDArray[Any], /) -> None: ...


class FloatMinMaxProperty(MinMaxProperty):
    """A lower and an upper number."""
    @overload
    def __init__(self, identifier: str, name: str, valueMin: float = ..., valueMax: float = ..., rangeMin: float = ..., rangeMax: float = ..., increment: float = ..., minSeparation: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, valueMin: float = ..., valueMax: float = ..., rangeMin: float = ..., rangeMax: float = ..., increment: float = ..., minSeparation: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    end: float
    increment: float
    minSeparation: float
    @property
    def range(self) -> vec2: ...
    @range.setter
    def range(self, value: vec2 | list[float], /) -> None: ...
    rangeMax: float
    rangeMin: float
    start: float
    @property
    def value(self) -> vec2: ...
    @value.setter
    def value(self, value: vec2 | list[float], /) -> None: ...


class FloatOption:
    """One of the options of a property."""
    def __init__(self, id: str = ..., name: str = ..., value: float = ...) -> None: ...
    id: str
    name: str
    value: float


class FloatProperty(OrdinalProperty):
    """A number."""
    @overload
    def __init__(self, identifier: str, name: str, value: float = ..., min: float | tuple[float, ConstraintBehavior] = ..., max: float | tuple[float, ConstraintBehavior] = ..., increment: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: float = ..., min: float | tuple[float, ConstraintBehavior] = ..., max: float | tuple[float, ConstraintBehavior] = ..., increment: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    increment: float
    maxValue: float
    minValue: float
    value: float


class FloatRefProperty(OrdinalProperty):
    """A number that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], float], set: Callable[[float], None], min: float | tuple[float, ConstraintBehavior] = ..., max: float | tuple[float, ConstraintBehavior] = ..., increment: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], float], set: Callable[[float], None], min: float | tuple[float, ConstraintBehavior] = ..., max: float | tuple[float, ConstraintBehavior] = ..., increment: float = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    increment: float
    maxValue: float
    minValue: float
    value: float


class FloatVec2Property(OrdinalProperty):
    """A vector of 2 numbers."""
    @overload
    def __init__(self, identifier: str, name: str, value: vec2 | list[float] | NDArray[Any] = ..., min: vec2 | list[float] | NDArray[Any] | tuple[vec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec2 | list[float] | NDArray[Any] | tuple[vec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: vec2 | list[float] | NDArray[Any] = ..., min: vec2 | list[float] | NDArray[Any] | tuple[vec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec2 | list[float] | NDArray[Any] | tuple[vec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> vec2: ...
    @increment.setter
    def increment(self, value: vec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> vec2: ...
    @maxValue.setter
    def maxValue(self, value: vec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> vec2: ...
    @minValue.setter
    def minValue(self, value: vec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> vec2: ...
    @value.setter
    def value(self, value: vec2 | list[float] | NDArray[Any], /) -> None: ...


class FloatVec2RefProperty(OrdinalProperty):
    """A vector of 2 numbers that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], vec2], set: Callable[[vec2], None], min: vec2 | list[float] | NDArray[Any] | tuple[vec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec2 | list[float] | NDArray[Any] | tuple[vec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], vec2], set: Callable[[vec2], None], min: vec2 | list[float] | NDArray[Any] | tuple[vec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec2 | list[float] | NDArray[Any] | tuple[vec2 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec2 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> vec2: ...
    @increment.setter
    def increment(self, value: vec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> vec2: ...
    @maxValue.setter
    def maxValue(self, value: vec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> vec2: ...
    @minValue.setter
    def minValue(self, value: vec2 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> vec2: ...
    @value.setter
    def value(self, value: vec2 | list[float] | NDArray[Any], /) -> None: ...


class FloatVec3Property(OrdinalProperty):
    """A vector of 3 numbers."""
    @overload
    def __init__(self, identifier: str, name: str, value: vec3 | list[float] | NDArray[Any] = ..., min: vec3 | list[float] | NDArray[Any] | tuple[vec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec3 | list[float] | NDArray[Any] | tuple[vec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: vec3 | list[float] | NDArray[Any] = ..., min: vec3 | list[float] | NDArray[Any] | tuple[vec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec3 | list[float] | NDArray[Any] | tuple[vec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> vec3: ...
    @increment.setter
    def increment(self, value: vec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> vec3: ...
    @maxValue.setter
    def maxValue(self, value: vec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> vec3: ...
    @minValue.setter
    def minValue(self, value: vec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> vec3: ...
    @value.setter
    def value(self, value: vec3 | list[float] | NDArray[Any], /) -> None: ...


class FloatVec3RefProperty(OrdinalProperty):
    """A vector of 3 numbers that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], vec3], set: Callable[[vec3], None], min: vec3 | list[float] | NDArray[Any] | tuple[vec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec3 | list[float] | NDArray[Any] | tuple[vec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], vec3], set: Callable[[vec3], None], min: vec3 | list[float] | NDArray[Any] | tuple[vec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec3 | list[float] | NDArray[Any] | tuple[vec3 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec3 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> vec3: ...
    @increment.setter
    def increment(self, value: vec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> vec3: ...
    @maxValue.setter
    def maxValue(self, value: vec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> vec3: ...
    @minValue.setter
    def minValue(self, value: vec3 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> vec3: ...
    @value.setter
    def value(self, value: vec3 | list[float] | NDArray[Any], /) -> None: ...


class FloatVec4Property(OrdinalProperty):
    """A vector of 4 numbers."""
    @overload
    def __init__(self, identifier: str, name: str, value: vec4 | list[float] | NDArray[Any] = ..., min: vec4 | list[float] | NDArray[Any] | tuple[vec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec4 | list[float] | NDArray[Any] | tuple[vec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: vec4 | list[float] | NDArray[Any] = ..., min: vec4 | list[float] | NDArray[Any] | tuple[vec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec4 | list[float] | NDArray[Any] | tuple[vec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> vec4: ...
    @increment.setter
    def increment(self, value: vec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> vec4: ...
    @maxValue.setter
    def maxValue(self, value: vec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> vec4: ...
    @minValue.setter
    def minValue(self, value: vec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> vec4: ...
    @value.setter
    def value(self, value: vec4 | list[float] | NDArray[Any], /) -> None: ...


class FloatVec4RefProperty(OrdinalProperty):
    """A vector of 4 numbers that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], vec4], set: Callable[[vec4], None], min: vec4 | list[float] | NDArray[Any] | tuple[vec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec4 | list[float] | NDArray[Any] | tuple[vec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], vec4], set: Callable[[vec4], None], min: vec4 | list[float] | NDArray[Any] | tuple[vec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., max: vec4 | list[float] | NDArray[Any] | tuple[vec4 | list[float] | NDArray[Any], ConstraintBehavior] = ..., increment: vec4 | list[float] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> vec4: ...
    @increment.setter
    def increment(self, value: vec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> vec4: ...
    @maxValue.setter
    def maxValue(self, value: vec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> vec4: ...
    @minValue.setter
    def minValue(self, value: vec4 | list[float] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> vec4: ...
    @value.setter
    def value(self, value: vec4 | list[float] | NDArray[Any], /) -> None: ...


class Int64MinMaxProperty(MinMaxProperty):
    """A lower and an upper number."""
    @overload
    def __init__(self, identifier: str, name: str, valueMin: int = ..., valueMax: int = ..., rangeMin: int = ..., rangeMax: int = ..., increment: int = ..., minSeparation: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, valueMin: int = ..., valueMax: int = ..., rangeMin: int = ..., rangeMax: int = ..., increment: int = ..., minSeparation: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    end: int
    increment: int
    minSeparation: int
    @property
    def range(self) -> i64vec2: ...
    @range.setter
    def range(self, value: i64vec2 | list[int], /) -> None: ...
    rangeMax: int
    rangeMin: int
    start: int
    @property
    def value(self) -> i64vec2: ...
    @value.setter
    def value(self, value: i64vec2 | list[int], /) -> None: ...


class Int64Property(OrdinalProperty):
    """A number."""
    @overload
    def __init__(self, identifier: str, name: str, value: int = ..., min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: int = ..., min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    increment: int
    maxValue: int
    minValue: int
    value: int


class Int64RefProperty(OrdinalProperty):
    """A number that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], int], set: Callable[[int], None], min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], int], set: Callable[[int], None], min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    increment: int
    maxValue: int
    minValue: int
    value: int


class IntMinMaxProperty(MinMaxProperty):
    """A lower and an upper number."""
    @overload
    def __init__(self, identifier: str, name: str, valueMin: int = ..., valueMax: int = ..., rangeMin: int = ..., rangeMax: int = ..., increment: int = ..., minSeparation: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, valueMin: int = ..., valueMax: int = ..., rangeMin: int = ..., rangeMax: int = ..., increment: int = ..., minSeparation: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    end: int
    increment: int
    minSeparation: int
    @property
    def range(self) -> ivec2: ...
    @range.setter
    def range(self, value: ivec2 | list[int], /) -> None: ...
    rangeMax: int
    rangeMin: int
    start: int
    @property
    def value(self) -> ivec2: ...
    @value.setter
    def value(self, value: ivec2 | list[int], /) -> None: ...


class IntOption:
    """One of the options of a property."""
    def __init__(self, id: str = ..., name: str = ..., value: int | Any = ...) -> None: ...
    id: str
    name: str
    value: int


class IntProperty(OrdinalProperty):
    """A number."""
    @overload
    def __init__(self, identifier: str, name: str, value: int = ..., min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: int = ..., min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    increment: int
    maxValue: int
    minValue: int
    value: int


class IntRefProperty(OrdinalProperty):
    """A number that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], int], set: Callable[[int], None], min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], int], set: Callable[[int], None], min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    increment: int
    maxValue: int
    minValue: int
    value: int


class IntSize2Property(OrdinalProperty):
    """A vector of 2 sizes."""
    @overload
    def __init__(self, identifier: str, name: str, value: size2_t | list[int] | NDArray[Any] = ..., min: size2_t | list[int] | NDArray[Any] | tuple[size2_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size2_t | list[int] | NDArray[Any] | tuple[size2_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size2_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: size2_t | list[int] | NDArray[Any] = ..., min: size2_t | list[int] | NDArray[Any] | tuple[size2_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size2_t | list[int] | NDArray[Any] | tuple[size2_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size2_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> size2_t: ...
    @increment.setter
    def increment(self, value: size2_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> size2_t: ...
    @maxValue.setter
    def maxValue(self, value: size2_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> size2_t: ...
    @minValue.setter
    def minValue(self, value: size2_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> size2_t: ...
    @value.setter
    def value(self, value: size2_t | list[int] | NDArray[Any], /) -> None: ...


class IntSize2RefProperty(OrdinalProperty):
    """A vector of 2 sizes that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], size2_t], set: Callable[[size2_t], None], min: size2_t | list[int] | NDArray[Any] | tuple[size2_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size2_t | list[int] | NDArray[Any] | tuple[size2_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size2_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], size2_t], set: Callable[[size2_t], None], min: size2_t | list[int] | NDArray[Any] | tuple[size2_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size2_t | list[int] | NDArray[Any] | tuple[size2_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size2_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> size2_t: ...
    @increment.setter
    def increment(self, value: size2_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> size2_t: ...
    @maxValue.setter
    def maxValue(self, value: size2_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> size2_t: ...
    @minValue.setter
    def minValue(self, value: size2_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> size2_t: ...
    @value.setter
    def value(self, value: size2_t | list[int] | NDArray[Any], /) -> None: ...


class IntSize3Property(OrdinalProperty):
    """A vector of 3 sizes."""
    @overload
    def __init__(self, identifier: str, name: str, value: size3_t | list[int] | NDArray[Any] = ..., min: size3_t | list[int] | NDArray[Any] | tuple[size3_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size3_t | list[int] | NDArray[Any] | tuple[size3_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size3_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: size3_t | list[int] | NDArray[Any] = ..., min: size3_t | list[int] | NDArray[Any] | tuple[size3_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size3_t | list[int] | NDArray[Any] | tuple[size3_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size3_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> size3_t: ...
    @increment.setter
    def increment(self, value: size3_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> size3_t: ...
    @maxValue.setter
    def maxValue(self, value: size3_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> size3_t: ...
    @minValue.setter
    def minValue(self, value: size3_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> size3_t: ...
    @value.setter
    def value(self, value: size3_t | list[int] | NDArray[Any], /) -> None: ...


class IntSize3RefProperty(OrdinalProperty):
    """A vector of 3 sizes that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], size3_t], set: Callable[[size3_t], None], min: size3_t | list[int] | NDArray[Any] | tuple[size3_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size3_t | list[int] | NDArray[Any] | tuple[size3_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size3_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], size3_t], set: Callable[[size3_t], None], min: size3_t | list[int] | NDArray[Any] | tuple[size3_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size3_t | list[int] | NDArray[Any] | tuple[size3_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size3_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> size3_t: ...
    @increment.setter
    def increment(self, value: size3_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> size3_t: ...
    @maxValue.setter
    def maxValue(self, value: size3_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> size3_t: ...
    @minValue.setter
    def minValue(self, value: size3_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> size3_t: ...
    @value.setter
    def value(self, value: size3_t | list[int] | NDArray[Any], /) -> None: ...


class IntSize4Property(OrdinalProperty):
    """A vector of 4 sizes."""
    @overload
    def __init__(self, identifier: str, name: str, value: size4_t | list[int] | NDArray[Any] = ..., min: size4_t | list[int] | NDArray[Any] | tuple[size4_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size4_t | list[int] | NDArray[Any] | tuple[size4_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size4_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: size4_t | list[int] | NDArray[Any] = ..., min: size4_t | list[int] | NDArray[Any] | tuple[size4_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size4_t | list[int] | NDArray[Any] | tuple[size4_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size4_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> size4_t: ...
    @increment.setter
    def increment(self, value: size4_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> size4_t: ...
    @maxValue.setter
    def maxValue(self, value: size4_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> size4_t: ...
    @minValue.setter
    def minValue(self, value: size4_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> size4_t: ...
    @value.setter
    def value(self, value: size4_t | list[int] | NDArray[Any], /) -> None: ...


class IntSize4RefProperty(OrdinalProperty):
    """A vector of 4 sizes that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], size4_t], set: Callable[[size4_t], None], min: size4_t | list[int] | NDArray[Any] | tuple[size4_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size4_t | list[int] | NDArray[Any] | tuple[size4_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size4_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], size4_t], set: Callable[[size4_t], None], min: size4_t | list[int] | NDArray[Any] | tuple[size4_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: size4_t | list[int] | NDArray[Any] | tuple[size4_t | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: size4_t | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> size4_t: ...
    @increment.setter
    def increment(self, value: size4_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> size4_t: ...
    @maxValue.setter
    def maxValue(self, value: size4_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> size4_t: ...
    @minValue.setter
    def minValue(self, value: size4_t | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> size4_t: ...
    @value.setter
    def value(self, value: size4_t | list[int] | NDArray[Any], /) -> None: ...


class IntVec2Property(OrdinalProperty):
    """A vector of 2 numbers."""
    @overload
    def __init__(self, identifier: str, name: str, value: ivec2 | list[int] | NDArray[Any] = ..., min: ivec2 | list[int] | NDArray[Any] | tuple[ivec2 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec2 | list[int] | NDArray[Any] | tuple[ivec2 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec2 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: ivec2 | list[int] | NDArray[Any] = ..., min: ivec2 | list[int] | NDArray[Any] | tuple[ivec2 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec2 | list[int] | NDArray[Any] | tuple[ivec2 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec2 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> ivec2: ...
    @increment.setter
    def increment(self, value: ivec2 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> ivec2: ...
    @maxValue.setter
    def maxValue(self, value: ivec2 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> ivec2: ...
    @minValue.setter
    def minValue(self, value: ivec2 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> ivec2: ...
    @value.setter
    def value(self, value: ivec2 | list[int] | NDArray[Any], /) -> None: ...


class IntVec2RefProperty(OrdinalProperty):
    """A vector of 2 numbers that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], ivec2], set: Callable[[ivec2], None], min: ivec2 | list[int] | NDArray[Any] | tuple[ivec2 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec2 | list[int] | NDArray[Any] | tuple[ivec2 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec2 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], ivec2], set: Callable[[ivec2], None], min: ivec2 | list[int] | NDArray[Any] | tuple[ivec2 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec2 | list[int] | NDArray[Any] | tuple[ivec2 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec2 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> ivec2: ...
    @increment.setter
    def increment(self, value: ivec2 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> ivec2: ...
    @maxValue.setter
    def maxValue(self, value: ivec2 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> ivec2: ...
    @minValue.setter
    def minValue(self, value: ivec2 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> ivec2: ...
    @value.setter
    def value(self, value: ivec2 | list[int] | NDArray[Any], /) -> None: ...


class IntVec3Property(OrdinalProperty):
    """A vector of 3 numbers."""
    @overload
    def __init__(self, identifier: str, name: str, value: ivec3 | list[int] | NDArray[Any] = ..., min: ivec3 | list[int] | NDArray[Any] | tuple[ivec3 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec3 | list[int] | NDArray[Any] | tuple[ivec3 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec3 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: ivec3 | list[int] | NDArray[Any] = ..., min: ivec3 | list[int] | NDArray[Any] | tuple[ivec3 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec3 | list[int] | NDArray[Any] | tuple[ivec3 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec3 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> ivec3: ...
    @increment.setter
    def increment(self, value: ivec3 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> ivec3: ...
    @maxValue.setter
    def maxValue(self, value: ivec3 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> ivec3: ...
    @minValue.setter
    def minValue(self, value: ivec3 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> ivec3: ...
    @value.setter
    def value(self, value: ivec3 | list[int] | NDArray[Any], /) -> None: ...


class IntVec3RefProperty(OrdinalProperty):
    """A vector of 3 numbers that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], ivec3], set: Callable[[ivec3], None], min: ivec3 | list[int] | NDArray[Any] | tuple[ivec3 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec3 | list[int] | NDArray[Any] | tuple[ivec3 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec3 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], ivec3], set: Callable[[ivec3], None], min: ivec3 | list[int] | NDArray[Any] | tuple[ivec3 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec3 | list[int] | NDArray[Any] | tuple[ivec3 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec3 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> ivec3: ...
    @increment.setter
    def increment(self, value: ivec3 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> ivec3: ...
    @maxValue.setter
    def maxValue(self, value: ivec3 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> ivec3: ...
    @minValue.setter
    def minValue(self, value: ivec3 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> ivec3: ...
    @value.setter
    def value(self, value: ivec3 | list[int] | NDArray[Any], /) -> None: ...


class IntVec4Property(OrdinalProperty):
    """A vector of 4 numbers."""
    @overload
    def __init__(self, identifier: str, name: str, value: ivec4 | list[int] | NDArray[Any] = ..., min: ivec4 | list[int] | NDArray[Any] | tuple[ivec4 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec4 | list[int] | NDArray[Any] | tuple[ivec4 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec4 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: ivec4 | list[int] | NDArray[Any] = ..., min: ivec4 | list[int] | NDArray[Any] | tuple[ivec4 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec4 | list[int] | NDArray[Any] | tuple[ivec4 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec4 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> ivec4: ...
    @increment.setter
    def increment(self, value: ivec4 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> ivec4: ...
    @maxValue.setter
    def maxValue(self, value: ivec4 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> ivec4: ...
    @minValue.setter
    def minValue(self, value: ivec4 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> ivec4: ...
    @value.setter
    def value(self, value: ivec4 | list[int] | NDArray[Any], /) -> None: ...


class IntVec4RefProperty(OrdinalProperty):
    """A vector of 4 numbers that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], ivec4], set: Callable[[ivec4], None], min: ivec4 | list[int] | NDArray[Any] | tuple[ivec4 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec4 | list[int] | NDArray[Any] | tuple[ivec4 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec4 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], ivec4], set: Callable[[ivec4], None], min: ivec4 | list[int] | NDArray[Any] | tuple[ivec4 | list[int] | NDArray[Any], ConstraintBehavior] = ..., max: ivec4 | list[int] | NDArray[Any] | tuple[ivec4 | list[int] | NDArray[Any], ConstraintBehavior] = ..., increment: ivec4 | list[int] | NDArray[Any] = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @property
    def increment(self) -> ivec4: ...
    @increment.setter
    def increment(self, value: ivec4 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def maxValue(self) -> ivec4: ...
    @maxValue.setter
    def maxValue(self, value: ivec4 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def minValue(self) -> ivec4: ...
    @minValue.setter
    def minValue(self, value: ivec4 | list[int] | NDArray[Any], /) -> None: ...
    @property
    def value(self) -> ivec4: ...
    @value.setter
    def value(self, value: ivec4 | list[int] | NDArray[Any], /) -> None: ...


class InvalidationLevel(_EnumValue):
    """What has to run again after a change."""
    InvalidOutput: ClassVar[InvalidationLevel]
    InvalidResources: ClassVar[InvalidationLevel]
    Valid: ClassVar[InvalidationLevel]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, InvalidationLevel]]


class IsoTFProperty(CompositeProperty):
    """A transfer function with iso values."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    isovalues: Any
    """The property of the iso values."""
    mask: Any
    """Range outside of which opacity is zero: that of the transfer function."""
    tf: Any
    """The property of the transfer function."""
    zoomH: Any
    """Part of the positions that an editor shows: that of the transfer function."""
    zoomV: Any
    """Part of the opacities that an editor shows: that of the transfer function."""


class IsoValueProperty(Property):
    """Values at which surfaces are drawn."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def add(self, *args: Any) -> Any:
        """Adds points: position and colour, or whatever the value's own `add` takes."""
    def addPoint(self, position: Any, color: Any) -> Any:
        """Adds a point as scripts from before 2019 do: position with opacity, and a colour."""
    def clear(self) -> Any:
        """Takes all points away."""
    def getValueAt(self, index: Any) -> Any:
        """The point at a place in the order of positions."""
    def getValues(self) -> Any:
        """All points."""
    def load(self, filename: Any) -> Any:
        """Reads the value from a file."""
    def remove(self, point: Any) -> Any:
        """Takes a point away."""
    def save(self, filename: Any) -> Any:
        """Writes the value to a file."""
    def setValues(self, values: Any) -> Any:
        """Replaces all points."""
    value: Any
    """The value; a vector, matrix or text is a copy."""
    zoomH: Any
    """Part of the positions that an editor shows; no editor, no effect."""
    zoomV: Any
    """Part of the opacities that an editor shows; no editor, no effect."""


class ListProperty(CompositeProperty):
    """A list to which a person adds properties."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def addPrefab(self, prefab: Any) -> Any:
        """Adds something that may be added."""
    def constructProperty(self, index: Any) -> Any:
        """Adds a copy of something that may be added, and gives it."""
    def getPrefab(self, index: Any) -> Any:
        """A copy of something that may be added."""
    maxNumberOfElements: Any
    """Most properties that there may be; 0 for any number."""
    prefabCount: Any
    """Number of things that may be added."""


class ListPropertyUIFlag(_EnumValue):
    """What a person may do with a list."""
    Add: ClassVar[ListPropertyUIFlag]
    Remove: ClassVar[ListPropertyUIFlag]
    Static: ClassVar[ListPropertyUIFlag]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, ListPropertyUIFlag]]


class ListPropertyUIFlags(_EnumFlags):
    """What a person may do with a list."""
    def __init__(self, *values: Any) -> None: ...


class MinMaxProperty(Property):
    """A lower and an upper number within a range; what its subclasses have in common."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    end: Any
    """Upper number."""
    increment: Any
    """Step of sliders."""
    minSeparation: Any
    """How far start and end stay apart."""
    minSeperation: Any
    """An older spelling of `minSeparation`."""
    range: Any
    """What start and end may be."""
    rangeMax: Any
    """Most that end may be."""
    rangeMin: Any
    """Least that start may be."""
    start: Any
    """Lower number."""
    value: Any
    """The value; a vector, matrix or text is a copy."""


class OptionPropertyDouble(BaseOptionProperty):
    """One of some options."""
    @overload
    def __init__(self, identifier: str, name: str, options: Sequence[DoubleOption | tuple[str, str, float]] = ..., selectedIndex: int = 0, invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, options: Sequence[DoubleOption | tuple[str, str, float]] = ..., selectedIndex: int = 0, invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    selectedValue: float
    value: float
    @property
    def values(self) -> list[float]: ...


class OptionPropertyFloat(BaseOptionProperty):
    """One of some options."""
    @overload
    def __init__(self, identifier: str, name: str, options: Sequence[FloatOption | tuple[str, str, float]] = ..., selectedIndex: int = 0, invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, options: Sequence[FloatOption | tuple[str, str, float]] = ..., selectedIndex: int = 0, invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    selectedValue: float
    value: float
    @property
    def values(self) -> list[float]: ...


class OptionPropertyInt(BaseOptionProperty):
    """One of some options."""
    @overload
    def __init__(self, identifier: str, name: str, options: Sequence[IntOption | tuple[str, str, int]] = ..., selectedIndex: int = 0, invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, options: Sequence[IntOption | tuple[str, str, int]] = ..., selectedIndex: int = 0, invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    selectedValue: int
    value: int
    @property
    def values(self) -> list[int]: ...


class OptionPropertyString(BaseOptionProperty):
    """One of some options."""
    @overload
    def __init__(self, identifier: str, name: str, options: Sequence[StringOption | tuple[str, str, str]] = ..., selectedIndex: int = 0, invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, options: Sequence[StringOption | tuple[str, str, str]] = ..., selectedIndex: int = 0, invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    selectedValue: str
    value: str
    @property
    def values(self) -> list[str]: ...


class OrdinalProperty(Property):
    """A number, vector or matrix; what its subclasses have in common."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    increment: Any
    """Step of sliders."""
    maxValue: Any
    """Upper bound."""
    minValue: Any
    """Lower bound."""
    def setGetAndSet(self, get: Any, set: Any) -> Any:
        """Makes a property that refers to somebody else's value refer to another one."""
    value: Any
    """The value; a vector, matrix or text is a copy."""


class OverwriteState(_EnumValue):
    """Whether new data takes the place of what a workspace saved."""
    No: ClassVar[OverwriteState]
    Yes: ClassVar[OverwriteState]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, OverwriteState]]


class Property:
    """A setting of a processor."""
    classIdentifier: str
    """Class that workspaces save."""
    classIdentifierForWidget: Any
    """Class that decides what shows it."""
    displayName: str
    """Name that people see."""
    def getDescription(self) -> Any:
        """Name, identifiers and help, as a `Document`."""
    def getHelp(self) -> Any:
        """What it does."""
    def getSerializationMode(self) -> Any:
        """When it is written to workspaces."""
    def hasWidgets(self) -> bool:
        """Whether something shows it."""
    help: Any
    """What it does."""
    identifier: str
    """Identifier that workspaces save."""
    def initializeWidget(self) -> Any:
        """Has something made to show it, for scripts that ask: whoever has a window made it already."""
    invalidationLevel: InvalidationLevel
    """What has to run again after a change."""
    isModified: bool
    """Whether it changed since its processor was valid."""
    def onChange(self, function: Callable[[], object], /) -> Any:
        """Calls a function without arguments after every change of the value.

        The answer can stop that, and need not be kept."""
    path: str
    """Path in the network, such as `Raycaster.camera.lookFrom`."""
    readOnly: bool
    """Whether only programs may change it."""
    def readonlyDependsOn(self, other: Property, condition: Callable[[Any], bool], /) -> None:
        """May be changed by programs only while a function of another property is true."""
    def resetToDefaultState(self) -> Any:
        """Goes back to the default value."""
    semantics: Any
    """How it wants to be shown."""
    serializationMode: Any
    """When it is written to workspaces."""
    def setCurrentStateAsDefault(self) -> Any:
        """Makes the present value the default."""
    def setSerializationMode(self, mode: Any) -> Any:
        """Chooses when it is written to workspaces."""
    def visibilityDependsOn(self, other: Property, condition: Callable[[Any], bool], /) -> None:
        """Is to be seen while a function of another property is true."""
    visible: bool
    """Whether people see it."""
    widgets: Any
    """What shows it: always nothing, as editors are not Python's business."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class PropertyEditorWidget:
    """A window of a property: there is none without a desktop."""
    def __init__(self) -> None: ...
    def address(self) -> Any:
        """Where the object is in memory."""
    dimensions: ClassVar[Any]
    position: ClassVar[Any]
    visible: ClassVar[bool]


class PropertyFactory:
    """Makes properties by the class that workspaces save, such as `org.inviwo.FloatProperty`."""
    def create(self, key: Any) -> Any:
        """A property with everything at its defaults."""
    def hasKey(self, key: Any) -> Any: ...
    @property
    def keys(self) -> Any:
        """Saved classes of all properties."""


class PropertyOwner:
    """What processors and groups have in common; nothing is made of it."""
    def addProperties(self, *args: Any, **kwargs: Any) -> Any: ...
    def addProperty(self, *args: Any, **kwargs: Any) -> Any: ...
    def clear(self, *args: Any, **kwargs: Any) -> Any: ...
    def empty(self, *args: Any, **kwargs: Any) -> Any: ...
    def getIdentifier(self, *args: Any, **kwargs: Any) -> Any: ...
    def getInvalidationLevel(self, *args: Any, **kwargs: Any) -> Any: ...
    def getOwner(self, *args: Any, **kwargs: Any) -> Any: ...
    def getPropertiesRecursive(self, *args: Any, **kwargs: Any) -> Any: ...
    def getPropertyByIdentifier(self, *args: Any, **kwargs: Any) -> Any: ...
    def getPropertyByPath(self, *args: Any, **kwargs: Any) -> Any: ...
    def insertProperty(self, *args: Any, **kwargs: Any) -> Any: ...
    def invalidate(self, *args: Any, **kwargs: Any) -> Any: ...
    def isValid(self, *args: Any, **kwargs: Any) -> Any: ...
    @property
    def processor(self) -> Any: ...
    @property
    def properties(self) -> Any: ...
    def removeProperty(self, *args: Any, **kwargs: Any) -> Any: ...
    def resetAllPoperties(self, *args: Any, **kwargs: Any) -> Any: ...
    def resetAllProperties(self, *args: Any, **kwargs: Any) -> Any: ...
    def setAllPropertiesCurrentStateAsDefault(self, *args: Any, **kwargs: Any) -> Any: ...
    def setValid(self, *args: Any, **kwargs: Any) -> Any: ...
    def size(self, *args: Any, **kwargs: Any) -> Any: ...
    def __getattr__(self, name: str, /) -> Any: ...


class PropertySemantics:
    """How a property wants to be shown."""
    Color: ClassVar[PropertySemantics]
    Default: ClassVar[PropertySemantics]
    ImageEditor: ClassVar[PropertySemantics]
    LightPosition: ClassVar[PropertySemantics]
    Multiline: ClassVar[PropertySemantics]
    PythonEditor: ClassVar[PropertySemantics]
    ShaderEditor: ClassVar[PropertySemantics]
    SpinBox: ClassVar[PropertySemantics]
    Text: ClassVar[PropertySemantics]
    TextEditor: ClassVar[PropertySemantics]
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, semantic: str='Default') -> None: ...
    def getString(self) -> Any: ...


class PropertySerializationMode(_EnumValue):
    """When a property is written to workspaces: if it differs from its default, always, or never."""
    All: ClassVar[PropertySerializationMode]
    Default: ClassVar[PropertySerializationMode]
    Nothing: ClassVar[PropertySerializationMode]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, PropertySerializationMode]]


class PropertyWidget:
    """What shows a property in a window: nothing does without a desktop."""
    def __init__(self) -> None: ...
    def address(self) -> Any:
        """Where the object is in memory."""
    editorWidget: ClassVar[Any]
    def getEditorWidget(self) -> Any:
        """The window of its own that a widget may have."""
    def hasEditorWidget(self) -> bool:
        """Whether there is one."""
    property: ClassVar[Any]
    def updateFromProperty(self) -> Any:
        """Shows the present value."""


class Size_tMinMaxProperty(MinMaxProperty):
    """A lower and an upper number."""
    @overload
    def __init__(self, identifier: str, name: str, valueMin: int = ..., valueMax: int = ..., rangeMin: int = ..., rangeMax: int = ..., increment: int = ..., minSeparation: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, valueMin: int = ..., valueMax: int = ..., rangeMin: int = ..., rangeMax: int = ..., increment: int = ..., minSeparation: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    end: int
    increment: int
    minSeparation: int
    @property
    def range(self) -> size2_t: ...
    @range.setter
    def range(self, value: size2_t | list[int], /) -> None: ...
    rangeMax: int
    rangeMin: int
    start: int
    @property
    def value(self) -> size2_t: ...
    @value.setter
    def value(self, value: size2_t | list[int], /) -> None: ...


class Size_tProperty(OrdinalProperty):
    """A number."""
    @overload
    def __init__(self, identifier: str, name: str, value: int = ..., min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, value: int = ..., min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    increment: int
    maxValue: int
    minValue: int
    value: int


class Size_tRefProperty(OrdinalProperty):
    """A number that belongs to a getter and a setter."""
    @overload
    def __init__(self, identifier: str, name: str, get: Callable[[], int], set: Callable[[int], None], min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    @overload
    def __init__(self, identifier: str, name: str, help: Document, get: Callable[[], int], set: Callable[[int], None], min: int | tuple[int, ConstraintBehavior] = ..., max: int | tuple[int, ConstraintBehavior] = ..., increment: int = ..., invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ...) -> None: ...
    increment: int
    maxValue: int
    minValue: int
    value: int


class StringOption:
    """One of the options of a property."""
    def __init__(self, id: str = ..., name: str = ..., value: str = ...) -> None: ...
    id: str
    name: str
    value: str


class StringProperty(Property):
    """A text."""
    @overload
    def __init__(self, identifier: str, displayName: str, value: str='', invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    @overload
    def __init__(self, identifier: str, displayName: str, help: Document, value: str='', invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    value: str
    """The value; a vector, matrix or text is a copy."""


class TransferFunctionProperty(Property):
    """A map from values to colours."""
    @overload
    def __init__(self, identifier: str, displayName: str, value: TransferFunction=..., inport: Inport | None=None, invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    @overload
    def __init__(self, identifier: str, displayName: str, help: Document, value: TransferFunction=..., inport: Inport | None=None, invalidationLevel: InvalidationLevel=..., semantics: PropertySemantics=...) -> None: ...
    def add(self, *args: Any) -> Any:
        """Adds points: position and colour, or whatever the value's own `add` takes."""
    def addPoint(self, position: Any, color: Any) -> Any:
        """Adds a point as scripts from before 2019 do: position with opacity, and a colour."""
    def clear(self) -> Any:
        """Takes all points away."""
    def clearMask(self) -> Any:
        """Lets opacity be as the points say everywhere."""
    def getValueAt(self, index: Any) -> Any:
        """The point at a place in the order of positions."""
    def getValues(self) -> Any:
        """All points."""
    def load(self, filename: Any) -> Any:
        """Reads the value from a file."""
    mask: Any
    """Range outside of which opacity is zero."""
    def remove(self, point: Any) -> Any:
        """Takes a point away."""
    def save(self, filename: Any) -> Any:
        """Writes the value to a file."""
    def setMask(self, min: Any, max: Any) -> Any:
        """Lets opacity be zero outside of a range."""
    def setValues(self, values: Any) -> Any:
        """Replaces all points."""
    value: Any
    """The value; a vector, matrix or text is a copy."""
    zoomH: Any
    """Part of the positions that an editor shows; no editor, no effect."""
    zoomV: Any
    """Part of the opacities that an editor shows; no editor, no effect."""
