"""Likeness of a sheet to a list of one kind: by what its rows name, by columns that only the kind has, and by words around the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.files.sources.kind import ColumnSpec
from api.files.sources.layout import Layout, layouts
from api.files.sources.source import SourceTable
from api.files.sources.words import looks_like_name, split_remark


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words in the file's and sheet's name and above the table. mine: of this kind, worth ``points``; others: of other kinds, worth
    :data:`AGAINST`."""

    mine: tuple[str, ...]
    others: tuple[str, ...]
    points: int


AGAINST = -40
"""Points of a title that names another kind. Lowering it needs more columns to outweigh a title."""


def list_likeness(
    table: SourceTable,
    columns: Sequence[ColumnSpec],
    entries: Callable[[list[str]], bool],
    points: Callable[[Layout], int],
    titles: TitleWords,
) -> int:
    """0..100. entries: whether the filled cells of the column ``name`` may be entries of the kind; points: of a layout whose may."""
    found = layouts(table, columns)
    if not found:
        return 0
    best = 0
    for layout in found:
        named = [name for name in (layout.text(table, row, "name") for row in layout.body) if name]
        if named and entries(named):
            best = max(best, points(layout))
    around = table.file + table.sheet + "".join(" ".join(found[0].row_texts(table, row)) for row in range(found[0].heading))
    best += titles.points if any(word in around for word in titles.mine) else 0
    best += AGAINST if any(word in around for word in titles.others) else 0
    return max(0, min(100, best))


def mostly_names(named: list[str]) -> bool:
    """Whether half of the entries or more are names of people."""
    return sum(looks_like_name(split_remark(name)[0]) for name in named) * 2 >= len(named)


def filled_columns(table: SourceTable, layout: Layout, fields: Sequence[str]) -> int:
    """How many of the fields have a column in which some row holds anything."""
    return sum(1 for field in fields if field in layout.columns and any(layout.text(table, row, field) for row in layout.body))
