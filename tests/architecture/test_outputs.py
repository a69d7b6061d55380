"""Nothing is overwritten: every path that a command takes is known to be read or written, and files are written in one place."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_type_hints

import pytest
import typer
from typer.testing import CliRunner

from api.cli import app
from tests.architecture.sources import sources

READ = {
    ("solve", "request"), ("solve", "start"), ("replan", "request"), ("replan", "plan"), ("replan", "locks"), ("diff", "before"),
    ("replan", "earlier"), ("check", "earlier"), ("export", "earlier"), ("day", "earlier"),
    ("diff", "after"), ("diff", "request"), ("check", "files"), ("check", "request"), ("precheck", "request"), ("export", "plan"),
    ("export", "request"), ("day", "plan"), ("day", "request"), ("ledgers", "plan"), ("ledgers", "request"), ("submit", "request"),
    ("classes", "plan"), ("classes", "request"), ("why", "files"), ("why", "earlier"),
    ("edits", "plan"), ("edits", "wanted"), ("edits", "request"), ("edits", "earlier"),
    ("restore", "file"), ("export", "register"), ("tasks", "plan"), ("tasks", "request"), ("solve", "search_params"),
    ("what-if", "request"), ("what-if", "plan"), ("what-if", "scenarios"),
    *((f"staffing {question}", given) for question in ("fewest", "values", "stress") for given in ("request", "plan")),
    ("repair", "request"), ("repair", "base"), ("staffing frontier", "plan"), ("staffing frontier", "request"),
    ("import", "files"), ("import", "key"), ("import", "answers"), ("template", "source"),
    ("district what-if", "folder"), ("district what-if", "plans"),
    ("export", "names"), ("export", "key"), ("names seal", "tables"), ("names seal", "request"), ("names show", "request"),
    ("names join", "lists"),
    *((f"names {command}", "key") for command in ("seal", "open", "show", "join", "put")),
    *((f"names {command}", "names") for command in ("open", "show", "put")),
}  # fmt: skip
"""Paths that a command reads."""
KEPT_UP = {("tasks", "register"), ("import", "mapping"), ("names rotate", "key"), ("names rotate", "lists")}
"""Paths of a record that a command reads and keeps up: all that it holds stays, but for the entry that is named."""
SAMPLE = "instances/samples/tiny.json"
WRITTEN: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {
    ("solve", "output"): (("solve", SAMPLE, "-o"), ".json"),
    ("solve", "report"): (("solve", SAMPLE, "--report"), ".json"),
    ("solve", "marked"): (("solve", SAMPLE, "--marked"), ".xlsx"),
    ("check", "marked"): (("check", SAMPLE, "PLAN", "--marked"), ".xlsx"),
    ("edits", "output"): (("edits", "PLAN", "--request", SAMPLE, "-o"), ".json"),
    ("edits", "marked"): (("edits", "PLAN", "--request", SAMPLE, "--marked"), ".xlsx"),
    ("precheck", "marked"): (("precheck", SAMPLE, "--marked"), ".xlsx"),
    ("replan", "output"): (("replan", SAMPLE, "PLAN", "-o"), ".json"),
    ("replan", "report"): (("replan", SAMPLE, "PLAN", "--report"), ".json"),
    ("what-if", "output"): (("what-if", SAMPLE, "PLAN", "--change", "fee 3元", "-o"), ".json"),
    ("what-if", "keep"): (("what-if", SAMPLE, "PLAN", "--change", "fee 3元", "--keep"), ""),
    ("what-if", "template"): (("what-if", SAMPLE, "--template"), ".toml"),
    ("staffing fewest", "output"): (("staffing", "fewest", SAMPLE, "PLAN", "-o"), ".html"),
    ("staffing values", "output"): (("staffing", "values", SAMPLE, "PLAN", "-o"), ".html"),
    ("staffing stress", "output"): (("staffing", "stress", SAMPLE, "PLAN", "-o"), ".html"),
    ("repair", "output"): (("repair", SAMPLE, "--apply", "1", "-o"), ".json"),
    ("repair", "report"): (("repair", SAMPLE, "--report"), ".json"),
    ("staffing frontier", "output"): (("staffing", "frontier", SAMPLE, "-o"), ".json"),
    ("staffing frontier", "keep"): (("staffing", "frontier", SAMPLE, "--keep"), ""),
    ("district what-if", "output"): (("district", "what-if", "instances/samples", "--change", "fee 3元", "-o"), ".json"),
    ("district what-if", "keep"): (("district", "what-if", "instances/samples", "--change", "fee 3元", "--keep"), ""),
    ("export", "output"): (("export", "menu", "PLAN", "--request", SAMPLE, "-o"), ".html"),
    ("classes", "output"): (("classes", "PLAN", "--request", SAMPLE, "-o"), ".html"),
    ("why", "output"): (("why", SAMPLE, "PLAN", "--grade", "1", "-o"), ".json"),
    ("why", "report"): (("why", SAMPLE, "PLAN", "--grade", "1", "--report"), ".html"),
    ("ledgers", "output"): (("ledgers", "PLAN", "--request", SAMPLE, "-o"), ".json"),
    ("import", "output"): (("import", SAMPLE, "-o"), ".json"),
    ("import", "marked"): (("import", SAMPLE, "-o", "absent.json", "--marked"), ".xlsx"),
    ("import", "report"): (("import", SAMPLE, "-o", "absent.json", "--report"), ".xlsx"),
    ("import", "names"): (("import", SAMPLE, "-o", "absent.json", "--key", "absent.key", "--names"), ""),
    ("names key", "file"): (("names", "key"), ""),
    ("names seal", "output"): (("names", "seal", "absent.csv", "--request", SAMPLE, "--key", "absent.key", "-o"), ""),
    ("names open", "output"): (("names", "open", "absent.names", "--key", "absent.key", "-o"), ".xlsx"),
    ("names join", "output"): (("names", "join", "absent.names", "--key", "absent.key", "-o"), ""),
    ("template", "file"): (("template",), ".xlsx"),
    ("template", "output"): (("template", "--short", "-o"), ".xlsx"),
    ("generate", "output"): (("generate", "--kind", "tiny", "-o"), ".json"),
    ("policies show", "html"): (("policies", "show", "national", "--html"), ".html"),
    ("submit", "output"): (("submit", SAMPLE, "--school", "elm", "-o"), ".json"),
    ("watch", "output"): (("watch", "JOB", "-o"), ".json"),
    ("fetch", "output"): (("fetch", "JOB", "-o"), ".json"),
    ("backup", "file"): (("backup",), ".backup"),
    ("key make", "output"): (("key", "make", "--label", "x", "--role", "bureau", "-o"), ""),
}
"""Paths that a command writes: the words before the path, and a suffix that it takes."""
PLACE = "api/services/outputs.py"
LOCKS = {"api/storage/lock.py"}
"""Open a file that says nothing, to hold its lock."""
WRITERS = {"write_text", "write_bytes", "replace", "rename", "mkstemp", "NamedTemporaryFile"}


def _commands(program: typer.Typer, names: tuple[str, ...] = ()) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every command with its parameters and their annotations, as written."""
    for command in program.registered_commands:
        assert command.callback is not None
        parameters = inspect.signature(command.callback).parameters
        hints = get_type_hints(command.callback)
        yield " ".join((*names, command.name or command.callback.__name__)), {name: str(hints[name]) for name in parameters}
    for group in program.registered_groups:
        assert group.typer_instance is not None
        yield from _commands(group.typer_instance, (*names, str(group.name)))


