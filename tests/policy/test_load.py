"""Loading policies: profiles, inheritance, overrides, and every fault at once."""

import pytest

from solver.errors import PolicyError, format_path
from solver.policy.load import load_policy, profile_names

TIERS = [
    "seated", "coverage", "fairness", "familiar", "choice", "order", "breadth", "care", "flex", "rotation", "peak", "outside", "cost",
    "handover",
]  # fmt: skip


def fault_paths(name: object, overrides: object = None) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        load_policy(name, overrides)  # type: ignore[arg-type]
    assert all(fault.zh and fault.en for fault in caught.value.faults)
    return [format_path(fault.path) for fault in caught.value.faults]


def test_all_packaged_profiles_load() -> None:
    assert {"national", "fengjin"} <= set(profile_names())
    for name in profile_names():
        policy = load_policy(name)
        assert [tier.name for tier in policy.tiers] == TIERS
        assert policy.name == name
        assert policy.zh
        assert policy.en


def test_profile_inherits_and_changes_only_what_it_names() -> None:
    national, fengjin = load_policy("national"), load_policy("fengjin")
    changed = {rule for rule in national.rules if national.rules[rule].level != fengjin.rules[rule].level}
    assert changed == {"A12"}
    assert {rule for rule in national.rules if national.rules[rule].zh != fengjin.rules[rule].zh} == {"A12", "C05"}
    quoted = {rule for rule in national.rules if national.rules[rule].source != fengjin.rules[rule].source}
    assert quoted == {"A01", "A02", "A04", "A11", "A12", "B04", "B07", "C01", "C05", "D02", "D08"}
    assert not national.on("A12")
    assert fengjin.hard("A12")
    assert [fengjin.number("A12", n) for n in ("g1_start", "g2_end", "g3_start", "g4_end")] == [875, 1030, 925, 1045]
    assert fengjin.number_or("A12", "g5_start", None) is None
    assert fengjin.number("A02", "minutes") == 120


def test_levels_and_tiers_of_the_base_profile() -> None:
    policy = load_policy("national")
    soft = {rule.id: rule.tier for rule in policy.rules.values() if rule.level == "soft"}
    assert soft == {
        "A07R": "care", "C04": "choice", "C10W": "choice",
        "D02": "fairness", "D02R": "rotation", "B07": "breadth", "D05": "care", "D03F": "flex",
        "D08H": "handover", "D16": "familiar", "D16F": "familiar", "D16W": "handover", "D16S": "handover",
        "D17": "order", "D18": "order", "H03P": "peak", "E01": "outside", "G10": "cost",
    }  # fmt: skip
    assert {r.id for r in policy.rules.values() if "soft" in r.levels and r.level == "hard"} == {
        "A06", "A07", "A08", "A14", "B03", "B11", "H01", "H04", "D08",
    }  # fmt: skip
    fixed = {rule.id for rule in policy.rules.values() if rule.levels == ("hard",)}
    assert fixed == {"K00", "K02", "K03", "K04", "K05", "K06", "K07", "A04", "C01", "D14"}
    assert len(policy.rules) >= 63


def test_override_sets_level_weight_numbers_and_tier_order() -> None:
    order = [TIERS[0], TIERS[1], TIERS[3], TIERS[2], *TIERS[4:]]
    policy = load_policy("national", {
        "K03": {"numbers": {"classes": 1}},
        "A08": {"level": "soft", "weight": 5},
        "D10": {"numbers": {"late_after": "18:00"}},
        "A12": {"level": "hard", "numbers": {"g6_start": "15:40", "g6_end": 1060}},
        "tiers": order,
    })  # fmt: skip
    assert policy.number("K03", "classes") == 1
    assert policy.number("K03", "pupils") == 45
    assert (policy.level("A08"), policy.tier_of("A08"), policy.rules["A08"].weight) == ("soft", "coverage", 5)
    assert policy.number("D10", "late_after") == 1080
    assert policy.number("A12", "g6_end") == 1060
    assert [tier.name for tier in policy.tiers] == order


