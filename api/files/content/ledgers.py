"""The ledgers of a term as pages: pay, fees and balance. For the office: what single people are paid and families charged."""

from __future__ import annotations

from collections.abc import Iterator

from api.files.content.names import PageNames
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads, yuan
from api.files.labels import EXPENSE_KINDS, FEE_KINDS
from api.files.language import Said
from solver.ledger.fees import FeeLine
from solver.ledger.ledgers import Ledgers
from solver.ledger.pay import PayLine
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.words import ROLES

ROUNDING = (
    ("按分钟折算", "by the minute"),
    ("不足一课时按一课时", "rounded up"),
    ("按最近的半课时", "to the nearest half"),
    ("不足一课时舍去", "rounded down"),
)
"""How class-hours are rounded, by the number of the rule (U1)."""


def ledger_pages(problem: Problem, policy: Policy, books: Ledgers) -> tuple[Page, ...]:
    """Balance, pay and fees, in the order in which an office asks for them."""
    return balance_page(problem, books), pay_page(problem, policy, books), fee_page(problem, policy, books)


def _counted(policy: Policy, rule: str, each: tuple[str, str]) -> tuple[str, str]:
    """How class-hours of a rule are counted, in both languages."""
    minutes, (zh, en) = policy.number(rule, "minutes_per_classhour"), ROUNDING[policy.number(rule, "rounding")]
    return f"每课时 {minutes} 分钟，{each[0]}{zh}", f"{minutes} minutes a class-hour, {each[1]} {en}"


# pay ----------------------------------------------------------------------------------------------------------------


def pay_page(problem: Problem, policy: Policy, books: Ledgers) -> Page:
    """Own staff and outside people, month by month, with sums a month and in all (G08)."""
    names = PageNames(problem)
    zh, en = _counted(policy, "G10", ("每次值班", "each duty"))
    header = heads(("姓名", "name"), ("类别/机构", "role"), ("月份", "month"), ("值班天数", "dates"), ("分钟", "minutes"),
                   ("课时", "class-hours"), ("每课时（元）", "yuan an hour"), ("课酬（元）", "pay"), ("奖励（元）", "bonus"),
                   ("合计（元）", "in all"))  # fmt: skip
    own = [line for line in books.pay if line.person in problem.staff_of]
    outside = [line for line in books.pay if line.person in problem.outside_of]
    blocks = (
        PageBlock("本校人员课酬台账", "Pay of own staff", (header,), tuple(_pay_rows(problem, names, own)),
              (f"按学期实际服务日计算；{zh}。作为绩效工资增量单列，不作次年基数（G08）。", (f"By the service dates of the term; {en}. "
              "An increment of performance pay with its own line."))),
        PageBlock("校外师资费用台账", "Pay of outside people", (header,), tuple(_pay_rows(problem, names, outside)),
              (f"{zh}。", f"{en[0].upper()}{en[1:]}.")),
    )  # fmt: skip
    return Page("pay-ledger", "课酬台账", "pay ledger", (16, 24, 11, 10, 11, 12, 14, 15, 14, 16), blocks, 1)


def _pay_rows(problem: Problem, names: PageNames, lines: list[PayLine]) -> Iterator[Row]:
    for person in dict.fromkeys(line.person for line in lines):
        mine = [line for line in lines if line.person == person]
        staff, guest = problem.staff_of.get(person), problem.outside_of.get(person)
        role = ROLES.get(staff.role, staff.role) if staff else guest.organisation if guest else ""
        tiers = {tier.id: tier.name or tier.id for tier in problem.money.tiers}
        if staff and staff.tier is not None:
            role = f"{role}·{tiers[staff.tier]}"
        for line in mine:
            yield (Cell(names.person(person), "label"), Cell(role), Cell(line.month, align="center"), *_pay_cells(line))
        if len(mine) > 1:
            yield _pay_sum(names.person(person), role, ("小计", "sum"), mine)
    if lines:
        for month in sorted({line.month for line in lines}):
            yield _pay_sum(("合计", "total"), "", month, [line for line in lines if line.month == month])
        yield _pay_sum(("合计", "total"), "", ("学期", "term"), lines)


