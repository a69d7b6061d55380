"""Minutes printed beside duties are those from their start to their end, in the page of adults and in the ledger."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from api.files.content.grids import adult_page, room_page
from api.files.content.names import PageNames
from api.files.language import zh
from api.files.plan.bundle import PlanBundle
from solver.check.report import check
from solver.ledger.pay import pay_lines
from solver.plan.plan import Dismissal, Plan
from tests.check import builders
from tests.check.random_plans import random_plans

SPAN = re.compile(r"^(\d\d):(\d\d)–(\d\d):(\d\d) ", re.MULTILINE)


def pack(plan: Plan) -> PlanBundle:
    problem, policy = builders.problem(), builders.policy()
    return PlanBundle(problem, policy, plan, check(problem, policy, plan))


def leaving(first: int, second: int) -> Plan:
    return replace(builders.plan(), dismissals=(Dismissal(1, first, "G1"), Dismissal(2, second, "G1")))


def printed(bundle: PlanBundle) -> list[tuple[str, int, int]]:
    """Name, minutes of the intervals in a row of the page by adult, and the minutes beside them."""
    (block,) = adult_page(bundle, PageNames(bundle.problem)).blocks
    days = len(bundle.problem.post_days)
    found = []
    for row in block.rows:
        spans = SPAN.findall("\n".join(zh(cell.text) for cell in row[3 : 3 + days]))
        total = sum(60 * int(c) + int(d) - 60 * int(a) - int(b) for a, b, c, d in spans)
        found.append((row[0].text, total, int(row[3 + days].number or 0)))
    return found


@pytest.mark.parametrize("first", [1050, 1060])
def test_the_intervals_of_a_row_add_up_to_its_minutes(first: int) -> None:
    """T1 has 130 minutes a day when grade 1 leaves at 17:30, and 10 more of waiting when it leaves at 17:40."""
    found = printed(pack(leaving(first, 1050)))
    assert all(total == minutes for _, total, minutes in found)
    assert [minutes for name, _, minutes in found if name.startswith("李老师")] == [5 * (130 + first - 1050)] * 2


@pytest.mark.parametrize("seed", [3, 4, 7, 8])
def test_rows_add_up_on_random_plans(seed: int) -> None:
    problem, policy, plans = random_plans(seed)
    for plan in plans:
        found = printed(PlanBundle(problem, policy, plan, check(problem, policy, plan)))
        assert [total for _, total, _ in found] == [minutes for *_, minutes in found]


def test_waiting_is_paid() -> None:
    """Ten minutes a day more for T1, who waits with 1A."""
    early, late = (
        {(line.person, line.month): line.minutes for line in pay_lines(pack(leaving(first, 1050)).view)} for first in (1050, 1060)
    )
    dates = {line.month: line.dates for line in pay_lines(pack(leaving(1050, 1050)).view) if line.person == "T1"}
    for (person, month), minutes in late.items():
        assert minutes - early[person, month] == (10 * dates[month] if person == "T1" else 0)


def test_a_room_is_printed_as_long_as_pupils_wait_in_it() -> None:
    for first, text in ((1050, "16:50–17:30 托管 1A、2A"), (1060, "16:50–17:40 托管 1A、2A")):
        bundle = pack(leaving(first, 1050))
        (block,) = room_page(bundle, PageNames(bundle.problem)).blocks
        assert any(text in zh(cell.text) for row in block.rows for cell in row)
