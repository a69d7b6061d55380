"""The public timetable (晒课表, I03): hours, tutoring, menu and dismissal, without any pupil, fee or name of an adult."""

from __future__ import annotations

from typing import Any

from api.files.content.names import BLANK, day_name, grade_name
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.papers.menu import menu_documents, menu_sheet
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.check.plan_index import OpenedSection
from solver.papers.attendance import open_to
from solver.problem.bells import Window
from solver.units import clock
from solver.words import TUTORING, span

PRIVATE = ("teacher",)
"""Fields of the menu that name adults."""


def public_paper(desk: PaperContext) -> Paper:
    """The page for the school's site."""
    days = desk.problem.weekdays
    page = Page("public", "晒课表", "timetable", (14, 20, *(24 for _ in days)), (_hours(desk, len(days) + 2), _week(desk)))
    menu = [{key: value for key, value in item.items() if key not in PRIVATE} for item in menu_documents(desk)]
    return Paper("课后服务晒课表", "Public timetable", (page, menu_sheet(desk, named=False)), {
        "dates": desk.term_words, "days": len(desk.days), "menu": menu, "hours": _documents(desk), "late": _late(desk),
        "week": _week_documents(desk)})  # fmt: skip


def _documents(desk: PaperContext) -> list[dict[str, Any]]:
    leave = {item.grade: item for item in desk.plan.dismissals}
    return [
        {"grade": window.grade, "start": clock(window.start),
         "end": clock(leave[window.grade].minute) if window.grade in leave else None,
         "gate": desk.names.gate(leave[window.grade].gate) if window.grade in leave else None}
        for window in sorted(desk.problem.windows, key=lambda one: one.grade)
    ]  # fmt: skip


def _late(desk: PaperContext) -> dict[str, Any] | None:
    """Extended care: its last minute and its rooms; None without."""
    spans = desk.view.late_spans.values()
    if not spans:
        return None
    rooms = dict.fromkeys(desk.names.room(room) for item in desk.plan.late_care for room in item.rooms)
    return {"until": clock(max(each.end for each in spans)), "rooms": list(rooms)}


def _hours(desk: PaperContext, columns: int) -> PageBlock:
    rows: list[Row] = [
        (Cell(grade_name(item["grade"]), "label"), Cell(f"{item['start']}–{item['end'] or '未定'}"),
         Cell(f"{item['end'] or ''} {item['gate'] or ''} 放学".strip(), cols=columns - 2))
        for item in _documents(desk)
    ]  # fmt: skip
    late = _late(desk)
    if late is not None:
        rows.append((Cell("延时托管", "label"), Cell(f"至 {late['until']}"), Cell("、".join(late["rooms"]), cols=columns - 2)))
    header: Row = (Cell(("年级", "grade")), Cell(("服务时间", "hours")), Cell(("放学", "dismissal"), cols=columns - 2))
    text = (
        f"{desk.term_words}，共{len(desk.days)}个服务日；寒暑假和法定节假日除外。自愿参加，课程按志愿统一编排。",
        f"监督投诉　学校：{BLANK}　区（县）：{BLANK}",
    )
    return PageBlock(f"{desk.problem.school}课后服务安排表", "After-school service", (header,), tuple(rows), text=text)


def _week(desk: PaperContext) -> PageBlock:
    days = desk.problem.weekdays
    rows: list[Row] = []
    for window in sorted(desk.problem.windows, key=lambda one: one.grade):
        for number, period in enumerate(window.periods):
            cells = [_cell(desk, window, weekday, number) for weekday in days]
            rows.append((Cell(grade_name(window.grade), "label"), Cell(f"第{number + 1}节\n{span(period.start, period.end)}"), *cells))
    header: Row = (*heads(("年级", "grade"), ("时段", "period")), *(Cell(day_name(weekday)) for weekday in days))
    note = ("只列本年级学生可以参加的课程班。", "Of the courses, those that pupils of the grade may attend.")
    return PageBlock("每周安排", "The week", (header,), tuple(rows), note)


def _cell(desk: PaperContext, window: Window, weekday: int, number: int) -> Cell:
    kind, clubs = _tutoring(desk, window.grade, weekday, number), _clubs(desk, window, weekday, number)
    parts = [f"学业辅导（{TUTORING.get(kind, kind)}）" if kind else "基础托管"]
    if clubs:
        parts.append("课程：" + "、".join(desk.names.section(*opened.key) for opened in clubs))
    return Cell("\n".join(parts), "tutoring" if kind else "lead" if clubs else "care")


def _tutoring(desk: PaperContext, grade: int, weekday: int, number: int) -> str:
    """The kind of tutoring in a period of a grade, "" without."""
    record = desk.view.kept.tutoring.get((grade, weekday))
    return record.kind if record is not None and record.period == number else ""


def _clubs(desk: PaperContext, window: Window, weekday: int, number: int) -> list[OpenedSection]:
    """Sections that meet in a period of a grade and that its pupils may attend, by the grade's own bells."""
    period = window.periods[number]
    return [
        opened
        for opened in desk.view.opened.values()
        if any(
            session.weekday == weekday
            and session.start < period.end
            and period.start < session.start + opened.offering.minutes
            for session in opened.sessions
        )
        and open_to(desk.view, opened, window.grade)
    ]


def _week_documents(desk: PaperContext) -> list[dict[str, Any]]:
    """One entry a grade, weekday and period."""
    return [
        {"grade": window.grade, "weekday": weekday, "period": number + 1, "start": clock(period.start), "end": clock(period.end),
         "tutoring": _tutoring(desk, window.grade, weekday, number) or None,
         "sections": [opened.section.id for opened in _clubs(desk, window, weekday, number)]}
        for window in sorted(desk.problem.windows, key=lambda one: one.grade)
        for weekday in desk.problem.weekdays
        for number, period in enumerate(window.periods)
    ]  # fmt: skip
