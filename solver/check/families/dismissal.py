"""Dismissal: D14 every wave clears while its adults are there, H03 waves of a gate do not run into each other, H03P peak.

Formula, for a wave (gate, minute) with load = sum of n_classes of its grades * seconds_per_class: D14 load <= lanes * 60 *
escort_minutes. H03 load <= lanes * 60 * (next used minute of that gate - minute). H03P max over waves of ceil(load / lanes)
seconds; scale: n_classes of all grades * the largest seconds_per_class.

Afterwards: classes leave one after the other, each led to the gate by an adult.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.measurement import AT_MOST, SECONDS, Measurement, Quantity
from solver.check.names import grade_id
from solver.check.plan_index import PlanIndex
from solver.units import Minute, clock

WAVE = Quantity("D14", "最长一批放学用时", "longest wave", AT_MOST, SECONDS)
BEFORE_NEXT = Quantity(
    "H03", "一批放学用时（离下一批最近）", "wave nearest to the next one at its gate", AT_MOST, SECONDS
)


def _load(view: PlanIndex, gate: str, grades: list[int]) -> int:
    """Lane seconds that a wave takes."""
    classes = sum(view.demand.classes.get(grade, 0) for grade in grades)
    return classes * view.problem.gate_of[gate].seconds_per_class


def _minutes(view: PlanIndex, gate: str, load: int) -> str:
    """What lane seconds take at a gate, as people say it."""
    return f"{load / view.problem.gate_of[gate].lanes / 60:.1f}"


def wave_seconds(view: PlanIndex, gate: str, grades: list[int]) -> int:
    """Seconds until the last class of a wave is through its gate, when lanes share the classes evenly."""
    return -(-_load(view, gate, grades) // view.problem.gate_of[gate].lanes)


def _subjects(grades: list[int]) -> tuple[str, ...]:
    return tuple(grade_id(grade) for grade in grades)


def clears(view: PlanIndex) -> Iterator[Measurement]:
    """D14: a wave is through the gate before its adults leave."""
    slow = view.gauge(WAVE)
    for (gate, minute), grades in view.waves.items():
        seconds, escort = wave_seconds(view, gate, grades), 60 * view.escort
        if slow(seconds, escort):
            load, room = _load(view, gate, grades), view.problem.gate_of[gate].lanes * escort
            name, at = view.names.gate(gate), clock(minute)
            zh = f"{name} {at}放学的一批要走{_minutes(view, gate, load)}分钟，护送时间只有{view.escort}分钟"
            en = f"The wave at {name} {at} takes {_minutes(view, gate, load)} minutes, its adults stay {view.escort}"
            yield WAVE.case(seconds, escort, _subjects(grades), gate, None, zh, en, measured=str(load), asked=str(room))


def apart(view: PlanIndex) -> Iterator[Measurement]:
    """H03: a wave is through the gate before the next one comes."""
    slow = view.gauge(BEFORE_NEXT)
    later: dict[str, Minute] = {}
    for (gate, minute), grades in reversed(view.waves.items()):
        after = later.get(gate)
        later[gate] = minute
        if after is None:
            continue
        seconds, until = wave_seconds(view, gate, grades), 60 * (after - minute)
        if slow(seconds, until):
            load, room = _load(view, gate, grades), view.problem.gate_of[gate].lanes * until
            name, at = view.names.gate(gate), clock(minute)
            zh = f"{name} {at}放学的一批要走{_minutes(view, gate, load)}分钟，而下一批{clock(after)}就到"
            en = f"The wave at {name} {at} takes {_minutes(view, gate, load)} minutes, the next one comes at {clock(after)}"
            yield BEFORE_NEXT.case(
                seconds, until, _subjects(grades), gate, None, zh, en, measured=str(load), asked=str(room)
            )


def peak(view: PlanIndex) -> tuple[int, int]:
    """H03P: seconds of the longest wave."""
    seconds = [wave_seconds(view, gate, grades) for (gate, _), grades in view.waves.items()]
    classes = sum(view.demand.classes.get(grade, 0) for grade in view.problem.window_of)
    slowest = max((gate.seconds_per_class for gate in view.problem.gates), default=0)
    return max(seconds, default=0), classes * slowest
