"""``afterbell staffing``: the tiny school under absence, in the terminal and on paper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.mapping.request import Request, request_doc
from solver import dump_plan
from tests.check.builders import plan, problem
from tests.cli.conftest import Run


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    request, made = tmp_path / "request.json", tmp_path / "plan.json"
    own = {"D10": {"numbers": {"days_per_week": 5}}}
    request.write_text(json.dumps(request_doc(Request(problem(), "national", own))), encoding="utf-8")
    made.write_text(json.dumps({"version": 1, "plan": dump_plan(plan())}), encoding="utf-8")
    return request, made


def test_stress_in_the_terminal_and_on_paper(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    outputs = [tmp_path / f"stress.{suffix}" for suffix in ("json", "html", "xlsx", "pdf")]
    wanted = [part for path in outputs for part in ("-o", path)]
    ran = run("staffing", "stress", *files, "--rate", "50", "--weeks", "4", *wanted)
    assert ran.exit_code == 0, ran.stderr
    for words in ("缺勤率 50%", "最先缺人的是", "缺了其中一个", "失去一家合作机构", "15:30 行政巡察", "without weekly caps"):
        assert words in ran.stdout, words
    document = json.loads(outputs[0].read_text(encoding="utf-8"))
    assert (document["question"], document["complete"]) == ("stress", True)
    assert [(each["rate"], each["spell"], each["days"]) for each in document["survivals"]] == [(50, 1, 20), (50, 3, 20)]
    assert all(each["survived"] <= each["alone"] for each in document["survivals"])
    assert "缺勤时能排满多少天" in outputs[1].read_text(encoding="utf-8")
    assert all(path.stat().st_size > 1000 for path in outputs)
    assert not any(f"P{number}" in outputs[1].read_text(encoding="utf-8") for number in range(1, 7)), "no pupil is named"


def test_numbers_out_of_range_are_refused_together(run: Run, files: tuple[Path, Path]) -> None:
    ran = run("staffing", "stress", *files, "--rate", "101", "--spell", "0", "--weeks", "0")
    assert ran.exit_code == 2
    for words in ("rates", "spells", "weeks", "应在 1 到 100 之间", "可能", "Maybe"):
        assert words in ran.stderr, words


def test_fewest_in_the_terminal_and_on_paper(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    outputs = [tmp_path / f"fewest.{suffix}" for suffix in ("json", "html")]
    ran = run("staffing", "fewest", *files, "--effort", "0.01", "--steps", "0", "-q", *(part for path in outputs for part in ("-o", path)))
    assert ran.exit_code == 0, ran.stderr
    for words in ("名教职工参加课后服务", "找到了只用", "各类人员至少几人"):
        assert words in ran.stdout, words
    document = json.loads(outputs[0].read_text(encoding="utf-8"))
    assert document["proven"] <= document["found"] <= document["there"]
    assert document["plan"]["care_groups"]
    assert "人数与质量" in outputs[1].read_text(encoding="utf-8")


def test_values_in_the_terminal_and_what_only_removes_is_refused(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    output = tmp_path / "values.json"
    asked = ("--change", "join subject", "--change", "add_room lab", "--effort", "0.01")
    ran = run("staffing", "values", *files, *asked, "-q", "-o", output)
    assert ran.exit_code == 0, ran.stderr
    assert "多一份值多少" in ran.stdout
    found = json.loads(output.read_text(encoding="utf-8"))["values"]
    assert len(found) == 2
    assert all(gain["low"] <= gain["estimate"] <= gain["high"] for value in found for gain in value["gains"])
    wrong = run("staffing", "values", *files, "--change", "leave T1", "-q")
    assert wrong.exit_code == 2
    for words in ("只能问多出来的", "what-if", "Maybe"):
        assert words in wrong.stderr, words
