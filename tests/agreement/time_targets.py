"""Cases made for one rule about when and where duties begin and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from solver.model.families import dismissal, time
from solver.plan import CareGroup, Plan
from solver.policy import Policy
from solver.problem import FixedPost, HomeClass, Lesson, Problem, Room
from tests.agreement.plans import Edit
from tests.agreement.policies import with_level, with_number
from tests.agreement.targets import School, Spoil, Target, two_clubs

EVERYBODY = ("homeroom", "subject", "admin", "support")
LATE = (1100, 1120)
"""A post that goes on after all pupils have left."""
LATE_END = 1080
"""When extended care ends."""


def _rested(problem: Problem, policy: Policy) -> School:
    """Everybody is there on every day, and no number of duties is too many."""
    staff = tuple(replace(x, unavailable=(), takes_part=True, max_days=None) for x in problem.staff)
    policy = with_level(policy, "D15", "off")
    for name, value in (("days_per_week", 7), ("minutes_per_day", 1440), ("late_per_week", 50)):
        policy = with_number(policy, "D10", name, value)
    return replace(problem, staff=staff), policy


def late_twice(level: str) -> Spoil:
    """Two days, after each of which half of the staff lock up (D15)."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = _rested(problem, policy)
        locking = FixedPost("lock", "duty", "", *LATE, (1, 2), len(problem.staff) // 2, EVERYBODY)
        term = replace(problem.term, last=problem.term.first + timedelta(days=1), holidays=())
        posts = tuple(replace(x, weekdays=(1, 2)) for x in problem.posts)
        return replace(problem, term=term, posts=(*posts, locking)), with_level(policy, "D15", level)

    return spoil


def _last_bell(problem: Problem) -> int:
    return max(window.periods[-1].end for window in problem.windows)


def after_late(lesson: bool) -> Spoil:
    """A post, or lessons of nearly everybody, that begins a minute after extended care, next to one of its two rooms (D08)."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = _rested(problem, policy)
        end = max(LATE_END, _last_bell(problem) + 60)
        rooms = tuple(x for x in problem.rooms if x.type != "late")
        rooms += (Room("den", "late", 9, "N"), Room("nest", "late", 9, "F"), Room("study", "study", 9, "N"))
        pupils = tuple(replace(x, weekdays=problem.weekdays, late_until=end) for x in problem.pupils)
        problem = replace(problem, rooms=rooms, pupils=pupils, walks=())
        policy = with_number(with_level(with_level(policy, "A09", "off"), "D08", "hard"), "D08", "walk_minutes", 5)
        if lesson:
            lessons = tuple(
                Lesson(day, end + 1, end + 20, None, x.id, "study", "course") for x in problem.staff for day in problem.weekdays
            )
            return replace(problem, lessons=(*problem.lessons, *lessons)), policy
        post = FixedPost("lock", "duty", "N", end + 1, end + 20, problem.weekdays, len(problem.staff), EVERYBODY)
        return replace(problem, posts=(*problem.posts, post)), policy

    return spoil


def far_room(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    """Extended care in the far one of its rooms."""
    return replace(plan, late_care=tuple(item._replace(rooms=("nest",)) for item in plan.late_care))


def rehearsing(problem: Problem, policy: Policy, rng: Random) -> School:
    """A rehearsal in every classroom begins with the last bell, and pupils leave ten minutes later (I04)."""
    end = _last_bell(problem)
    windows = tuple(replace(x, dismissals=(max(end + 10, *x.dismissals),)) for x in problem.windows)
    lessons = tuple(Lesson(day, end, end + 5, None, None, x.room, "rehearsal") for x in problem.classes for day in problem.weekdays)
    policy = with_level(with_level(with_level(policy, "A12", "off"), "A03", "off"), "I04", "hard")
    return replace(problem, windows=windows, lessons=(*problem.lessons, *lessons)), policy


def short_days(problem: Problem, policy: Policy, rng: Random) -> School:
    """Every grade may leave a minute too early, or in time (A02)."""
    minutes = max(policy.number("A02", "minutes"), *(x.periods[-1].end - x.start + 1 for x in problem.windows))
    windows = tuple(replace(x, dismissals=(x.start + minutes - 1, x.start + minutes)) for x in problem.windows)
    for rule in ("A12", "A03", "H03"):
        policy = with_level(policy, rule, "off")
    return replace(problem, windows=windows), with_number(with_level(policy, "A02", "hard"), "A02", "minutes", minutes)


def apart(by_gate: bool) -> Spoil:
    """Two grades with the same bells, of which one leaves by another gate, or a quarter of an hour later (D14)."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        first, last = problem.windows[0], problem.classes[-1]
        minute = max(1020, first.periods[-1].end)
        other = replace(first, grade=first.grade + 1, dismissals=(minute + (0 if by_gate else 15),), gates=("g1" if by_gate else "g0",))
        windows = (replace(first, dismissals=(minute,), gates=("g0",)), other)
        homes = [*(replace(x, grade=first.grade) for x in problem.classes[:-1]), replace(last, grade=other.grade)]
        if len(homes) < 2:
            homes = [replace(last, grade=first.grade), HomeClass("other", other.grade, "other")]
        rooms = {x.id: replace(x, capacity=40) for x in (*problem.rooms, *(Room(x.room, "classroom", 40, "A") for x in homes))}
        pupils = tuple(replace(x, class_id=homes[i % len(homes)].id, choices=(), clubs=0) for i, x in enumerate(problem.pupils))
        gates = tuple(replace(x, staff=1, seconds_per_class=100) for x in problem.gates)
        problem = replace(
            problem, windows=windows, classes=tuple(homes), rooms=tuple(rooms.values()), pupils=pupils, gates=gates, offerings=(),
        )  # fmt: skip
        for rule in ("A12", "A03", "H03"):
            policy = with_level(policy, rule, "off")
        for name, value in (("pupils", 10), ("classes", 3), ("grade_span", 1)):
            policy = with_number(policy, "K03", name, value)
        return problem, policy

    return spoil


def spanning(problem: Problem, policy: Policy, rng: Random) -> School:
    """Two grades that leave together, whose classes may not be merged (K03)."""
    problem, policy = apart(by_gate=True)(problem, policy, rng)
    first, other = problem.windows
    windows = (first, replace(other, dismissals=first.dismissals, gates=first.gates))
    return replace(problem, windows=windows), with_number(with_level(policy, "K03", "hard"), "K03", "grade_span", 0)


def unmanned(problem: Problem, policy: Policy, rng: Random) -> School:
    """One club for all pupils of two grades, who leave from it by two gates without adults (D14)."""
    problem, policy = two_clubs(1)(*apart(by_gate=True)(problem, policy, rng), rng)
    everybody = len(problem.pupils)
    problem = replace(
        problem,
        windows=tuple(replace(x, periods=x.periods[:1]) for x in problem.windows),
        gates=tuple(replace(x, staff=0) for x in problem.gates),
        offerings=(replace(problem.offerings[0], minimum=everybody, maximum=everybody, max_sections=1),),
        pupils=tuple(replace(x, weekdays=problem.weekdays, late_until=None, choices=("o0",)) for x in problem.pupils),
    )
    for rule in ("B01", "B06"):
        policy = with_level(policy, rule, "off")
    return problem, policy


def merged(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
    """All classes that are in groups of the last period are in one of them."""
    last = len(problem.windows[0].periods) - 1
    hosts: dict[int, CareGroup] = {}
    for group in plan.care_groups:
        if group.period == last:
            held = hosts.get(group.weekday, group)
            hosts[group.weekday] = held._replace(classes=tuple(sorted({*held.classes, *group.classes})))
    groups = (*(x for x in plan.care_groups if x.period != last), *hosts.values())
    there = {(x.weekday, x.host, x.period) for x in groups}
    kept = tuple(
        x for x in plan.assignments if x.post.kind != "care" or (x.post.weekday, x.post.subject, x.post.detail) in there
    )
    return replace(plan, care_groups=groups, assignments=kept)


def from_gates(problem: Problem, policy: Policy, rng: Random) -> School:
    """One period, after which all leave by one of two gates without adults; then somebody locks up near one of them (D08)."""
    problem, policy = two_clubs(1)(*_rested(problem, policy), rng)
    start = 1021 + policy.number("D14", "escort_minutes")
    windows = tuple(replace(x, periods=x.periods[:1], dismissals=(1020,), gates=("g0", "g1")) for x in problem.windows)
    gates = tuple(replace(x, staff=0, seconds_per_class=100, zone=zone) for x, zone in zip(problem.gates, "FN", strict=True))
    pupils = tuple(replace(x, weekdays=problem.weekdays, late_until=None) for x in problem.pupils)
    offerings = tuple(replace(x, assistants=1) for x in problem.offerings)
    post = FixedPost("lock", "duty", "N", start, start + 20, problem.weekdays, 1, EVERYBODY)
    problem = replace(
        problem, windows=windows, gates=gates, pupils=pupils, offerings=offerings, walks=(), posts=(*problem.posts[:1], post),
    )  # fmt: skip
    for rule in ("A12", "A03", "A09", "B01", "B06", "D02R", "D03", "H03"):
        policy = with_level(policy, rule, "off")
    return problem, with_number(with_level(policy, "D08", "hard"), "D08", "walk_minutes", 5)


def locked_up_by(*kinds: str) -> Edit:
    """All leave by the far gate, and whoever locks up was on a post of one of these kinds until then."""

    def edit(plan: Plan, problem: Problem, weeks: int, rng: Random) -> Plan:
        far = tuple(item._replace(gate="g0") for item in plan.dismissals)
        there = [x for x in plan.assignments if x.post.kind in kinds and x.person in problem.staff_of]
        found = []
        for x in plan.assignments:
            able = [a.person for a in there if a.week in (0, x.week) and a.post.weekday in (0, x.post.weekday)]
            found.append(x._replace(person=able[0]) if able and x.post.subject == "lock" else x)
        return replace(plan, dismissals=far, assignments=tuple(found))

    return edit


RUNNING = (Target("D15", late_twice("hard"), "off"), Target("D15", late_twice("soft")))
"""In place of any school for D15, of which few have late duties on two days."""
HOURS = (
    Target("A02", short_days, "", time.service_length),
    Target("D08", after_late(lesson=False), edit=far_room),
    Target("D08", after_late(lesson=True), edit=far_room),
    Target("D08", from_gates, edit=locked_up_by("care")),
    Target("D08", from_gates, edit=locked_up_by("lead", "assist")),
    Target("I04", rehearsing, "off"),
    Target("D14", apart(by_gate=True), edit=merged),
    Target("D14", apart(by_gate=False), edit=merged),
    Target("D14", unmanned, "", dismissal.handed_over),
)
"""When grades leave, where duties begin and end, what waiting takes up: for the bank alone, in which mutants are looked for."""
SPANNING = (Target("K03", spanning, edit=merged),)
"""Whose classes may be merged, likewise."""
