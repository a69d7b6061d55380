"""Own week of an adult: duties of each weekday with minutes, place and colleagues, and the load that they come to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from api.files.content.week_dates import week_dates
from api.files.language import Said
from api.files.papers.paper_context import PaperContext
from api.files.papers.teacher_week import place_of_duty
from api.page.views.words import POST_KINDS_EN, PlanWords, weekday
from solver.calendar.duty_days import duty_days
from solver.check.assigned_duties import AssignedDuty
from solver.explain.why.question import post_text
from solver.plan.plan import SECTION_KINDS
from solver.units import CENTI, EVERY_WEEK, Week, Weekday
from solver.words import FLEX, POST_KINDS, span

FLEX_EN: Mapping[str, str] = {"late_start": "comes late", "early_leave": "leaves early"}
EVERY: Said = ("每周", "every week")


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """time: ``15:30–16:10``. kind: of the post. others: colleagues on the same post. why: question of ``/why`` as JSON."""

    time: str
    kind: str
    doing: Said
    place: str
    others: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnDay:
    """Day of the template. flex: hours granted in turn, "" without. dates: of the plan's period that run by it, ascending, ISO."""

    weekday: Said
    flex: Said
    duties: tuple[OwnDuty, ...]
    dates: tuple[str, ...]

    @property
    def free(self) -> bool:
        """Whether there is neither a duty nor a grant."""
        return not self.duties and not self.flex


@dataclass(frozen=True, slots=True)
class OwnTurn:
    """Week of the template, or every week where all are alike. minutes: of duty in it."""

    name: Said
    minutes: int
    days: tuple[OwnDay, ...]


@dataclass(frozen=True, slots=True)
class OwnLoad:
    """Minutes and days of duty in a cycle of ``weeks``. middle: median minutes of everybody with a duty. load: as balanced among teachers
    (D02), in minutes, None for who is not compared. balance: minutes carried over from earlier terms. share: percent of a full load."""

    minutes: int
    days: int
    weeks: int
    middle: int
    load: int | None
    balance: int
    share: int


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """name, role: of the adult. kinds: kind of post -> how often in a cycle. dates: which dates are odd and even weeks, "" without."""

    person: str
    name: str
    role: Said
    turns: tuple[OwnTurn, ...]
    kinds: tuple[tuple[Said, int], ...]
    load: OwnLoad
    dates: str


def own_week(desk: PaperContext, person: str) -> OwnWeek | None:
    """Week of an adult; None for somebody who is not of the term."""
    problem, view = desk.problem, desk.view
    if person not in problem.staff_of and person not in problem.outside_of:
        return None
    words = PlanWords(problem, view.weeks)
    days = {(each.week, each.weekday): tuple(str(day) for day in each.dates) for each in duty_days(problem, view.weeks)}
    found = [{day: _day(desk, words, person, week, day) for day in problem.post_days} for week in range(1, view.weeks + 1)]
    alike = all(each == found[0] for each in found)
    turns = []
    for week, week_days in enumerate(found[:1] if alike else found, start=1):
        weeks = range(1, view.weeks + 1) if alike else (week,)
        listed = tuple(
            OwnDay(weekday(day), *told, tuple(sorted(date for each in weeks for date in days[each, day])))
            for day, told in week_days.items()
        )
        minutes = sum(duty.slot.credit for day in problem.post_days for duty in view.duties.get((person, week, day), ()))
        turns.append(OwnTurn(EVERY if alike else words.week(week), minutes, listed))
    kinds = Counter(duty.stand.kind for (who, _, _), duties in view.duties.items() if who == person for duty in duties)
    told_kinds = tuple(((POST_KINDS.get(kind, kind), POST_KINDS_EN.get(kind, kind)), number) for kind, number in kinds.most_common())
    return OwnWeek(
        person, words.person(person), words.role(person), tuple(turns), told_kinds, _load(desk, person),
        week_dates(problem, view.weeks) if not alike else "",
    )  # fmt: skip


def next_duty(desk: PaperContext, person: str, after: date) -> date | None:
    """First date after a date on which the adult has a duty; None where there is none."""
    dates = (
        day
        for each in duty_days(desk.problem, desk.view.weeks)
        if (person, each.week, each.weekday) in desk.view.duties
        for day in each.dates
        if day > after
    )
    return min(dates, default=None)


def own_day(desk: PaperContext, person: str, week: Week, day: Weekday) -> OwnDay:
    """Day of the template of an adult."""
    return OwnDay(weekday(day), *_day(desk, PlanWords(desk.problem, desk.view.weeks), person, week, day), ())


def _day(desk: PaperContext, words: PlanWords, person: str, week: Week, day: Weekday) -> tuple[Said, tuple[OwnDuty, ...]]:
    grants = [each for each in desk.plan.flex if each[:3] == (person, week, day)]
    flex: Said = ""
    if grants:
        flex = "、".join(FLEX.get(each.kind, each.kind) for each in grants), ", ".join(FLEX_EN.get(each.kind, each.kind) for each in grants)
    duties = sorted(desk.view.duties.get((person, week, day), ()), key=lambda duty: (duty.slot.start, duty.stand.post))
    return flex, tuple(_duty(desk, words, person, duty) for duty in duties)


def _duty(desk: PaperContext, words: PlanWords, person: str, duty: AssignedDuty) -> OwnDuty:
    stand = duty.stand
    others = [other for other in stand.of(EVERY_WEEK if EVERY_WEEK in stand.people else duty.week) if other != person]
    asked: dict[str, object] = {"person": person, "post": post_text(stand.post)}
    if stand.post.kind not in SECTION_KINDS:
        asked["week"] = duty.week
    return OwnDuty(
        span(duty.slot.start, duty.slot.end), stand.kind, words.post(stand.post), place_of_duty(desk, duty), words.people(others),
        json.dumps(asked, ensure_ascii=False),
    )  # fmt: skip


def _load(desk: PaperContext, person: str) -> OwnLoad:
    facts, staff = desk.report.facts, desk.problem.staff_of.get(person)
    busy = [minutes for minutes in facts.minutes.values() if minutes]
    load = facts.loads.get(person)
    return OwnLoad(
        facts.minutes.get(person, 0), facts.duty_days.get(person, 0), desk.view.weeks, int(median(busy)) if busy else 0,
        None if load is None else round(load / CENTI), staff.balance if staff else 0, staff.share if staff else 100,
    )  # fmt: skip
