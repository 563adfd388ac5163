"""inviwopy: visual dataflow, as scripts and processors for Inviwo know it.

Everything that lives in the application is in `_core`; small values are plain Python."""
# Written by stubs/generate.py: change types.pyi there.

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import Any, ClassVar, overload

from inviwopy.data import Image
from inviwopy.glm import dmat2Vector, dmat3Vector, dmat4Vector, ivec2, mat2Vector, mat3Vector, mat4Vector, size2_t
from inviwopy.properties import CompositeProperty, InvalidationLevel, Property

from inviwopy.doc import Document as Document
from inviwopy.doc import ElementType as ElementType
InportVectorWrapper = Wrapper
KeyStatesIterator = KeyModifiersIterator
ModuleIdentifierWrapper = Wrapper
ModuleVectorWrapper = Wrapper
MouseButtonsIterator = KeyModifiersIterator
MouseStatesIterator = KeyModifiersIterator
OutportVectorWrapper = Wrapper
PickingHoverStatesIterator = KeyModifiersIterator
PickingPressItemsIterator = KeyModifiersIterator
PickingPressStatesIterator = KeyModifiersIterator
PickingStatesIterator = KeyModifiersIterator
ProcessorVecWrapper = Wrapper
from inviwopy.properties import PropertyFactory as PropertyFactory
from inviwopy.properties import PropertyOwner as PropertyOwner
TouchStatesIterator = KeyModifiersIterator
from inviwopy import camerautil as camerautil
from inviwopy import data as data
from inviwopy import doc as doc
from inviwopy.glm import doubleVector as doubleVector
from inviwopy.glm import dvec2Vector as dvec2Vector
from inviwopy.glm import dvec3Vector as dvec3Vector
from inviwopy.glm import dvec4Vector as dvec4Vector
from inviwopy.glm import floatVector as floatVector
import inviwopy.data.formats as formats
from inviwopy import glm as glm
from inviwopy.glm import intVector as intVector
from inviwopy.glm import ivec2Vector as ivec2Vector
from inviwopy.glm import ivec3Vector as ivec3Vector
from inviwopy.glm import ivec4Vector as ivec4Vector
from inviwopy import properties as properties
from inviwopy import qt as qt
from inviwopy.glm import uintVector as uintVector
from inviwopy.glm import uvec2Vector as uvec2Vector
from inviwopy.glm import uvec3Vector as uvec3Vector
from inviwopy.glm import uvec4Vector as uvec4Vector
from inviwopy.glm import vec2Vector as vec2Vector
from inviwopy.glm import vec3Vector as vec3Vector
from inviwopy.glm import vec4Vector as vec4Vector


class Cancelled(BaseException):
    """Somebody asked the running code to stop.

    It is no `Exception`, so that `except Exception` lets it through."""


class CanvasProcessor(Processor):
    """A processor that shows a picture to a person."""
    customDimensions: Any
    """Size of the picture in pixels."""
    def getUseCustomDimensions(self) -> bool:
        """Whether the picture's size differs from that of the window."""
    image: Image | Any
    """The image that is shown, with all its layers, or `None`."""
    ready: bool
    """Whether there is a picture of the present state."""
    @property
    def size(self) -> size2_t:
        """Size of the picture in pixels."""
    @size.setter
    def size(self, size: size2_t | list[int], /) -> None: ...
    def snapshot(self, filepath: str | PathLike[str], /) -> None:
        """Writes the picture to a file, whose extension says in which format."""
    def snapshotAsync(self, filepath: str | PathLike[str], /) -> None:
        """Writes the picture to a file."""
    def __init__(self, *_args: Any, **_kwargs: Any) -> None: ...


class CodeState(_EnumValue):
    """How far a processor can be trusted."""
    Broken: ClassVar[CodeState]
    Deprecated: ClassVar[CodeState]
    Experimental: ClassVar[CodeState]
    Stable: ClassVar[CodeState]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, CodeState]]


class ConsoleLogger(Logger):
    """Prints what is logged: errors and warnings to the error output."""
    def log(self, source: str = '', level: LogLevel = ..., audience: LogAudience = ..., file: str = '', function: str = '', line: int = 0, msg: str = '') -> Any: ...


class ContextMenuAction(ContextMenuEntry):
    """A line of a context menu that can be chosen."""
    def __init__(self, id: Any, label: Any = None, iconPath: str = '') -> None: ...


class ContextMenuEntry:
    """A line of a context menu, or a menu inside of one."""
    def __init__(self, label: Any, id: Any, childEntries: Any = ..., iconPath: str = '') -> None: ...
    childEntries: Any
    iconPath: Any
    id: Any
    label: Any


class ContextMenuEvent(InteractionEvent):
    """An entry of a menu was chosen, see `InteractionEvent.showContextMenu`."""
    def __init__(self, id: str = '', modifiers: KeyModifier = ...) -> None: ...
    chash: ClassVar[int]
    id: Any


class ContextMenuSeparator(ContextMenuEntry):
    """What separates lines of a context menu."""
    def __init__(self) -> None: ...


class ContextMenuSubmenu(ContextMenuEntry):
    """A menu inside of a context menu."""
    def __init__(self, label: Any, childEntries: Any = ..., iconPath: str = '') -> None: ...


class DataReader(_Access):
    """Reads files of some formats."""
    def readData(self, path: Any) -> Any:
        """The data in a file."""


class DataReaderFactory(_Factories):
    """Reads data of all kinds."""
    @property
    def image(self) -> Any: ...
    @property
    def isovaluecollection(self) -> Any: ...
    @property
    def layer(self) -> Any: ...
    @property
    def mesh(self) -> Any: ...
    @property
    def transferfunction(self) -> Any: ...
    @property
    def volume(self) -> Any: ...
    @property
    def volumesequence(self) -> Any: ...


class DataWriter(_Access):
    """Writes files of some formats."""
    def __init__(self, kind: str = '', extensions: Any = ...) -> None: ...
    def getOverwrite(self) -> bool:
        """Whether files that exist may be written over."""
    def setOverwrite(self, overwrite: Any) -> Any: ...
    def writeData(self, data: Any, path: Any) -> Any:
        """Writes data to a file."""


class DataWriterFactory(_Factories):
    """Writes data of all kinds."""
    @property
    def image(self) -> Any: ...
    @property
    def isovaluecollection(self) -> Any: ...
    @property
    def layer(self) -> Any: ...
    @property
    def mesh(self) -> Any: ...
    @property
    def transferfunction(self) -> Any: ...
    @property
    def volume(self) -> Any: ...
    @property
    def volumesequence(self) -> Any: ...


class Deserializer(_Part):
    """Reads what is somebody's own: `Processor.deserialize` is called with one, or it reads a file.

    What is not there is an empty text, zero, or an empty list."""
    def __init__(self, filename: Any, rootElement: str = 'InviwoWorkspace') -> None: ...
    def deserializeDouble(self, key: Any, target: SerializationTarget = ...) -> int:
        """The number of a name."""
    def deserializeDoubleVector(self, key: Any, itemKey: str = 'item') -> Any:
        """The numbers of a name."""
    def deserializeInt(self, key: Any, target: SerializationTarget = ...) -> Any:
        """The whole number of a name."""
    def deserializeIntVector(self, key: Any, itemKey: str = 'item') -> Any:
        """The whole numbers of a name."""
    def deserializePath(self, key: Any, target: SerializationTarget = ...) -> Any:
        """The path of a name."""
    def deserializeString(self, key: Any, target: SerializationTarget = ...) -> Any:
        """The text of a name."""
    def deserializeStringVector(self, key: Any, itemKey: str = 'item') -> Any:
        """The texts of a name."""


class Event:
    """Something that goes through the network until somebody uses it."""
    def __init__(self) -> None: ...
    chash: ClassVar[int]
    def clone(self) -> Any:
        """The same event again, which nobody has used or seen."""
    def getVisitedProcessors(self) -> Any: ...
    def hasBeenUsed(self) -> Any: ...
    def hasVisitedProcessor(self, processor: Any) -> Any: ...
    def hash(self) -> int:
        """The number of its class."""
    def markAsUnused(self) -> Any: ...
    def markAsUsed(self) -> Any:
        """Ends its way; gives whether it had ended before."""
    def markAsVisited(self, by: Any) -> Any:
        """Notes that a processor has seen it, or all that have seen another event."""
    def setUsed(self, used: Any) -> Any: ...
    def shouldPropagateTo(self, inport: Any, processor: Any, outport: Any) -> bool:
        """Whether it goes on to what an inport is connected to."""
    used: bool
    """Whether somebody has used it, so that nobody else does."""


class FileLogger(Logger):
    """Appends what is logged to a file."""
    def __init__(self, file: Any) -> None: ...
    def log(self, source: str = '', level: LogLevel = ..., audience: LogAudience = ..., file: str = '', function: str = '', line: int = 0, msg: str = '') -> Any: ...


class Histogram1D(_Histogram):
    """How many numbers are in each of some steps of the data range."""
    def __init__(self, bins: int = 0) -> None: ...


class Histogram2D(_Histogram):
    """How many pairs of numbers are in each of some steps of two data ranges, rows first."""
    def __init__(self, dimensions: Any = ...) -> None: ...
    dimensions: Any


