"""Repair: what a plan breaks is given up until it breaks no rule but that posts are empty.

Of a re-plan's start, which is what is left of the earlier plan, and of a constructed plan that breaks a rule unknown to every step of
the construction. The checker says what is broken. Sections below their minimum are closed, seats and duties that no longer fit are
given up, care groups of a band's day are made anew where pupils are without one, and sections that lost their leader get another.
Locks are not touched: what would break one more of them is not done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from solver.check.measurement import Measurement
from solver.check.plan_index import PlanIndex
from solver.model.instance import Instance
from solver.plan import Assignment, CareGroup, Plan, Post, Seat, Section, Session
from solver.plan.plan import SECTION_KINDS
from solver.search.construct.complete import fees, finish, late_care
from solver.search.construct.dismissals import dismissals
from solver.search.construct.groups import merge
from solver.search.construct.minimal_change import SectionKey, broken, given_back, spared
from solver.search.construct.sizes import within_sizes
from solver.units import EVERY_WEEK, Weekday

MAX_ROUNDS = 12
"""Rounds of check and repair. Raising it serves plans whose repairs break further rules many times over."""
MAX_LEADERS_TRIED = 6
"""Persons tried as leader or assistant of a section of a constructed plan before it is closed. Raising it keeps more sections and
takes as many checks more."""
GROUPED = ("A04", "K03", "D14")
"""Rules of care groups."""
LEADER_MARGIN = 15
"""Minutes beside a session in which its leader gives up other posts. Raising it frees more posts of whoever takes over a section."""


def repair(instance: Instance, start: Plan) -> Plan:
    """Plan that may break rules -> plan to improve from, which may still break some; the search handles it as any start."""
    return with_leaders(instance, without_broken_rules(instance, reopened(instance, start)))


def reopened(instance: Instance, start: Plan) -> Plan:
    """Plan that may break rules -> the same with sections that lost a room or a day in another place, and none above its maximum."""
    return within_sizes(instance, _reopened(instance, derived(instance, start)))


def without_broken_rules(instance: Instance, plan: Plan) -> Plan:
    """Plan that may break rules -> the same with empty posts instead; sections may lack a leader or an assistant."""
    return _returned(instance, _without_violations(instance, plan, lambda: False), plan)


def crowded_days(instance: Instance, plan: Plan) -> tuple[Weekday, ...]:
    """Weekdays with classes that are in no care group, or in one that may not be (A04, K03, D14)."""
    found = (v for v in broken(instance, plan) if v.rule in GROUPED and any(s in instance.problem.class_of for s in v.subjects))
    return tuple(sorted({v.weekday for v in found if v.weekday is not None}))


def repair_constructed(instance: Instance, plan: Plan, over: Callable[[], bool]) -> Plan:
    """Constructed plan that breaks rules -> plan with empty posts and closed sections instead, as far as that helps.

    over: asked before every round and every section; when true the plan is handed back as it is by then.
    """
    return with_leaders(instance, _without_violations(instance, plan, over), over, MAX_LEADERS_TRIED)


def _without_violations(instance: Instance, plan: Plan, over: Callable[[], bool]) -> Plan:
    """Rounds of check and repair until nothing is broken (but locks), or a round changes nothing."""
    for _ in range(MAX_ROUNDS):
        found = [] if over() else [v for v in broken(instance, plan) if v.rule != "K07"]
        repaired = _repair_round(instance, plan, found) if found else plan
        if repaired == plan:
            break
        plan = repaired
    return plan


def derived(instance: Instance, plan: Plan) -> Plan:
    """Plan -> the same with fees, rooms of extended care and flex grants as they follow from problem and duties."""
    late = plan.late_care
    if {item.weekday for item in late} != set(instance.late_heads) or not all(item.rooms for item in late):
        late = late_care(instance)
    return finish(instance, replace(plan, fees=fees(instance), late_care=late))


def _reopened(instance: Instance, plan: Plan) -> Plan:
    """The plan with sections that lost a room or a day in another place, where there is one: with their pupils and adults."""
    problem = instance.problem
    if problem.replan is None:
        return plan
    before = problem.replan.before
    there = {(s.offering, s.number) for s in plan.sections}
    sessions: dict[SectionKey, list[Session]] = {}
    for name, number, weekday, start, room in before.meetings:
        offering = problem.offering_of.get(name)
        if offering is not None and number <= offering.max_sections and (name, number) not in there:
            sessions.setdefault((name, number), []).append(Session(weekday, start, room))
    for (name, number), met in sessions.items():
        offering = problem.offering_of[name]
        if len(met) != offering.sessions:
            continue
        seats = [
            Seat(*seat)
            for seat in before.seats
            if seat[1:] == (name, number)
            and (pupil := problem.pupil_of.get(seat[0])) is not None
            and (name in pupil.choices or name in instance.given.to(pupil.id))
            and problem.grade_of_pupil[pupil.id] in offering.grades
        ]
        crew = tuple(
            Assignment(Post(kind, weekday, subject, detail), week, person)
            for kind, weekday, subject, detail, week, person in before.adults
            if kind in SECTION_KINDS and (subject, detail) == (name, number) and person in problem.rate_of
        )
        section = Section(name, number, tuple(met))
        most = len(broken(instance, plan))
        for adults in dict.fromkeys((crew, ())):
            trial = spared(instance, replace(plan, assignments=(*plan.assignments, *adults)), section, seats, most=most)
            if trial is not None:
                plan = trial
                break
    return plan


def _repair_round(instance: Instance, plan: Plan, found: Iterable[Measurement]) -> Plan:
    """One round: every violation is answered by giving up what it names, as little as may be."""
    problem = instance.problem
    unseated: set[tuple[str, SectionKey | None]] = set()
    freed: set[Assignment] = set()
    anew: set[tuple[Weekday, str]] = set()
    crowded: dict[SectionKey, set[str]] = {}
    slots = False
    for violation in found:
        sections = _sections_of(violation)
        people = {s for s in violation.subjects if s in problem.staff_of or s in problem.outside_of}
        pupils = [s for s in violation.subjects if s in problem.pupil_of]
        homes = [s for s in violation.subjects if s in problem.class_of]
        if violation.rule in GROUPED and homes and violation.weekday is not None:
            anew.add((violation.weekday, instance.band_of_class[homes[0]].id))
        elif people:
            freed |= _freed(plan, violation, people)
        elif pupils:
            unseated |= {(who, section) for who in pupils for section in sections or (None,)}
        elif sections:
            crowded.setdefault(sections[-1], set()).update({violation.place} - {""})
        else:
            slots = slots or violation.rule in ("D14", "H03")
    if slots:
        plan = replace(plan, dismissals=dismissals(instance, 0))
    plan = replace(
        plan,
        seats=tuple(
            s for s in plan.seats if (s.pupil, None) not in unseated and (s.pupil, (s.offering, s.number)) not in unseated
        ),
        assignments=tuple(a for a in plan.assignments if a not in freed),
    )
    for section, rooms in crowded.items():
        plan = _spared_or_closed(instance, plan, section, rooms)
    return derived(instance, _regrouped(instance, plan, anew))


def _sections_of(violation: Measurement) -> list[SectionKey]:
    parts = (subject.rpartition("#") for subject in violation.subjects)
    return [(name, int(number)) for name, mark, number in parts if mark and number.isdigit()]


def _freed(plan: Plan, violation: Measurement, people: set[str]) -> set[Assignment]:
    """Assignments that the people named in a violation lose: of the sections named; else of that day or all days; else those they lead."""
    mine = [a for a in plan.assignments if a.person in people]
    sections = set(_sections_of(violation))
    if sections:
        return {a for a in mine if a.post.kind in SECTION_KINDS and (a.post.subject, a.post.detail) in sections}
    posts = {a for a in mine if a.post.kind not in SECTION_KINDS and violation.weekday in (None, a.post.weekday)}
    return posts or {a for a in mine if a.post.kind in SECTION_KINDS}


def _spared_or_closed(instance: Instance, plan: Plan, key: SectionKey, rooms: set[str]) -> Plan:
    section = next((s for s in plan.sections if (s.offering, s.number) == key), None)
    if section is None:
        return plan
    seats = [s for s in plan.seats if (s.offering, s.number) == key]
    most = len(broken(instance, plan))
    return spared(instance, plan, section, seats, rooms, most=most) or _without(plan, key)


def _without(plan: Plan, key: SectionKey) -> Plan:
    """The plan without a section, its seats and its adults."""
    return replace(
        plan,
        sections=tuple(s for s in plan.sections if (s.offering, s.number) != key),
        seats=tuple(s for s in plan.seats if (s.offering, s.number) != key),
        assignments=tuple(a for a in plan.assignments if a.post.kind not in SECTION_KINDS or (a.post.subject, a.post.detail) != key),
    )


def _returned(instance: Instance, plan: Plan, first: Plan) -> Plan:
    """The plan with those posts and seats of the first one that mending took without need."""
    opened = {(s.offering, s.number) for s in plan.sections}
    hosts = {(g.weekday, g.host, g.period) for g in plan.care_groups}
    waves = {(d.gate, d.minute) for d in plan.dismissals}
    timed = instance.under(plan)

    def stands(item: Assignment) -> bool:
        post = item.post
        if post.kind == "care":
            there = (post.weekday, post.subject, post.detail) in hosts
        elif post.kind == "gate" or post.kind in SECTION_KINDS:
            there = (post.subject, post.detail) in (waves if post.kind == "gate" else opened)
        else:
            there = True
        if post.kind in SECTION_KINDS:
            return there and item.person in (instance.leaders[post.subject] if post.kind == "lead" else instance.assistants)
        return there and item.person in timed.allowed(post, item.week)

    stood, sat = set(plan.assignments), set(plan.seats)
    posts = [a for a in first.assignments if a not in stood and stands(a)]
    seats = [s for s in first.seats if s not in sat and (s.offering, s.number) in opened]
    return given_back(instance, plan, posts, seats)


def _regrouped(instance: Instance, plan: Plan, anew: set[tuple[Weekday, str]]) -> Plan:
    """Care groups of some days and bands made anew; those who looked after a group that is still there stay with it."""
    if not anew:
        return plan
    band_of = instance.band_of_class
    kept = tuple(g for g in plan.care_groups if (g.weekday, band_of[g.host].id) not in anew)
    view, timed = PlanIndex(instance.problem, instance.policy, replace(plan, care_groups=kept)), instance.under(plan)
    found: list[CareGroup] = []

    def taken(room: str, weekday: Weekday, start: int, end: int) -> bool:
        return any(use.start < end and start < use.end for use in view.room_uses.get((room, weekday), ()))

    for weekday, ident in sorted(anew):
        band = next(band for band in instance.problem.bands if band.id == ident)
        for period in range(len(band.periods)):
            kept_groups = _kept_groups(instance, plan, view, (weekday, ident, period))
            found += kept_groups or merge(timed, weekday, band, period, view.stay, taken)
    groups = (*kept, *found)
    hosts = {(g.weekday, g.host, g.period) for g in groups}
    there = tuple(
        a for a in plan.assignments if a.post.kind != "care" or (a.post.weekday, a.post.subject, a.post.detail) in hosts
    )
    return replace(plan, care_groups=groups, assignments=there)


def _kept_groups(instance: Instance, plan: Plan, view: PlanIndex, cell: tuple[Weekday, str, int]) -> list[CareGroup]:
    """The groups of one period as they were, if they still do; else nothing."""
    weekday, ident, period = cell
    old = [
        g for g in plan.care_groups if (g.weekday, instance.band_of_class[g.host].id, g.period) == cell
    ]
    cared = {home for g in old for home in g.classes}
    slots = instance.under(plan).departures.slots
    alone = [h for h in instance.classes_of_band[ident] if h not in cared and view.stay(h, weekday, period) > 0]
    most = instance.policy.number("K03", "pupils")
    for group in old:
        stay = sum(view.stay(home, weekday, period) for home in group.classes)
        room = instance.problem.room_of[instance.problem.class_of[group.host].room]
        if len(group.classes) > 1 and stay > min(most, room.capacity):
            return []
        if instance.closes_day(group.host, period) and len({slots.get(instance.grade_of_class[h]) for h in group.classes}) > 1:
            return []
    return [] if alone else old


def with_leaders(instance: Instance, plan: Plan, over: Callable[[], bool] = lambda: False, most: int | None = None) -> Plan:
    """Sections without a leader or assistant get one of the first ``most`` who may, or are closed where nobody can be found."""
    for stand in [s for s in PlanIndex(instance.problem, instance.policy, plan).of_kind(*SECTION_KINDS) if s.missing()]:
        for _ in range(stand.missing()):
            if over():
                return plan
            found = _staffed(instance, plan, stand.post, most)
            plan = found or without_section(instance, plan, (stand.post.subject, stand.post.detail))
            if found is None:
                break
    return plan


def _staffed(instance: Instance, plan: Plan, post: Post, most: int | None) -> Plan | None:
    """The plan with somebody on the post, who gives up as few other posts as possible, or None. most: persons tried, or None: all."""
    section = next(s for s in plan.sections if (s.offering, s.number) == (post.subject, post.detail))
    length, timed = instance.problem.offering_of[post.subject].minutes, instance.under(plan)
    spans = [(x.weekday, x.start - LEADER_MARGIN, x.start + length + LEADER_MARGIN + instance.escort) for x in section.sessions]
    able = instance.leaders[post.subject] if post.kind == "lead" else instance.assistants
    clashing: dict[str, list[Assignment]] = {person: [] for person in able}
    for item in plan.assignments:
        if item.week != EVERY_WEEK and item.person in clashing:
            shift = timed.shift(item.post)
            if any(d == item.post.weekday and shift.start < end and start < shift.end for d, start, end in spans):
                clashing[item.person].append(item)
    worst = len(broken(instance, plan))
    for person in sorted(clashing, key=lambda who: (len(clashing[who]), who))[:most]:
        gone = set(clashing[person])
        kept = tuple(a for a in plan.assignments if a not in gone)
        trial = finish(instance, replace(plan, assignments=(*kept, Assignment(post, EVERY_WEEK, person))))
        if len(broken(instance, trial)) <= worst:
            return trial
    return None


def without_section(instance: Instance, plan: Plan, section: SectionKey) -> Plan:
    """The plan without a section, if that breaks nothing new; pupils go back to their classes."""
    trial = derived(instance, _without(plan, section))
    after = [v for v in broken(instance, trial) if v.rule != "K07"]
    if after:
        trial = _repair_round(instance, trial, after)
    return trial if len(broken(instance, trial)) <= len(broken(instance, plan)) else plan


__all__ = ["crowded_days", "reopened", "repair", "repair_constructed", "with_leaders", "without_broken_rules", "without_section"]
