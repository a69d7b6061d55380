"""Staffing: K01 availability, K06 roles, D01 own staff first, D07 skills, E01 purchase last.

Formula: K01 own staff: takes_part, and no duty overlaps an unavailable interval; outside: duty on one of the weekdays,
earliest <= start, end <= latest, sections led <= max_sections (dates: :mod:`.presence`). K06 outside only lead; support only
gates and fixed posts that name the role; volunteers and parents no care, and only posts that name them; duty posts, posts of
questions and blocks only the roles they name. D01 100 * own minutes (with those of coaches, E12) >= percent * all minutes.
D07 (online lessons aside, B12) leader's level in offering.skill >= max(offering.skill_level, level). E01 credited minutes of
outside persons; scale: credited minutes of all who lead.

Afterwards: whoever stands somewhere may and can.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from solver.check import counts
from solver.check.assigned_duties import AssignedDuty
from solver.check.families import presence
from solver.check.measurement import AT_LEAST, AT_MOST, LEVELS, TENTHS, Breaches, Measurement, Quantity, Unit
from solver.check.names import code, day, when
from solver.check.plan_index import PlanIndex
from solver.check.required_posts import RequiredPost
from solver.problem.people import HELPERS, Outside, Staff
from solver.problem.week_pattern import weeks_of
from solver.units import EVERY_WEEK, Minute, Week, clock
from solver.words import span


def _staff(view: PlanIndex) -> int:
    return len(view.problem.staff)


def _assigned(view: PlanIndex) -> int:
    return sum(len(set(chain.from_iterable(stand.people.values()))) for stand in view.stands.values())


IDLE = Breaches("K01", "不参加服务而有岗位的教职工", "staff with posts who take no part", _staff)
NOT_THERE = Breaches("K01", "在其不可用时间的值班", "duties when the person cannot be had", counts.duties)
SECTIONS = Quantity("K01", "校外人员带班数（离约定最近）", "sections of the outside person nearest to the agreed number", AT_MOST,
                    Unit("个班", "sections"))  # fmt: skip
WRONG_ROLE = Breaches("K06", "不合角色的岗位人员", "people at posts that are not of their role", _assigned)
OWN_SHARE = Quantity("D01", "本校教职工承担的服务时间", "share of own staff in the minutes", AT_LEAST, TENTHS)
SKILL = Quantity(
    "D07", "主讲等级（离课程要求最近）", "level of the leader nearest to what is asked for", AT_LEAST, LEVELS
)


def availability(view: PlanIndex) -> Iterator[Measurement]:
    """K01: people stand only where they can be had."""
    staff, outside = view.problem.staff_of, view.problem.outside_of
    yield from _not_taking_part(view)
    yield from presence.absences(view)
    yield from presence.closures(view)
    hits: dict[tuple[AssignedDuty, str, str, str, str], list[Week]] = {}
    for duty in view.each_duty():
        person = staff.get(duty.person)
        if person is not None:
            for busy in person.unavailable:
                met = busy.weekday == duty.slot.weekday and busy.start < duty.slot.end and duty.slot.start < busy.end
                if met and duty.week in weeks_of(busy.weeks, view.weeks):
                    text = span(busy.start, busy.end)
                    why = (
                        span(duty.slot.start, duty.slot.end),
                        text,
                        f"与其不可用时间{text}冲突",
                        f"is unavailable {text}",
                    )
                    hits.setdefault((duty._replace(week=0), *why), []).append(duty.week)
        else:
            for why in _outside_faults(outside[duty.person], duty):
                hits.setdefault((duty._replace(week=0), *why), []).append(duty.week)
    for (duty, measured, limit, why_zh, why_en), weeks in hits.items():
        on_zh, on_en = when(duty.slot.weekday, weeks, view.weeks)
        post_zh, post_en = view.names.post(duty.stand.post)
        who, at = view.names.person(duty.person), clock(duty.slot.start)
        zh = f"{on_zh} {at}：{who}的岗位“{post_zh}”{why_zh}"
        en = f"{on_en} {at}: {who}, post {post_en}: {why_en}"
        yield NOT_THERE.breach((duty.person,), "", duty.slot.weekday, measured, limit, zh, en)
    led: dict[str, list[str]] = {}
    for stand in view.of_kind("lead"):
        for ident in stand.people[EVERY_WEEK]:
            if ident in outside:
                led.setdefault(ident, []).append(view.names.section(stand.post.subject, stand.post.detail))
    over = view.gauge(SECTIONS)
    for ident, sections in led.items():
        most = outside[ident].max_sections
        if over(len(sections), most):
            who = view.names.person(ident)
            zh = f"{who}带{len(sections)}个教学班，最多{most}个"
            en = f"{who} leads {len(sections)} sections, at most {most} are agreed"
            yield SECTIONS.case(len(sections), most, (ident,), "", None, zh, en)


def _not_taking_part(view: PlanIndex) -> Iterator[Measurement]:
    posts: dict[str, int] = {}
    for stand in view.stands.values():
        for people in stand.people.values():
            for ident in people:
                posts[ident] = posts.get(ident, 0) + 1
    for person in view.problem.staff:
        if not person.takes_part and person.id in posts:
            who = view.names.person(person.id)
            zh, en = (
                f"{who}不参加课后服务，却有{posts[person.id]}个岗位",
                f"{who} takes no part and has {posts[person.id]} posts",
            )
            yield IDLE.breach((person.id,), "", None, str(posts[person.id]), "0", zh, en)


def _outside_faults(person: Outside, duty: AssignedDuty) -> Iterator[tuple[str, str, str, str]]:
    slot = duty.slot
    if slot.weekday not in person.weekdays:
        allowed_zh = "、".join(day(weekday)[0] for weekday in person.weekdays)
        allowed = ", ".join(day(weekday)[1] for weekday in person.weekdays)
        yield day(slot.weekday)[1], allowed, f"不在可到校的日子（{allowed_zh}）", f"comes only on {allowed}"
    if slot.start < person.earliest or slot.end > person.latest:
        text, limit = span(slot.start, slot.end), span(person.earliest, person.latest)
        yield text, limit, f"时间{text}超出可到校时间{limit}", f"the duty lasts {text}, the person is here {limit}"


def roles(view: PlanIndex) -> Iterator[Measurement]:
    """K06: each role stands only where it belongs."""
    for stand in view.stands.values():
        for person in dict.fromkeys(chain.from_iterable(stand.people.values())):
            staff = view.problem.staff_of.get(person)
            allowed = _allowed(view, stand, staff)
            if allowed is not None:
                weeks = [week for week, people in stand.people.items() if person in people]
                role = staff.role if staff else "outside"
                who = view.names.person(person)
                post_zh, post_en = view.names.post(stand.post)
                weekday = stand.post.weekday or None
                on_zh, on_en = when(weekday, weeks, view.weeks) if weekday else ("每周", "Every week")
                by_name = staff and stand.kind in ("fixed", "qa", "block", "evening", "weekend")
                may = "该岗位应由以下人员担任" if by_name else "只能担任"
                zh = f"{on_zh}：{who}（{code(role)}）不能担任岗位“{post_zh}”（{may}：{code(allowed)}）"
                en = f"{on_en}: {who} ({role}) may not stand at {post_en} (allowed: {allowed})"
                yield WRONG_ROLE.breach((person,), "", weekday, role, allowed, zh, en)


def _allowed(view: PlanIndex, stand: RequiredPost, staff: Staff | None) -> str | None:
    """None when the person may stand there, else what is allowed."""
    if staff is None:
        return None if stand.kind == "lead" else "lead"
    if stand.kind in ("block", "evening", "weekend"):
        named = view.problem.block_of[stand.post.subject].roles
        return None if staff.role in named else ", ".join(named)
    if stand.kind in ("fixed", "qa"):
        post = view.problem.post_of[stand.post.subject]
        if staff.role in post.roles or (post.kind == "patrol" and staff.role not in ("support", *HELPERS)):
            return None
        return ", ".join(post.roles)
    if staff.role == "support" and stand.kind != "gate":
        return "gate, fixed"
    if staff.role in HELPERS and stand.kind == "care":
        return "gate, fixed, late, lead, assist"
    return None


def own_minutes(view: PlanIndex) -> tuple[Minute, Minute]:
    """Credited minutes of own staff with those of coaches (E12), and of everybody."""
    total = sum(view.minutes.values())
    return total - sum(
        view.minutes[person.id] for person in view.problem.outside if person.id not in view.coaches
    ), total


def own_staff_first(view: PlanIndex) -> Iterator[Measurement]:
    """D01: own staff carry their percentage of all credited minutes."""
    percent = view.number("D01", "percent")
    own, total = own_minutes(view)
    tenths = 1000 * own // total if total else 1000
    if view.gauge(OWN_SHARE)(tenths, 10 * percent):
        measured = f"{100 * own / total:.1f}" if total else "100.0"
        zh = f"本校教职工只承担{measured}%的服务时间（{own}/{total}分钟），应不少于{percent}%"
        en = f"Own staff carry {measured}% of the minutes ({own} of {total}), at least {percent}% are asked for"
        yield OWN_SHARE.case(tenths, 10 * percent, (), "", None, zh, en, measured=measured, asked=str(percent))


def skills(view: PlanIndex) -> Iterator[Measurement]:
    """D07: whoever leads a section masters its skill."""
    least, low = view.number("D07", "level"), view.gauge(SKILL)
    for stand in view.of_kind("lead"):
        offering = view.problem.offering_of[stand.post.subject]
        if offering.online and view.policy.hard("B12"):
            continue
        limit = max(offering.skill_level, least)
        for ident in stand.people[EVERY_WEEK]:
            person = view.problem.staff_of.get(ident) or view.problem.outside_of[ident]
            level = max((skill.level for skill in person.skills if skill.name == offering.skill), default=0)
            if low(level, limit):
                opened = view.opened[stand.post.subject, stand.post.detail]
                who, name = view.names.person(ident), view.names.section(*opened.key)
                zh = f"{who}主讲{name}，“{offering.skill}”特长为{level}级，应不低于{limit}级"
                en = f"{who} leads {name} with level {level} in {offering.skill}, {limit} is asked for"
                yield SKILL.case(level, limit, (ident, opened.section.id), "", None, zh, en)


def bought_minutes(view: PlanIndex) -> tuple[int, int]:
    """E01: credited minutes of outside persons but coaches (E12); scale: credited minutes of everybody who leads."""
    bought = sum(view.minutes[person.id] for person in view.problem.outside if person.id not in view.coaches)
    led = 0
    for stand in view.of_kind("lead"):
        led += len(stand.people[EVERY_WEEK]) * view.weeks * sum(slot.credit for slot in stand.slots)
    return bought, led
