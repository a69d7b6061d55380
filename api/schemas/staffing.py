"""Parameters of a question of the staffing analysis, as a caller sends them and as its job holds them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.base import Text, Wire
from api.schemas.replan import Id
from api.schemas.solve import MAX_SEED, Seconds


class StaffingQuestion(Wire):
    """question: fewest adults, marginal values, stress, or the frontier of goals. seconds, effort: limits of each search (not of stress),
    of a frontier those of all of them together. seed: of draws and searches. rates, spells, weeks: of stress. within, steps: of the
    fewest adults. changes: of values, in short form; none: usual ones. goals: tiers of the frontier; none: fairness, choice and cost.
    """

    question: Literal["fewest", "values", "stress", "frontier"]
    seconds: Seconds | None = None
    effort: Seconds | None = None
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] = 1
    rates: Annotated[list[Annotated[int, Field(ge=1, le=100)]], Field(max_length=20)] = Field(default_factory=list)
    spells: Annotated[list[Annotated[int, Field(ge=1, le=20)]], Field(max_length=20)] = Field(default_factory=list)
    weeks: Annotated[int, Field(ge=1, le=2000)] = 60
    within: Annotated[int, Field(ge=0, le=100)] = 5
    steps: Annotated[int, Field(ge=0, le=20)] = 3
    changes: Annotated[list[Text], Field(max_length=50)] = Field(default_factory=list)
    goals: Annotated[list[Text], Field(max_length=20)] = Field(default_factory=list)


class NewStaffing(StaffingQuestion):
    """plan: the plan that the question is about, in its newest revision."""

    plan: Text
    hours: Annotated[float, Field(gt=0, le=10_000, description="多少小时内须完成 deadline, in hours from now")] | None = None


class StaffingJob(StaffingQuestion):
    """Parameters of the job: the question, and the plan with the revision that was the newest."""

    plan: Id
    revision: Annotated[int, Field(ge=1)]
