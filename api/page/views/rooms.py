"""Rooms of a plan: uses by weekday, the week of one room to scale, and those that are free at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from api.files.language import Said, en, zh
from api.page.views.duties import DutyWords
from api.page.views.strip_chart import Bar, StripChart, StripRow, laned, strip_chart
from api.page.views.words import PlanWords, weekday
from solver.check.plan_index import PlanIndex, RoomUse
from solver.plan.plan import Post
from solver.problem.places import CLASSROOM, LATE_ROOM, Room
from solver.units import EVERY_WEEK, Minute, Weekday
from solver.words import span

TYPES: Mapping[str, Said] = {CLASSROOM: ("教室", "classroom"), LATE_ROOM: ("延时托管室", "extended care")}
"""Types of rooms that mean something to the rules; others are the school's own words."""
PAUSE: Minute = 20
"""Minutes between two uses that read alike and are told as one. Raising it joins uses over longer breaks."""


class UseLine(NamedTuple):
    """Use of a room. kind: of a post, or ``lesson``. why: question about its course as JSON, or nothing."""

    start: Minute
    end: Minute
    kind: str
    text: Said
    people: Said = ""
    pupils: int = 0
    why: str = ""

    @property
    def when(self) -> str:
        """``15:30–16:10``."""
        return span(self.start, self.end)


class RoomWeekRow(NamedTuple):
    """Room with its uses, one tuple a weekday."""

    id: str
    name: str
    type: Said
    zone: str
    capacity: int
    days: tuple[tuple[UseLine, ...], ...]

    @property
    def used(self) -> bool:
        """Whether the service uses the room at all."""
        return any(self.days)


class RoomAt(NamedTuple):
    """Room at a moment. use: what is there then, None where it is free. until: end of the use, or of the time for which it stays free;
    None: for the rest of the day."""

    id: str
    name: str
    type: Said
    zone: str
    capacity: int
    use: UseLine | None
    until: Minute | None


@dataclass(frozen=True, slots=True)
class RoomsView:
    """All rooms in the school's order."""

    rows: tuple[RoomWeekRow, ...]
    weekdays: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class RoomView:
    """Week of one room."""

    row: RoomWeekRow
    facts: tuple[Said, ...]
    weekdays: tuple[Said, ...]
    chart: StripChart | None


