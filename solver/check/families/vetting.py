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

from collections.abc import Callable, Iterator
from datetime import date

from solver.check.measurement import AT_LEAST, AT_MOST, DAYS, EXACTLY, YUAN, Breaches, Measurement, Quantity
from solver.check.names import Words, day
from solver.check.plan_index import OpenedSection, PlanIndex
from solver.problem.people import Outside
from solver.units import EVERY_WEEK, Weekday


def led(view: PlanIndex) -> Iterator[tuple[Outside, OpenedSection]]:
    """Every outside person with every section that the person leads."""
    for stand in view.of_kind("lead"):
        for ident in stand.people[EVERY_WEEK]:
            person = view.problem.outside_of.get(ident)
            if person is not None:
                yield person, view.opened[stand.post.subject, stand.post.detail]


def _days(view: PlanIndex, opened: OpenedSection) -> Iterator[tuple[Weekday, date, date]]:
    for weekday in dict.fromkeys(session.weekday for session in opened.sessions):
        yield weekday, *view.service[weekday]


def _breach(
    view: PlanIndex, measure: Breaches, who: tuple[Outside, OpenedSection], figures: tuple[str, str], why: Words
) -> Measurement:
    person, opened = who
    return measure.breach((person.id, opened.section.id), "", None, *figures, *_words(view, who, why))


def _case(
    view: PlanIndex, measure: Quantity, who: tuple[Outside, OpenedSection], values: tuple[int, int], figures: tuple[str, str],
    why: Words, weekday: Weekday | None = None,
) -> Measurement:  # fmt: skip
    person, opened = who
    words, subjects = _words(view, who, why, weekday), (person.id, opened.section.id)
    return measure.case(*values, subjects, "", weekday, *words, measured=figures[0], asked=figures[1])


def _words(view: PlanIndex, who: tuple[Outside, OpenedSection], why: Words, weekday: Weekday | None = None) -> Words:
    name, section = view.names.person(who[0].id), view.names.section(*who[1].key)
    zh, en = f"{name}主讲{section}：{why[0]}", f"{name} leads {section}: {why[1]}"
    if weekday is not None:
        on_zh, on_en = day(weekday)
        zh, en = f"{on_zh}：{zh}", f"{on_en}: {en}"
    return zh, en


def _text(*days: date | None) -> str:
    return "..".join(item.isoformat() if item else "?" for item in days)


def _leaders(view: PlanIndex) -> int:
    return sum(1 for _ in led(view))


def _of_kind(kind: str) -> Callable[[PlanIndex], int]:
    return lambda view: sum(person.kind == kind for person, _ in led(view))


POOLS = ("city", "district")
ACADEMIC = Breaches("E02", "校外人员带的学科类教学班", "academic sections led by outside people", _leaders)
NO_APPROVAL = Breaches("E03", "审批日期未填的带班人员", "leaders without dates of approval", _leaders)
APPROVAL = Quantity("E03", "审批期限的余量，最少", "spare days of the approval, fewest", AT_LEAST, DAYS)
NO_POOL = Breaches("E04", "不在市、区师资库的带班人员", "leaders in neither pool", _leaders)
NO_REVIEW = Breaches("E05", "面审日期未填的带班人员", "leaders without a face review", _leaders)
REVIEW = Quantity("E05", "面审早于首次上课的天数，最少", "days from review to first session, fewest", AT_LEAST, DAYS)
NO_INSURANCE = Breaches("E06", "保险或备案日期未填的带班人员", "leaders without dates of insurance or filing", _leaders)
INSURANCE = Quantity(
    "E06", "投保、备案、入校次序与保险期限的余量，最少", "spare days of insurance and filing, fewest", AT_LEAST, DAYS
)
RECORD = Breaches("E07", "缺无违法违规记录证明的带班人员", "leaders without a clean record", _leaders)
NOT_HIRED = Breaches("E10", "未签合同的临时聘请人员", "people hired temporarily without a contract", _of_kind("hired"))
CHARITY = Quantity("E11", "公益组织师资的最高课酬", "highest pay of people of public-welfare groups", AT_MOST, YUAN)
NO_AGREEMENT = Breaches("E12", "未签协议的体校教练", "coaches without an agreement", _of_kind("coach"))
COACH_PAY = Quantity("E12", "体校教练的课酬", "pay of coaches", EXACTLY, YUAN)
SPECIALIST_POOL = Breaches("E13", "未入库的退休特长教师", "retired specialists in no pool", _of_kind("specialist"))
NOT_FILED = Breaches("E13", "未备案的退休特长教师", "retired specialists who are not filed", _of_kind("specialist"))
FILED = Quantity(
    "E13", "退休特长教师备案早于首次上课的天数，最少", "days from filing to first session, fewest", AT_LEAST, DAYS
)
UNQUALIFIED = Breaches("E14", "缺证明或合同的带班人员", "leaders without clean record or contract", _leaders)

