"""Own page of a teacher or class teacher: a chosen date, the own week and load, and the pupils of own classes on that date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.access.principal import Principal
from api.access.role import Role
from api.files.language import Said
from api.files.papers.day_strips import no_service
from api.files.papers.day_words import DayWords
from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.page.views.class_day import ClassDay, class_day, known_homes
from api.page.views.own_week import OwnDay, OwnWeek, next_duty, own_day, own_week
from api.page.views.words import PlanWords, weekday
from solver.calendar.duty_days import DutyDay, ServiceDay, days_in_order
from solver.check.replay.day import replay_index


@dataclass(frozen=True, slots=True)
class DateChoice:
    """Date that is shown. note: why it has no service, "" where it has. day: own duties, None without a person or service.
    before, after: neighbouring dates of service; coming: next date of an own duty after this one; each ISO, "" without.
    first, last: ends of the dates on which the plan stands."""

    iso: str
    title: Said
    note: Said
    day: OwnDay | None
    before: str
    after: str
    coming: str
    coming_title: Said
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Mine:
    """week: None for who is no adult of the term. person: of the key or member, "" without. strange: classes of the key that the term
    has not."""

    school: str
    term: str
    plan_id: str
    person: str
    week: OwnWeek | None
    chosen: DateChoice
    classes: tuple[ClassDay, ...]
    strange: tuple[str, ...]


def mine(principal: Principal, plan_id: str, bundle: PlanBundle, standing: PlanBundle, day: date | None) -> Mine:
    """Own page. bundle: the plan in force, standing: the one that stands on the date, both as the principal may see them. day: None = the
    first date with an own duty, or else with service."""
    desk, person = PaperContext(bundle), principal.person or ""
    shown = desk if standing is bundle else PaperContext(standing)
    if day is None:
        first = next_duty(shown, person, date.min)
        day = first or next((each for each, _ in days_in_order(shown.problem, shown.view.weeks)), shown.problem.term.first)
    chosen = _chosen(shown, person, day)
    classes, strange = _classes(principal, bundle, standing, day)
    return Mine(
        bundle.problem.school, bundle.problem.term.name, plan_id, person, own_week(desk, person), chosen, classes, strange
    )  # fmt: skip


def _chosen(desk: PaperContext, person: str, day: date) -> DateChoice:
    dated = list(days_in_order(desk.problem, desk.view.weeks))
    found = dict(dated)
    words = PlanWords(desk.problem, desk.view.weeks)
    before = max((each for each, _ in dated if each < day), default=None)
    after = min((each for each, _ in dated if each > day), default=None)
    coming = next_duty(desk, person, day)
    here = found.get(day)
    known = person in desk.problem.staff_of or person in desk.problem.outside_of
    planned = desk.problem.term.planned
    return DateChoice(
        day.isoformat(), date_title(words, day, here), "" if here else no_service(desk.problem.term, day),
        own_day(desk, person, here.week, here.weekday) if here and known else None,
        _iso(before), _iso(after), _iso(coming), "" if coming is None else date_title(words, coming, found.get(coming)),
        planned.first.isoformat(), planned.last.isoformat(),
    )  # fmt: skip


def date_title(words: PlanWords, day: date, here: DutyDay | None) -> Said:
    """``10月14日 周三``; a make-up day names the weekday that it follows, a week its turn where weeks take turns."""
    zh, en = f"{day.month}月{day.day}日 {_zh(weekday(day.isoweekday()))}", f"{day:%d %b} {_en(weekday(day.isoweekday()))}"
    if here is not None and here.weekday != day.isoweekday():
        zh, en = f"{zh}（按{_zh(weekday(here.weekday))}）", f"{en} (as {_en(weekday(here.weekday))})"
    if here is not None and words.weeks > 1:
        zh, en = f"{zh} · {_zh(words.week(here.week))}", f"{en} · {_en(words.week(here.week))}"
    return zh, en


def _classes(principal: Principal, bundle: PlanBundle, standing: PlanBundle, day: date) -> tuple[tuple[ClassDay, ...], tuple[str, ...]]:
    """Own classes on a date; none for other roles."""
    if principal.role is not Role.CLASS_TEACHER:
        return (), ()
    whole = PaperContext(standing.whole or standing)
    words = PlanWords(whole.problem, whole.view.weeks)
    homes, strange = known_homes(words, principal.classes)
    here = dict(days_in_order(whole.problem, whole.view.weeks)).get(day) if homes else None
    replayed = None
    if here is not None:
        replayed = DayWords(whole, ServiceDay(day, here.weekday, here.week), replay_index(whole.view, here.weekday, here.week))
    unmet = bundle.wishes.unmet
    return tuple(class_day(replayed, words, home, unmet) for home in homes), strange


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _zh(text: Said) -> str:
    return text if isinstance(text, str) else text[0]


def _en(text: Said) -> str:
    return text if isinstance(text, str) else text[1]
