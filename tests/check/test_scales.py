"""A tier never loses more than its scale, whatever people and plans are like; cost is no loss, but varies by no more than it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.plan.plan import Plan
from solver.problem.bells import Busy
from solver.problem.money import PayTier
from solver.problem.people import REASONS, Staff
from tests.check.builders import plan, policy, problem, verdict

SCHOOL, PLAN = problem(), plan()
AWAY = tuple(Busy(day, 0, 1440) for day in range(1, 6))


@st.composite
def people(draw: st.DrawFn) -> tuple[Staff, ...]:
    """The tiny school's staff with other shares, balances, reasons, and some who are never there."""
    return tuple(
        replace(
            person,
            share=draw(st.integers(10, 100)),
            balance=draw(st.integers(-3000, 3000)),
            reasons=REASONS[:1] if draw(st.booleans()) else (),
            unavailable=AWAY if draw(st.booleans()) else (),
            takes_part=draw(st.booleans()),
        )
        for person in SCHOOL.staff
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """The tiny school's plan with some assignments given to others of the staff or to nobody."""
    ids = [None, *SCHOOL.staff_of]
    given_to = draw(st.lists(st.tuples(st.integers(0, len(PLAN.assignments) - 1), st.sampled_from(ids)), max_size=40))
    held = dict(enumerate(PLAN.assignments))
    for place, person in given_to:
        if place in held:
            item = held.pop(place)
            if person is not None:
                held[place] = item._replace(person=person)
    return replace(PLAN, assignments=tuple(held.values()))


@settings(max_examples=60, deadline=None)
@given(people(), plans(), st.integers(0, 1), st.integers(0, 100))
def test_no_tier_exceeds_its_scale(staff: tuple[Staff, ...], of: Plan, everybody: int, repay: int) -> None:
    school = replace(SCHOOL, staff=staff)
    by = policy({"D02": {"all_in_service": everybody, "allowed_minutes_per_week": 0, "repay_percent": repay}})
    for score in verdict(school, by, of).tiers:
        assert score.name == "cost" or 0 <= score.value <= score.scale, score


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(PLAN.assignments) - 1), st.sampled_from([*SCHOOL.staff_of, *SCHOOL.outside_of]))))
def test_cost_differs_by_its_scale_at_most(changes: list[tuple[int, str]]) -> None:
    """Own staff at any post of two plans with the same sections and groups, outside people at sessions."""
    held = dict(enumerate(PLAN.assignments))
    for place, person in changes:
        if person in SCHOOL.staff_of or held[place].post.kind in ("lead", "assist"):
            held[place] = held[place]._replace(person=person)
    tiers = (PayTier("A", 9000), PayTier("B", 3000))
    staff = tuple(replace(person, tier=tier) for person, tier in zip(SCHOOL.staff, "ABABA", strict=True))
    school = replace(SCHOOL, staff=staff, money=replace(SCHOOL.money, tiers=tiers))
    plans = PLAN, replace(PLAN, assignments=tuple(held.values()))
    one, other = (next(tier for tier in verdict(school, of=of).tiers if tier.name == "cost") for of in plans)
    assert abs(one.value - other.value) <= one.scale == other.scale


@settings(max_examples=60, deadline=None)
@given(people(), plans())
def test_a_load_is_exact_to_a_hundredth_of_a_minute(staff: tuple[Staff, ...], of: Plan) -> None:
    school = replace(SCHOOL, staff=staff)
    by = policy({"D02": {"all_in_service": 1, "repay_percent": 10}}, levels={"D05": "off"})
    facts = verdict(school, by, of).facts
    for person in staff[:3]:
        exact = Fraction(100 * 100 * facts.minutes[person.id], person.share) + 10 * person.balance
        assert 0 <= exact - facts.loads[person.id] < 1
