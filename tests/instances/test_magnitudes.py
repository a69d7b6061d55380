"""The suite has the magnitudes of the domain notes, whatever the scarcity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest

from instances import catalogue
from instances.generators import SIZES
from instances.measures import measured
from tests.instances.drawn import drawn


@dataclass(frozen=True)
class Column:
    """A column of the domain table. enrolled, five, seekers: percent. sections: a club day. size: pupils a class."""

    classes: int
    pupils: int
    staff: tuple[int, int]
    enrolled: int
    seekers: int
    sections: tuple[float, float]
    size: tuple[int, int]
    five: int = 71


COLUMNS = {
    "village": Column(6, 112, (9, 12), 97, 70, (4, 5), (12, 26), five=85),
    "mid": Column(24, 1056, (58, 66), 90, 55, (20, 28), (44, 44)),
    "fengjin": Column(28, 1232, (68, 79), 88, 55, (25, 28), (44, 44)),
    "nine": Column(42, 1818, (115, 139), 83, 55, (33, 35), (42, 45)),
    "large": Column(54, 2496, (140, 153), 90, 55, (45, 60), (46, 47)),
    "crowded": Column(57, 3236, (198, 198), 90, 55, (45, 78), (56, 57)),
    "twin": Column(108, 4992, (280, 306), 90, 55, (90, 120), (46, 47)),
}
"""Most staff: one for 16 pupils (P3: 16.3), in a nine-year school for 13."""
DRAWN_FROM_SIZES = [entry for entry in catalogue.entries() if entry.family in SIZES]


@pytest.fixture(params=DRAWN_FROM_SIZES, ids=lambda entry: entry.name)
def entry(request: pytest.FixtureRequest) -> catalogue.Entry:
    found: catalogue.Entry = request.param
    return found


def test_people(entry: catalogue.Entry) -> None:
    column, found = COLUMNS[entry.family], measured(drawn(entry.name))
    more = entry.name == "stress-enrolment"
    assert found.classes == column.classes
    assert 0 <= found.pupils - column.pupils <= (28 if more else 0)
    assert column.staff[0] - 2 * (entry.name == "stress-teachers") <= found.staff <= column.staff[1]
    assert 0.65 <= found.taking_part / found.staff <= 0.93
    assert abs(100 * found.applicants / found.pupils - column.enrolled) <= 1
    assert abs(found.five_days - column.five) <= 1
    sizes = Counter(pupil.class_id for pupil in drawn(entry.name).pupils)
    assert column.size[0] <= min(sizes.values())
    assert max(sizes.values()) <= column.size[1] + (4 if more else 0)


def test_clubs(entry: catalogue.Entry) -> None:
    column, found = COLUMNS[entry.family], measured(drawn(entry.name))
    assert column.sections[0] <= found.sections <= column.sections[1]
    if entry.name.endswith("few-takers"):
        assert 30 <= found.seekers <= column.seekers
        assert found.wishes < 0.7 * found.seats
    else:
        assert abs(found.seekers - column.seekers) <= 1


def test_pressure_on_the_top_club(entry: catalogue.Entry) -> None:
    """Three to six first choices a seat; the sample mid and the village's five large clubs have less."""
    found = measured(drawn(entry.name))
    if entry.name.endswith("few-takers"):
        assert found.pressure <= 1.2
    elif entry.family == "village":
        assert 0.7 <= found.pressure <= 1.5
    elif entry.name == "mid":
        assert found.pressure > 2
    else:
        assert 3 <= found.pressure <= 6


def test_the_bottom_third_lacks_first_choices(entry: catalogue.Entry) -> None:
    """Below the minimum of a section for a third of the clubs, in schools whose menu is long for their pupils."""
    problem = drawn(entry.name)
    firsts = Counter(pupil.choices[0] for pupil in problem.pupils if pupil.choices)
    lacking = sum(firsts[offering.id] < offering.minimum for offering in problem.offerings)
    if entry.family in ("mid", "fengjin", "nine"):
        assert lacking >= len(problem.offerings) / 3


@pytest.mark.parametrize("size", SIZES)
def test_football_is_wanted_by_half_and_seats_are_short(size: str) -> None:
    problem = drawn(f"{size}-football")
    football = {offering.id for offering in problem.offerings if offering.skill == "football"}
    grades = {grade for offering in problem.offerings if offering.id in football for grade in offering.grades}
    seekers = [p for p in problem.pupils if p.choices and problem.grade_of_pupil[p.id] in grades]
    assert 0.45 <= sum(pupil.choices[0] in football for pupil in seekers) / len(seekers) <= 0.57
    found = measured(problem)
    assert found.wishes > found.seats
    assert max(offering.maximum for offering in problem.offerings) <= 28, "sections of 15 or 18, choirs ten more"


@pytest.mark.parametrize("size", SIZES)
def test_few_takers_need_large_sections(size: str) -> None:
    for offering in drawn(f"{size}-few-takers").offerings:
        assert offering.minimum >= 0.6 * offering.maximum
    assert all(pupil.clubs <= 1 for pupil in drawn(f"{size}-few-takers").pupils)
    assert all(len(pupil.choices) <= 2 for pupil in drawn(f"{size}-few-takers").pupils)
