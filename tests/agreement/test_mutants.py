"""The agreement test sees: mutants of the model and of the checker's numbers are all told from the sound ones.

A mutant is caught when checker and model disagree on some plan, about what is allowed or about the worth of a tier.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from solver.check.registry import CHECKS, SCORES
from solver.model.context import ModelContext
from solver.model.families import answering, blocks, content, dismissal, duty, money, rooms, seats, staffing
from solver.model.registry import FAMILIES, POSTERS
from tests.agreement.bank import bank, row_rules
from tests.agreement.familiar_mutants import FAMILIAR_MUTANTS
from tests.agreement.fixing import differences
from tests.agreement.furnish import MODULES
from tests.agreement.hours import TIME_MUTANTS
from tests.agreement.mutants import (
    CODE_MUTANTS,
    ROW_CHANGES,
    CodeMutant,
    PolicyMutant,
    RowMutant,
    caught,
    checker_caught,
    without_family,
)
from tests.agreement.order_mutants import ORDER_MUTANTS
from tests.agreement.policies import COVERAGE_RULES, HARD_NUMBERS, SOFT_NUMBERS

EQUIVALENT: dict[str, str] = {}
"""Mutant -> why no plan can tell it from the sound model."""
TRIED_FIRST: dict[Callable[[ModelContext], None], str] = {
    duty.zones: "H01", duty.patrols: "H01", duty.waiting: "A09", answering.questions: "B05", staffing.data_breaks: "D08",
    blocks.places: "A06", blocks.evening_hours: "A07",
    content.mostly_activities: "B02", content.no_club_in_tutoring: "B01", rooms.room_size: "H07",
    rooms.one_use: "I04", seats.no_overlap: "K02",
    seats.on_bells: "K04", dismissal.together: "D14", dismissal.handed_over: "D14", staffing.timed_presence: "D08",
    staffing.outside_sections: "K01", staffing.filled: "D08", money.data: "G05",
}  # fmt: skip
"""Families that state a part of a rule whose main place is another, or many rules -> the rule that shows best that they are missing."""
FAMILY_RULES = {
    family: TRIED_FIRST.get(family) or next(rule for rule, main in POSTERS.items() if main is family) for family in FAMILIES
}
"""Family -> the rule whose plans are tried first when the family is missing."""
POLICY_MUTANTS = (
    *(PolicyMutant(rule, name, step) for rule, name in (*HARD_NUMBERS, *SOFT_NUMBERS) for step in (1, -1)),
    *(PolicyMutant(rule, "", 1) for rule in (*SCORES, *COVERAGE_RULES, *MODULES)),
)
SEEDED = (*CODE_MUTANTS, *TIME_MUTANTS, *ORDER_MUTANTS, *FAMILIAR_MUTANTS)
ROW_MUTANTS = tuple(RowMutant(rule, change) for rule in POSTERS for change in ROW_CHANGES)

pytestmark = pytest.mark.slow


def test_the_sound_model_agrees_on_the_bank() -> None:
    assert [found for item in bank() if (found := differences(item.report, item.said))] == []


def test_the_bank_has_a_plan_that_breaks_each_rule_alone() -> None:
    assert {rule for rule in CHECKS if not any(item.rules == {rule} for item in bank())} == set()


def test_every_rule_with_rows_and_every_family_has_its_mutants() -> None:
    assert row_rules() <= set(POSTERS)
    assert set(EQUIVALENT) <= {str(mutant) for mutant in (*ROW_MUTANTS, *SEEDED, *POLICY_MUTANTS)}


@pytest.mark.parametrize("rule", POSTERS)
def test_mutants_of_rows_are_caught(rule: str) -> None:
    mutants = [RowMutant(rule, change) for change in ROW_CHANGES]
    real = [mutant for mutant in mutants if any(mutant.rows(item.model.rows) is not None for item in bank())]
    assert bool(real) == (rule in row_rules())
    assert [str(mutant) for mutant in real if str(mutant) not in EQUIVALENT and not caught(mutant)] == []


@pytest.mark.parametrize("mutant", SEEDED, ids=str)
def test_mutants_of_frame_and_eligibility_are_caught(mutant: CodeMutant) -> None:
    assert caught(mutant)


@pytest.mark.parametrize("mutant", [without_family(family, rule) for family, rule in FAMILY_RULES.items()], ids=str)
def test_a_missing_family_is_caught(mutant: CodeMutant) -> None:
    assert caught(mutant)


@pytest.mark.parametrize("mutant", POLICY_MUTANTS, ids=str)
def test_mutants_of_the_checkers_numbers_are_caught(mutant: PolicyMutant) -> None:
    assert checker_caught(mutant)
