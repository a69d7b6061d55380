"""Given sections alone: times, rooms, leaders and seats of squads and dream classes, with tutoring and dismissals free (B11, B08).

A relaxation of the problem: every rule that it states, it states as the whole model does, with no other section, no care group and no
weekly post in the way. Its solutions are where a construction may begin; where it has none, neither has the problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.families import (
    accounts,
    content,
    dismissal,
    given,
    people,
    rooms,
    seats,
    staffing,
    teaching,
    time,
    venues,
    workload,
)
from solver.model.instance import Instance
from solver.model.linear_model import Term
from solver.model.scope import Scope, SectionKey
from solver.plan import Plan
from solver.search.engines.cpsat import CpSat
from solver.search.exact.conflict import irreducible
from solver.search.limits import Clock
from solver.units import Minute, Weekday

GIVEN_FAMILIES = (
    dismissal.one_slot,
    time.service_length,
    time.end_of_work,
    time.exact_windows,
    dismissal.waves,
    content.tutoring,
    content.no_written_homework,
    content.mostly_activities,
    content.homework,
    rooms.meetings,
    rooms.room_size,
    rooms.one_use,
    rooms.open_rooms,
    given.dream_classes,
    given.squads,
    teaching.no_lessons,
    venues.trips,
    seats.voluntary,
    seats.no_overlap,
    seats.in_window,
    seats.on_bells,
    seats.section_size,
    content.no_club_in_tutoring,
    content.base_period,
    dismissal.handed_over,
    staffing.sections_filled,
    staffing.one_place,
    staffing.session_times,
    staffing.outside_sections,
    people.company,
    workload.caps,
    workload.late_days_running,
    accounts.agreements,
)
"""Families whose rows hold for the given sections whatever else the plan has: upper limits and rules of sections alone."""
SPARE_SECTIONS = 2
"""Sections of a dream class beyond those that its pupils fill. Raising it finds times for scattered pupils in a larger model."""
OPENING, MOVING, HOSTING = 6, 3, 6
"""Costs of a section, of a tutoring period or dismissal elsewhere than in the hint, and of a meeting in a home room where the hint looks
after a care group, besides a drawn cost of each time, room and leader below :data:`DRAWN`. Raising one keeps more adults free, more of
the rest where it was, or more rooms for care."""
DRAWN = 3


@dataclass(frozen=True, slots=True)
class Placement:
    """status: ``placed``, ``infeasible`` (proven: the whole problem is) or ``unknown``. plan: dismissals, tutoring, given sections, their
    seats and adults alone. rules: those of which any one left out makes it feasible, where it is infeasible."""

    status: str
    plan: Plan | None = None
    rules: tuple[str, ...] = ()


def place_given(instance: Instance, hint: Plan, clock: Clock, seed: int) -> Placement:
    """Problem and a plan to keep close to -> where its given sections may be, drawn by ``seed``, with little of it moved.

    instance: of the caller's policy. Seconds and effort: at most the share ``repair.given_share`` of what is left.
    """
    scope, complete = given_scope(instance, hint)
    model = build(instance, scope, Current(_only(hint, scope.sections)), GIVEN_FAMILIES)
    rows = model.rows
    if rows.broken:
        return Placement("infeasible" if complete else "unknown", None, tuple(dict.fromkeys(rows.broken)))
    limits = replace(clock.share_left(clock.params.search.repair.given_share), seed=seed)
    outcome = CpSat(rows).minimise(_costs(instance, model, hint, Random(seed)), limits, rows.hint, clock.cancelled)
    clock.spend(outcome.effort)
    if outcome.values is not None:
        return Placement("placed", extract(model.variables, outcome.values))
    proven = outcome.status == "infeasible" and complete
    return Placement("infeasible", None, irreducible(rows)) if proven else Placement("unknown")


def given_scope(instance: Instance, hint: Plan) -> tuple[Scope, bool]:
    """Problem -> what is free around the given sections, and whether that is all there could be: no section left out."""
    problem, given_to, complete = instance.problem, instance.given, True
    sections: set[SectionKey] = set()
    pupils: set[str] = set()
    for offering in problem.offerings:
        if not given_to.keeps_open(offering.id):
            continue
        free = {p.id for p in problem.pupils if offering.id in given_to.to(p.id) or (p.clubs and offering.id in p.choices)}
        heads, pupils = len(free), pupils | free
        opened = max((s.number for s in hint.sections if s.offering == offering.id), default=0)
        enough = max(opened, -(-heads // max(1, instance.most(offering)))) + SPARE_SECTIONS
        complete = complete and enough >= min(offering.max_sections, heads // max(1, offering.minimum))
        sections.update((offering.id, number) for number in range(1, min(enough, offering.max_sections) + 1))
    mine = frozenset(sections)
    return Scope(
        slots=frozenset(problem.window_of),
        tutoring=frozenset((grade, day) for grade in problem.window_of for day in instance.days),
        sections=mine,
        seat_sections=mine,
        seat_pupils=frozenset(pupils),
        people=frozenset((*problem.staff_of, *problem.outside_of)),
        led=mine,
    ), complete  # fmt: skip


def _only(plan: Plan, sections: frozenset[SectionKey]) -> Plan:
    """Of a plan the dismissals, the tutoring and these sections, with seats, leaders and assistants."""
    return Plan(
        dismissals=plan.dismissals,
        tutoring=plan.tutoring,
        sections=tuple(s for s in plan.sections if (s.offering, s.number) in sections),
        seats=tuple(s for s in plan.seats if (s.offering, s.number) in sections),
        assignments=tuple(a for a in plan.assignments if (a.post.subject, a.post.detail) in sections and a.post.weekday == 0),
    )


def _costs(instance: Instance, model: Model, hint: Plan, rng: Random) -> Sequence[Term]:
    v, rows = model.variables, model.rows
    hosting = _hosting(instance, hint)
    minutes = {offering.id: offering.minutes for offering in instance.problem.offerings}

    def hosts(offering: str, day: Weekday, start: Minute, room: str) -> bool:
        return any(begin < start + minutes[offering] and start < end for begin, end in hosting.get((room, day), ()))

    terms = [(HOSTING, column) for (section, day, start, room), column in v.sessions.items() if hosts(section[0], day, start, room)]
    terms += [(OPENING, v.opened(section)) for section in v.live_sections]
    terms += [(rng.randrange(DRAWN), column) for column in v.sessions.values()]
    terms += [(rng.randrange(DRAWN), column) for column in v.stands.values()]
    terms += [(-MOVING, column) for key, column in v.tutors.items() if key in v.current.tutoring]
    terms += [(-MOVING, column) for key, column in v.slots.items() if key in v.current.slots]
    return [(cost, column) for cost, column in terms if cost and column > 1 and column < rows.size]


def _hosting(instance: Instance, plan: Plan) -> dict[tuple[str, Weekday], list[tuple[Minute, Minute]]]:
    """When care groups of a plan are looked after, by room and weekday."""
    found: dict[tuple[str, Weekday], list[tuple[Minute, Minute]]] = {}
    for group in plan.care_groups:
        span = instance.care_shifts[group.host, group.period]
        found.setdefault((instance.problem.class_of[group.host].room, group.weekday), []).append((span.start, span.released))
    return found
