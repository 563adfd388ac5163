"""Texts with a structure: what helps a person to use a processor."""
# Written by stubs/generate.py: change types.pyi there.

from collections.abc import Mapping
from typing import Any, ClassVar

from inviwopy import _EnumValue

class Document:
    """A text with a structure."""
    def __add__(self, other: Any) -> Any: ...
    def __bool__(self) -> bool: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __init__(self, text: str = '') -> None: ...
    def append(self, name: Any, content: str = '', attributes: Any = None) -> Any:
        """Adds a part, or a whole document, at the end."""
    def appendText(self, text: Any) -> Any:
        """Adds text at the end."""
    def empty(self) -> Any: ...
    def get(self, path: Any) -> Any:
        """The part that some steps lead to."""
    def handle(self) -> Any:
        """All of it, to be added to."""
    def insert(self, path: Any, name: Any, content: str = '', attributes: Any = None) -> Any:
        """Adds a part at the place that some steps lead to."""
    def insertText(self, path: Any, text: Any) -> Any:
        """Adds text at the place that some steps lead to."""
    def str(self) -> Any: ...
    def visit(self, before: Any, after: Any) -> Any:
        """Calls functions with each part and the parts around it, before and after what is in it."""


class DocumentHandle:
    """A part of a document, to be added to; false if there is no such part."""
    def __bool__(self) -> bool: ...
    def __iadd__(self, other: Any) -> Any: ...
    def __init__(self, element: Any) -> None: ...
    def append(self, name: Any, content: str = '', attributes: Any = None) -> Any:
        """Adds a part, or a whole document, at the end."""
    def appendText(self, text: Any) -> Any:
        """Adds text at the end."""
    @property
    def element(self) -> Any: ...
    def get(self, path: Any) -> Any:
        """The part that some steps lead to."""
    def insert(self, position: Any, name: Any, content: str = '', attributes: Any = None) -> Any:
        """Adds a part, or a whole document, at a place."""
    def insertText(self, position: Any, text: Any) -> Any:
        """Adds text at a place."""


class Element:
    """A part of a document: a tag with attributes, or text."""
    def __init__(self, name: str = '', content: str = '', attributes: Any = None) -> None: ...
    attributes: ClassVar[Any]
    content: ClassVar[str]
    def emptyTag(self) -> bool:
        """Whether its tag has no end."""
    def isNode(self) -> Any: ...
    def isText(self) -> Any: ...
    name: ClassVar[str]
    def noIndent(self) -> bool:
        """Whether line breaks in it matter."""
    @property
    def type(self) -> Any: ...
    children: Any


class ElementType(_EnumValue):
    """What a part of a document is."""
    Node: ClassVar[ElementType]
    Text: ClassVar[ElementType]
    def __init__(self, value: int) -> None: ...
    __members__: ClassVar[Mapping[str, ElementType]]


class PathComponent:
    """A step on the way to a part of a document: a place, a tag, attributes, or several of them."""
    def __init__(self, name: Any = None, attributes: Any = None) -> None: ...
    end: ClassVar[PathComponent]
    first: ClassVar[PathComponent]
    last: ClassVar[PathComponent]


def md2doc(text: Any) -> Any:
    """A document of a text in Markdown."""
def unindentMd2doc(text: Any) -> Any:
    """A document of a text in Markdown, without the indentation that all of its lines have."""
