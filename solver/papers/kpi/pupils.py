"""Indicators of pupils: who takes part, on which days, and what they got of their choices."""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.families.care import unseated
from solver.check.names import day
from solver.check.plan_index import PlanIndex
from solver.papers.kpi.indicator import PERCENT, Count, Indicator
from solver.papers.wishes import seekers, wishes
from solver.problem.pupils import Pupil


def _participation(view: PlanIndex) -> Iterator[Count]:
    yield Count(view.demand.applicants, len(view.problem.pupils))


def _full_week(view: PlanIndex) -> Iterator[Count]:
    week = {weekday for weekday in view.days if weekday <= 5}
    whole = sum(1 for pupil in view.problem.pupils if pupil.weekdays and week <= set(pupil.weekdays))
    yield Count(whole, view.demand.applicants)


def _by_weekday(view: PlanIndex) -> Iterator[Count]:
    for weekday in view.days:
        here = sum(count for (_, on), count in view.demand.attending.items() if on == weekday)
        yield Count(here, view.demand.applicants, day(weekday))


def _unseated(view: PlanIndex) -> Iterator[Count]:
    yield Count(unseated(view), view.demand.applicants)


def _ranks(view: PlanIndex, pupil: Pupil) -> list[int]:
    """Ranks, from 1, of the offerings in which a pupil has a seat; seats that were not chosen have none."""
    taken = [offering for offering, _ in view.kept.seats_of.get(pupil.id, ())]
    return sorted(pupil.choices.index(offering) + 1 for offering in taken if offering in pupil.choices)


def _within(view: PlanIndex, rank: int) -> Iterator[Count]:
    found = seekers(view.problem)
    yield Count(sum(1 for pupil in found if (got := _ranks(view, pupil)) and got[0] <= rank), len(found))


def _first(view: PlanIndex) -> Iterator[Count]:
    yield from _within(view, 1)


def _top_three(view: PlanIndex) -> Iterator[Count]:
    yield from _within(view, 3)


def _mean_rank(view: PlanIndex) -> Iterator[Count]:
    ranks = [rank for pupil in seekers(view.problem) for rank in _ranks(view, pupil)]
    yield Count(sum(ranks), len(ranks))


def _closed(view: PlanIndex) -> Iterator[Count]:
    opened = {offering for offering, _ in view.opened}
    yield Count(len(view.problem.offerings) - len(opened), len(view.problem.offerings))


def _waiting(view: PlanIndex) -> Iterator[Count]:
    found = wishes(view)
    yield Count(found.none + found.fewer, found.seekers)


def _without(view: PlanIndex) -> Iterator[Count]:
    found = wishes(view)
    yield Count(found.none, found.seekers)


def _first_refused(view: PlanIndex) -> Iterator[Count]:
    found = wishes(view)
    yield Count(found.refused, found.seekers)


SEEKERS = ("想上课程的学生", "pupils who ask for clubs")
ENROLLED = ("报名学生", "enrolled pupils")
INDICATORS = (
    Indicator(
        "participation",
        "参与率",
        "participation",
        ENROLLED,
        ("全体学生", "all pupils"),
        PERCENT,
        ("A05",),
        _participation,
        100,
    ),
    Indicator(
        "full_week",
        "全勤周报名率",
        "full-week share",
        ("每个服务日都报名的学生", "pupils enrolled for every weekday"),
        ENROLLED,
        PERCENT,
        ("A05",),
        _full_week,
        100,
    ),
    Indicator(
        "by_weekday",
        "各日参与率",
        "participation by weekday",
        ("当日参加的学生", "pupils that weekday"),
        ENROLLED,
        PERCENT,
        ("A05",),
        _by_weekday,
        100,
    ),
    Indicator(
        "unseated",
        "未安排的报名学生",
        "unseated applicants",
        ("未安排的报名学生", "applicants without a place"),
        ENROLLED,
        PERCENT,
        ("A04",),
        _unseated,
        100,
    ),
    Indicator(
        "first_choice",
        "第一志愿满足率",
        "first choice met",
        ("上到第一志愿的学生", "pupils in their first choice"),
        SEEKERS,
        PERCENT,
        ("C04",),
        _first,
        100,
    ),
    Indicator(
        "top_three",
        "前三志愿满足率",
        "one of the first three choices met",
        ("上到前三志愿之一的学生", "pupils in one of their first three choices"),
        SEEKERS,
        PERCENT,
        ("C04",),
        _top_three,
        100,
    ),
    Indicator(
        "mean_rank",
        "平均志愿名次",
        "mean rank of seats",
        ("席位的志愿名次之和", "sum of ranks of seats"),
        ("席位", "seats"),
        "名 rank",
        ("C04",),
        _mean_rank,
    ),
    Indicator(
        "closed",
        "未开课程比例",
        "offerings not opened",
        ("没有开班的课程", "offerings without a section"),
        ("可开课程", "offerings"),
        PERCENT,
        ("C04", "C06"),
        _closed,
        100,
    ),
    Indicator(
        "waiting",
        "志愿未满的学生比例",
        "pupils on the waiting list",
        ("席位少于意愿的学生", "pupils with fewer seats than asked for"),
        SEEKERS,
        PERCENT,
        ("C04",),
        _waiting,
        100,
    ),
    Indicator(
        "without",
        "一门也没有的学生比例",
        "pupils without any club they asked for",
        ("选报课程、一门也没有的学生", "pupils who asked for clubs and have none"),
        SEEKERS,
        PERCENT,
        ("C04",),
        _without,
        100,
    ),
    Indicator(
        "first_refused",
        "第一志愿未录取比例",
        "first choices refused",
        ("第一志愿未录取的学生", "first choices without a seat"),
        SEEKERS,
        PERCENT,
        ("C04",),
        _first_refused,
        100,
    ),
)
