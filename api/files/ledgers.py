"""The ledgers of a term as a workbook or as JSON."""

from __future__ import annotations

import json
from typing import Any

from api.files.content.ledgers import ledger_pages
from api.files.draw_xlsx import pages_book
from api.files.file_bytes import unknown_suffix
from api.files.language import Language
from solver.errors import PlanError
from solver.ledger.ledgers import Ledgers
from solver.policy.policy import Policy
from solver.problem.problem import Problem

SUFFIXES = (".xlsx", ".json")


def ledger_bytes(problem: Problem, policy: Policy, books: Ledgers, suffix: str, language: Language = Language.ZH) -> bytes:
    """A file in memory. suffix: ``.xlsx`` or ``.json``; another raises PlanError."""
    name = suffix.lower()
    if name == ".xlsx":
        return pages_book(ledger_pages(problem, policy, books), problem.school, language)
    if name == ".json":
        return (json.dumps(ledger_document(problem, books), ensure_ascii=False, indent=1) + "\n").encode()
    raise PlanError([unknown_suffix(name, SUFFIXES)])


def ledger_document(problem: Problem, books: Ledgers) -> dict[str, Any]:
    """The ledgers as JSON-ready data: money in fen, class-hours as numbers, the Gini coefficient in thousandths."""
    sheet = books.balance
    return {
        "version": 1,
        "school": problem.school,
        "term": problem.term.name,
        "pay": [
            {
                "person": line.person, "own": line.person in problem.staff_of, "month": line.month, "dates": line.dates,
                "minutes": line.minutes, "class_hours": round(float(line.hours), 4), "rate": line.rate,
                "amount": line.amount, "bonus": line.bonus,
            }
            for line in books.pay
        ],
        "fees": [
            {
                "class_id": line.class_id, "pupil": line.pupil, "dates": line.dates,
                "class_hours": round(float(line.hours), 4), "full": line.full, "waived": line.waived, "due": line.due,
            }
            for line in books.fees
        ],
        "balance": {
            "fees": sheet.fees,
            "waived": sheet.waived,
            "subsidy": sheet.subsidy,
            "charges": [{"name": item.name, "kind": item.kind, "fen": item.fen} for item in sheet.charges],
            "income": sheet.income,
            "own": sheet.own,
            "outside": sheet.outside,
            "bonuses": sheet.bonuses,
            "expenses": [
                {"name": item.name, "kind": item.kind, "fen": item.fen, "day": item.day and item.day.isoformat()}
                for item in sheet.expenses
            ],
            "cost": sheet.cost,
            "left": sheet.left,
            "allowed": sheet.allowed,
            "least_subsidy": sheet.least_subsidy,
            "gini_thousandths": sheet.gini,
            "agreements": [
                {"name": line.name, "people": list(line.people), "paid": line.paid, "cap": line.cap}
                for line in sheet.agreements
            ],
        },
    }  # fmt: skip
