"""Form of questions about a plan: the posts, adults, pupils, grades and courses among which a visitor chooses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.files.content.names import class_name
from api.files.language import Said, document, together
from api.page.views.words import PlanWords, grade, weekday
from solver.explain.why.question import post_text
from solver.plan.plan import SECTION_KINDS, Plan, Post, Section
from solver.problem.problem import Problem
from solver.units import clock
from solver.words import span


@dataclass(frozen=True, slots=True)
class PostChoice:
    """A post that may be asked about. text: as a question names it. people: who stands there -> weeks of the template, 0 for sections."""

    text: str
    said: Said
    weekday: int
    people: Mapping[str, tuple[int, ...]]

    def document(self) -> dict[str, Any]:
        """The post for the form's module."""
        return {"post": self.text, "said": document(self.said), "weekday": self.weekday, "people": self.people}


@dataclass(frozen=True, slots=True)
class Named:
    """One option of a list. note: beside the name."""

    id: str
    name: Said
    note: Said = ""


@dataclass(frozen=True, slots=True)
class GradeChoice:
    """A grade that leaves at ``minute`` by a gate. others: slots of its bells. gates: by which it may leave."""

    id: int
    name: Said
    now: str
    gate: str
    others: tuple[str, ...]
    gates: tuple[Named, ...]

    def document(self) -> dict[str, Any]:
        """The grade for the form's module."""
        gates = [{"id": gate.id, "said": document(gate.name)} for gate in self.gates]
        return {"grade": self.id, "now": self.now, "others": list(self.others), "gates": gates}


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """Choices of a visitor. people: who may be named. own: the visitor's own id, where nobody else may be named. pupils: by class,
    with their choices, best first. weeks: of the template. free: whether anything may be asked."""

    people: tuple[Named, ...]
    posts: tuple[PostChoice, ...]
    homes: tuple[Named, ...]
    pupils: Mapping[str, Mapping[str, tuple[str, ...]]]
    grades: tuple[GradeChoice, ...]
    offerings: tuple[Named, ...]
    weeks: tuple[Said, ...]
    own: str
    free: bool

    @property
    def kinds(self) -> tuple[tuple[str, Said], ...]:
        """Kinds of question that the visitor can ask here, with their names."""
        found: list[tuple[str, Said]] = []
        if self.posts and self.people:
            found.append(("here", ("为什么是我" if self.own else "为什么是这位老师", "Why me" if self.own else "Why this adult")))
        if self.posts and self.free:
            found.append(("instead", ("为什么不是另一位老师", "Why not another adult")))
        if self.pupils and self.offerings:
            found.append(("pupil", ("孩子的课程", "A child's course")))
        if self.free:
            found += [("grade", ("放学时间", "Time of leaving"))] if self.grades else []
            found += [("offering", ("没开的课", "A course not opened"))] if self.offerings else []
        return tuple(found)

    def document(self) -> dict[str, Any]:
        """The choices for the form's module."""
        return {
            "own": self.own,
            "posts": [post.document() for post in self.posts],
            "weeks": [document(week) for week in self.weeks],
            "pupils": self.pupils,
            "grades": [each.document() for each in self.grades],
            "offerings": {each.id: document(together("", [each.name, each.note])) for each in self.offerings},
            "people": {each.id: document(each.name) for each in self.people},
        }


