"""The compliance list: figures and verdicts are the checker's, every rule is measured, and the page says so."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest

from api.files.content.compliance import Audience, compliance_page
from api.files.papers.compliance import compliance_paper
from api.files.papers.paper import paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from solver.check.measurement import Quantity
from solver.check.plan_index import PlanIndex
from solver.check.readings import readings
from solver.check.registry import CHECKS, MEASURES
from solver.check.report import check
from solver.papers.compliance import BROKEN, KEPT, OFF, WEIGHED, Finding, findings, place_of
from solver.papers.kpi.people import INDICATORS
from solver.plan.plan import Plan, Session
from solver.policy.load import load_policy, profile_names
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from tests.agreement.cases import cases
from tests.check.builders import LEAD_CHESS, offered, patrol, plan, policy, problem, reassigned, roomed
from tests.papers.stored import desk as stored

SCHOOLS = range(100, 108)
"""Random schools of the agreement test."""


def found(on: Problem, by: Policy, of: Plan) -> dict[str, Finding]:
    return {item.rule.id: item for item in findings(PlanIndex(on, by, of), check(on, by, of))}


def page(rule: str, on: Problem, by: Policy, of: Plan) -> tuple[str, list[tuple[str, bool]]]:
    """Verdict, and value of every measure with whether it is met, as the paper has them."""
    context = PaperContext(PlanBundle(on, by, of, check(on, by, of)))
    rules = json.loads(paper_bytes("compliance", compliance_paper(context), context, ".json"))["rules"]
    item = next(item for item in rules if item["rule"] == rule)
    assert item["met"] == all(each["met"] for each in item["measures"]) == (item["verdict"] == KEPT)
    return item["verdict"], [(each["value"], each["met"]) for each in item["measures"]]


def with_coach() -> Problem:
    base = problem()
    return replace(base, outside=(replace(base.outside[0], kind="coach"),))


def online() -> Problem:
    chess = replace(problem().offering_of["chess"], online=True, skill_level=4)
    return roomed(offered(problem(), chess), replace(problem().room_of["lab"], screen=True))


def patrolled_by_a_teacher() -> tuple[Problem, Plan]:
    base = problem()
    posts = tuple(replace(post, roles=("admin", "homeroom")) for post in base.posts)
    return replace(base, posts=posts), reassigned(plan(), patrol(1), "T2", 1)


def with_a_way(minutes: int) -> tuple[Problem, Plan]:
    """P1 has ball on Tuesday from 16:10 to 16:50 on a field that far away, and chess at 16:50."""
    sections = tuple(
        section._replace(sessions=(Session(2, 1010, "lab"),)) if section.offering == "chess" else section
        for section in plan().sections
    )
    return roomed(problem(), replace(problem().room_of["field"], travel=minutes)), replace(plan(), sections=sections)


def test_a_coach_counts_as_own_staff() -> None:
    """D01, E12: where coaches are held to an agreement, the whole time is carried by own staff."""
    by = policy({"D01": {"percent": 100}})
    assert page("D01", with_coach(), by, plan()) == (KEPT, [("100.0%", True)])
    assert page("D01", problem(), by, plan()) == (BROKEN, [("97.7%", False)])
    free = policy({"D01": {"percent": 100}}, {"E12": "off"})
    assert page("D01", with_coach(), free, plan()) == (BROKEN, [("97.7%", False)])


def test_the_indicator_of_own_hours_is_the_figure_of_the_rule() -> None:
    own, outside = (next(item for item in INDICATORS if item.id == name) for name in ("own_hours", "outside_hours"))
    for on, expected in ((with_coach(), 3480), (problem(), 3400)):
        view = PlanIndex(on, policy(), plan())
        (mine,), (theirs,) = own.counts(view), outside.counts(view)
        assert (mine[:2], theirs[:2]) == ((expected, 3480), (3480 - expected, 3480))
        tenths = 1000 * mine.numerator // (mine.denominator or 1)
        assert readings(view, "D01")[0].worst is not None
        assert [item.worst and item.worst.value for item in readings(view, "D01")] == [tenths]


def test_whoever_looks_after_an_online_course_needs_no_skill() -> None:
    """D07, B12."""
    assert page("D07", online(), policy(), plan()) == (KEPT, [("2 级", True)]), "that of the other section"
    assert page("D07", online(), policy({}, {"B12": "off"}), plan()) == (BROKEN, [("1 级", False)])


def test_patrols_by_the_administration_alone() -> None:
    """H01 with admin_only: a class teacher may not patrol, though the post names the role."""
    on, of = patrolled_by_a_teacher()
    only, free = policy({"H01": {"admin_only": 1}}), policy({"H01": {"admin_only": 0}})
    verdict, measures = page("H01", on, only, of)
    assert verdict == BROKEN
    assert ("1 处（检查 6 个）", False) in measures
    assert page("H01", on, free, of)[0] == KEPT


@pytest.mark.parametrize(("minutes", "verdict", "pupils"), [(0, KEPT, 0), (1, BROKEN, 1)])
def test_the_way_counts_between_two_sessions(minutes: int, verdict: str, pupils: int) -> None:
    """K02, B13: the last value is that of pupils."""
    on, of = with_a_way(minutes)
    told, measures = page("K02", on, policy(), of)
    assert (told, measures[-1]) == (verdict, (f"{pupils} 处（检查 4 个）", not pupils))
    assert page("K02", on, policy({}, {"B13": "off"}), of)[0] == KEPT


@pytest.mark.slow
def test_list_and_checker_agree_on_random_schools() -> None:
    """A hard rule is kept exactly when every measure is met, and what it names is what missed."""
    broken = set()
    for case in (case for seed in SCHOOLS for case in cases(seed)):
        report = check(case.problem, case.policy, case.plan)
        for item in findings(PlanIndex(case.problem, case.policy, case.plan), report):
            named = [each for each in report.violations if each.rule == item.rule.id]
            assert list(item.violations) == named
            if item.rule.level == "hard":
                assert (item.verdict == KEPT) == all(each.met for each in item.readings) == (not named)
                assert {each for reading in item.readings for each in reading.missed} == set(named)
            if named:
                broken.add(item.rule.id)
    assert len(broken) > 25


@cache
def _plans() -> tuple[tuple[Problem, Policy, Plan], ...]:
    """The tiny school under every profile, and a stored plan of a school under its own."""
    tiny = [(problem(), load_policy(name), plan()) for name in profile_names()]
    desks = [stored(name) for name in ("village", "fengjin")]
    return (*tiny, *((desk.problem, desk.policy, desk.plan) for desk in desks))


def test_every_rule_is_measured_on_plans_of_every_profile() -> None:
    assert {by.name for _, by, _ in _plans()} == set(profile_names())
    for on, by, of in _plans():
        view = PlanIndex(on, by, of)
        for item in findings(view, check(on, by, of)):
            rule = item.rule.id
            if item.verdict == OFF:
                assert item.readings == ()
                continue
            assert [each.measure for each in item.readings] == list(MEASURES.get(rule, ()))
            assert item.readings or rule not in CHECKS
            unused = ("A07R", "B14", "C10W", "D16S", "D18")  # no block, plan before, pair, timetable, siblings
            assert item.rule.level == "hard" or item.value is not None or rule in unused
            for each in item.readings:
                assert each.value
                assert each.limit
                assert (each.worst is None) == (not each.looked if isinstance(each.measure, Quantity) else each.met)
                assert not any(pupil.id in place_of(view, each).split() for pupil in on.pupils)


@pytest.mark.parametrize(
    ("rule", "value", "limit", "at"),
    [
        ("A02", "120 分钟", "≥ 120 分钟", "1年级"),
        ("A03", "17:30", "≥ 17:30", "1年级"),
        ("A01", "5 天", "≥ 5 天", ""),
        ("B01", "40 分钟", "≥ 40 分钟", "周一 1年级"),
        ("C06", "2 人", "≥ 2 人", "足球(ball#1)"),
        ("D10", "5 天", "≤ 5 天", "李老师(T1)"),
        ("D14", "2.0 分钟", "≤ 10.0 分钟", "1年级 2年级 北门(G1)"),
        ("E05", "1 天", "≥ 1 天", "周二 周教练(O1) 足球(ball#1)"),
        ("H07", "3 人", "≤ 20 人", "象棋(chess#1) lab"),
    ],
)
def test_worst_cases_by_hand(rule: str, value: str, limit: str, at: str) -> None:
    view = PlanIndex(problem(), policy(), plan())
    found = readings(view, rule)
    first = next((each for each in found if each.worst), found[0])
    assert (first.value, first.limit, place_of(view, first)) == (value, limit, at)


def test_the_policy_may_lay_down_the_end_of_work() -> None:
    """A03: the plan's earliest dismissal is 17:30."""
    for end, met in ((1050, True), (1051, False)):
        by = load_policy("national", {"A03": {"numbers": {"work_end": end}}})
        assert [each.met for each in found(problem(), by, plan())["A03"].readings] == [met]


