"""The comparison of scenarios as a page for a meeting, a workbook, and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import solver
from api.files.amounts import amount
from api.files.content.names import PageNames
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.draw_html import pages_html
from api.files.draw_pdf import pages_pdf
from api.files.draw_xlsx import pages_book
from api.files.language import Language, Said, together
from solver import Policy, Problem, Tier
from solver.changes.change import Sentence
from solver.whatif.variant import IndicatorValue, Variant, dump_variant

if TYPE_CHECKING:
    from solver import Comparison, ScenarioOutcome
    from solver.whatif.comparison import ComparedVariant, GoalCell

COMPARISON_SUFFIXES = (".json", ".xlsx", ".html", ".pdf")
TITLE_ZH, TITLE_EN = "情景比较", "Comparison of scenarios"
AIM_WORDS: Mapping[str, tuple[str, str]] = {
    "least_change": ("尽量少改动", "least change"),
    "best": ("重新编排", "planned anew"),
    "unchanged": ("安排不变", "duties as they are"),
}
VERDICT_WORDS: Mapping[str, tuple[str, str]] = {
    "same": ("与原方案相同", "as the base plan"),
    "not seen": ("看不出差别", "no difference seen"),
    "better": ("更好", "better"),
    "worse": ("更差", "worse"),
    "proven better": ("更好（已证明）", "better, proven"),
    "proven worse": ("更差（已证明）", "worse, proven"),
    "new": ("新的目标", "a goal of its own"),
}
SHADE_OF: Mapping[str, str] = {"better": "good", "proven better": "good", "worse": "bad", "proven worse": "bad"}
LISTED = 12
"""People or sections named in a line; of more, their number."""
WIDTHS = (30, 14, 34, 11, 13, 13, 13, 17, 15, 16)


class ComparisonFile(NamedTuple):
    """A comparison with the base's problem and policy, by which goals and people are named."""

    problem: Problem
    policy: Policy
    comparison: Comparison


def comparison_bytes(file: ComparisonFile, suffix: str, language: Language = Language.ZH) -> bytes:
    """The comparison as a file. suffix: one of COMPARISON_SUFFIXES. Raises MissingFontError for a PDF without its font."""
    school = file.problem.school
    if suffix == ".json":
        return (json.dumps(comparison_document(file), ensure_ascii=False, indent=1) + "\n").encode()
    pages, title = comparison_pages(file), (TITLE_ZH, TITLE_EN)
    if suffix == ".xlsx":
        return pages_book(pages, school, language)
    if suffix == ".html":
        return pages_html(pages, school, title, language).encode()
    if suffix == ".pdf":
        return pages_pdf(pages[:1], school, title, language)  # what a meeting reads; the rest stands in the other files
    raise ValueError(suffix)


def comparison_document(file: ComparisonFile) -> dict[str, Any]:
    """JSON-ready: the base, each scenario with its ends, and each end's goals beside the base's."""
    found = file.comparison
    outcomes = {line.outcome.id: line.outcome for line in found.lines} | {each.id: each for each in found.refused}
    return {
        "version": 1,
        "school": file.problem.school,
        "term": file.problem.term.name,
        "policy": file.policy.name,
        "base": {"stands": dump_variant(found.base.stands), "searched": dump_variant(found.base.searched)},
        "scenarios": [solver.dump_outcome(outcome) for outcome in outcomes.values()],
        "lines": [
            {
                "scenario": line.outcome.id, "aim": line.variant.aim, "status": line.variant.status, "verdict": line.verdict,
                "decided_by": line.decided_by,
                "goals": [
                    {"name": c.tier, "value": c.value, "bound": c.bound, "base": c.against, "verdict": c.verdict} for c in line.cells
                ],
            }
            for line in found.lines
        ],
    }  # fmt: skip


def comparison_pages(file: ComparisonFile) -> tuple[Page, ...]:
    """The page for a meeting, then all goals, then who is touched and what stands in the way."""
    return (_meeting(file), _goals(file), _touched(file))


def outcome_name(outcome: ScenarioOutcome) -> str:
    """The scenario's name, or its changes in Chinese."""
    return outcome.name or "；".join(sentence.zh for sentence in outcome.sentences) or outcome.id


