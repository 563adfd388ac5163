"""Classes of ports: three kinds of inports and one of outports for every type of data."""

from . import _core

__all__ = []


def _add(name, base, port, module, doc):
    submodule = getattr(_core, module, None) if module else None
    place = f"inviwopy.{module}" if submodule else module or "inviwopy"
    attributes = {"_port": port, "__module__": place, "__doc__": doc}
    if submodule or not module:
        # Packages beside this one may add attributes to their ports.
        attributes["__slots__"] = ()
    made = type(name, (base,), attributes)
    globals()[name] = made
    if submodule:
        setattr(submodule, name, made)
    elif not module:
        __all__.append(name)


for _kind, _module in _core._port_kinds:
    _what = f"{_kind} data"
    _add(f"{_kind}Outport", _core.Outport, _kind, _module, f"Where {_what} goes out.")
    _add(f"{_kind}Inport", _core.Inport, (_kind, "inport"), _module, f"Where {_what} comes in.")
    _many = f"Where {_what} comes in, of any number of connections."
    _add(f"{_kind}MultiInport", _core.Inport, (_kind, "multi.inport"), _module, _many)
    _add(f"{_kind}FlatMultiInport", _core.Inport, (_kind, "flat.multi.inport"), _module, _many)


def portsOf(stem, typeName, color=(128, 128, 128)):
    """Classes of ports for a module's own type of data: an inport, one of any number of connections, and
    an outport.

    `stem` is that of the saved classes of its ports, such as `org.example.Signal`, `typeName` the name of
    the type with its version, such as `org.example.Signal/1`, and `color` red, green and blue.
    """
    name, own = stem.rpartition(".")[2], (typeName, list(color))

    def made(suffix, base, port):
        attributes = {"_port": port, "_type": own, "__module__": "inviwopy.data"}
        return type(name + suffix, (base,), attributes)

    return (
        made("Inport", _core.Inport, (stem, "inport")),
        made("MultiInport", _core.Inport, (stem, "multi.inport")),
        made("Outport", _core.Outport, stem),
    )


portsOf.__module__ = "inviwopy.data"
_core.data.portsOf = portsOf
