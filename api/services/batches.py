"""Batches: many schools' terms as one job with a child job each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from api.access.principal import Principal
from api.access.scope import reachable_term
from api.errors import CONFLICT, NOT_FOUND, ApiError, bad_input
from api.files.district.report import DistrictFile, SchoolRow
from api.files.language import Said
from api.schemas.batch import BatchEntry, BatchParams, BatchQuestion, NewBatch, Rerun
from api.services.indicators import FIGURES, rolled_documents
from api.services.jobs import lifetime, seconds_faults, submit_job
from api.settings import Settings
from api.storage.jobs import Job, NewJob, children_of, get_job, jobs_by_id
from api.storage.plans import first_reports
from api.storage.schools import school_names
from solver import Fault, ProblemError, load_answer
from solver.whatif.district.question import read_question

KIND = "batch"
UNKNOWN = "unknown"
"""Verdict of a school of which nothing was proven or found in its time."""
BATCH_PRIORITY = 10
"""Priority of batches in the fair queue, behind jobs of single schools (0) of the same tenant. Raising it changes nothing else."""


def submit_batch(connection: Connection, principal: Principal, settings: Settings, job_id: str, new: NewBatch) -> Job:
    """Queue a batch.

    Raises 404 for a term out of scope, 422 for two terms of one school, an erased one, or more seconds than allowed, 429.
    """
    entries: list[BatchEntry] = []
    faults = seconds_faults(settings, new.seconds, ("body", "seconds"))
    for school, seconds_of_school in new.seconds_of.items():
        faults += seconds_faults(settings, seconds_of_school, ("body", "seconds_of", school))
    seen: dict[str, int] = {}
    for place, term_id in enumerate(new.terms):
        term = reachable_term(connection, principal, term_id)
        if term.erased_at is not None:
            faults.append(_fault(place, term_id, "这个学期已清除。", "This term has been erased."))
        if term.school_id in seen:
            first = seen[term.school_id] + 1
            faults.append(_fault(place, term_id, f"与第 {first} 项是同一所学校。", f"The same school as entry {first}."))
        seen.setdefault(term.school_id, place)
        seconds = new.seconds_of.get(term.school_id, new.seconds)
        entries.append(BatchEntry(school_id=term.school_id, district_id=term.district_id, term_id=term.id, seconds=seconds, seed=new.seed))
    faults += [
        Fault(("body", "seconds_of", school), school, "批次里没有这所学校。", "This school is not in the batch.",
              "可能学校编号写错了。", "Maybe the id is misspelt.")
        for school in new.seconds_of if school not in seen
    ]  # fmt: skip
    faults += [] if new.question is None else _question_faults(new.question)
    if faults:
        raise bad_input(faults)
    params = BatchParams(name=new.name, entries=entries, lifetime=lifetime(settings, None), question=new.question)
    return _keep(connection, principal, settings, job_id, params)


def rerun_batch(connection: Connection, principal: Principal, settings: Settings, job_id: str, batch_id: str, again: Rerun) -> Job:
    """Queue a batch that solves some schools of an earlier one again, and takes over its other jobs.

    Raises 404, 409 while the earlier one runs, 422 for schools that it does not have, where none is left to be solved, or for
    more seconds than allowed, 429.
    """
    before = reachable_batch(connection, principal, batch_id)
    if not before.ended:
        raise ApiError(CONFLICT, "批次还在运行 / the batch is still running")
    if faults := seconds_faults(settings, again.seconds, ("body", "seconds")):
        raise bad_input(faults)
    params = BatchParams.model_validate(before.params)
    current = _jobs(connection, before, params)
    wanted = set(again.schools)
    unknown = wanted - {entry.school_id for entry in params.entries}
    if unknown:
        raise bad_input([
            Fault(("body", "schools"), school, "批次里没有这所学校。", "This school is not in the batch.",
                  "可能学校编号写错了。", "Maybe the id is misspelt.")
            for school in sorted(unknown)
        ])  # fmt: skip
    entries = []
    for entry, job in zip(params.entries, current, strict=True):
        if entry.school_id in wanted if wanted else job is None or not _settled(job):
            seed = entry.seed if again.seed is None else again.seed
            entries.append(entry.model_copy(update={"job": None, "seconds": again.seconds or entry.seconds, "seed": seed}))
        else:
            entries.append(entry.model_copy(update={"job": None if job is None else job.id}))
    if all(entry.job is not None for entry in entries):
        raise bad_input([Fault(("body", "schools"), "", "没有需要重排的学校。", "No school is left to be solved again.",
                               "可能要点名要重排的学校。", "Maybe name the schools.")])  # fmt: skip
    renewed = BatchParams(
        name=again.name or params.name, entries=entries, lifetime=lifetime(settings, None), question=params.question, again=before.id
    )
    return _keep(connection, principal, settings, job_id, renewed)


def reachable_batch(connection: Connection, principal: Principal, batch_id: str) -> Job:
    """Batch in the principal's scope. Raises 404."""
    job = get_job(connection, batch_id)
    if job is None or job.kind != KIND or not principal.reaches(None, job.district_id):
        raise ApiError(NOT_FOUND, batch_id)
    return job


