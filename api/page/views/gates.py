"""Gates of a plan: waves of dismissal with lanes, classes, pupils by weekday and adults on duty (H03, H04)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from api.files.language import Said
from api.page.views.duties import question
from api.page.views.words import PlanWords, grades, weekday
from solver.check.plan_index import PlanIndex
from solver.check.required_posts import RequiredPost
from solver.papers.queue import Release, releases
from solver.units import Minute, Weekday, clock
from solver.words import span


class LaneClass(NamedTuple):
    """Class in a lane. start, end: seconds after the wave's minute. pupils: one a weekday. leaders: of its last care, one a weekday."""

    id: str
    name: str
    grade: int
    lane: int
    place: int
    start: int
    end: int
    pupils: tuple[int, ...]
    leaders: tuple[str, ...]


class GateAdult(NamedTuple):
    """Adult at a gate. why: question as JSON, or nothing."""

    id: str
    name: str
    week: Said
    why: str


class GateDay(NamedTuple):
    """Weekday of a wave. pupils: who leave, those in extended care aside. lacking: adults that lack in some week."""

    weekday: Said
    pupils: int
    adults: tuple[GateAdult, ...]
    lacking: int


@dataclass(frozen=True, slots=True)
class Wave:
    """Classes that leave by a gate at a minute. seconds: until the last class is through. room: seconds until the escort ends. why:
    question about each grade as JSON, or nothing. needed: adults that stand at the gate."""

    minute: Minute
    grades: Said
    why: tuple[tuple[Said, str], ...]
    lanes: tuple[tuple[LaneClass, ...], ...]
    days: tuple[GateDay, ...]
    seconds: int
    room: int
    needed: int

    @property
    def time(self) -> str:
        """``16:40``."""
        return clock(self.minute)

    @property
    def classes(self) -> tuple[LaneClass, ...]:
        """Classes of all lanes, in the order in which they leave."""
        return tuple(sorted((each for lane in self.lanes for each in lane), key=lambda each: (each.place, each.lane)))


@dataclass(frozen=True, slots=True)
class GateView:
    """Gate. standing: adults at one wave. passing: seconds that a class needs in a lane."""

    id: str
    name: str
    lanes: int
    passing: int
    standing: int
    waves: tuple[Wave, ...]


@dataclass(frozen=True, slots=True)
class GatesView:
    """Gates in the school's order, those without a wave too. late: weekday -> extended care, for those who leave later."""

    gates: tuple[GateView, ...]
    weekdays: tuple[Said, ...]
    escort: int
    late: tuple[tuple[Said, str, int], ...]


def gates_view(words: PlanWords, view: PlanIndex, asked: bool, person: str = "") -> GatesView:
    """Gates of a plan. asked: whether the visitor may ask why about anything; person: else the one about whom they may."""
    days = words.problem.weekdays
    reader = _Gates(words, view, asked, person)
    late = tuple(
        (weekday(day), span(each.start, each.end), view.demand.late.get(day, 0))
        for day, each in sorted(view.late_spans.items())
    )
    return GatesView(tuple(map(reader.gate, words.problem.gate_of)), tuple(map(weekday, days)), view.escort, late)


class _Gates:
    """Waves of one plan."""

    def __init__(self, words: PlanWords, view: PlanIndex, asked: bool, person: str) -> None:
        self.words, self.view, self.asked, self.person = words, view, asked, person

    def gate(self, ident: str) -> GateView:
        gate = self.words.problem.gate_of[ident]
        minutes = [minute for through, minute in self.view.waves if through == ident]
        waves = tuple(self._wave(ident, minute) for minute in minutes)
        return GateView(ident, self.words.gate(ident), gate.lanes, gate.seconds_per_class, gate.staff, waves)

    def _wave(self, gate: str, minute: Minute) -> Wave:
        held = self.view.waves[gate, minute]
        queue = [each for each in self._releases if (each.gate, each.minute) == (gate, minute)]
        lanes = tuple(
            tuple(self._class(each) for each in queue if each.lane == lane)
            for lane in range(1, self.words.problem.gate_of[gate].lanes + 1)
        )  # fmt: skip
        classes = [each.class_id for each in queue]
        days = tuple(self._day(gate, minute, day, classes) for day in self.words.problem.weekdays)
        why = tuple((grades((grade,)), json.dumps({"grade": grade}) if self.asked else "") for grade in held)
        last = max((each.end for each in queue), default=minute * 60) - minute * 60
        return Wave(minute, grades(held), why, lanes, days, last, self.view.escort * 60, self.words.problem.gate_of[gate].staff)

    def _class(self, each: Release) -> LaneClass:
        days = self.words.problem.weekdays
        begins = each.minute * 60
        return LaneClass(
            each.class_id, self.words.names.home(each.class_id), each.grade, each.lane, each.place, each.start - begins, each.end - begins,
            tuple(self._leaving.get((each.class_id, day), 0) for day in days),
            tuple(self._leader(each.class_id, day) for day in days),
        )  # fmt: skip

    def _leader(self, home: str, day: Weekday) -> str:
        """Adults of the last care of a class, each once."""
        stand = self._last.get((home, day))
        found = [] if stand is None else [person for week in range(1, self.view.weeks + 1) for person in stand.of(week)]
        return self.words.people(dict.fromkeys(found))

    def _day(self, gate: str, minute: Minute, day: Weekday, classes: list[str]) -> GateDay:
        stand = self.view.stands.get(("gate", day, gate, minute))
        pupils = sum(self._leaving.get((home, day), 0) for home in classes)
        if stand is None:
            return GateDay(weekday(day), pupils, (), 0)
        weeks = range(1, self.view.weeks + 1)
        held: dict[str, list[int]] = {}
        for week in weeks:
            for person in stand.of(week):
                held.setdefault(person, []).append(week)
        adults = tuple(
            GateAdult(person, self.words.person(person), "" if len(found) == len(weeks) else self.words.week(found[0]),
                      question(person, stand.post, found[0]) if self.asked or person == self.person else "")
            for person, found in held.items()
        )  # fmt: skip
        return GateDay(weekday(day), pupils, adults, max(stand.headcount - len(stand.of(week)) for week in weeks))

    @cached_property
    def _releases(self) -> tuple[Release, ...]:
        return releases(self.view)

    @cached_property
    def _leaving(self) -> Mapping[tuple[str, Weekday], int]:
        """Class and weekday -> pupils who attend and leave with their grade."""
        found: dict[tuple[str, Weekday], int] = {}
        for home, pupils in self.view.demand.members.items():
            for pupil in pupils:
                for day in pupil.weekdays if pupil.late_until is None else ():
                    found[home, day] = found.get((home, day), 0) + 1
        return found

    @cached_property
    def _last(self) -> Mapping[tuple[str, Weekday], RequiredPost]:
        """Class and weekday -> the care post of its last period."""
        problem, found = self.words.problem, {}
        for group in self.view.kept.groups:
            for home in group.classes:
                if group.period == len(problem.window_of[problem.class_of[home].grade].periods) - 1:
                    found[home, group.weekday] = self.view.stands["care", group.weekday, group.host, group.period]
        return found
