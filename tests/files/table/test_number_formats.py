"""A cell means what the sheet shows: percentages by their format, numbers that a format turns into others, lost formats."""

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.files.request.reader import read_request
from api.files.request.writer import request_bytes
from api.files.table.cell import CellError, Formatted
from api.files.table.kinds import DATE, TEXT, TIME, CellKind
from api.files.table.number_formats import cell_formats, read_format
from api.files.table.number_kinds import INTEGER, PERCENT, YUAN
from api.files.table.xlsx_scan import scan
from api.files.table.xml_events import Allowance, MalformedError, TooManyError
from api.mapping.request import Request, request_doc
from solver.policy.load import load_policy
from tests.files.samples import changed, example_problem, faults_of

PERCENT_CODES = ("0%", "0.00%", "0.0%;[Red]-0.0%", "[$-804]0%", "_ * #,##0%_ ;", "#%", '0 "满"%')


def shown(value: float, code: str) -> Any:
    """The cell as it is read."""
    form = read_format(code)
    return (form.shown(float(value)) if form else None) or value


@pytest.mark.parametrize("code", PERCENT_CODES)
@given(points=st.integers(0, 500))
@settings(max_examples=40)
def test_a_percentage_is_read_by_its_format(code: str, points: int) -> None:
    assert PERCENT.parse(shown(points / 100, code)) == points


@given(points=st.integers(0, 100))
def test_a_percentage_is_read_as_text(points: int) -> None:
    for text in (f"{points}%", f"{points}％", f" {points} % ", f"{points}.0%", f"百分之{points}"):
        assert PERCENT.parse(text) == points
    assert PERCENT.parse(PERCENT.show(points) if not 0 < points <= 100 else shown(PERCENT.show(points), PERCENT.form)) == points


@pytest.mark.parametrize(
    ("text", "points"),
    [("百分之五十", 50), ("百分之百", 100), ("百分之一百", 100), ("百分之十", 10), ("百分之五", 5), ("百分之二十五", 25), ("百分之零", 0)],
)
def test_a_percentage_is_read_in_words(text: str, points: int) -> None:
    assert PERCENT.parse(text) == points


@pytest.mark.parametrize(
    ("raw", "points"), [(50, 50), (50.0, 50), (0, 0), (2, 2), ("50", 50), (shown(50, '0"%"'), 50), (shown(1, "0\\%"), 1)]
)
def test_a_percentage_without_format_is_percent(raw: Any, points: int) -> None:
    assert PERCENT.parse(raw) == points


@given(st.floats(0.001, 1))
def test_up_to_one_without_format_is_not_guessed(value: float) -> None:
    with pytest.raises(CellError) as caught:
        PERCENT.parse(value)
    assert "分不清" in caught.value.zh
    assert "%" in caught.value.hint_zh


@pytest.mark.parametrize("raw", ["全免", "百分之", "50%%", "五折", shown(0.125, "0%"), shown(0.5, "0%%"), 12.5, True, dt.time(1)])
def test_no_whole_percentage(raw: Any) -> None:
    with pytest.raises(CellError):
        PERCENT.parse(raw)


@pytest.mark.parametrize("kind", [INTEGER, YUAN, TEXT, TIME, DATE])
@given(points=st.integers(1, 500), code=st.sampled_from((*PERCENT_CODES, '0"%"')))
@settings(max_examples=20)
def test_a_percent_format_elsewhere_is_a_fault(kind: CellKind, points: int, code: str) -> None:
    with pytest.raises(CellError):
        kind.parse(shown(points, code))


@pytest.mark.parametrize(
    ("kind", "value", "code", "read"),
    [
        (TEXT, 1, "000", "001"),
        (TEXT, 1, '"S"000', "S001"),
        (TEXT, 51, '0"."0', "5.1"),
        (TEXT, 1.1, "0.00", "1.10"),
        (TEXT, 2, "0.0", "2"),
        (TEXT, 1234, "#,##0", "1234"),
        (TEXT, 13800138000, "General", "13800138000"),
        (TEXT, 13800138000, "0.00E+00", "13800138000"),
        (INTEGER, 7, "000", 7),
        (INTEGER, 30, '0"人"', 30),
        (INTEGER, -40, "0_ ", -40),
        (YUAN, 3.5, '"¥"#,##0.00', 350),
        (YUAN, 3.5, '#,##0.00"元"', 350),
        (YUAN, 27000, '0!.0,"万"', 2_700_000),
    ],
)  # fmt: skip
def test_a_number_means_what_its_format_shows(kind: CellKind, value: float, code: str, read: object) -> None:
    assert kind.parse(shown(value, code)) == read


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (YUAN, 2.7, '0.00"万元"'),
        (YUAN, 2.7, 'General"万"'),
        (YUAN, 27000, "0,"),
        (YUAN, 450, '0"分"'),
        (INTEGER, 2, '0"小时"'),
        (INTEGER, 51, '0"."0'),
        (INTEGER, 3, '0"千"'),
        (TEXT, 3, '0"万"'),
    ],
)
def test_a_number_that_shows_as_another_is_a_fault(kind: CellKind, value: float, code: str) -> None:
    with pytest.raises(CellError) as caught:
        kind.parse(shown(value, code))
    assert "显示" in caught.value.zh