def conclusion(file: ComparisonFile, line: ComparedVariant) -> tuple[str, str]:
    """Result of one end in a few words: whether it works, and the most important goal that differs."""
    variant = line.variant
    if variant.status == "infeasible":
        return _with_reason(variant, "做不到（已证明）", "impossible, proven")
    if not variant.valid:
        empty = next((tier.value for tier in variant.tiers if tier.name == "coverage"), 0)
        if empty:
            return f"没有排成：还有 {empty} 个岗位缺人", f"not done: {empty} posts are empty"
        return _with_reason(variant, "没有排成", "not done")
    zh, en = VERDICT_WORDS[line.verdict]
    steps = [_step(file.policy, cell) for cell in telling(line)]
    if not steps:
        return f"可行，{zh}", f"works, {en}"
    return "可行；" + "；".join(step[0] for step in steps), "works; " + "; ".join(step[1] for step in steps)


def telling(line: ComparedVariant) -> list[GoalCell]:
    """The most important goal that is surely better, and that is surely worse, in order of importance."""
    found = []
    for words in (("better", "proven better"), ("worse", "proven worse")):
        found += [cell for cell in line.cells if cell.verdict in words][:1]
    return sorted(found, key=line.cells.index)


def line_shade(line: ComparedVariant) -> str:
    """``good`` or ``bad`` where all that surely differs points one way; of an end without a valid plan ``bad``."""
    if not line.variant.valid:
        return "bad"
    shades = {SHADE_OF[cell.verdict] for cell in telling(line)}
    return shades.pop() if len(shades) == 1 else ""


def _step(policy: Policy, cell: GoalCell) -> tuple[str, str]:
    tier = next(tier for tier in policy.tiers if tier.name == cell.tier)
    zh, en = VERDICT_WORDS[cell.verdict]
    step = f"{amount(cell.against or 0, tier)} → {amount(cell.value, tier)}"
    return f"{tier.zh} {step} {tier.unit_zh}，{zh}", f"{tier.en} {step} {tier.unit_en}, {en}"


def _with_reason(variant: Variant, zh: str, en: str) -> tuple[str, str]:
    if not variant.reasons:
        return zh, en
    return f"{zh}：{variant.reasons[0].zh}", f"{en}: {variant.reasons[0].en}"


def _meeting(file: ComparisonFile) -> Page:
    base, found = file.comparison.base, file.comparison
    rows: list[Row] = [_base_row(file, ("原方案", "base plan"), ("现在的安排", "as it stands"), base.stands)]
    if base.searched.valid and base.searched.values < base.stands.values:
        rows.append(_base_row(file, ("原方案再优化", "base searched on"), ("重新编排", "planned anew"), base.searched))
    shown = ""
    for line in found.lines:
        first = line.outcome.id != shown
        shown = line.outcome.id
        rows.append(_line_row(file, line, first=first))
    for outcome in found.refused:
        zh, en = "；".join(fault.zh for fault in outcome.faults[:2]), "; ".join(fault.en for fault in outcome.faults[:2])
        told = (f"不能这样改：{zh}", f"Cannot be changed so: {en}")
        rows.append((_label(outcome), Cell("—"), Cell(told, "bad", cols=len(WIDTHS) - 2)))
    header = heads(("情景", "scenario"), ("怎样排", "how"), ("结论", "result"), ("缺人岗位", "posts empty"), ("第一志愿", "first choice"),
                   ("一门没有", "no club"), ("负担差距（分）", "spread, min"), ("学期结余（元）", "money left"),
                   ("有变动的人", "who changes"), ("教学班", "sections"))  # fmt: skip
    note = (
        "“尽量少改动”与原方案比；“重新编排”与原方案再优化同样时间比，差别不大于这一段优化的，写“看不出差别”。没有写“已证明”的更好，原方案多花时间或许也能做到。",
        ("Least change is held against the base plan, planned anew against the base searched on for the same time; a gain "
        "that is not proven may be had without the changes too."),
    )
    block = PageBlock(f"{TITLE_ZH}　{file.problem.school}　{file.problem.term.name}", TITLE_EN, (header,), tuple(rows), note)
    return Page("meeting", TITLE_ZH, "comparison", WIDTHS, (block,), 1, 1)


