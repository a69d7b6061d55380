"""People and rooms that a plan of a whole term never uses, though they could serve on some of its dates (D11, D12, E03-E13, H06, K01).

A plan is one template for all of its period, so that whoever stops in November stands nowhere in September either. That is told
with the dates, with what it costs, and with the periods that would help; the numbers are upper bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from solver.calendar.duty_days import missing_days, service_days
from solver.check.families.presence import why_absent, why_closed
from solver.check.plan_index import service_spans
from solver.explain.vetting import barred, failed_vetting
from solver.explain.wording import names
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.policy.template import template_weeks
from solver.problem.people import Outside, Staff
from solver.problem.places import Room
from solver.problem.problem import Problem
from solver.units import Minute, Weekday
from solver.words import days_en, days_zh

LEAVING = (
    "要用到那天：方案只排到前一天（solve --until {before}），再从那天起接着排（replan --date {day}）",
    "to use them until then, plan until the day before (solve --until {before}) and go on from that day (replan --date {day})",
)
JOINING = ("先这样排好，再从那天起接着排（replan --date {day}）", "plan as it is, and go on from that day (replan --date {day})")
"""Remedies in Chinese and English: whoever goes, and whoever comes."""
MOST_CHANGES = 3
"""Days of change that a remedy lists."""


def part_term_warnings(problem: Problem, policy: Policy) -> list[Reason]:
    """Own staff, outside instructors and rooms that are used on no date, or on no date of some weekdays."""
    return [
        *_staff(problem, policy), *_guests(problem, policy), *_rooms(problem, policy), *_absent(problem, policy), *_closed(problem, policy),
    ]  # fmt: skip


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
    remedy_zh, remedy_en = _remedy([said] if said is not None else [], LEAVING if rule == "D11" else JOINING)
    return Reason(
        rule,
        f"教职工 {who} {why}，本方案都没有排岗；{dates[0]} 至 {dates[-1]} 的 {len(dates)} 个服务日本可以值班，"
        f"少用至多 {days} 人天（约 {hours} 小时）。{remedy_zh}。",
        f"Staff {who}: {why_en}, so on no post of this plan; {len(dates)} service dates from {dates[0]} to {dates[-1]} would be possible, "
        f"at most {days} person-days (some {hours} hours); {remedy_en}.",
        str(days),
        subjects=tuple(person.id for person in people),
    )


def _remedy(days: Sequence[date], words: tuple[str, str]) -> tuple[str, str]:
    """Words with the days of change, in Chinese and English."""
    if not days:
        return "", ""
    zh, en = (text.format(day=days[0], before=days[0] - timedelta(days=1)) for text in words)
    more = days[1:MOST_CHANGES]
    return (f"{zh}；以后 {'、'.join(map(str, more))} 起同样", f"{en}; the same from {', '.join(map(str, more))} on") if more else (zh, en)


def _absent(problem: Problem, policy: Policy) -> list[Reason]:
    """People who are there on some dates of the period and not on others (K01), so that they have no post on those weekdays."""
    if not policy.hard("K01"):
        return []
    found = []
    people: list[Staff | Outside] = [*(x for x in problem.staff if x.takes_part), *problem.outside]
    for person in people:
        if not person.dated:
            continue
        days, could, shut = _missing(problem, policy, person)
        if not could:
            continue
        where_zh, where_en = f"这些日子所在轮次的{days_zh(shut)}", f"on {days_en(shut)} of the same turns"
        if not set(problem.weekdays) - set(shut):
            where_zh, where_en = "碰到这些日子的每一天", "on any day of the template with such a date"
        (why_zh, why_en), (remedy_zh, remedy_en) = why_absent(person, days), _remedy(_changes(problem, person), _words(problem, person))
        found.append(Reason(
            "K01",
            f"{person.name or person.id}（{person.id}）{why_zh}，本方案的日期中有 {len(days)} 个服务日不在（{days[0]} 至 {days[-1]}），"
            f"{where_zh}都没有排岗，连同 {len(could)} 个本可以值班的服务日。{remedy_zh}。",
            f"{person.id} {why_en}: not there on {len(days)} service dates of this plan ({days[0]} to {days[-1]}), so on no post "
            f"{where_en}, nor on {len(could)} dates on which that would be possible; {remedy_en}.",
            str(len(days)), "0", (person.id,)))  # fmt: skip
    return found


def _closed(problem: Problem, policy: Policy) -> list[Reason]:
    """Rooms that are closed on some dates of the period (K01), so that they are not used on those weekdays."""
    found = []
    for room in problem.rooms if policy.hard("K01") else ():
        days, could, shut = _missing(problem, policy, room) if room.closures else ([], [], [])
        if could:
            (why_zh, why_en), (remedy_zh, remedy_en) = why_closed(room, days), _remedy(_changes(problem, room), _words(problem, room))
            found.append(Reason(
                "K01",
                f"场地 {room.id} 停用（{why_zh}），{days_zh(shut)}都不排它，连同 {len(could)} 个本可以用的服务日。{remedy_zh}。",
                f"Room {room.id} is closed ({why_en}), so it is not used on {days_en(shut)}, nor on {len(could)} dates on which it is "
                f"open; {remedy_en}.",
                str(len(days)), "0", (room.id,)))  # fmt: skip
    return found


def _missing(problem: Problem, policy: Policy, thing: Staff | Outside | Room) -> tuple[list[date], list[date], list[Weekday]]:
    """Service dates of the period on which somebody is not there; those on which he is and has no post all the same, since the day
    of the template stands for others too; weekdays of such days.
    """
    weeks = template_weeks(problem, policy)
    shut, days = missing_days(problem, weeks, thing), service_days(problem.term, weeks)
    return (
        [each.day for each in days if not thing.there(each.day)],
        [each.day for each in days if (each.week, each.weekday) in shut and thing.there(each.day)],
        sorted({weekday for _, weekday in shut}),
    )


def _changes(problem: Problem, thing: Staff | Outside | Room) -> list[date]:
    """Service dates of the period on which somebody is there and was not on the one before, or the other way round."""
    days = [day for day, _ in problem.term.service_dates()]
    return [day for before, day in pairwise(days) if thing.there(before) != thing.there(day)]


def _words(problem: Problem, thing: Staff | Outside | Room) -> tuple[str, str]:
    """Whether somebody who is there at first goes, or one who is not comes."""
    first = problem.term.service_dates()[0][0]
    return LEAVING if thing.there(first) else JOINING


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
