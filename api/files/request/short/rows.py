"""Rows of the short workbook -> what is known of a school."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from api.files.defaults.known import KnownCourse, KnownSchool
from api.files.request.naming import pupil_id
from api.files.table.fault_list import FaultList
from api.files.table.grades import ALL_GRADES, parse_class_name
from api.files.table.reader import Table, TableRow
from api.schemas.problem import pupil_of
from solver.errors import Fault, Path
from solver.policy.policy import Policy
from solver.problem.bells import Busy
from solver.problem.money import Money
from solver.problem.people import Outside, Staff
from solver.problem.pupils import HomeClass, Pupil

ALL_DAY = (0, 1440)
EVERY_DAY = (1, 2, 3, 4, 5)
MOST_PUPILS = 100
"""Pupils of one row at most; a class has fewer."""


@dataclass(slots=True)
class ShortRows:
    """The good rows of the five sheets, with what their making of a school finds.

    titles: of the sheets as they stand. sources: path in the problem -> sheet key and row from which it comes.
    """

    tables: Mapping[str, Table]
    titles: Mapping[str, str]
    faults: FaultList
    notices: list[Fault] = field(default_factory=list)
    sources: dict[Path, tuple[str, TableRow]] = field(default_factory=dict)

    def known(self, policy: Policy) -> KnownSchool:
        """Facts that the rows hold."""
        school = self.tables["school"].good[0].values
        classes, ids = self._classes()
        return KnownSchool(
            school["name"], school["first"], school["last"], school["term"], tuple(classes), self._pupils(ids), self._staff(ids),
            self._outside(), frozenset(row.values["name"] for row in self.tables["outside"].good if row.values["vetted"]),
            self._courses(), start=school["start"], end=school["end"], work_end=school["work_end"], money=_money(school, policy),
        )  # fmt: skip

    def _classes(self) -> tuple[list[HomeClass], dict[str, str]]:
        """Classes in the order of grades, and the id of each text that names one of them."""
        found: dict[str, HomeClass] = {}
        ids: dict[str, str] = {}
        for row in self.tables["pupils"].good:
            text = row.values["class_id"]
            if text in ids:
                continue
            name = parse_class_name(text)
            if name is None or not name.grade:
                self._fault("pupils", row, "class_id", text, "看不出是几年级几班", "grade and number of the class are not clear",
                            "可能写法特别；请写成 一(1)班 或 1.1。", "Maybe write it as 1.1.")  # fmt: skip
                continue
            ids[text] = f"{name.grade}.{name.number}"
            found.setdefault(ids[text], HomeClass(ids[text], name.grade, "", text.strip()))
        order = sorted(found.values(), key=lambda home: (home.grade, int(home.id.partition(".")[2])))
        return order, ids

    def _pupils(self, ids: Mapping[str, str]) -> tuple[Pupil, ...]:
        rows = [row for row in self.tables["pupils"].good if row.values["class_id"] in ids]
        unsaid = all(row.values["weekdays"] is None for row in rows)
        if unsaid and rows:
            self.notices.append(Fault((self.titles["pupils"],), "每天", "“参加星期”整列空着，按全部学生每天都参加",
                                      "no weekdays at all: every pupil on every day",
                                      "可能还没有报名；报名以后请填上。", "Maybe nobody has signed up yet; fill it in later."))  # fmt: skip
        taken = {row.values["id"] for row in rows}
        counted: Counter[str] = Counter()
        pupils: list[Pupil] = []
        for row in rows:
            home = ids[row.values["class_id"]]
            fields = {key: row.values[key] for key in ("choices", "clubs", "late_until", "exempt", "family")}
            days = row.values["weekdays"]
            fields |= {"class_id": home, "weekdays": EVERY_DAY if unsaid else days or ()}
            if row.values["id"] and row.values["count"] > 1:
                self._fault("pupils", row, "count", str(row.values["count"]), "写了学生编号的行只能是一名学生",
                            "a row with a pupil's id is one pupil", "可能多填了人数。", "Maybe the number was not meant.")  # fmt: skip
            if not 1 <= row.values["count"] <= MOST_PUPILS:
                self._fault("pupils", row, "count", str(row.values["count"]), f"一行的人数应在 1 到 {MOST_PUPILS} 之间",
                            f"a row may stand for 1 to {MOST_PUPILS} pupils", "可能写了全校的人数；请每个班一行。",
                            "Maybe the number of the whole school; write one row a class.")  # fmt: skip
                continue
            for _ in range(row.values["count"]):
                name = row.values["id"]
                while not name:
                    counted[home] += 1
                    name = pupil_id(home, counted[home])
                    name = "" if name in taken else name
                self.sources["pupils", len(pupils)] = "pupils", row
                pupils.append(pupil_of({"id": name, **fields}))
        return tuple(pupils)

    def _staff(self, ids: Mapping[str, str]) -> tuple[Staff, ...]:
        people: list[Staff] = []
        for row in self.tables["staff"].good:
            said = row.values
            homeroom = self._class(said["homeroom"], ids, row, "homeroom") if said["homeroom"] else None
            role = said["role"] or ("homeroom" if homeroom else "subject")
            classes = tuple(home for text in said["classes"] if (home := self._class(text, ids, row, "classes")))
            self.sources["staff", len(people)] = "staff", row
            people.append(Staff(
                said["id"], role, said["name"], homeroom, said["subjects"], takes_part=said["takes_part"], reasons=said["reasons"],
                unavailable=tuple(Busy(day, *ALL_DAY) for day in said["away"]), classes=classes,
            ))  # fmt: skip
        return tuple(people)

    def _outside(self) -> tuple[Outside, ...]:
        people: list[Outside] = []
        for row in self.tables["outside"].good:
            said = row.values
            self.sources["outside", len(people)] = "outside", row
            people.append(
                Outside(
                    said["name"],
                    said["organisation"] or said["name"],
                    said["rate"] or 0,
                    said["weekdays"],
                    said["name"],
                    kind=said["kind"],
                )
            )
        return tuple(people)

    def _courses(self) -> tuple[KnownCourse, ...]:
        people = {row.values["name"]: row.values["id"] for row in self.tables["staff"].good}
        ids = {row.values["id"] for row in self.tables["staff"].good} | {
            row.values["name"] for row in self.tables["outside"].good
        }
        courses: list[KnownCourse] = []
        for row in self.tables["offerings"].good:
            said = dict(row.values)
            leaders = []
            for name in said.pop("leaders"):
                meant = name if name in ids else people.get(name)
                if meant is None:
                    self._fault("offerings", row, "leaders", name, f"“{name}”不在“教职工”表，也不在“校外师资”表",
                                f"{name} is neither own staff nor an outside person", "可能写错了名字，或忘了添上这个人。",
                                "Maybe misspelt, or the person is missing.")  # fmt: skip
                else:
                    leaders.append(meant)
            grades = said.pop("grades")
            self.sources["offerings", len(courses)] = "offerings", row
            courses.append(KnownCourse(**said, leaders=tuple(leaders), grades=() if grades == ALL_GRADES else grades))
        return tuple(courses)

    def _class(self, text: str, ids: Mapping[str, str], row: TableRow, column: str) -> str | None:
        """The class that a text names: one of those with pupils."""
        if text in ids:
            return ids[text]
        name = parse_class_name(text)
        known = set(ids.values())
        if name is not None and f"{name.grade}.{name.number}" in known:
            return f"{name.grade}.{name.number}"
        same = [home for home in known if name is not None and not name.grade and home.endswith(f".{name.number}")]
        if len(same) == 1:
            return same[0]
        told = "分不清是哪个年级的" if same else "没有这个班，“班级和学生”表里有的才算"
        self._fault("staff", row, column, text, told, "no single class of the pupils' sheet has this name",
                    "可能写错了；请写成 一(1)班 或 1.1。", "Maybe mistyped; write it as 1.1.")  # fmt: skip
        return None

    def _fault(
        self, key: str, row: TableRow, column: str, value: str, zh: str, en: str, hint_zh: str, hint_en: str
    ) -> None:
        self.faults.add(self.titles[key], self.tables[key].spec.cell(row.row, column), value, zh, en, hint_zh, hint_en)


def _money(school: Mapping[str, Any], policy: Policy) -> Money | None:
    """Fee and pay where any is said; the rest is the policy's."""
    said = ("fee", "pay", "published", "agreed")
    if all(school[key] is None for key in said):
        return None
    fee = school["fee"] if school["fee"] is not None else policy.number("G01", "fen_per_classhour")
    pay = school["pay"] if school["pay"] is not None else policy.number("G05", "fen_per_classhour")
    return Money(fee, pay, published=school["published"], agreed=school["agreed"])
