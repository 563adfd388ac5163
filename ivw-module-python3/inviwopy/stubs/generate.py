"""Writes type stubs of `inviwopy` from the package as it is when it runs.

    python generate.py FOLDER           writes FOLDER/inviwopy/**/*.pyi, and those of packages beside it
    python generate.py FOLDER --check   says what differs, and fails if something does

Names, parameters, defaults and help come from the package that is imported. Types come from
`types.pyi` beside this file, from rules for families of classes (`RULES`), and from what help texts
say; where nothing is known, it is `Any`. What `types.pyi` describes and the package lacks is an error.
"""

import argparse
import ast
import importlib
import importlib.util
import inspect
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = "inviwopy"
# Its sources have types themselves.
TYPED = {"ivw"}

# Members that every class has, or that say nothing to a type checker.
HIDDEN = set(dir(object)) - {"__init__", "__eq__"} | {
    "__module__", "__dict__", "__weakref__", "__slots__", "__match_args__", "__members__",
    "__annotations__", "__new__", "__getattribute__", "__lt__", "__le__", "__gt__", "__ge__",
    "__firstlineno__", "__static_attributes__", "__copy__", "__deepcopy__", "__del__",
    "__traverse__", "__clear__", "__array__", "__abstractmethods__", "__subclasscheck__",
    "__instancecheck__", "_repr_png_", "_repr_html_", "__getattr__", "__orig_bases__",
}

# What operators and conversions give, whatever class they belong to.
DUNDERS = {
    "__bool__": "bool", "__contains__": "bool", "__eq__": "bool", "__float__": "float",
    "__fspath__": "str", "__index__": "int", "__int__": "int", "__len__": "int", "__str__": "str",
    "__setitem__": "None", "__delitem__": "None", "__init__": "None", "__exit__": "None",
    "__enter__": "Self", "__delattr__": "None", "__setattr__": "None", "__hash__": "int",
}

SCALARS = {"Float": "float", "Double": "float", "Int": "int", "Int64": "int", "Size_t": "int"}
PREFIXES = {"Float": "", "Double": "d", "Int": "i"}


# Names of other packages that types use. Type checkers have `typing_extensions` themselves.
GIVEN = {
    "collections.abc": ["Callable", "Iterable", "Iterator", "Mapping", "Sequence"],
    "os": ["PathLike"],
    "typing": ["Any", "ClassVar", "overload"],
    "numpy.typing": ["ArrayLike", "NDArray"],
    "typing_extensions": ["Self"],
}


class Overlay:
    """What `types.pyi` says: members of classes, functions, and bases of classes, as source."""

    def __init__(self):
        source = (HERE / "types.pyi").read_text(encoding="utf-8")
        self.members, self.used = {}, set()
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef):
                for member in node.body:
                    self._add(node.name, member)
            elif isinstance(node, (ast.FunctionDef, ast.AnnAssign)):
                self._add("", node)

    def _add(self, owner, node):
        name = node.target.id if isinstance(node, ast.AnnAssign) else getattr(node, "name", None)
        if name is not None:
            self.members.setdefault((owner, name), []).append(ast.unparse(node))

    def get(self, owner, name):
        found = self.members.get((owner, name))
        if found is not None:
            self.used.add((owner, name))
        return found

    def unused(self):
        return sorted(".".join(filter(None, key)) for key in self.members.keys() - self.used)


OVERLAY = Overlay()


def modules():
    """The public modules of the package, by name."""
    for package in PACKAGES:
        folder = Path(importlib.import_module(package).__file__).parent
        # What is imported on demand counts too.
        for file in sorted(folder.glob("[!_]*.py")):
            importlib.import_module(f"{package}.{file.stem}")
    return {
        name: module
        for name, module in sorted(sys.modules.items())
        if name.split(".")[0] in PACKAGES
        and not any(part.startswith("_") for part in name.split("."))
    }


def packages():
    """The package, and those that came with it."""
    folder = Path(importlib.util.find_spec(PACKAGE).origin).parent.parent
    found = [*folder.glob("ivw*/__init__.py"), *folder.glob(f"{PACKAGE}*/__init__.py")]
    beside = {file.parent.name for file in found}
    return sorted({PACKAGE} | beside - TYPED)


