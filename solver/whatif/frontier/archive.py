"""Archive of plans: those that no other dominates, and the nearest one to begin a search from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from solver.model.tier_limits import TierLimits, tier_of
from solver.plan import Plan
from solver.whatif.frontier.frontier import dominates


class Found(NamedTuple):
    """A plan that breaks no rule, with its tier values."""

    values: Mapping[str, int]
    plan: Plan


@dataclass
class Archive:
    """Plans that do not dominate each other in the tiers ``names``.

    order: all tiers of the policy. valid: whether a plan breaks no rule, by the checker; asked only of plans that would be kept.
    """

    names: Sequence[str]
    order: Sequence[str]
    valid: Callable[[Plan], bool]
    kept: list[Found] = field(default_factory=list)
    dominated: int = 0

    def offer(self, found: Found) -> bool:
        """Keep a plan that none dominates, and drop those that it dominates -> whether it was kept. Equal ones: the first that is
        better in the other tiers, in their order."""
        twin = next((k for k in self.kept if all(k.values[n] == found.values[n] for n in self.names)), None)
        worse = twin is not None and self._key(NO_LIMITS, found) >= self._key(NO_LIMITS, twin)
        if worse or any(dominates(k.values, found.values, self.names) for k in self.kept):
            self.dominated += not worse
            return False
        if not self.valid(found.plan):
            return False
        rest = [k for k in self.kept if k is not twin and not dominates(found.values, k.values, self.names)]
        self.dominated += len(self.kept) - len(rest) - (twin is not None)
        self.kept = [*rest, found]
        return True

    def nearest(self, limits: TierLimits) -> Found:
        """The plan that is best under limits: a search under them begins there."""
        return min(self.kept, key=lambda found: self._key(limits, found))

    def spread(self, most: int) -> list[Found]:
        """At most so many plans, by the last tier of ``names``, falling: both ends of every tier, then those farthest from the others."""
        found = sorted(self.kept, key=lambda each: [-each.values[name] for name in reversed(self.names)])
        while len(found) > most:
            ends = {id(min(found, key=lambda each: (each.values[name], found.index(each)))) for name in self.names} | {id(found[0])}
            inner = [place for place, each in enumerate(found) if id(each) not in ends]
            if not inner:
                break
            found.pop(min(inner, key=lambda place: self._distance(found, place)))
        return found

    def gaps(self) -> list[tuple[Found, Found]]:
        """Neighbours along the last tier, the widest gap first."""
        found = sorted(self.kept, key=lambda each: -each.values[self.names[-1]])
        return sorted(pairwise(found), key=lambda pair: pair[1].values[self.names[-1]] - pair[0].values[self.names[-1]])

    def _distance(self, found: Sequence[Found], place: int) -> float:
        """To the nearest other plan, each tier in shares of its range."""
        ranges = {name: max(f.values[name] for f in found) - min(f.values[name] for f in found) for name in self.names}
        own = found[place].values
        return min(
            sum(abs(other.values[n] - own[n]) / (ranges[n] or 1) for n in self.names)
            for index, other in enumerate(found)
            if index != place
        )

    def _key(self, limits: TierLimits, found: Found) -> tuple[int, ...]:
        return tuple(
            found.values[goal] if tier_of(goal) == goal else limits.excess(tier_of(goal), found.values[tier_of(goal)])
            for goal in limits.goals(self.order)
        )


NO_LIMITS = TierLimits()
