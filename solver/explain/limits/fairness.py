"""Fairness (D02): whose limits make the loads of a plan uneven, with its sections, care groups and gates as they are.

The least spread is counted (:mod:`solver.search.bounds.capacity`): the work of all posts less the most that people who are not
compared can carry, against the most of each who is. Whoever can carry least is named with the limit that holds them down, the next
once that is taken away, and so on; those whose carried-over load or whose posts nobody else may hold keep the highest up. Named is
only what lowers the least spread when it is taken away beside the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from solver.check.families.fairness import load_spread
from solver.explain.limits.limit import Limit
from solver.explain.limits.plan_posts import ABSENCES, BALANCE, DATES, LESSONS, OWN_DAYS, TAKES_PART, Holder
from solver.explain.limits.staffed_plan import StaffedPlan
from solver.search.bounds.capacity import Carrier, Spread, carrier, spread
from solver.units import CENTI
from solver.words import POST_KINDS

ONLY = "only"
"""Limit of a plan: posts that nobody else may hold."""
MOST_NAMED = 6
"""Limits that a sentence names at most."""
WORDS: Mapping[str, tuple[str, str]] = {
    TAKES_PART: ("不参加服务，而负担与全体在职教师比较", "takes no part, while all in service are compared"),
    ABSENCES: ("有固定不能到岗的时间", "cannot be had at some hours"),
    DATES: ("有请假、入职或离职的日子", "cannot be had on some dates"),
    LESSONS: ("在服务时间里有正课", "cannot be had during regular lessons in the hours of service"),
}
RULES: Mapping[str, str] = {OWN_DAYS: "D10", TAKES_PART: "K01", ABSENCES: "K01", DATES: "K01", LESSONS: "I04", BALANCE: "D02", ONLY: "D02"}


@dataclass(frozen=True, slots=True)
class _Named:
    """A limit of a person."""

    person: str
    limit: str


@dataclass(frozen=True)
class _Loads:
    """Those who are compared, the work left to them, and what is taken away from their limits."""

    carriers: Mapping[str, Carrier]
    holders: Mapping[str, Holder]
    work: int
    whole: int
    allowed: int

    @property
    def spread(self) -> Spread | None:
        return spread(self.carriers.values(), self.work, self.whole)

    def most_of(self, person: str) -> int:
        """The largest load that the person can have."""
        return self.carriers[person].highest

    @property
    def least(self) -> int:
        found = self.spread
        return 0 if found is None else found.excess(self.allowed)


def fairness_limit(plan: StaffedPlan) -> Limit | None:
    """Why the spread of loads beyond what is allowed is above 0; None where it is 0, or where counting names nobody."""
    view = plan.view
    tier = view.policy.tier_of("D02")
    value = load_spread(view)[0]
    if tier is None or not value:
        return None
    loads = _loads(plan)
    least = loads.least
    if not least:
        return None
    named = _needed(plan, loads, _candidates(plan, loads))
    without = _dropped(plan, loads, named).least
    if without >= least:
        return None
    return _told(plan, loads, named, Limit(tier, value, least, without, (), (), "", ""))


def _loads(plan: StaffedPlan) -> _Loads:
    view, instance = plan.view, plan.instance
    compared = {person.id: person for person in instance.compared}
    least = dict.fromkeys(compared, 0)
    for kind, able in plan.able.items():
        if len(able) == 1 and able[0] in least:
            least[able[0]] += kind.load
    carriers = {name: carrier(instance, one, plan.most[name], least[name]) for name, one in compared.items()}
    others = [name for name in plan.holders if name not in compared and plan.most[name]]
    whole = sum(heads * kind.load for kind, heads in plan.posts.items())
    holders = {name: plan.holders[name] for name in compared}
    allowed = CENTI * view.weeks * view.number("D02", "allowed_minutes_per_week")
    return _Loads(carriers, holders, whole - plan.carried(others), whole, allowed)


def _without(plan: StaffedPlan, loads: _Loads, one: _Named) -> _Loads:
    """The same with one limit less."""
    now, holder = loads.carriers[one.person], loads.holders[one.person]
    if one.limit == BALANCE:
        now = replace(now, carried=0)
    elif one.limit == ONLY:
        now = replace(now, least=0)
    else:
        holder = holder.without(one.limit)
        now = replace(now, most=max(now.most, holder.most(plan.days)))
    return replace(loads, carriers={**loads.carriers, one.person: now}, holders={**loads.holders, one.person: holder})


def _dropped(plan: StaffedPlan, loads: _Loads, named: list[_Named]) -> _Loads:
    for one in named:
        loads = _without(plan, loads, one)
    return loads


def _candidates(plan: StaffedPlan, loads: _Loads) -> list[_Named]:
    """Limits of whoever has the lowest or the highest load, one after another, until the loads can be even."""
    found: list[_Named] = []
    while len(found) < MOST_NAMED and (now := loads.spread) is not None and now.excess(loads.allowed):
        low = min(loads.carriers.values(), key=lambda one: (one.highest, one.id))
        high = max(loads.carriers.values(), key=lambda one: (one.load(one.least), one.id))
        options = [_Named(low.id, limit) for limit in loads.holders[low.id].limits]
        options += [_Named(low.id, BALANCE)] if low.carried < 0 else []
        if high.load(high.least) == now.highest:
            options += [_Named(high.id, BALANCE)] if high.carried > 0 else []
            options += [_Named(high.id, ONLY)] if high.least else []
        tried = [(_without(plan, loads, one), one) for one in options if one not in found]
        helping = [(after, one) for after, one in tried if after.carriers[one.person] != loads.carriers[one.person]]
        if not helping:
            break
        loads, chosen = min(helping, key=lambda each: (each[0].least, -each[0].most_of(each[1].person), each[1].limit))
        found.append(chosen)
    return found


def _needed(plan: StaffedPlan, loads: _Loads, named: list[_Named]) -> list[_Named]:
    """Those of the limits without which the least spread is higher than without all of them."""
    for one in reversed(named):
        rest = [other for other in named if other != one]
        if _dropped(plan, loads, rest).least <= _dropped(plan, loads, named).least:
            named = rest
    return named


def _told(plan: StaffedPlan, loads: _Loads, named: list[_Named], limit: Limit) -> Limit:
    weeks, found = plan.view.weeks, loads.spread
    because = list(_because(plan, named))
    zh = f"值班负担差距至少比允许的多 {_minutes(limit.least)} 分钟（{weeks} 周合计），因为{'；'.join(each[0] for each in because)}。"
    en = (f"Loads are uneven by at least {_minutes(limit.least)} minutes beyond what is allowed (over {weeks} weeks) because "
          f"{' and '.join(each[1] for each in because)}.")  # fmt: skip
    low = min(loads.carriers.values(), key=lambda one: (one.highest, one.id))
    if found is not None and any(one.person == low.id for one in named):
        who, most, top = plan.view.names.person(low.id), _minutes(low.highest), _minutes(found.highest)
        zh += f"按现有的课程、班组和放学安排，{who}最多承担 {most} 分钟（折算），其余的人里至少有人要到 {top} 分钟。"
        en += f" With these sections, groups and dismissals {who} can carry {most} balanced minutes at most; somebody else has {top}."
    if limit.without:
        zh += f"没有这{'一' if len(named) == 1 else '些'}限制，至少多 {_minutes(limit.without)} 分钟。"
        en += f" Without {'that limit' if len(named) == 1 else 'these limits'} it would be {_minutes(limit.without)} at least."
    else:
        zh += f"没有这{'一' if len(named) == 1 else '些'}限制就可以均衡。"
        en += f" Without {'that limit' if len(named) == 1 else 'these limits'} they could be even."
    rules = tuple(dict.fromkeys(RULES[one.limit] for one in named))
    subjects = tuple(dict.fromkeys(one.person for one in named))
    return replace(limit, rules=rules, subjects=subjects, zh=zh, en=en)


def _minutes(load: int) -> int:
    return load // CENTI


def _because(plan: StaffedPlan, named: list[_Named]) -> Iterator[tuple[str, str]]:
    """``胡老师(T024)每周只能来 3 天``, and in English; people with the same limit together."""
    view = plan.view
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in named:
        person = view.problem.staff_of[one.person]
        words = WORDS.get(one.limit)
        if one.limit == OWN_DAYS:
            words = f"每周只能来 {person.max_days} 天", f"may come on {person.max_days} days a week only"
        elif one.limit == BALANCE:
            more = ("多", "more") if person.balance > 0 else ("少", "less")
            words = f"往期{more[0]}值 {abs(person.balance)} 分钟", f"did {abs(person.balance)} minutes {more[1]} than others before"
        alike[words or _only(plan, one.person)].append(view.names.person(one.person))
    for (zh, en), people in alike.items():
        yield f"{'、'.join(people)}{zh}", f"{', '.join(people)} {en}"


def _only(plan: StaffedPlan, person: str) -> tuple[str, str]:
    mine = [kind for kind, able in plan.able.items() if able == [person]]
    names = plan.view.names
    posts = [names.offering(k.subject) if k.kind in ("lead", "assist") else names.fixed_post(k.subject) for k in mine if k.subject]
    listed = list(dict.fromkeys(posts)) or sorted({POST_KINDS[kind.kind] for kind in mine})
    return f"是唯一能上{'、'.join(listed)}的人", f"is the only one who can hold {', '.join(listed)}"
