"""A term's holidays and make-up days beside the official calendar (A10): assumed, missing, contradicting, not yet known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from solver.calendar.official import OfficialDays, official_days
from solver.plan.result import Reason
from solver.problem.calendar import Term
from solver.words import days_en, days_zh

RULE = "A10"


def calendar_warnings(term: Term) -> list[Reason]:
    """Differences of a term's days from the official calendar, with dates; the school's own data stand."""
    official = official_days(term.first, term.last)
    return [*_assumed(term, official), *_missing(term, official), *_make_up(term, official), *_unannounced(term, official)]


def _reason(days: Iterable[date], zh: str, en: str) -> Reason:
    found = tuple(day.isoformat() for day in days)
    return Reason(RULE, zh, en, str(len(found)), subjects=found)


def _assumed(term: Term, official: OfficialDays) -> list[Reason]:
    if not term.assumed:
        return []
    listed = _named(term.assumed, official)
    return [_reason(
        term.assumed,
        f"“节假日”没有填写，按官方放假安排计入 {len(term.assumed)} 天，当天没有课后服务：{listed}。"
        "学校另有安排的请逐日填写，确实没有的填“无”。",
        f"No holidays were given; the {len(term.assumed)} official days off are taken and have no service: {_spans(term.assumed)}. "
        "Give your own days, or none explicitly.",
    )]  # fmt: skip


def _missing(term: Term, official: OfficialDays) -> list[Reason]:
    """Official days off on which there would be service."""
    chosen = {extra.day for extra in term.make_up_days}
    days = [day for day, _ in term.service_dates() if day in official.holidays]
    found = []
    plain = [day for day in days if day not in chosen]
    if plain:
        found.append(_reason(
            plain, f"{len(plain)} 个官方放假日仍排有课后服务并计费：{_named(plain, official)}；放假的请补入“节假日”。",
            f"{len(plain)} official days off would have service and fees: {_spans(plain)}; add them to the holidays."))  # fmt: skip
    worked = [day for day in days if day in chosen]
    if worked:
        found.append(_reason(
            worked, f"“调休”里有 {len(worked)} 天是官方放假日：{_named(worked, official)}；请核对日期。",
            f"{len(worked)} make-up days are official days off: {_spans(worked)}; check the dates."))  # fmt: skip
    return found


def _make_up(term: Term, official: OfficialDays) -> list[Reason]:
    """Official working weekends that are not said, and make-up days that are none."""
    said = {extra.day for extra in term.make_up_days}
    found = []
    silent = [day for day in official.working if day not in said]
    if silent:
        found.append(_reason(
            silent, f"{len(silent)} 个官方调休上班日没有填写，按没有课后服务处理：{_dated(silent)}；"
            "请在“调休”里写明按星期几、有无课后服务。",
            f"{len(silent)} official working weekend days are not given and have no service: {_dated_en(silent)}; "
            "say by which weekday they run, and whether there is service."))  # fmt: skip
    odd = sorted(day for day in said if day.year not in official.unannounced and day not in official.working and day.isoweekday() > 5
                 and day not in official.holidays)  # fmt: skip
    if odd:
        known = f"；官方调休日是 {_dated(official.working)}" if official.working else "；本学期没有官方调休日"
        known_en = f"; those are {_dated_en(official.working)}" if official.working else "; the term has none"
        found.append(_reason(
            odd, f"“调休”里有 {len(odd)} 天不是官方调休上班日：{_dated(odd)}{known}。",
            f"{len(odd)} make-up days are no official working days: {_dated_en(odd)}{known_en}."))  # fmt: skip
    return found


def _unannounced(term: Term, official: OfficialDays) -> list[Reason]:
    """Years of which the calendar is not known and of which the school says nothing."""
    said = {day.year for day in term.holidays if day not in term.assumed} | {extra.day.year for extra in term.make_up_days}
    years = [year for year in official.unannounced if year not in said]
    if not years:
        return []
    zh, en = "、".join(map(str, years)), ", ".join(map(str, years))
    return [Reason(
        RULE, f"{zh} 年的放假安排未知（尚未公布，或本程序还没有收录），只知道法定的固定日期；请填写学期内该年的节假日和调休。",
        f"The official days of {en} are not known yet (only those that the law fixes); give the holidays and make-up days "
        "of the term in that year.", en, subjects=tuple(map(str, years)))]  # fmt: skip


def _runs(days: Iterable[date]) -> list[list[date]]:
    """Days in runs without a gap."""
    found: list[list[date]] = []
    for day in sorted(days):
        if found and day - found[-1][-1] == timedelta(days=1):
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _named(days: Iterable[date], official: OfficialDays) -> str:
    """``2026-09-25 至 2026-09-27（中秋）``."""
    parts = []
    for run in _runs(days):
        names = "、".join(dict.fromkeys(official.holidays[day] for day in run if day in official.holidays))
        parts.append(_span(run, " 至 ") + (f"（{names}）" if names else ""))
    return "，".join(parts)


def _spans(days: Iterable[date]) -> str:
    return ", ".join(_span(run, " to ") for run in _runs(days))


def _span(run: list[date], word: str) -> str:
    return run[0].isoformat() if len(run) == 1 else f"{run[0]}{word}{run[-1]}"


def _dated(days: Iterable[date]) -> str:
    return "、".join(f"{day}（{days_zh([day.isoweekday()])}）" for day in days)


def _dated_en(days: Iterable[date]) -> str:
    return ", ".join(f"{day} ({days_en([day.isoweekday()])})" for day in days)
