"""One service date of a plan to scale: rows of classes, adults, rooms or gates over the minutes, from the replay."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from api.files.language import Said
from api.files.papers.day_words import HANDOVER, DayWords, Strip
from api.page.views.strip_chart import Bar, Bell, StripChart, StripRow, laned, strip_chart
from api.page.views.words import PlanWords, weekday
from solver.calendar.duty_days import days_in_order
from solver.check.replay.stretch import BREAK, LEAVE, LESSON, NOBODY, WAIT
from solver.units import Minute, clock
from solver.words import span

ROWS: dict[str, Said] = {
    "classes": ("按班级", "By class"), "adults": ("按教师", "By adult"), "rooms": ("按教室", "By room"), "gates": ("按校门", "By gate"),
    "pupils": ("一名学生", "One pupil"),
}  # fmt: skip
"""Rows that a chart may have."""
DOINGS_EN = {
    "无人看护": "no adult", "课间": "break", "候放学": "waiting to leave", "离校": "leaving", "正课或教研": "lesson or meeting",
    "延时托管": "extended care", "延时备勤": "stand-by", "延时托管，家长来接": "extended care, fetched by the family",
    "离校，交校门护送": "leaving, handed over at the gate", "离校，看护人送到校门": "leaving, led to the gate",
    "护送离校": "escort to the gate",
    "校门护送": "gate duty",
    "交校门护送": "handed over at the gate", "交延时托管": "handed over to extended care", "途中": "on the way",
}  # fmt: skip
"""Activities of the replay in English; others bear names."""
SHORT: dict[str, Said] = {
    BREAK: ("课间", "break"), WAIT: ("候", "wait"), LEAVE: ("离校", "leave"), HANDOVER: ("交", "hand"), LESSON: ("正课", "lesson"),
    NOBODY: ("！无人", "! nobody"),
}  # fmt: skip
"""Kind of a stretch -> text in its bar; others show their activity."""
EARLIER: Minute = 30
"""Minutes before the first service from which regular lessons are drawn. Raising it shows more of the school day."""


class Gap(NamedTuple):
    """Stretch that belongs to nobody, or breaks another invariant of the replay."""

    when: str
    place: str
    said: Said


@dataclass(frozen=True, slots=True)
class DayView:
    """One date. before, after: the service dates beside it. by: rows of the chart, one of ROWS. pupils, adults: who are there. last:
    minute at which the last pupil leaves. other: the plan is another one than the page's, which stands on that date."""

    day: date
    title: Said
    before: date | None
    after: date | None
    by: str
    chart: StripChart | None
    gaps: tuple[Gap, ...]
    pupils: int
    adults: int
    last: Minute
    other: bool


