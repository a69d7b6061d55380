"""Every command but ``solve``."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

import solver
from api.cli import app
from api.files.plan.bundle import PlanBundle
from api.files.plan.writer import plan_bytes
from api.services.generating import kinds
from api.services.loading import choose_policy, load_request
from solver import Plan
from tests.cli.conftest import Run
from tests.files.request.short_book import book_of, sheets_of


@pytest.fixture
def empty_plan(samples: Path, tmp_path: Path) -> Path:
    """A plan in which nothing is arranged: it can be read, and breaks many rules."""
    request = load_request(samples / "tiny.json")
    policy = choose_policy(request)
    report = solver.check_plan(request.problem, policy, Plan())
    path = tmp_path / "empty.json"
    path.write_bytes(plan_bytes(PlanBundle(request.problem, policy, Plan(), report), path.suffix))
    return path


def test_version(run: Run) -> None:
    assert run("version").stdout == f"afterbell {solver.__version__}\n"


def test_policies_are_listed_and_shown(run: Run) -> None:
    listed = run("policies")
    assert listed.exit_code == 0
    assert "national" in listed.stdout
    shown = run("policies", "show", "fengjin")
    assert shown.exit_code == 0
    for rule in solver.load_policy("fengjin").rules:
        assert rule in shown.stdout


def test_unknown_policy(run: Run, samples: Path) -> None:
    for arguments in (("policies", "show", "nowhere"), ("precheck", samples / "tiny.json", "--policy", "nowhere")):
        ran = run(*arguments)
        assert ran.exit_code == 2
        assert "nowhere" in ran.stderr


def test_check_tells_every_violation_in_both_languages(run: Run, samples: Path, empty_plan: Path) -> None:
    ran = run("check", empty_plan, "--request", samples / "tiny.json")
    assert ran.exit_code == 1
    document = json.loads(run("check", samples / "tiny.json", empty_plan, "--json").stdout)
    assert not document["valid"]
    for violation in document["violations"]:
        assert violation["zh"] in ran.stdout
        assert violation["en"] in ran.stdout
    assert ran.stdout.count("要求 / limit") == len(document["violations"])


def test_check_by_another_policy(run: Run, samples: Path, empty_plan: Path) -> None:
    def rules(*options: str) -> set[str]:
        ran = run("check", empty_plan, "--request", samples / "tiny.json", "--json", *options)
        return {violation["rule"] for violation in json.loads(ran.stdout)["violations"]}

    assert "A01" in rules()
    assert rules() - rules("--set", "A01.level=off") == {"A01"}


def test_check_needs_two_files(run: Run, samples: Path, empty_plan: Path) -> None:
    assert run("check", empty_plan).exit_code == 2
    assert run("check", empty_plan, samples / "tiny.json", "--request", samples / "tiny.json").exit_code == 2
    assert run("check", samples / "tiny.json", "--request", samples / "tiny.json").exit_code == 2
    assert run("check", empty_plan, "--request", empty_plan).exit_code == 2


def test_precheck(run: Run, samples: Path) -> None:
    fine = run("precheck", samples / "tiny.json")
    assert fine.exit_code == 0
    refused = run("precheck", samples / "village-unmerged.json")
    assert refused.exit_code == 3
    reasons = json.loads(run("precheck", samples / "village-unmerged.json", "--json").stdout)["reasons"]
    assert reasons
    for reason in reasons:
        assert reason["zh"] in refused.stdout
        assert reason["en"] in refused.stdout


def test_template_can_be_read_back(run: Run, tmp_path: Path) -> None:
    assert run("template", tmp_path / "t.xlsx").exit_code == 0
    assert load_request(tmp_path / "t.xlsx").problem.pupils
    assert run("template", tmp_path / "t.json").exit_code == 2


def test_a_short_template_and_a_short_request_in_full(run: Run, tmp_path: Path) -> None:
    assert run("template", "--short", "-o", tmp_path / "s.xlsx").exit_code == 0
    short = tmp_path / "school.xlsx"
    short.write_bytes(book_of(sheets_of(6, 16, 30)))
    ran = run("template", tmp_path / "full.xlsx", "--from", short)
    assert ran.exit_code == 0
    assert "默认 default: 没有写当地下班时间：17:30（“学期”表“当地下班时间”列）" in ran.stderr
    assert load_request(tmp_path / "full.xlsx") == load_request(short)
    assert run("template").exit_code == 2
    assert run("template", tmp_path / "x.xlsx", "--short", "--empty").exit_code == 2
    assert run("template", short, "--from", short, "--force").exit_code == 2


def test_generated_school_is_the_same_in_both_formats(run: Run, tmp_path: Path) -> None:
    for name in ("a.json", "b.json", "c.xlsx"):
        assert run("generate", "--kind", "tiny", "--seed", "5", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert load_request(tmp_path / "c.xlsx") == load_request(tmp_path / "a.json")


def test_unknown_kind_lists_the_known(run: Run, tmp_path: Path) -> None:
    ran = run("generate", "--kind", "moon", "-o", tmp_path / "a.json")
    assert ran.exit_code == 2
    for kind in kinds():
        assert kind in ran.stderr


@pytest.mark.parametrize(
    "command", ["solve", "school", "check", "precheck", "export", "template", "generate", "policies", "serve", "version"]
)
def test_every_command_has_help(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.exit_code == 0
    assert any("\u4e00" <= letter <= "\u9fff" for letter in ran.stdout)


def test_reading_commands_load_no_solver(root: Path) -> None:
    """OR-Tools and the web stack cost seconds; commands that need none of it stay quick."""
    code = (
        "import sys\nfrom api.cli import app\n"
        "try:\n    app(['policies'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('ortools', 'fastapi', 'uvicorn') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_mistakes_of_ours_do_not_look_like_verdicts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from api.cli import app as program

    def broken(_name: str) -> None:
        raise solver.ModelError("the model disagrees with the checker")

    monkeypatch.setattr("api.cli.policies.load_policy", broken)
    monkeypatch.setattr(sys, "argv", ["afterbell", "policies"])
    with pytest.raises(SystemExit) as caught:
        sys.modules["api.cli.app"].main()  # `api.cli.app` as an attribute is the Typer object
    assert program is not None
    assert caught.value.code == 70
    assert "disagrees" in capsys.readouterr().err


@pytest.fixture(scope="module")
def solved(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid plan of the tiny school, as JSON; its workbook lies beside it."""
    path = tmp_path_factory.mktemp("solved") / "plan.json"
    quick = ("--effort", "0.2", "--workers", "1", "--seconds", "3600", "-q")
    arguments = [
        "solve",
        str(root / "instances/samples/tiny.json"),
        *quick,
        "-o",
        str(path),
        "-o",
        str(path.with_suffix(".xlsx")),
    ]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    return path


