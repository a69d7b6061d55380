"""Sheet and cell of a fault."""

from __future__ import annotations

import re
from typing import NamedTuple

from solver.errors import Path, format_path

_CELL = re.compile(r"(?P<sheet>.+)!(?P<column>[A-Z]{1,3})(?P<row>[1-9][0-9]{0,6})", re.DOTALL)


class FaultPlace(NamedTuple):
    """Place of a fault. sheet: title, or the path of a fault that is in no sheet. column: letters, empty for the sheet as a whole.
    row: 0-based, -1 for the sheet as a whole."""

    sheet: str
    column: str = ""
    row: int = -1

    @property
    def cell(self) -> str:
        """Name of the cell, as ``D17``; empty for the sheet as a whole."""
        return f"{self.column}{self.row + 1}" if self.column else ""


def place_of(path: Path) -> FaultPlace:
    """Place that a fault's path names: ``学生 pupils!D17`` in a workbook, ``pupils[3].choices`` in a document."""
    where = format_path(path)
    found = _CELL.fullmatch(where) if len(path) == 1 else None
    return FaultPlace(found["sheet"], found["column"], int(found["row"]) - 1) if found else FaultPlace(where)
