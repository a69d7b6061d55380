"""Page of notices about a request: data assumed, without effect, or used on a part of the term only."""

from __future__ import annotations

import solver
from api.files.content.page import Cell, Page, PageBlock, heads
from api.files.plan.bundle import PlanBundle

WIDTHS = (10, 120)


def notices_page(bundle: PlanBundle) -> Page | None:
    """One row a warning of the precheck; None where there is nothing to say, and for readers who see a part of the plan: warnings
    name pupils."""
    if bundle.told is not None:
        return None
    found = solver.precheck_warnings(bundle.problem, bundle.policy)
    if not found:
        return None
    rows = tuple((Cell(each.rule, "label"), Cell((each.zh, each.en))) for each in found)
    header = heads(("规则", "rule"), ("提醒", "notice"))
    note = ("这些不妨碍方案成立，但请逐条看过。", "The plan stands; please read each of them all the same.")
    return Page("notices", "提醒", "notices", WIDTHS, (PageBlock("提醒", "Notices", (header,), rows, note),), 1)
