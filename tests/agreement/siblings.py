"""Families in random tiny schools, and cases made for the order of leaving (D17, D18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from solver.policy import Policy
from solver.problem import HomeClass, Problem, Pupil
from tests.agreement.policies import with_level, with_number
from tests.agreement.targets import School, Target

SHARE = 0.4
"""Schools in which some pupils are of one family."""
LATE = 1100
"""When siblings in extended care are fetched: later than any slot of these schools."""


def with_siblings(problem: Problem, policy: Policy, rng: Random) -> School:
    """The school with one family or two, or as it is."""
    if rng.random() > SHARE:
        return problem, policy
    pupils = tuple(replace(p, family=rng.choice(("", "f", "f", "g"))) for p in problem.pupils)
    policy = with_number(policy, "D18", "allowed_minutes", rng.choice((0, 4, 5, 10)))
    return replace(problem, pupils=pupils), with_number(policy, "D18", "step_minutes", rng.choice((2, 5, 10)))


def _staggered(problem: Problem, policy: Policy, rng: Random) -> School:
    """Two grades or three of a class each, on two days, all of which may leave at three times by gates that are wide enough; few rules."""
    problem = replace(problem, term=replace(problem.term, last=problem.term.first + timedelta(days=1), holidays=()))
    first = problem.windows[0]
    last = max(first.periods[-1].end, 1020)
    grades = (1, 2, 3)[: rng.choice((2, 3))]
    homes = tuple(HomeClass(f"c{grade}", grade, problem.classes[0].room) for grade in grades)
    rooms = {home.id: replace(problem.rooms[0], id=f"r{home.id}", capacity=40) for home in homes}
    homes = tuple(replace(home, room=rooms[home.id].id) for home in homes)
    gates = tuple(replace(gate, lanes=4, seconds_per_class=60, staff=0) for gate in problem.gates)
    pupils = tuple(
        Pupil(
            f"p{i}", home.id, rng.choice((*(problem.weekdays,) * 6, problem.weekdays[:1], ())), family=rng.choice("fffg"),
            late_until=LATE if rng.random() < 0.2 else None,
        )
        for i, home in enumerate((*homes, rng.choice(homes)))
    )  # fmt: skip
    staff = tuple(replace(x, homeroom=None, classes=()) for x in problem.staff[:4])
    slots, names = (last, last + 12, last + 40), tuple(gate.id for gate in gates)
    first = replace(first, periods=first.periods[-1:], dismissals=slots, gates=names, homework=0)
    windows = tuple(replace(first, grade=grade) for grade in grades)
    halls = [x for x in problem.rooms if x.type not in ("classroom", "late")]
    den = replace(problem.rooms[0], id="den", type="late", capacity=40)
    problem = replace(
        problem, windows=windows, classes=homes, pupils=pupils, gates=gates, staff=staff, offerings=(), lessons=(), posts=(),
        rooms=(*rooms.values(), *halls, den), replan=None,
    )  # fmt: skip
    for rule in policy.rules.values():
        if rule.level == "hard" and "off" in rule.levels and rule.id != "H03":
            policy = with_level(policy, rule.id, "off")
    return replace(problem, outside=()), with_number(policy, "D02", "weeks", 1)


def _out_of_order(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = _staggered(problem, policy, rng)
    return problem, with_level(with_level(policy, "D17", "soft"), "D18", "off")


def _apart(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = _staggered(problem, policy, rng)
    policy = with_level(with_level(policy, "D17", "off"), "D18", "soft")
    policy = with_number(policy, "D18", "allowed_minutes", rng.choice((0, 5, 10, 14, 15)))
    return problem, with_number(policy, "D18", "step_minutes", rng.choice((2, 5, 9, 10)))


ORDER = (Target("D17", _out_of_order), Target("D18", _apart))
"""Schools in which grades and siblings may leave in any order."""
