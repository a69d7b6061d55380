"""Own staff and outside instructors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solver.problem.bells import Busy
from solver.problem.calendar import DateSpan
from solver.problem.option import option
from solver.units import Fen, Minute, Percent, Weekday

ROLES = ("homeroom", "subject", "admin", "support", "retired", "volunteer", "parent")
"""班主任, 任课教师, 行政, 工勤, 退休教师, 志愿者, 家长."""
HELPERS = ("volunteer", "parent")
"""The roles that help and are never the only adult at a post (D13); they are unpaid."""
TEACHING_ROLES = ("homeroom", "subject")
"""The roles among which duty is balanced (D02) and flex hours are owed (D03)."""
REASONS = ("woman", "family", "commute", "health")
"""Reason codes of staff who deserve care (D05); never medical detail."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill with its level 1..3 (0 is simply not listed), D07."""

    name: str
    level: int


@dataclass(frozen=True, slots=True)
class Staff:
    """One adult of the school's own staff.

    share: normal load in percent (100 full time, 50 half time), 10..100.
    balance: duty minutes carried over from earlier terms; positive = has done more than others (D02).
    max_days: the person's own cap of service days a week, or None for the policy's cap (D10).
    takes_part: whether the person is eligible for service at all (U11).
    tier: pay tier, or None for the school's common pay (G06).
    consents: kinds of service block that the person agreed to look after: ``evening``, ``weekend`` (A07, A14).
    trained: date of the ethics training (D12). stopped: date from which the person may no longer take part (D11).
    joined, left: first and last day at the school, None = before and after the term. leaves: leaves of absence 请假 (K01).
    classes: ids of classes that the person teaches 任教班级, where no timetable tells it (B04, D16).
    """

    id: str
    role: str
    name: str = ""
    homeroom: str | None = None
    subjects: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
    unavailable: tuple[Busy, ...] = ()
    reasons: tuple[str, ...] = ()
    share: Percent = 100
    balance: int = 0
    max_days: int | None = None
    takes_part: bool = True
    tier: str | None = option(None)
    consents: tuple[str, ...] = option(())
    trained: date | None = option(None)
    stopped: date | None = option(None)
    joined: date | None = option(None)
    left: date | None = option(None)
    leaves: tuple[DateSpan, ...] = option(())
    classes: tuple[str, ...] = option(())

    @property
    def dated(self) -> bool:
        """Whether the person is not there all the time."""
        return self.joined is not None or self.left is not None or bool(self.leaves)

    def there(self, day: date) -> bool:
        """Whether the person is at the school on a day (K01)."""
        return _between(self.joined, self.left, day) and not any(leave.holds(day) for leave in self.leaves)


@dataclass(frozen=True, slots=True)
class Outside:
    """One outside instructor with what vetting needs (E02-E07, E10-E14). ``rate`` is fen per class-hour (G10).

    contract_cap: the most fen that the filed agreement pays in the term, or None (G10C).
    kind: ``agency`` an organisation's instructor, ``hired`` somebody hired temporarily (E10), ``specialist`` a retired
    specialist teacher (E13), ``coach`` of a sports school under an agreement (E12), ``charity`` of a public-welfare group (E11).
    joined, left: first and last day on which the person comes, None = before and after the term (K01).
    """

    id: str
    organisation: str
    rate: Fen
    weekdays: tuple[Weekday, ...]
    name: str = ""
    skills: tuple[Skill, ...] = ()
    pool: str = "none"
    approved_from: date | None = None
    approved_to: date | None = None
    reviewed: date | None = None
    insured_from: date | None = None
    insured_to: date | None = None
    filed: date | None = None
    clean_record: bool = False
    contract: bool = False
    earliest: Minute = 0
    latest: Minute = 1440
    max_sections: int = 5
    contract_cap: Fen | None = option(None)
    kind: str = option("agency")
    joined: date | None = option(None)
    left: date | None = option(None)

    @property
    def dated(self) -> bool:
        """Whether the person does not come all the time."""
        return self.joined is not None or self.left is not None

    def there(self, day: date) -> bool:
        """Whether the person comes to the school at that time of the term (K01)."""
        return _between(self.joined, self.left, day)


def _between(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


POOLS = ("city", "district", "none")
"""Level of the pool an outside instructor is listed in (E04)."""
OUTSIDE_KINDS = ("agency", "hired", "specialist", "coach", "charity")
"""机构教师, 临时聘请, 退休特长教师, 体校教练, 公益组织."""
