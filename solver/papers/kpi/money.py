"""Indicators of money over one cycle of the plan. Who is exempt never shows: sums alone (G02)."""

from __future__ import annotations

from collections.abc import Iterator

from solver.check.view import View
from solver.papers.kpi.indicator import PERCENT, YUAN, Count, Indicator
from solver.units import Fen


def _income(view: View) -> Fen:
    return view.weeks * sum(view.kept.fees.values())


def _waived(view: View) -> Fen:
    """What the fees of all applicants would come to without waivers, less what is charged."""
    hour = view.policy.number_or("G02", "minutes_per_classhour", 40) or 40
    full = 0
    for pupil in view.problem.pupils:
        window = view.problem.window_of.get(view.problem.grade_of_pupil[pupil.id])
        if window and pupil.id in view.kept.fees:
            hours = len(set(pupil.weekdays).intersection(view.days)) * ((window.periods[-1].end - window.start) // hour)
            full += view.problem.money.fee * hours
    return view.weeks * full - _income(view)


def _cost(view: View, outside: bool) -> Fen:
    """Each duty rounded down to whole fen, as G10 counts it."""
    hour = view.policy.number_or("G10", "minutes_per_classhour", 40) or 40
    rates = {person.id: person.rate for person in view.problem.outside}
    pay = view.problem.money.pay
    return sum(
        duty.slot.credit * rates.get(duty.person, pay) // hour
        for duty in view.each_duty()
        if (duty.person in rates) == outside
    )


def _fees(view: View) -> Iterator[Count]:
    yield Count(_income(view))


def _exempt(view: View) -> Iterator[Count]:
    yield Count(_waived(view), _income(view) + _waived(view))


def _pay(view: View) -> Iterator[Count]:
    yield Count(_cost(view, outside=False))


def _bought(view: View) -> Iterator[Count]:
    yield Count(_cost(view, outside=True))


def _balance(view: View) -> Iterator[Count]:
    yield Count(_income(view) - _cost(view, outside=False) - _cost(view, outside=True))


def _rates(view: View) -> Iterator[Count]:
    yield Count(view.problem.money.pay, None, ("本校", "own staff"))
    rates = sorted(person.rate for person in view.problem.outside if view.minutes[person.id])
    if rates:
        yield Count(rates[0], None, ("校外最低", "outside, least"))
        yield Count(rates[-1], None, ("校外最高", "outside, most"))


NOTHING = ("", "")
INDICATORS = (
    Indicator(
        "income",
        "收费收入（一个循环）",
        "fees of a cycle",
        ("各周应收之和", "fees charged in all weeks"),
        NOTHING,
        YUAN,
        ("G01", "G04"),
        _fees,
        1,
        100,
    ),
    Indicator(
        "exempt",
        "减免比例",
        "share waived",
        ("减免金额（分）", "fen waived"),
        ("减免前应收（分）", "fen before waivers"),
        PERCENT,
        ("G02",),
        _exempt,
        100,
    ),
    Indicator(
        "pay",
        "本校课酬（一个循环）",
        "pay of own staff in a cycle",
        ("本校人员课酬", "pay of own staff"),
        NOTHING,
        YUAN,
        ("G05",),
        _pay,
        1,
        100,
    ),
    Indicator(
        "bought",
        "校外费用（一个循环）",
        "cost of outside people in a cycle",
        ("校外人员费用", "cost of outside people"),
        NOTHING,
        YUAN,
        ("G10",),
        _bought,
        1,
        100,
    ),
    Indicator(
        "balance",
        "收费减支出（一个循环）",
        "fees less costs of a cycle",
        ("收费减本校课酬减校外费用（不含补贴）", "fees less pay and outside cost, subsidies aside"),
        NOTHING,
        YUAN,
        ("G04",),
        _balance,
        1,
        100,
    ),
    Indicator(
        "rates",
        "每课时课酬",
        "pay a class-hour",
        ("每课时课酬", "pay a class-hour"),
        NOTHING,
        YUAN,
        ("G05", "G06"),
        _rates,
        1,
        100,
    ),
)
