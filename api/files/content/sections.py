"""The menu of sections (kind, content, teacher, audience, capacity, time) and their name lists."""

from __future__ import annotations

from collections import defaultdict

from api.files.content.names import PageNames
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.content.shown_part import (
    ShownPart,
    fixed_part,
    follows_part,
    people_part,
    room_part,
    seat_part,
    time_part,
)
from api.files.labels import STRANDS
from api.files.plan.bundle import PlanBundle
from solver.check.plan_index import PlanIndex
from solver.papers.attendance import grades_of
from solver.plan.plan import Post, Section
from solver.units import WEEKDAYS_ZH
from solver.words import span

A_ROW = 6
"""Pupils in a row of a name list."""


class Sections:
    """Seats and people of the sections of one plan."""

    def __init__(self, bundle: PlanBundle, names: PageNames) -> None:
        self.bundle = bundle
        self.names = names
        self.pupils: dict[tuple[str, int], list[str]] = defaultdict(list)
        for seat in bundle.plan.seats:
            self.pupils[seat.offering, seat.number].append(seat.pupil)
        self._people: dict[Post, list[str]] = defaultdict(list)
        for item in bundle.plan.assignments:
            self._people[item.post].append(item.person)

    def people(self, kind: str, section: Section) -> str:
        return self.names.people(self._people[Post(kind, 0, section.offering, section.number)])

    def stand(self, kind: str, section: Section, text: str) -> ShownPart:
        """Part that shows who leads or assists."""
        return people_part(text, Post(kind, 0, section.offering, section.number))

    def when(self, section: Section) -> str:
        return "\n".join(part.text for part in self.times(section))

    def times(self, section: Section) -> tuple[ShownPart, ...]:
        """Weekday and time of each session."""
        offering = self.bundle.problem.offering_of.get(section.offering)
        minutes = offering.minutes if offering else 0
        return tuple(
            time_part(f"{_day(item.weekday)} {span(item.start, item.start + minutes)}", section, item.weekday)
            for item in sorted(section.sessions)
        )

    def where(self, section: Section) -> str:
        return "\n".join(part.text for part in self.rooms(section))

    def rooms(self, section: Section) -> tuple[ShownPart, ...]:
        """Each room of its sessions once."""
        days: dict[str, list[int]] = {}
        for item in sorted(section.sessions):
            days.setdefault(self.names.room(item.room), []).append(item.weekday)
        return tuple(room_part(name, section, weekdays) for name, weekdays in days.items())


def _day(weekday: int) -> str:
    return WEEKDAYS_ZH[weekday] if 0 < weekday < 8 else str(weekday)


def menu_page(bundle: PlanBundle, sections: Sections) -> Page:
    """One row a section."""
    rows: list[Row] = []
    for section in bundle.plan.sections:
        offering = bundle.problem.offering_of.get(section.offering)
        if offering is None:
            continue
        strand = STRANDS.get(offering.strand, offering.strand)
        leader, helpers = sections.people("lead", section) or "【缺人】", sections.people("assist", section) or "—"
        taken = len(sections.pupils[section.offering, section.number])
        rows.append((
            Cell(f"{strand}\n{'学科类' if offering.academic else '非学科类'}"),
            Cell(f"{sections.names.section(section.offering, section.number)}\n{section.id}", "label"),
            Cell(leader, "bad" if leader == "【缺人】" else "", parts=(sections.stand("lead", section, leader),)),
            Cell(helpers, parts=(sections.stand("assist", section, helpers),)),
            Cell(_audience(bundle.view, section)),
            count(offering.maximum),
            count(taken),
            Cell(sections.when(section), parts=sections.times(section)),
            Cell(sections.where(section), parts=sections.rooms(section)),
        ))  # fmt: skip
    header = heads(("办班种类", "kind"), ("内容", "content"), ("师资", "teacher"), ("助教", "assistants"),
                   ("参加对象", "audience"), ("容纳人数", "places"), ("已安排", "seated"), ("时间", "time"),
                   ("地点", "place"))  # fmt: skip
    block = PageBlock("课后服务课程菜单", "Menu of sections", (header,), tuple(rows))
    return Page("sections", "课程班", "sections", (14, 20, 16, 16, 18, 10, 10, 24, 20), (block,), 2)


def _audience(view: PlanIndex, section: Section) -> str:
    """``3、4年级``: the grades that may attend the section as it is timed."""
    opened = view.opened.get((section.offering, section.number))
    grades = grades_of(view, opened) if opened else ()
    return "、".join(str(grade) for grade in grades) + "年级" if grades else "—"


def roster_page(bundle: PlanBundle, sections: Sections) -> Page:
    """The pupils of every section: pseudonymous id and class."""
    class_of = {pupil.id: pupil.class_id for pupil in bundle.problem.pupils}
    rows: list[Row] = []
    for section in bundle.plan.sections:
        pupils = sorted(sections.pupils[section.offering, section.number], key=lambda p: (class_of.get(p, ""), p))
        name = sections.names.section(section.offering, section.number)
        when = sections.when(section).replace("\n", " / ")
        where = sections.where(section).replace("\n", " / ")
        leader = sections.people("lead", section) or "【缺人】"
        banner = f"{name}（{section.id}） · {leader} · {when} · {where} · {len(pupils)}人"
        told = (
            fixed_part(f"{name}（{section.id}）"), sections.stand("lead", section, leader), *sections.times(section),
            *sections.rooms(section), follows_part(f"{len(pupils)}人"),
        )  # fmt: skip
        rows.append((Cell(banner, "banner", cols=A_ROW * 2, parts=told),))
        for start in range(0, len(pupils), A_ROW):
            part = pupils[start : start + A_ROW]
            seats = [(pupil, sections.names.home(class_of.get(pupil, "")), pupil) for pupil in part] + [("", "", "")] * (A_ROW - len(part))
            rows.append(tuple(
                cell for shown, home, pupil in seats
                for cell in (Cell(shown, parts=(seat_part(shown, section, pupil),)), Cell(home, parts=(follows_part(home),)))
            ))  # fmt: skip
    header = tuple(cell for _ in range(A_ROW) for cell in heads(("学生编号", "pupil"), ("班级", "class")))
    block = PageBlock(
        "课程班名单", "Pupils of every section", (header,), tuple(rows), ("编号为代号，不含姓名。", "Ids are pseudonyms.")
    )
    return Page("rosters", "课程班名单", "rosters", (14, 9) * A_ROW, (block,))
