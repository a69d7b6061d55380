"""Usual candidates of a marginal value: one more adult, adult with a skill, section, room, lane, or outside person with papers in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from solver.changes.amount import Amount
from solver.changes.change import Case, Change
from solver.changes.courses import SectionCount
from solver.changes.joining import Join, Vetting
from solver.changes.leaving import MOST_LANES, Lanes
from solver.changes.places import AddRoom
from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Outside, Problem
from solver.whatif.staffing.capacity import taking_part

MOST_COURSES = 8
"""Courses of which one more section is tried, those most often wanted in vain first. Raising it takes longer."""

MOST_SKILLS = 3
"""Skills of which somebody more is tried, those of the courses most often wanted in vain first. Raising it takes longer."""


def candidates(problem: Problem, policy: Policy, plan: Plan) -> tuple[Change, ...]:
    """Changes that only add, a few of each kind."""
    found: list[Change] = [Join(role) for role in dict.fromkeys(person.role for person in taking_part(problem, policy))]
    in_vain = _in_vain(problem, plan)
    found += _skilled(problem, policy, in_vain)
    found += _papers(problem, policy)
    found += [SectionCount(Amount(1, "by"), (name,)) for name in in_vain]
    kinds = {room.type: room.id for room in reversed(problem.rooms)}
    wanted = dict.fromkeys(offering.room_type for offering in problem.offerings)
    found += [AddRoom(kinds[kind]) for kind in wanted if kind in kinds]
    found += [Lanes((gate.id,), Amount(1, "by")) for gate in problem.gates if gate.lanes < MOST_LANES]
    return tuple(found)


def _skilled(problem: Problem, policy: Policy, in_vain: list[str]) -> list[Join]:
    """A teacher more who can lead what is wanted in vain, one for each skill (D07)."""
    wanted, least = [problem.offering_of[name] for name in in_vain], policy.number("D07", "level")
    skills = dict.fromkeys(f"{offering.skill}:{max(1, offering.skill_level, least)}" for offering in wanted if offering.skill)
    return [Join("subject", skills=(skill,)) for skill in list(skills)[:MOST_SKILLS]]


def _papers(problem: Problem, policy: Policy) -> Iterator[Vetting]:
    """Outside people who may not come on some day for want of dated papers (E03, E05, E06, E13), with these in order.

    Left out: those whose papers take more than an addition, such as a filing before the insurance.
    """
    vetted = Instance(problem, policy).eligibility.vetted
    served = problem.term.service_dates()
    if not served:
        return
    before, last = served[0][0] - timedelta(days=1), served[-1][0]
    for guest in problem.outside:
        lacking = {vetted(guest, weekday) for weekday in guest.weekdays if weekday in problem.weekdays} - {None}
        if lacking:
            dates = _dates(guest, before, last)
            change = Vetting((guest.id,), **dates)
            if dates and change.effect(Case(problem, policy)) == "adds":
                yield change


def _dates(guest: Outside, before: date, last: date) -> dict[str, date]:
    """Dates that put all papers in order; only those that are not."""
    found = {}
    for name in ("approved_from", "reviewed", "insured_from", "filed"):
        known: date | None = getattr(guest, name)
        if known is None or known > before:
            found[name] = before
    for name in ("approved_to", "insured_to"):
        known = getattr(guest, name)
        if known is None or known < last:
            found[name] = last
    return found


def _in_vain(problem: Problem, plan: Plan) -> list[str]:
    """Offerings that pupils rank above a seat of theirs, or without having one; most pupils first."""
    seats: dict[str, set[str]] = {}
    for seat in plan.seats:
        seats.setdefault(seat.pupil, set()).add(seat.offering)
    lost: Counter[str] = Counter()
    for pupil in problem.pupils:
        for name in pupil.choices[: pupil.clubs]:
            if name not in seats.get(pupil.id, ()):
                lost[name] += 1
    return [name for name, _ in sorted(lost.items(), key=lambda item: (-item[1], item[0]))[:MOST_COURSES]]
