"""Faults of rooms, walks, gates, fixed posts, offerings and money."""

from __future__ import annotations

from solver.errors import Path
from solver.problem.checks import (
    GRADES,
    check_ids,
    check_interval,
    check_once,
    check_range,
    check_ref,
    check_spans,
    check_weekdays,
)
from solver.problem.findings import Findings
from solver.problem.offerings import STRANDS, Offering
from solver.problem.people import ROLES
from solver.problem.places import CLASSROOM, FIXED_POST_KINDS, LATE_ROOM, FixedPost
from solver.problem.problem import Problem

MOST_AT_ONCE = 50
"""Classes with regular lessons in one room at once."""
LONGEST_TRAVEL = 120
"""Minutes on the way to a venue off campus."""
MOST_VISITS = 200
"""Visits of a class to a reading room in a term."""


def check_rooms(found: Findings, problem: Problem) -> None:
    """Rooms hold somebody; walks join two different known zones, each pair once."""
    check_ids(found, "rooms", (room.id for room in problem.rooms), ("教室", "room"))
    for i, room in enumerate(problem.rooms):
        check_range(found, ("rooms", i, "capacity"), room.capacity, 1)
        check_range(found, ("rooms", i, "travel"), room.travel, 0, LONGEST_TRAVEL)
        check_range(found, ("rooms", i, "escorts"), room.escorts, 0)
        check_range(found, ("rooms", i, "holds"), room.holds, 1, MOST_AT_ONCE)
        if room.travel and (room.type in (CLASSROOM, LATE_ROOM) or any(home.room == room.id for home in problem.classes)):
            found.add(("rooms", i, "travel"), room.travel, "班级教室和延时托管室都在校内，不能有路程。",
                      "Home rooms and rooms of extended care are on campus and have no way.",
                      hint_zh="可能填错了行。", hint_en="Maybe it belongs in another row.")  # fmt: skip
        check_spans(found, ("rooms", i, "closures"), room.closures)
        check_range(found, ("rooms", i, "visits"), room.visits, 0, MOST_VISITS)
    zones = dict.fromkeys([room.zone for room in problem.rooms] + [post.zone for post in problem.posts])
    zones |= dict.fromkeys(gate.zone for gate in problem.gates if gate.zone)
    pairs: list[tuple[str, ...]] = []
    for i, walk in enumerate(problem.walks):
        check_ref(found, ("walks", i, "zone_a"), walk.zone_a, ("区域", "zone"), zones)
        check_ref(found, ("walks", i, "zone_b"), walk.zone_b, ("区域", "zone"), zones)
        check_range(found, ("walks", i, "minutes"), walk.minutes, 0, 240)
        if walk.zone_a == walk.zone_b:
            found.add(("walks", i, "zone_b"), walk.zone_b, "两个区域相同；同一区域内不需要步行时间。",
                      "Both zones are the same; within a zone no walk is counted.")  # fmt: skip
        pairs.append(tuple(sorted((walk.zone_a, walk.zone_b))))
    check_once(found, ("walks",), pairs, "两区域步行时间", "walk between two zones")


def check_gates(found: Findings, problem: Problem) -> None:
    """Gates let somebody through: at least one lane and one second a class."""
    check_ids(found, "gates", (gate.id for gate in problem.gates), ("校门", "gate"))
    for i, gate in enumerate(problem.gates):
        check_range(found, ("gates", i, "lanes"), gate.lanes, 1)
        check_range(found, ("gates", i, "seconds_per_class"), gate.seconds_per_class, 1)
        check_range(found, ("gates", i, "staff"), gate.staff, 0)


def check_posts(found: Findings, problem: Problem) -> None:
    """Fixed posts: a known kind, an interval, somebody to stand there, roles that exist."""
    check_ids(found, "posts", (post.id for post in problem.posts), ("固定岗位", "fixed post"))
    for i, post in enumerate(problem.posts):
        path = ("posts", i)
        check_ref(found, (*path, "kind"), post.kind, ("岗位类别", "kind of post"), FIXED_POST_KINDS)
        check_interval(found, path, post.start, post.end)
        check_weekdays(found, (*path, "weekdays"), post.weekdays)
        check_range(found, (*path, "headcount"), post.headcount, 1)
        if not post.roles:
            found.add((*path, "roles"), "[]", "至少要有一种角色可以担任。", "At least one role must be allowed.")
        for j, role in enumerate(post.roles):
            check_ref(found, (*path, "roles", j), role, ("角色", "role"), ROLES)
        check_once(found, (*path, "roles"), post.roles, "角色", "role")
        _check_answering(found, problem, path, post)


def _check_answering(found: Findings, problem: Problem, path: Path, post: FixedPost) -> None:
    """A post of questions and answers says for whom and in what (B05); other posts do not."""
    for field, values in (("subjects", post.subjects), ("grades", post.grades)):
        check_once(found, (*path, field), values, "科目或年级", "subject or grade")
        if post.kind == "qa" and not values:
            found.add((*path, field), "[]", "答疑岗要写明科目和年级。", "A post of questions and answers names subjects and grades.")
        elif post.kind != "qa" and values:
            found.add((*path, field), "、".join(map(str, values)), "只有答疑岗才写科目和年级。",
                      "Only a post of questions and answers names subjects and grades.",
                      hint_zh="可能类别写错了。", hint_en="Maybe the kind is wrong.")  # fmt: skip
    for j, grade in enumerate(post.grades):
        if grade not in problem.window_of:
            found.unknown((*path, "grades", j), str(grade), "有服务时间的年级", "grade with a window", map(str, problem.window_of))


def check_offerings(found: Findings, problem: Problem) -> None:
    """Offerings: sizes, sessions and days that do not contradict one another."""
    check_ids(found, "offerings", (offering.id for offering in problem.offerings), ("课程", "offering"))
    for i, offering in enumerate(problem.offerings):
        _check_offering(found, ("offerings", i), offering)


def _check_offering(found: Findings, path: Path, offering: Offering) -> None:
    check_ref(found, (*path, "strand"), offering.strand, ("课程门类", "strand"), STRANDS)
    if not offering.grades:
        found.add((*path, "grades"), "[]", "至少要有一个年级。", "At least one grade is needed.")
    for j, grade in enumerate(offering.grades):
        check_range(found, (*path, "grades", j), grade, GRADES[0], GRADES[-1])
    check_once(found, (*path, "grades"), offering.grades, "年级", "grade")
    check_range(found, (*path, "minimum"), offering.minimum, 1)
    if offering.maximum < offering.minimum:
        found.add((*path, "maximum"), offering.maximum, f"容纳人数不能小于开班人数（{offering.minimum}）。",
                  f"The maximum may not be less than the minimum ({offering.minimum}).")  # fmt: skip
    check_range(found, (*path, "minutes"), offering.minutes, 1, 600)
    check_range(found, (*path, "skill_level"), offering.skill_level, 1, 3)
    check_range(found, (*path, "max_sections"), offering.max_sections, 1)
    check_range(found, (*path, "assistants"), offering.assistants, 0)
    check_weekdays(found, (*path, "weekdays"), offering.weekdays)
    days = len(set(offering.weekdays))
    if not days:
        found.add((*path, "weekdays"), "[]", "至少要有一天可以上课。", "At least one weekday is needed.")
    elif not 1 <= offering.sessions <= days:
        found.outside((*path, "sessions"), offering.sessions, 1, f"{days}（可上课天数 weekdays）")
