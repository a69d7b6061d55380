"""What a generator is told: one frozen record for a whole school, made of small ones.

All times are minutes since midnight, all shares percent, weekdays 1 = Monday .. 7 = Sunday, money fen. Where a number
comes from is said beside it in the module of each preset.
"""

from __future__ import annotations

from dataclasses import dataclass

from solver.problem.calendar import Term
from solver.problem.money import Money
from solver.problem.places import FixedPost, Gate, Walk

Clock = tuple[int, int]
"""Start and end in minutes since midnight."""


def at(hour: int, minute: int) -> int:
    """Minutes since midnight."""
    return hour * 60 + minute


@dataclass(frozen=True, slots=True)
class GradePlan:
    """A grade: the size of each of its classes, the share enrolled, and the zone of its home rooms."""

    grade: int
    sizes: tuple[int, ...]
    enrolled: int
    zone: str


@dataclass(frozen=True, slots=True)
class BandPlan:
    """Grades with one service window, and the lesson slots (numbers into ``BellPlan.slots``) of their school day.

    every_day: slots used on all five days. extra: further (weekday, slot) pairs.
    """

    grades: tuple[int, ...]
    start: int
    periods: tuple[Clock, ...]
    dismissals: tuple[int, ...]
    gates: tuple[str, ...]
    late_until: int
    every_day: tuple[int, ...]
    extra: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A weekly 教研 meeting of the teachers whose first subject is ``subject`` (and of ``grades``, if any given)."""

    subject: str
    weekday: int
    start: int
    end: int
    grades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BellPlan:
    """The regular school day: lesson slots (common to all grades, so that a slot is one stretch of real time)."""

    slots: tuple[Clock, ...]
    morning: int
    meetings: tuple[MeetingPlan, ...]


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """Own staff. ``total`` holds homeroom teachers (one a class), subject teachers, ``admin`` and ``support``.

    homeroom_subjects: subjects a homeroom teacher gives to the own class besides the first one (语文, or 数学 for
    ``math_homerooms`` of them). admin_teach: whether administrators give lessons too. woman .. health: share of staff
    with that reason code. part_time, capped, engaged: number of teachers with half a load, with an own cap of 3 days,
    and with one afternoon that is taken. balance: standard deviation of the carried balance in minutes.
    """

    total: int
    admin: int
    support: int
    takes_part: int
    math_homerooms: int
    homeroom_subjects: tuple[str, ...]
    admin_teach: bool
    woman: int
    family: int
    commute: int
    health: int
    part_time: int
    capped: int
    engaged: int
    balance: int
    skill_depth: int = 2


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """``count`` rooms of a type in a zone; ids are ``prefix`` + number."""

    type: str
    count: int
    capacity: int
    zone: str
    prefix: str
    name: str


@dataclass(frozen=True, slots=True)
class OutsidePlan:
    """Outside instructors: one per skill, vetted but for the numbers (0-based) named in ``uninsured`` and
    ``unreviewed``: the realistic gaps that rules E05 and E06 must catch."""

    skills: tuple[str, ...]
    organisation: str
    rates: tuple[int, ...]
    earliest: int
    latest: int
    pool: str = "district"
    uninsured: tuple[int, ...] = ()
    unreviewed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuPlan:
    """Which clubs of the menu may open, on which days.

    keys: entries of :mod:`instances.generators.menu`. low: grades counted as the lower ones. low_minutes: length of
    clubs for lower grades alone; minutes: of all others. double: keys that may open two sections. once: keys that
    meet on one of the club days only; all others meet on every club day.
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


@dataclass(frozen=True, slots=True)
class DemandPlan:
    """What families ask for.

    five_days: share of the enrolled that come all five days (the others come 1..4 days). club: share of the enrolled
    that want a club. two_clubs: share of those that want two. zipf: exponent of the popularity of clubs.
    ranks: least and most choices listed. exempt: share of the enrolled with the fee waived, fully or by half.
    late: pupils in extended care; late_days: the only days these pupils come, or empty for the days drawn.
    """

    five_days: int
    club: int
    two_clubs: int
    zipf: float
    ranks: tuple[int, int]
    exempt: int
    late: int
    late_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """A change of the profile: rule, its numbers, and a level when that changes too."""

    rule: str
    numbers: tuple[tuple[str, int], ...]
    level: str = ""


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
