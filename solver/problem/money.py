"""Money data of a school (G*), in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from solver.problem.option import option
from solver.units import Fen

EXPENSE_KINDS = ("volunteer", "third_party", "teacher_pay", "materials", "equipment", "meals", "other")
"""志愿者补助, 第三方机构费用, 其他教师报酬, 材料, 设备, 餐饮, 其他: what money may have gone to; G07 says what it may go to."""
FEE_KINDS = ("agency", "material", "insurance", "other")
"""代收费, 材料费, 保险费, 其他: what families may be asked for beside the service fee; G13 says what they may be asked for."""


@dataclass(frozen=True, slots=True)
class PayTier:
    """A pay tier 课酬档次: fen per class-hour of own staff in it (G05, G06)."""

    id: str
    pay: Fen
    name: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """A filed agreement with an organisation of outside instructors: the most fen a term for all of them (G10C)."""

    organisation: str
    cap: Fen


@dataclass(frozen=True, slots=True)
class FeeItem:
    """What families are charged beside the service fee: fen that it brings in the whole term (G04, G13)."""

    name: str
    kind: str
    fen: Fen


@dataclass(frozen=True, slots=True)
class Expense:
    """Money spent beside the pay of duties: fen in the term, on a day (G04, G07)."""

    name: str
    kind: str
    fen: Fen
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """A bonus for a won competition: fen paid to one of the own staff on a day of the term (G09)."""

    person: str
    day: date
    fen: Fen
    title: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """fee: per pupil and class-hour. pay: per adult and class-hour of own staff who are in no tier.

    subsidy: of the government, in the term (G04, G11). published: day on which the fees were made public (G03). agreed: day
    on which the teachers agreed to the plan of pay (G12).
    """

    fee: Fen
    pay: Fen
    subsidy: Fen = option(0)
    published: date | None = option(None)
    agreed: date | None = option(None)
    tiers: tuple[PayTier, ...] = option(())
    contracts: tuple[Contract, ...] = option(())
    fee_items: tuple[FeeItem, ...] = option(())
    expenses: tuple[Expense, ...] = option(())
    awards: tuple[Award, ...] = option(())
