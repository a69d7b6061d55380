"""Choices of a family at sign-up, from the request alone: courses of each grade, days, extended care."""

from __future__ import annotations

from api.files.content.names import PageNames, days_name, grade_names
from solver.problem.offerings import Offering
from solver.problem.problem import Problem
from solver.units import Minute

RANKS = 5
"""Ranked choices that a slip has fields for. Raising it makes longer slips."""


def chosen_offerings(problem: Problem) -> list[Offering]:
    """Courses that families choose; dream classes and squads are given without being chosen (B08, B11)."""
    return [offering for offering in problem.offerings if not (offering.dream or offering.members)]


def ranks(problem: Problem) -> int:
    """Number of ranked choices that are asked for."""
    return min(RANKS, len(chosen_offerings(problem)))


def offering_days(problem: Problem, offering: Offering) -> str:
    """``周二、周四，每周1次``: days on which it may meet, and how often."""
    days = [weekday for weekday in offering.weekdays if weekday in problem.weekdays]
    return f"{days_name(days)}中{offering.sessions}天" if len(days) > offering.sessions else days_name(days) if days else "未定"


def offering_words(names: PageNames, problem: Problem, offering: Offering) -> str:
    """``足球：一至三年级，周一至周五中1天，每次40分钟``."""
    return f"{names.offering(offering.id)}：{grade_names(offering.grades)}，{offering_days(problem, offering)}，每次{offering.minutes}分钟"


def late_ends(problem: Problem) -> list[Minute]:
    """Ends of extended care that families may ask for: those asked for already; none where the school has no room for it."""
    return sorted({pupil.late_until for pupil in problem.pupils if pupil.late_until is not None}) if problem.late_rooms else []
