"""Wire request -> Request: a validated problem with the policy that the school chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from api.mapping.assumed import Assumed
from api.mapping.faults import faults_of_shape, shorten
from api.schemas.request import RequestDoc
from solver.errors import Fault, Path, PolicyError, ProblemError
from solver.policy.load import load_policy
from solver.problem.bells import is_free
from solver.problem.codec import dump
from solver.problem.problem import Problem
from solver.problem.validate import faults as problem_faults


@dataclass(frozen=True)
class Request:
    """Request of a school: a problem proven good, the name of a policy profile, and overrides of it.

    notices: what was read otherwise than it stands, or looks unmeant; each is worded like a fault, and stops nothing. assumed: what
    was taken by default.
    """

    problem: Problem
    policy_name: str = "national"
    overrides: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[Fault, ...] = field(default=(), compare=False)
    assumed: tuple[Assumed, ...] = field(default=(), compare=False)


def policy_faults(name: str, overrides: Mapping[str, Any]) -> list[Fault]:
    """Faults of a policy selection; the path of an override's begins with its key (rule or ``tiers``)."""
    try:
        load_policy(name, overrides)
    except PolicyError as error:
        return list(error.faults)
    return []


def request_from_doc(doc: object) -> Request:
    """Map a parsed JSON document. Raises ProblemError with every fault: shape first, then meaning."""
    try:
        wire = RequestDoc.model_validate(doc)
    except ValidationError as error:
        raise ProblemError(faults_of_shape(error, doc, RequestDoc)) from None
    taken = [index for index, lesson in enumerate(wire.problem.lessons) if not is_free(lesson.subject)]
    free = [lesson.subject for lesson in wire.problem.lessons if is_free(lesson.subject)]
    problem = replace(wire.problem, lessons=tuple(wire.problem.lessons[index] for index in taken))
    found = [_below(_as_submitted(fault, taken), "problem") for fault in problem_faults(problem)]
    for fault in policy_faults(wire.policy.profile, wire.policy.overrides):
        overridden = bool(fault.path) and fault.path[0] in wire.policy.overrides
        found.append(_below(fault, "policy", "overrides") if overridden else replace(fault, path=("policy", "profile")))
    if found:
        raise ProblemError(shorten(found))
    notices = [free_notice(("problem", "lessons"), free)] if free else []
    notices += _slight_exemptions(problem)
    return Request(problem, wire.policy.profile, wire.policy.overrides, tuple(notices))


def _slight_exemptions(problem: Problem) -> list[Fault]:
    """That pupils are exempt of 1 %: percentages of a document are whole numbers, and a fraction of 1 would mean all."""
    found = [index for index, pupil in enumerate(problem.pupils) if pupil.exempt == 1]
    if not found:
        return []
    return [Fault(("problem", "pupils", found[0], "exempt"), "1", f"{len(found)} 名学生的减免按 1% 读",
                  f"{len(found)} pupils are read as exempt of 1%",
                  "可能是全免；全免写 100。", "Maybe all of it is meant; then write 100.")]  # fmt: skip


def free_notice(path: Path, subjects: Sequence[str], rows: str = "") -> Fault:
    """That rows of the timetable say that there is no lesson. rows: which, as a workbook counts them."""
    words = "、".join(f"“{word}”{times} 行" for word, times in Counter(subjects).items())
    return Fault(path, str(len(subjects)), f"{rows}共 {len(subjects)} 行写的是没有课（{words}），当作空闲，不算课程",
                 f"{len(subjects)} rows say that there is no lesson; they are read as free time",
                 "可能这些行不必写；若真有课，请写科目。", "Maybe leave them out; if there is a lesson, write its subject.")  # fmt: skip


def _as_submitted(fault: Fault, taken: Sequence[int]) -> Fault:
    """A fault of a lesson at its place among all rows, also those that say that there is none."""
    if fault.path[:1] == ("lessons",) and len(fault.path) > 1 and isinstance(fault.path[1], int):
        return replace(fault, path=("lessons", taken[fault.path[1]], *fault.path[2:]))
    return fault


def request_doc(request: Request) -> dict[str, Any]:
    """The request as a JSON-ready document, version 1."""
    return {
        "version": 1,
        "policy": {"profile": request.policy_name, "overrides": dict(request.overrides)},
        "problem": dump(request.problem),
    }


def _below(fault: Fault, *root: str) -> Fault:
    return replace(fault, path=(*root, *fault.path))
