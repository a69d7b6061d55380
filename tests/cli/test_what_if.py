"""``afterbell what-if``: kinds, template, scenarios of a file and of the command line, comparison in files."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.best.store import plan_path
from solver import dump_plan, load_plan
from solver.changes.registry import KINDS
from tests.cli.conftest import Run


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A valid plan of the tiny school, as a file."""
    path = tmp_path / "before.json"
    plan = load_plan(json.loads(gzip.decompress(plan_path("tiny").read_bytes())))
    path.write_text(json.dumps({"version": 1, "plan": dump_plan(plan)}), encoding="utf-8")
    return path


def limits() -> tuple[str, ...]:
    return "--effort", "0.05", "--seconds", "3600", "--workers", "1", "--quiet"


def test_every_kind_is_listed_with_an_example(run: Run) -> None:
    told = run("what-if", "--kinds")
    assert told.exit_code == 0
    assert all(kind.about.zh in told.stdout and kind.phrase.split()[0] in told.stdout for kind in KINDS.values())


def test_scenarios_are_compared_and_kept_and_the_refused_one_says_why(run: Run, samples: Path, tmp_path: Path, before: Path) -> None:
    scenarios, out, kept = tmp_path / "scenarios.toml", tmp_path / "out.json", tmp_path / "kept"
    scenarios.write_text('[[scenarios]]\nid = "fee"\nname = "收费三元"\nchanges = ["fee 3元"]\n', encoding="utf-8")
    ran = run("what-if", samples / "tiny.json", before, scenarios, "--change", "leave T999; fee 3元", "-o", out,
              "-o", tmp_path / "out.xlsx", "-o", tmp_path / "out.html", "-o", tmp_path / "out.pdf", "--keep", kept, *limits())  # fmt: skip
    assert ran.exit_code == 1, ran.stdout + ran.stderr
    assert "收费三元" in ran.stdout
    assert "不能这样改" in ran.stdout
    document = json.loads(out.read_text(encoding="utf-8"))
    assert [line["scenario"] for line in document["lines"]] == ["fee"]
    assert {scenario["id"] for scenario in document["scenarios"]} == {"fee", "change-1"}
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    told = run("check", kept / "fee.request.json", kept / "fee.unchanged.plan.json")
    assert told.exit_code == 0, told.stdout + told.stderr


def test_a_template_fits_the_school_and_is_read_again(run: Run, samples: Path, tmp_path: Path, before: Path) -> None:
    path = tmp_path / "scenarios.toml"
    assert run("what-if", samples / "tiny.json", "--template", path).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert text.count("[[scenarios]]") >= 10
    path.write_text(text.replace("leave", "leev"), encoding="utf-8")
    ran = run("what-if", samples / "tiny.json", before, path)
    assert ran.exit_code == 2
    assert "scenarios[0].changes[0]" in ran.stderr
    assert "可能" in ran.stderr


def test_without_scenarios_it_says_what_is_missing(run: Run, samples: Path, before: Path) -> None:
    ran = run("what-if", samples / "tiny.json", before)
    assert ran.exit_code == 2
    assert "--change" in ran.stderr