class Inport(Port):
    """Where data comes in."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def canConnectTo(self, outport: Any) -> Any: ...
    def changedAndData(self) -> Any:
        """Iterates over pairs of whether the data is new, and data."""
    def connectTo(self, outport: Any) -> Any:
        """Connects it; raises if that is not possible."""
    def data(self) -> Any:
        """Iterates over the data of all connections."""
    def disconnectFrom(self, outport: Any) -> Any: ...
    def getChangedOutports(self) -> Any:
        """Outports with new data."""
    def getConnectedOutport(self) -> Any:
        """The outport that it is connected to first, or `None`."""
    def getConnectedOutports(self) -> Any:
        """All outports that it is connected to, in order."""
    def getData(self) -> Any:
        """The data of the first connection, or `None`."""
    def getMaxNumberOfConnections(self) -> Any: ...
    def getNumberOfConnections(self) -> Any: ...
    def getSourceVectorData(self) -> Any:
        """The data of all connections, each with the outport that it comes from."""
    def getVectorData(self) -> Any:
        """The data of all connections, in their order."""
    def hasData(self) -> bool:
        """Whether there is any data."""
    def isChanged(self) -> bool:
        """Whether the data is new to the processor."""
    def isConnectedTo(self, outport: Any) -> Any: ...
    def isOptional(self) -> Any: ...
    def isOutportDeterminingSize(self) -> Any:
        """For images: whether they come in the size that they have."""
    def onChange(self, function: Any) -> Any:
        """Calls a function before `process` when there is new data."""
    def onChangeScoped(self, function: Any) -> Any:
        """Calls a function before `process` when there is new data, while the result is kept."""
    def onConnect(self, function: Any) -> Any:
        """Calls a function with the outport when a connection is made."""
    def onConnectScoped(self, function: Any) -> Any:
        """Calls a function with the outport when a connection is made, while the result is kept."""
    def onDisconnect(self, function: Any) -> Any:
        """Calls a function with the outport when a connection is cut."""
    def onDisconnectScoped(self, function: Any) -> Any:
        """Calls a function with the outport when a connection is cut, while the result is kept."""
    def onInvalid(self, function: Any) -> Any:
        """Calls a function when the data gets out of date."""
    def onInvalidScoped(self, function: Any) -> Any:
        """Calls a function when the data gets out of date, while the result is kept."""
    optional: bool
    """Whether the processor works without it."""
    def outportAndData(self) -> Any:
        """Iterates over pairs of outport and data."""
    def setOptional(self, optional: Any) -> Any: ...
    def setOutportDeterminesSize(self, keeps: Any) -> Any:
        """For images: whether they come in the size that they have, before the port is added."""


class InportCallbackHolderOutport(InportCallbackHolderVoid):
    """Keeps a callback that is told an outport."""


class InportCallbackHolderVoid:
    """Keeps a port's callback; without it, or after `reset()`, nobody is called any more."""
    def reset(self) -> Any:
        """Takes the callback back."""


class InteractionEvent(Event):
    """An event with modifier keys, which may answer with a tool tip or a menu."""
    def __init__(self, modifiers: KeyModifier = ...) -> None: ...
    chash: ClassVar[int]
    def modifierNames(self) -> Any: ...
    def modifiers(self) -> Any: ...
    def setModifiers(self, modifiers: Any) -> Any: ...
    def setToolTip(self, text: Any) -> Any:
        """Shows a text beside the mouse; an empty one takes it away."""
    def showContextMenu(self, entries: Any) -> Any:
        """Shows a menu at the mouse; the entry that is chosen comes back as a `ContextMenuEvent`."""


class InviwoApplication:
    """The application."""
    basePath: Any
    """The folder that belongs to the application."""
    def closeInviwoApplication(self) -> Any:
        """Empties the network and ends the script that runs."""
    dataReaderFactory: Any
    """Reads data from files."""
    dataWriterFactory: Any
    """Writes data to files."""
    displayName: str
    """Name that people see."""
    def getBasePath(self) -> Any: ...
    def getModuleByIdentifier(self, identifier: Any) -> Any:
        """The module with a name, or `None`; small and capital letters are the same."""
    def getModuleSettings(self) -> Any:
        """Settings of all modules that have some."""
    def getOutputPath(self) -> Any:
        """Where scripts put what they make: `IVW_OUTPUT_PATH`, or the present folder."""
    def getPath(self, pathType: PathType, suffix: str='', createFolder: bool=False) -> Any:
        """Where the application has which files."""
    def getPoolSize(self) -> int:
        """Number of threads that work is spread over."""
    modules: Any
    """Modules that are loaded, by name."""
    network: ProcessorNetwork
    """The network of processors."""
    processorFactory: ProcessorFactory
    """Makes processors."""
    propertyFactory: Any
    """Makes properties."""
    def registerModules(self, modules: Any) -> Any:
        """Adds modules that are written in Python."""
    def registerRuntimeModules(self, _filter: Any = None) -> Any:
        """Has no effect: modules in libraries are loaded when the application starts."""
    def reloadProcessors(self) -> Any:
        """Takes over what has changed in files of processors; gives the identifiers of their classes."""
    def resizePool(self, n: int, /) -> None:
        """Has no effect: the host spreads work over its threads."""
    def runningBackgroundJobs(self) -> int:
        """Number of background jobs: there are none."""
    def setProgressCallback(self, _callback: Any) -> Any:
        """Has no effect: modules are loaded before Python runs, so there is no progress to tell."""
    def waitForNetwork(self, maxJobs: int = 0) -> Any:
        """Waits until the network is up to date."""
    def waitForPool(self) -> None:
        """Waits until the network is up to date."""
    workspaceManager: Any
    """Opens and saves workspaces."""
    def __init__(self, _name: Any = None) -> None: ...


class InviwoModule:
    """A module, which has processors, formats and files."""
    def __init__(self, app: Any, identifier: Any) -> None: ...
    @property
    def description(self) -> Any:
        """What it is, in a sentence."""
    def getPath(self, type: Any) -> Any:
        """The folder of its files of a kind; files of all modules are in one place."""
    @property
    def identifier(self) -> Any: ...
    @property
    def path(self) -> Any:
        """The folder of its files."""
    def registerProcessor(self, pfo: Any) -> Any:
        """Adds a class of processors; see `ProcessorFactoryObject`."""
    @property
    def version(self) -> Any: ...


class InviwoModuleFactoryObject:
    """Makes a module that is written in Python: override `create(app)`."""
    def __init__(self, name: Any, version: Any = None, description: str = '', srcPath: str = '', inviwoCoreVersion: Any = None, dependencies: Any = ..., dependenciesVersion: Any = ..., aliases: Any = ..., licenses: Any = ..., protectedModule: ProtectedModule = ...) -> None: ...
    @property
    def aliases(self) -> Any: ...
    def create(self, app: Any) -> Any:
        """The module; a plain one unless this is overridden."""
    @property
    def dependencies(self) -> Any: ...
    @property
    def description(self) -> Any: ...
    @property
    def inviwoCoreVersion(self) -> Any: ...
    @property
    def licenses(self) -> Any: ...
    @property
    def name(self) -> Any: ...
    @property
    def protectedModule(self) -> Any: ...
    @property
    def version(self) -> Any: ...
    dependenciesVersion: Any
    srcPath: Any


class IvwKey(_EnumValue):
    """A key."""
    A: ClassVar[IvwKey]
    Ampersand: ClassVar[IvwKey]
    Apostrophe: ClassVar[IvwKey]
    AsciiCircum: ClassVar[IvwKey]
    AsciiTilde: ClassVar[IvwKey]
    Asterisk: ClassVar[IvwKey]
    B: ClassVar[IvwKey]
    Backslash: ClassVar[IvwKey]
    Backspace: ClassVar[IvwKey]
    Bar: ClassVar[IvwKey]
    BraceLeft: ClassVar[IvwKey]
    BraceRight: ClassVar[IvwKey]
    BracketLeft: ClassVar[IvwKey]
    BracketRight: ClassVar[IvwKey]
    C: ClassVar[IvwKey]
    CapsLock: ClassVar[IvwKey]
    Colon: ClassVar[IvwKey]
    Comma: ClassVar[IvwKey]
    D: ClassVar[IvwKey]
    Delete: ClassVar[IvwKey]
    Dollar: ClassVar[IvwKey]
    Down: ClassVar[IvwKey]
    E: ClassVar[IvwKey]
    End: ClassVar[IvwKey]
    Enter: ClassVar[IvwKey]
    Equal: ClassVar[IvwKey]
    Escape: ClassVar[IvwKey]
    Exclam: ClassVar[IvwKey]
    F: ClassVar[IvwKey]
    F1: ClassVar[IvwKey]
    F10: ClassVar[IvwKey]
    F11: ClassVar[IvwKey]
    F12: ClassVar[IvwKey]
    F13: ClassVar[IvwKey]
    F14: ClassVar[IvwKey]
    F15: ClassVar[IvwKey]
    F16: ClassVar[IvwKey]
    F17: ClassVar[IvwKey]
    F18: ClassVar[IvwKey]
    F19: ClassVar[IvwKey]
    F2: ClassVar[IvwKey]
    F20: ClassVar[IvwKey]
    F21: ClassVar[IvwKey]
    F22: ClassVar[IvwKey]
    F23: ClassVar[IvwKey]
    F24: ClassVar[IvwKey]
    F25: ClassVar[IvwKey]
    F3: ClassVar[IvwKey]
    F4: ClassVar[IvwKey]
    F5: ClassVar[IvwKey]
    F6: ClassVar[IvwKey]
    F7: ClassVar[IvwKey]
    F8: ClassVar[IvwKey]
    F9: ClassVar[IvwKey]
    G: ClassVar[IvwKey]
    GraveAccent: ClassVar[IvwKey]
    Greater: ClassVar[IvwKey]
    H: ClassVar[IvwKey]
    Home: ClassVar[IvwKey]
    I: ClassVar[IvwKey]
    Insert: ClassVar[IvwKey]
    J: ClassVar[IvwKey]
    K: ClassVar[IvwKey]
    KP0: ClassVar[IvwKey]
    KP1: ClassVar[IvwKey]
    KP2: ClassVar[IvwKey]
    KP3: ClassVar[IvwKey]
    KP4: ClassVar[IvwKey]
    KP5: ClassVar[IvwKey]
    KP6: ClassVar[IvwKey]
    KP7: ClassVar[IvwKey]
    KP8: ClassVar[IvwKey]
    KP9: ClassVar[IvwKey]
    KPAdd: ClassVar[IvwKey]
    KPDecimal: ClassVar[IvwKey]
    KPDivide: ClassVar[IvwKey]
    KPEnter: ClassVar[IvwKey]
    KPEqual: ClassVar[IvwKey]
    KPMultiply: ClassVar[IvwKey]
    KPSubtract: ClassVar[IvwKey]
    L: ClassVar[IvwKey]
    Left: ClassVar[IvwKey]
    LeftAlt: ClassVar[IvwKey]
    LeftControl: ClassVar[IvwKey]
    LeftMeta: ClassVar[IvwKey]
    LeftShift: ClassVar[IvwKey]
    LeftSuper: ClassVar[IvwKey]
    Less: ClassVar[IvwKey]
    M: ClassVar[IvwKey]
    Menu: ClassVar[IvwKey]
    Minus: ClassVar[IvwKey]
    N: ClassVar[IvwKey]
    Num0: ClassVar[IvwKey]
    Num1: ClassVar[IvwKey]
    Num2: ClassVar[IvwKey]
    Num3: ClassVar[IvwKey]
    Num4: ClassVar[IvwKey]
    Num5: ClassVar[IvwKey]
    Num6: ClassVar[IvwKey]
    Num7: ClassVar[IvwKey]
    Num8: ClassVar[IvwKey]
    Num9: ClassVar[IvwKey]
    NumLock: ClassVar[IvwKey]
    NumberSign: ClassVar[IvwKey]
    O: ClassVar[IvwKey]
    P: ClassVar[IvwKey]
    PageDown: ClassVar[IvwKey]
    PageUp: ClassVar[IvwKey]
    ParenLeft: ClassVar[IvwKey]
    ParenRight: ClassVar[IvwKey]
    Pause: ClassVar[IvwKey]
    Percent: ClassVar[IvwKey]
    Period: ClassVar[IvwKey]
    Plus: ClassVar[IvwKey]
    PrintScreen: ClassVar[IvwKey]
    Q: ClassVar[IvwKey]
    Question: ClassVar[IvwKey]
    QuoteDbl: ClassVar[IvwKey]
    R: ClassVar[IvwKey]
    Right: ClassVar[IvwKey]
    RightAlt: ClassVar[IvwKey]
    RightControl: ClassVar[IvwKey]
    RightMeta: ClassVar[IvwKey]
    RightShift: ClassVar[IvwKey]
    RightSuper: ClassVar[IvwKey]
    S: ClassVar[IvwKey]
    ScrollLock: ClassVar[IvwKey]
    Semicolon: ClassVar[IvwKey]
    Slash: ClassVar[IvwKey]
    Space: ClassVar[IvwKey]
    T: ClassVar[IvwKey]
    Tab: ClassVar[IvwKey]
    U: ClassVar[IvwKey]
    Undefined: ClassVar[IvwKey]
    Underscore: ClassVar[IvwKey]
    Unknown: ClassVar[IvwKey]
    Up: ClassVar[IvwKey]
    V: ClassVar[IvwKey]
    W: ClassVar[IvwKey]
    World1: ClassVar[IvwKey]
    World2: ClassVar[IvwKey]
    X: ClassVar[IvwKey]
    Y: ClassVar[IvwKey]
    Z: ClassVar[IvwKey]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, IvwKey]]


