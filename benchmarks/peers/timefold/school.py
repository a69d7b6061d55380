"""The school as the lines that ``java/Reader.java`` takes, with the ids that its answer will name.

Taken from the base plan, because Timefold's part of the problem has no variable for it: which sections are open, tutoring,
dismissals (and with them the waves at the gates), rooms of extended care, fees. Everything else is Timefold's to decide:
time and room of every session, leaders and assistants, seats, merged care groups, and everybody on every weekly post.
People are offered only where role, skill, lessons and availability let them stand, rooms only of the right type.

Duties are timed by the dismissals of the base plan. Where a session closes the day, its adults are there until the last grade that
could be seated in it has left; the checker counts only the grades that are. A duty has one zone, where it begins: the way from the
gate to which a last group was led is not measured.
"""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.peers.timefold.lines import NEVER, School
from benchmarks.peers.timefold.posts import cares, stands
from benchmarks.peers.timefold.sections import seats, sections
from solver.model.instance import Instance
from solver.plan import Plan
from solver.problem import TEACHING_ROLES, Staff
from solver.units import CENTI, Minute, Weekday

TIERS = {
    "fairness": "D02", "choice": "C04", "care": "D05", "rotation": "D02R", "outside": "E01", "cost": "G10",
    "handover": "D08H",
}  # fmt: skip
"""Level of the score -> the soft rule that fills it. Coverage is always there."""


def school(frame: Instance, base: Plan) -> School:
    """Write the school down."""
    found = School(frame.under(base), base)
    _numbers(found)
    _people(found)
    zones = _places(found)
    sections(found)
    seats(found)
    stands(found, zones, cares(found))
    return found


def _numbers(s: School) -> None:
    policy = s.frame.policy
    order = [tier.name for tier in policy.tiers]
    asked = [name for name, rule in TIERS.items() if policy.soft(rule)]
    s.say("tiers", ["coverage", *sorted(asked, key=lambda name: order.index(policy.tier_of(TIERS[name]) or name))])
    weeks = len(s.frame.weeks)
    hours = policy.number_or("G10", "minutes_per_classhour", 40) or 40
    values = {
        "weeks": weeks,
        "allowed": CENTI * weeks * (policy.number_or("D02", "allowed_minutes_per_week", 0) or 0),
        "minutes_per_day": policy.number("D10", "minutes_per_day") if policy.on("D10") else NEVER,
        "late_per_week": policy.number("D10", "late_per_week") if policy.on("D10") else NEVER,
        "classes": policy.number("K03", "classes") if policy.on("K03") else NEVER,
        "grade_span": policy.number("K03", "grade_span") if policy.on("K03") else NEVER,
        "minutes_per_classhour": hours,
    }
    for name, value in values.items():
        s.say("number", name, value)
    for week in s.frame.weeks:
        s.say("week", week)


def _people(s: School) -> None:
    frame, policy, problem = s.frame, s.frame.policy, s.frame.problem
    reduction = policy.number("D05", "reduction_percent") if policy.on("D05") else 0
    repay = policy.number_or("D02", "repay_percent", 0) or 0
    usual = policy.number("D10", "days_per_week") if policy.on("D10") else NEVER
    s.people += [*problem.staff_of, *problem.outside_of]
    for number, name in enumerate(s.people):
        staff = problem.staff_of.get(name)
        if staff is None:
            outside = problem.outside_of[name]
            s.say("person", number, False, False, 0, 0, False, NEVER, outside.rate, outside.max_sections)
        else:
            share = max(10, staff.share * (100 - (reduction if staff.reasons else 0)) // 100)
            days = usual if staff.max_days is None else min(usual, staff.max_days)
            s.say("person", number, True, _balanced(staff), share, repay * staff.balance,
                  bool(staff.reasons), days, problem.rate_of[name], NEVER)  # fmt: skip
        for day in frame.days:
            for start, end in _busy(frame, name, day):
                s.say("busy", number, day, start, end)


def _balanced(staff: Staff) -> bool:
    return staff.takes_part and staff.role in TEACHING_ROLES


def _busy(frame: Instance, person: str, day: Weekday) -> Iterable[tuple[Minute, Minute]]:
    """Minutes in which a person cannot be had: lessons, unavailability, days without vetting."""
    outside = frame.problem.outside_of.get(person)
    if outside is not None and frame.eligibility.vetted(outside, day) is not None:
        yield 0, 24 * 60
        return
    begin: Minute | None = None
    for minute in range(24 * 60 + 1):
        free = minute == 24 * 60 or frame.eligibility.free(person, day, minute, minute + 1)
        if not free and begin is None:
            begin = minute
        if free and begin is not None:
            yield begin, minute
            begin = None


def _places(s: School) -> dict[str, int]:
    problem, policy = s.frame.problem, s.frame.policy
    zones = {zone: number for number, zone in enumerate(dict.fromkeys(room.zone for room in problem.rooms))}
    s.say("zones", len(zones))
    for one, a in zones.items():
        for other, b in zones.items():
            s.say("walk", a, b, s.frame.walk((one,), (other,)))
    s.rooms += [room.id for room in problem.rooms]
    numbers = {name: number for number, name in enumerate(s.rooms)}
    for room in problem.rooms:
        capacity = room.capacity if policy.on("H07") else NEVER
        s.say("room", numbers[room.id], capacity, zones[room.zone])
    for lesson in problem.lessons if policy.on("I04") else ():
        if lesson.room_id is not None:
            s.say("taken", numbers[lesson.room_id], lesson.weekday, lesson.start, lesson.end)
    for late in s.base.late_care:
        shift = s.frame.late_shift[late.weekday]
        for name in late.rooms:
            s.say("taken", numbers[name], late.weekday, shift.start, shift.end)
    s.classes += [home.id for home in problem.classes]
    most = policy.number("K03", "pupils") if policy.on("K03") else NEVER
    for number, home in enumerate(problem.classes):
        s.say("class", number, home.grade, numbers[home.room], min(most, problem.room_of[home.room].capacity))
    return zones
