"""Too few people: by the moment, by days, by late duties and minutes, with every argument's edge and its switch."""

from dataclasses import replace
from typing import Any

import pytest

from solver.explain.precheck import precheck
from solver.plan.result import Reason
from solver.policy.load import load_policy
from solver.problem.bells import Busy, Lesson
from solver.problem.problem import Problem
from tests.problem.schools import village, with_clubs

FREE = {"days_per_week": 5, "late_after": "18:30"}


def reasons(problem: Problem, days: int = 5, classes: int = 3, **overrides: Any) -> tuple[Reason, ...]:
    """The precheck with ``days`` a week and care groups of at most ``classes``; no duty counts as late."""
    base = {
        "D10": {"numbers": {**FREE, "days_per_week": days}},
        "K03": {"numbers": {"classes": classes}},
    }
    return precheck(problem, load_policy("national", {**base, **overrides}))


def rules(problem: Problem, days: int = 5, classes: int = 3, **overrides: Any) -> list[str]:
    return sorted({reason.rule for reason in reasons(problem, days, classes, **overrides)})


def staff(problem: Problem, count: int) -> Problem:
    """Only the last ``count`` adults, T8 and T9 (admin) among them."""
    return replace(problem, staff=problem.staff[-count:])


def test_village_without_merging_breaks_under_three_days_a_week() -> None:
    """Six classes + patrol at once are 35 person-days; nine adults on three days give 27. In pairs of classes 20 suffice."""
    (found,) = reasons(village(), days=3, classes=1)
    assert (found.rule, found.measured, found.limit) == ("D10", "35 person-days", "<= 27 person-days")
    assert "托管 30、固定岗 5" in found.zh
    assert rules(village(), days=3, classes=2) == []
    assert rules(village(), days=3, classes=3) == []


def test_village_with_two_adults_in_extended_care_every_day() -> None:
    """6 + 1 + 2 = 9 at 17:40 are 45 person-days without merging, 3 + 1 + 2 are 30 with it: four days, not three."""
    assert [r.measured for r in reasons(village(late=2), days=4, classes=1)] == ["45 person-days"]
    assert rules(village(late=2), days=5, classes=1) == []
    assert rules(village(late=2), days=4, classes=2) == []
    assert [r.measured for r in reasons(village(late=2), days=3, classes=2)] == ["30 person-days"]


def test_clubs_take_pupils_away_on_some_days_only() -> None:
    """Grades 3-6 may be away on one of five days: 2 x 5 + 4 x 4 care posts and the patrol's 5 days."""
    problem = with_clubs(village())
    found = reasons(problem, days=3, classes=1)
    assert [r.measured for r in found] == ["31 person-days"]
    assert rules(problem, days=4, classes=1) == []


@pytest.mark.parametrize("switch", [{"D10": {"level": "off"}}, {"D08": {"level": "soft"}}, {"D08": {"level": "off"}}])
def test_soft_or_off_rules_switch_the_argument_off(switch: dict[str, Any]) -> None:
    assert rules(village(), days=3, classes=1, **switch) == []


def test_own_cap_of_days() -> None:
    problem = village()
    capped = replace(problem, staff=tuple(replace(p, max_days=3) for p in problem.staff))
    assert rules(capped, days=5, classes=1) == ["D10"]
    one = replace(problem, staff=(replace(problem.staff[0], max_days=0), *problem.staff[1:]))
    assert rules(one, days=5, classes=1) == []


@pytest.mark.parametrize(("count", "refused"), [(7, False), (6, True)])
def test_one_moment_needs_six_groups_and_the_gate(count: int, refused: bool) -> None:
    found = [r for r in reasons(staff(village(), count), classes=1) if r.rule == "D08"]
    assert len(found) == (5 if refused else 0)
    if refused:
        assert "周一 15:40：需要 7 个岗位（托管 6、固定岗 1），只有 6 人可用" in found[0].zh


def test_people_that_are_not_free_do_not_count() -> None:
    problem = staff(village(), 7)
    lesson = replace(problem, lessons=(Lesson(2, 1000, 1061, None, "T3"),))
    away = replace(problem, staff=(replace(problem.staff[0], unavailable=(Busy(2, 1060, 1061),)), *problem.staff[1:]))
    out = replace(problem, staff=(replace(problem.staff[0], takes_part=False), *problem.staff[1:]))
    support = replace(problem, staff=(replace(problem.staff[0], role="support"), *problem.staff[1:]))
    assert [r.zh[:2] for r in reasons(lesson, classes=1) if r.rule == "D08"] == ["周二"]
    assert rules(lesson, classes=1, I04={"level": "off"}) == []
    assert [r.zh[:2] for r in reasons(away, classes=1) if r.rule == "D08"] == ["周二"]
    assert rules(away, classes=1, K01={"level": "off"}) == []
    assert len([r for r in reasons(out, classes=1) if r.rule == "D08"]) == 5
    unwatched = {"H01": {"level": "soft"}}
    assert rules(support, classes=1) == ["D08", "D10"]  # nobody is left for the patrol
    assert rules(support, classes=1, **unwatched) == []  # stands at the gate
    assert rules(replace(support, staff=support.staff[:-1]), classes=1, H04={"level": "off"}, **unwatched) == ["D08", "D10"]


