"""B01, B02, B06 and the tier breadth (B07)."""

from __future__ import annotations

from dataclasses import replace

from solver.plan.plan import Plan, Section, Session, Tutoring
from solver.problem.problem import Problem
from tests.check.builders import (
    WEEK,
    broken,
    enrolled,
    offered,
    plan,
    policy,
    problem,
    tier,
)

BALL, CHESS = problem().offerings


def taught(grade: int, weekday: int, period: int | None, kind: str = "reading") -> Plan:
    """The plan with another tutoring record, or none, of a grade and weekday."""
    kept = tuple(item for item in plan().tutoring if (item.grade, item.weekday) != (grade, weekday))
    added = () if period is None else (Tutoring(grade, weekday, period, kind),)
    return replace(plan(), tutoring=kept + added)


def starting(minute: int) -> Plan:
    return replace(plan(), sections=(Section("ball", 1, (Session(2, minute, "field"),)), plan().sections[1]))


def test_B01_40_minutes_is_accepted() -> None:
    assert broken("B01") == []


def test_B01_one_minute_too_few_is_refused() -> None:
    found = broken("B01", by=policy({"B01": {"minutes": 41}}))
    assert len(found) == 10
    assert found[0] == (("G1",), 1, "40", "41")


def test_B01_missing_record_is_refused() -> None:
    assert broken("B01", of=taught(2, 5, None)) == [(("G2",), 5, "0", "40")]


def test_B01_day_without_applicants_needs_no_record() -> None:
    school = problem()
    for pupil in school.pupils[3:5]:
        school = enrolled(school, replace(pupil, weekdays=WEEK[:4]))
    assert broken("B01", school, of=taught(2, 5, None)) == []


def test_B01_session_that_touches_tutoring_is_accepted_and_one_minute_over_refused() -> None:
    assert broken("B01", of=starting(970)) == []
    assert broken("B01", of=starting(969)) == [
        (("ball#1", "P1"), 2, "16:09–16:49", "15:30–16:10"), (("ball#1", "P4"), 2, "16:09–16:49", "15:30–16:10")]  # fmt: skip


def test_B01_only_pupils_of_the_grade_are_concerned() -> None:
    assert broken("B01", of=taught(2, 2, 1)) == [(("ball#1", "P4"), 2, "16:10–16:50", "16:10–16:50")]
    assert broken("B01", of=taught(2, 3, 1)) == []


def test_B02_homework_in_grade_2_is_refused_and_in_grade_3_accepted() -> None:
    homework = taught(2, 1, 0, "homework")
    assert broken("B02", of=homework) == [(("G2",), 1, "homework", "reading, qa")]
    assert broken("B02", by=policy({"B02": {"up_to_grade": 1}}), of=homework) == []
    assert broken("B02", of=taught(2, 1, 0, "qa")) == []


def test_B06_all_periods_away_is_refused() -> None:
    found = broken("B06", offered(problem(), replace(BALL, minutes=120)), of=starting(930))
    assert found == [(("P1",), 2, "0", "1"), (("P4",), 2, "0", "1")]


def test_B06_one_minute_shorter_is_accepted() -> None:
    assert broken("B06", offered(problem(), replace(BALL, minutes=119)), of=starting(930)) == []


def test_B07_pairs_without_a_section() -> None:
    assert tier("breadth") == (0, 4)
    no_ball = replace(plan(), sections=plan().sections[1:])
    assert tier("breadth", of=no_ball) == (2, 4)
    assert tier("breadth", by=policy(weights={"B07": 5}), of=no_ball) == (10, 20)


def test_B07_grades_without_a_window_do_not_count() -> None:
    assert tier("breadth", offered(problem(), replace(BALL, grades=(1, 2, 3)))) == (0, 4)
    assert tier("breadth", offered(problem(), replace(BALL, strand="heritage"))) == (0, 2)


def test_B07_grades_without_applicants_do_not_count() -> None:
    school = problem()
    nobody = replace(school, pupils=tuple(p for p in school.pupils if p.class_id == "1A" or not p.weekdays))
    upper = replace(plan(), sections=())
    assert tier("breadth", of=upper) == (4, 4)
    assert tier("breadth", nobody, of=upper) == (2, 2)


def test_B07_off_is_zero_of_one() -> None:
    assert tier("breadth", by=policy(levels={"B07": "off"}), of=Plan()) == (0, 1)


def test_B01_session_before_the_tutoring_is_accepted() -> None:
    before = replace(starting(930), tutoring=taught(1, 2, 1).tutoring)
    assert broken("B01", of=before) == [(("ball#1", "P4"), 2, "15:30–16:10", "15:30–16:10")]  # P1's is later


def test_B02_half_of_the_periods_are_activities() -> None:
    questions = replace(plan(), tutoring=tuple(item._replace(kind="qa") for item in plan().tutoring))
    assert broken("B02", of=questions) == []  # five of fifteen periods a week
    assert broken("B02", by=policy({"B02": {"activity_percent": 66}}), of=questions) == []
    assert broken("B02", by=policy({"B02": {"activity_percent": 67}}), of=questions) == [
        (("G1",), None, "66", "67"), (("G2",), None, "66", "67")]  # fmt: skip
    assert broken("B02", by=policy({"B02": {"activity_percent": 100}})) == []  # reading is an activity
    high = policy({"B02": {"activity_percent": 67, "up_to_grade": 1}})
    assert broken("B02", by=high, of=questions) == [(("G1",), None, "66", "67")]


def written(minutes: int, kind: str = "homework") -> tuple[Problem, Plan]:
    """Grade 2 has so much homework, and its tutoring is of the kind every day."""
    school = problem()
    windows = (school.windows[0], replace(school.windows[1], homework=minutes))
    kinds = tuple(item._replace(kind=kind) if item.grade == 2 else item for item in plan().tutoring)
    return replace(school, windows=windows), replace(plan(), tutoring=kinds)


MIDDLE = {"B02": {"up_to_grade": 1}}


def test_B03_the_homework_period_is_as_long_as_the_homework() -> None:
    school, of = written(40)
    assert broken("B03", school, policy(MIDDLE), of) == []
    school, of = written(41)
    assert broken("B03", school, policy(MIDDLE), of) == [(("G2",), day, "40", "41") for day in WEEK]
    school, of = written(40, "qa")
    assert broken("B03", school, policy(MIDDLE), of) == [(("G2",), day, "0", "40") for day in WEEK]
    assert broken("B03", school, policy(), of) == []  # low grades have none by B02


def test_B03_no_more_than_the_cap_counts() -> None:
    school, of = written(90)
    for numbers, expected in (
        ({"cap": 40, "cap_from_grade": 2}, []),
        ({"cap": 41, "cap_from_grade": 2}, ["41"]),
        ({"cap": 40, "cap_from_grade": 3}, ["90"]),
        ({"cap": 40, "cap_from_grade": 1, "cap_to_grade": 1}, ["90"]),
    ):
        found = broken("B03", school, policy({**MIDDLE, "B03": numbers}), of)
        assert sorted({limit for *_, limit in found}) == expected


def test_B03_soft_counts_grades_and_days() -> None:
    school, of = written(41)
    soft = policy({**MIDDLE, "B03": {"points": 7}}, {"B03": "soft"})
    plain = tier("choice", school, policy(MIDDLE, {"B03": "off"}), of)
    assert tier("choice", school, soft, of) == (plain[0] + 35, plain[1] + 35)
    assert tier("choice", written(40)[0], soft, of) == (plain[0], plain[1] + 35)
    assert broken("B03", school, soft, of) == []
