"""Dismissal: D14, H03, H03P, K00 (one slot a grade).

D14: the classes of a care group that ends the day leave together, by one gate at one minute; pupils of a section who leave before or
apart from its last ones are handed over to the adults of their wave's gate, so that gates without adults keep a section together.

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


def together(p: ModelContext) -> None:
    """D14: a group of the last period has one slot."""
    if not p.hard("D14"):
        return
    grade_of = p.instance.grade_of_class
    for day in p.instance.days:
        for band in p.problem.bands:
            last = len(band.periods) - 1
            if not p.scope.slots and (day, band.id, last) not in p.scope.groups:
                continue
            for home in p.instance.classes_of_band[band.id]:
                for host, column in p.v.hosts(home, day, last):
                    if column != FALSE and grade_of[home] != grade_of[host]:
                        _same_slot(p, column, grade_of[home], grade_of[host])


def _same_slot(p: ModelContext, merged: int, grade: int, other: int) -> None:
    there = {(minute, gate): column for minute, gate, column in p.v.slots_of(other)}
    for minute, gate, column in p.v.slots_of(grade):
        p.rows.linear("D14", [(1, merged), (1, column), (-1, there.get((minute, gate), FALSE))], upper=1)


def handed_over(p: ModelContext) -> None:
    """D14: a section whose pupils leave in more parts than it has adults needs adults at the gates that they leave by."""
    unmanned = {gate.id for gate in p.problem.gates if gate.staff == 0}
    if not p.hard("D14") or not unmanned or not (p.scope.slots or p.scope.moves_clubs):
        return
    for section in p.v.live_sections:
        offering = p.problem.offering_of[section[0]]
        for start in sorted({start for _, start in p.v.session_times(section)}):
            closes = p.rows.either([p.v.at(section, day, s) for day, s in p.v.session_times(section) if s == start], "D14")
            parts: dict[tuple[Minute, str], list[int]] = {}
            for grade in p.instance.closes(offering, start):
                for minute, gate, column in p.v.slots_of(grade):
                    leaves = p.rows.both(column, p.v.timings.seated(section, grade), "D14")
                    parts.setdefault((minute, gate), []).append(leaves)
            there = {part: p.rows.either(columns, "D14") for part, columns in parts.items()}
            alone = p.rows.either([column for (_, gate), column in there.items() if gate in unmanned], "D14")
            spare = len(there) - 1 - offering.assistants
            if spare > 0:
                terms = [*((1, column) for column in there.values()), (spare, alone), (spare, closes)]
                p.rows.linear("D14", terms, upper=len(there) + spare)


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
