"""Destroy the seats of pairs whose wish is not kept (C10W) or who lack clubs beside a must (C10), and of pupils with like choices."""

from __future__ import annotations

from random import Random

from solver.check.families.companions import unkept
from solver.check.plan_index import PlanIndex
from solver.model.instance import Instance
from solver.model.scope import Scope
from solver.problem.companions import CompanionPair
from solver.search.evaluated import EvaluatedPlan
from solver.search.lns.neighbourhoods.neighbourhood import Neighbourhood

PAIRS = 10
"""Pairs of a step. Raising it makes steps larger and fewer."""
OTHERS = 120
"""Other pupils of a step, who may change places with them. Raising it finds longer chains of changes in slower steps."""


class CompanionSeats(Neighbourhood):
    """Some pairs who could be better off, with pupils who want or hold what they chose; sections stay."""

    name = "companions"
    moves = frozenset({"choice"})
    effort = 0.3
    linear = True

    def propose(self, instance: Instance, current: EvaluatedPlan, rng: Random) -> Scope | None:
        view = PlanIndex(instance.problem, instance.policy, current.plan)
        pairs = [pair for pair in instance.problem.companion_pairs if unkept(view, pair) or _lacks(view, pair)]
        if not pairs:
            return None
        chosen = rng.sample(pairs, min(PAIRS, len(pairs)))
        pupils = {name for pair in chosen for name in pair.pupils}
        courses = {choice for name in pupils for choice in instance.problem.pupil_of[name].choices}
        wishing = (p for p in instance.problem.pupils if p.clubs and p.weekdays and p.id not in pupils)
        beside = [p.id for p in wishing if not courses.isdisjoint(p.choices)]
        pupils.update(rng.sample(beside, min(OTHERS, len(beside))))
        return Scope(
            seat_sections=frozenset((s.offering, s.number) for s in current.plan.sections),
            seat_pupils=frozenset(pupils),
        )


def _lacks(view: PlanIndex, pair: CompanionPair) -> bool:
    """Whether somebody of a pair that must be together or apart has fewer seats than clubs wanted."""
    asked = (view.problem.pupil_of[name] for name in pair.pupils)
    return pair.must and any(len(view.kept.seats_of.get(pupil.id, ())) < min(pupil.clubs, len(pupil.choices)) for pupil in asked)
