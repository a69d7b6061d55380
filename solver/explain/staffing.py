"""Too few adults: at a moment of a day, or in late duties of two days running (D15).

All arguments count posts that every plan must fill against people that may fill them; none depends on the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from solver.explain.caps import cap_reasons
from solver.explain.demand import Argument, Moment, PostBounds
from solver.explain.late import LateEnds
from solver.explain.people import AdultIndex, AdultNeed, Shortage, worst_shortage
from solver.explain.wording import itemised, names
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.policy.template import template_weeks
from solver.problem.problem import Problem
from solver.problem.week_pattern import EVEN, ODD, WEEK_PATTERNS, turns_of
from solver.units import Minute, Weekday, clock
from solver.words import days_en, days_zh

_RULES = {"care": "D08", "gate": "H04", "fixed": "H01", "qa": "B05", "late": "A08", "standby": "A09", "block": "A06",
          "evening": "A07", "weekend": "A14"}  # fmt: skip


class CountedShortage(NamedTuple):
    """A reason that counting found, and what it is short of: people at a ``moment`` of a weekday, or within a cap by its kind of fact
    in the joint relaxation (``days``, ``late_duties``, ``minutes``, ``running``); weekday: None where it is the week. minute: of a
    moment.
    """

    kind: str
    weekday: Weekday | None
    reason: Reason
    minute: Minute = 0

ALL_DAY = f"{clock(0)}–{clock(24 * 60)}"


def staffing_reasons(problem: Problem, policy: Policy, demand: PostBounds) -> list[Reason]:
    """Why the people cannot be enough, in odd weeks or in even ones. Needs the windows to have usable slots."""
    return [found.reason for found in counted_shortages(problem, policy, demand)]


def counted_shortages(problem: Problem, policy: Policy, demand: PostBounds) -> list[CountedShortage]:
    """Shortages of people, first those of every week, then those of odd or even ones."""
    turns = turns_of(problem.week_patterns, template_weeks(problem, policy))
    by_week = [_of_week(problem, policy, demand, AdultIndex(problem, policy, week)) for week in turns]
    shared = [each for each in by_week[0] if all(each in found for found in by_week)]
    return shared + [
        each._replace(reason=replace(each.reason, zh=f"{pattern_zh}：{each.reason.zh}", en=f"In {pattern_en}: {each.reason.en}"))
        for (pattern_zh, pattern_en), found in zip((WEEK_PATTERNS[ODD], WEEK_PATTERNS[EVEN]), by_week, strict=False)
        for each in found
        if each not in shared
    ]


def _of_week(problem: Problem, policy: Policy, demand: PostBounds, people: AdultIndex) -> list[CountedShortage]:
    """Shortages of one week."""
    found = [CountedShortage("moment", *each) for each in _moment_reasons(problem, demand, people)]
    if policy.hard("D10"):
        short = {each.weekday for each in found if each.weekday is not None}
        found += [CountedShortage(*each) for each in cap_reasons(problem, policy, demand, people, short)]
    if policy.hard("D15") and len(people.adults) == len(problem.staff):  # own staff only
        late = _late_reason(problem, LateEnds.of(policy, "D05"), demand, people)
        found += [CountedShortage("running", None, late)] if late is not None else []
    return found


def _late_reason(problem: Problem, late: LateEnds, demand: PostBounds, people: AdultIndex) -> Reason | None:
    """The two days running on which late duties at one moment need most people beyond those who may hold them on either (D15)."""
    found: list[tuple[Shortage, Moment, tuple[Weekday, Weekday]]] = []
    for pair in [(day, day + 1) for day in problem.weekdays if day + 1 in problem.weekdays]:
        for argument in demand.arguments():
            cases = [(_late_shortage(pair, late, m, demand, people), m) for m in argument]
            short = [(shortage, moment, pair) for shortage, moment in cases if shortage is not None]
            if len(short) == len(cases):
                found.append(min(short, key=lambda case: case[0].missing))
    if not found:
        return None
    shortage, moment, days = max(found, key=lambda case: case[0].missing)
    need, have, time = shortage.need, shortage.have, clock(moment.minute)
    so_zh, so_en = late.words(_last(moment, demand))
    return Reason(
        "D15",
        f"{days_zh(days)} {time}：两天合计需要 {need} 人值晚岗（{so_zh}），同一人不连着两天值，只有 {have} 人可用。",
        f"{days_en(days)} {time}: late duties (that {so_en}) need {need} people on the two days, nobody on both, and only {have} can "
        "be had.",
        f"{need} people",
        f"<= {have} people",
    )


def _last(moment: Moment, demand: PostBounds) -> Minute:
    """The last regular dismissal, or the latest that it can be: a duty that ends after that is late in every plan."""
    return demand.slots.lasts[-1] if moment.last is None else moment.last


def _late_shortage(pair: tuple[Weekday, Weekday], late: LateEnds, moment: Moment, demand: PostBounds,
                   people: AdultIndex) -> Shortage | None:  # fmt: skip
    """The set of late posts of both days that misses most people, when each person stands on one of the two days."""
    last = _last(moment, demand)
    needs = [(n, people.able(slot, day)) for day in pair for slot, n in demand.at(day, moment).items()
             if late.holds(slot, last)]  # fmt: skip
    return worst_shortage([n for n, _ in needs], lambda subset: len(frozenset().union(*(needs[i][1] for i in subset))))


def _moment_reasons(problem: Problem, demand: PostBounds, people: AdultIndex) -> list[tuple[Weekday, Reason, Minute]]:
    """The worst moment of each weekday at which more adults are needed than there are."""
    found = []
    common = demand.arguments()
    for day in problem.weekdays:
        worst: tuple[Shortage, Moment, list[AdultNeed]] | None = None
        for argument in [*common, *demand.tutoring_arguments(day)]:
            best = _best_case(day, argument, demand, people)
            if best is not None and (worst is None or best[0].missing > worst[0].missing):
                worst = best
        if worst is not None:
            kept = people.taught(worst[2], day), people.absent(worst[2], day)
            found.append((day, _moment_reason(day, *worst, demand.at(day, worst[1]), *kept), worst[1].minute))
    return found


def _best_case(day: Weekday, argument: Argument, demand: PostBounds,
               people: AdultIndex) -> tuple[Shortage, Moment, list[AdultNeed]] | None:  # fmt: skip
    """The least shortage among the argument's moments; None when one of them has none."""
    best: tuple[Shortage, Moment, list[AdultNeed]] | None = None
    for moment in argument:
        need = demand.at(day, moment)
        slots = list(need)
        able = [people.able(slot, day) for slot in slots]

        def have(subset: Sequence[int], able: list[frozenset[int]] = able) -> int:
            return len(frozenset().union(*(able[i] for i in subset)))

        shortage = worst_shortage([need[slot] for slot in slots], have)
        if shortage is None:
            return None
        if best is None or shortage.missing < best[0].missing:
            best = (shortage, moment, [slots[i] for i in shortage.needs])
    return best


