"""Duties of adults in words: post, place, classes, those beside, and the question why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from api.files.language import Said
from api.page.views.words import PlanWords
from solver.check.assigned_duties import AssignedDuty
from solver.check.plan_index import PlanIndex
from solver.explain.why.question import post_text
from solver.plan.plan import Post
from solver.problem.bells import Lesson
from solver.problem.week_pattern import weeks_of
from solver.units import EVERY_WEEK, Minute, Week, Weekday

LESSON = "lesson"
"""Kind of a regular lesson, beside the kinds of posts."""
BEFORE: Minute = 60
"""Minutes before the first service from which regular lessons are told. Raising it shows more of the school day."""


class DutyLine(NamedTuple):
    """Duty of an adult on one day. kind: of its post, or LESSON. why: question about it as JSON, nothing where none may be asked."""

    start: Minute
    end: Minute
    kind: str
    post: Said
    place: str
    classes: str
    others: str
    pupils: int
    why: str = ""


class DutyWords:
    """Duties of a plan in words."""

    def __init__(self, words: PlanWords, view: PlanIndex) -> None:
        self.words = words
        self.view = view

    def day(self, person: str, week: Week, weekday: Weekday, ask: bool) -> tuple[DutyLine, ...]:
        """Duties of an adult on a day, and lessons shortly before them, by time. ask: whether duties carry their question."""
        duties = [self._duty(duty, ask) for duty in self.view.duties.get((person, week, weekday), ())]
        return tuple(sorted([*duties, *self._lessons_of(person, week, weekday)], key=lambda line: line[:2]))

    def _duty(self, duty: AssignedDuty, ask: bool) -> DutyLine:
        post, slot = duty.stand.post, duty.slot
        beside = duty.stand.of(EVERY_WEEK if EVERY_WEEK in duty.stand.people else duty.week)
        others = self.words.people(other for other in beside if other != duty.person)
        why = question(duty.person, post, duty.week) if ask else ""
        return DutyLine(slot.start, slot.end, post.kind, self.words.post(post), self.place(post, slot.weekday),
                        self.classes(post, slot.weekday), others, self.pupils(post, slot.weekday), why)  # fmt: skip

    def _lessons_of(self, person: str, week: Week, weekday: Weekday) -> list[DutyLine]:
        found = []
        for lesson in self._lessons.get((person, weekday), ()):
            if lesson.end > self._from and week in weeks_of(lesson.weeks, self.view.weeks):
                what: Said = lesson.subject or (("正课", "lesson") if lesson.class_id else ("教研", "meeting"))
                place = self.words.room(lesson.room_id) if lesson.room_id else ""
                home = self.words.names.home(lesson.class_id) if lesson.class_id else ""
                found.append(DutyLine(lesson.start, lesson.end, LESSON, what, place, home, "", 0))
        return found

    @cached_property
    def _from(self) -> Minute:
        """Minute from which lessons are told: those of the morning stay out."""
        return min((window.start for window in self.words.problem.windows), default=0) - BEFORE

    @cached_property
    def _lessons(self) -> Mapping[tuple[str, Weekday], list[Lesson]]:
        found: dict[tuple[str, Weekday], list[Lesson]] = {}
        for lesson in self.words.problem.lessons:
            if lesson.staff_id is not None:
                found.setdefault((lesson.staff_id, lesson.weekday), []).append(lesson)
        return found

    def place(self, post: Post, weekday: Weekday) -> str:
        """Room, gate or zone of a post by its name."""
        words, problem = self.words, self.words.problem
        if post.kind == "care":
            home = problem.class_of.get(post.subject)
            return "" if home is None else words.room(home.room)
        if post.kind in ("lead", "assist"):
            opened = self.view.opened.get((post.subject, post.detail))
            sessions = () if opened is None else opened.sessions
            return "、".join(dict.fromkeys(words.room(each.room) for each in sessions if each.weekday == weekday))
        if post.kind == "late":
            return "、".join(words.room(room) for room in self.view.kept.late_rooms.get(weekday, ()))
        if post.kind == "gate":
            return words.gate(post.subject)
        if post.kind in ("fixed", "qa"):
            zone = problem.post_of[post.subject].zone if post.subject in problem.post_of else ""
            return f"{zone}区" if zone else ""
        block = problem.block_of.get(post.subject)
        return "" if block is None else "、".join(words.room(room) for room in problem.rooms_of_block(block))

    def classes(self, post: Post, weekday: Weekday) -> str:
        """Classes whose pupils a post looks after."""
        if post.kind == "care":
            return self.words.names.homes(self._groups.get((weekday, post.detail, post.subject), (post.subject,)))
        if post.kind == "gate":
            return self.words.names.homes(self.leaving(post.subject, post.detail))
        return ""

    def pupils(self, post: Post, weekday: Weekday) -> int:
        """Number of pupils of a post; 0 where it says nothing."""
        if post.kind == "care":
            held = self._groups.get((weekday, post.detail, post.subject), (post.subject,))
            return sum(max(0, self.view.stay(home, weekday, post.detail)) for home in held)
        if post.kind in ("lead", "assist"):
            opened = self.view.opened.get((post.subject, post.detail))
            return 0 if opened is None else opened.seats
        return self.view.demand.late.get(weekday, 0) if post.kind == "late" else 0

    def leaving(self, gate: str, minute: Minute) -> tuple[str, ...]:
        """Classes with applicants that leave by a gate at a minute."""
        grades = self.view.waves.get((gate, minute), ())
        homes = self.words.problem.classes
        return tuple(home.id for grade in grades for home in homes if home.grade == grade and home.id in self.view.demand.members)

    @cached_property
    def _groups(self) -> Mapping[tuple[Weekday, int, str], tuple[str, ...]]:
        return {(group.weekday, group.period, group.host): group.classes for group in self.view.kept.groups}


def question(person: str, post: Post, week: Week) -> str:
    """Question why a person stands at a post, as JSON for ``data-why``."""
    asked: dict[str, str | int] = {"person": person, "post": post_text(post)}
    return json.dumps(asked if post.kind in ("lead", "assist") else asked | {"week": week}, ensure_ascii=False)
