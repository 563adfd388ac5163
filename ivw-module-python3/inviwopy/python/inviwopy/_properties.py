"""Completes `inviwopy.properties`: classes that differ only in the type of their value."""

from . import _core
from . import _values

_module = _core.properties
_SCALARS = {"Float": "F32", "Double": "F64", "Int": "I32"}


def _add(name, base, **attributes):
    attributes |= {"__slots__": (), "__module__": "inviwopy.properties"}
    setattr(_module, name, type(name, (base,), attributes))


def _add_number(stem, scalar, rows, columns, what):
    for suffix, is_reference in (("", False), ("Ref", True)):
        doc = f"{what} that belongs to a getter and a setter." if is_reference else f"{what}."
        _add(
            f"{stem}{suffix}Property",
            _module.OrdinalProperty,
            _kind=(scalar, rows, columns, is_reference),
            __doc__=doc,
        )


for _stem, _scalar in (_SCALARS | {"Int64": "I64", "Size_t": "Size"}).items():
    _add_number(_stem, _scalar, 1, 1, "A number")
    _add(
        f"{_stem}MinMaxProperty",
        _module.MinMaxProperty,
        _kind=_scalar,
        __doc__="A lower and an upper number.",
    )
for _n in (2, 3, 4):
    for _stem, _scalar in _SCALARS.items():
        _add_number(f"{_stem}Vec{_n}", _scalar, _n, 1, f"A vector of {_n} numbers")
        if _stem != "Int":
            _add_number(f"{_stem}Mat{_n}", _scalar, _n, _n, f"A matrix of {_n} columns")
    _add_number(f"IntSize{_n}", "Size", _n, 1, f"A vector of {_n} sizes")


def _option_class(name):
    def __init__(self, id="", name="", value=None):
        if isinstance(id, tuple):
            id, name, value = id
        self.id, self.name, self.value = id, name, value

    def __repr__(self):
        return f"<{type(self).__name__}: {self.id}, {self.name}, {self.value!r}>"

    attributes = {
        "__doc__": "One of the options of a property.",
        "__module__": "inviwopy.properties",
        "__init__": __init__,
        "__repr__": __repr__,
        "__slots__": ("id", "name", "value"),
    }
    setattr(_module, name, type(name, (), attributes))


for _stem in ("Double", "Float", "Int", "String"):
    _option_class(f"{_stem}Option")
    _add(
        f"OptionProperty{_stem}",
        _module.BaseOptionProperty,
        _kind=_stem,
        __doc__="One of some options.",
    )

_add("DirectoryProperty", _module.FileProperty, _is_directory=True, __doc__="A folder.")


class _OwnerMeta(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, (_core.Processor, _module.CompositeProperty))

    def __subclasscheck__(cls, subclass):
        return issubclass(subclass, (_core.Processor, _module.CompositeProperty))


def _of_owner(name):
    """What `PropertyOwner.addProperty(owner, ...)` and its like are: the owner's own."""
    if name in ("properties", "processor"):
        return property(lambda self: getattr(self, name))

    def member(self, *args, **kwargs):
        return getattr(self, name)(*args, **kwargs)

    member.__name__ = name
    return member


class PropertyOwner(metaclass=_OwnerMeta):
    """What processors and groups have in common; nothing is made of it."""

    def __getattr__(self, key):
        """The property with an identifier."""
        raise AttributeError(key)

    for _name in """
        properties getPropertiesRecursive addProperty addProperties insertProperty
        removeProperty clear getPropertyByIdentifier getPropertyByPath getIdentifier getOwner empty
        size isValid setValid getInvalidationLevel invalidate processor
        setAllPropertiesCurrentStateAsDefault resetAllPoperties resetAllProperties
    """.split():
        locals()[_name] = _of_owner(_name)
    del _name


PropertyOwner.__module__ = "inviwopy.properties"
_module.PropertyOwner = PropertyOwner

_module.ListPropertyUIFlagsIterator = type(iter(_module.ListPropertyUIFlags()))


class PropertyWidget:
    """What shows a property in a window: nothing does without a desktop."""

    def __init__(self):
        raise TypeError("widgets are made by a desktop")

    property = editorWidget = None

    def getEditorWidget(self):
        """The window of its own that a widget may have."""

    def hasEditorWidget(self):
        """Whether there is one."""
        return False

    def updateFromProperty(self):
        """Shows the present value."""

    def address(self):
        """Where the object is in memory."""
        return id(self)


class PropertyEditorWidget:
    """A window of a property: there is none without a desktop."""

    def __init__(self):
        raise TypeError("widgets are made by a desktop")

    visible = False
    dimensions = position = None

    def address(self):
        """Where the object is in memory."""
        return id(self)


for _class in (PropertyWidget, PropertyEditorWidget):
    _class.__module__ = "inviwopy.properties"
    setattr(_module, _class.__name__, _class)

for _name in ("PropertySemantics", "FileExtension", "ButtonGroupPropertyButton"):
    _class = getattr(_values, _name)
    _class.__module__ = "inviwopy.properties"
    setattr(_module, _name, _class)
