"""Sheets of the request workbook on fees, pay, and the term's accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.files import labels
from api.files.request.columns import Heading as C
from api.files.request.columns import sheet
from api.files.table.kinds import code
from solver.problem.money import Award, Contract, Expense, FeeItem, PayTier
from solver.problem.option import option
from solver.units import Fen


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Fee and pay a class-hour and what the term's accounts need, the single row of its sheet."""

    fee: Fen
    pay: Fen
    subsidy: Fen = option(0)
    published: date | None = option(None)
    agreed: date | None = option(None)


MONEY = sheet("money", "经费", "money", "收费与课酬，只填一行。", "Fee and pay, one row only.", MoneyRow, (
    C("fee", "每课时收费（元）", "fee yuan", "每名学生每课时元（G01）", "yuan per pupil and class-hour", width=18),
    C("pay", "每课时课酬（元）", "pay yuan", "本校人员每课时元（G10）；分档的按“课酬档次”表",
      "yuan per own adult and class-hour; those in a tier take the tier's", width=18),
    C("subsidy", "财政补贴（元）", "subsidy yuan", "本学期的财政补贴（G04、G11）", "of the government, in the term (G04, G11)", width=18),
    C("published", "收费公示日期", "charges published", "公示后才能收费（G03）", "no fee before that (G03)", width=16),
    C("agreed", "课酬办法同意日期", "pay agreed", "教师讨论同意课酬办法的日期（G12）",
      "when the teachers agreed to the plan of pay (G12)", width=18),
), single=True)  # fmt: skip

PAY_TIERS = sheet("pay_tiers", "课酬档次", "pay tiers", "课酬分档，每档一行；“教职工”表里填档次编号。",
    "Tiers of pay, one row each; the staff sheet names the tier.", PayTier, (
    C("id", "档次编号", "tier id", "如 A", "such as A"),
    C("pay", "每课时课酬（元）", "pay yuan", "每课时元，须在当地上下限之间（G05、G06）",
      "yuan a class-hour, between the local floor and cap (G05, G06)", width=18),
    C("name", "名称", "name", "如 一级教师，可空", "such as first grade, may be empty"),
), module=True, may_be_unnamed=True)  # fmt: skip

CONTRACTS = sheet("contracts", "机构合同", "contracts", "与校外机构备案的协议，每个机构一行。",
    "Filed agreements with organisations, one row each.", Contract, (
    C("organisation", "机构", "organisation", "与“校外师资”表的机构一致", "an organisation of the outside sheet", width=22),
    C("cap", "本学期上限（元）", "cap yuan", "该机构全部人员一学期至多多少元（G10C）",
      "yuan a term for all of its people (G10C)", width=18),
), module=True)  # fmt: skip

FEE_ITEMS = sheet("fee_items", "其他收费", "other charges", "服务费以外向家长收取的项目，每项一行。",
    "What families are charged beside the service fee, one row each.", FeeItem, (
    C("name", "项目", "item", "如 外聘课程代收费", "such as agency fee of bought courses", width=24),
    C("kind", "类别", "kind", "只准收政策允许的类别（G13）", "only permitted kinds (G13)", kind=code(labels.FEE_KINDS, "收费类别", "kind")),
    C("fen", "本学期金额（元）", "yuan a term", "全校一学期收取的元", "what it brings in the whole term", width=18),
), module=True)  # fmt: skip

EXPENSES = sheet("expenses", "其他支出", "expenses", "值班课酬以外的支出，每笔一行。",
    "What is spent beside the pay of duties, one row each.", Expense, (
    C("name", "项目", "item", "如 志愿者交通补助", "such as fares of volunteers", width=24),
    C("kind", "类别", "kind", "只准用于政策允许的类别（G07）", "only permitted kinds (G07)",
      kind=code(labels.EXPENSE_KINDS, "支出类别", "kind")),
    C("fen", "金额（元）", "yuan", "元", "yuan"),
    C("day", "日期", "date", "支出日期，可空", "day of the expense, may be empty"),
), module=True)  # fmt: skip

AWARDS = sheet("awards", "竞赛奖励", "awards", "给竞赛获奖（指导）教师的奖励，每项一行（G09）。",
    "Bonuses for won competitions, one row each (G09).", Award, (
    C("person", "教职工编号", "staff id", "见“教职工”表", "of the staff sheet", target=("staff", "id")),
    C("day", "日期", "date", "计入哪天所在的月份", "counted in the month of this day"),
    C("fen", "奖励（元）", "yuan", "元", "yuan"),
    C("title", "奖项", "award", "可空", "may be empty", width=24),
), module=True)  # fmt: skip
