"""Dismissal slots that a plan may use, and what is certain of the times that follow from its choice (A02, A03, A12, D14).

A plan names one slot and one gate a grade, the same every day. D(g) is the minute at which grade g leaves.
"""

from __future__ import annotations

from collections.abc import Iterable

from solver.explain.hours import usable_slots
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Minute

Leaving = tuple[str, Minute]
"""Gate and minute."""


class SlotChoices:
    """Slots of every grade that the hard rules on hours admit; all of its slots where they admit none.

    of: grade -> minutes, ascending. leavings: grade -> its gates and minutes. lasts: minutes that the last regular dismissal
    of the day, the maximum of D(g), may have, ascending.
    """

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.of: dict[int, tuple[Minute, ...]] = {}
        self.leavings: dict[int, list[Leaving]] = {}
        for window in problem.windows:
            self.of[window.grade] = usable_slots(problem, policy, window) or window.dismissals
            self.leavings[window.grade] = [(gate, minute) for minute in self.of[window.grade] for gate in window.gates]
        # No grade leaves before its first slot, so the last one to leave leaves at the latest of these, or later.
        least = max(slots[0] for slots in self.of.values())
        self.lasts = tuple(sorted({minute for slots in self.of.values() for minute in slots if minute >= least}))

    def earliest(self, grade: int) -> Minute:
        """The least that D(grade) can be."""
        return self.of[grade][0]

    def latest_first(self, grades: Iterable[int]) -> Minute:
        """The latest minute at which the first of the grades can leave: the maximum over plans of the minimum of D(g)."""
        return min(self.of[grade][-1] for grade in grades)

    def together(self, grades: Iterable[int]) -> list[tuple[int, ...]]:
        """The grades in parts: classes of one care group of the last period leave together, so all are of one part (D14)."""
        parts: list[tuple[set[int], set[Leaving]]] = []
        for grade in grades:
            members, ways = {grade}, set(self.leavings[grade])
            apart = []
            for part in parts:
                if part[1].isdisjoint(ways):
                    apart.append(part)
                else:
                    members |= part[0]
                    ways |= part[1]
            parts = [*apart, (members, ways)]
        return sorted(tuple(sorted(members)) for members, _ in parts)
