"""Settings of the command line become overrides; changes are told against the profile."""

from __future__ import annotations

from typing import Any

import pytest

from api.services.choosing import RuleChange, changes, merge_overrides, parse_settings
from solver import PolicyError, load_policy


def test_settings_are_laid_together() -> None:
    overrides, faults = parse_settings(
        ["K03.classes=1", "K03.pupils=40", "D10.level=off", "C04.weight=3", "D02R.level=off"]
    )
    assert faults == []
    assert overrides == {
        "K03": {"numbers": {"classes": 1, "pupils": 40}},
        "D10": {"level": "off"},
        "C04": {"weight": 3},
        "D02R": {"level": "off"},
    }


@pytest.mark.parametrize("setting", ["", "K03", "K03.classes", "K03=1", "k03.classes=1", "K03.=1", "K03.classes=", "U6", "U6="])
def test_unreadable_setting_is_a_fault(setting: str) -> None:
    overrides, faults = parse_settings([setting])
    assert overrides == {}
    assert len(faults) == 1
    assert faults[0].value == setting


def test_clock_numbers_may_be_times() -> None:
    overrides, _ = parse_settings(["D10.late_after=17:45"])
    assert load_policy("national", overrides).number("D10", "late_after") == 17 * 60 + 45


def test_an_answer_of_a_setting_lies_above_the_request() -> None:
    overrides, faults = parse_settings(["U6=waiver", "U1=40"])
    assert (overrides, faults) == ({"U6": "waiver", "U1": "40"}, [])
    request = {"A03": {"numbers": {"waiver_minutes": 10}}}
    assert load_policy("national", request, overrides).number("A03", "waiver_minutes") == 30
    assert load_policy("national", overrides, request).number("A03", "waiver_minutes") == 10


def test_unknown_rule_number_and_level_are_all_told() -> None:
    overrides, _ = parse_settings(["K99.classes=1", "K03.nonsense=1", "D10.level=soft", "K03.classes=0"])
    with pytest.raises(PolicyError) as caught:
        load_policy("national", overrides)
    assert len(caught.value.faults) == 4


def test_later_overrides_win_key_by_key() -> None:
    below = {"K03": {"level": "hard", "numbers": {"classes": 2, "pupils": 40}}, "D10": {"level": "off"}}
    above = {"K03": {"numbers": {"classes": 1}}}
    assert merge_overrides(below, above) == {
        "K03": {"level": "hard", "numbers": {"classes": 1, "pupils": 40}},
        "D10": {"level": "off"},
    }
    assert below["K03"]["numbers"] == {"classes": 2, "pupils": 40}


def test_changes_name_level_number_and_order() -> None:
    order = [tier.name for tier in load_policy("national").tiers]
    order[2], order[3] = order[3], order[2]
    overrides = {"K03": {"numbers": {"classes": 1}}, "D10": {"level": "off"}, "tiers": order}
    found = changes(load_policy("national", overrides))
    assert RuleChange("K03", "classes", "3", "1") in found
    assert RuleChange("D10", "level", "hard", "off") in found
    assert [change.what for change in found if not change.rule] == ["tiers"]
    assert len(found) == 3


def test_profile_as_it_is_has_no_changes() -> None:
    assert changes(load_policy("fengjin")) == ()


@pytest.mark.parametrize(
    "overrides",
    [
        {"Z99": {"level": "off"}}, {"K03": {"level": "soft"}}, {"K03": {"numbers": {"classes": "x", "foo": 1}}},
        {"K03": {"numbers": {"classes": 99}, "weight": 0, "colour": 1}}, {"A12": {"numbers": {"g1_start": "14:00"}}},
        {"A12": {"numbers": {"g1_start": "14:00", "g1_end": "13:00"}}}, {"tiers": ["seated", "seated", "x"]}, {"tiers": 1}, {"K03": 1},
    ],
)  # fmt: skip
def test_every_fault_of_a_policy_has_a_hint(overrides: dict[str, Any]) -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy("national", overrides)
    for fault in caught.value.faults:
        assert fault.hint_zh.startswith("可能"), fault
        assert fault.hint_en.startswith("Maybe"), fault


def test_unknown_profile_has_a_hint() -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy("nowhere")
    assert caught.value.faults[0].hint_en.startswith("Maybe")
