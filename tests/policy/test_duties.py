"""Paper duties: what profiles say of them, their deadlines in a term, and every fault of a change."""

from datetime import date

import pytest

from solver.errors import PolicyError, format_path
from solver.policy.duty import BEARERS, DUES
from solver.policy.load import load_policy, profile_names
from solver.problem.calendar import Term

TERM = Term("秋", date(2026, 9, 1), date(2027, 1, 29), 1020, holidays=(date(2026, 9, 1),))
DUTIES = [duty for name in profile_names() for duty in load_policy(name).duties.values()]


def faults(overrides: object) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        load_policy("qingshanhu-2024", overrides)  # type: ignore[arg-type]
    assert all(fault.hint_zh and fault.hint_en for fault in caught.value.faults)
    return [format_path(fault.path) for fault in caught.value.faults]


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.id)
def test_duty_is_complete(duty) -> None:  # type: ignore[no-untyped-def]
    assert duty.zh.endswith("。")
    assert duty.en.endswith(".")
    assert duty.due in DUES
    assert duty.who in BEARERS
    assert duty.source.quote.strip()
    for number in duty.numbers.values():
        assert number.minimum <= number.value <= number.maximum


def test_deadlines_of_a_term() -> None:
    duties = load_policy("qingshanhu-2024").duties
    assert duties["I02"].deadline(TERM) == date(2026, 9, 16)
    assert duties["D09"].deadline(TERM) == date(2026, 9, 1)  # the first service date is the 2nd
    assert duties["C09"].deadline(TERM) == TERM.first
    assert duties["I12"].deadline(TERM) == TERM.last
    assert duties["I08"].deadline(TERM) == date(2024, 3, 31)
    assert duties["I07"].deadline(TERM) is None
    assert duties["H05"].deadline(TERM) is None


def test_a_profile_adds_and_changes_duties() -> None:
    national, local = load_policy("national").duties, load_policy("qingshanhu-2024").duties
    assert set(national) < set(local)
    assert "I02" not in national
    assert local["G03P"].zh == national["G03P"].zh
    assert local["G03P"].source != national["G03P"].source


def test_a_request_may_change_numbers_days_and_levels() -> None:
    duties = load_policy("qingshanhu-2024", {
        "I02": {"numbers": {"days": 10}}, "I08": {"numbers": {"last": "2027-03-31"}}, "I07": {"level": "off"},
        "K03": {"numbers": {"classes": 1}},
    }).duties  # fmt: skip
    assert duties["I02"].deadline(TERM) == date(2026, 9, 11)
    assert duties["I08"].deadline(TERM) == date(2027, 3, 31)
    assert not duties["I07"].on
    assert load_policy("qingshanhu-2024").duties["I02"].number("days") == 15


def test_every_fault_of_a_change_is_listed() -> None:
    assert sorted(faults({
        "I02": {"numbers": {"days": 0, "dys": 3}, "zh": "?"},
        "I08": {"numbers": {"last": "31.3."}},
        "I07": {"level": "soft"},
        "I03": 3,
        "I99": {},
    })) == sorted(["I02.numbers.days", "I02.numbers.dys", "I02.zh", "I08.numbers.last", "I07.level", "I03", "I99"])  # fmt: skip


def test_days_in_the_wrong_order_are_a_fault() -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy("jiaxiang-2023", {"I09A": {"numbers": {"first": "2023-04-01"}}})
    assert [format_path(fault.path) for fault in caught.value.faults] == ["I09A.first"]
