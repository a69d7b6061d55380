"""A04 and K03."""

from __future__ import annotations

from dataclasses import replace

from solver.plan.plan import CareGroup, Plan
from solver.problem.bells import Interval
from solver.problem.problem import Problem
from tests.check.builders import PERIODS, broken, enrolled, plan, policy, problem, roomed

P5 = problem().pupils[4]


def regrouped(old: CareGroup, *new: CareGroup) -> Plan:
    kept = tuple(item for item in plan().care_groups if item != old)
    assert len(kept) < len(plan().care_groups)
    return replace(plan(), care_groups=kept + new)


TUESDAY = CareGroup(2, 1, "1A", ("1A", "2A"))


def test_A04_class_without_a_group() -> None:
    assert broken("A04", of=regrouped(CareGroup(2, 0, "2A", ("2A",)))) == [(("2A",), 2, "2", "0")]


def test_A04_pupils_at_sessions_do_not_stay() -> None:
    # in period 1 of Tuesday P1 and P4 are at the ball, P2 and P5 stay
    assert broken("A04", of=regrouped(TUESDAY)) == [(("1A",), 2, "1", "0"), (("2A",), 2, "1", "0")]


def test_A04_class_of_which_nobody_stays_needs_no_group() -> None:
    away = enrolled(problem(), replace(P5, weekdays=(1, 3, 4, 5)))
    assert broken("A04", away, of=regrouped(TUESDAY, CareGroup(2, 1, "1A", ("1A",)))) == []


def test_A04_session_that_covers_a_part_of_a_period_keeps_nobody_away() -> None:
    base = problem()
    short = replace(base, offerings=(replace(base.offerings[0], minutes=39), base.offerings[1]))
    assert broken("A04", short, of=regrouped(TUESDAY)) == [(("1A",), 2, "2", "0"), (("2A",), 2, "2", "0")]


def test_K03_classes() -> None:
    assert broken("K03", by=policy({"K03": {"classes": 2}})) == []
    found = broken("K03", by=policy({"K03": {"classes": 1}}))
    assert len(found) == 10
    assert found[0] == (("1A", "2A"), 1, "2", "1")


def test_K03_grade_span() -> None:
    assert broken("K03", by=policy({"K03": {"grade_span": 1}})) == []
    assert broken("K03", by=policy({"K03": {"grade_span": 0}}))[0] == (("1A", "2A"), 1, "1", "0")


def test_K03_pupils() -> None:
    # five pupils stay on Monday, fewer on other days
    assert broken("K03", by=policy({"K03": {"pupils": 5}})) == []
    assert broken("K03", by=policy({"K03": {"pupils": 4}})) == [(("1A", "2A"), 1, "5", "4")] * 2


def test_K03_capacity_of_the_host_room() -> None:
    def holding(capacity: int) -> Problem:
        return roomed(problem(), replace(problem().rooms[0], capacity=capacity))

    assert broken("K03", holding(5)) == []
    assert broken("K03", holding(4)) == [(("1A", "2A"), 1, "5", "4")] * 2


def test_K03_class_alone_has_no_limit() -> None:
    base = problem()
    tiny = replace(base, rooms=tuple(replace(item, capacity=0) for item in base.rooms[:2]) + base.rooms[2:])
    alone = tuple(item for day in range(1, 6) for period in range(3) for item in (
        CareGroup(day, period, "1A", ("1A",)), CareGroup(day, period, "2A", ("2A",))))  # fmt: skip
    assert broken("K03", tiny, policy({"K03": {"pupils": 0}}), replace(plan(), care_groups=alone)) == []


def test_K03_class_of_another_band() -> None:
    base = problem()
    other = replace(base.windows[1], periods=(*PERIODS[:2], Interval(1010, 1049)))
    split = replace(base, windows=(base.windows[0], other))
    found = broken("K03", split)
    assert len(found) == 10
    assert found[0] == (("1A", "2A"), 1, "2", "1")
    assert len(broken("A04", split)) == 10  # the host's period is not the class's own
