"""The list of companions (C10, C10W): each pair, what was asked for and what became of it. For the office alone: it tells who is to be
apart, so it stands on no page of a plan and on no other paper."""

from __future__ import annotations

from api.files import labels
from api.files.content.names import PageNames
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.language import Said
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext
from solver.papers.companions import OUTCOMES, CompanionOutcome, companion_outcomes

WIDTHS = (14, 14, 12, 12, 26, 60)
PRIVATE = ("只供经办人：不张贴，不发给家长、学生和其他班级。", "For the office alone: never posted or handed to families or other classes.")


def companions_paper(desk: PaperContext, names: PageNames) -> Paper:
    """One row a pair, those not kept first."""
    found = companion_outcomes(desk.view)
    header = heads(names.pupil_heading, ("同伴", "companion"), ("一起或分开", "kind"), ("必须或尽量", "strength"),
                   ("结果", "outcome"), ("教学班", "sections"))  # fmt: skip
    rows = tuple(_row(item, names) for item in found)
    text: tuple[Said, ...] = (_counts(found),) if found else (("没有登记同伴。", "No companions are registered."),)
    block = PageBlock("同伴", "Companions", (header,) if rows else (), rows, PRIVATE, text)
    return Paper("同伴名单", "Companions", (Page("companions", "同伴名单", "companions", WIDTHS, (block,)),))


def _counts(found: list[CompanionOutcome]) -> Said:
    """Pairs by outcome."""
    counted = [(words, sum(item.outcome == outcome for item in found)) for outcome, words in OUTCOMES.items()]
    there = [(words, number) for words, number in counted if number]
    return (
        f"{len(found)} 对：" + "，".join(f"{zh} {number}" for (zh, _), number in there),
        f"{len(found)} pairs: " + ", ".join(f"{en} {number}" for (_, en), number in there),
    )


def _row(item: CompanionOutcome, names: PageNames) -> Row:
    places = "；".join(f"{names.pupil(pupil)}：{names.offering(offering)} {number} 班" for pupil, offering, number in item.places)
    return (
        Cell(names.pupil(item.pair.pupils[0]), "label"),
        Cell(names.pupil(item.pair.pupils[1]), "label"),
        Cell(labels.COMPANION_KINDS[item.pair.kind], align="center"),
        Cell(labels.STRENGTHS["must" if item.pair.must else "wish"], align="center"),
        Cell(OUTCOMES[item.outcome], shade="bad" if item.outcome == "unkept" else ""),
        Cell(places or "—"),
    )
