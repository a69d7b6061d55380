"""A06, A07, A07R, A14 and A09, and how blocks count in the load (D02), the caps (D10) and flex hours (D03)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.plan.plan import Assignment, Flex, Post
from solver.problem import Block
from solver.problem.validate import faults
from tests.check.builders import broken, plan, policy, problem, roomed, tier, verdict
from tests.schools.blocks import EVENING, GRADE_1, HALL, LUNCH, NAP, TEAM, manned, served


def test_schools_with_blocks_are_sound_data() -> None:
    assert faults(served(LUNCH, NAP, EVENING, TEAM)) == []


def test_all_blocks_filled_break_nothing() -> None:
    blocks = (LUNCH, NAP, EVENING, TEAM)
    school, roster = served(*blocks), manned(*blocks, base=replace(plan(), flex=()))
    report = verdict(school, policy({**GRADE_1, "D10": {"days_per_week": 6, "late_per_week": 7}}), roster)
    assert report.violations == ()
    assert report.facts.posts == verdict().facts.posts + 2 * (2 + 2 + 4 + 1)


@pytest.mark.parametrize(("block", "rule", "headcount"), [(LUNCH, "A06", 1), (NAP, "A06", 2), (EVENING, "A07", 2), (TEAM, "A14", 1)])
def test_a_block_without_adults(block: Block, rule: str, headcount: int) -> None:
    found = broken(rule, served(block), policy(GRADE_1), plan())
    assert found == [((block.id,), day, "0", str(headcount)) for day in block.weekdays for _ in (1, 2)]
    soft = policy(GRADE_1, {rule: "soft"})
    assert broken(rule, served(block), soft, plan()) == []
    missing = 2 * headcount * len(block.weekdays)
    assert tier("coverage", served(block), soft, plan())[0] == missing


def test_A06_one_adult_for_each_so_many_of_a_room() -> None:
    roster = manned(LUNCH)
    assert broken("A06", served(LUNCH), policy({"A06": {"pupils_per_adult": 3}}), roster) == []
    found = broken("A06", served(LUNCH), policy({"A06": {"pupils_per_adult": 2}}), roster)
    assert found == [(("lunch",), day, "1", "2") for day in (1, 2) for _ in (1, 2)]
    assert broken("A06", served(replace(LUNCH, pupils_per_adult=3)), policy({"A06": {"pupils_per_adult": 2}}), roster) == []


def test_A06_rooms_are_filled_in_their_order() -> None:
    two = replace(LUNCH, rooms=("hall", "late"))
    school = roomed(served(two), replace(HALL, capacity=2))
    assert broken("A06", school, policy(), manned(LUNCH)) == [(("lunch",), day, "1", "2") for day in (1, 2) for _ in (1, 2)]


def test_A06_a_place_for_every_pupil() -> None:
    assert broken("A06", served(LUNCH), policy(), manned(LUNCH)) == []
    small = roomed(served(LUNCH), replace(HALL, capacity=2))
    assert broken("A06", small, policy(), manned(LUNCH)) == [(("lunch",), None, "3", "2")]


def test_A06_off_asks_for_nothing() -> None:
    small = roomed(served(LUNCH), replace(HALL, capacity=2))
    assert verdict(small, policy(levels={"A06": "off"}), plan()).violations == ()


def test_a_block_for_which_nobody_signed_up_needs_nobody() -> None:
    assert verdict(served(LUNCH, signed={}), policy(), plan()).violations == ()


def test_K02_and_I04_hold_for_blocks() -> None:
    early = replace(LUNCH, start=500, end=540, weekdays=(2,), rooms=("hall",))
    school = served(early)
    roster = manned(early, by="T3")
    assert broken("I04", school, policy(), roster) == [(("T3",), 2, "08:20–09:00", "08:00–08:40")]
    twice = replace(LUNCH, id="nap", kind="nap", start=720, end=760, rooms=("lab",))
    both = served(LUNCH, twice, signed={"P1": ("lunch",), "P2": ("nap",)})
    assert broken("K02", both, policy(), manned(LUNCH, twice)) != []


def test_K06_a_block_is_held_by_the_roles_it_names() -> None:
    assert broken("K06", served(LUNCH), policy(), manned(LUNCH, by="T5"))[0][0] == ("T5",)
    named = replace(LUNCH, roles=("support",))
    assert broken("K06", served(named), policy(), manned(LUNCH, by="T5")) == []
    assert len(broken("K06", served(named), policy(), manned(LUNCH))) == 2


def test_A07_hours_of_evening_study() -> None:
    school, roster = served(EVENING), manned(EVENING)
    assert broken("A07", school, policy({"A07": {"from_grade": 1, "minutes": 80, "latest": 1200}}), roster) == []
    found = broken("A07", school, policy({"A07": {"from_grade": 1, "minutes": 79, "latest": 1199}}), roster)
    assert found == [(("evening",), None, "80", "79"), (("evening",), None, "20:00", "19:59")]


def test_A07_is_for_older_grades() -> None:
    school, roster = served(EVENING), manned(EVENING)
    assert broken("A07", school, policy({"A07": {"from_grade": 2}}), roster) == [(("evening", "G1"), None, "1", "2")]
    assert broken("A07", school, policy({"A07": {"from_grade": 1}}), roster) == []


def test_A07_only_who_agreed() -> None:
    found = broken("A07", served(EVENING), policy(GRADE_1), manned(EVENING, by="T1"))
    assert found == [(("T1", "evening"), day, "none", "evening") for day in EVENING.weekdays]
    assert broken("A07", served(EVENING), policy(GRADE_1, {"A07": "off"}), manned(EVENING, by="T1")) == []


def test_A07_evenings_a_week() -> None:
    school, roster = served(EVENING), manned(EVENING)
    assert broken("A07", school, policy({"A07": {"from_grade": 1, "evenings_per_week": 2}}), roster) == []
    found = broken("A07", school, policy({"A07": {"from_grade": 1, "evenings_per_week": 1}}), roster)
    assert sorted(found) == [(("T2",), None, "2", "1"), (("T3",), None, "2", "1")]


def test_A07R_rest_until_the_next_mornings_lesson() -> None:
    # evening study ends at 20:00, T3 has a lesson at 08:00 on Tuesday: 720 minutes
    school, roster = served(EVENING), manned(EVENING)
    hard = {"A07R": "hard"}
    assert broken("A07R", school, policy({**GRADE_1, "A07R": {"rest_minutes": 720}}, hard), roster) == []
    late = policy({**GRADE_1, "A07R": {"rest_minutes": 721}}, hard)
    assert broken("A07R", school, late, roster) == [(("T3",), 1, "720", "721")]


def test_A07R_soft_counts_short_nights() -> None:
    school, roster = served(EVENING), manned(EVENING)
    without = tier("care", school, policy(GRADE_1, {"A07R": "off"}), roster)
    late = policy({**GRADE_1, "A07R": {"rest_minutes": 721}})
    assert tier("care", school, late, roster) == (without[0] + 2, without[1] + 8)


def test_a_school_without_evenings_has_the_scale_it_had() -> None:
    assert tier("care") == tier("care", by=policy(levels={"A07R": "off"}))


def test_A14_only_who_agreed_on_a_day_of_its_own() -> None:
    school, roster = served(TEAM), manned(TEAM)
    assert broken("A14", school, policy(), roster) == []
    assert broken("A14", school, policy(), manned(TEAM, by="T1")) == [(("T1", "team"), 6, "none", "weekend")]
    found = broken("D10", school, policy({"D10": {"days_per_week": 5}}), roster)
    assert found == [(("T2",), None, "6", "5")] * 2


def test_a_lunch_post_on_a_day_of_service_is_no_further_day() -> None:
    assert broken("D10", served(LUNCH), policy({"D10": {"days_per_week": 5}}), manned(LUNCH)) == []


def test_the_load_counts_the_percentage_of_a_block() -> None:
    school, roster = served(LUNCH), manned(LUNCH)
    bare = verdict().facts
    full = verdict(school, policy(), roster).facts
    half = verdict(school, policy({"A06": {"load_percent": 50}}), roster).facts
    assert full.minutes["T1"] == half.minutes["T1"] == bare.minutes["T1"] + 160
    assert full.loads["T1"] == bare.loads["T1"] + 100 * 160
    assert half.loads["T1"] == bare.loads["T1"] + 100 * 80


def test_a_block_is_paid_by_its_class_hours() -> None:
    cost = tier("cost", served(LUNCH), policy({"A06": {"load_percent": 0}}), manned(LUNCH))[0]
    assert cost == tier("cost")[0] + 4 * 6000


def test_D03_meals_do_not_keep_from_leaving_early() -> None:
    base = replace(plan(), flex=(Flex("T3", 1, 1, "early_leave"),))
    school = served(LUNCH)
    roster = manned(LUNCH, by="T3", base=base)
    assert broken("D03", school, policy({"D03": {"leave_from": 740}}), roster) == []
    assert broken("D03", school, policy({"D03": {"leave_from": 739}}), roster) == [(("T3",), 1, "1", "0")]


def test_D03_who_starts_late_has_no_breakfast_to_watch() -> None:
    breakfast = Block("lunch", "breakfast", 440, 470, (1,), ("hall",))
    base = replace(plan(), flex=(Flex("T4", 1, 1, "late_start"),))
    roster = manned(breakfast, by="T4", base=base)
    assert broken("D03", served(breakfast), policy({"D03": {"late_until": 440}}), roster) == []
    assert broken("D03", served(breakfast), policy({"D03": {"late_until": 441}}), roster) == [(("T4",), 1, "07:20", "07:21")]


def test_A09_somebody_waits_until_the_minutes_are_over() -> None:
    # everybody leaves at 17:30 = 1050, whatever slots there are; on Monday P6 stays until 18:30 = 1110
    by = policy({"A09": {"minutes": 30}}, {"A09": "hard"})
    assert broken("A09", by=by) == [((), day, "0", "1") for day in (2, 3, 4, 5) for _ in (1, 2)]
    longer = policy({"A09": {"minutes": 61}}, {"A09": "hard"})
    assert len(broken("A09", by=longer)) == 10
    waiting = tuple(Assignment(Post("standby", day, "", 0), week, "T4") for day in (2, 3, 4, 5) for week in (1, 2))
    assert broken("A09", by=by, of=replace(plan(), assignments=(*plan().assignments, *waiting))) == []
    assert broken("A09", by=policy()) == []


def test_A09_needs_a_room() -> None:
    bare = roomed(problem(), replace(problem().room_of["late"], type="lab"))
    assert ((), None, "0", "1") in broken("A09", bare, policy(levels={"A09": "hard"}))