class KeyModifier(_EnumValue):
    """A key that changes the meaning of others."""
    Alt: ClassVar[KeyModifier]
    Control: ClassVar[KeyModifier]
    Menu: ClassVar[KeyModifier]
    Meta: ClassVar[KeyModifier]
    NoModifier: ClassVar[KeyModifier]
    Shift: ClassVar[KeyModifier]
    Super: ClassVar[KeyModifier]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, KeyModifier]]


class KeyModifiers(_EnumFlags):
    """Keys that change the meaning of others."""
    def __init__(self, *values: Any) -> None: ...


class KeyModifiersIterator(Iterator[Any]):
    def __next__(self) -> Any: ...


class KeyState(_EnumValue):
    """What happened to a key."""
    Press: ClassVar[KeyState]
    Release: ClassVar[KeyState]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, KeyState]]


class KeyStates(_EnumFlags):
    """What may happen to a key."""
    def __init__(self, *values: Any) -> None: ...


class KeyboardEvent(InteractionEvent):
    """A key was pressed or released."""
    def __init__(self, key: IvwKey = ..., state: KeyState = ..., modifiers: KeyModifier = ..., nativeVirtualKey: int = 0, utfText: str = '') -> None: ...
    chash: ClassVar[int]
    key: Any
    nativeVirtualKey: Any
    state: Any
    text: Any


class LicenseInfo:
    """The license of something that is used."""
    def __init__(self, id: str = '', name: str = '', version: str = '', url: str = '', module: str = '', type: str = '', files: Any = ...) -> None: ...
    files: Any
    id: Any
    module: Any
    name: Any
    type: Any
    url: Any
    version: Any


class LogAudience(_EnumValue):
    """Who a message is for."""
    Developer: ClassVar[LogAudience]
    User: ClassVar[LogAudience]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, LogAudience]]


class LogCentral(Logger):
    """Passes on what is logged to all loggers that are registered with it."""
    def __init__(self) -> None: ...
    @staticmethod
    def get() -> Any:
        """The application's: what is logged here goes to the application too."""
    def log(self, source: str = '', level: LogLevel = ..., audience: LogAudience = ..., file: str = '', function: str = '', line: int = 0, msg: str = '') -> Any: ...
    logStacktrace: ClassVar[bool]
    messageBreakLevel: ClassVar[MessageBreakLevel]
    def registerLogger(self, logger: Any) -> Any: ...
    verbosity: ClassVar[LogVerbosity]


class LogLevel(_EnumValue):
    """How much a message matters."""
    Error: ClassVar[LogLevel]
    Info: ClassVar[LogLevel]
    Warn: ClassVar[LogLevel]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, LogLevel]]


class LogVerbosity(_EnumValue):
    """From which level on messages are shown."""
    Error: ClassVar[LogVerbosity]
    Info: ClassVar[LogVerbosity]
    Nothing: ClassVar[LogVerbosity]
    Warn: ClassVar[LogVerbosity]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, LogVerbosity]]


class Logger:
    """Is told what is logged: override `log`."""
    def log(self, source: str = '', level: LogLevel = ..., audience: LogAudience = ..., file: str = '', function: str = '', line: int = 0, msg: str = '') -> Any: ...
    def logAssertion(self, file: Any, function: Any, line: Any, msg: Any) -> Any:
        """Logs that a promise was broken."""
    def logNetwork(self, level: Any, audience: Any, msg: Any, file: str = '', function: str = '', line: int = 0) -> Any:
        """Logs what the network says."""
    def logProcessor(self, processor: Any, level: Any, audience: Any, msg: Any, file: str = '', function: str = '', line: int = 0) -> Any:
        """Logs what a processor says."""


class MessageBreakLevel(_EnumValue):
    """From which level on a message stops a debugger."""
    Error: ClassVar[MessageBreakLevel]
    Info: ClassVar[MessageBreakLevel]
    Off: ClassVar[MessageBreakLevel]
    Warn: ClassVar[MessageBreakLevel]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, MessageBreakLevel]]


class ModulePath(_EnumValue):
    """Where a module has which files."""
    CL: ClassVar[ModulePath]
    Data: ClassVar[ModulePath]
    GLSL: ClassVar[ModulePath]
    Images: ClassVar[ModulePath]
    PortInspectors: ClassVar[ModulePath]
    RegressionTests: ClassVar[ModulePath]
    Scripts: ClassVar[ModulePath]
    TestImages: ClassVar[ModulePath]
    TestVolumes: ClassVar[ModulePath]
    Tests: ClassVar[ModulePath]
    UnitTests: ClassVar[ModulePath]
    Volumes: ClassVar[ModulePath]
    Workspaces: ClassVar[ModulePath]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, ModulePath]]


class MouseButton(_EnumValue):
    """A mouse button."""
    Left: ClassVar[MouseButton]
    Middle: ClassVar[MouseButton]
    NoButton: ClassVar[MouseButton]
    Right: ClassVar[MouseButton]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, MouseButton]]


class MouseButtons(_EnumFlags):
    """Mouse buttons."""
    def __init__(self, *values: Any) -> None: ...


class MouseEvent(MouseInteractionEvent):
    """A button was pressed or released, or the mouse moved."""
    def __init__(self, button: MouseButton = ..., state: MouseState = ..., buttonState: MouseButton = ..., modifiers: KeyModifier = ..., normalizedPosition: int = 0, canvasSize: int = 0, depth: float = 1.0) -> None: ...
    button: Any
    chash: ClassVar[int]
    state: Any


class MouseInteractionEvent(InteractionEvent):
    """Something that happens at a place in a picture."""
    def __init__(self, buttonState: Any, modifiers: Any, normalizedPosition: Any, canvasSize: Any, depth: Any) -> None: ...
    @property
    def buttonName(self) -> Any: ...
    buttonState: Any
    """All buttons that are pressed."""
    canvasSize: Any
    """Size of the picture in pixels."""
    chash: ClassVar[int]
    depth: Any
    """Depth of what is seen there, from -1 at the near plane to 1 at the far one."""
    @property
    def ndc(self) -> Any:
        """Place and depth, each in [-1, 1]."""
    pos: Any
    """Place in the picture in pixels from the lower left."""
    posNormalized: Any
    """Place in the picture, from [0, 0] at the lower left to [1, 1]."""
    @property
    def x(self) -> Any: ...
    @property
    def y(self) -> Any: ...


class MouseState(_EnumValue):
    """What happened to the mouse."""
    DoubleClick: ClassVar[MouseState]
    Move: ClassVar[MouseState]
    Press: ClassVar[MouseState]
    Release: ClassVar[MouseState]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, MouseState]]


class MouseStates(_EnumFlags):
    """What may happen to the mouse."""
    def __init__(self, *values: Any) -> None: ...


