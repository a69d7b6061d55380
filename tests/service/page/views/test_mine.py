"""Own page of a teacher and of a class teacher, from a plan alone."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date

import pytest

from api.access.principal import Principal
from api.access.role import Role
from api.files.papers.day_strips import replayed_on, strips
from api.files.plan.bundle import PlanBundle
from api.mapping.request import request_from_doc
from api.page.views.mine import Mine, mine
from api.services.asked import Asked, read_question
from api.services.loading import choose_policy
from api.services.seen_plan import visible_bundle
from solver import Plan, check_plan

WEDNESDAY = date(2026, 10, 14)


@pytest.fixture(scope="module")
def bundle(tiny: bytes, solved: Plan) -> PlanBundle:
    request = request_from_doc(json.loads(tiny))
    policy = choose_policy(request)
    return PlanBundle(request.problem, policy, solved, check_plan(request.problem, policy, solved))


def _of(bundle: PlanBundle, principal: Principal, day: date | None = WEDNESDAY) -> Mine:
    seen = visible_bundle(principal, bundle)
    return mine(principal, "p", seen, seen, day)


def _teacher(person: str) -> Principal:
    return Principal("key:t", Role.TEACHER, school_id="elm", person=person)


def _class_teacher(*classes: str, person: str | None = None) -> Principal:
    return Principal("key:c", Role.CLASS_TEACHER, school_id="elm", classes=classes, person=person)


def test_a_week_holds_every_duty_of_its_owner_once(bundle: PlanBundle) -> None:
    for person in (*bundle.problem.staff_of, *bundle.problem.outside_of):
        week = _of(bundle, _teacher(person)).week
        assert week is not None
        duties = [duty for turn in week.turns for day in turn.days for duty in day.duties]
        minutes = sum(turn.minutes for turn in week.turns) * (bundle.view.weeks if len(week.turns) == 1 else 1)
        assert minutes == week.load.minutes == bundle.report.facts.minutes[person]
        assert sum(number for _, number in week.kinds) * len(week.turns) == len(duties) * bundle.view.weeks
        dates = [each for turn in week.turns for day in turn.days for each in day.dates]
        assert sorted(dates) == [str(day) for day, _ in bundle.problem.term.service_dates()]
        for duty in duties:
            read_question(bundle.problem, Asked(**json.loads(duty.why)))


def test_every_date_leads_to_the_next_duty(bundle: PlanBundle) -> None:
    """From date to next date one meets every date on which the person stands somewhere, and no other."""
    principal = _teacher("T002")
    week = _of(bundle, principal).week
    assert week is not None
    expected = sorted(each for turn in week.turns for day in turn.days if day.duties for each in day.dates)
    met, chosen = [], _of(bundle, principal, None).chosen
    while True:
        assert chosen.day is not None
        assert chosen.day.duties
        met.append(chosen.iso)
        if not chosen.coming:
            break
        chosen = _of(bundle, principal, date.fromisoformat(chosen.coming)).chosen
    assert met == expected


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 10, 1), "节假日"), (date(2026, 10, 18), "不上课"), (date(2027, 5, 1), "不在学期内")]
)
def test_a_date_without_service_says_why(bundle: PlanBundle, day: date, words: str) -> None:
    found = _of(bundle, _class_teacher("101", person="T001"), day)
    assert words in str(found.chosen.note)
    assert found.chosen.day is None
    assert found.classes[0].there == 0


def test_a_class_is_told_of_as_the_replay_has_it(bundle: PlanBundle) -> None:
    found = _of(bundle, _class_teacher("101", "9-9")).classes
    assert [each.home for each in found] == ["101"]
    words = replayed_on(bundle, WEDNESDAY, "date")
    pupils = [pupil.id for pupil in bundle.problem.pupils if pupil.class_id == "101"]
    there = [pupil for group in found[0].groups for pupil in group.pupils]
    assert sorted([*there, *found[0].away]) == sorted(pupils)
    assert sum(number for _, number in found[0].leaving) == found[0].there == len(there)
    for group in found[0].groups:
        for pupil in group.pupils:
            (strip,) = strips(words, [pupil], "of", pupils, ())
            assert group.stays[0].time.split("–")[0] == f"{strip.lines[0].start // 60:02d}:{strip.lines[0].start % 60:02d}"


def test_nothing_private_of_others_is_shown(bundle: PlanBundle) -> None:
    """No pupil to a teacher, no pupil of other classes to a class teacher, no load and no flex hours of a colleague to either."""
    others = {pupil.id for pupil in bundle.problem.pupils if pupil.class_id != "101"}
    grants = {grant.person for grant in bundle.plan.flex}
    for principal, hidden in ((_teacher("T001"), {pupil.id for pupil in bundle.problem.pupils}), (_class_teacher("101"), others)):
        text = json.dumps(asdict(_of(bundle, principal)), ensure_ascii=False)
        assert not [pupil for pupil in hidden if pupil in text]
        seen = visible_bundle(principal, bundle)
        assert set(seen.report.facts.loads) <= {principal.person}
    without = replace(bundle, plan=replace(bundle.plan, flex=tuple(each for each in bundle.plan.flex if each.person == "T001")))
    assert len(grants) > 1
    assert _of(bundle, _teacher("T001")) == _of(without, _teacher("T001"))


def test_who_is_nobody_of_the_term_has_no_week(bundle: PlanBundle) -> None:
    assert _of(bundle, _teacher("nobody")).week is None
    assert _of(bundle, _class_teacher("9-9")).strange == ("9-9",)
    assert _of(bundle, Principal("key:p", Role.PLANNER, school_id="elm", classes=("101",))).classes == ()
