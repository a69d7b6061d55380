"""Vetting of outside persons: E02 nothing academic, E03 approved, E04 in a pool, E05 reviewed first, E06 insured and filed,
E07 clean record, E10 E12 contract, E11 free of charge, E13 retired specialists, E14 whatever these leave.

Formula, for every section that an outside person leads, with first and last the first and last service date of each weekday
on which it meets: E02 not academic. E03 approved_from <= first and last <= approved_to. E04 pool city or district. E05
reviewed < first. E06 insured_from <= filed <= first and last <= insured_to. E07 clean_record. E10 ``hired``: contract. E11
``charity``: rate 0. E12 ``coach``: contract (the agreement), rate that of own staff. E13 ``specialist``: pool as E04, filed
<= first. E14 clean_record and contract. A missing date breaks its rule. One fault is told once: E04 leaves specialists to
E13, and E14 leaves records to E07 and contracts to E10 and E12, where those are hard.

Afterwards: nobody unvetted meets a pupil.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from solver.check.names import day
from solver.check.plan_index import OpenedSection, PlanIndex
from solver.check.violation import Violation
from solver.problem.people import Outside
from solver.units import EVERY_WEEK, Weekday


def _led(view: PlanIndex) -> Iterator[tuple[Outside, OpenedSection]]:
    """Every outside person with every section that the person leads."""
    for stand in view.of_kind("lead"):
        for ident in stand.people[EVERY_WEEK]:
            person = view.problem.outside_of.get(ident)
            if person is not None:
                yield person, view.opened[stand.post.subject, stand.post.detail]


def _days(view: PlanIndex, opened: OpenedSection) -> Iterator[tuple[Weekday, date, date]]:
    for weekday in dict.fromkeys(session.weekday for session in opened.sessions):
        yield weekday, *view.service[weekday]


def _broken(
    view: PlanIndex, rule: str, who: tuple[Outside, OpenedSection], figures: tuple[str, str], why: tuple[str, str], *,
    weekday: Weekday | None = None,
) -> Violation:  # fmt: skip
    person, opened = who
    name, section = view.names.person(person.id), view.names.section(*opened.key)
    zh, en = f"{name}主讲{section}：{why[0]}", f"{name} leads {section}: {why[1]}"
    if weekday is not None:
        on_zh, on_en = day(weekday)
        zh, en = f"{on_zh}：{zh}", f"{on_en}: {en}"
    return Violation(rule, (person.id, opened.section.id), "", weekday, figures[0], figures[1], zh, en)


def _text(*days: date | None) -> str:
    return "..".join(item.isoformat() if item else "?" for item in days)


def not_academic(view: PlanIndex) -> Iterator[Violation]:
    """E02: outside persons teach no school subject."""
    for who in _led(view):
        if who[1].offering.academic:
            why = "校外人员不得开展学科类课后服务", "outside persons may not teach a school subject"
            yield _broken(view, "E02", who, ("academic", "non-academic"), why)


def approved(view: PlanIndex) -> Iterator[Violation]:
    """E03: the bureau's approval covers all sessions of the term."""
    for who in _led(view):
        start, end = who[0].approved_from, who[0].approved_to
        if start is None or end is None:
            why = "没有完整的审批起止日期", "the dates of approval are missing"
            yield _broken(view, "E03", who, (_text(start, end), "set"), why)
            continue
        for weekday, first, last in _days(view, who[1]):
            if start > first or end < last:
                got, need = _text(start, end), _text(first, last)
                why = f"审批期限{got}未覆盖服务日期{need}", f"approved {got}, which does not cover {need}"
                yield _broken(view, "E03", who, (got, need), why, weekday=weekday)


def in_pool(view: PlanIndex) -> Iterator[Violation]:
    """E04: listed in the city's or the district's pool."""
    for who in _led(view):
        pool = who[0].pool
        if who[0].kind == "specialist" and view.policy.hard("E13"):
            continue
        if pool not in {"city", "district"}:
            why = "不在市、区级课后服务特色课程师资库中", "is in neither the city's nor the district's pool"
            yield _broken(view, "E04", who, (pool, "city, district"), why)


def reviewed(view: PlanIndex) -> Iterator[Violation]:
    """E05: face review before the first session."""
    for who in _led(view):
        seen = who[0].reviewed
        if seen is None:
            yield _broken(view, "E05", who, ("?", "set"), ("没有面审日期", "the date of the face review is missing"))
            continue
        for weekday, first, _ in _days(view, who[1]):
            if seen >= first:
                why = f"面审日期{seen}应早于首次服务{first}", f"reviewed on {seen}, must be before {first}"
                yield _broken(view, "E05", who, (seen.isoformat(), f"<{first}"), why, weekday=weekday)