class Outport(Port):
    """Where data goes out."""
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def clear(self) -> Any:
        """Takes the data away."""
    data: Any
    """The data, or `None`, as inports have it."""
    def detachData(self) -> Any:
        """Takes the data away and gives it."""
    def detatchData(self) -> Any:
        """Takes the data away and gives it."""
    dimensions: Any
    """For images: the size that they should have."""
    def getConnectedInports(self) -> Any:
        """All inports that it is connected to."""
    def getData(self) -> Any:
        """The data, or `None`."""
    def hasData(self) -> Any: ...
    def isConnectedTo(self, inport: Any) -> Any: ...
    def isHandlingResizeEvents(self) -> Any:
        """For images: whether they take the size that was asked for."""
    def setData(self, data: Any) -> Any:
        """Publishes data; `None` takes it away."""
    def setDimensions(self, _size: Any) -> Any:
        """For images: has no effect, as whoever is connected says which size it wants."""
    def setHandleResizeEvents(self, handle: Any) -> Any:
        """For images: whether they take the size that was asked for."""


class Output:
    """Stands in for `sys.stdout` and `sys.stderr`."""
    encoding: Any
    """Encoding of files; any text can be logged."""
    def fileno(self) -> Any:
        """There is no file."""
    def flush(self) -> Any:
        """Does nothing: a line is logged when it is whole."""
    def isatty(self) -> Any:
        """It is no terminal."""
    def readable(self) -> Any:
        """It can't be read."""
    def writable(self) -> Any:
        """It can be written to."""
    def write(self, text: Any) -> Any:
        """Logs whole lines, and keeps the rest for later."""


class PathType(_EnumValue):
    """Where the application has which files."""
    Data: ClassVar[PathType]
    Databases: ClassVar[PathType]
    Help: ClassVar[PathType]
    Images: ClassVar[PathType]
    PortInspectors: ClassVar[PathType]
    Resources: ClassVar[PathType]
    Scripts: ClassVar[PathType]
    Settings: ClassVar[PathType]
    Tests: ClassVar[PathType]
    TransferFunctions: ClassVar[PathType]
    Volumes: ClassVar[PathType]
    Workspaces: ClassVar[PathType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, PathType]]


class PickingAction:
    """A run of numbers of one processor, and whom to tell."""
    def __call__(self, event: Any) -> Any: ...
    def __init__(self, size: Any, processor: Any, callback: Any) -> None: ...
    def getLocalPickingId(self, number: Any) -> Any:
        """Which of the things a number is."""
    def getPickingId(self, n: int = 0) -> Any:
        """The number that one of the things has in every picture."""
    @property
    def processor(self) -> Any: ...
    @property
    def start(self) -> Any:
        """The first number; the host gives it when the processor comes to it, or when it is asked for."""
    enabled: Any
    size: Any


class PickingEvent(Event):
    """Somebody points at a thing in the picture."""
    def __init__(self, pickingAction: Any, event: Any, state: Any, pressState: Any, pressItem: Any, hoverState: Any, pressedState: Any, pickedGlobalId: Any, currentGlobalId: Any, pressedGlobalId: Any, previousGlobalId: Any, pressedNDC: Any, previousNDC: Any) -> None: ...
    @property
    def canvasSize(self) -> Any:
        """Size of the picture in pixels."""
    chash: ClassVar[int]
    @property
    def currentGlobalPickingId(self) -> Any:
        """The number of what is below the mouse."""
    @property
    def currentLocalPickingId(self) -> Any: ...
    @property
    def deltaDepth(self) -> Any:
        """How far it moved."""
    @property
    def deltaPosition(self) -> Any:
        """How far it moved."""
    @property
    def deltaPressedDepth(self) -> Any:
        """How far it moved."""
    @property
    def deltaPressedPosition(self) -> Any:
        """How far it moved."""
    @property
    def depth(self) -> Any:
        """Depth in [-1, 1]."""
    def getEvent(self) -> Any:
        """What the person did."""
    def getMovedSincePressed(self) -> bool:
        """Whether the mouse moved since a button was pressed."""
    def getWorldSpaceDeltaAtPressDepth(self, camera: Any) -> Any:
        """How far the thing was dragged in the world, as deep as it was pressed."""
    @property
    def globalPickingId(self) -> Any: ...
    @property
    def hoverState(self) -> Any: ...
    def invoke(self) -> Any:
        """Tells the processor."""
    @property
    def modifiers(self) -> Any: ...
    @property
    def ndc(self) -> Any:
        """Place and depth, each in [-1, 1]."""
    @property
    def pickedId(self) -> Any:
        """Which of the processor's things it is about."""
    @property
    def position(self) -> Any:
        """Place in the picture, each in [0, 1]."""
    @property
    def pressItem(self) -> Any:
        """What changed: the button that was pressed or released."""
    @property
    def pressItems(self) -> Any:
        """All buttons that are pressed."""
    @property
    def pressState(self) -> Any: ...
    @property
    def pressedDepth(self) -> Any:
        """Depth in [-1, 1]."""
    @property
    def pressedGlobalPickingId(self) -> Any:
        """The number of what the mouse was pressed at."""
    @property
    def pressedLocalPickingId(self) -> Any: ...
    @property
    def pressedNDC(self) -> Any: ...
    @property
    def pressedPosition(self) -> Any:
        """Place in the picture, each in [0, 1]."""
    @property
    def previousDepth(self) -> Any:
        """Depth in [-1, 1]."""
    @property
    def previousGlobalPickingId(self) -> Any:
        """The number of what was below the mouse before."""
    @property
    def previousLocalPickingId(self) -> Any: ...
    @property
    def previousNDC(self) -> Any: ...
    @property
    def previousPosition(self) -> Any:
        """Place in the picture, each in [0, 1]."""
    def setToolTip(self, text: Any) -> Any: ...
    @property
    def state(self) -> Any: ...


class PickingHoverState(_EnumValue):
    """How the mouse is above a thing in the picture."""
    Enter: ClassVar[PickingHoverState]
    Exit: ClassVar[PickingHoverState]
    Move: ClassVar[PickingHoverState]
    NoHover: ClassVar[PickingHoverState]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, PickingHoverState]]


class PickingHoverStates(_EnumFlags):
    """How the mouse may be above things in the picture."""
    def __init__(self, *values: Any) -> None: ...


class PickingManager:
    """All runs of numbers that were given to processors in Python; zero is nothing."""
    @classmethod
    def action(cls, number: Any) -> Any:
        """Whose number it is, or `None`."""
    @classmethod
    def register(cls, processor: Any, size: Any, callback: Any) -> Any: ...
    @classmethod
    def unregister(cls, action: Any) -> Any: ...


class PickingMapper:
    """Numbers for things of a processor, and the callback that is told about them."""
    def __init__(self, p: Any, size: Any, callback: Any) -> None: ...
    @property
    def color(self) -> Any:
        """The number of the first thing as a color."""
    enabled: bool
    """Whether the callback is called."""
    @property
    def pickingAction(self) -> Any: ...
    def pickingId(self, n: int = 0) -> int:
        """The number of a thing, for the picking layer or a buffer of the kind `PickingAttrib`."""
    def resize(self, size: Any) -> Any:
        """Asks for other numbers, unless there are as many already."""
    size: Any
    """How many things there are."""


class PickingPressItem(_EnumValue):
    """What a thing in the picture was pressed with."""
    NoItem: ClassVar[PickingPressItem]
    Primary: ClassVar[PickingPressItem]
    Secondary: ClassVar[PickingPressItem]
    Tertiary: ClassVar[PickingPressItem]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, PickingPressItem]]


class PickingPressItems(_EnumFlags):
    """What things in the picture may be pressed with."""
    def __init__(self, *values: Any) -> None: ...


class PickingPressState(_EnumValue):
    """How a thing in the picture was pressed."""
    DoubleClick: ClassVar[PickingPressState]
    Move: ClassVar[PickingPressState]
    NoPress: ClassVar[PickingPressState]
    Press: ClassVar[PickingPressState]
    Release: ClassVar[PickingPressState]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, PickingPressState]]


class PickingPressStates(_EnumFlags):
    """How things in the picture may be pressed."""
    def __init__(self, *values: Any) -> None: ...


class PickingState(_EnumValue):
    """What happened to a thing in the picture."""
    Finished: ClassVar[PickingState]
    NoState: ClassVar[PickingState]
    Started: ClassVar[PickingState]
    Updated: ClassVar[PickingState]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, PickingState]]


class PickingStates(_EnumFlags):
    """What may happen to a thing in the picture."""
    def __init__(self, *values: Any) -> None: ...


class Port:
    """A port."""
    def __eq__(self, other: object, /) -> bool: ...
    classIdentifier: str
    """Class that workspaces save."""
    contentInfo: Any
    """What comes in or goes out."""
    identifier: str
    """Identifier that workspaces save."""
    def isConnected(self) -> bool: ...
    def isReady(self) -> bool:
        """Whether there is data of the present state."""
    processor: Processor | Any
    """The processor that it belongs to, or `None`."""


class PortConnection:
    """From an outport to an inport."""
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, outport: Outport, inport: Inport) -> None: ...
    inport: Inport
    outport: Outport


