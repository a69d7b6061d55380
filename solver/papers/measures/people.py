"""Figures of adults: D01 own staff, D03 flex hours, D07 skills, D08 hand-over, D10 limits of one person's duty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from solver.check.names import day
from solver.check.plan_index import PlanIndex
from solver.papers.measures.measure import Case, Measure, least, most, none_of
from solver.units import EVERY_WEEK, clock


def own_share(view: PlanIndex) -> Iterator[Measure]:
    """D01: percent of all credited minutes that own staff carry."""
    percent = view.number("D01", "percent")
    whole = sum(view.minutes.values())
    own = sum(view.minutes[person.id] for person in view.problem.staff)
    if whole:
        yield Measure("本校教职工承担的服务时间", "share of own staff in the minutes", f"{100 * own / whole:.1f}%", f"≥ {percent}%",
                      100 * own >= percent * whole)  # fmt: skip


def flex_earned(view: PlanIndex) -> Iterator[Measure]:
    """D03: the fewest duty days left after the grants of a person are paid for."""
    price = view.number("D03", "duty_days_per_grant")
    grants: dict[str, int] = defaultdict(int)
    for item in view.kept.flex:
        grants[item.person] += 1
    found = least((view.duty_days[who] - price * count, view.names.person(who)) for who, count in grants.items())
    if found:
        yield Measure("换得弹性后最少余下的值班天数", "fewest duty days left after grants", f"{found[0]} 天", "≥ 0 天",
                      found[0] >= 0, found[1])  # fmt: skip
    lessons = view.staff_lessons
    until, leave = view.number("D03", "late_until"), view.number("D03", "leave_from")
    wrong = []
    for item in view.kept.flex:
        taught = lessons.get((item.person, item.weekday), ())
        late = item.kind == "late_start" and any(lesson.start < until for lesson in taught)
        early = item.kind != "late_start" and (
            any(lesson.end > leave for lesson in taught) or (item.person, item.week, item.weekday) in view.duties
        )
        if late or early or not view.problem.staff_of[item.person].takes_part:
            wrong.append(view.names.person(item.person))
    yield none_of("与上课或值班冲突的弹性", "grants across a lesson or duty", wrong, len(view.kept.flex))


def skills(view: PlanIndex) -> Iterator[Measure]:
    """D07: the leader with the least to spare over the level asked for."""
    floor = view.number("D07", "level")
    cases: list[Case] = []
    for stand in view.of_kind("lead"):
        offering = view.problem.offering_of[stand.post.subject]
        for ident in stand.people[EVERY_WEEK]:
            person = view.problem.staff_of.get(ident) or view.problem.outside_of[ident]
            level = max((skill.level for skill in person.skills if skill.name == offering.skill), default=0)
            section = view.names.section(stand.post.subject, stand.post.detail)
            cases.append((level - max(offering.skill_level, floor), f"{section} {view.names.person(ident)}"))
    if found := least(cases):
        yield Measure("授课教师等级减课程要求，最小", "least level of a leader above what is asked for", f"{found[0]:+d} 级", "≥ 0 级",
                      found[0] >= 0, found[1])  # fmt: skip


def supervision(view: PlanIndex) -> Iterator[Measure]:
    """D08: adults missing in groups and sections, the tightest walk, the longest break."""
    missing = [view.names.post(stand.post)[0] for stand in view.of_kind("care", "lead", "assist") if stand.missing()]
    posts = sum(1 for _ in view.of_kind("care", "lead", "assist"))
    yield none_of("缺人的托管班和教学班岗位", "posts of groups and sections that lack an adult", missing, posts)
    if found := least(_walks(view)):
        yield Measure("换岗间隔减步行时间，最小", "least time left when changing posts", f"{found[0]} 分钟", "≥ 0 分钟",
                      found[0] >= 0, found[1])  # fmt: skip
    limit = view.number("D08", "handover_minutes")
    breaks = [
        (later.start - earlier.end, f"{band.id}年级 {clock(earlier.end)}")
        for band in view.problem.bands
        for earlier, later in pairwise(band.periods)
    ]
    if longest := most(breaks):
        yield Measure("最长的课间", "longest break between periods", f"{longest[0]} 分钟", f"≤ {limit} 分钟", longest[0] <= limit,
                      longest[1])  # fmt: skip


def _walks(view: PlanIndex) -> Iterator[Case]:
    """What is left of the time between two duties of a person in different zones, after walking."""
    usual = view.number("D08", "walk_minutes")
    table = {}
    for walk in view.problem.walks:
        table[walk.zone_a, walk.zone_b] = table[walk.zone_b, walk.zone_a] = walk.minutes
    for (person, _, weekday), duties in view.duties.items():
        placed = sorted((duty.slot for duty in duties if duty.slot.zone is not None), key=lambda slot: slot.start)
        for index, one in enumerate(placed):
            for other in placed[index + 1 :]:
                gap = other.start - one.end
                if gap >= 0 and one.zone != other.zone:
                    need = table.get((one.zone or "", other.zone or ""), usual)
                    yield gap - need, f"{view.names.person(person)} {day(weekday)[0]} {clock(one.end)}"


def limits(view: PlanIndex) -> Iterator[Measure]:
    """D10: most days a week (against each person's own cap), most minutes a day, most late duties a week."""
    staff, usual = view.problem.staff_of, view.number("D10", "days_per_week")
    after = view.number("D10", "late_after")
    days: dict[tuple[str, int], int] = defaultdict(int)
    late: dict[tuple[str, int], int] = defaultdict(int)
    minutes: list[Case] = []
    for (person, week, weekday), duties in view.duties.items():
        if person in staff:
            days[person, week] += 1
            late[person, week] += sum(1 for duty in duties if duty.slot.end > after)
            minutes.append((sum(duty.slot.credit for duty in duties), f"{view.names.person(person)} {day(weekday)[0]}"))
    cap = {who: min(usual, usual if (own := staff[who].max_days) is None else own) for who, _ in days}
    tight = most((count - cap[who], view.names.person(who)) for (who, _), count in days.items())
    found = most((count, view.names.person(who)) for (who, _), count in days.items())
    if found and tight:
        yield Measure("每周值班天数最多", "most duty days a week", f"{found[0]} 天", f"≤ {usual} 天", found[0] <= usual, found[1])
        if any(person.max_days is not None for person in view.problem.staff):
            yield Measure("超出个人约定天数最多", "most days beyond a person's own cap", f"{max(0, tight[0])} 天", "0 天",
                          tight[0] <= 0, tight[1] if tight[0] > 0 else "")  # fmt: skip
    for zh, en, unit, name, cases in (
        ("每天服务分钟最多", "most minutes a day", "分钟", "minutes_per_day", minutes),
        (f"每周{clock(after)}以后结束的岗位最多", f"most duties a week that end after {clock(after)}", "次", "late_per_week",
         [(count, view.names.person(who)) for (who, _), count in late.items()]),
    ):  # fmt: skip
        limit = view.number("D10", name)
        if worst := most(cases):
            yield Measure(zh, en, f"{worst[0]} {unit}", f"≤ {limit} {unit}", worst[0] <= limit, worst[1])
