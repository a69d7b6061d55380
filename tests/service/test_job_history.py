"""The history of a job: figures over time from its kept events, thinned, without what its end told."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from api.services.goals import goals, worded
from api.services.job_history import LONGEST, Point, history_of, job_history, thinned
from api.storage.events import Event, add_events
from solver import load_policy, profile_names
from tests.service.office import Office

FIGURE = st.integers(0, 50)
FIGURES = st.lists(st.tuples(FIGURE, st.none() | FIGURE), min_size=2, max_size=2)


def progress(seq: int, figures: list[tuple[int, int | None]], names: str = "ab") -> Event:
    tiers = [{"name": name, "value": value, "bound": bound, "scale": 9} for name, (value, bound) in zip(names, figures, strict=True)]
    return Event("j", seq, 1000 * seq, "progress", {"seconds": seq / 2, "stage": "master", "note": "", "tiers": tiers, "gap": None})


@given(st.lists(FIGURES, max_size=30))
def test_a_history_has_every_change_once(told: list[list[tuple[int, int | None]]]) -> None:
    found = history_of(progress(seq, figures) for seq, figures in enumerate(told, 1))
    changes = [figures for place, figures in enumerate(told) if place == 0 or figures != told[place - 1]]
    assert [list(zip(point.values, point.bounds, strict=True)) for point in found.points] == changes
    assert (found.last, found.goals) == (len(told), ("a", "b") if told else ())
    assert found.newest is None if not told else found.newest is not None and found.newest["seconds"] == len(told) / 2


@given(st.integers(0, 1000), st.integers(2, 40))
def test_thinning_keeps_both_ends_and_the_order(count: int, longest: int) -> None:
    points = [Point(float(place), (), ()) for place in range(count)]
    found = thinned(points, longest)
    assert len(found) == min(count, longest)
    assert list(found) == sorted(set(found), key=lambda point: point.seconds)
    assert {found[0], found[-1]} == {points[0], points[-1]} if points else found == ()


def test_parts_are_told_and_ends_are_not() -> None:
    secret: dict[str, Any] = {"state": "refused", "reason": {"reasons": ["P1"]}}
    told = [("queued", {}), ("start", {"attempt": 1}), ("scenario", {"ended": 1, "of": 2}), ("end", secret)]
    found = history_of(Event("j", seq, seq, kind, data) for seq, (kind, data) in enumerate(told, 1))
    assert [kind for kind, _ in found.parts] == ["start", "scenario"]
    assert (found.last, found.points, found.newest) == (4, (), None)
    assert "P1" not in str(found.document())


def test_figures_of_another_search_are_left_out() -> None:
    found = history_of([progress(1, [(5, 1), (6, None)]), progress(2, [(3, 1), (6, None)], "xy"), progress(3, [(2, 1), (6, 2)], "xy")])
    assert found.document()["points"] == [[1.0, [3, 6], [1, None]], [1.5, [2, 6], [1, 2]]]


def test_a_long_history_is_read_whole(office: Office) -> None:
    job_id = office.submit()
    told = [("progress", dict(progress(seq, [(2000 - seq, 0), (1, None)]).data)) for seq in range(1, 1202)]
    with office.database.write() as connection:
        add_events(connection, job_id, told)
    with office.database.read() as connection:
        found = job_history(connection, job_id)
    assert (found.last, len(found.points)) == (1201, LONGEST)
    assert (found.points[0].values[0], found.points[-1].values[0]) == (1999, 799)


def test_goals_of_every_policy_have_words_and_units() -> None:
    for name in profile_names():
        for tier in load_policy(name).tiers:
            [shown] = worded([{"name": tier.name, "value": 1}])
            assert (shown["zh"], shown["unit_zh"], shown["per_unit"]) == (tier.zh, tier.unit_zh, tier.per_unit)
    assert {"stability", "seated"} <= goals().keys()
    assert worded([{"name": "unheard of", "value": 1}]) == [{"name": "unheard of", "value": 1}]