class Processor:
    """A node of the network: derive from it, call its `__init__(self, id, name)`, and give the class a
    static method `processorInfo`."""
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, identifier: str, displayName: str) -> None:
        """Initialize self.  See help(type(self)) for accurate signature."""
    def addInport(self, inport: Inport, group: str='default', owner: bool=False) -> None:
        """Adds an inport; ports of one group share the size of their images."""
    def addOutport(self, outport: Outport, group: str='default', owner: bool=False) -> None:
        """Adds an outport; ports of one group share the size of their images."""
    def addProperties(self, props: Iterable[Property], owner: bool=False) -> None:
        """Adds several properties."""
    def addProperty(self, prop: Property, owner: bool=False) -> None:
        """Adds a property; with `owner`, workspaces save it whole."""
    def allInportsAreReady(self) -> bool: ...
    def allInportsConnected(self) -> bool: ...
    category: str
    """Where it stands in the list of processors."""
    classIdentifier: str
    """Class that workspaces save."""
    def clear(self) -> Any:
        """Takes all properties out."""
    codeState: Any
    """How far it can be trusted."""
    def deserialize(self, deserializer: Any) -> Any:
        """Called when a workspace was read; a class that overrides it gets what is its own from the
        `Deserializer`. Properties have their values before it, and tell of them in here."""
    displayName: str
    """Name that people see."""
    def doIfNotReady(self) -> None:
        """Called instead of `process` while inports have no data."""
    def empty(self) -> bool:
        """Whether there are no properties inside."""
    def getDirectPredecessors(self) -> Any:
        """Processors that this one gets data from."""
    def getDirectSuccessors(self) -> Any:
        """Processors that get data from this one."""
    def getIdentifier(self) -> Any:
        """The identifier."""
    def getInport(self, identifier: str, /) -> Inport | Any:
        """The inport with an identifier, or `None`."""
    def getInvalidationLevel(self) -> Any:
        """What has to run."""
    def getOutport(self, identifier: str, /) -> Outport | Any:
        """The outport with an identifier, or `None`."""
    def getOwner(self) -> Any: ...
    def getPort(self, identifier: str, /) -> Port | Any:
        """The port with an identifier, or `None`."""
    def getPortGroup(self, port: Any) -> Any:
        """Group of a port."""
    def getPortGroups(self) -> Any:
        """Names of all groups of ports."""
    def getPortsInGroup(self, group: Any) -> Any:
        """The ports of a group."""
    def getPortsInSameGroup(self, port: Any) -> Any:
        """The ports of the group of a port."""
    def getPredecessors(self) -> Any:
        """Processors that this one gets data from, directly or not."""
    def getProcessorInfo(self) -> ProcessorInfo:
        """What the class is; a subclass gives it by its static method `processorInfo`."""
    def getPropertiesRecursive(self) -> list[Property]:
        """The properties inside, with all below them."""
    def getPropertyByIdentifier(self, identifier: str, recursiveSearch: bool=False) -> Any:
        """The property with an identifier, or `None`."""
    def getPropertyByPath(self, path: str, /) -> Any:
        """The property with a path such as `camera.lookFrom`, or `None`."""
    def getSuccessors(self) -> Any:
        """Processors that get data from this one, directly or not."""
    def hasProcessorWidget(self) -> Any: ...
    identifier: str
    """Identifier that is unique in the network."""
    def initializeResources(self) -> None:
        """Prepares what depends on properties of the level `InvalidResources`."""
    inports: Any
    """Where data comes in: by place, identifier or as attributes."""
    def insertProperty(self, index: int, prop: Property, owner: bool=False) -> None:
        """Adds a property at a place."""
    def invalidate(self, invalidationLevel: InvalidationLevel=..., modifiedProperty: Property | None=None) -> None:
        """Marks the processor as having to run again; a class that overrides it is asked, and runs again
        only if it calls this."""
    def invokeEvent(self, event: Any) -> Any:
        """Handles an event: what was picked is told to the callback of its `PickingMapper`."""
    def isReady(self) -> bool: ...
    def isSink(self) -> bool: ...
    def isSource(self) -> bool: ...
    def isValid(self) -> bool:
        """Whether nothing has to run."""
    meta: Any
    """Position, selection and visibility in the network editor."""
    network: ProcessorNetwork | Any
    """The network that it is in, or `None`."""
    outports: Any
    """Where data goes out: by place, identifier or as attributes."""
    def process(self) -> None:
        """Does the work."""
    processor: Any
    """The processor itself, as properties have it too."""
    def progress(self, of: Any, total: Any = None) -> Any:
        """Tells how far `process` has come, from 0 to 1; or gives the items of a sequence one by one and
        tells it meanwhile."""
    def propagateEvent(self, event: Any, outport: Any = None) -> Any:
        """Handles an event, and passes it on to all processors that this one gets data from."""
    properties: Any
    """The properties inside: by place, identifier or as attributes."""
    def removeInport(self, inport: Inport, /) -> Any:
        """Takes an inport away."""
    def removeOutport(self, outport: Outport, /) -> Any:
        """Takes an outport away."""
    def removeProperty(self, which: Property | int | str, /) -> Any:
        """Takes a property out, given itself, its place or its identifier."""
    def resetAllPoperties(self) -> Any:
        """Goes back to all defaults."""
    def resetAllProperties(self) -> Any:
        """Goes back to all defaults."""
    def serialize(self, serializer: Any) -> Any:
        """Called when a workspace is written; a class that overrides it adds what is its own to the
        `Serializer`. Properties are written without it."""
    def setAllPropertiesCurrentStateAsDefault(self) -> Any:
        """Makes all present values defaults."""
    def setValid(self) -> None:
        """Called after `process`."""
    size: Any
    """Number of properties inside, not counting those below them."""
    tags: Any
    """Words to find it by."""
    widget: Any
    """Its window, or `None`."""
    def __getattr__(self, name: str, /) -> Any: ...


class ProcessorFactory:
    """Makes processors."""
    def create(self, key: str, pos: ivec2 | Sequence[int] | None=None) -> Any:
        """Makes a processor; `None` if there is no such class, or with a position a `KeyError`."""
    def hasKey(self, key: str, /) -> bool:
        """Whether there is a class."""
    keys: list[str]
    """Saved identifiers of all classes."""
    def registerObject(self, object: Any) -> Any:
        """Adds a class of processors in Python: a `ProcessorFactoryObject`, or the class itself."""
    def unRegisterObject(self, object: Any) -> Any:
        """Takes a class of processors away again; gives whether it was there."""


class ProcessorFactoryObject:
    """Makes processors of a class: override `create(identifier, displayName, app)`."""
    def __init__(self, info: Any, help: str = '') -> None: ...
    def create(self, identifier: Any, displayName: Any, app: Any) -> Any: ...
    def getProcessorInfo(self) -> Any:
        """What the class is."""
    help: Any


class ProcessorInfo:
    """What a class of processors is."""
    def __init__(self, classIdentifier: str, displayName: str, category: str='Python', codeState: CodeState=..., tags: Tags | Tag | str=..., help: Document | str | bool='', visible: bool=True) -> None: ...
    category: str
    classIdentifier: str
    codeState: CodeState
    displayName: str
    help: Any
    tags: Tags
    visible: Any


class ProcessorMetaData:
    """Position, selection and visibility of a processor in the network editor."""
    position: Any
    """Position in the network editor."""
    selected: bool
    """Whether it is selected."""
    visible: bool
    """Whether it is to be seen."""


class ProcessorNetwork:
    """The network of processors."""
    @overload
    def addConnection(self, sourcePort: Outport, destPort: Inport) -> Any: ...
    @overload
    def addConnection(self, connection: PortConnection, /) -> Any: ...
    @overload
    def addLink(self, src: Property, dst: Property) -> Any: ...
    @overload
    def addLink(self, link: PropertyLink, /) -> Any: ...
    def addProcessor(self, processor: Processor, /) -> Any:
        """Puts a processor into the network; its identifier becomes unique."""
    def append(self, path: Any) -> Any:
        """Adds the network of a workspace to this one; gives the new processors."""
    canvases: list[CanvasProcessor]
    """All canvases."""
    def clear(self) -> None:
        """Removes all processors."""
    connections: list[PortConnection]
    """All connections."""
    deserializing: bool
    """Whether a workspace is being read."""
    empty: bool
    """Whether there are no processors."""
    def getInport(self, path: str, /) -> Inport | Any:
        """The inport with a path such as `Raycaster.volume`, or `None`."""
    def getLinksBetweenProcessors(self, a: Processor, b: Processor, /) -> list[PropertyLink]:
        """All links between properties of two processors, either way."""
    def getOutport(self, path: str, /) -> Outport | Any:
        """The outport with a path such as `VolumeSource.data`, or `None`."""
    def getPort(self, path: str, /) -> Port | Any:
        """The port with a path such as `VolumeSource.data`, or `None`."""
    def getProcessorByIdentifier(self, identifier: str, /) -> Processor | Any:
        """The processor with an identifier, or `None`.

        Scripts from when identifiers had spaces find it, too."""
    def getPropertiesLinkedTo(self, property: Property, /) -> list[Property]:
        """Properties that follow a property."""
    def getProperty(self, path: str, /) -> Any:
        """The property with a path such as `Raycaster.camera.lookFrom`, or `None`."""
    invalidating: Any
    """Always false: whoever looks does so between changes."""
    @overload
    def isConnected(self, sourcePort: Outport, destPort: Inport) -> bool: ...
    @overload
    def isConnected(self, connection: PortConnection, /) -> bool: ...
    def isLinked(self, *args: Any, **kwargs: Any) -> bool:
        """Whether a property follows another one."""
    def isLinkedBidirectional(self, *args: Any, **kwargs: Any) -> bool:
        """Whether two properties follow each other."""
    def isLocked(self) -> Any: ...
    def isPortInNetwork(self, port: Any) -> bool:
        """Whether a port belongs to a processor in the network."""
    def isPropertyInNetwork(self, property: Any) -> bool:
        """Whether a property belongs to a processor in the network."""
    linking: Any
    """Always false: whoever looks does so between changes."""
    links: list[PropertyLink]
    """All links."""
    def load(self, path: str | PathLike[str], /) -> Any:
        """Replaces the network by that of a workspace."""
    def lock(self) -> None:
        """Holds evaluation back until as many calls of `unlock`."""
    locked: bool
    """Whether evaluation is held back."""
    processors: Any
    """All processors, in the order in which they were added."""
    @overload
    def removeConnection(self, sourcePort: Outport, destPort: Inport) -> Any: ...
    @overload
    def removeConnection(self, connection: PortConnection, /) -> Any: ...
    @overload
    def removeLink(self, src: Property, dst: Property) -> Any: ...
    @overload
    def removeLink(self, link: PropertyLink, /) -> Any: ...
    def removeProcessor(self, processor: Processor, /) -> None:
        """Takes a processor out of the network, with its connections and links."""
    runningBackgroundJobs: Any
    """Number of background jobs: there are none."""
    def save(self, path: str | PathLike[str], /) -> Any:
        """Writes a workspace."""
    def unlock(self) -> None:
        """Lets evaluation go on; the last one brings the network up to date."""
    version: Any
    """Version of the workspace format."""
    def __getattr__(self, name: str, /) -> Any: ...


