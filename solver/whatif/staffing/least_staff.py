"""Results of the question how few adults do: proven and found, by role and skill, and what fewer adults cost in quality."""

from __future__ import annotations

from dataclasses import dataclass

from solver.plan import Plan


@dataclass(frozen=True, slots=True)
class GroupNeed:
    """Fewest people of one group with as many of all others as there are. kind: ``role`` or ``skill``; name: of the role or skill.

    there: how many there are. proven: no plan does with fewer; None where nothing is proven. posts: posts of the school that nobody
    else may hold, in both languages.
    """

    kind: str
    name: str
    there: int
    proven: int | None
    posts: tuple[tuple[str, str], ...] = ()

    @property
    def tight(self) -> bool:
        """Whether nobody of the group can be spared."""
        return self.proven == self.there


@dataclass(frozen=True, slots=True)
class QualityPoint:
    """What the best plan found with at most so many adults is worth. uneven: minutes of load by which the plan is uneven beyond what is
    tolerated (D02), over the weeks of the template. choice: points of choices lost (C04). choice_bound: no plan with so many adults loses
    fewer. Every figure is the least over plans with so many adults or fewer, for nobody has to be called upon."""

    adults: int
    uneven: int
    choice: int
    choice_bound: int | None


@dataclass(frozen=True, slots=True)
class WantedQuality:
    """Fewest adults for a wanted quality. kind: ``even`` (no load is uneven) or ``choice`` (choices within ``percent`` of the best).

    proven, found: as of :class:`Fewest`.
    """

    kind: str
    percent: int
    proven: int | None
    found: int | None


@dataclass(frozen=True, slots=True)
class Fewest:
    """Fewest adults of the own staff for a plan without an empty post.

    there: those who take part. proven: no plan does with fewer (None: nothing is proven). found: a plan that the checker passes has
    so many; None where not even all suffice within the limits. left_out: whom that plan spares. missing: where a post is missed with
    one fewer than proven, in both languages. tried: numbers of adults that a search was given without finding such a plan.
    complete: whether nothing was left out because the caller stopped it.
    """

    there: int
    proven: int | None
    found: int | None
    left_out: tuple[str, ...]
    plan: Plan | None
    groups: tuple[GroupNeed, ...]
    missing: tuple[tuple[str, str], ...]
    wishes: tuple[WantedQuality, ...]
    points: tuple[QualityPoint, ...]
    tried: tuple[int, ...]
    complete: bool
