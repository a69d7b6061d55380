"""The patrol's visits (H02), counted again: where, when, by whom, how often, and what a month lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache

from instances.generators import generate, presets
from solver.model.instance import Instance
from solver.plan import Plan
from solver.plan.visits import Patrol, visits
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import FixedPost, Problem
from solver.search.construct.complete import construct
from solver.search.soft_policy import softened
from tests.check.builders import plan, policy, problem

WALKING = 4


def with_numbers(visits_per_month: int = 1, outside_factor: int = 2, minutes_per_visit: int = 5) -> Policy:
    numbers = {"visits_per_month": visits_per_month, "outside_factor": outside_factor, "minutes_per_visit": minutes_per_visit}
    changed = load_policy("national", {"H02": {"numbers": numbers}})
    return replace(policy(), duties=changed.duties)


def recount(school: Problem, by: Policy, of: Plan, found: Patrol) -> list[str]:
    """Everything that is wrong with the visits, found from problem, policy and plan alone."""
    wrong = []
    weeks, minutes = by.number("D02", "weeks"), by.duties["H02"].number("minutes_per_visit")
    templates = dict(school.term.service_dates())
    sessions = {(s.offering, s.number): s.sessions for s in of.sections}
    walks = {frozenset((w.zone_a, w.zone_b)): w.minutes for w in school.walks}
    for visit in found.visits:
        post = school.post_of[visit.post]
        length = school.offering_of[visit.section[0]].minutes
        met = [s for s in sessions[visit.section] if (s.weekday, s.room) == (visit.weekday, visit.room)]
        if templates.get(visit.day) != visit.weekday:
            wrong.append(f"{visit.day} does not run by {visit.weekday}")
        if not any(s.start <= visit.start and visit.end <= s.start + length for s in met):
            wrong.append(f"{visit} lies outside its session")
        if not (post.kind == "patrol" and post.start <= visit.start and visit.end <= post.end):
            wrong.append(f"{visit} lies outside the patrol's hours")
        if visit.end - visit.start != minutes:
            wrong.append(f"{visit} has another length")
        week = school.term.week_of(visit.day, weeks)
        standing = {a.person for a in of.assignments if (a.post.subject, a.post.weekday, a.week) == (visit.post, visit.weekday, week)}
        if visit.person not in standing:
            wrong.append(f"{visit.person} is not on patrol on {visit.day}")
    for one, other in zip(found.visits, found.visits[1:], strict=False):
        mine = [v for v in found.visits if (v.day, v.person, v.post) == (other.day, other.person, other.post) and v < other]
        last = max(mine, key=lambda v: v.start, default=None)
        if last is not None:
            zones = {school.room_of[last.room].zone, school.room_of[other.room].zone}
            need = walks.get(frozenset(zones), by.number("D08", "walk_minutes")) if len(zones) > 1 else 0
            if other.start - last.end < need:
                wrong.append(f"{other} comes too soon after {last}")
        if (one.day, one.section) == (other.day, other.section):
            wrong.append(f"{one.section} is visited twice on {one.day}")
    counted = Counter((v.section, (v.day.year, v.day.month)) for v in found.visits)
    wrong += [f"{due} has {counted[due.section, due.month]}" for due in found.dues if counted[due.section, due.month] != due.made]
    return wrong


def test_H02_visits_are_where_and_when_they_can_be() -> None:
    # ball (Tue 16:10, led from outside) and chess (Thu 16:10, own), patrol 15:30-17:30 by T4 in zone A
    found = visits(problem(), with_numbers(), plan())
    assert found is not None
    assert recount(problem(), with_numbers(), plan(), found) == []
    assert {(v.section[0], v.weekday, v.start, v.end, v.person) for v in found.visits} == {
        ("ball", 2, 970, 975, "T4"), ("chess", 4, 970, 975, "T4"),
    }  # fmt: skip


def test_H02_twice_as_often_where_somebody_from_outside_leads() -> None:
    found = visits(problem(), with_numbers(), plan())
    assert found is not None
    september = {due.section[0]: (due.laid_down, due.made) for due in found.dues if due.month == (2025, 9)}
    assert september == {"ball": (2, 2), "chess": (1, 1)}
    assert all(due.made == due.asked for due in found.dues)
    own = replace(plan(), assignments=tuple(a._replace(person="T3") if a.person == "O1" else a for a in plan().assignments))
    again = visits(problem(), with_numbers(), own)
    assert again is not None
    assert {due.laid_down for due in again.dues} == {1}


def test_H02_never_more_often_than_a_section_meets() -> None:
    term = replace(problem().term, last=problem().term.first + timedelta(days=4))
    week = replace(problem(), term=term)
    found = visits(week, with_numbers(visits_per_month=3), plan())
    assert found is not None
    assert [(due.section[0], due.laid_down, due.meetings, due.asked, due.made) for due in found.dues] == [
        ("ball", 6, 1, 1, 1), ("chess", 3, 1, 1, 1),
    ]  # fmt: skip


def test_H02_walking_takes_its_time() -> None:
    # a patrol from 16:10 on that begins in zone A reaches zone B at 16:10 + 3; of a session that ends 16:17 five minutes are left, or four
    late = FixedPost("patrol", "patrol", "A", 970, 978, (1, 2, 3, 4, 5))
    near = replace(problem(), posts=(late,))
    found = visits(near, with_numbers(), plan())
    assert found is not None
    assert {v.start for v in found.visits} == {973}
    far = replace(problem(), posts=(replace(late, end=977),))
    none = visits(far, with_numbers(), plan())
    assert none is not None
    assert none.visits == ()
    assert all(due.made == 0 < due.asked for due in none.dues)


def test_H02_off_or_without_anything_to_visit() -> None:
    off = replace(policy(), duties=load_policy("national", {"H02": {"level": "off"}}).duties)
    assert visits(problem(), off, plan()) is None
    assert visits(problem(), with_numbers(), replace(plan(), sections=())) is None
    assert visits(problem(), with_numbers(), replace(plan(), assignments=())) is None


@cache
def _built() -> tuple[Problem, Policy, Plan]:
    school = generate(presets()["fengjin"], 1)
    by = load_policy("fengjin")
    return school, by, construct(Instance(school, softened(by)), 1)


def test_H02_tours_of_a_school_with_many_sections() -> None:
    school, by, built = _built()
    found = visits(school, by, built)
    assert found is not None
    assert len(built.sections) > 8
    assert len(found.visits) > 40
    assert recount(school, by, built, found) == []
    assert visits(school, by, replace(built, assignments=built.assignments[::-1], sections=built.sections[::-1])) == found
