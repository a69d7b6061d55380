"""One word for one thing: no two public classes of one name, references that exist, docstrings that begin with a term."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from importlib import import_module

from tests.architecture.sources import sources

REFERENCE = re.compile(r":(?:mod|func|class|meth|data|attr):`~?((?:solver|api|instances)(?:\.\w+)+)`")
RIDDLE = re.compile(r"(What|Who|Whom|Whoever|Whatever|So many|Of theirs)\b")
HEADLESS = re.compile(
    r"(?:^|[.:;] +|\n\s*\n\s*)(what|who|whom|whoever|whatever|whose|so many|of theirs|of so)\b(?!:)", re.IGNORECASE
)
"""Beginnings of sentences that name no subject; ``who: …`` is a field."""
PRONOUN = re.compile(r"\b(whoever|whomever|of theirs|goes round|led nowhere|word on|knows? nothing)\b", re.IGNORECASE)
"""Pronouns and metaphors in place of a term."""
MENDED = tuple(f"api/{part}" for part in ("storage", "services", "jobs", "access", "reading", "middleware", "routers", "metrics"))
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
    texts = _docstrings("solver/search")
    assert len(texts) > 300
    assert [text for text in texts if RIDDLE.match(text[2])] == []


def _docstrings(*roots: str) -> list[tuple[str, int, str]]:
    """Place, line and text of every docstring, those of constants included."""
    return [
        (source.place, node.lineno, node.value.value.strip())
        for source in sources(*roots)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]


def test_docstrings_of_the_api_have_subjects_and_no_riddle() -> None:
    """Every sentence, not the first alone."""
    texts = _docstrings(*MENDED)
    assert len(texts) > 900
    assert [(place, line, text) for place, line, text in texts if HEADLESS.search(text)] == []
    assert [(place, line, text) for place, line, text in texts if PRONOUN.search(text)] == []


def test_numeric_constants_of_the_api_are_explained() -> None:
    """Quantity and unit of every number at module level; one that can be tuned says what raising it does."""
    bare = []
    for source in sources(*MENDED):
        for node, after in zip(source.tree.body, [*source.tree.body[1:], None], strict=True):
            explained = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str)
            if isinstance(node, ast.Assign) and _numbers(node.value) and not explained and "/versions/" not in source.place:
                bare.append(f"{source.place}:{node.lineno}")
    assert bare == []


def _numbers(value: ast.expr) -> bool:
    """Whether an expression is made of numbers alone."""
    if isinstance(value, ast.Tuple):
        return bool(value.elts) and all(map(_numbers, value.elts))
    if isinstance(value, ast.BinOp):
        return _numbers(value.left) and _numbers(value.right)
    if isinstance(value, ast.UnaryOp):
        return _numbers(value.operand)
    return isinstance(value, ast.Constant) and isinstance(value.value, int | float) and not isinstance(value.value, bool)