def _moment_reason(
    day: Weekday, shortage: Shortage, moment: Moment, slots: list[AdultNeed], need: Mapping[AdultNeed, int], taught: Sequence[str],
    absent: Mapping[str, Sequence[str]],
) -> Reason:
    zh, en = itemised((slot.kind, need[slot]) for slot in slots)
    time, n, have = clock(moment.minute), shortage.need, shortage.have
    so_zh = f"“课表”里这时有课的：{names(taught)}。" if taught else ""
    so_en = f" The timetable has lessons then: {names(taught)}." if taught else ""
    for span, who in absent.items():
        so_zh += f"{'全天' if span == ALL_DAY else span} 不能到岗的 {len(who)} 人：{names(who)}。"
        so_en += f" Away {'all day' if span == ALL_DAY else span}: {len(who)} people, {names(who)}."
    return Reason(
        _rule(slots),
        f"{days_zh([day])} {time}：需要 {n} 个岗位（{zh}），只有 {have} 人可用。{so_zh}",
        f"{days_en([day])} {time}: {n} posts have to be filled ({en}), only {have} people can be had.{so_en}",
        f"{n} posts",
        f"<= {have} people",
    )


def _rule(slots: Iterable[AdultNeed]) -> str:
    kinds = {slot.kind for slot in slots}
    return next(rule for kind, rule in _RULES.items() if kind in kinds)
