"""Figures of outside people who lead a section: E02 not academic, E03 approved, E04 in a pool, E05 reviewed, E06 insured and
filed, E14 record and contract. Dates are measured in days to spare; below 0 a date comes too late or ends too early."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from solver.check.plan_index import OpenedSection, PlanIndex
from solver.papers.measures.measure import Case, Measure, least, none_of
from solver.problem.people import Outside
from solver.units import EVERY_WEEK

POOLS = ("city", "district")


def led(view: PlanIndex) -> Iterator[tuple[Outside, OpenedSection]]:
    """Every outside person with every section that the person leads."""
    for stand in view.of_kind("lead"):
        for ident in stand.people[EVERY_WEEK]:
            if ident in view.problem.outside_of:
                yield view.problem.outside_of[ident], view.opened[stand.post.subject, stand.post.detail]


def not_academic(view: PlanIndex) -> Iterator[Measure]:
    """E02."""
    yield _lacking(view, "校外人员带的学科类教学班", "academic sections led by outside people",
                   lambda _, opened: opened.offering.academic)  # fmt: skip


def in_pool(view: PlanIndex) -> Iterator[Measure]:
    """E04."""
    yield _lacking(view, "不在市、区师资库的带班人员", "leaders in neither pool", lambda person, _: person.pool not in POOLS)


def qualified(view: PlanIndex) -> Iterator[Measure]:
    """E14: what E07, E10 and E12 leave to it; each lack is told under one rule."""
    hard = view.policy.hard
    told = {kind for rule, kind in (("E10", "hired"), ("E12", "coach")) if hard(rule)}
    yield _lacking(
        view, "缺无违法记录证明或合同的带班人员", "leaders without clean record or contract",
        lambda person, _: not (
            (person.clean_record or hard("E07")) and (person.contract or person.kind in told)
        ),
    )  # fmt: skip


def approved(view: PlanIndex) -> Iterator[Measure]:
    """E03: days that the approval begins before the first and ends after the last session."""
    yield from _dated(
        view, "审批期限的余量", "spare days of the approval",
        lambda person, first, last: _spare((person.approved_from, first), (last, person.approved_to)),
    )  # fmt: skip


def reviewed(view: PlanIndex) -> Iterator[Measure]:
    """E05: days from the face review to the first session, at least one."""
    yield from _dated(view, "面审早于首次上课的天数", "days from review to first session",
                      lambda person, first, _: _spare((person.reviewed, first)), limit=1)  # fmt: skip


def insured(view: PlanIndex) -> Iterator[Measure]:
    """E06: insured, then filed, then in school, and insured until the last session."""
    yield from _dated(
        view, "投保、备案、入校次序与保险期限的余量", "spare days of insurance and filing",
        lambda person, first, last: _spare((person.insured_from, person.filed), (person.filed, first), (last, person.insured_to)),
    )  # fmt: skip


def _spare(*pairs: tuple[date | None, date | None]) -> int | None:
    """The fewest days from the first to the second of each pair; None when a date is missing."""
    days = [(later - earlier).days if earlier and later else None for earlier, later in pairs]
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def _lacking(view: PlanIndex, zh: str, en: str, wrong: Callable[[Outside, OpenedSection], bool]) -> Measure:
    people = list(led(view))
    found = [f"{view.names.person(person.id)} {view.names.section(*opened.key)}"
             for person, opened in people if wrong(person, opened)]  # fmt: skip
    return none_of(zh, en, found, len(people))


def _dated(
    view: PlanIndex, zh: str, en: str, spare: Callable[[Outside, date, date], int | None], limit: int = 0
) -> Iterator[Measure]:
    """The fewest spare days, over every person and weekday of a section; missing dates are named first."""
    cases: list[Case] = []
    empty: list[str] = []
    for person, opened in led(view):
        who = f"{view.names.person(person.id)} {view.names.section(*opened.key)}"
        dates = [view.service[session.weekday] for session in opened.sessions]
        days = [spare(person, first, last) for first, last in dates] or [spare(person, date.max, date.min)]
        if any(day is None for day in days):
            empty.append(who)
        elif dates:
            cases.append((min(day for day in days if day is not None), who))
    if empty:
        yield Measure(f"{zh}：日期未填", f"{en}: dates missing", f"{len(empty)} 人次", "0 人次", met=False, at="、".join(empty[:5]))
    if found := least(cases):
        yield Measure(f"{zh}，最少", f"{en}, fewest", f"{found[0]} 天", f"≥ {limit} 天", found[0] >= limit, found[1])
