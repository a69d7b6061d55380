"""Form of questions: every choice that it offers is a question that can be answered, and nobody is offered what is not theirs."""

from __future__ import annotations

import json

import pytest

from api.mapping.request import request_from_doc
from api.page.views.question_form import question_form
from api.services.asked import Asked, read_question
from solver import Plan, Problem
from solver.explain.why.question import question_faults

WEEKS = 2


@pytest.fixture(scope="module")
def problem(tiny: bytes) -> Problem:
    return request_from_doc(json.loads(tiny)).problem


def test_every_choice_of_a_planner_is_a_question(problem: Problem, solved: Plan) -> None:
    form = question_form(problem, solved, [pupil.id for pupil in problem.pupils], None)
    assert [key for key, _ in form.kinds] == ["here", "instead", "pupil", "grade", "offering"]
    asked = [Asked(person=who, post=post.text, week=week) for post in form.posts for who, weeks in post.people.items() for week in weeks]
    asked += [Asked(pupil=pupil, offering=each) for found in form.pupils.values() for pupil, wishes in found.items() for each in wishes]
    for each in form.grades:
        asked += [Asked(grade=each.id), *(Asked(grade=each.id, leaves=time) for time in each.others)]
        asked += [Asked(grade=each.id, gate=gate.id) for gate in each.gates]
    asked += [Asked(offering=each.id) for each in form.offerings]
    for question in asked:
        assert not question_faults(problem, solved, WEEKS, read_question(problem, question)), question
    assert {who for post in form.posts for who in post.people} <= {each.id for each in form.people}
    assert sum(len(post.people) for post in form.posts) == len({(a.post, a.person) for a in solved.assignments})


def test_posts_stand_by_day_and_say_when_and_what(problem: Problem, solved: Plan) -> None:
    form = question_form(problem, solved, (), None)
    assert [post.weekday for post in form.posts] == sorted(post.weekday for post in form.posts)
    words = {post.text: post.said for post in form.posts}
    assert "周一 15:10" in words["care/1/101/0"][0]
    assert "Mon 15:10" in words["care/1/101/0"][1]
    assert len(set(words.values())) == len(words), "two posts that read alike"


def test_a_teacher_is_offered_own_posts_and_names_nobody(problem: Problem, solved: Plan) -> None:
    form = question_form(problem, solved, (), "T005")
    assert [key for key, _ in form.kinds] == ["here"]
    assert form.posts
    assert all(set(post.people) == {"T005"} for post in form.posts)
    told = json.dumps(form.document(), ensure_ascii=False)
    assert not [person.id for person in problem.staff if person.id != "T005" and f'"{person.id}"' in told]
    assert not [person.name for person in problem.staff if person.id != "T005" and person.name in told]


def test_a_class_teacher_is_offered_pupils_of_the_class(problem: Problem, solved: Plan) -> None:
    home = problem.classes[0].id
    mine = [pupil.id for pupil in problem.pupils if pupil.class_id == home]
    form = question_form(problem, solved, mine, "")
    assert [key for key, _ in form.kinds] == ["pupil"]
    assert set(form.pupils) == {home}
    assert set(form.pupils[home]) == set(mine)


def test_whoever_has_nothing_is_offered_nothing(problem: Problem) -> None:
    assert not question_form(problem, Plan(), (), "").kinds
    assert [key for key, _ in question_form(problem, Plan(), (), None).kinds] == ["offering"]
