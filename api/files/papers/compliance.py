"""The compliance list: every rule with its clause, what was measured, the limit, and whether it is kept."""

from __future__ import annotations

from typing import Any

from api.files.amounts import amount
from api.files.citation import NOTE, citation, citation_document
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.labels import LEVELS
from api.files.papers.duties import duties_block, duty_documents
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.check.measurement import Measurement
from solver.papers.compliance import BROKEN, KEPT, OFF, WEIGHED, Finding, findings
from solver.policy.rule import Rule
from solver.units import clock

WIDTHS = (8, 44, 9, 52, 18, 14, 46)
VERDICTS = {KEPT: ("✓ 符合\nkept", "good"), BROKEN: ("✗ 不符合\nbroken", "bad"), WEIGHED: ("○ 尽量满足\nweighed", ""),
            OFF: ("— 停用\noff", "")}  # fmt: skip
SIGNS = "①②③④⑤⑥⑦⑧⑨"
LISTED = 200
"""Violations that are written out."""


def compliance_paper(desk: PaperContext) -> Paper:
    """The list alone."""
    found = findings(desk.view, desk.report)
    data = {"rules": _documents(desk, found), "duties": duty_documents(desk)}
    return Paper("合规清单", "Compliance list", (compliance_sheet(desk, found),), data)


def compliance_sheet(desk: PaperContext, found: tuple[Finding, ...] | None = None) -> Page:
    """Rules, then what is broken, then duties on paper. No pupil is named: violations about pupils are counted."""
    items = found if found is not None else findings(desk.view, desk.report)
    header = heads(("规则", "rule"), ("内容", "sentence"), ("级别", "level"), ("实测（最差情形）", "measured, worst case"),
                   ("要求", "limit"), ("结论", "verdict"), ("依据原文与出处", "clause and source"))  # fmt: skip
    counts = {verdict: sum(1 for item in items if item.verdict == verdict) for verdict in VERDICTS}
    note = (
        f"共 {len(items)} 条：符合 {counts[KEPT]}，不符合 {counts[BROKEN]}，尽量满足 {counts[WEIGHED]}，停用 {counts[OFF]}。"
        f"“a / b”为不合要求的个数与检查的个数。实测值与核验程序分开计算。{NOTE}"
        f" {len(items)} rules: {counts[KEPT]} kept, {counts[BROKEN]} broken, {counts[WEIGHED]} weighed, {counts[OFF]} off."
    )
    blocks = [PageBlock("课后服务合规清单", "Compliance rule by rule", (header,), tuple(_row(desk, item) for item in items), note)]
    broken = [violation for item in items for violation in item.violations]
    if broken:
        blocks.append(_violations(desk, broken))
    if desk.policy.duties:
        blocks.append(duties_block(desk, (1, 2, 1, 1, 2)))
    return Page("compliance", "合规清单", "compliance", WIDTHS, tuple(blocks), 1)


def _row(desk: PaperContext, item: Finding) -> Row:
    measured, limits = _figures(desk, item)
    verdict, shade = VERDICTS[item.verdict]
    rule = item.rule
    return (
        Cell(rule.id, "label"),
        Cell(f"{rule.zh}\n{rule.en}"),
        Cell(f"{LEVELS.get(rule.level, rule.level)}\n{rule.level}"),
        Cell(measured),
        Cell(limits),
        Cell(verdict, shade, align="center"),
        Cell(citation(desk.policy, rule.source, rule.id) + desk.changed(rule.id)),
    )


def _figures(desk: PaperContext, item: Finding) -> tuple[str, str]:
    """Measured and limit, one line a figure."""
    if item.verdict == OFF:
        return "—", numbers_of(item.rule) or "—"
    measured = [f"{each.zh} {each.value}" + (f"（{each.at}）" if each.at else "") for each in item.measures]
    limits = [each.limit for each in item.measures]
    if item.value is not None:
        tier = next((tier for tier in desk.policy.tiers if tier.name == item.rule.tier), None)
        unit = f" {tier.unit_zh}" if tier else ""
        measured.append(f"计入目标“{tier.zh if tier else item.rule.tier}”：{amount(item.value, tier)}{unit}"
                        f"（最多 {amount(item.scale or 0, tier)}{unit}）")  # fmt: skip
        limits.append("越小越好")
    if item.violations:
        measured.append(f"违反 {len(item.violations)} 处")
        limits.append("0 处")
    elif not measured:
        measured.append("没有违反" if item.verdict == KEPT else "只计入目标")
        limits.append("0 处" if item.verdict == KEPT else "越小越好")
    return _numbered(measured), _numbered(limits)


def _numbered(lines: list[str]) -> str:
    """Several figures bear numbers, so that each finds its limit when lines wrap."""
    if len(lines) == 1:
        return lines[0]
    return "\n".join(f"{SIGNS[index] if index < len(SIGNS) else '·'} {line}" for index, line in enumerate(lines))


def numbers_of(rule: Rule) -> str:
    """The rule's numbers with their units."""
    return "\n".join(
        f"{name.replace('_', ' ')} = {clock(number.value) if number.unit.endswith('clock') else number.value}"
        + ("" if number.unit.endswith("clock") else f" {number.unit.split(' ')[0]}")
        for name, number in rule.numbers.items()
    )


def private(desk: PaperContext, violation: Measurement) -> bool:
    """Whether a violation is about pupils, so that its sentence may name them."""
    return any(subject in desk.problem.pupil_of for subject in violation.subjects)


def _violations(desk: PaperContext, broken: list[Measurement]) -> PageBlock:
    shown = [item for item in broken if not private(desk, item)]
    rows: list[Row] = [(Cell(item.rule, "label"), Cell(item.zh, cols=3), Cell(item.en, cols=3)) for item in shown[:LISTED]]
    hidden = len(broken) - len(shown)
    if hidden:
        rows.append((Cell("…", "label"), Cell(f"另有 {hidden} 处涉及学生，不在此列出。", cols=3),
                     Cell(f"{hidden} about pupils are not listed here.", cols=3)))  # fmt: skip
    if len(shown) > LISTED:
        rows.append((Cell("…", "label"), Cell(f"另有 {len(shown) - LISTED} 处", cols=3), Cell("and more", cols=3)))
    first, second, third = heads(("规则", "rule"), ("不符合之处", "what is broken"), ("英文", "in English"))
    return PageBlock("不符合之处", "Violations", ((first, second._replace(cols=3), third._replace(cols=3)),), tuple(rows))


def _documents(desk: PaperContext, found: tuple[Finding, ...]) -> list[dict[str, Any]]:
    return [
        {
            "rule": item.rule.id,
            "level": item.rule.level,
            "zh": item.rule.zh,
            "en": item.rule.en,
            "verdict": item.verdict,
            "met": None if item.verdict in (WEIGHED, OFF) else item.verdict == KEPT,
            "measures": [
                {"zh": each.zh, "en": each.en, "value": each.value, "limit": each.limit, "met": each.met, "at": each.at}
                for each in item.measures
            ],
            "value": item.value,
            "scale": item.scale,
            "violations": len(item.violations),
            "sentences": [{"zh": each.zh, "en": each.en} for each in item.violations if not private(desk, each)],
            "changed": desk.changed(item.rule.id).strip(),
            **citation_document(desk.policy, item.rule.source, item.rule.id),
        }
        for item in found
    ]
