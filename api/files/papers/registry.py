"""Every kind of paper with the function that draws it.

Papers that list pupils are drawn with names for them; all others from a context alone, which holds no list of names, so that they
cannot name a pupil whoever changes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.files.content.names import PageNames
from api.files.names.name_list import NameList
from api.files.papers import (
    class_week,
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
    pupil_week,
    room_week,
    rosters,
    teacher_week,
    unmet,
)
from api.files.papers.kinds import WORDS
from api.files.papers.paper import Paper
from api.files.papers.paper_context import PaperContext

PAPERS: Mapping[str, Callable[[PaperContext], Paper]] = {
    "filing": filing.filing_paper,
    "menu": menu.menu_paper,
    "notice": notice.notice_paper,
    "visitors": gate.visitors_paper,
    "patrol": patrol.patrol_paper,
    "day": day.day_paper,
    "classes": classes.classes_paper,
    "teacher": teacher_week.teacher_week_paper,
    "room": room_week.room_week_paper,
    "duty": duty.duty_paper,
    "gates": gate.gates_paper,
    "draw": draw.draw_paper,
    "inspection": inspection.inspection_paper,
    "compliance": compliance.compliance_paper,
    "public": public.public_paper,
    "kpi": kpi.kpi_paper,
    "deadlines": deadlines.deadlines_paper,
}
"""Papers that tell of no single pupil: public ones, those for the bureau, and those of classes, posts and courses."""
PUPIL_PAPERS: Mapping[str, Callable[[PaperContext, PageNames], Paper]] = {
    "class": class_week.class_week_paper,
    "pupil": pupil_week.pupil_week_paper,
    "unmet": unmet.unmet_paper,
    "rosters": rosters.rosters_paper,
    "late": gate.late_paper,
    "companions": companions.companions_paper,
}
"""Papers that list pupils, for teachers and the office."""
PAPER_KINDS = tuple(kind for kind in WORDS if kind in PAPERS or kind in PUPIL_PAPERS)
"""All kinds, in the order in which they are told."""


def drawn_paper(kind: str, desk: PaperContext, names: NameList | None = None) -> Paper:
    """A paper of one of PAPER_KINDS. names: of pupils, for papers that list them; without them pupils stand there by id."""
    if kind in PUPIL_PAPERS:
        return PUPIL_PAPERS[kind](desk, PageNames(desk.problem, names))
    return PAPERS[kind](desk)
