"""What makes properties, processors and their windows."""

from . import _core

_properties = _core.properties


class PropertyFactory:
    """Makes properties by the class that workspaces save, such as `org.inviwo.FloatProperty`."""

    @property
    def keys(self):
        """Saved classes of all properties."""
        return sorted(self._classes())

    def _classes(self):
        # These are bases, and hold nothing of their own.
        plain = {"Property", "OrdinalProperty", "MinMaxProperty", "BaseOptionProperty"}
        return {
            f"org.inviwo.{name}": made
            for name, made in vars(_properties).items()
            if isinstance(made, type)
            and issubclass(made, _properties.Property)
            and name not in plain
            and "RefProperty" not in name
        }

    def hasKey(self, key):
        return key in self._classes()

    def create(self, key):
        """A property with everything at its defaults."""
        made = self._classes().get(key)
        if made is None:
            raise KeyError(f"there is no property class '{key}'")
        name = key.rpartition(".")[2]
        identifier = name[0].lower() + name[1:]
        # Groups with a check box have to be told whether it is set.
        arguments = (False,) if name == "BoolCompositeProperty" else ()
        return made(identifier, name, *arguments)

    def __repr__(self):
        return f"<PropertyFactory: {len(self.keys)} classes>"


class ProcessorFactoryObject:
    """Makes processors of a class: override `create(identifier, displayName, app)`."""

    def __init__(self, info, help=""):
        self._info = info
        self.help = help

    def getProcessorInfo(self):
        """What the class is."""
        return self._info

    def create(self, identifier, displayName, app):
        raise NotImplementedError(f"{type(self).__name__} has to have a method create")

    def __repr__(self):
        return f"<ProcessorFactoryObject: {self._info.classIdentifier}>"


def register_processor(factory):
    """What `ProcessorFactory.registerObject` does; gives whether the class is new."""
    made = factory
    if isinstance(factory, ProcessorFactoryObject):
        made = _class_of(factory)
    elif not (isinstance(factory, type) and issubclass(factory, _core.Processor)):
        raise TypeError(
            f"expected a ProcessorFactoryObject or a processor class, not {type(factory).__name__}"
        )
    if _core.app.processorFactory.hasKey(made.processorInfo().classIdentifier):
        return False
    _core._register_class(made)
    return True


def _class_of(factory):
    """A class whose instances a factory makes."""

    class Made(_core.Processor):
        def __new__(cls, identifier, name):
            return factory.create(identifier, name, _core.app)

        @staticmethod
        def processorInfo():
            return factory.getProcessorInfo()

    return Made


def unregister_processor(factory):
    """What `ProcessorFactory.unRegisterObject` does; gives whether the class was there."""
    info = factory.processorInfo() if isinstance(factory, type) else factory.getProcessorInfo()
    if not _core.app.processorFactory.hasKey(info.classIdentifier):
        return False
    _core._unregister_class(info.classIdentifier)
    return True


class ProcessorWidgetFactory:
    """Makes windows of processors; those of canvases are the application's."""

    def __init__(self):
        self._objects = {}

    def registerObject(self, object):
        key = object.getClassIdentifier()
        is_new = key not in self._objects
        self._objects.setdefault(key, object)
        return is_new

    def unRegisterObject(self, object):
        return self._objects.pop(object.getClassIdentifier(), None) is not None

    def create(self, processor):
        """A window, or `None`."""
        made = self._objects.get(processor.classIdentifier)
        return processor.widget if made is None else made.create(processor)

    def hasKey(self, key):
        return (key if isinstance(key, str) else key.classIdentifier) in self._objects

    def getkeys(self):
        return list(self._objects)


class ProcessorWidgetFactoryObject:
    """Makes windows of a class of processors: override `create(processor)`."""

    def __init__(self, classIdentifier):
        self._class = str(classIdentifier)

    def getClassIdentifier(self):
        return self._class

    def create(self, processor):
        raise NotImplementedError(f"{type(self).__name__} has to have a method create")


for _class in (
    PropertyFactory, ProcessorFactoryObject, ProcessorWidgetFactory, ProcessorWidgetFactoryObject
):
    _class.__module__ = "inviwopy"
PropertyFactory.__module__ = "inviwopy.properties"