def test_people_are_counted_week_by_week_where_odd_and_even_ones_differ() -> None:
    """Of seven adults that are all needed, T3 teaches in odd weeks and T4 in even ones: each week lacks one."""
    problem = staff(village(), 7)
    odd, even = Lesson(2, 1000, 1061, None, "T3", weeks="odd"), Lesson(2, 1000, 1061, None, "T4", weeks="even")
    told = [r.zh for r in reasons(replace(problem, lessons=(odd,)), classes=1) if r.rule == "D08"]
    assert len(told) == 1
    assert told[0].startswith("单周：周二")
    assert "T3" in told[0]
    both = [r for r in reasons(replace(problem, lessons=(odd, even)), classes=1) if r.rule == "D08"]
    assert [(r.zh[:3], r.en[:13]) for r in both] == [("单周：", "In odd weeks:"), ("双周：", "In even weeks")]
    three = {"D02": {"numbers": {"weeks": 3}}}  # every week of the template is odd or even in turn
    each = [r.zh for r in reasons(replace(problem, lessons=(odd, even)), classes=1, **three) if r.rule == "D08"]
    assert len(each) == 1
    assert each[0].startswith("周二")
    assert "只有 5 人可用" in each[0]


def test_patrol_needs_its_role() -> None:
    problem = village()
    nobody = replace(problem, staff=tuple(replace(p, role="homeroom") for p in problem.staff))
    found = reasons(nobody)
    assert {r.rule for r in found} == {"H01", "D10"}
    assert "固定岗 1" in found[0].zh
    assert rules(nobody, H01={"level": "soft"}) == []


@pytest.mark.parametrize(("late", "per_adult", "refused"), [(3, 1, False), (4, 1, True), (4, 2, False)])
def test_extended_care_needs_adults(late: int, per_adult: int, refused: bool) -> None:
    # Nine adults, six classes by themselves, none at the gate by rule: three are left.
    overrides = {"A08": {"numbers": {"pupils_per_adult": per_adult}}, "H04": {"level": "soft"}}
    assert bool(rules(village(late=late), classes=1, **overrides)) is refused
    overrides["A08"] = {"level": "soft", **overrides["A08"]}
    assert rules(village(late=late), classes=1, **overrides) == []


@pytest.mark.parametrize(("per_week", "refused"), [(3, False), (2, True)])
def test_late_duties_of_a_week(per_week: int, refused: bool) -> None:
    # 3 groups and a gate end at 17:50 on five days: 20 late duties for nine adults.
    numbers = {"days_per_week": 5, "late_after": "17:49", "late_per_week": per_week}
    assert rules(village(), D10={"numbers": numbers}) == (["D10"] if refused else [])
    assert rules(village(), D10={"numbers": {**numbers, "late_after": "17:50"}}) == []


@pytest.mark.parametrize(("per_day", "refused"), [(30, True), (140, False)])
def test_minutes_of_a_week(per_day: int, refused: bool) -> None:
    overrides = {"D10": {"numbers": {**FREE, "minutes_per_day": per_day}}, "H01": {"level": "soft"}}
    assert bool(rules(village(), classes=1, **overrides)) is refused


def test_merging_stops_at_pupils_rooms_and_grades() -> None:
    big = village(size=23)  # two classes of 23 are 46 > 45
    assert rules(staff(village(size=22), 4), classes=2) == []
    assert "D08" in rules(staff(big, 4), classes=2)
    small = replace(village(), rooms=tuple(replace(r, capacity=19) for r in village().rooms))
    assert "D08" in rules(staff(small, 4), classes=2)
    apart = {"numbers": {"classes": 3, "grade_span": 0}}
    assert "D08" in rules(staff(village(), 4), K03=apart)


def test_tutoring_keeps_a_grade_in_care() -> None:
    """Everybody may be in a club in every period, but not while the own grade has tutoring."""
    problem = with_clubs(village())
    only = replace(problem, pupils=tuple(p for p in problem.pupils if p.class_id == "A3"), posts=problem.posts)
    busy = tuple(Busy(1, period.start, period.end) for period in problem.windows[0].periods)
    nobody = replace(only, staff=tuple(replace(p, unavailable=busy) if p.role == "homeroom" else p for p in only.staff))
    gone = replace(nobody, staff=tuple(replace(p, unavailable=busy) for p in nobody.staff))
    off = {"H01": {"level": "soft"}, "D10": {"level": "off"}}
    assert rules(gone, **off) == ["D08"]
    assert rules(gone, B01={"level": "off"}, **off) == []
    assert rules(nobody, **off) == []


def test_waves_with_a_choice_count_at_their_best() -> None:
    problem = village()
    choice = replace(problem, windows=tuple(replace(w, dismissals=(1060, 1070)) for w in problem.windows))
    assert rules(staff(choice, 7), classes=1) == []
    assert "D08" in rules(staff(choice, 6), classes=1)
