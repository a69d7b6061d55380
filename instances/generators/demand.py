"""Pupils and what their families ask for (DOMAIN section 3, demand model)."""

from __future__ import annotations

from random import Random

from instances.generators.menu import chosen
from instances.generators.parameters import Parameters
from solver.problem.offerings import Offering
from solver.problem.pupils import HomeClass, Pupil

HALF_WAIVED = 30
"""Percent of the exempt whose fee is halved instead of waived (S3: 减免; the split is an assumption)."""
TASTE = 0.35
"""How far the taste of a school shuffles the menu's order of popularity (assumption)."""
MOST_FANS = 0.85
"""Share of those who can and want to join a club at all that list one club first, at most (assumption)."""


def _share(people: list[int], percent: int, of: int, rng: Random) -> set[int]:
    return set(rng.sample(people, min(len(people), round(of * percent / 100))))


def _days(five: bool, rng: Random) -> tuple[int, ...]:
    """All five days, or 1..4 days (2.5 on average, DOMAIN P1)."""
    return (1, 2, 3, 4, 5) if five else tuple(sorted(rng.sample(range(1, 6), rng.randint(1, 4))))


def _evening(parameters: Parameters, grade_of: list[int], enrolled: list[int], rng: Random) -> set[int]:
    """Pupils of evening study (see ``BandPlan.evening``)."""
    found: set[int] = set()
    for band in parameters.bands:
        if band.evening:
            found |= set(rng.sample([n for n in enrolled if grade_of[n] in band.grades], band.evening))
    return found


def _five(percent: int, enrolled: list[int], evening: set[int], rng: Random) -> set[int]:
    """Those who come all five days: everybody of evening study, and others up to ``percent`` of the enrolled."""
    others = [n for n in enrolled if n not in evening]
    wanted = round(len(enrolled) * percent / 100) - len(evening)
    return evening | set(rng.sample(others, max(0, min(len(others), wanted))))


def _ranked(weights: list[tuple[str, float]], count: int, rng: Random) -> tuple[str, ...]:
    """``count`` offerings drawn one after the other without putting back, by weight."""
    left = list(weights)
    found = []
    for _ in range(min(count, len(left))):
        index = rng.choices(range(len(left)), [weight for _, weight in left])[0]
        found.append(left.pop(index)[0])
    return tuple(found)


def _popularity(
    offerings: tuple[Offering, ...], exponent: float, junior: tuple[int, ...], rng: Random
) -> dict[str, float]:
    """Zipf: the r-th most wanted club has weight 1 / r ** exponent; a junior high has a ranking of its own. With exponent 0
    every section is wanted equally, of whatever grades."""
    if not exponent:
        return {offering.id: offering.max_sections / len(offering.grades) for offering in offerings}
    order = sorted(range(len(offerings)), key=lambda n: n + TASTE * len(offerings) * rng.random())
    primary = [n for n in order if not set(offerings[n].grades) & set(junior)]
    rankings = (primary, [n for n in order if n not in primary])
    return {offerings[n].id: 1.0 / (rank + 1) ** exponent for ranking in rankings for rank, n in enumerate(ranking)}


def _fans(
    parameters: Parameters,
    offerings: tuple[Offering, ...],
    fitting: dict[int, list[tuple[str, float]]],
    seekers: set[int],
    rng: Random,
) -> dict[int, str]:
    """Pupil number -> the club that everyone wants, for those who list it first."""
    keys = list(chosen(parameters.menu))
    found: dict[int, str] = {}
    for key, count in parameters.demand.fans:
        if key in keys:
            club = offerings[keys.index(key)].id
            able = [n for n in sorted(seekers - found.keys()) if any(name == club for name, _ in fitting[n])]
            found.update(dict.fromkeys(rng.sample(able, min(count, int(MOST_FANS * len(able)))), club))
    return found


def _led_by(choices: tuple[str, ...], first: str | None, popular: set[str]) -> tuple[str, ...]:
    """The same number of choices with ``first`` in front; without a ``first``, no popular club stays in front."""
    if first is not None:
        return (first, *(choice for choice in choices if choice != first))[: len(choices)]
    rest = tuple(choice for choice in choices if choice not in popular)
    return (*rest, *(choice for choice in choices if choice in popular))


def pupils(
    parameters: Parameters, classes: tuple[HomeClass, ...], offerings: tuple[Offering, ...], rng: Random
) -> tuple[Pupil, ...]:
    """P0001.. class by class. Choices always fit the pupil's grade and the days applied for."""
    plan = parameters.demand
    sizes = [size for grade in parameters.grades for size in grade.sizes]
    home = [n for n, size in enumerate(sizes) for _ in range(size)]
    grade_of = [classes[n].grade for n in home]
    band_of = {grade: band for band in parameters.bands for grade in band.grades}
    enrolled: list[int] = []
    for grade in parameters.grades:
        mine = [n for n, of in enumerate(grade_of) if of == grade.grade]
        enrolled += sorted(_share(mine, grade.enrolled, len(mine), rng))
    evening = _evening(parameters, grade_of, enrolled, rng)
    five = _five(plan.five_days, enrolled, evening, rng)
    days = {n: _days(n in five, rng) for n in enrolled}
    leaving = [n for n in enrolled if not band_of[grade_of[n]].evening]
    late = set(rng.sample([n for n in leaving if not plan.late_days or n not in five], plan.late)) | evening
    if plan.late_days:
        days.update(dict.fromkeys(sorted(late - evening), plan.late_days))
    exempt = _share(enrolled, plan.exempt, len(enrolled), rng)
    weight = _popularity(offerings, plan.zipf, parameters.menu.junior, rng)
    fitting = {
        n: [
            (offering.id, weight[offering.id])
            for offering in offerings
            if grade_of[n] in offering.grades and len(set(offering.weekdays) & set(days[n])) >= offering.sessions
        ]
        for n in enrolled
    }
    seekers = _share([n for n in enrolled if fitting[n]], plan.club, len(enrolled), rng)
    fans = _fans(parameters, offerings, fitting, seekers, Random(rng.random())) if plan.fans else {}
    popular = set(fans.values())
    found = []
    for n, group in enumerate(home):
        choices: tuple[str, ...] = ()
        if n in seekers:
            choices = _led_by(_ranked(fitting[n], rng.randint(*plan.ranks), rng), fans.get(n), popular)
        waived = (50 if rng.randrange(100) < HALF_WAIVED else 100) if n in exempt else 0
        two = rng.randrange(100) < plan.two_clubs
        found.append(
            Pupil(
                id=f"P{n + 1:04d}",
                class_id=classes[group].id,
                weekdays=days.get(n, ()),
                choices=choices,
                clubs=min(len(choices), 2 if two else 1),
                late_until=band_of[grade_of[n]].late_until if n in late else None,
                exempt=waived,
            )
        )
    return tuple(found)
