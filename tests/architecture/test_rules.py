"""A rule is complete: in a profile, checked, stated in the model, and told in both languages."""

from __future__ import annotations

import pytest

from solver import load_policy, profile_names
from solver.check.registry import CHECKS, MEASURES, SCORES
from solver.model.registry import POSTERS

NATIONAL = load_policy("national")
FILL_COVERAGE = {"A06", "A07", "A08", "A09", "A14", "B05", "D08", "H01", "H04"}
"""When soft, these share the tier ``coverage``, which is scored once for all posts."""


@pytest.mark.parametrize("rule", list(NATIONAL.rules))
def test_rule_is_checked_and_stated(rule: str) -> None:
    levels = NATIONAL.rules[rule].levels
    if "hard" in levels:
        assert rule in CHECKS, f"{rule} may be hard and has no check"
    if "soft" in levels and rule not in FILL_COVERAGE:
        assert rule in SCORES, f"{rule} may be soft and has no score"
    assert callable(POSTERS.get(rule)), f"{rule} has no poster"


def test_what_is_checked_is_measured() -> None:
    """A rule that may be hard measures at least one measure, told in both languages."""
    assert list(MEASURES) == list(CHECKS)
    for rule, measures in MEASURES.items():
        assert measures, f"{rule} measures nothing"
        assert len(set(measures)) == len(measures)
        for measure in measures:
            assert measure.rule == rule
            assert any("\u4e00" <= letter <= "\u9fff" for letter in measure.zh)
            assert any("a" <= letter <= "z" for letter in measure.en)


def test_nothing_is_checked_or_stated_that_is_no_rule() -> None:
    assert {*CHECKS, *SCORES, *POSTERS} <= set(NATIONAL.rules)


@pytest.mark.parametrize("profile", profile_names())
def test_rules_are_told_in_both_languages_with_their_source(profile: str) -> None:
    wrong = [
        rule.id
        for rule in load_policy(profile).rules.values()
        if not any("\u4e00" <= letter <= "\u9fff" for letter in rule.zh)
        or not any("a" <= letter <= "z" for letter in rule.en)
        or not rule.source.document
        or not rule.source.quote
    ]
    assert not wrong


@pytest.mark.parametrize("rule", list(NATIONAL.rules))
def test_soft_rules_have_a_tier_of_the_policy(rule: str) -> None:
    found = NATIONAL.rules[rule]
    if "soft" in found.levels:
        policy = NATIONAL if found.level != "off" else load_policy("national", {rule: {"level": "soft"}})
        assert found.tier in {tier.name for tier in policy.tiers}
