"""One sheet of a workbook -> records, by its specification, with a fault for everything that does not fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from api.files.table.book import BookSheet
from api.files.table.cell import CellError, Raw, raw_text
from api.files.table.columns import REQUIRED, Column, SheetSpec, cell_name, normal
from api.files.table.fault_list import FaultList
from api.files.table.unknown_headings import DATES, dated, near
from solver.problem.characters import alike, tidy, told, unseen

HEADING_SEARCH = 10
"""Rows in which a heading row that has slipped down is looked for."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: ``row`` 0-based in the sheet, a value a field, whether all its cells are good (else fields are missing)."""

    row: int
    values: dict[str, Any]
    good: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet that hold anything; ``complete`` when every heading was found that a sheet must have.

    spec: the specification with the columns that the sheet has, in its order.
    """

    records: list[TableRow]
    complete: bool
    spec: SheetSpec

    @property
    def good(self) -> list[TableRow]:
        return [record for record in self.records if record.good]


def read_table(sheet: BookSheet, spec: SheetSpec, faults: FaultList) -> Table:
    """Every non-blank row below the headings. Blank rows are skipped, cells outside the known columns are faults."""
    if not sheet.readable:
        return Table([], complete=False, spec=spec)
    for first, area in sheet.merged:
        faults.add(sheet.title, first, area, "有合并单元格", "cells are merged",
                   "可能为了好看合并过；请取消合并，每格各填。", "Maybe merged for looks; unmerge and fill every cell.")  # fmt: skip
    places = _headings(sheet, spec, faults)
    there = {column.field for column in places.values()}
    complete = all(c.field in there for c in spec.columns if c.field not in spec.may_miss())
    broken: dict[int, set[int]] = {}
    for row, column in sheet.errors:
        broken.setdefault(row, set()).add(column)
    records = []
    for row in range(1, max([len(sheet.rows), *(row + 1 for row in broken)])):
        cells = sheet.rows[row] if row < len(sheet.rows) else []
        if row in broken or not all(_blank(cell) or _nothing(cell) for cell in cells):
            records.append(_record(sheet, row, cells, broken.get(row, set()), places, complete, faults))
    if spec.single and len(records) != 1 and complete:
        where = cell_name(records[1].row if records else 1, 0)
        faults.add(sheet.title, where, str(len(records)), "本表只填一行", "this sheet has exactly one row",
                   "可能多填或漏填了。", "Maybe a row too many, or none was filled in.")  # fmt: skip
    return Table(records, complete, _as_it_stands(spec, places))


def _as_it_stands(spec: SheetSpec, places: dict[int, Column]) -> SheetSpec:
    """The specification as the sheet has it, if it has its columns in the specification's order without gaps."""
    columns = tuple(places[place] for place in sorted(places))
    return replace(spec, columns=columns) if list(range(len(columns))) == sorted(places) else spec


def _nothing(cell: Raw) -> bool:
    """Whether the cell says that there is nothing: 无, or a dash."""
    return isinstance(cell, str) and alike(cell).strip("-—–―−_/") in ("", "无", "没有", "暂无", "none", "n/a")


def _blank(cell: Raw) -> bool:
    return isinstance(cell, str) and not tidy(cell).strip()


def _names(column: Column) -> tuple[str, str, str]:
    return normal(column.heading), normal(column.zh), normal(column.en)


def _match(cells: list[Raw], spec: SheetSpec) -> dict[int, list[int]]:
    """Column of the specification -> columns of the sheet that carry its heading."""
    texts = [normal(cell if isinstance(cell, str) else raw_text(cell)) for cell in cells]
    found = {}
    for index, column in enumerate(spec.columns):
        places = [place for place, text in enumerate(texts) if text and text in _names(column)]
        if places:
            found[index] = places
    return found


