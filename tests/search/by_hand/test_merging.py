"""Neighbourhood of merging (K03): care groups of a day where fewer might do, with the people who look after them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from solver.plan import Assignment, CareGroup, Plan
from solver.search.evaluated import evaluate
from solver.search.lns.neighbourhoods.merging import Merging
from solver.units import Weekday
from tests.schools.tiny_by_hand import DAYS, MONDAY, TUESDAY, care, gate, instance, plan, stepped


def merged(*days: Weekday) -> Plan:
    """On these days T1 looks after both classes together in R1."""
    apart = plan()
    groups = [g for g in apart.care_groups if g.weekday not in days]
    posts = [a for a in apart.assignments if a.post.weekday not in days or a.post.kind != "care"]
    for day in days:
        groups += [CareGroup(day, period, "1A", ("1A", "2A")) for period in (0, 1)]
        posts += [Assignment(care(day, "1A", period), 1, "T1") for period in (0, 1)]
    return replace(apart, care_groups=tuple(groups), assignments=tuple(posts)).canonical()


def test_a_day_whose_classes_could_be_together_is_freed() -> None:
    """Four pupils in two groups: one would do. On Monday they are together already, so it is Tuesday, with T1 and T2, in both periods."""
    here = instance("G10")
    for seed in range(5):
        scope = Merging().propose(here, evaluate(here, merged(MONDAY)), Random(seed))
        assert scope is not None
        assert scope.groups == {(TUESDAY, "1-2", period) for period in (0, 1)}
        assert scope.people == {"T1", "T2"}
        assert scope.duty_days == {(1, TUESDAY)}


def test_nothing_is_proposed_where_no_group_could_be_saved() -> None:
    """Together on both days; or apart, where a group may hold two pupils alone."""
    here = instance("G10")
    assert Merging().propose(here, evaluate(here, merged(*DAYS)), Random(1)) is None
    tight = instance("G10", numbers={"K03": {"pupils": 2}})
    assert Merging().propose(tight, evaluate(tight, plan()), Random(1)) is None


def test_the_step_saves_a_group_in_each_period() -> None:
    """80 minutes with one group less on the day: two class-hours of 40 minutes of 60 yuan, 12,000 fen. The gate counts nothing."""
    here = instance("G10")
    before = evaluate(here, merged(MONDAY))
    after = stepped(here, before, Merging())
    assert {g.classes for g in after.plan.care_groups} == {("1A", "2A")}
    assert before.values["cost"] - after.values["cost"] == 2 * 6_000
    assert gate(MONDAY) in {a.post for a in after.plan.assignments}
