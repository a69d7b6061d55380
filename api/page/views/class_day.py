"""Own classes of a class teacher on a date: where each pupil is and until when, by which gate it leaves, and wishes without a seat.

Pupils stand by id: names are printed on papers alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from api.files.language import Said
from api.files.papers.day_words import DOINGS, DayWords
from api.files.papers.week_replay import CARE, PupilStay, WayOut, pupil_stays
from api.page.views.words import PlanWords, rank
from solver.papers.wishes import REASONS, Unmet
from solver.units import clock
from solver.words import span


@dataclass(frozen=True, slots=True)
class StayLine:
    """time: ``15:30–16:10``."""

    time: str
    doing: Said
    place: str
    people: str


@dataclass(frozen=True, slots=True)
class PupilsDay:
    """Day of pupils who do the same. leaves: ``17:10 东门``; late: whether extended care comes before it."""

    pupils: tuple[str, ...]
    stays: tuple[StayLine, ...]
    leaves: Said
    late: bool


@dataclass(frozen=True, slots=True)
class UnmetWish:
    """Choice without a seat. why: question of ``/why`` as JSON."""

    rank: Said
    course: str
    reason: Said
    why: str


@dataclass(frozen=True, slots=True)
class UnmetPupil:
    """Pupil with fewer clubs than asked for."""

    pupil: str
    got: int
    asked: int
    wishes: tuple[UnmetWish, ...]


@dataclass(frozen=True, slots=True)
class ClassDay:
    """Class on a date. there: number of pupils. groups: of pupils who do the same, by way out, larger ones first. leaving: way out ->
    number of pupils, by time. away: pupils who do not take part that day."""

    home: str
    name: Said
    there: int
    groups: tuple[PupilsDay, ...]
    leaving: tuple[tuple[Said, int], ...]
    away: tuple[str, ...]
    unmet: tuple[UnmetPupil, ...]


def class_day(day: DayWords | None, words: PlanWords, home: str, unmet: Sequence[Unmet]) -> ClassDay:
    """Class on a day, by time of leaving. day: replay of the whole plan, None on a date without service."""
    pupils = [pupil.id for pupil in words.problem.pupils if pupil.class_id == home]
    days: dict[tuple[tuple[StayLine, ...], Said, bool], list[str]] = {}
    there = 0
    for pupil in pupils:
        if day is not None and pupil in day.found.pupils:
            there += 1
            days.setdefault(_day(*pupil_stays(day.desk, [day], pupil)), []).append(pupil)
    groups = [PupilsDay(tuple(alike), *key) for key, alike in days.items()]
    groups.sort(key=lambda each: (_zh(each.leaves), -len(each.pupils)))
    leaving: dict[Said, int] = {}
    for group in groups:
        leaving[group.leaves] = leaving.get(group.leaves, 0) + len(group.pupils)
    away = tuple(pupil for pupil in pupils if day is None or pupil not in day.found.pupils)
    unmet_here = tuple(_unmet(words, each) for each in unmet if each.class_id == home)
    return ClassDay(home, words.home(home), there, tuple(groups), tuple(leaving.items()), away, unmet_here)


def known_homes(words: PlanWords, classes: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of classes -> those of the term, in the school's order, and those that are not of it."""
    known = tuple(home.id for home in words.problem.classes if home.id in classes)
    return known, tuple(name for name in classes if name not in known)


def _day(stays: Sequence[PupilStay], out: WayOut | None) -> tuple[tuple[StayLine, ...], Said, bool]:
    lines = tuple(StayLine(span(stay.start, stay.end), _doing(stay.doing), stay.place, stay.people) for stay in stays)
    if out is None:
        return lines, ("未定", "not set"), False
    late: Said = (f"{clock(out.minute)} 家长来接", f"{clock(out.minute)} collected")
    return lines, late if out.late else out.words, out.late


def _doing(doing: str) -> Said:
    if doing == CARE.strip():
        return doing, "care"
    return (doing, "extended care") if doing.startswith(DOINGS["late"]) else doing


def _unmet(words: PlanWords, each: Unmet) -> UnmetPupil:
    wishes = tuple(
        UnmetWish(
            rank(refusal.rank), words.offering(refusal.offering), REASONS.get(refusal.reason, refusal.reason),
            json.dumps({"pupil": each.pupil, "offering": refusal.offering}, ensure_ascii=False),
        )
        for refusal in each.refusals
    )  # fmt: skip
    return UnmetPupil(each.pupil, each.got, each.asked, wishes)


def _zh(text: Said) -> str:
    return text if isinstance(text, str) else text[0]