class DayRows:
    """Rows of a replayed day. pupils, classes: ids of those of whom the visitor may be told. places: kind of rows -> beginning of the
    address of a row's own page."""

    def __init__(
        self, words: DayWords, names: PlanWords, pupils: Collection[str], classes: Collection[str], places: dict[str, str]
    ) -> None:
        self.words = words
        self.names = names
        self._pupils, self._classes, self._places = pupils, classes, places

    def view(self, by: str, of: Collection[str], dates: tuple[date, ...], other: bool) -> DayView:
        """Day with its rows. of: ids of the rows that are wanted, empty for all. dates: service dates of the term in order."""
        each, found = self.words.each, self.words.found
        rows = [row for row in self.rows(by, of) if row.bars]
        before = max((day for day in dates if day < each.day), default=None)
        after = min((day for day in dates if day > each.day), default=None)
        gaps = tuple(
            Gap(span(gap.start, gap.end) if gap.end > gap.start else clock(gap.start), self.words.place_name(gap.place),
                self.words.breach(gap))
            for gap in found.breaches
        )  # fmt: skip
        last = max((stretch.end for day in found.pupils.values() for stretch in day.stretches), default=0)
        adults = sum(any(stretch.doing != LESSON for stretch in stretches) for stretches in found.adults.values())
        return DayView(each.day, self._title(), before, after, by, strip_chart(rows), gaps, len(found.pupils), adults, last, other)

    def _title(self) -> Said:
        """Date with its weekday, and the template by which it runs."""
        each = self.words.each
        on, runs, week = weekday(each.day.isoweekday()), weekday(each.weekday), self.names.week(each.week)
        zh, en = f"{each.day.month}月{each.day.day}日 {on[0]}", f"{each.day:%Y-%m-%d} {on[1]}"
        if each.day.isoweekday() != each.weekday:
            zh, en = f"{zh}（按{runs[0]}）", f"{en} (as {runs[1]})"
        if self.names.weeks > 1:
            zh, en = f"{zh} {week[0]}", f"{en}, {week[1]}"
        return zh, en

    def rows(self, by: str, of: Collection[str]) -> Iterable[StripRow]:
        """Rows of a kind, in the school's order."""
        if by == "classes":
            seen = [(ident, lines) for ident, lines in self.words.classes() if ident in self._classes]
            return [self._class(ident, lines) for ident, lines in seen if self._wanted(ident, of)]
        if by == "adults":
            return [self._adult(ident, lines) for ident, lines in self.words.adults() if self._wanted(ident, of)]
        if by == "rooms":
            rooms = [room.id for room in self.names.problem.rooms if self._wanted(room.id, of)]
            return [self._plain("rooms", ident, self.names.room(ident), self.words.room_lines(ident)) for ident in rooms]
        if by == "gates":
            gates = [gate for gate in self.names.problem.gate_of if self._wanted(gate, of)]
            return [self._plain("", ident, self.names.gate(ident), self.words.gate_lines(ident)) for ident in gates]
        return [self._pupil(ident) for ident in of if ident in self._pupils]

    @staticmethod
    def _wanted(ident: str, of: Collection[str]) -> bool:
        return not of or ident in of

    def _class(self, ident: str, lines: list[Strip]) -> StripRow:
        """Row of a class: pupils who do the same kind of thing at a time are one bar, sections together."""
        held: dict[tuple[int, int, str], list[Strip]] = {}
        for line in lines:
            held.setdefault((line.start, line.end, line.kind), []).append(line)
        bars = [self._together(found) for found in held.values()]
        grade = self.names.problem.class_of[ident].grade
        return StripRow(ident, self.names.home(ident), laned(bars), bells=self._bells(grade), leaves=self._leaves(grade))

    def _together(self, lines: list[Strip]) -> Bar:
        if len(lines) == 1 and lines[0].kind != "lead":
            return self._bar(lines[0])
        first, pupils = lines[0], sum(line.pupils for line in lines)
        zh = "；".join(f"{line.doing} {line.pupils}人（{line.place}，{line.people}）" for line in lines)
        en = "; ".join(f"{_doing(line)[1]} {line.pupils} ({line.place}, {line.people})" for line in lines)
        short: Said = (f"社团 {len(lines)} 门 {pupils} 人", f"{len(lines)} clubs, {pupils}") if first.kind == "lead" else _short(first)
        return Bar(first.start, first.end, first.kind, short, (zh, en), pupils=pupils)

    def _adult(self, ident: str, lines: list[Strip]) -> StripRow:
        minutes = self.words.credited(ident)
        row = self._plain("adults", ident, self.names.person(ident), lines)
        bars = row.bars if any(bar.kind != LESSON for bar in row.bars) else ()
        return StripRow(ident, row.name, bars, row.href, (f"计 {minutes} 分钟", f"{minutes} min") if minutes else "")

    def _plain(self, place: str, ident: str, name: Said, lines: list[Strip]) -> StripRow:
        begin = min((window.start for window in self.names.problem.windows), default=0) - EARLIER
        kept = [line for line in lines if line.kind != LESSON or line.end > begin]
        href = f"{self._places[place]}{ident}" if place in self._places else ""
        return StripRow(ident, name, laned(map(self._bar, kept)), href)

    def _pupil(self, ident: str) -> StripRow:
        home = self.names.problem.pupil_of[ident].class_id
        grade = self.names.problem.class_of[home].grade
        return StripRow(ident, ident, laned(map(self._bar, self.words.pupil_lines(ident))), "", self.names.home(home), self._bells(grade),
                        self._leaves(grade))  # fmt: skip

    def _bar(self, line: Strip) -> Bar:
        return Bar(line.start, line.end, line.kind, _short(line), _doing(line), "" if line.place == "—" else line.place, line.people,
                   line.pupils)  # fmt: skip

    def _bells(self, grade: int) -> tuple[Bell, ...]:
        window = self.names.problem.window_of.get(grade)
        return () if window is None else tuple(Bell(each.start, each.end) for each in window.periods)

    def _leaves(self, grade: int) -> tuple[Minute, ...]:
        found = self.words.desk.view.leaving.of(grade)
        return () if found is None else (found.minute,)


def service_dates(words: PlanWords) -> tuple[date, ...]:
    """Service dates of a term in order, whatever the plan's days, and days of its weekend blocks."""
    own = {day for day, _ in days_in_order(words.problem, words.weeks)}
    return tuple(sorted(own | {day for day, _ in words.problem.term.dates_of_term()}))


def _doing(line: Strip) -> tuple[str, str]:
    """Activity in both languages."""
    zh = line.doing
    if zh in DOINGS_EN:
        return zh, DOINGS_EN[zh]
    if line.kind == "care" and zh.startswith("托管 "):
        return zh, f"care {zh.removeprefix('托管 ')}"
    if line.kind == WAIT:
        return zh, f"waiting to leave ({zh})"
    return zh, zh.replace("助教 ", "assisting ")


def _short(line: Strip) -> Said:
    if line.kind in SHORT:
        return SHORT[line.kind]
    zh, en = _doing(line)
    return (f"{zh} {line.pupils}人", f"{en} {line.pupils}") if line.pupils and line.kind == "care" else (zh, en)
