"""One sheet of a workbook -> records, by its specification, with a fault for everything that does not fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from api.files.table.asides import aside
from api.files.table.book import BookSheet
from api.files.table.cell import CellError, Raw, raw_text
from api.files.table.columns import REQUIRED, Column, SheetSpec, cell_name, normal
from api.files.table.fault_list import FaultList
from api.files.table.layout import (
    blank,
    filled_down,
    heading_names,
    heading_row,
    match_headings,
    no_entry,
    passed_over,
    without,
)
from api.files.table.times import parse_span
from api.files.table.unknown_headings import DATES, dated, near
from solver.errors import Fault
from solver.problem.characters import alike, tidy, told, unseen

MOST_SHOWN = 12
"""Numbers that a notice shows."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: ``row`` 0-based in the sheet, a value a field, whether all its cells are good (else fields are missing)."""

    row: int
    values: dict[str, Any]
    good: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet that hold anything; ``complete`` when every heading was found that a sheet must have.

    spec: the specification with the columns that the sheet has, in its order. told: notices of what was passed over.
    unsure: row and field of cells of which Excel may have lost a digit.
    """

    records: list[TableRow]
    complete: bool
    spec: SheetSpec
    told: tuple[Fault, ...] = ()
    unsure: frozenset[tuple[int, str]] = frozenset()

    @property
    def good(self) -> list[TableRow]:
        return [record for record in self.records if record.good]


def read_table(sheet: BookSheet, spec: SheetSpec, faults: FaultList) -> Table:
    """Every row below the headings that is an entry. Blank rows are skipped; sums, notes and repeated headings too, which is told.

    Cells outside the known columns are faults. A cell that is merged downwards counts for all of its rows; other merged cells are
    faults.
    """
    if not sheet.readable:
        return Table([], complete=False, spec=spec)
    told: list[Fault] = []
    head = heading_row(sheet, spec)
    if head:
        told.append(Fault((sheet.title,), f"{head + 1}", f"标题在第 {head + 1} 行，上面的 {head} 行没有读取",
                          f"the headings are in row {head + 1}; the rows above were not read",
                          "可能是表的大标题；不用改。", "Maybe the title of the table; leave it."))  # fmt: skip
    sheet, spoilt = filled_down(sheet, head, faults)
    places, passed = _headings(sheet, head, spec, faults, told)
    there = {column.field for column in places.values()}
    there |= {column.until for column in places.values()}
    complete = all(c.field in there for c in spec.columns if c.field not in spec.may_miss())
    broken: dict[int, set[int]] = {}
    for row, column in sheet.errors:
        if row > head and column not in passed:
            broken.setdefault(row, set()).add(column)
    records = []
    skipped: dict[str, list[int]] = {}
    headings = {normal(raw_text(cell)) for cell in sheet.rows[head] if not blank(cell)} if sheet.rows else set()
    for row in range(head + 1, max([len(sheet.rows), *(row + 1 for row in broken)])):
        cells = without(sheet.rows[row] if row < len(sheet.rows) else [], passed)
        why = no_entry(cells, headings)
        if why is not None:
            skipped.setdefault(why, []).append(row)
        elif row in broken or not all(blank(cell) or _nothing(cell) for cell in cells):
            records.append(
                _record(sheet, row, cells, broken.get(row, set()), places, head, complete and row not in spoilt, faults)
            )
    told += [passed_over(sheet, why, rows) for why, rows in skipped.items()]
    if spec.single and len(records) != 1 and complete:
        where = cell_name(records[1].row if records else head + 1, 0)
        faults.add(sheet.title, where, str(len(records)), "本表只填一行", "this sheet has exactly one row",
                   "可能多填或漏填了。", "Maybe a row too many, or none was filled in.")  # fmt: skip
    unsure = _unsure(sheet, records, places)
    if unsure:
        told.append(_numbers_told(sheet, unsure, places))
    return Table(records, complete, _as_it_stands(spec, places), tuple(told), frozenset(unsure))


def _unsure(sheet: BookSheet, records: list[TableRow], places: dict[int, Column]) -> dict[tuple[int, str], str]:
    """Row and field of each cell of which Excel may have lost a digit, with what it shows."""
    return {
        (record.row, column.field): raw_text(sheet.rows[record.row][place])
        for record in records
        if record.row < len(sheet.rows)
        for place, column in places.items()
        if place < len(sheet.rows[record.row]) and column.kind.loses(sheet.rows[record.row][place])
    }


def _numbers_told(sheet: BookSheet, unsure: dict[tuple[int, str], str], places: dict[int, Column]) -> Fault:
    row, field = next(iter(unsure))
    place = next(place for place, column in places.items() if column.field == field)
    shown = "、".join(list(dict.fromkeys(unsure.values()))[:MOST_SHOWN])
    return Fault((f"{sheet.title}!{cell_name(row, place)}",), shown, f"{len(unsure)} 格是数字，按 {shown} 读",
                 f"{len(unsure)} cells hold numbers and are read as they show",
                 "可能不用改；但 1.10 存成数字会变成 1.1，有 10 班以上的请把列设成“文本”再填。",
                 "Maybe leave them; but 1.10 as a number becomes 1.1: with ten classes or more format the column as text.")  # fmt: skip


def _as_it_stands(spec: SheetSpec, places: dict[int, Column]) -> SheetSpec:
    """The specification with the columns that the sheet has, where it has them."""
    positions = tuple(sorted(places))
    return replace(spec, columns=tuple(places[place] for place in positions), positions=positions)


def _nothing(cell: Raw) -> bool:
    """Whether the cell says that there is nothing: 无, or a dash."""
    return isinstance(cell, str) and alike(cell).strip("-—–―−_/") in ("", "无", "没有", "暂无", "none", "n/a")


def _headings(
    sheet: BookSheet, head: int, spec: SheetSpec, faults: FaultList, told: list[Fault]
) -> tuple[dict[int, Column], frozenset[int]]:
    """Column of the sheet -> column of the specification, and the columns that are passed over, which is told.

    Missing, unknown and doubled headings are faults.
    """
    cells = sheet.rows[head] if sheet.rows else []
    matched = match_headings(cells, spec)
    places: dict[int, Column] = {}
    for index, found in matched.items():
        places[found[0]] = spec.columns[index]
        for place in found[1:]:
            faults.add(sheet.title, cell_name(head, place), raw_text(cells[place]), "标题重复", "this heading appears twice",
                       "可能复制了列；请删除一列。", "Maybe the column was copied; delete one.")  # fmt: skip
    known = {place for found in matched.values() for place in found}
    missing = [column for index, column in enumerate(spec.columns) if index not in matched]
    passed: dict[int, str] = {}
    for place, cell in enumerate(cells):
        if place in known or blank(cell):
            continue
        text = raw_text(cell)
        if dated(text):
            faults.add(sheet.title, cell_name(head, place), text, "不认识的标题", "unknown heading", *DATES)
            continue
        guess = _guess(text, missing)
        if aside(text) is not None and (guess is None or guess.field in spec.may_miss()):
            passed[place] = text
            continue
        if guess:
            missing.remove(guess)
        hint_zh = f"可能应为“{guess.heading}”。" if guess else "可能是多余的列；请删除，内容不会被读取。"
        hint_en = f'Maybe "{guess.heading}".' if guess else "Maybe a column too many; delete it, it would not be read."
        faults.add(sheet.title, cell_name(head, place), text, "不认识的标题", "unknown heading", hint_zh, hint_en)
    if passed:
        names = "、".join(f"“{name}”" for name in passed.values())
        told.append(Fault((f"{sheet.title}!{cell_name(head, min(passed))}",), "、".join(passed.values()), f"{names}列没有读取",
                          "columns of remarks, names, phones and the like were not read",
                          "可能只供自己看；不用改。", "Maybe for yourselves; leave them."))  # fmt: skip
    ends = {column.until for column in places.values()}
    for column in missing:
        if column.field in spec.may_miss() or column.field in ends:
            continue
        faults.add(sheet.title, spec.cell(head, column.field), "", f"缺少标题“{column.heading}”",
                   f'the heading "{column.heading}" is missing', "可能列被删除了；请从模板复制标题。",
                   "Maybe the column was deleted; copy the heading from the template.")  # fmt: skip
    return places, frozenset(passed)


def _guess(text: str, missing: list[Column]) -> Column | None:
    """The missing column that an unknown heading most likely means."""
    by_name = {name: column for column in missing for name in heading_names(column)}
    found = near(text, by_name)
    return None if found is None else by_name[found]


def _record(sheet: BookSheet, row: int, cells: list[Raw], broken: set[int], places: dict[int, Column], head: int, complete: bool,
            faults: FaultList) -> TableRow:  # fmt: skip
    cells, values = _spans(cells, places)
    good = True
    for place in range(max([len(cells), *(column + 1 for column in broken)])):
        cell: Raw = cells[place] if place < len(cells) else ""
        column = places.get(place)
        if column is None and place not in broken and (blank(cell) or not places or _headed(sheet, head, place)):
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
        elif column.field in values:
            continue
        elif blank(cell) or (column.default is None and _nothing(cell)):
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
    good = _ends_are_there(sheet, row, values, places, faults) and good
    return TableRow(row, values, good and complete)


def _spans(cells: list[Raw], places: dict[int, Column]) -> tuple[list[Raw], dict[str, Any]]:
    """The cells of a row, and begin and end where one cell holds both: ``8:20-9:00``."""
    values: dict[str, Any] = {}
    for place, column in places.items():
        cell = cells[place] if column.until and place < len(cells) else ""
        if not isinstance(cell, str) or not all(
            blank(cells[p]) for p, c in places.items() if c.field == column.until and p < len(cells)
        ):
            continue
        try:
            span = parse_span(cell)
        except CellError:
            continue
        if span is not None:
            values |= {column.field: span[0], column.until: span[1]}
    return cells, values


def _ends_are_there(
    sheet: BookSheet, row: int, values: dict[str, Any], places: dict[int, Column], faults: FaultList
) -> bool:
    """Whether every begin has its end, in a column of its own or in one cell with it."""
    fields = {column.field for column in places.values()}
    good = True
    for place, column in places.items():
        if column.until and column.until not in fields and column.until not in values:
            good = False
            faults.add(sheet.title, cell_name(row, place), "", "没有结束时刻", "the end is missing",
                       "可能只写了开始；请写成 8:20-9:00，或加一列“结束”。", "Maybe write it as 8:20-9:00.")  # fmt: skip
    return good


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


def _headed(sheet: BookSheet, head: int, place: int) -> bool:
    return place < len(sheet.rows[head]) and not blank(sheet.rows[head][place])


def _add_missing(sheet: BookSheet, where: str, column: Column, faults: FaultList) -> None:
    faults.add(sheet.title, where, "", f"{column.zh}不能空着（{column.kind.zh}）",
               f"{column.en} may not be empty ({column.kind.en})",
               "可能漏填了。", "Maybe it was forgotten.")  # fmt: skip
