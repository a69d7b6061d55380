"""Who and what joined or left between two plans is named as such, once, and never as a change of sections."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from solver.explain.changes import JOINED, PlanChange, changes
from solver.plan.difference import difference
from solver.plan.membership import membership
from solver.plan.plan import Plan
from solver.problem.problem import Problem
from tests.check.builders import plan, problem

PUPILS = tuple(pupil.id for pupil in problem().pupils)
STAFF = tuple(person.id for person in problem().staff)


def without(pupils: frozenset[str] = frozenset(), away: frozenset[str] = frozenset(), staff: frozenset[str] = frozenset()) -> Problem:
    """The school without some pupils and adults, and with pupils who are there and apply for nothing."""
    base = problem()
    kept = tuple(replace(p, weekdays=()) if p.id in away else p for p in base.pupils if p.id not in pupils)
    return replace(base, pupils=kept, staff=tuple(s for s in base.staff if s.id not in staff))


def of(school: Problem) -> Plan:
    """The plan with what the school still has."""
    there = {pupil.id for pupil in school.pupils if pupil.weekdays}
    people = {person.id for person in school.staff} | {guest.id for guest in school.outside}
    return replace(
        plan(),
        seats=tuple(seat for seat in plan().seats if seat.pupil in there),
        fees=tuple(fee for fee in plan().fees if fee.pupil in there),
        assignments=tuple(item for item in plan().assignments if item.person in people),
    )


def told(before: Problem, after: Problem, was: Problem | None) -> list[PlanChange]:
    first, second = of(before), of(after)
    return list(changes(after, difference(first, second), membership(after, first, was), was))


SOME = st.frozensets(st.sampled_from(PUPILS))


@given(SOME, SOME, SOME, SOME, st.booleans())
def test_every_pupil_who_joined_or_left_is_named_once(
    gone: frozenset[str], fresh: frozenset[str], out: frozenset[str], begun: frozenset[str], both: bool
) -> None:
    """Fees name everybody who takes part, so one request tells as much as two."""
    before, after = without(fresh, begun), without(gone, out)
    assume(both or of(before).fees)
    found = told(before, after, before if both else None)
    took = {pupil.id for pupil in before.pupils if pupil.weekdays}
    takes = {pupil.id for pupil in after.pupils if pupil.weekdays}
    named = {kind: [c.subjects[0] for c in found if c.kind == kind] for kind in ("pupils_left", "pupils_new", "pupils")}
    assert sorted(named["pupils_left"]) == sorted(took - takes)
    assert sorted(named["pupils_new"]) == sorted(takes - took)
    assert not set(named["pupils"]) & ((took - takes) | (takes - took))
    still_there = {pupil.id for pupil in after.pupils}
    for change in found:
        if change.kind == "pupils_left":
            assert ("不再参加" in change.zh) == (change.subjects[0] in still_there)
            assert ("takes part no more" in change.en) == (change.subjects[0] in still_there)


@given(st.frozensets(st.sampled_from(STAFF)), st.frozensets(st.sampled_from(STAFF)))
def test_adults_are_told_by_both_requests(gone: frozenset[str], fresh: frozenset[str]) -> None:
    before, after = without(staff=fresh), without(staff=gone)
    found = told(before, after, before)
    assert sorted(c.subjects[0] for c in found if c.kind == "adults_left") == sorted(gone - fresh)
    assert sorted(c.subjects[0] for c in found if c.kind == "adults_new") == sorted(fresh - gone)


def test_of_one_request_only_what_is_gone_is_known() -> None:
    """An adult on no post before may have been idle: nobody can say that they are new."""
    idle = without(staff=frozenset(STAFF))
    assert not [c for c in told(idle, problem(), None) if c.kind in ("adults_new", "added")]
    left = [c.subjects[0] for c in told(problem(), idle, None) if c.kind == "adults_left"]
    assert left == sorted({item.person for item in plan().assignments} & set(STAFF))


def test_who_stops_taking_part_is_no_longer_an_adult_of_the_service() -> None:
    stopped = replace(problem(), staff=tuple(replace(s, takes_part=s.id != "T2") for s in problem().staff))
    for was in (problem(), None):
        assert [c.en for c in told(problem(), stopped, was) if c.kind == "adults_left"] == ["王老师(T2) takes part no more."]
    assert [c.en for c in told(stopped, problem(), stopped) if c.kind == "adults_new"] == ["王老师(T2) takes part now."]


def test_things_are_told_with_their_names() -> None:
    fewer = replace(problem(), rooms=problem().rooms[1:], offerings=problem().offerings[1:], gates=problem().gates[1:])
    gone, added = told(problem(), fewer, problem()), told(fewer, problem(), fewer)
    for kind, sentences, word in (("gone", gone, "已不在申请中"), ("added", added, "新增")):
        of_kind = [c for c in sentences if c.kind == kind]
        assert [c.subjects[0] for c in of_kind] == [problem().rooms[0].id, *(g.id for g in problem().gates[:1]), problem().offerings[0].id]
        assert all(word in c.zh for c in of_kind)


def test_nothing_is_told_of_the_same_request() -> None:
    for was in (None, problem()):
        assert [c for c in told(problem(), problem(), was) if c.kind in JOINED] == []
    silent = replace(plan(), fees=())
    assert changes(problem(), difference(silent, silent), membership(problem(), silent), None) == ()
