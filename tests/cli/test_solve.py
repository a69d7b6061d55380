"""``afterbell solve`` by its exit codes, its files and what it prints."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api.services.solving import SECONDS_KEYS
from solver import Plan, Reason, Result, load_plan
from tests.cli.conftest import Run

QUICK = ("--effort", "1", "--workers", "1", "--seconds", "120")
"""Stops on deterministic effort; the seconds are only there so that nothing hangs."""
PROGRAM = (sys.executable, "-c", "from api.cli import main; main()")


def test_tiny_school_gets_a_valid_plan_in_every_format(run: Run, samples: Path, tmp_path: Path) -> None:
    plan, book, page, report = (tmp_path / name for name in ("p.json", "new/p.xlsx", "p.html", "r.json"))
    ran = run("solve", samples / "tiny.json", *QUICK, "-o", plan, "-o", book, "-o", page, "--report", report)
    assert ran.exit_code == 0, ran.output
    assert load_plan(json.loads(plan.read_text())["plan"]).care_groups
    assert book.read_bytes().startswith(b"PK")
    assert "<html" in page.read_text()
    document = json.loads(report.read_text())
    assert document["status"] in ("optimal", "valid")
    assert document["seated"] == document["applicants"] > 0
    assert document["posts_filled"] == document["posts"] > 0
    assert list(document["seconds"]) == list(SECONDS_KEYS)
    assert document["violations"] == document["reasons"] == []
    for words in ("applicants seated", "posts filled", "most and least", "no rule relaxed", "岗位已到人"):
        assert words in ran.stdout
    assert "first complete valid plan after" in ran.stderr
    assert run("check", plan, "--request", samples / "tiny.json").exit_code == 0
    assert run("check", samples / "tiny.json", book).exit_code == 0


def test_same_seed_gives_the_same_file(run: Run, samples: Path, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        assert run("solve", samples / "tiny.json", *QUICK, "-q", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_plan_can_be_gone_on_from(run: Run, samples: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    assert run("solve", samples / "tiny.json", *QUICK, "-q", "-o", first).exit_code == 0
    assert run("solve", samples / "tiny.json", *QUICK, "-q", "--from", first, "-o", second).exit_code == 0


def test_changed_rules_are_told(run: Run, samples: Path) -> None:
    ran = run("solve", samples / "tiny.json", *QUICK, "-q", "--set", "D10.level=off", "--set", "D10.late_per_week=3")
    assert ran.exit_code == 0, ran.output
    assert "D10" in ran.stdout
    assert "hard → off" in ran.stdout
    assert "2 → 3" in ran.stdout


def test_infeasible_is_an_answer(run: Run, samples: Path, tmp_path: Path) -> None:
    report, plan = tmp_path / "r.json", tmp_path / "p.json"
    ran = run("solve", samples / "village-unmerged.json", *QUICK, "--report", report, "-o", plan)
    assert ran.exit_code == 3, ran.output
    document = json.loads(report.read_text())
    assert document["status"] == "infeasible"
    assert document["reasons"]
    assert document["seated"] is None
    assert document["reasons"][0]["zh"] in ran.stdout
    assert not plan.exists()


def test_stopped_without_a_plan(run: Run, samples: Path, tmp_path: Path, search_says: Callable[[Result], None]) -> None:
    search_says(Result("stopped", None, (), seed=1))
    ran = run("solve", samples / "tiny.json", "--report", tmp_path / "r.json")
    assert ran.exit_code == 4
    assert json.loads((tmp_path / "r.json").read_text())["status"] == "stopped"


def test_broken_plan_is_written_told_and_exits_1(
    run: Run, samples: Path, tmp_path: Path, search_says: Callable[[Result], None]
) -> None:
    search_says(Result("valid", Plan(), (), (Reason("", "", ""),), seed=1))
    ran = run("solve", samples / "tiny.json", "-o", tmp_path / "p.json", "--report", tmp_path / "r.json")
    assert ran.exit_code == 1
    assert "violation(s)" in ran.stdout
    assert "K00" in ran.stdout
    assert json.loads((tmp_path / "r.json").read_text())["violations"]
    assert (tmp_path / "p.json").exists()


def test_every_fault_is_told_before_the_search(run: Run, samples: Path, tmp_path: Path) -> None:
    ran = run(
        "solve", samples / "tiny.json", "-o", tmp_path / "p.pdf", "--report", tmp_path / "r.txt",
        "--set", "K03", "--set", "K03.classes=0", "--set", "Z99.level=off", "--from", tmp_path / "absent.json",
    )  # fmt: skip
    assert ran.exit_code == 2
    lines = [line for line in ran.stderr.splitlines() if "(value " in line]
    assert len(lines) == 6, ran.stderr
    for word in ("p.pdf", "r.txt", "value K03)", "value 0)", "Z99", "absent.json"):
        assert any(word in line for line in lines), word
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 1}', '{"version": 2, "problem": {}}', "null", "\x00"])
def test_unreadable_request(run: Run, tmp_path: Path, content: str) -> None:
    for suffix in (".json", ".xlsx"):
        path = tmp_path / f"r{suffix}"
        path.write_text(content)
        ran = run("solve", path)
        assert ran.exit_code == 2
        assert "Maybe" in ran.stderr


@pytest.mark.parametrize("name", ["absent.json", "absent.xlsx", "request.csv", "request"])
def test_request_that_is_not_there(run: Run, tmp_path: Path, name: str) -> None:
    assert run("solve", tmp_path / name).exit_code == 2


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_keeps_the_best_plan(root: Path, samples: Path, tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    process = subprocess.Popen(
        [*PROGRAM, "solve", str(samples / "tiny.json"), "--seconds", "300", "--report", str(report)],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if "first complete valid plan" in line:
                break
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0, err
    assert "applicants seated" in out
    assert json.loads(report.read_text())["status"] in ("valid", "optimal")
    assert time.monotonic() - began < 60
