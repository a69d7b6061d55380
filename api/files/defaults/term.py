"""The term where its days are not said: from its name, the official calendar and what is usual in mainland China."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from api.files.defaults.known import KnownSchool
from api.files.defaults.told import Told
from solver.calendar.official import official_days, official_make_up_days
from solver.errors import Fault, ProblemError
from solver.policy.policy import Policy
from solver.problem.calendar import Term
from solver.units import WEEKDAYS_ZH, clock

WORK_END = 17 * 60 + 30
"""Local end of work, a minute of the day; later means a later dismissal (A03)."""
AUTUMN, SPRING = "第一学期", "第二学期"
_FIRST_WORDS = re.compile(r"第?[一1]学期|秋|上学期|上册")
_SECOND_WORDS = re.compile(r"第?[二2]学期|春|下学期|下册")
_AUTUMN_MONTHS = range(7, 13)
BEFORE_FESTIVAL, AFTER_FESTIVAL = 14, 13
"""Days from the end of an autumn term to the first day off of the Spring Festival at least, and from the festival itself to the
begin of a spring term; more makes terms shorter."""


def named_half(text: str) -> tuple[int, bool] | None:
    """``2026-2027学年第一学期`` or ``2026年秋`` -> calendar year in which it begins, and whether it is the autumn term; None if unclear."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    first, second = bool(_FIRST_WORDS.search(plain)), bool(_SECOND_WORDS.search(plain))
    years = [int(year) for year in re.findall(r"(?<!\d)(20\d\d)(?!\d)", plain)]
    if first == second or not years:
        return None
    if first:
        return years[0], True
    if len(years) > 1:
        return years[-1], False
    return (years[0] + 1 if "学年" in plain else years[0]), False


def usual_first(year: int, autumn: bool) -> date:
    """The usual first day of a term: 1 September or the Monday after it; the first Monday at least 13 days after the Spring Festival."""
    if autumn:
        return _next(date(year, 9, 1), 0) if date(year, 9, 1).weekday() > 4 else date(year, 9, 1)
    festival = _festival(year)
    return _next(festival + timedelta(days=2 + AFTER_FESTIVAL), 0) if festival else _next(date(year, 2, 22), 0)


def usual_last(first: date) -> date:
    """The usual last day of the term that begins on a day: the Friday two weeks before the Spring Festival, or the first of July."""
    if first.month not in _AUTUMN_MONTHS:
        return _next(date(first.year, 7, 1), 4)
    festival = _festival(first.year + 1)
    last = festival - timedelta(days=BEFORE_FESTIVAL) if festival else date(first.year + 1, 1, 22)
    return last - timedelta(days=(last.weekday() - 4) % 7)


def term_of(known: KnownSchool, policy: Policy, told: Told) -> Term:
    """The term with its days off and make-up days.

    Raises ProblemError where neither a date nor the term's name says when it is.
    """
    half = named_half(known.term)
    if half is None and known.last is not None:
        half = (
            (known.last.year - 1, True)
            if known.last.month < 3
            else (known.last.year, known.last.month in _AUTUMN_MONTHS)
        )
    if known.first is not None:
        first = known.first
    elif half is not None:
        first = usual_first(*half)
        told.add(
            "term", "first", str(first), "没有写开学日期，按常见的开学日", "first day of the term not said: a usual one"
        )
    else:
        raise ProblemError([Fault(("term", "first"), known.term, "不知道是哪个学期", "it is not said which term this is",
                                  "可能漏填了；请在“学校”表写开始日期，或写全学期名称，如 2026-2027学年第一学期。",
                                  "Maybe it was forgotten; give the first day, or the term as 2026-2027学年第一学期.")])  # fmt: skip
    last = known.last
    if last is None:
        last = usual_last(first)
        told.add(
            "term", "last", str(last), "没有写放假日期，按常见的学期末", "last day of the term not said: a usual one"
        )
    name = known.term or _name_of(first)
    if not known.term:
        told.add("term", "name", name, "没有写学期名称，按日期取名", "name of the term not said: from its dates")
    work_end = known.work_end
    if work_end is None:
        named = (
            [policy.number_or("A12", f"g{home.grade}_end", None) for home in known.classes] if policy.on("A12") else []
        )
        ends = [end for end in named if end is not None]
        work_end = policy.number_or("A03", "work_end", min(ends, default=WORK_END)) or WORK_END
        told.add("term", "work_end", clock(work_end), "没有写当地下班时间", "local end of work not said")
    holidays, assumed = known.holidays, known.holidays is None
    if holidays is None:
        holidays = tuple(official_days(first, last).holidays)
        told.add(
            "holidays", "", f"{len(holidays)} 天", "节假日按国务院办公厅的放假安排", "days off as officially announced"
        )
    make_up = known.make_up_days
    if make_up is None:
        make_up = official_make_up_days(first, last)
        days = "、".join(f"{each.day} 按{WEEKDAYS_ZH[each.weekday]}" for each in make_up)
        if make_up:
            told.add("make_up", "", days, "调休上班日按官方安排，补哪天就按哪天的课表，并有课后服务",
                     "working weekends as announced; each runs by the day that it makes up for, with service")  # fmt: skip
    return Term(name, first, last, work_end, tuple(holidays), tuple(make_up), tuple(holidays) if assumed else ())


def _name_of(first: date) -> str:
    autumn = first.month in _AUTUMN_MONTHS
    year = first.year if autumn else first.year - 1
    return f"{year}-{year + 1}学年{AUTUMN if autumn else SPRING}"


def _festival(year: int) -> date | None:
    """First day off of the Spring Festival, or None while a year is not announced."""
    days = official_days(date(year, 1, 1), date(year, 3, 15)).holidays
    return next((day for day, name in days.items() if name == "春节"), None)


def _next(day: date, weekday: int) -> date:
    """The first day from ``day`` on that is this weekday (0 = Monday)."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
