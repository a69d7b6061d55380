"""Scenarios of a term: kept, listed and dropped; jobs that run them; their comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

import solver
from api.access.principal import Principal
from api.access.scope import reachable_job, reachable_term
from api.errors import GONE, NOT_FOUND, ApiError, bad_input
from api.files.comparison import ComparisonFile
from api.mapping.request import Request, request_from_doc
from api.schemas.service.scenario import KeptScenarioDoc
from api.schemas.what_if import MOST_AT_ONCE, NewScenario, NewWhatIf, WhatIfJob, WhatIfParams
from api.services.jobs import seconds_faults, submit_of_term
from api.services.loading import choose_policy
from api.services.plans import reachable_plan
from api.services.term_cache import TermCache
from api.settings import Settings
from api.storage.audit import record
from api.storage.job_parts import parts_of
from api.storage.jobs import Job
from api.storage.plans import get_revision
from api.storage.scenarios import (
    StoredScenario,
    add_scenario,
    all_scenarios,
    count_scenarios,
    drop_scenario,
    get_scenario,
)
from api.storage.terms import StoredTerm, get_term, term_document
from solver import (
    Fault,
    Plan,
    ProblemError,
    Scenario,
    apply_changes,
    load_plan,
    read_scenarios,
)
from solver.plan.codec import dump as dump_plan
from solver.whatif.scenario import dump_scenario
from solver.whatif.variant import dump_variant, load_variant

if TYPE_CHECKING:
    from solver import BaseOutcome

MOST_KEPT = 200
"""Scenarios kept of one term; raising it lets more be kept."""
BASE_PLACE = 0
"""Part of a job that holds the base; scenarios are numbered from 1."""
WHAT_IF = "what_if"


def keep_scenario(connection: Connection, principal: Principal, term_id: str, scenario_id: str, new: NewScenario) -> KeptScenarioDoc:
    """Store a scenario of a term. Raises 404, 410 once the term is erased, and 422 where a change cannot be read or applied."""
    term, request = _request(connection, principal, term_id)
    scenario = read_scenario(new, scenario_id)
    shown = _shown(request, scenario)
    if count_scenarios(connection, term.id) >= MOST_KEPT:
        raise bad_input([Fault(("scenarios",), str(MOST_KEPT), f"一个学期至多保存 {MOST_KEPT} 个情景。",
                               f"At most {MOST_KEPT} scenarios are kept of a term.", "可能要先删去不用的。",
                               "Maybe delete some first.")])  # fmt: skip
    kept = add_scenario(connection, scenario_id, term.school_id, term.id, scenario.name, dump_scenario(scenario), principal.who)
    record(connection, principal, "keep-scenario", kept.id, term.school_id, term.district_id)
    return document_of(kept, shown)


def remove_scenario(connection: Connection, principal: Principal, term_id: str, scenario_id: str) -> None:
    """Delete a scenario. Raises 404."""
    term = reachable_term(connection, principal, term_id)
    if not drop_scenario(connection, term.id, scenario_id):
        raise ApiError(NOT_FOUND, scenario_id)
    record(connection, principal, "drop-scenario", scenario_id, term.school_id, term.district_id)


def read_scenario(new: NewScenario, scenario_id: str) -> Scenario:
    """Scenario of a body. Raises ProblemError with the faults of its changes, by their places in the body."""
    document = {"id": scenario_id, "name": new.name, "aim": new.aim, "changes": new.changes}
    try:
        return read_scenarios({"scenarios": [document]})[0]
    except ProblemError as error:
        raise ProblemError([replace(fault, path=fault.path[2:]) for fault in error.faults]) from None


def document_of(kept: StoredScenario, shown: tuple[str, list[list[str]]]) -> KeptScenarioDoc:
    """A stored scenario on the wire. shown: its effect and sentences."""
    effect, sentences = shown
    document = kept.document
    return KeptScenarioDoc(
        id=kept.id, name=kept.name, aim=document["aim"], changes=document["changes"], effect=effect, sentences=sentences,
        created_at=kept.created_at, created_by=kept.created_by,
    )  # fmt: skip


def shown_in(request: Request, kept: StoredScenario) -> KeptScenarioDoc:
    """A stored scenario with its effect on a request and its sentences."""
    (scenario,) = read_scenarios({"scenarios": [kept.document]})
    return document_of(kept, _shown(request, scenario))


def _shown(request: Request, scenario: Scenario) -> tuple[str, list[list[str]]]:
    after = apply_changes(request.problem, choose_policy(request), scenario.changes)
    return after.effect, [list(sentence) for sentence in after.sentences]


def submit_what_if(connection: Connection, principal: Principal, settings: Settings, job_id: str, new: NewWhatIf) -> Job:
    """Queue the scenarios of a plan as one job. Raises 404, 410 once the term is erased, 422 for scenarios that cannot be read."""
    stored = reachable_plan(connection, principal, new.plan)
    term = get_term(connection, stored.term_id)
    if term is None or term.erased_at is not None:
        raise ApiError(GONE, stored.term_id)
    faults = seconds_faults(settings, new.seconds)
    documents, missing = _chosen(connection, term, new)
    faults += missing
    try:
        documents += [dump_scenario(read_scenario(each, f"extra-{i}")) for i, each in enumerate(new.extra, 1)]
    except ProblemError as error:
        faults += error.faults
    if not faults and not 1 <= len(documents) <= MOST_AT_ONCE:
        faults.append(Fault(("scenarios",), str(len(documents)), f"一次可试 1 到 {MOST_AT_ONCE} 个情景。",
                            f"One job runs 1 to {MOST_AT_ONCE} scenarios.",
                            "可能这个学期还没有保存情景，或要写明试哪几个。",
                            "Maybe none is kept yet, or some have to be named."))  # fmt: skip
    if faults:
        raise bad_input(faults)
    params = WhatIfJob(
        plan=stored.id, revision=stored.head, scenarios=documents, **new.model_dump(include=set(WhatIfParams.model_fields))
    )
    return submit_of_term(connection, principal, settings, WHAT_IF, term, job_id, params, new.hours)


def _chosen(connection: Connection, term: StoredTerm, new: NewWhatIf) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Documents of the stored scenarios that are named, or of all where nothing is; a fault for each that is not there."""
    if not new.scenarios:
        return [] if new.extra else [dict(each.document) for each in all_scenarios(connection, term.id, MOST_AT_ONCE)], []
    found, faults = [], []
    for index, ident in enumerate(new.scenarios):
        kept = get_scenario(connection, term.id, ident)
        if kept is None:
            faults.append(Fault(("scenarios", index), ident, "这个学期没有这个情景。", "There is no such scenario of this term.",
                                "可能已删除，或属于另一个学期。", "Maybe it was deleted, or is another term's."))  # fmt: skip
        else:
            found.append(dict(kept.document))
    return found, faults


