"""D10's caps against a week of posts that every plan has, and the smallest numbers that would work.

Every argument must fail for each minute that the last regular dismissal of the day may have; the people's lessons, absences, roles
and consents count as well as the caps.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import NamedTuple

from solver.explain.demand import PostBounds, WeeklyNeed
from solver.explain.late import LateEnds
from solver.explain.people import AdultIndex, Shortage
from solver.explain.person_days import PersonDays
from solver.explain.remedies import CapRemedies, Option, more_people, raised, remedy
from solver.explain.supply import DUTIES, MINUTES, Caps, WeeklySupply
from solver.explain.wording import itemised
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Minute, Weekday, clock
from solver.words import days_en, days_zh


class _Case(NamedTuple):
    """A set of posts that the people cannot take: the last dismissal assumed, and where it is counted (None: the week)."""

    shortage: Shortage
    supply: WeeklySupply
    last: Minute
    day: int | None

    def parts(self) -> tuple[str, str]:
        return itemised((self.supply.posts[bit].kind, self.supply.amounts[bit]) for bit in self.shortage.needs)

    def lacking(self, caps: Caps) -> int | None:
        """How many people more are needed at least; None where a newcomer could do nothing either."""
        each = self.supply.newcomer(self.shortage, caps)
        return -(-self.shortage.missing // each) if each else None


Counted = Sequence[tuple[int | None, WeeklySupply]]
"""Supplies of the week (None) and of days."""


class _Supplies:
    """The supplies under each last dismissal, made when they are asked for."""

    def __init__(self, lasts: Sequence[Minute], made: Callable[[Minute], Counted]) -> None:
        self._lasts = lasts
        self._made = cache(made)

    def worst(self, caps: Caps) -> _Case | None:
        """The worst set of posts, with the last dismissal that is best for it; None when nothing is short with one of them."""
        found: list[_Case] = []
        for last in self._lasts:
            cases = [
                _Case(shortage, supply, last, day)
                for day, supply in self._made(last)
                if (shortage := supply.short(caps)) is not None
            ]
            if not cases:
                return None
            found.append(max(cases, key=lambda case: case.shortage.missing))
        return min(found, key=lambda case: case.shortage.missing)


CapReason = tuple[str, Weekday | None, Reason]
"""Kind of cap (``days``, ``late_duties``, ``minutes``), the weekday where it is one, and the reason."""


def cap_reasons(
    problem: Problem, policy: Policy, demand: PostBounds, people: AdultIndex, short: Collection[Weekday] = ()
) -> list[CapReason]:
    """Why D10 leaves no plan: days, late duties and minutes of a week. D10 must be hard.

    short: days with too few people at one moment, which is told already: minutes that no cap would mend follow from that.
    """
    remedies = CapRemedies(policy)
    late = _late_supplies(problem, demand, people, LateEnds.of(policy, "D10"))
    minutes = _minute_supplies(problem, demand, people)
    days = _days_reason(PersonDays(problem, demand, people), late, minutes, remedies)
    found: list[tuple[str, Weekday | None, Reason | None]] = [
        ("days", None, days),
        ("late_duties", None, _late_reason(problem, policy, demand, people, late, remedies, told=days is not None)),
        ("minutes", *_minutes_reason(minutes, remedies, short, told=days is not None)),
    ]
    return [(kind, day, reason) for kind, day, reason in found if reason is not None]


def _days_reason(days: PersonDays, late: _Supplies, minutes: _Supplies, remedies: CapRemedies) -> Reason | None:
    now, most = remedies.now.days_per_week, remedies.most
    found = days.short(now)
    if found is None:
        return None

    def fits(caps: Caps) -> bool:
        # Late duties and minutes that need more days are told here, not a second time.
        free = caps._replace(late_per_week=most.late_per_week, minutes_per_day=most.minutes_per_day)
        return days.short(caps.days_per_week) is None and late.worst(free) is None and minutes.worst(free) is None

    settings = remedies.smallest(fits, ["days_per_week"])
    each = min(now, len(days.days))
    zh, en = remedy("D10", [*raised(settings), *more_people(-(-found.missing // each) if each else None)])
    return Reason(
        "D10",
        f"{found.time[0]}同时要有人的岗位一周合计至少 {found.need} 人天（{found.parts[0]}），按每人每周天数上限（最多 {now} 天），"
        f"能上岗的人合计最多 {found.have} 人天。{zh}",
        f"Posts to be held at the same time{found.time[1]} need {found.need} person-days a week ({found.parts[1]}); with the caps on "
        f"days a week (at most {now}), those who may hold them give at most {found.have}. {en}",
        f"{found.need} person-days",
        f"<= {found.have} person-days",
    )


def _late_supplies(problem: Problem, demand: PostBounds, people: AdultIndex, late: LateEnds) -> _Supplies:
    """The late duties of a week."""

    def made(last: Minute) -> Counted:
        needs = {post: need for post, need in demand.week(last).items() if late.holds(post, last)}
        return [(None, WeeklySupply(people, needs, problem.weekdays, DUTIES))]

    return _Supplies(demand.slots.lasts, made)


def _late_reason(
    problem: Problem, policy: Policy, demand: PostBounds, people: AdultIndex, supplies: _Supplies, remedies: CapRemedies, *, told: bool
) -> Reason | None:
    """told: whether a shortage of days has been told, so that one of late duties that comes from days alone is left out."""
    late, now = LateEnds.of(policy, "D10"), remedies.now
    case = supplies.worst(now)
    if case is None:
        return None
    settings = remedies.smallest(lambda caps: supplies.worst(caps) is None, ["late_per_week", "days_per_week"])
    if told and not any("late_per_week" in setting for setting in settings):
        return None

    def fits(after: Minute | None) -> bool:
        return _late_supplies(problem, demand, people, LateEnds(after)).worst(now) is None

    options = [*raised(settings), *more_people(case.lacking(now))]
    clocks = sorted({post.end for last in demand.slots.lasts for post in demand.week(last)})
    after = _first(fits, clocks)
    if after is not None:
        options.append(Option(f"把 late_after（几点以后结束算晚岗）定为 {clock(after)}",
                              f"set late_after (the clock time after which a duty is late) to {clock(after)}",
                              {"late_after": clock(after)}))  # fmt: skip
    if late.after is not None and fits(None):
        options.append(Option("删去 late_after 一行（只有当天最后一批放学以后还没结束的才算晚岗）",
                              "delete late_after (late is then only what ends after the last dismissal of the day)"))  # fmt: skip
    need, have, givers, each = case.shortage.need, case.shortage.have, case.supply.givers(case.shortage), now.late_per_week
    parts_zh, parts_en = case.parts()
    so_zh, so_en = late.words(case.last)
    sum_zh, sum_en = _sum(have, givers, each)
    zh, en = remedy("D10", options)
    return Reason(
        "D10",
        f"每周至少有 {need} 次晚岗（{parts_zh}；{so_zh}的是晚岗），{sum_zh}。{zh}",
        f"A week has at least {need} late duties ({parts_en}; late are those that {so_en}); {sum_en}. {en}",
        str(need),
        f"<= {have}",
    )


def _sum(have: int, givers: int, each: int) -> tuple[str, str]:
    """``每周晚岗 2 次 × 12 人 = 24``, or the sum alone where not everybody can do as many."""
    if have == givers * each:
        return (f"能承担的人合计最多：每人每周 {each} 次 × {givers} 人 = {have} 次",
                f"those who may take them give at most {each} a week x {givers} people = {have}")  # fmt: skip
    return (f"能承担的 {givers} 人合计最多 {have} 次（每人每周最多 {each} 次，还看值班天数和有没有空）",
            f"the {givers} who may take them give at most {have} (at most {each} a week each, on the days that they may)")  # fmt: skip


def _first(fits: Callable[[Minute], bool], clocks: Sequence[Minute]) -> Minute | None:
    """The earliest clock time that fits, of those from which on fewer duties are late; ascending, monotone."""
    low, high = 0, len(clocks)
    while low < high:
        middle = (low + high) // 2
        if fits(clocks[middle]):
            high = middle
        else:
            low = middle + 1
    return clocks[low] if low < len(clocks) else None


def _minute_supplies(problem: Problem, demand: PostBounds, people: AdultIndex) -> _Supplies:
    """The minutes of a week, and of each day."""

    def made(last: Minute) -> Counted:
        found: list[tuple[int | None, WeeklySupply]] = [
            (None, WeeklySupply(people, demand.week(last), problem.weekdays, MINUTES))
        ]
        for day in problem.weekdays:
            needs = {post: WeeklyNeed(n, frozenset({day})) for post, n in demand.on_day(day, last).items()}
            found.append((day, WeeklySupply(people, needs, [day], MINUTES)))
        return found

    return _Supplies(demand.slots.lasts, made)


def _minutes_reason(
    supplies: _Supplies, remedies: CapRemedies, short: Collection[Weekday], *, told: bool
) -> tuple[Weekday | None, Reason | None]:
    """The day of the shortage, if it is of one, and the reason. told: whether a shortage of days has been told, so that one of minutes
    that comes from days alone is left out.
    """
    now = remedies.now
    case = supplies.worst(now)
    if case is None:
        return None, None
    settings = remedies.smallest(lambda caps: supplies.worst(caps) is None, ["minutes_per_day", "days_per_week"])
    if (told or (short and case.day in {None, *short})) and not any("minutes_per_day" in setting for setting in settings):
        return None, None
    zh, en = remedy("D10", [*raised(settings), *more_people(case.lacking(now))])
    parts_zh, parts_en = case.parts()
    need, have, givers = case.shortage.need, case.shortage.have, case.supply.givers(case.shortage)
    when_zh, when_en = ("每周", "A week") if case.day is None else (days_zh([case.day]), days_en([case.day]))
    most_zh = f"每人每天最多 {now.minutes_per_day} 分钟，每周最多 {now.days_per_week} 天"
    return case.day, Reason(
        "D10",
        f"{when_zh}至少有 {need} 分钟值班（{parts_zh}），能承担的 {givers} 人合计最多 {have} 分钟（{most_zh}，"
        f"值完整的岗位）。{zh}",
        f"{when_en} has at least {need} minutes of duty ({parts_en}); the {givers} who may take them give {have} (at most "
        f"{now.minutes_per_day} a day each, on at most {now.days_per_week} days, in whole duties). {en}",
        f"{need} min",
        f"<= {have} min",
    )
