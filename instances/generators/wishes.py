"""Parts of the parameters of a school: the menu of clubs, and what families ask for (DOMAIN section 3, demand model)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MenuPlan:
    """Which clubs of the menu may open, on which days.

    keys: entries of :mod:`instances.generators.menu`. low: grades counted as the lower ones. low_minutes: length of
    clubs for lower grades alone; minutes: of all others. double: keys that may open two sections. once: keys that
    meet on one of the club days only; all others meet on every club day. sections: how many sections a key may open,
    where it is neither one nor the two of ``double``. junior: grades with a menu of their own (junior high).
    """

    keys: tuple[str, ...]
    days: tuple[int, ...]
    low: tuple[int, ...]
    low_minutes: int
    minutes: int
    minimum: int
    maximum: int
    double: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    sections: tuple[tuple[str, int], ...] = ()
    junior: tuple[int, ...] = ()

    def sections_of(self, key: str) -> int:
        """Sections that the club may open."""
        return dict(self.sections).get(key, 2 if key in self.double else 1)


@dataclass(frozen=True, slots=True)
class DemandPlan:
    """What families ask for.

    five_days: share of the enrolled that come all five days (the others come 1..4 days). club: share of the enrolled
    that want a club. two_clubs: share of those that want two. zipf: exponent of the popularity of clubs; with 0 every
    section is wanted equally.
    ranks: least and most choices listed. exempt: share of the enrolled with the fee waived, fully or by half.
    late: pupils in extended care; late_days: the only days these pupils come, or empty for the days drawn.
    fans: (key of the menu, pupils who list that club first) for clubs that everyone wants; where it fits fewer of those
    who want a club at all, 85 % of them do.
    """

    five_days: int
    club: int
    two_clubs: int
    zipf: float
    ranks: tuple[int, int]
    exempt: int
    late: int
    late_days: tuple[int, ...] = ()
    fans: tuple[tuple[str, int], ...] = ()
