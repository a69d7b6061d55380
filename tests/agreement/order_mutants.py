"""Mutants of the order of leaving: models that know less of who counts (D17, D18)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from solver.model.context import ModelContext
from solver.model.families import order
from solver.model.families.order import SiblingKind
from solver.model.instance import Instance
from solver.model.timings import Timings
from solver.policy import Policy
from solver.problem import Problem, Pupil
from tests.agreement.hours import patched
from tests.agreement.mutants import CodeMutant, framed

_KINDS = order._kinds


class EveryGradeLeaves(Instance):
    """Grades that nobody applies for leave in order too (D17)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.__dict__["applying_grades"] = tuple(problem.window_of)


def _of_other_pupils(p: ModelContext, pupils: tuple[Pupil, ...]) -> Counter[SiblingKind]:
    context = ModelContext(p.v)
    context.problem = replace(p.problem, pupils=pupils)
    return _KINDS(context)


def _all_with_their_grade(p: ModelContext) -> Counter[SiblingKind]:
    return _of_other_pupils(p, tuple(replace(x, late_until=None) for x in p.problem.pupils))


def _on_every_day(p: ModelContext) -> Counter[SiblingKind]:
    return _of_other_pupils(p, tuple(replace(x, weekdays=p.instance.days if x.weekdays else ()) for x in p.problem.pupils))


def _once_a_week(p: ModelContext) -> Counter[SiblingKind]:
    return Counter(dict.fromkeys(_KINDS(p), 1))


def _by_the_first_gate(timings: Timings, grade: int, minute: int) -> int:
    return timings.v.slot(grade, minute, timings.instance.window(grade).gates[0])


ORDER_MUTANTS = (
    CodeMutant("every grade leaves in order", "D17", framed(EveryGradeLeaves)),
    CodeMutant("siblings in extended care leave with their grade", "D18", patched(order, "_kinds", _all_with_their_grade)),
    CodeMutant("siblings come on every day", "A01", patched(order, "_kinds", _on_every_day)),
    CodeMutant("siblings alike count once", "D18", patched(order, "_kinds", _once_a_week)),
    CodeMutant("who leaves by another gate does not leave", "D17", patched(Timings, "leaves", _by_the_first_gate)),
)