def comparison_of(connection: Connection, principal: Principal, cache: TermCache, job_id: str) -> tuple[Job, ComparisonFile]:
    """The comparison of what a job has done so far. Raises 404 for another kind of job or before its base is done, 410 once erased."""
    job = reachable_job(connection, principal, job_id)
    if job.kind != WHAT_IF:
        raise ApiError(NOT_FOUND, job_id)
    params = WhatIfJob.model_validate(job.params)
    parts = parts_of(connection, job.id)
    revision = get_revision(connection, params.plan, params.revision)
    if revision is None or job.term_id is None:
        raise ApiError(GONE, job_id)
    if BASE_PLACE not in parts:
        raise ApiError(NOT_FOUND, job_id)
    term = cache.term_of(connection, job.term_id, revision)
    outcomes = [solver.load_outcome(part) for place, part in sorted(parts.items()) if place != BASE_PLACE]
    comparison = solver.compare(load_base(parts[BASE_PLACE]), outcomes)
    record_of_reading(connection, principal, job)
    return job, ComparisonFile(term.problem, term.policy, comparison)


def record_of_reading(connection: Connection, principal: Principal, job: Job) -> None:
    """Audit entry: a comparison names pupils who are reseated."""
    record(connection, principal, "read-comparison", job.id, job.school_id, job.district_id, personal=True)


def dump_base(base: BaseOutcome) -> dict[str, Any]:
    """JSON-ready, with the plan from which the best ends begin."""
    plan = base.searched.plan
    return {
        "stands": dump_variant(base.stands), "searched": dump_variant(base.searched), "plan": None if plan is None else dump_plan(plan)
    }  # fmt: skip


def load_base(part: Mapping[str, Any]) -> BaseOutcome:
    """Read what :func:`dump_base` writes."""
    plan: Plan | None = None if part["plan"] is None else load_plan(part["plan"])
    return solver.BaseOutcome(load_variant(part["stands"]), load_variant(part["searched"], plan))


def _request(connection: Connection, principal: Principal, term_id: str) -> tuple[StoredTerm, Request]:
    term = reachable_term(connection, principal, term_id)
    document = term_document(connection, term.id)
    if document is None:
        raise ApiError(GONE, term_id)
    return term, request_from_doc(document)


def request_of_term(connection: Connection, principal: Principal, term_id: str) -> Request:
    """Request of a term in the principal's scope. Raises 404, and 410 once it is erased."""
    return _request(connection, principal, term_id)[1]


def scenarios_of_job(params: WhatIfJob) -> Sequence[Scenario]:
    """Scenarios that a job runs, in order."""
    return read_scenarios({"scenarios": params.scenarios})

