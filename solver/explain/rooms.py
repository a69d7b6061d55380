"""Rooms: extended care that does not fit (H08), and home rooms that are still in lessons (I04)."""

from __future__ import annotations

from solver.explain.demand import PostBounds
from solver.explain.wording import names
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Minute, Weekday, clock
from solver.words import days_en, days_zh


def free_all(problem: Problem, policy: Policy, room: str, day: Weekday, start: Minute, end: Minute) -> bool:
    """Whether no regular lesson is in the room from ``start`` to ``end`` (I04)."""
    return not policy.hard("I04") or not any(
        lesson.room_id == room and lesson.weekday == day and lesson.start < end and start < lesson.end
        for lesson in problem.lessons
    )


def room_reasons(problem: Problem, policy: Policy, demand: PostBounds) -> list[Reason]:
    """Why rooms cannot be enough for extended care, or for care where classes may not be merged."""
    return [*_late_reasons(problem, policy, demand), *_home_reasons(problem, policy, demand)]


def _late_reasons(problem: Problem, policy: Policy, demand: PostBounds) -> list[Reason]:
    if not policy.hard("H08"):
        return []
    if demand.late_pupils and not problem.late_rooms:
        days, most = sorted(demand.late_pupils), max(demand.late_pupils.values())
        return [Reason("H08", f"{days_zh(days)}有延时托管（最多 {most} 人），没有类型为 late 的教室。",
                       f"There is extended care on {days_en(days)}, of {most} pupils at most, and no room of type late.",
                       f"{most} pupils", "<= 0 seats")]  # fmt: skip
    found = []
    for day, pupils in sorted(demand.late_pupils.items()):
        slot = demand.late_care(day)
        if slot is None:
            continue
        rooms = [r for r in problem.late_rooms if free_all(problem, policy, r.id, day, slot.start, slot.end)]
        seats = sum(room.capacity for room in rooms)
        if seats < pupils:
            span = f"{clock(slot.start)}–{clock(slot.end)}"
            taken = [
                f"{x.room_id} {clock(x.start)}–{clock(x.end)} {x.subject}".strip()
                for x in problem.lessons
                if x.room_id in {room.id for room in problem.late_rooms if room not in rooms} and x.weekday == day
                and x.start < slot.end and slot.start < x.end
            ]  # fmt: skip
            so_zh = f"“课表”里这时占着的：{names(taken)}。" if taken else ""
            so_en = f" Lessons are held there then: {names(taken)}." if taken else ""
            found.append(Reason("H08", f"{days_zh([day])} {span} 延时托管有 {pupils} 人，可用的延时托管场所只有 {seats} 个座位"
                                f"（{names(r.id for r in rooms) or '没有空着的'}）。{so_zh}",
                                f"{days_en([day])} {span}: {pupils} pupils are in extended care, but rooms for it "
                                f"({names(r.id for r in rooms) or 'none is free'}) seat {seats}.{so_en}",
                                f"{pupils} pupils", f"<= {seats} seats",
                                tuple(room.id for room in problem.late_rooms)))  # fmt: skip
    return found


def _home_reasons(problem: Problem, policy: Policy, demand: PostBounds) -> list[Reason]:
    """Without merging every class that stays needs its own room, which a lesson may still hold."""
    if not policy.hard("I04") or not policy.hard("K03") or policy.number("K03", "classes") > 1:
        return []
    found = []
    staying = demand.groups.presence.staying
    for home in problem.classes:
        periods = problem.window_of[home.grade].periods
        for index, period in enumerate(periods):
            # In the last period the class waits in its room until it leaves (H07).
            until = demand.slots.earliest(home.grade) if index == len(periods) - 1 else period.end
            days = [d for d in problem.weekdays
                    if (row := staying.get((home.id, d))) and row[index]
                    and not free_all(problem, policy, home.room, d, period.start, until)]  # fmt: skip
            if days:
                span = f"{clock(period.start)}–{clock(until)}"
                found.append(Reason("I04", f"班级 {home.id} 的教室 {home.room} {days_zh(days)} {span} 还有课，不能托管，又不允许合班。",
                                    f"The room {home.room} of class {home.id} has a lesson on {days_en(days)} {span}, so it "
                                    "cannot hold care, and classes may not be merged.", span, "free"))  # fmt: skip
    return found
