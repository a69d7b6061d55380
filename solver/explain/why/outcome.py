"""Explanations of a forced re-solve: a plan that was found with its price, or what forbids it."""

from __future__ import annotations

from collections.abc import Sequence

from solver.check.names import Words
from solver.explain.refusal.fact import Fact
from solver.explain.why.context import WhyContext
from solver.explain.why.explanation import Explanation, PriceIs
from solver.explain.why.forced import TIERS, Forced
from solver.explain.why.question import Question
from solver.explain.why.wording import cost_words, rule_words, sentence, steps_of, touched

SHOWN = 4
"""Changes that the sentence of an answer tells; ``steps`` has all of them."""


def found_answer(
    context: WhyContext,
    question: Question,
    can: Words,
    found: Forced,
    told: Sequence[Fact],
    stay: Words,
    *,
    wider: bool,
) -> Explanation:
    """Answer of a step that found a plan. can: ``… can stand there``. stay: what was not free."""
    if found.plan is None or found.report is None:
        raise ValueError(found.status)
    price = context.price(found.report)
    price_is: PriceIs = "exact in scope" if found.exact and found.step.order == TIERS else "at most"
    made, who, cost = (
        steps_of(context, found.plan),
        touched(context.plan, found.plan),
        cost_words(context, price, price_is),
    )
    moves_zh, moves_en = "".join(step[0] for step in made[:SHOWN]), " ".join(step[1] for step in made[:SHOWN])
    if len(made) > SHOWN:
        moves_zh, moves_en = f"{moves_zh}另有 {len(made) - SHOWN} 处。", f"{moves_en} {len(made) - SHOWN} more."
    people = (f"，涉及 {len(who)} 人", f"; {len(who)} people or pupils are touched") if who else ("", "")
    return Explanation(
        question,
        "costs" if context.dearer(price) else "free",
        "wider" if wider else "forced",
        (
            f"{stay[0]}，{can[0]}{people[0]}。{cost[0]}{moves_zh}",
            f"{sentence(stay[1])}, {can[1]}{people[1]}. {cost[1]} {moves_en}".strip(),
        ),
        tuple(told),
        price=price,
        price_is=price_is,
        touched=who,
        touched_count=len(who),
        steps=made,
        scope=found.step.words,
        plan=found.plan,
    )


def impossible_answer(
    context: WhyContext,
    question: Question,
    cannot: Words,
    conflict: tuple[str, ...],
    told: Sequence[Fact],
    scope: Words,
) -> Explanation:
    """Answer of a proof that nothing in the scope does as asked: the rules of which none can be left out, and the facts of the place."""
    rules = tuple(rule for rule in conflict if rule in context.policy.rules)
    because = [context.fact(rule, *rule_words(context, rule)) for rule in rules]
    zh = cannot[0] + "".join(fact.zh for fact in told[:2])
    en = " ".join([cannot[1], *(fact.en for fact in told[:2])])
    if because:
        zh += f"这样一来，不能同时满足：{'；'.join(fact.zh for fact in because)}"
        en += f" Then these cannot all hold: {' '.join(fact.en for fact in because)}"
    facts = (*told, *(fact for fact in because if fact.rule not in {each.rule for each in told}))
    return Explanation(
        question,
        "no",
        "impossible",
        (f"{scope[0]}，{zh}", f"{sentence(scope[1])}: {en}"),
        facts,
        scope=scope,
        conflict=rules,
    )


def unknown_answer(question: Question, cannot: Words, told: Sequence[Fact], scope: Words) -> Explanation:
    """Answer where time ended before a way or a proof was found."""
    zh, en = (
        "在给定的时间里没有找到办法，也没有证明没有；可能要加长时限再问。",
        "No way was found in the time given, nor a proof that there is none. Maybe ask again with more time.",
    )
    return Explanation(question, "unknown", "wider", (cannot[0] + zh, f"{cannot[1]} {en}"), tuple(told), scope=scope)
