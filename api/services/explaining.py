"""Questions about a stored plan: the right to ask them, and their answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from api.access.principal import Principal
from api.access.role import Right, Role
from api.errors import FORBIDDEN, NOT_FOUND, ApiError
from api.services.plans import reachable_plan, visible_revision
from api.services.term_cache import TermCache
from api.storage.audit import record
from api.storage.database import Database
from solver import Explainer, Explanation, Fault, PlanError, Problem
from solver.explain.why.explanation import AUDIENCES
from solver.explain.why.question import Question, WhyGrade, WhyOffering, WhyPerson, WhyPupil, read_post
from solver.problem.findings import Findings
from solver.units import EVERY_WEEK, parse_clock

KINDS = ("person", "pupil", "grade", "offering")
"""Kinds of question: the first part that is given names the kind, and ``offering`` stands by itself or beside ``pupil``."""
BELONGING: Mapping[str, tuple[str, ...]] = {
    "person": ("post", "week", "instead"),
    "pupil": ("offering",),
    "grade": ("leaves", "gate"),
    "offering": (),
}


class Asked(NamedTuple):
    """A question as it was written: names of its parts and their texts or numbers; parts that were not given are None."""

    person: str | None = None
    post: str | None = None
    week: int | None = None
    instead: str | None = None
    pupil: str | None = None
    offering: str | None = None
    grade: int | None = None
    leaves: str | None = None
    gate: str | None = None


def read_question(problem: Problem, asked: Asked, prefix: str = "") -> Question:
    """Parts of a question -> the question. prefix: before the names of parts in faults, as ``--`` of options.

    Raises PlanError with every fault: no question or two, parts that do not belong together, and a post or time that is none.
    """
    found = Findings()
    given = {name: value for name, value in asked._asdict().items() if value is not None}
    kind = next((name for name in KINDS if name in given), None)
    if kind is None:
        listed = "、".join(prefix + name for name in KINDS)
        found.add((prefix + "person",), "", f"要说明问什么：{listed} 之一。", f"Say what the question is about: one of {listed}.")
    else:
        for name, value in given.items():
            if name != kind and name not in BELONGING[kind]:
                found.add((prefix + name,), str(value), f"问 {prefix}{kind} 时不能写这一项。",
                          f"This does not belong to a question about {prefix}{kind}.")  # fmt: skip
        need = {"person": "post", "pupil": "offering"}.get(kind)
        if need is not None and need not in given:
            found.add((prefix + need,), "", f"问 {prefix}{kind} 还要写这一项。", f"A question about {prefix}{kind} needs this, too.")
    if found.faults or kind is None:
        raise PlanError(found.faults)
    if asked.person is not None and asked.post is not None:
        post = read_post(problem, asked.post, (prefix + "post",))
        return WhyPerson(asked.person, post, EVERY_WEEK if asked.week is None else asked.week, asked.instead)
    if asked.pupil is not None and asked.offering is not None:
        return WhyPupil(asked.pupil, asked.offering)
    if asked.grade is not None:
        return WhyGrade(asked.grade, None if asked.leaves is None else _minute(asked.leaves, prefix), asked.gate)
    return WhyOffering(asked.offering or "")


def _minute(text: str, prefix: str) -> int:
    try:
        return parse_clock(text)
    except ValueError:
        raise PlanError([Fault((prefix + "leaves",), text, "不是时间，应写成 17:30。", "This is no time HH:MM.",
                               "可能少了冒号。", "Maybe the colon is missing.")]) from None  # fmt: skip


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
