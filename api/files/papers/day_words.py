"""A replayed day in words: the lines of every pupil, class, adult, gate and room, and the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from api.files.content.names import PageNames
from api.files.papers.paper_context import PaperContext
from solver.calendar.duty_days import ServiceDay
from solver.check.blocks import post_kind
from solver.check.replay.adults import Parting, partings
from solver.check.replay.day import ALONE, PARTS, TWICE, WALK, Breach, DayReplay
from solver.check.replay.stretch import BREAK, LEAVE, LESSON, NOBODY, WAIT, Departure, PupilGroup, Stretch
from solver.plan.plan import Post
from solver.problem.week_pattern import weeks_of
from solver.units import clock
from solver.words import span

DOINGS: Mapping[str, str] = {
    NOBODY: "无人看护", BREAK: "课间", WAIT: "候放学", LEAVE: "离校", LESSON: "正课或教研", "late": "延时托管", "standby": "延时备勤",
}  # fmt: skip
"""Kind of a stretch that is no named group -> its name in Chinese."""
HANDOVER = "handover"
"""Kind of a line of a minute at which pupils are handed over."""
HANDING_OVER = "前后看护人交接"
"""The adults of a break (D08)."""


class Strip(NamedTuple):
    """A line of somebody's day: minutes, activity, place, names of adults, number of pupils (0 where it says nothing). kind: of the
    stretch (:mod:`solver.check.replay.stretch`), HANDOVER, or nothing for a line that is no stretch."""

    start: int
    end: int
    doing: str
    place: str
    people: str
    pupils: int
    kind: str = ""

    @property
    def when(self) -> str:
        """The minutes as words; one minute where pupils are handed over."""
        return span(self.start, self.end) if self.end > self.start else clock(self.start)


class DayWords:
    """A replayed day in words."""

    def __init__(self, desk: PaperContext, each: ServiceDay, found: DayReplay) -> None:
        self.desk = desk
        self.each = each
        self.found = found
        self.names = desk.names
        self._ends: dict[PupilGroup, Parting] = partings(found.pupils)
        self._with: dict[PupilGroup, list[str]] = {}
        for person, stretches in found.adults.items():
            for group in dict.fromkeys(stretch.group for stretch in stretches if stretch.group is not None):
                self._with.setdefault(group, []).append(person)

    def place(self, stretch: Stretch) -> str:
        """The place of a stretch by its name; extended care in several rooms names them all."""
        if not stretch.place and stretch.group is not None and stretch.group.kind == "late":
            rooms = self.desk.view.kept.late_rooms.get(self.found.weekday, ())
            return "、".join(self.names.room(room) for room in rooms) or "—"
        if stretch.doing in ("fixed", "qa"):
            return _zone(stretch.place)
        return self.place_name(stretch.place)

    def place_name(self, place: str) -> str:
        """A room, a gate or a zone by its name."""
        if place in self.desk.problem.gate_of:
            return self.names.gate(place)
        if not place or place in self.desk.problem.room_of:
            return self.names.room(place) if place else "—"
        return _zone(place)

    def group(self, group: PupilGroup) -> str:
        """A group by its activity; a care group with all its classes."""
        if group.kind == "lead":
            return self.names.section(group.subject, group.number)
        if group.kind == "late":
            return DOINGS["late"]
        if group.kind == "care":
            return f"托管 {self.names.homes(self._classes_of.get((group.subject, group.number), (group.subject,)))}"
        return self.names.post(Post(group.kind, self.found.weekday, group.subject, group.number))

    @cached_property
    def _classes_of(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """Host and period -> the classes of the care group."""
        weekday = self.found.weekday
        return {(each.host, each.period): each.classes for each in self.desk.view.kept.groups if each.weekday == weekday}

    def pupil_lines(self, ident: str) -> list[Strip]:
        """The lines of a pupil's day; none where the pupil is not there."""
        day = self.found.pupils.get(ident)
        return [] if day is None else [self._pupil_line(each, day.departure, 0) for each in day.stretches]

    def classes(self) -> Iterator[tuple[str, list[Strip]]]:
        """Every class with somebody there -> its lines, pupils who do the same together."""
        homes: dict[str, dict[tuple[Stretch, Departure | None], int]] = {}
        for ident, day in self.found.pupils.items():
            counted = homes.setdefault(self.desk.problem.pupil_of[ident].class_id, {})
            for stretch in day.stretches:
                key = (stretch, day.departure if stretch.doing == LEAVE else None)
                counted[key] = counted.get(key, 0) + 1
        for home in self.desk.problem.classes:
            lines = [self._pupil_line(*key, number) for key, number in homes.get(home.id, {}).items()]
            if lines:
                yield home.id, _merged(lines)

    def _pupil_line(self, stretch: Stretch, departure: Departure | None, number: int) -> Strip:
        doing, people = self._doing(stretch), self._people(stretch.group)
        if stretch.doing == BREAK:
            people = HANDING_OVER
        elif stretch.doing == WAIT and stretch.group is not None:
            doing = f"候放学（{self.group(stretch.group)}）"
        elif stretch.doing == "late":
            doing = "延时托管，家长来接"
        elif stretch.doing == LEAVE and departure is not None and self._handed_over(stretch.group, departure):
            doing, people = "离校，交校门护送", self.at_gate(departure.gate, departure.minute)
        elif stretch.doing == LEAVE:
            doing = "离校，看护人送到校门"
        return Strip(stretch.start, stretch.end, doing, self.place(stretch), people, number, stretch.doing)

    def _doing(self, stretch: Stretch) -> str:
        """Name of the activity of a stretch."""
        if stretch.doing in DOINGS or stretch.group is None:
            return DOINGS.get(stretch.doing, "途中")
        return self.group(stretch.group)

    def _people(self, group: PupilGroup | None) -> str:
        """The adults of a group."""
        return self.names.people(self._with.get(group, [])) if group is not None else ""

    def _handed_over(self, group: PupilGroup | None, departure: Departure) -> bool:
        """D14: whether these pupils leave a section before its last ones, or by another gate, and the gate's adults take them."""
        ending = None if group is None else self._ends.get(group)
        if group is None or ending is None or group.kind == "care" or len(ending.gates) < 2:
            return False
        last = [each for each in ending.gates if each.minute == ending.end]
        parted = departure.minute < ending.end or len(last) > 1
        return parted and bool(self.at_gate(departure.gate, departure.minute))

    def adults(self) -> Iterator[tuple[str, list[Strip]]]:
        """Id of every adult with a duty -> the lines of the day, in the school's order."""
        for person in (*self.desk.problem.staff_of, *self.desk.problem.outside_of):
            lines = self.adult_lines(person)
            if lines:
                yield person, lines

    def adult_lines(self, person: str) -> list[Strip]:
        """The lines of an adult's day, with pupils who are handed over at the end of a section; none without a duty."""
        lines: list[Strip] = []
        for each in self.found.adults.get(person, ()):
            number = 0 if each.group is None else self._sizes.get(each.group, 0)
            others = [] if each.group is None else [other for other in self._with[each.group] if other != person]
            place = self.place(each)
            ending = None if each.group is None else self._ends.get(each.group)
            if each.doing == LEAVE and ending is not None:
                last = [departure for departure in ending.gates if departure.minute == ending.end]
                lines += [self._handing(ending, departure) for departure in sorted(ending.pupils) if departure not in last]
                number = sum(len(ending.pupils[departure]) for departure in last)
                place = "、".join(self.names.gate(departure.gate) for departure in last) or "—"
            elif each.doing == WAIT and ending is not None:
                number = sum(len(pupils) for departure, pupils in ending.pupils.items() if departure.minute > each.start)
            elif each.doing == "gate":
                number = sum(self._leaving.get((each.start, each.place), {}).values())
            lines.append(Strip(each.start, each.end, self._duty(each), place, self.names.people(others), number, each.doing))
        return sorted(lines, key=lambda line: line[:2])

    def _handing(self, ending: Parting, departure: Departure) -> Strip:
        """Pupils who leave a group before its last ones, for the adults at their gate (D14), or for extended care."""
        minute, gate, number = departure.minute, departure.gate, len(ending.pupils[departure])
        if not gate:
            return Strip(minute, minute, "交延时托管", "—", self._people(PupilGroup("late", "")), number, HANDOVER)
        return Strip(minute, minute, "交校门护送", self.names.gate(gate), self.at_gate(gate, minute), number, HANDOVER)

    def _duty(self, stretch: Stretch) -> str:
        if stretch.doing == LEAVE:
            return "护送离校"
        if stretch.doing == WAIT and stretch.group is not None:
            return f"{self.group(stretch.group)}（候放学）"
        if stretch.doing == "gate":
            return "校门护送"
        if stretch.doing == "assist" and stretch.group is not None:
            return f"助教 {self.group(stretch.group)}"
        return self._doing(stretch)

    def credited(self, person: str) -> int:
        """Minutes with which an adult is credited that day: presence, before any rounding of pay (G10)."""
        return sum(duty.slot.credit for duty in self.desk.view.duties.get((person, self.found.week, self.found.weekday), ()))

    def gate_lines(self, gate: str) -> list[Strip]:
        """The departures through a gate, by minute, with classes and the adults at the gate."""
        return [
            Strip(minute, minute + self.desk.view.escort, leaving(held, self.names), self.names.gate(gate), self.at_gate(gate, minute),
                  sum(held.values()), "gate")
            for (minute, through), held in self.departures() if through == gate
        ]  # fmt: skip

    def departures(self) -> list[tuple[tuple[int, str], dict[str, int]]]:
        """Minute and gate -> class -> pupils who leave, in order."""
        return sorted(self._leaving.items())

    @cached_property
    def _leaving(self) -> dict[tuple[int, str], dict[str, int]]:
        counted: dict[tuple[int, str], dict[str, int]] = {}
        for ident, day in self.found.pupils.items():
            if day.departure is not None and day.departure.gate:
                held = counted.setdefault((day.departure.minute, day.departure.gate), {})
                home = self.desk.problem.pupil_of[ident].class_id
                held[home] = held.get(home, 0) + 1
        return counted

    def at_gate(self, gate: str, minute: int) -> str:
        """Names of the people who stand at a gate at a minute."""
        return self.names.people([
            person for person, stretches in self.found.adults.items()
            if any((each.doing, each.place, each.start) == ("gate", gate, minute) for each in stretches)
        ])  # fmt: skip

    def room_lines(self, room: str) -> list[Strip]:
        """The uses of a room, regular lessons included, with adults and pupils."""
        lines = [self._pupil_line(stretch, None, number) for stretch, number in self._uses.get(room, {}).items()]
        for lesson in self.desk.problem.lessons:
            there = lesson.weekday == self.found.weekday and self.found.week in weeks_of(lesson.weeks, self.desk.view.weeks)
            if there and lesson.room_id == room:
                people = self.names.person(lesson.staff_id) if lesson.staff_id else ""
                lines.append(Strip(lesson.start, lesson.end, DOINGS[LESSON], self.names.room(room), people, 0, LESSON))
        return _merged(lines)

    def rooms(self) -> Iterator[tuple[str, list[Strip]]]:
        """Every room with pupils -> its uses by them, in the school's order."""
        for room in self.desk.problem.rooms:
            if room.id in self._uses:
                yield self.names.room(room.id), [line for line in self.room_lines(room.id) if line.pupils]

    @cached_property
    def _uses(self) -> dict[str, dict[Stretch, int]]:
        """Room -> stretches of pupils there, with their number; extended care is in all of its rooms."""
        found: dict[str, dict[Stretch, int]] = {}
        late_rooms = self.desk.view.kept.late_rooms.get(self.found.weekday, ())
        for day in self.found.pupils.values():
            for stretch in day.stretches:
                late = stretch.group is not None and stretch.group.kind == "late"
                for room in late_rooms if late else (stretch.place,) if stretch.doing != LEAVE else ():
                    uses = found.setdefault(room, {})
                    uses[stretch] = uses.get(stretch, 0) + 1
        return found

    @cached_property
    def _sizes(self) -> dict[PupilGroup, int]:
        """Pupils of every group."""
        counted: dict[PupilGroup, int] = {}
        for day in self.found.pupils.values():
            for group in dict.fromkeys(stretch.group for stretch in day.stretches if stretch.group is not None):
                counted[group] = counted.get(group, 0) + 1
        return counted

    def breach(self, breach: Breach) -> tuple[str, str]:
        """Sentence for a breach, in Chinese and English."""
        called = [self.names.person(subject) for subject in breach.subjects]
        who, number = "、".join(called), breach.number
        if breach.kind == ALONE:
            return f"{who}有{number}名学生无人看护", f"{number} pupils of {who} have no adult"
        if breach.kind == TWICE and number:
            return f"{who}有{number}名学生同时在两处", f"{number} pupils of {who} are in two places"
        if breach.kind == TWICE:
            return f"{who}同时在两处", f"{who} is in two places"
        if breach.kind == WALK:
            return f"{who}走不到，还差{number}分钟", f"{who} cannot walk there, {number} minutes lack"
        if breach.kind == PARTS:
            return (f"{who or '无人'}看护的学生分批离校，{number}人要等到后一批，带队的人不够",
                    f"the pupils of {who or 'nobody'} leave in parts, {number} of them later, with too few adults")  # fmt: skip
        uses = [self._use(subject) for subject in breach.subjects]
        return f"同一场地同时有{'和'.join(uses)}", f"one room, two uses: {', '.join(uses)}"

    def _use(self, subject: str) -> str:
        """A use of a room: a section by the name of its course, a care group by its class, a block by its name."""
        if subject in DOINGS:
            return DOINGS[subject]
        if subject in self.desk.problem.block_of:
            return self.names.post(Post(post_kind(self.desk.problem.block_of[subject]), 0, subject, 0))
        offering, mark, number = subject.rpartition("#")
        return f"{self.names.section(offering, int(number))}（{subject}）" if mark else f"托管 {self.names.home(subject)}"


def leaving(held: Mapping[str, int], names: PageNames) -> str:
    """Classes with the number of pupils who leave."""
    return "、".join(f"{names.home(home)} {number}人" for home, number in held.items())


def _zone(zone: str) -> str:
    """A zone of the campus, which may be spelt like a gate."""
    return f"{zone}区" if zone else "—"


def _merged(lines: Iterable[Strip]) -> list[Strip]:
    """Lines in order, those that read alike as one with all their pupils."""
    counted: dict[Strip, int] = {}
    for line in lines:
        alike = line._replace(pupils=0)
        counted[alike] = counted.get(alike, 0) + line.pupils
    return sorted(line._replace(pupils=number) for line, number in counted.items())
