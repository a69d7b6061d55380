"""One word for one thing: no two public classes of one name, references that exist, docstrings that begin with a term."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from importlib import import_module

from tests.architecture.sources import sources

REFERENCE = re.compile(r":(?:mod|func|class|meth|data|attr):`~?((?:solver|api|instances)(?:\.\w+)+)`")
RIDDLE = re.compile(r"(What|Who|Whom|Whoever|Whatever|So many|Of theirs)\b")
HIGHS = "solver.search.engines.highs"
"""Loads a library that may not stand beside OR-Tools in one process."""


def test_no_two_public_classes_bear_one_name() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for source in sources("solver", "api"):
        for node in source.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(source.place)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_references_of_docstrings_exist() -> None:
    missing = [
        f"{source.place}: {name}"
        for source in sources("solver", "api", "instances")
        for name in REFERENCE.findall(source.text)
        if not name.startswith(HIGHS) and not _exists(name)
    ]
    assert missing == []


def _exists(name: str) -> bool:
    """Whether a dotted name is a module, or an attribute of one, or of a class of one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


def test_docstrings_of_the_search_begin_with_a_term_and_no_riddle() -> None:
    texts = [
        (source.place, node.lineno, node.value.value.strip())
        for source in sources("solver/search")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    assert len(texts) > 300
    assert [text for text in texts if RIDDLE.match(text[2])] == []
