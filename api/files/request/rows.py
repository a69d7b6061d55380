"""Rows of the request workbook's sheets <-> the problem that they make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.files.request.sheets import SHEETS
from api.files.request.sheets.money import MONEY, MoneyRow
from api.files.request.sheets.people import UnavailableRow
from api.files.request.sheets.policy import policy_rows
from api.files.request.sheets.school import HolidayRow, TermRow
from api.files.table.cell import closest, raw_text
from api.files.table.columns import CellPlace, Places, SheetSpec, cell_name
from api.files.table.fault_list import FaultList
from api.files.table.reader import TableRow
from api.mapping.request import Request
from api.schemas.problem import pupil_of
from solver.errors import Path
from solver.problem.bells import Busy
from solver.problem.calendar import Term
from solver.problem.money import Money
from solver.problem.people import Staff
from solver.problem.problem import Problem

_PATHS: dict[str, Path] = {
    "holidays": ("term", "holidays"), "make_up": ("term", "make_up_days"), "pay_tiers": ("money", "tiers"),
    "contracts": ("money", "contracts"), "fee_items": ("money", "fee_items"), "expenses": ("money", "expenses"),
    "awards": ("money", "awards"),
}  # fmt: skip
"""Where a sheet's rows stand in the problem, when not under the sheet's key."""
RowsBySheet = dict[str, list[TableRow]]


def rows_of(request: Request) -> dict[str, list[Any]]:
    """Row objects of every sheet, by sheet key."""
    problem = request.problem
    term = problem.term
    return {
        "term": [TermRow(problem.school, term.name, term.first, term.last, term.work_end, term.template_weeks)],
        "holidays": [HolidayRow(day, "official" if day in term.assumed else "") for day in term.holidays],
        "make_up": list(term.make_up_days),
        "windows": list(problem.windows),
        "lessons": list(problem.lessons),
        "classes": list(problem.classes),
        "pupils": list(problem.pupils),
        "companions": list(problem.companions),
        "staff": list(problem.staff),
        "unavailable": [
            UnavailableRow(person.id, busy.weekday, busy.start, busy.end, busy.weeks)
            for person in problem.staff
            for busy in person.unavailable
        ],
        "outside": list(problem.outside),
        "offerings": list(problem.offerings),
        "rooms": list(problem.rooms),
        "walks": list(problem.walks),
        "gates": list(problem.gates),
        "posts": list(problem.posts),
        "money": [MoneyRow(*(getattr(problem.money, column.field) for column in MONEY.columns))],
        "pay_tiers": list(problem.money.tiers),
        "contracts": list(problem.money.contracts),
        "fee_items": list(problem.money.fee_items),
        "expenses": list(problem.money.expenses),
        "awards": list(problem.money.awards),
        "blocks": list(problem.blocks),
        "policy": policy_rows(request.policy_name, request.overrides),
    }


def problem_of(tables: RowsBySheet, titles: dict[str, str], specs: dict[str, SheetSpec], places: Places, faults: FaultList,
               lost: set[str]) -> Problem:  # fmt: skip
    """The problem that the rows of all sheets make, not yet validated. ``places`` learns where every part of it stands.

    tables: good rows by sheet key. titles, specs: of the sheets as they stand. lost: ids of rows with faulty cells; a row that names
    a person among them is left out.
    """
    for spec in specs.values():
        root = _PATHS.get(spec.key, (spec.key,))
        places.rows[root] = CellPlace(titles[spec.key], spec, 0)
        for index, record in enumerate(tables[spec.key]):
            path: Path = root if spec.single else (*root, index)
            places.rows[path] = CellPlace(titles[spec.key], spec, record.row)
    term_row = tables["term"][0]
    places.rows["school",] = CellPlace(titles["term"], specs["term"], term_row.row)
    term: dict[str, Any] = {key: value for key, value in term_row.values.items() if key != "school"}
    rows = {spec.key: tuple(spec.row_type(**record.values) for record in tables[spec.key]) for spec in SHEETS
            if spec.key not in ("staff", "pupils")}  # fmt: skip
    return Problem(
        school=term_row.values["school"],
        term=Term(
            **term,
            holidays=tuple(row.day for row in rows["holidays"]),
            make_up_days=rows["make_up"],
            assumed=tuple(row.day for row in rows["holidays"] if row.source == "official"),
        ),
        windows=rows["windows"],
        classes=rows["classes"],
        pupils=tuple(pupil_of(record.values) for record in tables["pupils"]),
        staff=_staff(tables, titles, places, faults, lost),
        rooms=rows["rooms"],
        gates=rows["gates"],
        money=Money(
            **tables["money"][0].values,
            tiers=rows["pay_tiers"],
            contracts=rows["contracts"],
            fee_items=rows["fee_items"],
            expenses=rows["expenses"],
            awards=rows["awards"],
        ),
        outside=rows["outside"],
        offerings=rows["offerings"],
        posts=rows["posts"],
        lessons=rows["lessons"],
        walks=rows["walks"],
        blocks=rows["blocks"],
        companions=rows["companions"],
    )


def _staff(
    tables: RowsBySheet, titles: dict[str, str], places: Places, faults: FaultList, lost: set[str]
) -> tuple[Staff, ...]:
    """Own staff, each with the rows of the unavailable sheet that name the person."""
    spec = next(spec for spec in SHEETS if spec.key == "unavailable")
    first_of: dict[str, int] = {}
    for index, record in enumerate(tables["staff"]):
        first_of.setdefault(record.values["id"], index)
    busy: dict[int, list[Busy]] = {}
    for record in tables["unavailable"]:
        person = record.values["staff"]
        index = first_of.get(person, -1)
        if person in lost:
            continue
        if index < 0:
            zh, en = _who(person, tables["staff"], first_of)
            faults.add(titles["unavailable"], cell_name(record.row, 0), raw_text(person), "没有这位教职工",
                       "there is no such member of staff", zh, en, cause=f"unknown {person}")  # fmt: skip
            continue
        mine = busy.setdefault(index, [])
        places.rows["staff", index, "unavailable", len(mine)] = CellPlace(titles["unavailable"], spec, record.row)
        mine.append(Busy(**{field: value for field, value in record.values.items() if field != "staff"}))
    return tuple(
        Staff(**record.values, unavailable=tuple(busy.get(index, ()))) for index, record in enumerate(tables["staff"])
    )


def _who(word: str, staff: list[TableRow], ids: Iterable[str]) -> tuple[str, str]:
    """Hint for a word that is no id of staff: whose name it is, else the id that is like it."""
    named = [str(record.values["id"]) for record in staff if word and record.values.get("name") == word]
    if named:
        return f"可能要填编号：{word}是 {'、'.join(named)}。", f"Maybe write the id: {word} is {', '.join(named)}."
    near = closest(word, ids)
    return near if near[0] else ("可能人员已被删除。", "Maybe the person was deleted.")
