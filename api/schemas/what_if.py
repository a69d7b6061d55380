"""Scenarios as a caller sends them, and parameters of the job that runs them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from api.schemas.base import Text, Wire
from api.schemas.replan import Id
from api.schemas.solve import MAX_SEED, Seconds

MOST_AT_ONCE = 50
"""Scenarios of one job."""
ChangeDocs = Annotated[
    list[dict[str, Any] | Text],
    Field(min_length=1, max_length=200, description='变动 changes: "leave T012" or {"kind": "leave", "people": ["T012"]}'),
]


class NewScenario(Wire):
    """name: as the school calls it. aim: both ends, or one of them. changes: objects or short forms, see the guide."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    aim: Literal["best", "least_change", "both"] = "both"
    changes: ChangeDocs


class WhatIfParams(Wire):
    """seconds, effort: limits of each search. seed: as for a solve."""

    seconds: Seconds | None = None
    effort: Seconds | None = None
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] = 1


class NewWhatIf(WhatIfParams):
    """plan: the base plan, in its newest revision. scenarios: ids of stored ones; none named and nothing else given: all of the
    term. extra: scenarios that are not stored."""

    plan: Text
    scenarios: Annotated[list[Id], Field(max_length=MOST_AT_ONCE)] = Field(default_factory=list)
    extra: Annotated[list[NewScenario], Field(max_length=MOST_AT_ONCE)] = Field(default_factory=list)
    hours: Annotated[float, Field(gt=0, le=10_000, description="多少小时内须完成 deadline, in hours from now")] | None = None


class WhatIfJob(WhatIfParams):
    """Parameters of the job. scenarios: documents with their ids."""

    plan: Id
    revision: Annotated[int, Field(ge=1)]
    scenarios: list[dict[str, Any]]
