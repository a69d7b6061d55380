"""Tabs of the pages of a term."""

from __future__ import annotations

from enum import StrEnum

from api.access.principal import Principal
from api.access.role import Right
from api.files.language import Said
from api.page.error_page import PREFIX
from api.page.frame import Link


class TermTab(StrEnum):
    """Page of a term, by the last part of its address; the overview has none."""

    OVERVIEW = ""
    POLICY = "policy"
    CHECK = "check"
    SOLVE = "solve"
    PLANS = "plans"
    WHAT_IF = "what-if"
    TASKS = "tasks"
    NAMES = "names"


_TABS: tuple[tuple[TermTab, Said, Right], ...] = (
    (TermTab.OVERVIEW, ("概况", "Overview"), Right.DRAFTS),
    (TermTab.POLICY, ("规则集", "Policy"), Right.DRAFTS),
    (TermTab.CHECK, ("预检", "Check"), Right.DRAFTS),
    (TermTab.SOLVE, ("求解", "Solve"), Right.PLAN),
    (TermTab.PLANS, ("方案", "Plans"), Right.DRAFTS),
    (TermTab.WHAT_IF, ("如果", "What if"), Right.PLAN),
    (TermTab.TASKS, ("任务", "Tasks"), Right.DRAFTS),
    (TermTab.NAMES, ("姓名", "Names"), Right.PLAN),
)
"""Tab, its name, and the right without which it is not shown: that of its page."""


def term_path(term_id: str, tab: TermTab = TermTab.OVERVIEW) -> str:
    """Address of a page of a term."""
    return f"{PREFIX}/terms/{term_id}" + (f"/{tab}" if tab else "")


def term_tabs(term_id: str, here: TermTab | None, principal: Principal) -> tuple[Link, ...]:
    """Links to the pages of a term that a principal may see. here: the page that shows them, None for a page beside them."""
    return tuple(Link(term_path(term_id, tab), said, tab is here) for tab, said, right in _TABS if principal.may(right))
