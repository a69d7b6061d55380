"""E02, E03, E04, E05, E06, E14: ball meets on Tuesdays, first on 2 September 2025, last on 13 January 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from solver.problem.people import Outside
from tests.check.builders import ASSIST_BALL, LEAD_BALL, broken, offered, plan, policy, problem, reassigned

O1 = problem().outside[0]
BALL = problem().offerings[0]
FIRST, LAST = date(2025, 9, 2), date(2026, 1, 13)
WHO = ("O1", "ball#1")


def vetted(rule: str, person: Outside) -> list[tuple[tuple[str, ...], int | None, str, str]]:
    return broken(rule, replace(problem(), outside=(person,)))


def test_E02_academic_offering() -> None:
    assert broken("E02") == []
    academic = offered(problem(), replace(BALL, academic=True))
    assert broken("E02", academic) == [(WHO, None, "academic", "non-academic")]
    assert broken("E02", academic, of=reassigned(plan(), LEAD_BALL, "T1")) == []
    assert broken("E02", academic, policy(levels={"E02": "off"})) == []


def test_E03_approval_covers_the_term() -> None:
    limit = "2025-09-02..2026-01-13"
    assert vetted("E03", replace(O1, approved_from=FIRST, approved_to=LAST)) == []
    assert vetted("E03", replace(O1, approved_from=date(2025, 9, 3), approved_to=LAST)) == [
        (WHO, 2, "2025-09-03..2026-01-13", limit)]  # fmt: skip
    assert vetted("E03", replace(O1, approved_from=FIRST, approved_to=date(2026, 1, 12))) == [
        (WHO, 2, "2025-09-02..2026-01-12", limit)]  # fmt: skip
    assert vetted("E03", replace(O1, approved_to=None)) == [(WHO, None, "2025-09-01..?", "set")]


def test_E03_holidays_do_not_count() -> None:
    school = replace(problem(), outside=(replace(O1, approved_from=date(2025, 9, 9), approved_to=LAST),))
    assert len(broken("E03", school)) == 1
    assert broken("E03", replace(school, term=replace(school.term, holidays=(FIRST,)))) == []


@pytest.mark.parametrize(("pool", "faults"), [("city", 0), ("district", 0), ("none", 1), ("village", 1)])
def test_E04_pool(pool: str, faults: int) -> None:
    assert vetted("E04", replace(O1, pool=pool)) == [(WHO, None, pool, "city, district")] * faults


def test_E05_review_on_the_day_before_is_accepted_and_on_the_first_day_refused() -> None:
    assert vetted("E05", replace(O1, reviewed=date(2025, 9, 1))) == []
    assert vetted("E05", replace(O1, reviewed=FIRST)) == [(WHO, 2, "2025-09-02", "<2025-09-02")]
    assert vetted("E05", replace(O1, reviewed=None)) == [(WHO, None, "?", "set")]


def test_E06_insured_then_filed_then_in_school() -> None:
    assert vetted("E06", replace(O1, insured_from=FIRST, filed=FIRST, insured_to=LAST)) == []
    assert len(vetted("E06", replace(O1, insured_from=FIRST, filed=date(2025, 9, 1)))) == 1
    assert len(vetted("E06", replace(O1, filed=date(2025, 9, 3)))) == 1
    assert vetted("E06", replace(O1, insured_to=date(2026, 1, 12))) == [
        (WHO, 2, "2025-08-01..2025-08-20..2026-01-12", "2025-09-02..2026-01-13")]  # fmt: skip
    for missing in (replace(O1, insured_from=None), replace(O1, insured_to=None), replace(O1, filed=None)):
        assert [item[:2] for item in vetted("E06", missing)] == [(WHO, None)]


def test_E14_record_and_contract() -> None:
    asked = "clean record, contract"
    assert vetted("E14", O1) == []
    without = replace(problem(), outside=(replace(O1, clean_record=False),))
    assert broken("E14", without, policy(levels={"E07": "off"})) == [(WHO, None, "missing: clean record", asked)]
    assert vetted("E14", replace(O1, contract=False)) == [(WHO, None, "missing: contract", asked)]


def test_E_rules_are_about_leading() -> None:
    unvetted = replace(problem(), outside=(replace(O1, pool="none", contract=False),))
    assisting = reassigned(reassigned(plan(), LEAD_BALL, None), ASSIST_BALL, "O1")
    assert broken("E04", unvetted, of=assisting) == broken("E14", unvetted, of=assisting) == []
    assert len(broken("K06", unvetted, of=assisting)) == 1
