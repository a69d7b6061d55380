"""Changes of courses: pupils that open a section, places in one, number of sections, weekdays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from solver.changes import naming
from solver.changes.amount import Amount
from solver.changes.change import Case, Change, Effect, Sentence
from solver.changes.naming import check_known, refuse
from solver.problem.findings import Findings
from solver.problem.offerings import Offering
from solver.problem.problem import Problem
from solver.units import Weekday

OFFERING = ("课程", "offering")
LARGEST_SECTION = 500
"""Pupils of a section, at most."""
MOST_SECTIONS = 50
"""Sections of a course, at most."""


def _chosen(problem: Problem, ids: tuple[str, ...]) -> tuple[Offering, ...]:
    """The named ones; none named: all that pupils choose, since squads and dream classes have the pupils that they have."""
    if ids:
        return tuple(problem.offering_of[ident] for ident in ids)
    return tuple(offering for offering in problem.offerings if not offering.dream and not offering.members)


def _check(problem: Problem, ids: tuple[str, ...]) -> None:
    found = Findings()
    if ids:
        check_known(found, "offerings", ids, OFFERING, problem.offering_of)
    refuse(found)


def _sizes(problem: Problem, ids: tuple[str, ...], amount: Amount, field: str, most: int) -> dict[str, int]:
    """New value by offering. Raises ProblemError where one lies outside 1..most."""
    _check(problem, ids)
    sizes = {offering.id: amount.of(getattr(offering, field)) for offering in _chosen(problem, ids)}
    found = Findings()
    for size in sorted({size for size in sizes.values() if not 1 <= size <= most}):
        found.outside(("amount",), size, 1, most)
    refuse(found)
    return sizes


def _signs(problem: Problem, ids: tuple[str, ...], amount: Amount, field: str) -> set[int]:
    return {amount.compared(getattr(offering, field)) for offering in _chosen(problem, ids)} - {0}


@dataclass(frozen=True, slots=True)
class Maximum(Change):
    """Places in a section of courses (empty = of all that are chosen)."""

    amount: Amount
    offerings: tuple[str, ...] = ()

    kind: ClassVar[str] = "maximum"
    about: ClassVar[Sentence] = Sentence("每班容纳人数", "places in a section")
    example: ClassVar = {"kind": "maximum", "amount": "<=25"}
    phrase: ClassVar[str] = "maximum <=25"

    def effect(self, case: Case) -> Effect:
        signs = _signs(case.problem, self.offerings, self.amount, "maximum")
        return "adds" if signs <= {1} else "removes" if signs == {-1} else "mixed"

    def told(self, problem: Problem) -> Sentence:
        names, (zh, en) = naming.offerings(problem, self.offerings), self.amount.told("人", "pupils")
        return Sentence(f"{names.zh}每班容纳人数{zh}", f"places in a section of {names.en} {en}")

    def apply(self, case: Case) -> Case:
        problem = case.problem
        sizes = _sizes(problem, self.offerings, self.amount, "maximum", LARGEST_SECTION)
        found = Findings()
        for offering in problem.offerings:
            if sizes.get(offering.id, offering.minimum) < offering.minimum:
                found.add(("amount",), sizes[offering.id],
                          f"{offering.name}({offering.id})的容纳人数不能小于开班人数（{offering.minimum}）。",
                          f"Places of {offering.id} may not be fewer than the pupils that open a section ({offering.minimum}).",
                          hint_zh="可能要先降低开班人数（minimum）。", hint_en="Maybe lower the minimum first.")  # fmt: skip
        refuse(found)
        offerings = tuple(replace(o, maximum=sizes.get(o.id, o.maximum)) for o in problem.offerings)
        return case._replace(problem=replace(problem, offerings=offerings))


@dataclass(frozen=True, slots=True)
class Minimum(Change):
    """Pupils that open a section of courses (empty = of all that are chosen)."""

    amount: Amount
    offerings: tuple[str, ...] = ()

    kind: ClassVar[str] = "minimum"
    about: ClassVar[Sentence] = Sentence("开班人数", "pupils that open a section")
    example: ClassVar = {"kind": "minimum", "offerings": ["K01"], "amount": "-3"}
    phrase: ClassVar[str] = "minimum -3 offerings=K01"

    def effect(self, case: Case) -> Effect:
        signs = _signs(case.problem, self.offerings, self.amount, "minimum")
        return "adds" if signs <= {-1} else "removes" if signs == {1} else "mixed"

    def told(self, problem: Problem) -> Sentence:
        names, (zh, en) = naming.offerings(problem, self.offerings), self.amount.told("人", "pupils")
        return Sentence(f"{names.zh}开班人数{zh}", f"pupils that open a section of {names.en} {en}")

    def apply(self, case: Case) -> Case:
        problem = case.problem
        sizes = _sizes(problem, self.offerings, self.amount, "minimum", LARGEST_SECTION)
        found = Findings()
        for offering in problem.offerings:
            if sizes.get(offering.id, 0) > offering.maximum:
                found.add(("amount",), sizes[offering.id],
                          f"{offering.name}({offering.id})的开班人数不能大于容纳人数（{offering.maximum}）。",
                          f"Pupils that open a section of {offering.id} may not be more than its places ({offering.maximum}).",
                          hint_zh="可能要先提高容纳人数（maximum）。", hint_en="Maybe raise the maximum first.")  # fmt: skip
        refuse(found)
        offerings = tuple(replace(o, minimum=sizes.get(o.id, o.minimum)) for o in problem.offerings)
        return case._replace(problem=replace(problem, offerings=offerings))


@dataclass(frozen=True, slots=True)
class SectionCount(Change):
    """Sections that may be opened of courses (empty = of all that are chosen)."""

    amount: Amount
    offerings: tuple[str, ...] = ()

    kind: ClassVar[str] = "sections"
    about: ClassVar[Sentence] = Sentence("可开班数", "sections that may be opened")
    example: ClassVar = {"kind": "sections", "offerings": ["K09"], "amount": "+1"}
    phrase: ClassVar[str] = "sections +1 offerings=K09"

    def effect(self, case: Case) -> Effect:
        signs = _signs(case.problem, self.offerings, self.amount, "max_sections")
        return "adds" if signs <= {1} else "removes" if signs == {-1} else "mixed"

    def told(self, problem: Problem) -> Sentence:
        names, (zh, en) = naming.offerings(problem, self.offerings), self.amount.told("个班", "sections")
        return Sentence(f"{names.zh}可开班数{zh}", f"sections of {names.en} {en}")

    def apply(self, case: Case) -> Case:
        problem = case.problem
        sizes = _sizes(problem, self.offerings, self.amount, "max_sections", MOST_SECTIONS)
        offerings = tuple(replace(o, max_sections=sizes.get(o.id, o.max_sections)) for o in problem.offerings)
        return case._replace(problem=replace(problem, offerings=offerings))


@dataclass(frozen=True, slots=True)
class CourseDays(Change):
    """Weekdays on which courses (empty = all that are chosen) may meet: days to add and to drop."""

    offerings: tuple[str, ...] = ()
    add: tuple[Weekday, ...] = ()
    drop: tuple[Weekday, ...] = ()

    kind: ClassVar[str] = "course_days"
    about: ClassVar[Sentence] = Sentence("课程可上课的星期", "weekdays of courses")
    example: ClassVar = {"kind": "course_days", "offerings": ["K01"], "add": [1, 5]}
    phrase: ClassVar[str] = "course_days K01 add=周一,周五"

    def effect(self, case: Case) -> Effect:
        return "mixed" if self.add and self.drop else "removes" if self.drop else "adds"

    def told(self, problem: Problem) -> Sentence:
        names, add, drop = naming.offerings(problem, self.offerings), naming.weekdays(self.add), naming.weekdays(self.drop)
        zh = "，".join(part for part in (add.zh and f"增加{add.zh}", drop.zh and f"取消{drop.zh}") if part)
        en = ", ".join(part for part in (add.en and f"also on {add.en}", drop.en and f"not on {drop.en}") if part)
        return Sentence(f"{names.zh}上课日{zh}", f"{names.en} {en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        _check(problem, self.offerings)
        if not self.add and not self.drop:
            found.add((), "", "没有写明要增加或取消的星期。", "No weekday to add or to drop is given.",
                      hint_zh="可能漏写了 add 或 drop。", hint_en="Maybe add or drop was left out.")  # fmt: skip
        for field, days in (("add", self.add), ("drop", self.drop)):
            for index, day in enumerate(days):
                if not 1 <= day <= 5:
                    found.outside((field, index), day, "1（周一 Mon）", "5（周五 Fri）")
        refuse(found)
        chosen = {offering.id for offering in _chosen(problem, self.offerings)}

        def moved(offering: Offering) -> Offering:
            if offering.id not in chosen:
                return offering
            days = tuple(sorted({*offering.weekdays, *self.add} - set(self.drop)))
            if len(days) < offering.sessions:
                found.add(("drop",), offering.id, f"{offering.name}({offering.id})每周 {offering.sessions} 次，只剩 {len(days)} 天可上课。",
                          f"{offering.id} meets {offering.sessions} times a week and would have {len(days)} days left.",
                          hint_zh="可能要少取消几天。", hint_en="Maybe drop fewer days.")  # fmt: skip
            return replace(offering, weekdays=days)

        offerings = tuple(moved(offering) for offering in problem.offerings)
        refuse(found)
        return case._replace(problem=replace(problem, offerings=offerings))
