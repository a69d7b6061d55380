"""Changes of people who come: new own staff, new outside instructors, and their dates of approval, insurance and training."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import ClassVar

from solver.changes import naming
from solver.changes.amount import FenAmount
from solver.changes.change import Case, Change, Effect, Sentence
from solver.changes.naming import check_known, refuse
from solver.changes.people import PERSON, check_days
from solver.problem.findings import Findings
from solver.problem.people import ROLES, Outside, Skill, Staff
from solver.problem.problem import Problem
from solver.units import Fen, Weekday
from solver.words import ROLES as ROLES_ZH

MOST_NEW = 200
"""People who may join in one change."""
VETTED_DAYS = 400
"""Days before the term and after it for which papers of a new outside instructor are taken to be in order."""
STAFF_PREFIX, OUTSIDE_PREFIX = "NEW", "NEWOUT"


def new_ids(prefix: str, count: int, taken: Iterable[str]) -> tuple[str, ...]:
    """``NEW1``, ``NEW2``, …, the first that are not taken."""
    known, number = {name.casefold() for name in taken}, 0
    found: list[str] = []
    while len(found) < count:
        number += 1
        if f"{prefix}{number}".casefold() not in known:
            found.append(f"{prefix}{number}")
    return tuple(found)


def _skills(written: tuple[str, ...], found: Findings) -> tuple[Skill, ...]:
    """``chess:2`` is chess at level 2; without a level it is level 1."""
    skills = []
    for index, text in enumerate(written):
        name, _, level = text.partition(":")
        if not name or (level and level not in ("1", "2", "3")):
            found.add(("skills", index), text, "特长应写成“名称”或“名称:级别”，级别 1 到 3。",
                      "A skill is a name, or a name with a level 1 to 3 (chess:2).",
                      hint_zh="可能级别写错了，如 chess:2。", hint_en="Maybe the level is wrong; as chess:2.")  # fmt: skip
        else:
            skills.append(Skill(name, int(level or "1")))
    return tuple(skills)


def _check_count(found: Findings, count: int) -> None:
    if not 1 <= count <= MOST_NEW:
        found.outside(("count",), count, 1, MOST_NEW)


def _check_since(found: Findings, since: date | None, problem: Problem) -> None:
    if since is not None and not problem.term.first <= since <= problem.term.last:
        found.outside(("since",), since, problem.term.first, problem.term.last)


@dataclass(frozen=True, slots=True)
class Join(Change):
    """New own staff without lessons, as ``NEW1``, ``NEW2``, …; trained, with a full share. since: first day, None = the whole term.

    skills: ``chess`` or ``chess:2``. classes: classes that they teach.
    """

    role: str
    count: int = 1
    skills: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    since: date | None = None

    kind: ClassVar[str] = "join"
    about: ClassVar[Sentence] = Sentence("新增教职工", "new own staff")
    example: ClassVar = {"kind": "join", "role": "subject", "count": 1, "skills": ["chess:2"]}
    phrase: ClassVar[str] = "join subject skills=chess:2"

    def effect(self, case: Case) -> Effect:
        return "adds"

    def told(self, problem: Problem) -> Sentence:
        role = ROLES_ZH.get(self.role, self.role)
        zh, en = (f"，特长 {'、'.join(self.skills)}", f" with {', '.join(self.skills)}") if self.skills else ("", "")
        since_zh, since_en = (f"从 {self.since} 起", f" from {self.since}") if self.since else ("", "")
        return Sentence(f"{since_zh}新增 {self.count} 名{role}{zh}", f"{self.count} new of role {self.role}{en}{since_en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        if self.role not in ROLES:
            found.unknown(("role",), self.role, "角色", "role", ROLES)
        _check_count(found, self.count)
        _check_since(found, self.since, problem)
        for index, home in enumerate(self.classes):
            if home not in problem.class_of:
                found.unknown(("classes", index), home, "班级", "class", problem.class_of)
        skills = _skills(self.skills, found)
        refuse(found)
        ids = new_ids(STAFF_PREFIX, self.count, [*problem.staff_of, *problem.outside_of])
        known = Staff("", self.role, skills=skills, trained=problem.term.first - timedelta(days=1), joined=self.since,
                      classes=self.classes, consents=tuple(dict.fromkeys(c for p in problem.staff for c in p.consents)))  # fmt: skip
        new = tuple(replace(known, id=ident, name=f"新增教师 {i}") for i, ident in enumerate(ids, 1))
        return case._replace(problem=replace(problem, staff=(*problem.staff, *new)))


@dataclass(frozen=True, slots=True)
class JoinOutside(Change):
    """New outside instructors ``NEWOUT1``, … of an organisation, whose papers are taken to be in order for the whole term.

    rate: fen per class-hour, written ``80元``.
    """

    organisation: str
    rate: FenAmount
    weekdays: tuple[Weekday, ...]
    skills: tuple[str, ...] = ()
    count: int = 1
    since: date | None = None

    kind: ClassVar[str] = "join_outside"
    about: ClassVar[Sentence] = Sentence("新增校外教师", "new outside instructors")
    example: ClassVar = {
        "kind": "join_outside", "organisation": "星火体育", "rate": "80元", "weekdays": [2, 4], "skills": ["ball:2"],
    }  # fmt: skip
    phrase: ClassVar[str] = "join_outside 星火体育 80元 周二,周四 skills=ball:2"

    def effect(self, case: Case) -> Effect:
        return "adds"

    def told(self, problem: Problem) -> Sentence:
        days, skills = naming.weekdays(self.weekdays), "、".join(self.skills)
        return Sentence(
            f"{self.organisation}新派 {self.count} 名校外教师（{days.zh}{'，' if skills else ''}{skills}）",
            f"{self.count} new outside instructors of {self.organisation} ({days.en}{'; ' if skills else ''}{', '.join(self.skills)})",
        )

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        _check_count(found, self.count)
        check_days(found, "weekdays", self.weekdays)
        _check_since(found, self.since, problem)
        if self.rate.how != "to":
            found.add(("rate",), self.rate.written, "新人的课酬要写金额。", "The rate of somebody new is an amount.",
                      hint_zh="可能要写 80元。", hint_en="Maybe 80元 is meant.")  # fmt: skip
        skills = _skills(self.skills, found)
        refuse(found)
        ids = new_ids(OUTSIDE_PREFIX, self.count, [*problem.staff_of, *problem.outside_of])
        before, after = (problem.term.first - timedelta(days=VETTED_DAYS), problem.term.last + timedelta(days=VETTED_DAYS))
        fen: Fen = self.rate.number
        known = Outside("", self.organisation, fen, self.weekdays, skills=skills, pool="city", approved_from=before,
                        approved_to=after, reviewed=problem.term.first - timedelta(days=1), insured_from=before, insured_to=after,
                        filed=problem.term.first - timedelta(days=1), clean_record=True, contract=True, joined=self.since)  # fmt: skip
        new = tuple(replace(known, id=ident, name=f"新增校外教师 {i}") for i, ident in enumerate(ids, 1))
        return case._replace(problem=replace(problem, outside=(*problem.outside, *new)))


@dataclass(frozen=True, slots=True)
class Vetting(Change):
    """Dates of vetting: approval, review, insurance and filing of outside instructors, training of own staff. None stays as it is."""

    people: tuple[str, ...]
    approved_from: date | None = None
    approved_to: date | None = None
    reviewed: date | None = None
    insured_from: date | None = None
    insured_to: date | None = None
    filed: date | None = None
    trained: date | None = None

    kind: ClassVar[str] = "vetting"
    about: ClassVar[Sentence] = Sentence("审核、保险、备案、培训日期", "dates of approval, insurance, filing and training")
    example: ClassVar = {"kind": "vetting", "people": ["O03"], "insured_to": "2027-01-31"}
    phrase: ClassVar[str] = "vetting O03 insured_to=2027-01-31"

    def _given(self) -> dict[str, date]:
        return {f.name: value for f in fields(self) if isinstance(value := getattr(self, f.name), date)}

    def effect(self, case: Case) -> Effect:
        known = naming.everybody(case.problem)
        signs: set[int] = set()
        for person in (known[ident] for ident in self.people):
            for name, day in self._given().items():
                before: date | None = getattr(person, name)
                if before is None:
                    signs.add(1)
                elif day != before:
                    signs.add((1 if day > before else -1) * _LATER.get(name, NEITHER))
        signs -= {0}
        return "adds" if signs <= {1} else "removes" if signs == {-1} else "mixed"

    def told(self, problem: Problem) -> Sentence:
        who, given = naming.people(problem, self.people), self._given()
        zh = "、".join(f"{_DATES[name][0]} {day}" for name, day in given.items())
        en = ", ".join(f"{_DATES[name][1]} {day}" for name, day in given.items())
        return Sentence(f"{who.zh}的{zh}", f"{who.en}: {en}")

    def apply(self, case: Case) -> Case:
        problem, given, found = case.problem, self._given(), Findings()
        known = naming.everybody(problem)
        check_known(found, "people", self.people, PERSON, known)
        if not given:
            listed_zh, listed_en = "、".join(_DATES), ", ".join(_DATES)
            found.add((), "", "没有写明日期。", "No date is given.",
                      hint_zh=f"可能漏写了 {listed_zh} 之一。", hint_en=f"Maybe one of {listed_en} was left out.")  # fmt: skip
        for index, ident in enumerate(self.people):
            own = ident in problem.staff_of
            for name in given:
                if ident in known and own != (name == "trained"):
                    found.add((name,), ident, f"第 {index + 1} 人没有“{_DATES[name][0]}”这一项。",
                              f"Person {index + 1} has no {_DATES[name][1]}.",
                              hint_zh="可能把教职工和校外教师弄混了：培训日期是教职工的，其余是校外教师的。",
                              hint_en="Maybe own staff and outside people were confused: training is of own staff, the rest of "
                              "outside people.")  # fmt: skip
        refuse(found)
        chosen, trained = set(self.people), given.get("trained")
        dates = {name: day for name, day in given.items() if name != "trained"}
        return case._replace(
            problem=replace(
                problem,
                staff=tuple(replace(p, trained=trained) if p.id in chosen else p for p in problem.staff),
                outside=tuple(_dated(guest, dates) if guest.id in chosen else guest for guest in problem.outside),
            )
        )


NEITHER = 2
_LATER = {"approved_from": -1, "reviewed": -1, "insured_from": -1, "trained": -1, "approved_to": 1, "insured_to": 1}
"""Sign of a later date: 1 lets the person come on more days, -1 on fewer; NEITHER where it must lie between two others, as filing does."""
_DATES = {
    "approved_from": ("审核生效日期", "approved from"), "approved_to": ("审核有效期至", "approved to"),
    "reviewed": ("复核日期", "reviewed"), "insured_from": ("保险起始日期", "insured from"),
    "insured_to": ("保险截止日期", "insured to"), "filed": ("备案日期", "filed"), "trained": ("培训日期", "trained"),
}  # fmt: skip


def _dated(guest: Outside, dates: dict[str, date]) -> Outside:
    return replace(
        guest,
        approved_from=dates.get("approved_from", guest.approved_from),
        approved_to=dates.get("approved_to", guest.approved_to),
        reviewed=dates.get("reviewed", guest.reviewed),
        insured_from=dates.get("insured_from", guest.insured_from),
        insured_to=dates.get("insured_to", guest.insured_to),
        filed=dates.get("filed", guest.filed),
    )
