"""Job kind ``school_answer``: one school's answer to the question of a batch; only batches submit it.

Its result says what a bureau may know: verdict, proof, prices, rules and numbers, never who.
"""

from __future__ import annotations

import solver
from api.files.district.report import told_prices
from api.jobs.kind import SOLVES, Ended, JobKind
from api.jobs.searching import search_limits, seconds_for
from api.jobs.stored_plan import stored_plan
from api.jobs.task import JobTask
from api.schemas.batch import SchoolAnswerJob
from api.services.loading import choose_policy
from api.storage.jobs import DONE, FAILED
from api.storage.page import Cursor
from api.storage.plans import PlanRow, list_plans
from api.storage.reasons import CANCELLED, DEADLINE
from solver import Plan, Policy, Problem
from solver.whatif.district.question import read_question

SCHOOL_ANSWER = "school_answer"
CHECKING_SECONDS = 30.0
"""Seconds beside its searches that an answer may take: counting asks of every adult. Raising it lets a job that hangs go on longer."""


def school_answer(task: JobTask) -> Ended:
    """Ask of the term's newest plan, or of one found now where it has none. An answer that was cut short is none."""
    params = SchoolAnswerJob.model_validate(task.job.params)
    question = read_question(params.question.model_dump())
    problem, policy, plan = _school(task)
    if task.cancelled():
        return Ended(FAILED, CANCELLED if task.was_cancelled else DEADLINE)
    seconds = seconds_for(task, params.seconds)
    task.expect(seconds + CHECKING_SECONDS)
    answer = solver.answer_school(problem, policy, question, search_limits(task, seconds, None, params.seed), plan, task.cancelled)
    if task.cancelled() and answer.verdict not in ("breaks", "keeps"):
        return Ended(FAILED, CANCELLED if task.was_cancelled else DEADLINE)
    return Ended(DONE, None, {"answer": solver.dump_answer(answer), "prices": told_prices(answer, policy)})


def _school(task: JobTask) -> tuple[Problem, Policy, Plan | None]:
    """Problem and policy of the term's newest plan, with the plan; of the request where there is none."""
    request = task.request()
    with task.database.read() as connection:
        found: PlanRow | None = next(iter(list_plans(connection, Cursor(limit=1), task.job.term_id or "").items), None)
    if found is not None:
        return stored_plan(task, found.id, found.head)
    return request.problem, choose_policy(request, None, None), None


SCHOOL_ANSWER_KIND = JobKind(SCHOOL_ANSWER, SOLVES, SchoolAnswerJob, school_answer)
