"""What stands in a backup: tables, kinds of columns, and how a value of each is written."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, LargeBinary, Table, Text
from sqlalchemy.types import TypeEngine

from api.storage.tables import metadata

FORMAT = 1
LEFT_OUT = ("sessions", "workers", "marks")
"""Sign-ins, running processes and what these share are of their day: a restore must not bring them back."""
TYPES: Mapping[str, TypeEngine[Any]] = {
    "text": Text(), "integer": BigInteger(), "boolean": Boolean(), "json": JSON(none_as_null=True), "bytes": LargeBinary(),
}  # fmt: skip
Columns = Sequence[tuple[str, str]]
"""Names and kinds, in the order of a row."""


@dataclass(frozen=True, slots=True)
class BackupHeader:
    """release: version of the program. revision: of the migrations. at: ms since 1970. tables: in the order of their rows."""

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
    """Our tables, each after those that it refers to."""
    return tuple(table for table in metadata.sorted_tables if table.name not in LEFT_OUT)


def columns_of(table: Table) -> Columns:
    """Names and kinds of a table's columns."""
    return [(column.name, _kind(column)) for column in table.columns]


def written(value: Any, kind: str) -> Any:
    """A value as JSON has it."""
    return base64.b64encode(value).decode() if kind == "bytes" and value is not None else value


def read_back(value: Any, kind: str) -> Any:
    """What :func:`written` was given. Raises ValueError for bytes that are none."""
    return base64.b64decode(value, validate=True) if kind == "bytes" and value is not None else value


def _kind(column: Column[Any]) -> str:
    for kind, types in (("json", JSON), ("boolean", Boolean), ("integer", Integer), ("bytes", LargeBinary), ("text", Text)):
        if isinstance(column.type, types):
            return kind
    raise TypeError(f"{column} has a type that no backup knows")
