"""Why a grade leaves when it does, and not at another minute or by another gate."""

from __future__ import annotations

import pytest

from solver import PlanError, check_plan
from solver.explain.why.question import WhyGrade
from tests.explain.why.asked import LIMITS, explainer


def test_minutes_and_gates_that_the_bells_do_not_have_are_told_at_once() -> None:
    found = explainer("mid").ask(WhyGrade(3, leaves=600), limits=LIMITS)
    assert (found.layer, found.verdict, found.facts[0].rule) == ("pair", "no", "K00")
    assert "18:10" in found.words[0]
    with pytest.raises(PlanError):
        explainer("mid").ask(WhyGrade(9), limits=LIMITS)
    with pytest.raises(PlanError):
        explainer("mid").ask(WhyGrade(3, gate="moon"), limits=LIMITS)


def test_another_gate_at_the_same_minute_has_its_price_and_a_plan_that_passes() -> None:
    asked = explainer("mid")
    now = next(d for d in asked.context.plan.dismissals if d.grade == 3)
    found = asked.ask(WhyGrade(3, gate="east"), limits=LIMITS)
    assert found.plan is not None
    assert check_plan(asked.context.problem, asked.context.policy, found.plan).valid
    assert found.price["peak"] > 0
    after = next(d for d in found.plan.dismissals if d.grade == 3)
    assert (after.minute, after.gate) == (now.minute, "east")


def test_why_then_tells_the_wave_and_what_shuts_out_the_rest() -> None:
    found = explainer("mid").ask(WhyGrade(1), limits=LIMITS)
    assert found.verdict == "because"
    assert "排队" in found.words[0]
    assert any("其他年级不动时不能" in fact.zh for fact in found.facts)
    same = explainer("mid").ask(WhyGrade(1, leaves=1050), limits=LIMITS)
    assert (same.verdict, same.layer) == ("because", "place")
