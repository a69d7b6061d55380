"""The autumn term of the school year 2026/27, with the public holidays of the State Council's calendar."""

from __future__ import annotations

from datetime import date

from solver.calendar.official import official_days
from solver.problem.calendar import MakeUpDay, Term


def autumn_2026(work_end: int) -> Term:
    """1 September 2026 to 22 January 2027 (first and last day are assumptions).

    Holidays and working weekends of 2026 are the official ones (25-27 September, 1-7 October; 20 September and 10 October);
    1 January 2027 is assumed. Which weekday a make-up day runs by is the school's choice; here it stands for the lost
    Friday and Wednesday.
    """
    official = official_days(date(2026, 9, 1), date(2026, 12, 31))
    sunday, saturday = official.working
    return Term(
        name="2026-2027学年第一学期",
        first=date(2026, 9, 1),
        last=date(2027, 1, 22),
        work_end=work_end,
        holidays=(*official.holidays, date(2027, 1, 1)),
        make_up_days=(MakeUpDay(sunday, 5), MakeUpDay(saturday, 3)),
    )
