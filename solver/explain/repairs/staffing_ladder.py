"""Repairs of staffing: who is asked, who joins, which caps rise, how many adults more, as the elastic staffing model says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from solver.changes.amount import Amount
from solver.changes.change import Change
from solver.changes.joining import STAFF_PREFIX, Join, new_ids
from solver.changes.people import Absent, Available, CapDays, TakePart
from solver.changes.posts import DropPost
from solver.changes.rules import RuleNumber
from solver.explain.people import AdultNeed
from solver.explain.remedies import WORDS as NUMBERS
from solver.explain.remedies import caps_of
from solver.explain.repairs.action_model import ActionModel, ExtraNeed, StaffingActions
from solver.explain.repairs.kind import RepairKind
from solver.explain.repairs.ladder import Rung
from solver.policy.policy import Policy
from solver.problem.checks import DAY_END
from solver.problem.problem import Problem
from solver.units import WEEKDAYS_EN, WEEKDAYS_ZH, Weekday
from solver.words import ROLES

MOST_RAISED = 12
"""Times that an amount is raised; raising it confirms repairs of which the smallest amounts are far from enough."""
SPARE = (1, 2, 4, 8)
"""Times that adults lack whom counting does not miss. More of them find repairs of schools of which counting knows little."""
FEW_MAY = ("fixed", "qa")
"""Kinds of posts that few may hold: where these lack, those who may are held up elsewhere."""


class StaffingLadder:
    """Amounts of one kind of staffing (or of several together) by the model, raised by what a search lacked.

    scarce: whether people for fixed posts are what is lacking. useless: proven not to be enough whatever the amount. rung: None then,
    or when nothing was found in time.
    """

    def __init__(
        self, problem: Problem, policy: Policy, kind: RepairKind, kinds: Sequence[RepairKind], roles: Sequence[str],
        days: Sequence[Weekday] | None, *, scarce: bool,
    ) -> None:  # fmt: skip
        self.kind = kind
        self._scarce = scarce
        self._problem, self._policy, self._kinds, self._roles = problem, policy, kinds, tuple(roles)
        self._days = days
        self._extra: list[ExtraNeed] = []
        self._raised = 0
        self.useless = False
        self.rung = self._solve()

    @property
    def first(self) -> Rung:
        if self.rung is None:
            raise LookupError(self.kind)
        return self.rung

    def begin(self, lacking: Sequence[ExtraNeed]) -> None:
        """Start with what lacks beyond the posts that counting knows."""
        self.rung = self._with(lacking, 0)

    def above(self, lacking: Sequence[ExtraNeed]) -> Rung | None:
        if self.rung is None or not lacking or self._raised == MOST_RAISED:
            return None
        self._raised += 1
        self.rung = self._with(lacking, self.rung.weight)
        return self.rung

    def _with(self, lacking: Sequence[ExtraNeed], weight: int) -> Rung | None:
        """With more needs, the first amount above a weight: counting may have adults to spare for some of these needs."""
        before = tuple(self._extra)
        for times in SPARE:
            more = [each if each.need.kind in FEW_MAY else each._replace(heads=times * each.heads) for each in lacking]
            self._extra = [*before, *more]
            found = self._solve()
            if found is None or found.weight > weight:
                return found
        return None

    def _solve(self) -> Rung | None:
        days = None if self._days is None else sorted({*self._days, *(each.day for each in self._extra)})
        model = ActionModel(self._problem, self._policy, self._kinds, self._roles, self._extra, days)
        if model.lacking() > 0:
            self.useless = not self._extra
            return None
        actions = model.solve()
        if actions is None or actions.empty:
            return None
        rung = rung_of(self._problem, self._policy, actions)
        least = not self._extra and actions.price <= actions.bound
        return replace(rung, least=least, aids=reserved(self._problem, actions) if self._scarce else ())


def rung_of(problem: Problem, policy: Policy, actions: StaffingActions) -> Rung:
    """Actions of the model -> changes, with their sentence."""
    changes: list[Change] = []
    zh: list[str] = []
    en: list[str] = []
    asked: dict[Weekday, list[str]] = defaultdict(list)
    for person, day in actions.asks:
        asked[day].append(person)
    for day, people in sorted(asked.items()):
        changes.append(Available(tuple(people), (day,)))
        zh.append(f"请 {_named(problem, people, '、')} 这 {len(people)} 人{WEEKDAYS_ZH[day]}到岗")
        en.append(f"ask {_named(problem, people, ', ')} ({len(people)}) to come on {WEEKDAYS_EN[day]}")
    further: dict[int, list[str]] = defaultdict(list)
    for person, days in actions.caps.items():
        further[days].append(person)
    for days, people in sorted(further.items()):
        changes.append(CapDays(tuple(people), Amount(days, "by")))
        zh.append(f"{_named(problem, people, '、')} 这 {len(people)} 人每周各多值 {days} 天")
        en.append(f"{_named(problem, people, ', ')} ({len(people)}) serve {days} more day(s) a week each")
    if actions.joining:
        changes.append(TakePart(actions.joining))
        zh.append(f"请 {_named(problem, actions.joining, '、')} 这 {len(actions.joining)} 人参加课后服务")
        en.append(f"{_named(problem, actions.joining, ', ')} ({len(actions.joining)}) take part in the service")
    now = caps_of(policy)
    for name, value in actions.numbers.items():
        changes.append(RuleNumber("D10", name, Amount(value)))
        zh.append(f"把规则 D10 的 {name}（{NUMBERS[name][0]}）从 {getattr(now, name)} 调到 {value}")
        en.append(f"raise {name} of D10 ({NUMBERS[name][1]}) from {getattr(now, name)} to {value}")
    roles: dict[str, dict[Weekday, int]] = defaultdict(dict)
    for (role, day), count in sorted(actions.adults.items()):
        roles[role][day] = count
    taken = [*problem.staff_of, *problem.outside_of]
    for role, counts in roles.items():
        rota = _rota(counts, _days_of_newcomer(policy, late=actions.late_adults))
        ids = new_ids(STAFF_PREFIX, len(rota), taken)
        taken += ids
        changes.append(Join(role, len(rota)))
        changes += _only_then(problem, ids, rota)
        by_day_zh = "、".join(f"{WEEKDAYS_ZH[day]} {n} 名" for day, n in counts.items())
        by_day_en = ", ".join(f"{WEEKDAYS_EN[day]} {n}" for day, n in counts.items())
        zh.append(f"再有{ROLES.get(role, role)}{by_day_zh}（共 {len(rota)} 人）")
        en.append(f"more adults of role {role}: {by_day_en} ({len(rota)} people)")
    dropped: dict[str, list[Weekday]] = defaultdict(list)
    for post, day in actions.vacant:
        dropped[post].append(day)
    for post, weekdays in sorted(dropped.items()):
        changes.append(DropPost((post,), tuple(weekdays)))
        name = problem.post_of[post].name or post
        zh.append(f"{'、'.join(WEEKDAYS_ZH[d] for d in weekdays)}不设固定岗 {name}({post})")
        en.append(f"no fixed post {post} on {', '.join(WEEKDAYS_EN[d] for d in weekdays)}")
    amount = (
        len(actions.asks) + sum(actions.caps.values()) + len(actions.joining) + sum(actions.adults.values()) + len(actions.vacant)
        + sum(value - getattr(now, name) for name, value in actions.numbers.items())
    )  # fmt: skip
    touched = (*(person for person, _ in actions.asks), *actions.caps, *actions.joining, *dropped)
    return Rung(tuple(changes), "；".join(zh), "; ".join(en), amount, actions.price, tuple(dict.fromkeys(touched)))


def reserved(problem: Problem, actions: StaffingActions) -> tuple[Change, ...]:
    """Those who hold fixed posts in the model are there for these alone."""
    held: dict[str, dict[Weekday, list[AdultNeed]]] = defaultdict(lambda: defaultdict(list))
    for person, day, need in actions.holders:
        held[person][day].append(need)
    found: list[Change] = []
    for person, days in held.items():
        away = tuple(day for day in problem.weekdays if day not in days)
        found += [Absent((person,), away)] if away else []
        for day, needs in days.items():
            first, last = min(need.start for need in needs), max(need.end for need in needs)
            found += [Absent((person,), (day,), 0, first), Absent((person,), (day,), last, DAY_END)]
    return tuple(found)


def _named(problem: Problem, ids: Iterable[str], mark: str) -> str:
    people = problem.staff_of
    return mark.join(f"{people[i].name}({i})" if people[i].name and people[i].name != i else i for i in ids)


def _days_of_newcomer(policy: Policy, *, late: bool) -> int:
    """Days a week on which a newcomer can do what the model had done (D10)."""
    if not policy.hard("D10"):
        return 7
    now = caps_of(policy)
    return max(1, min(now.days_per_week, now.late_per_week) if late else now.days_per_week)


def _rota(counts: dict[Weekday, int], most: int) -> list[list[Weekday]]:
    """The fewest people, each with weekdays, at most ``most``, so that each day has its count."""
    people = max(*counts.values(), -(-sum(counts.values()) // most))
    rota: list[list[Weekday]] = [[] for _ in range(people)]
    turn = 0
    for day, count in counts.items():
        for _ in range(count):
            rota[turn % people].append(day)
            turn += 1
    return rota


def _only_then(problem: Problem, ids: Sequence[str], rota: Sequence[Sequence[Weekday]]) -> list[Change]:
    """Newcomers come on the days that are meant, and on no other."""
    away: dict[tuple[Weekday, ...], list[str]] = defaultdict(list)
    for person, days in zip(ids, rota, strict=True):
        away[tuple(day for day in problem.weekdays if day not in days)].append(person)
    return [Absent(tuple(people), days) for days, people in away.items() if days]
