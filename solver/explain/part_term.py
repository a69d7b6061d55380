"""People and rooms that a plan of a whole term never uses, though they could serve on some of its dates (D11, D12, E03-E13, H06).

A plan is one week for all of the term, so that whoever stops in November stands nowhere in September either. That is told with
the dates and with what it costs; the numbers are upper bounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from solver.check.plan_index import service_spans
from solver.explain.vetting import barred, failed_vetting
from solver.explain.wording import names
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.people import Staff
from solver.problem.problem import Problem
from solver.units import Minute
from solver.words import days_en, days_zh

REMEDIES = {
    "D11": ("学期中按日期停止目前还不能排：要用到那天的，先清空“停止参与自”排好，到那天改为“参加课后服务”否，再用 replan 接着排",
            "stops within a term cannot be planned yet: leave the date empty, plan, set takes_part to no on that day, and replan"),
    "D12": ("学期中按日期加入目前还不能排：先不用这些人排好，等培训之后把学期开始日期改为当天，再用 replan 接着排",
            "joining within a term cannot be planned yet: plan without them, and replan from the day of the training on"),
}  # fmt: skip
"""Rule -> what to do today, in Chinese and English."""


def part_term_warnings(problem: Problem, policy: Policy) -> list[Reason]:
    """Own staff, outside instructors and rooms that are used on no date, or on no date of some weekdays."""
    return [*_staff(problem, policy), *_guests(problem, policy), *_rooms(problem, policy)]


def _staff(problem: Problem, policy: Policy) -> list[Reason]:
    spans = service_spans(problem)
    groups: dict[tuple[str, str, tuple[date, ...]], list[Staff]] = {}
    for person in problem.staff:
        rule = barred(person, spans, policy) if person.takes_part else None
        if rule is None:
            continue
        dates = tuple(day for day, _ in problem.term.service_dates() if _serves(person, day, policy))
        if dates:
            why = f"自 {person.stopped} 起停止参与" if rule == "D11" else f"{person.trained} 才有师德教育记录"
            groups.setdefault((rule, why, dates), []).append(person)
    return [_of_staff(problem, policy, *key, people) for key, people in groups.items()]


def _of_staff(problem: Problem, policy: Policy, rule: str, why: str, dates: tuple[date, ...], people: list[Staff]) -> Reason:
    days = sum(_duty_days(person, dates, policy) for person in people)
    hours = days * _minutes_a_day(problem, policy) // 60
    who = names(person.id for person in people)
    said = people[0].stopped if rule == "D11" else people[0].trained
    why_en = f"stopped from {said} on" if rule == "D11" else f"trained on {said} only"
    return Reason(
        rule,
        f"教职工 {who} {why}，整个学期都没有排岗；{dates[0]} 至 {dates[-1]} 的 {len(dates)} 个服务日本可以值班，"
        f"少用至多 {days} 人天（约 {hours} 小时）。{REMEDIES[rule][0]}。",
        f"Staff {who}: {why_en}, so on no post all term; {len(dates)} service dates from {dates[0]} to {dates[-1]} would be possible, "
        f"at most {days} person-days (some {hours} hours); {REMEDIES[rule][1]}.",
        str(days),
        subjects=tuple(person.id for person in people),
    )


def _serves(person: Staff, day: date, policy: Policy) -> bool:
    there = not policy.hard("D11") or person.stopped is None or day < person.stopped
    return there and (not policy.hard("D12") or (person.trained is not None and person.trained <= day))


def _duty_days(person: Staff, dates: Iterable[date], policy: Policy) -> int:
    """Dates within the caps on days a week (D10)."""
    weeks: dict[date, int] = {}
    for day in dates:
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + 1
    caps = [7] + ([policy.number("D10", "days_per_week")] if policy.hard("D10") else [])
    caps += [person.max_days] if person.max_days is not None and policy.hard("D10") else []
    return sum(min(count, *caps) for count in weeks.values())


def _minutes_a_day(problem: Problem, policy: Policy) -> Minute:
    """The longest that service lasts on a day, within what one person may do (D10)."""
    longest = max((max(window.dismissals) - window.start for window in problem.windows), default=0)
    return min(longest, policy.number("D10", "minutes_per_day")) if policy.hard("D10") else longest


def _guests(problem: Problem, policy: Policy) -> list[Reason]:
    """Outside instructors whose papers hold on some dates of a weekday, and not on all."""
    spans = service_spans(problem)
    pay = problem.money.pay
    found = []
    for guest in problem.outside:
        shut = [d for d in guest.weekdays if d in spans and failed_vetting(guest, spans[d], policy, pay)]
        dates = [
            day
            for day, weekday in problem.term.service_dates()
            if weekday in shut and not failed_vetting(guest, (day, day), policy, pay)
        ]
        if not dates:
            continue
        rules = list(dict.fromkeys(rule for d in shut for rule in failed_vetting(guest, spans[d], policy, pay)))
        taught = [o.minutes for o in problem.offerings if any(s.name == o.skill for s in guest.skills)]
        hours = len(dates) * max(taught, default=0) // 60
        found.append(Reason(
            rules[0],
            f"校外教师 {guest.id} 的手续只盖住学期的一部分（{'、'.join(rules)}），{days_zh(shut)}整个学期都没有排课；"
            f"{dates[0]} 至 {dates[-1]} 的 {len(dates)} 个服务日本可以来，少用至多 {len(dates)} 次（约 {hours} 小时）。"
            "续期后改日期再排，或到期前先另找人接课。",
            f"Papers of outside instructor {guest.id} cover a part of the term ({', '.join(rules)}), so there is no session on "
            f"{days_en(shut)} all term; {len(dates)} dates from {dates[0]} to {dates[-1]} would be possible (some {hours} hours); "
            "renew them and plan again.",
            str(len(dates)), subjects=(guest.id,)))  # fmt: skip
    return found


def _rooms(problem: Problem, policy: Policy) -> list[Reason]:
    """Rooms whose safety check runs out before the last day of service (H06): weekdays that lie later are closed to them."""
    service = problem.term.service_dates()
    if not policy.hard("H06") or not service:
        return []
    last = service[-1][0]
    spans = service_spans(problem)
    found = []
    for room in problem.rooms:
        if room.checked_to is None or room.checked_to >= last:
            continue
        shut = [d for d in spans if spans[d][1] > room.checked_to]
        dates = [day for day, weekday in service if weekday in shut and day <= room.checked_to]
        could_zh = f"；{dates[0]} 至 {dates[-1]} 的 {len(dates)} 个服务日本可以用" if dates else ""
        could_en = f"; {len(dates)} dates from {dates[0]} to {dates[-1]} would be possible" if dates else ""
        found.append(Reason(
            "H06",
            f"场地 {room.id} 的安全检查只到 {room.checked_to}，早于最后服务日 {last}，{days_zh(sorted(shut))}整个学期都不排它{could_zh}。"
            "续检后改日期再排。",
            f"The safety check of room {room.id} runs out on {room.checked_to}, before the last day of service {last}, so it is "
            f"closed on {days_en(sorted(shut))} all term{could_en}; have it checked again and change the date.",
            room.checked_to.isoformat(), last.isoformat(), (room.id,)))  # fmt: skip
    return found
