"""D14, H03, H04, H01, A08 and the tiers peak (H03P) and coverage."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.plan.plan import Assignment, CareGroup, Dismissal, Plan, Seat, Section, Session
from solver.problem.places import FixedPost
from solver.problem.problem import Problem
from solver.problem.pupils import HomeClass
from tests.check.builders import (
    ASSIST_BALL,
    LATE,
    LEAD_CHESS,
    broken,
    care,
    enrolled,
    gate,
    patrol,
    plan,
    policy,
    problem,
    reassigned,
    tier,
    windowed,
)

DUTY = FixedPost("door", "duty", "A", 930, 940, (3,), roles=("subject",))


def gated(seconds: int, lanes: int = 1, staff: int = 1) -> Problem:
    base = problem()
    item = replace(base.gates[0], seconds_per_class=seconds, lanes=lanes, staff=staff)
    return replace(base, gates=(item,))


def staggered() -> Plan:
    return replace(plan(), dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1")))


def test_D14_wave_that_just_clears() -> None:
    assert broken("D14", gated(300)) == []
    assert broken("D14", gated(301)) == [(("G1", "G2"), None, "602", "600")]
    assert broken("D14", gated(301, lanes=2)) == []
    assert broken("D14", gated(301), policy({"D14": {"escort_minutes": 11}})) == []


def test_D14_classes_without_applicants_do_not_queue() -> None:
    base = gated(300)
    assert broken("D14", replace(base, classes=(*base.classes, HomeClass("1B", 1, "R1")))) == []


def test_D14_a_care_group_of_the_last_period_leaves_as_one() -> None:
    """1A and 2A are together with one adult in the last period."""
    days = [(("1A", "2A"), day, "17:40 北门(G1)", "17:30 北门(G1)") for day in (1, 2, 3, 4, 5)]
    assert broken("D14", of=staggered()) == days
    other = replace(problem(), gates=(*problem().gates, replace(problem().gates[0], id="G2", name="南门")))
    gates = replace(plan(), dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1050, "G2")))
    assert [item[2:] for item in broken("D14", other, of=gates)] == [("17:30 南门(G2)", "17:30 北门(G1)")] * 5
    own = tuple(
        part
        for group in staggered().care_groups
        for part in ([CareGroup(group.weekday, 2, name, (name,)) for name in ("1A", "2A")] if group.period == 2 else [group])
    )
    assert broken("D14", of=replace(staggered(), care_groups=own)) == [], "groups before the last period stay as they are"


@pytest.mark.parametrize(
    ("staff", "assistants", "seated", "found"),
    [
        (1, 0, ("P1", "P4"), []),  # who leaves first is handed over at the gate
        (0, 0, ("P1", "P4"), [(("ball#1",), 2, "2", "1")]),
        (0, 1, ("P1", "P4"), []),  # an adult for each part
        (0, 0, ("P4",), []),  # all leave together
    ],
)
def test_D14_parts_of_a_section_are_handed_over_or_led(
    staff: int, assistants: int, seated: tuple[str, ...], found: list[object]
) -> None:
    """Ball closes the day on Tuesday; grade 1 leaves at 17:30, grade 2 at 17:40."""
    school = gated(60, staff=staff)
    school = replace(school, offerings=(replace(school.offerings[0], assistants=assistants), school.offerings[1]))
    of = replace(
        staggered(), sections=(Section("ball", 1, (Session(2, 1010, "field"),)),), care_groups=(),
        seats=tuple(Seat(pupil, "ball", 1) for pupil in seated),
    )  # fmt: skip
    assert broken("D14", school, of=of) == found


@pytest.mark.parametrize(("start", "found"), [(920, []), (919, [(("G1", "G2"), None, "11", "10")])])
def test_D08_service_before_the_first_period_is_a_hand_over_at_most(start: int, found: list[object]) -> None:
    early = windowed(problem(), replace(problem().windows[0], start=start))
    assert broken("D08", early) == found


def test_H03_next_wave() -> None:
    assert broken("H03", gated(600), of=staggered()) == []
    assert broken("H03", gated(601), of=staggered()) == [(("G1",), None, "601", "600")]
    assert broken("H03", gated(601)) == []  # one wave has no next one


def test_H03P_longest_wave() -> None:
    assert tier("peak") == (120, 120)
    assert tier("peak", of=staggered()) == (60, 120)
    assert tier("peak", gated(61, lanes=3)) == (41, 122)
    assert tier("peak", by=policy(weights={"H03P": 2})) == (240, 240)
    assert tier("peak", of=Plan()) == (0, 120)


def test_H04_gate_adults() -> None:
    assert broken("H04", gated(60, staff=1)) == []
    assert broken("H04", gated(60, staff=2))[0] == (("G1",), 1, "1", "2")
    assert broken("H04", of=reassigned(plan(), gate(3), None, 2)) == [(("G1",), 3, "0", "1")]
    assert broken("H04", by=policy(levels={"H04": "soft"}), of=reassigned(plan(), gate(3), None)) == []


def test_H01_patrols_are_filled() -> None:
    empty = reassigned(plan(), patrol(3), None, 1)
    assert broken("H01", of=empty) == [(("patrol",), 3, "0", "1")]
    assert broken("H01", by=policy(levels={"H01": "soft"}), of=empty) == []
    guarded = replace(problem(), posts=(*problem().posts, DUTY))
    assert broken("H01", guarded) == [(("door",), 3, "0", "1")] * 2
    assert broken("H01", guarded, of=reassigned(plan(), patrol(3, "door"), "T3")) == []


def test_H01_roles_of_a_patrol_stay_hard_when_soft() -> None:
    taken = reassigned(plan(), patrol(3), "T3", 1)
    expected = [(("T3",), 3, "subject", "admin")]
    assert broken("H01", of=taken) == expected
    assert broken("H01", by=policy(levels={"H01": "soft"}), of=taken) == expected
    assert broken("H01", by=policy(levels={"H01": "off"}), of=taken) == []
    open_to_all = replace(problem().posts[0], roles=("admin", "subject"))
    assert broken("H01", replace(problem(), posts=(open_to_all,)), of=taken) == []


def test_H01_patrols_of_every_day() -> None:
    assert broken("H01", by=policy({"H01": {"patrols_per_day": 2}}))[:1] == [((), 1, "1", "2")]
    base = problem()
    without_friday = replace(base, posts=(replace(base.posts[0], weekdays=(1, 2, 3, 4)),))
    assert ((), 5, "0", "1") in broken("H01", without_friday, policy(levels={"H01": "soft"}))


def test_A08_adults_of_late_care() -> None:
    assert broken("A08", by=policy({"A08": {"min_adults": 2}})) == []
    assert broken("A08", by=policy({"A08": {"min_adults": 3}})) == [((), 1, "2", "3")] * 2
    assert broken("A08", by=policy({"A08": {"min_adults": 3}}, {"A08": "soft"})) == []


def test_A08_pupils_per_adult() -> None:
    base = problem()
    crowd = base
    for pupil in (base.pupils[3], base.pupils[4]):  # with P6 three late pupils on Monday
        crowd = enrolled(crowd, replace(pupil, weekdays=(1, 2, 4), late_until=1110))
    one_day = [item for item in broken("A08", crowd, policy({"A08": {"pupils_per_adult": 2}})) if item[1] == 1]
    assert one_day == []
    one_day = [item for item in broken("A08", crowd, policy({"A08": {"pupils_per_adult": 1}})) if item[1] == 1]
    assert one_day == [((), 1, "2", "3")] * 2


def test_coverage_counts_every_kind_of_post() -> None:
    # care 20 a week, gate 5, patrol 5, late 2, all in two weeks, and 3 posts of sections
    empty = replace(plan(), assignments=())
    assert tier("coverage") == (0, 67)
    assert tier("coverage", of=empty) == (67, 67)
    for post, missing in ((care(1, "2A", 0), 2), (LEAD_CHESS, 1), (ASSIST_BALL, 1), (gate(1), 2), (patrol(1), 2), (LATE, 4)):
        assert tier("coverage", of=reassigned(plan(), post, None)) == (missing, 67)


def test_coverage_counts_whatever_the_level() -> None:
    off = policy(levels={"A08": "off", "D08": "off", "H01": "off", "H04": "off"})
    assert tier("coverage", by=off, of=replace(plan(), assignments=())) == (67, 67)


def test_coverage_weight_of_a_soft_rule_multiplies() -> None:
    empty = reassigned(plan(), LATE, None)
    assert tier("coverage", by=policy(levels={"A08": "soft"}, weights={"A08": 5}), of=empty) == (20, 67 + 16)
    assert tier("coverage", by=policy(weights={"A08": 5}), of=empty) == (4, 67)


def test_coverage_one_of_two_at_late_care() -> None:
    kept = tuple(item for item in plan().assignments if item != Assignment(LATE, 2, "T4"))
    assert tier("coverage", of=replace(plan(), assignments=kept)) == (1, 67)


def test_H03P_scale_takes_the_slowest_gate() -> None:
    base = problem()
    slow = replace(base.gates[0], id="G2", seconds_per_class=90)
    assert tier("peak", replace(base, gates=(*base.gates, slow))) == (120, 180)
