"""One day of a plan, minute by minute: what belongs to nobody, then the day of every class, adult and gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from api.files.content.names import day_words
from api.files.content.page import Cell, Page, PageBlock, heads
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.calendar.duty_days import ServiceDay
from solver.check.blocks import post_kind
from solver.check.replay.day import ALONE, PARTS, TWICE, WALK, Breach, DayReplay, replay_index
from solver.check.replay.stretch import BREAK, LEAVE, LESSON, NOBODY, WAIT, PupilGroup, Stretch
from solver.plan.plan import Post
from solver.units import clock
from solver.words import span

DOINGS: Mapping[str, str] = {
    NOBODY: "无人看护", BREAK: "课间", WAIT: "候放学", LEAVE: "离校", LESSON: "正课或教研", "late": "延时托管", "standby": "延时备勤",
}  # fmt: skip
"""Kind of a stretch that is no named group -> its name in Chinese."""
NO_DAY = "学期内没有这一天之后的服务日。 The term has no service date from this day on."


class Strip(NamedTuple):
    """A line of somebody's day: when, what, where, with whom, how many pupils."""

    start: int
    end: int
    doing: str
    place: str
    people: str
    pupils: int


def day_paper(desk: PaperContext) -> Paper:
    """The first service date from the day from which days are counted."""
    words = replayed(desk)
    if words is None:
        page = Page("day", "一日时间线", "day", (40,), (PageBlock("一日时间线", "A day by the minute", (), (), text=(NO_DAY,)),))
        return Paper("一日时间线", "A day by the minute", (page,), {"date": None})
    title = day_words(words.each).replace("\n", " ")
    pages = (
        _breaches_page(words, title), _strips_page("classes", "班级", "classes", words.classes(), title),
        _strips_page("adults", "教职工", "adults", words.adults(), title), _gates_page(words, title),
    )  # fmt: skip
    return Paper("一日时间线", "A day by the minute", pages, _document(words))


def replayed(desk: PaperContext) -> DayWords | None:
    """The replay of the first service date from the day from which days are counted; None where the term has none."""
    each = next(iter(desk.later_days), None)
    return None if each is None else DayWords(desk, each, replay_index(desk.view, each.weekday, each.week))


