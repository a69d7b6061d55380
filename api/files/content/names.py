"""How people, rooms, sections, posts and days are called on printed pages."""

from __future__ import annotations

from collections import Counter

from api.files.content.page import Cell
from api.files.labels import POST_KINDS
from solver.plan.plan import Post
from solver.problem.people import Outside, Staff
from solver.problem.problem import Problem
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, clock


class PageNames:
    """Names of one problem; an id that is unknown stands for itself."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        people: list[Staff | Outside] = [*problem.staff, *problem.outside]
        twice = Counter(person.name for person in people)
        self._people = {
            person.id: f"{person.name}（{person.id}）" if twice[person.name] > 1 else person.name
            for person in people
            if person.name
        }

    def person(self, person: str) -> str:
        """The name, with the id where two people share it; the id when there is no name."""
        return self._people.get(person, person)

    def people(self, people: list[str]) -> str:
        return "、".join(self.person(person) for person in people)

    def room(self, room: str) -> str:
        found = self._problem.room_of.get(room)
        return found.name or room if found else room

    def gate(self, gate: str) -> str:
        found = self._problem.gate_of.get(gate)
        return found.name or gate if found else gate

    def offering(self, offering: str) -> str:
        found = self._problem.offering_of.get(offering)
        return found.name or offering if found else offering

    def section(self, offering: str, number: int) -> str:
        """The offering's name; with the section's number where several may be opened."""
        found = self._problem.offering_of.get(offering)
        many = found is None or found.max_sections > 1
        return f"{self.offering(offering)}{number}班" if many else self.offering(offering)

    def fixed(self, post: str) -> str:
        found = self._problem.post_of.get(post)
        return found.name or post if found else post

    def post(self, post: Post) -> str:
        """What a person does on the post, in a few words."""
        if post.kind == "care":
            return f"托管 {post.subject}"
        if post.kind in ("lead", "assist"):
            return f"{POST_KINDS[post.kind]} {self.section(post.subject, post.detail)}"
        if post.kind == "gate":
            return f"校门 {self.gate(post.subject)}"
        if post.kind in ("fixed", "qa"):
            return self.fixed(post.subject)
        block = self._problem.block_of.get(post.subject)
        kind = POST_KINDS.get(post.kind, post.kind)
        return (block.name or f"{kind} {block.id}") if block else kind


def span(start: int, end: int) -> str:
    """``15:30–16:10``."""
    return f"{clock(start)}–{clock(end)}"


def day(weekday: int) -> Cell:
    """A weekday as a heading."""
    known = 0 < weekday < len(WEEKDAYS_ZH)
    return Cell(f"{WEEKDAYS_ZH[weekday]}\n{WEEKDAYS_EN[weekday]}" if known else str(weekday))


def week_name(week: int, weeks: int) -> str:
    """``单周 odd`` and ``双周 even`` when two weeks alternate, else ``第3周``."""
    if weeks == 2:
        return ("单周", "双周")[week - 1]
    return f"第{week}周"


def by_week(found: list[str], weeks: int) -> str:
    """One text when all weeks are alike, else one line a week."""
    if len(set(found)) == 1:
        return found[0]
    return "\n".join(f"{week_name(index + 1, weeks)} {text}" for index, text in enumerate(found))
