"""The autumn term of the school year 2026/27, with the public holidays of the State Council's calendar."""

from __future__ import annotations

from datetime import date, timedelta

from solver.problem.calendar import MakeUpDay, Term


def autumn_2026(work_end: int) -> Term:
    """1 September 2026 to 22 January 2027 (first and last day are assumptions).

    Holidays 25-27 September and 1-7 October 2026, working Sundays and Saturdays 20 September and 10 October (DOMAIN
    P20); 1 January 2027 is assumed. Which weekday a make-up day runs by is the school's choice; here it stands for
    the lost Friday and Wednesday.
    """
    holidays = [date(2026, 9, 25) + timedelta(days=n) for n in range(3)]
    holidays += [date(2026, 10, 1) + timedelta(days=n) for n in range(7)]
    return Term(
        name="2026-2027学年第一学期",
        first=date(2026, 9, 1),
        last=date(2027, 1, 22),
        work_end=work_end,
        holidays=(*holidays, date(2027, 1, 1)),
        make_up_days=(MakeUpDay(date(2026, 9, 20), 5), MakeUpDay(date(2026, 10, 10), 3)),
    )
