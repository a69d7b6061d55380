"""Stress of a plan: which share of its days survives absence, what breaks first, and who is a single point of failure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solver.errors import Fault, ProblemError
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.units import Percent, Week
from solver.whatif.staffing.absence import Absences
from solver.whatif.staffing.break_words import Breaks
from solver.whatif.staffing.survival import SinglePoint, Stress, SupplierLoss, Survival
from solver.whatif.staffing.telling import Cancelled, OnProgress, Telling
from solver.whatif.staffing.week_cover import WeekCover

RATES: tuple[Percent, ...] = (2, 4, 6, 8, 12, 20)
"""Absence rates that are drawn if nobody says otherwise: a good week, a usual one, a wave of flu."""
SPELLS = (1, 3)
"""Days that an absence lasts: drawn day by day, and as an illness that lasts three days."""
WEEKS = 60
"""Weeks drawn for each rate and spell. Raising it halves the noise for every fourfold: 60 weeks give about two points of a hundred."""
MAX_WEEKS, MAX_SPELL = 2000, 20
"""Largest number of weeks drawn, and longest spell in days."""


@dataclass(frozen=True, slots=True)
class StressParams:
    """rates: percent of adults away, 1..100. spells: days that an absence lasts, 1..20. weeks: drawn for each, 1..2000. seed: of draws."""

    rates: tuple[Percent, ...] = RATES
    spells: tuple[int, ...] = SPELLS
    weeks: int = WEEKS
    seed: int = 1

    def checked(self) -> StressParams:
        """The same. Raises ProblemError with every number that is out of its range."""
        wanted = [("rates", rate, 1, 100) for rate in self.rates] + [
            ("spells", days, 1, MAX_SPELL) for days in self.spells
        ]
        wanted.append(("weeks", self.weeks, 1, MAX_WEEKS))
        faults = [_out_of_range(*one) for one in wanted if not one[2] <= one[1] <= one[3]]
        if faults:
            raise ProblemError(faults)
        return self


def _out_of_range(name: str, value: int, least: int, most: int) -> Fault:
    return Fault(
        (name,), str(value), f"应在 {least} 到 {most} 之间。", f"It must be between {least} and {most}.",
        "可能想写百分数或天数。", "Maybe a percentage or a number of days was meant.",
    )  # fmt: skip


@dataclass(slots=True)
class _Tally:
    """Days of one rate and spell so far."""

    breaks: Breaks
    days: int = 0
    survived: int = 0
    alone: int = 0


@dataclass(slots=True)
class _Run:
    """One stress test under way."""

    cover: WeekCover
    problem: Problem
    params: StressParams
    telling: Telling

    def survivals(self) -> tuple[Survival, ...]:
        """Every rate and spell, drawn week by week, so that those of a run that is stopped are of the same weeks."""
        spells, rates = self.params.spells, self.params.rates
        tallies = {(spell, rate): _Tally(Breaks(self.problem)) for spell in spells for rate in rates}
        people = self.cover.people
        absences = {spell: Absences(people, spell, self.params.seed) for spell in spells}
        weeks = sorted({week for week, _ in self.cover.days})
        first = 0
        for drawn in range(self.params.weeks if weeks else 0):
            if self.telling.over():
                break
            week = weeks[drawn % len(weeks)]
            for (spell, rate), tally in tallies.items():
                self._week(week, first, absences[spell], rate, tally)
            first += sum(1 for day in self.cover.days if day[0] == week)
            self.telling.tell("absence", drawn + 1, self.params.weeks)
        return tuple(
            Survival(rate, spell, t.days, t.survived, t.alone, t.breaks.found())
            for (spell, rate), t in tallies.items()
            if t.days
        )

    def _week(self, week: Week, first: int, absences: Absences, rate: Percent, tally: _Tally) -> None:
        days = [day for of, day in self.cover.days if of == week]
        away = {day: absences.away(first + number, rate) for number, day in enumerate(days)}
        covers = self.cover.week(week, away)
        for day in days:
            tally.days += 1
            cover = covers.get(day)
            if cover is None or not cover.missing:
                tally.survived += 1
                tally.alone += 1
            else:
                tally.breaks.add(cover)
                tally.alone += not self.cover.alone((week, day), away[day]).missing

    def single_points(self) -> tuple[SinglePoint, ...]:
        """Each person with duties away alone, day by day."""
        found, people = [], self.cover.people
        for number, person in enumerate(people):
            if self.telling.over():
                break
            days, breaks = [], Breaks(self.problem)
            for day in self.cover.days:
                if person in self.cover.on_duty(day):
                    cover = self.cover.single(day, (person,))
                    if cover.missing:
                        days.append(day)
                        breaks.add(cover)
            if days:
                capped = not any(self.cover.alone(day, (person,)).missing for day in days)
                found.append(SinglePoint(person, tuple(days), capped, breaks.found()))
            self.telling.tell("single", number + 1, len(people))
        return tuple(found)

    def suppliers(self) -> tuple[SupplierLoss, ...]:
        """Each organisation with people in the plan lost as a whole."""
        return tuple(self._losses())

    def _losses(self) -> Iterator[SupplierLoss]:
        weeks = sorted({week for week, _ in self.cover.days})
        organisations = sorted({one.organisation for one in self.problem.outside})
        for number, name in enumerate(organisations):
            if self.telling.over():
                return
            people = tuple(one.id for one in self.problem.outside if one.organisation == name)
            breaks, broken, busy = Breaks(self.problem), 0, False
            for week in weeks:
                covers = self.cover.week(week, dict.fromkeys(range(1, 8), people))
                busy = busy or bool(covers)
                for cover in covers.values():
                    if cover.missing:
                        broken += 1
                        breaks.add(cover)
            if busy:
                yield SupplierLoss(name, people, len(self.cover.days), len(self.cover.days) - broken, breaks.found())
            self.telling.tell("supplier", number + 1, len(organisations))


def stress(
    problem: Problem,
    policy: Policy,
    plan: Plan,
    params: StressParams | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Cancelled | None = None,
) -> Stress:
    """Problem, policy, plan -> the stress of the plan: its posts stay as they are, and those of absent people are covered by others.

    on_progress: called with the stage and how much of it is done. cancelled: asked often; what was found until then is handed back.
    Raises ProblemError for parameters out of range.
    """
    chosen = (params or StressParams()).checked()
    cover = WeekCover(problem, policy, plan)
    telling = Telling(on_progress, cancelled)
    run = _Run(cover, problem, chosen, telling)
    points, suppliers, survivals = run.single_points(), run.suppliers(), run.survivals()
    return Stress(len(cover.people), tuple(cover.days), survivals, points, suppliers, not telling.stopped)
