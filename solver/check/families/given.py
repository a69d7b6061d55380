"""Given seats: B08 dream classes of the low grades, B11 squads.

Formula: B08 meetings a week of a due pupil's seats in dream classes >= min(times, days on which one may meet that the pupil
attends, meetings of all of them); seats in dream classes <= that number. B11 hard: every member sits in the squad, and the
squad meets >= sessions times a week; soft: points lost for each member without a seat.

Afterwards: low grades train every week without anybody having to ask, and squads stay together.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.plan_index import PlanIndex
from solver.check.violation import Violation


def dream_classes(view: PlanIndex) -> Iterator[Violation]:
    """B08: enough dream classes for every pupil of the low grades, and not more seats in them than that."""
    offering_of = view.problem.offering_of
    for pupil, due in view.given.due.items():
        dreams = [offering_of[name] for name, _ in view.kept.seats_of.get(pupil, ()) if offering_of[name].dream]
        meetings = sum(item.sessions for item in dreams)
        if meetings < due:
            zh = f"学生{pupil}每周应上体育梦想课{due}次，只安排了{meetings}次"
            en = f"Pupil {pupil} is due {due} dream classes a week and has {meetings}"
            yield Violation("B08", (pupil,), "", None, str(meetings), str(due), zh, en)
        elif len(dreams) > due:
            zh = f"学生{pupil}被排入{len(dreams)}个体育梦想课班，只需{due}个"
            en = f"Pupil {pupil} sits in {len(dreams)} dream classes and needs {due}"
            yield Violation("B08", (pupil,), "", None, str(len(dreams)), str(due), zh, en)


def squads(view: PlanIndex) -> Iterator[Violation]:
    """B11: every member has a seat, and the squad trains often enough."""
    least = view.number("B11", "sessions")
    for squad, members in view.given.members.items():
        name, often = view.names.offering(squad), view.problem.offering_of[squad].sessions
        if often < least:
            zh = f"校队{name}每周只训练{often}次，应不少于{least}次"
            en = f"Squad {name} trains {often} times a week, {least} are asked for"
            yield Violation("B11", (squad,), "", None, str(often), str(least), zh, en)
        for pupil in members:
            if not _seated(view, pupil, squad):
                zh = f"校队{name}的队员{pupil}没有座位"
                en = f"Member {pupil} of squad {name} has no seat"
                yield Violation("B11", (squad, pupil), "", None, "0", "1", zh, en)


def members_left_out(view: PlanIndex) -> tuple[int, int]:
    """B11: points lost for members without a seat; scale: the points of all members."""
    points = view.number("B11", "points")
    places = [(pupil, squad) for squad, members in view.given.members.items() for pupil in members]
    return points * sum(not _seated(view, *place) for place in places), points * len(places)


def _seated(view: PlanIndex, pupil: str, squad: str) -> bool:
    return any(name == squad for name, _ in view.kept.seats_of.get(pupil, ()))
