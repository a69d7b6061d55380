"""Crews: own adults who are alike in everything that a joint model knows, so that they are counted in one column.

People who are alike can change places in any plan without a row noticing, so that counting them loses nothing of the linear
relaxation.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from solver.model.shift import Shift
from solver.problem import Outside, Staff
from solver.search.aggregate.model import AggregateModel
from solver.search.joint.post import JointPost
from solver.units import Minute, Weekday

Sitting = tuple[Weekday, Minute, Minute]
"""Weekday, start and end of assisting a session."""


@dataclass(frozen=True, slots=True)
class Crew:
    """people: ids, at least one. own: of the own staff, whom D10 protects. days: most duty days a week of each. role: of own staff.

    assists: sessions at which each may assist.
    """

    people: tuple[str, ...]
    own: bool
    days: int
    role: str
    assists: frozenset[Sitting]

    @property
    def size(self) -> int:
        return len(self.people)


def crews(m: AggregateModel, posts: Sequence[JointPost]) -> tuple[Crew, ...]:
    """Aggregated school and posts -> everybody who may stand on a post, lead or assist, in crews; staff first, in their order."""
    instance = m.instance
    places: dict[str, list[Hashable]] = {}
    for number, post in enumerate(posts):
        for name, facts in post.may.items():
            places.setdefault(name, []).append((number, facts))
    leads: dict[str, set[Hashable]] = {}
    for person, name, times in m.lead:
        leads.setdefault(person, set()).add((name, times))
    sittings = _sittings(m)
    found: dict[Hashable, list[str]] = {}
    made: dict[Hashable, tuple[bool, int, str, frozenset[Sitting]]] = {}
    people: list[Staff | Outside] = [*instance.problem.staff, *instance.problem.outside]
    for one in people:
        assists = frozenset(
            s for s, shift in sittings.items() if one.id in instance.assistants and instance.eligibility.reaches(one.id, s[0], shift)
        )
        if one.id in places or one.id in leads or assists:
            own = isinstance(one, Staff)
            start = own, _days(m, one), one.role if isinstance(one, Staff) else "", assists
            key = (start, tuple(places.get(one.id, ())), frozenset(leads.get(one.id, ())))
            found.setdefault(key, []).append(one.id)
            made[key] = start
    return tuple(Crew(tuple(people), *made[key]) for key, people in found.items())


def _sittings(m: AggregateModel) -> dict[Sitting, Shift]:
    """Times of sessions with assistants."""
    found = {}
    for name, times in m.count:
        offering = m.problem.offering_of[name]
        for day, start in times if offering.assistants else ():
            shift = m.instance.session_shift(offering, start)
            found[day, shift.start, shift.end] = shift
    return found


def _days(m: AggregateModel, one: Staff | Outside) -> int:
    """Most duty days a week (D10); outside people have no such cap."""
    policy, most = m.instance.policy, len(m.instance.post_days)
    if isinstance(one, Outside) or not policy.hard("D10"):
        return most
    return min(most, most if one.max_days is None else one.max_days)
