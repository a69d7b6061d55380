"""The stored problems: equal to a fresh build, without fault, and as large as the domain notes say."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from instances import catalogue
from instances.build import sample_files
from instances.kinds import document, problem
from instances.sources import SOURCES
from solver.problem.problem import Problem
from solver.problem.validate import faults

NAMES = [entry.name for entry in catalogue.samples()]


@dataclass(frozen=True)
class Magnitude:
    """A column of the domain table: exact counts, and shares in percent."""

    classes: int
    pupils: int
    enrolled: int
    staff: int
    admin: int
    taking_part: int
    offerings: int
    five_days: int
    club: int
    late: int
    exempt: int


COLUMNS = {
    "village": Magnitude(6, 112, 109, 10, 2, 9, 5, 85, 70, 3, 20),
    "mid": Magnitude(24, 1056, 948, 58, 7, 50, 27, 71, 55, 25, 6),
    "fengjin": Magnitude(28, 1232, 1084, 68, 8, 58, 30, 71, 55, 30, 4),
}


def stored(name: str) -> Problem:
    entry = catalogue.entry(name)
    return problem(entry.preset, entry.seed)


def test_every_stored_file_equals_a_fresh_build() -> None:
    fresh = dict(sample_files())
    assert fresh.keys() == {file.name for file in catalogue.SAMPLES.iterdir() if file.suffix != ".xlsx"}
    for name, content in fresh.items():
        assert content == (catalogue.SAMPLES / name).read_bytes(), f"{name}: run instances.build"


@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_a_request(name: str) -> None:
    entry = catalogue.entry(name)
    found = catalogue.load_document(name)
    assert list(found) == ["version", "policy", "problem"]
    assert found == json.loads(json.dumps(document(entry.preset, entry.seed)))


@pytest.mark.parametrize("name", NAMES)
def test_no_fault_is_found(name: str) -> None:
    assert faults(stored(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_provenance_is_told(name: str) -> None:
    entry = catalogue.entry(name)
    assert entry.zh
    assert entry.en
    assert entry.assumptions
    assert entry.arithmetic
    assert set(entry.sources) <= SOURCES.keys()
    assert f"`{name}.json`" in (catalogue.SAMPLES / "README.md").read_text(encoding="utf-8")


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="fengjin"):
        catalogue.path("nowhere")


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_magnitudes_are_those_of_the_domain(name: str) -> None:
    problem, column = stored(name), COLUMNS[name]
    enrolled = [pupil for pupil in problem.pupils if pupil.weekdays]
    per_enrolled = 100 / len(enrolled)
    assert len(problem.classes) == column.classes
    assert len(problem.pupils) == column.pupils
    assert len(enrolled) == column.enrolled
    assert len(problem.staff) == column.staff
    assert sum(person.role == "admin" for person in problem.staff) == column.admin
    assert sum(person.takes_part for person in problem.staff) == column.taking_part
    assert len(problem.offerings) == column.offerings
    assert sum(pupil.late_until is not None for pupil in problem.pupils) == column.late
    assert abs(sum(len(p.weekdays) == 5 for p in enrolled) * per_enrolled - column.five_days) <= 1
    assert abs(sum(bool(p.choices) for p in enrolled) * per_enrolled - column.club) <= 1
    assert abs(sum(p.exempt > 0 for p in enrolled) * per_enrolled - column.exempt) <= 1


def test_the_seed_school_keeps_the_windows_of_its_document() -> None:
    window = stored("fengjin").window_of
    for grade in (1, 2):
        assert (window[grade].start, window[grade].dismissals) == (14 * 60 + 35, (17 * 60 + 10,))
    for grade in (3, 4):
        assert (window[grade].start, window[grade].dismissals) == (15 * 60 + 25, (17 * 60 + 25,))
    assert [room.name for room in stored("fengjin").late_rooms] == ["澹台书院"]


def test_the_seed_school_can_offer_about_25_sections_a_club_day() -> None:
    problem = stored("fengjin")
    days = {day for offering in problem.offerings for day in offering.weekdays}
    meetings = sum(offering.sessions * offering.max_sections for offering in problem.offerings)
    assert len(days) == 2
    assert 25 <= meetings / len(days) <= 30
    led_outside = {skill.name for person in problem.outside for skill in person.skills}
    assert sum(offering.skill in led_outside for offering in problem.offerings) == 4


def test_the_term_has_the_holidays_and_make_up_days_of_2026() -> None:
    dates = {day.isoformat(): weekday for day, weekday in stored("fengjin").term.service_dates()}
    assert dates["2026-09-20"] == 5
    assert dates["2026-10-10"] == 3
    assert not {"2026-09-25", "2026-10-01", "2026-10-07", "2027-01-01"} & dates.keys()
    assert 84 <= len(dates) <= 105
    assert set(dates.values()) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("name", ["mid", "fengjin"])
def test_most_but_not_all_outside_instructors_are_fully_vetted(name: str) -> None:
    problem = stored(name)
    gaps = [
        person.reviewed is None or person.insured_to is None or person.insured_to < problem.term.last
        for person in problem.outside
    ]
    assert 0 < sum(gaps) < len(gaps) / 2
