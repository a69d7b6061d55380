"""Care groups for given seats: classes merged first-fit decreasing within band, limits and span (A04, K03)."""

from __future__ import annotations

from collections.abc import Callable

from solver.model.frame import Frame
from solver.plan import CareGroup
from solver.problem import Band
from solver.units import Weekday

Staying = Callable[[str, Weekday, int], int]
"""Pupils of a class who stay in care on a weekday in a period."""
RoomTaken = Callable[[str, Weekday, int, int], bool]
"""Whether a room is used otherwise on a weekday between two minutes."""


def care_groups(frame: Frame, staying: Staying, taken: RoomTaken) -> list[CareGroup]:
    """Groups for every weekday, band and period with pupils who stay."""
    found = []
    for day in frame.days:
        for band in frame.problem.bands:
            for period in range(len(band.periods)):
                found += merge(frame, day, band, period, staying, taken)
    return found


def merge(frame: Frame, day: Weekday, band: Band, period: int, staying: Staying, taken: RoomTaken) -> list[CareGroup]:
    """Groups of one band and period."""
    homes = [(h, n) for h in frame.classes_of_band[band.id] if (n := staying(h, day, period)) > 0]
    span = band.periods[period]

    def may_host(home: str) -> bool:
        return not taken(frame.problem.class_of[home].room, day, span.start, span.end)

    # Classes without their room come first and wait for a host to join them; then hosts, the largest first.
    groups: list[tuple[list[str], int]] = []
    for home, heads in sorted(homes, key=lambda item: (may_host(item[0]), -item[1], item[0])):
        hosting = may_host(home)
        places = [i for i, (members, total) in enumerate(groups) if fits(frame, [*members, home], total + heads)]
        waiting = [i for i in places if not any(map(may_host, groups[i][0]))]
        if hosting and places:
            place = (waiting or places)[0]
            groups[place] = ([*groups[place][0], home], groups[place][1] + heads)
        else:
            groups.append(([home], heads))
    return [
        CareGroup(day, period, host_of(frame, members, heads, may_host), tuple(sorted(members)))
        for members, heads in groups
    ]


def fits(frame: Frame, members: list[str], heads: int) -> bool:
    """Whether the classes may be one group (K03)."""
    policy, problem = frame.policy, frame.problem
    if not policy.on("K03"):
        return True
    grades = [frame.grade_of_class[m] for m in members]
    largest = max(problem.room_of[problem.class_of[m].room].capacity for m in members)
    return (
        len(members) <= policy.number("K03", "classes")
        and max(grades) - min(grades) <= policy.number("K03", "grade_span")
        and heads <= min(policy.number("K03", "pupils"), largest)
    )


def host_of(frame: Frame, members: list[str], heads: int, may_host: Callable[[str], bool]) -> str:
    """The member with a free room that holds the group; the largest class first."""
    problem = frame.problem
    for home in members:
        if may_host(home) and (len(members) == 1 or problem.room_of[problem.class_of[home].room].capacity >= heads):
            return home
    return members[0]
