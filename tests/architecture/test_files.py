"""Files stay small, and some shapes of code are not wanted."""

from __future__ import annotations

import ast
import re

from tests.architecture.sources import PACKAGES, ROOT, sources

LONGEST, LONGEST_TEST = 400, 600
CODE = sources(*PACKAGES)
ALL = sources(*PACKAGES, "tests", "benchmarks")
DRAWERS = ("utils", "util", "helpers", "misc", "common")
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
AT_THE_TOP = (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.If, ast.Expr)
WORK = {"open", "print", "load_policy", "create_app"}
TEXT_SUFFIXES = {".py", ".toml", ".md", ".json", ".txt", ".html", ".css", ".lock", ""}
SCRIPTS = {"api/storage/migrations/env.py"}
"""Run by their tool and never imported: Alembic's own way."""
WORDS_OF_A_MACHINE = ("/tm" + "p/", "/wor" + "k/", "/roo" + "t/", "pyp" + "i.org", "pythonhoste" + "d.org")


def test_file_length() -> None:
    limits = {source: LONGEST_TEST if source.place.startswith("tests") else LONGEST for source in ALL}
    assert not [f"{source.place}: {source.lines} > {limit}" for source, limit in limits.items() if source.lines > limit]


def test_no_drawer_for_odds_and_ends() -> None:
    assert not [source.place for source in ALL if source.path.stem in DRAWERS]


def test_no_kwargs_plumbing() -> None:
    """A name that begins with an underscore says that a caller of another library insists on giving what we ignore."""
    assert not [
        f"{source.place}:{node.lineno} {node.name}"
        for source in CODE
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.args.kwarg is not None
        and not node.args.kwarg.arg.startswith("_")
    ]


def test_modules_do_nothing_when_imported() -> None:
    """At the top of a module: declarations and constants only, no loops, no ``with``, no reading of files."""
    wrong = []
    for source in CODE:
        for node in source.tree.body if source.place not in SCRIPTS else ():
            if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
                continue
            calls = [] if isinstance(node, DEFINITIONS) else [c for c in ast.walk(node) if isinstance(c, ast.Call)]
            names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
            if not isinstance(node, AT_THE_TOP) or names & WORK:
                wrong.append(f"{source.place}:{node.lineno}")
    assert not wrong


def test_every_module_says_what_it_is() -> None:
    assert not [source.place for source in CODE if not ast.get_docstring(source.tree)]


def test_no_test_is_a_library_of_others() -> None:
    """What several tests use stands in a module that is none: another's tests would be changed with it."""
    borrowed = re.compile(r"^(?:from|import) tests\.[\w.]*\btest_\w+", re.MULTILINE)
    assert not [f"{source.place}: {found}" for source in ALL for found in borrowed.findall(source.text)]


def test_nothing_of_a_machine_is_left_in_the_tree() -> None:
    found = []
    folders = ("solver", "api", "instances", "tests", "benchmarks", ".ci")
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*"))]
    files += [path for path in sorted(ROOT.iterdir()) if path.name != ".git"]
    for path in files:
        if not path.is_file() or path.suffix not in TEXT_SUFFIXES or "__pycache__" in path.parts:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {word}" for word in WORDS_OF_A_MACHINE if word in text]
    assert not found