def _label(outcome: ScenarioOutcome) -> Cell:
    zh, en = "；".join(sentence.zh for sentence in outcome.sentences), "; ".join(sentence.en for sentence in outcome.sentences)
    if not outcome.name:
        return Cell((zh, en) if zh else outcome.id, "label")
    return Cell((f"{outcome.name}\n{zh}", f"{outcome.name}\n{en}") if zh else outcome.name, "label")


def _base_row(file: ComparisonFile, name: Said, how: Said, variant: Variant) -> Row:
    cells = _figures(file, variant, None)
    verdict = Cell(("可行", "works")) if variant.valid else Cell(("有违规", "breaks rules"), "bad")
    return (Cell(name, "banner"), Cell(how), verdict, *cells, Cell("—"), Cell("—"))


def _line_row(file: ComparisonFile, line: ComparedVariant, *, first: bool) -> Row:
    variant = line.variant
    how = AIM_WORDS[variant.aim]
    zh, en = conclusion(file, line)
    if variant.unused:
        zh, en = f"{zh}（新增的没有用上）", f"{en} (what was added is not used)"
    shade = line_shade(line)
    label = _label(line.outcome) if first else Cell("", "label")
    if not variant.tiers:  # its remedies and clauses stand on the page of reasons
        return (label, Cell("—"), Cell((f"{zh.split('。')[0]}。", f"{en.split('. ')[0]}."), shade, cols=len(WIDTHS) - 2))
    who = variant.touched
    return (
        label, Cell(how), Cell((zh, en), shade), *_figures(file, variant, file.comparison.base.stands),
        Cell((f"教师 {len(who.adults)} 人\n学生 {len(who.pupils)} 人", f"{len(who.adults)} adults\n{len(who.pupils)} pupils")),
        Cell(_sections(variant)),
    )  # fmt: skip


def _sections(variant: Variant) -> Said:
    who = variant.touched
    words = ((("增", "opened"), who.opened), (("停", "closed"), who.closed), (("调", "moved"), who.moved))
    parts: list[Said] = [(f"{zh} {len(found)}", f"{len(found)} {en}") for (zh, en), found in words if found]
    return together(" ", parts) if parts else ("不变", "as before")


def _figures(file: ComparisonFile, variant: Variant, base: Variant | None) -> tuple[Cell, ...]:
    """Empty posts, first choices, pupils without any club, spread of load, money left; with the difference from the base."""
    if not variant.tiers:
        return tuple(Cell("—", align="right") for _ in range(5))
    tiers = {tier.name: tier for tier in file.policy.tiers}
    cells = [_value(tiers.get("coverage"), variant, base, "coverage")]
    cells += [_share("first_choice", variant, base, good_is_more=True), _share("without", variant, base, good_is_more=False)]
    cells.append(_value(tiers.get("fairness"), variant, base, "fairness"))
    if variant.money is None:
        return (*cells, Cell("—", align="right"))
    before = variant.money.left if base is None or base.money is None else base.money.left
    text = f"{variant.money.left / 100:,.0f}"
    if variant.money.left != before:
        text += f"\n({(variant.money.left - before) / 100:+,.0f})"
    return (*cells, Cell(text, _shade(variant.money.left - before, good_is_more=True), align="right"))


def _value(tier: Tier | None, variant: Variant, base: Variant | None, name: str) -> Cell:
    value = next((found.value for found in variant.tiers if found.name == name), None)
    if value is None:
        return Cell("—", align="right")
    before = None if base is None else next((found.value for found in base.tiers if found.name == name), None)
    return Cell(amount(value, tier), "" if before is None else _shade(value - before, good_is_more=False), align="right")


def _share(ident: str, variant: Variant, base: Variant | None, *, good_is_more: bool) -> Cell:
    now = _percent(ident, variant)
    before = now if base is None else _percent(ident, base)
    if now is None:
        return Cell("—", align="right")
    text = f"{now:.1f}%"
    if before is not None and f"{before:.1f}" != f"{now:.1f}":
        return Cell(f"{text}\n({now - before:+.1f})", _shade(now - before, good_is_more=good_is_more), align="right")
    return Cell(text, align="right")


def _percent(ident: str, variant: Variant) -> float | None:
    row: IndicatorValue | None = next((r for r in variant.indicators if r.id == ident and not r.group_zh), None)
    return None if row is None or not row.denominator else 100 * row.numerator / row.denominator


def _shade(change: float, *, good_is_more: bool) -> str:
    if not change:
        return ""
    return "good" if (change > 0) == good_is_more else "bad"


