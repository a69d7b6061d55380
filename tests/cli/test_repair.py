"""``afterbell repair``: options that do not fit are refused, a repair is written into the request, a plan anyway is never valid."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def refused(samples: Path, tmp_path: Path) -> Path:
    """The tiny school, of which only one comes on Thursdays."""
    document = json.loads((samples / "tiny.json").read_text(encoding="utf-8"))
    for person in document["problem"]["staff"][1:]:
        person["unavailable"] = [{"weekday": 4, "start": "00:00", "end": "24:00"}]
    path = tmp_path / "refused.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_repair_is_told_and_written_into_the_request(run: Run, refused: Path, tmp_path: Path) -> None:
    after, report = tmp_path / "after.json", tmp_path / "repairs.json"
    limits = ("--effort", "0.02", "--seconds", "3600", "--workers", "1")
    ran = run("repair", refused, "--apply", "1", "-o", after, "--report", report, *limits)
    assert ran.exit_code == 0, ran.stdout + ran.stderr
    assert "已试排成功" in ran.stdout
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["refused"]
    assert told["repairs"][0]["state"] == "confirmed"
    assert told["repairs"][0]["changes"]
    assert run("precheck", refused).exit_code == 3
    assert run("precheck", after).exit_code == 0


def test_outputs_and_numbers_of_repairs_go_together(run: Run, refused: Path, tmp_path: Path) -> None:
    for options in (("--apply", "1"), ("-o", tmp_path / "after.json"), ("-o", tmp_path / "after.pdf", "--apply", "1")):
        ran = run("repair", refused, *options)
        assert ran.exit_code == 2
        assert "可能" in ran.stderr


def test_a_plan_anyway_names_its_exceptions_and_is_not_valid(run: Run, refused: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    ran = run("repair", refused, "--anyway", "-o", plan, "--effort", "0.02", "--seconds", "3600", "--workers", "1")
    assert ran.exit_code == 1, ran.stdout + ran.stderr
    assert "签字" in ran.stdout
    assert "D08" in ran.stdout
    assert run("check", plan, "--request", refused).exit_code == 1
