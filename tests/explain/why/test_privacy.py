"""Answers to teachers and families name nobody else: marks are planted in every id, name and reason, and all answers are searched."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache

import pytest

from api.mapping.request import request_from_doc
from api.services.loading import choose_policy
from benchmarks.best.store import plan_path
from benchmarks.instance import find
from solver import Explainer, Explanation, PlanError, load_plan
from solver.explain.why.question import WhyGrade, WhyPerson, WhyPupil
from tests.explain.why.asked import LIMITS

MARK = re.compile(r"(?:ID|NAME)Q\w+?Q")


@cache
def marked() -> Explainer:
    """The tiny school with a mark around every id and name of a person or pupil, and reasons and caps for all."""
    request = json.loads(find("tiny").document())
    text, plan = json.dumps(request), gzip.decompress(plan_path("tiny").read_bytes()).decode()
    people = [each["id"] for kind in ("staff", "outside", "pupils") for each in request["problem"][kind]]
    for ident in people:
        text, plan = (each.replace(f'"{ident}"', f'"IDQ{ident}Q"') for each in (text, plan))
    document = json.loads(text)
    for number, person in enumerate(document["problem"]["staff"]):
        person |= {"name": f"NAMEQ{number}Q", "reasons": ["health"], "max_days": 4}
    loaded = request_from_doc(document)
    return Explainer(loaded.problem, choose_policy(loaded), load_plan(json.loads(plan)))


def _searched(answer: Explanation, own: set[str]) -> None:
    text = repr(answer)
    assert set(MARK.findall(text)) <= own, text
    assert not any(word in text for word in ("health", "D05", "关爱", "第一志愿 ", "少 ", "points_")), text
    assert (answer.plan, answer.price, answer.alternatives, answer.conflict) == (None, {}, (), ())


def test_a_teacher_is_told_of_himself_alone() -> None:
    asked = marked()
    context = asked.context
    touching = 0
    for staff in context.problem.staff:
        for item in [*context.plan.assignments][::9]:
            found = asked.ask(WhyPerson(staff.id, item.post, item.week), "teacher", LIMITS)
            _searched(found, {staff.id, staff.name})
            touching += found.touched_count > 1
            assert found.words[0]
            assert found.words[1]
    assert touching


def test_a_family_is_told_of_the_pupil_alone() -> None:
    asked = marked()
    seen = set()
    for pupil in asked.context.problem.pupils:
        for offering in asked.context.problem.offerings:
            found = asked.ask(WhyPupil(pupil.id, offering.id), "family", LIMITS)
            _searched(found, {pupil.id})
            seen.add(found.verdict)
    assert {"because", "no"} <= seen


def test_what_an_audience_may_not_ask_is_refused() -> None:
    asked = marked()
    at = asked.context.plan.assignments[0]
    other = next(s.id for s in asked.context.problem.staff if s.id != at.person)
    for audience, question in (
        ("teacher", WhyPerson(at.person, at.post, at.week, other)),
        ("teacher", WhyGrade(1)),
        ("family", WhyPerson(at.person, at.post, at.week)),
    ):
        with pytest.raises(PlanError) as caught:
            asked.ask(question, audience, LIMITS)
        assert caught.value.faults[0].path == ("for",)
