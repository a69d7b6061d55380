"""Views of a plan as people look at it: figures add up to the checker's, questions can be asked, nothing overlaps, whatever the plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.papers.day import replayed
from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.mapping.request import request_from_doc
from api.page.views.adults import adult_view, adults_view
from api.page.views.choices import choices_view
from api.page.views.day import ROWS, DayRows, service_dates
from api.page.views.finder import finder, plain
from api.page.views.gates import gates_view
from api.page.views.loads import loads_view
from api.page.views.money import money_view
from api.page.views.rooms import RoomUses
from api.page.views.rules import VERDICTS, rules_view
from api.page.views.strip_chart import Bar, StripRow, laned, strip_chart
from api.page.views.words import PlanWords
from api.services.asked import Asked, read_question
from api.services.loading import choose_policy
from benchmarks.best.store import plan_path
from benchmarks.instance import find, unpacked
from solver import Plan, check_plan, load_plan
from tests.service.rows import full_plan, marked

SCHOOLS = ("tiny", "fengjin", "nothing planned", "damaged")


@dataclass(frozen=True)
class Sample:
    """A plan with its words."""

    bundle: PlanBundle

    @property
    def words(self) -> PlanWords:
        return PlanWords(self.bundle.problem, self.bundle.view.weeks)


@cache
def sample(name: str) -> Sample:
    """A good plan of a school by name, or one that is empty or refers to what is not there."""
    school = name if name in ("tiny", "fengjin") else "tiny"
    document = find(school).document()
    request = marked(document) if name == "damaged" else request_from_doc(json.loads(document))
    plan = load_plan(json.loads(unpacked(plan_path(school).read_bytes()))).canonical()
    plan = {"nothing planned": Plan(), "damaged": full_plan(request)}.get(name, plan)
    policy = choose_policy(request)
    return Sample(PlanBundle(request.problem, policy, plan, check_plan(request.problem, policy, plan)))


@pytest.fixture(params=SCHOOLS)
def school(request: pytest.FixtureRequest) -> Sample:
    return sample(str(request.param))


def askable(school: Sample, whys: Iterator[str]) -> int:
    """Questions, each of which can be read; their number."""
    asked = [why for why in whys if why]
    for why in set(asked):
        read_question(school.bundle.problem, Asked(**json.loads(why)))
    return len(asked)


def test_adults_and_their_weeks_add_up(school: Sample) -> None:
    bundle, words = school.bundle, school.words
    facts = bundle.report.facts
    found = adults_view(words, bundle.view, facts.loads)
    assert {row.id: row.minutes for row in found.rows} == dict(facts.minutes)
    loads = {row.id: row for row in loads_view(words, bundle.view, facts.loads, whole=False).compared}
    for row in found.rows:
        week = adult_view(words, bundle.view, row.id, loads.get(row.id), bundle.plan.flex, ask=True)
        assert all(day.minutes == sum(line.end - line.start for line in day.lines if line.why) for each in week.weeks for day in each.days)
        asked = askable(school, (line.why for each in week.weeks for day in each.days for line in day.lines))
        assert bool(asked) == bool(row.minutes)
        assert week.chart is None or len(week.chart.rows) == len(week.weeks) * len(words.problem.post_days)
    silent = adult_view(words, bundle.view, found.rows[0].id, None, (), ask=False)
    assert not any(line.why for each in silent.weeks for day in each.days for line in day.lines)


@given(day=st.integers(1, 5), minute=st.integers(8 * 60, 19 * 60), name=st.sampled_from(SCHOOLS))
def test_a_room_is_free_when_neither_service_nor_lessons_use_it(day: int, minute: int, name: str) -> None:
    school = sample(name)
    busy = {room for (room, on), uses in school.bundle.view.room_uses.items() if on == day for use in uses if use.start <= minute < use.end}
    busy |= {each.room_id or "" for each in school.bundle.problem.lessons if each.weekday == day and each.start <= minute < each.end}
    at = RoomUses(school.words, school.bundle.view).at(day, minute)
    assert {room.id for room in at if room.use is not None} == busy - {""}
    assert all(room.until is None or room.until > minute for room in at)
    states = [room.use is not None for room in at]
    assert states == sorted(states)


def test_rooms_show_every_use(school: Sample) -> None:
    uses = RoomUses(school.words, school.bundle.view)
    rows = uses.rooms().rows
    assert [row.id for row in rows] == [room.id for room in school.bundle.problem.rooms]
    for row in rows:
        week = uses.room(row.id)
        assert week is not None
        assert week.row == row
        assert row.used == any(uses.uses(row.id, day) for day in school.bundle.problem.post_days)
    assert uses.room("nobodys") is None


def test_every_class_leaves_by_one_lane(school: Sample) -> None:
    view = school.bundle.view
    found = gates_view(school.words, view, asked=True)
    waves = [wave for gate in found.gates for wave in gate.waves]
    leaving = [each.id for wave in waves for each in wave.classes]
    grades = {grade for held in view.waves.values() for grade in held}
    homes = [home.id for home in school.bundle.problem.classes if home.id in view.demand.members and home.grade in grades]
    assert sorted(leaving) == sorted(homes)
    for wave in waves:
        for number, day in enumerate(wave.days):
            assert day.pupils == sum(each.pupils[number] for each in wave.classes)
        assert wave.seconds == max((each.end for each in wave.classes), default=0)
    askable(school, (adult.why for wave in waves for day in wave.days for adult in day.adults))
    askable(school, (why for wave in waves for _, why in wave.why))


def test_loads_stand_on_their_scale_and_are_told_in_order(school: Sample) -> None:
    facts = school.bundle.report.facts
    found = loads_view(school.words, school.bundle.view, facts.loads, whole=True)
    assert {row.id: row.load for row in found.compared} == {ident: load / 100 for ident, load in facts.loads.items()}
    assert [row.load for row in found.compared] == sorted((row.load for row in found.compared), key=lambda load: -(load or 0))
    for row in found.compared:
        assert all(0 <= found.at(place) <= 1000 for place in (0, row.own, row.load or 0))
    assert found.fairness
    broken = {subject for each in school.bundle.report.violations if each.rule == "D10" for subject in each.subjects}
    assert {row.id for row in (*found.compared, *found.others) if row.over} == broken


def test_nobody_elses_load_is_told() -> None:
    school = sample("tiny")
    own = school.bundle.problem.staff[0].id
    told = {own: school.bundle.report.facts.loads[own]}
    found = loads_view(school.words, school.bundle.view, told, whole=False, people={own})
    assert [row.id for row in (*found.compared, *found.others)] == [own]
    assert not found.fairness
    assert found.mean is None


def test_choices_add_up(school: Sample) -> None:
    bundle = school.bundle
    found = choices_view(school.words, bundle.view, bundle.wishes, asked=True, own=frozenset())
    assert found.whole.asked == sum(row.asked for row in found.rows) == bundle.wishes.seekers
    assert all(sum(row.ranks) + row.none == row.asked for row in (*found.rows, found.whole))
    assert sum(row.seats for row in found.courses) == sum(section.seats for section in bundle.view.opened.values())
    assert {row.id for row in found.courses} == set(bundle.problem.offering_of)
    assert len(found.pupils) + found.more == len(bundle.wishes.unmet)
    askable(school, (why for row in found.pupils for _, _, _, why in row.refusals))
    askable(school, (row.why for row in found.courses))
    hidden = choices_view(school.words, bundle.view, bundle.wishes.told(()), asked=False, own=frozenset())
    assert not hidden.pupils
    assert hidden.hidden == len(bundle.wishes.unmet)


def test_money_is_that_of_the_ledgers(school: Sample) -> None:
    balance = school.bundle.balance
    assert balance is not None
    found = money_view(school.words, school.bundle, classes=True, everybody=True, person="")
    assert sum(item.fen for item in found.income) == balance.income
    assert sum(item.fen for item in found.cost) == balance.cost
    assert sum(row.total for row in (*found.own, *found.outside)) == balance.own + balance.outside + balance.bonuses
    assert sum(row.due for row in found.classes) == balance.fees - balance.waived
    assert all(sum(row.months.values()) == row.total for row in (*found.own, *found.outside))
    teacher = found.own[0].id if found.own else ""
    trimmed = money_view(school.words, school.bundle, classes=False, everybody=False, person=teacher)
    assert not trimmed.classes
    assert {row.id for row in (*trimmed.own, *trimmed.outside)} <= {teacher}


def test_rules_are_all_there_and_violations_come_first(school: Sample) -> None:
    found = rules_view(school.bundle)
    assert {row.id for row in found.rows} == set(school.bundle.policy.rules)
    order = [list(VERDICTS).index(row.verdict) for row in found.rows]
    assert order == sorted(order)
    assert sum(len(row.breaches) + row.more for row in found.rows) == found.violations
    assert sum(found.counts.values()) == len(found.rows)
    assert all(row.verdict == "broken" for row in found.rows if row.breaches)


def test_a_day_is_drawn_to_the_minute(school: Sample) -> None:
    bundle, problem = school.bundle, school.bundle.problem
    replay = replayed(PaperContext(bundle))
    assert replay is not None
    words, dates = school.words, service_dates(school.words)
    pupil = next(pupil.id for pupil in problem.pupils if replay.each.weekday in pupil.weekdays)
    rows = DayRows(replay, words, {pupil}, {home.id for home in problem.classes}, {})
    for by in ROWS:
        view = rows.view(by, {pupil} if by == "pupils" else (), dates, other=False)
        assert view.before is None
        assert view.after == dates[1]
        for row in view.chart.rows if view.chart else ():
            drawn = {(bar.start, bar.end) for bar in row.bars}
            assert all(view.chart.start <= start <= end <= view.chart.end for start, end in drawn) if view.chart else True
    classes = rows.view("classes", (), dates, other=False).chart
    assert classes is not None
    for row in classes.rows:
        assert {(bell.start, bell.end) for bell in row.bells} == {
            (each.start, each.end) for each in problem.window_of[problem.class_of[row.id].grade].periods
        }
    hidden = DayRows(replay, words, (), (), {})
    assert hidden.view("classes", (), dates, other=False).chart is None
    assert hidden.view("pupils", {pupil}, dates, other=False).chart is None


SPANS = st.lists(st.tuples(st.integers(900, 1100), st.integers(0, 60)), min_size=1, max_size=12)


@given(SPANS)
def test_bars_of_a_line_do_not_overlap(spans: list[tuple[int, int]]) -> None:
    bars = laned(Bar(start, start + length, "care", "", "") for start, length in spans)
    for one in bars:
        for other in bars:
            if one is not other and one.lane == other.lane and min(one.end - one.start, other.end - other.start):
                assert one.end <= other.start or other.end <= one.start
    chart = strip_chart([StripRow("r", "r", bars)])
    assert chart is not None
    assert chart.at(chart.start) == 0
    assert all(0 <= chart.at(bar.start) <= chart.at(bar.end) <= chart.width for bar in bars)


def test_everything_is_found_by_its_name(school: Sample) -> None:
    address = "/page/plans/p/{}".format
    whole = finder(school.words, address, "/here", "")
    assert not whole.found
    for entry in whole.entries:
        assert entry in finder(school.words, address, "/here", f" {entry.name} ").found
    wide = whole.entries[0].name.replace("(", "（")
    assert whole.entries[0] in finder(school.words, address, "/here", wide).found
    name = next(entry.name for entry in whole.entries if len(entry.name) > 2)
    assert name in finder(school.words, address, "/here", name[:-1] + "某某").near


@given(st.text(max_size=30))
def test_any_query_is_answered(q: str) -> None:
    found = finder(sample("tiny").words, "/page/plans/p/{}".format, "/here", q)
    assert all(plain(q.strip()) in plain(entry.name) + plain(entry.id) for entry in found.found)


def test_a_pupil_is_found_by_the_whole_id_by_those_who_may_know() -> None:
    words = sample("tiny").words
    pupil = words.problem.pupils[0].id
    assert [entry.kind for entry in finder(words, str, "/", pupil, pupils=frozenset({pupil})).found] == ["pupil"]
    assert not finder(words, str, "/", pupil).found
