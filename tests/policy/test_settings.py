"""Settings: every answer is a good policy, profiles and requests choose by name, and faults are told."""

import pytest

from solver.errors import PolicyError, format_path
from solver.policy.load import load_policy, profile_names
from solver.policy.setting import chosen, settings

ANSWERS = [(setting, answer) for setting in settings().values() for answer in setting.answers]
KNOWN = {key for name in profile_names() for p in [load_policy(name)] for key in (*p.rules, *p.duties)}
DOCUMENTS = {"S0", "S1", "S2", "S3", "S4", ""}


@pytest.mark.parametrize("setting", settings().values(), ids=lambda setting: setting.id)
def test_setting_is_complete(setting) -> None:  # type: ignore[no-untyped-def]
    assert setting.zh.endswith("？")
    assert setting.en.endswith("?")
    assert setting.answer(setting.default) is not None
    assert setting.by_data or len(setting.answers) > 1
    assert set(setting.rules) <= KNOWN
    assert {document for document, _ in setting.evidence} <= DOCUMENTS
    for answer in setting.answers:
        assert answer.zh
        assert answer.en
        assert answer.effect_zh.endswith("。")
        assert answer.effect_en.endswith(".")
        assert set(answer.overrides) <= KNOWN


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize(("setting", "answer"), ANSWERS, ids=lambda item: item.id)
def test_an_answer_chosen_is_the_answer_read_back(profile: str, setting, answer) -> None:  # type: ignore[no-untyped-def]
    policy = load_policy(profile, {setting.id: answer.id})
    read = chosen(setting, policy)
    local = [key for key in answer.overrides if key in policy.rules or key in policy.duties]
    assert read is not None
    assert read == answer or not local


def test_answers_of_one_setting_exclude_one_another() -> None:
    """Where a policy has what they change, no two answers may stand at once."""
    for setting in settings().values():
        if not setting.by_data:
            for answer in setting.answers:
                policy = load_policy("qingshanhu-2024", {setting.id: answer.id})
                assert chosen(setting, policy) == answer


def test_the_recommended_answers_are_those_of_the_base_profile() -> None:
    policy = load_policy("national")
    for setting in settings().values():
        answer = chosen(setting, policy)
        assert answer is not None
        assert answer.id == setting.default, setting.id


def test_profiles_choose() -> None:
    def choice(profile: str, setting: str) -> str:
        answer = chosen(settings()[setting], load_policy(profile))
        return answer.id if answer else "own"

    assert [choice(name, "U9") for name in ("xiangshan-2021", "qingshanhu-2024", "fengjin")] == ["bureau", "pool", "both"]
    assert choice("jiangsu-city", "U6") == "waiver"
    assert [choice(name, "U8") for name in ("national", "jiangsu-city", "qingshanhu-2024")] == ["open", "floor", "cap"]
    assert [choice(name, "U7") for name in ("jiaxiang-2023", "jiangsu-city")] == ["free", "reduce"]


def test_rules_of_a_request_go_before_its_answers() -> None:
    policy = load_policy("national", {"A03": {"numbers": {"waiver_minutes": 10}}, "U6": "waiver"})
    assert policy.number("A03", "waiver_minutes") == 10
    assert chosen(settings()["U6"], policy) is None


@pytest.mark.parametrize(("overrides", "path"), [({"U6": "waver"}, "U6"), ({"U6": 3}, "U6"), ({"U99": "x"}, "U99")])
def test_unknown_answers_are_faults(overrides: dict[str, object], path: str) -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy("national", overrides)
    assert [format_path(fault.path) for fault in caught.value.faults] == [path]
