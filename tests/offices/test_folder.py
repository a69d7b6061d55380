"""The generator itself: repeatable, without clashes, every kind of disorder occurs, sizes as asked."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.offices.disorder import Disorder
from tests.offices.folder import drawn_disorders, write_office
from tests.offices.second.folder import write_second_office
from tests.offices.truth import OfficeFolder


@pytest.fixture(scope="module")
def offices() -> list[OfficeFolder]:
    return [write_office(seed) for seed in range(1, 7)] + [write_second_office(seed) for seed in range(1, 7)]


def test_a_seed_gives_the_same_bytes(offices: list[OfficeFolder]) -> None:
    assert write_office(1).files == offices[0].files
    assert offices[0].files != offices[1].files


def test_nobody_teaches_two_classes_at_once(offices: list[OfficeFolder]) -> None:
    for office in offices:
        lessons = [(lesson, week) for lesson in office.truth.lessons for week in ([lesson.weeks] if lesson.weeks else ["odd", "even"])]
        for field in ("teacher", "class_id"):
            taken = Counter((getattr(lesson, field), lesson.weekday, lesson.period, week) for lesson, week in lessons)
            assert max(taken.values()) == 1


def test_sizes_are_as_asked(offices: list[OfficeFolder]) -> None:
    for office in offices[:6]:
        newcomers = [child for child in office.truth.children if child.number is None]
        assert len(office.truth.children) == 420 + len(newcomers)
        assert len(office.truth.classes) == 12
        assert len(office.truth.lessons) >= 12 * 30


def test_every_disorder_occurs_within_fifty_seeds() -> None:
    drawn = set[Disorder]().union(*(drawn_disorders(seed) for seed in range(1, 51)))
    assert drawn == set(Disorder)


def test_a_tidy_office_has_nothing_to_conclude() -> None:
    assert write_office(3, frozenset()).truth.conclusions == []
