"""The compliance page: rule by rule what is asked, what was measured at worst, the limit, whether the plan keeps it, and the
clause. The plan's pages and the papers show the same one, for different readers."""

from __future__ import annotations

from enum import Enum

from api.files.amounts import amount
from api.files.citation import NOTE, changed_words, citation
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.figures import limit_of, measured_of
from api.files.labels import LEVELS, UNSET_EN, UNSET_ZH
from api.files.language import Said, together
from api.files.plan.bundle import PlanBundle
from solver.check.measurement import Measurement
from solver.papers.compliance import BROKEN, KEPT, OFF, WEIGHED, Finding, place_of
from solver.policy.rule import Number, Rule
from solver.units import WEEKDAYS_ZH, clock

WIDTHS = (8, 44, 9, 52, 18, 14, 46)
VERDICTS = {KEPT: (("✓ 符合", "kept"), "good"), BROKEN: (("✗ 不符合", "broken"), "bad"), WEIGHED: (("○ 尽量满足", "weighed"), ""),
            OFF: (("— 停用", "off"), "")}  # fmt: skip
SIGNS = "①②③④⑤⑥⑦⑧⑨"
FAMILY_MONEY = ("G02",)
"""Rules whose violations tell what a single family pays; every page counts them only."""
LISTED = 300
"""Violations that are written out; the others are counted."""


class Audience(Enum):
    """Readers of a page: the school, whose plan names pupils by id; or others, who are told of no pupil."""

    SCHOOL = "school"
    OTHERS = "others"


def compliance_page(bundle: PlanBundle, audience: Audience, duties: PageBlock | None = None) -> Page:
    """Every rule of the policy, then every violation that the audience may read, then duties on paper if they are given."""
    found, changed = bundle.findings, changed_words(bundle.policy)
    header = heads(("规则", "rule"), ("内容", "sentence"), ("级别", "level"), ("实测（最差情形）", "measured, worst case"),
                   ("要求", "limit"), ("结论", "verdict"), ("依据原文与出处", "clause and source"))  # fmt: skip
    counts = {verdict: sum(1 for item in found if item.verdict == verdict) for verdict in VERDICTS}
    note = (
        (f"共 {len(found)} 条：符合 {counts[KEPT]}，不符合 {counts[BROKEN]}，尽量满足 {counts[WEIGHED]}，停用 {counts[OFF]}。"
        f"实测值和结论出自同一次核验；“a 处（检查 b 个）”为不合要求的处数和检查的个数。{NOTE[0]}"),
        f"{len(found)} rules: {counts[KEPT]} kept, {counts[BROKEN]} broken, {counts[WEIGHED]} weighed, {counts[OFF]} off. {NOTE[1]}",
    )
    rows = tuple(_row(bundle, item, changed.get(item.rule.id, "")) for item in found)
    blocks = [PageBlock("课后服务合规清单", "Compliance rule by rule", (header,), rows, note)]
    broken = [violation for item in found for violation in item.violations]
    if broken:
        blocks.append(_violations(bundle, broken, audience))
    if duties is not None:
        blocks.append(duties)
    return Page("compliance", "合规", "compliance", WIDTHS, tuple(blocks), 1)


def hidden(bundle: PlanBundle, violation: Measurement, audience: Audience) -> bool:
    """Whether the sentence of a violation is not for this audience: it tells of a family's money, or may name a pupil."""
    if violation.rule in FAMILY_MONEY:
        return True
    return audience is Audience.OTHERS and any(subject in bundle.problem.pupil_of for subject in violation.subjects)


def _row(bundle: PlanBundle, item: Finding, changed: Said) -> Row:
    measured, limits = _readings(bundle, item)
    verdict, shade = VERDICTS[item.verdict]
    rule = item.rule
    return (
        Cell(rule.id, "label"),
        Cell((rule.zh, rule.en)),
        Cell((LEVELS.get(rule.level, rule.level), rule.level)),
        Cell(measured),
        Cell(limits),
        Cell(verdict, shade, align="center"),
        Cell(together("\n", [citation(bundle.policy, rule.source, rule.id), changed])),
    )


