"""The data sheets of a plan workbook, from which a plan is read back exactly, entries in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.files.plan.hand_edits.origins import OriginRow
from api.files.plan.printed import PrintedRow
from api.files.table.columns import REQUIRED, Column, SheetSpec
from api.files.table.kinds import DATE, TEXT, TIME
from api.files.table.list_kinds import TEXTS
from api.files.table.number_kinds import INTEGER
from solver.plan.plan import (
    Assignment,
    CareGroup,
    Dismissal,
    Fee,
    Flex,
    LateCare,
    Plan,
    Post,
    Seat,
    Section,
    Session,
    Tutoring,
)
from solver.problem.option import option

PREFIX = "数据_"
VERSION = 1


@dataclass(frozen=True, slots=True)
class MetaRow:
    """Identity of a plan file. term, run, language: absent from files of earlier versions; run is JSON, as of a plan document.
    effect, until: of the plan. language: of the printed sheets, a value of ``Language``."""

    version: int
    school: str
    term: str = option("")
    run: str = option("")
    effect: date | None = option(None)
    until: date | None = option(None)
    language: str = option("both")


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One session of a section. session counts from 1 in each section; 0 is a section without sessions."""

    offering: str
    number: int
    session: int
    weekday: int | None
    start: int | None
    room: str | None


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A post's four fields, the week and the person."""

    kind: str
    weekday: int
    subject: str
    detail: int
    week: int
    person: str


def _sheet(key: str, zh: str, row_type: type, *columns: Column, single: bool = False) -> SheetSpec:
    note = ("程序读取用，请勿改动", "read by the program, do not edit")
    return SheetSpec(key, PREFIX + zh, key, *note, row_type, columns, single)


def _text(field: str, zh: str, default: Any = REQUIRED) -> Column:
    return Column(field, zh, field, TEXT, zh, field, default)


def _whole(field: str, zh: str, default: Any = REQUIRED) -> Column:
    return Column(field, zh, field, INTEGER, zh, field, default)


def _time(field: str, zh: str, default: Any = REQUIRED) -> Column:
    return Column(field, zh, field, TIME, zh, field, default)


META = _sheet("meta", "文件", MetaRow, _whole("version", "版本"), _text("school", "学校"),
              _text("term", "学期", default=""), _text("run", "求解", default=""),
              Column("effect", "生效日期", "effect", DATE, "生效日期", "effect", None),
              Column("until", "截止日期", "until", DATE, "截止日期", "until", None),
              _text("language", "语言", default="both"), single=True)
DATA_SHEETS: tuple[SheetSpec, ...] = (
    _sheet("dismissals", "放学", Dismissal, _whole("grade", "年级"), _time("minute", "时刻"), _text("gate", "校门")),
    _sheet("tutoring", "辅导", Tutoring, _whole("grade", "年级"), _whole("weekday", "星期"), _whole("period", "时段"),
           _text("kind", "种类")),
    _sheet("sections", "教学班", SectionRow, _text("offering", "课程"), _whole("number", "班号"), _whole("session", "课次"),
           _whole("weekday", "星期", default=None), _time("start", "开始", default=None), _text("room", "场地", default=None)),
    _sheet("care_groups", "托管", CareGroup, _whole("weekday", "星期"), _whole("period", "时段"), _text("host", "主班"),
           Column("classes", "班级", "classes", TEXTS, "班级", "classes", ())),
    _sheet("late_care", "延时", LateCare, _whole("weekday", "星期"),
           Column("rooms", "场地", "rooms", TEXTS, "场地", "rooms", ())),
    _sheet("seats", "名单", Seat, _text("pupil", "学生"), _text("offering", "课程"), _whole("number", "班号")),
    _sheet("assignments", "岗位", AssignmentRow, _text("kind", "种类"), _whole("weekday", "星期"),
           _text("subject", "对象", default=""), _whole("detail", "细目"), _whole("week", "周次"), _text("person", "人员")),
    _sheet("flex", "弹性", Flex, _text("person", "人员"), _whole("week", "周次"), _whole("weekday", "星期"),
           _text("kind", "种类")),
    _sheet("fees", "收费", Fee, _text("pupil", "学生"), _whole("fen", "分")),
)  # fmt: skip


PRINTED = _sheet("printed", "印页", PrintedRow, _text("sheet", "工作表"), _whole("start", "起始行"), _text("cells", "内容"))
"""The copy of what the printed sheets show."""
ORIGINS = _sheet("origins", "来历", OriginRow, _text("sheet", "工作表"), _text("cells", "内容"))
"""Which cells of the printed sheets show which decisions."""


def plan_rows(plan: Plan) -> dict[str, list[Any]]:
    """Row objects of every data sheet."""
    sections = [row for section in plan.sections for row in _session_rows(section)]
    assignments = [
        AssignmentRow(item.post.kind, item.post.weekday, item.post.subject, item.post.detail, item.week, item.person)
        for item in plan.assignments
    ]
    special: dict[str, list[Any]] = {"sections": list(sections), "assignments": list(assignments)}
    return {spec.key: special.get(spec.key) or list(getattr(plan, spec.key)) for spec in DATA_SHEETS}


def _session_rows(section: Section) -> list[SectionRow]:
    if not section.sessions:
        return [SectionRow(section.offering, section.number, 0, None, None, None)]
    return [
        SectionRow(section.offering, section.number, index, session.weekday, session.start, session.room)
        for index, session in enumerate(section.sessions, 1)
    ]


def plan_from_rows(rows: Mapping[str, list[Any]]) -> Plan:
    """The inverse of :func:`plan_rows`. Raises SessionOrderError when sessions do not count up."""
    return Plan(
        dismissals=tuple(rows["dismissals"]),
        tutoring=tuple(rows["tutoring"]),
        sections=_sections(rows["sections"]),
        care_groups=tuple(rows["care_groups"]),
        late_care=tuple(rows["late_care"]),
        seats=tuple(rows["seats"]),
        assignments=tuple(
            Assignment(Post(row.kind, row.weekday, row.subject, row.detail), row.week, row.person)
            for row in rows["assignments"]
        ),
        flex=tuple(rows["flex"]),
        fees=tuple(rows["fees"]),
    )


class SessionOrderError(Exception):
    """A session row that follows nothing or lacks its day, time or room. ``index``: of the row; ``field``: which."""

    def __init__(self, index: int, field: str) -> None:
        super().__init__(f"row {index}: {field}")
        self.index, self.field = index, field


def _sections(rows: list[SectionRow]) -> tuple[Section, ...]:
    found: list[tuple[str, int, list[Session]]] = []
    for index, row in enumerate(rows):
        last = found[-1] if found else None
        if row.session in (0, 1):
            found.append((row.offering, row.number, []))
        elif last is None or (row.offering, row.number, row.session) != (last[0], last[1], len(last[2]) + 1):
            raise SessionOrderError(index, "session")
        if row.session:
            if row.weekday is None or row.start is None or row.room is None:
                raise SessionOrderError(
                    index, "weekday" if row.weekday is None else "start" if row.start is None else "room"
                )
            found[-1][2].append(Session(row.weekday, row.start, row.room))
    return tuple(Section(offering, number, tuple(sessions)) for offering, number, sessions in found)
