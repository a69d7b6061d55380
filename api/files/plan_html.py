"""A plan as one self-contained HTML file that prints on A4 landscape."""

from __future__ import annotations

from api.files.bundle import PlanBundle
from api.files.content.pages import plan_pages
from api.files.draw_html import pages_html


def plan_html(bundle: PlanBundle) -> str:
    """The page as text; everything a school typed is escaped."""
    return pages_html(plan_pages(bundle), bundle.problem.school, "课后服务方案")
