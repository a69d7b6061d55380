"""Scopes like those that a search frees, but the same in every measurement."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.micro.schools import School
from solver.model.scope import Scope, everything

PEOPLE = 12
"""Persons of a people scope."""
OFFERINGS = 2
"""Offerings of a menu scope."""
LEADERS = 14
"""Persons beside the present leaders of a menu scope."""


def people(school: School) -> Scope:
    """The first people who take part, all their posts in all weeks."""
    instance = school.instance
    chosen = [person.id for person in instance.problem.staff if person.takes_part][:PEOPLE]
    return Scope(people=frozenset(chosen), duty_days=frozenset((w, d) for w in instance.weeks for d in instance.days))


def menu(school: School) -> Scope:
    """The first offerings that somebody may lead: sections, leaders, all seats of who chose them, care of those days."""
    instance, problem = school.instance, school.instance.problem
    chosen = {o.id for o in problem.offerings if instance.leaders[o.id] and instance.session_days[o.id]}
    chosen = set(sorted(chosen)[:OFFERINGS])
    sections = frozenset(section for section in instance.sections if section[0] in chosen)
    days = {day for offering in chosen for day in instance.session_days[offering]}
    able = sorted({person for offering in chosen for person in instance.leaders[offering]})[:LEADERS]
    leading = {a.person for a in school.plan.assignments if (a.post.subject, a.post.detail) in sections}
    opened = frozenset((s.offering, s.number) for s in school.plan.sections)
    return Scope(
        sections=sections,
        led=sections,
        seat_sections=opened | sections,
        seat_pupils=frozenset(p.id for p in problem.pupils if p.clubs and chosen.intersection(p.choices)),
        groups=frozenset((day, b.id, p) for day in days for b in problem.bands for p in range(len(b.periods))),
        people=frozenset((*able, *leading)),
        duty_days=frozenset((week, day) for week in instance.weeks for day in days),
    )


def whole(school: School) -> Scope:
    """All free."""
    return everything(school.instance.problem, school.instance.policy)


SCOPES: dict[str, Callable[[School], Scope]] = {"people": people, "menu": menu, "everything": whole}
