"""``afterbell replan`` and ``afterbell diff``."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.best.store import plan_path
from solver import dump_plan, load_plan
from tests.cli.conftest import Run


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A valid plan of the tiny school, as a file."""
    path = tmp_path / "before.json"
    plan = load_plan(json.loads(gzip.decompress(plan_path("tiny").read_bytes())))
    path.write_text(json.dumps({"version": 1, "plan": dump_plan(plan)}), encoding="utf-8")
    return path


def limits() -> tuple[str, ...]:
    return "--effort", "0.1", "--seconds", "3600", "--workers", "1", "--quiet"


def test_a_plan_that_still_fits_stays_as_it_is(run: Run, samples: Path, tmp_path: Path, before: Path) -> None:
    after = tmp_path / "after.json"
    ran = run("replan", samples / "tiny.json", before, "-o", after, *limits())
    assert ran.exit_code == 0, ran.stdout + ran.stderr
    assert "没有不同" in ran.stdout
    assert "改动 0 处，至少 0 处 / 0 changes, at least 0" in ran.stdout
    told = run("diff", before, after, "--request", samples / "tiny.json", "--json")
    assert json.loads(told.stdout) == {"count": 0, "changes": []}


def test_locks_hold_when_somebody_leaves(run: Run, samples: Path, tmp_path: Path, before: Path) -> None:
    """The one who left cannot be locked any more, which is told; dismissals and sections stay."""
    document = json.loads((samples / "tiny.json").read_text(encoding="utf-8"))
    gone = document["problem"]["staff"][0]["id"]
    document["problem"]["staff"][0]["takes_part"] = False
    now, locks, after = tmp_path / "now.json", tmp_path / "locks.json", tmp_path / "after.json"
    now.write_text(json.dumps(document), encoding="utf-8")
    locks.write_text(json.dumps({"grades": "all", "people": [gone]}), encoding="utf-8")
    ran = run("replan", now, before, "--locks", locks, "-o", after, *limits())
    assert ran.exit_code == 0, ran.stdout + ran.stderr
    assert "不再锁定" in ran.stderr
    plans = [json.loads(path.read_text(encoding="utf-8"))["plan"] for path in (before, after)]
    assert plans[0]["dismissals"] == plans[1]["dismissals"]
    assert gone not in {item["person"] for item in plans[1]["assignments"]}
    assert "换人" in ran.stdout


def test_differences_are_told_in_both_languages(run: Run, samples: Path, tmp_path: Path, before: Path) -> None:
    document = json.loads(before.read_text(encoding="utf-8"))
    removed = document["plan"]["seats"].pop()
    after = tmp_path / "after.json"
    after.write_text(json.dumps(document), encoding="utf-8")
    told = run("diff", before, after, "--request", samples / "tiny.json")
    assert told.exit_code == 0
    assert f"学生 {removed['pupil']}" in told.stdout
    assert f"Pupil {removed['pupil']}" in told.stdout
    assert "1 changes" in told.stdout


def test_whoever_left_and_whoever_is_new_is_named(run: Run, samples: Path, tmp_path: Path, before: Path) -> None:
    """A pupil leaves and another comes, a teacher leaves; by the new request alone, and by both."""
    earlier = samples / "tiny.json"
    document = json.loads(earlier.read_text(encoding="utf-8"))
    plan = json.loads(before.read_text(encoding="utf-8"))
    seated = {seat["pupil"] for seat in plan["plan"]["seats"]}
    pupil = next(p for p in document["problem"]["pupils"] if p["id"] in seated)
    was, pupil["id"] = pupil["id"], "P-new"
    teacher = document["problem"]["staff"].pop()
    parts = plan["plan"]
    parts["fees"] = [fee | {"pupil": "P-new"} if fee["pupil"] == was else fee for fee in parts["fees"]]
    parts["seats"] = [seat for seat in parts["seats"] if seat["pupil"] != was]
    parts["assignments"] = [item for item in parts["assignments"] if item["person"] != teacher["id"]]
    now, after = tmp_path / "now.json", tmp_path / "after.json"
    now.write_text(json.dumps(document), encoding="utf-8")
    after.write_text(json.dumps(plan), encoding="utf-8")
    for requests in (("--request", now), ("--request", earlier, "--request", now)):
        told = json.loads(run("diff", before, after, *requests, "--json").stdout)["changes"]
        named = {change["kind"]: change["subjects"] for change in told}
        assert named["pupils_left"] == [was]
        assert named["pupils_new"] == ["P-new"]
        assert named["adults_left"] == [teacher["id"]]
        assert not any(change["kind"] == "pupils" for change in told)
    words = run("diff", before, after, "--request", earlier, "--request", now).stdout
    assert f"学生 {was} 已离开" in words
    assert f"{teacher['name']}({teacher['id']}) 已离开" in words
    back = json.loads(run("diff", after, before, "--request", now, "--request", earlier, "--json").stdout)["changes"]
    assert [change["subjects"] for change in back if change["kind"] == "adults_new"] == [[teacher["id"]]]
    refused = run("diff", before, after, *("--request", now) * 3)
    assert refused.exit_code == 2
    assert "At most two" in refused.stderr


def test_wrong_locks_are_refused_with_every_fault(run: Run, samples: Path, tmp_path: Path, before: Path) -> None:
    locks = tmp_path / "locks.json"
    locks.write_text(json.dumps({"grades": [99], "rooms": []}), encoding="utf-8")
    ran = run("replan", samples / "tiny.json", before, "--locks", locks, *limits())
    assert ran.exit_code == 2
    for word in ("rooms", "grades[0]", "locks.json"):
        assert word in ran.stderr
    locks.write_text("{", encoding="utf-8")
    assert run("replan", samples / "tiny.json", before, "--locks", locks, *limits()).exit_code == 2
    missing = run("replan", samples / "tiny.json", before, "--locks", tmp_path / "none.json", *limits())
    assert missing.exit_code == 2
