"""Dismissal: D14 every wave clears while its adults are there, H03 waves of a gate do not run into each other, H03P peak.

Formula, for a wave (gate, minute) with load = sum of n_classes of its grades * seconds_per_class: D14 load <= lanes * 60 *
escort_minutes; all classes of a care group of the last period leave at the minute and by the gate of the host's grade; a session
whose pupils leave from it in more parts (minute, gate) than it has adults, 1 + assistants, has no part at a gate without staff.
H03 load <= lanes * 60 * (next used minute of that gate - minute). H03P max over waves of ceil(load / lanes) seconds; scale:
n_classes of all grades * the largest seconds_per_class.

Afterwards: classes leave one after the other, each led to the gate by an adult. Pupils who leave a session before its last ones, or
by another gate, are handed over to the adults of their wave at the gate.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check import counts
from solver.check.measurement import AT_MOST, SECONDS, Breaches, Measurement, Quantity
from solver.check.names import day, grade_id, listed
from solver.check.plan_index import PlanIndex
from solver.plan.plan import Dismissal
from solver.units import Minute, clock

WAVE = Quantity("D14", "最长一批放学用时", "longest wave", AT_MOST, SECONDS)
BEFORE_NEXT = Quantity(
    "H03", "一批放学用时（离下一批最近）", "wave nearest to the next one at its gate", AT_MOST, SECONDS
)


def _last_groups(view: PlanIndex) -> int:
    class_of, band_of = view.problem.class_of, view.problem.band_of_grade
    return sum(group.period == len(band_of[class_of[group.host].grade].periods) - 1 for group in view.kept.groups)


APART = Breaches("D14", "最后一节中不同时、不同门放学的看护组", "care groups of a last period that do not leave together", _last_groups)
HANDED_OVER = Breaches("D14", "分批放学而无人交接的课次", "sessions that end in parts with nobody to hand over to", counts.sessions)


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


def seen_off(view: PlanIndex) -> Iterator[Measurement]:
    """D14: waves are through in time, and every part of a group has an adult to the gate."""
    yield from _clears(view)
    yield from _together(view)
    yield from _parts(view)


def _together(view: PlanIndex) -> Iterator[Measurement]:
    """Care groups of the last period leave as one: they have one adult."""
    class_of, band_of = view.problem.class_of, view.problem.band_of_grade
    for group in view.kept.groups:
        host = class_of[group.host]
        dismissal = view.leaving.of(host.grade)
        if dismissal is None or group.period != len(band_of[host.grade].periods) - 1:
            continue
        others: dict[Dismissal, list[str]] = {}
        for name in group.classes:
            other = view.leaving.of(class_of[name].grade)
            if other is not None and (other.minute, other.gate) != (dismissal.minute, dismissal.gate):
                others.setdefault(other, []).append(name)
        if others:
            (on_zh, on_en), here = day(group.weekday), _departure(view, dismissal)
            told = [(listed(names), _departure(view, other)) for other, names in others.items()]
            zh = "；".join(f"{names[0]} {at}放学" for names, at in told)
            en = "; ".join(f"{names[1]} at {at}" for names, at in told)
            zh = f"{on_zh}：{group.host}看护只有一人，却要分批放学：{group.host} {here}放学，{zh}；应同时、从同一校门放学"
            en = f"{on_en}: care of {group.host} has one adult and leaves in parts: {group.host} at {here}, {en}; all leave as one"
            subjects = (group.host, *(name for names in others.values() for name in names))
            measured = ", ".join(_departure(view, other) for other in others)
            yield APART.breach(subjects, host.room, group.weekday, measured, here, zh, en)


def _parts(view: PlanIndex) -> Iterator[Measurement]:
    """Pupils who leave a session in parts are handed over at gates with staff, or are not more parts than adults."""
    for key, opened in view.opened.items():
        adults = 1 + opened.offering.assistants
        for session in opened.sessions:
            closed = view.leaving.closed_by(opened.pupils, session.start + opened.offering.minutes)
            parts = sorted({(item.minute, item.gate) for item in closed})
            alone = [gate for _, gate in parts if gate in view.problem.gate_of and not view.problem.gate_of[gate].staff]
            if len(parts) > adults and alone:
                (on_zh, on_en), name = day(session.weekday), view.names.section(*key)
                gates, at = listed(view.names.gate(gate) for gate in dict.fromkeys(alone)), clock(session.start)
                zh = f"{on_zh} {at}：{name}的学生分{len(parts)}批放学，只有{adults}名教师，{gates[0]}又没有护送人员可以交接"
                en = f"{on_en} {at}: {name} leaves in {len(parts)} parts with {adults} adults, and nobody stands at {gates[1]}"
                yield HANDED_OVER.breach(
                    (opened.section.id,), session.room, session.weekday, str(len(parts)), str(adults), zh, en
                )


def _departure(view: PlanIndex, dismissal: Dismissal) -> str:
    return f"{clock(dismissal.minute)} {view.names.gate(dismissal.gate)}"


def _clears(view: PlanIndex) -> Iterator[Measurement]:
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
