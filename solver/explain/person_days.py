"""People who have to serve on the same days, over a week, against the days that each may serve (D10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from solver.explain.demand import Argument, Moment, PostBounds
from solver.explain.people import AdultIndex, AdultNeed, Shortage, worst_shortage
from solver.explain.wording import itemised
from solver.problem.problem import Problem
from solver.units import Weekday, clock
from solver.words import days_en, days_zh


class DayShortage(NamedTuple):
    """Person-days needed and to be had, the time at which (``每天 17:30`` or ``各天``), and what they are needed for."""

    need: int
    have: int
    time: tuple[str, str]
    parts: tuple[str, str]

    @property
    def missing(self) -> int:
        return self.need - self.have


class PersonDays:
    """Person-days of a week: at every moment, and by the busiest moment of each day."""

    def __init__(self, problem: Problem, demand: PostBounds, people: AdultIndex) -> None:
        self.people = people
        self.days = problem.weekdays
        common = demand.arguments()
        self._arguments: list[tuple[Argument, list[Mapping[AdultNeed, int]]]] = [
            (argument, [demand.weekly(moment) for moment in argument]) for argument in common
        ]
        self.busiest = {
            day: max((_fewest(demand, day, a) for a in [*common, *demand.tutoring_arguments(day)]), default=0)
            for day in self.days
        }

    def short(self, cap: int) -> DayShortage | None:
        """The worst shortage when everybody serves on at most ``cap`` days a week; None when none is found."""
        most = self.people.days_a_week(cap)
        worst: tuple[Shortage, Mapping[AdultNeed, int], Moment] | None = None
        for argument, needs in self._arguments:
            failed = []
            for moment, need in zip(argument, needs, strict=True):
                case = self._at_once(need, most)
                if case is None:
                    break
                failed.append((*case, moment))
            else:
                best = min(failed, key=lambda case: case[0].missing)
                if worst is None or best[0].missing > worst[0].missing:
                    worst = best
        if worst is not None:
            shortage, parts, moment = worst
            time = clock(moment.minute)
            return DayShortage(shortage.need, shortage.have, (f"每天 {time} ", f" at {time}"),
                               itemised((slot.kind, n) for slot, n in parts.items()))  # fmt: skip
        if sum(self.busiest.values()) <= sum(most):
            return None
        zh = "、".join(f"{days_zh([day])} {n}" for day, n in self.busiest.items())
        en = ", ".join(f"{days_en([day])} {n}" for day, n in self.busiest.items())
        return DayShortage(sum(self.busiest.values()), sum(most), ("各天", ""), (zh, en))

    def _at_once(self, need: Mapping[AdultNeed, int], most: Sequence[int]) -> tuple[Shortage, Mapping[AdultNeed, int]] | None:
        """Person-days that those who may hold a post can give: each at most the own cap of days, on days on which it is possible."""
        # Posts that the same people may hold on each day are one need: that keeps the number of sets small.
        merged: dict[tuple[frozenset[int], ...], list[AdultNeed]] = {}
        for slot in need:
            merged.setdefault(tuple(self.people.able(slot, day) for day in self.days), []).append(slot)
        able, groups = list(merged), list(merged.values())

        def have(subset: Sequence[int]) -> int:
            count: Counter[int] = Counter()
            for index in range(len(self.days)):
                count.update(frozenset().union(*(able[j][index] for j in subset)))
            return sum(min(n, most[i]) for i, n in count.items())

        shortage = worst_shortage([sum(need[slot] for slot in group) for group in groups], have)
        if shortage is None:
            return None
        return shortage, {slot: need[slot] for j in shortage.needs for slot in groups[j]}


def _fewest(demand: PostBounds, day: Weekday, argument: Argument) -> int:
    return min((sum(demand.at(day, moment).values()) for moment in argument), default=0)
