"""Questions about a plan and their answers, on the wire."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.schemas.base import Text, Wire
from api.schemas.service.answer import AnswerDoc

Asker = Literal["planner", "teacher", "family"]


class NewQuestion(Wire):
    """One question: a person at a post, a pupil and an offering, a grade, or an offering.

    ``post`` as ``gate/5/east/17:40``, ``care/1/301/0`` (period from 0, or its start), ``lead/chess#1``, ``late/5``, ``fixed/5/patrol``.
    """

    person: Text | None = Field(None, description="人员编号 id of a person", examples=["T012"])
    post: Text | None = Field(None, description="岗位 a post", examples=["gate/5/east/17:40"])
    week: int | None = Field(None, ge=0, le=53, description="模板的第几周 week of the template")
    instead: Text | None = Field(None, description="为什么不是这个人 why not this person instead", examples=["T017"])
    pupil: Text | None = Field(None, description="学生编号 id of a pupil", examples=["P0231"])
    offering: Text | None = Field(None, description="课程编号 id of an offering", examples=["K01"])
    grade: int | None = Field(None, ge=1, le=12, description="年级 a grade")
    leaves: Text | None = Field(None, description="为什么不是这时放学 why not at this time", examples=["17:30"])
    gate: Text | None = Field(None, description="为什么不走这个校门 why not by this gate")
    audience: Asker | None = Field(None, description="回答写给谁（编排人员可选） for whom the answer is written, as planners choose")


class ReasonFactDoc(AnswerDoc):
    """One fact that an answer rests on. document, quote: clause of its rule."""

    rule: str
    zh: str
    en: str
    subjects: list[str]
    weekday: int | None
    start: str | None
    end: str | None
    measured: str
    limit: str
    document: str
    quote: str


class OtherDoc(AnswerDoc):
    """Somebody else who would do, with the price by goal in counted units. name: as the school writes it."""

    subject: str
    name: str
    zh: str
    en: str
    price: dict[str, int]


class PriceDoc(AnswerDoc):
    """Counted units of a goal that the change adds (negative: takes away); ``per_unit`` of them are one ``unit``."""

    tier: str
    zh: str
    en: str
    more: int
    unit_zh: str
    unit_en: str
    per_unit: int


class WordsDoc(AnswerDoc):
    zh: str
    en: str


class WhyDoc(AnswerDoc):
    """Answer to a question. verdict: because, free (nothing speaks against it), costs, no, unknown. layer: pair, place, forced, wider,
    impossible. question: as a sentence. price_is: ``exact in scope`` or ``at most``. conflict: rules that cannot all hold. edits: body of
    ``POST /v1/plans/{plan}/edits`` that makes the change; null where there is none to make, or edits cannot say it.
    """

    plan_id: str
    revision: int
    audience: Asker = Field(alias="for")
    question: WordsDoc
    verdict: Literal["because", "free", "costs", "no", "unknown"]
    layer: Literal["pair", "place", "forced", "wider", "impossible"]
    zh: str
    en: str
    facts: list[ReasonFactDoc]
    alternatives: list[OtherDoc]
    price: list[PriceDoc]
    price_is: Literal["exact in scope", "at most"]
    touched: list[str]
    touched_names: list[str]
    touched_count: int
    changes: list[WordsDoc]
    scope: WordsDoc
    conflict: list[str]
    edits: list[dict[str, Any]] | None


class NewSuggestions(Wire):
    """A post for which adults are wanted. person: whoever stands there and leaves it. week: 0 is every week."""

    post: Text = Field(description="岗位 a post", examples=["care/1/301/0"])
    week: int = Field(0, ge=0, le=53, description="模板的第几周 week of the template")
    person: Text | None = Field(None, description="要换下的人 who is to be replaced", examples=["T012"])


class SuggestionDoc(AnswerDoc):
    """Adult with reasons. violations: new ones. price: counted units more by goal (negative: less). edits: body of
    ``POST /v1/plans/{plan}/edits`` that puts the adult there."""

    person: str
    zh: str
    en: str
    violations: list[WordsDoc]
    price: dict[str, int]
    edits: list[dict[str, Any]]


class SuggestionsDoc(AnswerDoc):
    """Adults for a post, the best first."""

    plan_id: str
    revision: int
    zh: str
    en: str
    suggestions: list[SuggestionDoc]
