"""Edits by hand with what follows of them: flex grants (D03) of everybody whose duty days changed are decided anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from solver.model.instance import Instance
from solver.plan import Plan
from solver.plan.apply import apply_edits
from solver.plan.edit import Edit
from solver.policy import Policy
from solver.problem import Problem
from solver.search.construct.flex import duty_days, flex
from solver.search.soft_policy import softened


class Editor:
    """Edits plans of one problem and policy; what it derives from both is kept for the next edit."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem, self.policy = problem, policy
        self._instance = Instance(problem, softened(policy))

    def apply(self, plan: Plan, edits: Sequence[Edit]) -> Plan:
        """The plan after the edits, in canonical order. Raises PlanError with the faults of those that cannot be applied."""
        edited = apply_edits(self.problem, len(self._instance.weeks), plan, edits)
        before, after = duty_days(self._instance, plan), duty_days(self._instance, edited)
        touched = {who for who in before.keys() | after.keys() if before.get(who, set()) != after.get(who, set())}
        if not touched:
            return edited
        anew = tuple(grant for grant in flex(self._instance, self._known(edited)) if grant.person in touched)
        kept = tuple(grant for grant in plan.flex if grant.person not in touched)
        return replace(edited, flex=tuple(sorted((*kept, *anew))))

    def _known(self, plan: Plan) -> Plan:
        """The plan without assignments to posts that it does not have: grants are counted on the others."""
        hosts = {(g.weekday, g.host, g.period) for g in plan.care_groups}
        standing = {post for day in self._instance.post_days for post in self._instance.standing(day)}
        opened = {(s.offering, s.number) for s in plan.sections}
        return replace(
            plan,
            assignments=tuple(
                a
                for a in plan.assignments
                if a.post.kind == "gate"
                or a.post in standing
                or (a.post.weekday, a.post.subject, a.post.detail) in hosts
                or (a.post.subject, a.post.detail) in opened
            ),
        )
