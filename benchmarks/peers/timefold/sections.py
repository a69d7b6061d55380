"""Sections, their sessions and adults, and the seats that pupils would like, as lines."""

from __future__ import annotations

from benchmarks.peers.timefold.lines import NEVER, School, late
from solver.plan import Post
from solver.problem import Offering
from solver.units import Weekday

RANKS = 5


def sections(s: School) -> None:
    """Open sections of the base plan, with the times, rooms and people that each may have."""
    problem = s.frame.problem
    offerings = {offering.id: number for number, offering in enumerate(problem.offerings)}
    people = {name: number for number, name in enumerate(s.people)}
    rooms = {name: number for number, name in enumerate(s.rooms)}
    s.sections += sorted((section.offering, section.number) for section in s.base.sections)
    starts = {name: _starts(s, problem.offering_of[name]) for name in dict.fromkeys(key[0] for key in s.sections)}
    for number, key in enumerate(s.sections):
        offering = problem.offering_of[key[0]]
        sizes = (offering.minimum, offering.maximum) if s.frame.policy.on("C06") else (0, NEVER)
        s.say("section", number, offerings[key[0]], *sizes)
    for number, key in enumerate(s.sections):
        offering = problem.offering_of[key[0]]
        places = [rooms[name] for name in s.frame.rooms_for[key[0]]]
        for _ in range(offering.sessions):
            s.say("meeting", len(s.meetings), number, starts[key[0]], places)
            s.meetings.append(key)
        s.say("lead", len(s.leads), number, [people[name] for name in s.frame.leaders[key[0]]])
        s.leads.append(Post("lead", 0, *key))
        for _ in range(offering.assistants):
            s.say("lead", len(s.leads), number, [people[name] for name in s.frame.assistants])
            s.leads.append(Post("assist", 0, *key))


def _starts(s: School, offering: Offering) -> list[int]:
    frame, policy = s.frame, s.frame.policy
    tutoring = {
        (t.grade, t.weekday): frame.window(t.grade).periods[t.period] for t in s.base.tutoring if policy.on("B01")
    }
    found = []
    for day in frame.session_days[offering.id]:
        for minute in frame.starts[offering.id]:
            end, bits, able = minute + offering.minutes, 0, []
            for grade in offering.grades:
                taught = tutoring.get((grade, day))
                clear = taught is None or minute >= taught.end or end <= taught.start
                if clear and frame.within(grade, minute, offering.minutes):
                    bits |= 1 << grade
                    able.append(grade)
            if _coming(s, offering, day, bits) < offering.minimum:
                continue
            shift = frame.session_shift(offering, minute, able)
            found.append(len(s.starts))
            s.say("start", len(s.starts), day, minute, end, shift.end, shift.credit, *late(frame, shift), bits)
            s.starts.append((day, minute))
    return found


def _coming(s: School, offering: Offering, day: Weekday, grades: int) -> int:
    """Pupils who chose the offering and could come then; a time at which too few could is not offered."""
    problem = s.frame.problem
    return sum(
        1
        for pupil in problem.pupils
        if day in pupil.weekdays and offering.id in pupil.choices and grades >> problem.grade_of_pupil[pupil.id] & 1
    )


def seats(s: School) -> None:
    """One seat for each club that a pupil would like, with the points of each section that could fill it."""
    problem, policy = s.frame.problem, s.frame.policy
    points = [policy.number_or("C04", f"points_{rank}", 1) or 1 for rank in range(1, RANKS + 1)]
    homes = {name: number for number, name in enumerate(s.classes)}
    for number, pupil in enumerate(problem.pupils):
        grade = problem.grade_of_pupil[pupil.id]
        s.say("pupil", number, 1 << grade, sum(1 << day for day in pupil.weekdays), homes[pupil.class_id])
        offers = [
            f"{place}:{points[min(pupil.choices.index(key[0]), RANKS - 1)]}"
            for place, key in enumerate(s.sections)
            if key[0] in pupil.choices and grade in problem.offering_of[key[0]].grades
        ]
        for _ in range(pupil.clubs if offers and pupil.weekdays else 0):
            s.say("seat", len(s.seats), number, offers)
            s.seats.append(pupil.id)
