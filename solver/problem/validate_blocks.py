"""Faults of service blocks, and of who signed up for them or agreed to look after them."""

from __future__ import annotations

from collections import defaultdict

from solver.errors import Path
from solver.problem.blocks import BLOCK_KINDS, CONSENTS, WEEKEND, Block
from solver.problem.checks import check_ids, check_interval, check_once, check_range, check_ref, check_weekdays
from solver.problem.findings import Findings
from solver.problem.people import ROLES
from solver.problem.problem import Problem
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, Minute, Weekday, clock

Use = tuple[Minute, Minute, str, str]
"""(start, end, what in Chinese, what in English)."""


def check_blocks(found: Findings, problem: Problem) -> None:
    """Blocks: a known kind, days of that kind, known rooms that hold nothing else then, somebody to look after them."""
    check_ids(found, "blocks", (block.id for block in problem.blocks), ("时段", "block"))
    for i, block in enumerate(problem.blocks):
        _check_block(found, problem, ("blocks", i), block)
    for i, pupil in enumerate(problem.pupils):
        for j, name in enumerate(pupil.blocks):
            check_ref(found, ("pupils", i, "blocks", j), name, ("时段", "block"), problem.block_of)
        check_once(found, ("pupils", i, "blocks"), pupil.blocks, "时段", "block")
    for i, person in enumerate(problem.staff):
        for j, kind in enumerate(person.consents):
            check_ref(found, ("staff", i, "consents", j), kind, ("同意的时段", "consent"), CONSENTS)
        check_once(found, ("staff", i, "consents"), person.consents, "同意的时段", "consent")
    if problem.blocks:
        _check_rooms(found, problem)
        _check_pupils(found, problem)


def _check_block(found: Findings, problem: Problem, path: Path, block: Block) -> None:
    check_ref(found, (*path, "kind"), block.kind, ("时段类别", "kind of block"), BLOCK_KINDS)
    check_interval(found, path, block.start, block.end)
    if not block.weekdays:
        found.add((*path, "weekdays"), "[]", "至少要有一天。", "At least one weekday is needed.")
    if block.kind == "weekend":
        for j, weekday in enumerate(block.weekdays):
            if weekday not in WEEKEND:
                found.outside((*path, "weekdays", j), weekday, "6（周六 Sat）", "7（周日 Sun）")
        check_once(found, (*path, "weekdays"), block.weekdays, "星期", "weekday")
        if not block.rooms:
            found.add((*path, "rooms"), "[]", "周末特长班要写明场地。", "A weekend block names its venue.")
    else:
        check_weekdays(found, (*path, "weekdays"), block.weekdays)
    for j, room in enumerate(block.rooms):
        check_ref(found, (*path, "rooms", j), room, ("场地", "room"), problem.room_of)
    check_once(found, (*path, "rooms"), block.rooms, "场地", "room")
    if block.pupils_per_adult is not None:
        check_range(found, (*path, "pupils_per_adult"), block.pupils_per_adult, 1, 100)
    if not block.roles:
        found.add((*path, "roles"), "[]", "至少要有一种角色可以担任。", "At least one role must be allowed.")
    for j, role in enumerate(block.roles):
        check_ref(found, (*path, "roles", j), role, ("角色", "role"), ROLES)
    check_once(found, (*path, "roles"), block.roles, "角色", "role")


def _check_rooms(found: Findings, problem: Problem) -> None:
    """A room has one block at a time, and no regular lesson while it has one."""
    uses: dict[tuple[str, Weekday], list[Use]] = defaultdict(list)
    for lesson in problem.lessons:
        if lesson.room_id is not None:
            uses[lesson.room_id, lesson.weekday].append((lesson.start, lesson.end, "正课", "a regular lesson"))
    for i, block in enumerate(problem.blocks):
        for room in problem.rooms_of_block(block):
            for weekday in block.weekdays:
                for start, end, zh, en in uses[room, weekday]:
                    if block.start < end and start < block.end:
                        field = "rooms" if block.rooms else "start"
                        found.add(("blocks", i, field), room,
                                  f"{WEEKDAYS_ZH[weekday % 8]} {clock(start)}–{clock(end)} 该场地已有{zh}。",
                                  f"On {WEEKDAYS_EN[weekday % 8]} {clock(start)}–{clock(end)} the room has {en}.",
                                  hint_zh="可能时间写错了，或几个年级应合写一个时段。",
                                  hint_en="Maybe a time is mistyped, or several grades belong into one block.")  # fmt: skip
                        break
                uses[room, weekday].append((block.start, block.end, f"时段 {block.id}", f"the block {block.id}"))


def _check_pupils(found: Findings, problem: Problem) -> None:
    """No pupil is in two blocks at once, in a block during a lesson of the class, or in one during the afternoon service."""
    lessons: dict[tuple[str, Weekday], list[tuple[Minute, Minute]]] = defaultdict(list)
    for lesson in problem.lessons:
        if lesson.class_id is not None:
            lessons[lesson.class_id, lesson.weekday].append((lesson.start, lesson.end))
    for i, pupil in enumerate(problem.pupils):
        mine = [(j, problem.block_of[name]) for j, name in enumerate(pupil.blocks) if name in problem.block_of]
        taken: list[tuple[Weekday, Minute, Minute]] = []
        for j, block in mine:
            window = problem.window_of.get(problem.class_of[pupil.class_id].grade) if pupil.class_id in problem.class_of \
                else None  # fmt: skip
            for weekday in block.weekdays:
                busy = [(s, e) for d, s, e in taken if d == weekday] + lessons[pupil.class_id, weekday]
                if window is not None and window.dismissals and weekday in pupil.weekdays:
                    busy.append((window.start, max(*window.dismissals, pupil.late_until or 0)))
                clash = next(((s, e) for s, e in busy if s < block.end and block.start < e), None)
                if clash is not None:
                    found.add(("pupils", i, "blocks", j), block.id,
                              f"{WEEKDAYS_ZH[weekday % 8]} {clock(clash[0])}–{clock(clash[1])} 该生已有课或已报名别的服务。",
                              f"On {WEEKDAYS_EN[weekday % 8]} {clock(clash[0])}–{clock(clash[1])} the pupil has a lesson or "
                              "other service.",
                              hint_zh="可能时段的时间写错了。", hint_en="Maybe the times of the block are mistyped.")  # fmt: skip
                    break
            taken += [(weekday, block.start, block.end) for weekday in block.weekdays]