def _goals(file: ComparisonFile) -> Page:
    """Every goal of every end: value, the base's, the bound, how sure the difference is."""
    rows: list[Row] = []
    tiers = {tier.name: tier for tier in file.policy.tiers}
    for line in file.comparison.lines:
        if not line.cells:
            continue
        rows.append((Cell(f"{outcome_name(line.outcome)}　{AIM_WORDS[line.variant.aim][0]}", "banner", cols=6),))
        rows += [_goal_row(cell, tiers.get(cell.tier)) for cell in line.cells]
    header = heads(("目标", "goal"), ("原方案", "base"), ("情景", "scenario"), ("下界", "bound"), ("比较", "verdict"), ("单位", "unit"))
    note = ("越小越好；目标按重要性排列。", "Less is better; most important first.")
    block = PageBlock("各项目标", "All goals", (header,), tuple(rows), note)
    return Page("goals", "各项目标", "goals", (40, 16, 16, 16, 26, 16), (block,), 1)


def _goal_row(cell: GoalCell, tier: Tier | None) -> Row:
    zh, en = VERDICT_WORDS[cell.verdict]
    name: Said = (tier.zh, tier.en) if tier else cell.tier
    numbers = [Cell("—" if value is None else amount(value, tier), align="right") for value in (cell.against, cell.value, cell.bound)]
    return (Cell(name, "label"), *numbers, Cell((zh, en), SHADE_OF.get(cell.verdict, "")), Cell(tier.unit_zh if tier else ""))


def _touched(file: ComparisonFile) -> Page:
    """Touched adults and sections of each end, and the reasons of those that do not work."""
    names = PageNames(file.problem)
    rows: list[Row] = []
    for line in file.comparison.lines:
        who = line.variant.touched
        rows.append((Cell(f"{outcome_name(line.outcome)}　{AIM_WORDS[line.variant.aim][0]}", "banner", cols=2),))
        parts = [
            (("有变动的教师", "adults"), _listed([names.person(person) for person in who.adults])),
            (("有变动的学生", "pupils"), f"{len(who.pupils)} 人" if who.pupils else ""),
            (("新开教学班", "opened"), _listed([_section(names, ident) for ident in who.opened])),
            (("停开教学班", "closed"), _listed([_section(names, ident) for ident in who.closed])),
            (("调整时间或场地", "moved"), _listed([_section(names, ident) for ident in who.moved])),
            (("涉及场地", "rooms"), _listed([names.room(room) for room in who.rooms])),
            (("换人的岗位", "posts"), f"{who.assignments} 处" if who.assignments else ""),
        ]
        rows += [(Cell(label, "label"), Cell(text)) for label, text in parts if text]
        rows += [(Cell((f"原因 {r.rule}", f"reason {r.rule}"), "label"), Cell((r.zh, r.en), "bad")) for r in line.variant.reasons[:LISTED]]
        if len(rows[-1]) == 1:
            rows.append((Cell(("涉及", "touched"), "label"), Cell(("无", "nobody"))))
    for outcome in file.comparison.refused:
        rows.append((Cell((f"{outcome_name(outcome)}　不能这样改", f"{outcome_name(outcome)}: refused"), "banner", cols=2),))
        rows += [(Cell((
            "原因",
            "reason",
        ), "label"), Cell((f"{f.zh}{f.hint_zh}", f"{f.en} {f.hint_en}"), "bad")) for f in outcome.faults[:LISTED]]
    note = ("供教务使用，不对外；学生只计人数。", "For planners alone; pupils are counted.")
    block = PageBlock("涉及的人和原因", "Who is touched, and reasons", (), tuple(rows), note)
    return Page("touched", "涉及的人", "who is touched", (30, 120), (block,), 1)


def _section(names: PageNames, ident: str) -> str:
    offering, _, number = ident.rpartition("#")
    return names.section(offering, int(number)) if number.isdigit() else ident


def _listed(names: list[str]) -> str:
    more = f" 等 {len(names)}" if len(names) > LISTED else ""
    return "、".join(names[:LISTED]) + more


def sentences_text(sentences: tuple[Sentence, ...]) -> str:
    """Sentences of a scenario in both languages."""
    return "；".join(sentence.zh for sentence in sentences) + " / " + "; ".join(sentence.en for sentence in sentences)
