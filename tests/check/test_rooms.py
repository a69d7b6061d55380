"""H06, H07, H08, I04."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from solver.plan.plan import Dismissal, LateCare, Plan, Section, Session
from solver.problem.bells import Lesson
from solver.problem.places import Room
from solver.problem.problem import Problem
from tests.check.builders import broken, enrolled, offered, plan, policy, problem, roomed, verdict

BALL, CHESS = problem().offerings


def room(ident: str) -> Room:
    return problem().room_of[ident]


def playing(chess: Session) -> Plan:
    return replace(plan(), sections=(plan().sections[0], Section("chess", 1, (chess,))))


def test_H07_room_type() -> None:
    assert broken("H07", of=playing(Session(4, 970, "field"))) == [(("chess#1",), 4, "field", "lab")]
    assert broken("H07", offered(problem(), replace(CHESS, room_type="field")), of=playing(Session(4, 970, "field"))) == []


def test_H07_capacity() -> None:
    assert broken("H07", roomed(problem(), replace(room("lab"), capacity=3))) == []
    assert broken("H07", roomed(problem(), replace(room("lab"), capacity=2))) == [(("chess#1",), None, "3", "2")]


def test_H07_sessions_in_one_room() -> None:
    school = offered(problem(), replace(CHESS, room_type="field"))
    assert broken("H07", school, of=playing(Session(2, 1010, "field"))) == []
    longer = offered(school, replace(BALL, minutes=41))
    assert broken("H07", longer, of=playing(Session(2, 1010, "field"))) == [
        (("ball#1", "chess#1"), 2, "16:50–17:30", "16:10–16:51")
    ]


def test_H07_session_in_the_room_of_a_care_group() -> None:
    school = offered(problem(), replace(CHESS, room_type="classroom"))
    assert broken("H07", school, of=playing(Session(4, 970, "R2"))) == []
    assert broken("H07", school, of=playing(Session(4, 969, "R2"))) == [
        (("2A", "chess#1"), 4, "16:09–16:49", "15:30–16:10")
    ]


def test_H07_late_care_in_a_room_that_is_used() -> None:
    # the late interval is 17:30–18:30; care in R1 ends at 17:30, its tail does not use the room
    in_classroom = replace(plan(), late_care=(LateCare(1, ("R1",)),))
    assert broken("H07", of=in_classroom) == []
    base = problem()
    early = replace(base, windows=tuple(replace(item, dismissals=(1049, 1050)) for item in base.windows))
    assert broken("H07", early, of=in_classroom) == [], "a slot that nobody uses"
    waiting = replace(in_classroom, dismissals=(Dismissal(1, 1060, "G1"), Dismissal(2, 1050, "G1")))
    assert broken("H07", of=waiting) == [(("1A",), 1, "17:30–18:30", "16:50–17:40")], "1A waits there, P6 of 2A comes"


def test_H07_a_room_is_taken_while_a_closing_session_waits_in_it() -> None:
    """Ball on Tuesday 16:50–17:30 closes the day of P1 and P4; grade 2 leaves at 17:40."""
    later = replace(
        plan(), dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1")),
        sections=(Section("ball", 1, (Session(2, 1010, "field"),)), Section("chess", 1, (Session(2, 1055, "field"),))),
    )  # fmt: skip
    assert broken("H07", of=later)[-1] == (("ball#1", "chess#1"), 2, "17:35–18:15", "16:50–17:40")
    first = replace(later, seats=tuple(seat for seat in later.seats if seat.pupil == "P1"))
    assert ("ball#1", "chess#1") not in [item[0] for item in broken("H07", of=first)], "nobody of grade 2 sits there"


def test_H08_capacity() -> None:
    assert broken("H08", roomed(problem(), replace(room("late"), capacity=1))) == []
    assert broken("H08", roomed(problem(), replace(room("late"), capacity=0))) == [((), 1, "0", "1")]


def test_H08_missing_and_wrong_rooms() -> None:
    assert broken("H08", of=replace(plan(), late_care=())) == [((), 1, "0", "1")]
    assert broken("H08", of=replace(plan(), late_care=(LateCare(1, ("late", "R1")),))) == [((), 1, "classroom", "late")]


def test_H08_rooms_add_up() -> None:
    base = roomed(problem(), replace(room("late"), capacity=1))
    two = enrolled(base, replace(base.pupils[4], late_until=1110))
    assert broken("H08", two)[0] == ((), 1, "1", "2")
    wider = replace(two, rooms=(*two.rooms, Room("late2", "late", 1, "A")))
    assert (
        broken("H08", wider, of=replace(plan(), late_care=tuple(LateCare(day, ("late", "late2")) for day in range(1, 6))))
        == []
    )


def lesson(start: int, end: int, staff: str | None = None, place: str | None = None) -> Problem:
    base = problem()
    return replace(base, lessons=(*base.lessons, Lesson(3, start, end, None, staff, place)))


def test_I04_lesson_of_a_person() -> None:
    assert broken("I04", lesson(880, 930, "T2")) == []
    assert broken("I04", lesson(880, 931, "T2")) == [(("T2",), 3, "15:30–16:10", "14:40–15:31")]
    assert broken("I04", lesson(880, 931, "T2"), policy(levels={"I04": "off"})) == []


def test_I04_tail_meets_a_meeting() -> None:
    assert broken("I04", lesson(1060, 1100, "T1")) == []
    assert broken("I04", lesson(1059, 1100, "T1")) == [(("T1",), 3, "16:50–17:40", "17:39–18:20")]


def test_I04_lesson_in_a_room_of_care() -> None:
    assert broken("I04", lesson(880, 930, place="R2")) == []
    assert broken("I04", lesson(880, 931, place="R2")) == [(("2A",), 3, "15:30–16:10", "14:40–15:31")]
    assert broken("I04", lesson(1050, 1090, place="R1")) == []  # the tail needs no room
    later = replace(plan(), dismissals=(Dismissal(1, 1060, "G1"), Dismissal(2, 1060, "G1")))
    assert broken("I04", lesson(1060, 1090, place="R1"), of=later) == []
    assert broken("I04", lesson(1059, 1090, place="R1"), of=later) == [(("1A",), 3, "16:50–17:40", "17:39–18:10")]


def test_I04_lesson_in_a_room_of_a_session() -> None:
    base = problem()
    for end, faults in ((970, 0), (971, 1)):
        taught = replace(base, lessons=(*base.lessons, Lesson(4, 900, end, None, None, "lab")))
        assert broken("I04", taught) == [(("chess#1",), 4, "16:10–16:50", "15:00–16:11")] * faults


def test_H07_I04_sentences_say_what_the_room_is_used_for() -> None:
    school = lesson(1060, 1070, place="late")
    school = replace(school, lessons=(*school.lessons, Lesson(1, 1060, 1070, None, None, "late")))
    said = [item.zh for item in verdict(school).violations]
    assert said == ["周一 17:30–18:30：late用于“延时托管”，与该场地的常规课程17:40–17:50冲突"]
    said = [item.en for item in verdict(lesson(880, 931, place="R2")).violations]
    assert said == ["Wed 15:30–16:10: R2 is used for care of 2A and has a regular lesson 14:40–15:31"]


def test_H06_the_safety_check_outlasts_the_last_use() -> None:
    # the last Thursday and Monday of service are 15 and 12 January, the last Friday the 16th
    for ident, day, expected in (
        ("lab", date(2026, 1, 15), []),
        ("lab", date(2026, 1, 14), [(("chess#1",), 4, "2026-01-15", "2026-01-14")]),
        ("late", date(2026, 1, 12), []),
        ("late", date(2026, 1, 11), [((), 1, "2026-01-12", "2026-01-11")]),
        ("R1", date(2026, 1, 16), []),
        ("R1", date(2026, 1, 15), [(("1A", "1A", "1A"), 5, "2026-01-16", "2026-01-15")]),
    ):
        school = roomed(problem(), replace(room(ident), checked_to=day))
        assert broken("H06", school) == expected
        assert broken("H06", school, policy(levels={"H06": "off"})) == []
