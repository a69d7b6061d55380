"""The slots and gates of all grades by themselves: the rows of every rule that asks for nothing else, for construction and bounds.

A relaxation of the school: sections, care groups and people are left out, so that what is least here bounds every plan from below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from solver.model.build import build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families import dismissal, order, stability, time
from solver.model.instance import Instance
from solver.model.linear_model import TRUE, Term
from solver.model.scope import Scope
from solver.plan import Dismissal, Plan
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.units import Minute

SLOT_FAMILIES = (
    dismissal.one_slot, time.service_length, time.end_of_work, time.exact_windows, dismissal.waves, dismissal.peak,
    order.youngest_first, order.near_siblings, stability.locks,
)  # fmt: skip
"""Families that ask for slots and gates alone."""


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """Dismissals of all grades. waiting: minutes of adults who wait with a class, beyond its first slot, or stand at a gate."""

    dismissals: tuple[Dismissal, ...]
    waiting: Minute


class SlotModel:
    """Slots and gates of all grades; goals are minimised one after the other, each with what was reached before held."""

    def __init__(self, instance: Instance, effort: float, seed: int) -> None:
        """effort: deterministic, for each goal."""
        self._instance = instance
        self._model = build(instance, Scope(slots=frozenset(instance.problem.window_of)), Current(Plan()), SLOT_FAMILIES)
        self._waiting = self._waiting_terms()
        self._crowding = self._crowding_terms()
        self._engine = CpSat(self._model.rows)
        self._limits = SolveLimits(None, effort, seed)

    def least(self, tier: str) -> int:
        """Lower bound of a tier for every plan that keeps what is held."""
        rows = self._model.rows
        terms = rows.tiers.get(tier, [])
        outcome = self._engine.minimise(terms, self._limits)
        return rows.constants.get(tier, 0) + (outcome.bound or 0 if terms else 0)

    def least_at_gates(self, price: Callable[[str, Minute], int]) -> int:
        """Lower bound of the prices of all waves together, for every plan that keeps what is held. price: by gate and minute, >= 0."""
        v = self._model.variables
        found = [(price(gate, minute), v.wave(gate, minute)) for gate, minutes in v.minutes_of_gate.items() for minute in minutes]
        terms = [(each, column) for each, column in found if each and column > TRUE]
        bound = self._engine.minimise(terms, self._limits).bound if terms else 0
        return max(0, bound or 0) + sum(each for each, column in found if column == TRUE)

    def hold(self, tier: str, most: int) -> None:
        """From now on, a tier is at most ``most``."""
        rows = self._model.rows
        self._engine.limit(rows.tiers.get(tier, []), most - rows.constants.get(tier, 0))

    def choose(self, tiers: tuple[str, ...]) -> SlotChoice | None:
        """The tiers as low as they can be, the first above all, and then as little waiting as can be; None where nothing is found.

        Before them, extended care has its places: it may begin in classrooms only when their classes have left (H07, H08).
        """
        whole = 1 + sum(coefficient for coefficient, _ in self._waiting)
        goals = [terms for tier in tiers if (terms := self._model.rows.tiers.get(tier))]
        places = [self._crowding] if self._crowding else []
        weighed = [(whole * coefficient, column) for coefficient, column in goals.pop()] if goals else []
        values = None
        for terms in (*places, *goals, [*weighed, *self._waiting]):
            outcome = self._engine.minimise(terms, self._limits, values)
            if outcome.values is None:
                break
            values = outcome.values
            self._engine.limit(terms, sum(coefficient * values[column] for coefficient, column in terms))
        if values is None:
            return None
        waiting = sum(coefficient * values[column] for coefficient, column in self._waiting)
        return SlotChoice(extract(self._model.variables, values).dismissals, waiting)

    def _waiting_terms(self) -> list[Term]:
        """Minutes that adults wait with each class until it leaves, and stand at a gate for each wave."""
        instance, v = self._instance, self._model.variables
        classes = Counter(c.grade for c in instance.problem.classes)
        found = [
            (classes[grade] * (minute - window.dismissals[0]), v.slot(grade, minute, gate))
            for grade, window in sorted(instance.problem.window_of.items())
            for minute in window.dismissals
            for gate in window.gates
        ]
        found += [
            (instance.problem.gate_of[gate].staff * instance.escort, v.wave(gate, minute))
            for gate, minutes in v.minutes_of_gate.items()
            for minute in minutes
        ]
        return [(coefficient, column) for coefficient, column in found if coefficient and column > TRUE]

    def _crowding_terms(self) -> list[Term]:
        """Places that extended care lacks when it begins, each weekday: in rooms where classes wait for a later dismissal nobody sits.

        Classes may be merged out of such a room; that is not counted on.
        """
        instance, v, rows = self._instance, self._model.variables, self._model.rows
        grades: dict[str, set[int]] = defaultdict(set)
        for home in instance.problem.classes:
            grades[home.room].add(home.grade)
        found = []
        for day, heads in sorted(instance.late_heads.items()):
            rooms = [room for room in instance.problem.late_rooms if (room.id, day) not in instance.unusable]
            if not any(room.id in grades for room in rooms):
                continue
            lacking = rows.integer(0, heads, 0)
            for minute, first in v.timings.first_late(day).items():
                places = [
                    (-room.capacity, rows.one_of(gone, "H08"))
                    for room in rooms
                    if len(there := grades[room.id]) == 1
                    for gone in [[v.timings.leaves(grade, m) for grade in there for m in instance.window(grade).dismissals if m <= minute]]
                ]
                free = sum(room.capacity for room in rooms if not grades[room.id])
                rows.linear("H08", [(heads, first), *places, (-1, lacking)], upper=free)
            found.append((1, lacking))
        return found
