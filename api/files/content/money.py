"""Money and flex hours. Exempt pupils appear in sums alone (G02)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from api.files.content.names import PageNames, week_name
from api.files.content.page import Cell, Page, PageBlock, Row, count, heads, yuan
from api.files.plan.bundle import PlanBundle
from solver.check.families.budget import class_hours, service_fee_hours, wage, waived
from solver.units import WEEKDAYS_ZH, clock
from solver.words import FLEX, ROLES

WIDTHS = (22, 20, 16, 16, 18, 20)


def money_page(bundle: PlanBundle, names: PageNames) -> Page:
    """Fees a week; pay and outside fees of all weeks of the template."""
    policy, hour = bundle.policy, bundle.policy.number("G10", "minutes_per_classhour")
    hours: dict[str, Fraction] = defaultdict(Fraction)
    cost: dict[str, int] = defaultdict(int)
    minutes: dict[str, int] = defaultdict(int)
    rates, weeks = bundle.problem.rate_of, bundle.view.weeks
    for duty in bundle.view.each_duty():
        cost[duty.person] += wage(policy, rates.get(duty.person, 0), duty.slot.credit)
        hours[duty.person] += Fraction(*class_hours(policy, "G10", duty.slot.credit))
        minutes[duty.person] += duty.slot.credit
    own: list[Row] = [
        (Cell(names.person(person.id), "label"), Cell(ROLES.get(person.role, person.role)), count(minutes[person.id]),
         count(float(hours[person.id]), "#,##0.0"), yuan(rates[person.id]), yuan(cost[person.id]))
        for person in bundle.problem.staff if minutes[person.id]
    ]  # fmt: skip
    outside: list[Row] = [
        (Cell(names.person(person.id), "label"), Cell(person.organisation), count(minutes[person.id]),
         count(float(hours[person.id]), "#,##0.0"), yuan(rates[person.id]), yuan(cost[person.id]))
        for person in bundle.problem.outside if minutes[person.id]
    ]  # fmt: skip
    header = heads(("姓名", "name"), ("类别/机构", "role"), ("分钟", "minutes"), ("课时", "class-hours"),
                   ("每课时（元）", "yuan an hour"), ("合计（元）", "yuan in all"))  # fmt: skip
    note = (
        f"值班表以 {weeks} 周为一个循环，合计为一个循环之和；每课时 {hour} 分钟。",
        f"Of one cycle of {weeks} weeks; {hour} minutes a class-hour.",
    )
    blocks = (
        _fees(bundle),
        PageBlock("本校人员课酬", "Pay of own staff", (header,), (*own, _sum(own)), note),
        PageBlock("校外师资费用", "Fees of outside instructors", (header,), (*outside, _sum(outside)), note),
    )
    return Page("money", "经费", "money", WIDTHS, blocks)


def _sum(rows: list[Row]) -> Row:
    total = sum(row[-1].number or 0 for row in rows)
    spent = sum(row[2].number or 0 for row in rows)
    hours = sum(row[3].number or 0 for row in rows)
    blank = Cell("", "label")
    return (Cell(("合计", "total"), "label"), blank, count(spent)._replace(shade="label"),
            count(hours, "#,##0.0")._replace(shade="label"), blank,
            count(total, "#,##0.00")._replace(shade="label"))  # fmt: skip


def _fees(bundle: PlanBundle) -> PageBlock:
    problem = bundle.problem
    days = set(problem.weekdays)
    full, exempt = 0, 0
    for pupil in problem.pupils:
        window = problem.window_of.get(problem.grade_of_pupil.get(pupil.id, 0))
        if window:
            hours, parts = service_fee_hours(bundle.policy, window.start, window.periods[-1].end)
            full += problem.money.fee * hours * len(days.intersection(pupil.weekdays)) // parts
            exempt += 1 if waived(bundle.policy, pupil) and pupil.weekdays else 0
    charged = sum(fee.fen for fee in bundle.plan.fees)
    lines = (
        (("每课时收费（元）", "fee a class-hour"), yuan(problem.money.fee)),
        (("缴费学生（含全免）", "pupils with a fee record"), count(len(bundle.plan.fees))),
        (("减免前合计（元/周）", "before waivers"), yuan(full)),
        (("减免学生数", "pupils with a waiver"), count(exempt)),
        (("减免金额（元/周）", "waived"), yuan(full - charged)),
        (("应收合计（元/周）", "charged"), yuan(charged)),
    )
    rows: tuple[Row, ...] = tuple(
        (Cell(label, "label", cols=2), cell._replace(cols=4, align="left")) for label, cell in lines
    )
    return PageBlock("收费", "Fees", (), rows, ("只列合计，不列减免学生（G02）。", "Sums only; who is exempt is never shown."))


def flex_page(bundle: PlanBundle, names: PageNames) -> Page:
    """Flex hours earned and granted (D03)."""
    days, weeks = bundle.view.duty_days, bundle.view.weeks
    grants: dict[str, list[str]] = defaultdict(list)
    for item in sorted(bundle.plan.flex, key=lambda flex: (flex.person, flex.week, flex.weekday)):
        weekday = WEEKDAYS_ZH[item.weekday] if 0 < item.weekday < 8 else str(item.weekday)
        week = week_name(item.week, weeks) if 0 < item.week <= weeks else str(item.week)
        grants[item.person].append(f"{week}{weekday} {FLEX.get(item.kind, item.kind)}")
    each = bundle.policy.number_or("D03", "duty_days_per_grant", 3) or 3
    rows: list[Row] = []
    for person in bundle.problem.staff:
        if days[person.id] or grants[person.id]:
            earned, given = days[person.id] // each, grants[person.id]
            rows.append((
                Cell(names.person(person.id), "label"),
                Cell(ROLES.get(person.role, person.role)),
                count(days[person.id]),
                count(earned),
                count(len(given)),
                Cell("、".join(given) or "—"),
            ))  # fmt: skip
    header = heads(("姓名", "name"), ("类别", "role"), ("值班天数", "duty days"), ("可换次数", "earned"), ("已排次数", "granted"),
                   ("安排", "when"))  # fmt: skip
    late = _flex_hours(bundle)
    note = (
        f"每值班 {each} 天可换一次，以 {weeks} 周为一个循环计算（D03）。{late[0]}",
        f"One grant for {each} duty days, counted over {weeks} weeks.{late[1]}"
    )
    return Page("flex", "弹性上下班", "flex", (16, 12, 12, 12, 12, 60), (
        PageBlock("弹性上下班安排", "Flex hours", (header,), tuple(rows), note),), 1)  # fmt: skip


def _flex_hours(bundle: PlanBundle) -> tuple[str, str]:
    """Until when a late start lasts and from when an early leave counts; empty where the policy does not say."""
    until, leave = (bundle.policy.number_or("D03", name, None) for name in ("late_until", "leave_from"))
    if until is None or leave is None:
        return "", ""
    zh = f"晚到校：最晚 {clock(until)} 到校；早离校：{clock(leave)} 后可离校。"
    return zh, f" A late start lasts until {clock(until)}, an early leave counts from {clock(leave)}."
