"""Changes of money: the fee, pay of own staff, rates of outside instructors, the subsidy. Amounts are fen, ``3元`` is 300."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from solver.changes import naming
from solver.changes.amount import FenAmount
from solver.changes.change import Case, Change, Effect, Sentence
from solver.changes.naming import check_known, refuse
from solver.problem.checks import MOST_FEN
from solver.problem.findings import Findings
from solver.problem.problem import Problem
from solver.units import Fen

TIER = ("课酬档次", "pay tier")
DEAREST: Fen = 10_000_00
"""Fen per class-hour of a fee or of pay, at most."""


def _check_fen(found: Findings, value: Fen, most: Fen) -> None:
    if not 0 <= value <= most:
        found.outside(("amount",), f"{value} 分 fen", 0, f"{most} 分 fen")


@dataclass(frozen=True, slots=True)
class FeeRate(Change):
    """Fee per pupil and class-hour."""

    amount: FenAmount

    kind: ClassVar[str] = "fee"
    about: ClassVar[Sentence] = Sentence("每课时收费", "fee per class-hour")
    example: ClassVar = {"kind": "fee", "amount": "3元"}
    phrase: ClassVar[str] = "fee 3元"

    def effect(self, case: Case) -> Effect:
        return "money"

    def told(self, problem: Problem) -> Sentence:
        zh, en = self.amount.told_fen()
        return Sentence(f"每课时收费{zh}", f"fee per class-hour {en}")

    def apply(self, case: Case) -> Case:
        money, found = case.problem.money, Findings()
        fee = self.amount.of(money.fee)
        _check_fen(found, fee, DEAREST)
        refuse(found)
        return case._replace(problem=replace(case.problem, money=replace(money, fee=fee)))


@dataclass(frozen=True, slots=True)
class Pay(Change):
    """Pay of own staff per class-hour, of tiers. No tier named: the common pay, and with a difference or percentage every tier too."""

    amount: FenAmount
    tiers: tuple[str, ...] = ()

    kind: ClassVar[str] = "pay"
    about: ClassVar[Sentence] = Sentence("教职工每课时课酬", "pay of own staff per class-hour")
    example: ClassVar = {"kind": "pay", "amount": "+5元"}
    phrase: ClassVar[str] = "pay +5元"

    def effect(self, case: Case) -> Effect:
        return "money"

    def told(self, problem: Problem) -> Sentence:
        zh, en = self.amount.told_fen()
        who_zh = "、".join(self.tiers) + "档" if self.tiers else "教职工"
        return Sentence(f"{who_zh}每课时课酬{zh}", f"pay per class-hour of {', '.join(self.tiers) or 'own staff'} {en}")

    def apply(self, case: Case) -> Case:
        money, found = case.problem.money, Findings()
        if self.tiers:
            check_known(found, "tiers", self.tiers, TIER, [tier.id for tier in money.tiers])
        refuse(found)
        every = not self.tiers and self.amount.how in ("by", "percent")
        pay = money.pay if self.tiers else self.amount.of(money.pay)
        tiers = tuple(replace(t, pay=self.amount.of(t.pay)) if every or t.id in self.tiers else t for t in money.tiers)
        for value in sorted({pay, *(tier.pay for tier in tiers)}):
            _check_fen(found, value, DEAREST)
        refuse(found)
        return case._replace(problem=replace(case.problem, money=replace(money, pay=pay, tiers=tiers)))


@dataclass(frozen=True, slots=True)
class Rate(Change):
    """Rate of outside instructors per class-hour (empty = of all)."""

    amount: FenAmount
    people: tuple[str, ...] = ()

    kind: ClassVar[str] = "rate"
    about: ClassVar[Sentence] = Sentence("校外教师每课时课酬", "rate of outside instructors per class-hour")
    example: ClassVar = {"kind": "rate", "amount": "+10%"}
    phrase: ClassVar[str] = "rate +10%"

    def effect(self, case: Case) -> Effect:
        return "money"

    def told(self, problem: Problem) -> Sentence:
        who = naming.people(problem, self.people) if self.people else Sentence("校外教师", "outside instructors")
        zh, en = self.amount.told_fen()
        return Sentence(f"{who.zh}每课时课酬{zh}", f"rate of {who.en} {en}")

    def apply(self, case: Case) -> Case:
        problem, found = case.problem, Findings()
        if self.people:
            check_known(found, "people", self.people, ("校外教师", "outside instructor"), problem.outside_of)
        refuse(found)
        outside = tuple(replace(g, rate=self.amount.of(g.rate)) if not self.people or g.id in self.people else g for g in problem.outside)
        for value in sorted({guest.rate for guest in outside}):
            _check_fen(found, value, DEAREST)
        refuse(found)
        return case._replace(problem=replace(problem, outside=outside))


@dataclass(frozen=True, slots=True)
class Subsidy(Change):
    """Subsidy of the government in the term."""

    amount: FenAmount

    kind: ClassVar[str] = "subsidy"
    about: ClassVar[Sentence] = Sentence("学期财政补助", "subsidy of the term")
    example: ClassVar = {"kind": "subsidy", "amount": "+20000元"}
    phrase: ClassVar[str] = "subsidy +20000元"

    def effect(self, case: Case) -> Effect:
        return "money"

    def told(self, problem: Problem) -> Sentence:
        zh, en = self.amount.told_fen()
        return Sentence(f"学期财政补助{zh}", f"subsidy of the term {en}")

    def apply(self, case: Case) -> Case:
        money, found = case.problem.money, Findings()
        subsidy = self.amount.of(money.subsidy)
        _check_fen(found, subsidy, MOST_FEN)
        refuse(found)
        return case._replace(problem=replace(case.problem, money=replace(money, subsidy=subsidy)))
