"""Repair: changes with which a refused problem has a plan, or may have one, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from solver.changes.change import Change
from solver.explain.repairs.kind import RepairKind
from solver.plan.plan import Plan

State = Literal["insufficient", "possible", "confirmed"]
"""``insufficient``: proven not to be enough. ``possible``: nothing speaks against it, no plan has been found. ``confirmed``: a plan of
the changed problem has passed the checker."""


@dataclass(frozen=True)
class Repair:
    """One way out of a refusal.

    changes: in the order in which they are applied. zh, en: the whole repair as one sentence. amount: steps (days asked for, adults,
    lanes, …). at_least: steps of this kind that no plan can do without, as far as was proven. tried: changes proven insufficient or
    not confirmed before these were, from the smallest on. price: tier -> value of ``plan``, or its difference from the base plan
    where one was given (``against_base``). touched: ids of people, places and courses that the changes name. weight: cost of the
    changes by kind, for ranks: in tenths of asking one person for one day more. rank: from 1. plan: that passed the checker, or None.
    """

    kind: RepairKind
    changes: tuple[Change, ...]
    state: State
    zh: str
    en: str
    amount: int = 1
    at_least: int = 0
    price: Mapping[str, int] = field(default_factory=dict)
    against_base: bool = False
    touched: tuple[str, ...] = ()
    weight: int = 0
    rank: int = 0
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Useless:
    """A kind of which no amount is enough, by proof: the sentence names what was looked at."""

    kind: RepairKind
    zh: str
    en: str


@dataclass(frozen=True)
class Repairs:
    """Repairs of a problem, confirmed ones first, each sort by weight.

    refused: whether it is proven that the problem has no plan as it is. useless: kinds proven to be of no help. plan: of the problem
    as it is, where the search found one: then nothing is to be repaired. complete: whether time was enough to try all.
    """

    repairs: tuple[Repair, ...]
    useless: tuple[Useless, ...] = ()
    refused: bool = True
    plan: Plan | None = None
    complete: bool = True