def _headings(sheet: BookSheet, spec: SheetSpec, faults: FaultList) -> dict[int, Column]:
    """Column of the sheet -> column of the specification; missing, unknown and doubled headings are faults."""
    cells = sheet.rows[0] if sheet.rows else []
    matched = _match(cells, spec)
    if not matched:
        for row in range(1, min(HEADING_SEARCH, len(sheet.rows))):
            if len(_match(sheet.rows[row], spec)) * 2 > len(spec.columns):
                faults.add(sheet.title, f"A{row + 1}", raw_text(sheet.rows[row][0]), f"标题在第 {row + 1} 行，应在第 1 行",
                           f"the headings are in row {row + 1}, they belong in row 1",
                           "可能上面插入了别的行；请删除。", "Maybe rows were inserted above; delete them.")  # fmt: skip
                return {}
    places: dict[int, Column] = {}
    for index, found in matched.items():
        places[found[0]] = spec.columns[index]
        for place in found[1:]:
            faults.add(sheet.title, cell_name(0, place), raw_text(cells[place]), "标题重复", "this heading appears twice",
                       "可能复制了列；请删除一列。", "Maybe the column was copied; delete one.")  # fmt: skip
    known = {place for found in matched.values() for place in found}
    missing = [column for index, column in enumerate(spec.columns) if index not in matched]
    for place, cell in enumerate(cells):
        if place in known or _blank(cell):
            continue
        text = raw_text(cell)
        if dated(text):
            faults.add(sheet.title, cell_name(0, place), text, "不认识的标题", "unknown heading", *DATES)
            continue
        guess = _guess(text, missing)
        if guess:
            missing.remove(guess)
        hint_zh = f"可能应为“{guess.heading}”。" if guess else "可能是多余的列；请删除，内容不会被读取。"
        hint_en = f'Maybe "{guess.heading}".' if guess else "Maybe a column too many; delete it, it would not be read."
        faults.add(sheet.title, cell_name(0, place), text, "不认识的标题", "unknown heading", hint_zh, hint_en)
    for column in missing:
        if column.field in spec.may_miss():
            continue
        faults.add(sheet.title, spec.cell(0, column.field), "", f"缺少标题“{column.heading}”",
                   f'the heading "{column.heading}" is missing', "可能列被删除了；请从模板复制标题。",
                   "Maybe the column was deleted; copy the heading from the template.")  # fmt: skip
    return places


def _guess(text: str, missing: list[Column]) -> Column | None:
    """The missing column that an unknown heading most likely means."""
    by_name = {name: column for column in missing for name in _names(column)}
    found = near(text, by_name)
    return None if found is None else by_name[found]


def _record(sheet: BookSheet, row: int, cells: list[Raw], broken: set[int], places: dict[int, Column], complete: bool,
            faults: FaultList) -> TableRow:  # fmt: skip
    values: dict[str, Any] = {}
    good = True
    for place in range(max([len(cells), *(column + 1 for column in broken)])):
        cell: Raw = cells[place] if place < len(cells) else ""
        column = places.get(place)
        if column is None and place not in broken and (_blank(cell) or not places or _headed(sheet, place)):
            continue  # what stands under an unknown heading is told of once, at the heading
        where = cell_name(row, place)
        if place in broken:
            good = False
            error = sheet.errors[row, place]
            faults.add(sheet.title, where, error or "formula", f"公式出错 {error}" if error else "公式没有存下结果",
                       f"the formula gives {error}" if error else "the formula has no stored result",
                       "可能引用的单元格被删除了；请改成数值。" if error else "可能要在 Excel 中打开并保存一次。",
                       "Maybe the cells it refers to were deleted; write the value." if error
                       else "Maybe open the file in Excel and save it once.")  # fmt: skip
        elif column is None:
            good = False
            faults.add(sheet.title, where, raw_text(cell), "此处不在任何已知列内", "this cell is in no known column",
                       "可能输错了位置；请删除或移到正确的列。", "Maybe typed in the wrong place; delete or move it.")  # fmt: skip
        elif _blank(cell) or (column.default is None and _nothing(cell)):
            if column.default is REQUIRED:
                good = False
                _add_missing(sheet, where, column, faults)
            else:
                values[column.field] = column.default
        else:
            try:
                values[column.field] = column.kind.parse(_seen(cell))
            except CellError as wrong:
                good = False
                faults.add(sheet.title, where, raw_text(cell), f"{column.zh}：{wrong.zh}", f"{column.en}: {wrong.en}",
                           wrong.hint_zh, wrong.hint_en)  # fmt: skip
    for place, column in places.items():
        if place >= len(cells) and column.field not in values and place not in broken:
            if column.default is REQUIRED:
                good = False
                _add_missing(sheet, cell_name(row, place), column, faults)
            else:
                values[column.field] = column.default
    return TableRow(row, values, good and complete)


def _seen(cell: Raw) -> Raw:
    """The cell, a text with plain spaces. Raises CellError for a character that nobody sees."""
    if not isinstance(cell, str):
        return cell
    text = tidy(cell)
    sign = unseen(text)
    if sign is None:
        return text
    zh, en = told(sign)
    raise CellError(f"有看不见的字符 {zh}", f"there is a character that nobody sees: {en}",
                    "可能从网页或别的程序复制时带入；请清空单元格后重新输入。",
                    "Maybe it was copied from a web page or another program; empty the cell and type again.")  # fmt: skip


def _headed(sheet: BookSheet, place: int) -> bool:
    return place < len(sheet.rows[0]) and not _blank(sheet.rows[0][place])


def _add_missing(sheet: BookSheet, where: str, column: Column, faults: FaultList) -> None:
    faults.add(sheet.title, where, "", f"{column.zh}不能空着（{column.kind.zh}）",
               f"{column.en} may not be empty ({column.kind.en})",
               "可能漏填了。", "Maybe it was forgotten.")  # fmt: skip
