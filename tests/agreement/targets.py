"""Cases made for one rule: a school in which the rule bites, and a plan drawn without it.

Everything but that rule is kept, so that the rule alone decides what checker and model must agree on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

from solver.model.context import ModelContext
from solver.model.families import (
    accounts,
    answering,
    blocks,
    content,
    dismissal,
    duty,
    people,
    rooms,
    seats,
    staffing,
    time,
    workload,
)
from solver.policy import Policy
from solver.problem import HELPERS, Busy, Lesson, Offering, Outside, Problem, Room, Skill
from tests.agreement import furnish, money, plans
from tests.agreement.people import with_helpers
from tests.agreement.plans import Edit
from tests.agreement.policies import with_level, with_number

School = tuple[Problem, Policy]
Spoil = Callable[[Problem, Policy, Random], School]


@dataclass(frozen=True)
class Target:
    """How to break one rule alone.

    spoil: makes the rule bite. family: left out of the model that the plan is drawn from; level: what the rule is set to
    there, or "". edit: damage to the plan instead.
    """

    rule: str
    spoil: Spoil
    level: str = ""
    family: Callable[[ModelContext], None] | None = None
    edit: Edit | None = None


def _as_is(problem: Problem, policy: Policy, rng: Random) -> School:
    return problem, policy


def at_level(rule: str, level: str) -> Spoil:
    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        return problem, with_level(policy, rule, level)

    return spoil


def _eager(problem: Problem) -> Problem:
    """Every pupil wants every club of the list."""
    return replace(problem, pupils=tuple(replace(p, clubs=len(p.choices)) for p in problem.pupils))


def _with_a_club(problem: Problem) -> Problem:
    """A school without offerings gets one, which everybody chooses."""
    if problem.offerings:
        return problem
    club = Offering("o0", "club", "arts", tuple(problem.window_of), 1, 3, 40, "hall", "art", weekdays=problem.weekdays)
    return replace(problem, offerings=(club,), pupils=tuple(replace(p, choices=("o0",)) for p in problem.pupils))


def _outside(rule: str, change: Callable[[Outside, Random], Outside]) -> Spoil:
    """Everybody from outside is free and vetted, but for one thing."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem = _with_a_club(problem)
        first, last = problem.term.first, problem.term.last
        good = Outside(
            id="x0", organisation="org", rate=9000, weekdays=problem.weekdays, pool="city", approved_from=first,
            approved_to=last, reviewed=first - timedelta(days=1), insured_from=first - timedelta(days=1), insured_to=last,
            filed=first, clean_record=True, contract=True,
        )  # fmt: skip
        skills = (Skill("art", 3), Skill("ball", 3))
        people = (change(replace(good, skills=skills), rng), replace(good, id="x1", skills=skills))
        easy = tuple(replace(o, academic=False, minimum=1, assistants=0) for o in problem.offerings)
        policy = with_number(with_level(policy, rule, "hard"), "D01", "percent", 10)
        return _eager(replace(problem, outside=people, offerings=easy)), policy

    return spoil


