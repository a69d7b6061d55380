"""Declarative sheets: reader, writer and template all work from these."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from typing import Any, Final

from api.files.table.kinds import CellKind
from solver.errors import Path
from solver.problem.characters import unseen
from solver.problem.option import optional, unused


class _Required:
    """Marks a column without a default: its cells may not be empty."""

    def __repr__(self) -> str:
        return "REQUIRED"


REQUIRED: Final = _Required()


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``field`` is the field of the sheet's row class. default: value of an empty cell.
    target: (sheet key, column field) whose values a drop-down list offers. until: of the begin of a span, the field of its end, which
    the cell may hold too: ``8:20-9:00``."""

    field: str
    zh: str
    en: str
    kind: CellKind
    note_zh: str
    note_en: str
    default: Any = REQUIRED
    target: tuple[str, str] | None = None
    width: int = 14
    until: str = ""

    @property
    def heading(self) -> str:
        return f"{self.zh} {self.en}"

    def empty_for(self, value: Any) -> bool:
        """Whether an empty cell stands for this value."""
        return value is None or (value in ("", ()) and value == self.default)


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One sheet: headings in row 1, one ``row_type`` a row below. single: exactly one row. module: a sheet of an
    optional module, which may be missing and is written only when it has rows. may_be_unnamed: rows may lack their id, which then
    follows from what else they say. few: every column with a default may be missing. positions: columns of the sheet (0-based)
    where they stand otherwise than in this order.

    Columns of optional fields (:mod:`solver.problem.option`) may be missing too, and are written only where used.
    """

    key: str
    zh: str
    en: str
    note_zh: str
    note_en: str
    row_type: type
    columns: tuple[Column, ...]
    single: bool = False
    module: bool = False
    may_be_unnamed: bool = False
    few: bool = False
    positions: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.zh} {self.en}"

    def may_miss(self) -> frozenset[str]:
        """Fields of optional modules, and ids that may be left out, whose columns a sheet need not have."""
        if self.few:
            return frozenset(column.field for column in self.columns if column.default is not REQUIRED)
        fields_of_modules = {described.name for described in self._described() if optional(described)}
        return frozenset(fields_of_modules | ({"id"} if self.may_be_unnamed else set()))

    def _described(self) -> tuple[Field[Any], ...]:
        """Fields of rows with something optional; entries of a plan have nothing."""
        return fields(self.row_type) if is_dataclass(self.row_type) else ()

    def used_by(self, rows: Sequence[Any]) -> SheetSpec:
        """The sheet without the optional columns that no row makes use of."""
        idle = {
            described.name
            for described in self._described()
            if optional(described) and all(unused(described, getattr(row, described.name)) for row in rows)
        }
        return replace(self, columns=tuple(column for column in self.columns if column.field not in idle))

    def index_of(self, field_name: str) -> int | None:
        """Column number (0-based) of a field, None when there is none."""
        for index, column in enumerate(self.columns):
            if field_name == column.field:
                return self.positions[index] if self.positions else index
        return None

    def cell(self, row: int, field_name: str) -> str:
        """Name of the cell of a field in a row (0-based)."""
        return cell_name(row, self.index_of(field_name) or 0)


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A row of a sheet (0-based), and the column to name when a path names none of the sheet's."""

    title: str
    sheet: SheetSpec
    row: int
    column: int = 0


@dataclass(slots=True)
class Places:
    """Where every part of a problem stands in the workbook."""

    rows: dict[Path, CellPlace] = field(default_factory=dict)

    def find(self, path: Path) -> tuple[str, str] | None:
        """Sheet title and cell of the longest known beginning of ``path``; None when nothing is known."""
        for length in range(len(path), -1, -1):
            place = self.rows.get(path[:length])
            if place:
                keys = [part for part in path[length:] if isinstance(part, str)]
                column = place.sheet.index_of(keys[0]) if keys else None
                return place.title, cell_name(place.row, place.column if column is None else column)
        return None

    def rows_beside(self, paths: Iterable[Path], sheet: str, cell: str) -> tuple[int, ...]:
        """Rows (0-based) of the paths that stand in the column of a cell of this sheet."""
        column = cell.rstrip("0123456789")
        found = (self.find(path) for path in paths)
        return tuple(int(there[1][len(column) :]) - 1 for there in found
                     if there and there[0] == sheet and there[1].rstrip("0123456789") == column)  # fmt: skip


def cell_name(row: int, column: int) -> str:
    """``(16, 3)`` -> ``D17`` (both 0-based)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def cell_at(name: str) -> tuple[int, int]:
    """``D17`` -> ``(16, 3)`` (both 0-based)."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(name[len(letters) :]) - 1, column - 1


def normal(text: str) -> str:
    """A heading or sheet name without differences of width, case and spaces, and without characters that nobody sees."""
    seen = text if unseen(text) is None else "".join(sign for sign in text if sign.isspace() or unseen(sign) is None)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", seen)).strip().lower()
