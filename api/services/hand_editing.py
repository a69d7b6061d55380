"""Edits by hand in a printed plan workbook, as a new plan that is checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import solver
from api.files.plan.hand_edits.changed import ChangedBook
from api.files.plan.hand_edits.wanted import WantedEdit, wanted_edits
from api.files.plan.printed import plan_digest
from solver import Fault, Plan, PlanError, Policy, Problem, Report
from solver.explain.changes import PlanChange, changes
from solver.plan.as_edits import edit_document
from solver.plan.difference import difference


@dataclass(frozen=True)
class HandEdited:
    """Plans before and after, with check reports. changes: in sentences. faults: of what was not understood, by cell."""

    before: Plan
    plan: Plan
    reports: tuple[Report, Report]
    changes: tuple[PlanChange, ...]
    faults: tuple[Fault, ...]


def understood(problem: Problem, plan: Plan, book: ChangedBook) -> tuple[tuple[WantedEdit, ...], tuple[Fault, ...]]:
    """Edits of the plan that a workbook asks for, and faults of what is not understood, by cell."""
    wanted, faults = wanted_edits(problem, plan, book.parts, book.pupils)
    return wanted, (*book.faults, *faults)


def read_back(problem: Problem, policy: Policy, book: ChangedBook) -> HandEdited:
    """Apply what is understood of a workbook to its plan, but for edits that the plan does not admit, which are faults too."""
    before = book.file.plan.canonical()
    wanted, faults = understood(problem, before, book)
    plan, refused = before, []
    editor = solver.Editor(problem, policy) if wanted else None
    while editor is not None and wanted:
        try:
            plan = editor.apply(before, [each.edit for each in wanted])
            break
        except PlanError as error:
            refused += at_cells(error.faults, wanted)
            wrong = {fault.path[1] for fault in error.faults}
            wanted = tuple(each for index, each in enumerate(wanted) if index not in wrong)
    reports = solver.check_plan(problem, policy, before), solver.check_plan(problem, policy, plan)
    return HandEdited(before, plan, reports, changes(problem, difference(before, plan)), (*faults, *refused))


def at_cells(faults: Sequence[Fault], wanted: Sequence[WantedEdit]) -> list[Fault]:
    """Faults of edits (paths ``edits``, index, …) -> the same at the cells that asked for the edits."""
    return [replace(fault, path=(wanted[int(fault.path[1])].place,)) for fault in faults]


def same_plan(book: ChangedBook, plan: Plan) -> bool:
    """Whether the workbook was printed from this plan."""
    return plan_digest(book.file.plan.canonical()) == plan_digest(plan.canonical())


def edit_documents(wanted: Sequence[WantedEdit]) -> list[dict[str, object]]:
    """Edits as JSON objects, as a revision keeps them."""
    return [edit_document(each.edit) for each in wanted]
