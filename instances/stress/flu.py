"""A week of influenza: 8 % of the person-days of the staff are lost (stress 5)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from instances.stress.stress import Stress
from solver.problem.bells import Busy
from solver.problem.problem import Problem

AWAY = 8
"""Percent of the person-days of those who take part (DOMAIN section 3, absence rate per post-day in a flu week)."""
SPELL = 3
"""Days that one case lasts (assumption); cases begin on Monday, Tuesday or Wednesday."""
DAY = (0, 1440)


def flu(problem: Problem, rng: Random) -> Problem:
    """``AWAY`` percent of the person-days of a week taken away in spells of ``SPELL`` days, the last one shorter. Who is
    ill cannot be had all day; the lessons stay as they are."""
    weekdays = problem.weekdays
    able = [person.id for person in problem.staff if person.takes_part]
    lost = round(len(able) * len(weekdays) * AWAY / 100)
    busy: dict[str, tuple[Busy, ...]] = {}
    for person in rng.sample(able, -(-lost // SPELL)):
        days = min(SPELL, lost - sum(map(len, busy.values())))
        first = rng.randint(0, len(weekdays) - SPELL)
        busy[person] = tuple(Busy(day, *DAY) for day in weekdays[first : first + days])
    staff = tuple(
        replace(person, unavailable=(*person.unavailable, *busy[person.id])) if person.id in busy else person
        for person in problem.staff
    )
    return replace(problem, staff=staff)


STRESS = Stress(
    number=5,
    name="stress-flu",
    zh="流感周，8%的教职工缺勤",
    en="a week of influenza: 8 % of the staff are away",
    base="fengjin",
    change=flu,
    arithmetic="58 adults x 5 days x 8 % = 23 person-days less: 8 people fall ill for up to three days",
    missing="absences that become known day by day, cover of lessons, and pupils who stay at home",
)
