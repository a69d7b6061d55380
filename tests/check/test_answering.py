"""B05 (posts of questions and answers), and the zones and roles of patrols (H01)."""

from __future__ import annotations

from dataclasses import replace

from solver.plan.plan import Assignment, Plan, Post
from solver.problem import FixedPost
from tests.check.builders import WEEK, broken, patrol, plan, policy, problem, reassigned, tier, verdict
from tests.schools.answering import CHINESE, MATHS, asking

HARD = {"B05": "hard"}


def answered(*pairs: tuple[FixedPost, str]) -> Plan:
    base = plan()
    added = [Assignment(Post("qa", day, post.id, 0), week, who) for post, who in pairs for day in post.weekdays for week in (1, 2)]
    return replace(base, assignments=(*base.assignments, *added)).canonical()


BOTH = answered((CHINESE, "T2"), (MATHS, "T3"))


def test_B05_every_grade_every_day() -> None:
    assert broken("B05", asking(CHINESE, MATHS), policy(levels=HARD), BOTH) == []
    near = policy({"D08": {"walk_minutes": 0}}, HARD)  # T3 comes from the field
    assert verdict(asking(CHINESE, MATHS), near, BOTH).violations == ()
    later = replace(MATHS, weekdays=(2,))
    found = broken("B05", asking(CHINESE, later), policy(levels=HARD), answered((CHINESE, "T2"), (later, "T3")))
    assert found == [(("G1",), 4, "0", "1"), (("G2",), 4, "0", "1")]


def test_B05_of_its_own_grade() -> None:
    first = replace(MATHS, grades=(1,))
    found = broken("B05", asking(CHINESE, first), policy(levels=HARD), BOTH)
    assert found == [(("G2",), 2, "0", "1"), (("G2",), 4, "0", "1"), (("G2",), None, "1", "2")]


def test_B05_subjects_change_over_the_week() -> None:
    same = replace(MATHS, subjects=("语文",))
    found = broken("B05", asking(CHINESE, same), policy(levels=HARD), answered((CHINESE, "T2"), (same, "T2")))
    assert found == [(("G1",), None, "1", "2"), (("G2",), None, "1", "2")]
    one = policy({"B05": {"subjects_per_week": 1}}, HARD)
    assert broken("B05", asking(CHINESE, same), one, answered((CHINESE, "T2"), (same, "T2"))) == []


def test_B05_by_somebody_of_the_subject() -> None:
    found = broken("B05", asking(CHINESE, MATHS), policy(levels=HARD), answered((CHINESE, "T2"), (MATHS, "T2")))
    assert found == [(("T2",), day, "语文", "数学") for day in (2, 4)]


def test_B05_filled_when_hard_and_counted_when_soft() -> None:
    bare = answered((CHINESE, "T2"))
    assert broken("B05", asking(CHINESE, MATHS), policy(levels=HARD), bare) == [
        (("qa2",), day, "0", "1") for day in (2, 4) for _ in (1, 2)
    ]
    assert broken("B05", asking(CHINESE, MATHS), policy(levels={"B05": "soft"}), bare) == []
    assert tier("coverage", asking(CHINESE, MATHS), policy(levels={"B05": "soft"}), bare)[0] == 4


def test_K06_posts_of_questions_keep_to_their_roles() -> None:
    assert broken("K06", asking(CHINESE), policy(), answered((CHINESE, "T4")))[0][0] == ("T4",)
    assert broken("K06", asking(CHINESE), policy(), answered((CHINESE, "T1"))) == []


def test_H01_zones_in_use_have_their_patrol() -> None:
    # care is in zone A; ball on Tuesday in F, chess on Thursday in B
    by = policy({"H01": {"zones": 1}})
    assert broken("H01", by=by) == [(("ball#1",), 2, "0", "1"), (("chess#1",), 4, "0", "1")]
    base = problem()
    more = (FixedPost("p2", "patrol", "F", 930, 1050, (2,)), FixedPost("p3", "patrol", "B", 930, 1050, (4,)))
    watched = replace(base, posts=(*base.posts, *more))
    added = (Assignment(patrol(2, "p2"), w, "T4") for w in (1, 2))
    other = (Assignment(patrol(4, "p3"), w, "T4") for w in (1, 2))
    assert broken("H01", watched, by, replace(plan(), assignments=(*plan().assignments, *added, *other))) == []


def test_H01_only_the_administration() -> None:
    base = problem()
    open_to_all = replace(base, posts=tuple(replace(post, roles=("admin", "subject")) for post in base.posts))
    by_teacher = reassigned(plan(), patrol(1), "T3", 1)
    assert broken("H01", open_to_all, policy(), by_teacher) == []
    strict = policy({"H01": {"admin_only": 1}})
    assert broken("H01", open_to_all, strict, by_teacher) == [(("T3",), 1, "subject", "admin")]


def test_H01_patrol_in_the_load_or_not() -> None:
    base = problem()
    open_to_all = replace(base, posts=tuple(replace(post, roles=("admin", "subject")) for post in base.posts))
    by_teacher = plan()
    for day in WEEK:
        by_teacher = reassigned(by_teacher, patrol(day), "T3")
    full = verdict(open_to_all, policy(), by_teacher).facts
    none = verdict(open_to_all, policy({"H01": {"load_percent": 0}}), by_teacher).facts
    assert full.loads["T3"] - none.loads["T3"] == 100 * 10 * 120
    assert full.minutes == none.minutes
