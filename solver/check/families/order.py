"""Order of leaving: D17 no grade later than a higher one, D18 siblings near each other.

Formula: D17 number of pairs of grades g < h, both with applicants and a dismissal, of which g leaves at a later minute than h; scale:
all such pairs. D18, over families and service weekdays on which several of their pupils attend: the earliest and the latest end of
these pupils; what they differ by beyond allowed_minutes, in steps of step_minutes rounded up; scale: the same for the windows' slots
that lie farthest apart. A pupil's end is late_until in extended care, else the dismissal of the grade. Gates count for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from solver.check.plan_index import PlanIndex
from solver.problem.pupils import Pupil
from solver.units import Minute


def late_pairs(view: PlanIndex) -> list[tuple[int, int]]:
    """Pairs of grades with applicants of which the lower one leaves later than the higher one, ascending."""
    minutes = {grade: found.minute for grade in sorted(view.demand.classes) if (found := view.leaving.of(grade)) is not None}
    return [(low, high) for low, high in combinations(minutes, 2) if minutes[low] > minutes[high]]


def youngest_first(view: PlanIndex) -> tuple[int, int]:
    """D17: pairs of grades in the wrong order."""
    grades = sum(grade in view.problem.window_of for grade in view.demand.classes)
    return len(late_pairs(view)), grades * (grades - 1) // 2


def siblings(view: PlanIndex) -> Iterator[tuple[Pupil, ...]]:
    """The pupils of a family who attend on a service weekday, for every family and weekday that has several."""
    families: dict[str, list[Pupil]] = defaultdict(list)
    for pupil in view.problem.pupils:
        if pupil.family:
            families[pupil.family].append(pupil)
    for pupils in families.values():
        for weekday in view.days if len(pupils) > 1 else ():
            there = tuple(pupil for pupil in pupils if weekday in pupil.weekdays)
            if len(there) > 1:
                yield there


def end_of(view: PlanIndex, pupil: Pupil) -> Minute | None:
    """When the pupil leaves on a day on which he or she attends; None where the plan does not say."""
    if pupil.late_until is not None:
        return pupil.late_until
    dismissal = view.leaving.of(view.problem.grade_of_pupil[pupil.id])
    return None if dismissal is None else dismissal.minute


def near_siblings(view: PlanIndex) -> tuple[int, int] | None:
    """D18: steps by which siblings leave apart; None in a school that names no siblings."""
    counted = [(steps_apart(view, there), _most_steps(view, there)) for there in siblings(view)]
    return (sum(value for value, _ in counted), sum(most for _, most in counted)) if counted else None


def steps_apart(view: PlanIndex, there: tuple[Pupil, ...]) -> int:
    """Steps between the first and the last end of siblings on a day, beyond what is allowed."""
    return _steps(view, [end for pupil in there if (end := end_of(view, pupil)) is not None])


def _most_steps(view: PlanIndex, there: tuple[Pupil, ...]) -> int:
    return _steps(view, [minute for pupil in there for minute in _possible(view, pupil)])


def _steps(view: PlanIndex, ends: list[Minute]) -> int:
    allowed, step = view.number("D18", "allowed_minutes"), view.number("D18", "step_minutes")
    return -(-max(0, max(ends, default=0) - min(ends, default=0) - allowed) // step)


def _possible(view: PlanIndex, pupil: Pupil) -> tuple[Minute, ...]:
    """Every minute at which the pupil may leave."""
    if pupil.late_until is not None:
        return (pupil.late_until,)
    window = view.problem.window_of.get(view.problem.grade_of_pupil[pupil.id])
    return window.dismissals if window else ()
