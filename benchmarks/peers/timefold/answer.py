"""From the lines that ``java/Writer.java`` wrote back to a plan of ours; what has no value yet is left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from benchmarks.peers.timefold.lines import School
from solver.model.scope import SectionKey
from solver.plan import Assignment, CareGroup, Plan, Seat, Section, Session
from solver.units import EVERY_WEEK, Weekday


def read(school: School, text: str) -> tuple[str, Plan]:
    """The score as Timefold writes it, and the plan (in canonical order, without flex grants)."""
    score = ""
    sessions: dict[SectionKey, list[Session]] = defaultdict(list)
    seats: list[Seat] = []
    assignments: list[Assignment] = []
    hosts: dict[tuple[str, Weekday, int], str] = {}
    for line in text.splitlines():
        kind, first, *rest = line.split("\t")
        if kind == "score":
            score = first
            continue
        number, value = int(first), int(rest[0])
        if value < 0:
            continue
        if kind == "meeting":
            day, start = school.starts[value]
            sessions[school.meetings[number]].append(Session(day, start, school.rooms[int(rest[1])]))
        elif kind == "lead":
            assignments.append(Assignment(school.leads[number], EVERY_WEEK, school.people[value]))
        elif kind == "seat":
            seats.append(Seat(school.seats[number], *school.sections[value]))
        elif kind == "care":
            hosts[school.cares[number]] = school.classes[value]
        elif kind == "stand":
            post, week = school.stands[number]
            assignments.append(Assignment(post, week, school.people[value]))
    groups: dict[tuple[Weekday, int, str], list[str]] = defaultdict(list)
    for (home, day, period), host in hosts.items():
        groups[day, period, host].append(home)
    plan = replace(
        school.base,
        sections=tuple(Section(*key, tuple(sessions[key])) for key in school.sections),
        care_groups=tuple(CareGroup(day, period, host, tuple(homes)) for (day, period, host), homes in groups.items()),
        seats=tuple(seats),
        assignments=tuple(assignments),
        flex=(),
    )
    return score, plan.canonical()
