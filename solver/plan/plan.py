"""The Plan: assignments only, in canonical order, nothing derived but the fees.

A plan is a template of W alternating weeks (W is policy D02). Dismissal, tutoring, sections, care groups and seats
are the same every week; who stands on a care, gate, fixed or late post differs by week; who leads or assists a
section is the same every week (week 0).

Entries are named tuples: a school has thousands of them, which are sorted, hashed and compared all the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from solver.units import EVERY_WEEK, Fen, Minute, Week, Weekday

TUTORING_KINDS = ("homework", "reading", "qa")
"""书面作业, 阅读, 答疑 (B01, B02)."""
POST_KINDS = ("care", "lead", "assist", "gate", "fixed", "qa", "late", "standby", "block", "evening", "weekend")
SECTION_KINDS = ("lead", "assist")
"""Kinds of posts that belong to a section, the same every week; outside people may hold these alone."""
FLEX_KINDS = ("late_start", "early_leave")


class Dismissal(NamedTuple):
    """Grade ``grade`` leaves at ``minute`` through ``gate``, every day."""

    grade: int
    minute: Minute
    gate: str


class Tutoring(NamedTuple):
    """Period number ``period`` (0-based in the grade's window) is tutoring of ``kind`` for the grade that weekday."""

    grade: int
    weekday: Weekday
    period: int
    kind: str


class Session(NamedTuple):
    """One weekly meeting of a section; it lasts the offering's minutes."""

    weekday: Weekday
    start: Minute
    room: str


class Section(NamedTuple):
    """The ``number``-th opened section (1..max_sections) of an offering."""

    offering: str
    number: int
    sessions: tuple[Session, ...]

    @property
    def id(self) -> str:
        return f"{self.offering}#{self.number}"

    def ordered(self) -> Section:
        """The same section with its sessions sorted."""
        sessions = tuple(sorted(self.sessions))
        return self if sessions == self.sessions else self._replace(sessions=sessions)


class CareGroup(NamedTuple):
    """Home classes looked after together in the host's own room, one weekday and period (0-based) of the host's band.

    ``classes`` holds the host and any merged classes (合班), sorted.
    """

    weekday: Weekday
    period: int
    host: str
    classes: tuple[str, ...]

    def ordered(self) -> CareGroup:
        """The same group with its classes sorted."""
        classes = tuple(sorted(self.classes))
        return self if classes == self.classes else self._replace(classes=classes)


class Seat(NamedTuple):
    """Pupil seated in a section (``offering``, ``number``)."""

    pupil: str
    offering: str
    number: int


class LateCare(NamedTuple):
    """Rooms that hold extended care on a weekday (A08, H08)."""

    weekday: Weekday
    rooms: tuple[str, ...]


class Post(NamedTuple):
    """A place to stand, named by what it serves. Headcount and interval follow from problem, policy and plan.

    kind     weekday  subject            detail
    care     1..7     host class id      period (0-based)
    lead     0        offering id        section number
    assist   0        offering id        section number
    gate     1..7     gate id            minute of the wave
    fixed    1..7     fixed post id      0
    qa       1..7     fixed post id      0
    late     1..7     ""                 0
    standby  1..7     ""                 0
    block    1..7     block id           0          (breakfast, lunch, nap)
    evening  1..7     block id           0
    weekend  6..7     block id           0
    """

    kind: str
    weekday: Weekday
    subject: str
    detail: int


class Assignment(NamedTuple):
    """Person ``person`` stands on ``post`` in week ``week`` (0 = every week: lead and assist only)."""

    post: Post
    week: Week
    person: str


class Flex(NamedTuple):
    """A flex grant (D03): the person starts late or leaves early on that weekday of that week."""

    person: str
    week: Week
    weekday: Weekday
    kind: str


class Fee(NamedTuple):
    """What the family of a pupil pays a week, in fen (G02)."""

    pupil: str
    fen: Fen


CANONICAL = "_canonical"
"""Mark of a plan that :meth:`Plan.canonical` made. It is no field: nothing compares, copies or writes it."""


@dataclass(frozen=True)
class Plan:
    """A complete answer. Use :meth:`canonical` before comparing or storing.

    effect, until: first and last day for which it stands; None = those of the term. A later plan of the term supersedes it from its
    own date of effect on. They are no assignments, and stay out of ``repr``.
    """

    dismissals: tuple[Dismissal, ...] = ()
    tutoring: tuple[Tutoring, ...] = ()
    sections: tuple[Section, ...] = ()
    care_groups: tuple[CareGroup, ...] = ()
    late_care: tuple[LateCare, ...] = ()
    seats: tuple[Seat, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    flex: tuple[Flex, ...] = ()
    fees: tuple[Fee, ...] = ()
    effect: date | None = field(default=None, repr=False)
    until: date | None = field(default=None, repr=False)

    def canonical(self) -> Plan:
        """The same plan with every tuple sorted. What this hands back knows that it is so, and is not sorted again."""
        if CANONICAL in self.__dict__:
            return self
        made = replace(
            self,
            dismissals=tuple(sorted(self.dismissals)),
            tutoring=tuple(sorted(self.tutoring)),
            sections=tuple(sorted(s.ordered() for s in self.sections)),
            care_groups=tuple(sorted(g.ordered() for g in self.care_groups)),
            late_care=tuple(sorted(c._replace(rooms=tuple(sorted(c.rooms))) for c in self.late_care)),
            seats=tuple(sorted(self.seats)),
            assignments=tuple(sorted(self.assignments)),
            flex=tuple(sorted(self.flex)),
            fees=tuple(sorted(self.fees)),
        )
        made.__dict__[CANONICAL] = True
        return made


__all__ = [
    "EVERY_WEEK", "FLEX_KINDS", "POST_KINDS", "TUTORING_KINDS", "Assignment", "CareGroup", "Dismissal", "Fee", "Flex",
    "LateCare", "Plan", "Post", "Seat", "Section", "Session", "Tutoring",
]  # fmt: skip
