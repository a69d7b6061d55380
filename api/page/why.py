"""``/page/plans/{plan}/why``: questions about a plan, by choosing what they are about."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.principal import Principal
from api.access.rights import Asker
from api.access.role import Right
from api.guarded_route import GuardedRoute
from api.page.error_page import PREFIX
from api.page.frame import PagesDep, WebPage
from api.page.plan_tabs import plan_tabs
from api.page.trails import read_plan_trail
from api.page.views.question_form import QuestionForm, question_form
from api.services.seen_plan import SeenPlan, seen_plan
from api.services.views import visible_pupils
from api.state import DatabaseDep, TermCacheDep

router = APIRouter(prefix=PREFIX, route_class=GuardedRoute, include_in_schema=False)


@router.get("/plans/{plan}/why")
def why(plan: str, request: Request, principal: Asker, database: DatabaseDep, cache: TermCacheDep, pages: PagesDep) -> Response:
    """Page of questions: planners choose among everybody, teachers among own posts, class teachers also among own pupils."""
    seen = seen_plan(database, cache, principal, plan)
    form = form_of(principal, seen)
    return pages.answer(
        request, principal,
        WebPage(
            "why.html", ("为什么", "Why"), {"form": form, "plan": seen.row.id, "revision": seen.revision.number},
            trail=read_plan_trail(database, principal, seen.row), tabs=plan_tabs(seen.row.id, "why", principal),
            scripts=("why_form.js",), styles=("why.css",),
        ),
    )  # fmt: skip


def form_of(principal: Principal, seen: SeenPlan) -> QuestionForm:
    """Choices of a principal."""
    problem = seen.bundle.problem
    own = None if principal.may(Right.PUPILS) else principal.person or ""
    return question_form(problem, seen.bundle.plan, visible_pupils(principal, problem), own)
