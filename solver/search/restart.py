"""The start of a re-plan: what is left of the earlier plan, mended until it breaks no rule but that posts are empty.

The checker says what is broken. Sections below their minimum are closed, seats and duties that no longer fit are given up, care
groups of a band's day are made anew where pupils are without one, and sections that lost their leader get another. Locks are not
touched: what would break one more of them is not done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from solver.check.report import check
from solver.check.view import View
from solver.check.violation import Violation
from solver.model.frame import Frame
from solver.plan import Assignment, CareGroup, Plan, Post
from solver.search.construct.complete import dismissals, fees, finish, late_care
from solver.search.construct.groups import merge
from solver.units import EVERY_WEEK, Weekday

ROUNDS = 12
LEADING = ("lead", "assist")
SectionKey = tuple[str, int]
NEAR = 15
"""Minutes beside a session in which its leader is meant to stand nowhere else."""


def restart(frame: Frame, start: Plan) -> Plan:
    """The plan to improve from; it may still break rules, which the search then handles as it does for any start."""
    plan = _derived(frame, start)
    for _ in range(ROUNDS):
        broken = [v for v in check(frame.problem, frame.policy, plan).violations if v.rule != "K07"]
        mended = _mended(frame, plan, broken) if broken else plan
        if mended == plan:
            break
        plan = mended
    return _led(frame, plan)


def _derived(frame: Frame, plan: Plan) -> Plan:
    """The plan with fees, rooms of extended care and flex grants as they follow from problem and duties."""
    late = plan.late_care
    if {item.weekday for item in late} != set(frame.late_heads) or not all(item.rooms for item in late):
        late = late_care(frame)
    return finish(frame, replace(plan, fees=fees(frame), late_care=late))


def _mended(frame: Frame, plan: Plan, broken: Iterable[Violation]) -> Plan:
    """One round: every violation is answered by giving up what it names."""
    problem = frame.problem
    closed: set[SectionKey] = set()
    unseated: set[tuple[str, SectionKey | None]] = set()
    freed: set[tuple[str, Weekday | None, SectionKey | None]] = set()
    anew: set[tuple[Weekday, str]] = set()
    slots = False
    for violation in broken:
        sections: list[SectionKey] = [
            (name, int(number))
            for name, mark, number in (subject.rpartition("#") for subject in violation.subjects)
            if mark and number.isdigit()
        ]
        people = [s for s in violation.subjects if s in problem.staff_of or s in problem.outside_of]
        pupils = [s for s in violation.subjects if s in problem.pupil_of]
        homes = [s for s in violation.subjects if s in problem.class_of]
        if violation.rule in ("A04", "K03") and homes and violation.weekday is not None:
            anew.add((violation.weekday, frame.band_of_class[homes[0]].id))
        elif people:
            freed |= {(who, violation.weekday, sections[0] if sections else None) for who in people}
        elif pupils:
            unseated |= {(who, section) for who in pupils for section in sections or (None,)}
        elif sections:
            closed |= set(sections)
        else:
            slots = slots or violation.rule in ("D14", "H03")
    if slots:
        plan = replace(plan, dismissals=dismissals(frame, 0))
    plan = replace(
        plan,
        sections=tuple(s for s in plan.sections if (s.offering, s.number) not in closed),
        seats=tuple(
            s
            for s in plan.seats
            if (s.offering, s.number) not in closed
            and (s.pupil, None) not in unseated
            and (s.pupil, (s.offering, s.number)) not in unseated
        ),
        assignments=tuple(
            a
            for a in plan.assignments
            if not (a.post.kind in LEADING and (a.post.subject, a.post.detail) in closed) and not _frees(freed, a)
        ),
    )
    return _derived(frame, _regrouped(frame, plan, anew))


def _frees(freed: set[tuple[str, Weekday | None, SectionKey | None]], item: Assignment) -> bool:
    if item.post.kind in LEADING:
        return (item.person, None, (item.post.subject, item.post.detail)) in freed or any(
            who == item.person and section == (item.post.subject, item.post.detail) for who, _, section in freed
        )
    return (item.person, item.post.weekday, None) in freed or (item.person, None, None) in freed


def _regrouped(frame: Frame, plan: Plan, anew: set[tuple[Weekday, str]]) -> Plan:
    """Care groups of some days and bands made anew; those who looked after a group that is still there stay with it."""
    if not anew:
        return plan
    band_of = frame.band_of_class
    kept = tuple(g for g in plan.care_groups if (g.weekday, band_of[g.host].id) not in anew)
    view = View(frame.problem, frame.policy, replace(plan, care_groups=kept))
    found: list[CareGroup] = []

    def taken(room: str, weekday: Weekday, start: int, end: int) -> bool:
        return any(use.start < end and start < use.end for use in view.room_uses.get((room, weekday), ()))

    for weekday, ident in sorted(anew):
        band = next(band for band in frame.problem.bands if band.id == ident)
        for period in range(len(band.periods)):
            found += _cell(frame, plan, view, (weekday, ident, period)) or merge(frame, weekday, band, period, view.stay, taken)
    groups = (*kept, *found)
    hosts = {(g.weekday, g.host, g.period) for g in groups}
    there = tuple(
        a for a in plan.assignments if a.post.kind != "care" or (a.post.weekday, a.post.subject, a.post.detail) in hosts
    )
    return replace(plan, care_groups=groups, assignments=there)


def _cell(frame: Frame, plan: Plan, view: View, cell: tuple[Weekday, str, int]) -> list[CareGroup]:
    """The groups of one period as they were, if they still do; else nothing."""
    weekday, ident, period = cell
    old = [
        g for g in plan.care_groups if (g.weekday, frame.band_of_class[g.host].id, g.period) == cell
    ]
    cared = {home for g in old for home in g.classes}
    alone = [h for h in frame.classes_of_band[ident] if h not in cared and view.stay(h, weekday, period) > 0]
    most = frame.policy.number("K03", "pupils")
    for group in old:
        stay = sum(view.stay(home, weekday, period) for home in group.classes)
        room = frame.problem.room_of[frame.problem.class_of[group.host].room]
        if len(group.classes) > 1 and stay > min(most, room.capacity):
            return []
    return [] if alone else old


def _led(frame: Frame, plan: Plan) -> Plan:
    """Sections without a leader or assistant get one, or are closed where nobody can be found."""
    for stand in [s for s in View(frame.problem, frame.policy, plan).of_kind(*LEADING) if s.missing()]:
        for _ in range(stand.missing()):
            found = _someone(frame, plan, stand.post)
            plan = found or _closed(frame, plan, (stand.post.subject, stand.post.detail))
            if found is None:
                break
    return plan


def _someone(frame: Frame, plan: Plan, post: Post) -> Plan | None:
    """The plan with somebody on the post, who gives up as few other posts as possible, or None."""
    section = next(s for s in plan.sections if (s.offering, s.number) == (post.subject, post.detail))
    length = frame.problem.offering_of[post.subject].minutes
    spans = [(x.weekday, x.start - NEAR, x.start + length + NEAR + frame.escort) for x in section.sessions]
    able = frame.leaders[post.subject] if post.kind == "lead" else frame.assistants
    clashing: dict[str, list[Assignment]] = {person: [] for person in able}
    for item in plan.assignments:
        if item.week != EVERY_WEEK and item.person in clashing:
            shift = frame.shift(item.post)
            if any(d == item.post.weekday and shift.start < end and start < shift.end for d, start, end in spans):
                clashing[item.person].append(item)
    worst = _broken(frame, plan)
    for person in sorted(clashing, key=lambda who: (len(clashing[who]), who)):
        gone = set(clashing[person])
        kept = tuple(a for a in plan.assignments if a not in gone)
        trial = finish(frame, replace(plan, assignments=(*kept, Assignment(post, EVERY_WEEK, person))))
        if _broken(frame, trial) <= worst:
            return trial
    return None


def _closed(frame: Frame, plan: Plan, section: SectionKey) -> Plan:
    """The plan without a section, if that breaks nothing new; pupils go back to their classes."""
    broken = [Violation("", (f"{section[0]}#{section[1]}",), "", None, "", "", "", "")]
    trial = _mended(frame, plan, broken)
    after = [v for v in check(frame.problem, frame.policy, trial).violations if v.rule != "K07"]
    if after:
        trial = _mended(frame, trial, after)
    return trial if _broken(frame, trial) <= _broken(frame, plan) else plan


def _broken(frame: Frame, plan: Plan) -> int:
    return len(check(frame.problem, frame.policy, plan).violations)


__all__ = ["restart"]
