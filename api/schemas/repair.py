"""Parameters of a repair, as a caller sends them and as its job holds them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from api.schemas.base import Text, Wire
from api.schemas.solve import MAX_SEED, Seconds


class RepairJob(Wire):
    """seconds: time limit of all of it, capped by the server's. effort: of each attempt. profile, overrides: of rules, laid over the
    request's own. start: a valid plan of the term, from which prices are differences. anyway: a plan with named exceptions instead.
    """

    seconds: Seconds | None = None
    effort: Seconds | None = None
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] = 1
    profile: Text | None = None
    overrides: dict[str, Any] = Field(default_factory=dict)
    start: Text | None = None
    anyway: bool = False


class NewRepair(RepairJob):
    """Repairs of a term, as they are asked for."""

    hours: Annotated[float, Field(gt=0, le=10_000, description="多少小时内须完成 deadline, in hours from now")] | None = None
