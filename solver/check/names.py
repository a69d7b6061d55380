"""How people, rooms, posts and days are called in the sentences of a report. Pupils appear by id only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from solver.plan.plan import Post
from solver.problem.problem import Problem
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, Week, Weekday, clock
from solver.words import FLEX, POST_KINDS, ROLES, TUTORING

Words = tuple[str, str]
"""The same words in Chinese and in English."""

CODES: Mapping[str, str] = {
    **POST_KINDS, **ROLES, **TUTORING, **FLEX,
    "outside": "校外人员", "lead": "主讲", "fixed": "指定的固定岗", "classroom": "教室", "late": "延时托管室",
}  # fmt: skip
"""Codes of roles, posts, rooms and kinds as sentences name them: what somebody does, or where."""

SHOWN = 5
"""Longest list of ids written out in a sentence; ``subjects`` always holds all of them."""


def day(weekday: Weekday) -> Words:
    """Name of a weekday, whatever number the plan holds."""
    if 1 <= weekday <= 7:
        return WEEKDAYS_ZH[weekday], WEEKDAYS_EN[weekday]
    return f"星期“{weekday}”", f"weekday {weekday}"


def when(weekday: Weekday, weeks: Iterable[Week], all_weeks: int) -> Words:
    """Weekday with the weeks of the template, which are left out when it happens every week."""
    zh, en = day(weekday)
    found = sorted(set(weeks))
    if len(found) >= all_weeks or found == [0]:
        return zh, en
    listed = [str(week) for week in found]
    return f"第{'、'.join(listed)}周{zh}", f"Week {', '.join(listed)} {en}"


def once(week: Week, weekday: Weekday) -> Words:
    """A week and weekday as an entry of a plan gives them; 0 is every week, and no weekday of its own."""
    on_zh, on_en = day(weekday) if weekday else ("", "")
    week_zh, week_en = (f"第{week}周", f"week {week}") if week else ("每周", "every week")
    return week_zh + on_zh, f"{week_en} {on_en}".strip()


def code(text: str) -> str:
    """A code, or several with commas, in Chinese; other words stay as the school wrote them."""
    return "、".join(CODES.get(part, part) for part in text.split(", "))


def listed(ids: Iterable[str]) -> Words:
    """The first few ids and how many there are."""
    found = list(ids)
    zh, en = "、".join(found[:SHOWN]), ", ".join(found[:SHOWN])
    if len(found) > SHOWN:
        return f"{zh}等{len(found)}个", f"{en} and {len(found) - SHOWN} more"
    return zh, en


def grade_id(grade: int) -> str:
    """The subject id of a grade."""
    return f"G{grade}"


def section_id(offering: str, number: int) -> str:
    """The subject id of a section, as ``Section.id`` writes it."""
    return f"{offering}#{number}"


def _named(name: str, ident: str) -> str:
    return f"{name}({ident})" if name and name != ident else ident


class Names:
    """Names with ids of everything in a request, and of what is in an earlier one alone; an unknown id is called by the id."""

    def __init__(self, problem: Problem, was: Problem | None = None) -> None:
        self._problem = problem
        self._was = was or problem

    def person(self, ident: str) -> str:
        for problem in (self._problem, self._was):
            found = problem.staff_of.get(ident) or problem.outside_of.get(ident)
            if found is not None:
                return _named(found.name, ident)
        return ident

    def home(self, ident: str) -> str:
        """A home class as the school writes it, without its id: the name is its alone."""
        return self._problem.class_names.get(ident) or self._was.class_names.get(ident, ident)

    def homes(self, classes: Iterable[str]) -> Words:
        found = [self.home(each) for each in classes]
        return "、".join(found), ", ".join(found)

    def room(self, ident: str) -> str:
        found = self._problem.room_of.get(ident) or self._was.room_of.get(ident)
        return _named(found.name, ident) if found else ident

    def gate(self, ident: str) -> str:
        found = self._problem.gate_of.get(ident) or self._was.gate_of.get(ident)
        return _named(found.name, ident) if found else ident

    def offering(self, ident: str) -> str:
        found = self._problem.offering_of.get(ident) or self._was.offering_of.get(ident)
        return _named(found.name, ident) if found else ident

    def section(self, offering: str, number: int) -> str:
        found = self._problem.offering_of.get(offering) or self._was.offering_of.get(offering)
        return _named(found.name if found else "", section_id(offering, number))

    def fixed_post(self, ident: str) -> str:
        found = self._problem.post_of.get(ident) or self._was.post_of.get(ident)
        return _named(found.name, ident) if found else ident

    def block(self, ident: str) -> str:
        found = self._problem.block_of.get(ident) or self._was.block_of.get(ident)
        return _named(found.name, ident) if found else ident

    def post(self, post: Post) -> Words:
        if post.kind == "care":
            home = self.home(post.subject)
            return f"{home}看护", f"care of {home}"
        if post.kind == "lead":
            section = self.section(post.subject, post.detail)
            return f"{section}主讲", f"leading {section}"
        if post.kind == "assist":
            section = self.section(post.subject, post.detail)
            return f"{section}助教", f"assisting {section}"
        if post.kind == "gate":
            gate = self.gate(post.subject)
            return f"{gate} {clock(post.detail)} 放学护送", f"gate {gate} {clock(post.detail)}"
        if post.kind in ("block", "evening", "weekend"):
            name = self.block(post.subject)
            return f"{name}看护", f"block {name}"
        if post.kind in ("fixed", "qa"):
            name = self.fixed_post(post.subject)
            return name, name
        if post.kind == "late":
            return "延时托管", "late care"
        if post.kind == "standby":
            return "延时备勤", "stand-by for late parents"
        return f"{post.kind}/{post.subject}", f"{post.kind}/{post.subject}"
