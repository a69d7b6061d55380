"""Headcount of posts, shared by the rules that ask for it.

D08 (care, sections), H04 (gates), H01 (fixed), B05 (questions), A08 (late), A09 (stand-by), A06, A07 and A14 (blocks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from solver.check.measurement import Breaches, Measurement
from solver.check.names import section_id, when
from solver.check.plan_index import PlanIndex
from solver.units import EVERY_WEEK
from solver.words import span

KINDS_OF = {"D08": ("care", "lead", "assist"), "H04": ("gate",), "H01": ("fixed",), "B05": ("qa",), "A08": ("late",),
            "A09": ("standby",), "A06": ("block",), "A07": ("evening",), "A14": ("weekend",)}  # fmt: skip
"""Rule -> the kinds of post whose filling it asks for."""


def _headcount(rule: str) -> Callable[[PlanIndex], int]:
    return lambda view: sum(len(stand.weeks) for stand in view.of_kind(*KINDS_OF[rule]))


EMPTY = {
    rule: Breaches(rule, "缺人的岗位（按周计）", "posts that lack adults, by week", _headcount(rule))
    for rule in KINDS_OF
}
"""Rule -> its posts that are not filled."""


def lacking(view: PlanIndex, rule: str) -> tuple[int, int]:
    """Headcount that lacks over all posts of a rule and weeks; and their whole headcount."""
    value = scale = 0
    for stand in view.of_kind(*KINDS_OF[rule]):
        value += stand.missing()
        scale += stand.headcount * len(stand.weeks)
    return value, scale


def unfilled(view: PlanIndex, rule: str) -> Iterator[Measurement]:
    """Nothing unless the rule is hard; else one violation a post and week that lacks adults."""
    if not view.policy.hard(rule):
        return
    for stand in view.of_kind(*KINDS_OF[rule]):
        for week, people in stand.people.items():
            if len(people) < stand.headcount:
                post = stand.post
                label_zh, label_en = view.names.post(post)
                if week == EVERY_WEEK:
                    on_zh, on_en = "每周", "Every week"
                else:
                    on_zh, on_en = when(post.weekday, (week,), view.weeks)
                    slot = stand.slots[0]
                    on_zh, on_en = f"{on_zh} {span(slot.start, slot.end)}", f"{on_en} {span(slot.start, slot.end)}"
                subject = section_id(post.subject, post.detail) if week == EVERY_WEEK else post.subject
                yield EMPTY[rule].breach(
                    (subject,) if subject else (),
                    post.subject if post.kind == "gate" else "",
                    post.weekday or None,
                    str(len(people)),
                    str(stand.headcount),
                    f"{on_zh}：岗位“{label_zh}”需{stand.headcount}人，只安排了{len(people)}人",
                    f"{on_en}: post {label_en} needs {stand.headcount} and has {len(people)}",
                )
