"""Repairs of a refused request: their document, and the request with one of them in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import solver
from api.files.amounts import amount
from api.mapping.request import Request
from solver.changes.apply import apply_changes
from solver.changes.codec import dump
from solver.explain.repairs.kind import WORDS
from solver.policy.overrides import overrides_of

if TYPE_CHECKING:
    from solver import Policy, Repair, Repairs

STATE_WORDS = {
    "confirmed": ("已试排成功，方案核验通过", "confirmed by a checked plan"),
    "possible": ("可能可行，时限内没有排出方案", "possible, no plan found in time"),
    "insufficient": ("已证明不够", "proven not to be enough"),
}
"""State of a repair -> its words."""


def repairs_document(found: Repairs, policy: Policy) -> dict[str, Any]:
    """Repairs as JSON; changes as documents that can be applied again."""
    return {
        "refused": found.refused,
        "complete": found.complete,
        "valid_as_it_is": found.plan is not None,
        "repairs": [repair_document(repair, policy) for repair in found.repairs],
        "useless": [{"kind": each.kind.value, "zh": each.zh, "en": each.en} for each in found.useless],
        "version": solver.__version__,
    }


def repair_document(repair: Repair, policy: Policy) -> dict[str, Any]:
    """One repair; ``price`` by goal in shown units, values of its plan, or differences where ``against_base``. Kind, state and price
    also in words."""
    tiers = {tier.name: tier for tier in policy.tiers}
    words = {"kind": kind_words(repair), "state": STATE_WORDS[repair.state], "price": price_words(repair, policy)}
    return {
        "rank": repair.rank,
        "kind": repair.kind.value,
        "state": repair.state,
        **{f"{name}_{language}": text for name, pair in words.items() for language, text in zip(("zh", "en"), pair, strict=True)},
        "zh": repair.zh,
        "en": repair.en,
        "amount": repair.amount,
        "at_least": repair.at_least,
        "weight": repair.weight,
        "touched": list(repair.touched),
        "price": {name: amount(value, tiers.get(name)) for name, value in repair.price.items()},
        "against_base": repair.against_base,
        "changes": [dump(change) for change in repair.changes],
    }


def price_words(repair: Repair, policy: Policy) -> tuple[str, str]:
    """``负担均衡 3.0 分钟、…`` of every goal above 0, in Chinese and English; empty without a plan."""
    tiers = {tier.name: tier for tier in policy.tiers}
    told = [(tiers[name], amount(value, tiers[name])) for name, value in repair.price.items() if value and name in tiers]
    plus = {True: "+", False: ""}
    zh = "、".join(f"{t.zh} {plus[repair.against_base and not text.startswith('-')]}{text} {t.unit_zh}" for t, text in told)
    en = ", ".join(f"{t.en} {plus[repair.against_base and not text.startswith('-')]}{text} {t.unit_en}" for t, text in told)
    return zh, en


def kind_words(repair: Repair) -> tuple[str, str]:
    """Name of the repair's kind."""
    return WORDS[repair.kind]


def repaired_request(request: Request, policy: Policy, repair: Repair) -> Request:
    """The request with the changes of a repair in its data and its policy. Raises ProblemError or PolicyError as the changes do."""
    after = apply_changes(request.problem, policy, repair.changes)
    return replace(request, problem=after.problem, policy_name=after.policy.name, overrides=overrides_of(after.policy), notices=())
