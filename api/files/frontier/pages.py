"""A frontier as a page for a meeting: what is at stake in two sentences, the curve, and a line for every plan on it."""

from __future__ import annotations

from typing import NamedTuple

from api.files.amounts import amount, shown_number
from api.files.content.page import Cell, Page, PageBlock, Row, heads
from api.files.frontier.plot import frontier_plot
from solver import Frontier, FrontierPoint, Policy, Problem, Tier

TITLE_ZH, TITLE_EN = "课酬、志愿与均衡的取舍", "The trade-off of cost, choice and fairness"
WIDTH = 15


class FrontierFile(NamedTuple):
    """A frontier with the problem and the policy under which it was searched."""

    problem: Problem
    policy: Policy
    found: Frontier


def frontier_pages(file: FrontierFile) -> tuple[Page, ...]:
    """One page: block of sentences and curve, then the table."""
    found = file.found
    others = [tier for tier in file.policy.tiers if tier not in found.tiers and any(p.values[tier.name] for p in found.points)]
    shown = [*reversed(found.tiers), *others]
    header = heads(("方案", "plan"), *((f"{tier.zh}（{tier.unit_zh}）", f"{tier.en}, {tier.unit_en}") for tier in shown))
    rows = tuple(_row(found, point, shown) for point in found.points)
    sentences = tuple((zh, en) for zh, en in conclusions(found))
    curve = PageBlock(f"{title(found)[0]}　{file.problem.school}　{file.problem.term.name}", title(found)[1], (), (),
                      text=sentences, figure=frontier_plot(found))  # fmt: skip
    table = PageBlock("曲线上的方案", "Plans on the curve", (header,), rows,
                      (
                          "每个方案都通过全部规则的核验，谁也不在各项上都胜过另一个。绿色：比原方案好；红色：比原方案差。",
                          ("Every plan passed the check of all rules; none is better than another in everything. Green: better "
                          "than the base plan; red: worse."),
                      ))  # fmt: skip
    return (Page("frontier", "取舍", "trade-off", (8, *(WIDTH for _ in shown)), (curve, table), 1),)


def title(found: Frontier) -> tuple[str, str]:
    """The tiers that are compared, as a title."""
    if tuple(tier.name for tier in found.tiers) == ("fairness", "choice", "cost"):
        return TITLE_ZH, TITLE_EN
    tiers = list(reversed(found.tiers))
    return "、".join(t.zh for t in tiers) + "的取舍", "The trade-off of " + ", ".join(t.en for t in tiers)


def conclusions(found: Frontier) -> list[tuple[str, str]]:
    """Findings in Chinese and English: how much is at stake by proof, what was found, and which limits were not reached."""
    pushed, least = found.pushed, found.points[-1]
    value = found.base.values[pushed.name]
    others_zh, others_en = "、".join(t.zh for t in found.tiers[:-1]), " and ".join(t.en for t in found.tiers[:-1])
    told = []
    if found.at_stake is not None:
        free = next(point.bound for point in found.bounds if point.limit is None)
        told.append((
            (f"“{others_zh}”全部放弃，{pushed.zh}最多也只能省 {found.at_stake:.1%}：守住全部规则，不会少于 {_with_unit(free, pushed)}"
            f"（原方案 {_with_unit(value, pushed)}；已证明）。"),
            (f"All of {others_en} given up, at most {found.at_stake:.1%} of the {pushed.en} could be saved: with all rules kept it is "
            f"never below {amount(free, pushed)} {pushed.unit_en} (base plan {amount(value, pushed)}; proven)."),
        ))  # fmt: skip
    if least.values[pushed.name] < value:
        zh, en = _price(found, least)
        told.append((
            f"找到的最省的方案 {least.name}：{pushed.zh} {_with_unit(least.values[pushed.name], pushed)}，省 {found.saved:.1%}；{zh}。",
            (f"The cheapest plan found, {least.name}: {amount(least.values[pushed.name], pushed)} {pushed.unit_en}, "
            f"{found.saved:.1%} saved; {en}."),
        ))  # fmt: skip
    else:
        zh, en = f"时限内没有找到{pushed.zh}比原方案更低的方案。", f"No plan with less {pushed.en} than the base plan was found in time."
        told.append((zh, en))
    for each in found.unreached:
        zh = "已证明做不到" if each.proven else "时限内没有做到，未证明做不到"
        en = "proven out of reach" if each.proven else "not reached in time, not proven out of reach"
        told.append((f"{pushed.zh}不超过 {_with_unit(each.limit, pushed)}：{zh}。", f"{pushed.en} <= {amount(each.limit, pushed)}: {en}."))
    return told


def _price(found: Frontier, point: FrontierPoint) -> tuple[str, str]:
    """Losses of a point against the base plan in the other tiers, as words in Chinese and English."""
    parts = [(tier, point.values[tier.name] - found.base.values[tier.name]) for tier in found.tiers[:-1]]
    zh = "，".join(f"{tier.zh}不变" if not change else f"{tier.zh} {_signed(change, tier)} {tier.unit_zh}" for tier, change in parts)
    en = ", ".join(f"{tier.en} as before" if not change else f"{tier.en} {_signed(change, tier)} {tier.unit_en}" for tier, change in parts)
    return zh, en


def _signed(change: int, tier: Tier) -> str:
    return ("+" if change > 0 else "−") + amount(abs(change), tier)


def _with_unit(value: int, tier: Tier) -> str:
    return f"{amount(value, tier)} {tier.unit_zh}"


def _row(found: Frontier, point: FrontierPoint, shown: list[Tier]) -> Row:
    base = point.values == found.base.values
    cells = [Cell((f"{point.name}（原方案）", f"{point.name} (base)") if base else point.name, "label")]
    for tier in shown:
        value, before = point.values[tier.name], found.base.values[tier.name]
        shade = "" if value == before else "good" if value < before else "bad"
        number, form = shown_number(value, tier)
        cells.append(Cell(amount(value, tier), shade, 1, "right", number, form))
    return tuple(cells)
