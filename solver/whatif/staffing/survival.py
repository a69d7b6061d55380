"""Results of a stress test: survival under absence, what breaks, single points of failure, and suppliers lost."""

from __future__ import annotations

from dataclasses import dataclass

from solver.units import Minute, Percent, Week, Weekday


@dataclass(frozen=True, slots=True)
class Break:
    """A kind of post that stays empty. kind: of posts; ``patrol`` tells patrols from other fixed posts. subject: offering, post or
    block, empty for care, gates, late care and stand-by. zh, en: the post with its time. days: on how many it is empty."""

    kind: str
    subject: str
    start: Minute
    zh: str
    en: str
    days: int


@dataclass(frozen=True, slots=True)
class Survival:
    """Days of a plan that survive absence: every post is covered by somebody who is there.

    rate: percent of adults away. spell: days that an absence lasts. days: drawn. survived: with all caps of days and weeks (D10, A07,
    D15). alone: each day by itself, as if nobody had been on duty before; for comparison only. breaks: most frequent first.
    """

    rate: Percent
    spell: int
    days: int
    survived: int
    alone: int
    breaks: tuple[Break, ...]

    @property
    def percent(self) -> Percent:
        """Share of days that survive, rounded down."""
        return 100 * self.survived // self.days if self.days else 100

    @property
    def percent_alone(self) -> Percent:
        """Share of days that would survive each by itself, rounded down."""
        return 100 * self.alone // self.days if self.days else 100


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """Somebody without whom a day breaks although everybody else is there. days: (week, weekday). capped: whether others could step
    in on each of these days, had they not had the days or the late duties of their week. breaks: most frequent first."""

    person: str
    days: tuple[tuple[Week, Weekday], ...]
    capped: bool
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class SupplierLoss:
    """All people of an organisation away. days: of the template. survived: how many are covered by those who are left."""

    organisation: str
    people: tuple[str, ...]
    days: int
    survived: int
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Stress:
    """Stress of a plan. adults: who may stand somewhere. days: (week, weekday) of the template. complete: whether nothing was left out
    because the caller stopped it."""

    adults: int
    days: tuple[tuple[Week, Weekday], ...]
    survivals: tuple[Survival, ...]
    single_points: tuple[SinglePoint, ...]
    suppliers: tuple[SupplierLoss, ...]
    complete: bool
