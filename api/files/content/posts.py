"""Who stands where: the duty table of gates, patrols, late rooms and service blocks, and the waves of dismissal."""

from __future__ import annotations

from collections import defaultdict

from api.files.content.names import PageNames, day, week_name
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads
from api.files.content.shown_part import gate_part, minute_part, people_part
from api.files.plan.bundle import PlanBundle
from solver.check.names import Words
from solver.check.required_posts import RequiredPost
from solver.units import clock
from solver.words import span

DUTY_KINDS = ("gate", "fixed", "qa", "late", "standby", "block", "evening", "weekend")

BLOCKS = ("block", "evening", "weekend")


def duty_page(bundle: PlanBundle, names: PageNames) -> Page:
    """Duty on standing posts, by week and weekday."""
    problem, view = bundle.problem, bundle.view
    late_rooms = {item.weekday: "、".join(names.room(room) for room in item.rooms) for item in bundle.plan.late_care}
    table: dict[tuple[int, str, int, str], dict[int, RequiredPost]] = defaultdict(dict)
    spans: dict[tuple[int, str, int, str], list[tuple[int, int]]] = defaultdict(list)
    for stand in view.stands.values():
        post = stand.post
        if post.kind in DUTY_KINDS and stand.slots:
            slot = stand.slots[0]
            key = (DUTY_KINDS.index(post.kind), post.subject, post.detail, post.kind)
            table[key][post.weekday] = stand
            spans[key].append((slot.start, slot.end))
    rows: list[Row] = []
    for key in sorted(table):
        stands, kind = table[key], key[3]
        any_stand = next(iter(stands.values()))
        when = span(min(start for start, _ in spans[key]), max(end for _, end in spans[key]))
        for week in range(1, view.weeks + 1):
            cells = []
            for weekday in problem.post_days:
                here = stands.get(weekday)
                if here is None:
                    cells.append(Cell("—"))
                    continue
                people = here.of(week)
                lacking = here.headcount - len(people)
                text = (names.people(people) + (f"\n【缺{lacking}人】" if lacking > 0 else "")).strip()
                who = people_part(text, here.post, (week,))
                if kind == "late" and weekday in late_rooms:
                    text += f"\n{late_rooms[weekday]}"
                block = problem.block_of.get(here.post.subject) if kind in BLOCKS else None
                if block is not None:
                    text += f"\n{'、'.join(names.room(room) for room in block.rooms) or '各班教室'}"
                cells.append(Cell(text.strip(), "bad" if lacking > 0 else kind, parts=(who,)))
            rows.append((
                Cell(names.post(any_stand.post), "label"),
                Cell(when),
                Cell(week_name(week, view.weeks)),
                *cells,
            ))  # fmt: skip
    header: Row = (
        *heads(("岗位", "post"), ("时间", "time"), ("周次", "week")),
        *(day(weekday) for weekday in problem.post_days),
    )
    turns = "单周即第1周，双周即第2周；" if view.weeks == 2 else ""
    note = (f"{turns}各天时间不同时写最早至最晚。", "Where days differ, from the earliest to the latest time.")
    widths = (22, 15, 8, *(20 for _ in problem.post_days))
    return Page("duty", "值日表", "duty table", widths, (PageBlock("校门、巡察、延时值日表", "Gate, patrol and late-room duty", (header,),
                                                          tuple(rows), note),), 3)  # fmt: skip


def dismissal_page(bundle: PlanBundle, names: PageNames) -> Page:
    """Dismissals: grades, minutes and gates, and how long a wave takes."""
    problem = bundle.problem
    with_applicants = {pupil.class_id for pupil in problem.pupils if pupil.weekdays}
    waves: dict[tuple[int, str], list[int]] = defaultdict(list)
    for item in bundle.plan.dismissals:
        waves[item.minute, item.gate].append(item.grade)
    rows: list[Row] = []
    for (minute, gate_id), grades in sorted(waves.items()):
        gate = problem.gate_of.get(gate_id)
        by_grade = [
            [names.home(home.id) for home in problem.classes if home.grade == grade and home.id in with_applicants]
            for grade in sorted(grades)
        ]
        classes = [name for group in by_grade for name in group]
        seconds = -(-len(classes) * gate.seconds_per_class // gate.lanes) if gate and gate.lanes > 0 else 0
        rows.append((
            Cell(clock(minute), "label", align="center", parts=(minute_part(clock(minute), sorted(grades)),)),
            Cell(names.gate(gate_id), parts=(gate_part(names.gate(gate_id), sorted(grades)),)),
            Cell("\n".join(f"{grade}年级" for grade in sorted(grades))),
            Cell("\n".join("、".join(group) for group in by_grade)),
            count(len(classes)),
            count(gate.lanes if gate else 0),
            count(seconds / 60, "0.0"),
            count(gate.staff if gate else 0),
        ))  # fmt: skip
    header = heads(("放学时刻", "time"), ("校门", "gate"), ("年级", "grades"), ("班级", "classes"), ("班数", "classes"),
                   ("通道数", "lanes"), ("走完用时（分钟）", "minutes to clear"), ("护送人数", "adults"))  # fmt: skip
    note = (
        f"每批须在 {bundle.view.escort} 分钟内走完，护送人员在岗 {bundle.view.escort} 分钟（D14）；延时托管的学生另按约定时间离校。",
        f"Every wave clears within {bundle.view.escort} minutes, its adults stay as long; pupils in extended care leave later."
    )
    return Page("dismissal", "放学安排", "dismissal", (12, 16, 12, 64, 10, 10, 20, 12), (
        PageBlock("错峰放学安排", "Staggered dismissal", (header,), tuple(rows), note, order_words(bundle)),))  # fmt: skip


def order_words(bundle: PlanBundle) -> tuple[Words, ...]:
    """Grades that leave after a higher one, with the cause; nothing where none does (D17)."""
    return tuple((limit.zh, limit.en) for limit in bundle.limits if limit.tier == "order")
