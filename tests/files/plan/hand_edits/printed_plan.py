"""A printed plan of the tiny school, and its workbook edited by hand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from api.files.language import Language
from api.files.plan.bundle import PlanBundle
from api.files.plan.hand_edits.changed import changed_book
from api.files.plan.writer import plan_bytes
from api.files.request.reader import read_request
from api.services.hand_editing import HandEdited, read_back
from benchmarks.best.store import plan_path
from solver import Plan, Policy, Problem, check_plan, load_plan, load_policy
from solver.plan.plan import Section
from tests.files.samples import changed

SAMPLE = Path(__file__).parents[4] / "instances" / "samples" / "tiny.json"
DUTY, CLASSES, MENU, LISTS, LEAVING = "值日表", "按班级", "课程班", "课程班名单", "放学安排"


@cache
def school() -> tuple[Problem, Policy, Plan]:
    request = read_request(SAMPLE)
    policy = load_policy(request.policy_name, request.overrides)
    return request.problem, policy, load_plan(json.loads(gzip.decompress(plan_path("tiny").read_bytes())))


@cache
def printed(language: Language = Language.ZH) -> bytes:
    """The workbook of the plan."""
    problem, policy, plan = school()
    return plan_bytes(PlanBundle(problem, policy, plan, check_plan(problem, policy, plan)), ".xlsx", language)


def edited(change: Callable[[Any], object]) -> bytes:
    """The workbook after a change of it as an openpyxl workbook."""
    return changed(change, printed())


def read(data: bytes) -> HandEdited:
    problem, policy, _ = school()
    return read_back(problem, policy, changed_book(data))


def cells(sheet: Any) -> Iterator[Any]:
    return (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))


def another(shown: str) -> Any:
    """A member of staff whose name does not stand in a cell."""
    return [person for person in school()[0].staff if person.takes_part and person.name not in shown][-1]


def section_row(book: Any, section: Section) -> int:
    """Row of a section on the menu."""
    return int(next(cell.row for cell in cells(book[MENU]) if cell.value.endswith(f"\n{section.id}")))


def list_row(book: Any, section: Section) -> int:
    """Row of a section's heading above its list."""
    return int(next(cell.row for cell in cells(book[LISTS]) if f"（{section.id}）" in cell.value))
