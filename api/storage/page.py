"""Keyset pagination: a page begins after the last id of the page before, and is not shifted by new rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Connection, RowMapping, Select

T = TypeVar("T")
LARGEST_PAGE = 200
"""Largest number of entries of a page. Raising it makes fewer requests for long lists, each of which takes longer."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Position in a list: at most ``limit`` entries (1..200) after the entry with id ``after``; None: from the beginning."""

    after: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[T]):
    """Page of entries. next: id to pass as ``after`` for the next page; None on the last."""

    items: tuple[T, ...]
    next: str | None


def page(
    connection: Connection, query: Select[Any], key: Column[str], cursor: Cursor, read: Callable[[RowMapping], T], *, newest: bool = False
) -> KeysetPage[T]:
    """Page of a query, ordered by ``key`` (``newest``: descending)."""
    if cursor.after is not None:
        query = query.where(key < cursor.after if newest else key > cursor.after)
    order = key.desc() if newest else key.asc()
    rows = connection.execute(query.order_by(order).limit(cursor.limit + 1)).mappings().all()
    shown = rows[: cursor.limit]
    follows = str(shown[-1][key.name]) if len(rows) > cursor.limit else None
    return KeysetPage(tuple(read(row) for row in shown), follows)
