"""The code of the project as syntax trees, for tests that hold it against the rules of the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("loaders", "components", "server")


@cache
def modules() -> dict[str, ast.Module]:
    """Every module that is served or read, by its path below the top: ``loaders/words.py``, ``app.py``."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in [*paths, ROOT / "app.py"]
    }


def of(*packages: str) -> dict[str, ast.Module]:
    """The modules of some packages."""
    return {name: tree for name, tree in modules().items() if name.split("/")[0] in packages}


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Every call of a function by one of these names, with or without a module before it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every string that stands in the code, docstrings and parts of f-strings included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


def written(node: ast.AST) -> Iterator[ast.Constant]:
    """The strings that an expression writes out; those inside of calls and brackets are arguments and names."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    elif isinstance(node, ast.Subscript):
        yield from written(node.value)
    elif not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from written(child)
