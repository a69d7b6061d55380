"""Batches on the wire."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.schemas.service.answer import AnswerDoc


class BatchSchoolDoc(AnswerDoc):
    """One school. kept: taken as it was from the batch that this one repeats in part."""

    school_id: str
    school: str
    term_id: str
    job_id: str | None
    state: str
    kept: bool
    plan_id: str | None
    valid: bool | None
    reason: dict[str, Any] | None
    gap: float | None
    answer: dict[str, Any] | None = Field(description="对问题的回答，不含姓名 answer to the question, without who")


class RolledDoc(AnswerDoc):
    """An indicator of all schools that have a plan. value: of the sums, null where counts do not add up; least, middle and
    most: of the schools' values."""

    id: str
    zh: str
    en: str
    group_zh: str
    group_en: str
    unit: str
    schools: int
    numerator: int | None
    denominator: int | None
    value: float | None
    least: float | None
    middle: float | None
    most: float | None


class BatchDoc(AnswerDoc):
    id: str
    name: str
    state: str
    again: str | None = Field(description="被部分重排的批次 the batch that this one repeats in part")
    reason: dict[str, Any] | None
    question: dict[str, Any] | None = Field(description="问各校的问题 question to the schools")
    verdicts: dict[str, int] = Field(description="各结论的学校数 schools by answer")
    created_at: int
    ended_at: int | None
    counts: dict[str, int] = Field(description="各状态的学校数 schools in each state")
    schools: list[BatchSchoolDoc]
    indicators: list[RolledDoc]


class BatchLineDoc(AnswerDoc):
    id: str
    name: str
    state: str
    schools: int
    created_at: int
    ended_at: int | None
