"""Rules that pull against one another: who leaves before work ends, and what the setting U6 makes of it."""

from dataclasses import replace

import pytest

from solver.explain.precheck import precheck, warnings
from solver.plan.result import Reason
from solver.policy.load import load_policy
from tests.problem.schools import village

EASY = {"D10": {"numbers": {"days_per_week": 5, "late_after": "18:30"}}}


def notices(work_end: int, answer: str, **numbers: object) -> list[Reason]:
    problem = replace(village(late=3), term=replace(village().term, work_end=work_end))
    policy = load_policy("national", {**EASY, "U6": answer, **({"A12": numbers} if numbers else {})})
    return [reason for reason in warnings(problem, policy) if reason.rule == "A03"]


@pytest.mark.parametrize("answer", ["strict", "waiver", "stagger"])
def test_nobody_waits_where_the_last_wave_meets_the_end_of_work(answer: str) -> None:
    last = max(m for window in village().windows for m in window.dismissals)
    assert notices(last, answer) == []


@pytest.mark.parametrize(("answer", "allowed"), [("strict", False), ("waiver", True), ("stagger", True)])
def test_waiting_is_told_with_pupils_and_minutes(answer: str, allowed: bool) -> None:
    last = max(m for window in village().windows for m in window.dismissals)
    (found,) = notices(last + 20, answer)
    pupils = [pupil for pupil in village(late=3).pupils if pupil.weekdays]
    assert f"{len(pupils)} 名学生要等 20 分钟，其中 3 人已申请延时托管" in found.zh
    assert ("设置 U6 允许" in found.zh) is allowed
    assert ("cannot hold" in found.en) is not allowed
    problem = replace(village(late=3), term=replace(village().term, work_end=last + 20))
    refused = [reason.rule for reason in precheck(problem, load_policy("national", {**EASY, "U6": answer}))]
    assert ("A03" in refused) is not allowed


def test_hours_laid_down_are_named() -> None:
    grade = village().windows[0].grade
    end = max(village().windows[0].dismissals)
    numbers = {f"g{grade}_start": village().windows[0].start, f"g{grade}_end": end}
    found = notices(end + 1, "strict", level="hard", numbers=numbers)
    assert "A12" in found[0].zh


@pytest.mark.parametrize(("floor", "cap", "told"), [(6000, 6000, False), (6001, 6000, True)])
def test_a_floor_of_pay_above_its_cap_is_told(floor: int, cap: int, told: bool) -> None:
    rates = {"G05": {"numbers": {"fen_per_classhour": floor}}, "G06": {"numbers": {"fen_per_classhour": cap}}}
    for answer, both in (("both", True), ("floor", False), ("cap", False), ("open", False)):
        policy = load_policy("national", {**EASY, **rates, "U8": answer})
        found = [reason for reason in warnings(village(), policy) if "U8" in reason.zh]
        assert bool(found) is (told and both)
