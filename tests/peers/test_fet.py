"""The placing task as a document of FET, and FET's answer as a plan."""

from __future__ import annotations

import shutil
from dataclasses import replace
from xml.etree.ElementTree import fromstring, tostring

import pytest

from benchmarks.peers.answer import NotInstalledError
from benchmarks.peers.fet import program
from benchmarks.peers.fet.document import document
from benchmarks.peers.placing.result import placed
from benchmarks.peers.placing.task import Task, task
from benchmarks.peers.registry import peers
from benchmarks.peers.request import Request
from solver import check_plan
from solver.model.instance import Instance
from tests.peers.places import written

needs_fet = pytest.mark.skipif(shutil.which(program.PROGRAM) is None, reason=program.INSTALL)


@pytest.fixture(params=[True, False], ids=["within", "alone"])
def job(tiny: Request, request: pytest.FixtureRequest) -> Task:
    return task(Instance(tiny.problem, tiny.policy), tiny.given, request.param)


def test_document_is_well_formed_and_counts_what_it_lists(job: Task) -> None:
    root = fromstring(document(job).text)
    activities = root.findall("Activities_List/Activity")
    assert len(activities) == sum(item.offering.sessions for item in job.sections)
    assert len({entry.findtext("Id") for entry in activities}) == len(activities)
    hours = {hour.findtext("Name") for hour in root.findall("Hours_List/Hour")}
    assert root.findtext("Hours_List/Number_of_Hours") == str(len(hours))
    teachers = {name.text for name in root.findall("Teachers_List/Teacher/Name")}
    assert {name.text for entry in activities for name in entry.findall("Teacher")} == teachers
    rooms = {name.text for name in root.findall("Rooms_List/Room/Name")}
    assert {name.text for name in root.iter("Preferred_Room")} == rooms
    for constraint in root.findall("Time_Constraints_List/ConstraintActivityPreferredStartingTimes"):
        times = constraint.findall("Preferred_Starting_Time")
        assert constraint.findtext("Number_of_Preferred_Starting_Times") == str(len(times))
        assert {time.findtext("Preferred_Starting_Hour") for time in times} <= hours
    assert {weight.text for weight in root.iter("Weight_Percentage")} == {"100"}


def test_places_of_the_plan_are_among_those_the_task_allows(job: Task) -> None:
    sections = {(s.offering, s.number): s for s in job.plan.sections}
    for item in job.sections:
        for session in sections[item.key].sessions:
            assert (session.weekday, session.start) in item.starts
            assert session.room in item.rooms


def test_answer_comes_back_as_the_plan_it_was_made_from(tiny: Request) -> None:
    job = task(Instance(tiny.problem, tiny.policy), tiny.given, within=True)
    sent = document(job)
    plan = placed(job, program.read(written(sent, tiny.given), sent))
    assert plan == replace(tiny.given, flex=()).canonical()
    assert check_plan(tiny.problem, tiny.policy, plan).valid


def test_activity_without_a_room_is_a_session_that_is_missing(tiny: Request) -> None:
    job = task(Instance(tiny.problem, tiny.policy), tiny.given, within=True)
    sent = document(job)
    root = fromstring(written(sent, tiny.given))
    room = root[0].find("Room")
    assert room is not None
    room.text = ""
    plan = placed(job, program.read(tostring(root), sent))
    assert "K05" in {violation.rule for violation in check_plan(tiny.problem, tiny.policy, plan).violations}


def test_missing_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotInstalledError, match="apt-get install"):
        program.program()


@needs_fet
@pytest.mark.parametrize("name", ["fet", "fet-alone"])
def test_fet_places_the_smallest_school_and_keeps_what_it_was_told(tiny: Request, name: str) -> None:
    answer = peers()[name].run(tiny, 1, 30.0)
    assert answer.said == "Simulation successful"
    assert answer.plan is not None
    broken = {violation.rule for violation in check_plan(tiny.problem, tiny.policy, answer.plan).violations}
    assert not broken & set(peers()[name].covers)
