"""Classes of ports: three kinds of inports and one of outports for every type of data."""

from . import _core

__all__ = []


def _add(name, base, port, module, doc):
    submodule = getattr(_core, module, None) if module else None
    place = f"inviwopy.{module}" if submodule else module or "inviwopy"
    attributes = {"_port": port, "__slots__": (), "__module__": place, "__doc__": doc}
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
