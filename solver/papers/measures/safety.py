"""Figures of safety: A08 late adults, D14 escort, H01 patrol, H03 waves, H04 gates."""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.names import day
from solver.check.plan_index import PlanIndex
from solver.papers.measures.measure import Case, Measure, least, most, none_of
from solver.units import clock


def wave_seconds(view: PlanIndex, gate_id: str, grades: list[int]) -> int:
    """Seconds until the last class of a wave is through its gate, when lanes share the classes evenly."""
    gate = view.problem.gate_of[gate_id]
    classes = sum(view.demand.classes.get(grade, 0) for grade in grades)
    return -(-classes * gate.seconds_per_class // gate.lanes)


def late_adults(view: PlanIndex) -> Iterator[Measure]:
    """A08: the fewest adults in extended care against what its pupils need."""
    yield from _filling(view, "late", "延时托管到岗减应到，最少", "adults of extended care above what is needed, fewest")


def escort(view: PlanIndex) -> Iterator[Measure]:
    """H04: the fewest adults at a gate against what a wave needs."""
    yield from _filling(view, "gate", "校门护送到岗减应到，最少", "adults at a gate above what is needed, fewest")


def patrol(view: PlanIndex) -> Iterator[Measure]:
    """H01: patrols arranged on the poorest day, and fixed posts filled."""
    limit = view.number("H01", "patrols_per_day")
    planned = dict.fromkeys(view.days, 0)
    for post in view.problem.posts:
        for weekday in post.weekdays:
            if post.kind == "patrol" and weekday in planned:
                planned[weekday] += post.headcount
    if found := least((count, day(weekday)[0]) for weekday, count in planned.items()):
        yield Measure("每日安排的巡察最少", "fewest patrols a day", f"{found[0]} 人次", f"≥ {limit} 人次", found[0] >= limit,
                      found[1])  # fmt: skip
    yield from _filling(view, "fixed", "巡察和固定岗到岗减应到，最少", "adults at fixed posts above what is needed, fewest")
    wrong, served = [], 0
    for stand in view.of_kind("fixed"):
        post = view.problem.post_of[stand.post.subject]
        for person in {who for people in stand.people.values() for who in people}:
            served += 1
            staff = view.problem.staff_of.get(person)
            if post.kind == "patrol" and (staff is None or staff.role not in post.roles):
                wrong.append(view.names.person(person))
    yield none_of("非规定角色的巡察人员", "patrols by other roles than laid down", wrong, served)


def _filling(view: PlanIndex, kind: str, zh: str, en: str) -> Iterator[Measure]:
    cases = [
        (len(people) - stand.headcount, f"{day(stand.post.weekday)[0]} {view.names.post(stand.post)[0]}")
        for stand in view.of_kind(kind)
        for people in stand.people.values()
    ]
    if found := least(cases):
        yield Measure(zh, en, f"{found[0]} 人", "≥ 0 人", found[0] >= 0, found[1])


def clears(view: PlanIndex) -> Iterator[Measure]:
    """D14: the longest wave beside the time for which its adults stay."""
    cases: list[Case] = []
    for (gate, minute), grades in view.waves.items():
        cases.append((wave_seconds(view, gate, grades), f"{view.names.gate(gate)} {clock(minute)}"))
    if found := most(cases):
        yield Measure("最长一批放学用时", "longest wave", f"{found[0] / 60:.1f} 分钟", f"≤ {view.escort} 分钟",
                      found[0] <= 60 * view.escort, found[1])  # fmt: skip


def apart(view: PlanIndex) -> Iterator[Measure]:
    """H03: the least time between the end of a wave and the next one at its gate."""
    cases: list[Case] = []
    for (gate, minute), grades in view.waves.items():
        later = [other for place, other in view.waves if place == gate and other > minute]
        if later:
            spare = 60 * (min(later) - minute) - wave_seconds(view, gate, grades)
            cases.append((spare, f"{view.names.gate(gate)} {clock(minute)}"))
    if found := least(cases):
        yield Measure("同一校门相邻两批之间最短余时", "least time between two waves of a gate", f"{found[0]} 秒", "≥ 0 秒",
                      found[0] >= 0, found[1])  # fmt: skip
