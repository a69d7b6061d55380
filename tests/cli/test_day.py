"""``afterbell day``: the tiny school's Wednesday in 2025, which has no gap, and one with two."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.mapping.request import Request, request_doc
from solver import Plan, dump_plan
from solver.plan.plan import Dismissal
from tests.check.builders import plan as valid_plan
from tests.check.builders import problem
from tests.cli.conftest import Run

WEDNESDAY = ("--date", "2025-09-10")


@pytest.fixture
def request_file(tmp_path: Path) -> Path:
    path = tmp_path / "request.json"
    path.write_text(json.dumps(request_doc(Request(problem(), "national"))), encoding="utf-8")
    return path


def written(folder: Path, plan: Plan) -> Path:
    path = folder / "plan.json"
    path.write_text(json.dumps({"version": 1, "plan": dump_plan(plan)}), encoding="utf-8")
    return path


def test_a_day_without_a_gap_and_those_who_are_named(run: Run, request_file: Path, tmp_path: Path) -> None:
    plan = written(tmp_path, valid_plan())
    ran = run("day", plan, "--request", request_file, *WEDNESDAY, "--of", "P1", "--of", "2A", "--of", "李老师", "--of", "G1")
    assert ran.exit_code == 0, ran.stderr
    for words in (
        "2025-09-10 周三 双周", "托管 1A", "李老师（T1）", "护送离校", "北门（G1）", "2A 2人", "当天计入 130 分钟", "每一分钟都有人负责",
    ):  # fmt: skip
        assert words in ran.stdout, words


def test_the_date_chooses_the_plan_that_stands(run: Run, request_file: Path, tmp_path: Path) -> None:
    begins = date(2025, 9, 15)
    (tmp_path / "old").mkdir()
    old = written(tmp_path / "old", replace(valid_plan(), dismissals=(Dismissal(1, 1060, "G1"), Dismissal(2, 1060, "G1"))))
    new = written(tmp_path, replace(valid_plan(), effect=begins))
    for day, leaves in (("2025-09-12", "17:40–17:50"), ("2025-09-15", "17:30–17:40")):
        ran = run("day", new, "--request", request_file, "--earlier", old, "--date", day, "--of", "P1")
        assert leaves in ran.stdout, (day, ran.stderr)
    alone = run("day", new, "--request", request_file, "--date", "2025-09-12")
    assert alone.exit_code == 2
    assert "本方案只管 2025-09-15" in alone.stderr


def test_gaps_are_told_in_both_languages(run: Run, request_file: Path, tmp_path: Path) -> None:
    plan = written(tmp_path, replace(valid_plan(), dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1"))))
    ran = run("day", plan, "--request", request_file, *WEDNESDAY)
    assert ran.exit_code == 1
    assert "17:30–17:40 R1：李老师看护的学生分批离校，2人要等到后一批" in ran.stdout
    assert "the pupils of 李老师 leave in parts" in ran.stdout
    assert "17:30–17:40 R1：2A有2名学生无人看护" in ran.stdout, "T1 sees 1A off"
    assert "2 处空当 / 2 gap(s)" in ran.stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--date", "2025-09-13"), "2025-09-15"), (("--date", "2026-03-01"), "无"), (("--date", "9月10日"), "2026-09-01"),
        ((*WEDNESDAY, "--of", "P6"), "P6"), ((*WEDNESDAY, "--of", "nobody"), "nobody"),
    ],
)  # fmt: skip
def test_what_is_not_there_that_day_is_refused(
    run: Run, request_file: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    ran = run("day", written(tmp_path, valid_plan()), "--request", request_file, *options)
    assert ran.exit_code == 2
    assert words in ran.stderr
    assert "可能" in ran.stderr
    assert "Maybe" in ran.stderr
