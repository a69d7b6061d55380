"""Rosters to sign (C07): sections with their pupils by name or id, and home classes with who leaves when."""

from __future__ import annotations

from api.files.content.names import PageNames, class_name, day_name, grade_name
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.units import clock

DATES = 20
"""Sessions on one sheet, a column each. Raising it makes the columns too narrow for two ticks, and takes fewer sheets."""


def rosters_paper(desk: PaperContext, names: PageNames) -> Paper:
    """Sections, then home classes."""
    return Paper("点名签离表", "Rosters", (_sections(desk, names), _classes(desk, names)))


def _sections(desk: PaperContext, names: PageNames) -> Page:
    """Every section with its pupils and a column for each of its dates, all the term; small ones share a sheet."""
    blocks = []
    class_of = {pupil.id: pupil.class_id for pupil in desk.problem.pupils}
    for section, _ in desk.opened:
        weekdays = {session.weekday for session in section.sessions}
        days = [f"{each.day.month}/{each.day.day}" for each in desk.later_days if each.weekday in weekdays] or [""]
        pupils = sorted(desk.sections.pupils[section.offering, section.number], key=lambda who: (class_of.get(who, ""), who))
        leader = desk.sections.people("lead", section) or "【缺人】"
        when, where = (text.replace("\n", "、") for text in (desk.sections.when(section), desk.sections.where(section)))
        told = f"教师 {leader} · {when} · {where} · 共{len(pupils)}人"
        for first in range(0, len(days), DATES):
            part = days[first : first + DATES]
            part += [""] * (DATES - len(part))
            rows: tuple[Row, ...] = tuple(
                (Cell(str(number), align="center"), Cell(names.pupil(pupil)), Cell(names.home(class_of.get(pupil, ""))),
                 *(Cell() for _ in part))
                for number, pupil in enumerate(pupils, 1)
            )  # fmt: skip
            header: Row = (*heads(("序号", "no."), names.pupil_heading, ("班级", "class")), *(Cell(day) for day in part))
            name = desk.names.section(section.offering, section.number)
            note = (f"{told}。每格左边记到，右边记离。", f"{told}. In each cell tick coming on the left, leaving on the right.")
            blocks.append(PageBlock(f"{name} 点名表", name, (header,), rows, note))
    if not blocks:
        blocks.append(PageBlock("课程班点名表", "Sections", (), (), text=(("本方案没有开设课程。", "No course is opened."),)))
    return Page("rosters", "课程班点名表", "rosters", (5, 13, 8, *(6,) * DATES), tuple(blocks), whole=True)


def _classes(desk: PaperContext, names: PageNames) -> Page:
    """Every applicant by class: the days applied for, and space for whoever collects the child."""
    leave = {item.grade: item for item in desk.plan.dismissals}
    days = desk.problem.weekdays
    blocks = []
    for home in desk.problem.classes:
        pupils = [pupil for pupil in desk.problem.pupils if pupil.class_id == home.id and pupil.weekdays]
        if not pupils:
            continue
        rows: tuple[Row, ...] = tuple(
            (
                Cell(str(number), align="center"),
                Cell(names.pupil(pupil.id)),
                Cell(f"延时至{clock(pupil.late_until)}" if pupil.late_until is not None else ""),
                *(Cell("" if weekday in pupil.weekdays else "—", align="center") for weekday in days),
            )
            for number, pupil in enumerate(pupils, 1)
        )
        header: Row = (
            *heads(("序号", "no."), names.pupil_heading, ("延时", "extended")),
            *(Cell(f"{day_name(weekday)}\n签离人") for weekday in days),
        )
        leaving = leave.get(home.grade)
        when = f"{clock(leaving.minute)} {desk.names.gate(leaving.gate)}放学" if leaving else "未定放学"
        note = f"{grade_name(home.grade)} · {when} · 报名{len(pupils)}人 · 第＿＿周（＿＿月＿＿日起）；“—”为当日未报名。"
        blocks.append(PageBlock(f"{class_name(names.home(home.id))}签离表", f"Home class {names.home(home.id)}", (header,), rows, note))
    return Page(
        "classes", "班级签离表", "classes", (6, 11, 13, *(15 for _ in days)), tuple(blocks), portrait=True, apart=True
    )
