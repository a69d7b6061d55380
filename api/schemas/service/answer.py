"""What answers share."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class AnswerDoc(BaseModel):
    """Base of everything that the service answers; made from rows by their attributes."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class PageDoc(AnswerDoc, Generic[T]):
    """One page of a list; ``next`` is what to ask ``after`` for the page that follows, null on the last."""

    items: list[T]
    next: str | None = Field(description="下一页的 after / `after` of the next page")
