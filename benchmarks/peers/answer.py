"""What a peer hands back: its last plan, what it said itself, and where it stood on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.peers.request import Request
from solver import Plan

Figure = float | int | str | None


class NotInstalledError(Exception):
    """The peer's program is not on this machine; the message says what to install."""


@dataclass(frozen=True)
class Step:
    """Where a peer stood after so many seconds.

    plan: makes the plan it had, once the clock no longer runs. tiers: values by tier where they are known already (ours:
    its own checker's). Exactly one of the two is given.
    """

    seconds: float
    plan: Callable[[], Plan] | None = None
    tiers: Mapping[str, int] | None = None
    valid: bool | None = None


@dataclass(frozen=True)
class Answer:
    """The outcome of one run, before our checker has looked at it.

    said: the peer's own word. seconds: from the request in memory to the last plan in memory. first_seconds: to the first
    plan that keeps every rule, where the peer knows. bounds: by tier, where the peer proves any. figures: what else is
    worth knowing.
    """

    version: str
    said: str
    plan: Plan | None
    seconds: float
    steps: Sequence[Step] = ()
    first_seconds: float | None = None
    bounds: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)


Run = Callable[[Request, int, float], Answer]
"""(request, seed, seconds)."""
