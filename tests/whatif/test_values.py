"""Marginal values: intervals hold, additions are never worth less than nothing, and what does more than add is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from solver import Params, ProblemError, ValueParams, marginal_values
from solver.changes.amount import Amount
from solver.changes.change import Case
from solver.changes.courses import SectionCount
from solver.changes.joining import Join, Vetting
from solver.changes.people import Leave
from solver.changes.places import AddRoom
from solver.problem import Outside, Problem
from solver.whatif.staffing.candidates import candidates
from solver.whatif.staffing.marginal import MarginalValues
from tests.schools import tiny_by_hand as tiny

EFFORT = ValueParams(Params(seconds=None, effort=0.2, seed=1, workers=1))
SOFT = tiny.policy("C04", numbers={"D14": {"escort_minutes": 5}})
RULES = replace(SOFT, rules={**SOFT.rules, "C06": replace(SOFT.rules["C06"], level="hard")})
"""Choices count, and a section holds so many."""
CHANGES = (SectionCount(Amount(1, "by"), ("club",)), Join("subject"), AddRoom("H"))


def crowded() -> Problem:
    """Four pupils want a club of two places of which one section may open."""
    school = tiny.with_club(tiny.problem(), sections=1, places=2)
    return replace(school, gates=tuple(replace(gate, seconds_per_class=1) for gate in school.gates))


@pytest.fixture(scope="module")
def values() -> MarginalValues:
    return marginal_values(crowded(), RULES, tiny.opened("1A1", "1A2"), CHANGES, EFFORT)


def test_low_estimate_and_high_are_in_order(values: MarginalValues) -> None:
    assert len(values.values) == len(CHANGES)
    for value in values.values:
        for gain in value.gains:
            assert 0 <= gain.low <= gain.estimate <= gain.high


def test_a_section_for_those_who_wait_is_worth_their_choices(values: MarginalValues) -> None:
    """Two pupils more sit in their first choice: exactly what they lose without."""
    best = values.values[0]
    assert isinstance(best.change, SectionCount)
    assert best.searched
    gain = next(gain for gain in best.gains if gain.tier == "choice")
    lost = dict(values.base)["choice"]
    assert gain.estimate == gain.high == lost > 0


def test_what_does_not_bind_is_estimated_as_nothing(values: MarginalValues) -> None:
    for value in values.values[1:]:
        gain = next(gain for gain in value.gains if gain.tier == "choice")
        assert (gain.low, gain.estimate) == (0, 0)


def test_usual_candidates_only_add_and_name_skills_and_papers() -> None:
    """The club is wanted in vain, so somebody who can lead it is asked for; O1's review is missing, O2 has all papers, and no date that
    is added mends those of O3, who was filed before the insurance began."""
    school = crowded()
    day, last = school.term.first - timedelta(days=30), school.term.last
    papers = Outside("O2", "org", 8000, (1, 2), approved_from=day, approved_to=last, reviewed=day, insured_from=day,
                     insured_to=last, filed=day, clean_record=True, contract=True)  # fmt: skip
    filed_first = replace(papers, id="O3", insured_from=day + timedelta(days=1))
    school = replace(school, outside=(replace(papers, id="O1", reviewed=None), papers, filed_first))
    policy = replace(RULES, rules={**RULES.rules, **{rule: replace(RULES.rules[rule], level="hard") for rule in ("E05", "E06")}})
    found = candidates(school, policy, tiny.opened("1A1", "1A2"))
    assert Join("subject", skills=("art:1",)) in found
    assert [change for change in found if isinstance(change, Vetting)] == [Vetting(("O1",), reviewed=school.term.first - timedelta(days=1))]
    assert {change.effect(Case(school, policy)) for change in found} == {"adds"}


@pytest.mark.parametrize(("field", "earlier", "later"), [
    ("approved_from", "adds", "removes"), ("reviewed", "adds", "removes"), ("insured_from", "adds", "removes"),
    ("approved_to", "removes", "adds"), ("insured_to", "removes", "adds"), ("filed", "mixed", "mixed"),
])  # fmt: skip
def test_an_earlier_date_adds_where_it_only_has_to_be_early_enough(field: str, earlier: str, later: str) -> None:
    day = date(2026, 9, 7)
    dated = {field: day}
    case = Case(replace(crowded(), outside=(Outside("O1", "org", 8000, (1,), **dated),)), RULES)
    effects = [Vetting(("O1",), **{field: day + timedelta(days=by)}).effect(case) for by in (-1, 0, 1)]
    assert effects == [earlier, "adds", later]


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ProblemError) as caught:
        marginal_values(crowded(), RULES, tiny.opened("1A1", "1A2"), (Leave(("T1",)), Join("nobody")), EFFORT)
    assert len(caught.value.faults) == 2


def test_a_plan_that_breaks_rules_is_no_base() -> None:
    plan = replace(tiny.opened("1A1", "1A2"), dismissals=())
    with pytest.raises(ProblemError) as caught:
        marginal_values(crowded(), RULES, plan, CHANGES, EFFORT)
    assert caught.value.faults[0].path == ("plan",)
