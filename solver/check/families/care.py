"""Care groups: A04 nobody is left alone, K03 merged classes, D08H hand-over between periods.

Formula: A04 a class of which stay(c, d, p) > 0 pupils are there is in a care group of its band at (d, p). K03 all classes in the
host's band; classes <= {classes}; max grade - min grade <= {grade_span}; merged classes: sum of stay <= min(pupils, capacity
of the host's room). D08H over weeks and (d, host, p) with groups in p and p + 1: 1 if both posts have a person and not the
same; scale: such pairs * W.

Afterwards: every applicant is at a session or in a care group in every period of an attended day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from solver.check.measurement import AT_MOST, CLASSES, GRADE_SPAN, PERSONS, Breaches, Measurement, Quantity
from solver.check.names import Words, day, listed
from solver.check.plan_index import PlanIndex
from solver.plan.plan import CareGroup
from solver.units import Weekday
from solver.words import span


def staying(view: PlanIndex) -> Iterator[tuple[str, Weekday, int, int]]:
    """Class, weekday and period with pupils who are at no session, and how many they are (>= 1)."""
    for class_id, weekday in view.demand.attending:
        window = view.problem.window_of.get(view.problem.class_of[class_id].grade)
        for period in range(len(window.periods) if window else 0):
            stay = view.stay(class_id, weekday, period)
            if stay > 0:
                yield class_id, weekday, period, stay


def _class_periods(view: PlanIndex) -> int:
    return sum(1 for _ in staying(view))


def _groups(view: PlanIndex) -> int:
    return len(view.kept.groups)


ALONE = Breaches("A04", "有学生而无人看护的班级节次", "class periods with pupils and nobody in charge", _class_periods)
FOREIGN = Breaches("K03", "含有其他学段班级的看护组", "care groups with classes of another band", _groups)
MERGED_CLASSES = Quantity("K03", "合班班数最多", "most classes in a merged group", AT_MOST, CLASSES)
SPAN = Quantity("K03", "合班年级跨度最大", "widest span of grades in a merged group", AT_MOST, GRADE_SPAN)
MERGED_PUPILS = Quantity("K03", "合班人数（离上限或教室容量最近）", "pupils of the merged group nearest to its limit", AT_MOST,
                         PERSONS)  # fmt: skip


class _Most(NamedTuple):
    """The numbers of K03."""

    pupils: int
    classes: int
    grade_span: int


def nobody_alone(view: PlanIndex) -> Iterator[Measurement]:
    """A04: pupils who stay are looked after."""
    for class_id, weekday, period, stay in uncared(view):
        interval = view.problem.band_of_grade[view.problem.class_of[class_id].grade].periods[period]
        (on_zh, on_en), at = day(weekday), span(interval.start, interval.end)
        zh = f"{on_zh} {at}：{class_id}有{stay}名学生无人看护"
        en = f"{on_en} {at}: {stay} pupils of {class_id} are in no care group"
        yield ALONE.breach((class_id,), "", weekday, str(stay), "0", zh, en)


def uncared(view: PlanIndex) -> Iterator[tuple[str, Weekday, int, int]]:
    """Class, weekday and period with pupils who stay and no care group, and how many stay."""
    cared = view.presence.cared
    return (each for each in staying(view) if each[:3] not in cared)


def merged(view: PlanIndex) -> Iterator[Measurement]:
    """K03: which classes may share a care group, and how many pupils."""
    most = _Most(*(view.number("K03", name) for name in _Most._fields))
    for group in view.kept.groups:
        if group.classes != (group.host,):  # not a class of its own
            yield from _merged(view, group, most)


def _merged(view: PlanIndex, group: CareGroup, most: _Most) -> Iterator[Measurement]:
    host = view.problem.class_of[group.host]
    band = view.problem.band_of_grade[host.grade]
    grade_of = {name: view.problem.class_of[name].grade for name in group.classes}

    def said(zh: str, en: str) -> Words:
        interval = band.periods[group.period]
        (on_zh, on_en), at = day(group.weekday), span(interval.start, interval.end)
        return f"{on_zh} {at}：{group.host}看护{zh}", f"{on_en} {at}: care of {group.host} {en}"

    foreign = tuple(name for name, grade in grade_of.items() if grade not in band.grades)
    if foreign:
        names = listed(foreign)
        grades, allowed = (", ".join(map(str, found)) for found in (map(grade_of.__getitem__, foreign), band.grades))
        words = said(f"含有其他学段的班级{names[0]}", f"holds {names[1]}, of another band than its host")
        yield FOREIGN.breach((group.host, *foreign), host.room, group.weekday, grades, allowed, *words)
    where = group.classes, host.room, group.weekday
    count = len(group.classes)
    if view.gauge(MERGED_CLASSES)(count, most.classes):
        words = said(f"合并了{count}个班，最多{most.classes}个", f"merges {count} classes, at most {most.classes}")
        yield MERGED_CLASSES.case(count, most.classes, *where, *words)
    apart = max(grade_of.values(), default=0) - min(grade_of.values(), default=0)
    if view.gauge(SPAN)(apart, most.grade_span):
        words = said(
            f"合并的班级相差{apart}个年级，最多{most.grade_span}个",
            f"merges grades {apart} apart, at most {most.grade_span}",
        )
        yield SPAN.case(apart, most.grade_span, *where, *words)
    if count > 1:
        stay = sum(view.stay(name, group.weekday, group.period) for name in group.classes)
        room = view.problem.room_of.get(host.room)
        limit = min(most.pupils, room.capacity) if room else most.pupils
        if view.gauge(MERGED_PUPILS)(stay, limit):
            words = said(f"合班后有{stay}名学生，最多{limit}名", f"has {stay} pupils after the merger, at most {limit}")
            yield MERGED_PUPILS.case(stay, limit, *where, *words)


def unseated(view: PlanIndex) -> int:
    """Tier seated: applicants who are, in some period of an attended day, neither at a session nor in a care group."""
    found: set[str] = set()
    away = view.presence.away
    for class_id, weekday, period, _ in uncared(view):
        for pupil in view.demand.members[class_id]:
            if weekday in pupil.weekdays and (pupil.id, weekday, period) not in away:
                found.add(pupil.id)
    return len(found)


def handovers(view: PlanIndex) -> tuple[int, int]:
    """D08H: changes of the adult between two consecutive periods of a host; scale: such pairs * W."""
    changes = pairs = 0
    for group in view.kept.groups:
        first = view.stands["care", group.weekday, group.host, group.period]
        second = view.stands.get(("care", group.weekday, group.host, group.period + 1))
        if second is None:
            continue
        pairs += 1
        for week in first.weeks:
            one, other = first.people[week], second.people[week]
            changes += bool(one and other and set(one) != set(other))
    return changes, pairs * view.weeks