class ProcessorWidget:
    """The window of a processor."""
    dimensions: Any
    """Size in pixels."""
    fullScreen: bool
    """Whether it fills the screen."""
    def hide(self) -> Any:
        """Closes it."""
    onTop: bool
    """Whether it stays above other windows."""
    position: Any
    """Position on the screen."""
    def show(self) -> Any:
        """Opens it."""
    visibility: bool
    """Whether it is open."""
    visible: bool
    """Whether it is open."""


class ProcessorWidgetFactory:
    """Makes windows of processors; those of canvases are the application's."""
    def __init__(self) -> None: ...
    def create(self, processor: Any) -> Any:
        """A window, or `None`."""
    def getkeys(self) -> Any: ...
    def hasKey(self, key: Any) -> Any: ...
    def registerObject(self, object: Any) -> Any: ...
    def unRegisterObject(self, object: Any) -> Any: ...


class ProcessorWidgetFactoryObject:
    """Makes windows of a class of processors: override `create(processor)`."""
    def __init__(self, classIdentifier: Any) -> None: ...
    def create(self, processor: Any) -> Any: ...
    def getClassIdentifier(self) -> Any: ...


class PropertyLink:
    """From a property to one that follows it."""
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, src: Property, dst: Property) -> None: ...
    destination: Property
    source: Property


class ProtectedModule(_EnumValue):
    """Whether a module may be reloaded while the application runs."""
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, ProtectedModule]]
    off: ClassVar[ProtectedModule]
    on: ClassVar[ProtectedModule]


class PythonFlatMultiInport(Inport):
    """Where Python data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Any | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Any]]: ...
    def getVectorData(self) -> list[Any]: ...


class PythonInport(Inport):
    """Where Python data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Any | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Any]]: ...
    def getVectorData(self) -> list[Any]: ...


class PythonMultiInport(Inport):
    """Where Python data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Any | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, Any]]: ...
    def getVectorData(self) -> list[Any]: ...


class PythonOutport(Outport):
    """Where Python data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> Any | Any: ...
    def setData(self, data: Any | None) -> None: ...


class ResizeEvent(Event):
    """A canvas has another size; it goes only where images go."""
    def __init__(self, newSize: Any, previousSize: int = 0) -> None: ...
    chash: ClassVar[int]
    previousSize: Any
    def shouldPropagateTo(self, inport: Any, processor: Any, outport: Any) -> Any: ...
    size: Any


class SerializationTarget(_EnumValue):
    """Whether something is an element of a file, or an attribute of one."""
    Attribute: ClassVar[SerializationTarget]
    Node: ClassVar[SerializationTarget]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, SerializationTarget]]


class Serializer(_Part):
    """Writes what is somebody's own: `Processor.serialize` is called with one, or it makes a file."""
    def serialize(self, key: Any, data: Any, target: SerializationTarget = ..., itemKey: str = 'item') -> Any:
        """Writes a text, a path, a number, or a list of numbers or texts, under a name."""
    def writeFile(self) -> Any:
        """Writes the file."""


class Settings(CompositeProperty):
    """A group of settings, which keeps its values in a file of its own."""
    def load(self) -> Any:
        """Reads all values; without a file there is nothing to do."""
    def save(self) -> Any:
        """Writes all values."""


class Statistics:
    """What some numbers have in common; those that are not finite do not count."""
    def __init__(self, values: Any = ...) -> None: ...
    max: Any
    mean: Any
    min: Any
    percentiles: Any
    standardDeviation: Any


class StringVector(list[Any]):
    """A list of texts only."""
    def __init__(self, texts: Any = ...) -> None: ...
    def __setitem__(self, place: Any, text: Any) -> None: ...
    def append(self, text: Any) -> Any: ...
    def extend(self, texts: Any) -> Any: ...
    def insert(self, place: Any, text: Any) -> Any: ...


class Tag:
    """A word to find a processor by."""
    CL: ClassVar[Tag]
    CPU: ClassVar[Tag]
    GL: ClassVar[Tag]
    PY: ClassVar[Tag]
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, tag: Tag | str='') -> None: ...
    def __or__(self, other: Any) -> Any: ...
    def getString(self) -> Any: ...


class Tags:
    """Words to find a processor by."""
    CL: ClassVar[Tags]
    CPU: ClassVar[Tags]
    Empty: ClassVar[Tags]
    GL: ClassVar[Tags]
    PY: ClassVar[Tags]
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, tags: Tags | Tag | str | Iterable[Tag | str]=()) -> None: ...
    def __iter__(self) -> Any: ...
    def __len__(self) -> int: ...
    def __or__(self, other: Any) -> Any: ...
    def __ror__(self, other: Any) -> Any: ...
    def addTag(self, tag: Any) -> Any: ...
    def addTags(self, tags: Any) -> Any: ...
    def empty(self) -> Any: ...
    def getMatches(self, other: Any) -> Any: ...
    def getString(self) -> Any: ...
    def size(self) -> Any: ...
    tags: Any


class TouchDevice:
    """What fingers touch."""
    def __init__(self, type: TouchDeviceType = ..., name: str = '') -> None: ...
    name: Any
    type: Any


class TouchDeviceType(_EnumValue):
    """What fingers touch."""
    Pad: ClassVar[TouchDeviceType]
    Screen: ClassVar[TouchDeviceType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, TouchDeviceType]]


class TouchEvent(InteractionEvent):
    """Fingers came, moved or went."""
    def __init__(self, touchPoints: Any = ..., source: Any = None, modifiers: KeyModifier = ...) -> None: ...
    @property
    def averageDepth(self) -> Any: ...
    @property
    def canvasSize(self) -> Any:
        """Size of the picture in pixels."""
    @property
    def centerNDC(self) -> Any:
        """Middle of all fingers and depth, each in [-1, 1]."""
    @property
    def centerPoint(self) -> Any:
        """Middle of all fingers in pixels."""
    @property
    def centerPointNormalized(self) -> Any: ...
    chash: ClassVar[int]
    def findClosestTwoTouchPoints(self) -> Any:
        """The two fingers that are nearest to each other, or all if there are fewer."""
    @property
    def getDevice(self) -> Any: ...
    @staticmethod
    def getPickingState(touchPoints: Any) -> Any:
        """What happens to a thing below the fingers."""
    def hasTouchPoints(self) -> Any: ...
    @property
    def prevCenterPointNormalized(self) -> Any: ...
    touchPoints: Any


class TouchPoint:
    """A finger on a screen."""
    def __init__(self, id: int = -1, touchState: TouchState = ..., posNormalized: int = 0, prevPosNormalized: int = 0, pressedPosNormalized: int = 0, canvasSize: int = 0, pressure: float = 1.0, depth: float = 1.0) -> None: ...
    canvasSize: Any
    depth: Any
    id: Any
    @property
    def ndc(self) -> Any:
        """Place and depth, each in [-1, 1]."""
    pos: Any
    """Place in pixels."""
    posNormalized: Any
    pressedPos: Any
    """Place in pixels."""
    pressedPosNormalized: Any
    pressure: Any
    prevPos: Any
    """Place in pixels."""
    prevPosNormalized: Any
    @property
    def state(self) -> Any: ...


class TouchState(_EnumValue):
    """What happened to a finger."""
    Finished: ClassVar[TouchState]
    NoTouch: ClassVar[TouchState]
    Started: ClassVar[TouchState]
    Stationary: ClassVar[TouchState]
    Updated: ClassVar[TouchState]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, TouchState]]


class TouchStates(_EnumFlags):
    """What may happen to a finger."""
    def __init__(self, *values: Any) -> None: ...


class Version:
    """A version by the rules of semver.org."""
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, major: int = 1, minor: int = 0, patch: int = 0, preRelease: str = '', build: str = '') -> None: ...
    build: Any
    major: Any
    minor: Any
    patch: Any
    preRelease: Any
    def semanticVersionEqual(self, other: Any) -> bool:
        """Whether what was made for one works with the other."""


class ViewEvent(Event):
    """Asks cameras to look from a side, to turn over, or to fit the data."""
    def __init__(self, action: Any) -> None: ...
    @property
    def action(self) -> Any: ...
    chash: ClassVar[int]


class ViewEventFitData:
    """Moves a camera so that all is seen."""


class ViewEventFlipUp:
    """Turns a camera upside down."""


class WheelEvent(MouseInteractionEvent):
    """The wheel was turned."""
    def __init__(self, buttonState: MouseButton = ..., modifiers: KeyModifier = ..., delta: int = 0, normalizedPosition: int = 0, canvasSize: int = 0, depth: float = 1.0) -> None: ...
    chash: ClassVar[int]
    delta: Any


class WorkspaceManager:
    """Opens and saves the network with what belongs to it."""
    def __init__(self, app: Any = None) -> None: ...
    def clear(self) -> Any:
        """Removes everything."""
    def load(self, path: Any) -> Any:
        """Replaces everything by a workspace."""
    def loadFromString(self, text: Any) -> Any:
        """Replaces everything by a workspace that is given as text."""
    @property
    def modified(self) -> bool:
        """Whether the network differs from what was saved or opened last."""
    def onClear(self, function: Any) -> Any:
        """Calls a function when everything was removed."""
    def onModified(self, function: Any) -> Any:
        """Calls a function with `False` when what was modified is saved."""
    def onModifiedChanged(self, function: Any) -> Any:
        """Calls a function with `False` when what was modified is saved."""
    def save(self, path: Any, mode: WorkspaceSaveMode = ...) -> Any:
        """Writes a workspace."""
    def saveToString(self, mode: WorkspaceSaveMode = ...) -> Any:
        """The workspace as text."""


