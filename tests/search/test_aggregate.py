"""Rows of the aggregated school, counted by hand on the tiny school of the checker's tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from solver.model.instance import Instance
from solver.problem import Problem, Staff
from solver.search.aggregate.build import aggregate
from solver.search.aggregate.exactness import Exactness
from solver.search.aggregate.model import AggregateModel
from tests.check import builders

BOTH = (Exactness.BOUND, Exactness.ESTIMATE)
Row = tuple[dict[int, int], int, int]
"""Coefficients by column, lower and upper."""


def _model(problem: Problem, exactness: Exactness) -> AggregateModel:
    return aggregate(Instance(problem, builders.policy()), exactness)


def _rows(m: AggregateModel, rule: str) -> Iterator[Row]:
    rows = m.rows
    for row, name in enumerate(rows.row_rule):
        if name == rule:
            start, end = rows.starts[row], rows.starts[row + 1]
            terms = dict(zip(rows.columns[start:end], rows.coefficients[start:end], strict=True))
            yield terms, rows.row_lower[row], rows.row_upper[row]


def _with_ball_twice_a_week() -> Problem:
    school = builders.problem()
    return builders.offered(school, replace(school.offerings[0], sessions=2, weekdays=(2, 4)))


def test_a_bound_counts_single_sessions_and_an_estimate_whole_sections() -> None:
    problem = _with_ball_twice_a_week()
    bound, estimate = (_model(problem, exactness) for exactness in BOTH)
    assert {len(times) for name, times in bound.count if name == "ball"} == {1}
    assert {len(times) for name, times in estimate.count if name == "ball"} == {2}
    assert len([times for name, times in bound.count if name == "ball"]) == 2 * len(builders.PERIODS)
    assert len([times for name, times in estimate.count if name == "ball"]) == len(builders.PERIODS) ** 2


def test_an_outside_instructor_leads_the_agreed_sections_however_they_are_counted() -> None:
    """One section that meets twice a week: two single sessions that count for half a section each, or one whole section."""
    problem = _with_ball_twice_a_week()
    for exactness, parts, most in ((Exactness.BOUND, 1, 2), (Exactness.ESTIMATE, 1, 1)):
        m = _model(problem, exactness)
        (row,) = _rows(m, "K01")
        led = {column: parts for (person, _, _), column in m.lead.items() if person == "O1"}
        assert (row[0], row[2]) == (led, most)


def test_helpers_lead_and_assist_but_have_no_group() -> None:
    """A teacher and a parent: two adults at most at once, of whom one has a group; support counts for neither."""
    school = builders.problem()
    kept = tuple(x for x in school.staff if x.id in ("T1", "T5"))
    problem = replace(school, staff=(*kept, Staff("V1", "parent")))
    for exactness in BOTH:
        m = _model(problem, exactness)
        group, ball = m.groups[2, problem.bands[0].id, 1], m.count["ball", ((2, 970),)]
        limits = {frozenset(terms): upper for terms, _, upper in _rows(m, "D08") if group in terms}
        assert limits == {frozenset({group}): 1, frozenset({group, ball}): 2}


def test_every_estimate_leaves_the_rows_of_a_bound_but_for_care_groups() -> None:
    """Rules that both state: those of a bound, which hold for every plan, are in the estimate too."""
    bound, estimate = (_model(builders.problem(), exactness) for exactness in BOTH)
    assert set(bound.rows.row_rule) <= set(estimate.rows.row_rule) | {"K03"}
