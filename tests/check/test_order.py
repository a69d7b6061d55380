"""The tier order: D17 small ones first, D18 siblings near each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check.families.order import late_pairs
from solver.check.plan_index import PlanIndex
from solver.plan.plan import Dismissal, Plan
from solver.problem.places import Gate
from solver.problem.problem import Problem
from tests.check.builders import enrolled, plan, policy, problem, tier

PAIR = 1000
"""What a pair of grades counts, in steps of siblings."""
SIBLINGS = {"P1": "S", "P4": "S"}
"""One child in 1A and one in 2A, both on all five days."""


def left(*slots: tuple[int, int, str]) -> Plan:
    """The plan with these dismissals: (grade, minute, gate)."""
    return replace(plan(), dismissals=tuple(Dismissal(*slot) for slot in slots))


def related(families: dict[str, str], base: Problem | None = None) -> Problem:
    """The school with family codes."""
    base = base or problem()
    return replace(base, pupils=tuple(replace(pupil, family=families.get(pupil.id, "")) for pupil in base.pupils))


LATE_LOW = left((1, 1060, "G1"), (2, 1050, "G1"))
LATE_HIGH = left((1, 1050, "G1"), (2, 1060, "G1"))


def test_D17_counts_pairs_of_which_the_lower_grade_leaves_later() -> None:
    assert tier("order") == (0, PAIR), "both at 17:30"
    assert tier("order", of=LATE_HIGH) == (0, PAIR)
    assert tier("order", of=LATE_LOW) == (PAIR, PAIR)
    assert tier("order", by=policy(weights={"D17": 3}), of=LATE_LOW) == (3, 3)
    assert tier("order", by=policy(levels={"D17": "off"}), of=LATE_LOW) == (0, 1)


def test_D17_two_gates_at_one_minute_are_no_order() -> None:
    school = problem()
    school = replace(
        school, gates=(*school.gates, Gate("G2", 1, 60, 1)),
        windows=tuple(replace(window, gates=("G1", "G2")) for window in school.windows),
    )  # fmt: skip
    assert tier("order", school, of=left((1, 1050, "G2"), (2, 1050, "G1"))) == (0, PAIR)
    assert tier("order", school, of=left((1, 1060, "G2"), (2, 1050, "G1"))) == (PAIR, PAIR)


def test_D17_a_grade_without_applicants_counts_for_nothing() -> None:
    nobody = replace(problem(), pupils=tuple(replace(p, weekdays=()) if p.class_id == "1A" else p for p in problem().pupils))
    assert tier("order", nobody, of=LATE_LOW) == (0, PAIR)


def test_D17_names_the_pairs_and_forgives_a_forgotten_grade() -> None:
    assert late_pairs(PlanIndex(problem(), policy(), LATE_LOW)) == [(1, 2)]
    assert tier("order", of=left((1, 1060, "G1"))) == (0, PAIR)
    assert tier("order", of=Plan()) == (0, PAIR)


@pytest.mark.parametrize(
    ("minutes", "steps"),
    [((1050, 1050), 0), ((1050, 1060), 0), ((1060, 1050), PAIR), ((1050, 1061), 5), ((1050, 1070), 5), ((1050, 1071), 10)],
)
def test_D18_counts_what_siblings_wait_beyond_ten_minutes(minutes: tuple[int, int], steps: int) -> None:
    """Steps of ten minutes, begun ones counted whole, on each of five days; an older child who waits is D17's matter as well."""
    school = related(SIBLINGS)
    school = replace(school, windows=tuple(replace(w, dismissals=(1050, 1060, 1061, 1070, 1071)) for w in school.windows))
    value, scale = tier("order", school, of=left((1, minutes[0], "G1"), (2, minutes[1], "G1")))
    assert (value, scale) == (steps, PAIR + 5 * 2)


def test_D18_numbers_of_the_policy() -> None:
    school = related(SIBLINGS)
    school = replace(school, windows=tuple(replace(w, dismissals=(1050, 1071)) for w in school.windows))
    of = left((1, 1050, "G1"), (2, 1071, "G1"))
    for allowed, step, value in ((10, 10, 10), (11, 10, 5), (21, 10, 0), (0, 10, 15), (10, 11, 5), (0, 1, 105)):
        by = policy({"D18": {"allowed_minutes": allowed, "step_minutes": step}}, {"D17": "off"})
        assert tier("order", school, by, of) == (value, max(1, value))


def test_D18_counts_the_days_on_which_several_of_a_family_come() -> None:
    """P2 attends all days, P6 on Mondays alone and in extended care until 18:30, 60 minutes after P2."""
    assert tier("order", related({"P2": "S", "P6": "S"})) == (5, PAIR + 5)
    assert tier("order", related({"P2": "S", "P3": "S"})) == (0, PAIR), "P3 attends never"
    both = enrolled(problem(), replace(problem().pupils[1], late_until=1110))
    assert tier("order", related({"P2": "S", "P6": "S"}, both)) == (0, PAIR + 1), "fetched together"


def test_D18_of_three_siblings_first_and_last_count() -> None:
    assert tier("order", related({"P1": "S", "P4": "S", "P6": "S"})) == (5, PAIR + 5), "17:30, 17:30 and, on Mondays, 18:30"
    assert tier("order", related({"P1": "S", "P4": "S", "P6": "S"}), of=LATE_HIGH) == (5, PAIR + 5)
    assert tier("order", related({"P1": "S", "P2": "S"}), of=LATE_HIGH) == (0, PAIR + 1), "one grade leaves together"


def test_D18_where_no_siblings_are_named_nothing_is_measured() -> None:
    assert tier("order", related({"P1": "S"})) == (0, PAIR), "a family of one"
    assert tier("order", related({"P1": "", "P4": ""}), of=LATE_HIGH) == (0, PAIR)


def test_D18_a_slot_that_is_not_used_changes_no_value() -> None:
    school = related(SIBLINGS)
    more = replace(school, windows=tuple(replace(w, dismissals=(1050, 1060, 1100)) for w in school.windows))
    for of in (plan(), LATE_LOW, LATE_HIGH):
        assert tier("order", more, of=of)[0] == tier("order", school, of=of)[0]
