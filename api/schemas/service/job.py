"""Jobs on the wire."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from api.schemas.service.answer import AnswerDoc
from api.schemas.solve import SolveParams

State = Literal["queued", "running", "done", "failed", "cancelled", "refused"]


class NewSolve(SolveParams):
    """A solve of a term, as it is asked for."""

    kind: Literal["solve"] = "solve"
    hours: Annotated[float, Field(gt=0, le=10_000, description="多少小时内须完成 deadline, in hours from now")] | None = None


class PlaceDoc(AnswerDoc):
    """ahead: searches that wait and are before it. starts_at: at the latest, if all before it take all of their time; null where
    no worker lives."""

    ahead: int
    starts_at: int | None


class JobDoc(AnswerDoc):
    """``gap`` is the largest of the tiers' gaps, 0..1."""

    id: str
    kind: str
    state: State
    school_id: str | None
    district_id: str | None
    term_id: str | None
    parent_id: str | None
    params: dict[str, Any]
    queue: PlaceDoc | None = Field(default=None, description="排队时的位置 its place, while it waits for a search")
    attempt: int = Field(description="第几次运行 how often it was begun")
    reason: dict[str, Any] | None = Field(description="未得到方案的原因 why there is no plan: code, zh, en, …")
    result: dict[str, Any] | None = Field(description="结果；plan 为方案编号 what came of it; `plan` is the plan's id")
    gap: float | None
    created_at: int
    created_by: str
    started_at: int | None
    first_plan_at: int | None
    ended_at: int | None
    cancel_at: int | None
    deadline_at: int | None
