"""The weekly duty table: classes by days, then gates, patrols and extended care."""

from __future__ import annotations

from api.files.content.names import day_name, people_by_week
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.content.posts import duty_page
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.words import span


def duty_paper(desk: PaperContext) -> Paper:
    """Both tables."""
    return Paper("每周值班表", "Weekly duty", (duty_sheet(desk), duty_page(desk.bundle, desk.names)))


def duty_sheet(desk: PaperContext) -> Page:
    """Adults who look after each class: rows class and period, columns weekdays."""
    weekdays = desk.problem.weekdays
    rows: list[Row] = []
    for home in desk.problem.classes:
        for number, period in enumerate(desk.problem.window_of[home.grade].periods):
            cells = []
            for weekday in weekdays:
                group = desk.care_group_of.get((home.id, weekday, number))
                if group is None:
                    cells.append(Cell("—", align="center"))
                    continue
                stand = desk.view.stands["care", weekday, group.host, number]
                who = people_by_week(stand, desk.view.weeks, desk.names.person)
                merged = "" if group.host == home.id else f"（在{desk.names.home(group.host)}）"
                cells.append(Cell(who + merged, "bad" if "【缺" in who else "care"))
            rows.append((Cell(desk.names.home(home.id), "label"), Cell(f"第{number + 1}节 {span(period.start, period.end)}"), *cells))
    header: Row = (*heads(("班级", "class"), ("时段", "period")), *(Cell(day_name(weekday)) for weekday in weekdays))
    note = ("每格为看护教师，单双周不同时分行；“在…”为合班到该班教室；“—”为无人留班。", "The adult of each class and period.")
    return Page("duty_week", "班级值班表", "duty by class", (10, 22, *(26 for _ in weekdays)), (
        PageBlock("每周班级值班表", "Duty by class and day", (header,), tuple(rows), note),), 2)  # fmt: skip
