"""The pages of a policy: rules by area with level, numbers, clause and what another policy says otherwise; duties; settings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.labels import LEVELS, UNSET_EN, UNSET_ZH
from api.files.language import Said, together
from solver import Number, PaperDuty, Policy, Rule
from solver.policy.difference import CLAUSE, DUTY, NOTHING, SENTENCE, RuleChange, differences
from solver.policy.setting import Setting, chosen, settings
from solver.policy.traceability import AREAS
from solver.units import clock

WIDTHS = (9, 16, 52, 28, 50, 46)
SETTING_WIDTHS = (12, 26, 44, 18, 56, 46)
DUES: Mapping[str, tuple[str, str]] = {
    "before_start": ("开课前", "before the first day of service"),
    "at_start": ("学期第一天", "on the first day of term"),
    "after_start": ("开学后 {days} 天内", "within {days} days of the start of term"),
    "termly": ("每学期 {times} 次", "{times} a term"),
    "yearly": ("每学年 {times} 次", "{times} a school year"),
    "date": ("{span}", "{span}"),
    "daily": ("每个服务日", "every day of service"),
    "share": ("不少于 {percent} %", "at least {percent} %"),
    "always": ("随时", "at all times"),
}
BEARERS: Mapping[str, str] = {"school": "学校", "bureau": "教育局"}
_WORDS: Mapping[str, Said] = {"level": ("级别", "level"), "weight": ("权重", "weight"), "tiers": ("目标次序", "order of goals"),
                             SENTENCE: ("内容", "sentence"), CLAUSE: ("原文", "clause"), DUTY: ("书面义务", "paper duty")}  # fmt: skip


def policy_pages(policy: Policy, other: Policy) -> tuple[Page, ...]:
    """Three pages: rules, paper duties, settings. other: what ``policy`` is compared with."""
    changes: dict[str, list[RuleChange]] = defaultdict(list)
    for change in differences(other, policy):
        changes[change.rule].append(change)
    return (
        Page("rules", "规则", "rules", WIDTHS, tuple(_rule_blocks(policy, other, changes)), 1),
        Page("duties", "书面义务", "paper duties", WIDTHS, (_duty_block(policy, other, changes),), 1),
        Page("settings", "设置", "settings", SETTING_WIDTHS, (_setting_block(policy),), 1),
    )


def number_lines(rule: Rule) -> Iterator[str]:
    """Numbers with their units, one a line, then those that the policy leaves open, with what holds instead."""
    for name, number in rule.numbers.items():
        yield f"{name} = {shown(number)}"
    for name, open_number in rule.unset.items():
        yield f"{name} = {UNSET_ZH}：{open_number.zh} {UNSET_EN}: {open_number.en}"


def shown(number: Number) -> str:
    """A number with its unit, a time of day as such."""
    return f"{clock(number.value) if number.unit.endswith('clock') else number.value} {number.unit}"


def due_text(duty: PaperDuty) -> tuple[str, str]:
    """When a duty is due, in both languages."""
    words: dict[str, object] = {name: number.value for name, number in duty.numbers.items()}
    words["span"] = " – ".join(day.isoformat() for day in (duty.first, duty.last) if day is not None)
    zh, en = DUES[duty.due]
    return zh.format(**words), en.format(**words)


def inherited(policy: Policy, item: Rule | PaperDuty) -> bool:
    """Whether the profile's own document says nothing of it, so that the clause of another one stands."""
    return bool(policy.document) and item.source.document != policy.document and item.id[0] != "K"


def change_lines(item: Rule | PaperDuty, changes: Sequence[RuleChange], policy: Policy, other: Policy) -> list[Said]:
    """Differences between the other policy and this one, one a line; a clause of its own is named, not quoted.
    Of what the profile's document does not say, that it is inherited.
    """
    lines: list[Said] = [("本文件未写，沿用", "inherited, not in this document")] if inherited(policy, item) else []
    for change in changes:
        if change.what == CLAUSE:
            lines.append(("本文件另有原文", "a clause of its own"))
        elif change.what == DUTY:
            lines.append(
                (f"只在其中一个规则集（{other.name}：{'无' if change.base == NOTHING else '有'}）",
                 f"in one of the two only ({other.name}: {'no' if change.base == NOTHING else 'yes'})")
            )
        else:
            change_words = together(" → ", [_told(change, change.base, other, policy), _told(change, change.now, policy, other)])
            lines.append(together("：", [_WORDS.get(change.what, change.what), change_words]))
    return lines


