"""Service blocks: A06 breakfast, lunch and nap, A07 evening study, A07R rest after it, A14 weekend classes.

Formula: every post of a block has the adults of its groups (one for so many pupils of a room), pupils of a room <= capacity.
A07 end - start <= minutes, end <= latest, grade of every pupil >= from_grade; whoever stands there agreed to evenings, and
has at most evenings_per_week of them a week. A07R after an evening, the next morning's first lesson of the person comes
rest_minutes later or more (hard: none earlier; soft: their number; scale: evening duties). A14 whoever stands there agreed
to weekends. With level soft the filling is left to the tier coverage.

Afterwards: blocks outside the afternoon are safe, and nobody is at school around the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from solver.check.assigned_duties import AssignedDuty
from solver.check.blocks import groups_of, rule_of
from solver.check.coverage import unfilled
from solver.check.measurement import (
    AT_LEAST,
    AT_MOST,
    CLOCK,
    GRADES,
    MINUTES,
    PERSONS,
    TIMES,
    Breaches,
    Measurement,
    Quantity,
)
from solver.check.names import grade_id, listed, when
from solver.check.plan_index import PlanIndex
from solver.problem.blocks import Block
from solver.units import Minute, Week, Weekday, clock


def _duties(kind: str) -> Callable[[PlanIndex], int]:
    return lambda view: sum(len(people) for stand in view.of_kind(kind) for people in stand.people.values())


CROWD = {
    rule: Quantity(rule, "时段内一间场地的学生最多", "most pupils of a block in a room", AT_MOST, PERSONS)
    for rule in ("A06", "A07", "A14")
}
LENGTH = Quantity("A07", "最长的晚自习", "longest evening study", AT_MOST, MINUTES)
END = Quantity("A07", "最晚结束的晚自习", "latest end of evening study", AT_MOST, CLOCK)
YOUNGEST = Quantity("A07", "参加晚自习的最低年级", "lowest grade at evening study", AT_LEAST, GRADES)
EVENINGS = Quantity("A07", "一人每周晚自习最多", "most evenings of a person a week", AT_MOST, TIMES)
UNASKED = {
    "A07": Breaches("A07", "未同意的晚自习看护人次", "adults at evening study who did not agree", _duties("evening")),
    "A14": Breaches("A14", "未同意的周末看护人次", "adults at weekend classes who did not agree", _duties("weekend")),
}
NIGHT = Quantity("A07R", "晚自习后到次日首节课的最短休息", "shortest rest between evening study and the next lesson", AT_LEAST,
                 MINUTES)  # fmt: skip

CALLED = {"evening": ("晚自习", "evening study"), "weekend": ("周末特长班", "weekend classes")}


def meals(view: PlanIndex) -> Iterator[Measurement]:
    """A06: breakfast, lunch and nap have their adults and their places."""
    yield from unfilled(view, "A06")
    yield from _places(view, "A06")


def evenings(view: PlanIndex) -> Iterator[Measurement]:
    """A07: evening study is short, early enough, for the older grades, and looked after by those who agreed."""
    yield from unfilled(view, "A07")
    yield from _places(view, "A07")
    most, latest = view.number("A07", "minutes"), view.number("A07", "latest")
    least = view.number("A07", "from_grade")
    long, late, young = view.gauge(LENGTH), view.gauge(END), view.gauge(YOUNGEST)
    for block in _blocks(view, "A07"):
        length = block.end - block.start
        if long(length, most):
            zh = f"时段{block.id}的晚自习有{length}分钟，不得超过{most}分钟"
            en = f"Evening study {block.id} lasts {length} minutes, at most {most} are allowed"
            yield LENGTH.case(length, most, (block.id,), "", None, zh, en)
        if late(block.end, latest):
            zh = f"时段{block.id}的晚自习{clock(block.end)}才结束，不得晚于{clock(latest)}"
            en = f"Evening study {block.id} ends at {clock(block.end)}, at {clock(latest)} at the latest"
            yield END.case(block.end, latest, (block.id,), "", None, zh, en)
        grade_of = view.problem.grade_of_pupil
        for grade in sorted({grade_of[pupil.id] for pupil in view.problem.pupils_of_block[block.id]}):
            if not young(grade, least):
                continue
            zh = f"{grade}年级有学生报名晚自习{block.id}，只有{least}年级及以上可以开设"
            en = f"Pupils of grade {grade} are signed up for evening study {block.id}, which is for grade {least} and above"
            yield YOUNGEST.case(grade, least, (block.id, grade_id(grade)), "", None, zh, en)
    yield from _agreed(view, "A07", "evening")
    yield from _evenings_a_week(view)


def weekends(view: PlanIndex) -> Iterator[Measurement]:
    """A14: weekend classes have their adults, who agreed to them, and their places."""
    yield from unfilled(view, "A14")
    yield from _places(view, "A14")
    yield from _agreed(view, "A14", "weekend")


def rest(view: PlanIndex) -> Iterator[Measurement]:
    """A07R: nobody has a lesson soon after an evening."""
    need = view.number("A07R", "rest_minutes")
    short = view.gauge(NIGHT)
    hits: dict[tuple[AssignedDuty, Minute], list[Week]] = {}
    for duty, first, rested in _nights(view):
        if short(rested, need):
            hits.setdefault((duty._replace(week=0), first), []).append(duty.week)
    for (duty, first), weeks in hits.items():
        on_zh, on_en = when(duty.slot.weekday, weeks, view.weeks)
        who, rested = view.names.person(duty.person), 1440 - duty.slot.end + first
        end, start = clock(duty.slot.end), clock(first)
        zh = f"{on_zh}：{who}晚自习到{end}，次日{start}有课，只休息{rested}分钟，应不少于{need}分钟"
        en = (
            f"{on_en}: {who} has evening study until {end} and a lesson at {start} next day, {rested} minutes of {need}"
        )
        yield NIGHT.case(rested, need, (duty.person,), "", duty.slot.weekday, zh, en)


def short_nights(view: PlanIndex) -> tuple[int, int] | None:
    """A07R: evening duties with a lesson too soon next morning; scale: evening duties. Nothing in a school without any."""
    if not any(stand.kind == "evening" for stand in view.stands.values()):
        return None
    total = sum(1 for duty in view.each_duty() if duty.stand.kind == "evening")
    need = view.number("A07R", "rest_minutes")
    return sum(NIGHT.misses(rested, need) for _, _, rested in _nights(view)), total


def _nights(view: PlanIndex) -> Iterator[tuple[AssignedDuty, Minute, Minute]]:
    """Evening duties before a morning with a lesson of the person: its start, and the minutes of rest until then."""
    for duty in view.each_duty():
        after = duty.slot.weekday + 1
        if duty.stand.kind == "evening" and after in view.days:
            lessons = view.staff_lessons.get((duty.person, duty.week, after), ())
            first = min((lesson.start for lesson in lessons), default=None)
            if first is not None:
                yield duty, first, 1440 - duty.slot.end + first


def _blocks(view: PlanIndex, rule: str) -> list[Block]:
    """Blocks of a rule for which somebody signed up."""
    return [b for b in view.problem.blocks if rule_of(b) == rule and view.problem.pupils_of_block[b.id]]


def _places(view: PlanIndex, rule: str) -> Iterator[Measurement]:
    crowd = CROWD[rule]
    full = view.gauge(crowd)
    for block in _blocks(view, rule):
        for group in groups_of(view.problem, view.policy, block):
            if full(group.pupils, group.capacity):
                name = view.names.room(group.room)
                zh = f"时段{block.id}在{name}有{group.pupils}名学生，只有{group.capacity}个座位"
                en = f"Block {block.id} has {group.pupils} pupils in {name}, which holds {group.capacity}"
                yield crowd.case(group.pupils, group.capacity, (block.id,), group.room, None, zh, en)


def _agreed(view: PlanIndex, rule: str, consent: str) -> Iterator[Measurement]:
    """Whoever looks after such a block agreed to it."""
    called_zh, called_en = CALLED[consent]
    staff = view.problem.staff_of
    hits: dict[tuple[str, str, Weekday], list[Week]] = {}
    for stand in view.of_kind(consent):
        for week, people in stand.people.items():
            for person in people:
                if person not in staff or consent not in staff[person].consents:
                    hits.setdefault((person, stand.post.subject, stand.post.weekday), []).append(week)
    for (person, block, weekday), weeks in hits.items():
        on_zh, on_en = when(weekday, weeks, view.weeks)
        who = view.names.person(person)
        zh = f"{on_zh}：{who}没有同意承担{called_zh}（时段{block}）"
        en = f"{on_en}: {who} did not agree to {called_en} (block {block})"
        yield UNASKED[rule].breach((person, block), "", weekday, "none", consent, zh, en)


def _evenings_a_week(view: PlanIndex) -> Iterator[Measurement]:
    most = view.number("A07", "evenings_per_week")
    counts: dict[tuple[str, Week], int] = {}
    for duty in view.each_duty():
        if duty.stand.kind == "evening":
            key = (duty.person, duty.week)
            counts[key] = counts.get(key, 0) + 1
    often = view.gauge(EVENINGS)
    found: dict[tuple[str, int], list[str]] = {}
    for (person, week), count in counts.items():
        if often(count, most):
            found.setdefault((person, count), []).append(str(week))
    for (person, count), weeks in found.items():
        who, (weeks_zh, weeks_en) = view.names.person(person), listed(weeks)
        zh = f"第{weeks_zh}周：{who}有{count}次晚自习，每周不得超过{most}次"
        en = f"Week {weeks_en}: {who} has {count} evenings, at most {most} a week"
        yield EVENINGS.case(count, most, (person,), "", None, zh, en)
