"""The bureau's indicators, each with numerator and denominator; and those that need records."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.papers.kpi.indicator import CLOCK, PERCENT, YUAN, Count, Indicator
from solver.papers.kpi.registry import INDICATORS, WANTING
from solver.units import clock

WIDTHS = (26, 22, 16, 34, 14, 30, 14, 14)


def kpi_paper(desk: PaperContext) -> Paper:
    """Indicators of one school and term."""
    rows: list[Row] = []
    documents: list[dict[str, Any]] = []
    for each in INDICATORS:
        for found in each.counts(desk.view):
            rows.append(_row(each, found))
            documents.append(_document(each, found))
    first = heads(("指标", "indicator"), ("分组", "group"), ("数值", "value"))
    over, under, last = heads(("分子", "numerator"), ("分母", "denominator"), ("依据", "rules"))
    header: Row = (*first, over._replace(cols=2), under._replace(cols=2), last)
    note = (
        f"以 {desk.view.weeks} 周为一个循环；由方案直接计算，不含实际发生的记录。",
        f"From the plan alone, over cycles of {desk.view.weeks} weeks."
    )
    wanting: tuple[Row, ...] = tuple(
        (Cell((item.zh, item.en), "label", cols=3), Cell(("记录后可得", "needs records"), cols=2),
         Cell(item.needs, cols=2), Cell("、".join(item.rules)))
        for item in WANTING
    )  # fmt: skip
    heading: Row = (Cell(("指标", "indicator"), cols=3), Cell(("状态", "state"), cols=2), Cell(("需要的记录", "records needed"), cols=2),
                    Cell(("依据", "rules")))  # fmt: skip
    page = Page("kpi", "指标", "indicators", WIDTHS, (
        PageBlock("课后服务指标", "Indicators for the bureau", (header,), tuple(rows), note),
        PageBlock("记录后可得的指标", "Indicators that need records", (heading,), wanting,
              ("方案不能给出这些数值，本系统不作推测。", "A plan cannot give these; nothing is invented.")),
    ), 1)  # fmt: skip
    data = {
        "indicators": documents,
        "needs_records": [
            {"id": item.id, "zh": item.zh, "en": item.en, "needs_zh": item.needs[0], "needs_en": item.needs[1],
             "rules": list(item.rules)}
            for item in WANTING
        ],
    }  # fmt: skip
    return Paper("课后服务指标", "Indicators", (page,), data)


def shown_value(each: Indicator, found: Count) -> str:
    """A value with its unit: percent with one decimal, a time, yuan with two."""
    value = each.value(found)
    return "不适用 n/a" if value is None else value_words(each, value)


def value_words(each: Indicator, value: Fraction) -> str:
    """A value of an indicator with its unit."""
    if each.unit == CLOCK:
        return clock(int(value))
    if each.unit == PERCENT:
        return f"{_round(value, 1):.1f}%"
    unit = each.unit.split(" ")[0]
    if each.unit == YUAN:
        return f"{_round(value, 2):,.2f} {unit}"
    if not unit:
        return f"{_round(value, 3):.3f}"
    number = f"{int(value):,}" if value.denominator == 1 else f"{_round(value, 2):,.2f}"
    return f"{number} {unit}"


def _round(value: Fraction, digits: int) -> float:
    return float(round(value, digits))


def _row(each: Indicator, found: Count) -> Row:
    plain = found.denominator is None
    return (
        Cell((each.zh, each.en), "label"),
        Cell(found.group if any(found.group) else ("全校", "the school")),
        Cell(shown_value(each, found), align="right"),
        Cell(each.over),
        Cell(clock(found.numerator), align="right") if each.unit == CLOCK else count(found.numerator),
        Cell(each.under if each.under[0] else "—"),
        Cell("—", align="right") if plain else count(found.denominator or 0),
        Cell("、".join(each.rules)),
    )


def _document(each: Indicator, found: Count) -> dict[str, Any]:
    value = each.value(found)
    return {
        "id": each.id,
        "zh": each.zh,
        "en": each.en,
        "group_zh": found.group[0],
        "group_en": found.group[1],
        "numerator": found.numerator,
        "denominator": found.denominator,
        "times": each.times,
        "by": each.by,
        "value": _round(value, 6) if value is not None else None,
        "unit": each.unit,
        "shown": shown_value(each, found),
        "numerator_zh": each.over[0],
        "numerator_en": each.over[1],
        "denominator_zh": each.under[0],
        "denominator_en": each.under[1],
        "rules": list(each.rules),
    }
