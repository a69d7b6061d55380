"""An explanation as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.files.content.names import PageNames
from solver import Explanation
from solver.explain.why.place import question_words
from solver.plan.as_edits import as_edits, edit_document
from solver.units import clock

if TYPE_CHECKING:
    from solver import Explainer


def why_document(explainer: Explainer, answer: Explanation) -> dict[str, Any]:
    """Document of an explanation. ``edits``: those that make the changed plan of the plan, or null where edits cannot say it."""
    context = explainer.context
    edits = None if answer.plan is None else as_edits(context.problem, context.weeks, context.plan, answer.plan)
    tiers = {tier.name: tier for tier in context.policy.tiers}
    names, (zh, en) = PageNames(context.problem), question_words(context, answer.question)
    return {
        "for": answer.audience,
        "question": {"zh": zh, "en": en},
        "verdict": answer.verdict,
        "layer": answer.layer,
        "zh": answer.words[0],
        "en": answer.words[1],
        "facts": [
            {
                "rule": fact.rule, "zh": fact.zh, "en": fact.en, "subjects": list(fact.subjects), "weekday": fact.weekday,
                "start": None if fact.start is None else clock(fact.start), "end": None if fact.end is None else clock(fact.end),
                "measured": fact.measured, "limit": fact.limit,
                "document": "" if fact.source is None else fact.source.title, "quote": "" if fact.source is None else fact.source.quote,
            }
            for fact in answer.facts
        ],
        "alternatives": [
            {"subject": each.subject, "name": names.person(each.subject), "zh": each.zh, "en": each.en, "price": dict(each.price)}
            for each in answer.alternatives
        ],
        "price": [
            {"tier": name, "zh": tiers[name].zh, "en": tiers[name].en, "more": value, "unit_zh": tiers[name].unit_zh,
             "unit_en": tiers[name].unit_en, "per_unit": tiers[name].per_unit}
            for name, value in answer.price.items()
        ],
        "price_is": answer.price_is,
        "touched": list(answer.touched),
        "touched_names": [names.person(each) for each in answer.touched],
        "touched_count": answer.touched_count,
        "changes": [{"zh": zh, "en": en} for zh, en in answer.steps],
        "scope": {"zh": answer.scope[0], "en": answer.scope[1]},
        "conflict": list(answer.conflict),
        "edits": None if edits is None else [edit_document(edit) for edit in edits],
    }  # fmt: skip
