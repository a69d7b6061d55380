"""How many person-days a school's week of posts takes: the load arithmetic of DOMAIN section 3 ([C])."""

from __future__ import annotations

from instances.generators.parameters import Parameters

MERGED_PUPILS, MERGED_CLASSES = 45, 3
"""Limits of a care group (K03) where the school has not changed them."""
CLUB_SHARE = 20
"""A club day takes so many percent more posts than its care groups are (DOMAIN finding 2: 18-25 %)."""


def enrolled(parameters: Parameters) -> dict[int, int]:
    """Applicants by grade."""
    return {plan.grade: round(sum(plan.sizes) * plan.enrolled / 100) for plan in parameters.grades}


def care_groups(parameters: Parameters) -> int:
    """Care groups of a day on which everybody comes: neighbouring classes of at most two grades that begin together
    share one as far as K03 allows."""
    pupils = parameters.number("K03", "pupils", MERGED_PUPILS)
    classes = parameters.number("K03", "classes", MERGED_CLASSES)
    start_of = {grade: band.start for band in parameters.bands for grade in band.grades}
    groups, room, held, first = 0, 0, 0, parameters.grades[0].grade
    for plan in parameters.grades:
        for size in plan.sizes:
            come = round(size * plan.enrolled / 100)
            joins = (
                come <= room and held < classes and plan.grade - first <= 1 and start_of[plan.grade] == start_of[first]
            )
            if joins:
                room, held = room - come, held + 1
            else:
                groups, room, held, first = groups + 1, pupils - come, 1, plan.grade
    return groups


def late_adults(parameters: Parameters) -> int:
    """Adults of extended care and evening study on a day with both (A08)."""
    pupils = parameters.demand.late + sum(band.evening for band in parameters.bands)
    least, each = parameters.number("A08", "min_adults", 2), parameters.number("A08", "pupils_per_adult", 30)
    return max(least, -(-pupils // each)) if pupils else 0


def person_days(parameters: Parameters) -> int:
    """Adults needed on each day of a week, added up: care groups, fixed posts, extended care and the clubs.

    An estimate to dose staff with. Who patrols may stand at the gate later, and who looked after a group may stay
    late, so that a good plan takes somewhat fewer.
    """
    groups = care_groups(parameters)
    fixed = sum(post.headcount * len(post.weekdays) for post in parameters.posts)
    late = late_adults(parameters) * len(parameters.demand.late_days or range(5))
    clubs = -(-groups * CLUB_SHARE // 100) * len(parameters.menu.days)
    return 5 * groups + fixed + late + clubs
