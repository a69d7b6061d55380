"""Facts about a person and a post: first what the pair alone decides, then what the plan says of the place and the person's week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from solver.calendar.duty_days import missing_days
from solver.check.assigned_duties import AssignedDuty
from solver.check.families.workload import late_end
from solver.check.required_posts import PostInterval
from solver.explain.refusal.fact import Fact
from solver.explain.why.context import WhyContext
from solver.explain.why.place import Place, place_words
from solver.model.blocks import BLOCK_POSTS
from solver.plan.plan import Post
from solver.problem import Outside, Staff
from solver.problem.week_pattern import weeks_of
from solver.units import EVERY_WEEK, WEEKDAYS_EN, WEEKDAYS_ZH, Week, Weekday
from solver.words import ROLES, span

# the pair alone -------------------------------------------------------------------------------------------------------


def pair_facts(context: WhyContext, person: str, place: Place) -> list[Fact]:
    """What forbids the person the post whatever else the plan says; empty where nothing does."""
    staff = context.problem.staff_of.get(person)
    found = [
        *(
            _of_staff(context, staff, place)
            if staff
            else _of_outside(context, context.problem.outside_of[person], place)
        )
    ]
    found += _times(context, person, place)
    if not found and not _allowed(context, person, place):
        who, (zh, en) = context.names.person(person), place_words(context, place)
        found.append(
            context.fact("K06", f"按规则{who}不能上“{zh}”。", f"The rules do not let {who} stand there: {en}.", person)
        )
    return found


def _allowed(context: WhyContext, person: str, place: Place) -> bool:
    instance = context.instance.under(context.plan)
    if place.post.kind == "lead":
        return person in instance.leaders[place.post.subject]
    if place.post.kind == "assist":
        return person in instance.assistants
    return all(person in instance.allowed(place.post, week) for week in place.weeks(context))


def _of_staff(context: WhyContext, staff: Staff, place: Place) -> Iterator[Fact]:
    who, policy, post = context.names.person(staff.id), context.policy, place.post
    eligible = context.instance.eligibility
    if policy.on("K01") and not staff.takes_part:
        yield context.fact("K01", f"{who}不参加课后服务。", f"{who} takes no part in the service.", staff.id)
    if policy.on("D11") and staff.stopped is not None and staff.id in eligible.barred:
        yield context.fact(
            "D11",
            f"{who}自 {staff.stopped} 起不得参加服务。",
            f"{who} may take no part from {staff.stopped} on.",
            staff.id,
            figures=(staff.stopped, ""),
        )
    elif staff.id in eligible.barred:
        yield context.fact(
            "D12",
            f"{who}没有在服务开始前完成培训。",
            f"{who} was not trained before the service began.",
            staff.id,
            figures=(staff.trained or "", ""),
        )
    if post.kind == "lead":
        yield from _skill(context, staff, post)
    kind, subject = post.kind, post.subject if post.kind not in ("care", "gate", "lead", "assist") else ""
    if not eligible.role(staff, kind, subject):
        yield _role_fact(context, staff, post)
    if eligible.alone(staff, place.stand.headcount):
        yield context.fact(
            "D13",
            f"{who}是{ROLES[staff.role]}，不能独自值守。",
            f"{who} is a {staff.role} and may not be the only adult.",
            staff.id,
        )


def _role_fact(context: WhyContext, staff: Staff, post: Post) -> Fact:
    """Why the role does not fit the post: consent (A07, A14), subject (B05), patrol (H01), or the role itself (K06)."""
    who, policy, problem = context.names.person(staff.id), context.policy, context.problem
    zh, en = context.names.post(post)
    role = ROLES[staff.role]
    asked = {"evening": "A07", "weekend": "A14"}.get(post.kind)
    if post.kind in BLOCK_POSTS and staff.role in problem.block_of[post.subject].roles and asked is not None:
        return context.fact(
            asked, f"{who}没有同意值这一类岗位（{zh}）。", f"{who} has not consented to such posts ({en}).", staff.id
        )
    if post.kind == "qa" and policy.on("B05"):
        fixed = problem.post_of[post.subject]
        if not any(subject in fixed.subjects for subject in staff.subjects):
            taught, wanted = "、".join(staff.subjects) or "无", "、".join(fixed.subjects)
            return context.fact(
                "B05",
                f"“{zh}”要由{wanted}教师答疑，{who}任教：{taught}。",
                f"{en} is for teachers of {wanted}; {who} teaches {taught}.",
                staff.id,
                figures=(taught, wanted),
            )
    if post.kind == "fixed" and problem.post_of[post.subject].kind == "patrol" and policy.on("H01"):
        return context.fact(
            "H01",
            f"“{zh}”是行政巡察岗，{who}是{role}。",
            f"{en} is a patrol of the administration; {who} is {staff.role}.",
            staff.id,
            figures=(staff.role, "admin"),
        )
    return context.fact(
        "K06",
        f"{role}不上这一类岗位：{who}，“{zh}”。",
        f"The role {staff.role} does not stand there: {who}, {en}.",
        staff.id,
        figures=(staff.role, ""),
    )


def _skill(context: WhyContext, person: Staff | Outside, post: Post) -> Iterator[Fact]:
    """D07."""
    offering, policy = context.problem.offering_of[post.subject], context.policy
    if not policy.on("D07") or (offering.online and policy.on("B12")):
        return
    level = {skill.name: skill.level for skill in person.skills}.get(offering.skill, 0)
    need = max(offering.skill_level, policy.number("D07", "level"))
    if level < need:
        who, what = context.names.person(person.id), context.names.offering(offering.id)
        has_zh, has_en = (f"是 {level} 级", f"is at level {level}") if level else ("没有登记", "is not on record")
        yield context.fact(
            "D07",
            f"带{what}要会 {offering.skill}（{need} 级），{who}{has_zh}。",
            f"Leading {what} takes {offering.skill} at level {need}; {who} {has_en}.",
            person.id,
            figures=(level, need),
        )


def _of_outside(context: WhyContext, person: Outside, place: Place) -> Iterator[Fact]:
    who, policy = context.names.person(person.id), context.policy
    if place.post.kind != "lead":
        yield context.fact(
            "K06", f"{who}是校外人员，只带课程。", f"{who} is from outside and leads courses only.", person.id
        )
        return
    yield from _skill(context, person, place.post)
    offering = context.problem.offering_of[place.post.subject]
    if policy.on("E02") and offering.academic:
        yield context.fact(
            "E02",
            f"学科类课程不得由校外人员带：{who}。",
            f"A school subject is not led by people from outside: {who}.",
            person.id,
        )
    eligible = context.instance.eligibility
    if not eligible.admitted(person):
        yield context.fact(
            "E04",
            f"{who}的资质（备选库、协议、无犯罪记录等）不全。",
            f"The papers of {who} (pool, agreement, record) do not suffice.",
            person.id,
        )
    for day in place.days:
        rule = eligible.vetted(person, day)
        if rule is not None:
            yield context.fact(
                rule,
                f"{who}的审核、保险或备案没有覆盖{WEEKDAYS_ZH[day]}的全部日期。",
                f"Review, insurance or filing of {who} do not cover every {WEEKDAYS_EN[day]}.",
                person.id,
                weekday=day,
            )


def _times(context: WhyContext, person: str, place: Place) -> Iterator[Fact]:
    """Lessons (I04), absences (K01), the way from and to lessons (D08), short nights (A07R)."""
    who, eligible, weeks = context.names.person(person), context.instance.eligibility, context.weeks
    for slot in place.slots:
        day, now = slot.weekday, (slot.start, slot.end)
        asked = set(place.weeks(context))
        clear = True
        for lesson in context.problem.lessons if context.policy.on("I04") else ():
            mine = (
                lesson.staff_id == person
                and lesson.weekday == day
                and asked.intersection(weeks_of(lesson.weeks, weeks))
            )
            if mine and lesson.start < slot.end and slot.start < lesson.end:
                clear = False
                at, what = span(lesson.start, lesson.end), lesson.subject
                yield context.fact(
                    "I04",
                    f"{who}{WEEKDAYS_ZH[day]} {at} 有{what or '课'}。",
                    f"{who} has {what or 'a lesson'} on {WEEKDAYS_EN[day]} {at}.",
                    person,
                    weekday=day,
                    span=(lesson.start, lesson.end),
                )
        absent = [_absence(context, person, slot, week) for week in sorted(asked)]
        if any(absent):
            clear = False
            why_zh, why_en = next(words for words in absent if words)
            yield context.fact(
                "K01",
                f"{who}{WEEKDAYS_ZH[day]} {span(*now)} {why_zh}。",
                f"{who} {why_en} on {WEEKDAYS_EN[day]} {span(*now)}.",
                person,
                weekday=day,
                span=now,
            )
        shift = context.instance.under(context.plan).shift(place.post) if place.week != EVERY_WEEK else None
        if clear and shift is not None and not eligible.reaches(person, day, shift, place.week):
            yield context.fact(
                "D08",
                f"{who}{WEEKDAYS_ZH[day]}在这一岗前后有课，来不及走到。",
                f"{who} has a lesson right before or after on {WEEKDAYS_EN[day]} and no time to walk.",
                person,
                weekday=day,
                span=now,
            )
        if (
            shift is not None
            and shift.evening
            and context.policy.hard("A07R")
            and eligible.short_night(person, place.week, day, shift.end)
        ):
            yield context.fact(
                "A07R",
                f"{who}第二天一早有课，{WEEKDAYS_ZH[day]}晚上值守后休息不够。",
                f"{who} has an early lesson the next day and too short a night after {WEEKDAYS_EN[day]}.",
                person,
                weekday=day,
            )


def _absence(context: WhyContext, person: str, slot: PostInterval, week: Week) -> tuple[str, str] | None:
    """What keeps somebody away from a slot in a week (K01)."""
    if not context.policy.on("K01"):
        return None
    staff, day = context.problem.staff_of.get(person), slot.weekday
    if staff is not None:
        for busy in staff.unavailable:
            if (
                busy.weekday == day
                and busy.start < slot.end
                and slot.start < busy.end
                and week in weeks_of(busy.weeks, context.weeks)
            ):
                return "登记为不能到岗", "is registered as not available"
    outside = context.problem.outside_of.get(person)
    if outside is not None and not (
        day in outside.weekdays and outside.earliest <= slot.start and slot.end <= outside.latest
    ):
        return "不在约定的到校时间内", "does not come at that time"
    one = staff or outside
    if one is not None and one.dated and (week, day) in missing_days(context.problem, context.weeks, one):
        return "有请假、未入职或已离职的日期", "is on leave or not at the school on some date"
    return None


# the place ------------------------------------------------------------------------------------------------------------


class ClashingDuty(NamedTuple):
    """A duty of the person that does not go with the post: at the same time, or too near to walk."""

    duty: AssignedDuty
    rule: str


def clashing(context: WhyContext, person: str, place: Place, leaving: Post | None = None) -> list[ClashingDuty]:
    """Duties of a person in the plan that exclude the post (K02, D08). leaving: a post that is given up for it."""
    found = []
    for week in place.weeks(context):
        for slot in place.slots:
            for duty in context.view.duties.get((person, week, slot.weekday), ()):
                other = duty.slot
                if duty.stand.post in (place.post, leaving):
                    continue
                if other.start < slot.end and slot.start < other.end:
                    found.append(ClashingDuty(duty, "K02"))
                elif context.policy.on("D08"):
                    before = other.end <= slot.start and slot.start - other.end < context.view.walk(
                        other.leaves, slot.zones
                    )
                    after = slot.end <= other.start and other.start - slot.end < context.view.walk(
                        slot.leaves, other.zones
                    )
                    if before or after:
                        found.append(ClashingDuty(duty, "D08"))
    return found


def busy_facts(context: WhyContext, person: str, busy: Sequence[ClashingDuty]) -> list[Fact]:
    """The clashing duties in words, each once."""
    found: dict[tuple[Post, str], Fact] = {}
    who = context.names.person(person)
    for duty, rule in busy:
        (zh, en), at, day = context.names.post(duty.stand.post), span(duty.slot.start, duty.slot.end), duty.slot.weekday
        but_zh, but_en = ("，来不及走到", ", too near to walk") if rule == "D08" else ("", "")
        found.setdefault(
            (duty.stand.post, rule),
            context.fact(
                rule,
                f"{who}{WEEKDAYS_ZH[day]} {at} 已在“{zh}”{but_zh}。",
                f"{who} already stands at {en} on {WEEKDAYS_EN[day]} {at}{but_en}.",
                person,
                weekday=day,
                span=(duty.slot.start, duty.slot.end),
            ),
        )
    return list(found.values())


def cap_facts(context: WhyContext, person: str, place: Place) -> list[Fact]:
    """Caps that the person has reached in the weeks of the post (D10), as the plan stands."""
    staff = context.problem.staff_of.get(person)
    if staff is None or not context.policy.hard("D10"):
        return []
    who, policy, view = context.names.person(person), context.policy, context.view
    most, lates, late = _most_days(context, staff), policy.number("D10", "late_per_week"), late_end(view, "D10")
    found = []
    for week in place.weeks(context):
        days = days_on(context, person, week)
        if len(days) >= most and any(day not in days for day in place.days):
            listed = "、".join(WEEKDAYS_ZH[day] for day in days)
            found.append(
                context.fact(
                    "D10",
                    f"第{week}周：{who}已有 {len(days)} 天（{listed}），每周最多 {most} 天。",
                    f"Week {week}: {who} has duty on {len(days)} days, at most {most} a week.",
                    person,
                    figures=(len(days), most),
                )
            )
        ends = sum(
            late.ends(duty)
            for (name, of, _), duties in view.duties.items()
            if (name, of) == (person, week)
            for duty in duties
        )
        mine = sum((slot.end if late.named else slot.end - slot.tail) > late.after for slot in place.slots)
        if mine and ends + mine > lates:
            found.append(
                context.fact(
                    "D10",
                    f"第{week}周：{who}已有 {ends} 个晚岗，每周最多 {lates} 个。",
                    f"Week {week}: {who} has {ends} late duties, at most {lates} a week.",
                    person,
                    figures=(ends, lates),
                )
            )
    return found


def _most_days(context: WhyContext, staff: Staff) -> int:
    most = context.policy.number("D10", "days_per_week")
    return most if staff.max_days is None else min(most, staff.max_days)


def days_on(context: WhyContext, person: str, week: Week) -> list[Weekday]:
    """Weekdays on which the person has a duty in a week of the plan."""
    return sorted(day for name, of, day in context.view.duties if (name, of) == (person, week))


def needs_another_day(context: WhyContext, person: str, place: Place) -> bool:
    """Whether the person comes to the post only by giving up another day (D10)."""
    staff = context.problem.staff_of.get(person)
    if staff is None or not context.policy.hard("D10"):
        return False
    most = _most_days(context, staff)
    days = [days_on(context, person, week) for week in place.weeks(context)]
    return any(len(there) >= most and any(day not in there for day in place.days) for there in days)