class WorkspaceSaveMode(_EnumValue):
    """What a workspace is written for."""
    Disk: ClassVar[WorkspaceSaveMode]
    Undo: ClassVar[WorkspaceSaveMode]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, WorkspaceSaveMode]]


class Wrapper:
    """Named things in order."""
    def __contains__(self, key: Any, /) -> bool: ...
    def __getitem__(self, key: Any, /) -> Any: ...
    def __len__(self) -> int: ...
    def __getattr__(self, name: str, /) -> Any: ...


class _Access:
    """What readers and writers have in common."""
    def __init__(self, kind: str = '', extensions: Any = ...) -> None: ...
    def addExtension(self, extension: Any) -> Any: ...
    def clone(self) -> Any: ...
    @property
    def extensions(self) -> Any:
        """Which files it is for."""
    def getOption(self, key: Any) -> Any: ...
    def setOption(self, key: Any, value: Any) -> Any:
        """Sets an option by name; gives whether there is one: our formats have none."""


class _EnumFlags:
    """What all sets of flags have in common."""
    def __and__(self, value: Any, /) -> Any: ...
    def __bool__(self) -> bool: ...
    def __contains__(self, key: Any, /) -> bool: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __iand__(self, value: Any, /) -> Any: ...
    def __invert__(self) -> Any: ...
    def __ior__(self, value: Any, /) -> Any: ...
    def __iter__(self) -> Any: ...
    def __ixor__(self, value: Any, /) -> Any: ...
    def __len__(self) -> int: ...
    def __or__(self, value: Any, /) -> Any: ...
    def __rand__(self, value: Any, /) -> Any: ...
    def __ror__(self, value: Any, /) -> Any: ...
    def __rxor__(self, value: Any, /) -> Any: ...
    def __xor__(self, value: Any, /) -> Any: ...
    def clear(self) -> Any:
        """Clears all flags."""
    def contains(self, value: Any) -> bool:
        """Whether a flag is set."""
    def count(self, value: Any) -> Any:
        """One if a flag is set, otherwise zero."""
    def empty(self) -> bool:
        """Whether no flag is set."""
    def erase(self, value: Any) -> Any:
        """Clears a flag; the result is one if it was set, otherwise zero."""
    def find(self, value: Any) -> Any:
        """An iterator over the flags that are set, from the given one on."""
    def insert(self, value: Any) -> Any:
        """Sets a flag; the result is an iterator from it on and whether it was not set before."""
    def max_size(self) -> int:
        """The number of flags there are."""
    def size(self) -> Any:
        """The number of flags that are set."""


class _EnumValue:
    """What the values of all enums have in common."""
    def __and__(self, value: Any, /) -> Any: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __index__(self) -> int: ...
    def __int__(self) -> int: ...
    def __or__(self, value: Any, /) -> Any: ...
    def __rand__(self, value: Any, /) -> Any: ...
    def __ror__(self, value: Any, /) -> Any: ...
    def __rxor__(self, value: Any, /) -> Any: ...
    def __xor__(self, value: Any, /) -> Any: ...
    name: str
    """The name of the value."""
    value: int
    """The number of the value."""


class _Factories:
    """Factories of all kinds of data."""
    def create(self, extension: Any) -> Any:
        """A reader or writer for an extension, or `None`."""
    def hasKey(self, extension: Any) -> bool:
        """Whether there is a format for an extension, of any kind of data."""


class _Histogram:
    """What histograms have in common."""
    def __init__(self, n: Any) -> None: ...
    counts: Any
    dataMap: Any
    dataStats: Any
    histStats: Any
    maxCount: Any
    name: Any
    overflow: Any
    totalCounts: Any
    underflow: Any


class _Part:
    """Elements of a workspace, each with a name, as far as they are somebody's own."""
    def __init__(self, filename: Any, rootElement: str = 'InviwoWorkspace') -> None: ...
    def getFileDir(self) -> Any:
        """The folder of that file; an empty path if it is a text."""
    def getFileName(self) -> Any:
        """The workspace's file; an empty path if it is a text."""


class dmat2VectorFlatMultiInport(Inport):
    """Where dmat2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dmat2Vector]]: ...
    def getVectorData(self) -> list[dmat2Vector]: ...


class dmat2VectorInport(Inport):
    """Where dmat2Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dmat2Vector]]: ...
    def getVectorData(self) -> list[dmat2Vector]: ...


class dmat2VectorMultiInport(Inport):
    """Where dmat2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dmat2Vector]]: ...
    def getVectorData(self) -> list[dmat2Vector]: ...


class dmat2VectorOutport(Outport):
    """Where dmat2Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat2Vector | Any: ...
    def setData(self, data: dmat2Vector | None) -> None: ...


class dmat3VectorFlatMultiInport(Inport):
    """Where dmat3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dmat3Vector]]: ...
    def getVectorData(self) -> list[dmat3Vector]: ...


class dmat3VectorInport(Inport):
    """Where dmat3Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dmat3Vector]]: ...
    def getVectorData(self) -> list[dmat3Vector]: ...


class dmat3VectorMultiInport(Inport):
    """Where dmat3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dmat3Vector]]: ...
    def getVectorData(self) -> list[dmat3Vector]: ...


class dmat3VectorOutport(Outport):
    """Where dmat3Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat3Vector | Any: ...
    def setData(self, data: dmat3Vector | None) -> None: ...


class dmat4VectorFlatMultiInport(Inport):
    """Where dmat4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dmat4Vector]]: ...
    def getVectorData(self) -> list[dmat4Vector]: ...


class dmat4VectorInport(Inport):
    """Where dmat4Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dmat4Vector]]: ...
    def getVectorData(self) -> list[dmat4Vector]: ...


class dmat4VectorMultiInport(Inport):
    """Where dmat4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dmat4Vector]]: ...
    def getVectorData(self) -> list[dmat4Vector]: ...


class dmat4VectorOutport(Outport):
    """Where dmat4Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dmat4Vector | Any: ...
    def setData(self, data: dmat4Vector | None) -> None: ...


class doubleVectorFlatMultiInport(Inport):
    """Where doubleVector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> doubleVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, doubleVector]]: ...
    def getVectorData(self) -> list[doubleVector]: ...


class doubleVectorInport(Inport):
    """Where doubleVector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> doubleVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, doubleVector]]: ...
    def getVectorData(self) -> list[doubleVector]: ...


class doubleVectorMultiInport(Inport):
    """Where doubleVector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> doubleVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, doubleVector]]: ...
    def getVectorData(self) -> list[doubleVector]: ...


class doubleVectorOutport(Outport):
    """Where doubleVector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> doubleVector | Any: ...
    def setData(self, data: doubleVector | None) -> None: ...


class dvec2VectorFlatMultiInport(Inport):
    """Where dvec2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dvec2Vector]]: ...
    def getVectorData(self) -> list[dvec2Vector]: ...


class dvec2VectorInport(Inport):
    """Where dvec2Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dvec2Vector]]: ...
    def getVectorData(self) -> list[dvec2Vector]: ...


class dvec2VectorMultiInport(Inport):
    """Where dvec2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dvec2Vector]]: ...
    def getVectorData(self) -> list[dvec2Vector]: ...


class dvec2VectorOutport(Outport):
    """Where dvec2Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec2Vector | Any: ...
    def setData(self, data: dvec2Vector | None) -> None: ...


class dvec3VectorFlatMultiInport(Inport):
    """Where dvec3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dvec3Vector]]: ...
    def getVectorData(self) -> list[dvec3Vector]: ...


class dvec3VectorInport(Inport):
    """Where dvec3Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dvec3Vector]]: ...
    def getVectorData(self) -> list[dvec3Vector]: ...


class dvec3VectorMultiInport(Inport):
    """Where dvec3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dvec3Vector]]: ...
    def getVectorData(self) -> list[dvec3Vector]: ...


class dvec3VectorOutport(Outport):
    """Where dvec3Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec3Vector | Any: ...
    def setData(self, data: dvec3Vector | None) -> None: ...


class dvec4VectorFlatMultiInport(Inport):
    """Where dvec4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dvec4Vector]]: ...
    def getVectorData(self) -> list[dvec4Vector]: ...


class dvec4VectorInport(Inport):
    """Where dvec4Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dvec4Vector]]: ...
    def getVectorData(self) -> list[dvec4Vector]: ...


class dvec4VectorMultiInport(Inport):
    """Where dvec4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, dvec4Vector]]: ...
    def getVectorData(self) -> list[dvec4Vector]: ...


class dvec4VectorOutport(Outport):
    """Where dvec4Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> dvec4Vector | Any: ...
    def setData(self, data: dvec4Vector | None) -> None: ...


class floatVectorFlatMultiInport(Inport):
    """Where floatVector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> floatVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, floatVector]]: ...
    def getVectorData(self) -> list[floatVector]: ...


class floatVectorInport(Inport):
    """Where floatVector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> floatVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, floatVector]]: ...
    def getVectorData(self) -> list[floatVector]: ...


class floatVectorMultiInport(Inport):
    """Where floatVector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> floatVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, floatVector]]: ...
    def getVectorData(self) -> list[floatVector]: ...


class floatVectorOutport(Outport):
    """Where floatVector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> floatVector | Any: ...
    def setData(self, data: floatVector | None) -> None: ...


class intVectorFlatMultiInport(Inport):
    """Where intVector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> intVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, intVector]]: ...
    def getVectorData(self) -> list[intVector]: ...


class intVectorInport(Inport):
    """Where intVector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> intVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, intVector]]: ...
    def getVectorData(self) -> list[intVector]: ...


