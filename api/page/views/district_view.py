"""View of a district's page: its schools with their states, their indicators beside each other, and its batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from api.files.language import Said
from api.files.papers.kpi import value_words
from api.page.error_page import PREFIX
from api.page.plan_tabs import plan_page
from api.page.term_tabs import TermTab, term_path
from api.page.views.home_view import StageCount
from api.page.views.job_words import job_kind, job_state
from api.page.views.steps import STAGES, TermStage, WorkStep, school_step
from api.schemas.batch import BatchParams
from api.services.district_overview import DistrictOverview, SchoolOverview
from api.services.indicators import rolled_figures
from api.storage.jobs import Job
from solver.papers.kpi import care, money, people, pupils, safety, service
from solver.papers.kpi.indicator import Indicator
from solver.papers.kpi.rollup import Rolled

AREAS: Mapping[str, tuple[Said, tuple[Indicator, ...]]] = {
    "pupils": (("参与和志愿", "Taking part and choices"), pupils.INDICATORS),
    "service": (("时间和内容", "Hours and content"), service.INDICATORS),
    "care": (("谁来看护", "Who looks after them"), care.INDICATORS), "people": (("教师", "Adults"), people.INDICATORS),
    "safety": (("安全和放学", "Safety and dismissal"), safety.INDICATORS), "money": (("经费", "Money"), money.INDICATORS),
}
"""Area -> its name and its indicators, in the order of the page."""


@dataclass(frozen=True, slots=True)
class DistrictSchool:
    """School. term: id of its newest term, which a batch takes; "" without. violations: of hard rules, None without a plan. since: when
    its plan was published. tasks: address of the term's tasks, "" without a term."""

    id: str
    name: str
    href: str
    term: str
    term_name: str
    pupils: int
    step: WorkStep
    plan: str
    violations: int | None
    since: int | None
    job: tuple[Said, Said, str, str] | None
    tasks: str


@dataclass(frozen=True, slots=True)
class IndicatorColumn:
    """Indicator. area: of AREAS. about: numerator and denominator in words."""

    id: str
    area: str
    said: Said
    about: Said


@dataclass(frozen=True, slots=True)
class IndicatorCell:
    """Value as words, and as a number to sort by; "" and None without a value."""

    text: str
    number: float | None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """School, or all of them. edited: its plan was changed after its indicators were counted."""

    name: str
    href: str
    edited: bool
    cells: tuple[IndicatorCell, ...]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Batch of a list."""

    href: str
    name: str
    question: bool
    schools: int
    state: Said
    chip: str
    at: int


@dataclass(frozen=True, slots=True)
class DistrictView:
    """District. later: address of the next page of schools, or empty. areas: area -> name. whole: row of all schools."""

    id: str
    name: str
    counts: tuple[StageCount, ...]
    schools: tuple[DistrictSchool, ...]
    columns: tuple[IndicatorColumn, ...]
    rows: tuple[IndicatorRow, ...]
    whole: IndicatorRow | None
    areas: tuple[tuple[str, Said], ...]
    batches: tuple[BatchRow, ...]
    later: str


def district_view(found: DistrictOverview) -> DistrictView:
    """View of a district."""
    schools = tuple(map(_school, found.schools))
    stages = [school.step.stage for school in schools]
    figures = {each.state.school.id: each.report.figures or () for each in found.schools if each.report is not None and each.report.figures}
    of_school = {school: _values(rolled_figures([rows])) for school, rows in figures.items()}
    every = _values(rolled_figures(list(figures.values())))
    columns = tuple(
        IndicatorColumn(each.id, area, (each.zh, each.en), _about(each))
        for area, (_, indicators) in AREAS.items() for each in indicators if any(each.id in values for values in of_school.values())
    )  # fmt: skip
    rows = tuple(
        IndicatorRow(each.state.school.name, _plan_of(each), each.report is not None and each.report.number > 1, _cells(columns, values))
        for each in found.schools if (values := of_school.get(each.state.school.id)) is not None
    )  # fmt: skip
    areas = tuple((area, said) for area, (said, _) in AREAS.items() if any(column.area == area for column in columns))
    whole = IndicatorRow("", "", edited=False, cells=_cells(columns, every)) if len(rows) > 1 else None
    later = f"{PREFIX}/districts/{found.district.id}?after={found.following}" if found.following else ""
    counts = tuple(StageCount(STAGES[stage], stages.count(stage)) for stage in TermStage if stage in stages)
    return DistrictView(
        found.district.id, found.district.name, counts, schools, columns, rows, whole, areas, tuple(map(batch_row, found.batches)), later
    )  # fmt: skip


def batch_row(job: Job) -> BatchRow:
    """Row of a batch."""
    params = BatchParams.model_validate(job.params)
    said, chip = job_state(job.state)
    return BatchRow(
        f"{PREFIX}/batches/{job.id}", params.name, params.question is not None, len(params.entries), said, chip, job.created_at
    )  # fmt: skip


def _school(each: SchoolOverview) -> DistrictSchool:
    state, report, job = each.state, each.report, each.job
    term = None if state.term is None else state.term.term
    told = None if job is None else (job_kind(job.kind), *job_state(job.state), f"{PREFIX}/jobs/{job.id}")
    return DistrictSchool(
        state.school.id, state.school.name, f"{PREFIX}/schools/{state.school.id}", "" if term is None else term.id,
        "" if term is None else term.name, 0 if term is None else term.pupils, school_step(state, may_plan=True), _plan_of(each),
        None if report is None else report.violations, None if state.published is None else state.published.at, told,
        "" if term is None else term_path(term.id, TermTab.TASKS),
    )  # fmt: skip


def _plan_of(each: SchoolOverview) -> str:
    return "" if each.report is None else plan_page(each.report.plan_id, "rules")


def _about(each: Indicator) -> Said:
    return (f"{each.over[0]} ÷ {each.under[0]}", f"{each.over[1]} ÷ {each.under[1]}") if each.under[0] else each.over


def _values(found: Sequence[Rolled]) -> dict[str, tuple[Indicator, Fraction]]:
    """Indicator -> its value of all schools together: of the sums, or the middle one where sums say nothing. Indicators that are counted
    by group alone are left out: a row has one value of each."""
    values = {}
    for each in found:
        value = each.value if each.count is not None else each.middle
        if value is not None and not any(each.group):
            values[each.indicator.id] = (each.indicator, value)
    return values


def _cells(columns: Sequence[IndicatorColumn], values: Mapping[str, tuple[Indicator, Fraction]]) -> tuple[IndicatorCell, ...]:
    return tuple(
        IndicatorCell(value_words(*values[column.id]), float(values[column.id][1])) if column.id in values else IndicatorCell("", None)
        for column in columns
    )
