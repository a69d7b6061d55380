"""Cases made for one rule about the menu, places or seats; and all targets together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from solver.check.registry import CHECKS, SCORES
from solver.model.families import content, given, rooms, seats, stability, teaching, venues
from solver.policy import Policy
from solver.problem import Lesson, Problem, Skill
from solver.problem.calendar import DateSpan
from solver.problem.earlier import Earlier
from tests.agreement import modules, replans
from tests.agreement.companion_targets import COMPANIONS
from tests.agreement.policies import national, with_level, with_number
from tests.agreement.targets import TARGETS, School, Spoil, Target, at_level, two_clubs
from tests.agreement.time_targets import RUNNING


def _dreams(problem: Problem, policy: Policy, rng: Random) -> School:
    """Two dream classes, of which low grades need one or two."""
    problem, policy = two_clubs(0)(problem, policy, rng)
    problem = replace(problem, offerings=tuple(replace(o, dream=True) for o in problem.offerings))
    problem = modules.given_away(problem, {"o0", "o1"})
    policy = with_number(with_level(policy, "B08", "hard"), "B08", "times", rng.choice((1, 1, 2)))
    return problem, with_number(policy, "B08", "last_grade", rng.choice((1, 2, 3)))


def _squads(level: str, often: int) -> Spoil:
    """A squad of two; ``often``: how many sessions more are asked for than it has."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = two_clubs(0)(problem, policy, rng)
        first, second = problem.offerings
        able = tuple(p.id for p in problem.pupils if p.weekdays)[:2]
        problem = replace(problem, offerings=(replace(first, members=able), second))
        policy = with_number(with_level(policy, "B11", level), "B11", "sessions", first.sessions + often)
        return modules.given_away(problem, {"o0"}), policy

    return spoil


