"""Plans: round trips and what the printed pages say."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from api.files.content.pages import plan_pages
from api.files.language import zh
from api.files.plan.reader import read_plan, read_plan_file
from api.files.plan.search_run import SearchRun, plan_digest, run_document, run_from
from api.files.plan.writer import plan_bytes
from solver import precheck_warnings
from solver.errors import PlanError
from solver.plan.plan import Assignment, Plan, Post, Section, Session
from solver.plan.result import Result, TierResult
from tests.files.samples import bundle, changed, example_plan

TITLES = ["摘要", "按班级", "各班看护", "按教职工", "按场地", "课程班",
          "课程班名单", "志愿",
          "值日表", "放学安排", "巡察安排", "校外师资备用方案",
          "弹性上下班", "经费", "合规"]  # fmt: skip


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_round_trip(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(plan_bytes(bundle(), path.suffix))
    assert read_plan(path) == example_plan()
    assert read_plan(path.read_bytes(), suffix) == example_plan()


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_the_days_for_which_a_plan_stands_are_kept(suffix: str) -> None:
    plan = replace(example_plan(), effect=date(2026, 3, 9), until=date(2026, 4, 30))
    assert read_plan(plan_bytes(bundle(plan), suffix), suffix) == plan


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_order_and_repetition_are_kept(suffix: str) -> None:
    twice = Section("K01", 1, (Session(4, 980, "F1"), Session(2, 980, "F1")))
    plan = replace(example_plan(), sections=(twice, twice), fees=example_plan().fees[::-1])
    assert read_plan(plan_bytes(bundle(plan), suffix), suffix) == plan


@pytest.mark.parametrize("suffix", [".json", ".xlsx", ".html"])
def test_an_empty_plan_can_be_written(suffix: str) -> None:
    data = plan_bytes(bundle(Plan()), suffix)
    if suffix != ".html":
        assert read_plan(data, suffix) == Plan()


def test_an_unsound_plan_can_be_written() -> None:
    plan = example_plan()
    unsound = replace(plan, sections=(Section("K77", 3, (Session(9, 0, "nowhere"),)),))
    for suffix in (".json", ".xlsx", ".html"):
        plan_bytes(bundle(unsound), suffix)


def test_the_workbook_has_all_pages_and_data_at_the_end() -> None:
    book = openpyxl.load_workbook(io.BytesIO(plan_bytes(bundle(), ".xlsx")))
    assert book.sheetnames[: len(TITLES)] == TITLES
    assert all(name.startswith("数据_") for name in book.sheetnames[len(TITLES) :])
    assert {sheet.sheet_state for sheet in book.worksheets[len(TITLES) :]} == {"hidden"}, (
        "they would print with the plan"
    )


def test_exempt_pupils_are_named_nowhere_on_printed_pages() -> None:
    found = bundle(replace(example_plan(), seats=()))
    plain = tuple(replace(pupil, choices=(), clubs=0) for pupil in found.problem.pupils)  # else the page of wishes lists them
    html = plan_bytes(replace(found, problem=replace(found.problem, pupils=plain)), ".html").decode()
    assert "S006" not in html
    assert "S009" not in html
    assert "S010" not in html  # exempt by category
    assert "其他困难" not in html  # its category


def test_families_are_told_nowhere_on_printed_pages() -> None:
    found = bundle()
    kin = tuple(replace(pupil, family="XFAMILYX" if i < 2 else f"XFAMILY{i}X") for i, pupil in enumerate(found.problem.pupils))
    problem = replace(found.problem, pupils=kin)
    warned = tuple(precheck_warnings(problem, found.policy))
    assert any(reason.rule == "D18" for reason in warned)
    assert "XFAMILY" not in plan_bytes(replace(found, problem=problem, warnings=warned), ".html").decode()


def test_html_is_self_contained_and_escaped() -> None:
    found = bundle()
    problem = replace(found.problem, school="<script>alert(1)</script>")
    html = plan_bytes(replace(found, problem=problem), ".html").decode()
    assert "<script" not in html
    assert "http" not in html
    for page in plan_pages(found):
        assert f'id="{page.key}"' in html


def test_every_rule_stands_on_the_compliance_page() -> None:
    found = bundle()
    page = next(page for page in plan_pages(found) if page.key == "compliance")
    assert [zh(row[0].text) for row in page.blocks[0].rows] == list(found.policy.rules)


def test_every_row_fills_its_page() -> None:
    for page in plan_pages(bundle()):
        for block in page.blocks:
            for row in (*block.header, *block.rows):
                assert sum(cell.cols for cell in row) == len(page.widths), (page.key, block.en)


def test_bounds_of_the_search_are_shown() -> None:
    found = bundle()
    tiers = tuple(TierResult(score.name, score.value, 0, score.scale) for score in found.report.tiers)
    shown = replace(found, result=Result("valid", found.plan, tiers))
    document = json.loads(plan_bytes(shown, ".json"))
    assert {tier["bound"] for tier in document["tiers"]} == {0}
    assert document["status"] == "valid"


def test_pages_show_whom_the_checker_lets_stand_there() -> None:
    """An assignment without a meaning (no such week, no such person) is named by the checker (K00) and stands on no page."""
    plan = example_plan()
    patrol = Post("fixed", 1, "P1", 0)
    strange = (Assignment(patrol, 0, "T09"), Assignment(patrol, 2, "T99"))
    found = bundle(replace(plan, assignments=(*plan.assignments, *strange)))
    page = next(page for page in plan_pages(found) if page.key == "duty")
    shown = "".join(zh(cell.text) for row in page.blocks[0].rows for cell in row)
    assert "赵主任" in shown
    assert "钱主任" not in shown
    assert "T99" not in shown
    assert sum(item.rule == "K00" and item.subjects in (("T09",), ("T99",)) for item in found.report.violations) == 2


def test_faults_of_a_changed_plan_workbook_name_the_cell() -> None:
    def change(book: Any) -> None:
        book["数据_岗位 assignments"]["B3"] = "周一"
        book["数据_名单 seats"]["C2"] = None

    with pytest.raises(PlanError) as caught:
        read_plan(changed(change, plan_bytes(bundle(), ".xlsx")), ".xlsx")
    assert [fault.path[0] for fault in caught.value.faults] == ["数据_名单 seats!C2", "数据_岗位 assignments!B3"]


def test_a_missing_session_row_is_a_fault() -> None:
    data = changed(lambda book: book["数据_教学班 sections"].delete_rows(2), plan_bytes(bundle(), ".xlsx"))
    with pytest.raises(PlanError) as caught:
        read_plan(data, ".xlsx")
    assert caught.value.faults[0].path == ("数据_教学班 sections!C2",)


def test_a_request_is_no_plan() -> None:
    with pytest.raises(PlanError):
        read_plan(changed(lambda book: None), ".xlsx")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"version": 1, "plan": {}}', b'{"version": 1, "plan": 7}'])
def test_bad_plan_documents(data: bytes) -> None:
    with pytest.raises(PlanError) as caught:
        read_plan(data, ".json")
    assert all(fault.zh and fault.en for fault in caught.value.faults)


@pytest.mark.parametrize("name", ["plan.pdf", "plan"])
def test_unknown_suffix(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlanError):
        plan_bytes(bundle(), Path(name).suffix)
    with pytest.raises(PlanError):
        read_plan(tmp_path / name)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(PlanError):
        read_plan(tmp_path / "none.json")


def test_the_rotation_through_a_reading_room_has_its_page() -> None:
    plain = bundle()
    rooms = tuple(replace(room, visits=2) if room.id == "M1" else room for room in plain.problem.rooms)
    pages = {page.zh: page for page in plan_pages(replace(plain, problem=replace(plain.problem, rooms=rooms)))}
    page = pages["阅览室轮换"]
    assert page.blocks[0].zh == "音乐室 轮换" or "M1" in page.blocks[0].zh
    assert "每班每学期应到 2 次" in zh(page.blocks[0].text[0])
    assert len(page.blocks[0].rows) > 0
    assert "阅览室轮换" not in {found.title for found in plan_pages(plain)}


def test_the_summary_compares_the_weekdays_menus() -> None:
    shown = [zh(cell.text) for row in plan_pages(bundle())[0].blocks[0].rows for cell in row]
    assert "周一 1、周二 1、周三 0、周四 1、周五 0；相差 1" in shown


RUN = SearchRun(7, 2, 3.5, None, 0.01, 3.6012, "effort", True, "0.1.0", plan_digest(example_plan()))


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_school_term_and_search_are_read_back(suffix: str) -> None:
    made = replace(bundle(), run=RUN)
    found = read_plan_file(plan_bytes(made, suffix), suffix)
    assert (found.school, found.term, found.run) == (made.problem.school, made.problem.term.name, RUN)
    assert found.run is not None
    assert found.run.made(found.plan)
    assert not found.run.made(replace(found.plan, seats=found.plan.seats[1:]))
    assert read_plan_file(plan_bytes(bundle(), suffix), suffix).run is None


def test_files_of_earlier_versions_say_nothing_of_term_and_search() -> None:
    def earlier(book: Any) -> None:
        book["数据_文件 meta"].delete_cols(3, 2)

    found = read_plan_file(changed(earlier, plan_bytes(replace(bundle(), run=RUN), ".xlsx")), ".xlsx")
    assert (found.school, found.term, found.run) == (bundle().problem.school, "", None)
    document = json.loads(plan_bytes(bundle(), ".json"))
    older = {key: document[key] for key in ("version", "plan")}
    found = read_plan_file(json.dumps(older).encode(), ".json")
    assert (found.school, found.term, found.run) == ("", "", None)


def test_a_run_survives_its_document() -> None:
    assert run_from(json.loads(json.dumps(run_document(RUN)))) == RUN
    assert run_from(run_document(None)) is None
    assert run_from({"seed": 1, "version": "0.1.0"}) is None
