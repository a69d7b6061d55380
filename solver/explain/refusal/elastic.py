"""Conflicts by the elastic joint relaxation: what cannot all hold, thinned by deletion, then taken out, until nothing more is seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from solver.search.joint.relaxation import JointRelaxation
from solver.search.joint.row_fact import DEMANDS, RowFact
from solver.units import Minute, Weekday

DROPPED = ("gate", "wave", "standby", "late", "block", "evening", "weekend", "qa", "fixed", "lesson", "running", "minutes", "evenings",
           "late_duties", "days", "own_days", "dated", "absent", "squad", "dream", "care")  # fmt: skip
"""Order in which kinds of facts are tried to be left out: first those that a school can change least."""
MOST_CORES = 8
"""Conflicts looked for at most. Raising it takes a handful of linear programs each."""


Moment = tuple[Weekday, Minute]


class ElasticCores:
    """Irreducible sets of facts of a relaxation: with any one left out, the linear program sees no conflict any more."""

    def __init__(
        self, relaxation: JointRelaxation, left: Callable[[], float | None], moments: Sequence[Moment] = (), aside: Collection[str] = ()
    ) -> None:
        """left: seconds that are left, None without a limit; a core that is not thinned by then is still a proof.

        moments: at which counting found people missing, worth a look first. aside: kinds of facts of which a conflict is known already.
        """
        self.relaxation = relaxation
        self._moments = moments
        self._aside = aside
        self.complete = True
        self._left = left

    def __iter__(self) -> Iterator[tuple[tuple[RowFact, ...], bool]]:
        """Cores that share no fact, each with whether it is irreducible."""
        left = [fact for fact in self.relaxation.facts if fact.kind not in self._aside]
        for _ in range(MOST_CORES):
            if self._over():
                self.complete = False
                return
            core = self._core(left)
            if core is None:
                self.complete = not self._over()
                return
            thin, irreducible = self._thinned(core)
            yield tuple(thin), irreducible
            left = [fact for fact in left if fact not in thin and not _same_time(fact, thin)]
        self.complete = False

    def _core(self, facts: Sequence[RowFact]) -> list[RowFact] | None:
        """Facts that a proof rests on, or None where nothing is proven."""
        for day, minute in self._moments:
            then = [f for f in facts if f.weekday == day and (f.kind not in DEMANDS or f.start <= minute < f.end)]
            if self._collide(then):
                return then
        prices = dict.fromkeys(facts, 1)
        if not self._collide(facts):
            return None
        binding = self.relaxation.binding(prices)
        return binding if len(binding) < len(facts) and self._collide(binding) else list(facts)

    def _collide(self, facts: Sequence[RowFact]) -> bool:
        if not facts or self._over():
            return False
        return (self.relaxation.shortfall(dict.fromkeys(facts, 1), self._left()) or 0) > 0

    def _over(self) -> bool:
        return self._left() == 0.0

    def _thinned(self, core: list[RowFact]) -> tuple[list[RowFact], bool]:
        """The core by deletion, kind by kind, then weekday by weekday, then one by one."""
        for kind in DROPPED:
            core = self._without(core, [fact for fact in core if fact.kind == kind])
        for kind in DROPPED:
            for day in sorted({fact.weekday or 0 for fact in core if fact.kind == kind}):
                core = self._without(core, [fact for fact in core if fact.kind == kind and (fact.weekday or 0) == day])
        for fact in sorted(core, key=lambda each: DROPPED.index(each.kind)):
            if self._over():
                return core, False
            core = self._without(core, [fact])
        return core, True

    def _without(self, core: list[RowFact], dropped: Sequence[RowFact]) -> list[RowFact]:
        if not dropped or len(dropped) == len(core) or self._over():
            return core
        rest = [fact for fact in core if fact not in dropped]
        return rest if self._collide(rest) else core


def _same_time(fact: RowFact, core: Sequence[RowFact]) -> bool:
    """Whether a demand is one of the moment at which a core without caps is short: the same people are missing there."""
    if fact.kind not in DEMANDS or any(each.weekday is None for each in core):
        return False
    return any(each.weekday == fact.weekday and each.start < fact.end and fact.start < each.end for each in core if each.kind in DEMANDS)