def _told(change: RuleChange, value: str, of: Policy, other: Policy) -> Said:
    """One side of a change; ``of`` is the policy in which the value stands."""
    if change.what == "level":
        return LEVELS[value], value
    if value == NOTHING:
        rule = of.rules.get(change.rule)
        return (UNSET_ZH, UNSET_EN) if rule is not None and change.what in rule.unset else value
    items = (found.get(change.rule) for at in (of, other) for found in (at.rules, at.duties))
    numbers = (item.numbers.get(change.what) for item in items if item is not None)
    number = next((number for number in numbers if number is not None), None)
    return value if number is None else shown(replace(number, value=int(value)))


def _rule_blocks(policy: Policy, other: Policy, changes: Mapping[str, Sequence[RuleChange]]) -> list[PageBlock]:
    header = heads(("规则", "rule"), ("级别", "level"), ("内容", "sentence"), ("数字", "numbers"), ("出处", "source"),
                   (f"与 {other.name} 的差别", f"difference from {other.name}"))  # fmt: skip
    blocks = []
    for letter, (zh, en) in AREAS.items():
        rows = tuple(
            _rule_row(rule, changes.get(rule.id, ()), policy, other)
            for rule in policy.rules.values()
            if rule.id[0] == letter
        )
        if rows:
            blocks.append(PageBlock(f"{letter} {zh}", en, (header,), rows))
    order = " > ".join(f"{tier.zh} {tier.name}" for tier in policy.tiers)
    last = PageBlock("目标次序", "order of goals", (), (), text=(order,))
    return [*blocks, last]


def _rule_row(rule: Rule, changes: Sequence[RuleChange], policy: Policy, other: Policy) -> Row:
    goal = f"\n→ {rule.tier}" if rule.level == "soft" and rule.tier else ""
    source = f"{rule.source.document}\n“{rule.source.quote}”"
    real = any(change.what != CLAUSE for change in changes)
    return (
        Cell(rule.id, "label"),
        Cell((f"{LEVELS[rule.level]}{goal}", f"{rule.level}{goal}")),
        Cell((rule.zh, rule.en)),
        Cell("\n".join(number_lines(rule))),
        Cell(source),
        Cell(together("\n", change_lines(rule, changes, policy, other)), "bad" if real else ""),
    )


def _duty_block(policy: Policy, other: Policy, changes: Mapping[str, Sequence[RuleChange]]) -> PageBlock:
    header = heads(("编号", "id"), ("期限", "due"), ("内容", "sentence"), ("责任", "whose"), ("出处", "source"),
                   (f"与 {other.name} 的差别", f"difference from {other.name}"))  # fmt: skip
    rows = []
    for duty in sorted(policy.duties.values(), key=lambda duty: duty.id):
        zh, en = due_text(duty)
        found = changes.get(duty.id, ())
        rows.append((
            Cell(duty.id, "label"),
            Cell(zh if zh == en else (zh, en)) if duty.on else Cell(("停用", "off")),
            Cell((duty.zh, duty.en)),
            Cell((BEARERS[duty.who], duty.who)),
            Cell(f"{duty.source.document}\n“{duty.source.quote}”"),
            Cell(together("\n", change_lines(duty, found, policy, other)), "bad" if any(c.what != CLAUSE for c in found) else ""),
        ))  # fmt: skip
    return PageBlock(
        "书面义务", "paper duties", (header,), tuple(rows), ("排课不影响这些义务", "no timetable keeps or breaks these")
    )


def _setting_block(policy: Policy) -> PageBlock:
    header = heads(("设置", "setting"), ("选项", "answer"), ("问题", "question"), ("选定", "chosen"), ("作用", "what it does"),
                   ("依据", "evidence"))  # fmt: skip
    rows: list[Row] = []
    for setting in settings().values():
        mine = chosen(setting, policy)
        for answer in setting.answers:
            first = answer is setting.answers[0]
            marks = [("✓ 选定", "chosen")] * (mine == answer) + [("推荐", "recommended")] * (answer.id == setting.default)
            rows.append((
                Cell(setting.id, "label"),
                Cell((f"{answer.id}\n{answer.zh}", f"{answer.id}\n{answer.en}")),
                Cell((setting.zh, setting.en) if first else ""),
                Cell(together("\n", marks + [("另定", "its own way")] * (mine is None and first)), "good" if mine == answer else ""),
                Cell((answer.effect_zh, answer.effect_en)),
                Cell(evidence_text(setting) if first else ""),
            ))  # fmt: skip
    note = ("用 --set U6=waiver 之类改选。", "Answers are changed by --set U6=waiver.")
    return PageBlock("设置", "settings", (header,), tuple(rows), note)


def evidence_text(setting: Setting) -> str:
    """Statements of documents and of practice, one a line."""
    return "\n".join(f"{short}：“{text}”" if short else text for short, text in setting.evidence)
