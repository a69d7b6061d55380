"""Hidden sheet of a plan workbook that says which cell shows which decisions of the plan."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.files.content.shown_part import ShownPart
from api.files.plan.hand_edits.cell_values import located

LONGEST_CHUNK = 12_000
"""Characters of JSON in one cell; quoted, they may double, and Excel holds 32,767."""
Place = tuple[int, int]
"""0-based row and column."""


@dataclass(frozen=True, slots=True)
class OriginRow:
    """A row of the hidden sheet. cells: JSON, a list of row, column, text of the cell, and parts as text, kind and key."""

    sheet: str
    cells: str


@dataclass(frozen=True, slots=True)
class CellOrigin:
    """Parts of a cell. text: of the whole cell, as it was printed."""

    text: str
    parts: tuple[ShownPart, ...]


def origins_of(shown: Mapping[Place, tuple[str, tuple[ShownPart, ...]]]) -> dict[Place, CellOrigin]:
    """Origins of cells from their texts and parts; of parts that do not stand in the text, as in another language, nothing is told."""
    found = {place: CellOrigin(text, located(text, parts)) for place, (text, parts) in shown.items()}
    return {place: origin for place, origin in found.items() if origin.parts}


def origin_rows(sheet: str, cells: Mapping[Place, CellOrigin]) -> Iterator[OriginRow]:
    """Rows for a printed sheet."""
    chunk: list[str] = []
    size = 0
    for (row, column), origin in sorted(cells.items()):
        entry = json.dumps([row, column, origin.text, [[*part] for part in origin.parts]], ensure_ascii=False)
        if chunk and size + len(entry) > LONGEST_CHUNK:
            yield OriginRow(sheet, f"[{','.join(chunk)}]")
            chunk, size = [], 0
        if len(entry) <= LONGEST_CHUNK:
            chunk.append(entry)
            size += len(entry) + 1
    if chunk:
        yield OriginRow(sheet, f"[{','.join(chunk)}]")


def read_origins(rows: Sequence[OriginRow]) -> dict[str, dict[Place, CellOrigin]]:
    """Origins by sheet and place. Raises ValueError for rows that were tampered with."""
    found: dict[str, dict[Place, CellOrigin]] = {}
    for each in rows:
        sheet = found.setdefault(each.sheet, {})
        try:
            for row, column, text, parts in json.loads(each.cells):
                told = tuple(ShownPart(str(part), str(kind), tuple(key)) for part, kind, key in parts)
                sheet[int(row), int(column)] = CellOrigin(str(text), told)
        except TypeError as error:
            raise ValueError(each.sheet) from error
    return found
