"""Frontier: no point dominates another, each is a checked plan, bounds are below them, and the page says what is proven and no more."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import solver
from api.files.frontier.document import frontier_bytes, frontier_document
from api.files.frontier.pages import FrontierFile, conclusions, frontier_pages
from api.files.frontier.plot import frontier_plot
from solver.check.report import check
from solver.model.tier_limits import TierLimits
from solver.plan import Plan
from solver.search.limits import Params
from solver.whatif.frontier.archive import Archive, Found
from solver.whatif.frontier.frontier import BoundPoint, Frontier, FrontierPoint, UnreachedLimit, dominates
from solver.whatif.frontier.search import compared_tiers, frontier
from tests.schools.tiny_by_hand import policy, problem, with_club

NAMES = ("fairness", "choice", "cost")
SCHOOL, BY = with_club(problem()), policy("C04", "C06", "G10")
PARAMS = Params(seconds=None, effort=0.2, workers=1)
EVEN = st.tuples(*(st.integers(0, 6) for _ in NAMES))


def _archive(vectors: list[tuple[int, ...]]) -> Archive:
    archive = Archive(NAMES, NAMES, lambda plan: True)
    for vector in vectors:
        archive.offer(Found(dict(zip(NAMES, vector, strict=True)), Plan()))
    return archive


@given(st.lists(EVEN, min_size=1, max_size=30), st.integers(1, 12))
def test_the_archive_keeps_exactly_what_nothing_dominates(vectors: list[tuple[int, ...]], most: int) -> None:
    kept = {tuple(found.values[name] for name in NAMES) for found in _archive(vectors).kept}
    as_dicts = [dict(zip(NAMES, vector, strict=True)) for vector in vectors]
    assert kept == {v for v, one in zip(vectors, as_dicts, strict=True) if not any(dominates(o, one, NAMES) for o in as_dicts)}
    spread = _archive(vectors).spread(most)
    assert len(spread) <= max(most, len(NAMES) + 1)
    for place, name in enumerate(NAMES):
        assert min(v[place] for v in kept) == min(found.values[name] for found in spread)
    assert [found.values["cost"] for found in spread] == sorted((found.values["cost"] for found in spread), reverse=True)


@given(st.lists(EVEN, min_size=1, max_size=12), st.integers(0, 6))
def test_a_search_begins_within_its_limit_where_a_plan_is(vectors: list[tuple[int, ...]], most: int) -> None:
    archive = _archive(vectors)
    nearest = archive.nearest(TierLimits({"cost": most}))
    inside = [found for found in archive.kept if found.values["cost"] <= most]
    assert (nearest.values["cost"] <= most) == bool(inside)
    if inside:
        assert tuple(nearest.values[n] for n in NAMES[:2]) == min(tuple(f.values[n] for n in NAMES[:2]) for f in inside)


def test_a_plan_that_breaks_a_rule_is_not_kept() -> None:
    archive = Archive(NAMES, NAMES, lambda plan: False)
    assert not archive.offer(Found(dict.fromkeys(NAMES, 0), Plan()))
    assert archive.kept == []


@pytest.fixture(scope="module")
def found() -> Frontier:
    """The club is wanted by all and costs a leader, who is paid beside the care of the others."""
    return frontier(SCHOOL, BY, PARAMS, None, ("choice", "cost"))


def test_the_points_are_checked_and_do_not_dominate_each_other(found: Frontier) -> None:
    assert len(found.points) >= 2
    for point in found.points:
        report = check(SCHOOL, BY, point.plan)
        assert report.violations == ()
        assert {tier.name: tier.value for tier in report.tiers} == dict(point.values)
        assert not any(dominates(other.values, point.values, ("choice", "cost")) for other in found.points)
    for bound in found.bounds:
        under = [p for p in found.points if bound.limit is None or p.values["choice"] <= bound.limit]
        assert all(bound.bound <= p.values["cost"] for p in under)
    assert found.at_stake is not None
    assert found.saved <= found.at_stake


def test_it_is_the_same_every_time(found: Frontier) -> None:
    assert frontier(SCHOOL, BY, PARAMS, None, ("choice", "cost")) == found


def test_files_hold_the_points_and_no_person(found: Frontier) -> None:
    file = FrontierFile(SCHOOL, BY, found)
    document = json.loads(frontier_bytes(file, ".json"))
    assert document == frontier_document(file)
    assert len(document["points"]) == len(found.points)
    for suffix in (".json", ".html"):
        text = frontier_bytes(file, suffix).decode()
        assert not any(f"{person.id}" in text.replace("UTF-8", "") for person in SCHOOL.staff)
    assert frontier_bytes(file, ".xlsx")[:2] == b"PK"
    (page,) = frontier_pages(file)
    assert all(sum(cell.cols for cell in row) == len(page.widths) for block in page.blocks for row in (*block.header, *block.rows))


@settings(max_examples=40)
@given(st.lists(EVEN, min_size=1, max_size=10), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=4))
def test_any_curve_can_be_drawn(vectors: list[tuple[int, ...]], bounds: list[tuple[int, int]]) -> None:
    drawn = ET.fromstring(frontier_plot(_frontier(vectors, tuple(BoundPoint(*each) for each in bounds))))
    namespace = "{http://www.w3.org/2000/svg}"
    assert len({e.text for e in drawn.iter(f"{namespace}text")} & {chr(65 + n) for n in range(len(vectors))}) == len(vectors)
    for each in drawn.iter(f"{namespace}circle"):
        assert 0 <= float(each.attrib["cx"]) <= 900
        assert 0 <= float(each.attrib["cy"]) <= 420


def _frontier(vectors: list[tuple[int, ...]], bounds: tuple[BoundPoint, ...], unreached: tuple[UnreachedLimit, ...] = ()) -> Frontier:
    points = tuple(FrontierPoint(chr(65 + i), dict(zip(NAMES, v, strict=True)), Plan()) for i, v in enumerate(vectors))
    tiers = tuple(tier for tier in policy("D02", "C04", "G10").tiers if tier.name in NAMES)
    return Frontier(tiers, points, points[0], bounds, unreached)


def test_what_is_not_proven_is_not_said_to_be() -> None:
    values = [(0, 100, 100_000), (0, 200, 90_000)]
    both = (UnreachedLimit(80_000, proven=False), UnreachedLimit(70_000, proven=True))
    told = conclusions(_frontier(values, (BoundPoint(None, 75_000),), both))
    assert "25.0%" in told[0][0] and "已证明" in told[0][0]  # noqa: PT018 one sentence
    assert "10.0%" in told[1][0]
    assert "未证明做不到" in told[2][0]
    assert "已证明做不到" in told[3][0]
    assert len(conclusions(_frontier(values[:1], ()))) == 1


@pytest.mark.parametrize("names", [("cost",), ("cost", "order"), ("cost", "costs")])
def test_goals_that_cannot_be_compared_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(solver.PolicyError) as refused:
        compared_tiers(policy("D02", "G10"), names)
    assert all(fault.hint_zh for fault in refused.value.faults)


def test_usual_goals_are_those_that_the_policy_weighs() -> None:
    assert [tier.name for tier in compared_tiers(policy("D02", "C04", "G10"), ())] == ["fairness", "choice", "cost"]
    assert [tier.name for tier in compared_tiers(policy("D02", "G10"), ())] == ["fairness", "cost"]
