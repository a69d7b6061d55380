"""A run bounded by effort gives the same plan whatever the clock does; others say that they cannot be repeated."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from api.services.loading import choose_policy, load_request
from api.services.solving import SolveRequest, run
from solver import Params, Result, solve
from solver.search import limits


@pytest.fixture(scope="module")
def search(samples: Path) -> Callable[..., Result]:
    request = load_request(samples / "tiny.json")
    policy = choose_policy(request)
    return lambda params, **more: solve(request.problem, policy, params, **more)


def _busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which a minute passes whenever somebody looks at the clock."""
    ticks = count(0, 60)
    monkeypatch.setattr(limits.time, "monotonic", lambda: float(next(ticks)))


@pytest.mark.parametrize("workers", [1, 2])
def test_effort_decides_and_no_clock(search: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    params = Params(seconds=0.001, effort=0.1, seed=4, workers=workers)
    quick = search(params)
    with monkeypatch.context() as patch:
        _busy(patch)
        slow = search(params)
    assert quick.plan is not None
    assert (slow.plan, slow.tiers, slow.effort, slow.ended) == (quick.plan, quick.tiers, quick.effort, quick.ended)
    assert quick.ended in ("effort", "optimal")
    assert quick.effort > 0


def test_why_a_search_ended(search: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    assert search(Params(effort=0.05), cancelled=lambda: True).ended == "cancelled"
    _busy(monkeypatch)
    assert search(Params(seconds=30.0)).ended in ("time", "optimal")


@pytest.mark.parametrize(
    ("params", "ended", "repeatable"),
    [
        (Params(effort=1.0), "effort", True),
        (Params(effort=1.0), "optimal", True),
        (Params(effort=1.0), "cancelled", False),
        (Params(seconds=1.0), "time", False),
        (Params(seconds=1.0), "optimal", False),
        (Params(seconds=None), "gap", False),
    ],
)
def test_what_may_be_repeated(
    samples: Path, monkeypatch: pytest.MonkeyPatch, params: Params, ended: str, repeatable: bool
) -> None:
    request = load_request(samples / "tiny.json")
    found = Result("stopped", None, (), effort=0.5, seed=1, ended=ended)
    monkeypatch.setattr("solver.precheck", lambda *_: (), raising=False)
    monkeypatch.setattr("solver.solve", lambda *_: found, raising=False)
    told = run(SolveRequest(request.problem, choose_policy(request), params)).run
    assert told is not None
    assert told.repeatable == repeatable
    assert (told.seconds_limit is None) == (params.effort is not None or params.seconds is None)
