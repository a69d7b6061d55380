"""The same timetable on sheets of every shape that is understood."""

from __future__ import annotations

from collections.abc import Callable

from api.files.sources.source import SourceTable
from tests.files.timetables.drawn import (
    DAYS,
    MORNING,
    TIMES,
    Sheet,
    Style,
    Truth,
    cell,
    clock_word,
    day_word,
    period_word,
    span_word,
)

PERIODS = len(TIMES)


def _classes(truth: Truth) -> list[str]:
    return list(dict.fromkeys(name for name, _, _ in truth))


def _stub(sheet: Sheet, row: int, column: int, style: Style, height: int = 1) -> tuple[int, dict[int, int]]:
    """Headings of periods downwards from a row -> columns taken, and the row of each period."""
    wide = int(style.halves)
    timed = {"none": 0, "cell": 0, "column": 1, "two columns": 2}[style.times]
    rows, at = {}, row
    for period in range(1, PERIODS + 1):
        if style.recess and period in (3, MORNING + 1):
            word = "大课间" if period == 3 else "午休"
            sheet.put(at, column, word, columns=wide + timed + 1 + DAYS)
            at += 1
        if style.halves and period in (1, MORNING + 1):
            pause = int(style.recess and period == 1)
            count = MORNING if period == 1 else PERIODS - MORNING
            if not pause:
                sheet.put(at, column, "上午" if period == 1 else "下午", rows=count * height)
            else:
                sheet.put(at, column, "上午", rows=2 * height)
                sheet.put(at + 2 * height + 1, column, "上午", rows=2 * height)
        sheet.put(at, column + wide, period_word(period, style), rows=height)
        if timed == 1:
            sheet.put(at, column + wide + 1, span_word(period), rows=height)
        elif timed == 2:
            for part, minute in enumerate(TIMES[period - 1]):
                sheet.put(at, column + wide + 1 + part, clock_word(minute), rows=height)
        rows[period] = at
        at += height
    return wide + timed + 1, rows


def _block(sheet: Sheet, truth: Truth, name: str, style: Style, row: int, column: int) -> tuple[int, int]:
    """A class with weekdays across and periods down -> the first free row and column."""
    if style.title:
        sheet.put(row, column, f"红星小学{name}课程表")
    elif not sheet.name.startswith(name):
        sheet.put(row, column, name)
    head = row + 1
    wide, rows = _stub(sheet, head + 1, column, style)
    sheet.put(head, column + wide - 1, "节次")
    for day in range(1, DAYS + 1):
        sheet.put(head, column + wide + day - 1, day_word(day, style))
        for period, at in rows.items():
            text = cell(truth.get((name, day, period), ()), style)
            again = style.merge and not style.recess and text and text == cell(truth.get((name, day, period - 1), ()), style)
            if again and period != MORNING + 1 and sheet.cells.get((at - 1, column + wide + day - 1)):
                area = sheet.cells.pop((at - 1, column + wide + day - 1))
                sheet.put(at - 1, column + wide + day - 1, area, rows=2)
            elif text:
                sheet.put(at, column + wide + day - 1, text)
    return rows[PERIODS] + 1, column + wide + DAYS


def sheet_a_class(truth: Truth, style: Style) -> list[SourceTable]:
    """One sheet a class, which bears the class's name."""
    sheets = [Sheet(name) for name in _classes(truth)]
    for sheet in sheets:
        _block(sheet, truth, sheet.name, style, 0, 0)
    return [sheet.table() for sheet in sheets]


def blocks_below(truth: Truth, style: Style) -> list[SourceTable]:
    """Blocks below each other on one sheet."""
    sheet, row = Sheet("总表"), 0
    for name in _classes(truth):
        row = _block(sheet, truth, name, style, row, 0)[0] + 1
    return [sheet.table()]


def blocks_beside(truth: Truth, style: Style) -> list[SourceTable]:
    """Blocks beside each other on one sheet, each with its own headings."""
    sheet, column = Sheet("总表"), 0
    for name in _classes(truth):
        column = _block(sheet, truth, name, style, 0, column)[1] + int(style.blank)
    return [sheet.table()]


def days_down(truth: Truth, style: Style) -> list[SourceTable]:
    """A sheet a class with weekdays down and periods across."""
    sheets = []
    for name in _classes(truth):
        sheet = Sheet(name)
        if style.title:
            sheet.put(0, 0, f"{name}课程表", columns=PERIODS + 1)
        sheet.put(1, 0, "星期")
        for period in range(1, PERIODS + 1):
            sheet.put(1, period, period_word(period, style))
        for day in range(1, DAYS + 1):
            sheet.put(1 + day, 0, day_word(day, style))
            for period in range(1, PERIODS + 1):
                text = cell(truth.get((name, day, period), ()), style)
                if text:
                    sheet.put(1 + day, period, text)
        sheets.append(sheet.table())
    return sheets


