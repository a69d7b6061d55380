"""Loads of adults (D02) beside their balance and caps (D10), and the fairness of a plan in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from api.files.language import Said
from api.page.views.words import PlanWords
from solver.check.families.fairness import repeats
from solver.check.families.workload import late_end
from solver.check.plan_index import PlanIndex
from solver.units import CENTI, Week


class DutyCap(NamedTuple):
    """Limit of one person's duty (D10): largest value in the plan beside it."""

    name: Said
    value: int
    limit: int
    unit: Said

    @property
    def over(self) -> bool:
        """Whether the limit is passed."""
        return self.value > self.limit


@dataclass(frozen=True, slots=True)
class LoadRow:
    """Adult with duties or in the comparison. minutes: credited in a cycle. load: balanced minutes (D02), None where nobody compares the
    person or the visitor may not see it. carried: minutes of it from earlier terms. own: the rest. share: normal load in percent."""

    id: str
    name: str
    role: Said
    minutes: int
    days: int
    load: float | None
    carried: float
    share: int
    caps: tuple[DutyCap, ...]

    @property
    def own(self) -> float:
        """Balanced minutes of this plan alone."""
        return (self.load or 0) - self.carried

    @property
    def over(self) -> bool:
        """Whether a cap is passed."""
        return any(cap.over for cap in self.caps)


@dataclass(frozen=True, slots=True)
class LoadsView:
    """Compared: those whose load is balanced, most first. others: those with duties who are not compared, most minutes first. low, high:
    ends of the scale in minutes. mean: of the loads, None without any. fairness: sentences."""

    compared: tuple[LoadRow, ...]
    others: tuple[LoadRow, ...]
    low: float
    high: float
    mean: float | None
    fairness: tuple[Said, ...]
    weeks: int

    @property
    def idle(self) -> bool:
        """Whether nobody has a duty."""
        return not any(row.minutes for row in (*self.compared, *self.others))

    def at(self, minutes: float) -> float:
        """Place on the scale, of 1000."""
        return round(1000 * (minutes - self.low) / ((self.high - self.low) or 1), 1)


def loads_view(
    words: PlanWords, view: PlanIndex, loads: Mapping[str, int], whole: bool, people: Collection[str] | None = None
) -> LoadsView:
    """Loads of a plan. loads: person -> load in 1/100 minute, of those of whom the visitor may be told. whole: whether these are all, so
    that fairness may be told. people: the adults to list, None for all."""
    caps = _caps(words, view)
    repay = view.policy.number_or("D02", "repay_percent", None) or 0
    rows = []
    everybody = [(each.id, each.share, each.balance) for each in words.problem.staff]
    everybody += [(each.id, 100, 0) for each in words.problem.outside]
    for ident, share, balance in everybody:
        load, minutes = loads.get(ident), view.minutes.get(ident, 0)
        if (people is None or ident in people) and (load is not None or minutes):
            carried = repay * balance / CENTI if load is not None else 0.0
            rows.append(LoadRow(ident, words.person(ident), words.role(ident), minutes, view.duty_days.get(ident, 0),
                                None if load is None else load / CENTI, carried, share, caps.get(ident, ())))  # fmt: skip
    compared = tuple(sorted((row for row in rows if row.load is not None), key=lambda row: (-(row.load or 0), row.id)))
    others = tuple(sorted((row for row in rows if row.load is None), key=lambda row: (-row.minutes, row.id)))
    found = [row.load or 0 for row in compared]
    ends = [*found, *(row.own for row in compared), 0.0]
    told = _fairness(view, compared) if whole else ()
    mean = sum(found) / len(found) if whole and found else None
    return LoadsView(compared, others, min(ends), max(ends), mean, told, view.weeks)


