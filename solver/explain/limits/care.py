"""Care (D05): what makes late duties of staff with reasons unavoidable in a plan with its sections, groups and dismissals as they are.

Late posts flow to those who have no reasons: no more a week than D10 lets each hold, no two at once, and only where they may be. What
does not find anybody falls to staff with reasons. Who holds what else is left out, so that the count is a lower bound.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from solver.check.families.workload import late_ends_of_cared
from solver.explain.limits.limit import Limit
from solver.explain.limits.plan_posts import ABSENCES, DATES, LESSONS, OWN_DAYS, TAKES_PART, Holder, PostKind
from solver.explain.limits.staffed_plan import StaffedPlan
from solver.explain.wording import KINDS_EN, names
from solver.problem import Staff
from solver.search.bounds.late_posts import LateCaps, LatePost, least_left
from solver.words import POST_KINDS

BY_KIND: Mapping[str, str] = {"lead": "D07", "fixed": "H01", "qa": "B05", "evening": "A07", "weekend": "A14"}
"""Kind of post -> rule that decides who may hold it, where it is not the role alone (K06)."""
POSTS_EN: Mapping[str, str] = KINDS_EN | {"lead": "sessions led", "assist": "sessions assisted"}
RULES: Mapping[str, str] = {OWN_DAYS: "D10", TAKES_PART: "K01", ABSENCES: "K01", DATES: "K01", LESSONS: "I04"}
SAID = {
    OWN_DAYS: ("每周来的天数有限", "may come on few days a week"),
    TAKES_PART: ("不参加服务", "take no part"),
    ABSENCES: ("有固定不能到岗的时间", "are not available at some hours"),
    DATES: ("有请假、入职或离职的日子", "are not there on some dates"),
    LESSONS: ("那时有正课", "have lessons then"),
}


def care_limit(plan: StaffedPlan) -> Limit | None:
    """Why staff with reasons have late duties; None where they have none, or where counting finds others for all."""
    view = plan.view
    tier = view.policy.tier_of("D05")
    value = late_ends_of_cared(view)[0]
    if tier is None or not value:
        return None
    late = Counter({kind: heads for kind, heads in plan.posts.items() if kind.late})
    others = [holder for holder in plan.holders.values() if not (isinstance(holder.person, Staff) and holder.person.reasons)]
    free = [holder for holder in others if any(holder.may(kind) for kind in late)]
    least = _left(late, free, 0)
    if not least:
        return None
    cases = [*_few(plan, late, free), *_barred(late, free), *_capped(plan, late, free), *_held(plan, late, others)]
    named = [case for case in cases if case.left < least]
    if not named:
        return None
    zh, en = _words(plan, late, free, least)
    if any(case.rule == "D10" and not case.subjects for case in named):
        named = [case for case in named if case.rule != "D05"]  # a cap that could be raised says more
    rules, subjects = dict.fromkeys(case.rule for case in named), dict.fromkeys(each for case in named for each in case.subjects)
    zh, en = zh + "".join(case.zh for case in named), en + "".join(case.en for case in named)
    return Limit(tier, value, least, min(case.left for case in named), tuple(rules), tuple(subjects), zh, en)


class _Case(NamedTuple):
    """A limit, what is left without it, and what is said of it."""

    rule: str
    left: int
    subjects: tuple[str, ...]
    zh: str
    en: str


def _words(plan: StaffedPlan, late: Counter[PostKind], free: list[Holder], least: int) -> tuple[str, str]:
    total, own = sum(late.values()), sum(isinstance(holder.person, Staff) for holder in free)
    listed, listed_en = _listed(late)
    zh = f"需关爱教职工至少要值 {least} 次晚岗（{plan.view.weeks} 周合计）：晚岗共 {total} 次（{listed}），"
    en = f"Staff who deserve care have at least {least} late posts (over {plan.view.weeks} weeks): there are {total} ({listed_en}); "
    if not free:
        return zh + "没有关爱理由的人都不能值。", en + "nobody without reasons may take any."
    guests, guests_en = ("和校外人员", " and from outside") if own < len(free) else ("", "")
    zh += f"没有关爱理由而能值的教职工{guests}有 {len(free)} 人，最多承担 {total - least} 次。"
    return zh, f"{en}{len(free)} people of the staff{guests_en} without reasons may take some, {total - least} in all."


def _listed(posts: Counter[PostKind]) -> tuple[str, str]:
    """``延时托管 20、巡察值守 10``, and in English."""
    by_kind: Counter[str] = Counter()
    for kind, heads in posts.items():
        by_kind[kind.kind] += heads
    found = by_kind.most_common()
    return "、".join(f"{POST_KINDS[kind]} {n}" for kind, n in found), ", ".join(f"{POSTS_EN[kind]} {n}" for kind, n in found)


def _few(plan: StaffedPlan, late: Counter[PostKind], free: list[Holder]) -> Iterator[_Case]:
    """So few people without reasons: with one teacher more there would be less."""
    view = plan.view
    one = Holder(view.problem, view.policy, Staff("", "subject", trained=view.problem.term.first))
    left = _left(late, [*free, one], 0)
    yield _Case("D05", left, (), f"多 1 名没有关爱理由的教师，可减到 {left} 次。", f" With one more such teacher it could be {left}.")


def _barred(late: Counter[PostKind], free: list[Holder]) -> Iterator[_Case]:
    """Posts that nobody without reasons may hold, by what decides who may: role of a post, skill of an offering."""
    by_rule: dict[str, Counter[PostKind]] = defaultdict(Counter)
    for kind, heads in late.items():
        if not any(holder.may(kind) for holder in free):
            by_rule[BY_KIND.get(kind.kind, "K06")][kind] = heads
    for rule, posts in by_rule.items():
        rest = Counter({kind: heads for kind, heads in late.items() if kind not in posts})
        listed, listed_en = _listed(posts)
        subjects = dict.fromkeys(kind.subject for kind in posts if kind.subject)
        yield _Case(rule, _left(rest, free, 0), tuple(subjects),
                    f"其中{listed} 次，能上的人都有关爱理由。", f" Of these {listed_en} are for people who all have reasons.")  # fmt: skip


def _capped(plan: StaffedPlan, late: Counter[PostKind], free: list[Holder]) -> Iterator[_Case]:
    """The cap of late duties a week (D10)."""
    if plan.view.policy.hard("D10"):
        most, left = plan.view.number("D10", "late_per_week"), _left(late, free, 1)
        yield _Case("D10", left, (), f"每人每周至多 {most} 次晚岗；若多 1 次，可减到 {left} 次。",
                    f" Nobody takes more than {most} a week; with one more it could be {left}.")  # fmt: skip


def _held(plan: StaffedPlan, late: Counter[PostKind], others: list[Holder]) -> Iterator[_Case]:
    """Limits of single people without reasons."""
    for limit, rule in RULES.items():
        who, left = _with(limit, late, others)
        zh, en = SAID[limit]
        listed = names(map(plan.view.names.person, who))
        yield _Case(rule, left, tuple(who), f"{listed}{zh}；没有这一限制，可减到 {left} 次。",
                    f" {listed} {en}; without that it could be {left}.")  # fmt: skip


def _with(limit: str, late: Counter[PostKind], others: list[Holder]) -> tuple[list[str], int]:
    """Of the people whom a limit keeps from late posts, those who matter, and what is left once the limit is gone for all of them."""
    held = [holder for holder in others if limit in set(holder.limits) and _gains(holder, limit, late)]
    freed = [holder.without(limit) if holder in held else holder for holder in others]
    return [holder.person.id for holder in held], _left(late, freed, 0)


def _gains(holder: Holder, limit: str, late: Counter[PostKind]) -> bool:
    """Whether the person alone could take more late posts without the limit."""
    total = sum(late.values())
    return _left(late, [holder.without(limit)], 0) < _left(late, [holder], 0) <= total


def _left(late: Counter[PostKind], free: list[Holder], more: int) -> int:
    """Late duties that the people cannot hold, were they to take ``more`` a week than D10 says."""
    posts = [
        LatePost(kind.week, kind.weekday, kind.start, kind.end, heads,
                 frozenset(one.person.id for one in free if one.may(kind)), kind.capped)
        for kind, heads in late.items()
    ]  # fmt: skip
    return least_left(posts, {one.person.id: LateCaps(one.caps[0], one.caps[2] + more) for one in free})
