"""Faults of the money data: fees, tiers, contracts, items, expenses and awards."""

from __future__ import annotations

from collections.abc import Sequence

from solver.errors import Path
from solver.problem.checks import MOST_FEN, check_once, check_range, check_ref
from solver.problem.findings import Findings
from solver.problem.money import EXPENSE_KINDS, FEE_KINDS, Award, Expense, FeeItem
from solver.problem.problem import Problem

MONEY: Path = ("money",)


def check_money(found: Findings, problem: Problem) -> None:
    """No amount is negative, names and kinds are known, awards go to own staff within the term."""
    money = problem.money
    check_range(found, (*MONEY, "fee"), money.fee, 0)
    check_range(found, (*MONEY, "pay"), money.pay, 0)
    check_range(found, (*MONEY, "subsidy"), money.subsidy, 0, MOST_FEN)
    for i, tier in enumerate(money.tiers):
        _check_name(found, (*MONEY, "tiers", i, "id"), tier.id, ("课酬档次编号", "id of a pay tier"))
        check_range(found, (*MONEY, "tiers", i, "pay"), tier.pay, 0, MOST_FEN)
    check_once(found, (*MONEY, "tiers"), [tier.id for tier in money.tiers], "课酬档次", "pay tier")
    organisations = {guest.organisation for guest in problem.outside}
    for i, contract in enumerate(money.contracts):
        what = ("校外机构", "organisation of an outside instructor")
        check_ref(found, (*MONEY, "contracts", i, "organisation"), contract.organisation, what, organisations)
        check_range(found, (*MONEY, "contracts", i, "cap"), contract.cap, 0, MOST_FEN)
    check_once(found, (*MONEY, "contracts"), [c.organisation for c in money.contracts], "机构合同", "contract")
    _check_items(found, "fee_items", money.fee_items, FEE_KINDS, ("收费类别", "kind of charge"))
    _check_items(found, "expenses", money.expenses, EXPENSE_KINDS, ("支出类别", "kind of expense"))
    for i, expense in enumerate(money.expenses):
        _check_day(found, problem, (*MONEY, "expenses", i, "day"), expense)
    for i, award in enumerate(money.awards):
        check_ref(found, (*MONEY, "awards", i, "person"), award.person, ("教职工", "member of staff"), problem.staff_of)
        check_range(found, (*MONEY, "awards", i, "fen"), award.fen, 0, MOST_FEN)
        _check_day(found, problem, (*MONEY, "awards", i, "day"), award)


def _check_items(
    found: Findings, key: str, items: Sequence[FeeItem | Expense], kinds: Sequence[str], what: tuple[str, str]
) -> None:
    for i, item in enumerate(items):
        _check_name(found, (*MONEY, key, i, "name"), item.name, (what[0][:2] + "项目名称", "name of the item"))
        check_ref(found, (*MONEY, key, i, "kind"), item.kind, what, kinds)
        check_range(found, (*MONEY, key, i, "fen"), item.fen, 0, MOST_FEN)


def _check_name(found: Findings, path: Path, name: str, what: tuple[str, str]) -> None:
    if not name.strip():
        found.add(path, name, f"{what[0]}不能为空。", f"The {what[1]} may not be empty.",
                  hint_zh="可能漏填了。", hint_en="Maybe it was forgotten.")  # fmt: skip


def _check_day(found: Findings, problem: Problem, path: Path, item: Expense | Award) -> None:
    term = problem.term
    if item.day is not None and not term.first <= item.day <= term.last:
        found.outside(path, item.day, term.first, f"{term.last}（学期 term）")
