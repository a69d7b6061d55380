"""Neighbourhoods of whole days: everybody, with all weekly posts and groups of one day or of the week."""

from __future__ import annotations

from random import Random

from solver.search.evaluated import evaluate
from solver.search.lns.neighbourhoods.whole_days import EVERYONE, ONE_DAY
from tests.schools.tiny_by_hand import DAYS, instance, plan, stepped


def test_one_day_or_all() -> None:
    here = instance("D02")
    current = evaluate(here, plan())
    one, every = ONE_DAY.propose(here, current, Random(1)), EVERYONE.propose(here, current, Random(1))
    assert one is not None
    assert every is not None
    assert one.people == every.people == {"T1", "T2", "T3"}
    ((_, day),) = one.duty_days
    assert one.groups == {(day, "1-2", period) for period in (0, 1)}
    assert every.duty_days == {(1, day) for day in DAYS}
    assert every.groups == {(day, "1-2", period) for day in DAYS for period in (0, 1)}
    assert one.sections == every.sections == frozenset()


def test_the_step_fills_a_day() -> None:
    """Both of the days have empty posts; steps on one day fill it as a whole, and two or more steps all."""
    here = instance("D08")
    current = evaluate(here, plan("- - - - -", "T1 T2 T1 T2 T3"))
    assert current.values["coverage"] > 0
    assert stepped(here, current, ONE_DAY, EVERYONE).values["coverage"] == 0
