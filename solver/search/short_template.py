"""Short template: the same school planned for as few weeks as differ in lessons and absences, and its plans repeated over all weeks.

One week, or two where odd and even weeks differ (I04, K01). Whatever is asked of each week holds in its repetition; what adds up
over the weeks (D02, D02R, G04) may be better otherwise, so that a repeated plan is one to start from.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from solver.model.instance import Instance
from solver.plan import Plan
from solver.units import EVERY_WEEK

LONG = 3
"""Weeks from which a template is worth shortening. Raising it lets people take turns from the start in more schools, whose first
complete plan comes later."""


class ShortTemplate:
    """The short template of an instance; weeks: its length."""

    def __init__(self, instance: Instance) -> None:
        self._whole = instance
        self.weeks = min(len(instance.eligibility.turns), len(instance.weeks))

    @property
    def worthwhile(self) -> bool:
        """Whether the whole template is long, and longer than this one."""
        return len(self._whole.weeks) >= max(LONG, self.weeks + 1)

    @cached_property
    def instance(self) -> Instance:
        """Same problem and policy, but for the number of weeks, which the term names before the policy."""
        problem = self._whole.problem
        term = replace(problem.term, template_weeks=self.weeks)
        return Instance(replace(problem, term=term), self._whole.policy)

    def cut(self, plan: Plan) -> Plan:
        """The first weeks of a plan, without flex grants."""
        kept = tuple(a for a in plan.assignments if a.week <= self.weeks)
        return replace(plan, assignments=kept, flex=()).canonical()

    def repeat(self, plan: Plan) -> Plan:
        """A plan of the short template in every week of the whole one, without flex grants."""
        every = [a for a in plan.assignments if a.week == EVERY_WEEK]
        weekly = [a for a in plan.assignments if a.week != EVERY_WEEK]
        again = [
            a._replace(week=week)
            for week in self._whole.weeks
            for a in weekly
            if (week - 1) % self.weeks == a.week - 1
        ]
        return replace(plan, assignments=(*every, *again), flex=()).canonical()
