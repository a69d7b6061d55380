"""A problem as JSON."""

import json
from dataclasses import fields

from solver.problem.bells import Lesson
from solver.problem.codec import dump
from solver.problem.option import unused
from solver.problem.problem import Problem
from tests.problem.schools import village


def test_dump_is_json_with_the_fields_names() -> None:
    problem = village(late=1)
    document = dump(problem)
    assert list(document) == [field.name for field in fields(Problem) if not unused(field, getattr(problem, field.name))]
    assert json.loads(json.dumps(document)) == document


def test_times_dates_and_money() -> None:
    problem = village(late=1)
    document = dump(problem)
    assert document["term"]["work_end"] == "17:00"
    assert document["term"]["first"] == "2026-09-01"
    assert document["term"]["holidays"] == ["2026-10-01"]
    window = document["windows"][0]
    assert (window["start"], window["dismissals"], window["periods"][0]) == (
        "15:40", ["17:40"], {"start": "15:40", "end": "16:20"},
    )  # fmt: skip
    assert [document["pupils"][i]["late_until"] for i in (0, 1)] == ["18:10", None]
    assert document["offerings"][0]["minutes"] == 40
    assert document["walks"][0]["minutes"] == 4
    assert document["money"] == {"fee": 200, "pay": 6000}
    guest = document["outside"][0]
    assert (guest["earliest"], guest["latest"], guest["reviewed"]) == ("00:00", "24:00", "2026-08-31")
    assert document["staff"][0]["skills"] == [{"name": "chess", "level": 2}]


def test_cached_lookups_are_not_written() -> None:
    problem = village()
    before = dump(problem)
    assert problem.bands
    assert problem.class_of
    assert dump(problem) == before


def test_lessons() -> None:
    lesson = Lesson(1, 495, 535, "A1", None, "R1", "语文")
    assert dump(Problem(**{f.name: getattr(village(), f.name) for f in fields(Problem)} | {"lessons": (lesson,)}))[
        "lessons"
    ] == [{"weekday": 1, "start": "08:15", "end": "08:55", "class_id": "A1", "staff_id": None, "room_id": "R1",
           "subject": "语文"}]  # fmt: skip
