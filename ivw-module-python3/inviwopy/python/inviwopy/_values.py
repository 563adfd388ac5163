"""Small values that need nothing of the application."""

from . import _core


class Tag:
    """A word to find a processor by."""

    __slots__ = ("_text",)

    def __init__(self, tag=""):
        self._text = tag._text if isinstance(tag, Tag) else str(tag)

    def getString(self):
        return self._text

    def __or__(self, other):
        return Tags(self) | other

    def __eq__(self, other):
        return isinstance(other, Tag) and self._text == other._text

    def __lt__(self, other):
        return self._text < other._text

    def __hash__(self):
        return hash(self._text)

    def __repr__(self):
        return f"<Tag: {self._text}>"

    __str__ = getString


class Tags:
    """Words to find a processor by."""

    __slots__ = ("tags",)

    def __init__(self, tags=()):
        if isinstance(tags, Tags):
            self.tags = list(tags.tags)
        elif isinstance(tags, Tag):
            self.tags = [tags]
        elif isinstance(tags, str):
            self.tags = [Tag(word.strip()) for word in tags.split(",") if word.strip()]
        else:
            self.tags = [Tag(tag) for tag in tags]

    def addTag(self, tag):
        tag = Tag(tag)
        if tag not in self.tags:
            self.tags.append(tag)

    def addTags(self, tags):
        for tag in Tags(tags).tags:
            self.addTag(tag)

    def size(self):
        return len(self.tags)

    def empty(self):
        return not self.tags

    def getString(self):
        return ", ".join(tag.getString() for tag in self.tags)

    def getMatches(self, other):
        return sum(tag in self.tags for tag in Tags(other).tags)

    def __or__(self, other):
        both = Tags(self)
        both.addTags(other)
        return both

    def __ror__(self, other):
        return Tags(other) | self

    def __eq__(self, other):
        return isinstance(other, Tags) and self.tags == other.tags

    def __lt__(self, other):
        return self.tags < other.tags

    def __hash__(self):
        return hash(tuple(self.tags))

    def __len__(self):
        return len(self.tags)

    def __iter__(self):
        return iter(self.tags)

    def __repr__(self):
        return f"<Tags: {self.getString()}>"

    __str__ = getString


for _name, _tags in {"Empty": "", "CPU": "CPU", "GL": "GL", "CL": "CL", "PY": "PY"}.items():
    setattr(Tags, _name, Tags(_tags))
    if _tags:
        setattr(Tag, _name, Tag(_tags))


class ProcessorInfo:
    """What a class of processors is."""

    __slots__ = (
        "classIdentifier", "displayName", "category", "codeState", "tags", "help", "visible",
    )

    def __init__(
        self,
        classIdentifier,
        displayName,
        category="Python",
        codeState=_core.CodeState.Stable,
        tags=Tags.PY,
        help="",
        visible=True,
    ):
        self.classIdentifier = classIdentifier
        self.displayName = displayName
        self.category = category
        self.codeState = codeState
        self.tags = Tags(tags)
        # Long ago the last argument was whether the class is listed.
        if isinstance(help, bool):
            help, visible = "", help
        self.help = help
        self.visible = visible

    def __repr__(self):
        return f"<ProcessorInfo: {self.classIdentifier}>"


class PropertySemantics:
    """How a property wants to be shown."""

    __slots__ = ("_text",)

    def __init__(self, semantic="Default"):
        self._text = str(semantic)

    def getString(self):
        return self._text

    def __eq__(self, other):
        return isinstance(other, PropertySemantics) and self._text == other._text

    def __hash__(self):
        return hash(self._text)

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"<PropertySemantics: '{self._text}'>"


for _name, _text in {
    "Default": "Default",
    "Text": "Text",
    "SpinBox": "SpinBox",
    "Color": "Color",
    "LightPosition": "Light Position",
    "TextEditor": "TextEditor",
    "Multiline": "Multiline",
    "ImageEditor": "ImageEditor",
    "ShaderEditor": "ShaderEditor",
    "PythonEditor": "PythonEditor",
}.items():
    setattr(PropertySemantics, _name, PropertySemantics(_text))


class FileExtension:
    """Which files a dialog offers."""

    __slots__ = ("extension", "description")

    def __init__(self, ext="", desc=""):
        self.extension = ext
        self.description = desc

    @staticmethod
    def all():
        return FileExtension("*", "All Files")

    def toString(self):
        return f"{self.description} (*.{self.extension})" if self.extension else ""

    def empty(self):
        return not self.extension

    def matchesAll(self):
        return self.extension == "*"

    def matches(self, path):
        name = str(path).lower()
        return self.matchesAll() or name.endswith("." + self.extension.lower())

    def __eq__(self, other):
        return isinstance(other, FileExtension) and self.toString() == other.toString()

    def __hash__(self):
        return hash(self.toString())

    def __str__(self):
        return self.toString()

    def __repr__(self):
        return f"<FileExtension: {self.toString()}>"


class ButtonGroupPropertyButton:
    """One button of a `ButtonGroupProperty`."""

    __slots__ = ("name", "tooltip", "icon", "action")

    def __init__(self, name=None, tooltip=None, icon=None, action=None):
        self.name = name
        self.tooltip = tooltip
        self.icon = icon
        self.action = action


class PortConnection:
    """From an outport to an inport."""

    __slots__ = ("outport", "inport")

    def __init__(self, outport, inport):
        self.outport = outport
        self.inport = inport

    def __eq__(self, other):
        return (
            isinstance(other, PortConnection)
            and self.outport == other.outport
            and self.inport == other.inport
        )

    def __hash__(self):
        return hash((self.outport, self.inport))

    def __repr__(self):
        ends = [
            f"{port.processor.identifier}.{port.identifier}" for port in (self.outport, self.inport)
        ]
        return f"<PortConnection: {ends[0]} -> {ends[1]}>"


class StringVector(list):
    """A list of texts only."""

    def __init__(self, texts=()):
        super().__init__(map(_text, texts))

    def append(self, text):
        super().append(_text(text))

    def extend(self, texts):
        super().extend(map(_text, texts))

    def insert(self, place, text):
        super().insert(place, _text(text))

    def __setitem__(self, place, text):
        is_slice = isinstance(place, slice)
        super().__setitem__(place, list(map(_text, text)) if is_slice else _text(text))

    def __repr__(self):
        return f"StringVector[{', '.join(self)}]"


def _text(value):
    if not isinstance(value, str):
        raise TypeError(f"expected a text, not {type(value).__name__}")
    return value


class PropertyLink:
    """From a property to one that follows it."""

    __slots__ = ("source", "destination")

    def __init__(self, src, dst):
        self.source = src
        self.destination = dst

    def __eq__(self, other):
        return (
            isinstance(other, PropertyLink)
            and self.source is other.source
            and self.destination is other.destination
        )

    def __hash__(self):
        return hash((id(self.source), id(self.destination)))

    def __repr__(self):
        return f"<PropertyLink: {self.source.path} -> {self.destination.path}>"


def _forwarder(reference):
    """Hands the value of a property that is referred to weakly to its setter."""

    def forward():
        if (prop := reference()) is not None:
            prop._forward()

    return forward
