"""View of a school's page: its terms with their next steps, the plan in force, and the jobs under way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.files.language import Said
from api.page.error_page import PREFIX
from api.page.plan_tabs import plan_page
from api.page.term_tabs import term_path
from api.page.views.job_words import job_kind, job_state
from api.page.views.steps import WorkStep, school_step, term_step
from api.services.samples import SAMPLES
from api.storage.jobs import Job
from api.storage.publications import Publication
from api.storage.school_states import SchoolState, TermState


@dataclass(frozen=True, slots=True)
class TermRowView:
    """Row of a term. sample: it is a sample school's."""

    id: str
    name: str
    href: str
    pupils: int
    classes: int
    plans: int
    at: int
    step: WorkStep
    erased: bool
    sample: bool


@dataclass(frozen=True, slots=True)
class JobRowView:
    """Row of a job. of: name of its term or school; by: creator. at: ms since 1970, of the newest of its times."""

    href: str
    kind: Said
    state: Said
    chip: str
    of: str
    at: int


@dataclass(frozen=True, slots=True)
class InForceView:
    """Plan in force. term: name of its term. public: address that families see."""

    term: str
    href: str
    revision: int
    since: int
    public: str


@dataclass(frozen=True, slots=True)
class SampleChoice:
    """Sample school that can be kept. seconds: time limit of its search."""

    id: str
    said: Said
    seconds: float


@dataclass(frozen=True, slots=True)
class SchoolView:
    """School's page. later: address of the next page of terms, or empty. can_plan: the visitor may bring data, plan and erase."""

    id: str
    name: str
    district: str
    step: WorkStep
    terms: Sequence[TermRowView]
    jobs: Sequence[JobRowView]
    in_force: InForceView | None
    samples: Sequence[SampleChoice]
    later: str
    can_plan: bool


def school_view(
    state: SchoolState, district: str, terms: Sequence[TermState], jobs: Sequence[Job], names: Mapping[str, str], following: str | None,
    most_seconds: float, may_plan: bool,
) -> SchoolView:  # fmt: skip
    """View of a school. terms: newest first. names: id -> name of terms that jobs and publications speak of. following: cursor of the
    next page of terms."""
    school = state.school
    return SchoolView(
        school.id, school.name, district, school_step(state, may_plan),
        tuple(_term_row(each, state.published, may_plan) for each in terms), tuple(job_row(job, names) for job in jobs),
        None if state.published is None else _in_force(state.published, names),
        tuple(SampleChoice(key, each.said, min(each.seconds, most_seconds)) for key, each in SAMPLES.items()) if may_plan else (),
        f"{PREFIX}/schools/{school.id}?after={following}" if following else "", may_plan,
    )  # fmt: skip


def job_row(job: Job, names: Mapping[str, str]) -> JobRowView:
    """Row of a job. names: id -> name of terms and schools."""
    said, chip = job_state(job.state)
    page = "batches" if job.kind == "batch" else "jobs"
    of = names.get(job.term_id or "") or names.get(job.school_id or "") or str(job.params.get("name", ""))
    return JobRowView(f"{PREFIX}/{page}/{job.id}", job_kind(job.kind), said, chip, of, job.ended_at or job.started_at or job.created_at)


def _term_row(state: TermState, published: Publication | None, may_plan: bool) -> TermRowView:
    term = state.term
    return TermRowView(
        term.id, term.name, term_path(term.id), term.pupils, term.classes, state.plans, term.created_at,
        term_step(state, published, may_plan), term.erased_at is not None, state.sample,
    )  # fmt: skip


def _in_force(published: Publication, names: Mapping[str, str]) -> InForceView:
    return InForceView(
        names.get(published.term_id, ""), plan_page(published.plan_id), published.revision, published.at,
        f"{PREFIX}/public/{published.school_id}",
    )  # fmt: skip
