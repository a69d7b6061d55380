"""Compliance rule by rule: what is asked, where it is written, what was measured, and whether the plan keeps to it.

Verdict and figures are the checker's alike: a rule that is hard is kept when none of its measurements misses its limit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from solver.check.measurement import Measurement, Quantity
from solver.check.names import day, section_id
from solver.check.plan_index import PlanIndex
from solver.check.readings import Reading, readings
from solver.check.report import Report
from solver.check.score import score_of
from solver.policy.policy import Policy
from solver.policy.rule import Rule

KEPT, BROKEN, WEIGHED, OFF = "kept", "broken", "weighed", "off"
"""A hard rule without violations; one with; a soft rule, which is counted in a goal; a rule that is switched off."""
SUBJECTS = 3
"""Subjects of a measurement that are written out."""
PLACES = 5
"""Places of breaches that are written out."""


@dataclass(frozen=True)
class Finding:
    """One rule of the policy. verdict: KEPT, BROKEN, WEIGHED or OFF. readings: the measures of a rule that has a check.
    value, scale: what a soft rule counted, in units of its tier, before its weight; None where the school does not use it."""

    rule: Rule
    verdict: str
    readings: tuple[Reading, ...]
    violations: tuple[Measurement, ...]
    value: int | None = None
    scale: int | None = None


def findings(view: PlanIndex, report: Report) -> tuple[Finding, ...]:
    """Every rule of the policy, in its order."""
    return tuple(_measured(view, item) for item in verdicts(view.policy, report.violations))


def verdicts(policy: Policy, violations: Iterable[Measurement]) -> tuple[Finding, ...]:
    """Every rule with its verdict and violations alone, for those who may see no more."""
    broken: dict[str, list[Measurement]] = defaultdict(list)
    for violation in violations:
        broken[violation.rule].append(violation)
    return tuple(Finding(rule, _verdict(rule, broken[rule.id]), (), tuple(broken[rule.id])) for rule in policy.rules.values())


def told(found: Iterable[Finding], violations: Iterable[Measurement]) -> tuple[Finding, ...]:
    """The same findings with those violations alone of which a reader may be told, as that reader may see them."""
    seen: dict[str, list[Measurement]] = defaultdict(list)
    for violation in violations:
        seen[violation.rule].append(violation)
    return tuple(replace(item, violations=tuple(seen[item.rule.id])) for item in found)


def _verdict(rule: Rule, violations: list[Measurement]) -> str:
    if rule.level == "off":
        return OFF
    return BROKEN if violations else WEIGHED if rule.level == "soft" else KEPT


def _measured(view: PlanIndex, item: Finding) -> Finding:
    if item.verdict == OFF:
        return item
    value, scale = (score_of(view, item.rule.id) if item.rule.level == "soft" else None) or (None, None)
    return replace(item, readings=readings(view, item.rule.id), value=value, scale=scale)


def place_of(view: PlanIndex, reading: Reading) -> str:
    """Where the worst case was found, or the breaches: day, grade, section, adult, room; of a pupil the grade alone."""
    if reading.worst is None:
        return ""
    if isinstance(reading.measure, Quantity):
        return _place(view, reading.worst)
    places = list(dict.fromkeys(filter(None, (_place(view, item) for item in reading.missed))))
    return "、".join(places[:PLACES]) + ("…" if len(places) > PLACES else "")


def _place(view: PlanIndex, item: Measurement) -> str:
    parts = [day(item.weekday)[0]] if item.weekday else []
    named = () if item.subjects == (item.place,) else item.subjects  # a gate's posts name the gate twice
    subjects = list(dict.fromkeys(_subject(view, ident) for ident in named))
    parts += subjects[:SUBJECTS] if len(subjects) <= SUBJECTS else [*subjects[:SUBJECTS], f"等{len(subjects)}个"]
    if item.place:
        parts.append(view.names.room(item.place) if item.place in view.problem.room_of else view.names.gate(item.place))
    return " ".join(parts)


def _subject(view: PlanIndex, ident: str) -> str:
    problem, names = view.problem, view.names
    if ident in problem.pupil_of:
        return f"{problem.grade_of_pupil[ident]}年级"
    if ident in problem.staff_of or ident in problem.outside_of:
        return names.person(ident)
    if ident in problem.class_of:
        return names.home(ident)
    if ident in problem.post_of:
        return names.fixed_post(ident)
    if ident in problem.block_of:
        return names.block(ident)
    if ident in problem.offering_of:
        return names.offering(ident)
    if ident.startswith("G") and ident[1:].isdecimal():
        return f"{ident[1:]}年级"
    return next((names.section(*key) for key in view.opened if section_id(*key) == ident), ident)
