"""Elastic staffing model: posts that every plan has against named people, with action columns that buy more people or fewer posts.

Rows: every post has its adults (D08, H04, H01, B05, A06-A09, A14); nobody stands at two places at once (K02); days, minutes and late
duties of a person are within the caps (D10). Posts are those that are certain (:class:`~solver.explain.demand.PostBounds`), so an
amount that the model finds is what no plan can do without, not what is enough.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import gcd
from typing import NamedTuple

from solver.explain.demand import Moment, PostBounds
from solver.explain.late import LateEnds
from solver.explain.people import AdultIndex, AdultNeed
from solver.explain.remedies import caps_of
from solver.explain.repairs.diving import dive
from solver.explain.repairs.kind import RepairKind
from solver.explain.supply import Caps
from solver.model.linear_model import TRUE, LinearModel, Term
from solver.policy.policy import Policy
from solver.policy.template import template_weeks
from solver.problem.people import HELPERS, Staff
from solver.problem.problem import Problem
from solver.problem.week_pattern import turns_of
from solver.search.engines.lp import LinearProgram
from solver.units import Weekday

PRICES: Mapping[RepairKind, int] = {
    RepairKind.ASK: 10,
    RepairKind.CAP: 10,
    RepairKind.TAKE_PART: 15,
    RepairKind.NUMBER: 25,
    RepairKind.ADULTS: 30,
    RepairKind.VACANT: 60,
}
"""Price of one step of each kind, in tenths of asking a person to come on one day more. Raising one makes its kind rarer in mixtures."""
EMPTY = 10_000
"""Price of an adult that a post lacks: above everything else."""
MOST_ADULTS = 60
"""Further adults of a role on a day; raising it finds repairs of schools that have next to nobody."""


class ExtraNeed(NamedTuple):
    """Adults needed on a weekday beyond those that counting knows, as a search that ended with empty posts has shown."""

    day: Weekday
    need: AdultNeed
    heads: int


@dataclass(frozen=True)
class StaffingActions:
    """Actions that the model buys.

    asks: (person, weekday). caps: person -> further days. joining: people who take part. numbers: name of a number of D10 -> its value.
    adults: (role, weekday) -> further adults. vacant: (fixed post, weekday). late_adults: whether further adults hold late duties.
    holders: people on fixed posts by weekday, in the relaxation. empty: adults that posts lack all the same. price: in tenths of one
    ask, ``empty`` aside. bound: a lower bound of the price, whoever is chosen; 0 where posts lack adults.
    """

    asks: tuple[tuple[str, Weekday], ...] = ()
    caps: Mapping[str, int] = field(default_factory=dict)
    joining: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    adults: Mapping[tuple[str, Weekday], int] = field(default_factory=dict)
    vacant: tuple[tuple[str, Weekday], ...] = ()
    late_adults: bool = False
    holders: tuple[tuple[str, Weekday, AdultNeed], ...] = ()
    empty: Mapping[tuple[Weekday, AdultNeed], int] = field(default_factory=dict)
    price: int = 0
    bound: int = 0


def fixed_posts_lack(problem: Problem, policy: Policy) -> bool:
    """Whether people for the fixed posts are too few, all other posts aside."""
    return ActionModel(problem, policy, (), posts=("fixed",)).lacking() > 0


class ActionModel:
    """The staffing of a week, with the actions of some kinds.

    kinds: kinds whose columns are there. roles: of further adults. extra: see :class:`ExtraNeed`. days: weekdays that count, None =
    all. weights: price of an adult that posts lack, by kind of post; EMPTY where a kind is not named. posts: kinds
    of posts that count, None = all.
    """

    def __init__(
        self, problem: Problem, policy: Policy, kinds: Collection[RepairKind], roles: Collection[str] = (),
        extra: Iterable[ExtraNeed] = (), days: Collection[Weekday] | None = None, weights: Mapping[str, int] | None = None,
        posts: Collection[str] | None = None,
    ) -> None:  # fmt: skip
        self.problem, self.policy, self.kinds, self.roles = problem, policy, kinds, tuple(roles)
        self.weights, self._kinds_of_posts = weights or {}, posts
        self.demand = PostBounds(problem, policy)
        self.last = self.demand.slots.lasts[-1]
        self.late = LateEnds.of(policy, "D10")
        self.rows = LinearModel()
        self.costs: list[Term] = []
        self.asks: dict[tuple[str, Weekday], int] = {}
        self.caps: dict[tuple[str, int], int] = {}
        self.joining: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        self.adults: dict[tuple[str, Weekday], int] = {}
        self.vacant: dict[tuple[str, Weekday], int] = {}
        self._empty: dict[tuple[Weekday, AdultNeed], int] = {}
        self._late_adults: list[int] = []
        self._fixed: list[tuple[str, Weekday, AdultNeed, int]] = []
        self._fill: dict[tuple[Weekday, AdultNeed], list[Term]] = {}
        self._serving: dict[str, list[Term]] = defaultdict(list)
        self._late: dict[str, list[Term]] = defaultdict(list)
        extra = tuple(extra)
        self._heads = {day: self._heads_of(day, extra) for day in problem.weekdays if days is None or day in days}
        self._number_columns()
        self._people()
        self._further_adults()
        self._posts()

    def lacking(self) -> int:
        """Lower bound of the adults that posts lack whatever is bought: above 0, these kinds are proven not to be enough."""
        return max(0, LinearProgram(self.rows).bound([(1, column) for column in self._empty.values()], None) or 0)

    def solve(self) -> StaffingActions | None:
        """Actions with which posts lack the fewest adults, and the cheapest of these that diving finds; None where it finds none."""
        lacks = [(self.weights.get(need.kind, EMPTY), column) for (_, need), column in self._empty.items()]
        found = dive(self.rows, self.costs, lacks)
        if found is None:
            return None
        values = [round(value) for value in found.values]
        empty = {key: values[column] for key, column in self._empty.items() if values[column]}
        now = caps_of(self.policy)
        further: Counter[str] = Counter()
        for (person, _), column in self.caps.items():
            further[person] += values[column]
        return StaffingActions(
            asks=tuple(key for key, column in self.asks.items() if values[column]),
            caps=+further,
            joining=tuple(person for person, column in self.joining.items() if values[column]),
            numbers={name: getattr(now, name) + values[column] * _step(name) for name, column in self.numbers.items() if values[column]},
            adults={key: values[column] for key, column in self.adults.items() if values[column]},
            vacant=tuple(key for key, column in self.vacant.items() if values[column]),
            late_adults=any(values[column] for column in self._late_adults),
            holders=tuple((person, day, need) for person, day, need, column in self._fixed if values[column]),
            empty=empty,
            price=sum(price * values[column] for price, column in self.costs),
            bound=0 if empty else self._whole_price(found.bound),
        )

    def _whole_price(self, bound: int) -> int:
        """A lower bound of the price, raised to the next price that there can be: whole steps cost whole units."""
        unit = gcd(*(price for price, _ in self.costs)) or 1
        return -(-max(0, bound) // unit) * unit

    # demand -----------------------------------------------------------------------------------------------------------

    def _heads_of(self, day: Weekday, extra: Iterable[ExtraNeed]) -> dict[AdultNeed, int]:
        heads = dict(self.demand.on_day(day, self.last))
        for argument in self.demand.arguments():
            if len(argument) == 1 and argument[0].leaving is None:
                for need, n in self._known(day, argument[0], heads).items():
                    heads[need] = max(heads.get(need, 0), n)
        for each in extra:
            if each.day == day:
                known = _alike(each.need, heads)
                heads[known] = heads.get(known, 0) + each.heads
        return {need: n for need, n in heads.items() if n and (self._kinds_of_posts is None or need.kind in self._kinds_of_posts)}

    def _known(self, day: Weekday, moment: Moment, heads: Mapping[AdultNeed, int]) -> dict[AdultNeed, int]:
        """Needs of a moment by the posts of the day of which they are a part; those of no post are left out."""
        return {need: n for need, n in self.demand.at(day, moment).items() if need in heads}

    # people -----------------------------------------------------------------------------------------------------------

    def _number_columns(self) -> None:
        if RepairKind.NUMBER in self.kinds and self.policy.hard("D10"):
            for name, number in self.policy.rules["D10"].numbers.items():
                steps = (number.maximum - number.value) // _step(name) if name in Caps._fields else 0
                if steps > 0:
                    self.numbers[name] = column = self.rows.integer(0, min(steps, 20), 0)
                    self.costs.append((PRICES[RepairKind.NUMBER], column))

    def _people(self) -> None:
        turns = turns_of(self.problem.week_patterns, template_weeks(self.problem, self.policy))
        here = [AdultIndex(self.problem, self.policy, week) for week in turns]
        asked = [AdultIndex(_free(self.problem), self.policy, week) for week in turns]
        for number, adult in enumerate(here[0].adults):
            own = adult if isinstance(adult, Staff) else None
            everyday = all(number in index.able(need, day) for index in here for day, needs in self._heads.items() for need in needs)
            joins = self._joins(own)
            for day, needs in self._heads.items():
                able = {need for need in needs if all(number in index.able(need, day) for index in here)}
                more: set[AdultNeed] = set()
                if own is not None and not everyday and own.role not in HELPERS:
                    more = {need for need in needs if all(number in index.able(need, day) for index in asked)} - able
                self._day(adult.id, own, day, able, more, joins)
            if own is not None and self.policy.hard("D10"):
                self._caps(own)

    def _joins(self, own: Staff | None) -> int | None:
        """Column of taking part, for those who do not."""
        if own is None or own.takes_part or RepairKind.TAKE_PART not in self.kinds:
            return None
        column = self.joining[own.id] = self.rows.boolean(0)
        self.costs.append((PRICES[RepairKind.TAKE_PART], column))
        return column

    def _day(
        self, person: str, own: Staff | None, day: Weekday, able: set[AdultNeed], more: set[AdultNeed], joins: int | None
    ) -> None:
        """Posts that a person may stand on that day, as they are, and once asked to come or to take part."""
        asks = None
        if more and own is not None and joins is None and own.takes_part and RepairKind.ASK in self.kinds:
            asks = self.asks[person, day] = self.rows.boolean(0)
            self.costs.append((PRICES[RepairKind.ASK], asks))
        bought = asks if asks is not None else joins
        posts: list[tuple[AdultNeed, int]] = []
        for need in sorted(able | (more if bought is not None else set())):
            column = self.rows.boolean(0)
            posts.append((need, column))
            if need.kind == "fixed":
                self._fixed.append((person, day, need, column))
            self._fill.setdefault((day, need), []).append((1, column))
        if not posts:
            return
        if bought is not None:  # K01: nothing without having been asked, one post at a time once asked
            self._apart([(need, column) for need, column in posts if need not in able], bought)
        if own is None or not self.policy.hard("D10"):
            self._apart(posts, TRUE)
            return
        serves = self.rows.boolean(0)
        self._apart(posts, serves)
        self._serving[person].append((1, serves))
        self._late[person] += [(1, column) for need, column in posts if self.late.holds(need, self.last)]
        name = "minutes_per_day"
        minutes: list[Term] = [(need.end - need.start, column) for need, column in posts]
        raised = [(-_step(name), self.numbers[name])] if name in self.numbers else []
        self.rows.linear("D10", [*minutes, *raised, (-self.policy.number("D10", name), serves)], upper=0)

    def _apart(self, posts: list[tuple[AdultNeed, int]], most: int) -> None:
        """K02: of posts at one time, at most as many as the column says."""
        for moment in sorted({need.start for need, _ in posts}):
            at_once = [(1, post) for need, post in posts if need.start <= moment < need.end]
            self.rows.linear("K02", [*at_once, (-1, most)], upper=0)

    def _caps(self, own: Staff) -> None:
        """D10: days and late duties of a week."""
        most = self.policy.number("D10", "days_per_week")
        days, late = self._serving.get(own.id, []), self._late.get(own.id, [])
        cap = most if own.max_days is None else min(most, own.max_days)
        terms = list(days)
        if own.max_days is not None and own.max_days < most and RepairKind.CAP in self.kinds and len(days) > cap:
            for step in range(min(most, len(self.problem.weekdays)) - own.max_days):
                column = self.caps[own.id, step] = self.rows.boolean(0)
                self.costs.append((PRICES[RepairKind.CAP] + 2 * step, column))  # rather two people one day each than one two days
                terms.append((-1, column))
        elif (own.max_days is None or own.max_days > most) and "days_per_week" in self.numbers:
            terms.append((-1, self.numbers["days_per_week"]))
        self.rows.linear("D10", terms, upper=cap)
        raised = [(-1, self.numbers["late_per_week"])] if "late_per_week" in self.numbers else []
        self.rows.linear("D10", [*late, *raised], upper=self.policy.number("D10", "late_per_week"))

    def _further_adults(self) -> None:
        """Adults of a role who come on one day each, without lessons."""
        for role in self.roles if RepairKind.ADULTS in self.kinds else ():
            ghost = Staff("?", role, trained=self.problem.term.first.replace(year=self.problem.term.first.year - 1))
            index = AdultIndex(replace(self.problem, staff=(ghost,)), self.policy, 1)
            for day, needs in self._heads.items():
                able = [need for need in needs if 0 in index.able(need, day)]
                if not able:
                    continue
                many = self.adults[role, day] = self.rows.integer(0, MOST_ADULTS, 0)
                self.costs.append((PRICES[RepairKind.ADULTS], many))
                posts = [(need, self.rows.integer(0, MOST_ADULTS, 0)) for need in able]
                for need, column in posts:
                    self._fill.setdefault((day, need), []).append((1, column))
                    if self.late.holds(need, self.last):
                        self._late_adults.append(column)
                self._apart(posts, many)

    def _posts(self) -> None:
        """Every post has its adults, or is left out."""
        for day, needs in self._heads.items():
            for need, heads in needs.items():
                terms = list(self._fill.get((day, need), ()))
                if need.kind == "fixed" and RepairKind.VACANT in self.kinds:
                    left_out = self.vacant[need.subject, day] = self.rows.boolean(0)
                    self.costs.append((PRICES[RepairKind.VACANT] * heads, left_out))
                    terms.append((heads, left_out))
                lacking = self._empty[day, need] = self.rows.integer(0, heads, heads)
                terms.append((1, lacking))
                self.rows.linear("D08", terms, lower=heads)
        for need, weekly in self.demand.week(self.last).items():
            if need.kind == "care" and (self._kinds_of_posts is None or need.kind in self._kinds_of_posts):
                if not weekly.days <= self._heads.keys():
                    continue
                terms = [term for day in weekly.days for term in self._fill.get((day, need), ())]
                terms += [(1, self._empty[day, need]) for day in weekly.days if (day, need) in self._empty]
                self.rows.linear("D08", terms, lower=weekly.heads)


def _step(name: str) -> int:
    """Units of one step of a number of D10."""
    return 10 if name == "minutes_per_day" else 1


def _free(problem: Problem) -> Problem:
    """The problem with everybody taking part and nobody away by weekday."""
    return replace(problem, staff=tuple(replace(person, unavailable=(), takes_part=True) for person in problem.staff))


def _alike(need: AdultNeed, heads: Mapping[AdultNeed, int]) -> AdultNeed:
    """The post of a day that begins with this one and is of its kind, or this one."""
    same = [other for other in heads if other.kind == need.kind and other.start == need.start and other.subject == need.subject]
    return same[0] if same else need
