"""A policy and its settings as text for people: rules by area, with what another policy says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from api.files.content.policy import (
    BEARERS,
    change_lines,
    due_text,
    evidence_text,
    inherited,
    number_lines,
    shown,
)
from api.files.labels import LEVELS
from api.files.language import Language
from solver import PaperDuty, Policy, Rule
from solver.policy.difference import RuleChange, differences
from solver.policy.setting import chosen, settings
from solver.policy.traceability import AREAS
from solver.units import clock

INDENT = "       "
USUAL_ENDS = (17 * 60, 17 * 60 + 30)
"""Ends of work that documents and practice name, where the policy names none (A03)."""


def policy_lines(policy: Policy, other: Policy, *, only_changes: bool) -> Iterator[str]:
    """The whole policy, or only what is otherwise than in ``other``."""
    changes: dict[str, list[RuleChange]] = defaultdict(list)
    for change in differences(other, policy):
        changes[change.rule].append(change)
    for letter, (zh, en) in AREAS.items():
        rules = [rule for rule in policy.rules.values() if rule.id[0] == letter]
        duties = [duty for duty in policy.duties.values() if duty.id[0] == letter]
        if only_changes:
            rules, duties = [r for r in rules if r.id in changes], [d for d in duties if d.id in changes]
        gone = [d for d in other.duties.values() if d.id not in policy.duties and d.id[0] == letter]
        if rules or duties or gone:
            yield ""
            yield f"【{letter}】{zh} / {en}"
        for rule in rules:
            yield from _rule_lines(rule, changes.get(rule.id, ()), policy, other)
        for duty in sorted(duties, key=lambda duty: duty.id):
            yield from _duty_lines(duty, changes.get(duty.id, ()), policy, other)
        for duty in gone:
            yield f"{duty.id:<6} 书面 paper：{other.name} 有，这里没有 only in {other.name}：{duty.zh}"
    yield ""
    order = " > ".join(f"{tier.zh} {tier.name}" for tier in policy.tiers)
    yield f"目标次序 / order of goals: {order}"
    for change in changes.get("", ()):
        yield f"{INDENT}≠ {other.name}：{change.base}"


def _rule_lines(rule: Rule, changes: Sequence[RuleChange], policy: Policy, other: Policy) -> Iterator[str]:
    goal = f" → {rule.tier}" if rule.level == "soft" and rule.tier else ""
    yield f"{rule.id:<6} {LEVELS[rule.level]} {rule.level}{goal}  {rule.zh}"
    yield f"{INDENT}{rule.en}"
    yield from (f"{INDENT}{line}" for line in number_lines(rule))
    yield from _ending(rule, changes, policy, other)


def _duty_lines(duty: PaperDuty, changes: Sequence[RuleChange], policy: Policy, other: Policy) -> Iterator[str]:
    zh, en = due_text(duty)
    when = zh if zh == en else f"{zh} {en}"
    off = "（停用 off）" if not duty.on else ""
    yield f"{duty.id:<6} 书面 paper · {BEARERS[duty.who]} {duty.who} · {when}{off}  {duty.zh}"
    yield f"{INDENT}{duty.en}"
    yield from _ending(duty, changes, policy, other)


def _ending(item: Rule | PaperDuty, changes: Sequence[RuleChange], policy: Policy, other: Policy) -> Iterator[str]:
    yield f"{INDENT}{item.source.document}：“{item.source.quote}”"
    told = inherited(policy, item)
    for number, line in enumerate(map(Language.BOTH.of, change_lines(item, changes, policy, other))):
        yield f"{INDENT}{'·' if told and not number else f'≠ {other.name}'}  {line}"


def setting_lines(policy: Policy) -> Iterator[str]:
    """Every setting with its answers, the one chosen and the one recommended, and what pulls against what."""
    for setting in settings().values():
        mine = chosen(setting, policy)
        yield ""
        yield f"{setting.id}  {setting.zh} / {setting.en}"
        for answer in setting.answers:
            mark = "●" if mine == answer else "○"
            advised = "（推荐 recommended）" if answer.id == setting.default else ""
            yield f"  {mark} {answer.id}  {answer.zh} / {answer.en}{advised}"
            yield f"{INDENT}{answer.effect_zh} / {answer.effect_en}"
        if mine is None:
            values = "，".join(_standing(policy, rule) for rule in setting.rules if rule in policy.rules)
            yield f"  ● 另定 its own way：{values}"
        if setting.by_data:
            yield f"{INDENT}由学校数据决定，没有选项可改 / decided by the school's data"
        yield f"{INDENT}依据 / evidence：{'；'.join(evidence_text(setting).splitlines())}"
        if setting.id == "U6":
            yield from (f"{INDENT}{line}" for line in waiting_lines(policy))


def _standing(policy: Policy, rule: str) -> str:
    found = policy.rules[rule]
    numbers = "、".join(f"{name}={shown(number)}" for name, number in found.numbers.items())
    return f"{rule} {found.level}{f'（{numbers}）' if numbers else ''}"


def waiting_lines(policy: Policy) -> Iterator[str]:
    """Of laid-down hours (A12): which grades end before work does, and how long they wait."""
    ends = {
        int(name[1]): number.value
        for name, number in policy.rules["A12"].numbers.items()
        if name.endswith("_end") and policy.on("A12")
    }
    laid_down = policy.number_or("A03", "work_end", None)
    for work_end in USUAL_ENDS if laid_down is None else (laid_down,):
        waits: dict[int, list[int]] = defaultdict(list)
        for grade, end in sorted(ends.items()):
            if end < work_end:
                waits[work_end - end].append(grade)
        if ends and not waits:
            yield f"{clock(work_end)} 下班：没有年级要等 / if work ends {clock(work_end)}: no grade waits"
        for minutes, grades in sorted(waits.items()):
            zh, en = "、".join(map(str, grades)), ", ".join(map(str, grades))
            leave = clock(work_end - minutes)
            yield (
                f"{clock(work_end)} 下班：{zh} 年级 {leave} 放学，等 {minutes} 分钟 / "
                f"if work ends {clock(work_end)}: grades {en} leave at {leave} and wait {minutes} minutes"
            )
