"""Ladder 步骤: repairs of one kind from the smallest amount on, each with what is known of it before a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from solver.changes.change import Change
from solver.explain.repairs.action_model import ExtraNeed
from solver.explain.repairs.kind import RepairKind


@dataclass(frozen=True)
class Rung:
    """Changes of one amount. zh, en: sentence. weight: see :class:`~solver.explain.repairs.repair.Repair`.

    least: whether no smaller amount can be enough, by proof. aids: changes that only take away, and lead a search to a plan of the
    changed problem where people for some posts are few; they are no part of the repair.
    """

    changes: tuple[Change, ...]
    zh: str
    en: str
    amount: int
    weight: int
    touched: tuple[str, ...] = ()
    least: bool = False
    aids: tuple[Change, ...] = ()


class Ladder(Protocol):
    """Amounts of one kind."""

    @property
    def kind(self) -> RepairKind:
        """Kind of all rungs."""

    @property
    def first(self) -> Rung:
        """The smallest amount that counting leaves."""

    def above(self, lacking: Sequence[ExtraNeed]) -> Rung | None:
        """The next larger amount, given adults whom the last one lacked; None when there is none."""


class FixedLadder:
    """Amounts that are listed, those of places, courses and rules."""

    def __init__(self, kind: RepairKind, rungs: Sequence[Rung]) -> None:
        self.kind = kind
        self._rungs = list(rungs)
        self._at = 0

    @property
    def first(self) -> Rung:
        return self._rungs[0]

    def above(self, lacking: Sequence[ExtraNeed]) -> Rung | None:  # noqa: ARG002 - the amounts are listed
        self._at += 1
        return self._rungs[self._at] if self._at < len(self._rungs) else None


class JoinedLadder:
    """Amounts of one cause's ladder, each together with fixed repairs of the other causes."""

    def __init__(self, ladder: Ladder, others: Sequence[Rung]) -> None:
        self.kind = ladder.kind
        self._ladder, self._others = ladder, tuple(others)

    @property
    def first(self) -> Rung:
        return self._joined(self._ladder.first)

    def above(self, lacking: Sequence[ExtraNeed]) -> Rung | None:
        found = self._ladder.above(lacking)
        return None if found is None else self._joined(found)

    def _joined(self, rung: Rung) -> Rung:
        return replace(joined((rung, *self._others)), amount=rung.amount, least=rung.least)


def joined(rungs: Sequence[Rung]) -> Rung:
    """All of the rungs as one repair."""
    return Rung(
        tuple(change for each in rungs for change in each.changes),
        "；".join(each.zh for each in rungs),
        "; ".join(each.en for each in rungs),
        sum(each.amount for each in rungs),
        sum(each.weight for each in rungs),
        tuple(dict.fromkeys(name for each in rungs for name in each.touched)),
        aids=tuple(aid for each in rungs for aid in each.aids),
    )
