"""What a stress instance is: one change of a school that was planned for, as DOMAIN section 3 lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from instances.generators.parameters import Override, Parameters, merged
from solver.problem.problem import Problem

Change = Callable[[Problem, Random], Problem]
"""A pure function: the problem after the change. The random numbers say whom it hits."""


def unchanged(problem: Problem, _rng: Random) -> Problem:
    """For changes of rules alone."""
    return problem


@dataclass(frozen=True, slots=True)
class Stress:
    """A change with the school that it is stored for; it may be laid over any other.

    number: in the list of DOMAIN section 3. base: kind of school. overrides: changes of rules that belong to it.
    arithmetic: what it takes away or asks for. missing: what today's problem cannot say of it. feasible: False where
    no plan can exist.
    """

    number: int
    name: str
    zh: str
    en: str
    base: str
    arithmetic: str
    missing: str
    sources: tuple[str, ...] = ("DOMAIN",)
    change: Change = unchanged
    overrides: tuple[Override, ...] = ()
    feasible: bool = True

    def applied(self, problem: Problem, seed: int) -> Problem:
        """The problem after the change; equal problem and seed give an equal result."""
        return self.change(problem, Random(f"{seed} stress {self.name}"))

    def policy(self, parameters: Parameters) -> dict[str, object]:
        """The policy part of a request: the school's own with the overrides laid over it."""
        overrides = parameters.overrides
        for override in self.overrides:
            overrides = merged(overrides, override)
        return replace(parameters, overrides=overrides).policy
