"""How people, rooms, sections, posts, grades, days and weeks are called on printed pages and papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from api.files.content.page import Cell
from api.files.names.name_list import NameList
from solver.calendar.duty_days import ServiceDay
from solver.check.required_posts import RequiredPost
from solver.plan.plan import Post
from solver.problem.calendar import Term
from solver.problem.people import Outside, Staff
from solver.problem.problem import Problem
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH
from solver.words import POST_KINDS, grade_zh, grades_zh

BLANK = "＿＿＿＿＿＿＿＿"
"""Space to write in."""


class PageNames:
    """Names of one problem; an id that is unknown stands for itself. names: of its pupils, for pages whose readers may know them."""

    def __init__(self, problem: Problem, names: NameList | None = None) -> None:
        self._problem = problem
        pupils = {} if names is None else {pupil.id: names.names.get(pupil.id, "") for pupil in problem.pupils}
        same = Counter(pupils.values())
        self._pupils = {ident: f"{name}（{ident}）" if same[name] > 1 else name for ident, name in pupils.items() if name}
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

    def pupil(self, pupil: str) -> str:
        """The name, with the id where two pupils share it; the id where there is no list or no name."""
        return self._pupils.get(pupil, pupil)

    @property
    def pupil_heading(self) -> tuple[str, str]:
        """Heading of a column of pupils: of names, or of ids."""
        return ("学生姓名", "pupil") if self._pupils else ("学生编号", "pupil")

    def people(self, people: list[str]) -> str:
        return "、".join(self.person(person) for person in people)

    def home(self, class_id: str) -> str:
        """A home class as the school writes it, ``一(1)班``; the id where it gave no name."""
        return self._problem.class_names.get(class_id, class_id)

    def homes(self, classes: Iterable[str]) -> str:
        return "、".join(self.home(each) for each in classes)

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
        """Activity of a person on the post, in a few words."""
        if post.kind == "care":
            return f"托管 {self.home(post.subject)}"
        if post.kind in ("lead", "assist"):
            return f"{POST_KINDS[post.kind]} {self.section(post.subject, post.detail)}"
        if post.kind == "gate":
            name = self.gate(post.subject)
            return name if name.startswith("校门") else f"校门 {name}"
        if post.kind in ("fixed", "qa"):
            return self.fixed(post.subject)
        block = self._problem.block_of.get(post.subject)
        kind = POST_KINDS.get(post.kind, post.kind)
        return (block.name or f"{kind} {block.id}") if block else kind


def day(weekday: int) -> Cell:
    """A weekday as a heading."""
    known = 0 < weekday < len(WEEKDAYS_ZH)
    return Cell((WEEKDAYS_ZH[weekday], WEEKDAYS_EN[weekday]) if known else str(weekday))


def week_name(week: int, weeks: int) -> str:
    """``单周`` and ``双周`` when two weeks alternate, else ``第3周``."""
    if weeks == 2:
        return ("单周", "双周")[week - 1]
    return f"第{week}周"


def by_week(found: list[str], weeks: int) -> str:
    """One text when all weeks are alike, else one line a week."""
    if len(set(found)) == 1:
        return found[0]
    return "\n".join(f"{week_name(index + 1, weeks)} {text}" for index, text in enumerate(found))


def grade_name(grade: int) -> str:
    """``一年级``."""
    return f"{grade_zh(grade)}年级"


def grade_names(grades: Iterable[int]) -> str:
    """``一至三年级`` or ``一、三年级``."""
    found = sorted(set(grades))
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return f"{grade_zh(found[0])}至{grade_name(found[-1])}"
    return grades_zh(found) if found else "—"


def day_name(weekday: int) -> str:
    """``周一``."""
    return WEEKDAYS_ZH[weekday] if 0 < weekday < len(WEEKDAYS_ZH) else str(weekday)


def days_name(weekdays: Sequence[int]) -> str:
    """``周一至周五`` or ``周二、周四``."""
    found = sorted(set(weekdays))
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return f"{day_name(found[0])}至{day_name(found[-1])}"
    return "、".join(day_name(weekday) for weekday in found)


def class_name(name: str) -> str:
    """Name of a home class in a heading: ``101 班``; one that says 班 already stands alone."""
    return name if name.endswith("班") else f"{name} 班"


def date_name(day: date) -> str:
    """``2026年9月1日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_words(each: ServiceDay) -> str:
    """The date over its weekday; a make-up day names the weekday whose arrangement it follows."""
    real = each.day.isoweekday()
    return f"{each.day}\n{day_name(real)}" + (f"（按{day_name(each.weekday)}）" if real != each.weekday else "")


def people_by_week(stand: RequiredPost, weeks: int, call: Callable[[str], str]) -> str:
    """People on a post, one line a week where weeks differ; gaps are named."""
    found = []
    for week in range(1, weeks + 1):
        people = stand.of(week)
        lacking = stand.headcount - len(people)
        parts = ["、".join(call(person) for person in people)] if people else []
        found.append(" ".join([*parts, f"【缺{lacking}人】"] if lacking > 0 else parts))
    return by_week(found, weeks)


def term_words(term: Term) -> str:
    """A term with its dates, and with those for which the plan stands where they are fewer."""
    whole = f"{term.name}（{term.first} 至 {term.last}）"
    return whole if term.period is None else f"{whole}，本方案 {term.period.first} 至 {term.period.last}"
