"""A file of a school office, and a sheet of it as a table of raw cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from api.files.table.cell import Raw, raw_text
from solver.problem.characters import LINES, tidy, unseen

CACHED = 50_000
"""Different texts that are tidied once; each kind of sheet looks at every cell. Raising it costs memory."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file. name: as the user knows it, with its suffix, without folders. data: its bytes."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The suffix in small letters, with its dot; empty without one."""
        dot = self.name.rfind(".")
        return self.name[dot:].lower() if dot > 0 else ""

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return self.name[: len(self.name) - len(self.suffix)]


@dataclass(frozen=True, slots=True)
class MergedArea:
    """A merged area of cells, 0-based, both ends included; its value stands in the first cell."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where something stands. row, column: 0-based; column None = the whole row. sheet: empty where a file has none."""

    file: str
    sheet: str
    row: int
    column: int | None = None

    @property
    def of_row(self) -> SourcePlace:
        """The place of the whole row."""
        return self if self.column is None else SourcePlace(self.file, self.sheet, self.row)


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One sheet of a file. rows: raw cells from A1 on, all of one length, an empty cell is ``""``; a value of a merged area stands
    in its first cell alone (:meth:`spread` fills it in). hidden: whether the sheet is hidden."""

    file: str
    sheet: str
    rows: tuple[tuple[Raw, ...], ...]
    merged: tuple[MergedArea, ...] = ()
    hidden: bool = False

    @property
    def width(self) -> int:
        """Columns of every row."""
        return len(self.rows[0]) if self.rows else 0

    def place(self, row: int, column: int | None = None) -> SourcePlace:
        return SourcePlace(self.file, self.sheet, row, column)

    def text(self, row: int, column: int) -> str:
        """A cell as a person sees it, without blanks at its ends; empty outside of the table."""
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self.rows[row]):
            return ""
        return cell_text(self.rows[row][column])

    def filled(self) -> tuple[int, ...]:
        """Rows that are not empty, in order: those of which an account is owed."""
        return tuple(index for index, row in enumerate(self.rows) if any(cell_text(cell) for cell in row))

    def spread(self) -> SourceTable:
        """The same table with every merged area filled with its value."""
        if not self.merged:
            return self
        rows = [list(row) for row in self.rows]
        for area in self.merged:
            if area.first_row >= len(rows) or area.first_column >= self.width:
                continue
            value = rows[area.first_row][area.first_column]
            for row in rows[area.first_row : area.last_row + 1]:
                for column in range(area.first_column, min(area.last_column + 1, len(row))):
                    row[column] = value
        return SourceTable(self.file, self.sheet, tuple(map(tuple, rows)), self.merged, self.hidden)


def cell_text(value: Raw) -> str:
    """A raw cell as a person sees it, without blanks at its ends and characters that nobody sees; line breaks stay."""
    if not isinstance(value, str):
        return raw_text(value)
    return value if value.isalnum() else _seen(value)


@lru_cache(maxsize=CACHED)
def _seen(value: str) -> str:
    return "".join(sign for sign in tidy(value) if sign in LINES or unseen(sign) is None).strip()
