"""Destroy a few offerings: which of their sections open, when, where, with whom, with which pupils.

The leaders' other posts on the days concerned are free too, and so are the care groups of those days, because a section
that opens takes an adult from care and children out of it.
"""

from __future__ import annotations

from random import Random

from solver.model.instance import Instance
from solver.model.scope import Scope, SectionKey
from solver.problem import Offering
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood

HELPERS = 6
"""People beside the leaders who may take over their care posts."""
MISSING = 10
"""Weight of a strand that a grade lacks, in pupils."""
EFFORT = 0.6
"""Deterministic effort for each offering of a step."""
LEADERS = 8
"""Qualified people beside the present leaders."""


class Menu(Neighbourhood):
    """Some offerings that are wanted more than they are given, and some that hold what those need."""

    name = "menu"
    moves = frozenset({"coverage", "stability", "choice", "breadth", "outside", "cost"})
    linear = True

    def __init__(self, offerings: int) -> None:
        self.offerings = offerings
        self.effort = EFFORT * offerings

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        problem = instance.problem
        wanted = [o for o in problem.offerings if instance.leaders[o.id] and instance.session_days[o.id]]
        if not wanted:
            return None
        offered = _offered(instance, current)
        weights = [1 + _unmet(instance, current, o.id) + MISSING * _missing(o, offered) for o in wanted]
        chosen: set[str] = set()
        while len(chosen) < min(self.offerings, len(wanted)):
            chosen.add(rng.choices(wanted, weights)[0].id)
        sections = frozenset(s for s in instance.sections if s[0] in chosen)
        opened = {(s.offering, s.number): s for s in current.plan.sections}
        pupils = frozenset(p.id for p in problem.pupils if p.clubs and any(o in p.choices for o in chosen))
        pupils |= {name for name, offers in instance.given.offers.items() if not chosen.isdisjoint(offers)}
        days = {d for s in sections if s in opened for d in (x.weekday for x in opened[s].sessions)}
        days |= {rng.choice(instance.session_days[o]) for o in sorted(chosen)}
        return Scope(
            sections=sections,
            led=sections,
            seat_sections=frozenset(opened) | sections,
            seat_pupils=pupils,
            groups=frozenset((d, b.id, p) for d in days for b in problem.bands for p in range(len(b.periods))),
            people=self._people(instance, current, chosen, sections, rng),
            duty_days=frozenset((week, day) for week in instance.weeks for day in days),
        )

    def _people(
        self, instance: Instance, current: EvaluatedPlan, chosen: set[str], sections: frozenset[SectionKey], rng: Random
    ) -> frozenset[str]:
        leading = {
            a.person for a in current.plan.assignments if a.week == 0 and (a.post.subject, a.post.detail) in sections
        }
        able = sorted({p for o in chosen for p in instance.leaders[o]} - leading)
        rng.shuffle(able)
        rest = [s.id for s in instance.problem.staff if s.takes_part and s.id not in leading]
        rng.shuffle(rest)
        return frozenset(leading | set(able[:LEADERS]) | set(rest[:HELPERS]))


def _offered(instance: Instance, current: EvaluatedPlan) -> set[tuple[int, str]]:
    """(grade, strand) that some open section offers (B07)."""
    opened = [instance.problem.offering_of[s.offering] for s in current.plan.sections]
    return {(grade, o.strand) for o in opened for grade in o.grades}


def _missing(offering: Offering, offered: set[tuple[int, str]]) -> int:
    """Grades for which the offering would bring a strand that they lack."""
    return sum(1 for grade in offering.grades if (grade, offering.strand) not in offered)


def _unmet(instance: Instance, current: EvaluatedPlan, offering: str) -> int:
    """Pupils whose first choice it is, less its seats."""
    first = sum(1 for p in instance.problem.pupils if p.clubs and p.choices and p.choices[0] == offering)
    return max(0, first - sum(1 for s in current.plan.seats if s.offering == offering))