LEAST = {APPROVAL: 0, REVIEW: 1, INSURANCE: 0, FILED: 0}
"""Days that dates must have to spare."""


def _fewest(*pairs: tuple[date | None, date | None]) -> int | None:
    """The fewest days from the first to the second of each pair; None when a date is missing."""
    days = [(later - earlier).days for earlier, later in pairs if earlier is not None and later is not None]
    return min(days) if len(days) == len(pairs) else None


def approval_spare(person: Outside, first: date, last: date) -> int | None:
    """Days that the approval begins before the first and ends after the last session (E03); None without its dates."""
    return _fewest((person.approved_from, first), (last, person.approved_to))


def review_spare(person: Outside, first: date) -> int | None:
    """Days from the face review to the first session (E05)."""
    return _fewest((person.reviewed, first))


def insurance_spare(person: Outside, first: date, last: date) -> int | None:
    """Fewest days from insurance to filing, to the first session, and from the last session to the end of insurance (E06)."""
    return _fewest((person.insured_from, person.filed), (person.filed, first), (last, person.insured_to))


def filing_spare(person: Outside, first: date) -> int | None:
    """Days from filing to the first session (E13)."""
    return _fewest((person.filed, first))


def not_academic(view: PlanIndex) -> Iterator[Measurement]:
    """E02: outside persons teach no school subject."""
    for who in led(view):
        if who[1].offering.academic:
            why = "校外人员不得开展学科类课后服务", "outside persons may not teach a school subject"
            yield _breach(view, ACADEMIC, who, ("academic", "non-academic"), why)


def approved(view: PlanIndex) -> Iterator[Measurement]:
    """E03: the bureau's approval covers all sessions of the term."""
    least, short = LEAST[APPROVAL], view.gauge(APPROVAL)
    for who in led(view):
        got = _text(who[0].approved_from, who[0].approved_to)
        if who[0].approved_from is None or who[0].approved_to is None:
            why = "没有完整的审批起止日期", "the dates of approval are missing"
            yield _breach(view, NO_APPROVAL, who, (got, "set"), why)
            continue
        for weekday, first, last in _days(view, who[1]):
            spare = approval_spare(who[0], first, last)
            if spare is not None and short(spare, least):
                need = _text(first, last)
                why = f"审批期限{got}未覆盖服务日期{need}", f"approved {got}, which does not cover {need}"
                yield _case(view, APPROVAL, who, (spare, least), (got, need), why, weekday)


def in_pool(view: PlanIndex) -> Iterator[Measurement]:
    """E04: listed in the city's or the district's pool."""
    for who in led(view):
        pool = who[0].pool
        if who[0].kind == "specialist" and view.policy.hard("E13"):
            continue
        if pool not in POOLS:
            why = "不在市、区级课后服务特色课程师资库中", "is in neither the city's nor the district's pool"
            yield _breach(view, NO_POOL, who, (pool, "city, district"), why)


def reviewed(view: PlanIndex) -> Iterator[Measurement]:
    """E05: face review before the first session."""
    least, short = LEAST[REVIEW], view.gauge(REVIEW)
    for who in led(view):
        seen = who[0].reviewed
        if seen is None:
            why = "没有面审日期", "the date of the face review is missing"
            yield _breach(view, NO_REVIEW, who, ("?", "set"), why)
            continue
        for weekday, first, _ in _days(view, who[1]):
            early = review_spare(who[0], first)
            if early is not None and short(early, least):
                why = f"面审日期{seen}应早于首次服务{first}", f"reviewed on {seen}, must be before {first}"
                yield _case(view, REVIEW, who, (early, least), (str(seen), f"<{first}"), why, weekday)


