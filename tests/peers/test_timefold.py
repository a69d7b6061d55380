"""The school as Timefold's lines, and its answer as a plan."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

import pytest

from benchmarks.peers.answer import NotInstalledError
from benchmarks.peers.request import Request
from benchmarks.peers.timefold import program
from benchmarks.peers.timefold.answer import read
from benchmarks.peers.timefold.lines import School
from benchmarks.peers.timefold.school import TIERS, school
from solver import Plan, check_plan
from solver.model.instance import Instance
from solver.plan import Post

READER = program.SOURCES / "Reader.java"


def installed() -> str:
    """Why the Java peer cannot run here, or nothing."""
    try:
        program.jars()
        program.tool("javac")
    except NotInstalledError as error:
        return str(error)
    return ""


needs_timefold = pytest.mark.skipif(bool(installed()), reason=installed())


def answer(written: School, plan: Plan) -> str:
    """The lines of an answer that decides everything as the plan does."""
    lines = ["score\t0"]
    sessions = {(s.offering, s.number): list(s.sessions) for s in plan.sections}
    for number, key in enumerate(written.meetings):
        session = sessions[key].pop()
        start = written.starts.index((session.weekday, session.start))
        lines.append(f"meeting\t{number}\t{start}\t{written.rooms.index(session.room)}")
    crews: dict[tuple[Post, int], list[str]] = defaultdict(list)
    posts: dict[tuple[Post, int], list[str]] = defaultdict(list)
    for a in plan.assignments:
        (posts if a.week else crews)[a.post, a.week].append(a.person)
    for number, post in enumerate(written.leads):
        lines.append(f"lead\t{number}\t{written.people.index(crews[post, 0].pop())}")
    seats = defaultdict(list)
    for seat in plan.seats:
        seats[seat.pupil].append((seat.offering, seat.number))
    for number, pupil in enumerate(written.seats):
        section = seats[pupil].pop() if seats[pupil] else None
        lines.append(f"seat\t{number}\t{-1 if section is None else written.sections.index(section)}")
    hosts = {(name, g.weekday, g.period): g.host for g in plan.care_groups for name in g.classes}
    for number, place in enumerate(written.cares):
        lines.append(f"care\t{number}\t{written.classes.index(hosts[place]) if place in hosts else -1}")
    for number, stand in enumerate(written.stands):
        person = posts[stand].pop() if posts[stand] else None
        lines.append(f"stand\t{number}\t{-1 if person is None else written.people.index(person)}")
    return "\n".join(lines)


def test_answer_comes_back_as_the_plan_it_was_made_from(tiny: Request) -> None:
    written = school(Instance(tiny.problem, tiny.policy), tiny.given)
    assert read(written, answer(written, tiny.given)) == ("0", replace(tiny.given, flex=()).canonical())


def test_reader_takes_every_kind_of_line(tiny: Request) -> None:
    written = school(Instance(tiny.problem, tiny.policy), tiny.given)
    taken = set(re.findall(r'case "(\w+)"', READER.read_text(encoding="utf-8")))
    assert {line.split("\t")[0] for line in written.lines} <= taken


def test_people_are_offered_only_where_they_may_stand(tiny: Request) -> None:
    frame = Instance(tiny.problem, tiny.policy)
    written = school(frame, tiny.given)
    offered = [line.split("\t") for line in written.lines if line.startswith("stand\t")]
    for (post, week), words in zip(written.stands, offered, strict=True):
        allowed = frame.under(tiny.given).allowed(post, week)
        assert [written.people[int(number)] for number in words[-1].split(",")] == list(allowed)


def test_extended_care_alone_is_late_by_default(tiny: Request) -> None:
    """Under the national profile, which names no time: seeing pupils out makes no duty late."""
    written = school(Instance(tiny.problem, tiny.policy), tiny.given)
    offered = [line.split("\t") for line in written.lines if line.startswith("stand\t")]
    assert {words[2] for words in offered if words[9] == "1"} == {words[2] for words in offered if words[10] == "1"} == {"late"}


def test_missing_wheel_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(program.PYTHON, "no-such-interpreter")
    with pytest.raises(NotInstalledError, match="pip install timefold"):
        program.jars()


@needs_timefold
@pytest.mark.slow
def test_levels_of_the_score_are_the_values_of_our_checker(tiny: Request) -> None:
    """Whatever plan it ends with: each level says what the checker says of the plan, so both mean the same."""
    found = program.run(tiny, 1, 4.0)
    assert found.plan is not None
    levels = [int(number) for number in re.findall(r"-?\d+", found.said.split("hard/")[1])]
    order = ["coverage", *sorted(TIERS, key=[t.name for t in tiny.policy.tiers].index)]
    shown = dict(zip(order, levels, strict=False))
    report = check_plan(tiny.problem, tiny.policy, found.plan)
    values = {tier.name: tier.value for tier in report.tiers}
    scales = {tier.name: tier.scale for tier in report.tiers}
    if found.said.startswith("[0]hard"):
        gained = scales["choice"] - values["choice"]
        assert shown == {name: gained if name == "choice" else -values[name] for name in order}
        assert {violation.rule for violation in report.violations} <= {"A08", "D08", "H01", "H04"}
