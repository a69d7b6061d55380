"""From column values to a plan: what the scope freed comes from the columns, the rest from the plan it started with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from solver.model.variables import Variables
from solver.plan import Assignment, CareGroup, Dismissal, Fee, Flex, LateCare, Plan, Seat, Section, Session, Tutoring
from solver.units import Week, Weekday


def extract(v: Variables, values: Sequence[int]) -> Plan:
    """The plan that the values describe, in canonical order.

    values: one integer per column, constants included.
    """
    scope, old = v.scope, v.current.plan

    def chosen(column: int) -> bool:
        return values[column] == 1

    dismissals = [d for d in old.dismissals if d.grade not in scope.slots]
    dismissals += [Dismissal(g, m, e) for (g, m, e), c in v.slots.items() if g in scope.slots and chosen(c)]

    tutoring = [t for t in old.tutoring if (t.grade, t.weekday) not in scope.tutoring]
    tutoring += [Tutoring(g, d, i, k) for (g, d, i, k), c in v.tutors.items() if (g, d) in scope.tutoring and chosen(c)]

    sections = [s for s in old.sections if (s.offering, s.number) not in scope.sections]
    meetings: dict[tuple[str, int], list[Session]] = defaultdict(list)
    for (section, day, start, room), column in v.sessions.items():
        if section in scope.sections and chosen(column):
            meetings[section].append(Session(day, start, room))
    sections += [Section(s[0], s[1], tuple(found)) for s, found in meetings.items()]

    seats = [
        s for s in old.seats if s.pupil not in scope.seat_pupils or (s.offering, s.number) not in scope.seat_sections
    ]
    for (pupil, section), column in v.seats.items():
        if pupil in scope.seat_pupils and section in scope.seat_sections and chosen(column):
            seats.append(Seat(pupil, *section))

    return Plan(
        dismissals=tuple(dismissals),
        tutoring=tuple(tutoring),
        sections=tuple(sections),
        care_groups=tuple(_groups(v, values)),
        late_care=tuple(_late_care(v, values)),
        seats=tuple(seats),
        assignments=tuple(_assignments(v, values)),
        flex=tuple(_flex(v, values)),
        fees=tuple(_fees(v, values)),
    ).canonical()


def _groups(v: Variables, values: Sequence[int]) -> list[CareGroup]:
    band = v.instance.band_of_class
    free = v.scope.groups
    kept = [
        g
        for g in v.current.plan.care_groups
        if g.host not in band or (g.weekday, band[g.host].id, g.period) not in free
    ]
    found: dict[tuple[Weekday, int, str], list[str]] = defaultdict(list)
    for (home, host, day, period), column in v.members.items():
        if (day, band[host].id, period) in free and values[column] == 1:
            found[day, period, host].append(home)
    return kept + [CareGroup(day, period, host, tuple(homes)) for (day, period, host), homes in found.items()]


def _late_care(v: Variables, values: Sequence[int]) -> list[LateCare]:
    kept = [c for c in v.current.plan.late_care if c.weekday not in v.scope.late_rooms]
    found: dict[Weekday, list[str]] = defaultdict(list)
    for (day, room), column in v.late_rooms.items():
        if day in v.scope.late_rooms and values[column] == 1:
            found[day].append(room)
    return kept + [LateCare(day, tuple(rooms)) for day, rooms in found.items()]


def _assignments(v: Variables, values: Sequence[int]) -> list[Assignment]:
    kept = [a for a in v.current.plan.assignments if not v.scope.frees_post(a.post, a.week, a.person)]
    for (post, week, person), column in v.stands.items():
        if values[column] == 1 and v.scope.frees_post(post, week, person):
            kept.append(Assignment(post, week, person))
    return kept


def _flex(v: Variables, values: Sequence[int]) -> list[Flex]:
    freed = v.scope.people if v.scope.flex else frozenset()
    kept = [f for f in v.current.plan.flex if f.person not in freed]
    found: list[tuple[str, Week, Weekday, str]] = [k for k, column in v.flexes.items() if values[column] == 1]
    return kept + [Flex(*key) for key in found if key[0] in freed]


def _fees(v: Variables, values: Sequence[int]) -> list[Fee]:
    if not v.scope.fees:
        return list(v.current.plan.fees)
    return [Fee(pupil, values[column]) for pupil, column in v.fees.items() if v.instance.problem.pupil_of[pupil].weekdays]
