"""Example rows of the template that were left in: those that cost something are refused, others told, changed ones taken."""

from collections.abc import Callable
from typing import Any

import pytest

from api.files.request.example_rows import COMMON, TELLING
from api.files.request.reader import read_request
from api.files.request.sheets import SHEETS
from tests.files.samples import changed, faults_of

TITLES = {spec.key: spec.title for spec in SHEETS}


def own(change: Callable[[Any], object]) -> bytes:
    """The template of a school that has given its name, and else only changed this."""

    def do(book: Any) -> None:
        book["学期 term"]["A2"] = "实验小学"
        change(book)

    return changed(do)


def emptied(*keys: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        for key in keys:
            book[TITLES[key]].delete_rows(2, 50)

    return change


def test_the_template_says_what_it_is() -> None:
    notices = read_request(changed(lambda book: None), ".xlsx").notices
    assert [notice.path for notice in notices] == [("学期 term",)]
    assert "示例学校" in notices[0].zh


def test_every_example_row_that_costs_something_is_refused() -> None:
    faults = faults_of(own(lambda book: None))
    assert {fault.path[0] for fault in faults} >= {f"{TITLES[key]}!A2" for key in TELLING}
    assert all("示例行" in fault.zh for fault in faults)


@pytest.mark.parametrize("key", sorted(TELLING))
def test_a_row_that_was_changed_is_the_schools(key: str) -> None:
    others = [other for other in TELLING if other not in (key, "outside", "pay_tiers", "blocks", "money")]

    def change(book: Any) -> None:
        emptied(*others)(book)
        sheet = book[TITLES[key]]
        spec = next(spec for spec in SHEETS if spec.key == key)
        field = {"money": "subsidy", "contracts": "cap", "fee_items": "name", "expenses": "name", "awards": "title"}.get(key, "name")
        sheet.cell(2, (spec.index_of(field) or 0) + 1, 30000 if field in ("cap", "subsidy") else "本校的")

    faults = faults_of(own(change))
    assert f"{TITLES[key]}!A2" not in [fault.path[0] for fault in faults]


def test_rows_that_a_school_may_have_by_chance_are_told() -> None:
    def change(book: Any) -> None:
        emptied("contracts", "fee_items", "expenses", "awards", "posts")(book)
        for key in ("outside", "blocks"):
            book[TITLES[key]]["C2"] = 90 if key == "outside" else "11:40"
        book[TITLES["money"]]["A2"] = 5
        book[TITLES["pay_tiers"]]["C2"] = "骨干"
        book[TITLES["pay_tiers"]]["C3"] = "特长"

    request = read_request(own(change), ".xlsx")
    assert {notice.path[0] for notice in request.notices} == {TITLES[key] for key in COMMON}
    pupils = next(notice for notice in request.notices if notice.path[0] == TITLES["pupils"])
    assert "第 2–12 行" in pupils.zh


def test_what_every_school_has_alike_is_no_example() -> None:
    assert not {"holidays", "make_up", "policy", "term"} & (COMMON | TELLING)
