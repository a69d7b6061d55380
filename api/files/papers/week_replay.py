"""A week of a plan, replayed day by day, in words: where each pupil is and what each room holds, weeks of the template together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from api.files.content.names import by_week
from api.files.papers.day_words import DOINGS, DayWords, Strip
from api.files.papers.paper_context import PaperContext
from solver.calendar.duty_days import ServiceDay
from solver.check.replay.day import replay_index
from solver.check.replay.stretch import BREAK, LEAVE
from solver.units import Minute, Weekday, clock
from solver.words import span

WAITING = "候放学"
"""Beginning of the name of the stretch between the last activity and the way out."""


class PupilStay(NamedTuple):
    """A stretch of every week: minutes, activity, place, adults (a line a week where weeks differ), number of pupils or 0."""

    start: Minute
    end: Minute
    doing: str
    place: str
    people: str
    pupils: int

    @property
    def words(self) -> str:
        """``15:30–16:10 足球 操场 周教练``; adults of different weeks on lines of their own."""
        people = self.people if "\n" not in self.people else f"\n{self.people}"
        return " ".join(part for part in (span(self.start, self.end), self.doing, self.place, people) if part and part != "—")


class WayOut(NamedTuple):
    """The way out of a pupil: minute, gate by its name, whether extended care comes before it."""

    minute: Minute
    gate: str
    late: bool

    @property
    def words(self) -> str:
        """``17:30 北门``."""
        return f"{clock(self.minute)} {self.gate}".strip()


class WeekReplay:
    """Replays of all days of a plan's template, each made when it is first asked for."""

    def __init__(self, desk: PaperContext) -> None:
        self._desk = desk
        self._days: dict[tuple[int, Weekday], DayWords] = {}

    def _day(self, week: int, weekday: Weekday) -> DayWords:
        if (week, weekday) not in self._days:
            each = ServiceDay(self._desk.problem.term.first, weekday, week)
            self._days[week, weekday] = DayWords(self._desk, each, replay_index(self._desk.view, weekday, week))
        return self._days[week, weekday]

    def _weeks(self, weekday: Weekday) -> list[DayWords]:
        return [self._day(week, weekday) for week in range(1, self._desk.view.weeks + 1)]

    def pupil(self, ident: str, weekday: Weekday) -> tuple[list[PupilStay], WayOut | None]:
        """Stays of a pupil on a weekday, breaks and waiting left out, and the way out; nothing on a day without service."""
        return pupil_stays(self._desk, self._weeks(weekday), ident)

    def room(self, room: str, weekday: Weekday) -> list[PupilStay]:
        """Uses of a room by pupils on a weekday."""
        found = [[line for line in day.room_lines(room) if line.pupils] for day in self._weeks(weekday)]
        return [stay for stay in _together(found) if stay.doing != DOINGS[BREAK]]


def pupil_stays(desk: PaperContext, days: Sequence[DayWords], ident: str) -> tuple[list[PupilStay], WayOut | None]:
    """Stays of a pupil on days of the template that run on one weekday, and the way out; nothing where the pupil is not there. days: at
    least one."""
    day = days[0].found.pupils.get(ident)
    if day is None:
        return [], None
    stays = _together([found.pupil_lines(ident) for found in days])
    out = next((stretch for stretch in day.stretches if stretch.doing == LEAVE), None)
    late = [stretch for stretch in day.stretches if stretch.group is not None and stretch.group.kind == "late"]
    until = desk.problem.pupil_of[ident].late_until
    leaving: WayOut | None
    if late and until is not None:
        leaving = WayOut(until, "家长来接", late=True)
    else:
        leaving = None if out is None else WayOut(out.start, days[0].place(out), late=False)
    kept = [stay for stay in stays if not stay.doing.startswith((WAITING, "离校")) and stay.doing != DOINGS[BREAK]]
    return _joined(kept), leaving


CARE = "托管 "
"""Beginning of the name of a care group, before its classes."""


def _joined(stays: Sequence[PupilStay]) -> list[PupilStay]:
    """Stays one after the other with the same activity, place and adults as one; of care the classes are left out."""
    found: list[PupilStay] = []
    for stay in stays:
        named = stay._replace(doing=CARE.strip()) if stay.doing.startswith(CARE) else stay
        if found and found[-1][2:5] == named[2:5]:
            found[-1] = found[-1]._replace(end=named.end)
        else:
            found.append(named)
    return found


def _together(weeks: Sequence[Sequence[Strip]]) -> list[PupilStay]:
    """The same lines of every week as one; lines that are there in some weeks alone stay as they are."""
    return list(_stays(weeks))


def _stays(weeks: Sequence[Sequence[Strip]]) -> Iterator[PupilStay]:
    number = len(weeks)
    seen: dict[tuple[Minute, Minute, str, str], list[str]] = {}
    pupils: dict[tuple[Minute, Minute, str, str], int] = {}
    for index, lines in enumerate(weeks):
        for line in lines:
            key = (line.start, line.end, line.doing, line.place)
            seen.setdefault(key, [""] * number)[index] = line.people
            pupils[key] = max(pupils.get(key, 0), line.pupils)
    for (start, end, doing, place), people in sorted(seen.items()):
        yield PupilStay(start, end, doing, place, by_week(people, number), pupils[start, end, doing, place])
