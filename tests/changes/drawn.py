"""Changes of every kind drawn for a school, with ids that it has, and amounts that may be too large."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from hypothesis import strategies as st

from solver.changes.amount import Amount
from solver.changes.change import Change
from solver.changes.course_room import CourseRoom
from solver.changes.courses import CourseDays, Maximum, Minimum, SectionCount
from solver.changes.demand import Applicants, CourseDemand
from solver.changes.joining import Join, JoinOutside, Vetting
from solver.changes.leaving import AddGate, CloseGate, GateSeconds, Lanes, Slots
from solver.changes.money import FeeRate, Pay, Rate, Subsidy
from solver.changes.people import Absent, Available, CapDays, Leave, TakePart, Train
from solver.changes.places import AddRoom, Capacity, CloseRoom
from solver.changes.posts import DropPost
from solver.changes.rules import Level, Profile, RuleNumber, Weight
from solver.policy.policy import Policy
from solver.problem.people import ROLES
from solver.problem.problem import Problem

Drawn = st.SearchStrategy[Change]
AMOUNTS = st.builds(Amount, st.integers(-12, 12), st.just("by")) | st.builds(Amount, st.integers(0, 60))
AMOUNTS |= st.builds(Amount, st.integers(-60, 60), st.just("percent"))
AMOUNTS |= st.builds(Amount, st.integers(1, 60), st.sampled_from(("most", "least")))
FEN = st.builds(Amount, st.integers(0, 20_000), st.sampled_from(("to", "by"))) | st.builds(Amount, st.integers(-50, 50), st.just("percent"))
DAYS = st.lists(st.integers(1, 5), min_size=1, max_size=3, unique=True).map(tuple)


def some(names: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """One name or several of those that there are."""
    return st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(tuple)


def changes(problem: Problem, policy: Policy) -> Drawn:
    """A change of any kind that the school can have."""
    return st.one_of(*(kind(problem, policy) for kind in _BY_KIND))


def _people(problem: Problem, _policy: Policy) -> Drawn:
    own, everybody = tuple(problem.staff_of), (*problem.staff_of, *problem.outside_of)
    skills = sorted({offering.skill for offering in problem.offerings} | {"chess"})
    days = st.none() | st.integers(0, (problem.term.last - problem.term.first).days).map(lambda n: problem.term.first + timedelta(n))
    return st.one_of(
        st.builds(Leave, some(everybody), days),
        st.builds(TakePart, some(own)),
        st.builds(Absent, some(everybody), DAYS, st.just(960), st.sampled_from((1000, 1440)), st.sampled_from(("", "odd"))),
        st.builds(Available, some(everybody), DAYS),
        st.builds(CapDays, some(own), AMOUNTS),
        st.builds(Train, some(everybody), st.sampled_from(skills), st.integers(0, 3)),
        st.builds(Join, st.sampled_from(ROLES), st.integers(1, 3), some(skills), some(tuple(problem.class_of)), days),
        st.builds(JoinOutside, st.just("新机构"), st.just(Amount(8000)), DAYS, some(skills), st.integers(1, 2), days),
        st.builds(Vetting, some(own), trained=days),
    )


def _vetting(problem: Problem, _policy: Policy) -> Drawn:
    days = st.integers(-40, 400).map(lambda n: problem.term.first + timedelta(n))
    names = tuple(problem.outside_of) or ("nobody",)
    return st.builds(Vetting, some(names), approved_from=days, approved_to=days) | st.builds(Vetting, some(names), insured_to=days)


def _places(problem: Problem, _policy: Policy) -> Drawn:
    rooms, gates, grades = tuple(problem.room_of), tuple(problem.gate_of), tuple(problem.window_of)
    some_grades = st.lists(st.sampled_from(grades), max_size=2, unique=True).map(tuple)
    slots = st.lists(st.integers(1045, 1085), max_size=2, unique=True).map(tuple)
    return st.one_of(
        st.builds(AddRoom, st.sampled_from(rooms), st.integers(1, 2)),
        st.builds(CloseRoom, some(rooms), st.just(()) | DAYS),
        st.builds(Capacity, some(rooms), AMOUNTS),
        st.builds(Lanes, some(gates), AMOUNTS),
        st.builds(GateSeconds, some(gates), AMOUNTS),
        st.builds(AddGate, st.sampled_from(gates), some_grades),
        st.builds(CloseGate, some(gates)),
        st.builds(Slots, some_grades, slots, slots),
    )


def _courses(problem: Problem, _policy: Policy) -> Drawn:
    names = tuple(problem.offering_of)
    any_of = st.just(()) | some(names)
    return st.one_of(
        st.builds(Applicants, AMOUNTS, grades=st.sampled_from(tuple(problem.window_of)).map(lambda grade: (grade,))),
        st.builds(Applicants, AMOUNTS, classes=some(tuple(problem.class_of))),
        st.builds(CourseDemand, st.sampled_from(names), AMOUNTS),
        *(st.builds(kind, AMOUNTS, any_of) for kind in (Maximum, Minimum, SectionCount)),
        st.builds(CourseDays, any_of, st.just(()) | DAYS, st.just(()) | DAYS),
        st.builds(CourseRoom, some(names), st.sampled_from(sorted({room.type for room in problem.rooms}))),
        st.builds(DropPost, some(tuple(problem.post_of) or ("nobody",)), DAYS),
    )


def money(_problem: Problem, _policy: Policy) -> Drawn:
    """A change of fees or pay."""
    return st.builds(FeeRate, FEN) | st.builds(Pay, FEN) | st.builds(Rate, FEN) | st.builds(Subsidy, FEN)


def _rules(_problem: Problem, policy: Policy) -> Drawn:
    numbers = [(rule.id, name) for rule in policy.rules.values() for name in rule.numbers]
    return st.one_of(
        st.builds(Level, st.sampled_from(tuple(policy.rules)), st.sampled_from(("hard", "soft", "off"))),
        st.builds(lambda n, amount: RuleNumber(*n, amount), st.sampled_from(numbers), AMOUNTS),
        st.builds(Weight, st.sampled_from(tuple(policy.rules)), st.integers(1, 9)),
        st.builds(Profile, st.sampled_from(("national", "fengjin", "jiangsu-city"))),
    )


_BY_KIND: tuple[Callable[[Problem, Policy], Drawn], ...] = (_people, _vetting, _places, _courses, money, _rules)
