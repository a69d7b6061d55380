"""Page of marginal values: what one more of each is worth, as an interval for each goal."""

from __future__ import annotations

from api.files.amounts import amount
from api.files.content.page import Cell, Page, PageBlock, heads
from solver import MarginalValues, Policy, Tier
from solver.whatif.staffing.marginal import GoalGain, MarginalValue

NOTHING = "—"


def values_sentences(policy: Policy, found: MarginalValues) -> list[tuple[str, str]]:
    """The findings in words, Chinese and English."""
    tiers = {tier.name: tier for tier in policy.tiers}
    words = []
    gaining = [(value, gain) for value in found.values for gain in value.gains if gain.low]
    for value, gain in gaining[:5]:
        zh, en = _goal(gain, tiers)
        low, high = (amount(number, tiers.get(gain.tier)) for number in (gain.low, gain.high))
        words.append((
            f"{value.told.zh}：{zh}至少好 {low}，至多好 {high}。",
            f"{value.told.en}: {en} better by at least {low}, at most {high}.",
        ))  # fmt: skip
    nothing = [value for value in found.values if not any(gain.estimate for gain in value.gains)]
    if nothing:
        words.append((
            f"估计没有用处的有 {len(nothing)} 项：{'；'.join(value.told.zh for value in nothing)}。",
            f"Estimated to be worth nothing: {'; '.join(value.told.en for value in nothing)}.",
        ))  # fmt: skip
    if not found.complete:
        words.append(("计算被中途停止，以上只是已经算完的部分。", "It was stopped; this is what had been computed by then."))
    return words


def _goal(gain: GoalGain, tiers: dict[str, Tier]) -> tuple[str, str]:
    tier = tiers.get(gain.tier)
    return (tier.zh, tier.en) if tier else (gain.tier, gain.tier)


def values_page(policy: Policy, found: MarginalValues) -> Page:
    """The page."""
    tiers = {tier.name: tier for tier in policy.tiers}
    header = heads(
        ("变动", "change"), ("目标", "goal"), ("至少好（找到方案）", "at least (found)"), ("估计", "estimate"),
        ("至多好（已证明）", "at most (proven)"), ("影子价格", "shadow price"),
    )  # fmt: skip
    rows = tuple(_row(value, gain, tiers) for value in found.values for gain in value.gains)
    note = (
        ("与原方案相比。“至少好”有核验无违规的方案；“至多好”是证明过的上限；“估计”是两次线性松弛之差。"
        "影子价格不是价值：为 0 才能说明得不到好处，大于 0 什么也不说明。"),
        ("Against the base plan. At least: a checked plan gains it. At most: proven. Estimate: the difference of two "
        "linear relaxations. A shadow price is no value: 0 alone says something."),
    )
    text = tuple((zh, en) for zh, en in values_sentences(policy, found))
    block = PageBlock("多一份值多少", "What one more is worth", (header,), rows, note, text)
    return Page("values", "多一份值多少", "Marginal values", (46, 26, 18, 14, 18, 14), (block,))


def _row(value: MarginalValue, gain: GoalGain, tiers: dict[str, Tier]) -> tuple[Cell, ...]:
    tier = tiers.get(gain.tier)
    zh, en = _goal(gain, tiers)
    return (
        Cell((value.told.zh, value.told.en), "label"), Cell((zh, en)),
        Cell(amount(gain.low, tier), "good" if gain.low else "", align="right"), Cell(amount(gain.estimate, tier), align="right"),
        Cell(amount(gain.high, tier), align="right"),
        Cell(NOTHING if value.shadow is None or gain.tier != "choice" else str(value.shadow), align="right"),
    )  # fmt: skip
