"""Change of the type of room in which courses meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from solver.changes import naming
from solver.changes.change import Case, Change, Effect, Sentence
from solver.changes.naming import check_known, refuse
from solver.problem.findings import Findings
from solver.problem.problem import Problem

COURSE = ("课程", "course")


@dataclass(frozen=True, slots=True)
class CourseRoom(Change):
    """Courses that meet in another type of room."""

    offerings: tuple[str, ...]
    room_type: str

    kind: ClassVar[str] = "course_room"
    about: ClassVar[Sentence] = Sentence("课程换用的场地类型", "type of room of courses")
    example: ClassVar = {"kind": "course_room", "offerings": ["K01"], "room_type": "field"}
    phrase: ClassVar[str] = "course_room K01 field"

    def effect(self, case: Case) -> Effect:
        return "mixed"

    def told(self, problem: Problem) -> Sentence:
        names = naming.offerings(problem, self.offerings)
        return Sentence(f"{names.zh}改在 {self.room_type} 类场地上", f"{names.en} meet in rooms of type {self.room_type}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        check_known(found, "offerings", self.offerings, COURSE, problem.offering_of)
        types = {room.type: None for room in problem.rooms}
        if self.room_type not in types:
            found.unknown(("room_type",), self.room_type, "场地类型", "type of room", types)
        refuse(found)
        chosen = set(self.offerings)
        offerings = tuple(replace(o, room_type=self.room_type) if o.id in chosen else o for o in problem.offerings)
        return case._replace(problem=replace(problem, offerings=offerings))
