"""Workbook of a plan -> parts of printed cells that show something else than was printed, and cells that cannot be read so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.files.content.shown_part import FOLLOWS, PEOPLE, SEAT, ShownPart
from api.files.plan.hand_edits.cell_values import values_of
from api.files.plan.hand_edits.origins import CellOrigin, OriginRow, Place, read_origins
from api.files.plan.plan_file import PlanFile
from api.files.plan.printed import (
    PLAN,
    PrintedRow,
    Row,
    blocks,
    found_rows,
    full_text,
    plan_digest,
    read_printed,
    same_text,
    without_end,
)
from api.files.plan.reader import not_exported, read_plan_book
from api.files.plan.sheets import ORIGINS, PRINTED
from api.files.table.book import BookSheet, open_book
from api.files.table.columns import SheetSpec, cell_name, normal
from api.files.table.fault_list import FaultList
from api.files.table.reader import read_table
from solver.errors import Fault, PlanError

EDITABLE_ZH = "可以改的是：值日表和按班级表里的姓名、课程班表和名单里的教师、时间、地点、学生，放学安排里的时刻和校门。"
EDITABLE_EN = "What can be edited: names on posts, teachers, times, rooms and pupils of courses, minute and gate of dismissal."


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part that shows something else. sheet, row, column: its cell now, 0-based. part: as printed. found: its text now."""

    sheet: str
    row: int
    column: int
    part: ShownPart
    found: str

    @property
    def place(self) -> str:
        return f"{self.sheet}!{cell_name(self.row, self.column)}"


@dataclass(frozen=True, slots=True)
class ChangedBook:
    """Plan of the workbook, changed parts, and faults of changes that cannot be read. pupils: id -> name as printed."""

    file: PlanFile
    parts: tuple[ChangedPart, ...]
    faults: tuple[Fault, ...]
    pupils: Mapping[str, str]


def changed_book(data: bytes) -> ChangedBook:
    """Read a plan workbook. Raises PlanError where it is none, was exported without origins, or its hidden sheets were edited."""
    file = read_plan_book(data, ignore_edits=True)
    faults = FaultList()
    sheets = open_book(data, faults)
    printed, origins = _hidden(sheets, file, faults)
    if len(faults):
        raise PlanError(faults.all())
    found = _Changes(faults)
    for title, rows in printed.items():
        if title in sheets:
            found.compare(sheets[title], rows, origins.get(title, {}))
    not_exported(sheets, printed, faults)
    shown = {str(part.key[2]): part.text for cells in origins.values() for cell in cells.values() for part in cell.parts
             if part.kind == SEAT and part.text}  # fmt: skip
    return ChangedBook(file, tuple(found.parts), tuple(faults.all()), shown)


def _hidden(
    sheets: Mapping[str, BookSheet], file: PlanFile, faults: FaultList
) -> tuple[dict[str, list[Row]], dict[str, dict[Place, CellOrigin]]]:
    """Copy of the printed sheets, and origins of their cells; faults where there are none or they were edited."""
    copy, told = _rows(sheets, PRINTED, faults), _rows(sheets, ORIGINS, faults)
    if copy is None or told is None:
        faults.add(ORIGINS.title, "", "", "工作簿没有存下每一格是什么，读不出手改", "the workbook does not say which cell shows what",
                   "可能由较早的版本导出，或隐藏的表被删除；请重新导出再改。",
                   "Maybe an earlier version wrote it, or hidden sheets were deleted; export it again and edit that.")  # fmt: skip
        return {}, {}
    try:
        printed = read_printed([PrintedRow(**values) for values in copy])
        origins = read_origins([OriginRow(**values) for values in told])
    except ValueError:
        printed, origins = {}, {}
    if printed.pop(PLAN, None) != [(plan_digest(file.plan),)]:
        faults.add(PRINTED.title, "", "", "隐藏的数据表改动过，读不出手改", "hidden sheets were edited",
                   "可能取消隐藏后改过；请重新导出再改。",
                   "Maybe they were unhidden and edited; export the plan again and edit that.")  # fmt: skip
    return printed, origins


def _rows(sheets: Mapping[str, BookSheet], spec: SheetSpec, faults: FaultList) -> list[dict[str, Any]] | None:
    """Values of a hidden sheet's rows; None where it is missing."""
    found = next((sheet for sheet in sheets.values() if normal(sheet.title) == normal(spec.title)), None)
    return None if found is None else [dict(record.values) for record in read_table(found, spec, faults).good]


