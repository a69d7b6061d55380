"""Checker and model agree about companions, on plans made for them, and every mutant of their rows is told from the sound ones."""

from __future__ import annotations

from functools import cache

import pytest

from solver.check.report import check
from solver.model.build import build
from solver.model.current import Current
from solver.model.instance import Instance
from solver.model.scope import everything
from tests.agreement.bank import Item
from tests.agreement.cases import aimed, school
from tests.agreement.companion_mutants import COMPANION_MUTANTS
from tests.agreement.companion_targets import COMPANIONS
from tests.agreement.fixing import Held, differences, misses
from tests.agreement.mutants import CodeMutant, RowMutant

SEEDS = range(9_500, 9_524)
ROW_MUTANTS = (
    *(RowMutant("C10", change) for change in ("upper+1", "upper-1", "dropped")),
    *(RowMutant("C10W", change) for change in ("upper+1", "dropped")),
)


@cache
def items() -> tuple[Item, ...]:
    """A plan of each school for each target, with what the sound model says of it."""
    found = []
    for seed in SEEDS:
        for target in COMPANIONS:
            problem, policy, rng = school(seed, modules=False)
            case = aimed(seed, problem, policy, target, rng)
            if case is not None:
                model = build(Instance(case.problem, case.policy), everything(case.problem, case.policy), Current(case.plan))
                report = check(case.problem, case.policy, case.plan)
                found.append(Item(case, model, report, Held(model).verdict(case.plan)))
    return tuple(found)


def test_checker_and_model_say_the_same() -> None:
    assert [wrong for item in items() if (wrong := differences(item.report, item.said))] == []
    assert [wrong for item in items() if item.report.valid and (wrong := misses(item.model))] == []


def test_the_plans_show_the_rules() -> None:
    alone = [item for item in items() if item.rules == {"C10"}]
    assert sum("together" in v.en for item in alone for v in item.report.violations) >= 3
    assert sum("apart" in v.en for item in alone for v in item.report.violations) >= 3
    wishes = [item for item in items() if item.case.about == "C10W" and item.report.valid]
    assert len(wishes) >= 5
    assert sum(any(rule == "C10W" for rule in item.model.rows.row_rule) for item in wishes) >= 3


@pytest.mark.parametrize("mutant", [*COMPANION_MUTANTS, *ROW_MUTANTS], ids=str)
def test_mutants_are_caught(mutant: CodeMutant | RowMutant) -> None:
    said = ((item, mutant.says(item)) for item in items() if item.rules <= {"C10"})
    assert any(verdict is not None and differences(item.report, verdict) for item, verdict in said)