def test_every_path_of_every_command_is_known_to_be_read_or_written() -> None:
    """A new one has its line in READ or in WRITTEN."""
    paths = {(command, name) for command, hints in _commands(app) for name, hint in hints.items() if "Path" in hint}
    assert paths == READ | KEPT_UP | set(WRITTEN)


@pytest.mark.parametrize(("command", "name"), sorted(WRITTEN))
def test_a_file_that_is_there_stays(
    command: str, name: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("AFTERBELL_DATA_DIR", str(tmp_path / "data"))
    words, suffix = WRITTEN[command, name]
    filled = tmp_path / f"filled{suffix}"
    filled.write_bytes(b"by hand")
    ran = CliRunner().invoke(app, [*words, str(filled)])
    assert ran.exit_code == 2, ran.output
    assert "--force" in ran.stderr
    assert filled.read_bytes() == b"by hand"
    assert "force" in dict(_commands(app))[command]


@pytest.mark.parametrize(
    ("command", "name"), [each for each in sorted(WRITTEN) if SAMPLE in WRITTEN[each][0] or "PLAN" in WRITTEN[each][0]]
)
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_file_that_is_read_stays(command: str, name: str, force: tuple[str, ...], root: Path, tmp_path: Path) -> None:
    """By another name, also by force."""
    words, suffix = WRITTEN[command, name]
    content = (root / SAMPLE).read_bytes()
    request, linked = tmp_path / "request.json", tmp_path / f"linked{suffix}"
    request.write_bytes(content)
    linked.hardlink_to(request)
    ran = CliRunner().invoke(app, [*(str(request) if word == SAMPLE else word for word in words), str(linked), *force])
    assert ran.exit_code == 2, ran.output
    assert "reads this file" in ran.stderr
    assert request.read_bytes() == linked.read_bytes() == content


def test_files_are_written_in_one_place() -> None:
    """What puts a file in the place of another elsewhere would overwrite without asking, or leave half of it."""
    found = []
    for source in sources("api"):
        if source.place in {PLACE, *LOCKS}:
            continue
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            modes = [x.value for x in node.args if isinstance(x, ast.Constant) and isinstance(x.value, str)]
            opened = name == "open" and any(set(mode) & set("wax+") and len(mode) <= 3 for mode in modes)
            moved = name in WRITERS and not (name == "replace" and len(node.args) != 1)
            if (opened or moved) and not (name == "replace" and node.keywords):
                found.append(f"{source.place}:{node.lineno} {name}")
    assert found == []
