"""Presence by dates (K01): people who join, leave or are on leave, and rooms that are closed.

Formula: a post is stood on every date of the plan's period that runs by its weekday and week of the template. Its person is at the
school on each of them: joined <= date <= left, and no leave of absence holds it; a day of the template without a date in the period
follows the dates of its weekday. A room that is used on a weekday is open on each of its dates.

Afterwards: nobody stands anywhere on a date on which he is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from solver.check import counts
from solver.check.absence import missing_dates
from solver.check.measurement import Breaches, Measurement
from solver.check.names import Words, day, when
from solver.check.plan_index import PlanIndex
from solver.problem.people import Outside, Staff
from solver.problem.places import Room
from solver.units import Week, Weekday

MOST_DATES = 5
"""Dates that a sentence lists; of more it gives the number and the last."""

ABSENT = Breaches("K01", "在本人不在校的日子值班", "duties on dates when the person is not there", counts.duties)
CLOSED = Breaches("K01", "在停用日期使用的场地", "uses of a room on dates when it is closed", counts.room_uses)


def absences(view: PlanIndex) -> Iterator[Measurement]:
    """K01: nobody is on duty on a day of the template with a date on which he is not there."""
    dated = view.problem.dated_people
    posted: dict[tuple[str, Weekday], list[Week]] = {}
    for person, week, weekday in sorted(key for key in view.duties if key[0] in dated) if dated else ():
        posted.setdefault((person, weekday), []).append(week)
    missing: dict[str, Mapping[tuple[Week, Weekday], list[date]]] = {}
    for (person, weekday), weeks in posted.items():
        adult = view.problem.staff_of.get(person) or view.problem.outside_of[person]
        if person not in missing:
            missing[person] = missing_dates(view.problem, view.weeks, adult)
        hit = [week for week in weeks if (week, weekday) in missing[person]]
        dates = sorted({day for week in hit for day in missing[person][week, weekday]})
        if dates:
            (on_zh, on_en), who = when(weekday, hit, view.weeks), view.names.person(person)
            why_zh, why_en = why_absent(adult, dates)
            zh = f"{on_zh}：{who}有岗位，而{dates_zh(dates)}不在校（{why_zh}）；可从有变动的那天起另排"
            en = f"{on_en}: {who} has posts and is not there on {dates_en(dates)} ({why_en}); plan again from that day on"
            yield ABSENT.breach((person,), "", weekday, dates_en(dates), why_en, zh, en)


def closures(view: PlanIndex) -> Iterator[Measurement]:
    """K01: no room is used on a weekday with a date on which it is closed."""
    dates, closed = view.problem.dates_of_weekday, {room.id for room in view.problem.rooms if room.closures}
    for (room_id, weekday), uses in view.room_uses.items() if closed else ():
        if room_id not in closed:
            continue
        room = view.problem.room_of[room_id]
        missing = [each for each in dates.get(weekday, ()) if any(span.first <= each <= span.last for span in room.closures)]
        if missing and weekday in view.service:
            (on_zh, on_en), label = day(weekday), view.names.room(room_id)
            why_zh, why_en = why_closed(room, missing)
            zh = f"{on_zh}：{label}有安排，而{dates_zh(missing)}停用（{why_zh}）；可从有变动的那天起另排"
            en = f"{on_en}: {label} is used and closed on {dates_en(missing)} ({why_en}); plan again from that day on"
            subjects = tuple(dict.fromkeys(use.subject for use in uses if use.subject))
            yield CLOSED.breach(subjects, room_id, weekday, dates_en(missing), why_en, zh, en)


def why_absent(adult: Staff | Outside, missing: Sequence[date]) -> Words:
    """The dates of a person's record that keep him away on these days."""
    zh, en = [], []
    if adult.joined is not None and missing[0] < adult.joined:
        zh.append(f"{adult.joined}入职")
        en.append(f"joins on {adult.joined}")
    for leave in adult.leaves if isinstance(adult, Staff) else ():
        if any(leave.holds(each) for each in missing):
            zh.append(f"请假{leave.first}至{leave.last}")
            en.append(f"on leave {leave.first} to {leave.last}")
    if adult.left is not None and missing[-1] > adult.left:
        zh.append(f"{adult.left}离职")
        en.append(f"leaves on {adult.left}")
    return "、".join(zh), ", ".join(en)


def why_closed(room: Room, missing: Sequence[date]) -> Words:
    """The closures of a room that hold some of these days."""
    spans = [span for span in room.closures if any(span.holds(each) for each in missing)]
    return "、".join(f"{s.first}至{s.last}" for s in spans), ", ".join(f"{s.first} to {s.last}" for s in spans)


def dates_zh(days: Sequence[date]) -> str:
    """Dates in a sentence, the first ones and how many."""
    listed = "、".join(map(str, days[:MOST_DATES]))
    return listed if len(days) <= MOST_DATES else f"{listed}等{len(days)}天（至{days[-1]}）"


def dates_en(days: Sequence[date]) -> str:
    """The same in English."""
    listed = ", ".join(map(str, days[:MOST_DATES]))
    return listed if len(days) <= MOST_DATES else f"{listed} and {len(days) - MOST_DATES} more (until {days[-1]})"


__all__ = ["ABSENT", "CLOSED", "absences", "closures", "dates_en", "dates_zh", "why_absent", "why_closed"]
