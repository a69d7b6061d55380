"""One day of a plan, minute by minute: what belongs to nobody, then the day of every class, adult, gate and room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from api.files.content.names import day_words
from api.files.content.page import Cell, Page, PageBlock, heads
from api.files.papers.day_words import DOINGS, DayWords, Strip, leaving
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.calendar.duty_days import ServiceDay, days_in_order
from solver.check.replay.day import replay_index
from solver.check.replay.stretch import NOBODY
from solver.units import clock
from solver.words import span

NO_DAY = ("学期内没有这一天之后的服务日。", "The term has no service date from this day on.")


def day_paper(desk: PaperContext) -> Paper:
    """The first service date from the day from which days are counted."""
    words = replayed(desk)
    if words is None:
        page = Page("day", "一日时间线", "day", (40,), (PageBlock("一日时间线", "A day by the minute", (), (), text=(NO_DAY,)),))
        return Paper("一日时间线", "A day by the minute", (page,), {"date": None})
    title = day_words(words.each).replace("\n", " ")
    adults = [(words.names.person(person), [*lines, _credited(words, person, lines)]) for person, lines in words.adults()]
    homes = [(words.names.home(home), lines) for home, lines in words.classes()]
    pages = (
        _breaches_page(words, title), _strips_page("classes", "班级", "classes", homes, title),
        _strips_page("adults", "教职工", "adults", adults, title, ("搭档、接手", "with")), _gates_page(words, title),
        _strips_page("rooms", "场地", "rooms", words.rooms(), title),
    )  # fmt: skip
    return Paper("一日时间线", "A day by the minute", pages, _document(words))


def replayed(desk: PaperContext) -> DayWords | None:
    """The replay of the first date with service from the day from which days are counted, weekend blocks included; None where the
    plan's days have none."""
    for day, each in days_in_order(desk.problem, desk.view.weeks):
        if desk.on is None or day >= desk.on:
            return DayWords(desk, ServiceDay(day, each.weekday, each.week), replay_index(desk.view, each.weekday, each.week))
    return None


def _breaches_page(words: DayWords, title: str) -> Page:
    """The minutes that belong to nobody."""
    rows = tuple(
        (
            Cell(span(each.start, each.end) if each.end > each.start else clock(each.start), "label"),
            Cell(words.place_name(each.place)),
            Cell("\n".join(words.breach(each)), "bad"),
        )
        for each in words.found.breaches
    )
    note = (
        "从方案逐分钟重放：服务开始到学生离校，每名学生都在一处、有在场的人看护；每名教职工只在一处，走得到；每个场地只作一用。这里的空当，核验在有关规则为硬时也会报出。",
        ("Replayed from the plan minute by minute. The check names these gaps too, as violations of its rules while they "
        "are hard."),
    )
    text = () if rows else (("每一分钟都有人负责。", "Every minute has an owner."),)
    header = heads(("时间", "time"), ("地点", "place"), ("空当", "gap"))
    block = PageBlock(f"{title} 无人负责的时间", f"{title} Minutes that belong to nobody", (header,) if rows else (), rows, note, text)
    return Page("gaps", "空当", "gaps", (18, 20, 70), (block,), 1)


def _credited(words: DayWords, person: str, lines: Sequence[Strip]) -> Strip:
    """The last line of an adult's day: the minutes credited."""
    end = max(line.end for line in lines)
    return Strip(end, end, f"当天计入 {words.credited(person)} 分钟", "", "", 0)


def _strips_page(
    key: str, zh: str, en: str, strips: Iterable[tuple[str, list[Strip]]], title: str, people: tuple[str, str] = ("看护", "adults")
) -> Page:
    """The days of some, line by line. people: heading of the adults."""
    rows = tuple(
        (
            Cell(name, "label"), Cell(line.when), Cell(line.doing, "bad" if line.doing == DOINGS[NOBODY] else ""),
            Cell(line.place), Cell(line.people), Cell(str(line.pupils) if line.pupils else "", align="right"),
        )
        for name, lines in strips
        for line in lines
    )  # fmt: skip
    header = heads((zh, en), ("时间", "time"), ("活动", "activity"), ("地点", "place"), people, ("学生", "pupils"))
    return Page(key, zh, en, (14, 16, 28, 18, 28, 8), (PageBlock(f"{title} {zh}", f"{title} {en}", (header,), rows),), 1)


def _gates_page(words: DayWords, title: str) -> Page:
    """Departures by minute and gate, with the people at the gate."""
    rows = tuple(
        (
            Cell(clock(minute), "label"), Cell(words.names.gate(gate)),
            Cell(leaving(held, words.names)), Cell(str(sum(held.values())), align="right"),
            Cell(words.at_gate(gate, minute)),
        )
        for (minute, gate), held in words.departures()
    )  # fmt: skip
    header = heads(("时间", "time"), ("校门", "gate"), ("班级", "classes"), ("学生", "pupils"), ("校门护送", "at the gate"))
    return Page("gate_day", "校门", "gates", (10, 14, 60, 8, 28), (PageBlock(f"{title} 校门", f"{title} gates", (header,), rows),), 1)


def _document(words: DayWords) -> dict[str, Any]:
    """The day as data; pupils are counted, never named."""
    return {
        "date": words.each.day.isoformat(), "weekday": words.each.weekday, "week": words.each.week,
        "gaps": [
            {"kind": gap.kind, "start": clock(gap.start), "end": clock(gap.end), "place": words.place_name(gap.place),
             "subjects": list(gap.subjects), "number": gap.number, "zh": words.breach(gap)[0], "en": words.breach(gap)[1]}
            for gap in words.found.breaches
        ],
        "classes": {name: [_line(strip) for strip in found] for name, found in words.classes()},
        "adults": {words.names.person(person): [_line(strip) for strip in found] for person, found in words.adults()},
        "minutes": {words.names.person(person): words.credited(person) for person, _ in words.adults()},
        "rooms": {name: [_line(strip) for strip in found] for name, found in words.rooms()},
    }  # fmt: skip


def _line(strip: Strip) -> dict[str, Any]:
    return {**strip._asdict(), "start": clock(strip.start), "end": clock(strip.end)}
