"""D11, D12 and D13, the kinds of outside people (E07, E10-E13), B12 and U11: both sides of every edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from solver.plan.plan import Assignment, Plan
from solver.policy.policy import Policy
from solver.problem.people import Skill, Staff
from solver.problem.places import FixedPost, Gate
from solver.problem.problem import Problem
from tests.check.builders import (
    ASSIST_BALL,
    LATE,
    LEAD_BALL,
    LEAD_CHESS,
    broken,
    care,
    gate,
    offered,
    patrol,
    plan,
    policy,
    problem,
    reassigned,
    roomed,
    staffed,
    tier,
    verdict,
)

FIRST, LAST = date(2025, 9, 1), date(2026, 1, 16)
"""First and last service date."""
T1, T5 = problem().staff[0], problem().staff[4]
O1 = problem().outside[0]
BALL, CHESS = problem().offerings
WHO = ("O1", "ball#1")


def guest(**fields: Any) -> Problem:
    return replace(problem(), outside=(replace(O1, **fields),))


def helped(*people: Staff, gates: int = 2) -> Problem:
    """The tiny school with helpers, and with two adults at the gate."""
    base = problem()
    return replace(base, staff=(*base.staff, *people), gates=(Gate("G1", 1, 60, gates),))


def both(base: Plan, *more: Assignment) -> Plan:
    return replace(base, assignments=(*base.assignments, *more))


# D11, D12 ------------------------------------------------------------------------------------------------------------


def test_D11_stopped_before_the_last_service_date() -> None:
    assert broken("D11", staffed(problem(), replace(T5, stopped=LAST))) == [(("T5",), None, "10", "0")]
    assert broken("D11", staffed(problem(), replace(T5, stopped=date(2026, 1, 17)))) == []
    assert broken("D11", staffed(problem(), replace(T5, stopped=LAST)), policy(levels={"D11": "off"})) == []


def test_D11_the_last_service_date_is_not_the_last_day_of_term() -> None:
    school = staffed(problem(), replace(T5, stopped=LAST))
    assert broken("D11", replace(school, term=replace(school.term, holidays=(LAST,)))) == []


def test_D12_is_off_unless_a_policy_says_so() -> None:
    assert broken("D12") == []
    asked = policy(levels={"D12": "hard"})
    everybody = replace(problem(), staff=tuple(replace(x, trained=FIRST) for x in problem().staff))
    assert broken("D12", everybody, asked) == []
    assert broken("D12", staffed(everybody, replace(T5, trained=date(2025, 9, 2))), asked) == [
        (("T5",), None, "2025-09-02", "<=2025-09-01")
    ]
    assert broken("D12", staffed(everybody, replace(T5, trained=None)), asked) == [
        (("T5",), None, "?", "<=2025-09-01")
    ]


def test_D12_asks_only_those_who_serve() -> None:
    asked = policy(levels={"D12": "hard"})
    trained = replace(problem(), staff=tuple(replace(x, trained=FIRST) for x in problem().staff))
    idle = replace(trained, staff=(*trained.staff, Staff("T6", "subject")))
    assert broken("D12", idle, asked) == []


# D13 -----------------------------------------------------------------------------------------------------------------

V1, P9 = Staff("V1", "volunteer"), Staff("P9", "parent")


def test_D13_a_helper_is_not_alone_at_a_gate() -> None:
    school = helped(V1, P9)
    beside = both(plan(), *(Assignment(gate(3), week, "V1") for week in (1, 2)))
    assert broken("D13", school, of=beside) == []
    assert broken("K06", school, of=beside) == []
    alone = reassigned(reassigned(plan(), gate(3), None), gate(3), "V1", 2)
    assert broken("D13", school, of=alone) == [(("V1",), 3, "0", "1")]
    two = both(alone, Assignment(gate(3), 2, "P9"))
    assert broken("D13", school, of=two) == [(("V1",), 3, "0", "1"), (("P9",), 3, "0", "1")]
    assert broken("D13", school, policy(levels={"D13": "off"}), of=two) == []


def test_D13_retired_staff_are_company_enough() -> None:
    school = helped(V1, Staff("R1", "retired"))
    alone = reassigned(reassigned(plan(), gate(3), None), gate(3), "V1", 2)
    assert broken("D13", school, of=both(alone, Assignment(gate(3), 2, "R1"))) == []


def test_D13_leader_and_assistants_are_together() -> None:
    school = helped(V1, P9)
    leads = reassigned(plan(), LEAD_BALL, "V1")
    assert broken("D13", school, of=leads) == []  # T3 assists
    assert broken("D13", school, of=reassigned(leads, ASSIST_BALL, "P9")) == [
        (("V1",), None, "0", "1"), (("P9",), None, "0", "1")]  # fmt: skip
    assists = reassigned(plan(), ASSIST_BALL, "V1")
    assert broken("D13", school, of=assists) == [(("V1",), None, "0", "1")]  # O1 leads, who is of a club
    assert broken("D13", school, of=reassigned(assists, LEAD_BALL, "T3")) == []
    assert broken("D13", school, of=reassigned(plan(), LEAD_CHESS, "V1")) == [(("V1",), None, "0", "1")]


def test_D13_a_coach_is_company_enough_while_E12_counts_coaches() -> None:
    school = replace(helped(V1), outside=(replace(O1, kind="coach"),))
    assists = reassigned(plan(), ASSIST_BALL, "V1")
    assert broken("D13", school, of=assists) == []
    assert len(broken("D13", school, policy(levels={"E12": "off"}), of=assists)) == 1


def test_K06_helpers_look_after_no_group_and_stand_only_at_posts_that_name_them() -> None:
    school = helped(V1, Staff("R1", "retired"))
    assert [x[0] for x in broken("K06", school, of=reassigned(plan(), care(1, "2A", 0), "V1"))] == [("V1",)]
    assert broken("K06", school, of=reassigned(plan(), care(1, "2A", 0), "R1")) == []
    assert broken("K06", school, of=reassigned(plan(), LATE, "V1")) == []
    named = FixedPost("yard", "duty", "A", 930, 1050, (1,), roles=("volunteer", "admin"))
    duty = both(plan(), Assignment(patrol(1, "yard"), 1, "V1"))
    assert broken("K06", replace(school, posts=(*school.posts, named)), of=duty) == []
    unnamed = replace(named, roles=("admin",))
    assert [x[0] for x in broken("K06", replace(school, posts=(*school.posts, unnamed)), of=duty)] == [("V1",)]


def test_G10_helpers_cost_nothing_and_retired_staff_what_own_staff_cost() -> None:
    usual = tier("cost")[0]
    extra = both(plan(), *(Assignment(gate(3), week, "V1") for week in (1, 2)))
    assert tier("cost", helped(V1), of=extra)[0] == usual
    assert tier("cost", helped(replace(V1, role="retired")), of=extra)[0] == usual + 2 * (10 * 6000 // 40)


def test_D02_is_between_teachers_only() -> None:
    assert set(verdict(helped(V1, Staff("R1", "retired"))).facts.loads) == {"T1", "T2", "T3"}


# outside people ------------------------------------------------------------------------------------------------------


def faults(on: Problem, by: Policy | None = None) -> list[tuple[str, str]]:
    return [(v.rule, v.measured) for v in verdict(on, by).violations]


@pytest.mark.parametrize(("fields", "off", "expected"), [
    ({"clean_record": False}, (), [("E07", "missing: clean record")]),
    ({"clean_record": False}, ("E07",), [("E14", "missing: clean record")]),
    ({"clean_record": False}, ("E07", "E14"), []),
    ({"contract": False}, (), [("E14", "missing: contract")]),
    ({"contract": False, "kind": "hired"}, (), [("E10", "missing: contract")]),
    ({"contract": False, "kind": "hired"}, ("E10",), [("E14", "missing: contract")]),
    ({"contract": False, "kind": "hired"}, ("E10", "E14"), []),
    ({"contract": False, "kind": "coach", "rate": 6000}, (), [("E12", "missing: agreement")]),
    ({"contract": False, "kind": "coach", "rate": 6000}, ("E12",), [("E14", "missing: contract")]),
    ({"kind": "coach", "rate": 6000}, (), []),
    ({"kind": "coach", "rate": 6001}, (), [("E12", "6001")]),
    ({"kind": "coach", "rate": 6001}, ("E12",), []),
    ({"contract": False, "clean_record": False, "kind": "hired"}, (), [("E07", "missing: clean record"), ("E10", "missing: contract")]),
    ({"contract": False, "clean_record": False}, ("E07",), [("E14", "missing: clean record, contract")]),
    ({"kind": "charity"}, (), [("E11", "10000")]),
    ({"kind": "charity", "rate": 1}, (), [("E11", "1")]),
    ({"kind": "charity", "rate": 0}, (), []),
    ({"kind": "charity"}, ("E11",), []),
    ({"kind": "specialist"}, (), []),
    ({"kind": "specialist", "pool": "none"}, (), [("E13", "none")]),
    ({"kind": "specialist", "pool": "none"}, ("E13",), [("E04", "none")]),
    ({"kind": "specialist", "pool": "none"}, ("E04",), [("E13", "none")]),
    ({"kind": "specialist", "filed": date(2025, 9, 2)}, (), []),
    ({"kind": "specialist", "filed": date(2025, 9, 3)}, ("E06",), [("E13", "2025-09-03")]),
    ({"kind": "specialist", "filed": None}, ("E06",), [("E13", "?")]),
    ({"kind": "agency", "filed": None}, ("E06",), []),
])  # fmt: skip
def test_kinds_of_outside_people(fields: dict[str, Any], off: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert faults(guest(**fields), policy(levels=dict.fromkeys(off, "off"))) == expected


def test_sentences_name_person_and_section() -> None:
    found = verdict(guest(kind="hired", contract=False)).violations
    assert [v.subjects for v in found] == [WHO]
    assert "周教练" in found[0].zh
    assert "足球" in found[0].zh


def test_E12_a_coach_counts_and_is_paid_like_own_staff() -> None:
    coach, off = guest(kind="coach", rate=6000), policy(levels={"E12": "off"})
    assert tier("outside")[0] == 80
    assert tier("outside", coach)[0] == 0
    assert tier("outside", coach, off)[0] == 80
    assert tier("cost", coach)[0] == tier("cost")[0] - 2 * (10_000 - 6_000)
    everything = {"D01": {"percent": 100}}
    assert len(broken("D01", by=policy(everything))) == 1
    assert broken("D01", coach, policy(everything)) == []


# settings ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("levels", "expected"), [
    ({}, ["E03"]),
    ({"E03": "off"}, []),
    ({"E03": "off", "E04": "hard", "E06": "hard"}, []),
])  # fmt: skip
def test_U9_the_pool_with_filing_replaces_the_bureau(levels: Mapping[str, str], expected: list[str]) -> None:
    filed = guest(approved_from=None, approved_to=None)
    assert [rule for rule, _ in faults(filed, policy(levels=levels))] == expected
    assert [rule for rule, _ in faults(guest(approved_from=None, approved_to=None, pool="none", filed=None),
                                       policy(levels={"E03": "off"}))] == ["E04", "E06"]  # fmt: skip


def test_U11_all_staff_in_service_or_those_who_take_part() -> None:
    idle = replace(problem(), staff=(*problem().staff, Staff("T6", "subject", takes_part=False)))
    every = policy({"D02": {"all_in_service": 1}})
    assert set(verdict(idle).facts.loads) == {"T1", "T2", "T3"}
    assert verdict(idle, every).facts.loads == {**verdict(idle).facts.loads, "T6": 0}
    assert tier("fairness", idle, every)[0] > tier("fairness", idle)[0]
    stopped = staffed(idle, replace(problem().staff[2], stopped=LAST))
    assert set(verdict(stopped).facts.loads) == {"T1", "T2"}
    assert set(verdict(stopped, every).facts.loads) == {"T1", "T2", "T3", "T6"}


# B12 -----------------------------------------------------------------------------------------------------------------

LAB = problem().rooms[3]


def online(screen: bool) -> Problem:
    school = offered(problem(), replace(CHESS, online=True, skill="robots", skill_level=3))
    return roomed(school, replace(LAB, screen=screen))


def test_B12_needs_a_screen_and_no_skill() -> None:
    assert faults(online(True)) == []
    assert broken("B12", online(False)) == [(("chess#1",), 4, "no screen", "screen")]
    off = policy(levels={"B12": "off"})
    assert [rule for rule, _ in faults(online(False), off)] == ["D07"]


def test_B12_is_looked_after_by_own_staff() -> None:
    by_guest = reassigned(reassigned(plan(), LEAD_BALL, "T3"), LEAD_CHESS, "O1")
    skilled = replace(online(True), outside=(replace(O1, skills=(Skill("robots", 3),)),))
    assert broken("B12", skilled, of=by_guest) == [(("O1", "chess#1"), None, "outside", "own staff")]
    assert broken("B12", skilled, policy(levels={"B12": "off"}), of=by_guest) == []
