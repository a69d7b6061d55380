"""Wishes of families that cannot take effect, or took effect by a number that was assumed: counted, with the pupils.

C01, C04: choices without a number of clubs or without days, days without service, courses that meet on no day of the pupil,
B16: that ask for a course not passed. A wish here is no fault of the data: the plan is made without it.
"""

from __future__ import annotations

from collections.abc import Iterable

from solver.explain.openings import Openings
from solver.explain.wording import names
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.problem.pupils import CLUBS_UNSAID, Pupil
from solver.units import Minute
from solver.words import days_en, days_zh

LISTED = 20
"""Pupils whom a sentence names; all of them are the reason's subjects."""


def wish_warnings(problem: Problem, policy: Policy, openings: Openings) -> list[Reason]:
    """Every kind of wish without effect, those whose form is incomplete first."""
    return [
        *_incomplete(problem),
        *_without_service(problem),
        *_unknown_groups(problem, policy),
        *_unmet(problem, openings),
    ]


def _reason(rule: str, pupils: Iterable[str], zh: str, en: str) -> Reason:
    """``zh`` and ``en`` say of how many pupils what; the pupils follow."""
    found = tuple(pupils)
    listed = names(found, LISTED)
    return Reason(
        rule,
        f"{len(found)} 名学生{zh}：{listed}。",
        f"{len(found)} pupils {en}: {listed}.",
        str(len(found)),
        subjects=found,
    )


def _incomplete(problem: Problem) -> list[Reason]:
    """Forms of which one part makes another idle."""
    assumed, unwilling, idle, late = [], [], [], []
    for pupil in problem.pupils:
        if not pupil.weekdays:
            if pupil.choices:
                idle.append(pupil.id)
            if pupil.late_until is not None:
                late.append(pupil.id)
        elif pupil.choices and pupil.clubs_assumed:
            assumed.append(pupil.id)
        elif pupil.choices and not pupil.clubs:
            unwilling.append(pupil.id)
    found = []
    if assumed:
        found.append(
            _reason(
                "C04",
                assumed,
                f"填了志愿但没有填希望社团数，按 {CLUBS_UNSAID} 门安排；想上几门请填数，不上课程请填 0",
                f"ranked choices and left the number of clubs empty; {CLUBS_UNSAID} is taken (write a number, 0 for none)",
            )
        )
    if unwilling:
        found.append(
            _reason(
                "C04",
                unwilling,
                "填了志愿，但希望社团数是 0，不安排课程",
                "ranked choices and want 0 clubs, so they get none",
            )
        )
    if idle:
        found.append(
            _reason(
                "C01",
                idle,
                "填了课程志愿但没有填参加星期，按不参加处理，托管和课程都不安排",
                "ranked choices and gave no weekdays, so they count as not attending: no care, no course",
            )
        )
    if late:
        found.append(_reason("C01", late, "填了延时托管但没有填参加星期，不安排延时托管",
                             "ask for extended care and gave no weekdays, so they get none"))  # fmt: skip
    return found


def _without_service(problem: Problem) -> list[Reason]:
    """Days applied for on which the term has no service."""
    served = set(problem.weekdays)
    lost = {pupil.id: [d for d in pupil.weekdays if d not in served] for pupil in problem.pupils}
    hit = [name for name, days in lost.items() if days]
    days = sorted({day for found in lost.values() for day in found})
    if not hit:
        return []
    return [_reason("A10", hit, f"报名的{days_zh(days)}在本学期没有课后服务，不起作用",
                    f"applied for {days_en(days)}, on which the term has no service")]  # fmt: skip


def _unknown_groups(problem: Problem, policy: Policy) -> list[Reason]:
    """C04: priority groups for which the policy has no bonus."""
    found: dict[str, list[str]] = {}
    for pupil in problem.pupils:
        if pupil.priority and policy.on("C04") and policy.number_or("C04", f"bonus_{pupil.priority}", None) is None:
            found.setdefault(pupil.priority, []).append(pupil.id)
    return [
        _reason("C04", pupils, f"属于优先组“{group}”，但政策里没有 C04 的 bonus_{group}，不加分",
                f"are in the priority group {group}, for which the policy has no number bonus_{group} of C04")
        for group, pupils in found.items()
    ]  # fmt: skip


def _unmet(problem: Problem, openings: Openings) -> list[Reason]:
    """Choices that pupils cannot get, whatever the plan."""
    unreached, unprepared, none, fewer = [], [], [], []
    for pupil in problem.pupils:
        if not pupil.weekdays or pupil.clubs <= 0 or pupil.id in openings.given.barred:
            continue
        for choice in pupil.choices:
            offering = problem.offering_of[choice]
            if openings.obstacles[choice]:
                continue
            if not openings.given.admits(pupil.id, offering):
                unprepared.append((pupil.id, choice))
            elif not openings.reaches(pupil, offering):
                unreached.append((pupil.id, choice))
        possible = [choice for choice in pupil.choices if openings.possible_for(pupil, choice)]
        if not possible:
            none.append(pupil.id)
        elif _most_at_once(problem, openings, pupil, possible) < pupil.clubs:
            fewer.append(pupil.id)
    found = []
    if unreached:
        found.append(
            _choices(
                "C04", unreached, "课程不在学生参加的日子或时段开", "the course does not meet when the pupil attends"
            )
        )
    if unprepared:
        found.append(
            _choices("B16", unprepared, "学生没有学过先修课程", "the pupil has not passed the course that it requires")
        )
    if none:
        found.append(_reason("C04", none, "的志愿一门也满足不了", "can get none of their choices"))
    if fewer:
        found.append(_reason("C04", fewer, "能上的志愿少于希望的门数", "can get fewer of their choices than they want"))
    return found


def _choices(rule: str, choices: list[tuple[str, str]], zh: str, en: str) -> Reason:
    pupils = tuple(dict.fromkeys(pupil for pupil, _ in choices))
    listed = names((f"{pupil}（{choice}）" for pupil, choice in choices), LISTED)
    return Reason(rule, f"{len(pupils)} 名学生的 {len(choices)} 个志愿不起作用，{zh}：{listed}。",
                  f"{len(choices)} choices of {len(pupils)} pupils cannot take effect, {en}: {listed}.",
                  str(len(choices)), subjects=pupils)  # fmt: skip


def _most_at_once(problem: Problem, openings: Openings, pupil: Pupil, possible: list[str]) -> int:
    """Upper bound on how many of the courses the pupil can take together: no two sessions at once, each on its own days."""
    window = problem.window_of[problem.grade_of_pupil[pupil.id]]
    room = 0
    for day in pupil.weekdays:
        spans = sorted(
            (start + problem.offering_of[choice].minutes, start)
            for choice in possible
            for start in openings.times[choice].get(day, ())
            if start >= window.start and start + problem.offering_of[choice].minutes <= window.periods[-1].end
        )
        free: Minute = 0
        for end, start in spans:
            if start >= free:
                room, free = room + 1, end
    taken = 0
    for sessions in sorted(problem.offering_of[choice].sessions for choice in possible):
        if sessions > room:
            break
        taken, room = taken + 1, room - sessions
    return taken
