"""A tiny school whose pupils have ids and families that can be searched for, and the context of its papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.files.plan.search_run import SearchRun, plan_digest
from solver.check.report import check
from solver.plan.plan import Plan, Seat
from solver.problem.problem import Problem
from tests.check import builders

FAMILIES = {"P1": "XFAMILYX", "P4": "XFAMILYX", "P6": "XFAMILYALONEX"}
"""Which pupils are siblings: told by no paper, not by those either that list pupils."""
ON = date(2025, 9, 10)


def renamed(ident: str) -> str:
    """Ids that stand for nothing else."""
    return f"XPUPIL{ident}X"


def school() -> tuple[Problem, Plan]:
    """The tiny school whose pupils have ids and families that can be searched for."""
    problem, plan = builders.problem(), builders.plan()
    pupils = tuple(replace(pupil, id=renamed(pupil.id), family=FAMILIES.get(pupil.id, "")) for pupil in problem.pupils)
    seats = tuple(seat._replace(pupil=renamed(seat.pupil)) for seat in plan.seats)
    fees = tuple(fee._replace(pupil=renamed(fee.pupil)) for fee in plan.fees)
    return replace(problem, pupils=pupils), replace(plan, seats=seats, fees=fees)


def desk(broken: bool = False, on: date | None = ON) -> PaperContext:
    problem, plan = school()
    if broken:
        plan = replace(plan, seats=(*plan.seats, Seat(renamed("P6"), "chess", 1)), care_groups=plan.care_groups[1:], fees=())
    by = builders.policy()
    run = SearchRun(3, 2, 4.5, None, None, 4.6, "effort", False, "0.1.0", plan_digest(plan))
    return PaperContext(PlanBundle(problem, by, plan, check(problem, by, plan), run=run), on)
