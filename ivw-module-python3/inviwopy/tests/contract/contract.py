"""The public Python API by name, and what of it the live package has.

`contract.txt` has the names, `not_bound.txt` those that we leave out, and `no_effect.txt` those that
do nothing here, each with the reason.
Run as a program with `--write`, this writes the table for people, `docs/inviwopy.md`.
"""

import fnmatch
import importlib
import inspect
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
TABLE = HERE.parents[3] / "docs/inviwopy.md"


class Name:
    """Something that the contract promises."""

    def __init__(self, path, owner, parameters=None, number=None, module=""):
        self.path = path
        self.module = module
        #: Module or class that it belongs to.
        self.owner = owner
        #: Names of parameters, if it is called.
        self.parameters = parameters
        #: Number of a value of an enumeration.
        self.number = number


def _item(text):
    """A name and those of its parameters, such as `addInport(inport,group,owner)`."""
    name, bracket, rest = text.partition("(")
    if not bracket:
        return name, None
    return name, [word for word in rest.rstrip(")").split(",") if word]


def names():
    """Everything that the contract promises, in its order."""
    module = ""
    for line in (HERE / "contract.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        head, *words = line.split()
        owner, bases = _item(head)
        if head.startswith("["):
            module = owner = head[1:-1]
        is_enum = words[:1] == ["="]
        yield Name(owner, owner, bases, module=module)
        for word in words[is_enum:]:
            name, parameters = _item(word)
            number = None
            if is_enum:
                name, _, number = word.partition(":")
                number = None if number == "?" else int(number)
            yield Name(f"{owner}.{name}", owner, parameters, number, module)


def reasons(file="not_bound.txt"):
    """Patterns of names, each with the reason why they are in a file."""
    found = {}
    for line in (HERE / file).read_text().splitlines():
        if line and not line.startswith("#"):
            pattern, reason = re.split(r"\s{2,}", line, maxsplit=1)
            found[pattern] = reason
    return found


def live(path):
    """What the package has under a path; raises `AttributeError` if nothing."""
    parts = path.split(".")
    for n in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:n]))
        except ImportError:
            continue
        for part in parts[n:]:
            found = getattr(found, part)
        return found
    raise AttributeError(f"there is no {path}")


def complaint(name):
    """What is wrong with a name in the live package, or `None`."""
    try:
        found = live(name.path)
    except AttributeError:
        return "it is missing"
    if name.number is not None and int(found) != name.number:
        return f"it is {int(found)} instead of {name.number}"
    if inspect.isclass(found):
        lacking = [base for base in name.parameters or [] if not _derives(found, base)]
        return f"it does not derive from {', '.join(lacking)}" if lacking else None
    lacking = _lacking_keywords(name, found)
    return f"it has no argument {', '.join(lacking)}" if lacking else None


def _derives(cls, base):
    try:
        return issubclass(cls, live(base))
    except AttributeError:
        # A base that is not bound is a loss of its own.
        return True


def _lacking_keywords(name, function):
    wanted = [word for word in name.parameters or [] if word not in ("_", "args", "kwargs")]
    is_operator = name.path.endswith("__") and not name.path.endswith("__init__")
    if not wanted or is_operator or not callable(function):
        return []
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return []
    parameters = signature.parameters.values()
    # Constructors with several forms sort their arguments themselves.
    if any(p.kind in (p.VAR_KEYWORD, p.VAR_POSITIONAL) for p in parameters):
        return []
    return [word for word in wanted if word not in signature.parameters]


def compare():
    """Losses that nobody explained, and explanations of what is no loss."""
    known = reasons()
    lost, used = [], set()
    for name in names():
        wrong = complaint(name)
        if wrong is None:
            continue
        pattern = next((p for p in known if fnmatch.fnmatchcase(name.path, p)), None)
        if pattern is None:
            lost.append(f"{name.path}: {wrong}")
        else:
            used.add(pattern)
    return lost, [pattern for pattern in known if pattern not in used]


def table():
    """The text of `docs/inviwopy.md`."""
    modules = {}
    for name in names():
        owners = modules.setdefault(name.module, {})
        owners.setdefault(name.owner, []).append((name, complaint(name) is None))
    count = sum(len(pairs) for owners in modules.values() for pairs in owners.values())
    lines = ["| module | names | bound | not bound |", "|---|---:|---:|---|"]
    n_bound = 0
    for module, owners in modules.items():
        pairs = [pair for pairs in owners.values() for pair in pairs]
        missing = [name.path for name, is_bound in pairs if not is_bound]
        n_bound += len(pairs) - len(missing)
        cell = _short(missing, module)
        lines.append(f"| `{module}` | {len(pairs)} | {len(pairs) - len(missing)} | {cell} |")
    lines += ["", "## Not bound, and why", "", "| name | reason |", "|---|---|"]
    lines += [f"| `{pattern}` | {reason} |" for pattern, reason in reasons().items()]
    lines += ["", "## Without effect, and why", "", "| name | reason |", "|---|---|"]
    lines += [f"| `{name}` | {reason} |" for name, reason in reasons("no_effect.txt").items()]
    lines += ["", "## What is bound", ""]
    for module, owners in modules.items():
        lines += _listing(module, owners)
    head = [
        "# inviwopy by name",
        "",
        "What of Inviwo's public Python API is bound, and why the rest is not.",
        "Written by `cargo xtask docs` from the package itself; a test says when it is out of date.",
        "That a name is bound is checked here; what it does is checked by the tests beside.",
        "",
        f"{n_bound} of {count} names are bound.",
        "",
    ]
    return "\n".join(head + lines).rstrip() + "\n"


def _listing(module, owners):
    """What of a module is bound; classes with the same members share a line."""
    same = {}
    for owner, pairs in owners.items():
        if not any(is_bound for _, is_bound in pairs):
            continue
        members = ", ".join(_plain(n) for n, is_bound in pairs if is_bound and n.path != owner)
        title = "" if owner == module else f"`{owner.rpartition('.')[2]}`"
        same.setdefault(members, []).append(title)
    if not same:
        return []
    lines = [f"### `{module}`", ""]
    for members, titles in same.items():
        title = ", ".join(filter(None, titles)) or "functions and values"
        lines.append(f"- {title}: {members}" if members else f"- {title}")
    return [*lines, ""]


def _short(missing, module):
    """Names inside a module, in one cell of a table."""
    if module in missing:
        return "all"
    outer = [path for path in missing if path.rpartition(".")[0] not in missing]
    return ", ".join(f"`{path[len(module) + 1 :]}`" for path in outer)


def _plain(name):
    """A name with those of its parameters, for people."""
    word = name.path.rpartition(".")[2]
    if name.parameters is None:
        return word
    return f"{word}({', '.join('…' if p == '_' else p for p in name.parameters)})"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        TABLE.write_text(table())
    else:
        print(table(), end="")
