"""Care groups for given seats: classes merged within band, limits and span (A04, K03), first-fit decreasing, and exactly where that
leaves more groups than the bin-packing bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from solver.model.instance import Instance
from solver.plan import CareGroup
from solver.problem import Band, Room
from solver.search.construct.fewest_groups import MOST_CLASSES, fewest_groups
from solver.search.packing import least_groups
from solver.units import Minute, Weekday

NONE = 10**9
"""No limit."""
Staying = Callable[[str, Weekday, int], int]
"""Pupils of a class who stay in care on a weekday in a period."""
RoomTaken = Callable[[str, Weekday, int, int], bool]
"""Whether a room is used otherwise on a weekday between two minutes."""


def care_groups(instance: Instance, staying: Staying, taken: RoomTaken) -> list[CareGroup]:
    """Groups for every weekday, band and period with pupils who stay."""
    found = []
    for day in instance.days:
        for band in instance.problem.bands:
            for period in range(len(band.periods)):
                found += merge(instance, day, band, period, staying, taken)
    return found


@dataclass(slots=True)
class _Group:
    """A group under construction, with what decides who may still join."""

    members: list[str]
    heads: int
    low: int
    high: int
    places: int
    """Capacity of its largest home room."""
    hosted: bool
    """Whether some member's room is free."""
    leaving: tuple[Minute, str] | None
    """Minute and gate by which it leaves, where it ends the day and that is decided (D14)."""


@dataclass(frozen=True, slots=True)
class GroupLimits:
    """How far classes may be merged (K03): pupils, classes and span of grades of a group."""

    pupils: int
    classes: int
    span: int

    @staticmethod
    def of(instance: Instance) -> GroupLimits:
        """The policy's numbers, none when the rule is off."""
        policy = instance.policy
        if not policy.on("K03"):
            return GroupLimits(NONE, NONE, NONE)
        return GroupLimits(policy.number("K03", "pupils"), policy.number("K03", "classes"), policy.number("K03", "grade_span"))

    def allow(self, group: _Group, grade: int, heads: int, places: int) -> bool:
        """Whether a class may be added to the group."""
        all_heads = group.heads + heads
        return (
            all_heads <= self.pupils
            and len(group.members) < self.classes
            and max(group.high, grade) - min(group.low, grade) <= self.span
            and (self.pupils == NONE or all_heads <= max(group.places, places))
        )


def merge(instance: Instance, day: Weekday, band: Band, period: int, staying: Staying, taken: RoomTaken) -> list[CareGroup]:
    """Groups of one band and period, as few as packing finds; those of the last period leave together (D14)."""
    cell = _Cell(instance, day, band, period, staying, taken)
    return cell.groups(cell.packed(cell.first_fit()))


def first_fit(instance: Instance, day: Weekday, band: Band, period: int, staying: Staying, taken: RoomTaken) -> list[CareGroup]:
    """Groups of one band and period by first-fit decreasing alone, hundreds of times as quick in a large band: right where the question is
    whether all classes have a room and an adult somewhere, not with how few."""
    cell = _Cell(instance, day, band, period, staying, taken)
    return cell.groups(cell.first_fit())


class _Cell:
    """The classes of a band that are in care on a weekday in a period."""

    def __init__(self, instance: Instance, day: Weekday, band: Band, period: int, staying: Staying, taken: RoomTaken) -> None:
        self.instance, self.day, self.period = instance, day, period
        start = band.periods[period].start
        self.heads = {home: heads for home in instance.classes_of_band[band.id] if (heads := staying(home, day, period)) > 0}
        self.free = {
            home: not taken(self._room(home).id, day, start, instance.care_shifts[home, period].released) for home in self.heads
        }
        self.slots = instance.departures.slots if period == len(band.periods) - 1 else {}
        self.limits = GroupLimits.of(instance)

    def _room(self, home: str) -> Room:
        return self.instance.problem.room_of[self.instance.problem.class_of[home].room]

    def first_fit(self) -> list[list[str]]:
        """Classes without their room come first and wait for a host to join them; then hosts, the largest first."""
        groups: list[_Group] = []
        waiting = 0
        for home, heads in sorted(self.heads.items(), key=lambda item: (self.free[item[0]], -item[1], item[0])):
            grade, places = self.instance.grade_of_class[home], self._room(home).capacity
            leaving, chosen = self.slots.get(grade), None
            if self.free[home]:
                for group in groups:
                    together = group.leaving == leaving and self.limits.allow(group, grade, heads, places)
                    if together and (chosen is None or not group.hosted):
                        chosen = group
                        if not group.hosted or not waiting:
                            break
            if chosen is None:
                waiting += not self.free[home]
                groups.append(_Group([home], heads, grade, grade, places, self.free[home], leaving))
            else:
                chosen.members.append(home)
                chosen.heads += heads
                chosen.low, chosen.high = min(chosen.low, grade), max(chosen.high, grade)
                chosen.places = max(chosen.places, places)
                waiting -= not chosen.hosted
                chosen.hosted = True
        return [group.members for group in groups]

    def packed(self, parted: list[list[str]]) -> list[list[str]]:
        """A partition into fewer groups than the given one where one is found, else the given one."""
        limits = self.limits
        if limits.classes > MOST_CLASSES or len(parted) <= least_groups(list(self.heads.values()), limits.pupils, limits.classes):
            return parted
        fewer = fewest_groups(list(self.heads), self._may_share, len(parted))
        return parted if fewer is None else [list(members) for members in fewer]

    def _may_share(self, members: Sequence[str]) -> bool:
        grades = [self.instance.grade_of_class[home] for home in members]
        heads = sum(self.heads[home] for home in members)
        hosts = [self._room(home).capacity for home in members if self.free[home]]
        return (
            len(members) <= self.limits.classes
            and max(grades) - min(grades) <= self.limits.span
            and len({self.slots.get(grade) for grade in grades}) == 1
            and bool(hosts)
            and (len(members) == 1 or heads <= min(self.limits.pupils, max(hosts)))
        )

    def groups(self, parted: list[list[str]]) -> list[CareGroup]:
        """The groups of a partition, each with its host."""
        found = []
        for members in parted:
            host = host_of(self.instance, members, sum(self.heads[home] for home in members), self.free.__getitem__)
            found.append(CareGroup(self.day, self.period, host, tuple(sorted(members))))
        return found


def host_of(instance: Instance, members: list[str], heads: int, may_host: Callable[[str], bool]) -> str:
    """The member with a free room that holds the group; the largest class first."""
    problem = instance.problem
    for home in members:
        if may_host(home) and (len(members) == 1 or problem.room_of[problem.class_of[home].room].capacity >= heads):
            return home
    return members[0]
