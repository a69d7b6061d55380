"""Sentences of conflicts: facts numbered, at most TOLD of them, each with its document; and facts made of reasons."""

from __future__ import annotations

from collections.abc import Sequence

from solver.explain.refusal.fact import TOLD, Conflict, Fact, Proof
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.policy.rule import Source

MARKS = "①②③④⑤"
CLAUSE = 30
"""Characters of a clause that are quoted. Raising it makes sentences longer."""


def fact_of(reason: Reason, policy: Policy) -> Fact:
    """A reason as a fact, with the source of its rule."""
    return stated(policy, reason.rule, reason.zh, reason.en, reason.subjects, measured=reason.measured, limit=reason.limit)


def stated(policy: Policy, rule: str, zh: str, en: str, subjects: Sequence[str] = (), *, measured: str = "", limit: str = "") -> Fact:
    """A fact that holds for the week, with the source of its rule."""
    return Fact(rule, zh, en, tuple(subjects), measured=measured, limit=limit, source=basis(policy, rule))


def basis(policy: Policy, rule: str) -> Source | None:
    """Source of a rule, where it is a document on which the policy stands: no other document binds the school."""
    found = policy.rules.get(rule)
    return found.source if found is not None and policy.cites(found.source) else None


def told(facts: Sequence[Fact], proof: Proof, *, irreducible: bool, head: Reason | None = None) -> Conflict:
    """Facts -> a conflict. head: a reason that tells all of it by counting; else the facts are listed."""
    shown, more = tuple(facts[:TOLD]), max(0, len(facts) - TOLD)
    if head is not None:
        cited_zh, cited_en = _basis(shown)
        return Conflict(shown, proof, irreducible, head.zh + cited_zh, head.en + cited_en, more)
    if len(facts) == 1:
        cited_zh, cited_en = _basis(shown)
        return Conflict(shown, proof, irreducible, shown[0].zh + cited_zh, shown[0].en + cited_en, more)
    zh = f"这 {len(facts)} 件事不能同时成立：" + "".join(_item(mark, fact)[0] for mark, fact in zip(MARKS, shown, strict=False))
    en = f"These {len(facts)} facts cannot all hold: " + " ".join(_item(mark, fact)[1] for mark, fact in zip(MARKS, shown, strict=False))
    zh = f"{zh}另有 {more} 件。" if more else f"{zh[:-1]}。"
    en = f"{en} And {more} more." if more else en
    return Conflict(shown, proof, irreducible, zh, en, more)


def _item(mark: str, fact: Fact) -> tuple[str, str]:
    return f"{mark}{fact.zh.rstrip('。')}（{cited(fact)}）；", f"{mark} {fact.en}"


def cited(fact: Fact) -> str:
    """``D10 《…》“…”``: rule, document and the clause, in short; the rule alone where it is of the house or of no document that binds."""
    if fact.source is None:
        return fact.rule
    quote = fact.source.quote if len(fact.source.quote) <= CLAUSE else fact.source.quote[:CLAUSE] + "…"
    return f"{fact.rule} {fact.source.title}“{quote}”"


def _basis(facts: Sequence[Fact]) -> tuple[str, str]:
    sources = list(dict.fromkeys(cited(fact) for fact in facts if fact.source))
    if not sources:
        return "", ""
    return f"依据：{'；'.join(sources)}。", f" By {'; '.join(dict.fromkeys(fact.rule for fact in facts if fact.source))}."
