"""Terms on the wire."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from api.schemas.base import Text, Wire
from api.schemas.request import MOST_OVERRIDES
from api.schemas.service.answer import AnswerDoc
from solver.changes.codec import MOST


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


class NewTermChanges(Wire):
    """Changes of a term's request. profile, overrides: of rules, in place of the request's own; left out: those stay. changes: of data
    and rules, as repairs and scenarios hold them, laid over that in their order."""

    profile: Text | None = None
    overrides: Annotated[dict[str, Any], Field(max_length=MOST_OVERRIDES)] | None = None
    changes: Annotated[list[dict[str, Any]], Field(max_length=MOST)] = Field(
        default_factory=list, examples=[[{"kind": "lanes", "gates": ["G"], "amount": "+1"}]]
    )
