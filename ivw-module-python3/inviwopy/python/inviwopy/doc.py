"""Texts with a structure: what helps a person to use a processor."""

from html import escape as _escape
from textwrap import dedent as _dedent

from ._core import ElementType

_str = str

#: Tags that have no end.
_EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
#: Tags whose content keeps its line breaks.
_AS_IS = {"pre", "code", "span", "b", "i", "a"}


class Element:
    """A part of a document: a tag with attributes, or text."""

    #: The tag.
    name = ""
    #: The text, of a part that is text.
    content = ""
    #: Attributes of the tag, by their names.
    attributes = {}

    def __init__(self, name="", content="", attributes=None):
        if isinstance(name, ElementType):
            is_text, name = name == ElementType.Text, ""
        else:
            is_text = False
        self._is_text = is_text
        self.name, self.content = _str(name), _str(content)
        self.attributes = dict(attributes or {})
        self.children = []
        if self.content and not is_text:
            self.children.append(Element(ElementType.Text, self.content))

    @property
    def type(self):
        return ElementType.Text if self._is_text else ElementType.Node

    def isText(self):
        return self._is_text

    def isNode(self):
        return not self._is_text

    def emptyTag(self):
        """Whether its tag has no end."""
        return self.name in _EMPTY

    def noIndent(self):
        """Whether line breaks in it matter."""
        return self.name in _AS_IS

    def __str__(self):
        if self._is_text:
            return self.content
        inside = "".join(map(_str, self.children))
        if not self.name:
            return inside
        attributes = "".join(f' {k}="{_escape(_str(v))}"' for k, v in self.attributes.items())
        end = "" if self.emptyTag() else f"{inside}</{self.name}>"
        return f"<{self.name}{attributes}>{end}"


class PathComponent:
    """A step on the way to a part of a document: a place, a tag, attributes, or several of them."""

    def __init__(self, name=None, attributes=None):
        if isinstance(name, dict):
            name, attributes = None, name
        self._index = name if isinstance(name, int) else None
        self._name = None if isinstance(name, int) else name
        self._attributes = dict(attributes or {})

    def _place(self, children, is_insertion=False):
        """Where among the children it is; `None` if nowhere."""
        n = len(children)
        if self._index is not None:
            at = self._index if self._index >= 0 else n + self._index + is_insertion
            return at if 0 <= at < n + is_insertion else None
        for at, child in enumerate(children):
            if child.isText() or self._name not in (None, child.name):
                continue
            if all(child.attributes.get(k) == v for k, v in self._attributes.items()):
                return at
        return None


PathComponent.first = PathComponent(0)
PathComponent.last = PathComponent(-1)
PathComponent.end = PathComponent(-1)


def _component(step):
    return step if isinstance(step, PathComponent) else PathComponent(step)


def _path(steps):
    return list(steps) if isinstance(steps, (list, tuple)) else [steps]


class DocumentHandle:
    """A part of a document, to be added to; false if there is no such part."""

    def __init__(self, element):
        self._element = element

    @property
    def element(self):
        return self._element

    def get(self, path):
        """The part that some steps lead to."""
        at = self._element
        for step in _path(path):
            if at is None:
                break
            place = _component(step)._place(at.children)
            at = None if place is None else at.children[place]
        return DocumentHandle(at)

    def _add(self, element, position=None):
        if self._element is None:
            raise RuntimeError("there is no such part of the document to add to")
        children = self._element.children
        place = None if position is None else _component(position)._place(children, True)
        children.insert(len(children) if place is None else place, element)
        return DocumentHandle(element)

    def append(self, name, content="", attributes=None):
        """Adds a part, or a whole document, at the end."""
        if isinstance(name, Document):
            return self._add(name._root)
        return self._add(Element(name, content, attributes))

    def insert(self, position, name, content="", attributes=None):
        """Adds a part, or a whole document, at a place."""
        element = name._root if isinstance(name, Document) else Element(name, content, attributes)
        return self._add(element, position)

    def appendText(self, text):
        """Adds text at the end."""
        return self._add(Element(ElementType.Text, text))

    def insertText(self, position, text):
        """Adds text at a place."""
        return self._add(Element(ElementType.Text, text), position)

    def __iadd__(self, other):
        self.append(other) if isinstance(other, Document) else self.appendText(other)
        return self

    def __bool__(self):
        return self._element is not None


class Document:
    """A text with a structure."""

    def __init__(self, text=""):
        self._root = Element()
        if _str(text):
            self._root.children.append(Element(ElementType.Text, text))

    def handle(self):
        """All of it, to be added to."""
        return DocumentHandle(self._root)

    def get(self, path):
        """The part that some steps lead to."""
        return self.handle().get(path)

    def append(self, name, content="", attributes=None):
        """Adds a part, or a whole document, at the end."""
        return self.handle().append(name, content, attributes)

    def insert(self, path, name, content="", attributes=None):
        """Adds a part at the place that some steps lead to."""
        *steps, position = _path(path)
        return self.get(steps).insert(position, name, content, attributes)

    def appendText(self, text):
        """Adds text at the end."""
        return self.handle().appendText(text)

    def insertText(self, path, text):
        """Adds text at the place that some steps lead to."""
        *steps, position = _path(path)
        return self.get(steps).insertText(position, text)

    def visit(self, before, after):
        """Calls functions with each part and the parts around it, before and after what is in it."""

        def walk(element, stack):
            before(element, stack)
            for child in element.children:
                walk(child, [*stack, element])
            after(element, stack)

        for child in self._root.children:
            walk(child, [])

    def empty(self):
        return not self._root.children

    def str(self):
        return self.__str__()

    def __str__(self):
        return _str(self._root)

    def __bool__(self):
        return not self.empty()

    def __add__(self, other):
        return Document(f"{self}{other}")

    def __eq__(self, other):
        return isinstance(other, Document) and _str(self) == _str(other)

    def __hash__(self):
        return hash(_str(self))

    def __repr__(self):
        return f"<Document: {self}>"


def _of_property(name, identifier, class_identifier, help):
    """What `Property.getDescription` gives: the name, the help, and a table of identifiers."""
    document = Document()
    body = document.append("html").append("body")
    body.append("b", name)
    if help:
        body.append("p", help)
    table = body.append("table")
    for title, value in (("Identifier", identifier), ("Class Identifier", class_identifier)):
        row = table.append("tr")
        row.append("td", title)
        row.append("td", value)
    return document


def md2doc(text):
    """A document of a text in Markdown."""
    return Document(text)


def unindentMd2doc(text):
    """A document of a text in Markdown, without the indentation that all of its lines have."""
    return Document(_dedent(text or "").strip("\n"))
