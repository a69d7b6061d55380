"""Care groups for given seats: classes merged within band, limits and span (A04, K03), first-fit decreasing, and exactly where that
leaves more groups than the bin-packing bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from solver.model.instance import Instance
from solver.plan import CareGroup
from solver.problem import Band
from solver.search.construct.fewest_groups import MOST_CLASSES, fewest_groups
from solver.search.packing import least_groups
from solver.units import Minute, Weekday

NONE = 10**9
"""No limit."""
Staying = Callable[[str, Weekday, int], int]
"""Pupils of a class who stay in care on a weekday in a period."""
RoomTaken = Callable[[str, Weekday, int, int], bool]
"""Whether a room is used otherwise on a weekday between two minutes."""
MOST_PACKED = 36
"""Classes of a band, in care in one period, up to which the fewest groups are looked for. Raising it saves groups in larger bands, and
takes a quarter of a second for each such period."""


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


def merge(
    instance: Instance, day: Weekday, band: Band, period: int, staying: Staying, taken: RoomTaken, most_classes: int = MOST_PACKED
) -> list[CareGroup]:
    """Groups of one band and period; those of the last period leave together (D14).

    most_classes: of a band for which fewer groups than the greedy ones are looked for.
    """
    problem, span = instance.problem, band.periods[period]
    homes = [(h, n) for h in instance.classes_of_band[band.id] if (n := staying(h, day, period)) > 0]
    free = {h: not taken(problem.class_of[h].room, day, span.start, instance.care_shifts[h, period].released) for h, _ in homes}
    slots = instance.departures.slots if period == len(band.periods) - 1 else {}

    limits = GroupLimits.of(instance)
    # Classes without their room come first and wait for a host to join them; then hosts, the largest first.
    groups: list[_Group] = []
    waiting = 0
    for home, heads in sorted(homes, key=lambda item: (free[item[0]], -item[1], item[0])):
        grade, places = instance.grade_of_class[home], problem.room_of[problem.class_of[home].room].capacity
        leaving, chosen = slots.get(grade), None
        if free[home]:
            for group in groups:
                together = group.leaving == leaving and limits.allow(group, grade, heads, places)
                if together and (chosen is None or not group.hosted):
                    chosen = group
                    if not group.hosted or not waiting:
                        break
        if chosen is None:
            waiting += not free[home]
            groups.append(_Group([home], heads, grade, grade, places, free[home], leaving))
        else:
            chosen.members.append(home)
            chosen.heads += heads
            chosen.low, chosen.high = min(chosen.low, grade), max(chosen.high, grade)
            chosen.places = max(chosen.places, places)
            waiting -= not chosen.hosted
            chosen.hosted = True
    heads_of = dict(homes)
    parted = [g.members for g in groups]
    packs = len(homes) <= most_classes and limits.classes <= MOST_CLASSES
    if packs and len(groups) > least_groups(list(heads_of.values()), limits.pupils, limits.classes):

        def may_share(members: Sequence[str]) -> bool:
            grades = [instance.grade_of_class[home] for home in members]
            heads = sum(heads_of[home] for home in members)
            hosts = [problem.room_of[problem.class_of[home].room].capacity for home in members if free[home]]
            return (
                len(members) <= limits.classes
                and max(grades) - min(grades) <= limits.span
                and len({slots.get(grade) for grade in grades}) == 1
                and bool(hosts)
                and (len(members) == 1 or heads <= min(limits.pupils, max(hosts)))
            )

        fewer = fewest_groups([home for home, _ in homes], may_share, len(groups))
        parted = parted if fewer is None else [list(members) for members in fewer]
    found = []
    for members in parted:
        host = host_of(instance, members, sum(heads_of[home] for home in members), free.__getitem__)
        found.append(CareGroup(day, period, host, tuple(sorted(members))))
    return found


def host_of(instance: Instance, members: list[str], heads: int, may_host: Callable[[str], bool]) -> str:
    """The member with a free room that holds the group; the largest class first."""
    problem = instance.problem
    for home in members:
        if may_host(home) and (len(members) == 1 or problem.room_of[problem.class_of[home].room].capacity >= heads):
            return home
    return members[0]
