"""Pagination of lists."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query

from api.schemas.service.answer import PageDoc
from api.storage.page import LARGEST_PAGE, Cursor, KeysetPage

T = TypeVar("T")


def cursor(
    after: Annotated[
        str | None, Query(max_length=80, pattern=r"^[a-z0-9-]+$", description="上一页的 next / `next` of the page before")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 50,
) -> Cursor:
    """Cursor of a request."""
    return Cursor(after, limit)


CursorDep = Annotated[Cursor, Depends(cursor)]


def page_doc(kind: type[T], found: KeysetPage[Any]) -> PageDoc[T]:
    """Page of rows as a wire document."""
    return PageDoc[kind].model_validate({"items": list(found.items), "next": found.next}, from_attributes=True)  # type: ignore[valid-type]
