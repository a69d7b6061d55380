"""Covering one day: the fewest posts that stay empty when some people are away, and who steps in.

A set-packing program: a column for each person and kind of place. Rows: nobody is in two places and all have time to walk (K02,
D08), helpers are not alone (D13), and the caps of duties leave what the rest of the week leaves (D10, A07, D15). Its linear
relaxation is integral almost always; where it is not, the integer program decides.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from solver.errors import SearchError
from solver.model.duties import Duty
from solver.model.families.staffing import clashes
from solver.model.instance import Instance
from solver.model.linear_model import FALSE, LinearModel, Term
from solver.search.duty_caps import DutyCaps
from solver.search.engines.cpsat import CpSat
from solver.search.engines.simplex import Simplex
from solver.search.engines.solve_limits import SolveLimits
from solver.units import Week, Weekday
from solver.whatif.staffing.day_posts import PlaceKind, PostPlace, kinds_of

EMPTY, CALLED, MOVED = 1000, 4, 1
"""Costs of an empty post, of a duty of somebody who had none that day, and of one of somebody who had another. Raising EMPTY beyond
what a day has in duties changes nothing; raising CALLED calls fewer people in and moves more."""
MOST_DIVES = 8
"""Relaxations of one question before the integer program is asked. Raising it asks that one less often."""
WHOLE = 1e-6
"""Distance from a whole number up to which a value of the relaxation is one."""
EFFORT = 1.0
"""Deterministic effort of the integer program of one day: a hundred times what it needs."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What becomes of a day. empty: kinds of places with the adults missing. people: who stands in which kind, with its place in
    :attr:`DayCover.kinds`."""

    empty: tuple[tuple[PlaceKind, int], ...]
    people: tuple[tuple[str, int], ...]

    @property
    def missing(self) -> int:
        """Adults missing."""
        return sum(count for _, count in self.empty)


class DayCover:
    """The posts of one (week, weekday), to be covered again and again by whoever is there."""

    def __init__(
        self, instance: Instance, week: Week, weekday: Weekday, places: Iterable[PostPlace], caps: DutyCaps
    ) -> None:
        """caps: the kinds of caps that apply; what is in use of them is told to :meth:`cover`."""
        self.instance, self.week, self.weekday = instance, week, weekday
        self.kinds = kinds_of(list(places))
        self.rows = LinearModel()
        self._cap_rows: dict[tuple[str, int], int] = {}
        self._columns = [
            {name: self.rows.boolean(int(name in kind.holders)) for name in sorted(kind.able.union(kind.holders))}
            for kind in self.kinds
        ]
        self._empty = [self.rows.integer(0, kind.headcount, 0) for kind in self.kinds]
        self._on_duty = {name for kind in self.kinds for name in kind.holders}
        self._own: dict[str, list[int]] = defaultdict(list)
        self._filled()
        self._one_place(caps)
        self._costs = self._objective()
        self._most_moved = CALLED * sum(kind.headcount for kind in self.kinds)
        """Most that a cover costs beside its empty posts."""
        self._program: Simplex | None = None

    def _filled(self) -> None:
        """Every place has its adults or is counted as empty; helpers at a place of several have somebody else beside them (D13)."""
        regulars = self.instance.regulars
        for kind, columns, empty in zip(self.kinds, self._columns, self._empty, strict=True):
            self.rows.linear("K00", [*((1, c) for c in columns.values()), (1, empty)], kind.headcount, kind.headcount)
            beside = kind.places[0].headcount - 1
            if beside and self.instance.policy.on("D13"):
                signs = [(-beside if name in regulars else 1, column) for name, column in columns.items()]
                self.rows.linear("D13", signs, upper=0)

    def _one_place(self, caps: DutyCaps) -> None:
        """K02, D08, and a row for each person and cap, whose limit each question sets."""
        taken: dict[tuple[str, int], list[Term]] = defaultdict(list)
        duties: dict[str, list[Duty]] = defaultdict(list)
        for kind, columns in zip(self.kinds, self._columns, strict=True):
            amounts = caps.needs([kind.shift])
            for name, column in columns.items():
                self._own[name].append(column)
                duties[name].append(Duty(column, kind.shift, kind.places[0].post.kind))
                for number, amount in enumerate(amounts if name not in self.instance.problem.outside_of else ()):
                    if amount:
                        taken[name, number].append((amount, column))
        for own in duties.values():
            clashes(self.rows, self.instance, own)
        for (name, number), terms in taken.items():
            self._cap_rows[name, number] = self.rows.open_row(caps.caps[number].rule, terms)

    def _objective(self) -> list[Term]:
        costs: list[Term] = [(EMPTY, column) for column in self._empty]
        for kind, columns in zip(self.kinds, self._columns, strict=True):
            for name, column in columns.items():
                if name not in kind.holders:
                    costs.append((MOVED if name in self._on_duty else CALLED, column))
        return costs

    def cover(self, away: Collection[str], caps: DutyCaps) -> Cover:
        """Who is away, and the caps with what the rest of the week takes of them -> the cover with the fewest posts empty; among those
        one that calls few people in and moves few.
        """
        zero = {column: 0 for name in away for column in self._own.get(name, ())}
        limits = self._limits(away, caps)
        point = self._dive(zero, limits)
        return self._read(self._whole(zero, limits) if point is None else [round(value) for value in point])

    def _dive(self, zero: Mapping[int, int], limits: Mapping[int, int]) -> list[float] | None:
        """A point of the relaxation with whole values, and as few posts empty as any: it, or one near it where the least likely of its
        columns are given up one after another. None where that leads nowhere."""
        if self._program is None:
            self._program = Simplex(self.rows, self._costs)
        given_up, least = dict(zero), None
        for _ in range(MOST_DIVES):
            point = self._program.solve(given_up, limits)
            if point is None:
                return None
            cost = sum(weight * point[column] for weight, column in self._costs)
            least = self._least(cost) if least is None else least
            if cost > EMPTY * least + self._most_moved:
                return None
            part = [(value, column) for column, value in enumerate(point) if abs(value - round(value)) > WHOLE]
            if not part:
                return point
            given_up[min(part)[1]] = 0
        return None

    def _least(self, cost: float) -> int:
        """Fewest posts empty in any cover, from the cost of the relaxation."""
        return max(0, math.ceil((cost - self._most_moved) / EMPTY - WHOLE))

    def _limits(self, away: Collection[str], caps: DutyCaps) -> dict[int, int]:
        """Limits of the rows of caps; every shift takes a day of duty, and where no day is left nothing can be taken."""
        found = {}
        for (name, number), row in self._cap_rows.items():
            if name not in away:
                found[row] = caps.caps[number].slack(name, self.week, self.weekday)
        return found

    def _whole(self, zero: Mapping[int, int], limits: Mapping[int, int]) -> list[int]:
        """The best cover by the integer program."""
        rows = LinearModel()
        free = [column for column in range(self.rows.size) if column not in zero]
        place = {
            column: rows.integer(self.rows.lower[column], self.rows.upper[column], self.rows.hint[column])
            for column in free
        }
        for row, rule in enumerate(self.rows.row_rule):
            span = range(self.rows.starts[row], self.rows.starts[row + 1])
            terms = [(self.rows.coefficients[at], place.get(self.rows.columns[at], FALSE)) for at in span]
            rows.linear(rule, terms, self.rows.row_lower[row], limits.get(row, self.rows.row_upper[row]))
        costs = [(cost, place[column]) for cost, column in self._costs if column in place]
        outcome = CpSat(rows).minimise(costs, SolveLimits(None, EFFORT, 1, linear=True, presolve=False))
        if outcome.values is None:
            raise SearchError(f"nothing is known of a day of {len(self.kinds)} kinds of posts: {outcome.status}")
        return [outcome.values[place[column]] if column in place else 0 for column in range(self.rows.size)]

    def _read(self, point: list[int]) -> Cover:
        empty = [(kind, point[column]) for kind, column in zip(self.kinds, self._empty, strict=True) if point[column]]
        people = [
            (name, place)
            for place, columns in enumerate(self._columns)
            for name, column in columns.items()
            if point[column]
        ]
        return Cover(tuple(empty), tuple(people))
