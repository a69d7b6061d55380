"""Caps on what one person does in a day or a week: each rule states its own once, and every phase of the search asks it.

A cap counts an amount of its own (duty days, minutes, late duties, …). A shift that takes none of it is always allowed; another
one where the person's slack is enough. The same two numbers answer for one shift, for a duty block and for arrays of people by
duty bundles, and rows of a model say it of all shifts of a week at once. A cap that a table does not know costs quality, never the
plan: what breaks it is repaired after construction.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence

from solver.model.instance import Instance
from solver.model.linear_model import FALSE, TRUE, LinearModel, Term
from solver.model.shift import Shift
from solver.policy import Policy
from solver.units import Week, Weekday

Amounts = Mapping[Weekday, Sequence[Term]]
"""By weekday: (amount of a shift that may come to be, column that is true when it does)."""
UNLIMITED = 10**9
"""Slack of a cap that forbids nothing on a day."""
DAYS_OF_A_WEEK = 7


class Cap(ABC):
    """Cap on one person of the own staff, with the amounts in use by (person, week, weekday). rule: its id."""

    rule: str

    def __init__(self, instance: Instance) -> None:  # noqa: ARG002 every cap is made of an instance
        self.used: dict[tuple[str, Week, Weekday], int] = defaultdict(int)

    @staticmethod
    @abstractmethod
    def applies(policy: Policy) -> bool:
        """Whether the policy asks for the cap."""

    @abstractmethod
    def amount(self, shift: Shift) -> int:
        """Amount that a shift takes; 0: the cap has nothing to do with it."""

    @abstractmethod
    def slack(self, person: str, week: Week, day: Weekday) -> int:
        """Amount that is left to the person for further shifts on the day."""

    def change(self, person: str, week: Week, day: Weekday, amount: int) -> None:
        """Take more (or, negative, less) of the person's amount on the day."""
        self.used[person, week, day] += amount

    @abstractmethod
    def state(self, rows: LinearModel, person: str, week: Week, amounts: Amounts) -> None:
        """Add the rows that keep the person under the cap in the week, with further shifts beside what is in use."""


class WeekCap(Cap):
    """Cap on an amount of a week."""

    def __init__(self, instance: Instance, most: int) -> None:
        super().__init__(instance)
        self._most = most
        self._of_week: dict[tuple[str, Week], int] = defaultdict(int)

    def slack(self, person: str, week: Week, day: Weekday) -> int:  # noqa: ARG002 the same on every day
        return self._most - self._of_week.get((person, week), 0)

    def change(self, person: str, week: Week, day: Weekday, amount: int) -> None:  # noqa: ARG002 a week has one amount
        self._of_week[person, week] += amount

    def state(self, rows: LinearModel, person: str, week: Week, amounts: Amounts) -> None:
        left = self._most - self._of_week.get((person, week), 0)
        rows.linear(self.rule, [term for terms in amounts.values() for term in terms], upper=left)


class DutyDays(Cap):
    """D10: days of duty a week. A shift takes one; on a day of duty, and on one that may become one, there is no limit."""

    rule = "D10"

    def __init__(self, instance: Instance) -> None:
        super().__init__(instance)
        self._days: dict[tuple[str, Week], int] = defaultdict(int)
        capped = self.applies(instance.policy)
        usual = instance.policy.number("D10", "days_per_week") if capped else DAYS_OF_A_WEEK
        self._most = {
            s.id: min(usual, s.max_days) if capped and s.max_days is not None else usual for s in instance.problem.staff
        }

    @staticmethod
    def applies(policy: Policy) -> bool:
        return policy.on("D10")

    def limit(self, person: str) -> int:
        """Days of duty a week that the person may have; 7 for people from outside."""
        return self._most.get(person, DAYS_OF_A_WEEK)

    def days(self, person: str, week: Week) -> int:
        """Days of duty that the person has in the week."""
        return self._days.get((person, week), 0)

    def amount(self, shift: Shift) -> int:  # noqa: ARG002 every shift makes its day one of duty
        return 1

    def change(self, person: str, week: Week, day: Weekday, amount: int) -> None:
        before = self.used[person, week, day]
        self.used[person, week, day] = before + amount
        if not before or not before + amount:
            self._days[person, week] += 1 if amount > 0 else -1

    def slack(self, person: str, week: Week, day: Weekday) -> int:
        if self.used.get((person, week, day)) or self._days.get((person, week), 0) < self.limit(person):
            return UNLIMITED
        return 0

    def state(self, rows: LinearModel, person: str, week: Week, amounts: Amounts) -> None:
        further = {day: terms for day, terms in amounts.items() if not self.used.get((person, week, day))}
        left = self.limit(person) - self.days(person, week)
        if len(further) > left:
            on_duty = [(1, rows.either([column for _, column in terms], self.rule)) for terms in further.values()]
            rows.linear(self.rule, on_duty, upper=left)


class DayMinutes(Cap):
    """D10: credited minutes a day."""

    rule = "D10"

    def __init__(self, instance: Instance) -> None:
        super().__init__(instance)
        self._most = instance.policy.number("D10", "minutes_per_day")

    @staticmethod
    def applies(policy: Policy) -> bool:
        return policy.on("D10")

    def amount(self, shift: Shift) -> int:
        return shift.credit

    def slack(self, person: str, week: Week, day: Weekday) -> int:
        return self._most - self.used.get((person, week, day), 0)

    def state(self, rows: LinearModel, person: str, week: Week, amounts: Amounts) -> None:
        for day, terms in amounts.items():
            rows.linear(self.rule, terms, upper=self.slack(person, week, day))


