"""Explanation: the answer to a question about a plan, and for whom it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from solver.check.names import Words
from solver.explain.refusal.fact import Fact
from solver.explain.why.question import Question
from solver.plan.plan import Plan

Layer = Literal["pair", "place", "forced", "wider", "impossible"]
"""Where the answer was found: the two asked about alone, the place in the plan, the smallest scope, a wider one, or no scope."""
Verdict = Literal["because", "free", "costs", "no", "unknown"]
"""because: it is so already. free: nothing speaks against it. costs: it can be done at a price. no: it cannot be done while what the
scope says stays. unknown: the time was not enough to find a way or to prove that there is none."""
PriceIs = Literal["exact in scope", "at most"]
AUDIENCES = ("planner", "teacher", "family")
"""planner: may be told everything. teacher: of himself alone. family, and class teachers: of one pupil alone."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Somebody else, or something else, that would do. subject: its id. price: tier -> units more (negative: less), by the checker."""

    subject: str
    zh: str
    en: str
    price: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Explanation:
    """Answer to a question.

    words: the answer in a few sentences. facts: what it rests on, at most some for each side. alternatives: who else, cheapest first.
    price: tier -> counted units more than the plan's (negative: less), by the checker; tiers that stay are left out. price_is: exact
    in scope where every tier was minimised to the end in ``scope``, else at most. touched: ids of people and pupils whose places
    change; count of them where ids may not be told. steps: the changes in sentences. scope: what was free. conflict: ids of rules
    that cannot all hold in the scope, none of which can be left out. plan: the changed plan, or None.
    """

    question: Question
    verdict: Verdict
    layer: Layer
    words: Words
    facts: tuple[Fact, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    price: Mapping[str, int] = field(default_factory=dict)
    price_is: PriceIs = "exact in scope"
    touched: tuple[str, ...] = ()
    touched_count: int = 0
    steps: tuple[Words, ...] = ()
    scope: Words = ("", "")
    conflict: tuple[str, ...] = ()
    plan: Plan | None = None
    audience: str = "planner"
