"""Better outlines made into complete plans, as they come from the outline process.

Against the clock the process runs beside the search; under an effort limit the two take turns, so that the same seed gives
the same plan.
"""

from __future__ import annotations

from solver.model.frame import Frame
from solver.plan import Plan
from solver.search.construct.complete import construct
from solver.search.level import levelled
from solver.search.loads import Loads
from solver.search.outline.client import OutlineClient
from solver.search.outline.deal import deal
from solver.search.outline.outline import Outline, outline_of
from solver.search.stop import Clock
from solver.search.timing import Timing

SHARE = 0.7
"""Share of the limits after which no outline is asked for any more: the last plan is then finished, and bounds sharpened."""
REST = 1.0
"""Seconds between two plans made, in times of what the last one took."""
WORK_OF_EFFORT = 4000.0
"""Work of the outline process that counts as one unit of effort."""
TRIES, FEW = 3, 3
"""Times that a plan is made of an outline, each time with at most so many leaders fewer."""
TURN = 0.1
"""Share of an effort limit that one turn of either side takes."""


class Outlines:
    """Where plans with better outlines come from."""

    def __init__(self, frame: Frame, clock: Clock, timing: Timing, seed: int) -> None:
        """Outlines know no seats that are given (B08, B11) and no ways (B13): schools that use them do without, and so
        do re-plans, which keep to the plan that they have.
        """
        self.frame, self.clock, self.timing, self.seed = frame, clock, timing, seed
        self._client = OutlineClient(frame, seed) if self._helpful(frame) else None
        self._first: Outline | None = None
        self._waiting: Outline | None = None
        self._relieved: frozenset[str] = frozenset()
        """Leaders whose clubs kept loads uneven."""
        self._score = float("inf")
        self._due = 0.0
        self._cost = 0.0
        """Seconds that a plan takes to be made."""
        self._beside = 0.0

    @staticmethod
    def _helpful(frame: Frame) -> bool:
        problem = frame.problem
        if problem.replan is not None or frame.given.offers or frame.travel:
            return False
        return any(p.clubs for p in problem.pupils) and bool(problem.offerings)

    def begin(self, plan: Plan) -> None:
        """Search from the outline of the plan."""
        self._first = outline_of(plan)
        self._cost = self.clock.elapsed  # of the first plan
        if self._client is not None and not self.clock.repeatable:
            left = self.clock.seconds_left()
            self._client.go(self._first, None if left is None else left * SHARE)

    def offer(self) -> Plan | None:
        """A plan made of the newest outline, or None when there is none that is better, or not yet."""
        if self._client is None:
            return None
        if self.clock.repeatable:
            self._take_turn(self._client)
        else:
            self._waiting = self._client.latest() or self._waiting
        outline, left = self._waiting, self.clock.seconds_left()
        if outline is None or (left is not None and (self.clock.elapsed < self._due or left < self._cost)):
            return None
        self._waiting = None
        if outline.score >= self._score:
            return None
        self._score = outline.score
        began = self.clock.elapsed
        with self.timing.part("construct"):
            plan = self._made(outline)
        if plan is None:
            return None
        if not self.clock.repeatable:
            self._cost = self.clock.elapsed - began
            self._due = self.clock.elapsed + REST * self._cost
        return plan

    def _made(self, outline: Outline) -> Plan | None:
        """The outline as a plan; None when cancelled. Where a few leaders keep loads uneven, others lead their clubs."""
        best: tuple[int, Plan] | None = None
        outline = deal(self.frame, outline)
        for _ in range(TRIES):
            built = construct(self.frame, self.seed, outline, self._relieved)
            if self.clock.cancelled():
                break
            plan = self._levelled(built)
            loads = Loads(self.frame, plan)
            if best is None or loads.excess() < best[0]:
                best = loads.excess(), plan
            new = loads.outliers() - self._relieved
            if not 0 < len(new) <= FEW or self.clock.cancelled():
                break
            self._relieved |= new
        return None if best is None else best[1]

    def _levelled(self, plan: Plan) -> Plan:
        for better in levelled(self.frame, plan):
            plan = better
            if self.clock.cancelled():
                break
        return plan

    def _take_turn(self, client: OutlineClient) -> None:
        limit = self.clock.params.effort or 0.0
        if self.clock.effort < self._due or self.clock.spent(SHARE):
            return
        with self.timing.part("outline"):
            news = client.advance(self._first, TURN * limit * WORK_OF_EFFORT)
        self._first = None
        self._waiting = news.outline
        self.clock.spend(news.work / WORK_OF_EFFORT)
        self._due = self.clock.effort + TURN * limit

    @property
    def effort(self) -> float:
        """Effort that went on beside the search, which its clock did not count; under an effort limit it counts all."""
        if self._client is not None and not self.clock.repeatable:
            self._beside = self._client.work / WORK_OF_EFFORT
        return self._beside

    def close(self) -> None:
        """End the process; nothing is offered any more."""
        if self._client is not None:
            self._beside = self.effort
            self._client.close()
            self._client = None
