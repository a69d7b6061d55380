"""``afterbell solve`` by its exit codes, its files and what it prints."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import solver
from api.services.solving import SECONDS_KEYS
from solver import Plan, Reason, Result, load_plan
from tests.cli.conftest import Run

QUICK = ("--effort", "0.2", "--workers", "1", "--seconds", "3600")
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


def test_what_a_plan_says_of_its_search_makes_it_again(run: Run, samples: Path, tmp_path: Path) -> None:
    first, second, report = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "r.json"
    quick = ("--effort", "0.1", "--seed", "11", "--workers", "2")
    assert run("solve", samples / "tiny.json", *quick, "-q", "-o", first, "--report", report).exit_code == 0
    told = json.loads(first.read_text())["run"]
    assert (told["seed"], told["workers"], told["effort_limit"], told["seconds_limit"], told["repeatable"]) == (11, 2, 0.1, None, True)
    assert told["version"] == solver.__version__
    assert {key: value for key, value in json.loads(report.read_text()).items() if key in told} == told
    again = ("--effort", told["effort_limit"], "--seed", told["seed"], "--workers", told["workers"])
    assert run("solve", samples / "tiny.json", *again, "-q", "-o", second).exit_code == 0
    assert first.read_bytes() == second.read_bytes()


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


def test_warnings_of_precheck_are_told(
    run: Run, samples: Path, search_says: Callable[[Result], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    search_says(Result("valid", Plan(), ()))
    many = tuple(Reason("B07", f"第{n}门课开不了", f"course {n} cannot open") for n in range(25))
    monkeypatch.setitem(solver.__dict__, "precheck_warnings", lambda _problem, _policy: many)
    told = run("solve", samples / "tiny.json").stdout
    assert "提醒 25 条 / 25 warning(s)" in told
    assert "第0门课开不了" in told
    assert "course 19 cannot open" in told
    assert "5 more: afterbell precheck" in told


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


@pytest.mark.usefixtures("hangup_heard")
@pytest.mark.parametrize(
    "numbers", [(signal.SIGINT,), (signal.SIGTERM,), (signal.SIGHUP,), (signal.SIGHUP, signal.SIGHUP, signal.SIGTERM)]
)
def test_whoever_asks_to_stop_gets_the_best_plan(
    run: Run, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, numbers: tuple[signal.Signals, ...]
) -> None:
    """Ctrl-C, the system, the end of the terminal, also several times and beside each other."""
    plan = Result("valid", Plan(), (), seed=1)

    def search(*given: object) -> Result:
        cancelled = given[-1]
        assert callable(cancelled)
        for number in numbers:
            signal.raise_signal(number)
        while not cancelled():
            time.sleep(0.001)
        return plan

    monkeypatch.setitem(solver.__dict__, "precheck", lambda _problem, _policy: ())
    monkeypatch.setitem(solver.__dict__, "solve", search)
    ran = run("solve", samples / "tiny.json", "-o", tmp_path / "p.json", "--report", tmp_path / "r.json")
    assert ran.exit_code == 1, ran.output  # as the search said: the plan is empty
    assert (tmp_path / "p.json").exists()
    assert (tmp_path / "r.json").exists()
    assert "stopping, keeping the best plan" in ran.stderr
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL


def _in_the_terminal() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_files_are_written_when_the_terminal_is_closed(root: Path, samples: Path, tmp_path: Path) -> None:
    """And its letters are not ours: a school with a rare name, in a file with one, on a console of another age."""
    document = json.loads((samples / "tiny.json").read_text(encoding="utf-8"))
    document["problem"]["school"] = "𠮷䶮小学"
    request, plan, report = tmp_path / "䶮.json", tmp_path / "𠮷.xlsx", tmp_path / "r.json"
    request.write_text(json.dumps(document), encoding="utf-8")
    mine, its = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "solve", str(request), "--seconds", "3000", "-o", str(plan), "--report", str(report)],
        cwd=root, stdin=its, stdout=its, stderr=its, start_new_session=True, env={**os.environ, "PYTHONIOENCODING": "gbk"},
        preexec_fn=_in_the_terminal,  # noqa: PLW1509 - the only way to a terminal of its own
    )  # fmt: skip
    os.close(its)
    try:
        seen = b""
        while b"first complete valid plan" not in seen:
            seen += os.read(mine, 4096)
        os.close(mine)
        assert process.wait(timeout=600) == 0
    finally:
        process.kill()
        process.wait()
    assert json.loads(report.read_text())["status"] in ("valid", "optimal")
    assert plan.read_bytes().startswith(b"PK")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["r.json", "䶮.json", "𠮷.xlsx"])