def _pay_cells(line: PayLine) -> Row:
    return (count(line.dates), count(line.minutes), count(float(line.hours), "#,##0.00"), yuan(line.rate), yuan(line.amount),
            yuan(line.bonus), yuan(line.total))  # fmt: skip


def _pay_sum(name: Said, role: str, month: Said, lines: list[PayLine]) -> Row:
    hours = float(sum(line.hours for line in lines))
    cells = (
        Cell(name), Cell(role), Cell(month, align="center"), count(sum(line.dates for line in lines)),
        count(sum(line.minutes for line in lines)), count(hours, "#,##0.00"), Cell(""),
        yuan(sum(line.amount for line in lines)), yuan(sum(line.bonus for line in lines)),
        yuan(sum(line.total for line in lines)),
    )  # fmt: skip
    return tuple(cell._replace(shade="label") for cell in cells)


# fees ---------------------------------------------------------------------------------------------------------------


def fee_page(problem: Problem, policy: Policy, books: Ledgers) -> Page:
    """Applicants class by class; waived amounts without the reason (G02)."""
    zh, en = _counted(policy, "G02", ("每天", "each day"))
    header = heads(("班级", "class"), ("学生编号", "pupil id"), ("服务天数", "dates"), ("课时", "class-hours"), ("应收（元）", "full"),
                   ("减免（元）", "waived"), ("实收（元）", "charged"))  # fmt: skip
    block = PageBlock("收费台账", "Fees", (header,), tuple(_fee_rows(PageNames(problem), books.fees)),
                  (f"每课时 {problem.money.fee / 100:,.2f} 元；{zh}。学生只用编号，减免不写原因（G02）；只供经办人使用，不得张贴。",
                  (f"{en[0].upper()}{en[1:]}. Pupils by pseudonym, waivers without their reason; for the office, not to be "
                  "put up.")))  # fmt: skip
    return Page("fee-ledger", "收费台账", "fee ledger", (16, 20, 14, 16, 18, 18, 18), (block,), 1)


def _fee_rows(names: PageNames, lines: tuple[FeeLine, ...]) -> Iterator[Row]:
    for home in dict.fromkeys(line.class_id for line in lines):
        mine, called = [line for line in lines if line.class_id == home], names.home(home)
        for line in mine:
            yield (Cell(called, "label"), Cell(line.pupil), *_fee_cells([line]))
        yield _shaded((Cell((f"{called} 小计", f"{called} sum")), Cell((f"{len(mine)} 人", f"{len(mine)} pupils")), *_fee_cells(mine)))
    if lines:
        yield _shaded((Cell(("合计", "total")), Cell((f"{len(lines)} 人", f"{len(lines)} pupils")), *_fee_cells(list(lines))))


def _fee_cells(lines: list[FeeLine]) -> Row:
    return (count(sum(line.dates for line in lines)), count(float(sum(line.hours for line in lines)), "#,##0.00"),
            yuan(sum(line.full for line in lines)), yuan(sum(line.waived for line in lines)),
            yuan(sum(line.due for line in lines)))  # fmt: skip


def _shaded(cells: Row) -> Row:
    return tuple(cell._replace(shade="label") for cell in cells)


# balance ------------------------------------------------------------------------------------------------------------


