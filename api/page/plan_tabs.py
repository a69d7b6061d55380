"""Tabs of the pages of one plan."""

from __future__ import annotations

from typing import NamedTuple

from api.access.principal import Principal
from api.access.role import Right
from api.files.language import Said
from api.page.error_page import PREFIX
from api.page.frame import Link


class PlanTab(NamedTuple):
    """key: last part of the page's address, ``board`` for the plan's own. right: of those who may see the page."""

    key: str
    text: Said
    right: Right = Right.PUBLISHED


PLAN_TABS = (
    PlanTab("board", ("课表", "Timetable")), PlanTab("adults", ("教师", "Adults")), PlanTab("rooms", ("教室", "Rooms")),
    PlanTab("gates", ("门口", "Gates")), PlanTab("day", ("一天", "Day")), PlanTab("loads", ("工作量", "Loads")),
    PlanTab("choices", ("志愿", "Choices")), PlanTab("money", ("经费", "Money")), PlanTab("rules", ("规则", "Rules")),
    PlanTab("why", ("为什么", "Why"), Right.ASK), PlanTab("staffing", ("人手", "Staffing"), Right.PLAN),
    PlanTab("versions", ("版本", "Versions"), Right.DRAFTS),
    PlanTab("publish", ("发布", "Publish"), Right.PLAN), PlanTab("papers", ("材料", "Papers")),
)  # fmt: skip
"""In the order in which they stand."""


def plan_page(plan_id: str, key: str = "board") -> str:
    """Address of a page of a plan."""
    return f"{PREFIX}/plans/{plan_id}" + ("" if key == "board" else f"/{key}")


def plan_tabs(plan_id: str, here: str, principal: Principal) -> tuple[Link, ...]:
    """Tabs of a plan that the principal may see. here: key of the page that is shown."""
    return tuple(Link(plan_page(plan_id, tab.key), tab.text, tab.key == here) for tab in PLAN_TABS if principal.may(tab.right))
