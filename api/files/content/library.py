"""The rotation of classes through reading rooms (B09), by date."""

from __future__ import annotations

from api.files.content.names import PageNames
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.plan.bundle import PlanBundle
from solver.plan.library import Rotation, rotations
from solver.units import WEEKDAYS_ZH
from solver.words import span

LISTED = 12
"""Classes that are named when they have fewer visits than are due."""


def library_pages(bundle: PlanBundle, names: PageNames) -> tuple[Page, ...]:
    """One page if any room is a reading room, else none."""
    found = rotations(bundle.problem, bundle.plan)
    if not found:
        return ()
    blocks = tuple(_block(rotation, names) for rotation in found)
    return (Page("library", "阅览室轮换", "reading rooms", (16, 10, 16, 30, 12), blocks, 1),)


def _block(rotation: Rotation, names: PageNames) -> PageBlock:
    met = len(rotation.came) - len(rotation.short)
    text = [
        (f"每班每学期应到 {rotation.due} 次；达到的班级 {met} / {len(rotation.came)}。",
         f"{rotation.due} visits are due to every class; {met} of {len(rotation.came)} classes have them.")
    ]
    if rotation.short:
        few = [f"{names.home(home)}（{times}）" for home, times in list(rotation.short.items())[:LISTED]]
        rest = f" 等 {len(rotation.short)} 个班" if len(rotation.short) > LISTED else ""
        text.append((f"次数不足：{'、'.join(few)}{rest}", f"fewer: {', '.join(few)}{rest}"))
    rows: tuple[Row, ...] = tuple(
        (
            Cell(visit.day.isoformat(), "label"),
            Cell(WEEKDAYS_ZH[visit.weekday]),
            Cell(span(visit.start, visit.end)),
            Cell(names.homes(visit.classes)),
            count(visit.pupils),
        )
        for visit in rotation.visits
    )
    header = heads(("日期", "date"), ("按星期", "weekday"), ("时段", "period"), ("班级", "classes"), ("人数", "pupils"))
    room = names.room(rotation.room)
    return PageBlock(f"{room} 轮换", f"Rotation of classes: {room}", (header,), rows, text=tuple(text))