def insured(view: PlanIndex) -> Iterator[Measurement]:
    """E06: insured, then filed, then in school, and insured to the end."""
    least, short = LEAST[INSURANCE], view.gauge(INSURANCE)
    for who in led(view):
        start, filed, end = who[0].insured_from, who[0].filed, who[0].insured_to
        got = _text(start, filed, end)
        if start is None or filed is None or end is None:
            why = "保险起止日期或备案日期不全", "the dates of insurance and filing are not complete"
            yield _breach(view, NO_INSURANCE, who, (got, "set"), why)
            continue
        for weekday, first, last in _days(view, who[1]):
            spare = insurance_spare(who[0], first, last)
            if spare is not None and short(spare, least):
                why = (
                    f"保险{start}至{end}、备案{filed}，应先投保再备案后入校，并覆盖{first}至{last}",
                    f"insured {start} to {end}, filed {filed}; must be insured, then filed, by {first}, and until {last}",
                )
                yield _case(view, INSURANCE, who, (spare, least), (got, _text(first, last)), why, weekday)


def clean(view: PlanIndex) -> Iterator[Measurement]:
    """E07: no record of offences."""
    for who in led(view):
        if not who[0].clean_record:
            why = "缺少无违法违规记录证明", "lacks a clean record"
            yield _breach(view, RECORD, who, ("missing: clean record", "clean record"), why)


def hired(view: PlanIndex) -> Iterator[Measurement]:
    """E10: whoever is hired temporarily has a contract."""
    for who in led(view):
        if who[0].kind == "hired" and not who[0].contract:
            why = "临时聘请人员未签劳动合同或劳务协议", "is hired temporarily without a contract"
            yield _breach(view, NOT_HIRED, who, ("missing: contract", "contract"), why)


def free_of_charge(view: PlanIndex) -> Iterator[Measurement]:
    """E11: instructors of public-welfare groups cost nothing."""
    over = view.gauge(CHARITY)
    for who in led(view):
        if who[0].kind == "charity" and over(who[0].rate, 0):
            rate = f"{who[0].rate / 100:.2f}"
            why = f"公益组织的师资应免费，却登记了每课时{rate}元", f"is of a public-welfare group and asks {rate} yuan"
            yield _case(view, CHARITY, who, (who[0].rate, 0), (str(who[0].rate), "0"), why)


def agreed(view: PlanIndex) -> Iterator[Measurement]:
    """E12: coaches have an agreement with the school and are paid as own staff."""
    pay, other = view.problem.money.pay, view.gauge(COACH_PAY)
    for who in led(view):
        if who[0].kind == "coach" and not who[0].contract:
            why = "体校教练未与学校签订协议", "is a coach without an agreement"
            yield _breach(view, NO_AGREEMENT, who, ("missing: agreement", "agreement"), why)
        if who[0].kind == "coach" and other(who[0].rate, pay):
            got, need = f"{who[0].rate / 100:.2f}", f"{pay / 100:.2f}"
            why = (
                f"体校教练课酬参照本校人员，应为每课时{need}元，登记为{got}元",
                f"is a coach at {got} yuan, own staff get {need}",
            )
            yield _case(view, COACH_PAY, who, (who[0].rate, pay), (str(who[0].rate), str(pay)), why)


def specialists(view: PlanIndex) -> Iterator[Measurement]:
    """E13: retired specialists are in a pool and filed."""
    least, late = LEAST[FILED], view.gauge(FILED)
    for who in led(view):
        if who[0].kind != "specialist":
            continue
        pool, filed = who[0].pool, who[0].filed
        if pool not in POOLS:
            why = "退休特长教师未入市、区级师资库", "is a retired specialist in no pool"
            yield _breach(view, SPECIALIST_POOL, who, (pool, "city, district"), why)
        if filed is None:
            yield _breach(
                view, NOT_FILED, who, ("?", "set"), ("退休特长教师未备案", "is a retired specialist who is not filed")
            )
            continue
        for weekday, first, _ in _days(view, who[1]):
            early = filing_spare(who[0], first)
            if early is not None and late(early, least):
                why = f"退休特长教师{filed}备案，应不晚于首次服务{first}", f"filed on {filed}, must be by {first}"
                yield _case(view, FILED, who, (early, least), (str(filed), f"<={first}"), why, weekday)


def qualified(view: PlanIndex) -> Iterator[Measurement]:
    """E14: a clean record and a contract, as far as no other hard rule tells of it."""
    hard = view.policy.hard
    told = {kind for rule, kind in (("E10", "hired"), ("E12", "coach")) if hard(rule)}
    for who in led(view):
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
            yield _breach(view, UNQUALIFIED, who, (got, "clean record, contract"), (f"缺少{zh}", f"lacks {en}"))
