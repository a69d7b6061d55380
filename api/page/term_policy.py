"""``/page/terms/{term}/policy``: the policy of a term, its open questions, rules and numbers; a change makes a further term."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access.rights import DraftReader
from api.access.role import Right
from api.errors import UNKNOWN_POLICY, ApiError
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep
from api.page.term_frame import open_term, term_page
from api.page.term_tabs import TermTab
from api.page.views.policy_view import policy_view
from api.services.loading import choose_policy
from api.services.policies import policy_summaries
from api.state import DatabaseDep, TermCacheDep
from solver import load_policy, profile_names

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)
Profile = Annotated[str | None, Query(max_length=100, description="规则集：先看，保存后才换 policy to look at")]


@router.get("/terms/{term}/policy")
def policy_page(
    term: str, request: Request, principal: DraftReader, pages: PagesDep, database: DatabaseDep, cache: TermCacheDep,
    profile: Profile = None,
) -> Response:  # fmt: skip
    """Policy of a term, or another one as it would be before any change of the school's own."""
    found = open_term(database, principal, cache, term)
    own = found.request
    if profile is not None and profile not in profile_names():
        raise ApiError(UNKNOWN_POLICY, profile)
    other = profile is not None and profile != own.policy_name
    name = profile if other and profile is not None else own.policy_name
    overrides = {} if other else dict(own.overrides)
    policy = load_policy(name) if other else choose_policy(own)
    view = policy_view(policy, load_policy(name))
    touched = {question.id: question.touched for question in view.questions}
    values = {
        "view": view, "profiles": policy_summaries(), "other": other, "edits": principal.may(Right.PLAN), "present": own.policy_name,
        "policy_data": {"term": found.term.id, "profile": name, "overrides": overrides, "touched": touched, "other": other},
    }  # fmt: skip
    page = term_page(
        principal, found.school, found.term, TermTab.POLICY, "term_policy.html", values, ("policy.js",), ("intake.css",)
    )
    return pages.answer(request, principal, page)