class DayWords:
    """A replayed day in words."""

    def __init__(self, desk: PaperContext, each: ServiceDay, found: DayReplay) -> None:
        self.desk = desk
        self.each = each
        self.found = found
        self.names = desk.names
        self._with: dict[PupilGroup, list[str]] = {}
        for person, stretches in found.adults.items():
            for group in dict.fromkeys(stretch.group for stretch in stretches if stretch.group is not None):
                self._with.setdefault(group, []).append(person)

    def place(self, place: str) -> str:
        """A room, a gate or a zone by its name."""
        if place in self.desk.problem.gate_of:
            return self.names.gate(place)
        if not place or place in self.desk.problem.room_of:
            return self.names.room(place) if place else "—"
        return f"{place}区"

    def doing(self, stretch: Stretch) -> str:
        """Name of the activity of a stretch."""
        if stretch.doing in DOINGS or stretch.group is None:
            return DOINGS.get(stretch.doing, "看护" if stretch.group else "途中或值守")
        return self.group(stretch.group)

    def group(self, group: PupilGroup) -> str:
        """A group by what it does."""
        if group.kind == "lead":
            return self.names.section(group.subject, group.number)
        if group.kind == "late":
            return DOINGS["late"]
        return self.names.post(Post(group.kind, self.found.weekday, group.subject, group.number))

    def people(self, group: PupilGroup | None) -> str:
        """The adults of a group."""
        return self.names.people(self._with.get(group, [])) if group is not None else ""

    def called(self, ident: str) -> str:
        """A pupil, class, adult or gate as a heading."""
        problem = self.desk.problem
        name = self.names.gate(ident) if ident in problem.gate_of else self.names.person(ident)
        return name if name == ident else f"{name}（{ident}）"

    def strip(self, ident: str) -> list[Strip] | None:
        """The day of a pupil, class, adult or gate; None where there is nothing for it that day."""
        if ident in self.found.pupils:
            return [
                Strip(each.start, each.end, self.doing(each), self.place(each.place), self.people(each.group), 0)
                for each in self.found.pupils[ident].stretches
            ]
        if ident in self.desk.problem.class_of:
            return dict(self.classes()).get(ident)
        if ident in self.desk.problem.gate_of:
            return [
                Strip(minute, minute + self.desk.view.escort, "、".join(f"{home} {number}人" for home, number in held.items()),
                      self.names.gate(gate), self.at_gate(gate, minute), sum(held.values()))
                for (minute, gate), held in self.departures() if gate == ident
            ] or None  # fmt: skip
        return self._adult(ident) or None

    def departures(self) -> list[tuple[tuple[int, str], dict[str, int]]]:
        """Minute and gate -> class -> pupils who leave, in order."""
        counted: dict[tuple[int, str], dict[str, int]] = {}
        for ident, day in self.found.pupils.items():
            if day.departure is not None and day.departure.gate:
                held = counted.setdefault((day.departure.minute, day.departure.gate), {})
                home = self.desk.problem.pupil_of[ident].class_id
                held[home] = held.get(home, 0) + 1
        return sorted(counted.items())

    def at_gate(self, gate: str, minute: int) -> str:
        """Names of the people who stand at a gate at a minute."""
        return self.names.people([
            person for person, stretches in self.found.adults.items()
            if any((each.doing, each.place, each.start) == ("gate", gate, minute) for each in stretches)
        ])  # fmt: skip

    def classes(self) -> Iterator[tuple[str, list[Strip]]]:
        """Every class with somebody there -> its lines, pupils who do the same together."""
        homes: dict[str, dict[Stretch, int]] = {}
        for ident, day in self.found.pupils.items():
            counted = homes.setdefault(self.desk.problem.pupil_of[ident].class_id, {})
            for stretch in day.stretches:
                counted[stretch] = counted.get(stretch, 0) + 1
        for home in self.desk.problem.classes:
            lines = [
                Strip(stretch.start, stretch.end, self.doing(stretch), self.place(stretch.place), self.people(stretch.group), number)
                for stretch, number in homes.get(home.id, {}).items()
            ]
            if lines:
                yield home.id, sorted(lines)

    def adults(self) -> Iterator[tuple[str, list[Strip]]]:
        """Every adult with a duty -> the lines of the day, in the school's order."""
        for person in (*self.desk.problem.staff_of, *self.desk.problem.outside_of):
            lines = self._adult(person)
            if lines:
                yield self.names.person(person), lines

    @cached_property
    def _sizes(self) -> dict[PupilGroup, int]:
        """Pupils of every group."""
        counted: dict[PupilGroup, int] = {}
        for day in self.found.pupils.values():
            for group in dict.fromkeys(stretch.group for stretch in day.stretches if stretch.group is not None):
                counted[group] = counted.get(group, 0) + 1
        return counted

    def _adult(self, person: str) -> list[Strip]:
        return [
            Strip(
                each.start, each.end, self._duty(each), self.place(each.place), "",
                self._sizes.get(each.group, 0) if each.group is not None else 0,
            )
            for each in self.found.adults.get(person, ())
        ]  # fmt: skip

    def _duty(self, stretch: Stretch) -> str:
        if stretch.doing == LEAVE:
            return "护送离校"
        if stretch.doing == WAIT and stretch.group is not None:
            return f"{self.group(stretch.group)}（候放学）"
        if stretch.doing == "gate":
            return "校门护送"
        return "巡察值守" if stretch.doing in ("fixed", "qa") else self.doing(stretch)

    def breach(self, breach: Breach) -> tuple[str, str]:
        """Sentence for a breach, in Chinese and English."""
        called = [self.names.person(subject) for subject in breach.subjects]
        who, number = "、".join(called), breach.number
        if breach.kind == ALONE:
            return f"{who}有{number}名学生无人看护", f"{number} pupils of {who} have no adult"
        if breach.kind == TWICE and number:
            return f"{who}有{number}名学生同时在两处", f"{number} pupils of {who} are in two places"
        if breach.kind == TWICE:
            return f"{who}同时在两处", f"{who} is in two places"
        if breach.kind == WALK:
            return f"{who}走不到，还差{number}分钟", f"{who} cannot walk there, {number} minutes lack"
        if breach.kind == PARTS:
            return (f"{who or '无人'}看护的学生分批离校，{number}人要等到后一批，带队的人不够",
                    f"the pupils of {who or 'nobody'} leave in parts, {number} of them later, with too few adults")  # fmt: skip
        uses = [self._use(subject) for subject in breach.subjects]
        return f"同一场地同时有{'和'.join(uses)}", f"one room, two uses: {', '.join(uses)}"

    def _use(self, subject: str) -> str:
        """A use of a room: a section by the name of its course, a care group by its class, a block by its name."""
        if subject in DOINGS:
            return DOINGS[subject]
        if subject in self.desk.problem.block_of:
            return self.names.post(Post(post_kind(self.desk.problem.block_of[subject]), 0, subject, 0))
        offering, mark, number = subject.rpartition("#")
        return f"{self.names.section(offering, int(number))}（{subject}）" if mark else f"托管 {subject}"