@pytest.mark.parametrize(
    ("kind", "raw", "hint"),
    [
        (TIME, dt.datetime.fromisoformat("1900-01-01T15:30"), "15:30"),
        (DATE, 46083, "2026-03-02"), (INTEGER, dt.datetime.fromisoformat("1900-02-09"), "40"), (YUAN, dt.date(1900, 1, 4), "4"),
        (INTEGER, dt.time(12), "0.5"), (INTEGER, dt.timedelta(days=2), "2"),
    ],
)  # fmt: skip
def test_a_lost_or_wrong_format_is_named(kind: CellKind, raw: Any, hint: str) -> None:
    with pytest.raises(CellError) as caught:
        kind.parse(raw)
    assert hint in caught.value.hint_zh
    assert caught.value.hint_en.startswith("Maybe")


def test_every_sheet_reads_its_percentages() -> None:
    def change(book: Any) -> None:
        for place, value, code in (("学生 pupils!G2", 1, "0%"), ("学生 pupils!G3", 0.5, "0.00%"), ("学生 pupils!G4", 25, "0"),
                                   ("学生 pupils!G5", "75％", "@"), ("教职工 staff!H2", 0.5, "0%")):  # fmt: skip
            sheet, cell = place.split("!")
            book[sheet][cell] = value
            book[sheet][cell].number_format = code
        policy = book["政策 policy"]
        for row in (("数值", "G02", "hardship_percent", 0.25), ("数值", "A06", "load_percent", "80%")):
            policy.append(row)
        policy.cell(policy.max_row - 1, 4).number_format = "0%"

    request = read_request(changed(change), ".xlsx")
    assert [pupil.exempt for pupil in request.problem.pupils[:4]] == [100, 50, 25, 75]
    assert request.problem.staff[0].share == 50
    assert request.overrides == {"G02": {"numbers": {"hardship_percent": 25}}, "A06": {"numbers": {"load_percent": 80}}}


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code", "told"),
    [
        ("学生 pupils", "G2", 1, "0", "分不清是 100% 还是 1%"),
        ("学生 pupils", "G2", 0.5, "General", "分不清是 50% 还是 0.5%"),
        ("学生 pupils", "G2", 50, "0%", "5000"),
        ("学生 pupils", "E2", 1, "0%", "百分比格式"),
        ("课程 offerings", "E2", 20, "0%", "百分比格式"),
        ("经费 money", "A2", 4, '0"万元"', "显示“4万元”"),
    ],
)
def test_a_cell_is_named_that_shows_something_else(sheet: str, cell: str, value: float, code: str, told: str) -> None:
    def change(book: Any) -> None:
        book[sheet][cell] = value
        book[sheet][cell].number_format = code

    faults = faults_of(changed(change))
    assert [fault.path for fault in faults] == [(f"{sheet}!{cell}",)]
    assert told in f"{faults[0].zh} {faults[0].value}"


@pytest.mark.parametrize(("value", "good"), [(1, False), ("1%", True), ("100%", True), (50, True), (0.5, False)])
def test_percent_of_the_policy_is_not_guessed(value: Any, good: bool) -> None:
    faults = faults_of(changed(lambda book: book["政策 policy"].append(("数值", "G02", "hardship_percent", value))))
    assert (not faults) == good
    count = faults_of(changed(lambda book: book["政策 policy"].append(("数值", "K03", "classes", "2%"))))
    assert [fault.path[0] for fault in count] == ["政策 policy!D3"]


@given(points=st.integers(0, 100))
@settings(max_examples=10, deadline=None)
def test_percentages_round_trip_through_the_workbook(points: int) -> None:
    problem = example_problem()
    first, *others = problem.pupils
    request = Request(
        replace(problem, pupils=(replace(first, exempt=points), *others)), "national", {"G02": {"numbers": {"hardship_percent": points}}}
    )
    assert read_request(request_bytes(request, ".xlsx"), ".xlsx") == request


def test_the_policy_takes_percentages_with_their_sign() -> None:
    assert load_policy("national", {"G02": {"numbers": {"hardship_percent": "25%"}}}).number("G02", "hardship_percent") == 25


def test_styles_are_read_from_the_part_that_the_workbook_names() -> None:
    data = changed(lambda book: setattr(book["学生 pupils"]["G2"], "number_format", "0%"))
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(moved, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"/xl/styles.xml", b"/xl/looks.xml").replace(b'"styles.xml"', b'"looks.xml"')
            new.writestr(name.replace("xl/styles.xml", "xl/looks.xml"), content)
    assert [sheet.formats for sheet in scan(moved.getvalue())[0]] == [sheet.formats for sheet in scan(data)[0]]
    assert any(sheet.formats for sheet in scan(data)[0])


def test_styles_are_counted() -> None:
    assert cell_formats(b"<styleSheet/>", Allowance("elements", 10)) == ()
    with pytest.raises(TooManyError):
        cell_formats(b"<styleSheet><cellXfs>" + b"<xf/>" * 20 + b"</cellXfs></styleSheet>", Allowance("elements", 10))
    with pytest.raises(MalformedError):
        cell_formats(b'<!DOCTYPE s [<!ENTITY a "b">]><styleSheet/>', Allowance("elements", 10))


@given(st.text(alphabet='0#?.,%;"\\!_*[]@/E+General万元年y人 -', max_size=12), st.floats(-1e6, 1e6))
def test_any_format_code_is_read(code: str, value: float) -> None:
    form = read_format(code)
    made = form.shown(value) if form else None
    assert made is None or isinstance(made, Formatted)


def test_one_percent_of_a_document_is_told() -> None:
    problem = example_problem()
    first, *others = problem.pupils
    for exempt, told in ((1, 1), (100, 0)):
        document = request_doc(Request(replace(problem, pupils=(replace(first, exempt=exempt), *others))))
        request = read_request(json.dumps(document).encode(), ".json")
        assert request.problem.pupils[0].exempt == exempt
        assert len(request.notices) == told