def balance_page(problem: Problem, books: Ledgers) -> Page:
    """Income and cost kept apart, what is left, the subsidy that is needed, agreements and milestones."""
    sheet = books.balance
    header = heads(("项目", "item"), ("类别", "kind"), ("元", "yuan"))
    income: list[Row] = [
        _line(("服务费（减免前）", "fees before waivers"), ("服务性收费", "service fee"), sheet.fees),
        _line(("减免", "waived"), ("服务性收费", "service fee"), -sheet.waived),
        _line(("财政补贴", "subsidy"), ("财政补贴", "fiscal"), sheet.subsidy),
        *(_line(item.name, (FEE_KINDS[item.kind], item.kind), item.fen) for item in sheet.charges),
        _total(("收入合计", "income"), sheet.income),
    ]
    cost: list[Row] = [
        _line(("本校人员课酬", "pay of own staff"), ("课酬", "pay"), sheet.own),
        _line(("校外师资费用", "outside people"), ("课酬", "pay"), sheet.outside),
        _line(("竞赛奖励", "awards"), ("课酬", "pay"), sheet.bonuses),
        *(_line(item.name, (EXPENSE_KINDS[item.kind], item.kind.replace("_", " ")), item.fen) for item in sheet.expenses),
        _total(("支出合计", "cost"), sheet.cost),
    ]
    blocks = (
        PageBlock("收入", "Income", (header,), tuple(income),
              (f"{problem.term.name}；收支两条线，收入与支出分列（G07）。", "Income and cost are kept apart.")),
        PageBlock("支出", "Cost", (header,), tuple(cost)),
        PageBlock("平衡", "Balance", (header,), tuple(_verdict(books)),
              (
                  "不以营利为目的（G04）；最少补贴是收入刚好够支出时的财政补贴（G11）。",
                  "Not for profit; the least subsidy is the one that just covers the cost.",
              )),
        *([_agreements(books)] if sheet.agreements else []),
        _dates(problem),
    )  # fmt: skip
    return Page("balance", "收支平衡", "balance", (44, 26, 20), blocks, portrait=True)


def _line(name: Said, kind: Said, fen: int) -> Row:
    return Cell(name), Cell(kind), yuan(fen)


def _total(name: Said, fen: int) -> Row:
    return _shaded((Cell(name, cols=2), yuan(fen)))


def _verdict(books: Ledgers) -> Iterator[Row]:
    sheet = books.balance
    short = sheet.left < 0
    good = not short and (sheet.allowed is None or sheet.left <= sheet.allowed)
    mark = Cell("✗", "bad", align="center") if not good else Cell("✓", "good", align="center")
    if good and sheet.allowed is None:
        mark = Cell("—", align="center")  # nobody asks how much may be left over
    yield Cell(("缺口", "short") if short else ("结余", "left over")), mark, yuan(abs(sheet.left))
    if sheet.allowed is not None:
        yield _line(("允许结余", "may be left over"), "G04", sheet.allowed)
    yield _line(("最少财政补贴", "least subsidy"), "G11", sheet.least_subsidy)
    yield Cell(("课酬基尼系数", "Gini of pay")), Cell("G06；0 为平均 0 = equal shares"), count(sheet.gini / 1000, "0.000")


def _agreements(books: Ledgers) -> PageBlock:
    header = heads(("机构或人员", "agreement"), ("上限（元）", "cap"), ("已用（元）", "used"))
    rows = tuple((Cell(line.name), yuan(line.cap), yuan(line.paid)) for line in books.balance.agreements)
    note = ("一学期的费用不超过协议（G10C）。", "No more in a term than agreed.")
    return PageBlock("备案协议", "Filed agreements", (header,), rows, note)


def _dates(problem: Problem) -> PageBlock:
    header = heads(("事项", "milestone"), ("规则", "rule"), ("日期", "date"))
    rows: list[Row] = [
        (Cell(name), Cell(rule), Cell(day.isoformat() if day else ("未填", "none"), align="center"))
        for name, rule, day in (
            (("收费公示", "charges made public"), "G03", problem.money.published),
            (("教师同意课酬办法", "teachers agreed to the plan of pay"), "G12", problem.money.agreed),
            (("服务开始", "first service date"), "", problem.term.dates_of_term()[0][0]),
        )
    ]
    return PageBlock("公示与同意", "Milestones", (header,), tuple(rows))
