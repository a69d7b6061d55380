"""Money of a plan: income and cost of the term by the ledgers, fees, pay by person, and the rules of the budget (G01-G13)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from api.files.content.balance import money_words
from api.files.labels import EXPENSE_KINDS, FEE_KINDS
from api.files.language import Said
from api.files.plan.bundle import PlanBundle
from api.page.views.rules import RulesView, rules_view
from api.page.views.words import PlanWords
from solver.ledger.balance import Balance
from solver.ledger.fees import fee_lines
from solver.ledger.pay import PayLine, pay_lines
from solver.units import Fen


class Item(NamedTuple):
    """Line of the balance sheet. share: of the larger side, in thousandths."""

    name: Said
    fen: Fen
    share: float


class ClassFees(NamedTuple):
    """Fees of a class in the term. payers: families that are charged."""

    home: Said
    applicants: int
    payers: int
    full: Fen
    due: Fen


@dataclass(slots=True)
class PayRow:
    """Pay of an adult in the term. months: month -> fen, bonuses included."""

    id: str
    name: str
    role: Said
    rate: Fen
    dates: int = 0
    minutes: int = 0
    hours: float = 0
    amount: Fen = 0
    bonus: Fen = 0
    months: dict[str, Fen] = field(default_factory=dict)

    @property
    def total(self) -> Fen:
        """Pay and bonus."""
        return self.amount + self.bonus


@dataclass(frozen=True, slots=True)
class MoneyView:
    """Money as far as the visitor may see it. balance: None where it is not theirs. classes: empty where fees by class are not. own,
    outside: pay of those of whom the visitor may be told; months: those with pay. fee: of a class-hour, in fen; hour: minutes of one.
    rates: pay of a class-hour."""

    balance: Balance | None
    sentence: Said
    income: tuple[Item, ...]
    cost: tuple[Item, ...]
    fee: Fen
    hour: int
    rates: tuple[tuple[Said, Fen], ...]
    classes: tuple[ClassFees, ...]
    own: tuple[PayRow, ...]
    outside: tuple[PayRow, ...]
    months: tuple[str, ...]
    rules: RulesView


def money_view(words: PlanWords, bundle: PlanBundle, classes: bool, everybody: bool, person: str) -> MoneyView:
    """Money of a plan. classes: whether fees by class are told. everybody: whether the pay of all adults is; person: else whose alone."""
    problem, sheet = words.problem, bundle.balance
    income, cost = ((), ()) if sheet is None else _sides(sheet)
    paid = [line for line in pay_lines((bundle.whole or bundle).view) if everybody or line.person == person]
    rows = _pay(words, paid)
    rates: list[tuple[Said, Fen]] = [(("本校人员", "own staff"), problem.money.pay)]
    rates += [((tier.name or f"{tier.id} 档", tier.name or f"tier {tier.id}"), tier.pay) for tier in problem.money.tiers]
    return MoneyView(
        sheet, "" if sheet is None else money_words(sheet), income, cost, problem.money.fee,
        bundle.policy.number_or("G10", "minutes_per_classhour", None) or 0, tuple(rates),
        _classes(words, bundle) if classes else (),
        tuple(row for row in rows if row.id in problem.staff_of), tuple(row for row in rows if row.id not in problem.staff_of),
        tuple(sorted({line.month for line in paid})), rules_view(bundle, "G"),
    )  # fmt: skip


def _sides(sheet: Balance) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Income and cost line by line."""
    whole = max(sheet.income, sheet.cost, 1)
    income: list[tuple[Said, Fen]] = [
        (("服务费（减免后）", "fees after waivers"), sheet.fees - sheet.waived), (("财政补贴", "subsidy"), sheet.subsidy),
        *(((f"{item.name}（{FEE_KINDS.get(item.kind, item.kind)}）", item.name), item.fen) for item in sheet.charges),
    ]  # fmt: skip
    cost: list[tuple[Said, Fen]] = [
        (("本校人员课酬", "pay of own staff"), sheet.own), (("校外师资费用", "outside instructors"), sheet.outside),
        (("竞赛奖励", "awards"), sheet.bonuses),
        *(((f"{item.name}（{EXPENSE_KINDS.get(item.kind, item.kind)}）", item.name), item.fen) for item in sheet.expenses),
    ]  # fmt: skip
    sides = ([Item(name, fen, round(1000 * fen / whole, 1)) for name, fen in side if fen] for side in (income, cost))
    first, second = map(tuple, sides)
    return first, second


def _classes(words: PlanWords, bundle: PlanBundle) -> tuple[ClassFees, ...]:
    held = defaultdict(list)
    for line in fee_lines(bundle.problem, bundle.policy):
        held[line.class_id].append(line)
    return tuple(
        ClassFees(words.home(home), len(lines), sum(line.due > 0 for line in lines), sum(line.full for line in lines),
                  sum(line.due for line in lines))
        for home, lines in held.items()
    )  # fmt: skip


def _pay(words: PlanWords, lines: list[PayLine]) -> list[PayRow]:
    rows: dict[str, PayRow] = {}
    for line in lines:
        row = rows.get(line.person)
        if row is None:
            row = rows[line.person] = PayRow(line.person, words.person(line.person), words.role(line.person), line.rate)
        row.dates += line.dates
        row.minutes += line.minutes
        row.hours += float(line.hours)
        row.amount += line.amount
        row.bonus += line.bonus
        row.months[line.month] = row.months.get(line.month, 0) + line.total
    return list(rows.values())
