"""Scarcity: how far a school's people, rooms and seats go for what its families ask for.

One small record says it in the same words for a school of any size, as shares of what that school needs;
:func:`scarce` turns the parameters of a school into those of the same school under it. [C] computed by the load
arithmetic of :mod:`instances.generators.posts`, [P..] public pages (instances/sources.py), [A] assumption.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from instances.generators.menu import chosen, spans
from instances.generators.parameters import MenuPlan, Override, Parameters, RoomPlan, merged
from instances.generators.posts import enrolled, person_days
from solver.problem.places import LATE_ROOM

LEAST_SHARE, MOST_SHARE = 65, 92
"""Percent of the staff that take part: below, a lower cap on days is what makes people scarce [A]; above, only more
staff help (Beijing, 91.6 % [P2])."""
FEWER_DAYS, MORE_DAYS = 3, 4
"""The range of the cap on days a week (D10)."""


@dataclass(frozen=True, slots=True)
class Scarcity:
    """What is short, and by how much. The defaults leave a school as it is.

    load: least and most person-days that a week's posts take, in percent of those that staff who take part may give
    (cap on days x adults). Outside of it, days and people change: who takes part, the cap (3 or 4), more teachers.
    leaders: own leaders for every section of a club, 1..3; with 1 a club hangs on one person.
    rooms: percent of the special rooms, halls and field slots that there are (at least one of each kind).
    seats: percent of the seats in them. largest: percent of the largest section, never below the smallest.
    smallest: pupils a section needs, in percent of the largest; 0 leaves the minimum as it is.
    favourites: keys of clubs that everyone wants, where the menu has them.
    pressure: their first choices in tenths of their seats, 30..60 (DOMAIN section 3). crowd: percent of those who want
    a club at all and can go that list it first; then more sections keep the pressure within bounds. 0: the sections stay.
    takers: pupils who list a club at all, for an average section in percent of what it needs; 0 leaves the demand.
    """

    load: tuple[int, int] = (0, 100)
    leaders: int = 2
    rooms: int = 100
    seats: int = 100
    largest: int = 100
    smallest: int = 0
    favourites: tuple[str, ...] = ()
    pressure: int = 0
    crowd: int = 0
    takers: int = 0


def scarce(parameters: Parameters, scarcity: Scarcity) -> Parameters:
    """The same school under a scarcity. Its names, grades, bells and windows stay."""
    found = _staffed(parameters, scarcity)
    found = replace(found, rooms=tuple(_room(plan, scarcity, found.menu) for plan in found.rooms))
    largest = max(found.menu.minimum, found.menu.maximum * scarcity.largest // 100)
    smallest = max(found.menu.minimum, largest * scarcity.smallest // 100)
    found = replace(found, menu=replace(found.menu, minimum=smallest, maximum=largest))
    if scarcity.takers:
        return _with_few_takers(found, scarcity)
    others = tuple(
        (key, fans * largest // parameters.menu.maximum)
        for key, fans in parameters.demand.fans
        if key not in scarcity.favourites
    )
    found = replace(found, demand=replace(found.demand, fans=()))
    for key in scarcity.favourites:
        if key in found.menu.keys:
            found = _with_favourite(found, scarcity, key)
    return replace(found, demand=replace(found.demand, fans=(*found.demand.fans, *others)))


def load(parameters: Parameters) -> float:
    """Person-days of a week's posts in percent of those that the staff who take part may give."""
    return 100 * person_days(parameters) / (_cap(parameters) * _adults(parameters))


def _cap(parameters: Parameters) -> int:
    return parameters.number("D10", "days_per_week", MORE_DAYS)


def _adults(parameters: Parameters) -> int:
    """Staff who take part and may do more than stand at a gate."""
    plan = parameters.staff
    return round(plan.total * plan.takes_part / 100) - plan.support


def _staffed(parameters: Parameters, scarcity: Scarcity) -> Parameters:
    """People and days, so that the load lies within its bounds."""
    plan, cap, need = parameters.staff, _cap(parameters), person_days(parameters)
    least, most = scarcity.load
    total = plan.total
    if least <= load(parameters) <= most:
        return replace(parameters, staff=replace(plan, skill_depth=scarcity.leaders))
    if load(parameters) > most:
        cap = MORE_DAYS
        people = -(-100 * need // (cap * most)) + plan.support
        total = max(total, -(-100 * people // MOST_SHARE))
    else:
        people = 100 * need // (cap * least) + plan.support
        if 100 * people < LEAST_SHARE * total:
            cap = FEWER_DAYS
            people = max(100 * need // (cap * least) + plan.support, -(-LEAST_SHARE * total // 100))
    staff = replace(plan, total=total, takes_part=round(100 * people / total), skill_depth=scarcity.leaders)
    if cap == _cap(parameters):
        return replace(parameters, staff=staff)
    days = Override("D10", (("days_per_week", cap),))
    return replace(parameters, staff=staff, overrides=merged(parameters.overrides, days))


def _room(plan: RoomPlan, scarcity: Scarcity, menu: MenuPlan) -> RoomPlan:
    """Places of extended care stay as they are; the others still hold the smallest section."""
    if plan.type == LATE_ROOM:
        return plan
    count = max(1, -(-plan.count * scarcity.rooms // 100))
    return replace(plan, count=count, capacity=max(menu.minimum, plan.capacity * scarcity.seats // 100))


def _with_favourite(parameters: Parameters, scarcity: Scarcity, key: str) -> Parameters:
    menu, demand = parameters.menu, parameters.demand
    sections = menu.sections_of(key)
    fans = scarcity.pressure * menu.maximum * sections // 10
    if scarcity.crowd:
        pupils = enrolled(parameters)
        grades = spans(menu, tuple(pupils))[chosen(menu)[key].span]
        fans = sum(pupils[grade] for grade in grades) * demand.club * scarcity.crowd // 10_000
        sections = max(1, -(-10 * fans // (scarcity.pressure * menu.maximum)))
    return replace(
        parameters,
        menu=replace(menu, sections=(*(pair for pair in menu.sections if pair[0] != key), (key, sections))),
        demand=replace(demand, fans=(*demand.fans, (key, fans))),
    )


def _with_few_takers(parameters: Parameters, scarcity: Scarcity) -> Parameters:
    """Nothing is a favourite, lists are short, and an average section finds fewer takers than it needs."""
    menu, demand = parameters.menu, parameters.demand
    ranks = (1, 2)
    sections = sum(menu.sections_of(key) for key in menu.keys)
    choices = scarcity.takers * menu.minimum * sections / 100
    club = round(100 * choices / (sum(ranks) / 2) / sum(enrolled(parameters).values()))
    return replace(
        parameters,
        demand=replace(demand, club=min(club, demand.club), two_clubs=0, zipf=0.0, ranks=ranks, fans=()),
    )
