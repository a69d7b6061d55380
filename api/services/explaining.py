"""Questions about a stored plan: the right to ask them, and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from api.access.principal import Principal
from api.access.role import Right, Role
from api.errors import FORBIDDEN, NOT_FOUND, ApiError
from api.services.asked import Asked, read_question
from api.services.plans import reachable_plan, visible_revision
from api.services.term_cache import TermCache
from api.storage.audit import record
from api.storage.database import Database
from solver import Explanation, Problem
from solver.explain.why.explanation import AUDIENCES
from solver.explain.why.question import Question, WhyPerson, WhyPupil, read_post

if TYPE_CHECKING:
    from solver import Explainer
    from solver.explain.why.suggestions import Suggestions


class RevisionAnswer(NamedTuple):
    """An explanation of a revision, with the explainer that gave it."""

    explainer: Explainer
    explanation: Explanation
    plan_id: str
    revision: int


def explain(
    database: Database, cache: TermCache, principal: Principal, plan_id: str, number: int | None, asked: Asked, audience: str | None
) -> RevisionAnswer:
    """The answer about a revision of a stored plan, by default the newest or, for roles without drafts, the one in force.

    Raises 404 for a plan, a pupil or a person out of scope, 403 for a question that the role may not ask, 410, and PlanError. Bounded
    work: the explainer's own limit of seconds.
    """
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan_id)
        revision = visible_revision(connection, principal, row, number)
        term = cache.term_of(connection, row.term_id, revision)
        plan = cache.plan(connection, revision)
    question = read_question(term.problem, asked)
    told = _audience(principal, term.problem, question, audience)
    with cache.turn:
        explainer = cache.explainer(term, plan, revision.sha256, revision.locks)
        explanation = explainer.ask(question, told)
    with database.write() as connection:
        record(connection, principal, "ask-why", f"{row.id}.{revision.number}", row.school_id, row.district_id, personal=True)
    return RevisionAnswer(explainer, explanation, row.id, revision.number)


class RevisionSuggestions(NamedTuple):
    """Suggestions for a post of a revision."""

    plan_id: str
    revision: int
    suggestions: Suggestions


def suggest(
    database: Database, cache: TermCache, principal: Principal, plan_id: str, text: str, week: int, leaver: str | None
) -> RevisionSuggestions:
    """Adults for a post of the newest revision of a stored plan. text: the post, as questions write it. Raises 404, 410, PlanError."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan_id)
        revision = visible_revision(connection, principal, row)
        term = cache.term_of(connection, row.term_id, revision)
        plan = cache.plan(connection, revision)
    post = read_post(term.problem, text, ("post",))
    with cache.turn:
        explainer, editor = cache.explainer(term, plan, revision.sha256, revision.locks), cache.editor(term)
        found = explainer.suggest(lambda edit: editor.apply(plan, [edit]), post, week, leaver)
    with database.write() as connection:
        record(connection, principal, "ask-who", f"{row.id}.{revision.number}", row.school_id, row.district_id, personal=True)
    return RevisionSuggestions(row.id, revision.number, found)


def _audience(principal: Principal, problem: Problem, question: Question, wanted: str | None) -> str:
    """For whom an answer is written: planners and their superiors choose; others are told of themselves and their pupils alone."""
    if principal.may(Right.PUPILS):
        return wanted or AUDIENCES[0]
    if isinstance(question, WhyPupil) and principal.role is Role.CLASS_TEACHER:
        pupil = problem.pupil_of.get(question.pupil)
        if pupil is None or pupil.class_id not in principal.classes:
            raise ApiError(NOT_FOUND, question.pupil)
        return "family"
    if isinstance(question, WhyPerson) and principal.role in (Role.TEACHER, Role.CLASS_TEACHER):
        if question.person != principal.person:
            raise ApiError(NOT_FOUND, question.person)
        return "teacher"
    zh, en = "教师只能问自己的岗位，班主任还可问本班学生的课程", "teachers ask about themselves, class teachers about own pupils"
    raise ApiError(FORBIDDEN, f"{zh} / {en}")
