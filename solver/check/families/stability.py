"""Re-plans: K07 what is locked stays, B14 few changes against the plan before.

Formula: K07 every locked dismissal, session, seat, tutoring period, class in a care group and adult on a post stands in
the plan as it was locked. B14 (soft): decisions of the plan before that the plan does not hold any more; scale: their
number. What is new changes nothing for anybody who was there, and is not counted.

Afterwards: what was promised stays as it was; the rest moves no more than it has to.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.measurement import Breaches, Measurement
from solver.check.names import Words, code, day, grade_id, once, section_id
from solver.check.plan_index import PlanIndex
from solver.plan.plan import Post
from solver.problem.replan import Cared, Leaving, Meeting, Place, Standing, Tutored
from solver.units import clock


def _locked(view: PlanIndex) -> int:
    replan = view.problem.replan
    return len(replan.locked) if replan is not None else 0


CHANGED = Breaches("K07", "被改动的锁定安排", "locked decisions that were changed", _locked)


def locks(view: PlanIndex) -> Iterator[Measurement]:
    """K07: every locked decision is in the plan."""
    if view.problem.replan is None:
        return
    locked = view.problem.replan.locked
    for leaving in locked.dismissals:
        if not _leaves(view, leaving):
            grade, minute, gate = leaving
            at = f"{clock(minute)} {view.names.gate(gate)}"
            words = (
                f"{grade}年级的放学安排已锁定为{at}，方案改了",
                f"Dismissal of grade {grade} is locked at {at} and was changed",
            )
            yield _broken((grade_id(grade),), None, at, words)
    for meeting in locked.meetings:
        if not _meets(view, meeting):
            offering, number, weekday, start, room = meeting
            name, place = view.names.section(offering, number), view.names.room(room)
            on_zh, on_en = day(weekday)
            words = (
                f"{name}已锁定在{on_zh}{clock(start)}、{place}，方案改了",
                f"{name} is locked on {on_en} {clock(start)} in {place} and was changed",
            )
            yield _broken((section_id(offering, number),), weekday, f"{clock(start)} {room}", words)
    for seat in locked.seats:
        if not _sits(view, seat):
            pupil, offering, number = seat
            ident = section_id(offering, number)
            words = (
                f"学生{pupil}在{ident}的座位已锁定，方案改了",
                f"The seat of pupil {pupil} in {ident} is locked and was changed",
            )
            yield _broken((pupil, ident), None, ident, words)
    for tutored in locked.tutoring:
        if not _tutors(view, tutored):
            grade, weekday, period, kind = tutored
            on_zh, on_en = day(weekday)
            words = (
                f"{grade}年级{on_zh}第{period + 1}节的{code(kind)}已锁定，方案改了",
                f"Tutoring ({kind}) of grade {grade}, {on_en}, period {period + 1}, is locked and was changed",
            )
            yield _broken((grade_id(grade),), weekday, kind, words)
    groups = _cared_now(view) if locked.care else frozenset()
    for cared in locked.care:
        if cared not in groups:
            home, host, weekday, period = cared
            on_zh, on_en = day(weekday)
            words = (
                f"{home}{on_zh}第{period + 1}节已锁定在{host}看护，方案改了",
                f"{home} is locked to the care group of {host}, {on_en}, period {period + 1}, and was changed",
            )
            yield _broken((home, host), weekday, host, words)
    for adult in locked.adults:
        if not _stands(view, adult):
            yield _not_there(view, adult)


def _broken(subjects: tuple[str, ...], weekday: int | None, limit: str, words: Words) -> Measurement:
    return CHANGED.breach(subjects, "", weekday, "changed", limit, *words)


def _not_there(view: PlanIndex, adult: Standing) -> Measurement:
    kind, weekday, subject, detail, week, person = adult
    post_zh, post_en = view.names.post(Post(kind, weekday, subject, detail))
    on_zh, on_en = once(week, weekday)
    who = view.names.person(person)
    words = (
        f"{on_zh}“{code(post_zh)}”已锁定由{who}担任，方案改了",
        f"{on_en}: {post_en} is locked to {who} and was changed",
    )
    return _broken((person,), weekday or None, person, words)


def changes(view: PlanIndex) -> tuple[int, int] | None:
    """B14: decisions given up, of all those before."""
    if view.problem.replan is None:
        return None
    before = view.problem.replan.before
    kept = (
        sum(_leaves(view, item) for item in before.dismissals)
        + sum(_meets(view, item) for item in before.meetings)
        + sum(_sits(view, item) for item in before.seats)
        + sum(_stands(view, item) for item in before.adults)
        + sum(_tutors(view, item) for item in before.tutoring)
        + sum(map(_cared_now(view).__contains__, before.care))
    )
    return len(before) - kept, len(before)


def _leaves(view: PlanIndex, item: Leaving) -> bool:
    found = view.kept.dismissals.get(item[0])
    return found is not None and (found.minute, found.gate) == item[1:]


def _meets(view: PlanIndex, item: Meeting) -> bool:
    found = view.kept.sections.get(item[:2])
    return found is not None and any((x.weekday, x.start, x.room) == item[2:] for x in found.sessions)


def _sits(view: PlanIndex, item: Place) -> bool:
    return item[1:] in view.kept.seats_of.get(item[0], ())


def _tutors(view: PlanIndex, item: Tutored) -> bool:
    found = view.kept.tutoring.get(item[:2])
    return found is not None and (found.period, found.kind) == item[2:]


def _cared_now(view: PlanIndex) -> frozenset[Cared]:
    """Every class in the care group that it is in."""
    return frozenset(
        (home, group.host, group.weekday, group.period) for group in view.kept.groups for home in group.classes
    )


def _stands(view: PlanIndex, item: Standing) -> bool:
    kind, weekday, subject, detail, week, person = item
    found = view.stands.get((kind, weekday, subject, detail))
    return found is not None and person in found.people.get(week, ())
