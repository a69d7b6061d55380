"""Edges of a block: what weekday, period and group each of its columns and each of its rows stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from api.files.sources.timetable.blocks import FEWEST_GROUPS, GridBlock, SheetText
from api.files.sources.timetable.edge_lines import HeadLine, LineKind, both, days_alone, head_line
from api.files.sources.timetable.headings import PeriodHead, TimetableOwner, group_of, teacher_of, weekday_of
from solver.units import Weekday

NAMES_IN_TEN = 6
"""Cells of ten in a column from which it is one of classes or of teachers."""
SHORTEST_WEEK = 5
"""School days of a week at least: shorter runs of numbers that come again are halves of a day."""
_NAME_WORDS = ("班级", "班别", "班次", "教师", "老师", "姓名")


@dataclass(frozen=True, slots=True)
class Edge:
    """Facts that a row or a column tells of its cells."""

    day: Weekday | None = None
    period: PeriodHead | None = None
    group: TimetableOwner | None = None
    half: str = ""

    @property
    def empty(self) -> bool:
        return self.day is None and self.period is None and self.group is None

    @property
    def dated(self) -> PeriodHead | None:
        """The period with the half of the day that stands beside it."""
        return replace(self.period, half=self.period.half or self.half) if self.period else None


@dataclass(frozen=True, slots=True)
class Edges:
    """above: by column. left: by the first of the columns that hold headings, by row of the body. stubs: columns of headings, of each
    such group in order. day, group: of the block as a whole, as its titles tell."""

    above: Mapping[int, Edge]
    left: Mapping[int, Mapping[int, Edge]]
    stubs: tuple[tuple[int, ...], ...]
    day: Weekday | None
    group: TimetableOwner | None
    whole: bool


def edges_of(sheet: SheetText, block: GridBlock) -> Edges:
    """Read the headings of a block. ``whole`` says whether weekday and period of its cells are told."""
    above = _above(sheet, block)
    headed = {column for line in above for column in (*line.days, *line.periods)}
    left = {}
    for column in range(sheet.table.width):
        cells = sheet.column(column, block.body)
        line = None if column in headed else head_line(cells) or days_alone(cells)
        if line:
            left[column] = line
    day = _title_day(sheet, block)
    above, left = _settled(above, left, day)
    groups, group = _groups_above(sheet, block)
    columns = _columns(sheet, block, above, groups)
    rows_tell = {line.kind for line in left.values()}
    names: dict[int, dict[int, TimetableOwner]] = {}
    if not groups and (group is None or not rows_tell & {LineKind.PERIODS, LineKind.WEEKDAYS}):
        names = _groups_left(sheet, block, min(headed, default=sheet.table.width), set(left))
    stubs = _runs({*left, *names})
    rows = {stub[0]: _rows(block, stub, left, names) for stub in stubs}
    tells_day = day or any(edge.day for edge in columns.values()) or LineKind.WEEKDAYS in rows_tell
    tells_period = any(edge.period for edge in columns.values()) or LineKind.PERIODS in rows_tell
    return Edges(columns, rows, stubs, day, group, whole=bool(tells_day and tells_period))


def _above(sheet: SheetText, block: GridBlock) -> list[HeadLine]:
    return [line for row in block.heads if (line := head_line(sheet.rows[row]))]


def _settled(
    above: list[HeadLine], left: dict[int, HeadLine], day: Weekday | None
) -> tuple[list[HeadLine], dict[int, HeadLine]]:
    """Lines of bare numbers as weekdays or as periods, as the other lines leave open; periods at the left that are told above go."""
    if day is None and not any(line.kind is LineKind.WEEKDAYS for line in (*above, *left.values())):
        above = _days_outside(above)
        left = dict(zip(left, _days_outside(list(left.values())), strict=True))
    over, beside = {line.kind for line in above}, {line.kind for line in left.values()}
    days_known = day is not None or LineKind.WEEKDAYS in over | beside
    if LineKind.BARE in over:
        days_above = LineKind.PERIODS in beside or (LineKind.BARE in beside and not _runs_further(above, left.values()))
        above = [_as_days(line) if not days_known and days_above else _as_periods(line) for line in above]
        over = {line.kind for line in above}
        days_known = days_known or LineKind.WEEKDAYS in over
    if LineKind.BARE in beside:
        as_days = not days_known and LineKind.PERIODS in over
        left = {column: _as_days(line) if as_days else _as_periods(line) for column, line in left.items()}
    if LineKind.PERIODS in over:
        left = {column: line for column, line in left.items() if line.kind is LineKind.WEEKDAYS}
    return above, left


def _days_outside(lines: list[HeadLine]) -> list[HeadLine]:
    """Lines of one edge, where bare numbers stand outside of numbered periods: those are weekdays, and change less often."""
    numbered = [line for line in lines if any(head.number for head in line.periods.values())]
    bare = [line for line in numbered if line.kind is LineKind.BARE and len(line.days) == len(line.periods)]
    if len(numbered) < 2 or not bare:
        return lines
    outer = min(bare, key=_changes)
    inner = [line for line in numbered if line is not outer and _changes(line) > _changes(outer)]
    return [_as_days(line) if line is outer and inner else line for line in lines]


def _runs_further(above: Iterable[HeadLine], left: Iterable[HeadLine]) -> bool:
    """Whether bare numbers above go further than those at the left: a week has fewer days than a day has periods."""
    return max(map(_length, above)) > max(_length(line) for line in left if line.kind is LineKind.BARE)


def _length(line: HeadLine) -> int:
    """Numbers of a line; of weeks side by side, those of one."""
    numbers = [head.number for _, head in sorted(line.periods.items())]
    weeks = numbers.count(1)
    one = len(numbers) // weeks if weeks else 0
    return one if one >= SHORTEST_WEEK and numbers == numbers[:one] * weeks else _changes(line)


def _changes(line: HeadLine) -> int:
    """How often the number changes along a line."""
    numbers = [head.number for _, head in sorted(line.periods.items()) if head.number]
    return sum(1 for before, number in zip([None, *numbers], numbers, strict=False) if number != before)


def _as_days(line: HeadLine) -> HeadLine:
    return HeadLine(LineKind.WEEKDAYS, days=line.days) if line.kind is LineKind.BARE else line


def _as_periods(line: HeadLine) -> HeadLine:
    return HeadLine(LineKind.PERIODS, periods=line.periods) if line.kind is LineKind.BARE else line


def _title_day(sheet: SheetText, block: GridBlock) -> Weekday | None:
    """The weekday that a title above the block names, or the sheet's name."""
    for row in reversed(block.titles):
        texts = {text for text in sheet.rows[row] if text}
        days = {day for text in texts if (day := weekday_of(text))}
        if len(days) == 1 and len(texts) <= 2:
            return days.pop()
    return weekday_of(sheet.table.sheet)


