"""Registry of routers, in the order of the documentation."""

from __future__ import annotations

from api.routers import (
    batches,
    classes,
    days,
    exports,
    front,
    health,
    jobs,
    keys,
    login,
    members,
    plan_changes,
    plans,
    policies,
    public,
    scenarios,
    schools,
    tasks,
    terms,
    tools,
    why,
)

ROUTERS = (
    schools.router,
    keys.router,
    login.router,
    members.router,
    terms.router,
    tasks.router,
    jobs.router,
    scenarios.router,
    plans.router,
    plan_changes.router,
    days.router,
    classes.router,
    why.router,
    batches.router,
    public.router,
    tools.router,
    exports.router,
    policies.router,
    front.router,
    health.router,
)
