"""Columns of a sheet from the fields of its row type: a field's type says how its cells are read, its default what an empty one means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from api.files.table.columns import REQUIRED, Column, SheetSpec
from api.files.table.kinds import DATE, TEXT, TIME, WEEKDAY, WEEKDAYS, YES_NO_CELL, CellKind
from api.files.table.list_kinds import INTEGERS, PERIODS, SKILLS, SPANS, TEXTS, TIMES
from api.files.table.number_kinds import INTEGER, PERCENT, YUAN
from solver.problem.bells import Interval
from solver.problem.calendar import DateSpan
from solver.problem.people import Skill
from solver.units import Fen, Minute, Percent, Weekday

KINDS: Mapping[object, CellKind] = {
    str: TEXT,
    int: INTEGER,
    bool: YES_NO_CELL,
    date: DATE,
    Minute: TIME,
    Weekday: WEEKDAY,
    Percent: PERCENT,
    Fen: YUAN,
    tuple[str, ...]: TEXTS,
    tuple[int, ...]: INTEGERS,
    tuple[Minute, ...]: TIMES,
    tuple[Weekday, ...]: WEEKDAYS,
    tuple[Interval, ...]: PERIODS,
    tuple[Skill, ...]: SKILLS,
    tuple[DateSpan, ...]: SPANS,
}
"""Type of a field -> how its cells are read and written."""
OF_FIELD: Final = object()
"""Stands for the field's own default."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as people see it. field: of the row type. zh, en: heading. note_zh, note_en: how to fill it in.

    kind: where the field's type does not say it, as for codes. default: of an empty cell, where it is not the field's own.
    target: (sheet key, column field) whose values a drop-down list offers. width: in characters. until: as of a Column.
    """

    field: str
    zh: str
    en: str
    note_zh: str
    note_en: str
    kind: CellKind | None = None
    default: Any = OF_FIELD
    target: tuple[str, str] | None = None
    width: int = 14
    until: str = ""


def sheet(key: str, zh: str, en: str, note_zh: str, note_en: str, row_type: type, headings: tuple[Heading, ...], *,
          single: bool = False, module: bool = False, may_be_unnamed: bool = False,
          few: bool = False) -> SheetSpec:  # fmt: skip
    """A sheet of ``row_type`` with these columns; of rows that may be unnamed an empty id is ``""``.

    Raises KeyError for a field that there is not, or whose type has no kind of cell."""
    types = get_type_hints(row_type, include_extras=True)
    defaults = {each.name: REQUIRED if each.default is MISSING else each.default for each in fields(row_type)}
    columns = tuple(
        Column(
            each.field,
            each.zh,
            each.en,
            each.kind or KINDS[_without_none(types[each.field])],
            each.note_zh,
            each.note_en,
            ""
            if may_be_unnamed and each.field == "id"
            else defaults[each.field]
            if each.default is OF_FIELD
            else each.default,
            each.target,
            each.width,
            each.until,
        )
        for each in headings
    )
    return SheetSpec(key, zh, en, note_zh, note_en, row_type, columns, single, module, may_be_unnamed, few)


def _without_none(annotation: Any) -> Any:
    """``X`` of ``X | None``."""
    if get_origin(annotation) in (Union, UnionType):
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation
