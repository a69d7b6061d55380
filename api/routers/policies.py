"""``/v1/policies``: the packaged policies, every rule with its level, numbers and source."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.access.rights import Anybody
from api.error_responses import problems
from api.errors import UNKNOWN_POLICY, ApiError
from api.guarded_route import GuardedRoute
from api.services.policies import policy_document, policy_summaries
from solver import load_policy, profile_names

router = APIRouter(prefix="/v1/policies", tags=["policies"], route_class=GuardedRoute)


@router.get("", summary="列出规则集 List the policies")
def list_policies(_user: Anybody) -> dict[str, Any]:
    """Name, titles and number of active rules of each policy."""
    return {"policies": policy_summaries()}


@router.get("/{name}", summary="一个规则集 One policy", responses=problems(404))
def show_policy(name: str, _user: Anybody) -> dict[str, Any]:
    """Policy in full: tiers in order, rules and paper duties, answers to settings, and the differences from the base."""
    if name not in profile_names():
        known = ", ".join(profile_names())
        raise ApiError(UNKNOWN_POLICY, f"{name}；现有 / known: {known}")
    return policy_document(load_policy(name))
