"""Several changes applied one after the other to a problem and its policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from solver.changes.change import Case, Change, Effect, Sentence, combined
from solver.errors import Fault, PolicyError, ProblemError
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.problem.validate import faults as problem_faults


@dataclass(frozen=True)
class Applied:
    """problem, policy: after all changes, proven sound. effect: of all together. sentences: one a change."""

    problem: Problem
    policy: Policy
    effect: Effect
    sentences: tuple[Sentence, ...]


def apply_changes(problem: Problem, policy: Policy, changes: Sequence[Change]) -> Applied:
    """Problem and policy after the changes; the given ones stay as they are. No change at all has the effect ``adds``.

    Raises ProblemError with the faults of the first change that cannot be applied, each beginning with ``changes`` and its index, or
    with what does not fit in the data afterwards, each beginning with ``problem``.
    """
    case = Case(problem, policy)
    effects: list[Effect] = []
    sentences = []
    for index, change in enumerate(changes):
        try:
            after = change.apply(case)
        except (ProblemError, PolicyError) as error:
            raise ProblemError([_below(fault, "changes", index) for fault in error.faults]) from None
        effects.append(change.effect(case))
        sentences.append(change.told(case.problem))
        case = after
    wrong = problem_faults(case.problem)
    if wrong:
        raise ProblemError([_below(fault, "problem") for fault in wrong])
    return Applied(case.problem, case.policy, combined(effects) if effects else "adds", tuple(sentences))


def _below(fault: Fault, *root: str | int) -> Fault:
    return replace(fault, path=(*root, *fault.path))
