"""One row a child with everything that its slip says, for mail merge: headings in the first row, nothing else on the sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from api.files.content.names import PageNames, class_name, day_name, grade_name
from api.files.excel import formula_like, new_book, put
from api.files.papers.paper_context import PaperContext
from api.files.papers.pupil_week import pupil_weeks
from solver.units import clock

MERGE_SUFFIXES = (".xlsx", ".csv")
SHEET = "学生"


def merge_bytes(desk: PaperContext, names: PageNames, suffix: str) -> bytes:
    """The table as a file. suffix: one of MERGE_SUFFIXES. A CSV is UTF-8 with a byte order mark, as Excel needs to read Chinese."""
    rows = list(merge_rows(desk, names))
    if suffix == ".csv":
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
        return text.getvalue().encode("utf-8-sig")
    if suffix == ".xlsx":
        buffer = io.BytesIO()
        book = new_book(buffer)
        sheet = book.add_worksheet(SHEET)
        plain, quoted = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "quote_prefix": True})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                put(sheet, number, column, cell, quoted if formula_like(cell) else plain)
        book.close()
        return buffer.getvalue()
    raise ValueError(suffix)


def merge_rows(desk: PaperContext, names: PageNames) -> Iterator[list[str]]:
    """Headings, then one row a child signed up: class, child, courses, each day and its way out, extended care, fee a week."""
    days = desk.problem.weekdays
    parts = [f"{day_name(weekday)}{part}" for weekday in days for part in ("安排", "离校")]
    yield ["学校", "学期", "年级", "班级", "学生", "编号", "课程", *parts, "延时至", "每周费用（元）"]
    fees = {fee.pupil: fee.fen for fee in desk.plan.fees}
    courses: dict[str, list[str]] = {}
    for seat in desk.plan.seats:
        courses.setdefault(seat.pupil, []).append(names.section(seat.offering, seat.number))
    for pupil, week in pupil_weeks(desk):
        told: list[str] = []
        for weekday in days:
            stays, leaving = week.get(weekday, ([], None))
            told += ["；".join(stay.words.replace("\n", " ") for stay in stays), leaving.words if leaving else ""]
        grade = desk.problem.grade_of_pupil.get(pupil.id)
        yield [
            desk.problem.school, desk.problem.term.name, "" if grade is None else grade_name(grade), class_name(names.home(pupil.class_id)),
            names.pupil(pupil.id), pupil.id, "、".join(courses.get(pupil.id, ())), *told,
            "" if pupil.late_until is None else clock(pupil.late_until), f"{fees[pupil.id] / 100:.2f}" if pupil.id in fees else "",
        ]  # fmt: skip


def _harmless(cell: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe: CSV has no other mark."""
    return f"'{cell}" if formula_like(cell) else cell
