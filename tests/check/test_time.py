"""K02, K04, K05, A01, A02, A03, A11, A12."""

from __future__ import annotations

from dataclasses import replace

from solver.plan.plan import Assignment, Dismissal, Plan, Section, Session
from solver.problem.bells import Interval, Lesson, Window
from solver.problem.problem import Problem
from tests.check.builders import (
    ASSIST_BALL,
    PERIODS,
    broken,
    care,
    offered,
    plan,
    policy,
    problem,
    reassigned,
    windowed,
)

BALL, CHESS = problem().offerings


def leaving(minute: int) -> Plan:
    return replace(plan(), dismissals=(Dismissal(1, minute, "G1"), Dismissal(2, minute, "G1")))


def meeting(ball: tuple[Session, ...]) -> Plan:
    return replace(plan(), sections=(Section("ball", 1, ball), plan().sections[1]))


def patrolling_until(minute: int) -> Problem:
    base = problem()
    return replace(base, posts=(replace(base.posts[0], end=minute),))


def test_K02_duties_that_touch_are_accepted() -> None:
    assert broken("K02", patrolling_until(1050)) == []


def test_K02_duties_one_minute_over_are_refused_once_for_both_weeks() -> None:
    found = broken("K02", patrolling_until(1051))
    assert found == [(("T4",), 1, "17:30–18:30", "15:30–17:31")]


def test_K02_tail_of_the_last_period_counts() -> None:
    assert broken("K02", of=reassigned(plan(), care(1, "1A", 2), "T2", 1)) == [
        (("T2",), 1, "17:30–18:30", "16:50–17:40")
    ]
    assert broken("K02", of=reassigned(plan(), care(1, "1A", 1), "T2", 1)) == []


def test_K02_section_and_care_at_once_are_refused() -> None:
    assert broken("K02", of=reassigned(plan(), ASSIST_BALL, "T1")) == [(("T1",), 2, "16:10–16:50", "16:10–16:50")]


def _two_sessions(minutes: int) -> list[tuple[tuple[str, ...], int | None, str, str]]:
    after = replace(plan(), sections=(plan().sections[0], Section("chess", 1, (Session(2, 1010, "lab"),))))
    found = broken("K02", offered(problem(), replace(BALL, minutes=minutes)), of=after)
    return [item for item in found if item[0][0].startswith("P")]


def test_K02_pupil_sessions_that_touch_are_accepted() -> None:
    assert _two_sessions(40) == []


def test_K02_pupil_sessions_one_minute_over_are_refused() -> None:
    assert _two_sessions(41) == [(("P1", "ball#1", "chess#1"), 2, "16:50–17:30", "16:10–16:51")]


def test_K04_weekday_of_the_offering() -> None:
    assert broken("K04", offered(problem(), replace(BALL, weekdays=(2,)))) == []
    assert broken("K04", offered(problem(), replace(BALL, weekdays=(1, 3)))) == [(("ball#1",), 2, "Tue", "Mon, Wed")]


def test_K04_start_off_the_grid_is_refused() -> None:
    found = broken("K04", of=meeting((Session(2, 971, "field"),)))
    assert found == [(("ball#1",), 2, "16:11", "15:30, 16:10, 16:50")]


def test_K04_end_of_the_window() -> None:
    late = meeting((Session(2, 1010, "field"),))
    assert broken("K04", of=late) == []
    found = broken("K04", offered(problem(), replace(BALL, minutes=41)), of=late)
    assert found[0] == (("ball#1", "P1"), 2, "16:50–17:31", "15:30–17:30")
    assert [item[0] for item in found[1:]] == [("ball#1", "P4")]
    nobody = replace(late, seats=())
    assert broken("K04", offered(problem(), replace(BALL, minutes=41)), of=nobody) == [
        (("ball#1",), 2, "16:50–17:31", "15:30–17:30")
    ]


def test_K04_bells_of_those_who_attend() -> None:
    """Grade 2 has other bells; who sits in ball is of grade 1 or of both."""
    base = problem()
    bells = tuple(Interval(period.start + 5, period.end + 5) for period in PERIODS)
    other = replace(base, windows=(base.windows[0], replace(base.windows[1], periods=bells, dismissals=(1060,))))
    moved = meeting((Session(2, 975, "field"),))
    assert broken("K04", other, of=moved) == []
    alone = replace(moved, seats=tuple(seat for seat in moved.seats if seat.pupil != "P4"))
    assert broken("K04", other, of=alone) == [(("ball#1",), 2, "16:15", "15:30, 16:10, 16:50")]


def test_K04_window_of_every_pupil() -> None:
    base = problem()
    short = replace(base, windows=(base.windows[0], replace(base.windows[1], periods=PERIODS[:2])))
    assert broken("K04", short) == []
    found = broken("K04", offered(short, replace(BALL, minutes=41)))
    assert found == [(("ball#1", "P4"), 2, "16:10–16:51", "15:30–16:50")]


def test_K05_sessions_are_counted() -> None:
    twice = offered(problem(), replace(BALL, sessions=2))
    assert broken("K05", twice) == [(("ball#1",), None, "1", "2")]
    assert broken("K05", twice, of=meeting((Session(2, 970, "field"), Session(3, 970, "field")))) == []


