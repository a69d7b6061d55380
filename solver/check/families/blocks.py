"""Service blocks: A06 breakfast, lunch and nap, A07 evening study, A07R rest after it, A14 weekend classes.

Formula: every post of a block has the adults of its groups (one for so many pupils of a room), pupils of a room <= capacity.
A07 end - start <= minutes, end <= latest, grade of every pupil >= from_grade; whoever stands there agreed to evenings, and
has at most evenings_per_week of them a week. A07R after an evening, the next morning's first lesson of the person comes
rest_minutes later or more (hard: none earlier; soft: their number; scale: evening duties). A14 whoever stands there agreed
to weekends. With level soft the filling is left to the tier coverage.

Afterwards: blocks outside the afternoon are safe, and nobody is at school around the clock.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.assigned_duties import AssignedDuty
from solver.check.blocks import groups_of, rule_of
from solver.check.coverage import unfilled
from solver.check.names import grade_id, listed, when
from solver.check.plan_index import PlanIndex
from solver.check.violation import Violation
from solver.problem.blocks import Block
from solver.units import Minute, Week, Weekday, clock

CALLED = {"evening": ("晚自习", "evening study"), "weekend": ("周末课程", "weekend classes")}


def meals(view: PlanIndex) -> Iterator[Violation]:
    """A06: breakfast, lunch and nap have their adults and their places."""
    yield from unfilled(view, "A06")
    yield from _places(view, "A06")


def evenings(view: PlanIndex) -> Iterator[Violation]:
    """A07: evening study is short, early enough, for the older grades, and looked after by those who agreed."""
    yield from unfilled(view, "A07")
    yield from _places(view, "A07")
    most, latest = view.number("A07", "minutes"), view.number("A07", "latest")
    least = view.number("A07", "from_grade")
    for block in _blocks(view, "A07"):
        length = block.end - block.start
        if length > most:
            zh = f"时段{block.id}的晚自习有{length}分钟，不得超过{most}分钟"
            en = f"Evening study {block.id} lasts {length} minutes, at most {most} are allowed"
            yield Violation("A07", (block.id,), "", None, str(length), str(most), zh, en)
        if block.end > latest:
            zh = f"时段{block.id}的晚自习{clock(block.end)}才结束，不得晚于{clock(latest)}"
            en = f"Evening study {block.id} ends at {clock(block.end)}, at {clock(latest)} at the latest"
            yield Violation("A07", (block.id,), "", None, clock(block.end), clock(latest), zh, en)
        grade_of = view.problem.grade_of_pupil
        young = sorted({grade_of[pupil.id] for pupil in view.problem.pupils_of_block[block.id]})
        for grade in (grade for grade in young if grade < least):
            zh = f"{grade}年级有学生报名晚自习{block.id}，只有{least}年级及以上可以开设"
            en = f"Pupils of grade {grade} are signed up for evening study {block.id}, which is for grade {least} and above"
            yield Violation("A07", (block.id, grade_id(grade)), "", None, str(grade), str(least), zh, en)
    yield from _agreed(view, "A07", "evening")
    yield from _evenings_a_week(view)


def weekends(view: PlanIndex) -> Iterator[Violation]:
    """A14: weekend classes have their adults, who agreed to them, and their places."""
    yield from unfilled(view, "A14")
    yield from _places(view, "A14")
    yield from _agreed(view, "A14", "weekend")


def rest(view: PlanIndex) -> Iterator[Violation]:
    """A07R: nobody has a lesson soon after an evening."""
    need = view.number("A07R", "rest_minutes")
    hits: dict[tuple[AssignedDuty, Minute], list[Week]] = {}
    for duty, first in _short_nights(view):
        hits.setdefault((duty._replace(week=0), first), []).append(duty.week)
    for (duty, first), weeks in hits.items():
        on_zh, on_en = when(duty.slot.weekday, weeks, view.weeks)
        who, rested = view.names.person(duty.person), 1440 - duty.slot.end + first
        end, start = clock(duty.slot.end), clock(first)
        zh = f"{on_zh}：{who}晚自习到{end}，次日{start}有课，只休息{rested}分钟，应不少于{need}分钟"
        en = f"{on_en}: {who} has evening study until {end} and a lesson at {start} next day, {rested} minutes of {need}"
        yield Violation("A07R", (duty.person,), "", duty.slot.weekday, str(rested), str(need), zh, en)


def short_nights(view: PlanIndex) -> tuple[int, int] | None:
    """A07R: evening duties with a lesson too soon next morning; scale: evening duties. Nothing in a school without any."""
    if not any(stand.kind == "evening" for stand in view.stands.values()):
        return None
    total = sum(1 for duty in view.each_duty() if duty.stand.kind == "evening")
    return sum(1 for _ in _short_nights(view)), total


def _short_nights(view: PlanIndex) -> Iterator[tuple[AssignedDuty, Minute]]:
    """Evening duties with the start of a lesson that comes too soon after them."""
    need = view.number("A07R", "rest_minutes")
    for duty in view.each_duty():
        after = duty.slot.weekday + 1
        if duty.stand.kind == "evening" and after in view.days:
            lessons = view.staff_lessons.get((duty.person, after), ())
            first = min((lesson.start for lesson in lessons), default=None)
            if first is not None and 1440 - duty.slot.end + first < need:
                yield duty, first


def _blocks(view: PlanIndex, rule: str) -> list[Block]:
    """Blocks of a rule for which somebody signed up."""
    return [b for b in view.problem.blocks if rule_of(b) == rule and view.problem.pupils_of_block[b.id]]


def _places(view: PlanIndex, rule: str) -> Iterator[Violation]:
    for block in _blocks(view, rule):
        for group in groups_of(view.problem, view.policy, block):
            if group.pupils > group.capacity:
                name = view.names.room(group.room)
                zh = f"时段{block.id}在{name}有{group.pupils}名学生，只有{group.capacity}个座位"
                en = f"Block {block.id} has {group.pupils} pupils in {name}, which holds {group.capacity}"
                yield Violation(rule, (block.id,), group.room, None, str(group.pupils), str(group.capacity), zh, en)


def _agreed(view: PlanIndex, rule: str, consent: str) -> Iterator[Violation]:
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
        yield Violation(rule, (person, block), "", weekday, "none", consent, zh, en)


def _evenings_a_week(view: PlanIndex) -> Iterator[Violation]:
    most = view.number("A07", "evenings_per_week")
    counts: dict[tuple[str, Week], int] = {}
    for duty in view.each_duty():
        if duty.stand.kind == "evening":
            key = (duty.person, duty.week)
            counts[key] = counts.get(key, 0) + 1
    found: dict[tuple[str, int], list[str]] = {}
    for (person, week), count in counts.items():
        if count > most:
            found.setdefault((person, count), []).append(str(week))
    for (person, count), weeks in found.items():
        who, (weeks_zh, weeks_en) = view.names.person(person), listed(weeks)
        zh = f"第{weeks_zh}周：{who}有{count}次晚自习，每周不得超过{most}次"
        en = f"Week {weeks_en}: {who} has {count} evenings, at most {most} a week"
        yield Violation("A07", (person,), "", None, str(count), str(most), zh, en)
