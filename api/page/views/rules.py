"""Compliance of a plan rule by rule: value, limit, worst case, clause and source; violations first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from api.files.amounts import amount
from api.files.citation import changed_words, citation
from api.files.content.compliance import FAMILY_MONEY, numbers_of
from api.files.figures import limit_of, measured_of
from api.files.language import Said
from api.files.plan.bundle import PlanBundle
from api.page.views.words import weekday
from solver.check.measurement import SIGNS, Breaches, Measurement
from solver.check.readings import Reading
from solver.papers.compliance import BROKEN, KEPT, OFF, WEIGHED, Finding, place_of

VERDICTS: Mapping[str, tuple[Said, str]] = {
    BROKEN: (("✗ 不符合", "✗ broken"), "wrong"), KEPT: (("✓ 符合", "✓ kept"), "done"),
    WEIGHED: (("○ 尽量满足", "○ weighed"), ""), OFF: (("— 停用", "— off"), "warn"),
}  # fmt: skip
"""Verdict -> words, and class of its chip; in the order in which rules are shown."""
FAMILIES: Mapping[str, Said] = {
    "A": ("服务时间与覆盖", "Time and coverage"), "B": ("服务内容与课程", "Content and courses"),
    "C": ("学生与报名", "Pupils and enrolment"), "D": ("校内教师", "Own staff"), "E": ("校外人员", "Outside people"),
    "F": ("共享走教", "Sharing between schools"), "G": ("收费与经费", "Money"), "H": ("安全、巡察、放学", "Safety, patrol, dismissal"),
    "I": ("备案、公示、督导", "Filing and inspection"), "K": ("排得成的条件", "What makes a plan possible"),
}  # fmt: skip
"""Letter of a rule's id -> its family."""
LISTED = 100
"""Violations of one rule that are written out; the others are counted."""


class MeasuredLine(NamedTuple):
    """Measure of a rule. place: of the worst case, or nothing. missed: whether it is beyond the limit."""

    name: Said
    value: Said
    limit: Said
    place: str
    missed: bool


class RuleBreach(NamedTuple):
    """Violation in words."""

    said: Said
    measured: Said
    limit: Said
    when: Said


@dataclass(frozen=True, slots=True)
class RuleRow:
    """Rule with its verdict. more: violations that are not listed. changed: where the school differs from its profile."""

    id: str
    said: Said
    verdict: str
    family: Said
    measures: tuple[MeasuredLine, ...]
    numbers: Said
    clause: Said
    changed: Said
    breaches: tuple[RuleBreach, ...]
    more: int

    @property
    def chip(self) -> tuple[Said, str]:
        """Words and class of the verdict."""
        return VERDICTS[self.verdict]


@dataclass(frozen=True, slots=True)
class RulesView:
    """counts: verdict -> rules. policy: name of the rule set."""

    rows: tuple[RuleRow, ...]
    counts: Mapping[str, int]
    policy: Said
    violations: int


def rules_view(bundle: PlanBundle, families: str = "") -> RulesView:
    """Rules of a plan's policy, violations first. families: letters of those that are wanted, empty for all."""
    changed, order = changed_words(bundle.policy), list(VERDICTS)
    found = [item for item in bundle.findings if not families or item.rule.id[0] in families]
    rows = sorted((_row(bundle, item, changed.get(item.rule.id, "")) for item in found), key=lambda row: order.index(row.verdict))
    counts = {verdict: sum(item.verdict == verdict for item in found) for verdict in VERDICTS}
    violations = sum(len(item.violations) for item in found)
    return RulesView(tuple(rows), counts, (bundle.policy.zh, bundle.policy.en), violations)


def _row(bundle: PlanBundle, item: Finding, changed: Said) -> RuleRow:
    rule = item.rule
    shown = [] if rule.id in FAMILY_MONEY else [_breach(each) for each in item.violations[:LISTED]]
    return RuleRow(
        rule.id, (rule.zh, rule.en), item.verdict, FAMILIES.get(rule.id[0], rule.id[0]), tuple(_measures(bundle, item)),
        numbers_of(rule), citation(bundle.policy, rule.source, rule.id), changed, tuple(shown), len(item.violations) - len(shown),
    )  # fmt: skip


def _measures(bundle: PlanBundle, item: Finding) -> list[MeasuredLine]:
    found = [_measured(bundle, each) for each in item.readings if each.looked]
    if item.value is not None:
        tier = next((tier for tier in bundle.policy.tiers if tier.name == item.rule.tier), None)
        zh, en = (tier.unit_zh, tier.unit_en) if tier else ("", "")
        name: Said = (f"计入目标“{tier.zh}”", f"counts in the goal {tier.en}") if tier else ("计入目标", "counts in a goal")
        value, most = amount(item.value, tier), amount(item.scale or 0, tier)
        limit = (f"越小越好，好坏最多相差 {most} {zh}", f"less is better; best and worst are at most {most} {en} apart")
        found.append(MeasuredLine(name, (f"{value} {zh}", f"{value} {en}"), limit, "", False))
    return found


def _measured(bundle: PlanBundle, each: Reading) -> MeasuredLine:
    measure, place = each.measure, place_of((bundle.whole or bundle).view, each)
    name = (measure.zh, measure.en)
    if isinstance(measure, Breaches):
        value: Said = (f"{len(each.missed)} 处（检查 {each.looked} 个）", f"{len(each.missed)} of {each.looked} looked at")
        return MeasuredLine(name, value, ("0 处", "0"), place, not each.met)
    if each.worst is None:
        return MeasuredLine(name, ("没有涉及", "nobody concerned"), "—", "", False)
    unit, sign = measure.unit, SIGNS[measure.misses]
    shown, bound = unit.show(each.worst.value), unit.show(each.worst.bound)
    return MeasuredLine(name, (unit.words(each.worst.value), f"{shown} {unit.en}".strip()),
                    (f"{sign} {unit.words(each.worst.bound)}", f"{sign} {bound} {unit.en}".strip()), place, not each.met)  # fmt: skip


def _breach(each: Measurement) -> RuleBreach:
    return RuleBreach((each.zh, each.en), measured_of(each), limit_of(each), weekday(each.weekday) if each.weekday else "")