def test_findings_give_every_rule_its_verdict() -> None:
    by = policy({}, {"E04": "off"})
    items = found(problem(), by, reassigned(plan(), LEAD_CHESS, None))
    assert list(items) == list(by.rules)
    assert items["D08"].verdict == BROKEN
    assert [each.met for each in items["D08"].readings] == [False, True, True]
    assert items["A02"].verdict == KEPT
    assert (items["E04"].verdict, items["E04"].readings) == (OFF, ())
    assert items["D02"].verdict == WEIGHED
    assert items["D02"].value is not None


def test_soft_posts_that_lack_adults_are_measured_and_weighed() -> None:
    """D08 soft: no violation, but the list does not say that nothing lacks."""
    item = found(problem(), policy({}, {"D08": "soft"}), reassigned(plan(), LEAD_CHESS, None))["D08"]
    assert (item.verdict, item.violations, item.value) == (WEIGHED, (), 1)
    assert [each.met for each in item.readings] == [False, True, True]


def test_an_unknown_rule_still_stands_in_the_list() -> None:
    by = policy()
    by = replace(by, rules={**by.rules, "Z99": replace(by.rules["K00"], id="Z99")})
    last = findings(PlanIndex(problem(), by, plan()), check(problem(), by, plan()))[-1]
    assert (last.rule.id, last.verdict, last.readings) == ("Z99", KEPT, ())


def test_who_sees_a_part_of_a_plan_reads_the_figures_of_the_whole() -> None:
    whole = PlanBundle(problem(), policy(), plan(), check(problem(), policy(), plan()))
    part = replace(whole, plan=replace(plan(), seats=(), fees=()), told=whole.wishes, whole=whole)
    assert part.findings == whole.findings
    assert compliance_page(part, Audience.SCHOOL) == compliance_page(whole, Audience.SCHOOL)
    public = replace(part, plan=replace(part.plan, assignments=()), whole=None)
    assert all(item.readings == () for item in public.findings), "figures name adults"
    assert [item.verdict for item in public.findings] == [item.verdict for item in whole.findings]
