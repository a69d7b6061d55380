"""Parameters of a solve."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from api.schemas.base import IsoDate, Text, Wire

MAX_SEED = 2**31 - 1
MOST_WORKERS = 64
"""Search threads of one solve. Raising it lets machines with more processors use them."""
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class SolveParams(Wire):
    """seconds: time limit, capped by the server's. effort: limit of deterministic effort; then one thread, and the same
    request gets the same plan unless the seconds are over first. gap: good enough, 0..1. workers: search threads, capped by the
    server's. profile, overrides: of rules, laid over the request's own. start: a plan of the same term to begin from. effect, until:
    first and last day for which the plan is to stand, by default those of the term.
    """

    seconds: Seconds | None = None
    effort: Seconds | None = None
    gap: Annotated[float, Field(ge=0, le=1)] | None = None
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] = 1
    workers: Annotated[int, Field(ge=1, le=MOST_WORKERS)] | None = None
    profile: Text | None = None
    overrides: dict[str, Any] = Field(default_factory=dict)
    start: Text | None = None
    effect: IsoDate | None = None
    until: IsoDate | None = None
