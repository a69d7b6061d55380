"""Care groups: A04, K00 (groups), K03.

A04: a class with pupils who stay is in a care group. K00: a class is in at most one group, and only where the host
hosts. K03: a group has at most N classes, of near grades, and a merged group at most N pupils and the room's capacity.
Holds afterwards: whoever is not in a club is looked after in exactly one group.
"""

from __future__ import annotations

from solver.model.context import ModelContext
from solver.model.linear_model import FALSE, TRUE, Term
from solver.problem import Band
from solver.units import Weekday

Members = list[tuple[str, int]]
"""(class, column) of classes that are or may be in a group."""


class _Stays:
    """Pupils who stay in care in one period, by class: how many attend, and the columns that take some away, with how many."""

    def __init__(self, p: ModelContext, day: Weekday, period: int) -> None:
        self.p, self.day, self.period = p, day, period
        self._away: dict[str, list[Term]] = {}

    def attending(self, home: str) -> int:
        return len(self.p.instance.attending.get((home, self.day), ()))

    def away(self, home: str) -> list[Term]:
        if home not in self._away:
            self._away[home] = self.p.v.leaving(home, self.day, self.period)
        return self._away[home]


def groups(p: ModelContext) -> None:
    """A04, K00 and K03 for every weekday, band and period that the scope touches."""
    for day in p.instance.days:
        for band in p.problem.bands:
            for period in range(len(band.periods)):
                if p.scope.seat_pupils or p.scope.sections or (day, band.id, period) in p.scope.groups:
                    _one(p, day, band, period)


def _one(p: ModelContext, day: Weekday, band: Band, period: int) -> None:
    homes = p.instance.classes_of_band[band.id]
    free = (day, band.id, period) in p.scope.groups
    stays = _Stays(p, day, period)
    groups: dict[str, Members] = {}
    for home in homes:
        hosts = p.v.hosts(home, day, period)
        for host, column in hosts:
            groups.setdefault(host, []).append((home, column))
        _cared_for(p, home, [column for _, column in hosts], stays)
        if free:
            p.rows.at_most_one("K00", [column for _, column in hosts])
    for host, members in groups.items():
        if free:
            for _, column in members:
                p.rows.implies("K00", column, p.v.hosted(host, day, period))
        if p.hard("K03"):
            _limits(p, host, members, stays)


def _cared_for(p: ModelContext, home: str, hosts: list[int], stays: _Stays) -> None:
    """A04."""
    attending = stays.attending(home)
    if attending and TRUE not in hosts:
        away = [(-count, column) for count, column in stays.away(home)]
        p.rows.linear("A04", [*((-attending, column) for column in hosts), *away], upper=-attending)


def _limits(p: ModelContext, host: str, members: Members, stays: _Stays) -> None:
    grade = p.instance.grade_of_class
    p.rows.linear("K03", [(1, column) for _, column in members], upper=p.number("K03", "classes"))
    span = p.number("K03", "grade_span")
    for home, column in members:
        for other, another in members:
            if grade[home] - grade[other] > span:
                p.rows.linear("K03", [(1, column), (1, another)], upper=1)
    guests = [column for home, column in members if home != host]
    merged = p.rows.either(guests, "K03")
    if merged == FALSE:
        return
    room = p.problem.room_of[p.problem.class_of[host].room]
    limit = min(p.number("K03", "pupils"), room.capacity)
    heads: list[Term] = []
    total = 0
    for home, column in members:
        attending = stays.attending(home)
        total += attending
        heads += _heads(p, attending, stays.away(home), column)
    if total > limit:
        p.rows.linear("K03", [*heads, (total - limit, merged)], upper=total)


def _heads(p: ModelContext, attending: int, away: list[Term], member: int) -> list[Term]:
    """Pupils that a class brings into the group if it is a member: ``attending - away`` or 0."""
    if member == FALSE:
        return []
    fixed = sum(count for count, column in away if column == TRUE)
    free = [(count, column) for count, column in away if column != TRUE]
    if not free:
        return [(attending - fixed, member)]
    least = attending - fixed
    gone = p.rows.evaluate(free)
    # heads >= least - sum(free) - least * (1 - member), a lower limit only: the group's limit pushes it down
    heads = p.rows.integer(0, least, (least - gone) * p.rows.value(member)) if least > 0 else FALSE
    if heads != FALSE:
        p.rows.linear("K03", [(1, heads), *free, (-least, member)], lower=0)
    return [(1, heads)]
