"""Words of an answer: prices goal by goal, the changes of a plan in sentences, and who is touched by them."""

from __future__ import annotations

from collections.abc import Mapping

from solver.check.names import Words
from solver.explain.changes import changes
from solver.explain.why.context import WhyContext
from solver.plan.difference import difference
from solver.plan.plan import Plan

STAY: Words = ("在社团、班级分组和放学时间不动的前提下", "while clubs, care groups and dismissals stay as they are")
NOTHING_AGAINST: Words = ("没有什么反对，各项目标都不变差", "nothing speaks against it, no goal gets worse")


def price_words(context: WhyContext, price: Mapping[str, int]) -> Words:
    """``负担均衡 +21.5 分钟、交接 +2 次``, the most important goal first; in English too. Empty where nothing changes."""
    zh, en = [], []
    for tier in context.policy.tiers:
        units = price.get(tier.name, 0)
        if units:
            value = f"{units / tier.per_unit:+,.2f}".rstrip("0").rstrip(".") if tier.per_unit > 1 else f"{units:+,}"
            zh.append(f"{tier.zh} {value} {tier.unit_zh}")
            en.append(f"{tier.en} {value} {tier.unit_en}")
    return "、".join(zh), ", ".join(en)


def cost_words(context: WhyContext, price: dict[str, int], price_is: str) -> Words:
    """What it costs in a sentence: nothing, a gain, or the goals that differ."""
    if not price:
        return f"{NOTHING_AGAINST[0]}。", f"{NOTHING_AGAINST[1].capitalize()}."
    zh, en = price_words(context, price)
    at_most = ("最多是", "at most ") if price_is == "at most" else ("", "")
    if not context.dearer(price):
        return f"没有什么反对：{zh}（数值越小越好）。", f"Nothing speaks against it: {en} (smaller is better)."
    return f"代价{at_most[0]}：{zh}。", f"The price is {at_most[1]}{en}."


def steps_of(context: WhyContext, plan: Plan) -> tuple[Words, ...]:
    """Every change of a plan in a sentence."""
    return tuple((change.zh, change.en) for change in changes(context.problem, difference(context.plan, plan)))


def rule_words(context: WhyContext, rule: str) -> Words:
    """A rule's sentence with its id."""
    stated = context.policy.rules[rule]
    return f"{stated.zh.rstrip('。')}（{rule}）。", f"{stated.en.rstrip('.')} ({rule})."


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def touched(before: Plan, after: Plan) -> tuple[str, ...]:
    """Ids of people and pupils whose places differ, people first."""
    people = {item.person for item in set(before.assignments) ^ set(after.assignments)}
    pupils = {seat.pupil for seat in set(before.seats) ^ set(after.seats)}
    return (*sorted(people), *sorted(pupils))
