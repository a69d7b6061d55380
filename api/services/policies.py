"""Policies as JSON documents."""

from __future__ import annotations

from functools import cache
from typing import Any

from solver import PaperDuty, Policy, Rule, load_policy, profile_names
from solver.policy.difference import differences
from solver.policy.setting import Setting, chosen, settings
from solver.policy.traceability import FATES, fates, place

BASE = "national"


@cache
def policy_summaries() -> list[dict[str, Any]]:
    """Name, titles and number of active rules of every packaged policy; cached, as the route is public."""
    policies = [load_policy(name) for name in profile_names()]
    return [
        {"name": policy.name, "zh": policy.zh, "en": policy.en, "rules": sum(policy.on(rule) for rule in policy.rules)}
        for policy in policies
    ]


def fate_documents() -> list[dict[str, Any]]:
    """Treatment of every rule of the source documents, in the catalogue's order."""
    policies = [load_policy(name) for name in (BASE, *(name for name in profile_names() if name != BASE))]
    found = []
    for fate in fates().values():
        where = place(fate, policies)
        zh, en = FATES[where.fate]
        found.append({
            "id": fate.id, "zh": fate.zh, "en": fate.en, "type": fate.type, "fate": where.fate, "fate_zh": zh, "fate_en": en,
            "rules": list(where.rules), "duties": dict(where.duties), "module": fate.module, "why_zh": fate.why_zh,
            "why_en": fate.why_en, "sources": [list(source) for source in fate.sources],
        })  # fmt: skip
    return found


def policy_document(policy: Policy) -> dict[str, Any]:
    """Document of a policy; tiers in order of importance. differences: from the base profile."""
    base = load_policy(BASE)
    return {
        "name": policy.name,
        "zh": policy.zh,
        "en": policy.en,
        "document": policy.document,
        "tiers": [
            {
                "name": tier.name,
                "zh": tier.zh,
                "en": tier.en,
                "unit_zh": tier.unit_zh,
                "unit_en": tier.unit_en,
                "per_unit": tier.per_unit,
            }
            for tier in policy.tiers
        ],
        "rules": [_rule_document(rule) for rule in policy.rules.values()],
        "duties": [_duty_document(duty) for duty in policy.duties.values()],
        "settings": [_setting_document(setting, policy) for setting in settings().values()],
        "differences": [
            {"rule": change.rule, "what": change.what, "base": change.base, "now": change.now}
            for change in differences(base, policy)
        ],
    }


def _setting_document(setting: Setting, policy: Policy) -> dict[str, Any]:
    mine = chosen(setting, policy)
    return {
        "id": setting.id,
        "zh": setting.zh,
        "en": setting.en,
        "chosen": mine.id if mine else None,
        "recommended": setting.default,
        "by_data": setting.by_data,
        "rules": list(setting.rules),
        "answers": [
            {
                "id": answer.id,
                "zh": answer.zh,
                "en": answer.en,
                "effect_zh": answer.effect_zh,
                "effect_en": answer.effect_en,
                "overrides": {key: dict(value) for key, value in answer.overrides.items()},
            }
            for answer in setting.answers
        ],
        "evidence": [list(pair) for pair in setting.evidence],
    }


def _duty_document(duty: PaperDuty) -> dict[str, Any]:
    return {
        "id": duty.id,
        "zh": duty.zh,
        "en": duty.en,
        "due": duty.due,
        "who": duty.who,
        "level": duty.level,
        "numbers": {name: {"value": number.value, "unit": number.unit} for name, number in duty.numbers.items()},
        "first": duty.first.isoformat() if duty.first else None,
        "last": duty.last.isoformat() if duty.last else None,
        "source": {"document": duty.source.document, "quote": duty.source.quote},
    }


def _rule_document(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "zh": rule.zh,
        "en": rule.en,
        "level": rule.level,
        "levels": list(rule.levels),
        "tier": rule.tier,
        "weight": rule.weight,
        "numbers": {
            name: {"value": number.value, "unit": number.unit, "minimum": number.minimum, "maximum": number.maximum}
            for name, number in rule.numbers.items()
        },
        "unset": {
            name: {"unit": number.unit, "minimum": number.minimum, "maximum": number.maximum, "zh": number.zh, "en": number.en}
            for name, number in rule.unset.items()
        },
        "source": {"document": rule.source.document, "quote": rule.source.quote},
    }
