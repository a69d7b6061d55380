"""Kinds of duty blocks: blocks that no rule of the week tells apart, so that it is enough to count who has one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solver.model.instance import People, Shift
from solver.search.workload.state import DutyBlock, WorkloadState
from solver.units import Week, Weekday


@dataclass(frozen=True, slots=True)
class DutyKind:
    """Duty blocks of one day with the same shifts, for the same people.

    post_kind: of their posts. people: who may hold one, as far as roles and lessons tell. holders: who holds which block now.
    """

    week: Week
    weekday: Weekday
    post_kind: str
    shifts: tuple[Shift, ...]
    people: People
    holders: tuple[tuple[str, DutyBlock], ...]

    @property
    def count(self) -> int:
        """Number of blocks."""
        return len(self.holders)

    @property
    def load(self) -> int:
        """Load minutes of a block (D02)."""
        return sum(shift.load for shift in self.shifts)


def duty_kinds(state: WorkloadState, blocks: Iterable[tuple[str, DutyBlock]]) -> list[DutyKind]:
    """Blocks with their holders -> their kinds, by week, weekday and time."""
    instance = state.instance
    found: dict[tuple[object, ...], list[tuple[str, DutyBlock]]] = {}
    may: dict[tuple[object, ...], People] = {}
    for holder, block in blocks:
        allowed = [instance.allowed(post, block.week) for post in block.posts]
        first = block.posts[0]
        key = (block.week, first.weekday, first.kind, block.shifts, *map(id, allowed))  # the instance keeps the sets
        found.setdefault(key, []).append((holder, block))
        may[key] = dict.fromkeys(name for name in allowed[0] if all(name in other for other in allowed))
    kinds = [
        DutyKind(held[0][1].week, held[0][1].posts[0].weekday, held[0][1].posts[0].kind, held[0][1].shifts, may[key], tuple(held))
        for key, held in found.items()
    ]
    return sorted(kinds, key=lambda kind: (kind.week, kind.weekday, kind.shifts[0].start, kind.shifts[-1].end, kind.holders[0][1].posts))
