"""E08: each fallback, applied to the plan, gives a plan in which the checker finds nothing and the instructor is gone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from instances.generators import generate, presets
from solver.check.report import check
from solver.explain.fallback.fallback import Fallback, fallbacks
from solver.explain.fallback.regroup import Lacking
from solver.model.instance import Instance
from solver.plan.plan import Assignment, Flex, Plan, Seat, Section, Session
from solver.policy.load import load_policy
from solver.policy.policy import Policy
from solver.problem.bells import Busy, Lesson
from solver.problem.people import Outside, Skill, Staff
from solver.problem.problem import Problem
from solver.search.construct.complete import construct
from solver.search.soft_policy import softened
from tests.agreement.cases import school, whole
from tests.agreement.plans import random_solution
from tests.agreement.targets import TARGETS
from tests.check import builders
from tests.check.builders import ASSIST_BALL, LEAD_BALL, LEAD_CHESS, WEEK, offered, policy, problem, reassigned, staffed

O1 = problem().outside[0]
BALL = problem().offerings[0]
SEEDS = (*range(60, 118), 225, 248)
"""Random schools; in the last two a section must close."""
LEAST_SEEN = {"own": 10, "outside": 3, "close": 1}


def only(on: Problem, of: Plan, by: Policy | None = None) -> Fallback:
    found = fallbacks(on, by or policy(), of)
    assert len(found) == 1
    return found[0]


def holds(on: Problem, found: Fallback, by: Policy | None = None) -> Plan:
    """The plan after the fallback, which the checker accepts and in which the instructor has no post."""
    assert found.plan is not None
    assert check(on, by or policy(), found.plan).violations == ()
    assert found.leader not in {a.person for a in found.plan.assignments}
    return found.plan


def test_a_school_that_does_it_all_itself_needs_none() -> None:
    assert fallbacks(problem(), policy(), reassigned(builders.plan(), LEAD_BALL, "T3")) == ()


def test_a_plan_that_names_what_does_not_exist_is_left_alone() -> None:
    base = builders.plan()
    ghost = Assignment(LEAD_BALL._replace(subject="ghost"), 0, "O1")
    assert fallbacks(problem(), policy(), replace(base, assignments=(*base.assignments, ghost))) == ()


# one school, one fallback after the other -----------------------------------------------------------------------------


def skilled(ident: str) -> Problem:
    person = problem().staff_of[ident]
    return staffed(problem(), replace(person, skills=(*person.skills, Skill("ball", 2))))


def test_own_staff_come_first() -> None:
    school_ = skilled("T4")  # on patrol all the time
    assert only(school_, builders.plan()).kind != "own"
    school_ = replace(school_, staff=(*school_.staff, Staff("T6", "subject", skills=(Skill("ball", 1),))))
    found = only(school_, builders.plan())
    assert (found.kind, found.person, found.pupils) == ("own", "T6", ())
    assert Assignment(LEAD_BALL, 0, "T6") in holds(school_, found).assignments


def test_whoever_assists_already_does_not_lead_as_well() -> None:
    assert only(skilled("T3"), builders.plan()).person != "T3"


def test_flex_grants_that_no_longer_hold_are_withdrawn() -> None:
    spare = Staff("T6", "subject", skills=(Skill("ball", 1),))
    school_ = replace(problem(), staff=(*problem().staff, spare))
    base = builders.plan()
    # T3 no longer earns a grant from the ball alone when it is T6 who assists, and T6 leaves early on a Tuesday.
    busy = tuple(Assignment(builders.patrol(d), w, "T6") for w in (1, 2) for d in (4, 5))
    kept = tuple(a for a in base.assignments if not (a.post.kind == "fixed" and a.post.weekday in (4, 5)))
    base = replace(base, assignments=(*kept, *busy), flex=(*base.flex, Flex("T6", 1, 2, "early_leave")))
    other = replace(school_, staff=tuple(replace(x, role="admin") if x.id == "T6" else x for x in school_.staff))
    assert check(other, policy(), base).violations == ()
    found = only(other, base)
    assert found.person == "T6"
    assert "T6" not in {f.person for f in holds(other, found).flex}
    assert set(base.flex) > set(holds(other, found).flex)


def another(organisation: str, **fields: int) -> Problem:
    return replace(problem(), outside=(O1, replace(O1, id="O2", organisation=organisation, **fields)))


def test_then_another_organisation() -> None:
    found = only(another("other"), builders.plan())
    assert (found.kind, found.person) == ("outside", "O2")
    holds(another("other"), found)
    assert only(another("club"), builders.plan()).person != "O2", "of the same organisation"
    assert only(another("other", max_sections=0), builders.plan()).person != "O2", "no section agreed"
    assert only(another("other", earliest=971), builders.plan()).person != "O2", "not there in time"
    late = replace(another("other"), outside=(O1, replace(O1, id="O2", organisation="other", reviewed=None)))
    assert only(late, builders.plan()).person != "O2", "not reviewed"


def doubled(maximum: int) -> tuple[Problem, Plan]:
    """Ball has a second section at the same time, led by T6 with P5, and room for so many."""
    ball = replace(BALL, minimum=1, maximum=maximum, max_sections=2, assistants=0)
    spare = Staff("T6", "subject", skills=(Skill("ball", 2),))
    school_ = offered(replace(problem(), staff=(*problem().staff, spare)), ball)
    base = builders.plan()
    seats = tuple(s for s in base.seats if s.pupil != "P5")
    kept = tuple(a for a in base.assignments if a.post != ASSIST_BALL)
    base = replace(
        base,
        sections=(*base.sections, Section("ball", 2, (Session(2, 970, "field2"),))),
        seats=(*seats, Seat("P5", "ball", 2)),
        assignments=(*kept, Assignment(LEAD_BALL._replace(detail=2), 0, "T6")),
        flex=(),
    )
    field = next(r for r in school_.rooms if r.id == "field")
    return replace(school_, rooms=(*school_.rooms, replace(field, id="field2"))), base


def test_then_another_section_takes_the_pupils_in() -> None:
    school_, base = doubled(3)
    by = policy(levels={"D07": "hard"})
    chess = replace(school_.offerings[1], minimum=2)
    school_ = offered(school_, chess)
    assert check(school_, by, base).violations == ()
    found = only(school_, base, by)
    assert (found.kind, found.into, found.pupils) == ("merge", ("ball", 2), ("P1", "P4"))
    assert {s.number for s in holds(school_, found, by).seats if s.offering == "ball"} == {2}
    school_, base = doubled(2)  # too few places there
    assert only(offered(school_, chess), base, by).kind == "close"


def test_then_the_pupils_go_back_to_care() -> None:
    found = only(problem(), builders.plan())
    assert (found.kind, found.pupils, found.adults) == ("close", ("P1", "P4"), ())
    made = holds(problem(), found)
    assert "ball" not in {s.offering for s in made.sections} | {s.offering for s in made.seats}
    assert made.care_groups == builders.plan().canonical().care_groups


def test_classes_leave_groups_that_become_too_large() -> None:
    # At 16:10 on Tuesdays P2 and P5 stay; with P1 and P4 there are four, as on the other days but Thursdays.
    base = builders.plan()
    apart = tuple(g for g in base.care_groups if g.period == 0 or g.weekday == 2) + tuple(
        g._replace(host=host, classes=(host,))
        for g in base.care_groups if g.period and g.weekday != 2 for host in ("1A", "2A")
    )  # fmt: skip
    more = tuple(Assignment(builders.care(d, "2A", p), w, "T6") for d in (1, 3, 4, 5) for p in (1, 2) for w in (1, 2))
    school_ = replace(problem(), staff=(*problem().staff, Staff("T6", "subject")))
    base = replace(base, care_groups=apart, assignments=(*base.assignments, *more), flex=())
    by = policy({"K03": {"pupils": 3}, "D10": {"days_per_week": 5, "late_per_week": 5}})
    last = tuple(g._replace(classes=(g.host,)) if (g.weekday, g.period) == (2, 2) else g for g in base.care_groups)
    base = replace(
        base,
        care_groups=(*last, last[0]._replace(weekday=2, period=2, host="2A", classes=("2A",))),
        assignments=(*base.assignments, *(Assignment(builders.care(2, "2A", 2), w, "T6") for w in (1, 2))),
    )
    assert check(school_, by, base).violations == ()
    found = only(school_, base, by)
    assert found.kind == "close"
    assert {(home, day, period, host) for home, day, period, host in found.groups} == {("2A", 2, 1, "2A")}
    assert {(a.post.weekday, a.post.subject, a.post.detail) for a in found.adults} == {(2, "2A", 1)}
    holds(school_, found, by)


def test_and_none_says_what_is_missing() -> None:
    # Ball needs no assistant. When it closes, 2A needs a group of its own on Tuesday at 16:10, and T2 and T3 are away.
    school_ = offered(problem(), replace(BALL, assistants=0))
    away = (Busy(2, 970, 1050),)
    staff = tuple(replace(x, unavailable=away) if x.id in ("T2", "T3") else x for x in school_.staff)
    base = reassigned(builders.plan(), ASSIST_BALL, None)
    by = policy({"K03": {"pupils": 3}}, {"D03": "off"})
    small = replace(school_, staff=staff, pupils=tuple(replace(p, weekdays=(2, 4)) if p.weekdays == WEEK else p for p in school_.pupils))
    assert {(v.rule, v.weekday) for v in check(small, by, base).violations} <= {("K03", 2), ("K03", 4), ("G02", None)}
    found = only(small, base, by)
    assert found.kind == "none"
    assert found.lacking == Lacking("2A", 2, 1)
    # The same with T2 there, but with a rehearsal in the class's own room.
    there = replace(small, staff=school_.staff, lessons=(*small.lessons, Lesson(2, 1000, 1020, None, None, "R2", "rehearsal")))
    assert only(there, base, by).lacking == Lacking("2A", 2, 1)
    assert only(replace(there, lessons=small.lessons), base, by).kind == "close"


# many schools ---------------------------------------------------------------------------------------------------------


@cache
def _random(seed: int) -> tuple[Problem, Policy, tuple[Fallback, ...]]:
    """A tiny school with people from outside, a plan of it that the checker accepts, and its fallbacks."""
    target = next(t for t in TARGETS if t.rule == "E05")
    problem_, policy_, rng = school(seed)
    problem_, policy_ = target.spoil(problem_, policy_, rng)
    problem_ = replace(problem_, outside=tuple(_good(x, i) for i, x in enumerate(problem_.outside)))
    plan = random_solution(whole(problem_, policy_), rng, eager=True)
    return problem_, policy_, fallbacks(problem_, policy_, plan) if plan else ()


def _good(person: Outside, number: int) -> Outside:
    return replace(person, organisation=f"org {number}", reviewed=None if person.filed is None else person.filed.replace(day=1))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_fallback_gives_a_plan_that_keeps_all_rules(seed: int) -> None:
    problem_, policy_, found = _random(seed)
    last = {f.leader: f for f in found}
    for item in found:
        if item.plan is not None:
            assert check(problem_, policy_, item.plan).violations == ()
    for leader, item in last.items():
        if all(f.plan is not None for f in found if f.leader == leader):
            holds(problem_, item, policy_)


def test_every_kind_is_seen() -> None:
    kinds = [f.kind for seed in SEEDS for f in _random(seed)[2]]
    assert {kind: kinds.count(kind) for kind, least in LEAST_SEEN.items() if kinds.count(kind) < least} == {}


@pytest.mark.parametrize("kind", ["mid", "fengjin"])
def test_real_schools_have_a_fallback_for_every_section(kind: str) -> None:
    preset = presets()[kind]
    by = load_policy(preset.policy["profile"], preset.policy["overrides"])
    on = generate(preset, 1)
    plan = construct(Instance(on, softened(by)), 1)
    found = fallbacks(on, by, plan)
    led = [a for a in plan.assignments if a.post.kind == "lead" and a.person in on.outside_of]
    assert len(found) == len(led) > 0
    for item in found:
        holds(on, item, by)


def test_the_fallbacks_of_one_instructor_hold_together() -> None:
    """O1 leads ball and chess; T6 can take over one of them only, as both meet at once."""
    spare = Staff("T6", "subject", skills=(Skill("ball", 1), Skill("chess", 1)))
    both = replace(O1, max_sections=2, skills=(Skill("ball", 2), Skill("chess", 2)))
    school_ = replace(problem(), staff=(*problem().staff, spare), outside=(both,))
    base = reassigned(builders.plan(), LEAD_CHESS, "O1")
    first, second = fallbacks(school_, policy(), base)
    assert (first.section, first.person) == (("ball", 1), "T6")
    assert second.section == ("chess", 1)
    made = holds(school_, second)
    assert Assignment(LEAD_BALL, 0, "T6") in made.assignments
