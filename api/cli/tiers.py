"""How goals and their gaps are written on a terminal: a table, and a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table

from api.files.amounts import amount, percent
from api.files.search_stages import STAGES
from solver import Tier, TierResult


def stage_words(stage: str) -> str:
    """Chinese beside the search's own word, which stands alone where no Chinese is known."""
    known = STAGES.get(stage)
    return f"{known[0]} {stage}" if known else stage


def tier_table(results: Sequence[TierResult], tiers: Mapping[str, Tier]) -> Table:
    """Tiers in order of importance with value, bound and gap in shown units, Chinese first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("目标 / goal", overflow="fold")
    for heading in ("值\nvalue", "下界\nbound", "差距\ngap"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("单位 / unit", overflow="fold")
    for result in results:
        tier = tiers.get(result.name)
        name = f"{tier.zh} / {tier.en}" if tier else result.name
        unit = f"{tier.unit_zh} / {tier.unit_en}" if tier else ""
        bound = "-" if result.bound is None else amount(result.bound, tier)
        table.add_row(name, amount(result.value, tier), bound, percent(result.gap), unit)
    return table


def tier_line(results: Sequence[TierResult], tiers: Mapping[str, Tier]) -> str:
    """The largest gap, and every goal that may still get better as ``name value/bound unit``."""
    if not results:
        return ""
    gaps = [result.gap for result in results]
    known = [gap for gap in gaps if gap is not None]
    largest = max(known) if len(known) == len(gaps) else None
    parts = [f"最大差距 gap {'?' if largest is None else percent(largest)}"]
    for result in results:
        # No goal can go below nothing, so one that stands at 0 is done whether or not its bound is known.
        if result.value not in (0, result.bound):
            tier = tiers.get(result.name)
            bound = "?" if result.bound is None else amount(result.bound, tier)
            name, unit = (tier.zh, f" {tier.unit_zh}") if tier else (result.name, "")
            parts.append(f"{name} {amount(result.value, tier)}/{bound}{unit}")
    return "  ".join(parts)
