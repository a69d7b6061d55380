"""What a family receives: the rows to write to, the policy's levels, the variables and the duties."""

from __future__ import annotations

from collections.abc import Iterable

from solver.model.duties import Duties
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel, Term
from solver.model.scope import Scope
from solver.model.variables import Variables
from solver.policy import Policy
from solver.problem import Problem


class ModelContext:
    """One model under construction, as the families see it.

    A rule that is off is not posted at all; a hard rule is a row; a soft rule is a cost in its tier.
    """

    def __init__(self, variables: Variables) -> None:
        self.v = variables
        self.rows: LinearModel = variables.rows
        self.instance: Instance = variables.instance
        self.problem: Problem = variables.instance.problem
        self.policy: Policy = variables.instance.policy
        self.scope: Scope = variables.scope
        self.duties = Duties(variables)

    def hard(self, rule: str) -> bool:
        return self.policy.hard(rule)

    def number(self, rule: str, name: str) -> int:
        return self.policy.number(rule, name)

    def cost(self, rule: str, terms: Iterable[Term], constant: int = 0) -> None:
        """Add a soft rule's units to its tier, times its weight."""
        tier = self.policy.tier_of(rule)
        if tier is not None:
            self.rows.add_cost(tier, terms, self.policy.rules[rule].weight, constant)