def _academic(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = _outside("E02", lambda person, _: person)(problem, policy, rng)
    return replace(problem, offerings=tuple(replace(o, academic=True) for o in problem.offerings)), policy


def _own_share(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = _outside("D01", lambda person, _: person)(problem, policy, rng)
    return problem, with_number(policy, "D01", "percent", 100)


def _day(name: str, days: int) -> Callable[[Outside, Random], Outside]:
    """One date of the vetting, moved by some days."""

    def change(person: Outside, rng: Random) -> Outside:
        dates: dict[str, Any] = {name: getattr(person, name) + timedelta(days=days)}
        return replace(person, **dates)

    return change


def _part_time(person: Outside, rng: Random) -> Outside:
    return rng.choice((replace(person, earliest=906), replace(person, latest=984), replace(person, latest=1030)))


def _skilful(problem: Problem, policy: Policy, rng: Random) -> School:
    return replace(eager := _eager(_with_a_club(problem)), offerings=tuple(replace(o, skill_level=3) for o in eager.offerings)), policy


def _late_work(problem: Problem, policy: Policy, rng: Random) -> School:
    waiver = policy.number("A03", "waiver_minutes")
    first = min(m for window in problem.windows for m in window.dismissals)
    work_end = first + waiver + rng.choice((0, 1))
    windows = tuple(replace(w, dismissals=(w.dismissals[0], w.dismissals[0] + 5)) for w in problem.windows)
    if rng.random() < 0.5:  # the policy's end of work stands for the school's
        policy, work_end = with_number(policy, "A03", "work_end", work_end), 0
    problem = replace(problem, windows=windows, term=replace(problem.term, work_end=work_end))
    return problem, with_level(with_level(policy, "A12", "off"), "A03", "hard")


def _late_lesson(problem: Problem, policy: Policy, rng: Random) -> School:
    home = problem.classes[0]
    start = problem.window_of[home.grade].start
    lesson = Lesson(1, start - 3, start + rng.choice((0, 1, 1)), home.id, None, None, "extra")
    kept = tuple(x for x in problem.lessons if x.class_id != home.id)
    return replace(problem, lessons=(*kept, lesson)), with_level(policy, "A11", "hard")


def _no_homework(problem: Problem, policy: Policy, rng: Random) -> School:
    highest = max(problem.window_of)
    return problem, with_number(with_level(policy, "B02", "hard"), "B02", "up_to_grade", highest)


def _all_clubs(problem: Problem, policy: Policy, rng: Random) -> School:
    """Clubs as long as the afternoon, and no tutoring hour in their way."""
    span = {g: w.periods[-1].end - w.start for g, w in problem.window_of.items()}
    long = tuple(replace(o, minutes=span[o.grades[0]], sessions=1) for o in problem.offerings)
    return _eager(replace(problem, offerings=long)), with_level(with_level(policy, "B01", "off"), "B06", "hard")


def _two_grades(problem: Problem) -> Problem:
    """Where all classes are of one grade, the last one moves up; its pupils drop their clubs."""
    if len(problem.windows) > 1 or len(problem.classes) < 2:
        return problem
    last, window = problem.classes[-1], problem.windows[0]
    return replace(
        problem,
        windows=(window, replace(window, grade=window.grade + 1)),
        classes=(*problem.classes[:-1], replace(last, grade=window.grade + 1)),
        pupils=tuple(replace(p, choices=(), clubs=0) if p.class_id == last.id else p for p in problem.pupils),
    )


def _two_windows(problem: Problem, policy: Policy, rng: Random) -> School:
    """Clubs for all grades, of which one begins and ends five minutes later."""
    problem = _two_grades(problem)
    first, *rest = problem.windows
    later = [
        replace(
            first,
            grade=w.grade,
            start=first.start + 5,
            periods=tuple(replace(p, start=p.start + 5, end=p.end + 5) for p in first.periods),
            dismissals=tuple(m + 5 for m in first.dismissals),
        )
        for w in rest
    ]
    grades = tuple(w.grade for w in problem.windows)
    everything = tuple(o.id for o in problem.offerings)
    problem = replace(
        problem,
        windows=(first, *later),
        offerings=tuple(replace(o, grades=grades, minutes=40, minimum=1) for o in problem.offerings),
        pupils=tuple(replace(p, choices=everything, clubs=len(everything)) for p in problem.pupils),
    )
    return problem, policy


def _queues(problem: Problem, policy: Policy, rng: Random) -> School:
    """Waves five minutes apart at one gate that take a second too long."""
    problem = _two_grades(problem)
    first = max(1025, *(w.periods[-1].end for w in problem.windows))
    windows = tuple(
        replace(w, dismissals=(first + 5 * (i % 2),), gates=("g0",)) for i, w in enumerate(problem.windows)
    )
    gates = (replace(problem.gates[0], seconds_per_class=rng.choice((150, 300, 301, 301, 301))), *problem.gates[1:])
    policy = with_number(with_level(policy, "A12", "off"), "D14", "escort_minutes", 15)
    return replace(problem, windows=windows, gates=gates), with_level(policy, "H03", "hard")


def _named_end(problem: Problem, policy: Policy, rng: Random) -> School:
    for window in problem.windows:
        policy = with_number(policy, "A12", f"g{window.grade}_start", window.start)
        policy = with_number(policy, "A12", f"g{window.grade}_end", window.dismissals[0])
    return problem, with_level(policy, "A12", "hard")


def _full_sections(problem: Problem, policy: Policy, rng: Random) -> School:
    tight = tuple(replace(o, maximum=o.minimum) for o in problem.offerings)
    return _eager(replace(problem, offerings=tight)), with_level(policy, "C06", "hard")


def _roomy(problem: Problem, policy: Policy, rng: Random) -> School:
    large = tuple(replace(o, maximum=o.maximum + 4) for o in problem.offerings)
    roomy = tuple(replace(x, capacity=max(x.capacity, 9)) for x in problem.rooms)
    return replace(problem, offerings=large, rooms=roomy), policy


def _merging(problem: Problem, policy: Policy, rng: Random) -> School:
    """Classes of one band, small rooms."""
    first = problem.windows[0]
    windows = tuple(replace(first, grade=w.grade) for w in problem.windows)
    homes = {c.room for c in problem.classes}
    small = tuple(replace(x, capacity=rng.choice((2, 3))) if x.id in homes else x for x in problem.rooms)
    return replace(problem, windows=windows, rooms=small), with_level(policy, "K03", "hard")


def _plain(problem: Problem) -> Problem:
    """No clubs, no meetings, no extended care, and nobody away."""
    return replace(
        problem,
        offerings=(),
        pupils=tuple(replace(x, choices=(), clubs=0, late_until=None) for x in problem.pupils),
        staff=tuple(replace(x, unavailable=(), takes_part=True) for x in problem.staff),
        lessons=tuple(x for x in problem.lessons if x.class_id is not None),
    )


def _minute(kind: str, late: bool) -> Spoil:
    """A lesson (I04) or absence (K01) of many that crosses the first care post by one minute, at its begin or its end."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        window = rng.choice([w for w in problem.windows if len(w.periods) > 1] or problem.windows)
        first, over = window.periods[0], window.periods[0].end
        if late:  # a club that goes on after the period would be crossed by more than the minute
            problem = _plain(problem)
        if len(window.periods) == 1:
            leave = (problem.window_of[grade].dismissals[-1] for grade in problem.band_of_grade[window.grade].grades)
            over = max(leave) + policy.number("D14", "escort_minutes")
        start, end = (over - 1, over + 2) if late else (window.start - 39, first.start + 1)
        if kind == "I04":
            taken = {person.id for person in problem.staff[1:4]}
            kept = tuple(x for x in problem.lessons if x.staff_id not in taken)
            new = tuple(Lesson(d, start, end, None, who, None, "extra") for who in sorted(taken) for d in problem.weekdays)
            return replace(problem, lessons=(*kept, *new)), with_level(policy, kind, "hard")
        busy = tuple(Busy(d, start, end) for d in problem.weekdays)
        staff = tuple(replace(x, unavailable=busy) if 0 < i < 4 else x for i, x in enumerate(problem.staff))
        return replace(problem, staff=staff), with_level(policy, kind, "hard")

    return spoil


def _one_grid(spoil: Spoil) -> Spoil:
    """The same in a school whose grades all have the first grade's periods."""

    def same(problem: Problem, policy: Policy, rng: Random) -> School:
        first = problem.windows[0]
        windows = tuple(replace(first, grade=window.grade) for window in problem.windows)
        return spoil(replace(problem, windows=windows), with_level(policy, "A12", "off"), rng)

    return same


def _one_day(problem: Problem, policy: Policy, rng: Random) -> School:
    """Two weekdays, on the second of which nobody applies."""
    term = replace(problem.term, last=problem.term.first + timedelta(days=1))
    posts = tuple(replace(x, weekdays=(1, 2)) for x in problem.posts)
    pupils = tuple(replace(x, weekdays=(1,)) for x in problem.pupils)
    policy = with_number(with_level(policy, "A01", "hard"), "A01", "days", 2)
    return replace(problem, term=term, posts=posts, pupils=pupils), policy


def _full_wave(problem: Problem, policy: Policy, rng: Random) -> School:
    """Two grades of which each takes as long as the escort or less, and both together longer."""
    problem = _two_grades(problem)
    need = policy.number("D14", "escort_minutes") * 60
    queues = [len({p.class_id for p in problem.pupils if p.weekdays and problem.grade_of_pupil[p.id] == g}) for g in
              problem.window_of]  # fmt: skip
    last = max(1030, *(w.periods[-1].end for w in problem.windows))
    gates = (replace(problem.gates[0], lanes=1, seconds_per_class=need // max(1, *queues)), *problem.gates[1:])
    slots = tuple(replace(w, gates=("g0",), dismissals=(last, last + 20)) for w in problem.windows)
    return replace(problem, gates=gates, windows=slots), with_level(policy, "A12", "off")


def _lonely(problem: Problem, policy: Policy, rng: Random) -> School:
    """One pupil a class, in clubs that are as long as a period or a minute shorter."""
    problem, policy = _outside("A04", lambda person, _: person)(problem, policy, rng)
    first = {pupil.class_id: pupil.id for pupil in reversed(problem.pupils)}
    alone = tuple(replace(p, weekdays=problem.weekdays) for p in problem.pupils if first[p.class_id] == p.id)
    short = rng.choice((39, 39, 40))
    clubs = tuple(replace(o, minutes=short, maximum=4, room_type="hall") for o in problem.offerings)
    return replace(problem, pupils=alone, offerings=clubs), policy


def _lonely_for_a_minute(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = _lonely(problem, policy, rng)
    return replace(problem, offerings=tuple(replace(o, minutes=39) for o in problem.offerings)), policy


def _small_hall(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = _outside("H07", lambda person, _: person)(problem, policy, rng)
    clubs = tuple(replace(o, maximum=6, room_type="hall") for o in problem.offerings)
    halls = tuple(replace(x, capacity=1) if x.id == "hall" else x for x in problem.rooms)
    return replace(problem, offerings=clubs, rooms=halls), policy


def two_clubs(wanted: int) -> Spoil:
    """Two clubs with rooms and leaders of their own, of which every pupil wants so many."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = _outside("K01", lambda person, _: person)(problem, policy, rng)
        grades = tuple(problem.window_of)
        club = Offering("o0", "club", "arts", grades, 1, 9, 40, "hall", "art", weekdays=problem.weekdays)
        clubs = (club, replace(club, id="o1", room_type="gym"))
        halls = tuple(replace(x, capacity=9) if x.id == "hall" else x for x in problem.rooms)
        pupils = tuple(replace(p, choices=("o0", "o1"), clubs=wanted) for p in problem.pupils)
        return replace(problem, offerings=clubs, rooms=(*halls, Room("gym", "gym", 9, "B")), pupils=pupils), policy

    return spoil


def _no_flex_rule(problem: Problem, policy: Policy, rng: Random) -> School:
    return problem, with_level(policy, "D03", "off")


def _much_support(problem: Problem, policy: Policy, rng: Random) -> School:
    """Most of the staff are support staff, who only watch gates."""
    staff = tuple(replace(x, role="support") if i in (1, 2, 3) else x for i, x in enumerate(problem.staff))
    return replace(problem, staff=staff), with_level(policy, "K06", "hard")


def _long_clubs(problem: Problem, policy: Policy, rng: Random) -> School:
    """Clubs a minute longer than a period, which may not be the last one, or five minutes off the bell."""
    problem, policy = _outside("K04", lambda person, _: person)(problem, policy, rng)
    return replace(problem, offerings=tuple(replace(o, minutes=41) for o in problem.offerings)), policy


def _far_apart(problem: Problem, policy: Policy, rng: Random) -> School:
    """Home rooms in two zones, breaks of five minutes, a walk of five or six."""
    zones = tuple(replace(x, zone="AB"[i % 2]) for i, x in enumerate(problem.rooms))
    policy = with_number(with_level(policy, "D08", "soft"), "D08", "walk_minutes", rng.choice((5, 5, 6)))
    return replace(problem, rooms=zones, walks=()), policy


def _resting(problem: Problem, policy: Policy, rng: Random) -> School:
    """The last of the staff may serve on no day at all; nobody else is near a cap."""
    policy = with_number(with_level(policy, "D10", "hard"), "D02", "weeks", 1)
    for name, value in (("days_per_week", 7), ("minutes_per_day", 1440), ("late_per_week", 50)):
        policy = with_number(policy, "D10", name, value)
    last = replace(problem.staff[-1], max_days=0, takes_part=True, unavailable=())
    return replace(problem, staff=(*problem.staff[:-1], last)), policy


def _costly(problem: Problem, policy: Policy, rng: Random) -> School:
    """Agreements that pay for one session of a section, or a fen less (G10C)."""
    problem, policy = _outside("G10C", lambda person, _: person)(problem, policy, rng)
    cap = 9000 - rng.choice((0, 1, 1))
    problem = replace(problem, outside=tuple(replace(x, contract_cap=cap) for x in problem.outside))
    return money.fortnights(problem) if rng.random() < 0.5 else problem, with_level(policy, "G10C", "hard")
def _also(spoil: Spoil, **levels: str) -> Spoil:
    """The same school under a policy in which other rules do not see the fault."""

    def spoiled(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = spoil(problem, policy, rng)
        for rule, level in levels.items():
            policy = with_level(policy, rule, level)
        return problem, policy

    return spoiled


def _kind(rule: str, **fields: Any) -> Spoil:
    """Everybody from outside is of a kind, free and vetted, but one of them has something to be found fault with."""
    return _outside(rule, lambda person, _: replace(person, **fields))


def _specialist(change: Callable[[Outside], Outside]) -> Spoil:
    """Nobody but a specialist is from outside, who has something to be found fault with."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = two_clubs(1)(problem, with_level(policy, "E13", "hard"), rng)
        specialist = change(replace(problem.outside[0], kind="specialist"))
        pupils = tuple(replace(x, weekdays=problem.weekdays, late_until=None) for x in problem.pupils)
        return replace(problem, outside=(specialist,), pupils=pupils), policy

    return spoil


def _coached(problem: Problem, policy: Policy, rng: Random) -> School:
    """Only own staff and coaches may lead, and one of two from outside is a coach."""
    problem, policy = _own_share(problem, policy, rng)
    coach, other = problem.outside
    policy = with_level(with_level(policy, "E12", "hard"), "E01", "soft")
    return replace(problem, outside=(replace(coach, kind="coach", rate=problem.money.pay), other)), policy


def _coach_papers(rate: int, **fields: Any) -> Spoil:
    """A coach who gets what own staff get, or so many fen more."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        pay = problem.money.pay + rate
        return _also(_kind("E12", kind="coach", rate=pay, **fields), E14="off")(problem, policy, rng)

    return spoil


def _stopped(problem: Problem, policy: Policy, rng: Random) -> School:
    """Three of the staff are stopped on the last day, or the day after it."""
    last = problem.term.service_dates()[-1][0]
    staff = tuple(
        replace(x, stopped=last + timedelta(days=rng.choice((0, 0, 1)))) if 0 < i < 4 else x
        for i, x in enumerate(problem.staff)
    )
    return replace(problem, staff=staff), with_level(policy, "D11", "hard")


def _untrained(problem: Problem, policy: Policy, rng: Random) -> School:
    """Three of the staff are trained on the second day, or not at all, or in time."""
    first = problem.term.service_dates()[0][0]
    days = (None, first + timedelta(days=1), first)
    staff = tuple(
        replace(x, trained=rng.choice(days) if 0 < i < 4 else first) for i, x in enumerate(problem.staff)
    )
    return replace(problem, staff=staff), with_level(policy, "D12", "hard")


def _helpers(headcount: int) -> Spoil:
    """Volunteers and parents, and gates where so many stand."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem = with_helpers(problem, rng, headcount)
        return problem, with_level(with_level(policy, "D13", "hard"), "H04", "soft")

    return spoil


def _helpers_care(problem: Problem, policy: Policy, rng: Random) -> School:
    """Helpers, who may not look after groups, among staff who all may."""
    problem, policy = _helpers(1)(problem, with_level(policy, "K06", "hard"), rng)
    staff = tuple(replace(x, role="subject") if x.role == "support" else x for x in problem.staff)
    return replace(problem, staff=staff, posts=problem.posts[:1]), with_level(policy, "D13", "off")


def _parents_lead(problem: Problem, policy: Policy, rng: Random) -> School:
    """Clubs that parents master and own staff do not; whoever assists may be a parent too."""
    problem = with_helpers(_eager(_with_a_club(problem)), rng)
    own = tuple(x if x.role in HELPERS else replace(x, skills=()) for x in problem.staff)
    clubs = tuple(replace(o, assistants=1, minimum=1, skill_level=1) for o in problem.offerings)
    return replace(problem, staff=own, offerings=clubs), with_level(policy, "D13", "hard")


def _parent_alone(problem: Problem, policy: Policy, rng: Random) -> School:
    """One parent and one club that nobody else masters, or nobody at all; that nobody leads or assists is no fault."""
    problem, policy = _parents_lead(problem, policy, rng)
    parents = [x for x in problem.staff if x.role in HELPERS]
    skills = rng.choice((parents[0].skills, ()))
    staff = tuple(replace(x, skills=skills) if x is parents[0] else x for x in problem.staff if x not in parents[1:])
    club = replace(problem.offerings[0], max_sections=1, room_type="hall", academic=False)
    pupils = tuple(replace(p, choices=tuple(c for c in p.choices if c == club.id)) for p in problem.pupils)
    pupils = tuple(replace(p, clubs=len(p.choices)) for p in pupils)
    problem = replace(problem, staff=staff, offerings=(club,), pupils=pupils, outside=())
    return problem, with_level(policy, "D08", "soft")


def _online(screens: bool) -> Spoil:
    """Lessons from the screen, in rooms that may lack one, or looked after by somebody from outside."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = _outside("B12", lambda person, _: person)(problem, policy, rng)
        rooms_ = tuple(replace(x, screen=screens or rng.random() < 0.3) for x in problem.rooms)
        clubs = tuple(replace(o, online=True) for o in problem.offerings)
        return replace(problem, rooms=rooms_, offerings=clubs), policy

    return spoil


TARGETS = (
    Target("D11", _stopped, "off"),
    Target("D12", _untrained, "off"),
    Target("D13", _helpers(1), "off"),
    Target("D13", _helpers(2), "", people.company),
    Target("D13", _parents_lead, "", people.company),
    Target("D13", _parent_alone, "", people.company),
    Target("B12", _online(False), "off"),
    Target("B12", _online(True), "off"),
    Target("E07", _also(_kind("E07", clean_record=False), E14="off"), "off"),
    Target("E10", _also(_kind("E10", kind="hired", contract=False), E14="off"), "off"),
    Target("E11", _kind("E11", kind="charity"), "off"),
    Target("E12", _coach_papers(0, contract=False), "off"),
    Target("E12", _coach_papers(1), "off"),
    Target("E13", _also(_specialist(lambda p: replace(p, pool="none")), E04="off"), "off"),
    Target("E13", _also(_specialist(lambda p: replace(p, filed=p.filed and p.filed + timedelta(days=1))), E06="off"), "off"),
    Target("D01", _coached, "off"),
    Target("K06", _helpers_care, "off"),
    Target("D10", _resting, "", workload.caps),
    Target("D08", _far_apart, "", staffing.one_place),
    Target("D08", _far_apart, "off"),
    Target("K06", _much_support, "off"),
    Target("K04", _long_clubs, edit=plans.session_time),
    Target("A04", _lonely, edit=plans.drop_group),
    Target("A04", _lonely_for_a_minute, edit=plans.drop_group),
    Target("H07", _small_hall, "", rooms.room_size),
    Target("K02", two_clubs(2), "", seats.no_overlap),
    Target("C01", two_clubs(1), "", seats.voluntary),
    Target("K00", _no_flex_rule, edit=plans.double_grant),
    Target("I04", _minute("I04", False), "off"),
    Target("I04", _minute("I04", True), "off"),
    Target("K01", _minute("K01", False), "off"),
    Target("K01", _minute("K01", True), "off"),
    Target("A01", _one_day, "", time.days_open, plans.only_first_day),
    Target("H08", furnish.beds, "", rooms.late_places),
    Target("E02", _academic, "off"),
    Target("E03", _outside("E03", _day("approved_from", 1)), "off"),
    Target("E03", _outside("E03", _day("approved_to", -1)), "off"),
    Target("D07", _skilful, "off"),
    Target("E04", _outside("E04", lambda person, _: replace(person, pool="none")), "off"),
    Target("E05", _outside("E05", _day("reviewed", 1)), "off"),
    Target("E05", _outside("E05", lambda person, _: replace(person, reviewed=None)), "off"),
    Target("E06", _outside("E06", _day("filed", 1)), "off"),
    Target("E06", _outside("E06", _day("filed", -2)), "off"),
    Target("E06", _outside("E06", _day("insured_to", -1)), "off"),
    Target("E14", _outside("E14", lambda person, _: replace(person, contract=False)), "off"),
    Target("E14", _also(_kind("E14", clean_record=False), E07="off"), "off"),
    Target("K01", _outside("K01", _part_time), "off"),
    Target("K01", _outside("K01", lambda person, rng: replace(person, max_sections=rng.choice((0, 1)))), "", staffing.outside_sections),
    Target("D01", _own_share, "off"),
    Target("D07", _skilful, "off"),
    Target("A03", _late_work, "", time.end_of_work),
    Target("A11", _late_lesson, "off"),
    Target("A12", _named_end, "", time.exact_windows),
    Target("B02", _no_homework, "", content.no_written_homework),
    Target("B06", _all_clubs, "", content.base_period),
    Target("H03", _queues, "off"),
    Target("H04", at_level("H04", "hard"), "soft"),
    Target("A08", at_level("A08", "hard"), "soft"),
    Target("D08", at_level("D08", "hard"), "soft"),
    Target("H01", at_level("H01", "hard"), "soft"),
    Target("C06", _full_sections, "", seats.section_size),
    Target("K04", _as_is, edit=plans.session_time),
    Target("K04", _two_windows, "", seats.in_window),
    Target("K04", _two_windows, "", seats.on_bells),
    Target("K05", _as_is, edit=plans.drop_session),
    Target("K05", _as_is, edit=plans.repeat_session),
    Target("C01", _roomy, edit=plans.seat),
    Target("C01", _roomy, "", seats.voluntary),
    Target("H07", _as_is, edit=plans.session_room),
    Target("K03", _merging, "off"),
    Target("A04", _as_is, edit=plans.drop_group),
    Target("D14", _full_wave, "", dismissal.waves),
    Target("D14", furnish.slow_gate, "", dismissal.waves),
    Target("G01", money.unlike, "off"),
    Target("G02", money.categorised, edit=plans.fee),
    Target("G03", money.unpublished, "off"),
    Target("G04", money.supported, "", accounts.balance),
    Target("G05", money.badly_paid, "off"),
    Target("G06", money.well_paid, "off"),
    Target("G07", money.spent("materials"), "off"),
    Target("G07", money.spent("volunteer"), "off"),
    Target("G10C", _costly, "", accounts.agreements),
    Target("G12", money.unasked, "off"),
    Target("G13", money.charged("material"), "off"),
    Target("G13", money.charged("agency"), "off"),
    Target("I04", _one_grid(_minute("I04", True)), "off"),
    Target("A06", furnish.hard_meals, "soft"),
    Target("A06", furnish.nobody_cooks),
    Target("A06", furnish.crowded_meals, "", blocks.places),
    Target("A07", furnish.hard_evenings, "soft"),
    Target("A07", furnish.hard_evenings, "off"),
    Target("A07", furnish.two_evenings, "", blocks.evenings_a_week),
    Target("A07", furnish.long_evenings, "", blocks.evening_hours),
    Target("A07R", furnish.short_nights("hard"), "off"),
    Target("A07R", furnish.short_nights("soft")),
    Target("A09", furnish.hard_standby, "soft"),
    Target("A09", furnish.nobody_waits),
    Target("A09", furnish.no_late_room, "", duty.waiting),
    Target("A14", furnish.weekend, "soft"),
    Target("A14", furnish.weekend, "off"),
    Target("B05", furnish.questions, "soft"),
    Target("B05", furnish.questions, "off"),
    Target("B05", furnish.no_questions, "", answering.questions),
    Target("H01", furnish.roomy_zones, "", duty.zones),
)

