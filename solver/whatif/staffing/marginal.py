"""Results of the question what one more person, skill, room, lane, hour or section is worth."""

from __future__ import annotations

from dataclasses import dataclass

from solver.changes.change import Change, Sentence


@dataclass(frozen=True, slots=True)
class GoalGain:
    """By how much one goal gets better, in units of its tier. ``low <= estimate <= high``.

    low: a plan was found that gains so much. estimate: difference of the two linear relaxations, the best single figure. high: more
    cannot be gained, whatever the plan.
    """

    tier: str
    low: int
    estimate: int
    high: int


@dataclass(frozen=True, slots=True)
class MarginalValue:
    """Value of one change that only adds.

    gains: of the goals that it can move, by tier. shadow: shadow price, sum of the duals of the rows that the change loosens: an
    upper bound of what the relaxation gains by it, and no value; 0 proves that the relaxation gains nothing. None where no row
    stands for it. searched: whether a search looked for a better plan; without, the base plan is the plan.
    """

    change: Change
    told: Sentence
    gains: tuple[GoalGain, ...]
    shadow: int | None
    searched: bool


@dataclass(frozen=True, slots=True)
class MarginalValues:
    """base: goal -> its value in the plan that all are compared with. values: most valuable first. complete: whether nothing was left
    out because the caller stopped it."""

    base: tuple[tuple[str, int], ...]
    values: tuple[MarginalValue, ...]
    complete: bool
