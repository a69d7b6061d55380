"""What a person reads after a solve: Chinese first, English beside it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.tiers import tier_table
from api.files.amounts import percent
from api.files.content.balance import money_words
from api.files.content.class_care import care_words, few_words
from api.files.content.names import PageNames
from api.files.content.wishes import first_words, met_words, unmet_names
from api.files.figures import limit_of, measured_of
from api.files.labels import UNSET_EN, UNSET_ZH
from api.files.language import Language
from api.files.plan.search_run import ENDS, SearchRun
from api.services.choosing import changes
from api.services.solving import Outcome, SolveRequest
from solver import Facts, Limit, Measurement, Policy, Problem, Reason
from solver.ledger.balance import Balance
from solver.papers.class_care import CareReport
from solver.papers.wishes import WishReport
from solver.policy.difference import NOTHING
from solver.policy.template import template_weeks
from solver.units import CENTI, WEEKDAYS_EN, WEEKDAYS_ZH, clock

STATUS_WORDS = {
    "optimal": ("最优方案，每一层目标都已证明", "optimal plan, every tier proven"),
    "valid": ("可行方案，没有违规", "valid plan, no violations"),
    "violations": ("方案有违规", "the plan has violations"),
    "infeasible": ("无解", "no plan can exist"),
    "stopped": ("停止时尚无可行方案", "stopped before a valid plan was found"),
}
SHOWN_PEOPLE = 3
SHOWN_WARNINGS = 20
PIPE_WIDTH = 120
SHOWN_COURSES = 8
"""Courses with first choices refused that are listed; the others are counted."""
SHOWN_CLASSES = 8
"""Classes with a small share of own teachers that are listed; the others are counted."""
SHOWN_VIOLATIONS = 10
"""Of one rule; the others are counted."""


def stdout_console() -> Console:
    """Standard output; into a file or a pipe, tables are as wide as they need to stay readable."""
    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH)


def print_outcome(console: Console, job: SolveRequest, outcome: Outcome) -> None:
    """The whole summary of a solve."""
    zh, en = STATUS_WORDS[outcome.status]
    _line(console, f"{job.problem.school}：{zh} / {en}", style="bold")
    period = job.problem.term.period
    if period is not None:
        days = len(job.problem.term.service_dates())
        _line(console, f"生效 / stands for: {period.first} 至 {period.last}，{days} 个服务日 / {days} service dates")
    if outcome.report is not None:
        facts = outcome.report.facts
        console.print(tier_table(outcome.tiers, {tier.name: tier for tier in job.policy.tiers}))
        _line(console, f"最大差距 / largest gap: {percent(outcome.gap)}")
        print_limits(console, outcome.limits)
        print_figures(console, job.problem, facts, outcome.wishes, outcome.care, outcome.balance)
        _print_loads(console, job.problem, job.policy, facts)
    _print_changes(console, job.policy)
    if outcome.reasons:
        print_reasons(console, outcome.reasons)
    if outcome.status == "infeasible":
        _line(console, "可能的修复 / possible repairs: afterbell repair 申请文件 request [--anyway]")
    if outcome.report is not None and outcome.report.violations:
        print_violations(console, job.policy, outcome.report.violations)
    print_warnings(console, outcome.warnings)
    seconds = outcome.seconds
    first = "-" if outcome.first_plan_seconds is None else f"{outcome.first_plan_seconds:.1f} s"
    _line(
        console, f"用时 / time: {seconds['total']:.1f} s  首个方案 / first plan: {first}  种子 / seed: {outcome.seed}"
    )
    if outcome.run is not None:
        _line(console, _searched(outcome.run))


def _searched(run: SearchRun) -> str:
    """How the search ended, what it spent, and by which options it can be made again."""
    zh, en = ENDS[run.ended]
    tuned = f" --search-params ({run.search_params})" if run.search_params else ""
    again = f"  可重现 / repeat: --effort {run.effort_limit} --seed {run.seed} --workers {run.workers}{tuned}" if run.repeatable else ""
    return f"搜索 / search: {zh} / {en}  工作量 / effort: {run.effort:g}  线程 / workers: {run.workers}{again}"


def print_figures(
    console: Console, problem: Problem, facts: Facts, found: WishReport | None, care: CareReport | None, sheet: Balance | None
) -> None:
    """Places, club wishes with the pupils who have fewer than they asked for, posts, care by class, and the money of the term."""
    _line(console, f"每节都有去处的报名学生 / applicants seated (in care or a club at every hour): {facts.seated}/{facts.applicants}")
    if found is not None:
        zh, en = met_words(found)
        _line(console, f"社团志愿 / club wishes: {zh} / {en}", style="bold yellow" if found.none or found.fewer else "")
        for line in unmet_names(found):
            _line(console, f"  {Language.ZH.of(line)}")  # lists of ids, which are the same in both
        if found.refused:
            zh, en = first_words(found)
            _line(console, f"  {zh} / {en}: {_refused(problem, found)}")
    _line(console, f"岗位已到人 / posts filled: {facts.posts_filled}/{facts.posts}")
    if care is not None and care.classes:
        zh, en = care_words(care)
        _line(console, f"各班看护 / care by class: {zh} / {en}")
        few = Language.BOTH.of(few_words(care, SHOWN_CLASSES, problem.class_names))
        if few:
            _line(console, f"  本班教师较少的班 / fewest by own teachers: {few}")
    if sheet is not None:
        zh, en = money_words(sheet)
        _line(console, f"学期收支 / money of the term: {zh} / {en}", style="bold yellow" if sheet.shortfall else "")


def _refused(problem: Problem, found: WishReport) -> str:
    """``象棋 9/18``: courses with most first choices refused, of all that asked."""
    names = PageNames(problem)
    listed = [f"{names.offering(item.offering)} {item.refusals}/{item.asked}" for item in found.first if item.refusals]
    return "、".join(listed[:SHOWN_COURSES]) + (f" 等 {len(listed)} 门 courses" if len(listed) > SHOWN_COURSES else "")


def print_limits(console: Console, found: Sequence[Limit]) -> None:
    """Why staffing goals are not lower, by name."""
    for limit in found:
        print_limit(console, limit.zh, limit.en)


def print_limit(console: Console, zh: str, en: str) -> None:
    """One limit, Chinese first."""
    _line(console, f"为什么 / why: {zh}")
    _line(console, f"      {en}")


def print_reasons(console: Console, reasons: Sequence[Reason]) -> None:
    """Why something cannot work, one reason a paragraph."""
    for reason in reasons:
        figures = f"（{reason.measured} / {reason.limit}）" if reason.limit else ""
        _line(console, f"[{reason.rule}] {reason.zh}{figures}")
        _line(console, f"      {reason.en}")


def print_warnings(console: Console, warnings: Sequence[Reason]) -> None:
    """Print the first warnings of precheck, and count the others."""
    if warnings:
        _line(console, f"提醒 {len(warnings)} 条 / {len(warnings)} warning(s)", style="bold yellow")
        print_reasons(console, warnings[:SHOWN_WARNINGS])
    hidden = len(warnings) - SHOWN_WARNINGS
    if hidden > 0:
        _line(console, f"  另有 {hidden} 条，用 afterbell precheck 查看 / {hidden} more: afterbell precheck")


def print_violations(
    console: Console, policy: Policy, violations: Sequence[Measurement], *, everything: bool = False
) -> None:
    """Violations grouped by rule, with subjects, place, measured and limit."""
    _line(console, f"违规 {len(violations)} 处 / {len(violations)} violation(s)", style="bold red")
    for rule, members in groupby(sorted(violations, key=lambda v: v.rule), key=lambda v: v.rule):
        group = list(members)
        asked = policy.rules.get(rule)
        sentence = f"  {asked.zh} / {asked.en}" if asked else ""
        _line(console, f"{rule}  {len(group)} 处 / {len(group)}{sentence}", style="bold")
        for violation in group if everything else group[:SHOWN_VIOLATIONS]:
            _line(console, f"  {violation.zh}")
            _line(console, f"  {violation.en}")
            _line(console, f"    {_where(violation)}")
        hidden = 0 if everything else len(group) - SHOWN_VIOLATIONS
        if hidden > 0:
            _line(console, f"  另有 {hidden} 处 / {hidden} more")


def _where(violation: Measurement) -> str:
    parts = []
    if violation.subjects:
        parts.append(f"对象 / who: {'、'.join(violation.subjects)}")
    if violation.place:
        parts.append(f"地点 / where: {violation.place}")
    if violation.weekday is not None:
        parts.append(f"{WEEKDAYS_ZH[violation.weekday]} / {WEEKDAYS_EN[violation.weekday]}")
    parts.append(f"实际 / measured: {Language.BOTH.of(measured_of(violation))}")
    parts.append(f"要求 / limit: {Language.BOTH.of(limit_of(violation))}")
    return "  ".join(parts)


def _print_loads(console: Console, problem: Problem, policy: Policy, facts: Facts) -> None:
    """Who carries most and least among those whose duty is balanced (D02)."""
    if len(facts.loads) < 2:
        return
    weeks = template_weeks(problem, policy)
    ranked = sorted(facts.loads, key=lambda person: (-facts.loads[person], person))
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("值班最多与最少 / most and least duty", overflow="fold")
    table.add_column("分钟/周\nmin a week", justify="right", no_wrap=True)
    table.add_column("折算负担\nbalanced load", justify="right", no_wrap=True)
    shown = min(SHOWN_PEOPLE, len(ranked) // 2)
    for person in (*ranked[:shown], *ranked[-shown:]):
        staff = problem.staff_of.get(person)
        name = f"{person} {staff.name}" if staff and staff.name not in ("", person) else person
        minutes = facts.minutes.get(person, 0) / weeks
        table.add_row(name, f"{minutes:.0f}", f"{facts.loads[person] / (CENTI * weeks):.0f}")
    console.print(table)


def _print_changes(console: Console, policy: Policy) -> None:
    found = changes(policy)
    _line(console, f"规则 / policy: {policy.zh} / {policy.en} ({policy.name})")
    if not found:
        _line(console, "没有放宽或改动任何规则 / no rule relaxed or changed")
    for change in found:
        what = "级别 / level" if change.what == "level" else change.what
        rule = policy.rules.get(change.rule)
        sentence = f"  {rule.zh}" if rule else ""
        number = rule.numbers.get(change.what) if rule else None
        timed = number is not None and number.unit.endswith("clock")
        unset = {NOTHING: f"{UNSET_ZH} {UNSET_EN}"}
        base, now = (clock(int(x)) if timed and x.isdigit() else unset.get(x, x) for x in (change.base, change.now))
        _line(console, f"改动的规则 / changed rule: {change.rule} {what}: {base} → {now}{sentence}")


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Text(text, style=style), soft_wrap=True)
