"""Care by class: a sheet for every class, for its class teacher and to hand to parents, behind a list of all classes for the school."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Any

from api.files.content.class_care import class_care_page, class_words, relation_words, turn_words, when_words
from api.files.content.names import class_name, day_name, grade_name
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.papers.care_cell import care_cell
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from api.files.plan.result_document import care_counts, class_document
from solver.errors import Fault, ProblemError
from solver.papers.class_care import CareAdult, ClassCare
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass
from solver.units import clock
from solver.words import span

LEAST_DAYS = 3
"""Columns beside the first, where there are fewer weekdays: the list of adults needs them."""
NOTE = (
    (
        "每格为看护人员，单双周不同时分行；“合班”为几个班在一处看护；“—”为这一节没有留在班里的学生。",
        "Each cell names the adult, by week where weeks differ; — no pupil stays in the class in that period.",
    )
)


def classes_paper(desk: PaperContext) -> Paper:
    """The list of all classes, then a sheet for each."""
    found = desk.bundle.care
    sheets = class_sheets(desk, [item.class_id for item in found.classes])
    return Paper(sheets.zh, sheets.en, (class_care_page(found, desk.names), *sheets.pages), {**care_counts(found), **sheets.data})


def class_sheets(desk: PaperContext, classes: Collection[str]) -> Paper:
    """A sheet for each of these classes, in the school's order; of one that is never in care it says so."""
    homes = [home for home in desk.problem.classes if home.id in classes]
    blocks = tuple(_sheet(desk, home) for home in homes)
    days = max(LEAST_DAYS, len(desk.problem.weekdays))
    page = Page("class_sheets", "班级看护表", "classes", (14, *(17 for _ in range(days))), blocks, portrait=True, apart=True)
    known = [item for item in desk.bundle.care.classes if item.class_id in classes]
    return Paper("班级看护表", "Care by class", (page,), {"classes": [_document(item) for item in known]})


def known_classes(problem: Problem, named: Sequence[str], path: str) -> list[str]:
    """The classes named, each once. Raises ProblemError with every id that is no class of the school."""
    faults = []
    for name in named:
        if name not in problem.class_of:
            near = "、".join(get_close_matches(name, problem.class_of, n=3))
            faults.append(Fault((path,), name, "没有这个班级。", "There is no such class.",
                                f"可能写错了，请用班级编号；{f'相近的有：{near}' if near else f'如 {next(iter(problem.class_of))}'}。",
                                f"Maybe it is misspelt; give the id of a class, as {near or next(iter(problem.class_of))}."))  # fmt: skip
    if faults:
        raise ProblemError(faults)
    return list(dict.fromkeys(named))


def _document(item: ClassCare) -> dict[str, Any]:
    """One class with the class periods of each adult."""
    document = class_document(item)
    for adult, entry in zip(item.adults, document["adults"], strict=True):
        entry["when"] = [{"week": each.week, "weekday": each.weekday, "period": each.period + 1} for each in adult.periods]
    return document


def _sheet(desk: PaperContext, home: HomeClass) -> PageBlock:
    """The week of a class with the adult of every period, then its adults with their class periods."""
    found = desk.bundle.care.of(home.id)
    days = desk.problem.weekdays
    spare = max(LEAST_DAYS, len(days)) - len(days)
    leaving = next((item for item in desk.plan.dismissals if item.grade == home.grade), None)
    where = f"{grade_name(home.grade)} · 本班教室 {desk.names.room(home.room)}"
    if leaving is not None:
        where += f" · {clock(leaving.minute)} 从{desk.names.gate(leaving.gate)}放学"
    title = f"{class_name(desk.names.home(home.id))} 课后看护", f"Who looks after class {desk.names.home(home.id)}"
    if found is None:
        return PageBlock(*title, (), (), text=(where, ("本班没有课后看护。", "This class is never in care.")))
    rows: list[Row] = []
    for number, period in enumerate(desk.problem.window_of[home.grade].periods):
        cells = [care_cell(desk, home, weekday, number) for weekday in days]
        cells[-1] = cells[-1]._replace(cols=1 + spare)
        rows.append((Cell(f"第{number + 1}节\n{span(period.start, period.end)}", "label"), *cells))
    header: Row = (Cell(("时段", "period")), *(Cell(day_name(weekday)) for weekday in days))
    header = (*header[:-1], header[-1]._replace(cols=1 + spare))
    columns = 1 + len(days) + spare
    rows.append((Cell(("谁来看护", "Who comes"), "banner", cols=columns),))
    turn, _ = turn_words(desk.view.weeks)
    listed = heads(("姓名", "name"), ("与本班", "to the class"), (f"{turn}几节", "periods"), ("什么时候", "when"))
    rows.append(_wide(listed, columns, "label"))
    rows += [_wide(_adult(desk, each), columns) for each in found.adults]
    return PageBlock(*title, (header,), tuple(rows), NOTE, text=(where, class_words(found, desk.view.weeks)))


def _wide(cells: Row, columns: int, shade: str = "") -> Row:
    """Cells over all columns: the last one takes those that are left. shade: of all of them, instead of their own."""
    found = [cell._replace(shade=shade or cell.shade) for cell in cells]
    return (*found[:-1], found[-1]._replace(cols=columns - len(found) + 1))


def _adult(desk: PaperContext, adult: CareAdult) -> Row:
    return (
        Cell(desk.names.person(adult.person), "label"),
        Cell(relation_words(desk.problem, adult)),
        Cell(f"{len(adult.periods)} 节"),
        Cell(when_words(adult.periods, desk.view.weeks)),
    )