class LateDuties(WeekCap):
    """D10: duties a week that end late."""

    rule = "D10"

    def __init__(self, instance: Instance) -> None:
        super().__init__(instance, instance.policy.number("D10", "late_per_week"))
        self._instance = instance

    @staticmethod
    def applies(policy: Policy) -> bool:
        return policy.on("D10")

    def amount(self, shift: Shift) -> int:
        return int(self._instance.ends_late(shift, "D10"))


class Evenings(WeekCap):
    """A07: evenings a week."""

    rule = "A07"

    def __init__(self, instance: Instance) -> None:
        super().__init__(instance, instance.policy.number("A07", "evenings_per_week"))

    @staticmethod
    def applies(policy: Policy) -> bool:
        return policy.on("A07")

    def amount(self, shift: Shift) -> int:
        return int(shift.evening)


class LateDaysRunning(Cap):
    """D15: no late duties on a day beside one that has some."""

    rule = "D15"

    def __init__(self, instance: Instance) -> None:
        super().__init__(instance)
        self._instance = instance

    @staticmethod
    def applies(policy: Policy) -> bool:
        return policy.hard("D15")

    def amount(self, shift: Shift) -> int:
        return int(self._instance.ends_late(shift, "D05"))

    def slack(self, person: str, week: Week, day: Weekday) -> int:
        beside = self.used.get((person, week, day - 1), 0) or self.used.get((person, week, day + 1), 0)
        return 0 if beside else UNLIMITED

    def state(self, rows: LinearModel, person: str, week: Week, amounts: Amounts) -> None:
        late = {
            day: TRUE if self.used.get((person, week, day)) else rows.either([column for _, column in terms], self.rule)
            for day, terms in self._neighbours(person, week, amounts).items()
        }
        for day, column in late.items():
            rows.linear(self.rule, [(1, column), (1, late.get(day + 1, FALSE))], upper=1)

    def _neighbours(self, person: str, week: Week, amounts: Amounts) -> dict[Weekday, Sequence[Term]]:
        """The days that may get late duties, and those beside them that have some."""
        beside = {other for day in amounts for other in (day - 1, day + 1) if self.used.get((person, week, other))}
        return {day: amounts.get(day, ()) for day in sorted(beside.union(amounts))}


CAPS: tuple[type[Cap], ...] = (DutyDays, DayMinutes, LateDuties, Evenings, LateDaysRunning)
"""Every cap that the search keeps to from the start."""


class DutyCaps:
    """The caps that a policy asks for, with what the duties of one table take of them."""

    def __init__(self, instance: Instance) -> None:
        self.duty_days = DutyDays(instance)
        """Counts the days of duty, also where nothing limits them."""
        self.caps: tuple[Cap, ...] = tuple(
            self.duty_days if kind is DutyDays else kind(instance) for kind in CAPS if kind.applies(instance.policy)
        )
        self._counting = self.caps if self.duty_days in self.caps else (self.duty_days, *self.caps)
        self._amounts: dict[int, tuple[Shift, list[tuple[Cap, int]]]] = {}
        """By the identity of a shift, which is kept alive by it: what it takes of which cap."""

    def change(self, person: str, week: Week, day: Weekday, shift: Shift, step: int) -> None:
        """Count a shift (step 1), or no longer (step -1)."""
        known = self._amounts.get(id(shift))
        if known is None:
            amounts = [(cap, amount) for cap in self._counting if (amount := cap.amount(shift))]
            known = self._amounts[id(shift)] = shift, amounts
        for cap, amount in known[1]:
            cap.change(person, week, day, step * amount)

    def state(self, rows: LinearModel, person: str, week: Week, shifts: Mapping[Weekday, Sequence[tuple[Shift, int]]]) -> None:
        """Add the rows of every cap for shifts that may come to be, by weekday with their columns, beside those that are counted."""
        for cap in self.caps:
            amounts = {day: [(amount, column) for shift, column in there if (amount := cap.amount(shift))] for day, there in shifts.items()}
            cap.state(rows, person, week, {day: terms for day, terms in amounts.items() if terms})

    def allow(self, person: str, week: Week, day: Weekday, shifts: Sequence[Shift]) -> bool:
        """Whether every cap leaves the person enough for all of the shifts of one day."""
        for cap in self.caps:
            amount = sum([cap.amount(shift) for shift in shifts])
            if amount and amount > cap.slack(person, week, day):
                return False
        return True

    def needs(self, shifts: Sequence[Shift]) -> tuple[int, ...]:
        """Amounts that shifts of one day take together, one a cap."""
        return tuple([sum([cap.amount(shift) for shift in shifts]) for cap in self.caps])

    def slacks(self, person: str, week: Week, day: Weekday) -> tuple[int, ...]:
        """Amounts left to the person on the day, one a cap. Shifts fit where each of their needs is 0 or at most the slack."""
        return tuple([cap.slack(person, week, day) for cap in self.caps])
