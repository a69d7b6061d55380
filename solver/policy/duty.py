"""Paper duties: what a document asks for that no timetable can keep or break: a filing, a notice, a yearly open day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from solver.policy.rule import Number, Source
from solver.problem.calendar import Term

DUES = ("before_start", "at_start", "after_start", "termly", "yearly", "date", "daily", "share", "always")
"""When a duty is due: before the first service date; on the first day of term; within ``days`` of it; ``times`` a term;
``times`` a school year; by a date of the calendar (from ``first`` to ``last``); on every service date; for ``percent`` of
those concerned; at all times."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "after_start": ("days",),
    "termly": ("times",),
    "yearly": ("times",),
    "share": ("percent",),
}
"""The numbers that a kind of due cannot do without."""
BEARERS = ("school", "bureau")
"""Whose duty it is."""
DUTY_LEVELS = ("hard", "off")
DAY_NAMES = ("first", "last")
"""Dates of a duty of kind ``date``; ``first`` is open when only a last day is laid down."""


@dataclass(frozen=True)
class PaperDuty:
    """One duty on paper.

    id: of the catalogue (``I02``); one with a rule of its own, or several duties of one id, add a letter (``I09A``).
    due: of :data:`DUES`. who: of :data:`BEARERS`. level: ``hard`` (in force) or ``off``. first, last: days of ``date``.
    """

    id: str
    zh: str
    en: str
    due: str
    who: str
    level: str
    source: Source
    numbers: Mapping[str, Number] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None

    @property
    def on(self) -> bool:
        return self.level != "off"

    def number(self, name: str) -> int:
        """A number of the duty. Raises KeyError when it has none of that name."""
        return self.numbers[name].value

    def deadline(self, term: Term) -> date | None:
        """The last day on which the duty may be done in this term; None where the calendar does not say it.

        ``after_start`` counts calendar days from the first day of term: 15 days of a term from 1 September end on the 16th.
        """
        if self.due == "before_start":
            served = term.dates_of_term()
            return (served[0][0] if served else term.first) - timedelta(days=1)
        if self.due == "at_start":
            return term.first
        if self.due == "after_start":
            return term.first + timedelta(days=self.number("days"))
        if self.due == "termly":
            return term.last
        return self.last if self.due == "date" else None
