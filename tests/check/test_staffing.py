"""K01, K06, D01, D07, D08 and the tiers outside (E01) and handover (D08H)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.plan.plan import LateCare, Plan, Section, Session
from solver.problem.bells import Busy, Lesson
from solver.problem.people import Outside, Skill
from solver.problem.places import FixedPost, Room, Walk
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
    staffed,
    tier,
)

T1, T2, T3, T4, T5 = problem().staff
O1 = problem().outside[0]
BALL, CHESS = problem().offerings


def visited(person: Outside) -> Problem:
    return replace(problem(), outside=(person,))


def meeting(minute: int) -> Plan:
    return replace(plan(), sections=(Section("ball", 1, (Session(2, minute, "field"),)), plan().sections[1]))


def test_K01_person_who_takes_no_part() -> None:
    assert broken("K01", staffed(problem(), replace(T5, takes_part=False))) == [(("T5",), None, "10", "0")]


def test_K01_unavailable_until_the_start_is_accepted_and_one_minute_longer_refused() -> None:
    assert broken("K01", staffed(problem(), replace(T2, unavailable=(Busy(1, 900, 930), Busy(6, 0, 1440))))) == []
    assert broken("K01", staffed(problem(), replace(T2, unavailable=(Busy(1, 900, 931),)))) == [
        (("T2",), 1, "15:30–16:10", "15:00–15:31")
    ]


def test_K01_tail_counts_as_duty() -> None:
    assert broken("K01", staffed(problem(), replace(T1, unavailable=(Busy(3, 1060, 1100),)))) == []
    assert broken("K01", staffed(problem(), replace(T1, unavailable=(Busy(3, 1059, 1100),)))) == [
        (("T1",), 3, "16:50–17:40", "17:39–18:20")
    ]


def test_K01_weekday_of_an_outside_person() -> None:
    assert broken("K01", visited(replace(O1, weekdays=(2,)))) == []
    assert broken("K01", visited(replace(O1, weekdays=(1, 3)))) == [(("O1",), 2, "Tue", "Mon, Wed")]


def test_K01_hours_of_an_outside_person() -> None:
    assert broken("K01", visited(replace(O1, earliest=970, latest=1010))) == []
    assert broken("K01", visited(replace(O1, earliest=971)))[0][2:] == ("16:10–16:50", "16:11–24:00")
    assert broken("K01", visited(replace(O1, latest=1009)))[0][2:] == ("16:10–16:50", "00:00–16:49")


def test_K01_hours_of_a_closing_session_include_the_tail() -> None:
    assert broken("K01", visited(replace(O1, latest=1060)), of=meeting(1010)) == []
    assert broken("K01", visited(replace(O1, latest=1059)), of=meeting(1010)) == [
        (("O1",), 2, "16:50–17:40", "00:00–17:39")
    ]


def test_K01_sections_of_an_outside_person() -> None:
    assert broken("K01") == []
    assert broken("K01", of=reassigned(plan(), LEAD_CHESS, "O1")) == [(("O1",), None, "2", "1")]


DOOR = FixedPost("door", "duty", "A", 930, 940, (3,), roles=("support", "subject"))
GUARDED = replace(problem(), posts=(*problem().posts, DOOR))


@pytest.mark.parametrize(
    ("post", "person"),
    [
        (care(1, "2A", 0), "T4"), (LEAD_CHESS, "T4"), (ASSIST_BALL, "T4"), (gate(1), "T4"), (LATE, "T4"), (gate(1), "T3"),
        (patrol(3, "door"), "T5"), (patrol(3, "door"), "T3"), (LEAD_CHESS, "O1"), (patrol(3), "T3"),
    ],
)  # fmt: skip
def test_K06_role_is_accepted(post: object, person: str) -> None:
    assert broken("K06", GUARDED, of=reassigned(plan(), post, person)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("post", "person", "role", "allowed"),
    [
        (care(1, "2A", 0), "T5", "support", "gate, fixed"), (LEAD_CHESS, "T5", "support", "gate, fixed"),
        (ASSIST_BALL, "T5", "support", "gate, fixed"), (LATE, "T5", "support", "gate, fixed"),
        (patrol(3), "T5", "support", "admin"), (patrol(3, "door"), "T1", "homeroom", "support, subject"),
        (patrol(3, "door"), "T4", "admin", "support, subject"), (ASSIST_BALL, "O1", "outside", "lead"),
        (care(1, "2A", 0), "O1", "outside", "lead"), (gate(1), "O1", "outside", "lead"),
        (patrol(3), "O1", "outside", "lead"), (LATE, "O1", "outside", "lead"),
    ],
)  # fmt: skip
def test_K06_role_is_refused(post: object, person: str, role: str, allowed: str) -> None:
    found = broken("K06", GUARDED, of=reassigned(plan(), post, person))  # type: ignore[arg-type]
    weekday = post.weekday or None  # type: ignore[attr-defined]
    assert found == [((person,), weekday, role, allowed)]


def test_D01_percentage_of_own_minutes() -> None:
    # own staff 3400 minutes of 3480: 97.7 %
    assert broken("D01", by=policy({"D01": {"percent": 97}})) == []
    assert broken("D01", by=policy({"D01": {"percent": 98}})) == [((), None, "97.7", "98")]
    assert broken("D01", by=policy({"D01": {"percent": 100}}), of=reassigned(plan(), LEAD_BALL, None)) == []


def test_D07_level_of_the_leader() -> None:
    assert broken("D07") == []
    assert broken("D07", offered(problem(), replace(CHESS, skill_level=2))) == [(("T3", "chess#1"), None, "1", "2")]
    assert broken("D07", staffed(problem(), replace(T3, skills=(Skill("chess", 2),)))) == []


def test_D07_policy_level_and_missing_skill() -> None:
    assert broken("D07", by=policy({"D07": {"level": 2}})) == [(("T3", "chess#1"), None, "1", "2")]
    assert broken("D07", of=reassigned(plan(), LEAD_BALL, "T3")) == [(("T3", "ball#1"), None, "0", "1")]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (care(4, "2A", 0), (("2A",), 4, "0", "1")),
        (LEAD_CHESS, (("chess#1",), None, "0", "1")),
        (ASSIST_BALL, (("ball#1",), None, "0", "1")),
    ],
)
def test_D08_post_without_its_adult(post: object, expected: object) -> None:
    empty = reassigned(plan(), post, None, 2)  # type: ignore[arg-type]
    assert broken("D08", of=empty) == [expected]
    assert broken("D08", by=policy(levels={"D08": "soft"}), of=empty) == []


def walking(minute: int) -> Plan:
    """T3 looks after 2A until 16:10 and is at the ball at ``minute``."""
    return reassigned(meeting(minute), care(2, "2A", 0), "T3")


def test_D08_walk_of_3_minutes() -> None:
    assert broken("D08", of=walking(973)) == []
    assert broken("D08", of=walking(972)) == [(("T3",), 2, "2", "3")]
    assert broken("D08", by=policy(levels={"D08": "soft"}), of=walking(972)) == [(("T3",), 2, "2", "3")]
    assert broken("D08", by=policy(levels={"D08": "off"}), of=walking(972)) == []


def test_D08_listed_walk_goes_either_way() -> None:
    for pair in (("A", "F"), ("F", "A")):
        assert broken("D08", replace(problem(), walks=(Walk(*pair, 5),)), of=walking(975)) == []
        assert broken("D08", replace(problem(), walks=(Walk(*pair, 5),)), of=walking(974)) == [(("T3",), 2, "4", "5")]
        assert broken("D08", replace(problem(), walks=(Walk(*pair, 0),)), of=walking(970)) == []


def test_D08_overlapping_duties_are_left_to_K02() -> None:
    assert broken("D08", of=walking(969)) == []
    assert len(broken("K02", of=walking(969))) == 1


@pytest.mark.parametrize(("zone", "found"), [("", []), ("A", []), ("Z", [(("T2",), 3, "0", "3")])])
def test_D08_a_fixed_post_is_walked_from_where_it_has_a_zone(zone: str, found: list[object]) -> None:
    door = replace(DOOR, zone=zone, start=920, end=930, roles=("homeroom",))
    school = replace(problem(), posts=(*problem().posts, door))
    assert broken("D08", school, of=reassigned(plan(), patrol(3, "door"), "T2")) == found


@pytest.mark.parametrize(("zone", "found"), [("", []), ("A", []), ("N", [(("T4",), 1, "0", "3")])])
def test_D08_patrol_and_gate_are_places(zone: str, found: list[object]) -> None:
    """T4 patrols zone A until 17:30, when the gate begins."""
    school = replace(problem(), gates=(replace(problem().gates[0], zone=zone),))
    assert broken("D08", school, of=reassigned(plan(), gate(1), "T4", 1)) == found


def test_D08_the_last_group_is_left_at_its_gate() -> None:
    """T1 leaves 1A at the gate at 17:40, in zone N, and is wanted in zone A, three minutes away."""
    door = replace(DOOR, zone="A", start=1062, end=1070, weekdays=(3,), roles=("homeroom",))
    at_gate = replace(problem(), gates=(replace(problem().gates[0], zone="N"),), posts=(*problem().posts, door))
    roster = reassigned(plan(), patrol(3, "door"), "T1")
    assert broken("D08", at_gate, of=roster) == [(("T1",), 3, "2", "3")]
    assert broken("D08", replace(at_gate, gates=problem().gates), of=roster) == []


@pytest.mark.parametrize(("minutes", "found"), [(3, []), (4, [(("T4",), 1, "3", "4")])])
def test_D08_every_late_room_must_be_reached(minutes: int, found: list[object]) -> None:
    """T4 patrols zone A until 17:27; extended care has a room in A, and one in D."""
    far = Room("far", "late", 10, "D")
    school = replace(
        problem(), rooms=(*problem().rooms, far), walks=(Walk("A", "D", minutes),),
        posts=(replace(problem().posts[0], end=1047),),
    )  # fmt: skip
    assert broken("D08", school, of=replace(plan(), late_care=(LateCare(1, ("late", "far")),))) == found
    assert broken("D08", school) == []


@pytest.mark.parametrize(
    ("lesson", "found"),
    [
        (Lesson(1, 890, 930, None, "T1", "lab"), [(("T1",), 1, "0", "3")]),
        (Lesson(1, 887, 927, None, "T1", "lab"), []),
        (Lesson(1, 890, 930, None, "T1", "R2"), []),
        (Lesson(1, 890, 930, None, "T1"), []),
        (Lesson(1, 1062, 1100, None, "T1", "lab"), [(("T1",), 1, "2", "3")]),
    ],
)
def test_D08_lessons_in_known_rooms_are_places_both_ways(lesson: Lesson, found: list[object]) -> None:
    at_gate = replace(problem(), gates=(replace(problem().gates[0], zone="A"),), lessons=(lesson,))
    assert broken("D08", at_gate) == found


def test_E01_minutes_of_outside_persons() -> None:
    # O1 leads 40 minutes a week, T3 the other 40
    assert tier("outside") == (80, 160)
    assert tier("outside", of=meeting(1010)) == (100, 180)  # closing: 10 minutes more
    assert tier("outside", by=policy(weights={"E01": 2})) == (160, 320)
    assert tier("outside", of=Plan()) == (0, 1)


def test_D08H_handovers() -> None:
    # class 1A has groups in periods 0, 1, 2: two pairs on five days in two weeks
    alone = {"D16W": "off", "D16S": "off"}
    by = policy(levels=alone)
    assert tier("handover", by=by) == (0, 20)
    assert tier("handover", by=by, of=reassigned(plan(), care(1, "1A", 1), "T3", 2)) == (2, 20)
    assert tier("handover", by=by, of=reassigned(plan(), care(1, "1A", 1), None, 2)) == (0, 20)
    assert tier("handover", by=policy(levels={**alone, "D08H": "off"})) == (0, 1)


def test_D08_no_minute_at_all_between_two_zones_is_refused() -> None:
    assert broken("D08", of=walking(970)) == [(("T3",), 2, "0", "3")]
