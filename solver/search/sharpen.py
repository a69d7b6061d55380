"""Bounds by the linear relaxation, tier after tier, beside the search or after it; of small schools in whole numbers too.

A section opens or does not, and a care group is saved or is not: of a village school's cost whole numbers prove a seventh more
than fractions do, within a second. Of larger schools they prove hardly anything more within a minute.

Each tier is bounded under the incumbent's values of the tiers before it, and again when the incumbent has got better.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from solver.model.families.staffing import COVERAGE
from solver.model.frame import Frame
from solver.model.rows import NO_LOWER, Term
from solver.search.bounds import Bound, Bounds
from solver.search.engines.cpsat import CpSat, Limits
from solver.search.engines.lp import LinearProgram
from solver.search.relaxation import Relaxation
from solver.search.stop import Clock

BOUNDED = {
    "C04": Relaxation.choice,
    "B07": Relaxation.breadth,
    "D05": Relaxation.care,
    "E01": Relaxation.outside,
    "G10": Relaxation.cost,
}
"""Soft rules that the relaxation bounds. What bounds a rule bounds its tier too: no rule there counts below nothing."""
HELD = ("C04", "B07")
"""Soft rules whose tiers the bounds of the later ones presume. Care and outside time are left free: they change with every
better plan, and with them all that was proven under them."""
SLACK = 50
"""A bound is computed under values that are larger by one in so many."""
LARGE, BEGIN = 10_000, 0.4
"""Columns from which a round takes many seconds, and the share of the time after which such a round begins: before, the
search needs the processor more."""
WHOLE, WHOLE_EFFORT = 2_000, 1.0
"""Columns up to which a bound is sought in whole numbers, and the deterministic effort for each."""
PATIENCE = 1.0
"""Seconds that the end of a search waits for a bound in the making."""


class Sharpener:
    """Computes bounds for whatever the incumbent is at the time."""

    def __init__(self, frame: Frame, bounds: Bounds, incumbent: Callable[[], Mapping[str, int]]) -> None:
        self.frame = frame
        self.bounds = bounds
        self.incumbent = incumbent
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._relaxation = Relaxation(frame)
        self._small = self._relaxation.rows.size <= WHOLE
        self._done: set[str] = set()  # tiers whose unconditional bound is known
        self._goals: dict[str, tuple[list[Term], int, int, int]] = {}
        for rule, compute in BOUNDED.items():
            tier = frame.policy.tier_of(rule)
            if tier is not None:
                self._goals[tier] = (*compute(self._relaxation), frame.policy.rules[rule].weight)

    def start(self, clock: Clock) -> None:
        """Work in a thread of its own (the engines leave the interpreter free).

        The program does not end before it: a thread that comes out of an engine into an interpreter that is gone aborts.
        """
        self._thread = threading.Thread(target=self._run, args=(clock,))
        self._thread.start()

    def finish(self, patience: float = PATIENCE) -> None:
        """Stop the thread, waiting at most so many seconds for it; a bound in the making is given up."""
        if self._thread is None:
            return  # a round that is asked for later still counts
        self._stop.set()
        self._thread.join(patience)

    def _run(self, clock: Clock) -> None:
        seen: dict[str, int] | None = None
        if self._relaxation.rows.size > LARGE and clock.seconds_left() is not None:
            while not self._stop.is_set() and not clock.spent(BEGIN):
                self._stop.wait(PATIENCE / 4)
        while not self._stop.is_set():
            now = dict(self.incumbent())
            if now == seen:
                self._stop.wait(PATIENCE)
            else:
                self.round(now, clock.seconds_left)
                seen = now

    def round(self, values: Mapping[str, int], seconds_left: Callable[[], float | None]) -> None:
        """Bound every goal once under the given values."""
        if self._relaxation.rows.broken:
            return
        program = LinearProgram(self._relaxation.rows)
        whole = CpSat(self._relaxation.rows) if self._small and values[COVERAGE] == 0 else None
        held = {self.frame.policy.tier_of(rule) for rule in HELD}
        under = {COVERAGE: 0}  # the relaxation knows no section without its leader and no group without its adult
        waiting: list[str] = []

        def bound(name: str) -> None:
            if not self._stop.is_set() and values[name] > self.bounds.at(values).get(name, 0):
                self._bound(name, under, program, whole, seconds_left)

        for tier in self.frame.policy.tiers:
            if tier.name not in self._goals:
                continue
            if tier.name not in held:
                waiting.append(tier.name)
                continue
            for name in reversed(waiting):
                bound(name)
            waiting.clear()
            bound(tier.name)
            # A little slack, so that the bound still counts when a better plan moves this tier by a little.
            terms, constant, divisor, weight = self._goals[tier.name]
            under[tier.name] = values[tier.name] + values[tier.name] // SLACK + weight
            for model in (program, whole):
                if model is not None:
                    model.limit(terms, under[tier.name] // weight * divisor - constant)
        for name in reversed(waiting):  # time may run out, and of the last goals least is known without it
            bound(name)

    def _bound(
        self,
        name: str,
        under: Mapping[str, int],
        program: LinearProgram,
        whole: CpSat | None,
        seconds_left: Callable[[], float | None],
    ) -> None:
        """Bound one goal, by a linear program and, of a small school, in whole numbers too."""
        if name in self._done and len(under) == 1:
            return
        terms, constant, divisor, weight = self._goals[name]
        found = program.bound(terms, seconds_left(), self._stop.is_set)
        if found is not None:
            if whole is not None:
                found = max(found, self._whole(whole, terms, seconds_left()))
            self.bounds.add(Bound(name, max(0, -(-(found + constant) // divisor) * weight), dict(under)))
        if len(under) == 1 and (whole is not None or not self._small) and not self._stop.is_set():
            self._done.add(name)  # what holds under nothing needs no second time

    def _whole(self, whole: CpSat, terms: list[Term], seconds: float | None) -> int:
        """The least that the terms can be in whole numbers, as far as it is proven; far below all where nothing is."""
        outcome = whole.minimise(terms, Limits(seconds, WHOLE_EFFORT, 1), stop=self._stop.is_set)
        return NO_LOWER if outcome.bound is None else outcome.bound
