"""The record of the draw (C04): of each offering, how many asked, how many seats there were, how they went by rank."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from solver.check.plan_index import PlanIndex
from solver.papers.attendance import capacity
from solver.papers.wishes import FirstChoices, WishReport, seekers

RANKS = 5
"""Ranks beyond are counted with the last."""


@dataclass(frozen=True)
class Draw:
    """One offering, in counts alone.

    sections: opened. seats: places in them. first: pupils whose first choice it is; asked: who name it at any rank; both
    only of pupils who want at least one club. seated: by rank 1..5. refused: first choices that got no seat in it, by
    reason (:data:`solver.papers.wishes.REASONS`).
    """

    offering: str
    sections: int
    seats: int
    first: int
    asked: int
    seated: tuple[int, ...]
    refused: tuple[tuple[str, int], ...]

    @property
    def over(self) -> bool:
        """Opened, and with more first choices than seats."""
        return self.sections > 0 and self.first > self.seats

    @property
    def first_out(self) -> int:
        """First choices that got no seat in it."""
        return self.first - self.seated[0]


def draws(view: PlanIndex, found: WishReport) -> tuple[Draw, ...]:
    """Every offering: most first choices refused at the top, then the most asked for, then in the school's order.

    found: the wishes of the same plan.
    """
    asked: Counter[str] = Counter()
    ranks: Counter[tuple[str, int]] = Counter()
    for pupil in seekers(view.problem):
        taken = {offering for offering, _ in view.kept.seats_of.get(pupil.id, ())}
        for rank, offering in enumerate(pupil.choices, start=1):
            asked[offering] += 1
            if offering in taken:
                ranks[offering, min(rank, RANKS)] += 1
    first = {item.offering: item for item in found.first}
    drawn = []
    for item in view.problem.offerings:
        opened = [each for (offering, _), each in view.opened.items() if offering == item.id]
        seated = tuple(ranks[item.id, rank] for rank in range(1, RANKS + 1))
        choice = first.get(item.id, FirstChoices(item.id, len(opened), 0, 0, ()))
        seats = sum(capacity(view, each) for each in opened)
        drawn.append(Draw(item.id, len(opened), seats, choice.asked, asked[item.id], seated, choice.refused))
    return tuple(sorted(drawn, key=lambda draw: (-draw.first_out, not draw.sections, -draw.first)))
