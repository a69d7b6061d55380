"""Fees and pay of the plans before one in the same term, in fen (G04, G10C)."""

from __future__ import annotations

from dataclasses import dataclass

from solver.units import Fen


@dataclass(frozen=True, slots=True)
class Earlier:
    """fees: charged to families (G04). paid: (person, fen) for duties (G04, G10C), each person once. Both of the dates before."""

    fees: Fen = 0
    paid: tuple[tuple[str, Fen], ...] = ()

    @property
    def cost(self) -> Fen:
        """Pay of everybody."""
        return sum(fen for _, fen in self.paid)

    def paid_to(self, people: tuple[str, ...]) -> Fen:
        """Pay of some people."""
        return sum(fen for person, fen in self.paid if person in people)
