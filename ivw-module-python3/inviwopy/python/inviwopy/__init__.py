"""inviwopy: visual dataflow, as scripts and processors for Inviwo know it.

Everything that lives in the application is in `_core`; small values are plain Python.
"""

import sys as _sys


def _find_core():
    """The extension: beside this file, or where the application has it."""
    try:
        from . import _core

        return _core
    except ImportError as error:
        import os

        path = os.environ.get("IVW_PYTHON_LIBRARY")
        if not path:
            raise ImportError(
                "inviwopy's library is missing: build it, or name it in IVW_PYTHON_LIBRARY"
            ) from error
        from importlib.machinery import ExtensionFileLoader
        from importlib.util import module_from_spec, spec_from_file_location

        name = __name__ + "._core"
        loader = ExtensionFileLoader(name, path)
        core = module_from_spec(spec_from_file_location(name, path, loader=loader))
        _sys.modules[name] = core
        loader.exec_module(core)
        return core


_core = _find_core()
glm, properties, data = _core.glm, _core.properties, _core.data

data.formats = _core.formats

for _name, _module in {
    "glm": glm, "properties": properties, "data": data, "data.formats": data.formats
}.items():
    _sys.modules[f"{__name__}.{_name}"] = _module
    # `import *` takes all there is, also what is added in Python.
    vars(_module).pop("__all__", None)

globals().update({k: v for k, v in vars(_core).items() if not k.startswith("_")})

from ._values import (  # noqa: E402
    PortConnection,
    ProcessorInfo,
    PropertyLink,
    StringVector,
    Tag,
    Tags,
)
from . import _data, _properties, _file_pattern, _ports, camerautil, doc, qt  # noqa: E402
from .doc import Document, md2doc, unindentMd2doc  # noqa: E402
from ._ports import *  # noqa: E402, F403

from ._events import (  # noqa: E402
    ContextMenuAction,
    ContextMenuEntry,
    ContextMenuEvent,
    ContextMenuSeparator,
    ContextMenuSubmenu,
    Event,
    InteractionEvent,
    KeyboardEvent,
    MouseEvent,
    MouseInteractionEvent,
    ResizeEvent,
    TouchDevice,
    TouchEvent,
    TouchPoint,
    ViewEvent,
    ViewEventFitData,
    ViewEventFlipUp,
    WheelEvent,
)
from ._factories import (  # noqa: E402
    ProcessorFactoryObject,
    ProcessorWidgetFactory,
    ProcessorWidgetFactoryObject,
    PropertyFactory,
)
from ._files import DataReader, DataReaderFactory, DataWriter, DataWriterFactory  # noqa: E402
from ._histogram import Histogram1D, Histogram2D, Statistics  # noqa: E402
from ._logging import (  # noqa: E402
    ConsoleLogger,
    FileLogger,
    LogCentral,
    Logger,
    handlePythonOutput,
)
from ._modules import (  # noqa: E402
    InviwoModule,
    InviwoModuleFactoryObject,
    LicenseInfo,
    Settings,
    Version,
)
from ._picking import PickingAction, PickingEvent, PickingManager, PickingMapper  # noqa: E402
from ._workspace import Deserializer, Serializer, WorkspaceManager  # noqa: E402

from . import _display  # noqa: E402, F401 (gives classes of data their ways to show themselves)

PropertyOwner = properties.PropertyOwner
properties.PropertyFactory = PropertyFactory
properties.PropertyVecWrapper = Wrapper  # noqa: F405
InportVectorWrapper = OutportVectorWrapper = ProcessorVecWrapper = Wrapper  # noqa: F405
ModuleVectorWrapper = ModuleIdentifierWrapper = Wrapper  # noqa: F405
for _name in (
    "KeyModifiers KeyStates MouseButtons MouseStates TouchStates PickingStates PickingPressStates "
    "PickingPressItems PickingHoverStates"
).split():
    globals()[_name + "Iterator"] = type(iter(globals()[_name]()))


def debugBreak():
    """Stops in a debugger, if there is one."""
    breakpoint()
