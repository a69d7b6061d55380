"""A slip a child: what, where, when and with whom on each day, and when and by which gate it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.files.content.names import PageNames, class_name, day_name
from api.files.content.page import Cell, Page, PageBlock, heads
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from api.files.papers.week_replay import PupilStay, WayOut, WeekReplay
from solver.problem.pupils import Pupil
from solver.units import Weekday

WIDTHS = (8, 74, 18)


def pupil_week_paper(desk: PaperContext, names: PageNames) -> Paper:
    """Every child signed up, class by class; slips are cut apart, none is broken over two sheets."""
    found = list(pupil_weeks(desk))
    header = heads(("星期", "day"), ("时间、活动、地点、教师", "when, what, where, with whom"), ("离校", "leaves"))
    blocks = tuple(
        PageBlock(
            f"{class_name(names.home(pupil.class_id))}　{names.pupil(pupil.id)}　课后服务安排",
            f"{names.pupil(pupil.id)}, class {names.home(pupil.class_id)}: after-school service", (header,),
            tuple((Cell(day_name(weekday), "label"), Cell(_stays(stays)), Cell(leaving.words if leaving else "—"))
                  for weekday, (stays, leaving) in week.items()),
        )
        for pupil, week in found
    )  # fmt: skip
    if not blocks:
        blocks = (PageBlock("学生去向单", "Slips of children", (), (), text=(("没有学生报名。", "Nobody has signed up."),)),)
    page = Page("pupil_week", "学生去向单", "children", WIDTHS, blocks, portrait=True, whole=True)
    return Paper("学生去向单", "Slips of children", (page,), {"pupils": [_document(pupil, week) for pupil, week in found]})


def pupil_weeks(desk: PaperContext) -> Iterator[tuple[Pupil, dict[Weekday, tuple[list[PupilStay], WayOut | None]]]]:
    """Every pupil with days applied for -> weekday -> stays and way out, class by class."""
    replayed = WeekReplay(desk)
    order = {home.id: index for index, home in enumerate(desk.problem.classes)}
    for pupil in sorted(desk.problem.pupils, key=lambda one: order.get(one.class_id, 0)):
        if pupil.weekdays:
            yield pupil, {weekday: replayed.pupil(pupil.id, weekday) for weekday in sorted(pupil.weekdays)}


def _stays(stays: list[PupilStay]) -> str:
    return "\n".join(stay.words for stay in stays) or "—"


def _document(pupil: Pupil, week: dict[Weekday, tuple[list[PupilStay], WayOut | None]]) -> dict[str, Any]:
    return {
        "pupil": pupil.id, "class": pupil.class_id,
        "week": [{"weekday": weekday, "stays": [stay._asdict() for stay in stays], "leaves": leaving and leaving._asdict()}
                 for weekday, (stays, leaving) in week.items()],
    }  # fmt: skip
