"""The smallest stored school, with a plan of ours that the restricted tasks start from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.peers.request import Request, load
from solver import Params, solve

EFFORT = 0.5
"""Deterministic effort that is enough for a valid plan of ``tiny``."""


@pytest.fixture(scope="session")
def tiny() -> Request:
    request = load("tiny")
    result = solve(request.problem, request.policy, Params(seconds=None, effort=EFFORT))
    assert result.status in {"valid", "optimal"}
    return replace(request, base=result.plan)
