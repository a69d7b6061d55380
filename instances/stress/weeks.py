"""A week of six days before one of four: 14-24 September 2026 (stress 6; calendar [P20], make-up days A10).

The problem is a week template, so a make-up day runs by the template of a weekday (1..5; Saturday and Sunday have none
of their own): Sunday 20 September stands for Friday 25 September. Over both weeks every weekday comes twice, hence the
totals of the template's two weeks are those of the dates. What differs are the caps of a single week: whoever is on
duty on Friday is so twice in the long week. A cap of three days in the template keeps everybody within four real days.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from instances.generators.parameters import Override
from instances.stress.stress import Stress
from solver.problem.problem import Problem

LONG, SHORT = 6, 4
WEEK = timedelta(days=7)


def long_and_short_week(problem: Problem, _rng: Random) -> Problem:
    """The term cut to its first week of six service dates that one of four follows. Raises ValueError without one."""
    term = problem.term
    dates = [day for day, _ in term.service_dates()]
    count = Counter(_monday(day) for day in dates)
    first = next((day for day in sorted(count) if count[day] == LONG and count[day + WEEK] == SHORT), None)
    if first is None:
        raise ValueError(f"{term.name}: no week of six service dates before one of four")
    last = max(day for day in dates if _monday(day) == first + WEEK)
    return replace(
        problem,
        term=replace(
            term,
            name=f"{term.name}（{first:%m月%d日}起两周）",
            first=first,
            last=last,
            holidays=tuple(day for day in term.holidays if first <= day <= last),
            make_up_days=tuple(extra for extra in term.make_up_days if first <= extra.day <= last),
        ),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


STRESS = Stress(
    number=6,
    name="stress-six-days",
    zh="调休：连上六天，下周四天",
    en="a week of six days before one of four",
    base="fengjin",
    change=long_and_short_week,
    overrides=(Override("D10", (("days_per_week", 3),)),),
    sources=("DOMAIN", "P20"),
    arithmetic="58 adults x 3 days = 174 person-days against 160 without clubs (28 groups + 2 patrols + 2 at kerb and gates)",
    missing="who stands on which date: the roster by date; the cap holds for everybody, not only for those on duty on Friday",
)
