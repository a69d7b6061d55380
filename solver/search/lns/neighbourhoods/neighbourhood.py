"""Neighbourhood: the destroy step of the large neighbourhood search, a scope around the current plan, or another plan near it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.plan import Plan
from solver.search.evaluated import EvaluatedPlan

WIDER, NARROWER = 1.2, 0.8
"""Factors of an adaptive size after a step that was proven to hold nothing better, and after one that ran out of effort. Further
from 1: sizes adapt in fewer steps and swing more."""


class Neighbourhood(ABC):
    """Proposes a scope to free (destroy), or a whole plan.

    name: the stage that progress tells. moves: tiers that a step in it can improve. effort: deterministic limit of a step's
    solve, or, of a proposed plan, its price. linear: whether the engine should lean on the linear relaxation.
    """

    name: str
    moves: frozenset[str]
    effort: float
    linear: bool = False

    @abstractmethod
    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | Plan | None:
        """Current plan -> scope to solve, or plan to accept or reject; None when there is nothing to propose for this plan."""

    def extra_weight(self, current: EvaluatedPlan) -> float:
        """Selection weight beside that of its successes, for a neighbourhood that knows that the plan can still gain by it."""
        return 0.0

    def learn(self, proven: bool) -> None:  # noqa: B027 most learn nothing
        """Feedback after a step without gain. proven: nothing better exists in its scope; else effort ran out first."""


class AdaptiveSize:
    """Number of people that a step frees, between ``size`` at first and ``most``: grows when steps prove that so many can do nothing
    better, shrinks when effort runs out first."""

    def __init__(self, size: int, most: int) -> None:
        self.least, self.most = min(size, most), most
        self._size = float(self.least)

    @property
    def size(self) -> int:
        """People to free in the next step."""
        return round(self._size)

    def learn(self, proven: bool) -> None:
        """Feedback after a step of this size without gain; see :meth:`Neighbourhood.learn`."""
        self._size = min(self.most, max(self.least, self._size * (WIDER if proven else NARROWER)))
