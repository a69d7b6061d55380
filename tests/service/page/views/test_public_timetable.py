"""The public timetable as families see it: every grade and course of the document, and nothing that is not in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.mapping.request import request_from_doc
from api.page.views.public_timetable import CARE, public_timetable
from api.page.views.words import grade, tutoring, weekday
from api.services.exporting import export
from api.services.loading import choose_policy
from solver import Plan, check_plan

WORDS_OF_OURS = {
    *CARE, " · ", *(word for kind in ("homework", "reading", "qa") for word in tutoring(kind)),
    *(word for number in range(1, 8) for word in (*weekday(number), *grade(number))),
}  # fmt: skip


def _document(tiny: bytes, plan: Plan) -> Mapping[str, Any]:
    request = request_from_doc(json.loads(tiny))
    policy = choose_policy(request)
    bundle = PlanBundle(request.problem, policy, plan, check_plan(request.problem, policy, plan))
    found: Mapping[str, Any] = json.loads(export("public", PaperContext(bundle), ".json"))
    return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def test_every_grade_period_and_course_is_shown(tiny: bytes, solved: Plan) -> None:
    document = _document(tiny, solved)
    view = public_timetable(document)
    assert [each.grade for each in view.hours] == [item["grade"] for item in document["hours"]] == [1, 2, 3]
    assert sum(len(day.periods) for week in view.weeks for day in week.days) == len(document["week"])
    assert {course.name for course in view.courses} == {item["content"] for item in document["menu"]}
    offered = {course for week in view.weeks for day in week.days for period in day.periods for course in period.courses}
    assert offered == {course.name for course in view.courses}
    assert (view.late, view.late_rooms) == ("17:50", ("延时托管室",))


def test_nothing_is_shown_that_the_document_does_not_hold(tiny: bytes, solved: Plan) -> None:
    document = _document(tiny, solved)
    told = set(_texts(document))
    pieces = {piece for text in told for piece in text.split("\n")} | WORDS_OF_OURS
    for text in _texts(asdict(public_timetable(document))):
        for piece in text.split(" · "):
            assert piece in pieces or all(end in pieces for end in piece.split("–")), piece
    problem = request_from_doc(json.loads(tiny)).problem
    shown = "\n".join(_texts(asdict(public_timetable(document))))
    assert not [person.name for person in problem.staff if person.name in shown]
    assert not [pupil.id for pupil in problem.pupils if pupil.id in shown]


def test_an_empty_plan_says_what_is_not_set(tiny: bytes) -> None:
    view = public_timetable(_document(tiny, Plan()))
    assert {(each.end, each.gate) for each in view.hours} == {("", "")}
    assert view.courses == ()
    assert view.late_rooms == ()
