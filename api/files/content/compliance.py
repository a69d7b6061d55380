"""Rule by rule: what is asked, where it is written, and whether the plan keeps it."""

from __future__ import annotations

from collections import defaultdict

from api.files.citation import NOTE, citation
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.figures import limit_of, measured_of
from api.files.labels import LEVELS
from api.files.plan.bundle import PlanBundle
from solver.check.measurement import Measurement
from solver.policy.policy import Policy
from solver.policy.rule import Rule
from solver.units import WEEKDAYS_ZH, clock

PRIVATE = ("G02",)
"""Rules whose violations name what a single family pays; printed pages count them only."""
LISTED = 300
"""Violations that are printed; the others are counted."""
WIDTHS = (8, 52, 9, 27, 54, 12, 22)


def compliance_page(bundle: PlanBundle) -> Page:
    """Every rule of the policy, then every violation."""
    broken: dict[str, list[Measurement]] = defaultdict(list)
    for violation in bundle.report.violations:
        broken[violation.rule].append(violation)
    tiers = {tier.name: tier.zh for tier in bundle.policy.tiers}
    rows = tuple(_rule_row(bundle.policy, rule, broken[rule.id], tiers) for rule in bundle.policy.rules.values())
    header = heads(("规则", "rule"), ("内容", "sentence"), ("级别", "level"), ("规定数值", "numbers"),
                   ("原文与出处", "quote and source"), ("结果", "result"), ("说明", "remark"))  # fmt: skip
    blocks = [PageBlock("逐条合规情况", "Compliance rule by rule", (header,), rows,
                    "✓ 符合 kept　✗ 违反 broken　○ 尽量满足，计入目标 counted in a goal　— 停用 off　" + NOTE)]  # fmt: skip
    if bundle.report.violations:
        blocks.append(_violations(bundle))
    return Page("compliance", "合规", "compliance", WIDTHS, tuple(blocks), 1)


def _rule_row(policy: Policy, rule: Rule, broken: list[Measurement], tiers: dict[str, str]) -> Row:
    if broken:
        example = "" if rule.id in PRIVATE else f"；例：{measured_of(broken[0])}，要求 {limit_of(broken[0])}"
        result, text = Cell("✗", "bad", align="center"), f"{len(broken)} 处{example}"
    elif rule.level == "off":
        result, text = Cell("—", align="center"), ""
    elif rule.level == "soft":
        tier = tiers.get(rule.tier or "", rule.tier or "")
        result, text = (
            Cell("○", align="center"),
            f"计入“{tier}”" + (f"，权重 {rule.weight}" if rule.weight != 1 else ""),
        )
    else:
        result, text = Cell("✓", "good", align="center"), "没有违反"
    numbers = "\n".join(
        f"{name} = {clock(number.value) if number.unit.endswith('clock') else number.value}"
        + ("" if number.unit.endswith("clock") else f" {number.unit}")
        for name, number in rule.numbers.items()
    )
    return (
        Cell(rule.id, "label"),
        Cell(f"{rule.zh}\n{rule.en}"),
        Cell(f"{LEVELS.get(rule.level, rule.level)}\n{rule.level}"),
        Cell(numbers or "—"),
        Cell(citation(policy, rule.source, rule.id)),
        result,
        Cell(text),
    )


def _violations(bundle: PlanBundle) -> PageBlock:
    rows: list[Row] = []
    public = [item for item in bundle.report.violations if item.rule not in PRIVATE]
    for item in public[:LISTED]:
        weekday = WEEKDAYS_ZH[item.weekday] if item.weekday is not None and 0 < item.weekday < 8 else ""
        rows.append((
            Cell(item.rule, "label"),
            Cell(f"{item.zh}\n{item.en}", cols=2),
            Cell(" ".join(part for part in (weekday, item.place) if part)),
            Cell("、".join(item.subjects[:20]) + ("…" if len(item.subjects) > 20 else "")),
            Cell(measured_of(item)),
            Cell(limit_of(item)),
        ))  # fmt: skip
    hidden = len(bundle.report.violations) - len(public)
    if hidden:
        rows.append((Cell("、".join(PRIVATE), "label"), Cell(f"收费记录有 {hidden} 处不符，为保护隐私不在此列出。\n"
                                                            f"{hidden} fee records differ; not listed here to protect privacy.",
                                                            cols=6)))  # fmt: skip
    rest = len(public) - LISTED
    if rest > 0:
        rows.append((Cell("…", "label"), Cell(f"另有 {rest} 处 and {rest} more", cols=6)))
    first, second, *others = heads(("规则", "rule"), ("违反", "violation"), ("时间地点", "where"), ("对象", "subjects"),
                                   ("实际", "measured"), ("要求", "limit"))  # fmt: skip
    return PageBlock("违反情况", "Violations", ((first, second._replace(cols=2), *others),), tuple(rows))