class RoomUses:
    """Uses of rooms by a plan and by regular lessons, in words. asked: whether the visitor may ask why about anything."""

    def __init__(self, words: PlanWords, view: PlanIndex, asked: bool = False) -> None:
        self.words = words
        self.asked = asked
        self.view = view
        self._duties = DutyWords(words, view)

    def rooms(self) -> RoomsView:
        """Every room with its uses by the service."""
        days = self.words.problem.post_days
        return RoomsView(tuple(map(self._row, self.words.problem.rooms)), tuple(weekday(day) for day in days))

    def room(self, ident: str) -> RoomView | None:
        """Week of a room, regular lessons included; None where there is no such room."""
        place = self.words.problem.room_of.get(ident)
        if place is None:
            return None
        days, row = self.words.problem.post_days, self._row(place)
        rows = [
            StripRow(f"d{day}", weekday(day), laned(
                Bar(use.start, use.end, use.kind, use.text, use.text, row.name, use.people, use.pupils)
                for use in (*self.uses(ident, day), *(lesson for lesson in self._lessons.get((ident, day), ()) if lesson.end > self._from))
            ))
            for day in days
        ]  # fmt: skip
        return RoomView(row, tuple(_facts(place)), tuple(weekday(day) for day in days), strip_chart(rows))

    def at(self, day: Weekday, minute: Minute) -> tuple[RoomAt, ...]:
        """Every room at a moment of a weekday: free ones first, then by zone."""
        found = []
        for place in self.words.problem.rooms:
            uses = sorted([*self.uses(place.id, day), *self._lessons.get((place.id, day), ())])
            now = next((use for use in uses if use.start <= minute < use.end), None)
            later = next((use.start for use in uses if use.start > minute), None)
            found.append(RoomAt(place.id, self.words.room(place.id), room_type(place), place.zone, place.capacity, now,
                                later if now is None else now.end))  # fmt: skip
        return tuple(sorted(found, key=lambda room: (room.use is not None, room.zone)))

    def uses(self, room: str, day: Weekday) -> list[UseLine]:
        """Uses of a room by the service on a weekday, by time."""
        return [self._use(day, use) for use in self.view.room_uses.get((room, day), ())]

    def _row(self, place: Room) -> RoomWeekRow:
        days = tuple(joined(self.uses(place.id, day)) for day in self.words.problem.post_days)
        return RoomWeekRow(place.id, self.words.room(place.id), room_type(place), place.zone, place.capacity, days)

    def _use(self, day: Weekday, use: RoomUse) -> UseLine:
        post = self._post(use, day)
        stand = self.view.stands.get((post.kind, post.weekday, post.subject, post.detail))
        people: Said = "" if stand is None else self._people(stand.people)
        if use.kind == "lead":
            name = self.words.section(post.subject, post.detail)
            why = json.dumps({"offering": post.subject}, ensure_ascii=False) if self.asked else ""
            return UseLine(use.start, use.end, use.kind, name, people, self._duties.pupils(post, day), why)
        text = self.words.post(post)
        if use.kind == "care":
            classes = self._duties.classes(post, day)
            text = f"托管 {classes}", f"care {classes}"
        return UseLine(use.start, use.end, use.kind, text, people, self._duties.pupils(post, day))

    def _post(self, use: RoomUse, day: Weekday) -> Post:
        """Post of the adults of a use."""
        if use.kind == "lead":
            offering, _, number = use.subject.rpartition("#")
            return Post("lead", 0, offering, int(number))
        if use.kind == "care":
            home = self.words.problem.class_of[use.subject]
            periods = self.words.problem.band_of_grade[home.grade].periods
            return Post("care", day, use.subject, next(number for number, each in enumerate(periods) if each.start == use.start))
        return Post(use.kind, day, use.subject, 0)

    def _people(self, people: Mapping[int, list[str]]) -> Said:
        """Adults of a post, with the week where weeks differ."""
        told = {week: self.words.people(found) for week, found in people.items() if found}
        if len(set(told.values())) <= 1 or EVERY_WEEK in told:
            return next(iter(told.values()), "")
        names = {week: self.words.week(week) for week in told}
        return (
            "；".join(f"{zh(name)} {told[week]}" for week, name in names.items()),
            "; ".join(f"{en(name)} {told[week]}" for week, name in names.items()),
        )

    @cached_property
    def _lessons(self) -> Mapping[tuple[str, Weekday], list[UseLine]]:
        """Room and weekday -> regular lessons, those of odd and even weeks alike."""
        found: dict[tuple[str, Weekday], list[UseLine]] = {}
        for lesson in self.words.problem.lessons:
            if lesson.room_id is not None:
                home = self.words.names.home(lesson.class_id) if lesson.class_id else ""
                text: Said = " ".join(part for part in (home, lesson.subject) if part) or ("正课", "lesson")
                who = self.words.person(lesson.staff_id) if lesson.staff_id else ""
                found.setdefault((lesson.room_id, lesson.weekday), []).append(UseLine(lesson.start, lesson.end, "lesson", text, who))
        for uses in found.values():
            uses.sort(key=lambda use: use[:2])
        return found

    @cached_property
    def _from(self) -> Minute:
        """Start of the earliest service: lessons that end before it stay out of the picture."""
        return min((window.start for window in self.words.problem.windows), default=0) - 60


def joined(uses: Sequence[UseLine]) -> tuple[UseLine, ...]:
    """Uses by time; those that read alike and follow each other are one."""
    found: list[UseLine] = []
    for use in uses:
        if found and found[-1][2:5] == use[2:5] and use.start - found[-1].end <= PAUSE:
            found[-1] = found[-1]._replace(end=use.end, pupils=max(found[-1].pupils, use.pupils))
        else:
            found.append(use)
    return tuple(found)


def room_type(place: Room) -> Said:
    """Type of a room in words."""
    return TYPES.get(place.type, place.type)


def _facts(place: Room) -> list[Said]:
    found: list[Said] = [(f"可容 {place.capacity} 人", f"holds {place.capacity}")]
    if place.zone:
        found.append((f"{place.zone}区", f"zone {place.zone}"))
    if place.travel:
        found.append((f"校外，路上 {place.travel} 分钟", f"off campus, {place.travel} min on the way"))
    if place.checked_to is not None:
        found.append((f"安全检查有效至 {place.checked_to}", f"safety check valid until {place.checked_to}"))
    found += [(f"{each.first} 至 {each.last} 停用", f"closed {each.first} to {each.last}") for each in place.closures]
    return found