PACKAGES = packages()
MODULES = modules()


def public(module):
    """What a module offers, in the order of names."""
    for name, value in sorted(vars(module).items()):
        if name.startswith("_"):
            continue
        if inspect.ismodule(value):
            if value in MODULES.values():
                yield name, value
        # What a module imports from elsewhere is not its own.
        elif (getattr(value, "__module__", None) or PACKAGE).split(".")[0] in (*PACKAGES, "builtins"):
            yield name, value


def homes():
    """The module and the name that a class is defined under; bases that nobody offers are private."""
    found = {}
    for name, module in MODULES.items():
        for key, value in public(module):
            if isinstance(value, type):
                is_own = value.__module__ == name and value.__name__ == key
                if value not in found or is_own:
                    found[value] = (name, key)
    for shown in list(found):
        for base in shown.__mro__[1:]:
            package = base.__module__.split(".")[0]
            if package in PACKAGES and base not in found:
                home = base.__module__ if base.__module__ in MODULES else package
                found[base] = (home, "_" + base.__name__.lstrip("_"))
    return found


HOMES = homes()


class Writer:
    """The text of one stub."""

    def __init__(self, module):
        self.module, self.lines = module, []
        self.names = {key for _, key in public(MODULES[module]) if isinstance(key, str)}

    def add(self, text):
        self.lines += text.splitlines()

    def text(self):
        body = "\n".join(self.lines).strip("\n") + "\n"
        head = [f'"""{(MODULES[self.module].__doc__ or "").strip()}"""'] if MODULES[
            self.module
        ].__doc__ else []
        head += ["# Written by stubs/generate.py: change types.pyi there.", ""]
        words = set(ast_names(body))
        for place, names in GIVEN.items():
            if used := [name for name in names if name in words]:
                head.append(f"from {place} import {', '.join(used)}")
        head.append("")
        # Every name of the package that is used and not defined here.
        wanted = {}
        for shown, (home, name) in HOMES.items():
            if home != self.module and name in words and name not in self.defined():
                wanted.setdefault(home, set()).add(name)
        for home, names in sorted(wanted.items()):
            head.append(f"from {home} import {', '.join(sorted(names))}")
        return "\n".join(head) + "\n\n" + body

    def defined(self):
        return {
            node.name for node in ast.parse("\n".join(self.lines)).body
            if isinstance(node, ast.ClassDef)
        } | {
            alias.asname for node in ast.parse("\n".join(self.lines)).body
            if isinstance(node, ast.ImportFrom) for alias in node.names
        }


