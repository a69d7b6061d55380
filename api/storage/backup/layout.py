"""Layout of a backup: tables, kinds of columns, and the encoding of their values."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, LargeBinary, Table, Text
from sqlalchemy.types import TypeEngine

from api.storage.tables import metadata

FORMAT = 1
"""Version of the backup format."""
EXCLUDED_TABLES = ("sessions", "workers", "marks")
"""Tables that are not backed up: sign-in sessions, worker processes and shared marks are only valid for the running service."""
TYPES: Mapping[str, TypeEngine[Any]] = {
    "text": Text(), "integer": BigInteger(), "boolean": Boolean(), "json": JSON(none_as_null=True), "bytes": LargeBinary(),
}  # fmt: skip
Columns = Sequence[tuple[str, str]]
"""Table of a backup: name, and the names and kinds of its columns in the order of a row."""


@dataclass(frozen=True, slots=True)
class BackupHeader:
    """Head of a backup. release: version of the program. revision: of the migrations. at: ms since 1970. tables: in the order
    of their rows."""

    release: str
    revision: str
    at: int
    tables: Mapping[str, Columns]

    def document(self) -> dict[str, Any]:
        return {
            "afterbell_backup": FORMAT, "release": self.release, "revision": self.revision, "at": self.at,
            "tables": {name: [list(pair) for pair in columns] for name, columns in self.tables.items()},
        }  # fmt: skip


def kept_tables() -> tuple[Table, ...]:
    """Tables that are backed up, in an order in which every table follows those that it references."""
    return tuple(table for table in metadata.sorted_tables if table.name not in EXCLUDED_TABLES)


def columns_of(table: Table) -> Columns:
    """Names and kinds of a table's columns."""
    return [(column.name, _kind(column)) for column in table.columns]


def encoded(value: Any, kind: str) -> Any:
    """Encode a column's value as JSON."""
    return base64.b64encode(value).decode() if kind == "bytes" and value is not None else value


def decoded(value: Any, kind: str) -> Any:
    """Decode a value that :func:`encoded` encoded. Raises ValueError for malformed base64."""
    return base64.b64decode(value, validate=True) if kind == "bytes" and value is not None else value


def _kind(column: Column[Any]) -> str:
    for kind, types in (("json", JSON), ("boolean", Boolean), ("integer", Integer), ("bytes", LargeBinary), ("text", Text)):
        if isinstance(column.type, types):
            return kind
    raise TypeError(f"{column} has a type that no backup knows")
