"""Joint relaxation: lower bounds over an instance's joint model, some of its facts set aside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.search.engines.lp import FIRST_ORDER, SIMPLEX, LinearProgram
from solver.search.joint.build import joint
from solver.search.joint.model import JointModel
from solver.search.joint.row_fact import RowFact


class JointRelaxation:
    """Instance of the caller's policy -> bounds that hold for each of its valid plans. Made for one thread.

    facts: what elastic rows stand for, in their order; model: columns by meaning (``used`` for who takes part). Bounds come from
    duals alone: one is valid however a solve ended. They prove that something cannot be, never that it can.
    """

    def __init__(self, instance: Instance, build: Callable[[Instance], JointModel] = joint) -> None:
        """build: how the rows are made; see :mod:`solver.search.joint.build`."""
        self.model = build(instance)
        self._program: LinearProgram | None = None

    @property
    def facts(self) -> tuple[RowFact, ...]:
        return tuple(self.model.slacks)

    @property
    def broken(self) -> tuple[str, ...]:
        """Rules of rows that no point keeps, whatever the slacks: with any, nothing here means anything but that no plan exists."""
        return tuple(dict.fromkeys(self.model.rows.broken))

    def release(self, people: Iterable[str]) -> None:
        """From now on, own staff of these ids may be left out: the columns ``model.used`` of their crews count those who are not.

        A crew of which only some are named may be left by as many as are named.
        """
        names = set(people)
        for crew, column in self.model.used.items():
            lower = crew.size - len(names & set(crew.people))
            self.model.rows.lower[column] = lower
            if self._program is not None:
                self._program.bounds(column, lower, crew.size)

    def hold(self, column: int, lower: int, upper: int) -> None:
        """From now on, a column of the model lies in ``lower..upper``."""
        self.model.rows.lower[column], self.model.rows.upper[column] = lower, upper
        if self._program is not None:
            self._program.bounds(column, lower, upper)

    @property
    def point(self) -> list[float]:
        """Columns at the end of the last solve, near-optimal; empty before any."""
        return self._ready().point

    @property
    def duals(self) -> list[float]:
        """Duals of the rows at the end of the last solve, near-optimal; empty before any."""
        return self._ready().duals

    def people(self, weights: Mapping[str, int]) -> list[Term]:
        """Number of own staff who take part, weighted by role (1 where a role is not named), as terms to minimise."""
        return [(weights.get(crew.role, 1), column) for crew, column in self.model.used.items() if crew.own]

    def least(
        self,
        terms: list[Term],
        aside: Collection[RowFact] = (),
        elastic: Mapping[RowFact, int] | None = None,
        seconds: float | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int | None:
        """Lower bound of the sum of terms over all plans that keep every fact, but for those set aside; None where none was found.

        elastic: facts that may be missed at a price, for each unit: of adults, seats, duty days, duties, minutes or lane seconds.
        seconds: wall-clock limit of the solve; None for its limit of iterations alone, which can be repeated.
        """
        rows, program = self.model.rows, self._ready()
        prices = elastic or {}
        free = {*aside, *prices}
        for fact, columns in self.model.slacks.items():
            for column in columns:
                program.bounds(column, 0, rows.upper[column] if fact in free else 0)
        priced = [(price, column) for fact, price in prices.items() for column in self.model.slacks.get(fact, ())]
        return program.bound([*terms, *priced], seconds, stop)

    def shortfall(self, weights: Mapping[RowFact, int], seconds: float | None = None, stop: Callable[[], bool] | None = None) -> int | None:
        """Lower bound of how far the facts are missed together, by weight, by plans for which no other fact counts.

        Above 0, no plan keeps all of these facts: that is a proof. 0 or None says nothing.
        """
        aside = [fact for fact in self.facts if fact not in weights]
        return self.least([], aside, weights, seconds, stop)

    def binding(self, weights: Mapping[RowFact, int]) -> list[RowFact]:
        """Facts that the last bound rests on, of those that were priced so; the others took no part in its proof."""
        reduced = self._ready().reduced
        if not reduced:
            return list(weights)
        slacks = self.model.slacks
        return [fact for fact, price in weights.items() if any(abs(price - reduced[c]) > RESTS * price for c in slacks.get(fact, ()))]

    def missed(self) -> dict[RowFact, float]:
        """Slack of each fact at the end of the last solve; near-optimal, no proof."""
        point = self._ready().point
        return {
            fact: total
            for fact, columns in self.model.slacks.items()
            if point and (total := sum(point[column] for column in columns)) > SEEN
        }

    def _ready(self) -> LinearProgram:
        if self._program is None:
            rows = self.model.rows
            self._program = LinearProgram(rows, SIMPLEX if rows.size <= SIMPLEX_COLUMNS else FIRST_ORDER)
        return self._program


SIMPLEX_COLUMNS = 5_000
"""Columns up to which the simplex method is used. Raising it makes the first solve of large schools minutes long."""
SEEN = 1e-3
"""Slack, in units of its row, from which a fact is said to be missed at a point. Raising it hides small shortages."""

RESTS = 1e-3
"""Part of its price that the dual of a fact must have to count as used by a proof. Raising it proves by fewer facts, or fails."""
