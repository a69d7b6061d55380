"""Parameters of a re-plan, as a caller sends them and as its job holds them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.base import IsoDate, Wire
from api.schemas.solve import MAX_SEED, Seconds

Id = Annotated[str, Field(max_length=80)]


class ReplanParams(Wire):
    """few_changes: whether as little as possible of the plan changes (B14). seconds, effort, gap, seed: as for a
    solve. effect: first day for which the new plan is to stand; the plan before stays for the days before it. By default the new one
    takes its place. until: last day.
    """

    few_changes: bool = True
    seconds: Seconds | None = None
    effort: Seconds | None = None
    gap: Annotated[float, Field(ge=0, le=1)] | None = None
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] = 1
    effect: IsoDate | None = None
    until: IsoDate | None = None


class NewReplan(ReplanParams):
    """A re-plan of a plan's newest revision, around its locks."""

    kind: Literal["replan"] = "replan"
    term: Id | None = Field(default=None, description="另一学期（数据有变动时） another term of the school, in which something changed")
    hours: Annotated[float, Field(gt=0, le=10_000, description="多少小时内须完成 deadline, in hours from now")] | None = None


class ReplanJob(ReplanParams):
    """Parameters of the job: the re-plan, and the plan with the revision that was the newest."""

    plan: Id
    revision: Annotated[int, Field(ge=1)]
