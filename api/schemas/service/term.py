"""Terms on the wire."""

from __future__ import annotations

from pydantic import Field

from api.schemas.service.answer import AnswerDoc


class KeptTermDoc(AnswerDoc):
    id: str
    school_id: str
    name: str
    sha256: str = Field(description="申请内容的校验值 SHA-256 of the request document")
    pupils: int
    classes: int
    created_at: int
    created_by: str
    erased_at: int | None


class SubmittedTermDoc(KeptTermDoc):
    """Kept term with the notices of its reading: rows that were read as free time, example rows of the template."""

    notices: list[dict[str, str]]
