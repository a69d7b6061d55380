"""``afterbell classes``: the tiny school and one of its classes, in the terminal and on paper."""

from __future__ import annotations

import json
from pathlib import Path

from api.mapping.request import Request, request_doc
from solver import dump_plan
from tests.check.builders import plan, problem
from tests.cli.conftest import Run


def test_a_school_a_class_and_its_sheet(run: Run, tmp_path: Path) -> None:
    request, made, sheet = tmp_path / "request.json", tmp_path / "plan.json", tmp_path / "1A.json"
    request.write_text(json.dumps(request_doc(Request(problem(), "national"))), encoding="utf-8")
    made.write_text(json.dumps({"version": 1, "plan": dump_plan(plan())}), encoding="utf-8")
    whole = run("classes", made, "--request", request)
    assert whole.exit_code == 0, whole.stderr
    assert "两周看护 60 班次，由本班教师 40（66.7%）" in whole.stdout
    assert whole.stdout.index("2A") < whole.stdout.index("1A"), "the smallest share first"
    one = run("classes", made, "--request", request, "--of", "1A", "-o", sheet)
    assert one.exit_code == 0, one.stderr
    for words in ("由本班教师看护 30 节（100%）；共 1 人轮流", "李老师", "班主任", "已写出"):
        assert words in one.stdout, words
    assert "王老师" not in one.stdout
    document = json.loads(sheet.read_text(encoding="utf-8"))
    assert (document["kind"], [item["class"] for item in document["classes"]]) == ("classes", ["1A"])
    wrong = run("classes", made, "--request", request, "--of", "1a", "--of", "9Z")
    assert wrong.exit_code == 2
    for words in ("1a", "9Z", "没有这个班级", "可能", "Maybe"):
        assert words in wrong.stderr, words