@dataclass
class _Changes:
    """Changed parts so far."""

    faults: FaultList
    parts: list[ChangedPart] = field(default_factory=list)

    def compare(self, sheet: BookSheet, printed: Sequence[Row], origins: Mapping[Place, CellOrigin]) -> None:
        """Compare a sheet row by row with what was printed on it."""
        for at, before, now, after in blocks(without_end(printed), found_rows(sheet)):
            for offset in range(max(len(before), len(after))):
                if offset >= len(before):
                    self._inserted(sheet, now + offset, after[offset], _section_above(origins, at + len(before) - 1))
                elif offset >= len(after):
                    self._deleted(sheet, at + offset, before[offset], origins)
                else:
                    self._row(sheet, at + offset, before[offset], now + offset, after[offset], origins)

    def _row(
        self, sheet: BookSheet, was: int, before: Row, now: int, after: Row, origins: Mapping[Place, CellOrigin]
    ) -> None:  # fmt: skip
        changed = set()
        for column in range(max(len(before), len(after))):
            old = before[column] if column < len(before) else ""
            new = after[column] if column < len(after) else ""
            if same_text(old, new):
                continue
            changed.add(column)
            origin = origins.get((was, column))
            if origin is not None and all(part.kind == FOLLOWS for part in origin.parts) and column - 1 in changed:
                continue
            self._cell(sheet, now, column, origin, new)

    def _cell(self, sheet: BookSheet, row: int, column: int, origin: CellOrigin | None, shown: str) -> None:
        where = cell_name(row, column)
        if origin is None or all(part.kind == FOLLOWS for part in origin.parts):
            self.faults.add(sheet.title, where, shown, "这一格改不了方案：它是由别处算出的，或不是方案的内容",
                            "this cell changes nothing of the plan: it follows from others, or is no part of it",
                            f"可能要改别处。{EDITABLE_ZH}", f"Maybe edit another cell. {EDITABLE_EN}")  # fmt: skip
            return
        cells = sheet.rows[row] if row < len(sheet.rows) else []
        values = values_of(origin.text, origin.parts, full_text(cells[column]) if column < len(cells) else "")
        if values is None or (row, column) in sheet.errors:
            self._unreadable(sheet, row, column, shown)
            return
        for part, value in values:
            if part.kind != FOLLOWS and value != full_text(part.text):
                self.parts.append(ChangedPart(sheet.title, row, column, part, value))

    def _unreadable(self, sheet: BookSheet, row: int, column: int, shown: str) -> None:
        self.faults.add(sheet.title, cell_name(row, column), shown, "看不出这一格改了什么：除姓名、时间、地点外的字也变了",
                        "it cannot be told what was edited here: other text has changed too",
                        "可能多写或删了别的字；请照原样，只换要换的。",
                        "Maybe other words were typed or deleted; keep them as they were.")  # fmt: skip

    def _inserted(self, sheet: BookSheet, row: int, shown: Row, section: tuple[str, int] | None) -> None:
        """A row that was not printed: pupils, below the list of a section."""
        told = [(column, text) for column, text in enumerate(shown) if text]
        if section is None:
            if told:
                self.faults.add(sheet.title, cell_name(row, told[0][0]), told[0][1], "这一行不是印出的，不知属于哪一项",
                                "this row was not printed, and belongs to nothing", f"可能加错了地方。{EDITABLE_ZH}",
                                f"Maybe it stands in the wrong place. {EDITABLE_EN}")  # fmt: skip
            return
        columns = {column for column, _ in told}
        for column, text in told:
            if column % 2 == 0 or column - 1 not in columns:  # beside each pupil stands the class
                self.parts.append(ChangedPart(sheet.title, row, column, ShownPart("", SEAT, (*section, "")), text))

    def _deleted(self, sheet: BookSheet, row: int, shown: Row, origins: Mapping[Place, CellOrigin]) -> None:
        """A row that is gone: its pupils have left the list."""
        here = {column: origin for (at, column), origin in origins.items() if at == row}
        seats = [(column, part) for column, origin in here.items() for part in origin.parts if part.kind == SEAT]
        self.parts += [ChangedPart(sheet.title, row, column, part, "") for column, part in seats if part.text]
        if not seats and any(shown):
            self.faults.add(sheet.title, cell_name(row, 0), " ".join(text for text in shown if text)[:80], "这里印过的一行不见了",
                            "a row that was printed here is gone",
                            "可能误删；要撤下人员，请只清空姓名。",
                            "Maybe deleted by mistake; to take people off, empty the names alone.")  # fmt: skip


def _section_above(origins: Mapping[Place, CellOrigin], row: int) -> tuple[str, int] | None:
    """Section whose list or heading stands in a row."""
    for part in _parts_in(origins, row):
        if part.kind == SEAT:
            return str(part.key[0]), int(part.key[1])
    for part in _parts_in(origins, row):
        if part.kind == PEOPLE and part.key[0] == "lead" and any(each.kind == FOLLOWS for each in _parts_in(origins, row)):
            return str(part.key[2]), int(part.key[3])
    return None


def _parts_in(origins: Mapping[Place, CellOrigin], row: int) -> Iterator[ShownPart]:
    return (part for (at, _), origin in origins.items() if at == row for part in origin.parts)
