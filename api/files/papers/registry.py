"""Every kind of paper with the function that draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.files.papers import (
    classes,
    companions,
    compliance,
    day,
    deadlines,
    draw,
    duty,
    filing,
    gate,
    inspection,
    kpi,
    menu,
    notice,
    patrol,
    public,
    rosters,
)
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext

PAPERS: Mapping[str, Callable[[PaperContext], Paper]] = {
    "filing": filing.filing_paper,
    "menu": menu.menu_paper,
    "notice": notice.notice_paper,
    "visitors": gate.visitors_paper,
    "patrol": patrol.patrol_paper,
    "day": day.day_paper,
    "rosters": rosters.rosters_paper,
    "classes": classes.classes_paper,
    "duty": duty.duty_paper,
    "gates": gate.gates_paper,
    "late": gate.late_paper,
    "companions": companions.companions_paper,
    "draw": draw.draw_paper,
    "inspection": inspection.inspection_paper,
    "compliance": compliance.compliance_paper,
    "public": public.public_paper,
    "kpi": kpi.kpi_paper,
    "deadlines": deadlines.deadlines_paper,
}