def _readings(bundle: PlanBundle, item: Finding) -> tuple[Said, Said]:
    """Measured and limit, one line a measure."""
    if item.verdict == OFF:
        return "—", numbers_of(item.rule) or "—"
    measured, limits = [], []
    for each in (each for each in item.readings if each.looked):
        at = place_of((bundle.whole or bundle).view, each)
        measured.append(f"{each.measure.zh} {each.value}" + (f"（{at}）" if at else ""))
        limits.append(each.limit)
    if item.value is not None:
        tier = next((tier for tier in bundle.policy.tiers if tier.name == item.rule.tier), None)
        unit = f" {tier.unit_zh}" if tier else ""
        measured.append(f"计入目标“{tier.zh if tier else item.rule.tier}”：{amount(item.value, tier)}{unit}"
                        f"（好坏最多相差 {amount(item.scale or 0, tier)}{unit}）")  # fmt: skip
        limits.append("越小越好")
    if not measured:  # nobody is concerned, or nobody may be told
        measured.append(f"违反 {len(item.violations)} 处" if item.violations else "没有涉及（检查 0 个）" if item.readings else "没有违反")
        limits.append("0 处")
    return _numbered(measured), _numbered(limits)


def _numbered(lines: list[str]) -> str:
    """Several measures bear numbers, so that each finds its limit when lines wrap."""
    if len(lines) == 1:
        return lines[0]
    return "\n".join(f"{SIGNS[index] if index < len(SIGNS) else '·'} {line}" for index, line in enumerate(lines))


def numbers_of(rule: Rule) -> Said:
    """Numbers of a rule with their units, and for those that the policy leaves open, the sentence that holds instead."""
    given = [_number_words(name, number) for name, number in rule.numbers.items()]
    unset = [(f"{UNSET_ZH}：{number.zh}", f"{name.replace('_', ' ')} {UNSET_EN}: {number.en}") for name, number in rule.unset.items()]
    return together("\n", [*given, *unset])


def _number_words(name: str, number: Number) -> tuple[str, str]:
    if number.unit.endswith("clock"):
        return clock(number.value), f"{name.replace('_', ' ')} = {clock(number.value)}"
    zh, _, en = number.unit.partition(" ")
    return f"{number.value} {zh}", f"{name.replace('_', ' ')} = {number.value} {en or zh}"


def _violations(bundle: PlanBundle, broken: list[Measurement], audience: Audience) -> PageBlock:
    shown = [item for item in broken if not hidden(bundle, item, audience)]
    rows: list[Row] = []
    for item in shown[:LISTED]:
        weekday = WEEKDAYS_ZH[item.weekday] if item.weekday is not None and 0 < item.weekday < 8 else ""
        subjects = "、".join(item.subjects[:20]) + ("…" if len(item.subjects) > 20 else "")
        rows.append((
            Cell(item.rule, "label"),
            Cell((item.zh, item.en), cols=3),
            Cell(measured_of(item)),
            Cell(limit_of(item)),
            Cell(" ".join(part for part in (weekday, item.place, subjects) if part)),
        ))  # fmt: skip
    if len(shown) > LISTED:
        rows.append((Cell("…", "label"), Cell((f"另有 {len(shown) - LISTED} 处", f"and {len(shown) - LISTED} more"), cols=6)))
    money = sum(1 for item in broken if item.rule in FAMILY_MONEY)
    pupils = len(broken) - len(shown) - money
    if money:
        rows.append((Cell("、".join(FAMILY_MONEY), "label"), Cell((f"收费记录有 {money} 处不符，为保护隐私不在此列出。",
                    f"{money} fee records differ; not listed here to protect privacy."), cols=6)))  # fmt: skip
    if pupils:
        rows.append((Cell("…", "label"), Cell((f"另有 {pupils} 处涉及学生，不在此列出。",
                                              f"{pupils} about pupils are not listed here."), cols=6)))  # fmt: skip
    first, second, *others = heads(("规则", "rule"), ("不符合之处", "what is broken"), ("实际", "measured"), ("要求", "limit"),
                                   ("时间、地点、对象", "when, where, who"))  # fmt: skip
    return PageBlock("不符合之处", "Violations", ((first, second._replace(cols=3), *others),), tuple(rows))
