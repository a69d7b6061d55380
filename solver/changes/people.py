"""Changes of people: leave, join, come, be absent, days a week, skills, dates of approval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from solver.changes import naming
from solver.changes.amount import Amount
from solver.changes.change import Case, Change, Effect, Sentence
from solver.changes.naming import check_known, refuse
from solver.problem.bells import Busy
from solver.problem.findings import Findings
from solver.problem.people import Outside, Skill, Staff
from solver.problem.problem import Problem
from solver.units import Minute, Weekday

PERSON = ("人员", "person")
OWN = ("教职工", "member of staff")
OUTSIDE = ("校外教师", "outside instructor")
DAYS_OF_WEEK = range(1, 8)
NO_LEVEL, HIGHEST_LEVEL = 0, 3
DAYS_CAP = "D10"
"""Rule that caps the days of a week for everybody."""


def _edited(problem: Problem, ids: tuple[str, ...], own: Callable[[Staff], Staff], guest: Callable[[Outside], Outside]) -> Problem:
    chosen = set(ids)
    return replace(
        problem,
        staff=tuple(own(person) if person.id in chosen else person for person in problem.staff),
        outside=tuple(guest(person) if person.id in chosen else person for person in problem.outside),
    )


def _check_people(problem: Problem, ids: tuple[str, ...]) -> Findings:
    found = Findings()
    check_known(found, "people", ids, PERSON, [*problem.staff_of, *problem.outside_of])
    return found


def check_days(found: Findings, field: str, days: tuple[Weekday, ...]) -> None:
    """Weekdays are 1..7, and one at least is named."""
    if not days:
        found.add((field,), "", "没有写明星期。", "No weekday is named.",
                  hint_zh="可能漏写了，如 周一、周三。", hint_en="Maybe it was left out; as Mon, Wed.")  # fmt: skip
    for index, day in enumerate(days):
        if day not in DAYS_OF_WEEK:
            found.outside((field, index), day, "1（周一 Mon）", "7（周日 Sun）")


@dataclass(frozen=True, slots=True)
class Leave(Change):
    """People leave the service: own staff keep their lessons and have no duty any more, outside people come no more.

    since: first day on which they are gone, or None for the whole term.
    """

    people: tuple[str, ...]
    since: date | None = None

    kind: ClassVar[str] = "leave"
    about: ClassVar[Sentence] = Sentence("人员退出课后服务", "people leave the service")
    example: ClassVar = {"kind": "leave", "people": ["T012", "T017"], "since": "2026-10-08"}
    phrase: ClassVar[str] = "leave T012,T017 since=2026-10-08"

    def effect(self, case: Case) -> Effect:
        return "removes"

    def told(self, problem: Problem) -> Sentence:
        who = naming.people(problem, self.people)
        zh, en = (f"从 {self.since} 起", f" from {self.since}") if self.since else ("", "")
        return Sentence(f"{who.zh}{zh}退出课后服务", f"{who.en} leave the service{en}")

    def apply(self, case: Case) -> Case:
        problem = case.problem
        found = _check_people(problem, self.people)
        if self.since is not None and not problem.term.first <= self.since <= problem.term.last:
            found.outside(("since",), self.since, problem.term.first, problem.term.last)
        refuse(found)
        if self.since is None:
            gone = set(self.people)
            outside = tuple(guest for guest in problem.outside if guest.id not in gone)
            left = {guest.organisation for guest in outside}
            contracts = tuple(each for each in problem.money.contracts if each.organisation in left)
            staff = tuple(replace(p, takes_part=False) if p.id in gone else p for p in problem.staff)
            return case._replace(
                problem=replace(problem, staff=staff, outside=outside, money=replace(problem.money, contracts=contracts))
            )
        last = self.since - timedelta(days=1)

        def until(left: date | None) -> date:
            return last if left is None else min(left, last)

        def own(person: Staff) -> Staff:
            if person.joined is not None and person.joined > last:
                return replace(person, takes_part=False)
            return replace(person, left=until(person.left))

        def guest(person: Outside) -> Outside:
            if person.joined is not None and person.joined > last:
                return replace(person, weekdays=())
            return replace(person, left=until(person.left))

        return case._replace(problem=_edited(problem, self.people, own, guest))


@dataclass(frozen=True, slots=True)
class TakePart(Change):
    """Own staff who have no duty so far take part in the service."""

    people: tuple[str, ...]

    kind: ClassVar[str] = "take_part"
    about: ClassVar[Sentence] = Sentence("教职工加入课后服务", "own staff take part in the service")
    example: ClassVar = {"kind": "take_part", "people": ["T031"]}
    phrase: ClassVar[str] = "take_part T031"

    def effect(self, case: Case) -> Effect:
        return "adds"

    def told(self, problem: Problem) -> Sentence:
        who = naming.people(problem, self.people)
        return Sentence(f"{who.zh}参加课后服务", f"{who.en} take part in the service")

    def apply(self, case: Case) -> Case:
        found = Findings()
        check_known(found, "people", self.people, OWN, case.problem.staff_of)
        refuse(found)
        return case._replace(problem=_edited(case.problem, self.people, lambda p: replace(p, takes_part=True), lambda g: g))


@dataclass(frozen=True, slots=True)
class Absent(Change):
    """People cannot come on weekdays, all day or from start to end; outside people then do not come on these days at all.

    weeks: ``odd``, ``even``, or empty for every week.
    """

    people: tuple[str, ...]
    weekdays: tuple[Weekday, ...]
    start: Minute = 0
    end: Minute = 1440
    weeks: str = ""

    kind: ClassVar[str] = "absent"
    about: ClassVar[Sentence] = Sentence("人员在某些星期不能到岗", "people cannot come on weekdays")
    example: ClassVar = {"kind": "absent", "people": ["T012"], "weekdays": [1, 3]}
    phrase: ClassVar[str] = "absent T012 周一,周三"

    def effect(self, case: Case) -> Effect:
        return "removes"

    def told(self, problem: Problem) -> Sentence:
        who, days = naming.people(problem, self.people), naming.weekdays(self.weekdays)
        zh, en = naming.part_of_day(self.start, self.end)
        return Sentence(f"{who.zh}{days.zh}{zh}不能到岗", f"{who.en} cannot come on {days.en}{en}")

    def apply(self, case: Case) -> Case:
        found = _check_people(case.problem, self.people)
        check_days(found, "weekdays", self.weekdays)
        refuse(found)
        times = tuple(Busy(day, self.start, self.end, self.weeks) for day in self.weekdays if day < 6)

        def guest(person: Outside) -> Outside:
            return replace(person, weekdays=tuple(day for day in person.weekdays if day not in self.weekdays))

        return case._replace(
            problem=_edited(case.problem, self.people, lambda p: replace(p, unavailable=(*p.unavailable, *times)), guest)
        )


@dataclass(frozen=True, slots=True)
class Available(Change):
    """People can come on weekdays on which they could not: times at which they are away fall, outside people come on these days too."""

    people: tuple[str, ...]
    weekdays: tuple[Weekday, ...]

    kind: ClassVar[str] = "available"
    about: ClassVar[Sentence] = Sentence("人员在某些星期可以到岗", "people can come on weekdays")
    example: ClassVar = {"kind": "available", "people": ["T012"], "weekdays": [2]}
    phrase: ClassVar[str] = "available T012 周二"

    def effect(self, case: Case) -> Effect:
        return "adds"

    def told(self, problem: Problem) -> Sentence:
        who, days = naming.people(problem, self.people), naming.weekdays(self.weekdays)
        return Sentence(f"{who.zh}{days.zh}可以到岗", f"{who.en} can come on {days.en}")

    def apply(self, case: Case) -> Case:
        found = _check_people(case.problem, self.people)
        check_days(found, "weekdays", self.weekdays)
        refuse(found)

        def own(person: Staff) -> Staff:
            return replace(person, unavailable=tuple(busy for busy in person.unavailable if busy.weekday not in self.weekdays))

        def guest(person: Outside) -> Outside:
            return replace(person, weekdays=tuple(sorted({*person.weekdays, *(day for day in self.weekdays if day < 6)})))

        return case._replace(problem=_edited(case.problem, self.people, own, guest))


@dataclass(frozen=True, slots=True)
class CapDays(Change):
    """Own cap of days a week of members of staff (D10); a difference counts from the policy's cap where a person has none."""

    people: tuple[str, ...]
    amount: Amount

    kind: ClassVar[str] = "cap_days"
    about: ClassVar[Sentence] = Sentence("个人每周值班天数上限", "a person's cap of days a week")
    example: ClassVar = {"kind": "cap_days", "people": ["T012"], "amount": "+1"}
    phrase: ClassVar[str] = "cap_days T012 +1"

    def effect(self, case: Case) -> Effect:
        before = [_cap(case, case.problem.staff_of[ident]) for ident in self.people]
        signs = {self.amount.compared(cap) for cap in before} - {0}
        return "adds" if signs <= {1} else "removes" if signs == {-1} else "mixed"

    def told(self, problem: Problem) -> Sentence:
        who, (zh, en) = naming.people(problem, self.people), self.amount.told("天", "days")
        return Sentence(f"{who.zh}每周值班天数上限{zh}", f"days a week of {who.en} {en}")

    def apply(self, case: Case) -> Case:
        found = Findings()
        check_known(found, "people", self.people, OWN, case.problem.staff_of)
        refuse(found)
        caps = {ident: self.amount.of(_cap(case, case.problem.staff_of[ident])) for ident in self.people}
        for cap in sorted({cap for cap in caps.values() if not 0 <= cap <= DAYS_OF_WEEK[-1]}):
            found.outside(("amount",), cap, 0, DAYS_OF_WEEK[-1])
        refuse(found)
        return case._replace(problem=_edited(case.problem, self.people, lambda p: replace(p, max_days=caps[p.id]), lambda g: g))