def classes_down(truth: Truth, style: Style) -> list[SourceTable]:
    """One sheet: classes down, weekdays with their periods across."""
    sheet = Sheet("全校课表")
    top = 1 if style.title else 0
    if style.title:
        sheet.put(0, 0, "红星小学课程总表", columns=DAYS * PERIODS + 1)
    sheet.put(top, 0, "班级")
    for day in range(1, DAYS + 1):
        first = 1 + (day - 1) * PERIODS
        sheet.put(top, first, day_word(day, style), columns=1 if style.blank else PERIODS)
        for period in range(1, PERIODS + 1):
            sheet.put(top + 1, first + period - 1, period_word(period, style))
    for place, name in enumerate(_classes(truth)):
        sheet.put(top + 2 + place, 0, name)
        for day in range(1, DAYS + 1):
            for period in range(1, PERIODS + 1):
                text = cell(truth.get((name, day, period), ()), style)
                if text:
                    sheet.put(top + 2 + place, (day - 1) * PERIODS + period, text)
    return [sheet.table()]


def classes_across(truth: Truth, style: Style) -> list[SourceTable]:
    """One sheet: weekdays with their periods down, classes across."""
    sheet, names = Sheet("全校课表"), _classes(truth)
    sheet.put(0, 0, "星期")
    sheet.put(0, 1, "节次")
    for place, name in enumerate(names):
        sheet.put(0, 2 + place, name)
    for day in range(1, DAYS + 1):
        first = 1 + (day - 1) * PERIODS
        sheet.put(first, 0, day_word(day, style), rows=1 if style.blank else PERIODS)
        for period in range(1, PERIODS + 1):
            sheet.put(first + period - 1, 1, period_word(period, style))
            for place, name in enumerate(names):
                text = cell(truth.get((name, day, period), ()), style)
                if text:
                    sheet.put(first + period - 1, 2 + place, text)
    return [sheet.table()]


def sheet_a_weekday(truth: Truth, style: Style) -> list[SourceTable]:
    """A sheet a weekday: periods down, classes across."""
    sheets = []
    for day in range(1, DAYS + 1):
        sheet = Sheet(f"星期{'一二三四五'[day - 1]}")
        wide, rows = _stub(sheet, 1, 0, style)
        for place, name in enumerate(_classes(truth)):
            sheet.put(0, wide + place, name)
            for period, at in rows.items():
                text = cell(truth.get((name, day, period), ()), style)
                if text:
                    sheet.put(at, wide + place, text)
        sheets.append(sheet.table())
    return sheets


def classes_at_left(truth: Truth, style: Style) -> list[SourceTable]:
    """One sheet: classes with their periods down (a merged cell a class), weekdays across."""
    sheet = Sheet("课程表")
    for column, word in enumerate(("班级", "节次", *(day_word(day, style) for day in range(1, DAYS + 1)))):
        sheet.put(0, column, word)
    for place, name in enumerate(_classes(truth)):
        first = 1 + place * PERIODS
        sheet.put(first, 0, name, rows=1 if style.blank else PERIODS)
        for period in range(1, PERIODS + 1):
            sheet.put(first + period - 1, 1, period_word(period, style))
            for day in range(1, DAYS + 1):
                text = cell(truth.get((name, day, period), ()), style)
                if text:
                    sheet.put(first + period - 1, 1 + day, text)
    return [sheet.table()]


def two_lines(truth: Truth, style: Style) -> list[SourceTable]:
    """A sheet a class with two rows a period: the subject above, the teacher below."""
    sheets = []
    for name in _classes(truth):
        sheet = Sheet(name)
        wide, rows = _stub(sheet, 1, 0, style, height=2)
        for day in range(1, DAYS + 1):
            sheet.put(0, wide + day - 1, day_word(day, style))
            for period, at in rows.items():
                for subject, teacher, _, weeks in truth.get((name, day, period), ())[:1]:
                    assert not weeks
                    sheet.put(at, wide + day - 1, subject)
                    if teacher:
                        sheet.put(at + 1, wide + day - 1, teacher)
        sheets.append(sheet.table())
    return sheets


def sheet_a_teacher(truth: Truth, style: Style) -> list[SourceTable]:
    """A sheet a teacher, whose cells name subject and class."""
    people = dict.fromkeys(entry[1] for entries in truth.values() for entry in entries)
    sheets = []
    for person in people:
        sheet = Sheet(f"{person}老师")
        wide, rows = _stub(sheet, 1, 0, style)
        for day in range(1, DAYS + 1):
            sheet.put(0, wide + day - 1, day_word(day, style))
        for (name, day, period), entries in truth.items():
            for subject, teacher, room, _ in entries:
                if teacher == person:
                    sheet.put(rows[period], wide + day - 1, f"{subject}\n{name} {room}".strip())
        sheets.append(sheet.table())
    return sheets


SHAPES: dict[str, Callable[[Truth, Style], list[SourceTable]]] = {
    each.__name__: each
    for each in (sheet_a_class, blocks_below, blocks_beside, days_down, classes_down, classes_across, sheet_a_weekday, classes_at_left)
}
