"""What a neighbourhood is: a way to choose a scope around the current plan."""

from __future__ import annotations

from abc import ABC, abstractmethod
from random import Random

from solver.model.frame import Frame
from solver.model.scope import Scope
from solver.search.standing import Standing


class Neighbourhood(ABC):
    """Proposes scopes. ``moves`` names the tiers that a step in it can improve, ``effort`` a step's deterministic limit,
    ``linear`` whether the engine should lean on the linear relaxation."""

    name: str
    moves: frozenset[str]
    effort: float
    linear: bool = False

    @abstractmethod
    def propose(self, frame: Frame, standing: Standing, rng: Random) -> Scope | None:
        """A scope to solve, or None when it has nothing to offer for this plan."""

    def learn(self, proven: bool) -> None:  # noqa: B027 most learn nothing
        """The last scope held nothing better, or (not ``proven``) effort ran out first."""
