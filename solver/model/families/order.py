"""Order of leaving: D17 (soft) no grade later than a higher one, D18 (soft) siblings near each other.

D17: a column a pair of grades that may leave in the wrong order, true when they do. D18: siblings of the same grades who are fetched
from extended care at the same minutes count together; a column for each such kind says by how many steps their ends lie apart.
Where slots are settled, both are constants.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import NamedTuple

from solver.model.context import ModelContext
from solver.model.linear_model import Term
from solver.problem import Pupil
from solver.units import Minute


def youngest_first(p: ModelContext) -> None:
    """D17."""
    if not p.policy.soft("D17"):
        return
    for low, high in combinations(sorted(p.instance.applying_grades), 2):
        rows = []
        for minute, column in _leaves(p, low):
            before = [(1, other) for earlier, other in _leaves(p, high) if earlier < minute]
            if before:
                rows.append([(1, column), *before])
        late = int(any(p.rows.evaluate(row) > 1 for row in rows))
        if rows and p.scope.slots & {low, high}:
            column = p.rows.boolean(late)
            for row in rows:
                p.rows.linear("D17", [*row, (-1, column)], upper=1)
            p.cost("D17", [(1, column)])
        else:
            p.cost("D17", [], late)


class SiblingKind(NamedTuple):
    """Siblings alike on a day: the grades of those who leave with their grade, and the first and the last end of the others."""

    grades: tuple[int, ...]
    late: tuple[Minute, ...]


def near_siblings(p: ModelContext) -> None:
    """D18."""
    if not p.policy.soft("D18"):
        return
    for kind, days in _kinds(p).items():
        known = _steps(p, max(kind.late) - min(kind.late)) if kind.late else 0
        rows = list(_apart(p, kind))
        apart = max([known, *(p.rows.evaluate(row) - bound for row, bound in rows)])
        if rows and not p.scope.slots.isdisjoint(kind.grades):
            column = p.rows.integer(known, max([known, *(row[0][0] for row, _ in rows)]), apart)
            for row, bound in rows:
                p.rows.linear("D18", [*row, (-1, column)], upper=bound)
            p.cost("D18", [(days, column)])
        else:
            p.cost("D18", [], days * apart)


def _leaves(p: ModelContext, grade: int) -> list[Term]:
    """(minute, column) of every minute at which the grade may leave, ascending."""
    return [(minute, p.v.timings.leaves(grade, minute)) for minute in p.instance.window(grade).dismissals]


def _steps(p: ModelContext, minutes: int) -> int:
    """Minutes between two ends -> units of D18 that they count."""
    return -(-max(0, minutes - p.number("D18", "allowed_minutes")) // p.number("D18", "step_minutes"))


def _kinds(p: ModelContext) -> Counter[SiblingKind]:
    """Kinds of siblings with the number of families and weekdays that they stand for."""
    families: dict[str, list[Pupil]] = defaultdict(list)
    for pupil in p.problem.pupils:
        if pupil.family:
            families[pupil.family].append(pupil)
    found: Counter[SiblingKind] = Counter()
    for pupils in families.values():
        for day in p.instance.days:
            there = [pupil for pupil in pupils if day in pupil.weekdays]
            late = {pupil.late_until for pupil in there if pupil.late_until is not None}
            grades = {p.problem.grade_of_pupil[pupil.id] for pupil in there if pupil.late_until is None}
            served = tuple(sorted(grade for grade in grades if grade in p.problem.window_of))
            if len(served) + len(late) > 1:
                found[SiblingKind(served, tuple(sorted({min(late), max(late)})) if late else ())] += 1
    return found


def _apart(p: ModelContext, kind: SiblingKind) -> list[tuple[list[Term], int]]:
    """(terms, bound): the terms exceed the bound by the steps between two of the siblings, once each has left at some minute."""
    found: list[tuple[list[Term], int]] = []
    for grade, other in combinations(kind.grades, 2):
        for minute, column in _leaves(p, grade):
            terms = [(_steps(p, abs(minute - at)), then) for at, then in _leaves(p, other)]
            most = max(steps for steps, _ in terms)
            if most:
                found.append(([(most, column), *((steps, then) for steps, then in terms if steps)], most))
    for grade in kind.grades:
        for minute, column in _leaves(p, grade):
            most = max((_steps(p, abs(minute - at)) for at in kind.late), default=0)
            if most:
                found.append(([(most, column)], 0))
    return found
