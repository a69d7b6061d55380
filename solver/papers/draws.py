"""The record of over-subscribed offerings (C04): how many asked, how many seats there were, how they went by rank."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from solver.check.view import View

RANKS = 5
"""Ranks beyond are counted with the last."""


@dataclass(frozen=True)
class Draw:
    """One offering, in counts alone.

    sections: opened. seats: places in them. first: pupils whose first choice it is; asked: who name it at any rank; both
    only of pupils who want at least one club. seated: by rank 1..5. first_out: first choices that got no seat in it.
    """

    offering: str
    sections: int
    seats: int
    first: int
    asked: int
    seated: tuple[int, ...]
    first_out: int

    @property
    def over(self) -> bool:
        """Opened, and with more first choices than seats."""
        return self.sections > 0 and self.first > self.seats


def draws(view: View) -> tuple[Draw, ...]:
    """Every offering: those opened first, the most over-subscribed at the top, then in the school's order."""
    first: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    out: Counter[str] = Counter()
    ranks: Counter[tuple[str, int]] = Counter()
    for pupil in view.problem.pupils:
        if not pupil.clubs or not pupil.choices:
            continue
        taken = {offering for offering, _ in view.kept.seats_of.get(pupil.id, ())}
        first[pupil.choices[0]] += 1
        out[pupil.choices[0]] += pupil.choices[0] not in taken
        for rank, offering in enumerate(pupil.choices, start=1):
            asked[offering] += 1
            if offering in taken:
                ranks[offering, min(rank, RANKS)] += 1
    found = []
    for item in view.problem.offerings:
        opened = sum(1 for offering, _ in view.opened if offering == item.id)
        seated = tuple(ranks[item.id, rank] for rank in range(1, RANKS + 1))
        found.append(Draw(item.id, opened, opened * item.maximum, first[item.id], asked[item.id], seated, out[item.id]))
    return tuple(sorted(found, key=lambda draw: (not draw.sections, draw.seats - draw.first)))