def question_form(problem: Problem, plan: Plan, pupils: Collection[str], own: str | None) -> QuestionForm:
    """Choices for a visitor. pupils: ids of those who may be asked about. own: the only adult who may be, ``""`` for nobody; None: a
    planner, who asks anything."""
    weeks = max((each.week for each in plan.assignments), default=1) or 1
    words = PlanWords(problem, weeks)
    free = own is None
    posts = tuple(each for each in _posts(problem, plan, words) if free or own in each.people)
    if not free:
        posts = tuple(PostChoice(each.text, each.said, each.weekday, {str(own): each.people[str(own)]}) for each in posts)
    listed: Iterable[str] = [*problem.staff_of, *problem.outside_of] if free else [own] if own else []
    grouped: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for pupil in problem.pupils:
        if pupil.id in pupils:
            grouped[pupil.class_id][pupil.id] = pupil.choices
    opened = {section.offering for section in plan.sections}
    offerings = tuple(
        Named(each.id, words.offering(each.id), "" if each.id in opened else ("（没开）", " (not opened)")) for each in problem.offerings
    )
    return QuestionForm(
        tuple(Named(each, words.person(each), words.role(each)) for each in listed), posts,
        tuple(Named(home, class_name(home)) for home in grouped), grouped,
        tuple(_grades(problem, plan, words)) if free else (), offerings if free or grouped else (),
        tuple(words.week(week) for week in range(1, weeks + 1)), own or "", free,
    )  # fmt: skip


def _posts(problem: Problem, plan: Plan, words: PlanWords) -> list[PostChoice]:
    """Posts of a plan by weekday and time, each with who stands there."""
    people: dict[Post, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in plan.assignments:
        people[each.post][each.person].append(each.week)
    sections = {(each.offering, each.number): each for each in plan.sections}
    order = sorted(people, key=lambda post: (_day(post, sections), _start(problem, post, sections), post))
    return [
        PostChoice(
            post_text(post), _said(problem, post, words, sections), _day(post, sections),
            {who: tuple(weeks) for who, weeks in people[post].items()},
        )
        for post in order
    ]  # fmt: skip


_Sections = Mapping[tuple[str, int], Section]


def _sessions(post: Post, sections: _Sections) -> Section | None:
    return sections.get((post.subject, post.detail)) if post.kind in SECTION_KINDS else None


def _day(post: Post, sections: _Sections) -> int:
    section = _sessions(post, sections)
    return min((each.weekday for each in section.sessions), default=0) if section else post.weekday


def _start(problem: Problem, post: Post, sections: _Sections) -> int:
    section = _sessions(post, sections)
    if section:
        return min((each.start for each in section.sessions), default=0)
    return post.detail if post.kind == "gate" else _span(problem, post)[0]


def _span(problem: Problem, post: Post) -> tuple[int, int]:
    """Minutes from when to when a post of one day is stood; (0, 0) where the problem does not say."""
    if post.kind == "care":
        home = problem.class_of.get(post.subject)
        window = None if home is None else problem.window_of.get(home.grade)
        if window is not None and post.detail < len(window.periods):
            return window.periods[post.detail].start, window.periods[post.detail].end
    stands = problem.post_of.get(post.subject) or problem.block_of.get(post.subject)
    return (stands.start, stands.end) if stands is not None else (0, 0)


def _said(problem: Problem, post: Post, words: PlanWords, sections: _Sections) -> Said:
    """``周一 15:10–15:50 托管 101``."""
    name, section = words.post(post), _sessions(post, sections)
    if section is not None:
        days = [together("", [weekday(each.weekday), " ", clock(each.start)]) for each in sorted(section.sessions)]
        return together(" ", [together("、", days), name])
    if post.kind in SECTION_KINDS:
        return name
    start, end = _span(problem, post)
    times = clock(post.detail) if post.kind == "gate" else span(start, end) if end else ""
    return together(" ", [part for part in (weekday(post.weekday), times, name) if part])


def _grades(problem: Problem, plan: Plan, words: PlanWords) -> Iterable[GradeChoice]:
    for each in sorted(plan.dismissals):
        window = problem.window_of.get(each.grade)
        if window is None:
            continue
        others = tuple(clock(minute) for minute in sorted(window.dismissals) if minute != each.minute)
        gates = tuple(Named(gate, words.gate(gate)) for gate in window.gates if gate != each.gate)
        yield GradeChoice(each.grade, grade(each.grade), clock(each.minute), words.gate(each.gate), others, gates)
