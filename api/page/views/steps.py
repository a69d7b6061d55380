"""Next steps of terms and schools: which of data, plan and publication is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from api.files.language import Said
from api.page.error_page import PREFIX
from api.page.plan_tabs import plan_page
from api.page.term_tabs import TermTab, term_path
from api.storage.publications import Publication
from api.storage.school_states import SchoolState, TermState


class TermStage(Enum):
    """How far a term has come."""

    NO_DATA = "no-data"
    NO_PLAN = "no-plan"
    SEARCHING = "searching"
    UNSOUND = "unsound"
    DRAFT = "draft"
    PUBLISHED = "published"
    ERASED = "erased"


STAGES: dict[TermStage, tuple[Said, str]] = {
    TermStage.NO_DATA: (("没有数据", "no data"), "wrong"), TermStage.NO_PLAN: (("数据已有，未排", "data, no plan"), "warn"),
    TermStage.SEARCHING: (("正在排", "being planned"), ""), TermStage.UNSOUND: (("方案不合规则", "plan breaks rules"), "wrong"),
    TermStage.DRAFT: (("已排，未发布", "planned, not published"), "warn"), TermStage.PUBLISHED: (("已发布", "published"), "done"),
    TermStage.ERASED: (("已清除", "erased"), ""),
}  # fmt: skip
"""TermStage -> its name and the class of its chip."""


@dataclass(frozen=True, slots=True)
class WorkStep:
    """Next step of a term or school. action: words of the button; None where nothing is left to do, or for another role. why: sentence
    before it."""

    stage: TermStage
    why: Said
    href: str = ""
    action: Said | None = None

    @property
    def chip(self) -> tuple[Said, str]:
        """Words and class of the chip."""
        return STAGES[self.stage]


def term_step(state: TermState, published: Publication | None, may_plan: bool) -> WorkStep:
    """Next step of a term. published: publication in force of its school."""
    term = state.term
    if term.erased_at is not None:
        return WorkStep(TermStage.ERASED, ("数据已清除，只留下记录。", "Its data was erased; its records remain."))
    if published is not None and published.term_id == term.id:
        said = ("课表已发布，家长和老师看得到。", "The timetable is published: families and teachers see it.")
        return WorkStep(TermStage.PUBLISHED, said, plan_page(published.plan_id), ("看课表", "See the timetable"))
    if state.valid is not None:
        if state.sample:
            said = ("示范方案排好了，随便看、随便改。", "The sample has a plan: look around, change it.")
            return WorkStep(TermStage.DRAFT, said, plan_page(state.valid), ("看方案", "See the plan"))
        said = ("方案排好了，看过以后发布。", "There is a plan: look at it, then publish it.")
        if may_plan:
            return WorkStep(TermStage.DRAFT, said, plan_page(state.valid, "publish"), ("去发布", "Publish it"))
        return WorkStep(TermStage.DRAFT, said, plan_page(state.valid), ("看方案", "See the plan"))
    if state.open_job is not None:
        said = ("正在排，可以看进度。", "It is being planned.")
        return WorkStep(TermStage.SEARCHING, said, f"{PREFIX}/jobs/{state.open_job}", ("看进度", "See how far it is"))
    if state.newest is not None:
        said = ("已有方案不合规则，改好或重排。", "The plan breaks hard rules: mend it, or plan anew.")
        return WorkStep(TermStage.UNSOUND, said, plan_page(state.newest), ("看哪里不合", "See where"))
    said = ("数据已有，还没有排。", "The data is there, and no plan yet.")
    if may_plan:
        return WorkStep(TermStage.NO_PLAN, said, term_path(term.id, TermTab.SOLVE), ("去排课", "Plan it"))
    return WorkStep(TermStage.NO_PLAN, said, term_path(term.id), ("看数据", "See the data"))


def school_step(state: SchoolState, may_plan: bool) -> WorkStep:
    """Next step of a school: that of its newest term, or to bring data."""
    if state.term is None:
        said = ("还没有数据：交上名册、教师表和课表。", "No data yet: bring the lists of pupils, staff and the timetable.")
        if may_plan:
            return WorkStep(TermStage.NO_DATA, said, f"{PREFIX}/schools/{state.school.id}/import", ("导入数据", "Bring the data"))
        return WorkStep(TermStage.NO_DATA, said)
    return term_step(state.term, state.published, may_plan)
