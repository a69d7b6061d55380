"""Parts of the parameters of a school: grades, bands, bells, staff, rooms and outside instructors.

All times are minutes since midnight, all shares percent, weekdays 1 = Monday .. 7 = Sunday, money fen.
"""

from __future__ import annotations

from dataclasses import dataclass

from solver.problem.places import CLASSROOM

Clock = tuple[int, int]
"""Start and end in minutes since midnight."""


def at(hour: int, minute: int) -> int:
    """Minutes since midnight."""
    return hour * 60 + minute


@dataclass(frozen=True, slots=True)
class GradePlan:
    """A grade: the size of each of its classes, the share enrolled, and the zone of its home rooms.

    room_type: ``late`` where evening study is in the home rooms, as extended care needs rooms of that type (H08).
    """

    grade: int
    sizes: tuple[int, ...]
    enrolled: int
    zone: str
    room_type: str = CLASSROOM


@dataclass(frozen=True, slots=True)
class BandPlan:
    """Grades with one service window, and the lesson slots (numbers into ``BellPlan.slots``) of their school day.

    every_day: slots used on all five days. extra: further (weekday, slot) pairs. evening: pupils who come all five days
    and stay until ``late_until`` (evening study of a junior high); without any, ``late_until`` is that of extended care.
    """

    grades: tuple[int, ...]
    start: int
    periods: tuple[Clock, ...]
    dismissals: tuple[int, ...]
    gates: tuple[str, ...]
    late_until: int
    every_day: tuple[int, ...]
    extra: tuple[tuple[int, int], ...] = ()
    evening: int = 0


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
    ``unreviewed``: the realistic gaps that rules E05 and E06 must catch. approved, filed: whether the bureau approved them
    (E03) and whether the school filed them (E06); a jurisdiction may ask for one of the two."""

    skills: tuple[str, ...]
    organisation: str
    rates: tuple[int, ...]
    earliest: int
    latest: int
    pool: str = "district"
    uninsured: tuple[int, ...] = ()
    unreviewed: tuple[int, ...] = ()
    approved: bool = True
    filed: bool = True
