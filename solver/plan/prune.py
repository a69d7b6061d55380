"""A plan without what no longer exists: the start of a re-plan after people left or families changed what they apply for.

Only names and dates are asked: a person who is gone or takes part no more, a room, class, grade, pupil or offering that is not
there, a session on a day without service, a seat nobody applies for. What breaks a rule stays for the search to repair. Posts may
be left empty.
"""

from __future__ import annotations

from dataclasses import replace

from solver.plan.plan import Assignment, CareGroup, Dismissal, LateCare, Plan, Seat, Section
from solver.problem.problem import Problem

WEEKLY = frozenset({"fixed", "qa"})
BLOCKS = frozenset({"block", "evening", "weekend"})


def prune(problem: Problem, plan: Plan) -> Plan:
    """The plan's part that still means something, in canonical order; grades keep a dismissal that their window offers."""
    days = frozenset(problem.weekdays)
    sections = tuple(section for section in plan.sections if _section(problem, section, days))
    opened = {(section.offering, section.number): section for section in sections}
    groups = tuple(group for old in plan.care_groups if (group := _group(problem, old)) is not None)
    hosts = {(group.weekday, group.host, group.period) for group in groups}
    dismissals = _dismissals(problem, plan)
    waves = {(item.gate, item.minute) for item in dismissals}
    return replace(
        plan,
        dismissals=dismissals,
        tutoring=tuple(
            t
            for t in plan.tutoring
            if t.grade in problem.window_of and t.weekday in days and t.period < len(problem.window_of[t.grade].periods)
        ),
        sections=sections,
        care_groups=groups,
        late_care=_late_care(problem, plan),
        seats=tuple(seat for seat in plan.seats if _seat(problem, seat, opened.get((seat.offering, seat.number)))),
        assignments=tuple(
            a
            for a in plan.assignments
            if _person(problem, a.person)
            and (
                (a.post.kind in ("lead", "assist") and (a.post.subject, a.post.detail) in opened)
                or (a.post.kind == "care" and (a.post.weekday, a.post.subject, a.post.detail) in hosts)
                or (a.post.kind == "gate" and (a.post.subject, a.post.detail) in waves and a.post.weekday in days)
                or _stands(problem, a)
            )
        ),
        flex=tuple(f for f in plan.flex if _person(problem, f.person) and f.weekday in days),
        fees=tuple(fee for fee in plan.fees if fee.pupil in problem.pupil_of and problem.pupil_of[fee.pupil].weekdays),
    ).canonical()


def _person(problem: Problem, ident: str) -> bool:
    own = problem.staff_of.get(ident)
    return own.takes_part if own is not None else ident in problem.outside_of


def _stands(problem: Problem, item: Assignment) -> bool:
    """Whether the posts that need no plan are still there."""
    post = item.post
    if post.kind in WEEKLY:
        fixed = problem.post_of.get(post.subject)
        kind = "qa" if fixed is not None and fixed.kind == "qa" else "fixed"
        return fixed is not None and post.weekday in fixed.weekdays and post.weekday in problem.weekdays and kind == post.kind
    if post.kind in BLOCKS:
        block = problem.block_of.get(post.subject)
        return block is not None and post.weekday in block.weekdays and post.weekday in problem.post_days
    if post.kind == "late":
        return any(p.late_until is not None and post.weekday in p.weekdays for p in problem.pupils)
    return post.kind == "standby" and post.weekday in problem.weekdays


def _section(problem: Problem, section: Section, days: frozenset[int]) -> bool:
    offering = problem.offering_of.get(section.offering)
    return (
        offering is not None
        and 1 <= section.number <= offering.max_sections
        and len(section.sessions) == offering.sessions
        and all(x.weekday in days and x.weekday in offering.weekdays and x.room in problem.room_of for x in section.sessions)
    )


def _seat(problem: Problem, seat: Seat, section: Section | None) -> bool:
    pupil = problem.pupil_of.get(seat.pupil)
    if pupil is None or section is None or pupil.class_id not in problem.class_of:
        return False
    offering = problem.offering_of[seat.offering]
    wanted = seat.offering in pupil.choices or offering.dream or pupil.id in offering.members
    there = all(session.weekday in pupil.weekdays for session in section.sessions)
    return wanted and there and problem.grade_of_pupil[pupil.id] in offering.grades


def _group(problem: Problem, group: CareGroup) -> CareGroup | None:
    host = problem.class_of.get(group.host)
    if host is None or group.weekday not in problem.weekdays or host.grade not in problem.window_of:
        return None
    band = problem.band_of_grade[host.grade]
    if group.period >= len(band.periods):
        return None
    classes = tuple(
        name for name in group.classes if name in problem.class_of and problem.class_of[name].grade in band.grades
    )
    return group._replace(classes=classes) if group.host in classes else None


def _late_care(problem: Problem, plan: Plan) -> tuple[LateCare, ...]:
    due = {day for pupil in problem.pupils if pupil.late_until is not None for day in pupil.weekdays}
    return tuple(
        item._replace(rooms=tuple(room for room in item.rooms if room in problem.room_of))
        for item in plan.late_care
        if item.weekday in due and item.weekday in problem.weekdays
    )


def _dismissals(problem: Problem, plan: Plan) -> tuple[Dismissal, ...]:
    """One a grade: as it was, or as near to it as the window allows."""
    old = {item.grade: item for item in plan.dismissals}
    found = []
    for grade, window in problem.window_of.items():
        was = old.get(grade, Dismissal(grade, window.dismissals[-1], window.gates[0]))
        minute = min(window.dismissals, key=lambda m, was=was: (abs(m - was.minute), m))  # type: ignore[misc]
        found.append(Dismissal(grade, minute, was.gate if was.gate in window.gates else window.gates[0]))
    return tuple(found)
