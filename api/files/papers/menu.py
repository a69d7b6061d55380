"""The menu for parents (B10): kind, content, teacher, audience, capacity, time, and the place."""

from __future__ import annotations

from typing import Any

from api.files.content.names import days_name, grade_names
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.labels import STRANDS
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.papers.attendance import grades_of
from solver.plan.plan import Section
from solver.problem.problem import Band
from solver.units import clock
from solver.words import TUTORING

WIDTHS = (16, 28, 24, 18, 12, 30, 26)


def menu_paper(desk: PaperContext) -> Paper:
    """The menu alone, with the names of teachers."""
    return Paper("课后服务菜单", "Menu of the service", (menu_sheet(desk, named=True),), {"menu": menu_documents(desk)})


def menu_sheet(desk: PaperContext, *, named: bool) -> Page:
    """One row for basic care of each band, one a section. named: whether teachers are named."""
    rows = [*_base_rows(desk)]
    rows += [
        (
            Cell(item["kind"]),
            Cell(item["content"], "label"),
            Cell((item["teacher"] if named else item["teacher_kind"]) or "【缺人】", "" if item["teacher"] else "bad"),
            Cell(item["audience"]),
            count(item["capacity"]),
            Cell("\n".join(item["times"])),
            Cell("\n".join(item["places"])),
        )
        for item in menu_documents(desk)
    ]
    header = heads(("办班种类", "kind"), ("课程内容", "content"), ("师资安排", "teacher"), ("参加对象", "audience"),
                   ("容纳人数", "capacity"), ("时间安排", "time"), ("地点", "place"))  # fmt: skip
    note = ("每名学生每天有基础托管和学业辅导，课程按志愿自愿选报（B06、C01）。", "Care and tutoring for everybody; clubs by choice.")
    menu = PageBlock("课后服务课程菜单", "Menu of the service", (header,), tuple(rows), note)
    return Page("menu", "课程菜单", "menu", WIDTHS, (menu,), 2)


def menu_documents(desk: PaperContext) -> list[dict[str, Any]]:
    """Every section with the six fields."""
    found = []
    own = {person.id for person in desk.problem.staff}
    leaders: dict[tuple[str, int], list[str]] = {}
    for item in desk.plan.assignments:
        if item.post.kind == "lead":
            leaders.setdefault((item.post.subject, item.post.detail), []).append(item.person)
    for section, offering in desk.opened:
        people = leaders.get((section.offering, section.number), [])
        kinds = dict.fromkeys("本校教师" if person in own else "校外师资" for person in people)
        organisations = dict.fromkeys(
            desk.problem.outside_of[person].organisation for person in people if person in desk.problem.outside_of
        )
        teacher = desk.names.people(people)
        if any(organisations):
            teacher += "（" + "、".join(name for name in organisations if name) + "）"
        found.append({
            "section": section.id,
            "kind": f"{STRANDS.get(offering.strand, offering.strand)}\n{'学科类' if offering.academic else '非学科类'}",
            "content": desk.names.section(section.offering, section.number),
            "teacher": teacher,
            "teacher_kind": "、".join(kinds),
            "audience": audience(desk, section),
            "capacity": offering.maximum,
            "times": desk.sections.when(section).split("\n"),
            "places": desk.sections.where(section).split("\n"),
        })  # fmt: skip
    return found


def audience(desk: PaperContext, section: Section) -> str:
    """The grades that may attend a section as it is timed, ``三至五年级``; a dash where none may."""
    opened = desk.view.opened.get((section.offering, section.number))
    return grade_names(grades_of(desk.view, opened)) if opened else "—"


def service_hours(desk: PaperContext, band: Band) -> list[tuple[tuple[int, ...], str]]:
    """(grades, ``15:30–17:30``) of a band; grades that leave at different times apart."""
    windows = desk.view.problem.window_of
    leave = {item.grade: item.minute for item in desk.plan.dismissals}
    found: dict[int, list[int]] = {}
    for grade in sorted(band.grades):
        found.setdefault(leave.get(grade, max(windows[grade].dismissals)), []).append(grade)
    return [(tuple(grades), f"{clock(band.start)}–{clock(minute)}") for minute, grades in sorted(found.items())]


def tutoring_words(desk: PaperContext, grades: tuple[int, ...]) -> list[tuple[tuple[int, ...], str]]:
    """What tutoring grades get, those of one kind together: grades 1 and 2 read where others do homework (B02)."""
    kinds_of: dict[int, set[str]] = {}
    for item in desk.plan.tutoring:
        if item.grade in grades:
            kinds_of.setdefault(item.grade, set()).add(item.kind)
    found: dict[str, list[int]] = {}
    for grade in sorted(kinds_of):
        words = "、".join(TUTORING[kind] for kind in TUTORING if kind in kinds_of[grade])
        if words:
            found.setdefault(words, []).append(grade)
    return [(tuple(together), words) for words, together in found.items()]


def _base_rows(desk: PaperContext) -> list[Row]:
    rows: list[Row] = []
    for band in desk.problem.bands:
        hours = service_hours(desk, band)
        times = [(grade_names(grades) if len(hours) > 1 else "") + f" {span}" for grades, span in hours]
        tutoring = tutoring_words(desk, band.grades)
        lines = [(grade_names(grades) if len(tutoring) > 1 else "") + words for grades, words in tutoring]
        rows.append((
            Cell("基础托管\n学业辅导"),
            Cell("\n".join(["看护指导", *lines]), "label"),
            Cell("本校教师轮值"),
            Cell(grade_names(band.grades)),
            Cell("不限", align="right"),
            Cell("\n".join([days_name(desk.problem.weekdays), *(line.strip() for line in times)])),
            Cell("各班教室（可合班）"),
        ))  # fmt: skip
    return rows
