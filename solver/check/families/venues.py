"""Venues off campus: B13.

Formula: for a session in a room with travel > 0: 1 + assistants >= adults + escorts of the room; for every grade that sits in the
section, start of the grade's service <= start - travel, and end + travel <= end of its last period. The way also counts for K02,
B01, K01, I04 and the credits of the adults (:mod:`solver.check.required_posts`). In care groups a pupil is away only for the session
itself, so that whoever is on the way is still counted there.

Afterwards: nobody has to be in two places on the way, and everybody is back before dismissal.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.measurement import AT_LEAST, PERSONS, Breaches, Measurement, Quantity
from solver.check.names import day
from solver.check.plan_index import PlanIndex
from solver.words import span


def _trips(view: PlanIndex) -> int:
    return sum(view.travel(session.room) > 0 for opened in view.opened.values() for session in opened.sessions)


ADULTS = Quantity(
    "B13", "校外课次带队教师（离所需最近）", "adults of the trip nearest to what is asked for", AT_LEAST, PERSONS
)
OVERTIME = Breaches("B13", "连同路程超出服务时间的课次", "trips beyond the hours of service", _trips)


def trips(view: PlanIndex) -> Iterator[Measurement]:
    """B13: enough adults, and back before dismissal."""
    least, few = view.number("B13", "adults"), view.gauge(ADULTS)
    for key, opened in view.opened.items():
        name, ident = view.names.section(*key), opened.section.id
        for session in opened.sessions:
            way = view.travel(session.room)
            if not way:
                continue
            room = view.problem.room_of[session.room]
            on_zh, on_en = day(session.weekday)
            label, adults, wanted = view.names.room(room.id), 1 + opened.offering.assistants, least + room.escorts
            if few(adults, wanted):
                zh = f"{on_zh}：{name}到{label}只有{adults}名教师带队，应有{wanted}名"
                en = f"{on_en}: {name} goes to {label} with {adults} adults, {wanted} are asked for"
                yield ADULTS.case(adults, wanted, (ident,), room.id, session.weekday, zh, en)
            begin, end = session.start - way, session.start + opened.offering.minutes + way
            for grade in sorted(opened.pupils):
                window = view.problem.window_of.get(grade)
                if window is not None and not (window.start <= begin and end <= window.periods[-1].end):
                    a, b = span(begin, end), span(window.start, window.periods[-1].end)
                    zh = f"{on_zh}：{name}连同到{label}的路程为{a}，超出{grade}年级的服务时间{b}"
                    en = f"{on_en}: {name} with the way to {label} takes {a}, beyond the service {b} of grade {grade}"
                    yield OVERTIME.breach((ident, f"G{grade}"), room.id, session.weekday, a, b, zh, en)
