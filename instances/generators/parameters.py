"""What a generator is told: one frozen record for a whole school, made of small ones.

All times are minutes since midnight, all shares percent, weekdays 1 = Monday .. 7 = Sunday, money fen. Where a number
comes from is said beside it in the module of each preset.
"""

from __future__ import annotations

from dataclasses import dataclass

from instances.generators.plans import (
    BandPlan,
    BellPlan,
    Clock,
    GradePlan,
    MeetingPlan,
    OutsidePlan,
    RoomPlan,
    StaffPlan,
    at,
)
from instances.generators.wishes import DemandPlan, MenuPlan
from solver.problem.calendar import Term
from solver.problem.money import Money
from solver.problem.places import FixedPost, Gate, Walk

__all__ = [
    "BandPlan", "BellPlan", "Clock", "DemandPlan", "GradePlan", "MeetingPlan", "MenuPlan", "OutsidePlan", "Override",
    "Parameters", "RoomPlan", "StaffPlan", "at", "merged",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Override:
    """A change of the profile: rule, its numbers, and a level when that changes too."""

    rule: str
    numbers: tuple[tuple[str, int], ...]
    level: str = ""


def merged(overrides: tuple[Override, ...], change: Override) -> tuple[Override, ...]:
    """The overrides with one more laid over them: its numbers win, what it does not name stays."""
    old = next((found for found in overrides if found.rule == change.rule), Override(change.rule, ()))
    numbers = tuple({**dict(old.numbers), **dict(change.numbers)}.items())
    new = Override(change.rule, numbers, change.level or old.level)
    if old not in overrides:
        return (*overrides, new)
    return tuple(new if found.rule == change.rule else found for found in overrides)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything that a generated school is drawn from."""

    school: str
    term: Term
    grades: tuple[GradePlan, ...]
    bands: tuple[BandPlan, ...]
    bells: BellPlan
    staff: StaffPlan
    rooms: tuple[RoomPlan, ...]
    home_capacity: int
    gates: tuple[Gate, ...]
    posts: tuple[FixedPost, ...]
    walks: tuple[Walk, ...]
    menu: MenuPlan
    demand: DemandPlan
    outside: OutsidePlan
    money: Money
    profile: str
    overrides: tuple[Override, ...] = ()

    def number(self, rule: str, name: str, otherwise: int) -> int:
        """A number of the school's own changes of the profile, or ``otherwise`` (minutes, days, people: as the rule's)."""
        found = {key: n for x in self.overrides if x.rule == rule for key, n in x.numbers}
        return found.get(name, otherwise)

    @property
    def policy(self) -> dict[str, object]:
        """The policy part of a request document: profile and overrides."""
        changes: dict[str, object] = {}
        for override in self.overrides:
            change: dict[str, object] = {"level": override.level} if override.level else {}
            if override.numbers:
                change["numbers"] = dict(override.numbers)
            changes[override.rule] = change
        return {"profile": self.profile, "overrides": changes}
