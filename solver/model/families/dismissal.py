"""Dismissal: D14, H03, H03P, K00 (one slot a grade).

A wave is everybody who leaves through a gate at one minute; it needs ``classes * seconds`` of lane time. D14: it clears
within the escort. H03: it clears before the next wave at the gate. H03P (soft): the longest wave, in seconds.
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.linear_model import FALSE, Term
from solver.problem import Gate
from solver.units import Minute


def one_slot(p: ModelContext) -> None:
    """K00: each grade has one slot and gate."""
    for grade in sorted(p.scope.slots):
        p.rows.exactly("K00", [column for _, _, column in p.v.slots_of(grade)])


def _lane_seconds(p: ModelContext, gate: Gate, minute: Minute) -> list[Term]:
    terms = []
    for grade, window in p.problem.window_of.items():
        if minute in window.dismissals and gate.id in window.gates:
            terms.append((p.instance.queues[grade] * gate.seconds_per_class, p.v.slot(grade, minute, gate.id)))
    return terms


def waves(p: ModelContext) -> None:
    """D14 and H03."""
    if not p.scope.slots:
        return
    for gate in p.problem.gates:
        minutes = p.v.minutes_of_gate[gate.id]
        for index, minute in enumerate(minutes):
            load = _lane_seconds(p, gate, minute)
            if p.hard("D14"):
                p.rows.linear("D14", load, upper=gate.lanes * 60 * p.instance.escort)
            if p.hard("H03"):
                most = sum(c for c, _ in load)
                for later in minutes[index + 1 :]:
                    limit = gate.lanes * 60 * (later - minute)
                    following = p.v.wave(gate.id, later)
                    if most > limit and following != FALSE:
                        p.rows.linear("H03", [*load, (most - limit, following)], upper=most)


def peak(p: ModelContext) -> None:
    """H03P."""
    if not p.policy.soft("H03P") or not p.scope.slots:
        return
    waves_now = [
        (gate, load)
        for gate in p.problem.gates
        for m in p.v.minutes_of_gate[gate.id]
        if (load := _lane_seconds(p, gate, m))
    ]
    most = max((sum(c for c, _ in load) for _, load in waves_now), default=0)
    held = max((-(-p.rows.evaluate(load) // gate.lanes) for gate, load in waves_now), default=0)
    longest = p.rows.integer(0, max(most, 2), held)
    for gate, load in waves_now:
        p.rows.linear("H03P", [*load, (-gate.lanes, longest)], upper=0)
    p.cost("H03P", [(1, longest)])
