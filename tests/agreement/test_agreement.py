"""Checker and model agree: on random plans of random schools, about what is broken and what every tier is worth.

The checker recomputes every rule; the model states them as rows. Neither knows the other. Here each plan is shown to the
checker and the whole model is held to it: the model must be feasible exactly when the checker is silent, and its cheapest
completion must cost in each tier what the checker counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache

import pytest

from solver.check.registry import CHECKS
from solver.check.report import Report, check
from solver.model.build import build
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.scope import everything
from tests.agreement.cases import Case, cases, lifted
from tests.agreement.fixing import Held, differences, hold, misses

CHUNKS = 20
SCHOOLS = 12
"""Schools a chunk; a school gives ten cases or more."""
LEAST_CASES = 2_000
LEAST_LIFTED = 300
LEAST_ALONE = 3
"""Cases in the whole run in which a rule is the only one broken: below, the test has grown blind for the rule."""
FEASIBLE_SHARE = (35, 60)
"""Percent."""


@dataclass
class Tally:
    """What a chunk found.

    alone: cases by the only rule that they break. lifted: those asked about once more without that rule.
    """

    cases: int = 0
    feasible: int = 0
    alone: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lifted: int = 0


def _warm_start(case: Case, report: Report) -> list[str]:
    """An accepted plan as the model's start: complete, feasible, and worth what the checker says."""
    model = build(Instance(case.problem, case.policy), everything(case.problem, case.policy), Current(case.plan))
    found = [f"hints break {what}" for what in misses(model)]
    return found + [
        f"hints of tier {tier.name}: checker {tier.value}, model {model.rows.cost(tier.name)}"
        for tier in report.tiers
        if model.rows.cost(tier.name) != tier.value
    ]


def _judge(seed: int, tally: Tally) -> None:
    models: dict[tuple[int, int], Held] = {}
    for number, case in enumerate(cases(seed)):
        key = id(case.problem), id(case.policy)
        if key not in models:
            models[key] = hold(case.problem, case.policy)
        report = check(case.problem, case.policy, case.plan)
        wrong = differences(report, models[key].verdict(case.plan))
        if report.valid:
            wrong += _warm_start(case, report)
        tally.wrong += [f"seed {seed}, case {number} {case.edge or ''}: {text}" for text in wrong]
        tally.cases += 1
        tally.feasible += report.valid
        rules = frozenset(violation.rule for violation in report.violations)
        if len(rules) == 1:
            tally.alone.update(rules)
        _lift(case, rules, f"seed {seed}, case {number} without {sorted(rules)}", tally)


def _lift(case: Case, rules: frozenset[str], name: str, tally: Tally) -> None:
    """Without the only rule that it breaks, a plan is as good to the model as to the checker."""
    free = lifted(case, rules)
    if free is not None:
        report = check(free.problem, free.policy, free.plan)
        wrong = differences(report, hold(free.problem, free.policy).verdict(free.plan))
        tally.lifted += 1
        tally.wrong += [f"{name}: {text}" for text in wrong]


@cache
def _chunk(chunk: int) -> Tally:
    tally = Tally()
    for seed in range(chunk * SCHOOLS, (chunk + 1) * SCHOOLS):
        _judge(seed, tally)
    return tally


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_checker_and_model_say_the_same(chunk: int) -> None:
    assert _chunk(chunk).wrong == []


@pytest.mark.slow
def test_the_cases_are_enough_to_see_every_rule() -> None:
    tallies = [_chunk(chunk) for chunk in range(CHUNKS)]
    total = sum(tally.cases for tally in tallies)
    feasible = sum(tally.feasible for tally in tallies)
    alone = sum((tally.alone for tally in tallies), Counter[str]())
    assert total >= LEAST_CASES
    assert sum(tally.lifted for tally in tallies) >= LEAST_LIFTED
    assert FEASIBLE_SHARE[0] * total <= 100 * feasible <= FEASIBLE_SHARE[1] * total
    assert {rule: alone[rule] for rule in CHECKS if alone[rule] < LEAST_ALONE} == {}
