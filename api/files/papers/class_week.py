"""A sheet a class: its week at a glance with adults and rooms, its way out, and where each of its children goes."""

from __future__ import annotations

from collections import defaultdict

from api.files.content.names import PageNames, class_name, day, grade_name
from api.files.content.page import Cell, Page, PageBlock, Row
from api.files.papers.care_cell import care_cell
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.plan.plan import Section
from solver.problem.pupils import HomeClass, Pupil
from solver.units import Weekday, clock
from solver.words import span

NUMBER, NAME, DAY, LEAVES = 5, 13, 16, 12
"""Widths of the columns, in characters."""
NOTE = ("空白为留在本班托管；“—”为当天没有报名。", "Empty: care with the class; — not signed up for the day.")


def class_week_paper(desk: PaperContext, names: PageNames) -> Paper:
    """Every class with somebody signed up, a sheet each."""
    applicants: dict[str, list[Pupil]] = defaultdict(list)
    for pupil in desk.problem.pupils:
        if pupil.weekdays:
            applicants[pupil.class_id].append(pupil)
    clubs = _clubs(desk, names)
    homes = [home for home in desk.problem.classes if applicants[home.id]]
    blocks = tuple(_sheet(desk, names, home, applicants[home.id], clubs) for home in homes)
    if not blocks:
        blocks = (PageBlock("班级一周安排", "Week of the class", (), (), text=(("没有学生报名。", "Nobody has signed up."),)),)
    widths = (NUMBER, NAME, *(DAY for _ in desk.problem.weekdays), LEAVES)
    return Paper("班级一周安排", "Week by class", (
        Page("class_week", "班级一周安排", "classes", widths, blocks, portrait=True, apart=True, dense=True),))  # fmt: skip


def _clubs(desk: PaperContext, names: PageNames) -> dict[str, dict[Weekday, list[str]]]:
    """Pupil -> weekday -> sections that meet then."""
    found: dict[str, dict[Weekday, list[str]]] = defaultdict(lambda: defaultdict(list))
    sections = {(section.offering, section.number): section for section, _ in desk.opened}
    for seat in desk.plan.seats:
        section = sections.get((seat.offering, seat.number))
        for session in sorted(section.sessions) if section is not None else ():
            found[seat.pupil][session.weekday].append(names.section(seat.offering, seat.number))
    return found


def _sheet(
    desk: PaperContext, names: PageNames, home: HomeClass, pupils: list[Pupil], clubs: dict[str, dict[Weekday, list[str]]]
) -> PageBlock:
    days = desk.problem.weekdays
    rows: list[Row] = []
    last = len(desk.problem.window_of[home.grade].periods) - 1
    for number, period in enumerate(desk.problem.window_of[home.grade].periods):
        cells = [care_cell(desk, home, weekday, number, ("托管",)) for weekday in days]
        out = Cell(_way_out(desk, home) if number == last else "", align="center")
        rows.append((Cell(f"第{number + 1}节\n{span(period.start, period.end)}", "label", cols=2), *cells, out))
    columns = len(days) + 3
    rows.append((Cell(("学生去向", "Where each child goes"), "banner", cols=columns),))
    rows.append((
        Cell(("序号", "no."), "label"), Cell(names.pupil_heading, "label"), *(day(weekday)._replace(shade="label") for weekday in days),
        Cell(("离校", "leaves"), "label"),
    ))  # fmt: skip
    rows += [_child(names, number, pupil, clubs.get(pupil.id, {}), days) for number, pupil in enumerate(pupils, 1)]
    attended = {(seat.offering, seat.number) for seat in desk.plan.seats if seat.pupil in {pupil.id for pupil in pupils}}
    courses = "；".join(_course(desk, section) for section, _ in desk.opened if (section.offering, section.number) in attended)
    if courses:
        rows.append((Cell(("课程", "courses"), "label", cols=2), Cell(courses, cols=columns - 2)))
    header: Row = (Cell(("时段", "period"), cols=2), *(day(weekday) for weekday in days), Cell(("离校", "leaves")))
    title = f"{class_name(names.home(home.id))} 课后服务一周安排"
    text = (f"{grade_name(home.grade)} · 本班教室 {names.room(home.room)} · 报名 {len(pupils)} 人",)
    return PageBlock(title, f"Week of class {names.home(home.id)}", (header,), tuple(rows), NOTE, text)


def _course(desk: PaperContext, section: Section) -> str:
    """``足球 周二 16:10–16:50 操场 周教练``."""
    found = desk.sections
    when, where = (text.replace("\n", "、") for text in (found.when(section), found.where(section)))
    return " ".join([desk.names.section(section.offering, section.number), when, where, found.people("lead", section) or "【缺人】"])


def _way_out(desk: PaperContext, home: HomeClass) -> str:
    leaving = next((item for item in desk.plan.dismissals if item.grade == home.grade), None)
    return "放学未定" if leaving is None else f"{clock(leaving.minute)}\n{desk.names.gate(leaving.gate)}"


def _child(names: PageNames, number: int, pupil: Pupil, clubs: dict[Weekday, list[str]], days: tuple[Weekday, ...]) -> Row:
    cells = [Cell("、".join(clubs.get(weekday, ())) if weekday in pupil.weekdays else "—") for weekday in days]
    until = "" if pupil.late_until is None else f"延时 {clock(pupil.late_until)}"
    return (Cell(str(number), align="center"), Cell(names.pupil(pupil.id)), *cells, Cell(until))
