"""Row classes of the request workbook for what is no flat dataclass of the problem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solver.problem.option import option
from solver.units import Fen, Minute, Weekday


@dataclass(frozen=True, slots=True)
class TermRow:
    """School and term, the single row of its sheet."""

    school: str
    name: str
    first: date
    last: date
    work_end: Minute


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A day without school. source: ``official`` where nobody wrote it and the official calendar has it, else empty."""

    day: date
    source: str = option("")


@dataclass(frozen=True, slots=True)
class UnavailableRow:
    """An interval at which a member of the staff cannot be had."""

    staff: str
    weekday: Weekday
    start: Minute
    end: Minute


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Fee and pay a class-hour and what the term's accounts need, the single row of its sheet."""

    fee: Fen
    pay: Fen
    subsidy: Fen = option(0)
    published: date | None = option(None)
    agreed: date | None = option(None)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One setting. item: profile, level, weight, number, setting or tiers; rule and name say of what."""

    item: str
    rule: str
    name: str
    value: str | int