def ast_names(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


def doc(value, depth):
    """Help as a docstring, or dots."""
    text = inspect.cleandoc(value.__doc__) if isinstance(value.__doc__, str) else ""
    if not text:
        return ""
    quote = 'r"""' if "\\" in text else '"""'
    end = " " if text.endswith('"') else ""
    return textwrap.indent(f'{quote}{text}{end}"""', "    " * depth)


def body(declaration, value):
    """A function with its help."""
    text = doc(value, 1)
    return f"{declaration}\n{text}" if text else f"{declaration} ..."


def default_text(default):
    """A default value in source, or dots."""
    # A value of an enumeration is a number, too, and shows itself in another way.
    if default is None or type(default) in (bool, int, float, str):
        return repr(default)
    return "..."


def parameters(function, name, is_method):
    """The parameters of a function in source; types that nothing tells are `Any`."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return ["*args: Any", "**kwargs: Any"]
    parts, kinds = [], inspect.Parameter
    given = list(signature.parameters.values())
    if is_method:
        given = given[1:]
    if name == "__eq__":
        return ["other: object, /"]
    has_star = False
    last_only = [p for p in given if p.kind == kinds.POSITIONAL_ONLY]
    for parameter in given:
        if parameter.kind == kinds.VAR_POSITIONAL:
            parts.append(f"*{parameter.name}: Any")
            has_star = True
            continue
        if parameter.kind == kinds.VAR_KEYWORD:
            parts.append(f"**{parameter.name}: Any")
            continue
        if parameter.kind == kinds.KEYWORD_ONLY and not has_star:
            parts.append("*")
            has_star = True
        text = f"{parameter.name}: {guessed(parameter)}"
        if parameter.default is not kinds.empty:
            text += f" = {default_text(parameter.default)}"
        parts.append(text)
        if last_only and parameter is last_only[-1]:
            parts.append("/")
    return parts


def guessed(parameter):
    """The type of a parameter, by its default."""
    default = parameter.default
    for simple in (bool, int, float, str):
        if type(default) is simple:
            return simple.__name__
    if type(default) in HOMES and hasattr(type(default), "__members__"):
        return HOMES[type(default)][1]
    return "Any"


def result(name, function):
    """What a function gives, as far as its name and its help tell."""
    if name in DUNDERS:
        return DUNDERS[name]
    text = (function.__doc__ or "").lstrip()
    if text.startswith("Whether "):
        return "bool"
    if text.startswith(("Number of ", "The number of ")) and name not in ("size", "dimensions"):
        return "int"
    return "Any"


def function_stub(name, function, owner=None):
    found = OVERLAY.get(owner or "", name)
    if found is not None:
        return "\n".join(with_help(text, function) for text in found)
    raw = function.__func__ if isinstance(function, (staticmethod, classmethod)) else function
    is_static = isinstance(function, staticmethod)
    is_class = isinstance(function, classmethod) or type(function).__name__ == "classmethod_descriptor"
    first = [] if owner is None or is_static else ["cls" if is_class else "self"]
    given = parameters(raw, name, owner is not None and not is_static)
    # A method without help or a first parameter in its signature still gets its own.
    head = "@staticmethod\n" if is_static else "@classmethod\n" if is_class else ""
    declaration = f"{head}def {name}({', '.join(first + given)}) -> {result(name, raw)}:"
    # What Python itself says of operators helps nobody, and changes with its version.
    return f"{declaration} ..." if name.startswith("__") else body(declaration, raw)


def with_help(text, value):
    """A declaration of `types.pyi`, with the help of what it declares."""
    declaration = text.removesuffix("...").rstrip()
    if not declaration.endswith(":"):
        help_text = doc(value, 0)
        return f"{text}\n{help_text}" if help_text else text
    help_text = doc(value, 1)
    is_one_of_many = "@overload" in text or ".setter" in text
    return f"{declaration} ..." if is_one_of_many or not help_text else f"{declaration}\n{help_text}"


def class_stub(shown, name):
    """A class with all that it has itself."""
    if shown.__module__ == "builtins":
        # A class of Python's own under another name, such as what iterates over a list.
        is_iterator = hasattr(shown, "__next__")
        following = "(Iterator[Any]):\n    def __next__(self) -> Any: ..."
        return f"class {name}{following if is_iterator else ': ...'}"
    bases = [HOMES[base][1] if base in HOMES else base.__name__ for base in shown.__bases__]
    generic = {"list": "list[Any]", "dict": "dict[Any, Any]", "set": "set[Any]"}
    # Enumerations in Python are described as those of the core are: type checkers want values.
    bases = [generic.get(base, base) for base in bases if base not in ("object", "IntEnum")]
    lines = []
    help_text = doc(shown, 1) if "__doc__" in vars(shown) else ""
    lines += [help_text] if help_text else []
    members = dict(vars(shown))
    extra = {}
    for rule in RULES:
        extra |= rule(shown, name) or {}

    for key, value in sorted(members.items()):
        private = key.startswith("_") and not (key.startswith("__") and key.endswith("__"))
        if key in HIDDEN or private or key in extra or key == "__doc__":
            continue
        found = OVERLAY.get(name, key)
        if found is not None:
            text = "\n".join(with_help(part, value) for part in found)
        elif isinstance(value, property) or inspect.isgetsetdescriptor(value) or (
            inspect.ismemberdescriptor(value)
        ):
            text = attribute(key, value)
        elif key == "__hash__":
            continue
        elif callable(value) or isinstance(value, (staticmethod, classmethod)):
            text = function_stub(key, value, name)
        else:
            text = f"{key}: {constant_type(value)}"
        lines.append(textwrap.indent(text, "    "))
    for key, text in sorted(extra.items()):
        OVERLAY.get(name, key)
        lines.append(textwrap.indent(text, "    "))
    if "__init__" not in members and "__init__" not in extra:
        found = OVERLAY.get(name, "__init__")
        if found is not None:
            lines.append(textwrap.indent("\n".join(found), "    "))
        elif "__new__" in members and members["__new__"] is not object.__new__:
            given = ", ".join(["self"] + parameters(shown, "__init__", False))
            lines.append(f"    def __init__({given}) -> None: ...")
    for key in sorted(assigned(shown) - members.keys() - extra.keys()):
        found = OVERLAY.get(name, key)
        lines.append(textwrap.indent(found[0] if found else f"{key}: Any", "    "))
    if "__getattribute__" in members or "__getattr__" in members:
        lines.append("    def __getattr__(self, name: str, /) -> Any: ...")
    head = f"class {name}({', '.join(bases)}):" if bases else f"class {name}:"
    return head + ("\n" + "\n".join(lines) if lines else " ...")


def constant_type(value):
    """The type of what a class or a module has itself; descriptors are for objects of the class."""
    kind = type(value)
    if kind in HOMES:
        return f"ClassVar[{HOMES[kind][1]}]"
    if kind in (bool, int, float, str, bytes):
        return f"ClassVar[{kind.__name__}]"
    return "Any" if hasattr(kind, "__get__") else "ClassVar[Any]"


def assigned(shown):
    """The public attributes that a constructor in Python gives its object."""
    constructor = vars(shown).get("__init__")
    if not inspect.isfunction(constructor):
        return set()
    tree = ast.parse(textwrap.dedent(inspect.getsource(constructor)))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
        and not node.attr.startswith("_")
    }


def attribute(name, value):
    """A value that an object has."""
    text = (value.__doc__ or "").lstrip()
    kind = "bool" if text.startswith("Whether ") else "Any"
    help_text = doc(value, 0)
    is_read_only = isinstance(value, property) and value.fset is None
    if is_read_only:
        return "@property\n" + body(f"def {name}(self) -> {kind}:", value)
    return f"{name}: {kind}" + (f"\n{help_text}" if help_text else "")


# Families of classes: each rule gives members in source, or nothing.


def enum_members(shown, name):
    """Members of an enumeration are of its own class."""
    members = getattr(shown, "__members__", None)
    if not isinstance(members, Mapping):
        return None
    return {key: f"{key}: ClassVar[{name}]" for key in members} | {
        "__members__": f"__members__: ClassVar[Mapping[str, {name}]]",
        "__init__": "def __init__(self, value: int) -> None: ..."
    }


def port_members(shown, name):
    """Data of ports is of the type in their name."""
    if "_port" not in vars(shown):
        return None
    stem = next(
        (name[: -len(end)] for end in ("FlatMultiInport", "MultiInport", "Inport", "Outport")
         if name.endswith(end)), name,
    )
    kinds = {key for _, key in HOMES.values()}
    kind = stem if stem in kinds else "Any"
    made = {"__init__": "def __init__(self, identifier: str, help: Document | str = ...) -> None: ..."}
    if inspect.isfunction(vars(shown).get("__init__")):
        # A package has given it one of its own.
        made = {}
    if name.endswith("Outport"):
        return made | {
            "setData": f"def setData(self, data: {kind} | None) -> None: ...",
            # Without data it is None, which scripts that know better need not ask for.
            "getData": f"def getData(self) -> {kind} | Any: ...",
        }
    return made | {
        "getData": f"def getData(self) -> {kind} | Any: ...",
        "getVectorData": f"def getVectorData(self) -> list[{kind}]: ...",
        "getSourceVectorData": (
            f"def getSourceVectorData(self) -> list[tuple[Outport, {kind}]]: ..."
        ),
    }


def number_type(stem):
    """The type of a number's value, and what may be assigned to it."""
    if stem in SCALARS:
        return SCALARS[stem], SCALARS[stem]
    if stem.startswith("IntSize"):
        kind = f"size{stem[-1]}_t"
    else:
        scalar = next(scalar for scalar in PREFIXES if stem.startswith(scalar))
        kind = PREFIXES[scalar] + stem[len(scalar):].lower()
    number = "int" if stem.startswith("Int") else "float"
    return kind, f"{kind} | list[{number}] | NDArray[Any]"


def value_members(kind, given, names):
    """Values that are read as one type and written as more."""
    if kind == given:
        return {name: f"{name}: {kind}" for name in names}
    return {
        name: f"@property\ndef {name}(self) -> {kind}: ...\n"
        f"@{name}.setter\ndef {name}(self, value: {given}, /) -> None: ..."
        for name in names
    }


REST = (
    "invalidationLevel: InvalidationLevel = ..., semantics: PropertySemantics = ..."
)


def number_members(shown, name):
    """Values, bounds and constructors of numbers."""
    base = next((b.__name__ for b in shown.__bases__), "")
    if base == "OrdinalProperty" and name.endswith("Property"):
        stem = name.removesuffix("Property")
        is_reference = stem.endswith("Ref")
        kind, given = number_type(stem.removesuffix("Ref"))
        bound = f"{given} | tuple[{given}, ConstraintBehavior]"
        value = (
            f"get: Callable[[], {kind}], set: Callable[[{kind}], None]"
            if is_reference
            else f"value: {given} = ..."
        )
        bounds = f"min: {bound} = ..., max: {bound} = ..., increment: {given} = ..., {REST}"
        start = "def __init__(self, identifier: str, name: str, "
        members = {
            "__init__": f"@overload\n{start}{value}, {bounds}) -> None: ...\n"
            f"@overload\n{start}help: Document, {value}, {bounds}) -> None: ..."
        }
        return members | value_members(
            kind, given, ("value", "minValue", "maxValue", "increment")
        )
    if base == "MinMaxProperty":
        stem = name.removesuffix("MinMaxProperty")
        number = SCALARS[stem]
        kind = {"Float": "vec2", "Double": "dvec2", "Int": "ivec2", "Int64": "i64vec2",
                "Size_t": "size2_t"}[stem]
        numbers = ("valueMin", "valueMax", "rangeMin", "rangeMax", "increment", "minSeparation")
        given = ", ".join(f"{key}: {number} = ..." for key in numbers)
        start = "def __init__(self, identifier: str, name: str, "
        members = {
            "__init__": f"@overload\n{start}{given}, {REST}) -> None: ...\n"
            f"@overload\n{start}help: Document, {given}, {REST}) -> None: ..."
        }
        members |= {
            key: f"{key}: {number}"
            for key in ("start", "end", "rangeMin", "rangeMax", "increment", "minSeparation")
        }
        return members | value_members(kind, f"{kind} | list[{number}]", ("value", "range"))
    return None


def option_members(shown, name):
    """Values and constructors of options."""
    kinds = {"Double": "float", "Float": "float", "Int": "int", "String": "str"}
    if name.endswith("Option") and name.removesuffix("Option") in kinds:
        kind = kinds[name.removesuffix("Option")]
        given = "int | Any" if kind == "int" else kind
        return {
            "__init__": f"def __init__(self, id: str = ..., name: str = ..., "
            f"value: {given} = ...) -> None: ...",
            "id": "id: str", "name": "name: str", "value": f"value: {kind}",
        }
    if name.startswith("OptionProperty"):
        stem = name.removeprefix("OptionProperty")
        kind, option = kinds[stem], f"{stem}Option"
        given = f"options: Sequence[{option} | tuple[str, str, {kind}]] = ..., selectedIndex: int = 0"
        start = "def __init__(self, identifier: str, name: str, "
        return {
            "__init__": f"@overload\n{start}{given}, {REST}) -> None: ...\n"
            f"@overload\n{start}help: Document, {given}, {REST}) -> None: ...",
            "value": f"value: {kind}",
            "selectedValue": f"selectedValue: {kind}",
            "values": f"@property\ndef values(self) -> list[{kind}]: ...",
        }
    return None


def glm_members(shown, name):
    """Components of vectors, columns of matrices, elements of lists."""
    if shown.__module__ != f"{PACKAGE}.glm" or name.startswith("_"):
        return None
    if name.endswith("Vector"):
        return list_members(name.removesuffix("Vector"))
    if "vec" in name or name.startswith("size"):
        number = {"i": "int", "u": "int", "s": "int", "b": "bool"}.get(name[0], "float")
        length = int(name.removesuffix("_t")[-1])
        members = {
            key: f"{key}: {number}"
            for letters in ("xyzw", "rgba", "stpq")
            for key in letters[:length]
        }
        return members | {
            "__init__": "def __init__(self, *components: Any) -> None: ...",
            "__getitem__": f"def __getitem__(self, index: int, /) -> {number}: ...",
            "__setitem__": f"def __setitem__(self, index: int, value: {number}, /) -> None: ...",
            "__iter__": f"def __iter__(self) -> Iterator[{number}]: ...",
        }
    if "mat" in name:
        prefix, _, size = name.partition("mat")
        number = {"i": "int", "u": "int"}.get(prefix, "float")
        column = f"{prefix}vec{size[-1]}"
        start = "@overload\ndef __getitem__"
        return {
            "__init__": "def __init__(self, *entries: Any) -> None: ...",
            "__getitem__": f"{start}(self, index: int, /) -> {column}: ...\n"
            f"{start}(self, index: tuple[int, int], /) -> {number}: ...",
            "__setitem__": "def __setitem__(self, index: int | tuple[int, int], value: Any, /) "
            "-> None: ...",
        }
    return None


def list_members(element):
    """Elements of a list of a fixed type."""
    kind = {"float": "float", "double": "float", "int": "int", "uint": "int"}.get(element, element)
    return {
        "__init__": f"def __init__(self, elements: Iterable[{kind}] | NDArray[Any] | None = None) "
        "-> None: ...",
        "__iter__": f"def __iter__(self) -> Iterator[{kind}]: ...",
        "append": f"def append(self, x: {kind}) -> None: ...",
    }


RULES = (enum_members, port_members, number_members, option_members, glm_members)


def stub(module):
    """The stub of a module."""
    writer = Writer(module)
    offered = dict(public(MODULES[module]))
    for name, value in offered.items():
        if inspect.ismodule(value):
            # What calls itself by another name is meant by the one that imports find.
            found = next(key for key, known in MODULES.items() if known is value)
            if found == f"{module}.{name}":
                writer.add(f"from {module} import {name} as {name}")
            else:
                writer.add(f"import {found} as {name}")
        elif isinstance(value, type):
            home, own = HOMES[value]
            if home != module:
                writer.add(f"from {home} import {own} as {name}")
            elif own != name:
                writer.add(f"{name} = {own}")
    for shown, (home, own) in sorted(HOMES.items(), key=lambda item: item[1]):
        if home == module:
            writer.lines += ["", ""]
            writer.add(class_stub(shown, own))
    writer.lines += ["", ""]
    for name, value in offered.items():
        if inspect.ismodule(value) or isinstance(value, type):
            continue
        if inspect.isroutine(value):
            writer.add(function_stub(name, value))
            continue
        found = OVERLAY.get("", name)
        text = constant_type(value).removeprefix("ClassVar[").removesuffix("]")
        writer.add(found[0] if found else f"{name}: {text}")
    return writer.text()


def files():
    """All stubs, by their place in the package."""
    packages = {name.rpartition(".")[0] for name in MODULES} | set(PACKAGES)
    made = {}
    for module in MODULES:
        place = module.replace(".", "/")
        place += "/__init__.pyi" if module in packages else ".pyi"
        made[place] = stub(module)
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()

    made = files()
    if unused := OVERLAY.unused():
        sys.exit(f"types.pyi describes what {PACKAGE} lacks: {', '.join(unused)}")
    there = {
        path.relative_to(options.folder).as_posix(): path.read_text(encoding="utf-8")
        for path in options.folder.rglob("*.pyi")
    }
    differing = sorted(
        place for place in made.keys() | there.keys() if made.get(place) != there.get(place)
    )
    if options.check:
        if differing:
            sys.exit(
                f"stubs are out of date: {', '.join(differing)}: run `cargo xtask docs --stubs`"
            )
        return
    for place in differing:
        path = options.folder / place
        if place not in made:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[place], encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
