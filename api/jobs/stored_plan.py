"""Stored plan that a job is about, in the sequence of plans in which it stands."""

from __future__ import annotations

from typing import NamedTuple

from api.jobs.task import JobError, JobTask
from api.services.plan_sequence import earlier_refs, planned, stages_of
from api.storage.plans import get_plan, get_revision, revision_document
from api.storage.reasons import NO_START
from solver import Plan, Policy, Problem, load_plan, load_policy


class StoredPlan(NamedTuple):
    """A plan with the problem that it answers and the policy under which its revision was checked."""

    problem: Problem
    policy: Policy
    plan: Plan


def stored_plan(task: JobTask, plan_id: str, number: int) -> StoredPlan:
    """A revision of a plan of the job's term. Raises JobError where it is gone."""
    request = task.request()
    with task.database.read() as connection:
        stored = get_plan(connection, plan_id)
        revision = get_revision(connection, plan_id, number)
        document = revision_document(connection, plan_id, number)
        if stored is None or revision is None or document is None:
            raise JobError(NO_START)
        stages = stages_of(connection, earlier_refs(connection, stored.id))
    policy = load_policy(revision.policy["profile"], revision.policy.get("overrides") or {})
    plan = load_plan(document).canonical()
    return StoredPlan(planned(request.problem, policy, plan, stages), policy, plan)
