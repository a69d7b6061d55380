"""A sheet a room: what it holds on each day, when, with whom and how many pupils."""

from __future__ import annotations

from api.files.content.names import day_name
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from api.files.papers.week_replay import WeekReplay
from solver.problem.places import Room
from solver.words import span

WIDTHS = (10, 16, 34, 36, 8)


def room_week_paper(desk: PaperContext) -> Paper:
    """Every room in use, a sheet each, to hang at its door."""
    replayed = WeekReplay(desk)
    blocks = []
    for room in desk.problem.rooms:
        rows: list[Row] = [
            (Cell(day_name(weekday), "label"), Cell(span(stay.start, stay.end)), Cell(stay.doing), Cell(stay.people), count(stay.pupils))
            for weekday in desk.problem.post_days
            for stay in replayed.room(room.id, weekday)
        ]
        if rows:
            blocks.append(_sheet(desk, room, rows))
    if not blocks:
        blocks = [PageBlock("场地一周安排", "Week of the room", (), (), text=(("没有用到场地。", "No room is used."),))]
    page = Page("room_week", "场地一周安排", "rooms", WIDTHS, tuple(blocks), portrait=True, apart=True)
    return Paper("场地一周安排", "Week by room", (page,))


def _sheet(desk: PaperContext, room: Room, rows: list[Row]) -> PageBlock:
    header = heads(("星期", "day"), ("时间", "time"), ("活动", "activity"), ("教师", "adults"), ("人数", "pupils"))
    where = f"{room.zone}区 · " if room.zone else ""
    text = (f"{where}容纳 {room.capacity} 人 · {desk.term_words}",)
    return PageBlock(f"{desk.names.room(room.id)} 课后服务安排", f"Week of {desk.names.room(room.id)}", (header,), tuple(rows), "", text)
