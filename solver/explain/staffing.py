"""Too few adults: at a moment of a day, over the days of a week, in late duties of a week or of two days running, in minutes.

All arguments count posts that every plan must fill against people that may fill them; none depends on the plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from solver.explain.demand import Argument, Moment, PostBounds
from solver.explain.people import AdultIndex, AdultNeed, Shortage, worst_shortage
from solver.explain.wording import KINDS_EN, KINDS_ZH, names
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.problem.week_pattern import EVEN, ODD, WEEK_PATTERNS, turns_of
from solver.units import Minute, Weekday, clock
from solver.words import days_en, days_zh

_RULES = {"care": "D08", "gate": "H04", "fixed": "H01", "qa": "B05", "late": "A08", "block": "A06", "evening": "A07",
          "weekend": "A14"}  # fmt: skip


def staffing_reasons(problem: Problem, policy: Policy, demand: PostBounds) -> list[Reason]:
    """Why the people cannot be enough, in odd weeks or in even ones. Needs the windows to have usable slots."""
    turns = turns_of(problem.week_patterns, policy.number("D02", "weeks"))
    by_week = [_week_of_reasons(problem, policy, demand, AdultIndex(problem, policy, week)) for week in turns]
    shared = [reason for reason in by_week[0] if all(reason in found for found in by_week)]
    return shared + [
        replace(reason, zh=f"{pattern_zh}：{reason.zh}", en=f"In {pattern_en}: {reason.en}")
        for (pattern_zh, pattern_en), found in zip((WEEK_PATTERNS[ODD], WEEK_PATTERNS[EVEN]), by_week, strict=False)
        for reason in found
        if reason not in shared
    ]


def _week_of_reasons(problem: Problem, policy: Policy, demand: PostBounds, people: AdultIndex) -> list[Reason]:
    """Why the people of one week cannot be enough."""
    found = _moment_reasons(problem, demand, people)
    if policy.hard("D10"):
        found += _week_reasons(problem, policy, demand, people)
    if policy.hard("D15") and len(people.adults) == len(problem.staff):  # own staff only
        late = _late_reason(problem, policy.number("D05", "late_after"), demand, people)
        found += [late] if late is not None else []
    return found


def _late_reason(problem: Problem, after: Minute, demand: PostBounds, people: AdultIndex) -> Reason | None:
    """The two days running on which late duties at one moment need most people beyond those who may hold them on either (D15)."""
    found: list[tuple[Shortage, Moment, tuple[Weekday, Weekday]]] = []
    for pair in [(day, day + 1) for day in problem.weekdays if day + 1 in problem.weekdays]:
        for argument in demand.arguments():
            cases = [(_late_shortage(pair, after, demand.at(pair[0], m), demand.at(pair[1], m), people), m) for m in argument]
            short = [(shortage, moment, pair) for shortage, moment in cases if shortage is not None]
            if len(short) == len(cases):
                found.append(min(short, key=lambda case: case[0].missing))
    if not found:
        return None
    shortage, moment, days = max(found, key=lambda case: case[0].missing)
    need, have, time = shortage.need, shortage.have, clock(moment.minute)
    return Reason(
        "D15",
        f"{days_zh(days)} {time}：两天合计需要 {need} 人值晚岗（{clock(after)} 后结束），同一人不连着两天值，只有 {have} 人可用。",
        f"{days_en(days)} {time}: late duties (that end after {clock(after)}) need {need} people on the two days, nobody on both, and "
        f"only {have} can be had.",
        f"{need} people",
        f"<= {have} people",
    )


def _late_shortage(pair: tuple[Weekday, Weekday], after: Minute, first: Mapping[AdultNeed, int], second: Mapping[AdultNeed, int],
                   people: AdultIndex) -> Shortage | None:  # fmt: skip
    """The set of late posts of both days that misses most people, when each person stands on one of the two days."""
    needs = [(n, people.able(slot, day)) for day, need in zip(pair, (first, second), strict=True)
             for slot, n in need.items() if slot.end > after]  # fmt: skip
    return worst_shortage([n for n, _ in needs], lambda subset: len(frozenset().union(*(needs[i][1] for i in subset))))


def _moment_reasons(problem: Problem, demand: PostBounds, people: AdultIndex) -> list[Reason]:
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
            found.append(_moment_reason(day, *worst, demand.at(day, worst[1]), people.taught(worst[2], day)))
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
    day: Weekday, shortage: Shortage, moment: Moment, slots: list[AdultNeed], need: Mapping[AdultNeed, int], taught: Sequence[str]
) -> Reason:
    zh, en = _itemise({slot: need[slot] for slot in slots})
    time, n, have = clock(moment.minute), shortage.need, shortage.have
    so_zh = f"“课表”里这时有课的：{names(taught)}。" if taught else ""
    so_en = f" The timetable has lessons then: {names(taught)}." if taught else ""
    return Reason(
        _rule(slots),
        f"{days_zh([day])} {time}：需要 {n} 个岗位（{zh}），只有 {have} 人可用。{so_zh}",
        f"{days_en([day])} {time}: {n} posts have to be filled ({en}), only {have} people can be had.{so_en}",
        f"{n} posts",
        f"<= {have} people",
    )


def _week_reasons(problem: Problem, policy: Policy, demand: PostBounds, people: AdultIndex) -> list[Reason]:
    found = [_days_reason(problem, demand, people)]
    if len(people.adults) == len(problem.staff):  # D10 caps own staff only
        late_after, late_cap = policy.number("D10", "late_after"), policy.number("D10", "late_per_week")
        week = _week_of_posts(problem, demand)
        late = {slot: n for slot, (n, _) in week.items() if slot.end > late_after}
        found.append(_sum_reason(
            problem, people, late, [late_cap] * len(people.adults), f"次晚岗（{clock(late_after)} 之后结束）",
            f"duties that end after {clock(late_after)}", f"每人每周最多 {late_cap} 次", f"at most {late_cap} each"))  # fmt: skip
        minutes = {slot: n * credit for slot, (n, credit) in week.items()}
        cap = policy.number("D10", "minutes_per_day")
        found.append(_sum_reason(
            problem, people, minutes, [cap * days for days in people.days_a_week], "分钟值班", "minutes of duty",
            f"每人每天最多 {cap} 分钟，每周天数有上限", f"at most {cap} a day each, on a limited number of days"))  # fmt: skip
    return [reason for reason in found if reason is not None]


def _days_reason(problem: Problem, demand: PostBounds, people: AdultIndex) -> Reason | None:
    """Days: people needed at once on each day, against the days that people may serve in a week (D10)."""
    days = problem.weekdays
    worst: tuple[Shortage, Mapping[AdultNeed, int], Moment] | None = None
    for argument in demand.arguments():
        failed = []
        for moment in argument:
            case = _person_day_shortage(demand.weekly(moment), people, days)
            if case is None:
                break
            failed.append((*case, moment))
        else:
            best = min(failed, key=lambda case: case[0].missing)
            if worst is None or best[0].missing > worst[0].missing:
                worst = best
    if worst is not None:
        shortage, parts, moment = worst
        zh, en = _itemise(parts)
        time = clock(moment.minute)
        return _days_sentence(shortage.need, shortage.have, (f"每天 {time} ", f" at {time}"), zh, en)
    by_day = {day: max((_fewest(demand, day, a) for a in [*demand.arguments(), *demand.tutoring_arguments(day)]), default=0)
              for day in days}  # fmt: skip
    most = sum(people.days_a_week)
    if sum(by_day.values()) <= most:
        return None
    zh = "、".join(f"{days_zh([day])} {n}" for day, n in by_day.items())
    en = ", ".join(f"{days_en([day])} {n}" for day, n in by_day.items())
    return _days_sentence(sum(by_day.values()), most, ("各天", ""), zh, en)


def _days_sentence(need: int, have: int, time: tuple[str, str], zh: str, en: str) -> Reason:
    return Reason(
        "D10",
        f"{time[0]}同时要有人的岗位一周合计至少 {need} 人天（{zh}），按每人每周天数上限，能上岗的人合计最多 {have} 人天。",
        f"Posts to be held at the same time{time[1]} need {need} person-days a week ({en}); with the caps on days a week, "
        f"those who may hold them give at most {have}.",
        f"{need} person-days",
        f"<= {have} person-days",
    )


def _fewest(demand: PostBounds, day: Weekday, argument: Argument) -> int:
    return min((sum(demand.at(day, moment).values()) for moment in argument), default=0)


def _person_day_shortage(need: Mapping[AdultNeed, int], people: AdultIndex,
                         days: Sequence[Weekday]) -> tuple[Shortage, Mapping[AdultNeed, int]] | None:  # fmt: skip
    """Person-days of a week: who may hold a post gives at most the own cap, and only days on which it is possible."""
    # Posts that the same people may hold on each day are one need: that keeps the number of sets small.
    merged: dict[tuple[frozenset[int], ...], list[AdultNeed]] = {}
    for slot in need:
        merged.setdefault(tuple(people.able(slot, day) for day in days), []).append(slot)
    able, groups = list(merged), list(merged.values())

    def have(subset: Sequence[int]) -> int:
        count: Counter[int] = Counter()
        for index in range(len(days)):
            count.update(frozenset().union(*(able[j][index] for j in subset)))
        return sum(min(n, people.days_a_week[i]) for i, n in count.items())

    shortage = worst_shortage([sum(need[slot] for slot in group) for group in groups], have)
    if shortage is None:
        return None
    return shortage, {slot: need[slot] for j in shortage.needs for slot in groups[j]}


def _week_of_posts(problem: Problem, demand: PostBounds) -> dict[AdultNeed, tuple[int, int]]:
    """Duties of a week that every plan has: how many of a post, and the minutes credited for each."""
    week: dict[AdultNeed, tuple[int, int]] = {}

    def add(slot: AdultNeed, heads: int, credit: int) -> None:
        week[slot] = (week.get(slot, (0, 0))[0] + heads, credit)

    if demand.policy.hard("D08"):
        for band in problem.bands:
            for index, period in enumerate(band.periods):
                tail = demand.escort if index == len(band.periods) - 1 else 0
                slot = demand.care_slot(band, index)
                add(slot, demand.groups.least_a_week(band, index), period.end - period.start + tail)
    for day in problem.weekdays:
        for post in problem.posts:
            kind = "qa" if post.kind == "qa" else "fixed"
            if day in post.weekdays and demand.policy.hard(_RULES[kind]):
                add(AdultNeed(kind, post.start, post.end, post.id), post.headcount, post.end - post.start)
        for block, kind, heads in demand.blocks:
            if day in block.weekdays:
                add(AdultNeed(kind, block.start, block.end, block.id), heads, block.end - block.start)
        for gate, minute in demand.waves if demand.policy.hard("H04") else ():
            slot = AdultNeed("gate", minute, minute + demand.escort, gate)
            add(slot, problem.gate_of[gate].staff, demand.escort)
        if demand.policy.hard("A08") and day in demand.late:
            slot, heads = demand.late[day]
            add(slot, heads, slot.end - slot.start)
    return week


def _sum_reason(problem: Problem, people: AdultIndex, needs: Mapping[AdultNeed, int], caps: list[int], zh: str, en: str,
                cap_zh: str, cap_en: str) -> Reason | None:  # fmt: skip
    """A week's total of something against the sum of the caps of those who may do it."""
    # Posts that the same people may hold are one need: that keeps the number of sets small.
    merged: dict[frozenset[int], list[AdultNeed]] = {}
    for slot in needs:
        merged.setdefault(people.able_ever(slot, problem.weekdays), []).append(slot)
    able, groups = list(merged), list(merged.values())

    def have(subset: Sequence[int]) -> int:
        return sum(caps[i] for i in frozenset().union(*(able[j] for j in subset)))

    shortage = worst_shortage([sum(needs[slot] for slot in group) for group in groups], have)
    if shortage is None:
        return None
    slots = [slot for j in shortage.needs for slot in groups[j] if needs[slot]]
    parts_zh, parts_en = _itemise({slot: needs[slot] for slot in slots})
    return Reason(
        "D10",
        f"每周至少有 {shortage.need} {zh}（{parts_zh}），能承担的人合计最多 {shortage.have}（{cap_zh}）。",
        f"A week has at least {shortage.need} {en} ({parts_en}); those who may take them give {shortage.have} ({cap_en}).",
        str(shortage.need),
        f"<= {shortage.have}",
    )


def _itemise(needs: Mapping[AdultNeed, int]) -> tuple[str, str]:
    by_kind: Counter[str] = Counter()
    for slot, n in needs.items():
        by_kind[slot.kind] += n
    zh = "、".join(f"{KINDS_ZH[kind]} {by_kind[kind]}" for kind in KINDS_ZH if by_kind[kind])
    en = ", ".join(f"{KINDS_EN[kind]} {by_kind[kind]}" for kind in KINDS_EN if by_kind[kind])
    return zh, en


def _rule(slots: Iterable[AdultNeed]) -> str:
    kinds = {slot.kind for slot in slots}
    return next(rule for kind, rule in _RULES.items() if kind in kinds)