def _cap(case: Case, person: Staff) -> int:
    if person.max_days is not None:
        return person.max_days
    if not case.policy.on(DAYS_CAP):
        return DAYS_OF_WEEK[-1]
    return case.policy.number_or(DAYS_CAP, "days_per_week", None) or DAYS_OF_WEEK[-1]


@dataclass(frozen=True, slots=True)
class Train(Change):
    """People master a skill at a level 1..3 (D07); level 0 takes it away."""

    people: tuple[str, ...]
    skill: str
    level: int = 1

    kind: ClassVar[str] = "skill"
    about: ClassVar[Sentence] = Sentence("人员的特长", "a skill of people")
    example: ClassVar = {"kind": "skill", "people": ["T012"], "skill": "chess", "level": 2}
    phrase: ClassVar[str] = "skill T012 chess level=2"

    def effect(self, case: Case) -> Effect:
        known = naming.everybody(case.problem)
        before = [next((s.level for s in known[i].skills if s.name == self.skill), NO_LEVEL) for i in self.people]
        signs = {(self.level > level) - (self.level < level) for level in before} - {0}
        return "adds" if signs <= {1} else "removes" if signs == {-1} else "mixed"

    def told(self, problem: Problem) -> Sentence:
        who = naming.people(problem, self.people)
        if self.level == NO_LEVEL:
            return Sentence(f"{who.zh}不再有特长“{self.skill}”", f"{who.en} lose the skill {self.skill}")
        return Sentence(f"{who.zh}有特长“{self.skill}”，{self.level} 级", f"{who.en} have the skill {self.skill}, level {self.level}")

    def apply(self, case: Case) -> Case:
        problem = case.problem
        found = _check_people(problem, self.people)
        known = dict.fromkeys(offering.skill for offering in problem.offerings)
        known |= dict.fromkeys(s.name for person in naming.everybody(problem).values() for s in person.skills)
        if self.skill not in known:
            found.unknown(("skill",), self.skill, "特长", "skill", known)
        if not NO_LEVEL <= self.level <= HIGHEST_LEVEL:
            found.outside(("level",), self.level, NO_LEVEL, HIGHEST_LEVEL)
        refuse(found)

        def trained(skills: tuple[Skill, ...]) -> tuple[Skill, ...]:
            others = tuple(skill for skill in skills if skill.name != self.skill)
            return (*others, Skill(self.skill, self.level)) if self.level else others

        return case._replace(
            problem=_edited(
                problem, self.people, lambda p: replace(p, skills=trained(p.skills)), lambda g: replace(g, skills=trained(g.skills))
            )
        )