def _groups_above(sheet: SheetText, block: GridBlock) -> tuple[dict[int, TimetableOwner], TimetableOwner | None]:
    """Groups by column, where a row of headings or of titles names several; else the one of the nearest title."""
    teacher = None
    for row in (*reversed(block.heads), *reversed(block.titles)):
        if row in block.heads and head_line(sheet.rows[row]):
            continue
        found = sheet.groups(row)
        classes = {column: group for column, group in found.items() if not group.teacher}
        if len(set(classes.values())) >= FEWEST_GROUPS:
            return classes, None
        if classes:
            return {}, next(iter(classes.values()))
        people = {column: group for column, group in found.items() if group.teacher}
        if len(set(people.values())) >= FEWEST_GROUPS:
            return people, None
        teacher = teacher or next(iter(people.values()), None)
    return {}, teacher


def _columns(sheet: SheetText, block: GridBlock, above: list[HeadLine], groups: Mapping[int, TimetableOwner]) -> dict[int, Edge]:
    """Edges by column. Where periods or classes stand below weekdays, a weekday is of the columns up to the next one."""
    row_of_groups = any(head_line(sheet.rows[row]) is None for row in block.heads)
    periods = any(line.periods for line in above if line.kind is LineKind.PERIODS)
    edges: dict[int, Edge] = {}
    day, half, nearest = None, "", next(iter(groups.values()), None)
    for column in range(sheet.table.width):
        own_day = next((line.days[column] for line in above if column in line.days), None)
        day = own_day or (day if periods or row_of_groups else None)
        half = next((line.halves[column] for line in above if column in line.halves), half)
        period = None
        for line in above:
            period = both(period, line.periods.get(column))
        nearest = groups.get(column, nearest)
        if row_of_groups:
            headed, group = column in groups and (day is not None or not above), groups.get(column)
        else:
            headed, group = (period is not None if periods else own_day is not None), nearest
        edges[column] = Edge(day, period, group, half if period else "") if headed else Edge()
    return edges


def _groups_left(sheet: SheetText, block: GridBlock, limit: int, taken: set[int]) -> dict[int, dict[int, TimetableOwner]]:
    """A column of classes or of teachers left of the body, by column and row; empty where there is none."""
    for column in range(limit):
        if column in taken:
            continue
        cells = {row: sheet.rows[row][column] for row in block.body if sheet.rows[row][column]}
        heading = " ".join(sheet.rows[row][column] for row in block.heads)
        wanted = max(1, len(set(cells.values())) * NAMES_IN_TEN // 10)
        for reader in (lambda text: group_of(text, sheet.grade), teacher_of):
            found = {row: group for row, text in cells.items() if (group := reader(text))}
            if len({sheet.rows[row][column] for row in found}) >= wanted and (
                reader is not teacher_of or any(word in heading for word in _NAME_WORDS)
            ):
                return {column: found}
    return {}


def _rows(
    block: GridBlock, stub: tuple[int, ...], left: Mapping[int, HeadLine], names: Mapping[int, Mapping[int, TimetableOwner]]
) -> dict[int, Edge]:
    """Edges by row. A weekday, a half of the day and a name are of the rows down to the next one."""
    edges = {}
    day, half, group = None, "", None
    moments = [column for column in stub if column in left and left[column].kind is LineKind.MOMENTS]
    for row in block.body:
        place = row - block.body.start
        period = None
        for column in stub:
            line = left.get(column)
            if line:
                day = line.days.get(place) or day
                half = line.halves.get(place) or half
                period = both(period, line.periods.get(place))
            group = names.get(column, {}).get(row) or group
        if len(moments) == 2 and all(place in left[column].moments for column in moments):
            start, end = (left[column].moments[place] for column in moments)
            period = both(period or PeriodHead(sure=True), PeriodHead(start=start, end=end)) if start < end else period
        edges[row] = Edge(day, period, group, half)
    return edges


def _runs(columns: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """Columns that stand side by side, together."""
    runs: list[list[int]] = []
    for column in sorted(columns):
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return tuple(map(tuple, runs))
