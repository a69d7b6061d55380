"""Extended care that families ask for, against the dismissal of their grade (A08)."""

from __future__ import annotations

from dataclasses import replace

from api.mapping.assumed import Assumed
from solver.problem.problem import Problem
from solver.units import clock


def late_beyond_dismissal(problem: Problem) -> tuple[Problem, tuple[Assumed, ...]]:
    """The problem without extended care that ends no later than the last dismissal of the grade: the service lasts until then for all."""
    last = {window.grade: max(window.dismissals, default=0) for window in problem.windows}
    grades = problem.grade_of_pupil
    served = [pupil for pupil in problem.pupils if pupil.late_until is not None and pupil.late_until <= last.get(grades[pupil.id], 0)]
    if not served:
        return problem, ()
    ids = {pupil.id for pupil in served}
    pupils = tuple(replace(pupil, late_until=None) if pupil.id in ids else pupil for pupil in problem.pupils)
    until = "、".join(sorted({clock(last[grades[ident]]) for ident in ids}))
    told = Assumed(f"要延时的时刻不晚于本年级最晚放学（{until}），不另设延时托管",
                   "extended care that ends before dismissal is no extended care", f"{len(ids)} 人", "pupils", "late_until")  # fmt: skip
    return replace(problem, pupils=pupils), (told,)
