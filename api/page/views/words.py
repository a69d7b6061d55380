"""Names on pages, in both languages: people, classes, rooms, sections, posts, grades, days, weeks and periods of a term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from api.files.content.names import PageNames, class_name, grade_name, grade_names, week_name
from api.files.labels import OUTSIDE_KINDS
from api.files.language import Said
from solver.plan.plan import Post
from solver.problem.bells import Interval
from solver.problem.problem import Problem
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH
from solver.words import POST_KINDS, ROLES, TUTORING, span

POST_KINDS_EN: Mapping[str, str] = {
    "care": "care", "lead": "leading", "assist": "assisting", "gate": "gate duty", "fixed": "duty post", "qa": "questions and answers",
    "late": "extended care", "standby": "stand-by", "block": "meal or nap", "evening": "evening study", "weekend": "weekend club",
}  # fmt: skip
ROLES_EN: Mapping[str, str] = {
    "homeroom": "class teacher", "subject": "subject teacher", "admin": "administration", "support": "support staff",
    "retired": "retired teacher", "volunteer": "volunteer", "parent": "parent",
}  # fmt: skip
OUTSIDE_EN: Mapping[str, str] = {
    "agency": "agency instructor", "hired": "temporary instructor", "specialist": "retired specialist", "coach": "sports coach",
    "charity": "charity volunteer",
}  # fmt: skip
TUTORING_EN: Mapping[str, str] = {"homework": "homework", "reading": "reading", "qa": "questions and answers"}
ORDINALS = ("first", "second", "third", "fourth", "fifth")
"""English words of ranks; later ones are written as numbers."""


class PlanWords:
    """Names of one term as its school writes them; an unknown id stands for itself. weeks: of the plan's template."""

    def __init__(self, problem: Problem, weeks: int = 1) -> None:
        self.problem = problem
        self.names = PageNames(problem)
        self.weeks = weeks

    def person(self, ident: str) -> str:
        """Name of an adult, with the id where two share it."""
        return self.names.person(ident)

    def people(self, idents: Iterable[str]) -> str:
        """Names of adults in one text."""
        return "、".join(map(self.names.person, idents))

    def home(self, ident: str) -> Said:
        """``101 班``, as the school writes the class."""
        called = self.names.home(ident)
        name = class_name(called)
        return name if name == called else (name, f"class {called}")

    def room(self, ident: str) -> str:
        """Name of a room."""
        return self.names.room(ident)

    def gate(self, ident: str) -> str:
        """Name of a gate."""
        return self.names.gate(ident)

    def offering(self, ident: str) -> str:
        """Name of a course."""
        return self.names.offering(ident)

    def section(self, offering: str, number: int) -> str:
        """Name of a section: of its course, with its number where several may open."""
        return self.names.section(offering, number)

    def post(self, post: Post) -> Said:
        """Activity of an adult on a post."""
        zh, kind = self.names.post(post), POST_KINDS_EN.get(post.kind, post.kind)
        if post.kind == "care":
            return zh, f"{kind} {self.names.home(post.subject)}"
        if post.kind in ("lead", "assist"):
            return zh, f"{kind} {self.section(post.subject, post.detail)}"
        if post.kind == "gate":
            return zh, f"gate {self.gate(post.subject)}"
        return zh if zh != POST_KINDS.get(post.kind) else (zh, kind)

    def week(self, week: int) -> Said:
        """A week of the template: odd or even where two alternate."""
        return week_name(week, self.weeks), ("odd week", "even week")[week - 1] if self.weeks == 2 else f"week {week}"

    def role(self, ident: str) -> Said:
        """Role of an adult: of own staff, or the kind of outside instructor."""
        return self._roles.get(ident, "")

    @cached_property
    def _roles(self) -> Mapping[str, Said]:
        own: dict[str, Said] = {
            each.id: (ROLES.get(each.role, each.role), ROLES_EN.get(each.role, each.role)) for each in self.problem.staff
        }
        guests: dict[str, Said] = {
            each.id: (OUTSIDE_KINDS.get(each.kind, each.kind), OUTSIDE_EN.get(each.kind, each.kind)) for each in self.problem.outside
        }
        return own | guests


def weekday(day: int) -> Said:
    """``周一``, ``Mon``."""
    return (WEEKDAYS_ZH[day], WEEKDAYS_EN[day]) if 0 < day < len(WEEKDAYS_ZH) else str(day)


def grade(number: int) -> Said:
    """``一年级``, ``grade 1``."""
    return grade_name(number), f"grade {number}"


def grades(numbers: Iterable[int]) -> Said:
    """``一至三年级``, ``grades 1–3``."""
    found = sorted(set(numbers))
    if not found:
        return "—"
    if len(found) > 1 and found[-1] - found[0] == len(found) - 1:
        return grade_names(found), f"grades {found[0]}–{found[-1]}"
    return grade_names(found), ("grade " if len(found) == 1 else "grades ") + ", ".join(map(str, found))


def period(number: int, interval: Interval) -> Said:
    """Period of a service window, counted from 0: ``第1节 15:30–16:10``."""
    when = span(interval.start, interval.end)
    return f"第{number + 1}节 {when}", f"period {number + 1} {when}"


def tutoring(kind: str) -> Said:
    """Kind of tutoring in a period."""
    return TUTORING.get(kind, kind), TUTORING_EN.get(kind, kind)


def rank(number: int) -> Said:
    """Rank of a choice, counted from 1: ``第一志愿``, ``first choice``."""
    zh = "一二三四五六七八九十"[number - 1] if number <= 10 else str(number)
    return f"第{zh}志愿", f"{ORDINALS[number - 1] if number <= len(ORDINALS) else f'{number}th'} choice"
