"""A name list as a table: a column of pupil ids and one of names, found by their headings or by ids that are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from api.files.names.name_list import LIST
from api.files.sources.source import SourceTable
from solver.errors import Fault, ProblemError

ID_HEADINGS = ("学生编号", "编号", "代号", "学生代号", "id", "pupil id", "pupil", "学生编号 pupil")
NAME_HEADINGS = ("姓名", "学生姓名", "名字", "name", "pupil name", "学生姓名 name", "姓名 name")
SEARCHED_ROWS = 10
"""Rows within which headings are looked for. Raising it passes over longer titles."""


@dataclass(frozen=True, slots=True)
class NamedRows:
    """Rows of a table with both. pairs: id and name, as written. without_id: rows with a name alone, 1-based. without_name: number of
    rows with an id alone."""

    pairs: tuple[tuple[str, str], ...]
    without_id: tuple[str, ...]
    without_name: int


def named_rows(tables: Sequence[SourceTable], known: Collection[str] = ()) -> NamedRows:
    """The rows of every sheet that has both columns. known: ids of the request, by which columns without headings are told.

    Raises ProblemError where no sheet has them; it repeats no cell.
    """
    pairs: list[tuple[str, str]] = []
    without_id: list[str] = []
    without_name = found = 0
    for table in tables:
        columns = _headed(table) or _known(table, known)
        if columns is None:
            continue
        found += 1
        first, ident, name = columns
        for row in range(first, len(table.rows)):
            pair = table.text(row, ident), table.text(row, name)
            if all(pair):
                pairs.append(pair)
            elif pair[1]:
                without_id.append(f"{table.sheet or table.file} {row + 1}")
            elif pair[0]:
                without_name += 1
    if not found:
        raise ProblemError([Fault((LIST,), f"{len(tables)} 张表", "没有找到“学生编号”和“姓名”两列。",
                                  "There are no columns of pupil ids and names.",
                                  "可能没有标题行：请在第一行写上 学生编号 和 姓名。",
                                  "Maybe the headings are missing: write 学生编号 and 姓名 in the first row.")])  # fmt: skip
    return NamedRows(tuple(pairs), tuple(without_id), without_name)


def _headed(table: SourceTable) -> tuple[int, int, int] | None:
    """Row below the headings, columns of ids and names; None without headings."""
    for row in range(min(SEARCHED_ROWS, len(table.rows))):
        texts = [" ".join(table.text(row, column).lower().split()) for column in range(table.width)]
        ident, name = _first(texts, ID_HEADINGS), _first(texts, NAME_HEADINGS)
        if ident is not None and name is not None:
            return row + 1, ident, name
    return None


def _known(table: SourceTable, known: Collection[str]) -> tuple[int, int, int] | None:
    """The same of a table of two columns without headings, one of which holds known ids."""
    columns = [column for column in range(table.width) if any(table.text(row, column) for row in range(len(table.rows)))]
    if len(columns) != 2:
        return None
    for ident, name in (tuple(columns), tuple(reversed(columns))):
        if any(each in known for each in _cells(table, ident)):
            return 0, ident, name
    return None


def _cells(table: SourceTable, column: int) -> Iterator[str]:
    return (table.text(row, column) for row in range(len(table.rows)))


def _first(texts: Sequence[str], words: Collection[str]) -> int | None:
    return next((column for column, text in enumerate(texts) if text in words), None)
