"""Texts with a structure: what helps a person to use a processor."""

from html import escape as _escape
from textwrap import dedent as _dedent


class Element:
    """A part of a document: a tag with attributes, or text."""

    def __init__(self, name="", content="", attributes=None):
        self.name = name
        self.content = content
        self.attributes = dict(attributes or {})
        self.children = []

    def __str__(self):
        inside = self.content + "".join(map(str, self.children))
        if not self.name:
            return inside
        attributes = "".join(f' {k}="{_escape(str(v))}"' for k, v in self.attributes.items())
        return f"<{self.name}{attributes}>{inside}</{self.name}>"


class PathComponent:
    """A step on the way to a part of a document."""

    def __init__(self, name=""):
        self.name = name

    @staticmethod
    def first():
        return PathComponent()

    last = end = first


class DocumentHandle:
    """A part of a document, to be added to."""

    def __init__(self, element):
        self._element = element

    def element(self):
        return self._element

    def append(self, name, content="", attributes=None):
        child = Element(name, content, attributes)
        self._element.children.append(child)
        return DocumentHandle(child)

    def insert(self, position, name, content="", attributes=None):
        return self.append(name, content, attributes)

    def __iadd__(self, other):
        self._element.children.append(Element("", str(other)))
        return self


class Document:
    """A text with a structure."""

    def __init__(self, text=""):
        self._root = Element("", str(text))

    def handle(self):
        return DocumentHandle(self._root)

    def append(self, name, content="", attributes=None):
        return self.handle().append(name, content, attributes)

    def insert(self, position, name, content="", attributes=None):
        return self.append(name, content, attributes)

    def empty(self):
        return not str(self)

    def str(self):
        return self.__str__()

    def __str__(self):
        return str(self._root)

    def __bool__(self):
        return not self.empty()

    def __add__(self, other):
        return Document(f"{self}{other}")

    def __eq__(self, other):
        return isinstance(other, Document) and str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def __repr__(self):
        return f"<Document: {self}>"


def md2doc(text):
    """A document of a text in Markdown."""
    return Document(text)


def unindentMd2doc(text):
    """A document of a text in Markdown, without the indentation that all of its lines have."""
    return Document(_dedent(text or "").strip("\n"))