def _caps(words: PlanWords, view: PlanIndex) -> Mapping[str, tuple[DutyCap, ...]]:
    """Person of the own staff -> limits of D10 with the largest value of any week or day."""
    policy = view.policy
    if not policy.on("D10"):
        return {}
    usual, longest, latest = (policy.number_or("D10", name, None) for name in ("days_per_week", "minutes_per_day", "late_per_week"))
    ends = late_end(view, "D10")
    days: Counter[tuple[str, Week]] = Counter()
    late: Counter[tuple[str, Week]] = Counter()
    minutes: dict[str, int] = {}
    for (person, week, _), duties in view.duties.items():
        days[person, week] += 1
        late[person, week] += sum(map(ends.ends, duties))
        minutes[person] = max(minutes.get(person, 0), sum(duty.slot.credit for duty in duties))
    found = {}
    for each in words.problem.staff:
        caps = []
        if usual is not None:
            most = usual if each.max_days is None else min(usual, each.max_days)
            caps.append(DutyCap(("一周天数", "days a week"), _most(days, each.id), most, ("天", "days")))
        if longest is not None:
            caps.append(DutyCap(("一天最长", "longest day"), minutes.get(each.id, 0), longest, ("分钟", "min")))
        if latest is not None:
            caps.append(DutyCap(("一周晚岗", "late duties a week"), _most(late, each.id), latest, ("次", "times")))
        found[each.id] = tuple(caps)
    return found


def _most(counted: Counter[tuple[str, Week]], person: str) -> int:
    return max((number for (who, _), number in counted.items() if who == person), default=0)


def _fairness(view: PlanIndex, compared: tuple[LoadRow, ...]) -> tuple[Said, ...]:
    """Sentences on how alike the loads are."""
    if not compared:
        return (("没有可以比较的教师：只比较参加服务的班主任和任课教师（D02）。",
                 "There is nobody to compare: only class and subject teachers who take part are compared (D02)."),)  # fmt: skip
    most, least = compared[0], compared[-1]
    spread = (most.load or 0) - (least.load or 0)
    each = view.policy.number_or("D02", "allowed_minutes_per_week", None) or 0
    allowed = view.weeks * each
    heavy, light, apart = f"{most.load:,.0f}", f"{least.load:,.0f}", f"{spread:,.0f}"
    number = len(compared)
    zh = f"{number} 位班主任和任课教师一起比较。最重的是 {most.name}（{heavy} 分钟），最轻的是 {least.name}（{light} 分钟）。"
    en = f"{number} class and subject teachers are compared. {most.name} carries most ({heavy} min), {least.name} least ({light})"
    sentences: list[Said] = [(f"{zh}相差 {apart} 分钟。", f"{en}: {apart} min apart.")]
    cycle = (f"以 {view.weeks} 周为一个循环", f"over a cycle of {view.weeks} weeks")
    if spread <= allowed:
        sentences.append((f"{cycle[0]}允许相差 {allowed} 分钟（D02），这份方案在允许之内。",
                          f"{allowed} min apart are allowed {cycle[1]} (D02), and the plan keeps to it."))  # fmt: skip
    else:
        sentences.append((f"{cycle[0]}允许相差 {allowed} 分钟（D02），还多出 {spread - allowed:,.0f} 分钟。",
                          f"{allowed} min apart are allowed {cycle[1]} (D02): {spread - allowed:,.0f} min too many."))  # fmt: skip
    carried = [row for row in compared if row.carried]
    if carried:
        more = sum(row.carried > 0 for row in carried)
        less = len(carried) - more
        sentences.append((f"{len(carried)} 人带着上学期的结转：{more} 人上学期做得多，这学期少排；{less} 人反过来。",
                          f"{len(carried)} carry a balance from earlier terms: {more} did more than others, {less} less."))  # fmt: skip
    again, posts = repeats(view)
    if posts and view.weeks > 1:
        sentences.append((f"校门、巡察、延时等岗位轮换：{again} 人次在同一个星期几又站同类的岗位（D02R）。" if again else
                          "校门、巡察、延时等岗位每周换人，没有人在同一个星期几重复（D02R）。",
                          f"Standing posts go round: {again} times somebody has the same kind on the same weekday again (D02R)." if again
                          else "Standing posts go round: nobody has the same kind on the same weekday twice (D02R)."))  # fmt: skip
    return tuple(sentences)