def _twice_at_once(plan: Any) -> str:
    """Somebody stands at two care groups of one period; the name to look for."""
    same = [
        item for item in plan["assignments"]
        if (item["post"]["kind"], item["post"]["weekday"], item["post"]["detail"], item["week"]) == ("care", 1, 0, 1)
    ]  # fmt: skip
    same[1]["person"] = same[0]["person"]
    return str(same[0]["person"])


def _charged(plan: Any) -> str:
    plan["fees"][0]["fen"] += 150
    return str(plan["fees"][0]["pupil"])


def _nobody_at_the_gate(plan: Any) -> str:
    gate = next(item for item in plan["assignments"] if item["post"]["kind"] == "gate")
    plan["assignments"].remove(gate)
    return str(gate["post"]["subject"])


@pytest.mark.parametrize(
    ("damage", "rule", "words"),
    [
        (_twice_at_once, "K02", ("时间冲突", "at the same time", "实际 / measured")),
        (_charged, "G02", ("收费", "are due", "元")),
        (_nobody_at_the_gate, "H04", ("需1人，只安排了0人", "needs 1 and has 0", "要求 / limit: 1")),
    ],
)
def test_a_damaged_plan_names_rule_people_and_figures(
    run: Run,
    samples: Path,
    solved: Path,
    tmp_path: Path,
    damage: Callable[[Any], str],
    rule: str,
    words: tuple[str, ...],
) -> None:
    document = json.loads(solved.read_text())
    subject = damage(document["plan"])
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(document))
    ran = run("check", broken, samples / "tiny.json")
    assert ran.exit_code == 1
    assert rule in ran.stdout
    assert solver.load_policy("national").rules[rule].zh in ran.stdout, "an id alone says nothing to a school"
    for word in (subject, *words):
        assert word in ran.stdout


