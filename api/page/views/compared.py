"""Comparison of scenarios as a page shows it: what each end of a scenario does, in words, beside the base plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from api.files.amounts import amount
from api.files.comparison import (
    AIM_WORDS,
    LISTED,
    SHADE_OF,
    VERDICT_WORDS,
    ComparisonFile,
    comparison_pages,
    conclusion,
    line_shade,
)
from api.files.content.names import PageNames
from api.files.language import Said
from api.page.views.sheets import Sheet, sheets
from solver import Policy
from solver.whatif.variant import Variant

if TYPE_CHECKING:
    from solver import ScenarioOutcome
    from solver.whatif.comparison import ComparedVariant, GoalCell



@dataclass(frozen=True, slots=True)
class ComparedGoal:
    """A goal that differs from the base. step: values before and after, with the unit."""

    name: Said
    step: Said
    verdict: Said
    shade: str


@dataclass(frozen=True, slots=True)
class OutcomeEnd:
    """One plan of a scenario, or why there is none. touched: who and what changes, in sentences."""

    how: Said
    conclusion: Said
    shade: str
    goals: tuple[ComparedGoal, ...]
    money: Said
    touched: tuple[tuple[Said, Said], ...]
    reasons: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """A scenario with its ends. faults: why it cannot be applied. changes: as ``POST /v1/terms/{term}/changes`` takes them."""

    id: str
    name: Said
    sentences: tuple[Said, ...]
    ends: tuple[OutcomeEnd, ...]
    faults: tuple[Said, ...]
    changes: Sequence[Any]
    works: bool


@dataclass(frozen=True, slots=True)
class ComparedView:
    """Scenarios that are done, in the order asked, and the tables of the paper."""

    cards: tuple[OutcomeCard, ...]
    tables: tuple[Sheet, ...]

    @property
    def adoptions(self) -> dict[str, Sequence[Any]]:
        """Scenario's id -> its changes, of those that work."""
        return {card.id: card.changes for card in self.cards if card.works}


def compared_view(file: ComparisonFile, scenarios: Sequence[Mapping[str, Any]]) -> ComparedView:
    """Comparison -> view. scenarios: documents of the job's scenarios, by whose ids their changes are found."""
    found = file.comparison
    changes = {each["id"]: each["changes"] for each in scenarios}
    ends: dict[str, list[OutcomeEnd]] = {}
    outcomes: dict[str, ScenarioOutcome] = {}
    works: set[str] = set()
    for line in found.lines:
        outcomes[line.outcome.id] = line.outcome
        ends.setdefault(line.outcome.id, []).append(_end(file, line))
        works |= {line.outcome.id} if line.variant.valid else set()
    outcomes |= {each.id: each for each in found.refused}
    cards = tuple(
        OutcomeCard(
            each.id, _name(each), tuple((zh, en) for zh, en in each.sentences) if each.name else (), tuple(ends.get(each.id, ())),
            tuple((f"{fault.zh}{fault.hint_zh}", f"{fault.en} {fault.hint_en}") for fault in each.faults[:LISTED]),
            changes.get(each.id, ()), each.id in works,
        )
        for each in outcomes.values()
    )  # fmt: skip
    return ComparedView(cards, sheets(comparison_pages(file)))


def _name(outcome: ScenarioOutcome) -> Said:
    if outcome.name:
        return outcome.name
    told = tuple(outcome.sentences)
    return ("；".join(each.zh for each in told), "; ".join(each.en for each in told)) if told else outcome.id


def _end(file: ComparisonFile, line: ComparedVariant) -> OutcomeEnd:
    variant = line.variant
    goals = tuple(
        _goal(file.policy, cell) for cell in line.cells if cell.verdict not in ("same", "not seen", "new") and cell.against is not None
    )
    zh, en = conclusion(file, line)
    if variant.unused:
        zh, en = f"{zh}（新增的没有用上）", f"{en} (what was added is not used)"
    return OutcomeEnd(
        AIM_WORDS[variant.aim], (zh, en), line_shade(line), goals, _money(variant, file.comparison.base.stands),
        tuple(_touched(PageNames(file.problem), variant)), tuple((reason.zh, reason.en) for reason in variant.reasons[:LISTED]),
    )  # fmt: skip


def _goal(policy: Policy, cell: GoalCell) -> ComparedGoal:
    tier = next((tier for tier in policy.tiers if tier.name == cell.tier), None)
    step = f"{amount(cell.against or 0, tier)} → {amount(cell.value, tier)}"
    name: Said = (tier.zh, tier.en) if tier else cell.tier
    unit: Said = (f"{step} {tier.unit_zh}", f"{step} {tier.unit_en}") if tier else step
    return ComparedGoal(name, unit, VERDICT_WORDS[cell.verdict], SHADE_OF.get(cell.verdict, ""))


def _money(variant: Variant, base: Variant) -> Said:
    """Balance of the term's money under a variant, beside that of the base plan; empty where one is not known."""
    if variant.money is None or base.money is None:
        return ""
    left, before = variant.money.left / 100, base.money.left / 100
    if left == before:
        return f"{left:,.0f} 元，与原方案相同", f"{left:,.0f} yuan, as the base plan"
    return f"{left:,.0f} 元（{left - before:+,.0f}）", f"{left:,.0f} yuan ({left - before:+,.0f})"


def _touched(names: PageNames, variant: Variant) -> list[tuple[Said, Said]]:
    who = variant.touched
    people, sections = [names.person(each) for each in who.adults], [who.opened, who.closed, who.moved]
    opened, closed, moved = ([_section(names, each) for each in found] for found in sections)
    listed: list[tuple[Said, list[str]]] = [
        (("有变动的教师", "adults"), people), (("新开", "opened"), opened), (("停开", "closed"), closed),
        (("换时间或场地", "moved"), moved), (("涉及场地", "rooms"), [names.room(each) for each in who.rooms]),
    ]  # fmt: skip
    found: list[tuple[Said, Said]] = [(label, _list(each)) for label, each in listed if each]
    if who.pupils:
        found.insert(1 if people else 0, (("有变动的学生", "pupils"), (f"{len(who.pupils)} 人", f"{len(who.pupils)}")))
    if who.assignments:
        found.append((("换人的岗位", "posts"), (f"{who.assignments} 处", f"{who.assignments}")))
    return found


def _section(names: PageNames, ident: str) -> str:
    offering, _, number = ident.rpartition("#")
    return names.section(offering, int(number)) if number.isdigit() else ident


def _list(found: list[str]) -> Said:
    told = "、".join(found[:LISTED])
    return told if len(found) <= LISTED else (f"{told} 等 {len(found)}", f"{told} … {len(found)} in all")
