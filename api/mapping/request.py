"""Wire request -> Request: a validated problem with the policy that the school chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from api.mapping.faults import from_pydantic, shorten
from api.mapping.problem import to_problem
from api.schemas.request import RequestDoc
from solver.errors import Fault, PolicyError, ProblemError
from solver.policy.load import load_policy
from solver.problem.codec import dump
from solver.problem.problem import Problem
from solver.problem.validate import faults as problem_faults


@dataclass(frozen=True)
class Request:
    """What a school submits: a problem proven good, the name of a policy profile, and overrides of it."""

    problem: Problem
    policy_name: str = "national"
    overrides: Mapping[str, Any] = field(default_factory=dict)


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
        raise ProblemError(from_pydantic(error.errors(include_url=False))) from None
    problem = to_problem(wire.problem)
    found = [_below(fault, "problem") for fault in problem_faults(problem)]
    for fault in policy_faults(wire.policy.profile, wire.policy.overrides):
        overridden = bool(fault.path) and fault.path[0] in wire.policy.overrides
        found.append(_below(fault, "policy", "overrides") if overridden else replace(fault, path=("policy", "profile")))
    if found:
        raise ProblemError(shorten(found))
    return Request(problem, wire.policy.profile, wire.policy.overrides)


def request_doc(request: Request) -> dict[str, Any]:
    """The request as a JSON-ready document, version 1."""
    return {
        "version": 1,
        "policy": {"profile": request.policy_name, "overrides": dict(request.overrides)},
        "problem": dump(request.problem),
    }


def _below(fault: Fault, *root: str) -> Fault:
    return replace(fault, path=(*root, *fault.path))