def batch_document(connection: Connection, batch: Job) -> dict[str, Any]:
    """Document of a batch: state and result of every school's job, counts by state, and aggregated indicators of all plans."""
    params = BatchParams.model_validate(batch.params)
    current = _jobs(connection, batch, params)
    names = school_names(connection, [entry.school_id for entry in params.entries])
    entries = [_entry(entry, job, names) for entry, job in zip(params.entries, current, strict=True)]
    reports = first_reports(connection, [job.id for job in current if job is not None and job.has_plan])
    found = [report[FIGURES] for report in reports if FIGURES in report]
    return {
        "id": batch.id, "name": params.name, "state": batch.state, "again": params.again, "reason": batch.reason,
        "question": None if params.question is None else params.question.model_dump(),
        "verdicts": dict(Counter(entry["answer"]["verdict"] for entry in entries if entry["answer"] is not None)),
        "created_at": batch.created_at, "ended_at": batch.ended_at, "schools": entries,
        "counts": dict(Counter(entry["state"] for entry in entries)), "indicators": rolled_documents(found),
    }  # fmt: skip


def _keep(connection: Connection, principal: Principal, settings: Settings, job_id: str, params: BatchParams) -> Job:
    district = principal.district_id
    new = NewJob(
        id=job_id, kind=KIND, tenant="bureau" if district is None else f"district:{district}", created_by=principal.who,
        lifetime=params.lifetime, params=params.model_dump(), district_id=district, priority=BATCH_PRIORITY,
    )  # fmt: skip
    return submit_job(connection, principal, settings, new)


def _jobs(connection: Connection, batch: Job, params: BatchParams) -> list[Job | None]:
    """Job of each entry: of this batch, or of an earlier one; None before it was submitted."""
    mine = {child.term_id: child for child in children_of(connection, batch.id)}
    taken = jobs_by_id(connection, [entry.job for entry in params.entries if entry.job is not None])
    return [mine.get(entry.term_id) if entry.job is None else taken.get(entry.job) for entry in params.entries]


def _entry(entry: BatchEntry, job: Job | None, names: Mapping[str, str]) -> dict[str, Any]:
    result = {} if job is None or job.result is None else job.result
    return {
        "school_id": entry.school_id, "school": names.get(entry.school_id, entry.school_id), "term_id": entry.term_id,
        "job_id": None if job is None else job.id, "state": "queued" if job is None else job.state,
        "kept": entry.job is not None, "plan_id": result.get("plan"), "valid": result.get("valid"),
        "reason": None if job is None else job.reason, "gap": None if job is None or job.gap is None else job.gap / 1e6,
        "answer": result.get("answer"),
    }  # fmt: skip


def district_file(connection: Connection, batch: Job) -> DistrictFile:
    """The answers of a batch that asks a question, for its report. Raises 409 for a batch that asks none."""
    params = BatchParams.model_validate(batch.params)
    if params.question is None:
        raise ApiError(CONFLICT, "这个批次没有提问 / this batch asks no question")
    names = school_names(connection, [entry.school_id for entry in params.entries])
    rows = []
    for entry, job in zip(params.entries, _jobs(connection, batch, params), strict=True):
        result = {} if job is None or job.result is None else job.result
        answer = load_answer(result["answer"]) if "answer" in result else None
        rows.append(SchoolRow(names.get(entry.school_id, entry.school_id), answer, _said(result.get("prices", ""))))
    return DistrictFile(read_question(params.question.model_dump()), rows)


def _said(stored: str | Sequence[str]) -> Said:
    """Text as the job's result holds it: JSON has no tuples."""
    return stored if isinstance(stored, str) else (stored[0], stored[1])


def _settled(job: Job) -> bool:
    """Whether a school has a plan, or has answered the question."""
    return job.has_plan or (job.result or {}).get("answer", {}).get("verdict", UNKNOWN) != UNKNOWN


def _question_faults(question: BatchQuestion) -> list[Fault]:
    try:
        read_question(question.model_dump())
    except ProblemError as error:
        return [replace(fault, path=("body", "question", *fault.path)) for fault in error.faults]
    return []


def _fault(place: int, term_id: str, zh: str, en: str) -> Fault:
    return Fault(("body", "terms", place), term_id, zh, en, "可能重复或写错了。", "Maybe it is repeated or misspelt.")
