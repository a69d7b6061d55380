"""Plans go to JSON and come back the same; anything else is a PlanError with every fault."""

import copy
import json
import pickle
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.errors import Fault, PlanError, format_path
from solver.plan.codec import dump, load
from solver.plan.plan import (
    Assignment,
    CareGroup,
    Dismissal,
    Fee,
    Flex,
    LateCare,
    Plan,
    Post,
    Seat,
    Section,
    Session,
    Tutoring,
)

PLAN = Plan(
    dismissals=(Dismissal(1, 1030, "main"),),
    tutoring=(Tutoring(1, 2, 0, "reading"),),
    sections=(Section("chess", 1, (Session(2, 980, "lab"), Session(4, 980, "lab"))), Section("ball", 2, ())),
    care_groups=(CareGroup(1, 0, "A1", ("A1", "A2")),),
    late_care=(LateCare(1, ("after",)),),
    seats=(Seat("P1", "chess", 1),),
    assignments=(Assignment(Post("gate", 1, "main", 1030), 1, "T1"), Assignment(Post("lead", 0, "chess", 1), 0, "T2")),
    flex=(Flex("T1", 1, 3, "early_leave"),),
    fees=(Fee("P1", 3000),),
)


def fault_paths(document: object) -> list[str]:
    with pytest.raises(PlanError) as caught:
        load(document)
    assert caught.value.faults
    return [format_path(fault.path) for fault in caught.value.faults]


@pytest.mark.parametrize("plan", [PLAN, Plan(), replace(PLAN, effect=date(2026, 10, 8)), replace(PLAN, until=date(2026, 10, 7))])
def test_round_trip(plan: Plan) -> None:
    assert load(json.loads(json.dumps(dump(plan)))) == plan


def test_form() -> None:
    document = dump(PLAN)
    assert document["dismissals"] == [{"grade": 1, "minute": "17:10", "gate": "main"}]
    assert document["sections"][0]["sessions"][0] == {"weekday": 2, "start": "16:20", "room": "lab"}
    assert document["assignments"][0]["post"] == {"kind": "gate", "weekday": 1, "subject": "main", "detail": 1030}


def test_all_faults_at_once() -> None:
    document: dict[str, Any] = copy.deepcopy(dump(PLAN))
    document["dismissals"][0] = {"grade": True, "minute": 1030, "gate": None, "gaet": "main"}
    document["sections"][0]["sessions"][1]["start"] = "24:01"
    document["seats"] = {"pupil": "P1"}
    document["fees"][0]["fen"] = 30.0
    document["flex"] = [["T1", 1, 3, "early_leave"]]
    del document["tutoring"], document["assignments"][0]["post"]["detail"]
    document["rooster"] = []
    assert sorted(fault_paths(document)) == sorted([
        "dismissals[0].grade", "dismissals[0].minute", "dismissals[0].gate", "dismissals[0].gaet",
        "sections[0].sessions[1].start", "seats", "fees[0].fen", "flex[0]", "tutoring",
        "assignments[0].post.detail", "rooster",
    ])  # fmt: skip


@pytest.mark.parametrize("document", [None, 3, "plan", [], {}, True, [dump(PLAN)], {"plan": dump(PLAN)}])
def test_not_a_plan(document: object) -> None:
    assert fault_paths(document)


def test_depth_and_size_do_no_harm() -> None:
    deep: list[object] = []
    for _ in range(50_000):
        deep = [deep]
    assert fault_paths({**dump(PLAN), "fees": deep}) == ["fees[0]"]
    assert fault_paths({**dump(PLAN), "late_care": [{"weekday": "9" * 5000, "rooms": []}]}) == ["late_care[0].weekday"]
    assert fault_paths({**dump(PLAN), "fees": [{"pupil": 10**5000, "fen": 1}]}) == ["fees[0].pupil"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(dump(PLAN))), JSON)
def test_any_json_in_any_field_is_read_or_refused(field: str, value: object) -> None:
    document = {**dump(PLAN), field: value}
    faults: tuple[Fault, ...] = ()
    try:
        assert dump(load(document))[field] == value
    except PlanError as error:
        faults = error.faults
    assert all(fault.path[0] == field for fault in faults)


def test_a_canonical_plan_is_a_plan_like_any_other() -> None:
    plan = Plan(flex=(Flex("b", 1, 1, "late_start"), Flex("a", 1, 1, "late_start")))
    once = plan.canonical()
    assert once.canonical() is once
    assert once == Plan(flex=tuple(sorted(plan.flex)))
    assert hash(once) == hash(Plan(flex=tuple(sorted(plan.flex))))
    changed = replace(once, flex=plan.flex)
    assert changed.canonical() == once
    assert changed != once
    assert pickle.loads(pickle.dumps(once)) == once
    assert load(dump(once)) == once
