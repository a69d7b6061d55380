"""Income and cost of a term in one line, in yuan."""

from __future__ import annotations

from solver.check.names import Words
from solver.ledger.balance import Balance


def money_words(sheet: Balance) -> Words:
    """``收入 …，支出 …，缺口 …``: what is left over or missing, and the subsidy with which nothing would be."""
    left = f"缺口 {_yuan(sheet.shortfall)}" if sheet.shortfall else f"结余 {_yuan(sheet.left)}"
    zh = f"收入 {_yuan(sheet.income)}，支出 {_yuan(sheet.cost)}，{left} 元"
    en = f"income {_yuan(sheet.income)}, cost {_yuan(sheet.cost)}, {'short' if sheet.shortfall else 'left'} {_yuan(abs(sheet.left))}"
    if sheet.shortfall:
        zh += f"；须有财政补贴 {_yuan(sheet.least_subsidy)} 元（申请中已填 {_yuan(sheet.subsidy)} 元）"
        en += f"; subsidy needed {_yuan(sheet.least_subsidy)}, entered {_yuan(sheet.subsidy)}"
    return zh, f"{en} yuan"


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"
