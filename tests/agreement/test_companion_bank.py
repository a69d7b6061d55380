"""A bank of small schools with companions: every seating tried, judged by the checker alone, against the model's best."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations, product
from random import Random

import pytest

from solver.check.report import check
from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.instance import Instance
from solver.model.scope import Scope, SectionKey
from solver.plan import Plan, Seat, Section, Session
from solver.policy import Policy
from solver.problem import Companion, Problem
from solver.problem.validate import faults
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from tests.check.builders import plan, policy, problem

SCHOOLS = range(10)
PUPILS = ("P1", "P2", "P4", "P5")
SECTIONS: tuple[SectionKey, ...] = (("ball", 1), ("chess", 1), ("chess", 2))
LIMITS = SolveLimits(seconds=None, effort=5.0, seed=1)


@cache
def _school(seed: int) -> tuple[Problem, Policy, Plan]:
    """Four pupils who want one club or two of ball and chess, of which there are two sections, and up to three pairs of them."""
    rng = Random(seed)
    base = problem()
    ball, chess = base.offerings
    pupils = tuple(
        replace(
            pupil,
            choices=(choices := rng.choice((("ball", "chess"), ("chess", "ball"), ("chess",)))),
            clubs=rng.randint(1, len(choices)),
            weekdays=rng.choice(((1, 2, 3, 4, 5), (1, 2, 3, 4, 5), (2, 3, 5))),
            signed=rng.random() < 0.9,
        )
        if pupil.id in PUPILS
        else pupil
        for pupil in base.pupils
    )
    pairs = rng.sample(list(combinations(PUPILS, 2)), rng.choice((1, 2, 3)))
    companions = tuple(Companion(*pair, rng.choice(("together", "apart")), rng.choice(("must", "wish"))) for pair in pairs)
    offerings = (replace(ball, minimum=0, maximum=rng.choice((1, 2, 3))), replace(chess, minimum=0, maximum=2, max_sections=2))
    second = Section("chess", 2, (Session(rng.choice((3, 4)), 1010, "lab"),))
    found = replace(base, pupils=pupils, offerings=offerings, companions=companions)
    by = policy({"C10W": {"points": rng.choice((5, 10, 25))}})
    return found, by, replace(plan(), seats=(), sections=(*plan().sections, second))


def _ways(school: Problem, pupil: str) -> list[tuple[Seat, ...]]:
    """Everything that a pupil's choices and number of clubs allow."""
    asked = school.pupil_of[pupil]
    keys = [key for key in SECTIONS if key[0] in asked.choices]
    some = (taken for count in range(asked.clubs + 1) for taken in combinations(keys, count))
    return [tuple(Seat(pupil, *key) for key in taken) for taken in some if len({key[0] for key in taken}) == len(taken)]


def _seated(of: Plan, seats: tuple[tuple[Seat, ...], ...]) -> Plan:
    return replace(of, seats=tuple(seat for mine in seats for seat in mine))


def _choice(school: Problem, by: Policy, of: Plan) -> tuple[int, frozenset[str]]:
    """Value of the tier of choices, and the rules that the plan breaks beyond those that it breaks without seats."""
    report = check(school, by, of)
    return next(tier.value for tier in report.tiers if tier.name == "choice"), frozenset(v.rule for v in report.violations)


@pytest.mark.parametrize("seed", SCHOOLS)
def test_the_model_finds_the_best_seating(seed: int) -> None:
    school, by, empty = _school(seed)
    assert {fault.path[0] for fault in faults(school)} <= {"companions", "offerings"}
    _, ground = _choice(school, by, empty)  # two sections at once want more leaders than there are: not the point here
    trials = [_seated(empty, seats) for seats in product(*(_ways(school, pupil) for pupil in PUPILS))]
    best = min(value for value, rules in (_choice(school, by, trial) for trial in trials) if rules <= ground)
    scope = Scope(seat_pupils=frozenset(PUPILS), seat_sections=frozenset(SECTIONS))
    model = build(Instance(school, by), scope, Current(empty))
    terms, constant = model.rows.tiers["choice"], model.rows.constants["choice"]
    model.rows.broken.clear()
    outcome = CpSat(model.rows).minimise(terms, LIMITS)
    assert outcome.status == "optimal"
    assert outcome.values is not None
    value, rules = _choice(school, by, extract(model.variables, outcome.values))
    assert rules <= ground
    assert value == best == constant + sum(c * outcome.values[column] for c, column in terms) + _elsewhere(school, by)


def _elsewhere(school: Problem, by: Policy) -> int:
    """Points lost by pupils whose seats are not free here."""
    others = replace(school, pupils=tuple(p for p in school.pupils if p.id not in PUPILS), companions=())
    return next(tier.value for tier in check(others, by, Plan()).tiers if tier.name == "choice")


def test_the_bank_shows_every_kind() -> None:
    pairs = [pair for seed in SCHOOLS for pair in _school(seed)[0].companion_pairs]
    assert {(pair.kind, pair.must) for pair in pairs} == {(kind, must) for kind in ("together", "apart") for must in (True, False)}
