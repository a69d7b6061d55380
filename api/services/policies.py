"""Policies as JSON documents."""

from __future__ import annotations

from typing import Any

from solver import PaperDuty, Policy, Rule, load_policy, profile_names


def policy_summaries() -> list[dict[str, Any]]:
    """Name, titles and number of rules in force of every packaged policy."""
    policies = [load_policy(name) for name in profile_names()]
    return [
        {"name": policy.name, "zh": policy.zh, "en": policy.en, "rules": sum(policy.on(rule) for rule in policy.rules)}
        for policy in policies
    ]


def policy_document(policy: Policy) -> dict[str, Any]:
    """A policy in full; tiers come first to last in order of importance."""
    return {
        "name": policy.name,
        "zh": policy.zh,
        "en": policy.en,
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
        "source": {"document": rule.source.document, "quote": rule.source.quote},
    }
