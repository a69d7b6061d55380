"""Drawn absences: who is away on which day of a drawn week, independently or in spells of several days.

The same seed gives the same draws, and whoever is away at a rate is away at every higher one: rates are compared on the same people.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from solver.units import Percent


class Absences:
    """Absences of people over the days of many weeks in a row.

    spell: days that an absence lasts; 1 = every day is drawn by itself. A person's days fall into runs of so many days from a drawn
    first one on, and the person is away for a whole run or not at all, so that the share of days away is the rate whatever the spell.
    """

    def __init__(self, people: Sequence[str], spell: int, seed: int) -> None:
        self._spell = spell
        random = Random(f"{seed}/{spell}")
        self._phase = {name: random.randrange(spell) for name in people}
        self._draws: dict[str, list[float]] = {name: [] for name in people}
        self._random = {name: Random(f"{seed}/{spell}/{name}") for name in people}

    def away(self, day: int, rate: Percent) -> frozenset[str]:
        """Who is away on a day, counted from 0 over all weeks, at a rate in percent."""
        return frozenset(
            name for name in self._draws if 100 * self._draw(name, (day + self._phase[name]) // self._spell) < rate
        )

    def _draw(self, name: str, run: int) -> float:
        draws = self._draws[name]
        while len(draws) <= run:
            draws.append(self._random[name].random())
        return draws[run]