def _breaches_page(words: DayWords, title: str) -> Page:
    """The minutes that belong to nobody."""
    rows = tuple(
        (
            Cell(span(each.start, each.end) if each.end > each.start else clock(each.start), "label"),
            Cell(words.place(each.place)),
            Cell("\n".join(words.breach(each)), "bad"),
        )
        for each in words.found.breaches
    )
    note = (
        "从方案逐分钟重放：服务开始到学生离校，每名学生都在一处、有在场的人看护；每名教职工只在一处，走得到；每个场地只作一用。"
        "这里的空当，核验（check）在有关规则为硬时也会报出。"
        " Replayed from the plan minute by minute. The check names these gaps too, as violations of its rules while they are hard."
    )
    text = () if rows else ("每一分钟都有人负责。 Every minute has an owner.",)
    header = heads(("时间", "time"), ("地点", "place"), ("空当", "gap"))
    block = PageBlock(f"{title} 无人负责的时间", "Minutes that belong to nobody", (header,), rows, note, text)
    return Page("gaps", "空当", "gaps", (18, 20, 70), (block,), 1)


def _strips_page(key: str, zh: str, en: str, strips: Iterable[tuple[str, list[Strip]]], title: str) -> Page:
    """The days of some, line by line."""
    rows = tuple(
        (
            Cell(name, "label"), Cell(span(line.start, line.end)), Cell(line.doing, "bad" if line.doing == DOINGS[NOBODY] else ""),
            Cell(line.place), Cell(line.people), Cell(str(line.pupils) if line.pupils else "", align="right"),
        )
        for name, lines in strips
        for line in lines
    )  # fmt: skip
    header = heads((zh, en), ("时间", "time"), ("活动", "activity"), ("地点", "place"), ("看护", "adults"), ("学生", "pupils"))
    return Page(key, zh, en, (14, 16, 28, 18, 28, 8), (PageBlock(f"{title} {zh}", en, (header,), rows),), 1)


def _gates_page(words: DayWords, title: str) -> Page:
    """Departures by minute and gate, with the people at the gate."""
    rows = tuple(
        (
            Cell(clock(minute), "label"), Cell(words.names.gate(gate)),
            Cell("、".join(f"{home} {number}人" for home, number in held.items())), Cell(str(sum(held.values())), align="right"),
            Cell(words.at_gate(gate, minute)),
        )
        for (minute, gate), held in words.departures()
    )  # fmt: skip
    header = heads(("时间", "time"), ("校门", "gate"), ("班级", "classes"), ("学生", "pupils"), ("校门护送", "at the gate"))
    return Page("gate_day", "校门", "gates", (10, 14, 60, 8, 28), (PageBlock(f"{title} 校门", "gates", (header,), rows),), 1)


def _document(words: DayWords) -> dict[str, Any]:
    """The day as data; pupils are counted, never named."""
    return {
        "date": words.each.day.isoformat(), "weekday": words.each.weekday, "week": words.each.week,
        "gaps": [
            {"kind": gap.kind, "start": clock(gap.start), "end": clock(gap.end), "place": words.place(gap.place),
             "subjects": list(gap.subjects), "number": gap.number, "zh": words.breach(gap)[0], "en": words.breach(gap)[1]}
            for gap in words.found.breaches
        ],
        "classes": {name: [_line(strip) for strip in found] for name, found in words.classes()},
        "adults": {name: [_line(strip) for strip in found] for name, found in words.adults()},
    }  # fmt: skip


def _line(strip: Strip) -> dict[str, Any]:
    return {**strip._asdict(), "start": clock(strip.start), "end": clock(strip.end)}
