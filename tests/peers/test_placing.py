"""The placing task by our own model."""

from __future__ import annotations

import pytest

from benchmarks.peers.registry import peers
from benchmarks.peers.request import Request
from solver import check_plan


@pytest.mark.parametrize("name", ["placing", "placing-alone"])
def test_ours_keeps_every_rule_it_is_told(tiny: Request, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.peers.placing.repeat.TIMES", 1)  # more runs serve the clock, and give the same answer
    answer = peers()[name].run(tiny, 1, 30.0)
    assert answer.plan is not None
    broken = {violation.rule for violation in check_plan(tiny.problem, tiny.policy, answer.plan).violations}
    assert not broken & set(peers()[name].covers) if peers()[name].covers else not broken
