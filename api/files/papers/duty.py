"""The weekly duty table: classes by days, then gates, patrols and extended care."""

from __future__ import annotations

from api.files.content.names import span
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.content.posts import duty_page
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from api.files.papers.words import day_name, people_by_week
from api.files.timeline import class_periods
from solver.plan.plan import Post


def duty_paper(desk: PaperContext) -> Paper:
    """Both tables."""
    return Paper("每周值班表", "Weekly duty", (duty_sheet(desk), duty_page(desk.bundle, desk.line, desk.names)))


def duty_sheet(desk: PaperContext) -> Page:
    """Who looks after which class: rows class and period, columns weekdays."""
    stands = {stand.post: stand for stand in desk.line.stands}
    groups = {(item.weekday, item.period, name): item for item in desk.plan.care_groups for name in item.classes}
    weekdays = desk.problem.weekdays
    rows: list[Row] = []
    for home in desk.problem.classes:
        for number, period in enumerate(class_periods(desk.problem, home.id)):
            cells = []
            for weekday in weekdays:
                group = groups.get((weekday, number, home.id))
                stand = stands.get(Post("care", weekday, group.host, number)) if group else None
                if group is None or stand is None:
                    cells.append(Cell("—", align="center"))
                    continue
                who = people_by_week(stand, desk.line.weeks, desk.names.person)
                merged = "" if group.host == home.id else f"（在{group.host}）"
                cells.append(Cell(who + merged, "bad" if "【缺" in who else "care"))
            rows.append((Cell(home.id, "label"), Cell(f"第{number + 1}节 {span(period.start, period.end)}"), *cells))
    header: Row = (*heads(("班级", "class"), ("时段", "period")), *(Cell(day_name(weekday)) for weekday in weekdays))
    note = "每格为看护教师，单双周不同时分行；“在…”为合班到该班教室；“—”为无人留班。 The adult of each class and period."
    return Page("duty_week", "班级值班表", "duty by class", (10, 22, *(26 for _ in weekdays)), (
        PageBlock("每周班级值班表", "Duty by class and day", (header,), tuple(rows), note),), 2)  # fmt: skip
