"""API keys on the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.schemas.base import PLAIN, SEEN, Wire
from api.schemas.service.answer import AnswerDoc
from api.schemas.service.school import Name, Slug

GivenRole = Literal["bureau", "district", "planner", "class_teacher", "teacher", "reader", "public"]
Subject = Annotated[str, Field(min_length=1, max_length=100, pattern=PLAIN), SEEN]


class NewKey(Wire):
    """district_id: of a district's people; school_id: of a school's; classes, person: what a teacher's key is for."""

    label: Name
    role: GivenRole
    district_id: Slug | None = None
    school_id: Slug | None = None
    classes: list[Subject] = Field(default_factory=list, max_length=200)
    person: Subject | None = None
    days: int | None = Field(default=None, ge=1, le=3650, description="有效天数 valid for so many days")


class NewSignIn(Wire):
    """key: an API key's secret, whole."""

    key: Annotated[str, Field(min_length=1, max_length=300)]


class KeyDoc(AnswerDoc):
    id: str
    label: str
    role: GivenRole
    district_id: str | None
    school_id: str | None
    classes: list[str]
    person: str | None
    created_at: int = Field(description="毫秒 milliseconds since 1970")
    expires_at: int | None
    revoked_at: int | None
    last_used_at: int | None


class GivenKeyDoc(AnswerDoc):
    """``secret`` is shown this once."""

    id: str
    secret: str


class MeDoc(AnswerDoc):
    who: str
    role: GivenRole
    label: str
    district_id: str | None
    school_id: str | None
    classes: list[str]
    person: str | None
    rights: list[str]


class AuditDoc(AnswerDoc):
    id: str
    at: int
    who: str
    role: str
    action: str
    subject: str
    school_id: str | None
    district_id: str | None
    personal: bool
    request_id: str
