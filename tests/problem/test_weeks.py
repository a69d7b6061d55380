"""Which week of the template a date runs by."""

from __future__ import annotations

from datetime import date

import pytest

from solver.problem.calendar import Term

TERM = Term("t", date(2025, 9, 3), date(2025, 10, 31), 1050)  # from a Wednesday on


@pytest.mark.parametrize(
    ("day", "weeks", "week"),
    [
        (date(2025, 9, 3), 2, 1),
        (date(2025, 9, 7), 2, 1),  # Sunday, still the week of the first day
        (date(2025, 9, 8), 2, 2),
        (date(2025, 9, 14), 2, 2),
        (date(2025, 9, 15), 2, 1),
        (date(2025, 9, 15), 3, 3),
        (date(2025, 9, 22), 3, 1),
        (date(2025, 10, 31), 1, 1),
    ],
)
def test_calendar_weeks_take_turns(day: date, weeks: int, week: int) -> None:
    assert TERM.week_of(day, weeks) == week
