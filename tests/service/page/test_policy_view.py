"""View of a policy: every number has a name, changes are marked, and every profile can be drawn."""

from __future__ import annotations

import pytest

from api.page.views.number_words import number_words
from api.page.views.policy_view import policy_view
from solver import load_policy, profile_names


@pytest.mark.parametrize("name", profile_names())
def test_every_number_of_every_profile_has_a_name(name: str) -> None:
    policy = load_policy(name)
    for item in (*policy.rules.values(), *policy.duties.values()):
        for number in (*item.numbers, *getattr(item, "unset", {})):
            assert number_words(number) != number, f"{item.id} {number}: give it words in NUMBER_WORDS"


@pytest.mark.parametrize("name", profile_names())
def test_a_packaged_profile_has_no_change_of_the_schools_own(name: str) -> None:
    view = policy_view(load_policy(name), load_policy(name))
    assert view.changed == 0
    assert not [question.id for question in view.questions if question.changed]
    ids = [rule.id for area in view.areas for rule in area.rules]
    assert len(ids) == len(set(ids)) == len(load_policy(name).rules) + len(load_policy(name).duties)


def test_changes_are_marked_with_the_value_of_before() -> None:
    view = policy_view(load_policy("national", {"D10": {"numbers": {"days_per_week": 5}}, "U6": "waiver"}), load_policy("national"))
    changed = {rule.id: rule for area in view.areas for rule in area.rules if rule.changed}
    assert set(changed) == {"D10", "A03"}
    (days,) = (number for number in changed["D10"].numbers if number.changed)
    assert (days.name, days.value, days.base) == ("days_per_week", "5", "4")
    (question,) = (question for question in view.questions if question.changed)
    assert [(answer.id, answer.chosen) for answer in question.answers if answer.chosen] == [("waiver", True)]
    assert question.touched["A03"] == {"level": True, "numbers": ["waiver_minutes"]}


def test_fields_hold_clocks_yuan_and_flags() -> None:
    shown = {(rule.id, number.name): number for area in policy_view(load_policy("national"), load_policy("national")).areas
             for rule in area.rules for number in rule.numbers}  # fmt: skip
    assert (shown["D03", "leave_from"].kind, shown["D03", "leave_from"].value) == ("clock", "15:50")
    assert (shown["G01", "fen_per_classhour"].kind, shown["G01", "fen_per_classhour"].value) == ("yuan", "2.00")
    assert shown["G07", "teacher_pay"].kind == "flag"
    assert shown["A03", "work_end"].value == ""
    assert shown["A03", "work_end"].unset is not None
