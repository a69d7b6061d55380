"""Disorder around a table of rows: titles, empty rows, repeated headings, doubled rows, totals, notes, hidden parts."""

from __future__ import annotations

from dataclasses import dataclass

from tests.offices.disorder import Disorder
from tests.offices.sheet import Sheet, Value
from tests.offices.truth import OfficeTruth
from tests.offices.writing import Hand

Row = list[Value]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and whether offices hide it (phones, document numbers)."""

    heading: str
    private: bool = False


def moved(hand: Hand, columns: list[Column], rows: list[Row], keep_first: int) -> None:
    """Columns after the first ``keep_first`` in another order, in place."""
    if not hand.has(Disorder.COLUMNS_MOVED):
        return
    order = list(range(keep_first, len(columns)))
    hand.random.shuffle(order)
    order = [*range(keep_first), *order]
    columns[:] = [columns[index] for index in order]
    for row in rows:
        row[:] = [row[index] for index in order]


def tabled(
    hand: Hand, truth: OfficeTruth, file: str, name: str, title: str, columns: list[Column], rows: list[Row],
    *, merge: int | None = None, key: int = 1, note: str = "", export: bool = False,
) -> Sheet:
    """A sheet of a table with the disorder that surrounds tables.

    merge: a column whose runs of equal values are merged where MERGED_CELLS is on. key: column whose text may be followed
    by totals. note: text below the table. export: written by a program, so that nobody put titles, totals or notes there.
    """
    random = hand.random
    width = len(columns)
    sheet = Sheet(name)
    if hand.has(Disorder.TITLE_ROWS) and not export:
        sheet.rows.append([title, *[None] * (width - 1)])
        sheet.merges.append((0, 0, 0, width - 1))
        if random.random() < 0.5:
            sheet.rows.append([f"填表人：教务处　　填表日期：2026年9月1日　　单位：{truth.name}", *[None] * (width - 1)])
        truth.concludes(Disorder.TITLE_ROWS, file, "标题行不是数据，表头在其下")
    sheet.rows.append([column.heading for column in columns])
    runs: list[tuple[int, Value]] = []
    total = 0
    for index, row in enumerate(rows):
        if hand.has(Disorder.REPEATED_HEADING) and not export and index and index % 40 == 0:
            sheet.rows.append([column.heading for column in columns])
            truth.concludes(Disorder.REPEATED_HEADING, file, "重复的表头行不是学生或教师")
        if hand.has(Disorder.EMPTY_ROWS) and not export and random.random() < 0.02:
            sheet.rows.append([None] * width)
            truth.concludes(Disorder.EMPTY_ROWS, file, "空行跳过")
        sheet.rows.append(list(row))
        runs.append((len(sheet.rows) - 1, row[merge] if merge is not None else None))
        total += 1
        if hand.has(Disorder.DUPLICATE_ROWS) and not export and random.random() < 0.005:
            sheet.rows.append(list(row))
            runs.append((len(sheet.rows) - 1, runs[-1][1]))
            truth.concludes(Disorder.DUPLICATE_ROWS, file, "完全相同的行只算一次")
        if hand.has(Disorder.HIDDEN_ROWS) and random.random() < 0.02:
            sheet.hidden_rows.add(len(sheet.rows) - 1)
            truth.concludes(Disorder.HIDDEN_ROWS, file, "筛选后隐藏的行仍然有效，应提示")
    if merge is not None and hand.has(Disorder.MERGED_CELLS) and not export:
        _merge_runs(sheet, runs, merge)
        truth.concludes(Disorder.MERGED_CELLS, file, "合并单元格的值属于其中每一行")
    if hand.has(Disorder.TOTAL_ROWS) and not export:
        sheet.rows.append([None if column != (0 if width < 2 else key) else f"合计：{total}人" for column in range(width)]
                          if random.random() < 0.5 else ["合计", total, *[None] * (width - 2)])
        truth.concludes(Disorder.TOTAL_ROWS, file, "合计行不是人")
    if hand.has(Disorder.NOTES_BELOW) and not export and note:
        sheet.rows += [[None] * width, [note, *[None] * (width - 1)]]
        truth.concludes(Disorder.NOTES_BELOW, file, "表下的说明不是数据")
    if hand.has(Disorder.HIDDEN_COLUMNS):
        sheet.hidden_columns |= {index for index, column in enumerate(columns) if column.private}
    return sheet


def dictionary_sheet(hand: Hand, truth: OfficeTruth, file: str) -> list[Sheet]:
    """A hidden sheet of the lists behind drop-down cells, where the office has one."""
    if not hand.has(Disorder.HIDDEN_SHEET):
        return []
    truth.concludes(Disorder.HIDDEN_SHEET, file, "隐藏的字典表不含学生和教师")
    rows: list[Row] = [["性别", "民族", "学生类别"], ["男", "汉族", "正常"], ["女", "回族", "随班就读"], [None, "满族", "送教上门"]]
    return [Sheet("字典", rows, hidden=True)]


def _merge_runs(sheet: Sheet, runs: list[tuple[int, Value]], column: int) -> None:
    """Merge runs of adjacent rows of one value; only the first cell keeps it."""
    start = 0
    for index in range(1, len(runs) + 1):
        if index < len(runs) and runs[index][1] == runs[start][1] and runs[index][0] == runs[index - 1][0] + 1:
            continue
        first, last = runs[start][0], runs[index - 1][0]
        if last > first:
            sheet.merges.append((first, column, last, column))
            for row in range(first + 1, last + 1):
                sheet.rows[row][column] = None
        start = index