def insured(view: PlanIndex) -> Iterator[Violation]:
    """E06: insured, then filed, then in school, and insured to the end."""
    for who in _led(view):
        start, filed, end = who[0].insured_from, who[0].filed, who[0].insured_to
        if start is None or filed is None or end is None:
            why = "保险起止日期或备案日期不全", "the dates of insurance and filing are not complete"
            yield _broken(view, "E06", who, (_text(start, filed, end), "set"), why)
            continue
        for weekday, first, last in _days(view, who[1]):
            if not (start <= filed <= first and end >= last):
                got, need = _text(start, filed, end), _text(first, last)
                why = (
                    f"保险{start}至{end}、备案{filed}，应先投保再备案后入校，并覆盖{first}至{last}",
                    f"insured {start} to {end}, filed {filed}; must be insured, then filed, by {first}, and until {last}",
                )
                yield _broken(view, "E06", who, (got, need), why, weekday=weekday)


def clean(view: PlanIndex) -> Iterator[Violation]:
    """E07: no record of offences."""
    for who in _led(view):
        if not who[0].clean_record:
            why = "缺少无违法违规记录证明", "lacks a clean record"
            yield _broken(view, "E07", who, ("missing: clean record", "clean record"), why)


def hired(view: PlanIndex) -> Iterator[Violation]:
    """E10: whoever is hired temporarily has a contract."""
    for who in _led(view):
        if who[0].kind == "hired" and not who[0].contract:
            why = "临时聘请人员未签劳动合同或劳务协议", "is hired temporarily without a contract"
            yield _broken(view, "E10", who, ("missing: contract", "contract"), why)


def free_of_charge(view: PlanIndex) -> Iterator[Violation]:
    """E11: instructors of public-welfare groups cost nothing."""
    for who in _led(view):
        if who[0].kind == "charity" and who[0].rate:
            rate = f"{who[0].rate / 100:.2f}"
            why = f"公益组织的师资应免费，却登记了每课时{rate}元", f"is of a public-welfare group and asks {rate} yuan"
            yield _broken(view, "E11", who, (str(who[0].rate), "0"), why)


def agreed(view: PlanIndex) -> Iterator[Violation]:
    """E12: coaches have an agreement with the school and are paid as own staff."""
    for who in _led(view):
        if who[0].kind == "coach" and not who[0].contract:
            why = "体校教练未与学校签订协议", "is a coach without an agreement"
            yield _broken(view, "E12", who, ("missing: agreement", "agreement"), why)
        pay = view.problem.money.pay
        if who[0].kind == "coach" and who[0].rate != pay:
            got, need = f"{who[0].rate / 100:.2f}", f"{pay / 100:.2f}"
            why = f"体校教练课酬参照本校人员，应为每课时{need}元，登记为{got}元", f"is a coach at {got} yuan, own staff get {need}"
            yield _broken(view, "E12", who, (str(who[0].rate), str(pay)), why)


def specialists(view: PlanIndex) -> Iterator[Violation]:
    """E13: retired specialists are in a pool and filed."""
    for who in _led(view):
        if who[0].kind != "specialist":
            continue
        pool, filed = who[0].pool, who[0].filed
        if pool not in {"city", "district"}:
            why = "退休特长教师未入市、区级师资库", "is a retired specialist in no pool"
            yield _broken(view, "E13", who, (pool, "city, district"), why)
        if filed is None:
            yield _broken(view, "E13", who, ("?", "set"), ("退休特长教师未备案", "is a retired specialist who is not filed"))
            continue
        for weekday, first, _ in _days(view, who[1]):
            if filed > first:
                why = f"退休特长教师{filed}备案，应不晚于首次服务{first}", f"filed on {filed}, must be by {first}"
                yield _broken(view, "E13", who, (filed.isoformat(), f"<={first}"), why, weekday=weekday)


def qualified(view: PlanIndex) -> Iterator[Violation]:
    """E14: a clean record and a contract, as far as no other hard rule tells of it."""
    hard = view.policy.hard
    told = {kind for rule, kind in (("E10", "hired"), ("E12", "coach")) if hard(rule)}
    for who in _led(view):
        lacks = [
            (zh, en)
            for has, zh, en in (
                (who[0].clean_record or hard("E07"), "无违法违规记录证明", "clean record"),
                (who[0].contract or who[0].kind in told, "合同", "contract"),
            )
            if not has
        ]
        if lacks:
            zh, en = "、".join(item[0] for item in lacks), ", ".join(item[1] for item in lacks)
            got = f"missing: {en}"
            yield _broken(view, "E14", who, (got, "clean record, contract"), (f"缺少{zh}", f"lacks {en}"))
