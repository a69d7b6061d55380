"""Scarcity: each parameter does what it says, and the defaults change nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from instances.generators import SIZES, Parameters, generate, schools
from instances.generators.parameters import Override, merged
from instances.generators.posts import care_groups, late_adults, person_days
from instances.generators.scarcities import AMPLE, FEW_TAKERS, FOOTBALL, TIGHT_ROOMS, TIGHT_STAFF
from instances.generators.scarcity import LEAST_SHARE, MOST_SHARE, Scarcity, load, scarce
from solver.problem.places import LATE_ROOM

SCHOOLS = {name: school for name, school in schools().items() if name in SIZES}


@pytest.fixture(params=SCHOOLS)
def school(request: pytest.FixtureRequest) -> Parameters:
    return SCHOOLS[request.param]


def cap(parameters: Parameters) -> int:
    return parameters.number("D10", "days_per_week", 4)


def test_defaults_leave_a_school_as_it_is(school: Parameters) -> None:
    assert scarce(school, Scarcity()) == school


def test_posts_are_those_of_the_domain_notes() -> None:
    """[C] care-day own posts: village 5 merged, 28, 32, 60."""
    for name, groups in (("village", 3), ("mid", 24), ("fengjin", 28), ("large", 54)):
        assert care_groups(SCHOOLS[name]) == groups
    assert late_adults(SCHOOLS["mid"]) == 2
    assert late_adults(SCHOOLS["nine"]) == 12, "one for 45 pupils of evening study"
    assert person_days(SCHOOLS["village"]) == 26, "as the catalogue counts"


def test_load_lies_within_its_bounds(school: Parameters) -> None:
    """Shares are whole percent, hence the margin; a school with people to spare keeps them."""
    assert load(scarce(school, AMPLE.scarcity)) <= 65
    assert 91 <= load(scarce(school, TIGHT_STAFF.scarcity)) <= 97
    assert load(scarce(school, Scarcity(load=(0, 100)))) == load(school)


def test_people_become_scarce_by_taking_part_less_and_never_by_dismissal(school: Parameters) -> None:
    tight, ample = scarce(school, TIGHT_STAFF.scarcity), scarce(school, AMPLE.scarcity)
    assert tight.staff.total == school.staff.total
    assert LEAST_SHARE <= tight.staff.takes_part <= school.staff.takes_part
    assert school.staff.takes_part <= ample.staff.takes_part <= MOST_SHARE
    assert ample.staff.total >= school.staff.total
    assert cap(tight) <= cap(school) <= cap(ample)
    assert (tight.staff.skill_depth, ample.staff.skill_depth) == (1, 3)


def test_a_cap_of_three_days_when_too_many_would_have_to_stay_away() -> None:
    tight = scarce(SCHOOLS["crowded"], TIGHT_STAFF.scarcity)
    assert (cap(SCHOOLS["crowded"]), cap(tight)) == (4, 3)
    assert tight.number("D10", "late_per_week", 2) == SCHOOLS["crowded"].number("D10", "late_per_week", 2), "else as it was"


def test_rooms_and_seats(school: Parameters) -> None:
    for before, after in zip(school.rooms, scarce(school, TIGHT_ROOMS.scarcity).rooms, strict=True):
        if before.type == LATE_ROOM:
            assert after == before
        else:
            assert after.count == -(-before.count // 2)
            assert school.menu.minimum <= after.capacity <= 0.55 * before.capacity + 1
    assert all(plan.count >= 1 for plan in scarce(school, Scarcity(rooms=1)).rooms)


def test_largest_sections_and_favourites(school: Parameters) -> None:
    found = scarce(school, FOOTBALL.scarcity)
    assert found.menu.maximum == school.menu.maximum * 60 // 100
    for key, fans in found.demand.fans:
        assert 10 * fans <= 60 * found.menu.maximum * found.menu.sections_of(key)
    assert {key for key, _ in found.demand.fans} >= {
        key for key in FOOTBALL.scarcity.favourites if key in school.menu.keys
    }


def test_fans_list_the_club_first() -> None:
    fans = (("robotics", 40),)
    school = SCHOOLS["mid"]
    problem = generate(replace(school, demand=replace(school.demand, fans=fans)), 1)
    robotics = next(offering.id for offering in problem.offerings if offering.skill == "robotics")
    assert sum(bool(p.choices) and p.choices[0] == robotics for p in problem.pupils) == 40
    assert any(robotics in pupil.choices[1:] for pupil in problem.pupils), "others still list it"


def test_few_takers(school: Parameters) -> None:
    found = scarce(school, FEW_TAKERS.scarcity)
    assert found.menu.minimum == found.menu.maximum * 80 // 100
    assert found.demand.club <= school.demand.club
    assert (found.demand.zipf, found.demand.ranks, found.demand.fans) == (0, (1, 2), ())


def test_overrides_are_laid_over_one_another() -> None:
    old = (Override("K03", (("pupils", 40),)), Override("D10", (("late_after", 1070),), "hard"))
    assert merged(old, Override("K03", (("classes", 1),)))[0] == Override("K03", (("pupils", 40), ("classes", 1)))
    assert merged(old, Override("D10", (("late_after", 1080),)))[1] == Override("D10", (("late_after", 1080),), "hard")
    assert merged(old, Override("A08", (("min_adults", 3),)))[2].rule == "A08"
