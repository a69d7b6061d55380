"""Service blocks, questions and stand-by: what the data alone make impossible (A06, A07, A09, A14, B05, H01)."""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.blocks import groups_of, rule_of
from solver.check.plan_index import service_spans
from solver.explain.presence import CommonPresence
from solver.explain.remedies import more_people, raised, remedy
from solver.explain.vetting import barred
from solver.explain.wording import names
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.blocks import Block
from solver.problem.problem import Problem
from solver.units import Weekday, clock
from solver.words import days_en, days_zh, grades_en, grades_zh


def block_reasons(problem: Problem, policy: Policy) -> list[Reason]:
    """Why blocks cannot work as they stand, which grade has nobody to ask, and which rooms or patrols lack."""
    found = [reason for block in problem.blocks if policy.on(rule_of(block)) for reason in _block(problem, policy, block)]
    if policy.hard("A07"):
        found += _evenings(problem, policy)
    if policy.on("A09") and not problem.late_rooms:
        found.append(Reason("A09", "没有类型为“延时托管”的场地，无法安排延时备勤。",
                            "There is no room of the type late, in which somebody could stand by.", "0", ">= 1"))  # fmt: skip
    if policy.on("B05"):
        found += _questions(problem, policy)
    return found


def _block(problem: Problem, policy: Policy, block: Block) -> Iterator[Reason]:
    rule = rule_of(block)
    for group in groups_of(problem, policy, block):
        if group.pupils > group.capacity:
            yield Reason(rule, f"时段 {block.id} 在场地 {group.room} 有 {group.pupils} 名学生，只有 {group.capacity} 个座位。",
                         f"Block {block.id} has {group.pupils} pupils in room {group.room}, which holds {group.capacity}.",
                         str(group.pupils), f"<= {group.capacity}")  # fmt: skip
    if block.kind != "evening" or not problem.pupils_of_block[block.id]:
        return
    most, latest, least = (policy.number("A07", name) for name in ("minutes", "latest", "from_grade"))
    if block.end - block.start > most:
        yield Reason("A07", f"晚自习 {block.id} 有 {block.end - block.start} 分钟，最多 {most} 分钟。",
                     f"Evening study {block.id} lasts {block.end - block.start} minutes; at most {most} are allowed.",
                     f"{block.end - block.start} min", f"<= {most} min")  # fmt: skip
    if block.end > latest:
        yield Reason("A07", f"晚自习 {block.id} {clock(block.end)} 结束，不得晚于 {clock(latest)}。",
                     f"Evening study {block.id} ends at {clock(block.end)}; it may last until {clock(latest)}.",
                     clock(block.end), f"<= {clock(latest)}")  # fmt: skip
    young = {problem.grade_of_pupil[pupil.id] for pupil in problem.pupils_of_block[block.id]}
    young = {grade for grade in young if grade < least}
    if young:
        yield Reason("A07", f"{grades_zh(young)}有学生报名晚自习 {block.id}，晚自习只在 {least} 年级及以上开设。",
                     f"Pupils of {grades_en(young)} signed up for evening study {block.id}, which is for grade {least} and "
                     "above.", grades_en(young), f">= {least}")  # fmt: skip


def _evenings(problem: Problem, policy: Policy) -> list[Reason]:
    """Evening duties of a week against those who agreed to them, each with a cap."""
    need = sum(
        group.adults * len(set(block.weekdays) & set(problem.weekdays))
        for block in problem.blocks
        if block.kind == "evening"
        for group in groups_of(problem, policy, block)
    )
    agreed = [person for person in problem.staff if "evening" in person.consents]
    spans = service_spans(problem)
    roles = {role for block in problem.blocks if block.kind == "evening" for role in block.roles}
    unable = [
        person.id
        for person in agreed
        if (policy.hard("K01") and not person.takes_part)
        or barred(person, spans, policy) is not None
        or (policy.hard("K06") and person.role not in roles)
        or (policy.hard("D10") and person.max_days == 0)
    ]
    willing = len(agreed) - len(unable)
    cap = policy.number("A07", "evenings_per_week")
    if need <= willing * cap:
        return []
    least, most = -(-need // willing) if willing else 0, policy.rules["A07"].numbers["evenings_per_week"].maximum
    settings = [{"evenings_per_week": least}] if 0 < least <= most else []
    zh, en = remedy("A07", [*raised(settings), *more_people(-(-(need - willing * cap) // cap) if cap else None)])
    so_zh = f"（另有 {len(unable)} 人同意了，但不参加服务、不能上岗或角色不符：{names(unable)}）" if unable else ""
    so_en = f" ({len(unable)} more agreed and may not serve: {names(unable)})" if unable else ""
    return [Reason("A07", f"晚自习每周需要 {need} 人次，同意且能上岗的教师 {willing} 人{so_zh}，每人每周至多 {cap} 次。{zh}",
                   f"Evening study needs {need} duties a week; {willing} people agreed and may serve{so_en}, "
                   f"for at most {cap} each. {en}",
                   f"{need} duties", f"<= {willing * cap}", tuple(unable))]  # fmt: skip


def _questions(problem: Problem, policy: Policy) -> Iterator[Reason]:
    """Grades and days without a post of questions, and grades with too few subjects a week."""
    presence = CommonPresence(problem)
    days: dict[int, list[Weekday]] = {}
    for home in problem.classes:
        for day in problem.weekdays:
            if presence.attending.get((home.id, day), 0) and day not in days.setdefault(home.grade, []):
                days[home.grade].append(day)
    least, wanted = policy.number("B05", "adults"), policy.number("B05", "subjects_per_week")
    posts = [post for post in problem.posts if post.kind == "qa"]
    for grade, attended in sorted(days.items()):
        mine = [post for post in posts if grade in post.grades]
        bare = [day for day in sorted(attended) if sum(p.headcount for p in mine if day in p.weekdays) < least]
        if bare:
            yield Reason("B05", f"{grades_zh([grade])}{days_zh(bare)}的答疑岗不足 {least} 人。",
                         f"{grades_en([grade]).capitalize()} has fewer than {least} adults to ask on {days_en(bare)}.",
                         days_en(bare), f">= {least}")  # fmt: skip
        subjects = {subject for post in mine if set(post.weekdays) & set(attended) for subject in post.subjects}
        if len(subjects) < wanted:
            yield Reason("B05", f"{grades_zh([grade])}一周的答疑只有 {len(subjects)} 门科目，应不少于 {wanted} 门。",
                         f"{grades_en([grade]).capitalize()} can ask in {len(subjects)} subjects a week; {wanted} are asked for.",
                         str(len(subjects)), f">= {wanted}")  # fmt: skip
