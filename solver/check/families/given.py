"""Given seats: B08 dream classes of the low grades, B11 squads.

Formula: B08 meetings a week of a due pupil's seats in dream classes >= min(times, days on which one may meet that the pupil
attends, meetings of all of them); seats in dream classes <= that number. B11 hard: every member sits in the squad, and the
squad meets >= sessions times a week; soft: points lost for each member without a seat.

Afterwards: low grades train every week without anybody having to ask, and squads stay together.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.measurement import AT_LEAST, AT_MOST, TIMES, Breaches, Measurement, Quantity, Unit
from solver.check.plan_index import PlanIndex


def _places(view: PlanIndex) -> int:
    return sum(map(len, view.given.members.values()))


DREAMS = Quantity("B08", "每周体育梦想课次数最少", "fewest dream classes of a pupil a week", AT_LEAST, TIMES)
DREAM_SEATS = Quantity(
    "B08", "一名学生的梦想课班最多", "most dream classes of a pupil", AT_MOST, Unit("个班", "sections")
)
TRAINING = Quantity("B11", "校队每周训练最少", "fewest sessions of a squad a week", AT_LEAST, TIMES)
LEFT_OUT = Breaches("B11", "没有座位的校队队员", "members of squads without a seat", _places)


def dream_classes(view: PlanIndex) -> Iterator[Measurement]:
    """B08: enough dream classes for every pupil of the low grades, and not more seats in them than that."""
    offering_of = view.problem.offering_of
    few, many = view.gauge(DREAMS), view.gauge(DREAM_SEATS)
    for pupil, due in view.given.due.items():
        dreams = [offering_of[name] for name, _ in view.kept.seats_of.get(pupil, ()) if offering_of[name].dream]
        meetings = sum(item.sessions for item in dreams)
        if few(meetings, due):
            zh = f"学生{pupil}每周应上体育梦想课{due}次，只安排了{meetings}次"
            en = f"Pupil {pupil} is due {due} dream classes a week and has {meetings}"
            yield DREAMS.case(meetings, due, (pupil,), "", None, zh, en)
        if many(len(dreams), due):
            zh = f"学生{pupil}被排入{len(dreams)}个体育梦想课班，只需{due}个"
            en = f"Pupil {pupil} sits in {len(dreams)} dream classes and needs {due}"
            yield DREAM_SEATS.case(len(dreams), due, (pupil,), "", None, zh, en)


def squads(view: PlanIndex) -> Iterator[Measurement]:
    """B11: every member has a seat, and the squad trains often enough."""
    least, few = view.number("B11", "sessions"), view.gauge(TRAINING)
    for squad, members in view.given.members.items():
        name, often = view.names.offering(squad), view.problem.offering_of[squad].sessions
        if few(often, least):
            zh = f"校队{name}每周只训练{often}次，应不少于{least}次"
            en = f"Squad {name} trains {often} times a week, {least} are asked for"
            yield TRAINING.case(often, least, (squad,), "", None, zh, en)
        for pupil in members:
            if not _seated(view, pupil, squad):
                zh = f"校队{name}的队员{pupil}没有座位"
                en = f"Member {pupil} of squad {name} has no seat"
                yield LEFT_OUT.breach((squad, pupil), "", None, "0", "1", zh, en)


def members_left_out(view: PlanIndex) -> tuple[int, int]:
    """B11: points lost for members without a seat; scale: the points of all members."""
    points = view.number("B11", "points")
    places = [(pupil, squad) for squad, members in view.given.members.items() for pupil in members]
    return points * sum(not _seated(view, *place) for place in places), points * len(places)


def _seated(view: PlanIndex, pupil: str, squad: str) -> bool:
    return any(name == squad for name, _ in view.kept.seats_of.get(pupil, ()))
