"""Every kind of paper with the function that draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.files.papers import (
    compliance,
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
from api.files.papers.desk import Desk
from api.files.papers.paper import Paper

PAPERS: Mapping[str, Callable[[Desk], Paper]] = {
    "filing": filing.filing_paper,
    "menu": menu.menu_paper,
    "notice": notice.notice_paper,
    "visitors": gate.visitors_paper,
    "patrol": patrol.patrol_paper,
    "rosters": rosters.rosters_paper,
    "duty": duty.duty_paper,
    "gates": gate.gates_paper,
    "late": gate.late_paper,
    "draw": draw.draw_paper,
    "inspection": inspection.inspection_paper,
    "compliance": compliance.compliance_paper,
    "public": public.public_paper,
    "kpi": kpi.kpi_paper,
    "deadlines": deadlines.deadlines_paper,
}

WORDS: Mapping[str, str] = {
    "filing": "备案材料 filing pack",
    "menu": "课程菜单 menu",
    "notice": "告家长书 notice to parents",
    "visitors": "门卫来访名单 visitors",
    "patrol": "行政巡察安排与记录 patrol",
    "rosters": "点名签离表 rosters",
    "duty": "每周值班表 weekly duty",
    "gates": "放学排队单 gate sequence",
    "late": "延时托管登记表 extended care",
    "draw": "志愿编排记录 draw record",
    "inspection": "督导检查表 inspection form",
    "compliance": "合规清单 compliance list",
    "public": "晒课表 public timetable",
    "kpi": "指标 indicators",
    "deadlines": "期限表 deadlines",
}
"""What each kind is called."""
