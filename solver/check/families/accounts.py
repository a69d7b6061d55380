"""The accounts of a term: G04 neither profit nor loss, G10C filed agreements.

Formula: a duty of week w and weekday d is paid on every service date that runs by them. Cost = all duties so paid + awards +
expenses. Income = fees of the whole term + subsidy + other charges; a family's fee of the term is fee * class-hours a day * its
dates * (100 - waived) / 100, rounded down. G04 0 <= income - cost <= percent * income / 100; soft: the fen by which a plan
misses that; scale: the income. G10C for an outside person with a cap, or an organisation with a contract, what its duties are
paid in the term <= cap.

Afterwards: families and government pay what the service costs, and nobody is paid beyond an agreement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from solver.calendar.duty_days import duty_days
from solver.check.families.budget import service_fee_hours, wage, waived, yuan
from solver.check.measurement import AT_LEAST, AT_MOST, YUAN, Measurement, Quantity
from solver.check.plan_index import PlanIndex
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.units import Fen, Minute, Week, Weekday

LEFT = Quantity("G04", "学期结余", "left over in the term", AT_LEAST, YUAN)
SURPLUS = Quantity("G04", "学期结余与上限", "left over in the term, at most", AT_MOST, YUAN)
AGREED = Quantity("G10C", "协议费用（离上限最近）", "cost of the agreement nearest to its cap", AT_MOST, YUAN)


class TermFee(NamedTuple):
    """What a family is charged in a term: on so many dates, before the waiver and after it."""

    dates: int
    full: Fen
    due: Fen


def dates_of(problem: Problem, weeks: int) -> Counter[tuple[Week, Weekday]]:
    """Service dates of the term, and days of its weekend blocks (A14), by week and weekday of the template."""
    return Counter({(each.week, each.weekday): len(each.dates) for each in duty_days(problem, weeks)})


def term_fees(problem: Problem, policy: Policy) -> dict[str, TermFee]:
    """The fees of every applicant, by pupil id (G01, G02)."""
    on = Counter(weekday for _, weekday in problem.term.service_dates())
    found = {}
    for pupil in problem.pupils:
        window = problem.window_of.get(problem.grade_of_pupil[pupil.id])
        if not pupil.weekdays or window is None or not window.periods:
            continue
        hours, parts = service_fee_hours(policy, window.start, window.periods[-1].end)
        dates = sum(on[weekday] for weekday in set(pupil.weekdays))
        full = problem.money.fee * hours * dates
        found[pupil.id] = TermFee(dates, full // parts, full * (100 - waived(policy, pupil)) // (100 * parts))
    return found


def income(problem: Problem, policy: Policy) -> Fen:
    """All that comes in in the term."""
    charged = sum(fee.due for fee in term_fees(problem, policy).values())
    charged += 0 if problem.earlier is None else problem.earlier.fees
    return charged + problem.money.subsidy + sum(item.fen for item in problem.money.fee_items)


def term_pay(view: PlanIndex) -> Mapping[str, Fen]:
    """Pay in the term, in fen, by the id of each person with a duty, under earlier plans too."""
    rates, dates = view.problem.rate_of, dates_of(view.problem, view.weeks)
    minutes: Counter[tuple[str, Minute]] = Counter()
    for duty in view.each_duty():
        minutes[duty.person, duty.slot.credit] += dates[duty.week, duty.slot.weekday]
    found: Counter[str] = Counter(dict(() if view.problem.earlier is None else view.problem.earlier.paid))
    for (person, credit), count in minutes.items():
        found[person] += count * wage(view.policy, rates[person], credit)
    return found


def cost(view: PlanIndex) -> Fen:
    """All that goes out in the term."""
    money = view.problem.money
    return (
        sum(term_pay(view).values())
        + sum(award.fen for award in money.awards)
        + sum(item.fen for item in money.expenses)
    )


def _balance(view: PlanIndex) -> tuple[Fen, Fen, Fen]:
    """Income, what it leaves after the cost, and how much it may leave."""
    comes = income(view.problem, view.policy)
    return comes, comes - cost(view), comes * view.number("G04", "percent") // 100


def balanced(view: PlanIndex) -> Iterator[Measurement]:
    """G04: the income covers the cost and leaves no more than is allowed."""
    comes, left, most = _balance(view)
    if view.gauge(LEFT)(left, 0):
        subsidy = yuan(view.problem.money.subsidy - left)
        zh = f"学期收入{yuan(comes)}元，支出{yuan(comes - left)}元，缺{yuan(-left)}元；财政补贴须达到{subsidy}元才够"
        en = (
            f"The term brings in {yuan(comes)} yuan and costs {yuan(comes - left)}: {yuan(-left)} are missing; "
            f"a subsidy of {subsidy} would cover it"
        )
        yield LEFT.case(left, 0, (), "", None, zh, en)
    if view.gauge(SURPLUS)(left, most):
        zh = f"学期收入{yuan(comes)}元，支出{yuan(comes - left)}元，结余{yuan(left)}元，超过{yuan(most)}元"
        en = f"The term brings in {yuan(comes)} yuan and costs {yuan(comes - left)}: {yuan(left)} are left, more than {yuan(most)}"
        yield SURPLUS.case(left, most, (), "", None, zh, en)


def imbalance(view: PlanIndex) -> tuple[int, int]:
    """G04: when soft, the fen that are missing or left over; scale: the income."""
    comes, left, most = _balance(view)
    return max(0, -left, left - most), comes


def agreements(view: PlanIndex) -> Iterator[Measurement]:
    """G10C: nobody from outside is paid more than agreed."""
    problem = view.problem
    capped = [guest for guest in problem.outside if guest.contract_cap is not None]
    if not capped and not problem.money.contracts:
        return
    paid, over = term_pay(view), view.gauge(AGREED)
    for guest in capped:
        cap, total = guest.contract_cap or 0, paid.get(guest.id, 0)
        if over(total, cap):
            who = view.names.person(guest.id)
            zh = f"{who}本学期费用{yuan(total)}元，超过协议上限{yuan(cap)}元"
            en = f"{who} costs {yuan(total)} yuan in the term, the agreement allows {yuan(cap)}"
            yield AGREED.case(total, cap, (guest.id,), "", None, zh, en)
    for contract in problem.money.contracts:
        people = tuple(guest.id for guest in problem.outside if guest.organisation == contract.organisation)
        total = sum(paid.get(person, 0) for person in people)
        if over(total, contract.cap):
            zh = f"机构{contract.organisation}本学期费用{yuan(total)}元，超过协议上限{yuan(contract.cap)}元"
            en = f"{contract.organisation} costs {yuan(total)} yuan in the term, the agreement allows {yuan(contract.cap)}"
            yield AGREED.case(total, contract.cap, people, "", None, zh, en)