def test_an_order_from_before_a_tier_keeps_it_at_its_own_place() -> None:
    """Requests and policies that were stored name the tiers of their time."""
    older = [name for name in TIERS if name not in ("familiar", "order")]
    assert [tier.name for tier in load_policy("national", {"tiers": older}).tiers] == TIERS
    turned = [*older[:2], "choice", "fairness", *older[4:]]
    named = [tier.name for tier in load_policy("national", {"tiers": turned}).tiers]
    assert named.index("familiar") == named.index("fairness") + 1
    off = {"D16": {"level": "off"}, "D16F": {"level": "off"}}
    assert "familiar" not in [tier.name for tier in load_policy("national", off).tiers]


def test_override_leaves_the_next_load_alone() -> None:
    load_policy("national", {"K03": {"numbers": {"classes": 1}}})
    assert load_policy("national").number("K03", "classes") == 3


@pytest.mark.parametrize(("value", "good"), [(0, False), (1, True), (12, True), (13, False)])
def test_number_bounds_include_their_edges(value: int, good: bool) -> None:
    overrides = {"K03": {"numbers": {"classes": value}}}
    if good:
        assert load_policy("national", overrides).number("K03", "classes") == value
    else:
        assert fault_paths("national", overrides) == ["K03.numbers.classes"]


def test_every_fault_is_listed_with_a_hint() -> None:
    paths = fault_paths("national", {
        "K3": {},
        "K03": {"level": "soft", "numbers": {"classes": 99, "clases": 1, "pupils": "x", "grade_span": True}, "zh": "?"},
        "B07": 3,
        "D02": {"level": "hrad", "weight": 0},
        "A12": {"numbers": {"g1_start": 900, "g2_start": 900, "g2_end": 900, "g0_start": 1}},
        "tiers": ["seated", "seated", "x", 3],
    })  # fmt: skip
    assert sorted(paths) == sorted([
        "K3", "K03.level", "K03.numbers.classes", "K03.numbers.clases", "K03.numbers.pupils", "K03.numbers.grade_span",
        "K03.zh", "B07", "D02.level", "D02.weight", "A12.numbers.g0_start", "A12.numbers.g1_start",
        "A12.numbers.g2_start", "tiers[1]", "tiers[2]", "tiers[3]", "tiers",
    ])  # fmt: skip
    with pytest.raises(PolicyError, match="Maybe you meant 'K03'"):
        load_policy("national", {"K3": {}})


@pytest.mark.parametrize("overrides", [[], "K03", {"tiers": None}, {3: {}}, {"K03": {"level": []}},
                                       {"K03": {"numbers": [1]}}, {"K03": {"numbers": {"classes": 1.0}}},
                                       {"K03": {"numbers": {"classes": None}}}, {"K03": {"weight": True}}])  # fmt: skip
def test_any_junk_is_a_policy_error(overrides: object) -> None:
    assert len(fault_paths("national", overrides)) == 1


@pytest.mark.parametrize("name", ["nationl", "", "../national", None, 3])
def test_unknown_profile(name: object) -> None:
    assert fault_paths(name) == ["profile"]


def test_flex_owed_is_off_when_flex_is_off() -> None:
    assert load_policy("national").soft("D03F")
    assert not load_policy("national", {"D03": {"level": "off"}}).on("D03F")


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("rule", ["D05", "D10"])
def test_late_is_after_the_last_dismissal_unless_a_time_is_named(profile: str, rule: str) -> None:
    policy = load_policy(profile)
    assert policy.number_or(rule, "late_after", None) is None
    assert policy.rules[rule].unset["late_after"].zh == "按当天最后一批正常放学"
    named = load_policy(profile, {rule: {"numbers": {"late_after": "18:00"}}})
    assert named.number(rule, "late_after") == 1080
    assert "late_after" not in named.rules[rule].unset
    assert load_policy(profile).rules[rule] == policy.rules[rule]


@pytest.mark.parametrize(("value", "good"), [("11:59", False), ("12:00", True), ("24:00", True), (1441, False)])
def test_an_open_number_has_bounds(value: str | int, good: bool) -> None:
    overrides = {"D10": {"numbers": {"late_after": value}}}
    if good:
        load_policy("national", overrides)
    else:
        assert fault_paths("national", overrides) == ["D10.numbers.late_after"]


def test_an_open_number_is_offered_when_its_name_is_misspelt() -> None:
    with pytest.raises(PolicyError, match="Maybe you meant 'late_after'"):
        load_policy("national", {"D10": {"numbers": {"late_aftr": "18:00"}}})
