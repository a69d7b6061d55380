"""Cells of a timetable sheet with their weekday, period and group (class or teacher).

Two edges of a block and its titles together tell weekday, period and group. Every division among them is understood: weekdays across
and periods down, or the other way; classes down and weekdays with periods across, or the other way; a block a class beside or below
each other; a sheet a weekday. Rows that one merged heading covers are one row of several lines.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from api.files.sources.source import SourceTable
from api.files.sources.timetable.blocks import GridBlock, SheetText, blocks_of, sheet_text
from api.files.sources.timetable.edges import Edge, Edges, edges_of
from api.files.sources.timetable.headings import PeriodHead, TimetableOwner
from api.files.sources.timetable.person_names import looks_like_name
from api.files.sources.timetable.slots import Slot, slots_of
from solver.units import Weekday

_Line = Mapping[int, Slot]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with text. rows: all rows whose text it holds, 0-based. weekday, group: None = not told."""

    rows: tuple[int, ...]
    column: int
    weekday: Weekday | None
    slot: Slot
    group: TimetableOwner | None
    text: str


@dataclass(slots=True)
class TimetableCells:
    """Cells of all blocks of a sheet. headings, titles: rows. pauses: rows of recess, lunch and the like. stray: places (row, column)
    of text that no heading belongs to. times: periods whose bells the sheet tells, with a place (row, column)."""

    cells: list[GridCell] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)
    pauses: set[int] = field(default_factory=set)
    stray: list[tuple[int, int]] = field(default_factory=list)
    times: dict[Slot, tuple[int, int]] = field(default_factory=dict)


def read_grid(table: SourceTable) -> TimetableCells:
    """Read the blocks of a sheet; one that has none gives no cells."""
    sheet, grid = sheet_text(table), TimetableCells()
    after = 0
    for block in blocks_of(sheet):
        edges = edges_of(sheet, block)
        grid.titles.update(range(block.titles.start, block.heads[0]))
        after = block.body.stop
        if edges.whole:
            grid.headings.update(block.heads)
            _read_block(sheet, block, edges, grid)
        else:
            grid.stray += [(row, column) for row in block.body for column, text in enumerate(sheet.rows[row]) if text]
    grid.titles.update(range(after, len(sheet.rows)))
    return grid


def _read_block(sheet: SheetText, block: GridBlock, edges: Edges, grid: TimetableCells) -> None:
    units = _units(sheet, block, edges)
    above = _slots([(column, (edge.day, edge.group), edge.dated) for column, edge in edges.above.items()])
    beside = {stub[0]: _slots([(unit[0], _day_of(edges.left[stub[0]][unit[0]]), edges.left[stub[0]][unit[0]].dated) for unit in units])
              for stub in edges.stubs}  # fmt: skip
    stubs = {column for stub in edges.stubs for column in stub}
    for unit in units:
        for column in range(sheet.table.width):
            if column in stubs:
                continue
            text = "\n".join(dict.fromkeys(sheet.rows[row][column] for row in unit if sheet.rows[row][column]))
            if text:
                first = _stub_of(edges, column)
                left = edges.left[first][unit[0]] if first is not None else Edge()
                slot = above.get(column) or (beside[first].get(unit[0]) if first is not None else None)
                _place(grid, edges, unit, column, left, slot, text)
    _keep_times(grid, block, above, beside, units)


def _day_of(edge: Edge) -> Hashable:
    return edge.day, edge.group


def _place(grid: TimetableCells, edges: Edges, unit: tuple[int, ...], column: int, left: Edge, slot: Slot | None, text: str) -> None:
    over = edges.above[column]
    day = over.day or left.day or edges.day
    if slot is not None and slot.pause:
        grid.pauses.update(unit)
    elif slot is None or (over.empty and edges.above and any(not edge.empty for edge in edges.above.values())):
        grid.stray.append((unit[0], column))
    else:
        grid.cells.append(GridCell(unit, column, day, slot, left.group or over.group or edges.group, text))


def _stub_of(edges: Edges, column: int) -> int | None:
    """The first of the columns of headings that a column's rows are told by: the nearest at its left, else the first at all."""
    before = [stub[0] for stub in edges.stubs if stub[0] < column]
    return before[-1] if before else (edges.stubs[0][0] if edges.stubs else None)


def _slots(heads: Sequence[tuple[int, Hashable, PeriodHead | None]]) -> _Line:
    told = [(index, key, head) for index, key, head in heads if head is not None]
    return dict(zip([index for index, _, _ in told], slots_of([(key, head) for _, key, head in told]), strict=True))


def _units(sheet: SheetText, block: GridBlock, edges: Edges) -> list[tuple[int, ...]]:
    """Rows of the body that have a heading, those together that a merged heading covers, or that go on with names below subjects."""
    if not edges.stubs:
        return [(row,) for row in block.body]
    stub = edges.stubs[0]
    finest = _finest(sheet, block, stub)
    spans = {area.first_row: area.last_row for area in sheet.table.merged if area.first_column <= finest <= area.last_column}
    units: list[tuple[int, ...]] = []
    row = block.body.start
    while row < block.body.stop:
        last = min(spans.get(row, row), block.body.stop - 1)
        rows = tuple(range(row, last + 1))
        if units and not sheet.rows[row][finest] and _goes_on(sheet, row, stub):
            units[-1] += rows
        else:
            units.append(rows)
        row = last + 1
    return units


def _finest(sheet: SheetText, block: GridBlock, stub: tuple[int, ...]) -> int:
    """The column of headings that changes most often down the body."""
    return max(stub, key=lambda column: (sum(1 for row in block.body if sheet.rows[row][column]
                                             and sheet.rows[row][column] != sheet.rows[row - 1][column]), -column))  # fmt: skip


def _goes_on(sheet: SheetText, row: int, stub: tuple[int, ...]) -> bool:
    """Whether a row without a heading holds names, which belong to the subjects above."""
    texts = [text for column, text in enumerate(sheet.rows[row]) if text and column not in stub]
    return bool(texts) and 2 * sum(looks_like_name(text) for text in texts) > len(texts)


def _keep_times(
    grid: TimetableCells, block: GridBlock, above: _Line, beside: Mapping[int, _Line], units: Sequence[tuple[int, ...]]
) -> None:
    for column, slot in above.items():
        if slot.start is not None and slot.number and not slot.pause:
            grid.times.setdefault(slot, (block.heads[-1], column))
    for column, line in beside.items():
        for unit in units:
            slot_here = line.get(unit[0])
            if slot_here and slot_here.start is not None and slot_here.number and not slot_here.pause:
                grid.times.setdefault(slot_here, (unit[0], column))
