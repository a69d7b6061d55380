"""Plans with a date of effect: ``replan --date``, ``check --earlier``, ``ledgers`` of several plans, ``precheck --date``."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.best.store import plan_path
from tests.cli.conftest import Run

WHO = "T001"
LEAVE = [{"first": "2026-10-08", "last": "2026-10-30"}]


def dated(samples: Path, path: Path, **fields: Any) -> Path:
    """The tiny school, with dates of its first teacher."""
    document = json.loads((samples / "tiny.json").read_text(encoding="utf-8"))
    assert document["problem"]["staff"][0]["id"] == WHO
    document["problem"]["staff"][0] |= fields
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A plan of the tiny school for the whole term, as a file."""
    path = tmp_path / "first.json"
    path.write_text(json.dumps({"version": 1, "plan": json.loads(gzip.decompress(plan_path("tiny").read_bytes()))}), encoding="utf-8")
    return path


def pay(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    return {(line["person"], line["month"]): line for line in json.loads(path.read_text(encoding="utf-8"))["pay"]}


def test_a_leave_from_october_leaves_september_as_it_was(run: Run, samples: Path, tmp_path: Path, first: Path) -> None:
    now, second = dated(samples, tmp_path / "now.json", leaves=LEAVE), tmp_path / "second.json"
    period = ("--date", "2026-10-08", "--until", "2026-10-30")
    ran = run("replan", now, first, *period, "-o", second, "--effort", "0.1", "--seconds", "3600", "--workers", "1", "--quiet")
    assert ran.exit_code == 0, ran.stdout + ran.stderr
    assert "2026-10-08 至 2026-10-30" in ran.stdout
    plan = json.loads(second.read_text(encoding="utf-8"))["plan"]
    assert (plan["effect"], plan["until"]) == ("2026-10-08", "2026-10-30")
    assert WHO not in {item["person"] for item in plan["assignments"]}
    assert run("check", second, "--request", now, "--earlier", first).exit_code == 0

    one, both = tmp_path / "one.json", tmp_path / "both.json"
    assert run("ledgers", first, "--request", now, "-o", one).exit_code == 0
    ran = run("ledgers", second, first, "--request", now, "-o", both)
    assert ran.exit_code == 0, ran.stderr
    before, after = pay(one), pay(both)
    assert {key: line for key, line in before.items() if key[1] == "2026-09"} == {k: v for k, v in after.items() if k[1] == "2026-09"}
    assert (WHO, "2026-10") not in after or after[WHO, "2026-10"]["dates"] < before[WHO, "2026-10"]["dates"]
    assert not any(month > "2026-10" for _, month in after)

    alone = run("ledgers", second, "--request", now, "-o", tmp_path / "none.json")
    assert alone.exit_code == 2
    assert "2026-09-01 至" in alone.stderr
    assert "没有方案" in alone.stderr
    twice = run("ledgers", second, second, "--request", now, "-o", tmp_path / "none.json")
    assert twice.exit_code == 2
    assert "2026-10-08" in twice.stderr
    assert run("check", first, "--request", now, "--earlier", second).exit_code == 2
    assert run("check", first, "--request", now, "--until", "2026-10-07").exit_code == 0

    papers = tmp_path / "rosters.json"
    for plan, more in ((first, ("--until", "2026-10-07")), (second, ("--earlier", first))):
        ran = run("export", "duty", plan, "--request", now, *more, "-o", papers, "--force")
        assert ran.exit_code == 0, ran.stderr
        assert ("10.8–10.10" in papers.read_text(encoding="utf-8")) == (plan == second)
    posts = json.loads(first.read_text(encoding="utf-8"))["plan"]["assignments"]
    weekday = next(a["post"]["weekday"] for a in posts if (a["person"], a["week"]) == (WHO, 1))
    for day, there in ((f"2026-09-{13 + weekday}", True), (f"2026-10-{11 + weekday}", False)):  # both of week 1
        told = run("day", second, "--request", now, "--earlier", first, "--date", day, "--of", WHO)
        assert (told.exit_code in (0, 1)) == there, told.stderr


def test_a_plan_of_the_whole_term_names_the_dates_of_a_leave(run: Run, samples: Path, tmp_path: Path, first: Path) -> None:
    ran = run("check", first, "--request", dated(samples, tmp_path / "now.json", leaves=LEAVE))
    assert ran.exit_code == 1
    assert "请假2026-10-08至2026-10-30" in ran.stdout
    assert "solve --until 2026-10-07" in ran.stdout
    assert "replan --date 2026-10-08" in ran.stdout


@pytest.mark.parametrize(("options", "says"), [
    (("--date", "2027-03-01"), "不在学期之内"), (("--date", "2026-10-08", "--until", "2026-10-01"), "早于生效日期"),
    (("--date", "2026-10-02", "--until", "2026-10-04"), "没有一天有课后服务"), (("--date", "8.10."), "不是日期"),
])  # fmt: skip
def test_periods_that_cannot_be_are_refused(run: Run, samples: Path, options: tuple[str, ...], says: str) -> None:
    ran = run("precheck", samples / "tiny.json", *options)
    assert ran.exit_code == 2
    assert says in ran.stderr
    assert "可能" in ran.stderr


def test_precheck_of_a_part_of_the_term(run: Run, samples: Path, tmp_path: Path) -> None:
    now = dated(samples, tmp_path / "now.json", joined="2026-11-02")
    assert "2026-11-02入职" in run("precheck", now).stdout
    assert "入职" not in run("precheck", now, "--date", "2026-11-02").stdout
