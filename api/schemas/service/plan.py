"""Plans, revisions and publications on the wire."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.schemas.service.answer import AnswerDoc


class PlanRowDoc(AnswerDoc):
    id: str
    school_id: str
    term_id: str
    job_id: str | None
    head: int = Field(description="最新版本号 number of the newest revision")
    created_at: int
    created_by: str


class RevisionDoc(AnswerDoc):
    """why: what made it (``solve``, ``edit``, …). valid: it breaks no rule."""

    plan_id: str
    number: int
    sha256: str
    policy: dict[str, Any]
    locks: list[Any]
    why: dict[str, Any]
    valid: bool
    created_at: int
    created_by: str


class RevisionsDoc(AnswerDoc):
    items: list[RevisionDoc]


class PublicationDoc(AnswerDoc):
    id: str
    school_id: str
    term_id: str
    plan_id: str
    revision: int
    at: int
    by: str
    ended_at: int | None = Field(description="停用时间，仍有效时为空 null while in force")
