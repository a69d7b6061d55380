"""Two-teacher (online) lessons: B12.

Formula: a section of an ``online`` offering is led by own staff, and every session is in a room with a screen. Its leader
needs no skill (D07).

Afterwards: a course without a specialist is still a course, and somebody of the school is in the room.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.measurement import Breaches, Measurement
from solver.check.names import day
from solver.check.plan_index import PlanIndex
from solver.units import EVERY_WEEK


def _sections(view: PlanIndex) -> int:
    return sum(opened.offering.online for opened in view.opened.values())


def _sessions(view: PlanIndex) -> int:
    return sum(len(opened.sessions) for opened in view.opened.values() if opened.offering.online)


NO_SCREEN = Breaches("B12", "在无屏幕教室的双师课次", "online sessions in a room without a screen", _sessions)
OUTSIDE = Breaches("B12", "由校外人员看护的双师课堂", "online sections led from outside", _sections)


def shown(view: PlanIndex) -> Iterator[Measurement]:
    """B12: own staff, and a screen."""
    rooms = view.problem.room_of
    for opened in view.opened.values():
        if not opened.offering.online:
            continue
        name, ident = view.names.section(*opened.key), opened.section.id
        for session in opened.sessions:
            if session.room in rooms and not rooms[session.room].screen:
                (on_zh, on_en), room = day(session.weekday), view.names.room(session.room)
                zh = f"{on_zh}：双师课堂{name}在{room}上课，该教室没有屏幕"
                en = f"{on_en}: the online section {name} is in {room}, which has no screen"
                yield NO_SCREEN.breach((ident,), session.room, session.weekday, "no screen", "screen", zh, en)
        for person in view.stands["lead", 0, *opened.key].people[EVERY_WEEK]:
            if person not in view.problem.staff_of:
                who = view.names.person(person)
                zh = f"双师课堂{name}由校外人员{who}主讲，应由本校教师看护"
                en = f"The online section {name} is led by {who} from outside; own staff should look after it"
                yield OUTSIDE.breach((person, ident), "", None, "outside", "own staff", zh, en)
