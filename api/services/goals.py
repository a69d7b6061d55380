"""Goals (tiers of policies) in words, beside the figures of a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from api.services.policies import BASE
from solver import Tier, load_policy

ONLY_IN_REPLANS = {"B14": {"level": "soft"}}
"""Rules whose goals plain solves do not have."""


@cache
def goals() -> Mapping[str, Tier]:
    """Name of a goal -> the goal, in the order of importance, with those of re-plans. Names and units are the same in every policy."""
    return {tier.name: tier for tier in load_policy(BASE, None, ONLY_IN_REPLANS).tiers}


def goal_document(tier: Tier) -> dict[str, Any]:
    """Words and unit of a goal; ``per_unit`` counted units are one ``unit``."""
    return {"zh": tier.zh, "en": tier.en, "unit_zh": tier.unit_zh, "unit_en": tier.unit_en, "per_unit": tier.per_unit}


def worded(tiers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Documents of figures (``name``, ``value``, …) with the words of their goals; one that nobody knows stays as it is."""
    known = goals()
    return [{**tier, **(goal_document(known[tier["name"]]) if tier.get("name") in known else {})} for tier in tiers]


class GoalChange(NamedTuple):
    """Goal before and after, in counted units. scale: of the later value."""

    tier: Tier
    before: int
    after: int
    scale: int


def goal_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[GoalChange, ...]:
    """Goals that two reports of revisions both measure, in the order of importance."""
    was, now = ({each["name"]: each for each in report.get("tiers", ()) if each.get("value") is not None} for report in (before, after))
    return tuple(
        GoalChange(tier, was[name]["value"], now[name]["value"], now[name].get("scale") or 0)
        for name, tier in goals().items()
        if name in was and name in now
    )
