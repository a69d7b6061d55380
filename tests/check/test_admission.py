"""B16 prerequisites, C05 eligibility, and the priority groups of C04."""

from __future__ import annotations

from dataclasses import replace

from tests.check.builders import broken, enrolled, offered, policy, problem, tier

BALL, CHESS = problem().offerings
P1, P2, P3, P4, P5, P6 = problem().pupils


def test_B16_what_is_required_must_have_been_passed() -> None:
    advanced = offered(problem(), replace(CHESS, level=2, requires=("象棋一级", "围棋")))
    assert broken("B16", offered(problem(), replace(CHESS, level=2))) == []
    passed = enrolled(advanced, replace(P1, passed=("围棋", "象棋一级", "足球")))
    assert broken("B16", passed) == [
        (("P2", "chess#1"), None, "", "象棋一级, 围棋"), (("P5", "chess#1"), None, "", "象棋一级, 围棋")]  # fmt: skip
    assert broken("B16", enrolled(advanced, replace(P1, passed=("围棋",))))[0] == (
        ("P1", "chess#1"), None, "围棋", "象棋一级, 围棋")  # fmt: skip


def test_C05_a_pupil_without_agreement_has_no_seat() -> None:
    assert broken("C05", enrolled(problem(), replace(P2, signed=False))) == [(("P2", "chess#1"), None, "1", "0")]
    assert broken("C05", enrolled(problem(), replace(P6, signed=False))) == []  # in care, without a seat
    assert broken("C05", enrolled(problem(), replace(P2, signed=False)), policy(levels={"C05": "off"})) == []


def test_C05_grades_served() -> None:
    def seats(first: int, last: int) -> list[str]:
        return [who for (who, _), *_ in broken("C05", by=policy({"C05": {"first_grade": first, "last_grade": last}}))]

    assert seats(1, 2) == []
    assert seats(2, 2) == ["P1", "P1", "P2"]
    assert seats(1, 1) == ["P4", "P5"]


def test_C04_priority_raises_the_points_of_a_group() -> None:
    # P5 has the second choice: 22 of 30, and with 50 percent more 33 of 45
    school = enrolled(problem(), replace(P5, priority="twins"))
    assert tier("choice", school) == (8, 142)
    assert tier("choice", school, policy({"C04": {"bonus_twins": 50}})) == (12, 157)
    assert tier("choice", school, policy({"C04": {"bonus_others": 50}})) == (8, 142)
    assert tier("choice", school, policy({"C04": {"bonus_twins": 1}})) == (8, 142)  # 30.3 and 22.22, rounded down
