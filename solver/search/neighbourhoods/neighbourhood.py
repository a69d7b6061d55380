"""What a neighbourhood is: a way to choose a scope around the current plan, or another plan near it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from random import Random

from solver.model.frame import Frame
from solver.model.scope import Scope
from solver.plan import Plan
from solver.search.standing import Standing


class Neighbourhood(ABC):
    """Proposes scopes or plans. ``moves`` names the tiers that a step in it can improve, ``effort`` a step's deterministic limit (or,
    of a proposed plan, its price), ``linear`` whether the engine should lean on the linear relaxation."""

    name: str
    moves: frozenset[str]
    effort: float
    linear: bool = False

    @abstractmethod
    def propose(self, frame: Frame, standing: Standing, rng: Random) -> Scope | Plan | None:
        """A scope to solve, a plan to look at, or None when it has nothing to offer for this plan."""

    def eager(self, standing: Standing) -> float:
        """A chance weight beside that of its successes, for a neighbourhood that knows it is not done with the plan yet."""
        return 0.0

    def learn(self, proven: bool) -> None:  # noqa: B027 most learn nothing
        """The last scope held nothing better, or (not ``proven``) effort ran out first."""
