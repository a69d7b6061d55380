"""Repairs of gates: lanes, dismissal slots and the time of escort with which the classes can leave (D14, H03)."""

from __future__ import annotations

from collections.abc import Iterable

from solver.changes.amount import Amount
from solver.changes.apply import apply_changes
from solver.changes.change import Change
from solver.changes.leaving import MOST_LANES, Lanes, Slots
from solver.changes.rules import RuleNumber
from solver.errors import PolicyError, ProblemError
from solver.explain.gates import gate_reasons
from solver.explain.repairs.kind import RepairKind
from solver.explain.repairs.ladder import FixedLadder, Ladder, Rung
from solver.policy.policy import Policy
from solver.problem.problem import Problem

LANE_WEIGHT, SLOT_WEIGHT, ESCORT_WEIGHT = 20, 30, 40
"""Weights of one lane, of one slot of a grade, of one minute of escort: the ranks of repairs among each other."""
SLOT_MINUTES = 10
"""Minutes between a new dismissal slot and the last one."""
MOST_SLOTS = 3
"""New slots that are tried."""


def gate_ladders(problem: Problem, policy: Policy) -> list[Ladder]:
    """Ladders of each gate, of all gates together, of slots and of the escort; empty where every class can leave."""
    reasons = gate_reasons(problem, policy)
    if not reasons:
        return []
    found: list[Ladder] = []
    gates = [gate.id for gate in problem.gates]
    for chosen in [*((gate,) for gate in gates), *([tuple(gates)] if len(gates) > 1 else [])]:
        most = MOST_LANES - max(problem.gate_of[gate].lanes for gate in chosen)
        rungs = _clearing(problem, policy, (((Lanes(chosen, Amount(n, "by")),), n * len(chosen)) for n in range(1, most + 1)), LANE_WEIGHT)
        if rungs:
            found.append(FixedLadder(RepairKind.LANE, rungs))
    number = policy.rules["D14"].numbers["escort_minutes"]
    steps = (((RuleNumber("D14", "escort_minutes", Amount(value)),), value - number.value)
             for value in range(number.value + 1, number.maximum + 1))  # fmt: skip
    rungs = _clearing(problem, policy, steps, ESCORT_WEIGHT // 10)
    if rungs:
        found.append(FixedLadder(RepairKind.NUMBER, rungs))
    slots = ((tuple(_later(problem, n)), n * len(problem.windows)) for n in range(1, MOST_SLOTS + 1))
    rungs = _clearing(problem, policy, slots, SLOT_WEIGHT)
    if rungs:
        found.append(FixedLadder(RepairKind.SLOT, rungs))
    return found


def _later(problem: Problem, steps: int) -> Iterable[Change]:
    """Slots after the last one of each grade, those of grades with the same last slot together."""
    lasts: dict[int, list[int]] = {}
    for window in problem.windows:
        lasts.setdefault(max(window.dismissals), []).append(window.grade)
    for last, grades in sorted(lasts.items()):
        yield Slots(tuple(grades), add=tuple(last + SLOT_MINUTES * n for n in range(1, steps + 1)))


def _clearing(problem: Problem, policy: Policy, steps: Iterable[tuple[tuple[Change, ...], int]], weight: int) -> list[Rung]:
    """The smallest step with which the gates clear, and the one after it."""
    found: list[Rung] = []
    for changes, amount in steps:
        try:
            after = apply_changes(problem, policy, changes)
        except (ProblemError, PolicyError):  # a slot or a number that the data do not admit is no repair
            continue
        if not found and gate_reasons(after.problem, after.policy):
            continue
        zh, en = ("；".join(s.zh for s in after.sentences), "; ".join(s.en for s in after.sentences))
        names = tuple(gate for change in changes if isinstance(change, Lanes) for gate in change.gates)
        found.append(Rung(changes, zh, en, amount, amount * weight, names, least=not found))
        if len(found) == 2:
            break
    return found