def test_a_plan_workbook_damaged_in_its_data_sheets(run: Run, samples: Path, solved: Path, tmp_path: Path) -> None:
    assert run("check", solved.with_suffix(".xlsx"), samples / "tiny.xlsx").exit_code == 0
    book = openpyxl.load_workbook(solved.with_suffix(".xlsx"))
    book["数据_放学 dismissals"]["B2"] = dt.time(16, 1)
    book.save(tmp_path / "moved.xlsx")
    ran = run("check", tmp_path / "moved.xlsx", samples / "tiny.xlsx")
    assert ran.exit_code == 2
    assert "隐藏的数据表改动过" in ran.stderr
    ran = run("check", tmp_path / "moved.xlsx", samples / "tiny.xlsx", "--ignore-edits")
    assert ran.exit_code == 1
    assert "16:01不在可选时间" in ran.stdout
    book["数据_放学 dismissals"]["B2"] = "四点"
    book.save(tmp_path / "unreadable.xlsx")
    ran = run("check", tmp_path / "unreadable.xlsx", "--request", samples / "tiny.xlsx")
    assert ran.exit_code == 2
    assert "数据_放学 dismissals\n  B2：" in ran.stderr


def test_a_plan_workbook_whose_printed_sheets_were_edited(run: Run, samples: Path, solved: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(solved.with_suffix(".xlsx"))
    book["值日表"]["D4"] = "王老师"
    edited = tmp_path / "edited.xlsx"
    book.save(edited)
    request = samples / "tiny.xlsx"
    for arguments in (
        ("check", edited, request), ("diff", edited, solved, "--request", request), ("diff", solved, edited, "--request", request),
        ("export", "menu", edited, "--request", request, "-o", tmp_path / "paper.json"),
        ("ledgers", edited, "--request", request, "-o", tmp_path / "books.json"), ("replan", request, edited, "--seconds", "1"),
        ("solve", request, "--from", edited, "--seconds", "1"),
    ):  # fmt: skip
        ran = run(*arguments)
        assert ran.exit_code == 2
        assert "值日表\n  D4：" in ran.stderr
        assert "“王老师”" in ran.stderr
    assert run("check", edited, request, "--ignore-edits").exit_code == 0
    assert run("ledgers", edited, "--request", request, "-o", tmp_path / "books.json", "--ignore-edits").exit_code == 0


def test_ledgers_are_written(run: Run, samples: Path, empty_plan: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / "new" / "books.xlsx", tmp_path / "books.json"]
    ran = run("ledgers", empty_plan, "--request", samples / "tiny.json", "-o", outputs[0], "-o", outputs[1])
    assert ran.exit_code == 0
    document = json.loads(outputs[1].read_text(encoding="utf-8"))
    assert document["pay"] == []  # nobody stands anywhere
    assert document["balance"]["left"] == document["balance"]["income"] == sum(x["due"] for x in document["fees"])
    assert f"{document['balance']['income'] / 100:,.2f}" in ran.stdout
    assert openpyxl.load_workbook(outputs[0]).sheetnames[0] == "收支平衡"


def test_ledgers_refuse_what_they_cannot_write_or_read(run: Run, samples: Path, empty_plan: Path, tmp_path: Path) -> None:
    request = samples / "tiny.json"
    for arguments in (
        (empty_plan, "--request", request, "-o", tmp_path / "books.pdf"),
        (tmp_path / "none.json", "--request", request, "-o", tmp_path / "books.json"),
        (empty_plan, "--request", tmp_path / "none.json", "-o", tmp_path / "books.json"),
    ):
        ran = run("ledgers", *arguments)
        assert ran.exit_code == 2
        assert "Maybe" in ran.stderr
    assert list(tmp_path.glob("books.*")) == []
