"""Adults of a plan: all of them as a list, and the week of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from api.files.language import Said
from api.page.views.duties import DutyLine, DutyWords
from api.page.views.loads import LoadRow
from api.page.views.strip_chart import Bar, StripChart, StripRow, laned, strip_chart
from api.page.views.words import PlanWords, weekday
from solver.check.plan_index import PlanIndex
from solver.plan.plan import Flex
from solver.problem.people import Outside, Staff
from solver.units import Week, Weekday
from solver.words import span

FLEX_WORDS: Mapping[str, Said] = {"late_start": ("晚到校", "late start"), "early_leave": ("早离校", "early leave")}


class AdultRow(NamedTuple):
    """Adult in the list. days: one a weekday, in which weeks of the template there is a duty. load: balanced minutes, None where they
    are not told."""

    id: str
    name: str
    role: Said
    days: tuple[Said, ...]
    minutes: int
    duty_days: int
    load: float | None


@dataclass(frozen=True, slots=True)
class AdultsView:
    """weekdays: headings. high: largest number of minutes."""

    rows: tuple[AdultRow, ...]
    weekdays: tuple[Said, ...]
    high: int
    weeks: int


class AdultDay(NamedTuple):
    """Day of an adult's week. minutes: credited. flex: grant on that day, or nothing."""

    weekday: Said
    lines: tuple[DutyLine, ...]
    minutes: int
    flex: Said


class AdultWeek(NamedTuple):
    """Week of the template as an adult has it; one for all weeks that are alike."""

    name: Said
    days: tuple[AdultDay, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class AdultView:
    """One adult. facts: what the school knows of the person. load: caps and load."""

    id: str
    name: str
    role: Said
    facts: tuple[Said, ...]
    load: LoadRow | None
    weeks: tuple[AdultWeek, ...]
    chart: StripChart | None
    minutes: int
    duty_days: int


def adults_view(words: PlanWords, view: PlanIndex, loads: Mapping[str, int]) -> AdultsView:
    """All adults, own staff first. loads: person -> load in 1/100 minute, of those of whom the visitor may be told."""
    held: dict[tuple[str, Weekday], list[Week]] = {}
    for person, week, day in view.duties:
        held.setdefault((person, day), []).append(week)
    rows = tuple(
        AdultRow(person, words.person(person), words.role(person),
                 tuple(_weeks(words, held.get((person, day), [])) for day in words.problem.post_days),
                 view.minutes.get(person, 0), view.duty_days.get(person, 0), loads[person] / 100 if person in loads else None)
        for person in (*words.problem.staff_of, *words.problem.outside_of)
    )  # fmt: skip
    high = max((row.minutes for row in rows), default=0)
    return AdultsView(rows, tuple(weekday(day) for day in words.problem.post_days), high, view.weeks)


def _weeks(words: PlanWords, weeks: list[Week]) -> Said:
    """In which weeks: ``每周``, ``单周``, or the numbers."""
    if not weeks:
        return ""
    if len(set(weeks)) == words.weeks:
        return ("✓", "✓")
    return words.week(weeks[0]) if len(set(weeks)) == 1 else ("、".join(map(str, sorted(set(weeks)))) + "周", f"weeks {weeks}")


def adult_view(words: PlanWords, view: PlanIndex, person: str, load: LoadRow | None, flex: tuple[Flex, ...], ask: bool) -> AdultView:
    """Week of an adult. flex: grants that the visitor may see. ask: whether the visitor may ask why about the person."""
    duties, granted = DutyWords(words, view), {(item.week, item.weekday): item.kind for item in flex if item.person == person}
    weeks: dict[tuple[AdultDay, ...], list[Week]] = {}
    plain: dict[tuple[AdultDay, ...], tuple[AdultDay, ...]] = {}
    for week in range(1, view.weeks + 1):
        days = tuple(
            AdultDay(weekday(day), duties.day(person, week, day, ask),
                     sum(duty.slot.credit for duty in view.duties.get((person, week, day), ())),
                     FLEX_WORDS.get(granted.get((week, day), ""), granted.get((week, day), "")))
            for day in words.problem.post_days
        )  # fmt: skip
        key = tuple(day._replace(lines=tuple(line._replace(why="") for line in day.lines)) for day in days)
        weeks.setdefault(key, []).append(week)
        plain.setdefault(key, days)
    found = tuple(AdultWeek(_name(words, numbers), plain[key], sum(day.minutes for day in key)) for key, numbers in weeks.items())
    return AdultView(person, words.person(person), words.role(person), _facts(words, person), load, found, _chart(found),
                     view.minutes.get(person, 0), view.duty_days.get(person, 0))  # fmt: skip


def _name(words: PlanWords, numbers: list[Week]) -> Said:
    if len(numbers) == words.weeks:
        return ("每周", "every week")
    if len(numbers) == 1:
        return words.week(numbers[0])
    listed = "、".join(map(str, numbers))
    return f"第{listed}周", f"weeks {listed}"


def _chart(weeks: tuple[AdultWeek, ...]) -> StripChart | None:
    """Days of all weeks as rows, with the name of the week where there are several."""
    rows: list[StripRow] = []
    for week in weeks:
        for number, day in enumerate(week.days):
            bars = laned(
                Bar(line.start, line.end, line.kind, line.post, line.post, line.place, line.others, line.pupils) for line in day.lines
            )
            rows.append(StripRow(f"{len(rows)}-{number}", day.weekday, bars, note=week.name if len(weeks) > 1 else ""))
    return strip_chart(rows)


def _facts(words: PlanWords, person: str) -> tuple[Said, ...]:
    """Facts of a person on which duties depend, as the school gave them; reasons for care are left out (D05)."""
    staff, guest = words.problem.staff_of.get(person), words.problem.outside_of.get(person)
    if staff is not None:
        return tuple(_staff_facts(words, staff))
    return () if guest is None else tuple(_guest_facts(guest))


def _staff_facts(words: PlanWords, staff: Staff) -> list[Said]:
    found: list[Said] = []
    if staff.homeroom:
        home = words.home(staff.homeroom)
        zh, en = (home, home) if isinstance(home, str) else home
        found.append((f"{zh}班主任" if zh.endswith("班") else f"{zh} 班主任", f"class teacher of {en}"))
    if staff.subjects:
        listed = "、".join(staff.subjects)
        found.append((f"任教 {listed}", f"teaches {listed}"))
    if staff.skills:
        listed = "、".join(skill.name for skill in staff.skills)
        found.append((f"会带 {listed}", f"can lead {listed}"))
    if not staff.takes_part:
        found.append(("不参加课后服务", "does not take part in the service"))
    if staff.share != 100:
        found.append((f"工作量 {staff.share}%", f"{staff.share}% of a full load"))
    for busy in staff.unavailable:
        on = weekday(busy.weekday)
        when = span(busy.start, busy.end)
        found.append((f"{on[0]} {when} 不能排", f"cannot be had {on[1]} {when}"))
    return found


def _guest_facts(guest: Outside) -> list[Said]:
    found: list[Said] = []
    if guest.organisation:
        found.append(guest.organisation)
    days = [weekday(day) for day in guest.weekdays]
    found.append(("能来 " + "、".join(day[0] for day in days), "comes on " + ", ".join(day[1] for day in days)))
    if guest.skills:
        listed = "、".join(skill.name for skill in guest.skills)
        found.append((f"会带 {listed}", f"can lead {listed}"))
    return found
