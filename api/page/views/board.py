"""Class grid of a plan: home classes × weekdays × periods with care and sections, and rooms × weekdays with sessions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from api.files.language import Said
from api.page.views.words import PlanWords, grade, tutoring, weekday
from solver.plan.plan import CareGroup, Plan, Post, Section, Session
from solver.policy.policy import Policy
from solver.policy.template import template_weeks
from solver.problem.bells import Interval
from solver.problem.problem import Problem
from solver.units import EVERY_WEEK, Weekday, clock


@dataclass(frozen=True, slots=True)
class SessionChip:
    """Session of a section. section: its id. start: clock time where it is not that of the period. room: empty in its own row. pupils:
    seated of the most that fit, empty where the reader may not know. own: the reader leads or assists. wrong: a violation names the
    section. locked: K07."""

    section: str
    weekday: Weekday
    name: str
    start: str
    room: str
    adults: str
    pupils: str
    own: bool
    wrong: bool
    locked: bool


@dataclass(frozen=True, slots=True)
class GradeCell:
    """Sessions of a grade in a period of a weekday, and the kind of tutoring. there: whether the grade has the period."""

    there: bool
    tutoring: Said
    chips: tuple[SessionChip, ...]
    first: bool


class AwayCount(NamedTuple):
    """Pupils of a class in a section."""

    section: str
    name: str
    pupils: int


@dataclass(frozen=True, slots=True)
class ClassCell:
    """Care of a class in a period of a weekday. adults: by week where weeks differ. guest_of: class that looks after it, empty = itself.
    alone: nobody stands there. own: the reader does. away: pupils in sections. first: of its weekday."""

    there: bool
    care: bool
    adults: Said
    guest_of: Said
    alone: bool
    own: bool
    away: tuple[AwayCount, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class ClassRow:
    """Home class. wrong: a violation names it. locked: some of its care (K07)."""

    id: str
    name: Said
    wrong: bool
    locked: bool
    cells: tuple[ClassCell, ...]


@dataclass(frozen=True, slots=True)
class GradeRows:
    """Grade with its classes. leaves: dismissal in words. periods: clock times."""

    grade: int
    name: Said
    leaves: str
    periods: tuple[str, ...]
    locked: bool
    cells: tuple[GradeCell, ...]
    classes: tuple[ClassRow, ...]


@dataclass(frozen=True, slots=True)
class RoomRow:
    """Room for sections, with its sessions by weekday."""

    id: str
    name: str
    capacity: int
    cells: tuple[tuple[SessionChip, ...], ...]


@dataclass(frozen=True, slots=True)
class BoardView:
    """days: weekdays with their names. periods: the most that a grade has. seats: whether the reader knows who sits where."""

    days: tuple[tuple[Weekday, Said], ...]
    periods: int
    grades: tuple[GradeRows, ...]
    rooms: tuple[RoomRow, ...]
    seats: bool


def board_view(
    problem: Problem, policy: Policy, plan: Plan, *, seats: bool, own: str | None = None,
    wrong: Collection[str] = (), locks: Sequence[Mapping[str, object]] = (),
) -> BoardView:  # fmt: skip
    """Class grid and rooms of a plan. seats: whether the reader may count pupils. own: the reader's person id. wrong: ids that
    violations name. locks: of the revision, as it stores them."""
    drawing = _Drawing(problem, policy, plan, seats=seats, own=own, wrong=wrong, locks=locks)
    days = tuple((day, weekday(day)) for day in problem.weekdays)
    periods = max((len(window.periods) for window in problem.windows), default=0)
    grades = tuple(drawing.grade(number, periods) for number in sorted(problem.window_of))
    return BoardView(days, periods, grades, drawing.rooms(), seats)


class _Drawing:
    """Indices of one plan."""

    def __init__(
        self, problem: Problem, policy: Policy, plan: Plan, *, seats: bool, own: str | None, wrong: Collection[str],
        locks: Sequence[Mapping[str, object]],
    ) -> None:  # fmt: skip
        self.problem, self.plan, self.seats, self.own = problem, plan, seats, own
        self.words = PlanWords(problem, template_weeks(problem, policy))
        self.wrong = frozenset(wrong)
        self.locked_sections = {f"{each['offering']}#{each['number']}" for each in locks if each["what"] == "meetings"}
        self.locked_care = {each["home"] for each in locks if each["what"] == "care"}
        self.locked_grades = {each["grade"] for each in locks if each["what"] == "dismissals"}
        self.standing: dict[tuple[Post, int], list[str]] = defaultdict(list)
        for item in plan.assignments:
            self.standing[item.post, item.week].append(item.person)
        self.seated: dict[str, Counter[str]] = defaultdict(Counter)
        for seat in plan.seats:
            pupil = problem.pupil_of.get(seat.pupil)
            if pupil is not None:
                self.seated[f"{seat.offering}#{seat.number}"][pupil.class_id] += 1
        self.groups = {(g.weekday, g.period, home): g for g in plan.care_groups for home in g.classes}
        self.tutored = {(t.grade, t.weekday, t.period): t.kind for t in plan.tutoring}
        self.dismissals = {d.grade: d for d in plan.dismissals}
        self.grade_of = {home.id: home.grade for home in problem.classes}

    def grade(self, number: int, periods: int) -> GradeRows:
        window, problem = self.problem.window_of[number], self.problem
        placed: dict[tuple[Weekday, int], list[tuple[Section, Session]]] = defaultdict(list)
        for section in self.plan.sections:
            if number in self._grades(section):
                for session in section.sessions:
                    placed[session.weekday, period_of(window.periods, session.start, self._minutes(section))].append((section, session))
        cells = tuple(
            GradeCell(
                index < len(window.periods),
                tutoring(self.tutored[number, day, index]) if (number, day, index) in self.tutored else "",
                tuple(self._chip(section, session, window.periods[index].start) for section, session in placed[day, index]),
                index == 0,
            )
            for day in problem.weekdays
            for index in range(periods)
        )
        leaving = self.dismissals.get(number)
        return GradeRows(
            number, grade(number), "" if leaving is None else f"{clock(leaving.minute)} {self.words.gate(leaving.gate)}",
            tuple(f"{clock(each.start)}–{clock(each.end)}" for each in window.periods), number in self.locked_grades, cells,
            tuple(self._class(home.id, placed, periods) for home in problem.classes if home.grade == number),
        )  # fmt: skip

    def _class(self, home: str, placed: Mapping[tuple[Weekday, int], list[tuple[Section, Session]]], periods: int) -> ClassRow:
        own_periods = len(self.problem.window_of[self.grade_of[home]].periods)
        cells = tuple(
            self._cell(home, day, index, placed.get((day, index), ()), there=index < own_periods)
            for day in self.problem.weekdays
            for index in range(periods)
        )
        return ClassRow(home, self.words.home(home), home in self.wrong, home in self.locked_care, cells)

    def _cell(
        self, home: str, day: Weekday, index: int, placed: Iterable[tuple[Section, Session]], *, there: bool
    ) -> ClassCell:
        away = tuple(
            AwayCount(section.id, self.words.section(section.offering, section.number), self.seated[section.id][home])
            for section, _ in placed
            if self.seated[section.id][home]
        )
        group = self.groups.get((day, index, home))
        if group is None:
            return ClassCell(there, False, "", "", False, False, away, index == 0)
        if group.host != home:
            return ClassCell(there, True, "", self.words.home(group.host), False, False, away, index == 0)
        names, people = self._care(group)
        return ClassCell(there, True, names, "", not people, self.own in people, away, index == 0)

    def _care(self, group: CareGroup) -> tuple[Said, frozenset[str]]:
        """Names of those who look after a group, by week where weeks differ, and their ids."""
        post = Post("care", group.weekday, group.host, group.period)
        weeks = [tuple(self.standing.get((post, week), ())) for week in range(1, self.words.weeks + 1)]
        if len(set(weeks)) == 1:
            return self.words.people(weeks[0]), frozenset(weeks[0])
        return " / ".join(self.words.people(each) or "—" for each in weeks), frozenset(who for each in weeks for who in each)

    def rooms(self) -> tuple[RoomRow, ...]:
        """Rooms that have a session, then others of the types that courses ask for, each as the school lists them."""
        held: dict[tuple[str, Weekday], list[tuple[Section, Session]]] = defaultdict(list)
        for section in self.plan.sections:
            for session in section.sessions:
                held[session.room, session.weekday].append((section, session))
        types = {offering.room_type for offering in self.problem.offerings}
        used = {room for room, _ in held}
        return tuple(
            RoomRow(
                room.id, self.words.room(room.id), room.capacity,
                tuple(
                    tuple(self._chip(*each, None) for each in sorted(held[room.id, day], key=lambda each: each[1].start))
                    for day in self.problem.weekdays
                ),
            )
            for room in sorted(self.problem.rooms, key=lambda room: room.id not in used)
            if room.type in types or room.id in used
        )  # fmt: skip

    def _chip(self, section: Section, session: Session, period: int | None) -> SessionChip:
        lead, assist = (self.standing.get((Post(kind, 0, section.offering, section.number), EVERY_WEEK), ()) for kind in ("lead", "assist"))
        offering = self.problem.offering_of.get(section.offering)
        many = sum(self.seated[section.id].values())
        return SessionChip(
            section.id, session.weekday, self.words.section(section.offering, section.number),
            "" if session.start == period else clock(session.start), "" if period is None else self.words.room(session.room),
            self.words.people((*lead, *assist)),
            (f"{many}/{offering.maximum}" if offering else str(many)) if self.seats else "",
            self.own is not None and self.own in (*lead, *assist),
            section.id in self.wrong, section.id in self.locked_sections,
        )  # fmt: skip

    def _grades(self, section: Section) -> frozenset[int]:
        """Grades of those who sit in a section; those whom its course is for where nobody does, or the reader may not know."""
        if self.seats and self.seated[section.id]:
            return frozenset(self.grade_of[home] for home in self.seated[section.id])
        offering = self.problem.offering_of.get(section.offering)
        return frozenset(() if offering is None else offering.grades)

    def _minutes(self, section: Section) -> int:
        offering = self.problem.offering_of.get(section.offering)
        return 0 if offering is None else offering.minutes


def period_of(periods: Sequence[Interval], start: int, minutes: int) -> int:
    """Index of the period with the longest part of a session; the nearest one where it is outside of all."""

    def nearness(index: int) -> tuple[int, int, int]:
        period = periods[index]
        common = min(period.end, start + minutes) - max(period.start, start)
        return -max(0, common), abs(period.start - start), index

    return min(range(len(periods)), key=nearness, default=0)
