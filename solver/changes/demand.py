"""Changes of demand: more or fewer applicants of grades, classes or the school, and of a course."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from solver.changes import naming
from solver.changes.amount import Amount
from solver.changes.change import Case, Change, Effect, Sentence
from solver.changes.naming import check_known, refuse
from solver.problem.findings import Findings
from solver.problem.offerings import Offering
from solver.problem.problem import Problem
from solver.problem.pupils import CLUBS_UNSAID, Pupil
from solver.words import grades_en, grades_zh

MOST_TIMES = 10
"""Applicants after a change of demand, as a multiple of those before."""


def spread(items: Sequence[Pupil], count: int) -> list[Pupil]:
    """``count`` of the items at even distances, in order; the same ones for the same arguments."""
    return [items[(2 * i + 1) * len(items) // (2 * count)] for i in range(count)]


@dataclass(frozen=True, slots=True)
class Applicants(Change):
    """Applicants of grades, of classes, or (neither said) of the whole school become more or fewer.

    More are copies of applicants of each class at even distances, with ids of their own, without family code and squads. Fewer give
    up their application: they stay in their class and apply for nothing.
    """

    amount: Amount
    grades: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()

    kind: ClassVar[str] = "demand"
    about: ClassVar[Sentence] = Sentence("报名人数", "number of applicants")
    example: ClassVar = {"kind": "demand", "grades": [1], "amount": "+10%"}
    phrase: ClassVar[str] = "demand +10% grades=1"

    def effect(self, case: Case) -> Effect:
        return "mixed"

    def told(self, problem: Problem) -> Sentence:
        zh, en = self.amount.told("人", "pupils")
        where = Sentence("全校", "the whole school")
        if self.grades:
            where = Sentence(grades_zh(self.grades), grades_en(self.grades))
        if self.classes:
            where = Sentence("、".join(self.classes) + "班", "classes " + ", ".join(self.classes))
        return Sentence(f"{where.zh}报名人数{zh}", f"applicants of {where.en} {en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        grades = {home.grade for home in problem.classes}
        for index, grade in enumerate(self.grades):
            if grade not in grades:
                found.unknown(("grades", index), str(grade), "有班级的年级", "grade with classes", map(str, sorted(grades)))
        if self.classes:
            check_known(found, "classes", self.classes, ("班级", "class"), problem.class_of)
        if self.grades and self.classes:
            found.add(("classes",), "", "年级和班级只能写一样。", "Give grades or classes, not both.",
                      hint_zh="可能要分成两项变动。", hint_en="Maybe two changes are meant.")  # fmt: skip
        refuse(found)
        homes = [home for home in problem.classes if not self.grades or home.grade in self.grades]
        chosen = {home.id for home in homes if not self.classes or home.id in self.classes}
        applicants = [p for p in problem.pupils if p.weekdays and p.class_id in chosen]
        wanted = self.amount.of(len(applicants))
        if not 0 <= wanted <= MOST_TIMES * len(applicants):
            found.outside(("amount",), wanted, 0, MOST_TIMES * len(applicants))
        refuse(found)
        more = wanted - len(applicants)
        if more >= 0:
            return case._replace(problem=replace(problem, pupils=(*problem.pupils, *_copies(problem, applicants, more))))
        return case._replace(problem=_withdrawn(problem, {pupil.id for pupil in spread(applicants, -more)}))


def _copies(problem: Problem, applicants: Sequence[Pupil], count: int) -> list[Pupil]:
    taken = {name.casefold() for name in problem.pupil_of}
    found = []
    for pupil in spread(applicants, count) if count else ():
        number = 1
        while (ident := f"{pupil.id}.{number}").casefold() in taken:
            number += 1
        taken.add(ident.casefold())
        found.append(replace(pupil, id=ident, family="", exempt=0, category=None))
    return found


def _withdrawn(problem: Problem, gone: Collection[str]) -> Problem:
    """The problem after some pupils gave up their application; a squad that loses all its members is no course any more."""
    offerings, dropped = [], set()
    for offering in problem.offerings:
        members = tuple(name for name in offering.members if name not in gone)
        if offering.members and not members:
            dropped.add(offering.id)
        else:
            offerings.append(replace(offering, members=members))
    pupils = tuple(
        replace(p, weekdays=(), choices=(), clubs=0, clubs_assumed=False, late_until=None, blocks=()) if p.id in gone else p
        for p in problem.pupils
    )
    companions = tuple(each for each in problem.companions if each.pupil not in gone and each.other not in gone)
    return replace(problem, pupils=pupils, offerings=tuple(offerings), companions=companions)


@dataclass(frozen=True, slots=True)
class CourseDemand(Change):
    """More or fewer pupils want a course. More: applicants of its grades who do not list it put it first, at even distances. Fewer:
    those who list it no longer do.
    """

    offering: str
    amount: Amount

    kind: ClassVar[str] = "course_demand"
    about: ClassVar[Sentence] = Sentence("一门课程的志愿人数", "number of pupils who want a course")
    example: ClassVar = {"kind": "course_demand", "offering": "K01", "amount": "+20%"}
    phrase: ClassVar[str] = "course_demand K01 +20%"

    def effect(self, case: Case) -> Effect:
        return "mixed"

    def told(self, problem: Problem) -> Sentence:
        name, (zh, en) = naming.offerings(problem, (self.offering,)), self.amount.told("人", "pupils")
        return Sentence(f"{name.zh}的志愿人数{zh}", f"pupils who want {name.en} {en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        check_known(found, "offering", (self.offering,), ("课程", "offering"), problem.offering_of)
        refuse(found)
        offering = problem.offering_of[self.offering]
        if offering.dream or offering.members:
            found.add(("offering",), self.offering, "体育梦想课和校队不填志愿。", "Dream classes and squads are not chosen.",
                      hint_zh="可能要改的是报名人数（demand）。", hint_en="Maybe the number of applicants (demand) is meant.")  # fmt: skip
        refuse(found)
        listing = [p for p in problem.pupils if self.offering in p.choices]
        others = [p for p in problem.pupils if self.offering not in p.choices and _may_attend(problem, p, offering)]
        wanted = self.amount.of(len(listing))
        if not 0 <= wanted <= len(listing) + len(others):
            found.outside(("amount",), wanted, 0, len(listing) + len(others))
        refuse(found)
        more = wanted - len(listing)
        if more >= 0:
            edited = {pupil.id: _wanting(pupil, self.offering) for pupil in (spread(others, more) if more else ())}
        else:
            edited = {pupil.id: _without(pupil, self.offering) for pupil in spread(listing, -more)}
        return case._replace(problem=replace(problem, pupils=tuple(edited.get(p.id, p) for p in problem.pupils)))


def _may_attend(problem: Problem, pupil: Pupil, offering: Offering) -> bool:
    return (
        problem.grade_of_pupil[pupil.id] in offering.grades
        and len(set(pupil.weekdays).intersection(offering.weekdays)) >= offering.sessions
        and set(offering.requires) <= set(pupil.passed)
    )


def _wanting(pupil: Pupil, offering: str) -> Pupil:
    return replace(pupil, choices=(offering, *pupil.choices), clubs=max(pupil.clubs, CLUBS_UNSAID))


def _without(pupil: Pupil, offering: str) -> Pupil:
    choices = tuple(choice for choice in pupil.choices if choice != offering)
    return replace(pupil, choices=choices, clubs=min(pupil.clubs, len(choices)), clubs_assumed=pupil.clubs_assumed and bool(choices))
