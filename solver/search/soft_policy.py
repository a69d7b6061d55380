"""Softened policy: the policy under which the search moves, with hard coverage rules as costs of the tier ``coverage``.

A plan with an empty post can then be an incumbent, though not yet one to hand out.
"""

from __future__ import annotations

from dataclasses import replace

from solver.policy import Policy

COVERAGE_RULES = ("A06", "A07", "A08", "A09", "A14", "B05", "D08", "H01", "H04")


def softened(policy: Policy) -> Policy:
    """Policy -> the same with its hard coverage rules soft."""
    rules = {
        name: replace(rule, level="soft", tier="coverage") if name in COVERAGE_RULES and rule.level == "hard" else rule
        for name, rule in policy.rules.items()
    }
    return replace(policy, rules=rules)


def with_soft_balance(policy: Policy) -> Policy:
    """Policy -> the same with the balance of accounts (G04) soft.

    For schools that are too large to be solved whole: a plan is improved in steps, each from a plan that breaks no rule, and
    accounts do not come out by construction. The checker has the last word under the school's own policy.
    """
    if not policy.hard("G04"):
        return policy
    return replace(policy, rules={**policy.rules, "G04": replace(policy.rules["G04"], level="soft")})
