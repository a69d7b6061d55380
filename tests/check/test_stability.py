"""K07 locks and B14 changes against the plan before, on the tiny school."""

from __future__ import annotations

from dataclasses import replace

from solver.check.report import check
from solver.plan.decisions import decisions_of
from solver.plan.plan import Dismissal, Plan, Seat, Session, Tutoring
from solver.policy.load import load_policy
from solver.problem.problem import Problem
from solver.problem.replan import Decisions, Replan
from tests.check.builders import ASSIST_BALL, broken, care, plan, problem, reassigned, verdict

NONE = Decisions()


def remembering(locked: Decisions = NONE, before: Decisions = NONE) -> Problem:
    return replace(problem(), replan=Replan(locked, before))


def everything_locked() -> Problem:
    return remembering(decisions_of(plan()))


def moved() -> Plan:
    """Chess meets on Thursday in another room."""
    ball, chess = plan().sections
    return replace(plan(), sections=(ball, chess._replace(sessions=(Session(4, 970, "R2"),))))


def test_K07_what_is_locked_may_stay() -> None:
    assert broken("K07", everything_locked()) == []
    assert verdict(everything_locked()).valid


def test_K07_names_each_lock_that_is_broken() -> None:
    assert broken("K07", everything_locked(), of=moved()) == [(("chess#1",), 4, "changed", "16:10 lab")]
    later = replace(plan(), dismissals=(Dismissal(1, 1050, "G1"), Dismissal(2, 1060, "G1")))
    assert broken("K07", everything_locked(), of=later) == [(("G2",), None, "changed", "17:30 北门(G1)")]
    seats = tuple(s._replace(pupil="P6") if s.pupil == "P5" else s for s in plan().seats)
    assert broken("K07", everything_locked(), of=replace(plan(), seats=seats)) == [(("P5", "chess#1"), None, "changed", "chess#1")]
    one = reassigned(plan(), care(2, "2A", 0), "T4", week=2)
    assert broken("K07", everything_locked(), of=one) == [(("T2",), 2, "changed", "T2")]
    helped = reassigned(plan(), ASSIST_BALL, "T4")
    assert broken("K07", everything_locked(), of=helped) == [(("T3",), None, "changed", "T3")]
    period = replace(plan(), tutoring=(*plan().tutoring[1:], Tutoring(1, 1, 1, "reading")))
    assert broken("K07", everything_locked(), of=period) == [(("G1",), 1, "changed", "reading")]
    first, *rest = plan().care_groups
    alone = replace(plan(), care_groups=(*rest[1:], first._replace(classes=("1A", "2A"))))
    assert broken("K07", everything_locked(), of=alone) == [(("2A", "2A"), 1, "changed", "2A"), (("T2",), 1, "changed", "T2"),
                                                          (("T2",), 1, "changed", "T2")]  # fmt: skip


def test_K07_asks_nothing_of_what_is_not_locked() -> None:
    only_ball = replace(decisions_of(plan()), meetings=(("ball", 1, 2, 970, "field"),), seats=(), adults=())
    assert broken("K07", remembering(only_ball), of=moved()) == []
    assert broken("K07", of=moved()) == []


def changes(of: Plan, before: Plan) -> tuple[int, int] | None:
    by = load_policy("national", {"B14": {"level": "soft"}})
    tiers = check(remembering(before=decisions_of(before)), by, of).tiers
    return next(((tier.value, tier.scale) for tier in tiers if tier.name == "stability"), None)


def test_B14_counts_what_is_given_up() -> None:
    whole = len(decisions_of(plan()))
    assert changes(plan(), plan()) == (0, whole)
    assert changes(moved(), plan()) == (1, whole)
    assert changes(reassigned(plan(), care(2, "2A", 0), "T4"), plan()) == (2, whole)
    assert changes(replace(plan(), seats=()), plan()) == (5, whole)


def test_B14_what_is_new_is_no_change() -> None:
    fewer = replace(plan(), seats=plan().seats[:-1])
    assert changes(plan(), fewer) == (0, len(decisions_of(fewer)))
    assert changes(replace(plan(), seats=(*plan().seats, Seat("P6", "chess", 1))), plan()) == (0, len(decisions_of(plan())))


def test_B14_has_no_tier_where_nothing_is_planned_again() -> None:
    assert "stability" not in [tier.name for tier in load_policy("national").tiers]
    by = load_policy("national", {"B14": {"level": "soft"}})
    assert [tier.name for tier in by.tiers][:3] == ["seated", "coverage", "stability"]
    tiers = check(problem(), by, plan()).tiers
    assert [(tier.value, tier.scale) for tier in tiers if tier.name == "stability"] == [(0, 1)]


def test_an_order_of_tiers_need_not_name_it() -> None:
    names = [tier.name for tier in load_policy("national").tiers]
    turned = [*names[:2], *reversed(names[2:])]
    by = load_policy("national", {"tiers": turned}, {"B14": {"level": "soft"}})
    assert [tier.name for tier in by.tiers] == [*turned[:2], "stability", *turned[2:]]
    first = load_policy("national", {"tiers": ["stability", *names], "B14": {"level": "soft"}})
    assert first.tiers[0].name == "stability"
