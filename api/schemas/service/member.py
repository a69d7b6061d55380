"""Members on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.schemas.base import PLAIN, SEEN, Wire
from api.schemas.service.answer import AnswerDoc
from api.schemas.service.key import GivenRole, Subject
from api.schemas.service.school import Name, Slug


class NewMember(Wire):
    """issuer: of the identity provider, where it is another than the one that is set. Scope as for a key."""

    subject: Annotated[str, Field(min_length=1, max_length=255, pattern=PLAIN), SEEN]
    issuer: Annotated[str, Field(min_length=1, max_length=500, pattern=PLAIN), SEEN] | None = None
    label: Name
    role: GivenRole
    district_id: Slug | None = None
    school_id: Slug | None = None
    classes: list[Subject] = Field(default_factory=list, max_length=200)
    person: Subject | None = None


class NewRole(Wire):
    """Another role and scope of a member, in place of all that they had."""

    role: GivenRole
    district_id: Slug | None = None
    school_id: Slug | None = None
    classes: list[Subject] = Field(default_factory=list, max_length=200)
    person: Subject | None = None


class MemberDoc(AnswerDoc):
    id: str
    issuer: str
    subject: str
    label: str
    role: GivenRole
    district_id: str | None
    school_id: str | None
    classes: list[str]
    person: str | None
    created_at: int = Field(description="毫秒 milliseconds since 1970")
    revoked_at: int | None
