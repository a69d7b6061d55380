"""D08: no gap in supervision at hand-over.

Formula: (a) care, lead and assist are filled. (b) From the end of a duty to the start of a later one of the same person in the week
and weekday that it does not overlap there are at least walk(zone where the one ends, zone where the other starts) minutes; regular
lessons of the person in known rooms are places too, a duty being on one side at least. Zones that are not known are not measured;
of several late rooms the farthest counts. (c) From the start of the service to the first period, and between two periods, at most
handover_minutes pass.

Afterwards: every group has its adult from the first minute, and whoever changes posts gets there in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from solver.check.clash import near_pairs
from solver.check.coverage import unfilled
from solver.check.leaving import Zones
from solver.check.measurement import AT_LEAST, AT_MOST, MINUTES, Measurement, Quantity
from solver.check.names import Words, grade_id, listed, when
from solver.check.plan_index import PlanIndex
from solver.plan.plan import Post
from solver.problem.week_pattern import weeks_of
from solver.units import Minute, Week, Weekday, clock
from solver.words import span

WALK = Quantity(
    "D08", "换岗间隔（离步行所需最近）", "time between posts nearest to what the walk needs", AT_LEAST, MINUTES
)
BREAK = Quantity("D08", "首节之前或两节之间最长的空档", "longest wait before the first period or between two", AT_MOST, MINUTES)


class _Stay(NamedTuple):
    """A duty or a regular lesson of somebody, as one walks to it and from it. post: None of a lesson, which is in a room."""

    start: Minute
    end: Minute
    zones: Zones
    leaves: Zones
    post: Post | None
    room: str = ""


def supervision(view: PlanIndex) -> Iterator[Measurement]:
    """D08: (a) adults at every group and session, when hard; (b) time to walk and (c) short breaks, also when soft."""
    yield from unfilled(view, "D08")
    yield from _walks(view)
    yield from _breaks(view)


def _breaks(view: PlanIndex) -> Iterator[Measurement]:
    limit, long = view.number("D08", "handover_minutes"), view.gauge(BREAK)
    for band in view.problem.bands:
        grades = tuple(grade_id(grade) for grade in band.grades)
        names = listed(str(grade) for grade in band.grades)
        first = band.periods[0].start if band.periods else band.start
        if long(first - band.start, limit):
            text, wait = span(band.start, first), first - band.start
            zh = (
                f"{names[0]}年级{clock(band.start)}开始课后服务，第一节{clock(first)}才开始："
                f"{text}这{wait}分钟无人看护，应不超过{limit}分钟"
            )
            en = (
                f"Service of grades {names[1]} starts at {clock(band.start)} and its first period at {clock(first)}: nobody "
                f"looks after {text}, {wait} minutes, at most {limit} for a hand-over"
            )
            yield BREAK.case(wait, limit, grades, "", None, zh, en)
        for one, other in pairwise(band.periods):
            pause = other.start - one.end
            if long(pause, limit):
                text = span(one.end, other.start)
                zh = f"{names[0]}年级的课间{text}长{pause}分钟，无人交接，应不超过{limit}分钟"
                en = f"The break {text} of grades {names[1]} lasts {pause} minutes, at most {limit} for a hand-over"
                yield BREAK.case(pause, limit, grades, "", None, zh, en)


def _walks(view: PlanIndex) -> Iterator[Measurement]:
    short, reach = view.gauge(WALK), view.longest_walk
    lessons = _lessons(view)
    hits: dict[tuple[str, Weekday, _Stay, _Stay, Minute], list[Week]] = {}
    for (person, week, weekday), duties in view.duties.items():
        taught = lessons.get((person, week, weekday), ())
        if len(duties) + len(taught) < 2:
            continue
        stays = [
            _Stay(duty.slot.start, duty.slot.end, duty.slot.zones, duty.slot.leaves, duty.stand.post)
            for duty in duties
            if duty.slot.zones or duty.slot.leaves
        ]
        for one, other in near_pairs([*stays, *taught], reach):
            if other.start < one.end or (one.post is None and other.post is None):
                continue
            need = view.walk(one.leaves, other.zones)
            if need and short(other.start - one.end, need):
                hits.setdefault((person, weekday, one, other, need), []).append(week)
    for (person, weekday, first, second, need), weeks in hits.items():
        on_zh, on_en = when(weekday, weeks, view.weeks)
        (a_zh, a_en), (b_zh, b_en) = _called(view, first), _called(view, second)
        gap, who, at = second.start - first.end, view.names.person(person), clock(second.start)
        zh = f"{on_zh} {at}：{who}从{a_zh}到{b_zh}只有{gap}分钟，步行需{need}分钟"
        en = f"{on_en} {at}: {who} has {gap} minutes from {a_en} to {b_en} and needs {need} to walk"
        yield WALK.case(gap, need, (person,), "", weekday, zh, en)


def _lessons(view: PlanIndex) -> dict[tuple[str, Week, Weekday], list[_Stay]]:
    """(staff, week, weekday) -> regular lessons in rooms that are known; a joint lesson once."""
    found: dict[tuple[str, Week, Weekday], dict[_Stay, None]] = {}
    for lesson in view.problem.lessons:
        if lesson.staff_id is not None and lesson.room_id is not None:
            zone = view.room_zone(lesson.room_id)
            stay = _Stay(lesson.start, lesson.end, zone, zone, None, lesson.room_id)
            for week in weeks_of(lesson.weeks, view.weeks):
                found.setdefault((lesson.staff_id, week, lesson.weekday), {})[stay] = None
    return {key: list(stays) for key, stays in found.items()}


def _called(view: PlanIndex, stay: _Stay) -> Words:
    if stay.post is None:
        text, room = span(stay.start, stay.end), view.names.room(stay.room)
        return f"{text}在{room}的正课", f"the lesson {text} in {room}"
    zh, en = view.names.post(stay.post)
    return f"岗位“{zh}”", en