def test_K05_two_sessions_on_one_day_are_refused() -> None:
    twice = offered(problem(), replace(BALL, sessions=2))
    found = broken("K05", twice, of=meeting((Session(2, 970, "field"), Session(2, 1010, "field"))))
    assert found == [(("ball#1",), None, "1", "2")]


def test_A01_4_days_are_refused() -> None:
    without_friday = replace(plan(), care_groups=tuple(item for item in plan().care_groups if item.weekday != 5))
    assert broken("A01", of=without_friday) == [((), None, "4", "5")]
    assert broken("A01", by=policy({"A01": {"days": 4}}), of=without_friday) == []


def test_A01_a_session_alone_makes_a_day() -> None:
    only_sessions = replace(plan(), care_groups=())
    assert broken("A01", by=policy({"A01": {"days": 2}}), of=only_sessions) == []
    assert broken("A01", by=policy({"A01": {"days": 3}}), of=only_sessions) == [((), None, "2", "3")]


def test_A02_119_minutes_is_refused() -> None:
    assert broken("A02", of=leaving(1049)) == [(("G1",), None, "119", "120"), (("G2",), None, "119", "120")]


def test_A02_120_minutes_is_accepted() -> None:
    assert broken("A02", of=leaving(1050)) == []


def test_A03_work_end() -> None:
    assert broken("A03", of=leaving(1050)) == []
    assert broken("A03", of=leaving(1049))[0] == (("G1",), None, "17:29", "17:30")


def test_A03_end_of_work_of_the_policy_stands_for_the_calendar() -> None:
    assert broken("A03", by=policy({"A03": {"work_end": 1055}}), of=leaving(1055)) == []
    assert broken("A03", by=policy({"A03": {"work_end": 1055}}), of=leaving(1054))[0][2:] == ("17:34", "17:35")
    assert broken("A03", by=policy({"A03": {"work_end": 1040}}), of=leaving(1040)) == []


def test_A03_waiver() -> None:
    assert broken("A03", by=policy({"A03": {"waiver_minutes": 1}}), of=leaving(1049)) == []
    assert broken("A03", by=policy({"A03": {"waiver_minutes": 1}}), of=leaving(1048))[0][2:] == ("17:28", "17:29")


def test_A11_lesson_until_the_start_is_accepted_and_one_minute_longer_refused() -> None:
    base = problem()
    assert broken("A11") == []
    longer = replace(base, lessons=(*base.lessons, Lesson(4, 880, 931, "2A")))
    assert broken("A11", longer) == [(("G2",), 4, "15:30", "15:31")]


def test_A11_meetings_do_not_count() -> None:
    base = problem()
    assert broken("A11", replace(base, lessons=(Lesson(4, 880, 990, None, "T5"), Lesson(6, 880, 990, "1A")))) == []


def test_A12_named_windows() -> None:
    hard = {"A12": "hard"}
    assert broken("A12", by=policy({"A12": {"g1_start": 930, "g1_end": 1050, "g3_start": 1}}, hard)) == []
    assert broken("A12", by=policy({"A12": {"g1_start": 931, "g2_end": 1051}}, hard)) == [
        (("G1",), None, "15:30", "15:31"), (("G2",), None, "17:30", "17:31")]  # fmt: skip


def test_A12_off_says_nothing() -> None:
    assert broken("A12", by=policy({"A12": {"g1_start": 931}})) == []


def test_A02_A03_levels_off_say_nothing() -> None:
    off = policy(levels={"A02": "off", "A03": "off"})
    assert broken("A02", by=off, of=leaving(900)) == []
    assert broken("A03", by=off, of=leaving(900)) == []


def test_D08_breaks_of_a_band() -> None:
    def with_break(minutes: int) -> Problem:
        periods = (PERIODS[0], Interval(970 + minutes, 1010), PERIODS[2])
        return windowed(problem(), Window(1, 930, periods, (1050, 1060), ("G1",)))

    assert broken("D08", with_break(10)) == []
    assert broken("D08", with_break(11)) == [(("G1", "G2"), None, "11", "10")]
    assert broken("D08", with_break(11), policy(levels={"D08": "soft"})) == [(("G1", "G2"), None, "11", "10")]
    assert broken("D08", with_break(11), policy(levels={"D08": "off"})) == []


def test_K02_only_the_week_that_clashes_is_named() -> None:
    doubled = replace(plan(), assignments=(*plan().assignments, Assignment(care(1, "2A", 0), 2, "T1")))
    found = broken("K02", of=doubled)
    assert found == [(("T1",), 1, "15:30–16:10", "15:30–16:10")]


def test_K04_start_of_the_window() -> None:
    assert broken("K04", of=meeting((Session(2, 930, "field"),))) == []
    found = broken("K04", of=meeting((Session(2, 929, "field"),)))
    assert found[1:] == [
        (("ball#1", "P1"), 2, "15:29–16:09", "15:30–17:30"),
        (("ball#1", "P4"), 2, "15:29–16:09", "15:30–17:30"),
    ]


def test_A11_the_last_lesson_counts() -> None:
    base = problem()
    late, early = Lesson(4, 880, 931, "2A"), Lesson(4, 480, 520, "2A")
    for lessons in ((late, early), (early, late)):
        assert broken("A11", replace(base, lessons=lessons)) == [(("G2",), 4, "15:30", "15:31")]
