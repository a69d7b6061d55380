"""Choices of families beside seats: by grade and rank, by course, and pupils without (C01, C04)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from api.files.language import Said
from api.page.views.duties import question
from api.page.views.words import PlanWords, grade, rank, weekday
from solver.check.plan_index import OpenedSection, PlanIndex
from solver.papers.attendance import capacity
from solver.papers.wishes import REASONS, Unmet, WishReport, seekers
from solver.plan.plan import Post
from solver.units import EVERY_WEEK
from solver.words import span

LISTED = 400
"""Pupils that the page lists; the others are counted. Raising it makes the page of a crowded school longer."""
RANKS = 3
"""Ranks that have a column of their own; later ones share one."""


class GradeRow(NamedTuple):
    """Choices of a grade. asked: pupils who ask for a club. ranks: of these, pupils by the best choice they got: first, second …, and one
    for all later ones. none: with no club of their choice."""

    grade: Said
    asked: int
    ranks: tuple[int, ...]
    none: int

    def share(self, number: int) -> float:
        """Part of those who asked, in thousandths."""
        return round(1000 * number / self.asked, 1) if self.asked else 0


class SectionLine(NamedTuple):
    """Opened section: when and where it meets, who leads, seats. why: question about the leader as JSON, or nothing."""

    name: str
    when: Said
    rooms: str
    leader: str
    leader_why: str
    seats: int
    capacity: int


@dataclass(frozen=True, slots=True)
class CourseRow:
    """Course by demand. first: pupils whose first choice it is; wanted: who chose it at all. seats: taken; capacity: of the opened
    sections. refused: first choices refused, by reason. why: question about the course as JSON, or nothing."""

    id: str
    name: str
    grades: Said
    first: int
    wanted: int
    seats: int
    capacity: int
    refused: tuple[tuple[Said, int], ...]
    sections: tuple[SectionLine, ...]
    why: str

    @property
    def left(self) -> int:
        """Places that are left."""
        return max(0, self.capacity - self.seats)

    @property
    def scale(self) -> int:
        """The larger of demand and capacity."""
        return max(self.wanted, self.capacity, 1)


class PupilRow(NamedTuple):
    """Pupil with fewer clubs than asked for. refusals: rank, course, reason, and the question as JSON."""

    id: str
    home: Said
    asked: int
    got: int
    refusals: tuple[tuple[Said, str, Said, str], ...]


@dataclass(frozen=True, slots=True)
class ChoicesView:
    """ranks: headings. pupils: those of whom the visitor may be told, at most LISTED; more: others who may be told of and are not listed.
    hidden: pupils of whom the visitor may not be told."""

    report: WishReport
    ranks: tuple[Said, ...]
    rows: tuple[GradeRow, ...]
    whole: GradeRow
    courses: tuple[CourseRow, ...]
    pupils: tuple[PupilRow, ...]
    more: int
    hidden: int


def choices_view(words: PlanWords, view: PlanIndex, told: WishReport, asked: bool, own: frozenset[str]) -> ChoicesView:
    """Choices of a plan. told: wishes with the pupils of whom the visitor may be told. asked: whether the visitor may ask why about
    anything; own: else the pupils about whom they may."""
    rows, whole = _grades(view)
    courses = _courses(words, view, told, asked)
    listed = told.unmet[:LISTED]
    hidden = told.none + told.fewer - len(told.unmet)
    pupils = tuple(_pupil(words, each, asked or each.pupil in own) for each in listed)
    headings = (*(rank(number) for number in range(1, RANKS + 1)), ("更后的志愿", "a later choice"))
    return ChoicesView(told, headings, rows, whole, courses, pupils, len(told.unmet) - len(listed), hidden)


def _grades(view: PlanIndex) -> tuple[tuple[GradeRow, ...], GradeRow]:
    """Best choice that pupils got, by grade and of all."""
    counted: dict[int, Counter[int]] = {}
    grade_of = view.problem.grade_of_pupil
    for pupil in seekers(view.problem):
        taken = {offering for offering, _ in view.kept.seats_of.get(pupil.id, ())}
        best = next((number for number, offering in enumerate(pupil.choices, 1) if offering in taken), 0)
        counted.setdefault(grade_of[pupil.id], Counter())[min(best, RANKS + 1)] += 1
    rows = tuple(_grade_row(grade(number), counted[number]) for number in sorted(counted))
    total: Counter[int] = Counter()
    for each in counted.values():
        total.update(each)
    return rows, _grade_row(("全校", "whole school"), total)


def _grade_row(name: Said, counted: Counter[int]) -> GradeRow:
    return GradeRow(name, sum(counted.values()), tuple(counted[number] for number in range(1, RANKS + 2)), counted[0])


def _courses(words: PlanWords, view: PlanIndex, told: WishReport, asked: bool) -> tuple[CourseRow, ...]:
    first = {each.offering: each for each in told.first}
    wanted = Counter(offering for pupil in seekers(view.problem) for offering in pupil.choices)
    opened: dict[str, list[OpenedSection]] = {}
    for (offering, _), section in sorted(view.opened.items()):
        opened.setdefault(offering, []).append(section)
    found = []
    for each in words.problem.offerings:
        sections, demand = opened.get(each.id, []), first.get(each.id)
        found.append(CourseRow(
            each.id, words.offering(each.id), _of_grades(each.grades), 0 if demand is None else demand.asked, wanted[each.id],
            sum(section.seats for section in sections), sum(capacity(view, section) for section in sections),
            () if demand is None else tuple((REASONS[reason], number) for reason, number in demand.refused),
            tuple(_section(words, view, section, asked) for section in sections),
            json.dumps({"offering": each.id}, ensure_ascii=False) if asked else "",
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda row: (-(row.first - row.capacity), -row.wanted)))


def _of_grades(numbers: tuple[int, ...]) -> Said:
    low, high = (min(numbers), max(numbers)) if numbers else (0, 0)
    return "" if not numbers else str(low) if low == high else f"{low}–{high}"


def _section(words: PlanWords, view: PlanIndex, section: OpenedSection, asked: bool) -> SectionLine:
    minutes = section.offering.minutes
    zh, en = [], []
    for each in section.sessions:
        on, when = weekday(each.weekday), span(each.start, each.start + minutes)
        zh.append(f"{on if isinstance(on, str) else on[0]} {when}")
        en.append(f"{on if isinstance(on, str) else on[1]} {when}")
    post = Post("lead", 0, *section.key)
    stand = view.stands.get((post.kind, post.weekday, post.subject, post.detail))
    leaders = [] if stand is None else stand.people.get(EVERY_WEEK, [])
    why = question(leaders[0], post, EVERY_WEEK) if asked and leaders else ""
    return SectionLine(words.section(*section.key), ("、".join(zh), ", ".join(en)),
                       "、".join(dict.fromkeys(words.room(each.room) for each in section.sessions)), words.people(leaders), why,
                       section.seats, capacity(view, section))  # fmt: skip


def _pupil(words: PlanWords, each: Unmet, asked: bool) -> PupilRow:
    refusals = tuple(
        (rank(item.rank), words.offering(item.offering), REASONS[item.reason],
         json.dumps({"pupil": each.pupil, "offering": item.offering}, ensure_ascii=False) if asked else "")
        for item in each.refusals
    )  # fmt: skip
    return PupilRow(each.pupil, words.home(each.class_id), each.asked, each.got, refusals)
