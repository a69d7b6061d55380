"""A second replay, written apart from the first: it asks for every minute who is where, of problem and plan alone. Slow.

For plans whose structure is sound (no K00).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from solver.plan.plan import Plan, Post
from solver.policy.policy import Policy
from solver.problem.bells import Lesson
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil

Alone = tuple[int, str, int]
"""Minute, class, pupils whom nobody looks after."""


@dataclass(frozen=True)
class Position:
    """What a pupil does: with which group, and in which room."""

    group: Any
    room: str


class ByMinute:
    """The day of one weekday and week."""

    def __init__(self, problem: Problem, policy: Policy, plan: Plan, weekday: int, week: int) -> None:
        self.problem, self.policy, self.plan, self.weekday, self.week = problem, policy, plan, weekday, week
        self.escort = policy.number("D14", "escort_minutes")
        self.leaving = {item.grade: item for item in plan.dismissals}
        self.sections = {(item.offering, item.number): item for item in plan.sections}
        self.seated: dict[str, list[tuple[str, int]]] = {}
        for item in plan.seats:
            self.seated.setdefault(item.pupil, []).append((item.offering, item.number))
        self.minutes = _busy_minutes(problem)

    @cache  # noqa: B019 - one day each, let go of with the test
    def sessions(self, pupil: str) -> list[tuple[int, int, Position]]:
        """Start, end and group of a pupil's sessions that day."""
        found = []
        for key in self.seated.get(pupil, ()):
            for session in self.sections[key].sessions if key in self.sections else ():
                if session.weekday == self.weekday:
                    length = self.problem.offering_of[key[0]].minutes
                    found.append(
                        (session.start, session.start + length, Position(("lead", *key, session.start), session.room))
                    )
        return found

    @cache  # noqa: B019
    def inside(self, pupil: Pupil, minute: int) -> tuple[Position, ...]:
        """Sessions at a minute, else the care of a period; nothing in a break."""
        window = self.problem.window_of.get(self.problem.class_of[pupil.class_id].grade)
        if window is None or pupil.class_id is None or self.weekday not in pupil.weekdays:
            return ()
        there = tuple(where for start, end, where in self.sessions(pupil.id) if window.start <= start <= minute < end)
        any_session = any(start <= minute < end for start, end, _ in self.sessions(pupil.id))
        if there or any_session:
            return there
        for number, period in enumerate(window.periods):
            if period.start <= minute < period.end:
                for group in self.plan.care_groups:
                    if (group.weekday, group.period) == (self.weekday, number) and pupil.class_id in group.classes:
                        return (Position(("care", group.host, number), self.problem.class_of[group.host].room),)
                return (Position(None, self.problem.class_of[pupil.class_id].room),)
        return ()

    @cache  # noqa: B019
    def last(self, pupil: Pupil) -> tuple[int, Any]:
        """The last minute inside, and the group of the activity that began last."""
        for minute in reversed(self.minutes):
            found = self.inside(pupil, minute)
            if found:
                return minute, max(found, key=lambda where: _begins(where, self, pupil)).group
        return -1, None

    def positions(self, pupil: Pupil, minute: int) -> Iterator[Position | None]:
        """All that a pupil does at a minute that needs an adult; None for nothing at all."""
        served = self.weekday in pupil.weekdays and self.weekday in self.problem.weekdays
        for ident in pupil.blocks:
            block = self.problem.block_of[ident]
            if (
                self.weekday in block.weekdays
                and self.weekday in self.problem.post_days
                and block.start <= minute < block.end
            ):
                kind = block.kind if block.kind in ("evening", "weekend") else "block"
                yield Position((kind, ident), "")
        home = self.problem.class_of[pupil.class_id]
        window = self.problem.window_of.get(home.grade)
        if not served or window is None:
            return
        early = [
            where for start, end, where in self.sessions(pupil.id) if start < window.start and start <= minute < end
        ]
        yield from early
        inside = self.inside(pupil, minute)
        yield from inside
        leaves = self.leaving.get(home.grade)
        ends, group = self.last(pupil)
        if ends < 0:
            return
        if not inside and minute <= ends and minute >= window.start:
            before = next((at for at in range(minute, window.start - 1, -1) if self.inside(pupil, at)), None)
            after = next(at for at in range(minute, ends + 1) if self.inside(pupil, at))
            since = window.start if before is None else before + 1
            if after - since > self.policy.number("D08", "handover_minutes"):
                yield None
        if leaves is not None and ends < minute < leaves.minute:
            yield Position(group, "")
        if leaves is not None and pupil.late_until is not None and leaves.minute <= minute < pupil.late_until:
            yield Position(("late",), "")

    @cache  # noqa: B019
    def parts(self, group: Any) -> frozenset[tuple[int, str]]:
        """When and by which gates those leave whose last group this is; without a gate: to extended care."""
        found = set()
        for pupil in self.problem.pupils:
            if self.weekday in pupil.weekdays and self.last(pupil)[1] == group and group is not None:
                leaves = self.leaving.get(self.problem.class_of[pupil.class_id].grade)
                if leaves is not None:
                    found.add((leaves.minute, "" if pupil.late_until is not None else leaves.gate))
        return frozenset(found)

    @cache  # noqa: B019
    def groups(self, post: Post) -> tuple[tuple[Any, int, int], ...]:
        """Groups that a post looks after that day, with start and end of what is planned."""
        if post.kind in ("lead", "assist"):
            section = self.sections.get((post.subject, post.detail))
            length = self.problem.offering_of[post.subject].minutes
            return tuple(
                (("lead", post.subject, post.detail, session.start), session.start, session.start + length)
                for session in (section.sessions if section else ())
                if session.weekday == self.weekday
            )
        if post.weekday != self.weekday:
            return ()
        if post.kind == "care":
            period = self.problem.band_of_grade[self.problem.class_of[post.subject].grade].periods[post.detail]
            return ((("care", post.subject, post.detail), period.start, period.end),)
        if post.kind in ("block", "evening", "weekend"):
            block = self.problem.block_of[post.subject]
            return (((post.kind, post.subject), block.start, block.end),)
        return ()

    def presences(self, post: Post, minute: int) -> Iterator[Any]:
        """Each thing that somebody on a post does at a minute: the group, or a word."""
        for held in self.groups(post):
            yield from self.holding(post, held, minute)
        if post.weekday != self.weekday:
            return
        if post.kind == "gate" and post.detail <= minute < post.detail + self.escort:
            yield "gate"
        if post.kind in ("fixed", "qa"):
            fixed = self.problem.post_of[post.subject]
            if fixed.start <= minute < fixed.end:
                yield "fixed"
        if post.kind == "late" and self.late and self.late[0] <= minute <= self.late[-1]:
            yield ("late",)
        last = max(item.minute for item in self.leaving.values())
        waiting = range(max(last, self.late[-1] + 1 if self.late else last), last + self.policy.number("A09", "minutes"))
        if post.kind == "standby" and minute in waiting:
            yield "standby"

    def holding(self, post: Post, held: tuple[Any, int, int], minute: int) -> Iterator[Any]:
        """As :meth:`presences`, with one group of the post."""
        group, start, end = held
        if start <= minute < end:
            yield group
        way = self._way(post, start) if post.kind in ("lead", "assist") else 0
        gone = self.gone(post, end)
        if gone is not None and gone + self.escort >= end + way:
            if end <= minute < gone:
                yield group
            if max(gone, end) <= minute < gone + self.escort:
                yield "leaving"
        elif end <= minute < end + way:
            yield "way"
        if start - way <= minute < start:
            yield "way"

    def stays(self, person: str) -> list[tuple[int, int, tuple[str, ...], tuple[str, ...], bool]]:
        """First minute and the one after the last of every duty and lesson, zones where it begins and ends, and whether a lesson."""
        found = []
        for item in self.plan.assignments:
            if item.person == person and item.week in (0, self.week):
                for held in self.groups(item.post) or ((None, 0, 0),):
                    here = self.holding if held[0] is not None else lambda post, _, minute: self.presences(post, minute)
                    minutes = [minute for minute in self.minutes if any(True for _ in here(item.post, held, minute))]
                    if minutes:
                        begins, ends = self._zones(item.post, held, minutes[-1] + 1)
                        found.append((minutes[0], minutes[-1] + 1, begins, ends, False))
        for lesson in self.problem.lessons:
            if lesson.staff_id == person and self.today(lesson):
                zone = _known(self.problem.room_of[lesson.room_id].zone if lesson.room_id else "")
                found.append((lesson.start, lesson.end, zone, zone, True))
        return sorted(set(found), key=lambda stay: stay[:2])

    def _zones(self, post: Post, held: tuple[Any, int, int], until: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Zones where a duty begins and ends, that lasts until a minute."""
        rooms, problem = self.problem.room_of, self.problem
        if post.kind in ("care", "lead", "assist"):
            _, start, end = held
            if post.kind == "care":
                room = problem.class_of[post.subject].room
                grades = {problem.class_of[post.subject].grade}
            else:
                key = (post.subject, post.detail)
                room = next(x.room for x in self.sections[key].sessions if (x.weekday, x.start) == (self.weekday, start))
                grades = {problem.grade_of_pupil[pupil] for pupil, keys in self.seated.items() if key in keys}
            off = post.kind != "care" and self._way(post, start)
            zone = _known("" if off else rooms[room].zone)
            leaving = [self.leaving[g] for g in grades if problem.window_of[g].periods[-1].end == end and g in self.leaving]
            if not leaving:
                return zone, zone
            gates = {item.gate for item in leaving if item.minute == max(x.minute for x in leaving)}
            return zone, _known(problem.gate_of[gates.pop()].zone if len(gates) == 1 else "")
        if post.kind == "gate":
            zones = {problem.gate_of[post.subject].zone}
        elif post.kind in ("fixed", "qa"):
            zones = {problem.post_of[post.subject].zone}
        elif post.kind == "late":
            found = next((item.rooms for item in self.plan.late_care if item.weekday == self.weekday), ())
            zone = _known(*sorted({rooms[room].zone for room in found}))
            return zone, zone
        elif post.kind == "standby":
            zones = {room.zone for room in rooms.values() if room.type == "late"}
        else:
            zones = {rooms[room].zone for room in problem.block_of[post.subject].rooms}
        zone = _known(*zones) if len(zones) == 1 else ()
        return zone, zone

    def short_walks(self) -> set[tuple[str, int]]:
        """Everybody who is expected somewhere before the walk from the place before is over, and the minute."""
        found = set()
        for person in {item.person for item in self.plan.assignments}:
            stays = self.stays(person)
            if all(lesson for *_, lesson in stays):
                continue
            for (_, end, _, leaves, one), (start, _, zones, _, other) in pairwise(stays):
                longest = max((self._walk(a, b) for a in leaves for b in zones), default=0)
                if start >= end and not (one and other) and start < end + longest:
                    found.add((person, start))
        return found

    def _walk(self, one: str, other: str) -> int:
        listed = [walk.minutes for walk in self.problem.walks if {one, other} == {walk.zone_a, walk.zone_b}]
        return 0 if one == other else listed[0] if listed else self.policy.number("D08", "walk_minutes")

    def gone(self, post: Post, end: int) -> int | None:
        """When the last of those leave whose day ends with the group: the host's grade, or grades seated in the section."""
        if post.kind == "care":
            grades = {self.problem.class_of[post.subject].grade}
        elif post.kind in ("lead", "assist"):
            key = (post.subject, post.detail)
            grades = {self.problem.grade_of_pupil[pupil] for pupil, keys in self.seated.items() if key in keys}
        else:
            return None
        minutes = [
            item.minute for grade, item in self.leaving.items() if grade in grades and self.problem.window_of[grade].periods[-1].end == end
        ]
        return max(minutes, default=None)

    def _way(self, post: Post, start: int) -> int:
        section = self.sections[post.subject, post.detail]
        rooms = [
            session.room for session in section.sessions if (session.weekday, session.start) == (self.weekday, start)
        ]
        return self.problem.room_of[rooms[0]].travel if self.policy.on("B13") else 0

    @cached_property
    def late(self) -> list[int]:
        """The minutes at which somebody is in extended care."""
        return [
            minute
            for minute in self.minutes
            if any(
                where is not None and where.group == ("late",)
                for pupil in self.problem.pupils
                if pupil.late_until is not None
                for where in self.positions(pupil, minute)
            )
        ]

    def alone(self) -> set[Alone]:
        """Every minute at which pupils of a class have no adult, and how many."""
        found: Counter[tuple[int, str]] = Counter()
        for minute in self.minutes:
            adults = {
                doing
                for item in self.plan.assignments
                if item.week in (0, self.week)
                for doing in self.presences(item.post, minute)
            }
            for pupil in self.problem.pupils:
                for where in self.positions(pupil, minute):
                    if where is None or where.group is None or where.group not in adults:
                        found[minute, pupil.class_id] += 1
        return {(minute, home, number) for (minute, home), number in found.items()}

    def pupils_twice(self) -> set[tuple[int, str]]:
        """Every minute at which a pupil of a class is in two places."""
        return {
            (minute, pupil.class_id)
            for minute in self.minutes
            for pupil in self.problem.pupils
            if len([where for where in self.positions(pupil, minute) if where is not None]) > 1
        }

    def today(self, lesson: Lesson) -> bool:
        """Whether the lesson can fall on the day; the weeks of a template of 1, 3 and so on are odd and even in turn."""
        odd = {"": None, "odd": True, "even": False}[lesson.weeks]
        alike = odd is None or self.policy.number("D02", "weeks") % 2 == 1
        return lesson.weekday == self.weekday and (alike or odd == (self.week % 2 == 1))

    def adults_twice(self) -> set[tuple[int, str]]:
        """Every minute at which an adult does two things, lessons included."""
        found = set()
        people = {item.person for item in self.plan.assignments}
        for person in people:
            mine = [item for item in self.plan.assignments if item.person == person and item.week in (0, self.week)]
            doing = {
                minute: sum(1 for item in mine for _ in self.presences(item.post, minute)) for minute in self.minutes
            }
            lessons = [
                lesson for lesson in self.problem.lessons if lesson.staff_id == person and self.today(lesson)
            ]
            for minute in self.minutes if any(doing.values()) else ():
                if doing[minute] + sum(lesson.start <= minute < lesson.end for lesson in lessons) > 1:
                    found.add((minute, person))
        return found

    def split_groups(self) -> set[int]:
        """Minutes of the first departures of care groups that leave in parts, and of sections that leave in more parts than they have
        adults while nobody stands at some part's gate; one for each group."""
        found = []
        for group in {self.last(pupil)[1] for pupil in self.problem.pupils} - {None}:
            gates = sorted(part for part in self.parts(group) if part[1])
            adults = {
                item.person
                for item in self.plan.assignments
                if item.week in (0, self.week) and group in [known for known, _, _ in self.groups(item.post)]
            }
            handed = all(
                any(item.post.kind == "gate" and (item.post.weekday, item.post.detail, item.post.subject) == (self.weekday, *part)
                    for item in self.plan.assignments if item.week in (0, self.week))
                for part in gates
            )  # fmt: skip
            if len(gates) > 1 and (group[0] == "care" or not (handed or len(gates) <= len(adults))):
                found.append(gates[0][0])
        return set(found)


    def rooms_twice(self) -> set[tuple[int, str]]:
        """Every minute at which a room on campus holds two groups, or a group and a regular lesson."""
        found = set()
        for minute in self.minutes:
            held: dict[str, set[Any]] = {}
            for pupil in self.problem.pupils:
                for room, group in self._rooms(pupil, minute):
                    held.setdefault(room, set()).add(group)
            for lesson in self.problem.lessons:
                if self.today(lesson) and lesson.room_id in held and lesson.start <= minute < lesson.end:
                    held[lesson.room_id].add("lesson")
            found |= {(minute, room) for room, groups in held.items() if len(groups) > 1}
        return found

    def _rooms(self, pupil: Pupil, minute: int) -> Iterator[tuple[str, Any]]:
        """Rooms that the groups of a pupil take at a minute, waiting for the dismissal included, and the groups."""
        for where in self.positions(pupil, minute):
            if where is not None and where.group is not None:
                yield from ((room, where.group) for room in self._taken(where.group, pupil, minute))

    def _taken(self, group: Any, pupil: Pupil, minute: int) -> tuple[str, ...]:
        if group[0] == "care":
            return (self.problem.class_of[group[1]].room,)
        if group[0] == "late":
            return next((item.rooms for item in self.plan.late_care if item.weekday == self.weekday), ())
        if group[0] == "lead":
            return tuple(
                where.room
                for _, end, where in self.sessions(pupil.id)
                if where.group == group and where.room in self.problem.room_of
                and (minute < end or not self.problem.room_of[where.room].travel or not self.policy.on("B13"))
            )  # fmt: skip
        block = self.problem.block_of[group[1]]
        if not block.rooms:
            return (self.problem.class_of[pupil.class_id].room,)
        pupils = [each.id for each in self.problem.pupils if group[1] in each.blocks]
        places = [room for room in block.rooms for _ in range(self.problem.room_of[room].capacity)]
        at = pupils.index(pupil.id)
        return (places[at] if at < len(places) else block.rooms[-1],)


def _busy_minutes(problem: Problem) -> range:
    """From before the first thing that the school does until after the last."""
    starts = [window.start for window in problem.windows] + [block.start for block in problem.blocks]
    ends = [max(window.dismissals) for window in problem.windows] + [block.end for block in problem.blocks]
    ends += [pupil.late_until for pupil in problem.pupils if pupil.late_until is not None]
    starts += [lesson.start for lesson in problem.lessons] + [post.start for post in problem.posts]
    ends += [post.end for post in problem.posts]
    return range(min(starts) - 60, max(ends) + 180)


def _known(*zones: str) -> tuple[str, ...]:
    return tuple(zone for zone in zones if zone)


def _begins(where: Position, day: ByMinute, pupil: Pupil) -> tuple[int, int]:
    if where.group is not None and where.group[0] == "lead":
        return next((start, end) for start, end, other in day.sessions(pupil.id) if other == where)
    return (0, 0)
