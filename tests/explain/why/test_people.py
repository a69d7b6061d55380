"""Why a person stands at a post, why not, why not another."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from solver import PlanError, check_plan, why
from solver.explain.why.context import WhyContext
from solver.explain.why.question import WhyPerson, post_text, read_post
from solver.plan import Assignment, Post
from solver.problem import Busy
from tests.explain.six_teachers import six_teachers, uneven_plan
from tests.explain.why.asked import LIMITS, explainer


def test_the_pair_alone_is_told_without_a_search() -> None:
    asked = explainer("mid")
    problem, plan = asked.context.problem, asked.context.plan
    caretaker = next(s.id for s in problem.staff if s.role == "support")
    care = next(a for a in plan.assignments if a.post.kind == "care")
    found = asked.ask(WhyPerson(care.person, care.post, care.week, caretaker), limits=LIMITS)
    assert (found.layer, found.verdict, found.plan) == ("pair", "no", None)
    assert found.facts[0].rule == "K06"
    assert found.facts[0].subjects == (caretaker,)
    lead = next(a for a in plan.assignments if a.post.kind == "lead")
    unskilled = next(s.id for s in problem.staff if not s.skills and s.takes_part and s.role == "homeroom")
    found = asked.ask(WhyPerson(lead.person, lead.post, 0, unskilled), limits=LIMITS)
    assert (found.layer, found.facts[0].rule) == ("pair", "D07")


def test_an_absence_is_told_with_its_day_and_time() -> None:
    problem = six_teachers()
    staff = tuple(replace(s, unavailable=(Busy(1, 900, 1100),)) if s.id == "T1" else s for s in problem.staff)
    context = explainer("tiny").context
    question = WhyPerson("T2", Post("care", 1, "1A", 0), 1, "T1")
    found = why(replace(problem, staff=staff), context.policy, uneven_plan(), question, limits=LIMITS)
    assert (found.layer, found.verdict, found.facts[0].rule, found.facts[0].weekday) == ("pair", "no", "K01", 1)
    assert "登记为不能到岗" in found.words[0]


def test_who_leads_a_section_then_cannot_come_while_clubs_stay() -> None:
    context = explainer("mid").context
    for lead in (a for a in context.plan.assignments if a.post.kind == "lead"):
        if lead.person not in context.problem.staff_of:
            continue
        slot = context.view.stands[lead.post.kind, 0, lead.post.subject, lead.post.detail].slots[0]
        for care in (a for a in context.plan.assignments if a.post.kind == "care" and a.post.weekday == slot.weekday):
            found = explainer("mid").ask(WhyPerson(care.person, care.post, care.week, lead.person), limits=LIMITS)
            if found.layer == "place" and found.verdict == "no":
                assert "在社团" in found.words[0]
                assert found.conflict[0] in ("K02", "D08")
                return
    pytest.fail("nobody who leads was asked")


def test_ten_drawn_at_random_are_answered_with_plans_that_pass_and_prices_of_the_checker() -> None:
    asked, rng = explainer("mid"), Random(11)
    context = asked.context
    staff = [s.id for s in context.problem.staff if s.takes_part]
    for _ in range(10):
        at = rng.choice(context.plan.assignments)
        other = rng.choice([name for name in staff if name != at.person])
        found = asked.ask(WhyPerson(at.person, at.post, at.week, other), limits=LIMITS)
        assert found.verdict in ("free", "costs", "no")
        if found.plan is not None:
            report = check_plan(context.problem, context.policy, found.plan)
            assert report.valid
            assert found.price == context.price(report)
            assert Assignment(at.post, at.week, other) in found.plan.assignments
            assert Assignment(at.post, at.week, at.person) not in found.plan.assignments
            assert {at.person, other} <= set(found.touched)
            assert found.plan.sections == context.plan.sections
            assert (found.verdict == "costs") == context.dearer(dict(found.price))
        else:
            assert found.facts


def test_no_swap_of_the_two_on_the_day_is_cheaper() -> None:
    asked, rng = explainer("mid"), Random(3)
    context, seen = asked.context, 0
    care = [a for a in context.plan.assignments if a.post.kind == "care"]
    while seen < 2:
        at, other = rng.choice(care), rng.choice(care)
        if at.person == other.person or (at.week, at.post.weekday) != (other.week, other.post.weekday):
            continue
        found = asked.ask(WhyPerson(at.person, at.post, at.week, other.person), limits=LIMITS)
        if found.plan is None:
            continue
        seen += 1
        day = at.week, at.post.weekday
        theirs = [a for a in context.plan.assignments if a.person == other.person and (a.week, a.post.weekday) == day]
        for given in [None, *theirs]:
            moved = {at: at._replace(person=other.person)} | ({given: given._replace(person=at.person)} if given else {})
            swapped = replace(context.plan, assignments=tuple(moved.get(a, a) for a in context.plan.assignments), flex=found.plan.flex)
            report = check_plan(context.problem, context.policy, swapped.canonical())
            if report.valid:
                assert context.vector(dict(found.price)) <= context.vector(context.price(report))


def test_why_somebody_stands_there_counts_the_others_and_names_the_cheapest() -> None:
    found = explainer("tiny").ask(WhyPerson("T005", Post("care", 1, "101", 0), 1), limits=LIMITS)
    assert found.verdict == "because"
    assert "教 101 班" in found.words[0]
    assert "另有 5 人可以站此岗" in found.words[0]
    assert found.alternatives[0].subject == "T002"
    prices = [explainer("tiny").context.vector(dict(each.price)) for each in found.alternatives]
    assert prices == sorted(prices)
    assert found.plan is not None


def test_a_cap_of_days_is_mended_by_giving_up_another_day_or_proven() -> None:
    problem, context = six_teachers(), explainer("tiny").context
    staff = tuple(replace(s, max_days=0) if s.id == "T1" else s for s in problem.staff)
    question = WhyPerson("T2", Post("care", 1, "1A", 0), 1, "T1")
    found = why(replace(problem, staff=staff), context.policy, uneven_plan(), question, limits=LIMITS)
    assert (found.verdict, found.layer) == ("no", "impossible")
    assert "D10" in found.conflict
    free = why(problem, context.policy, uneven_plan(), question, limits=LIMITS)
    assert free.verdict in ("free", "costs")
    assert free.plan is not None


def test_posts_are_read_as_they_are_written() -> None:
    problem, plan = explainer("tiny").context.problem, explainer("tiny").context.plan
    for post in {a.post for a in plan.assignments}:
        assert read_post(problem, post_text(post)) == post
    assert read_post(problem, "care/1/101/15:10") == Post("care", 1, "101", 0)
    for text in ("moon/1/east", "care/9/101/0", "care/1/101/09:00", "gate/1/east", "lead/none#1", ""):
        with pytest.raises(PlanError) as caught:
            read_post(problem, text)
        assert caught.value.faults[0].hint_en.startswith("Maybe")


def test_what_is_not_there_is_refused_with_everything_at_once() -> None:
    with pytest.raises(PlanError) as caught:
        explainer("tiny").ask(WhyPerson("nobody", Post("care", 6, "101", 0), 9, "ghost"), limits=LIMITS)
    assert [fault.path for fault in caught.value.faults] == [("person",), ("instead",), ("week",), ("post",)]


def test_what_a_plan_names_and_the_request_has_not_is_passed_over() -> None:
    context = explainer("tiny").context
    strange = replace(context.plan, assignments=(*context.plan.assignments, Assignment(Post("gate", 1, "moon", 1000), 1, "T005")))
    question = WhyPerson("T005", Post("care", 1, "101", 0), 1, "T002")
    found = why(context.problem, context.policy, strange, question, limits=LIMITS)
    assert found.price == explainer("tiny").ask(question, limits=LIMITS).price


def test_a_plan_that_breaks_rules_is_asked_about_all_the_same() -> None:
    context = explainer("tiny").context
    gone = next(a for a in context.plan.assignments if a.post.kind == "care")
    broken = replace(context.plan, assignments=tuple(a for a in context.plan.assignments if a != gone))
    at = next(a for a in broken.assignments if a.post.kind == "care" and a.post.weekday != gone.post.weekday)
    others = [s.id for s in context.problem.staff if s.id != at.person and s.takes_part]
    found = [why(context.problem, context.policy, broken, WhyPerson(at.person, at.post, at.week, name), limits=LIMITS) for name in others]
    plans = [each.plan for each in found if each.plan is not None]
    assert plans
    before = len(check_plan(context.problem, context.policy, broken).violations)
    assert all(len(check_plan(context.problem, context.policy, plan).violations) <= before for plan in plans)
    assert WhyContext(context.problem, context.policy, broken).report.valid is False
