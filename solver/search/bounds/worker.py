"""Bound worker: lower bounds of the tiers by the aggregated linear program, in a thread beside the search; for small schools by
its integer program too.

Integrality counts where little is to be decided: for the cost of a village school the integer program proves a seventh more than
the linear one, within a second; for larger schools hardly more within a minute.

Each tier is bounded lexicographically, under the incumbent's values of the tiers before it, and again when the incumbent is better.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from solver.model.families.staffing import COVERAGE
from solver.model.instance import Instance
from solver.model.linear_model import NO_LOWER, NO_UPPER, Term
from solver.search.aggregate.build import aggregate
from solver.search.aggregate.exactness import Exactness
from solver.search.bounds.slots import GatePosts
from solver.search.bounds.store import Bound, Bounds
from solver.search.engines.cpsat import CpSat
from solver.search.engines.lp import LinearProgram
from solver.search.engines.solve_limits import SolveLimits
from solver.search.limits import Clock
from solver.search.search_params import BoundParams

BOUNDED = ("C04", "B07", "D05", "E01", "G10")
"""Soft rules with a bound by the aggregated program. A bound of a rule is one of its tier too: no rule there counts below nothing."""
HELD_RULES = ("C04", "B07")
"""Soft rules whose tiers are held at the incumbent's values for the bounds of later tiers. Care and outside time are left free:
they change with every better plan, and with them all that was proven under them."""
DEFAULTS = BoundParams()
INTEGER_COLUMNS, INTEGER_EFFORT = 2_000, 1.0
"""Columns up to which the integer program is solved too, and the deterministic effort for each tier. Raising them proves more for
medium schools and takes longer."""


class BoundWorker:
    """Tightens the bounds of a search for the incumbent at the time. incumbent: returns its tier values.

    gates: least that the adults at gates add to the tiers. effort: of the whole search, if it is limited: no integer program takes
    more, or bounds would take most of a short search.
    """

    def __init__(
        self,
        instance: Instance,
        bounds: Bounds,
        incumbent: Callable[[], Mapping[str, int]],
        effort: float | None = None,
        params: BoundParams = DEFAULTS,
        gates: Sequence[GatePosts] = (),
    ) -> None:
        self._params = params
        self.instance = instance
        self.bounds = bounds
        self.incumbent = incumbent
        self._effort = INTEGER_EFFORT if effort is None else min(INTEGER_EFFORT, effort)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._aggregate = aggregate(instance, Exactness.BOUND)
        self._small = self._aggregate.rows.size <= INTEGER_COLUMNS
        self._done: set[str] = set()  # tiers whose unconditional bound is known
        self._goals: dict[str, tuple[list[Term], int, int, int]] = {}
        self._gates: dict[str, list[GatePosts]] = defaultdict(list)
        for rule in BOUNDED:
            tier = instance.policy.tier_of(rule)
            if tier is not None:
                goal = self._aggregate.objectives[rule]
                self._goals[tier] = (goal.terms, goal.constant, goal.divisor, instance.policy.rules[rule].weight)
                if goal.terms:
                    self._gates[tier] += [each for each in gates if each.rule == rule]
        tiers = {instance.policy.tier_of(rule) for rule in HELD_RULES}
        self._held = tuple(name for name in self._goals if name in tiers)
        self._limits = {name: most for name, most in instance.limits.most.items() if name in self._goals}

    def start(self, clock: Clock) -> None:
        """Start the thread; engines release the interpreter lock.

        Not a daemon: a thread that returns from an engine into an interpreter that has ended aborts the process.
        """
        self._thread = threading.Thread(target=self._run, args=(clock,))
        self._thread.start()

    def finish(self, seconds: float = DEFAULTS.join_seconds) -> None:
        """Stop the thread, waiting at most so many seconds for it; a bound under way is given up."""
        if self._thread is None:
            return  # a round that is asked for later still counts
        self._stop.set()
        self._thread.join(seconds)

    def _run(self, clock: Clock) -> None:
        seen: Mapping[str, int] | None = None
        still: Mapping[str, int] | None = None
        if self._aggregate.rows.size > self._params.large_columns and clock.seconds_left() is not None:
            while not self._stop.is_set() and not clock.spent(self._params.large_start_share):
                self._stop.wait(self._params.join_seconds / 4)
        while not self._stop.is_set():
            now = dict(self.incumbent())
            held = {name: now[name] for name in self._held}
            values = now if held == still else self.slackened(now)
            if values == seen:
                self._stop.wait(self._params.join_seconds)
            else:
                self.tighten_all(values, clock.seconds_left)
                seen, still = values, held

    def slackened(self, values: Mapping[str, int]) -> dict[str, int]:
        """Tier values with a little slack in the held tiers, so that bounds under them still count when a better plan moves these a little.
        Bounds under the values themselves are stronger: they follow once the held tiers stand still."""
        found = dict(values)
        for name in self._held:
            found[name] += values[name] // self._params.held_slack_divisor + self._goals[name][-1]
        return found

    def tighten_all(self, values: Mapping[str, int], seconds_left: Callable[[], float | None]) -> None:
        """Bound every tier once, lexicographically, for plans with at most these tier values."""
        if self._aggregate.rows.broken:
            return
        program = LinearProgram(self._aggregate.rows)
        integer = CpSat(self._aggregate.rows) if self._small and values[COVERAGE] == 0 else None
        under = {COVERAGE: 0}  # the relaxation knows no section without its leader and no group without its adult
        waiting: list[str] = []

        def bound(name: str) -> None:
            if not self._stop.is_set() and values[name] > self.bounds.at(values).get(name, 0):
                self._bound(name, under, program, integer, seconds_left)

        for name, most in self._limits.items():
            bound(name)
            if self.bounds.at(under).get(name, 0) > most:
                return  # no plan keeps the limits, and the program has no point left to bound
            under[name] = most
            self._hold(name, most, program, integer)
        for tier in self.instance.policy.tiers:
            if tier.name not in self._goals:
                continue
            if tier.name not in self._held:
                waiting.append(tier.name)
                continue
            for name in reversed(waiting):
                bound(name)
            waiting.clear()
            bound(tier.name)
            if tier.name in self._limits:
                continue  # it may rise to its limit, whatever the incumbent's value
            under[tier.name] = values[tier.name]
            self._hold(tier.name, under[tier.name], program, integer)
        for name in reversed(waiting):  # time may run out, and of the last goals least is known without it
            bound(name)

    def tighten(self, name: str, seconds_left: Callable[[], float | None]) -> None:
        """Bound one tier by the linear program under the limits on others alone; nothing for a tier that it does not know."""
        if self._aggregate.rows.broken or name not in self._goals:
            return
        program, under = LinearProgram(self._aggregate.rows), {COVERAGE: 0}
        for other, most in self._limits.items():
            under[other] = most
            self._hold(other, most, program)
        self._bound(name, under, program, None, seconds_left)

    def _hold(self, name: str, most: int, *models: LinearProgram | CpSat | None) -> None:
        """From now on, the tier is at most so much."""
        terms, constant, divisor, weight = self._goals[name]
        for model in models:
            if model is not None:
                model.limit(terms, most // weight * divisor - constant)

    def _bound(
        self,
        name: str,
        under: Mapping[str, int],
        program: LinearProgram,
        integer: CpSat | None,
        seconds_left: Callable[[], float | None],
    ) -> None:
        """Bound one tier by the linear program and, for a small school, by the integer program."""
        always = len(under) <= 1 + len(self._limits)
        if name in self._done and always:
            return
        terms, constant, divisor, weight = self._goals[name]
        found = program.bound(terms, seconds_left(), self._stop.is_set)
        if found is not None:
            if integer is not None:
                found = max(found, self._integer_bound(integer, terms, seconds_left()))
            value = -(-(min(found, NO_UPPER) + constant) // divisor)  # no point left: a bound has no end
            self.bounds.add(Bound(name, max(0, value * weight), dict(under)))
            for posts in self._gates[name]:
                self.bounds.add(Bound(name, max(0, (value + posts.least) * weight), {**under, **posts.under}))
        if always and (integer is not None or not self._small) and not self._stop.is_set():
            self._done.add(name)  # what holds under nothing but the limits needs no second time

    def _integer_bound(self, integer: CpSat, terms: list[Term], seconds: float | None) -> int:
        """Proven lower bound of the terms by the integer program; NO_LOWER where nothing is proven."""
        outcome = integer.minimise(terms, SolveLimits(seconds, self._effort, 1), stop=self._stop.is_set)
        return NO_LOWER if outcome.bound is None else outcome.bound
