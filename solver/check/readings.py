"""Readings: what every rule measures of a plan, each measure with its worst case, by the same checks that find violations."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace

from solver.check.measurement import Breaches, Measure, Measurement, Quantity, Test
from solver.check.plan_index import PlanIndex
from solver.check.registry import CHECKS, MEASURES


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure over the whole plan.

    looked: cases of a quantity, or subjects that could breach. missed: measurements that miss the limit, in the order of the
    check. worst: the case furthest beyond its limit or nearest to it, the first of equals; None without any, and of breaches
    the first, if there is one.
    """

    measure: Measure
    looked: int
    missed: tuple[Measurement, ...]
    worst: Measurement | None

    @property
    def met(self) -> bool:
        return not self.missed

    @property
    def value(self) -> str:
        """The worst value with its unit, or how many breaches were found among how many, in Chinese."""
        if isinstance(self.measure, Breaches):
            return f"{len(self.missed)} 处（检查 {self.looked} 个）"
        return self.measure.unit.words(self.worst.value) if self.worst else "没有涉及"

    @property
    def limit(self) -> str:
        """The limit of the worst case with its unit, in Chinese."""
        if isinstance(self.measure, Breaches):
            return "0 处"
        return self.measure.bound(self.worst.bound) if self.worst else "—"


class Meter:
    """A gauge that counts the cases of each quantity, and asks for those that miss or are worse than all before."""

    def __init__(self) -> None:
        self.looked: dict[Quantity, int] = {}
        self._worst: dict[Quantity, int] = {}

    def __call__(self, quantity: Quantity) -> Test:
        looked, worst, misses, excess = self.looked, self._worst, quantity.misses, quantity.excess

        def wanted(value: int, limit: int) -> bool:
            looked[quantity] = looked.get(quantity, 0) + 1
            beyond = excess(value, limit)
            if quantity not in worst or beyond > worst[quantity]:
                worst[quantity] = beyond
                return True
            return misses(value, limit)

        return wanted


def readings(view: PlanIndex, rule: str) -> tuple[Reading, ...]:
    """Readings of a rule that has a check, one reading a measure; nothing for a rule that is only scored.

    A rule that is soft is measured as though it were hard: what misses there is no violation, and counts in a goal.
    """
    if rule not in CHECKS:
        return ()
    meter = Meter()
    cases: Mapping[Measure, list[Measurement]] = {measure: [] for measure in MEASURES[rule]}
    for measurement in CHECKS[rule](_measuring(view, rule, meter)):
        cases[measurement.measure].append(measurement)
    return tuple(_reading(view, measure, meter, found) for measure, found in cases.items())


def _measuring(view: PlanIndex, rule: str, meter: Meter) -> PlanIndex:
    """The same index, for a check that is to yield the worst cases too."""
    measured = copy(view)
    measured.gauge = meter
    if not view.policy.hard(rule):
        rules = {**view.policy.rules, rule: replace(view.policy.rules[rule], level="hard")}
        measured.policy = replace(view.policy, rules=rules)
    return measured


def _reading(view: PlanIndex, measure: Measure, meter: Meter, found: list[Measurement]) -> Reading:
    missed = tuple(item for item in found if not item.met)
    if isinstance(measure, Breaches):
        return Reading(measure, measure.of(view), missed, missed[0] if missed else None)
    worst = max(found, key=lambda item: measure.excess(item.value, item.bound), default=None)
    return Reading(measure, meter.looked.get(measure, 0), missed, worst)
