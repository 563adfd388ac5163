"""Which modules in Python a file of processors imports: what reloading has to know.

Helpers are modules whose files lie in the folders that processors import from.
"""

import ast
import importlib
import importlib.util
import linecache
import os
import sys


def imported(source, package=""):
    """Full names of all modules that a source imports, also inside of functions."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return set()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join(filter(None, [*above, base]))
            names.add(base)
            # What follows may be a module or something in it.
            names.update(f"{base}.{alias.name}" for alias in node.names)
    # Whoever imports a.b runs a as well.
    return {".".join(name.split(".")[: n + 1]) for name in names for n in range(name.count(".") + 1)}


def _source(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _helpers(folders):
    found = {}
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if isinstance(path, str) and path.endswith(".py") and not name.startswith("inviwo_processor_"):
            if any(path.startswith(os.path.join(folder, "")) for folder in folders):
                found[name] = module
    return found


def take_out(paths, folders):
    """Takes changed helpers, and helpers that import them, out of `sys.modules`; gives them."""
    importlib.invalidate_caches()
    helpers = _helpers(folders)
    stale = {name for name, module in helpers.items() if module.__file__ in paths}
    if stale:
        needs = {
            name: imported(_source(module.__file__), module.__package__ or "")
            for name, module in helpers.items()
        }
        while True:
            more = {name for name in helpers if name not in stale and needs[name] & stale}
            if not more:
                break
            stale |= more
    for name in stale:
        path = helpers[name].__file__
        linecache.checkcache(path)
        # Python compares whole seconds and the length: a quick change would go unseen.
        try:
            os.remove(importlib.util.cache_from_source(path))
        except (OSError, NotImplementedError):
            pass
        del sys.modules[name]
        package, _, leaf = name.rpartition(".")
        # `from package import helper` would find the old one there.
        vars(sys.modules.get(package, sys)).pop(leaf if package else "", None)
    return {name: helpers[name] for name in stale}


def put_back(modules):
    """Puts helpers back that could not be imported again."""
    for name, module in modules.items():
        sys.modules.setdefault(name, module)