def _builds_on(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = two_clubs(1)(problem, policy, rng)
    advanced = tuple(replace(o, level=2, requires=("basics",)) for o in problem.offerings)
    half = tuple(replace(p, passed=("basics", "more") if i % 2 else ("more",)) for i, p in enumerate(problem.pupils))
    return replace(problem, offerings=advanced, pupils=half), with_level(policy, "B16", "hard")


def _not_signed(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = two_clubs(1)(problem, policy, rng)
    half = tuple(replace(p, signed=bool(i % 2)) for i, p in enumerate(problem.pupils))
    return replace(problem, pupils=half), with_level(policy, "C05", "hard")


def _not_served(name: str) -> Spoil:
    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = two_clubs(1)(problem, policy, rng)
        grades = sorted({c.grade for c in problem.classes})
        value = grades[0] + 1 if name == "first_grade" else grades[-1] - 1
        return problem, with_number(with_level(policy, "C05", "hard"), "C05", name, value)

    return spoil


def _groups(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = two_clubs(1)(problem, policy, rng)
    return modules.prioritised(problem, with_level(policy, "C04", "soft"), rng)


def _questions(problem: Problem, policy: Policy, rng: Random) -> School:
    """All grades are low; half of their periods are activities, or a part of a percent less."""
    policy = with_number(with_level(policy, "B02", "hard"), "B02", "up_to_grade", max(problem.window_of))
    return problem, with_number(policy, "B02", "activity_percent", rng.choice((1, 50, 51, 67)))


def _homework(level: str) -> Spoil:
    """Homework of an hour, of which as much counts as fits into a period, or a minute more."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem = replace(problem, windows=tuple(replace(w, homework=60) for w in problem.windows))
        policy = with_number(with_level(policy, "B03", level), "B02", "up_to_grade", 0)
        policy = with_number(policy, "B03", "cap", rng.choice((40, 40, 41) if level == "soft" else (39, 40)))
        policy = with_number(policy, "B03", "cap_from_grade", min(problem.window_of))
        return problem, with_number(policy, "B03", "cap_to_grade", max(problem.window_of))

    return spoil


def _new_lessons(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = two_clubs(1)(problem, policy, rng)
    lessons = tuple(replace(o, teaching="lesson") for o in problem.offerings)
    return replace(problem, offerings=lessons), with_level(policy, "B04", "hard")


def _small_groups(problem: Problem, policy: Policy, rng: Random) -> School:
    """Academic clubs, which everybody wants, of one pupil at most; no outsider may lead them."""
    problem, policy = two_clubs(1)(problem, policy, rng)
    policy = with_level(with_number(with_level(policy, "B04", "hard"), "B04", "group", 1), "E02", "off")
    return replace(problem, offerings=tuple(replace(o, academic=True) for o in problem.offerings)), policy


def _too_short(problem: Problem, policy: Policy, rng: Random) -> School:
    """The service lasts a minute longer than the slots allow."""
    longest = max(window.dismissals[-1] - window.start for window in problem.windows)
    return problem, with_number(with_level(policy, "A02", "hard"), "A02", "minutes", longest + 1)


def _own_class(problem: Problem, policy: Policy, rng: Random) -> School:
    """One club, which all of the two pupils of the only class choose, and which only their class teacher can lead."""
    problem, policy = two_clubs(1)(problem, policy, rng)
    home = problem.classes[0].id
    skilled = (Skill("art", 3),)
    staff = tuple(replace(x, skills=skilled, homeroom=home, takes_part=True, unavailable=()) if x.id == "s2" else replace(x, skills=())
                  for x in problem.staff)  # fmt: skip
    taught = Lesson(1, 480, 520, home, "s3", None, "maths")
    draw = rng.random()
    if draw < 0.5:  # the teacher of a lesson instead of the class teacher
        staff = tuple(replace(x, homeroom=None, skills=skilled if x.id == "s3" else ()) for x in staff)
    if draw < 0.25:  # or a teacher by name, without a lesson
        staff = tuple(replace(x, classes=(home,) if x.id == "s3" else ()) for x in staff)
        taught = replace(taught, class_id=None)
    pupils = tuple(replace(p, weekdays=problem.weekdays, class_id=home, choices=("o0",), clubs=1) for p in problem.pupils[:2])
    club = replace(problem.offerings[0], academic=True)
    lessons = (*(x for x in problem.lessons if x.staff_id not in ("s2", "s3")), taught)
    problem = replace(problem, staff=staff, pupils=pupils, offerings=(club,), outside=(), lessons=lessons)
    return problem, with_level(policy, "B04", "hard")


def _run_out(which: str) -> Spoil:
    """The safety check of halls or home rooms ends a day before the term does, or with it."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = two_clubs(1)(problem, policy, rng)
        until = problem.term.last - timedelta(days=rng.choice((0, 1, 1)))
        rooms = tuple(replace(x, checked_to=until) if x.type == which else x for x in problem.rooms)
        return replace(problem, rooms=rooms), with_level(policy, "H06", "hard")

    return spoil


def _away(which: str) -> Spoil:
    """People who join or leave or are on leave, or rooms that are closed, on a day of the period, or just outside of it."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = two_clubs(1)(problem, policy, rng)
        days = [day for day, _ in problem.term.service_dates()]
        first, last = rng.choice(((days[0], days[-1]), (days[len(days) // 2], days[-1]), (days[0], days[len(days) // 2])))
        term = replace(problem.term, period=DateSpan(first, last))
        step = timedelta(days=rng.choice((0, 1)))
        spans = (DateSpan(first - timedelta(days=9), first - step),)
        dates: dict[str, Any] = {
            "joined": {"joined": first + step}, "left": {"left": last - step}, "leave": {"leaves": spans},
            "guest": {"joined": first + step},
        }.get(which, {})  # fmt: skip
        policy = with_level(policy, "K01", "hard")
        if which == "guest":
            return replace(problem, term=term, outside=tuple(replace(x, **dates) for x in problem.outside)), policy
        if dates:
            gone = rng.sample(range(len(problem.staff)), 2)
            staff = tuple(replace(x, **dates) if i in gone else x for i, x in enumerate(problem.staff))
            return replace(problem, term=term, staff=staff), policy
        rooms = tuple(replace(x, closures=spans) if x.type == which else x for x in problem.rooms)
        return replace(problem, term=term, rooms=rooms), policy

    return spoil


def _went_on(target: Target) -> Target:
    """The same school after an earlier plan of the term, which paid and charged, with caps and subsidy as much higher or lower."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = target.spoil(problem, policy, rng)
        paid, fees = 700 * rng.randint(1, 3), rng.choice((0, 1300))
        outside = tuple(
            x if x.contract_cap is None else replace(x, contract_cap=x.contract_cap + paid) for x in problem.outside
        )
        people = [(x.id, paid) for x in problem.outside] + [("gone", 500)]
        subsidy = problem.money.subsidy + sum(fen for _, fen in people) - fees
        earlier = Earlier(fees, tuple(people))
        return replace(problem, outside=outside, money=replace(problem.money, subsidy=subsidy), earlier=earlier), policy

    return replace(target, spoil=spoil)


def _venue(adults: int, escorts: int, travel: tuple[int, ...]) -> Spoil:
    """Clubs off campus, with one adult each: too few of them, or too far away, or just not."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = two_clubs(1)(problem, policy, rng)
        rooms = tuple(
            replace(x, travel=rng.choice(travel), escorts=escorts) if x.type in ("hall", "gym") else x
            for x in problem.rooms
        )
        policy = with_number(with_level(policy, "B13", "hard"), "B13", "adults", adults)
        return replace(problem, rooms=rooms), policy

    return spoil


def _on_the_way(rule: str) -> Spoil:
    """Two clubs in the same afternoon, one of them off campus, about as far as the break between them."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        problem, policy = two_clubs(2)(problem, policy, rng)
        rooms = tuple(replace(x, travel=rng.choice((4, 5, 6, 6))) if x.type == "gym" else x for x in problem.rooms)
        policy = with_number(with_level(policy, "B13", "hard"), "B13", "adults", 1)
        policy = with_level(policy, rule, "hard")
        return replace(problem, rooms=rooms), policy

    return spoil


def _locked(kind: str) -> Spoil:
    """A school with clubs in which one decision is locked."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        return replans.locked(kind)(*two_clubs(1)(problem, policy, rng), rng)

    return spoil


MENU = (
    Target("A02", _too_short, "off"),
    Target("B13", _venue(2, 0, (1, 5)), "", venues.trips),
    Target("B13", _venue(1, 1, (1, 5)), "", venues.trips),
    Target("B13", _venue(1, 0, (5, 45, 46)), "", venues.trips),
    Target("K02", _on_the_way("K02"), "", seats.no_overlap),
    Target("B01", _on_the_way("B01"), "", content.no_club_in_tutoring),
    Target("B02", _questions, "", content.mostly_activities),
    Target("B03", _homework("hard"), "", content.homework),
    Target("B03", _homework("soft"), "", content.homework),
    Target("B04", _new_lessons, "", teaching.no_lessons),
    Target("B04", _small_groups, "", teaching.no_lessons),
    Target("B04", _own_class, "", teaching.no_lessons),
    Target("H06", _run_out("hall"), "off"),
    Target("H06", _run_out("classroom"), "", rooms.open_rooms),
    Target("H06", _run_out("late"), "", rooms.open_rooms),
    *(Target("K01", _away(which), "off") for which in ("joined", "left", "leave", "guest", "hall")),
    Target("K01", _away("classroom"), "", rooms.open_rooms),
    *(_went_on(target) for target in TARGETS if target.rule in ("G04", "G10C")),
    Target("B08", _dreams, "", given.dream_classes),
    Target("B11", _squads("hard", 0), "", given.squads),
    Target("B11", _squads("hard", 1), "", given.squads),
    Target("B11", _squads("soft", 1), "", given.squads),
    Target("B16", _builds_on, "off"),
    Target("C05", _not_signed, "off"),
    Target("C05", _not_served("first_grade"), "off"),
    Target("C05", _not_served("last_grade"), "off"),
    Target("C04", _groups, "", seats.choice),
    *(Target("K07", _locked(kind), "", stability.locks) for kind in replans.KINDS),
    Target("B14", replans.remembered),
)
OWN = (*TARGETS, *MENU, *RUNNING, *COMPANIONS)
PLAIN = tuple(
    target
    for rule in CHECKS
    if national().rules[rule].level == "off" and rule not in {target.rule for target in OWN}
    for target in (Target(rule, at_level(rule, "hard"), "off"), *([Target(rule, at_level(rule, "soft"))] if rule in SCORES else []))
)
"""For rules that only some ask for, without a target of their own: any school with the rule hard and a plan drawn without it, or soft."""
ALL = (*OWN, *PLAIN)
"""Every target, in the order in which schools take their turns."""
