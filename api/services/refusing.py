"""Refusals of a solve: proofs that no plan can be valid, before the search, beside it when its first plan is incomplete, and after it.

Counting takes milliseconds and is asked always. Where it finds something, or seats are given, the causes are told apart by proofs.
Each proof is kept within a time, but for a search that is limited by effort, which can be repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import solver

if TYPE_CHECKING:
    from solver import Params, Policy, Problem, Progress, Reason

BEFORE_SECONDS, AFTER_SECONDS = 5.0, 10.0
"""Seconds for causes before or beside a search, without clubs, and after it, with them. Raising them finds more of large schools,
and lets those wait longer for whom nothing is found."""


def refused_before(problem: Problem, policy: Policy) -> tuple[Reason, ...]:
    """Why no plan can be valid, as far as it is seen without a search; nothing but counting where nothing hints at more."""
    counted = solver.precheck(problem, policy)
    if not counted and not any(offering.dream or offering.members for offering in problem.offerings):
        return ()
    return solver.causes(problem, policy, BEFORE_SECONDS, clubs=False).reasons or counted


def refused_after(problem: Problem, policy: Policy, params: Params) -> tuple[Reason, ...]:
    """Why no plan can be valid, when a search has found none."""
    return solver.causes(problem, policy, AFTER_SECONDS if params.effort is None else None).reasons


class RefusalBesideSearch:
    """Watches a search: where its first plan is not complete, causes are looked for once, and end it when something is proven.

    reasons: of the causes proven, whatever plan the search hands back.
    """

    def __init__(
        self,
        problem: Problem,
        policy: Policy,
        params: Params,
        on_progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._problem, self._policy, self._repeatable = problem, policy, params.effort is not None
        self._told, self._asked_to_stop = on_progress, cancelled
        self._asked = False
        self.reasons: tuple[Reason, ...] = ()

    def progress(self, event: Progress) -> None:
        """Hand an event on; the first one with a plan decides whether to look."""
        if event.plan is not None and not self._asked:
            self._asked = True
            if not event.note:  # it tells of the first complete plan
                seconds = None if self._repeatable else BEFORE_SECONDS
                self.reasons = solver.causes(self._problem, self._policy, seconds, clubs=False).reasons
        if self._told is not None:
            self._told(event)

    def over(self) -> bool:
        """Whether the search is to end: the caller wants it, or it cannot find anything."""
        return bool(self.reasons) or (self._asked_to_stop is not None and self._asked_to_stop())
