"""An explanation as a printed page: the question, the answer, what it rests on, what would change and what it would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.files.amounts import amount
from api.files.citation import citation
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from api.files.why_document import why_document
from solver import Explanation, Policy
from solver.explain.refusal.fact import Fact
from solver.explain.why.place import question_words
from solver.units import WEEKDAYS_ZH
from solver.words import span

if TYPE_CHECKING:
    from solver import Explainer

VERDICTS = {
    "because": ("现状说明", "As it is", ""),
    "free": ("可以，没有什么反对", "Possible, nothing speaks against it", "good"),
    "costs": ("可以，有代价", "Possible, at a price", "label"),
    "no": ("不可以", "Not possible", "bad"),
    "unknown": ("还不知道", "Not known yet", "label"),
}
LAYERS = {
    "pair": ("只看两者就能回答", "the two alone decide"),
    "place": ("看现有安排就能回答", "the plan as it stands decides"),
    "forced": ("在最小的范围内重排得出", "re-solved in the smallest scope"),
    "wider": ("放宽范围重排得出", "re-solved in a wider scope"),
    "impossible": ("已证明范围内做不到", "proven impossible in the scope"),
}
MOST = 60
"""Changes that the page lists; the others are counted."""
COLUMNS = 4


def explanation_paper(desk: PaperContext, explainer: Explainer, answer: Explanation) -> Paper:
    """An explanation of a plan -> its page, and the same as data."""
    blocks = [_answer(question_words(explainer.context, answer.question), answer)]
    if answer.facts:
        blocks.append(_facts(desk.policy, answer.facts))
    if answer.price:
        blocks.append(_price(desk, answer))
    if answer.alternatives:
        blocks.append(_alternatives(desk, answer))
    if answer.steps:
        blocks.append(_changes(answer))
    page = Page("why", "为什么", "why", (16, 44, 18, 44), tuple(blocks), portrait=False)
    return Paper("排班说明", "Why the plan is so", (page,), why_document(explainer, answer))


def _wide(*cells: Cell) -> Row:
    """Cells of which the last spans the columns that are left."""
    return (*cells[:-1], cells[-1]._replace(cols=COLUMNS - len(cells) + 1))


def _answer(question: tuple[str, str], answer: Explanation) -> PageBlock:
    zh, en, shade = VERDICTS[answer.verdict]
    layer_zh, layer_en = LAYERS[answer.layer]
    rows = [
        _wide(Cell(("问题", "question"), "label"), Cell(question)),
        _wide(Cell(("结论", "verdict"), "label"), Cell((zh, en), shade)),
        _wide(Cell(("说明", "answer"), "label"), Cell(answer.words)),
        _wide(Cell(("怎样得出", "how"), "label"), Cell((layer_zh, layer_en))),
    ]
    if answer.scope[0]:
        rows.append(_wide(Cell(("范围", "scope"), "label"), Cell(answer.scope)))
    if answer.touched_count:
        listed = "、".join(answer.touched[:20])
        rows.append(_wide(Cell(("涉及", "touched"), "label"), Cell(f"{answer.touched_count} 人{f'：{listed}' if listed else ''}")))
    return PageBlock("问题的回答", "The answer", (), tuple(rows))


def _facts(policy: Policy, facts: tuple[Fact, ...]) -> PageBlock:
    header = heads(("规则", "rule"), ("事实", "fact"), ("实际 / 限额", "measured / limit"), ("依据", "clause"))
    rows = []
    for fact in facts:
        when = WEEKDAYS_ZH[fact.weekday] if fact.weekday else ""
        when += f" {span(fact.start, fact.end)}" if fact.start is not None and fact.end is not None else ""
        figures = " / ".join(text for text in (fact.measured, fact.limit) if text)
        source = "" if fact.source is None else citation(policy, fact.source, fact.rule)
        rows.append((Cell(f"{fact.rule}\n{when}".strip(), "label"), Cell((fact.zh, fact.en)), Cell(figures), Cell(source)))
    return PageBlock("依据的事实", "What it rests on", (header,), tuple(rows))


def _price(desk: PaperContext, answer: Explanation) -> PageBlock:
    header = heads(("次序", "order"), ("目标", "goal"), ("变化", "change"), ("单位（数值越小越好）", "unit, smaller is better"))
    rows = []
    for number, tier in enumerate(desk.policy.tiers, start=1):
        more = answer.price.get(tier.name)
        if more is not None:
            sign = "+" if more > 0 else ""
            shade = "bad" if more > 0 else "good"
            change, unit = Cell(sign + amount(more, tier), shade, align="right"), Cell((tier.unit_zh, tier.unit_en))
            rows.append((Cell(str(number), "label"), Cell((tier.zh, tier.en)), change, unit))
    note = ("代价最多如此，也许更低。", "The price is at most this, maybe less.")
    if answer.price_is == "exact in scope":
        note = ("在上述范围内，代价不会更低。", "In the scope the price cannot be lower.")
    return PageBlock("改动的代价", "The price of the change", (header,), tuple(rows), note)


def _alternatives(desk: PaperContext, answer: Explanation) -> PageBlock:
    rows = tuple(_wide(Cell(desk.names.person(each.subject), "label"), Cell((each.zh, each.en))) for each in answer.alternatives)
    return PageBlock("还可以换成谁", "Who else would do", (), rows)


def _changes(answer: Explanation) -> PageBlock:
    rows = tuple((Cell((zh, en), cols=COLUMNS),) for zh, en in answer.steps[:MOST])
    rest = len(answer.steps) - MOST
    note = (f"另有 {rest} 处。", f"{rest} more.") if rest > 0 else ""
    return PageBlock("要做的改动", "What would change", (), rows, note)
