"""Ways to go on with Python that is being written, in the editor and in the console.

Looks at what is loaded, at what the text imports of that, and at names in the text; runs nothing of it.
"""

import ast
import builtins
import keyword
import re
import sys

_MOST = 200


def _imported(text):
    """What the text's import statements bind, of modules that are loaded."""
    names = {}
    for line in re.findall(r"^[ \t]*((?:import|from)[ \t].+)$", text, re.MULTILINE):
        try:
            (statement,) = ast.parse(line.strip()).body
        except (SyntaxError, ValueError):
            continue
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                known = alias.name if alias.asname else alias.name.partition(".")[0]
                if known in sys.modules:
                    names[alias.asname or known] = sys.modules[known]
        elif isinstance(statement, ast.ImportFrom) and statement.module in sys.modules:
            module = sys.modules[statement.module]
            for alias in statement.names:
                if hasattr(module, alias.name):
                    names[alias.asname or alias.name] = getattr(module, alias.name)
    return names


def _find(path, names):
    """What a dotted path stands for; raises `LookupError` or `AttributeError`."""
    first, *rest = path.split(".")
    found = names[first] if first in names else vars(builtins)[first]
    for name in rest:
        found = getattr(found, name)
    return found


def _of_self(text, before, names):
    """Attributes of the class around a place: of its base, and what its methods assign."""
    found = {name: None for name in re.findall(r"\bself\.(\w+)", text)}
    found |= {name: len for name in re.findall(r"^[ \t]+def (\w+)", text, re.MULTILINE)}
    bases = re.findall(r"^class \w+\(([\w.]+)", before, re.MULTILINE)
    if bases:
        try:
            base = _find(bases[-1], names)
            found |= {name: getattr(base, name, None) for name in dir(base)}
        except (LookupError, AttributeError):
            pass
    return found


def complete(text, position, namespace):
    """Ways to go on at a place in a text, which is counted in bytes: whole dotted paths."""
    before = text.encode()[:position].decode(errors="ignore")
    stem = re.search(r"[\w.]*$", before).group()
    head, dot, tail = stem.rpartition(".")
    names = dict(namespace) | _imported(text)
    if head == "self":
        found = _of_self(text, before, names)
        if len(re.findall(rf"\bself\.{tail}\b", text)) == 1:
            # What is being written is no name yet.
            found.pop(tail, None)
    elif dot:
        try:
            owner = _find(head, names)
        except (LookupError, AttributeError):
            return []
        found = {name: getattr(owner, name, None) for name in dir(owner)}
    else:
        words = set(re.findall(r"\b[^\W\d]\w{2,}\b", text)) - {stem}
        found = dict.fromkeys(words) | dict.fromkeys(keyword.kwlist) | vars(builtins) | names
    fitting = [
        f"{head}{dot}{name}{'(' if callable(value) else ''}"
        for name, value in found.items()
        if name.startswith(tail) and (tail.startswith("_") or not name.startswith("_"))
    ]
    return sorted(fitting)[:_MOST]
