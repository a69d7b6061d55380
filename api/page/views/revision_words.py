"""Words of plans and their revisions: origin, goals, and whether rules are broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.files.amounts import amount
from api.files.language import Said
from api.services.goals import goals
from solver import Tier

ORIGINS: Mapping[str, Said] = {
    "solve": ("求解", "solved"),
    "replan": ("重排", "planned again"),
    "repair": ("带例外编排", "planned with exceptions"),
    "batch": ("批次求解", "solved in a batch"),
    "what_if": ("情景编排", "planned for a scenario"),
    "locks": ("改了锁定", "locks changed"),
    "edit": ("手工修改", "edited by hand"),
    "undo": ("撤销修改", "edit taken back"),
    "redo": ("重做修改", "edit made again"),
}
"""Kind of a revision's origin -> its words."""
EDITS: Mapping[str, Said] = {
    "move_session": ("课次改时间或场地", "sessions moved"),
    "replace_adult": ("换人", "adults replaced"),
    "swap_adults": ("两人对调", "adults swapped"),
    "move_seat": ("学生换班", "pupils moved"),
    "swap_seats": ("两名学生对调", "pupils swapped"),
    "move_dismissal": ("放学改时间或校门", "dismissals moved"),
    "merge_care": ("托管合班", "care groups merged"),
    "open_care": ("托管单独开班", "care groups opened"),
    "close_care": ("托管停班", "care groups closed"),
    "close_section": ("停开教学班", "sections closed"),
}
"""Kind of edit -> its words."""


@dataclass(frozen=True, slots=True)
class GoalValue:
    """Value of a goal; smaller is better. value: in counted units, None where it is not known; text: in shown ones."""

    value: int | None
    text: str


@dataclass(frozen=True, slots=True)
class GoalHead:
    """Goal by name, with its words and unit."""

    name: str
    said: Said
    unit: Said


def origin_of(why: Mapping[str, Any]) -> Said:
    """Origin of a revision in words, with the number of edits of each kind."""
    kind = str(why.get("kind", ""))
    zh, en = _pair(ORIGINS.get(kind, kind or "—"))
    if why.get("source") == "workbook":
        zh, en = "读回手改的工作簿", "workbook edited by hand"
    if kind in ("undo", "redo") and "revision" in why:
        return f"{zh}（第 {why['revision']} 版）", f"{en} (revision {why['revision']})"
    counted = Counter(str(edit.get("edit", "")) for edit in why.get("edits", ()) if isinstance(edit, Mapping))
    if not counted:
        return zh, en
    parts = [(_pair(EDITS.get(name, name)), number) for name, number in counted.items()]
    return (
        f"{zh}：{'、'.join(f'{words[0]} {number} 处' for words, number in parts)}",
        f"{en}: {', '.join(f'{words[1]} {number}' for words, number in parts)}",
    )


def heads_of(reports: list[Mapping[str, Any]]) -> tuple[GoalHead, ...]:
    """Goals that any of these reports has, in the order of importance."""
    named = {tier["name"] for report in reports for tier in report.get("tiers", ())}
    return tuple(GoalHead(tier.name, (tier.zh, tier.en), (tier.unit_zh, tier.unit_en)) for tier in goals().values() if tier.name in named)


def values_of(report: Mapping[str, Any], heads: tuple[GoalHead, ...]) -> tuple[GoalValue, ...]:
    """Values of these goals in a report; a dash where it has none."""
    values = {tier["name"]: tier.get("value") for tier in report.get("tiers", ())}
    return tuple(value_of(goals()[head.name], values.get(head.name)) for head in heads)


def value_of(tier: Tier, value: int | None) -> GoalValue:
    """Value of a goal in counted units with its text in shown ones."""
    return GoalValue(value, "—" if value is None else amount(value, tier))


def broken_of(report: Mapping[str, Any]) -> int:
    """Number of violations in a report."""
    return len(report.get("violations", ()))


def _pair(said: Said) -> tuple[str, str]:
    return (said, said) if isinstance(said, str) else said
