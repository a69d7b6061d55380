"""A re-plan after any single change keeps of the plan before whatever still may stand."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import TypeVar

import pytest

from instances.generators import generate, presets
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Plan
from solver.plan.again import go_on
from solver.plan.decisions import decisions_of
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Problem
from solver.problem.bells import Busy
from solver.problem.replan import Decisions
from solver.problem.validate import faults
from solver.search.construct.complete import construct
from solver.search.construct.repair import repair
from solver.search.limits import Params
from solver.search.pipeline import solve
from solver.search.soft_policy import softened
from tests.search.leavers import leavers

pytestmark = pytest.mark.slow

MID_TERM = date(2026, 11, 2)
Entry = TypeVar("Entry")


@cache
def planned(kind: str) -> tuple[Problem, Policy, Plan]:
    """A school, the policy of its re-plans, and the plan that is constructed."""
    preset = presets()[kind]
    problem = generate(preset, 1)
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    found = construct(Instance(problem, softened(policy)), 1)
    again = load_policy(preset.policy["profile"], preset.policy["overrides"], {"B14": {"level": "soft"}})
    return problem, again, found


def _entry(problem: Problem, kind: str, ident: str, **changes: object) -> Problem:
    """The problem with one entry of a kind changed."""
    entries = tuple(replace(x, **changes) if x.id == ident else x for x in getattr(problem, kind))
    return replace(problem, **{kind: entries})


def _without_lessons(problem: Problem, room: str) -> Problem:
    return replace(problem, lessons=tuple(replace(x, room_id=None) if x.room_id == room else x for x in problem.lessons))


@cache
def changes(kind: str) -> dict[str, Callable[[], Problem]]:
    """Every kind of single change that makes something partly or wholly unusable, by name."""
    problem, _, plan = planned(kind)
    leader = next(a.person for a in plan.assignments if a.post.kind == "lead" and a.person in problem.staff_of)
    guest = next((a.person for a in plan.assignments if a.post.kind == "lead" and a.person in problem.outside_of), None)
    teacher = leavers(problem, plan, 1)[0]
    section = plan.sections[0]
    session = section.sessions[0]
    club = problem.offering_of[section.offering]
    pupil = problem.pupil_of[next(s.pupil for s in plan.seats if s.offering == club.id)]
    grade = problem.grade_of_pupil[pupil.id]
    post = problem.posts[0]
    found: dict[str, Callable[[], Problem]] = {}
    for name, who in (("leader", leader), ("teacher", teacher)):
        for change in (
            {"takes_part": False}, {"stopped": MID_TERM}, {"max_days": 1}, {"unavailable": (Busy(1, 900, 1100),)},
            {"role": "support", "homeroom": None}, {"skills": ()},
        ):  # fmt: skip
            found[f"{name} {next(iter(change))}"] = lambda who=who, change=change: _entry(problem, "staff", who, **change)
    if guest is not None:
        for change in ({"approved_to": MID_TERM}, {"insured_to": MID_TERM}, {"contract": False}, {"weekdays": (1,)}, {"max_sections": 0}):
            found[f"guest {next(iter(change))}"] = lambda change=change: _entry(problem, "outside", guest, **change)
    found |= {
        "room smaller": lambda: _entry(problem, "rooms", session.room, capacity=club.minimum),
        "room unchecked": lambda: _entry(problem, "rooms", session.room, checked_to=MID_TERM),
        "room closed": lambda: replace(
            _without_lessons(problem, session.room), rooms=tuple(r for r in problem.rooms if r.id != session.room)),
        "room of another type": lambda: _entry(problem, "rooms", session.room, type="storage"),
        "club smaller": lambda: _entry(problem, "offerings", club.id, maximum=club.minimum),
        "club one section": lambda: _entry(problem, "offerings", club.id, max_sections=1),
        "club without a day": lambda: _entry(
            problem, "offerings", club.id, weekdays=tuple(d for d in (1, 2, 3, 4, 5) if d != session.weekday)),
        "club harder": lambda: _entry(problem, "offerings", club.id, skill_level=3),
        "club closed": lambda: replace(
            problem, offerings=tuple(o for o in problem.offerings if o.id != club.id),
            pupils=tuple(replace(p, choices=(), clubs=0) if club.id in p.choices else p for p in problem.pupils)),
        "grade shut out": lambda: replace(
            _entry(problem, "offerings", club.id, grades=tuple(g for g in club.grades if g != grade)),
            pupils=tuple(replace(p, choices=(), clubs=0) if club.id in p.choices and problem.grade_of_pupil[p.id] == grade else p
                         for p in problem.pupils)),
        "pupil fewer days": lambda: _entry(problem, "pupils", pupil.id, weekdays=tuple(d for d in pupil.weekdays if d != session.weekday)),
        "pupil quits": lambda: _entry(problem, "pupils", pupil.id, weekdays=()),
        "pupil unsigned": lambda: _entry(problem, "pupils", pupil.id, signed=False),
        "pupil wants none": lambda: _entry(problem, "pupils", pupil.id, clubs=0),
        "post other roles": lambda: _entry(problem, "posts", post.id, roles=("support",)),
    }  # fmt: skip
    return found


OF_PEOPLE = ("takes_part", "stopped", "max_days", "unavailable", "role", "skills")
OF_TEACHER = [f"teacher {name}" for name in OF_PEOPLE]
IN_VILLAGE = [
    *OF_TEACHER, *(f"leader {name}" for name in OF_PEOPLE), "room smaller", "room unchecked", "room closed", "room of another type",
    "club smaller", "club one section", "club without a day", "club harder", "club closed", "grade shut out", "pupil fewer days",
    "pupil quits", "pupil unsigned", "pupil wants none", "post other roles",
]  # fmt: skip
IN_FENGJIN = [f"guest {name}" for name in ("approved_to", "insured_to", "contract", "weekdays", "max_sections")]
IN_FENGJIN += ["leader stopped", "room smaller", "club smaller", "club without a day", "pupil quits"]


def mended(kind: str, name: str) -> tuple[Instance, Plan, Plan]:
    """The instance of a changed school, the plan before, and what a re-plan begins with."""
    _, policy, plan = planned(kind)
    again = go_on(changes(kind)[name](), plan, Decisions())
    assert not faults(again.problem)
    instance = Instance(again.problem, softened(policy))
    return instance, plan, repair(instance, again.start)


@pytest.mark.parametrize(("kind", "name"), [*(("village", n) for n in IN_VILLAGE), *(("fengjin", n) for n in IN_FENGJIN)])
def test_what_may_still_stand_stays(kind: str, name: str) -> None:
    """The start breaks no rule, and none of the posts and seats that it lost can be put back into it."""
    instance, before, start = mended(kind, name)
    least = len(check(instance.problem, instance.policy, start).violations)
    assert least == 0
    there, groups = set(start.assignments), {(g.weekday, g.host, g.period) for g in start.care_groups}
    for item in _some([a for a in before.assignments if a not in there]):
        if item.post.kind == "care" and (item.post.weekday, item.post.subject, item.post.detail) not in groups:
            continue
        trial = replace(start, assignments=(*start.assignments, item))
        assert len(check(instance.problem, instance.policy, trial).violations) > least, item
    opened = {(s.offering, s.number) for s in start.sections}
    there = instance.problem.pupil_of
    away = [s for s in before.seats if s not in set(start.seats) and (s.offering, s.number) in opened and s.pupil in there]
    for seat in _some(away):
        trial = replace(start, seats=(*start.seats, seat))
        assert len(check(instance.problem, instance.policy, trial).violations) > least, seat


def _some(entries: list[Entry]) -> list[Entry]:
    return entries[:: max(1, len(entries) // 6)]


@pytest.mark.parametrize("name", [*OF_TEACHER, "post other roles"])
def test_one_person_who_is_less_free_gives_up_own_posts_alone(name: str) -> None:
    _, before, start = mended("village", name)
    old, new = decisions_of(before), decisions_of(start)
    who = leavers(*planned("village")[::2], 1)[0]
    lost = set(old.adults) - set(new.adults)
    assert all(adult[5] == who for adult in lost) or name == "post other roles"
    assert {f.name for f in fields(old) if set(getattr(old, f.name)) - set(getattr(new, f.name))} <= {"adults"}


def test_sections_move_to_another_room() -> None:
    """Fengjin has several halls and fields: a room that closes costs meetings, no seat and no leader."""
    for name in ("room closed", "room unchecked", "room of another type"):
        _, before, start = mended("fengjin", name)
        old, new = decisions_of(before), decisions_of(start)
        assert set(old.seats) == set(new.seats)
        assert {a for a in old.adults if a[0] == "lead"} == {a for a in new.adults if a[0] == "lead"}
        assert set(old.meetings) != set(new.meetings)


def test_a_stop_in_mid_term_changes_as_much_as_taking_no_part() -> None:
    problem, policy, plan = planned("village")
    who = next(a.person for a in plan.assignments if a.post.kind == "lead" and a.person in problem.staff_of)
    changed = {}
    for change in ({"takes_part": False}, {"stopped": MID_TERM}):
        again = go_on(_entry(problem, "staff", who, **change), plan, Decisions())
        found = solve(again.problem, policy, Params(seconds=None, effort=0.05, seed=1), again.start)
        assert found.plan is not None
        changed[next(iter(change))] = {t.name: t.value for t in check(again.problem, policy, found.plan).tiers}["stability"]
    assert changed["stopped"] == changed["takes_part"]
    assert changed["stopped"] < len(decisions_of(plan)) // 4
