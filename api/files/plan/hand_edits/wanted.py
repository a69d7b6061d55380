"""Changed parts of printed cells -> edits of the plan, each with its cell; and faults of those that cannot be meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from api.files.content.shown_part import GATE, MINUTE, PEOPLE, ROOM, SEAT, TIME
from api.files.labels import WEEKDAY_SIGNS
from api.files.plan.hand_edits.called import NotUnderstoodError, Vocabulary, vocabulary
from api.files.plan.hand_edits.changed import ChangedPart
from solver.errors import Fault
from solver.plan.edit import Edit, MoveDismissal, MoveSeat, MoveSession, ReplaceAdult
from solver.plan.plan import Plan, Post
from solver.problem.problem import Problem
from solver.units import EVERY_WEEK, Week, clock

_TIME = re.compile(r"(?:(?:周|星期|礼拜)?(?P<day>[一二三四五六日天])|(?:周|星期|礼拜)(?P<number>[1-7]))?\s*"
                   r"(?P<h>\d{1,2})[:点时](?P<m>\d{2})(?::00)?分?"
                   r"(?:\s*[-–—~至到]\s*(?P<eh>\d{1,2})[:点时](?P<em>\d{2})分?)?")  # fmt: skip


@dataclass(frozen=True, slots=True)
class WantedEdit:
    """An edit of the plan, and the cell that asks for it, as ``值日表!D4``."""

    edit: Edit
    place: str


def wanted_edits(
    problem: Problem, plan: Plan, parts: Sequence[ChangedPart], pupils: Mapping[str, str]
) -> tuple[tuple[WantedEdit, ...], tuple[Fault, ...]]:
    """Edits that the parts ask for: adults, sessions, seats, dismissal; and a fault for each part that cannot be meant.

    pupils: pupil id -> name as printed, of those who were printed by name.
    """
    found = _Wanted(problem, plan, vocabulary(problem, pupils))
    for part in parts:
        try:
            found.read(part)
        except NotUnderstoodError as error:
            found.faults.append(Fault((part.place,), part.found, error.zh, error.en, error.hint_zh, error.hint_en))
    return tuple(found.edits()), tuple(found.faults)


@dataclass
class _Wanted:
    """Wishes so far, by what they are about; the second of two that disagree is not understood."""

    problem: Problem
    plan: Plan
    words: Vocabulary
    adults: dict[tuple[Post, Week], tuple[tuple[str, ...], str]] = field(default_factory=dict)
    sessions: dict[tuple[str, int], dict[str, tuple[Any, str]]] = field(default_factory=dict)
    dismissals: dict[int, dict[str, tuple[Any, str]]] = field(default_factory=dict)
    seats: Counter[tuple[str, str]] = field(default_factory=Counter)
    seat_places: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def read(self, changed: ChangedPart) -> None:
        """Note what a part asks for. Raises NotUnderstoodError."""
        readers: Mapping[str, Callable[[ChangedPart], None]] = {
            PEOPLE: self._people, ROOM: self._room, TIME: self._time, SEAT: self._seat, GATE: self._gate, MINUTE: self._minute,
        }  # fmt: skip
        reader = readers.get(changed.part.kind)
        if reader is not None:
            reader(changed)

    def edits(self) -> Iterator[WantedEdit]:
        """The edits, in an order in which each can be applied."""
        standing: dict[tuple[Post, Week], list[str]] = {}
        for item in self.plan.assignments:
            standing.setdefault((item.post, item.week), []).append(item.person)
        for (post, week), (people, place) in self.adults.items():
            now = standing.get((post, week), [])
            gone, come = [who for who in now if who not in people], [who for who in people if who not in now]
            for old, new in zip_longest(gone, come):
                yield WantedEdit(ReplaceAdult(post, week, old, new), place)
        for (section, weekday), to in self.sessions.items():
            day, start = to.get("time", ((None, None), ""))[0]
            place = next(place for _, place in to.values())
            yield WantedEdit(MoveSession(section, weekday, day, start, to.get("room", (None, ""))[0]), place)
        yield from self._reseated()
        for grade, to in self.dismissals.items():
            old = next(item for item in self.plan.dismissals if item.grade == grade)
            place = next(place for _, place in to.values())
            yield WantedEdit(MoveDismissal(grade, to.get("minute", (old.minute, ""))[0], to.get("gate", (None, ""))[0]), place)

    def _reseated(self) -> Iterator[WantedEdit]:
        pupils = dict.fromkeys(pupil for pupil, _ in self.seats)
        for pupil in pupils:
            left = [section for (who, section), net in self.seats.items() if who == pupil and net < 0]
            joined = [section for (who, section), net in self.seats.items() if who == pupil and net > 0]
            for old, new in zip_longest(left, joined):
                yield WantedEdit(MoveSeat(pupil, old, new), self.seat_places[pupil])

    def _people(self, changed: ChangedPart) -> None:
        kind, weekday, subject, detail, *weeks = changed.part.key
        people = self.words.people.ids_of(changed.found.removeprefix("看护"))
        post = Post(str(kind), int(weekday), str(subject), int(detail))
        for week in weeks or [EVERY_WEEK]:
            other = self.adults.get((post, int(week)))
            if other is not None and set(other[0]) != set(people):
                raise _disagrees(other[1])
            self.adults.setdefault((post, int(week)), (people, changed.place))

    def _room(self, changed: ChangedPart) -> None:
        offering, number, *weekdays = changed.part.key
        room = self.words.rooms.id_of(changed.found)
        for weekday in weekdays:
            _note(self.sessions.setdefault((f"{offering}#{number}", int(weekday)), {}), "room", room, changed.place)

    def _time(self, changed: ChangedPart) -> None:
        offering, number, weekday = changed.part.key
        day, start, end = _parsed(changed.found)
        minutes = self.problem.offering_of[str(offering)].minutes
        printed = _parsed(changed.part.text)[2]
        if end is not None and end not in (start + minutes, printed):
            raise NotUnderstoodError(f"这门课一次 {minutes} 分钟，{clock(start)} 开始就到 {clock(start + minutes)}，不是 {clock(end)}",
                                     f"this course lasts {minutes} minutes: from {clock(start)} to {clock(start + minutes)}",
                                     "可能只要改开始的时刻。", "Maybe write the start alone.")  # fmt: skip
        to = (None if day in (None, weekday) else day, start)
        _note(self.sessions.setdefault((f"{offering}#{number}", int(weekday)), {}), "time", to, changed.place)

    def _seat(self, changed: ChangedPart) -> None:
        offering, number, pupil = changed.part.key
        section = f"{offering}#{number}"
        come = self.words.pupils.ids_of(changed.found)
        if pupil:
            self.seats[str(pupil), section] -= 1
            self.seat_places.setdefault(str(pupil), changed.place)
        for who in come:
            self.seats[who, section] += 1
            self.seat_places[who] = changed.place

    def _gate(self, changed: ChangedPart) -> None:
        gate = self.words.gates.id_of(changed.found)
        for grade in changed.part.key:
            _note(self.dismissals.setdefault(int(grade), {}), "gate", gate, changed.place)

    def _minute(self, changed: ChangedPart) -> None:
        minute = _parsed(changed.found)[1]
        for grade in changed.part.key:
            _note(self.dismissals.setdefault(int(grade), {}), "minute", minute, changed.place)


def _note(to: dict[str, tuple[Any, str]], what: str, value: object, place: str) -> None:
    """Note a wish. Raises NotUnderstoodError where another cell has another."""
    if what in to and to[what][0] != value:
        raise _disagrees(to[what][1])
    to.setdefault(what, (value, place))


def _disagrees(place: str) -> NotUnderstoodError:
    return NotUnderstoodError(f"与 {place} 改得不一样", f"{place} says something else",
                              "可能同一件事在两处改成了不同的；只改一处即可。",
                              "Maybe the same thing was edited twice; once is enough.")  # fmt: skip


def _parsed(text: str) -> tuple[int | None, int, int | None]:
    """Weekday (None where none is said), start and end (None) of a time. Raises NotUnderstoodError."""
    found = _TIME.fullmatch(text.replace("：", ":").strip())
    start = int(found["h"]) * 60 + int(found["m"]) if found else -1
    if found is None or not 0 <= start < 1440:
        raise NotUnderstoodError(f"看不懂时间“{text}”", f'the time "{text}" is not understood',
                                 "可能要写成 周三 16:20。", "Maybe write it as 周三 16:20.")  # fmt: skip
    day = int(found["number"]) if found["number"] else None
    if found["day"]:
        day = WEEKDAY_SIGNS.find(found["day"].replace("天", "日")) + 1
    return day, start, int(found["eh"]) * 60 + int(found["em"]) if found["eh"] else None
