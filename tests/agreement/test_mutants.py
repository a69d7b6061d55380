"""The agreement test sees: mutants of the model and of the checker's numbers are all told from the sound ones.

A mutant is caught when checker and model disagree on some plan, about what is allowed or about the worth of a tier.
"""

from __future__ import annotations

import pytest

from solver.check.registry import CHECKS, SCORES
from solver.model.families import (
    accounts,
    answering,
    blocks,
    budget,
    care,
    content,
    dismissal,
    duty,
    fairness,
    flex,
    given,
    money,
    people,
    rooms,
    seats,
    stability,
    staffing,
    teaching,
    time,
    venues,
    workload,
)
from solver.model.registry import FAMILIES
from tests.agreement.bank import bank, row_rules
from tests.agreement.fixing import differences
from tests.agreement.furnish import MODULES
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
from tests.agreement.policies import COVERAGE_RULES, HARD_NUMBERS, SOFT_NUMBERS

ROW_RULES = (
    "A01", "A02", "A03", "A04", "A06", "A07", "A08", "A09", "A12", "A14",
    "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B11", "B13", "C01", "C06",
    "D01", "D02", "D02R", "D03", "D03F", "D08", "D08H", "D10", "D13", "D14", "E03", "E05", "E06", "E13", "G02", "G04",
    "G10C", "H01", "H03", "H03P",
    "H04", "H06", "H07", "H08", "I04", "K00", "K01", "K02", "K03", "K04", "K05", "K07",
)  # fmt: skip
"""Rules under which rows stand."""
EQUIVALENT: dict[str, str] = {}
"""Mutant -> why no plan can tell it from the sound model."""
FAMILY_RULES = {
    dismissal.one_slot: "K00", time.service_length: "A02", time.end_of_work: "A03", time.after_lessons: "A11",
    time.exact_windows: "A12", dismissal.waves: "D14", dismissal.peak: "H03P", duty.patrols: "H01",
    duty.waiting: "A09", duty.zones: "H01", answering.questions: "B05", blocks.places: "A06", blocks.evening_hours: "A07",
    blocks.evenings_a_week: "A07", blocks.short_nights: "A07R",
    staffing.data_breaks: "D08", content.tutoring: "B01", content.no_written_homework: "B02", rooms.meetings: "K05",
    rooms.room_size: "H07", rooms.one_use: "H07", rooms.late_places: "H08", time.days_open: "A01", seats.voluntary: "C01",
    seats.no_overlap: "K02", seats.in_window: "K04", seats.section_size: "C06", seats.choice: "C04",
    content.no_club_in_tutoring: "B01", content.base_period: "B06", content.breadth: "B07", care.groups: "A04",
    staffing.filled: "D08", staffing.one_place: "K02", staffing.session_times: "E03", staffing.outside_sections: "K01",
    staffing.hand_overs: "D08H", people.company: "D13", workload.caps: "D10", workload.own_share: "D01", workload.rotation: "D02R",
    fairness.load_range: "D02", fairness.care: "D05", flex.grants: "D03", budget.fees: "G02",
    budget.outside_minutes: "E01", budget.spending: "G10", money.data: "G05", accounts.balance: "G04",
    accounts.agreements: "G10C",
    content.mostly_activities: "B02", content.homework: "B03", teaching.no_lessons: "B04", rooms.checked: "H06",
    venues.trips: "B13", given.dream_classes: "B08", given.squads: "B11",
    stability.locks: "K07", stability.changes: "B14",
}  # fmt: skip
"""Family -> the rule whose plans are tried first when the family is missing."""
POLICY_MUTANTS = (
    *(PolicyMutant(rule, name, step) for rule, name in (*HARD_NUMBERS, *SOFT_NUMBERS) for step in (1, -1)),
    *(PolicyMutant(rule, "", 1) for rule in (*SCORES, *COVERAGE_RULES, *MODULES)),
)
ROW_MUTANTS = tuple(RowMutant(rule, change) for rule in ROW_RULES for change in ROW_CHANGES)

pytestmark = pytest.mark.slow


def test_the_sound_model_agrees_on_the_bank() -> None:
    assert [found for item in bank() if (found := differences(item.report, item.said))] == []


def test_the_bank_has_a_plan_that_breaks_each_rule_alone() -> None:
    assert {rule for rule in CHECKS if not any(item.rules == {rule} for item in bank())} == set()


def test_every_rule_with_rows_and_every_family_has_its_mutants() -> None:
    assert row_rules() == set(ROW_RULES)
    assert set(FAMILIES) == set(FAMILY_RULES)
    assert set(EQUIVALENT) <= {str(mutant) for mutant in (*ROW_MUTANTS, *CODE_MUTANTS, *POLICY_MUTANTS)}


@pytest.mark.parametrize("rule", ROW_RULES)
def test_mutants_of_rows_are_caught(rule: str) -> None:
    mutants = [RowMutant(rule, change) for change in ROW_CHANGES]
    real = [mutant for mutant in mutants if any(mutant.rows(item.model.rows) is not None for item in bank())]
    assert real
    assert [str(mutant) for mutant in real if str(mutant) not in EQUIVALENT and not caught(mutant)] == []


@pytest.mark.parametrize("mutant", CODE_MUTANTS, ids=str)
def test_mutants_of_frame_and_eligibility_are_caught(mutant: CodeMutant) -> None:
    assert caught(mutant)


@pytest.mark.parametrize("mutant", [without_family(family, rule) for family, rule in FAMILY_RULES.items()], ids=str)
def test_a_missing_family_is_caught(mutant: CodeMutant) -> None:
    assert caught(mutant)


@pytest.mark.parametrize("mutant", POLICY_MUTANTS, ids=str)
def test_mutants_of_the_checkers_numbers_are_caught(mutant: PolicyMutant) -> None:
    assert checker_caught(mutant)