class intVectorMultiInport(Inport):
    """Where intVector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> intVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, intVector]]: ...
    def getVectorData(self) -> list[intVector]: ...


class intVectorOutport(Outport):
    """Where intVector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> intVector | Any: ...
    def setData(self, data: intVector | None) -> None: ...


class ivec2VectorFlatMultiInport(Inport):
    """Where ivec2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, ivec2Vector]]: ...
    def getVectorData(self) -> list[ivec2Vector]: ...


class ivec2VectorInport(Inport):
    """Where ivec2Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, ivec2Vector]]: ...
    def getVectorData(self) -> list[ivec2Vector]: ...


class ivec2VectorMultiInport(Inport):
    """Where ivec2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, ivec2Vector]]: ...
    def getVectorData(self) -> list[ivec2Vector]: ...


class ivec2VectorOutport(Outport):
    """Where ivec2Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec2Vector | Any: ...
    def setData(self, data: ivec2Vector | None) -> None: ...


class ivec3VectorFlatMultiInport(Inport):
    """Where ivec3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, ivec3Vector]]: ...
    def getVectorData(self) -> list[ivec3Vector]: ...


class ivec3VectorInport(Inport):
    """Where ivec3Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, ivec3Vector]]: ...
    def getVectorData(self) -> list[ivec3Vector]: ...


class ivec3VectorMultiInport(Inport):
    """Where ivec3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, ivec3Vector]]: ...
    def getVectorData(self) -> list[ivec3Vector]: ...


class ivec3VectorOutport(Outport):
    """Where ivec3Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec3Vector | Any: ...
    def setData(self, data: ivec3Vector | None) -> None: ...


class ivec4VectorFlatMultiInport(Inport):
    """Where ivec4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, ivec4Vector]]: ...
    def getVectorData(self) -> list[ivec4Vector]: ...


class ivec4VectorInport(Inport):
    """Where ivec4Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, ivec4Vector]]: ...
    def getVectorData(self) -> list[ivec4Vector]: ...


class ivec4VectorMultiInport(Inport):
    """Where ivec4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, ivec4Vector]]: ...
    def getVectorData(self) -> list[ivec4Vector]: ...


class ivec4VectorOutport(Outport):
    """Where ivec4Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> ivec4Vector | Any: ...
    def setData(self, data: ivec4Vector | None) -> None: ...


class mat2VectorFlatMultiInport(Inport):
    """Where mat2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, mat2Vector]]: ...
    def getVectorData(self) -> list[mat2Vector]: ...


class mat2VectorInport(Inport):
    """Where mat2Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, mat2Vector]]: ...
    def getVectorData(self) -> list[mat2Vector]: ...


class mat2VectorMultiInport(Inport):
    """Where mat2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, mat2Vector]]: ...
    def getVectorData(self) -> list[mat2Vector]: ...


class mat2VectorOutport(Outport):
    """Where mat2Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat2Vector | Any: ...
    def setData(self, data: mat2Vector | None) -> None: ...


class mat3VectorFlatMultiInport(Inport):
    """Where mat3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, mat3Vector]]: ...
    def getVectorData(self) -> list[mat3Vector]: ...


class mat3VectorInport(Inport):
    """Where mat3Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, mat3Vector]]: ...
    def getVectorData(self) -> list[mat3Vector]: ...


class mat3VectorMultiInport(Inport):
    """Where mat3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, mat3Vector]]: ...
    def getVectorData(self) -> list[mat3Vector]: ...


class mat3VectorOutport(Outport):
    """Where mat3Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat3Vector | Any: ...
    def setData(self, data: mat3Vector | None) -> None: ...


class mat4VectorFlatMultiInport(Inport):
    """Where mat4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, mat4Vector]]: ...
    def getVectorData(self) -> list[mat4Vector]: ...


class mat4VectorInport(Inport):
    """Where mat4Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, mat4Vector]]: ...
    def getVectorData(self) -> list[mat4Vector]: ...


class mat4VectorMultiInport(Inport):
    """Where mat4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, mat4Vector]]: ...
    def getVectorData(self) -> list[mat4Vector]: ...


class mat4VectorOutport(Outport):
    """Where mat4Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> mat4Vector | Any: ...
    def setData(self, data: mat4Vector | None) -> None: ...


class uintVectorFlatMultiInport(Inport):
    """Where uintVector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uintVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uintVector]]: ...
    def getVectorData(self) -> list[uintVector]: ...


class uintVectorInport(Inport):
    """Where uintVector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uintVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uintVector]]: ...
    def getVectorData(self) -> list[uintVector]: ...


class uintVectorMultiInport(Inport):
    """Where uintVector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uintVector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uintVector]]: ...
    def getVectorData(self) -> list[uintVector]: ...


class uintVectorOutport(Outport):
    """Where uintVector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uintVector | Any: ...
    def setData(self, data: uintVector | None) -> None: ...


class uvec2VectorFlatMultiInport(Inport):
    """Where uvec2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uvec2Vector]]: ...
    def getVectorData(self) -> list[uvec2Vector]: ...


class uvec2VectorInport(Inport):
    """Where uvec2Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uvec2Vector]]: ...
    def getVectorData(self) -> list[uvec2Vector]: ...


class uvec2VectorMultiInport(Inport):
    """Where uvec2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uvec2Vector]]: ...
    def getVectorData(self) -> list[uvec2Vector]: ...


class uvec2VectorOutport(Outport):
    """Where uvec2Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec2Vector | Any: ...
    def setData(self, data: uvec2Vector | None) -> None: ...


class uvec3VectorFlatMultiInport(Inport):
    """Where uvec3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uvec3Vector]]: ...
    def getVectorData(self) -> list[uvec3Vector]: ...


class uvec3VectorInport(Inport):
    """Where uvec3Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uvec3Vector]]: ...
    def getVectorData(self) -> list[uvec3Vector]: ...


class uvec3VectorMultiInport(Inport):
    """Where uvec3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uvec3Vector]]: ...
    def getVectorData(self) -> list[uvec3Vector]: ...


class uvec3VectorOutport(Outport):
    """Where uvec3Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec3Vector | Any: ...
    def setData(self, data: uvec3Vector | None) -> None: ...


class uvec4VectorFlatMultiInport(Inport):
    """Where uvec4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uvec4Vector]]: ...
    def getVectorData(self) -> list[uvec4Vector]: ...


class uvec4VectorInport(Inport):
    """Where uvec4Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uvec4Vector]]: ...
    def getVectorData(self) -> list[uvec4Vector]: ...


class uvec4VectorMultiInport(Inport):
    """Where uvec4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, uvec4Vector]]: ...
    def getVectorData(self) -> list[uvec4Vector]: ...


class uvec4VectorOutport(Outport):
    """Where uvec4Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> uvec4Vector | Any: ...
    def setData(self, data: uvec4Vector | None) -> None: ...


class vec2VectorFlatMultiInport(Inport):
    """Where vec2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, vec2Vector]]: ...
    def getVectorData(self) -> list[vec2Vector]: ...


class vec2VectorInport(Inport):
    """Where vec2Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, vec2Vector]]: ...
    def getVectorData(self) -> list[vec2Vector]: ...


class vec2VectorMultiInport(Inport):
    """Where vec2Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec2Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, vec2Vector]]: ...
    def getVectorData(self) -> list[vec2Vector]: ...


class vec2VectorOutport(Outport):
    """Where vec2Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec2Vector | Any: ...
    def setData(self, data: vec2Vector | None) -> None: ...


class vec3VectorFlatMultiInport(Inport):
    """Where vec3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, vec3Vector]]: ...
    def getVectorData(self) -> list[vec3Vector]: ...


class vec3VectorInport(Inport):
    """Where vec3Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, vec3Vector]]: ...
    def getVectorData(self) -> list[vec3Vector]: ...


class vec3VectorMultiInport(Inport):
    """Where vec3Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec3Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, vec3Vector]]: ...
    def getVectorData(self) -> list[vec3Vector]: ...


class vec3VectorOutport(Outport):
    """Where vec3Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec3Vector | Any: ...
    def setData(self, data: vec3Vector | None) -> None: ...


class vec4VectorFlatMultiInport(Inport):
    """Where vec4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, vec4Vector]]: ...
    def getVectorData(self) -> list[vec4Vector]: ...


class vec4VectorInport(Inport):
    """Where vec4Vector data comes in."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, vec4Vector]]: ...
    def getVectorData(self) -> list[vec4Vector]: ...


class vec4VectorMultiInport(Inport):
    """Where vec4Vector data comes in, of any number of connections."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec4Vector | Any: ...
    def getSourceVectorData(self) -> list[tuple[Outport, vec4Vector]]: ...
    def getVectorData(self) -> list[vec4Vector]: ...


class vec4VectorOutport(Outport):
    """Where vec4Vector data goes out."""
    def __init__(self, identifier: str, help: Document | str = ...) -> None: ...
    def getData(self) -> vec4Vector | Any: ...
    def setData(self, data: vec4Vector | None) -> None: ...


app: InviwoApplication
def debugBreak() -> None:
    """Stops in a debugger, if there is one."""
def getApp() -> InviwoApplication:
    """The application."""
def handlePythonOutput(msg: Any, isStderr: Any) -> Any:
    """Logs what was printed, in whole lines; the rest waits for its end."""
def log(source: str='', level: LogLevel=..., audience: LogAudience=..., file: str='', function: str='', line: int=0, msg: str='') -> None:
    """Logs a message."""
def logError(message: object, /) -> None:
    """Logs what went wrong."""
def logInfo(message: object, /) -> None:
    """Logs what may interest people."""
def logWarn(message: object, /) -> None:
    """Logs what people should look into."""
def md2doc(text: Any) -> Any:
    """A document of a text in Markdown."""
def unindentMd2doc(text: Any) -> Any:
    """A document of a text in Markdown, without the indentation that all of its lines have."""
