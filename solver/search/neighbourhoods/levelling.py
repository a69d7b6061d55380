"""Loads evened out by moves and swaps of duties between two people, in far greater number than any model could hold (D02)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from solver.model.frame import Frame
from solver.plan import Plan
from solver.search.construct.complete import finish
from solver.search.level import Vain, exchange
from solver.search.loads import Loads
from solver.search.neighbourhoods.neighbourhood import Neighbourhood
from solver.search.permute import permute
from solver.search.standing import Standing
from solver.units import EVERY_WEEK

TRIES = 20_000
"""Questions whether somebody may take something, in one step: no more than a second's, so that a search can be stopped."""
EAGER = 4.0
"""Chance weight until everything has been asked: a step wins more of uneven loads than any other, or has the next one win it."""
MOST = 300_000
"""Entries that are remembered, some tens of megabytes."""


class Levelling(Neighbourhood):
    """Proposes plans, and remembers which two people can do nothing for each other as long as the sections stay."""

    name = "levelling"
    moves = frozenset({"fairness"})
    effort = 0.2

    def __init__(self) -> None:
        self._vain: Vain = set()
        self._sections = 0
        self._done = False

    def eager(self, standing: Standing) -> float:
        """Not before all posts are filled: an empty one is worse than uneven loads."""
        return 0.0 if self._done or standing.values["coverage"] else EAGER

    def propose(self, frame: Frame, standing: Standing, rng: Random) -> Plan | None:
        plan = standing.plan
        sections = hash((plan.sections, tuple(a for a in plan.assignments if a.week == EVERY_WEEK)))
        if sections != self._sections or len(self._vain) > MOST:
            self._sections = sections
            self._vain.clear()
            self._done = False
        loads = Loads(frame, plan)
        least, best = loads.excess(), None
        acts: tuple[Callable[[Loads], None], ...] = (self._exchange, permute)
        for act in acts:
            act(loads)
            if loads.excess() < least:
                least, best = loads.excess(), loads.plan()
        return None if best is None else finish(frame, best)

    def _exchange(self, loads: Loads) -> None:
        exchange(loads, TRIES, self._vain)
        self._done = loads.asked < TRIES
