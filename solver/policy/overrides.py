"""Overrides that turn a packaged profile into a policy: what a request would have to say for it."""

from __future__ import annotations

from typing import Any

from solver.policy.difference import CLAUSE, DUTY, NOTHING, SENTENCE, differences
from solver.policy.load import TIERS_KEY, load_policy
from solver.policy.policy import Policy


def overrides_of(policy: Policy) -> dict[str, Any]:
    """Levels, weights, numbers and order of goals by which a policy differs from its profile: ``load_policy(policy.name, …)`` gives the
    policy again, if it was loaded.

    Raises PolicyError where the profile is none of the packaged ones.
    """
    found: dict[str, Any] = {}
    profile = load_policy(policy.name)
    for change in differences(profile, policy):
        if change.what == TIERS_KEY:
            found[TIERS_KEY] = [tier.name for tier in policy.tiers]
        elif change.now == NOTHING or change.what in (CLAUSE, DUTY, SENTENCE):
            continue
        elif change.what == "level":
            found.setdefault(change.rule, {})["level"] = change.now
        elif change.what == "weight":
            found.setdefault(change.rule, {})["weight"] = int(change.now)
        else:
            number: int | str = change.now if change.what in ("first", "last") and change.rule in policy.duties else int(change.now)
            found.setdefault(change.rule, {}).setdefault("numbers", {})[change.what] = number
    return found
