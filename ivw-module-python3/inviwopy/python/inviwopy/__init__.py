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
    InviwoModule,
    PortConnection,
    ProcessorInfo,
    PropertyLink,
    Tag,
    Tags,
    Version,
)
from . import _properties, _ports, camerautil, doc  # noqa: E402
from .doc import Document, md2doc, unindentMd2doc  # noqa: E402
from ._ports import *  # noqa: E402, F403

PropertyOwner = properties.PropertyOwner


def debugBreak():
    """Stops in a debugger, if there is one."""
    breakpoint()
