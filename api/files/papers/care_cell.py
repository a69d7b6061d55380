"""Cell of the care of a class in a period, on the papers of classes: tutoring, adults by week, merged classes, another's room."""

from __future__ import annotations

from api.files.content.names import people_by_week
from api.files.content.page import Cell
from api.files.papers.paper_context import PaperContext
from solver.problem.pupils import HomeClass
from solver.units import Weekday
from solver.words import TUTORING


def care_cell(desk: PaperContext, home: HomeClass, weekday: Weekday, number: int, untutored: tuple[str, ...] = ()) -> Cell:
    """``作业辅导``, the adults, ``与102合班`` and ``在二（8）班教室``, a line each; a dash where no pupil stays in the class.

    untutored: lines in place of tutoring in a period without it.
    """
    group = desk.care_group_of.get((home.id, weekday, number))
    if group is None:
        return Cell("—", align="center")
    found = desk.view.kept.tutoring.get((home.grade, weekday))
    tutoring = (TUTORING.get(found.kind, found.kind),) if found is not None and found.period == number else ()
    stand = desk.view.stands["care", weekday, group.host, number]
    who = people_by_week(stand, desk.view.weeks, desk.names.person)
    host, others = desk.problem.class_of[group.host], [name for name in group.classes if name != home.id]
    merged = [f"与{desk.names.homes(others)}合班"] if others else []
    away = [] if host == home else [f"在{desk.names.room(host.room)}"]
    shade = "bad" if stand.missing() else "tutoring" if tutoring else "care"
    return Cell("\n".join([*(tutoring or untutored), who, *merged, *away]), shade)
