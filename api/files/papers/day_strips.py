"""Strips of a replayed day for those who are named: pupils, classes, adults, gates and rooms, by id or name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from api.files.content.names import class_name, day_name, days_name
from api.files.papers.day import replayed
from api.files.papers.day_words import DayWords, Strip
from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from solver.errors import Fault, ProblemError
from solver.problem.calendar import Term
from solver.problem.problem import Problem
from solver.units import Weekday

KINDS = {"pupil": "学生", "class": "班级", "adult": "教职工", "gate": "校门", "room": "场地"}
"""Kind of a strip -> its name in Chinese."""


@dataclass(frozen=True)
class DayStrip:
    """kind: one of KINDS. minutes: credited to an adult that day, None for others."""

    kind: str
    id: str
    name: str
    lines: tuple[Strip, ...]
    minutes: int | None = None

    @property
    def title(self) -> str:
        """Kind, name and id in Chinese."""
        return f"{KINDS[self.kind]} {self.name}" + ("" if self.id in self.name else f"（{self.id}）")


def replayed_on(bundle: PlanBundle, day: date, path: str) -> DayWords:
    """The replay of a date of a plan. Raises ProblemError, with the reason and the next day, where the date has no service."""
    words = replayed(PaperContext(bundle, day))
    if words is not None and words.each.day == day:
        return words
    zh, en = no_service(bundle.problem.term, day)
    later = None if words is None else words.each.day
    raise ProblemError([Fault((path,), str(day), f"这一天没有课后服务：{zh}", f"There is no service on this day: {en}",
                              f"可能日期写错了；这之后的服务日：{later or '无'}。",
                              f"Maybe the date is mistyped; the next day of service: {later or 'none'}.")])  # fmt: skip


def strips(words: DayWords, named: Sequence[str], path: str, pupils: Collection[str], classes: Collection[str]) -> list[DayStrip]:
    """Strips of everybody named, by ids or names of adults, gates and rooms; a name that two bear gives both.

    pupils, classes: ids of those who may be told of; others are unknown. Raises ProblemError with every name that is unknown, and of
    those for whom there is nothing that day.
    """
    problem, found, faults = words.desk.problem, [], []
    known = _known(problem, pupils, classes)
    for name in named:
        subjects = list(dict.fromkeys((kind, ident) for kind, ident, called in known if name in (ident, called)))
        those = [_strip(words, kind, ident) for kind, ident in subjects]
        if not subjects:
            words_known = {word for _, ident, called in known for word in (ident, called)}
            faults.append(_unknown(name, words_known, path, trimmed=len(pupils) < len(problem.pupils)))
        elif not any(each.lines for each in those):
            faults.append(_absent(words, those[0], path))
        found += [each for each in those if each.lines]
    if faults:
        raise ProblemError(faults)
    return found


def _known(problem: Problem, pupils: Collection[str], classes: Collection[str]) -> list[tuple[str, str, str]]:
    """Kind, id and name of everybody and everything of whom may be told."""
    return [
        *(("pupil", each.id, each.id) for each in problem.pupils if each.id in pupils),
        *(("class", each.id, problem.class_names[each.id]) for each in problem.classes if each.id in classes),
        *(("adult", each.id, each.name or each.id) for each in problem.staff),
        *(("adult", each.id, each.name or each.id) for each in problem.outside),
        *(("gate", each.id, each.name or each.id) for each in problem.gates),
        *(("room", each.id, each.name or each.id) for each in problem.rooms),
    ]


def _strip(words: DayWords, kind: str, ident: str) -> DayStrip:
    names = words.names
    if kind == "pupil":
        home = words.desk.problem.pupil_of[ident].class_id
        return DayStrip(kind, ident, f"{class_name(names.home(home))} {ident}", tuple(words.pupil_lines(ident)))
    if kind == "class":
        return DayStrip(kind, ident, names.home(ident), tuple(dict(words.classes()).get(ident, ())))
    if kind == "gate":
        return DayStrip(kind, ident, names.gate(ident), tuple(words.gate_lines(ident)))
    if kind == "room":
        return DayStrip(kind, ident, names.room(ident), tuple(words.room_lines(ident)))
    return DayStrip(kind, ident, names.person(ident), tuple(words.adult_lines(ident)), words.credited(ident))


def _unknown(name: str, known: Collection[str], path: str, *, trimmed: bool) -> Fault:
    """trimmed: whether there are pupils and classes of whom nothing may be told."""
    near = get_close_matches(name, sorted(known), n=3)
    zh, en = ("写错了，或不在您的范围内", "it is misspelt, or not for you") if trimmed else ("写错了", "it is misspelt")
    also = f"相近的有：{'、'.join(near)}。" if near else "请用编号；班级、教职工、校门、场地也可用名称。"
    also_en = f"close: {', '.join(near)}." if near else "give an id, or the name of a class, adult, gate or room."
    return Fault((path,), name, "没有这个学生、班级、教职工、校门或场地。", "There is no such pupil, class, adult, gate or room.",
                 f"可能{zh}；{also}", f"Maybe {en}; {also_en}")  # fmt: skip


def _absent(words: DayWords, strip: DayStrip, path: str) -> Fault:
    """Somebody who is known and for whom there is nothing that day, with the weekdays of those who have some."""
    days = sorted(set(_weekdays(words, strip)))
    on = days_name(days) if days else "无"
    on_en = ", ".join(str(day) for day in days) or "none"
    today = day_name(words.each.weekday)
    if strip.kind == "pupil":
        zh, en, hint = f"当天（{today}）不参加课后服务。", "This pupil is not there that day.", f"参加的日子：{on}"
    elif strip.kind == "adult":
        zh, en, hint = f"当天（{today}）没有岗位。", "This adult has no duty that day.", f"有岗位的日子：{on}"
    else:
        zh, en, hint = f"当天（{today}）没有人用到。", "Nobody is there that day.", "换一天看看"
        return Fault((path,), strip.id, zh, en, f"可能日期写错了；{hint}。", "Maybe the date is mistyped; try another day.")
    return Fault((path,), strip.id, zh, en, f"可能日期写错了；{hint}。", f"Maybe the date is mistyped; weekdays: {on_en}.")


def _weekdays(words: DayWords, strip: DayStrip) -> Iterator[Weekday]:
    if strip.kind == "pupil":
        yield from words.desk.problem.pupil_of[strip.id].weekdays
    for person, week, weekday in words.desk.view.duties:
        if strip.kind == "adult" and (person, week) == (strip.id, words.each.week):
            yield weekday


def no_service(term: Term, day: date) -> tuple[str, str]:
    """Why a date has no service."""
    planned = term.planned
    extra = {each.day: each.service for each in term.make_up_days}
    if not term.first <= day <= term.last:
        return f"不在学期内（{term.first} 至 {term.last}）。", f"it is outside of the term ({term.first} to {term.last})."
    if not planned.holds(day):
        return (f"本方案只管 {planned.first} 至 {planned.last}。", f"the plan stands from {planned.first} to {planned.last}.")
    if day in term.holidays:
        return "是节假日。", "it is a holiday."
    if day in extra:
        return "这个调休日不开课后服务。", "this make-up day is without service."
    return f"是{day_name(day.isoweekday())}，不上课。", "it is at the weekend."
