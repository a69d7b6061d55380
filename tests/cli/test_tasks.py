"""``afterbell tasks``: dated tasks are ticked off in a register beside the request, which papers then read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import solver
from api.cli.tasks import beside
from api.files.plan.bundle import PlanBundle
from api.files.plan.writer import plan_bytes
from api.services.loading import choose_policy, load_request
from solver import Plan
from tests.cli.conftest import Run


@pytest.fixture
def school(samples: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A plan in which nothing is arranged, and its request."""
    request = tmp_path / "school.json"
    shutil.copy(samples / "tiny.json", request)
    loaded = load_request(request)
    by = choose_policy(loaded)
    plan = tmp_path / "plan.json"
    plan.write_bytes(
        plan_bytes(PlanBundle(loaded.problem, by, Plan(), solver.check_plan(loaded.problem, by, Plan())), ".json")
    )
    return plan, request


def test_registers_stand_beside_the_request() -> None:
    assert beside(Path("a/school.xlsx")) == Path("a/school.tasks.json")
    assert beside(Path("school.json.gz")) == Path("school.tasks.json")


def test_a_task_is_ticked_off_shown_and_opened_again(run: Run, school: tuple[Path, Path], tmp_path: Path) -> None:
    plan, request = school
    listed = run("tasks", plan, "--request", request, "--on", "2030-01-01")
    assert listed.exit_code == 0, listed.output
    assert "已逾期" in listed.stdout
    assert not beside(request).exists(), "looking changes nothing"
    done = run("tasks", plan, "--request", request, "--done", "C09", "--date", "2026-09-01", "--by", "张主任", "--note", "已发", "--json")
    assert done.exit_code == 0, done.output
    (found,) = (task for task in json.loads(done.stdout)["tasks"] if task["task"] == "C09")
    assert (found["state"], found["done"], found["by"], found["note"]) == ("done", "2026-09-01", "张主任", "已发")
    paper = tmp_path / "deadlines.json"
    ran = run("export", "deadlines", plan, "--request", request, "-o", paper, "--on", "2030-01-01")
    assert str(beside(request)) in ran.stderr
    states = {task["task"]: task["state"] for task in json.loads(paper.read_text(encoding="utf-8"))["tasks"]}
    assert (states["C09"], states["I01"]) == ("done", "overdue")
    assert run("tasks", plan, "--request", request, "--undo", "C09").exit_code == 0
    assert json.loads(beside(request).read_text(encoding="utf-8"))["tasks"] == {}


def test_what_cannot_be_recorded_is_refused_and_nothing_is_lost(run: Run, school: tuple[Path, Path], tmp_path: Path) -> None:
    plan, request = school
    assert run("tasks", plan, "--request", request, "--done", "I01", "--date", "2026-09-01").exit_code == 0
    before = beside(request).read_bytes()
    for options, words in (
        (("--done", "i01", "--date", "2026-09-01"), "I01"), (("--done", "C07", "--date", "2026-09-01"), "每个服务日"),
        (("--done", "G03P", "--date", "2026-09-01"), "收费公示日期"), (("--done", "I01", "--date", "2062-09-01"), "年份"),
        (("--done", "I01"), "--date"), (("--date", "2026-09-01"), "--done"), (("--undo", "C09"), "没有登记"),
        (("--done", "I01", "--date", "1.9."), "日期"), (("--register", request, "--done", "I01", "--date", "2026-09-01"), "school.json"),
    ):  # fmt: skip
        ran = run("tasks", plan, "--request", request, *options)
        assert (ran.exit_code, words in ran.stderr) == (2, True), (options, ran.stderr)
        assert beside(request).read_bytes() == before
    missing = run("export", "menu", plan, "--request", request, "-o", tmp_path / "m.json", "--tasks", tmp_path / "none.json")
    assert (missing.exit_code, "none.json" in missing.stderr) == (2, True)


def test_files_or_a_term_and_not_both(run: Run, school: tuple[Path, Path]) -> None:
    plan, request = school
    for options, word in (((plan,), "--request"), ((), "--term"), ((plan, "--request", request, "--term", "t"), "--request"),
                          (("--term", "t", "--set", "D10.level=off"), "--set"), (("--term", "t", "--done", "I01"), "--date")):  # fmt: skip
        ran = run("tasks", *options)
        assert (ran.exit_code, word in ran.stderr) == (2, True), (options, ran.stderr)
