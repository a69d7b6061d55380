"""Seeded mutants of the model and of the checker's policy, made mechanically."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from solver.check.report import Report, check
from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.eligibility import Eligibility
from solver.model.instance import Instance, Shift
from solver.model.linear_model import NO_LOWER, NO_UPPER, LinearModel
from solver.model.scope import everything
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import HELPERS, Offering, Outside, Problem, Pupil, Staff
from solver.units import Minute, Weekday
from tests.agreement.absences import EndsEarly, EndsLate, EveryWeekAlike, OtherWeek, StartsEarly, StartsLate, redated
from tests.agreement.bank import Item, bank
from tests.agreement.cases import whole
from tests.agreement.fixing import Held, Verdict, differences
from tests.agreement.plans import random_solution
from tests.agreement.policies import with_number, with_weight

DRAWS = 50
"""Items from whose mutated models plans are drawn, when the bank's own plans do not tell."""
ROW_CHANGES = ("upper+1", "upper-1", "lower+1", "lower-1", "dropped")


@dataclass(frozen=True)
class RowMutant:
    """All rows of a rule with one bound off by one, or all rows of the rule dropped."""

    rule: str
    change: str

    def __str__(self) -> str:
        return f"rows {self.rule} {self.change}"

    def rows(self, sound: LinearModel) -> LinearModel | None:
        """The mutated rows, or None when nothing changes."""
        lower, upper = list(sound.row_lower), list(sound.row_upper)
        own = [row for row, rule in enumerate(sound.row_rule) if rule == self.rule]
        if self.change == "dropped":
            for row in own:
                lower[row], upper[row] = NO_LOWER, NO_UPPER
        else:
            step = int(self.change[-2:])
            for row in own:
                if self.change.startswith("upper") and upper[row] < NO_UPPER:
                    upper[row] += step
                if self.change.startswith("lower") and lower[row] > NO_LOWER:
                    lower[row] += step
        if (lower, upper) == (sound.row_lower, sound.row_upper):
            return None
        mutated = copy(sound)
        mutated.row_lower, mutated.row_upper = lower, upper
        return mutated

    def says(self, item: Item) -> Verdict | None:
        """What the mutated model says, or None when it cannot differ: spares most of the solves."""
        if not self.may_differ(item):
            return None
        rows = self.rows(item.model.rows)
        return None if rows is None else _held(rows, item)

    def may_differ(self, item: Item) -> bool:
        """Whether the item's verdict could change.

        Tighter rows refuse nothing that leaves them slack at complete and exact hints; looser rows accept nothing that
        breaks another rule.
        """
        if self.change in ("upper-1", "lower+1"):
            if not item.report.valid:
                return False
            rows = item.model.rows
            bounds = rows.row_upper if self.change == "upper-1" else rows.row_lower
            own = (row for row, rule in enumerate(rows.row_rule) if rule == self.rule)
            return any(item.activities[row] == bounds[row] for row in own)
        return item.rules <= {self.rule}

    def model(self, item: Item) -> Model | None:
        rows = self.rows(item.model.rows)
        return None if rows is None else Model(rows, item.model.variables)


def _held(rows: LinearModel, item: Item) -> Verdict:
    for row in range(len(rows.row_lower)):
        if rows.row_lower[row] > rows.row_upper[row]:
            return Verdict(False, {})  # an equation whose sides were moved across each other
    return Held(Model(rows, item.model.variables)).verdict(item.case.plan)


@dataclass(frozen=True)
class CodeMutant:
    """A model whose instance or eligibility is off, or that lacks a family. rule: where to look first."""

    name: str
    rule: str
    make: Callable[[Problem, Policy], Model]

    def __str__(self) -> str:
        return self.name

    def says(self, item: Item) -> Verdict | None:
        return Held(self.make(item.case.problem, item.case.policy)).verdict(item.case.plan)

    def model(self, item: Item) -> Model | None:
        return self.make(item.case.problem, item.case.policy)


@dataclass(frozen=True)
class PolicyMutant:
    """The checker reads one number (name) or weight (name "") of a rule by ``step`` too high."""

    rule: str
    name: str
    step: int

    def __str__(self) -> str:
        return f"checker {self.rule}.{self.name or 'weight'}{self.step:+d}"

    def reads(self, policy: Policy) -> Policy | None:
        rule = policy.rules[self.rule]
        if not self.name:
            return with_weight(policy, self.rule, rule.weight + self.step)
        if self.name not in rule.numbers:
            return None
        return with_number(policy, self.rule, self.name, rule.numbers[self.name].value + self.step)


def caught(mutant: RowMutant | CodeMutant) -> bool:
    """Whether checker and mutated model disagree on some plan: of the bank, or drawn from the mutated model itself.

    Items that break the mutant's rule alone, or were made for it, come first.
    """
    first = [item for item in bank() if item.rules == {mutant.rule} or item.case.about == mutant.rule]
    rest = [item for item in bank() if not (item.rules == {mutant.rule} or item.case.about == mutant.rule)]
    rest.sort(key=lambda item: not item.report.valid)
    return any(
        any(_tells(mutant, item) for item in items) or any(_draws_badly(mutant, item) for item in items[:DRAWS])
        for items in (first, rest)
    )


def _tells(mutant: RowMutant | CodeMutant, item: Item) -> bool:
    """Whether the item's own plan is judged differently."""
    said = mutant.says(item)
    return said is not None and differences(item.report, said) != []


def _draws_badly(mutant: RowMutant | CodeMutant, item: Item) -> bool:
    """Whether the mutated model gives a plan that the checker refuses."""
    model = mutant.model(item)
    plan = None if model is None else random_solution(model, Random(item.case.seed), eager=True)
    return plan is not None and not check(item.case.problem, item.case.policy, plan).valid


def checker_caught(mutant: PolicyMutant) -> bool:
    """Whether the checker under the mutated policy disagrees with the sound model on some item; cases at the number's edge come first."""
    edge = (mutant.rule, mutant.name)
    for item in sorted(bank(), key=lambda item: (item.case.edge != edge, item.case.about != mutant.rule)):
        policy = mutant.reads(item.case.policy)
        if policy is not None:
            report: Report = check(item.case.problem, policy, item.case.plan)
            if differences(report, item.said):
                return True
    return False


# frames and eligibilities that are off ------------------------------------------------------------------------------


def framed(instance: Callable[[Problem, Policy], Instance]) -> Callable[[Problem, Policy], Model]:
    """The whole model over another instance."""

    def make(problem: Problem, policy: Policy) -> Model:
        return build(instance(problem, policy), everything(problem, policy), Current(Plan()))

    return make


def judged(kind: type[Eligibility]) -> Callable[[Problem, Policy], Model]:
    """The whole model over another eligibility."""

    def instance(problem: Problem, policy: Policy) -> Instance:
        found = Instance(problem, policy)
        found.eligibility = kind(problem, policy)
        return found

    return framed(instance)


class AnyRole(Eligibility):
    """Everybody fits everywhere (K06, H01)."""

    def role(self, person: Staff, kind: str, fixed_post: str) -> bool:
        return True


class SupportAssists(Eligibility):
    """Support staff look after pupils (K06)."""

    def role(self, person: Staff, kind: str, fixed_post: str) -> bool:
        return super().role(replace(person, role="subject") if kind == "care" else person, kind, fixed_post)


class SupportKeepsOff(Eligibility):
    """Support staff never stand at a gate (K06)."""

    def role(self, person: Staff, kind: str, fixed_post: str) -> bool:
        return super().role(person, kind, fixed_post) and not (kind == "gate" and person.role == "support")


class Skilled(Eligibility):
    """Everybody is a level better (D07)."""

    def leads(self, person: Staff | Outside, offering: Offering) -> bool:
        better = tuple(replace(s, level=s.level + 1) for s in person.skills)
        return super().leads(replace(person, skills=better), offering)


class Unskilled(Eligibility):
    """Everybody is a level worse (D07)."""

    def leads(self, person: Staff | Outside, offering: Offering) -> bool:
        worse = tuple(replace(s, level=s.level - 1) for s in person.skills)
        return super().leads(replace(person, skills=worse), offering)


class NothingAcademic(Eligibility):
    """E02 is forgotten."""

    def leads(self, person: Staff | Outside, offering: Offering) -> bool:
        return super().leads(person, replace(offering, academic=False))


class HelpersCare(Eligibility):
    """Helpers look after groups (K06)."""

    def role(self, person: Staff, kind: str, fixed_post: str) -> bool:
        helper = person.role in HELPERS and kind == "care"
        return super().role(replace(person, role="subject") if helper else person, kind, fixed_post)


class HelpersHoldBack(Eligibility):
    """Helpers are not even offered posts where two stand (D13)."""

    def alone(self, person: Staff, headcount: int) -> bool:
        return super().alone(person, headcount - 1)


class RetiredKeepOff(Eligibility):
    """Retired staff are taken for support staff (K06)."""

    def role(self, person: Staff, kind: str, fixed_post: str) -> bool:
        other = replace(person, role="support") if person.role == "retired" else person
        return super().role(other, kind, fixed_post)


class NothingOnline(Eligibility):
    """Online lessons are led like others (B12)."""

    def leads(self, person: Staff | Outside, offering: Offering) -> bool:
        return super().leads(person, replace(offering, online=False))


def barring(days: int, name: str) -> type[Eligibility]:
    """An eligibility to which one date of the own staff is so many days later (D11, D12)."""

    class Barring(Eligibility):
        def _barred(self, person: Staff) -> bool:
            shifted: dict[str, Any] = {name: moved(getattr(person, name), days)}
            return super()._barred(replace(person, **shifted))

    return Barring


def trusting(change: Callable[[Outside], Outside]) -> type[Eligibility]:
    """An eligibility that sees everybody from outside a little better than they are."""

    class Trusting(Eligibility):
        def leads(self, person: Staff | Outside, offering: Offering) -> bool:
            return super().leads(change(person) if isinstance(person, Outside) else person, offering)

        def vetted(self, person: Outside, weekday: Weekday) -> str | None:
            return super().vetted(change(person), weekday)

    return Trusting


def moved(day: date | None, days: int) -> date | None:
    """A date that is set, some days later."""
    return None if day is None else day + timedelta(days=days)


class Strict(Instance):
    """A session may not end with the last period (K04)."""

    def within(self, grade: int, start: Minute, minutes: int) -> bool:
        return super().within(grade, start, minutes + 1)


class Lenient(Instance):
    """A session may end five minutes late (K04)."""

    def within(self, grade: int, start: Minute, minutes: int) -> bool:
        return super().within(grade, start, minutes - 5)


class NoLastStart(Instance):
    """The last bell is no start (K04)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.__dict__["starts"] = {offering: times[:-1] for offering, times in Instance(problem, policy).starts.items()}


class NoLastDay(Instance):
    """The last weekday of an offering is none (K04)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.__dict__["session_days"] = {o: days[:-1] for o, days in Instance(problem, policy).session_days.items()}


class FastWalk(Instance):
    """Everybody walks a minute faster (D08)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        usual = self.eligibility.walk
        self.eligibility.walk = lambda *zones: max(0, usual(*zones) - 1)


class SlowWalk(Instance):
    """Everybody walks a minute slower (D08)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        usual = self.eligibility.walk
        self.eligibility.walk = lambda *zones: usual(*zones) + bool(usual(*zones))


class NeverClosing(Instance):
    """Whoever leads the last session goes home with its end (D14)."""

    def session_until(self, offering: Offering, start: Minute, *_: object) -> Shift:
        return Shift(start, start + offering.minutes)


class AnyRoom(Instance):
    """Rooms of every type will do (H07)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.__dict__["rooms_for"] = {o.id: tuple(problem.room_of) for o in problem.offerings}


class CoversMore(Instance):
    """A session that ends a minute before the period takes its pupils away all the same (A04)."""

    def covers(self, offering: Offering, start: Minute, grade: int) -> tuple[int, ...]:
        return super().covers(replace(offering, minutes=offering.minutes + 1), start, grade)


class CoversLess(Instance):
    """A session that ends with the period does not take its pupils away (A04)."""

    def covers(self, offering: Offering, start: Minute, grade: int) -> tuple[int, ...]:
        return super().covers(replace(offering, minutes=offering.minutes - 1), start, grade)


class ShortLast(Instance):
    """The last care period ends with the bell (D14)."""

    def care_until(self, home: str, period: int, leaving: Minute, gate: tuple[str, ...] = ()) -> Shift:
        found = super().care_until(home, period, leaving, gate)
        return replace(found, end=self.band_of_class[home].periods[period].end, escort=0)


class OneLateAdultLess(Instance):
    """Extended care has an adult less (A08)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        shifts = Instance(problem, policy).late_shift
        self.__dict__["late_shift"] = {day: replace(s, headcount=s.headcount - 1) for day, s in shifts.items()}


class EveryClassQueues(Instance):
    """Classes without an applicant queue too (D14, H03, H03P)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.queues = {grade: sum(1 for c in problem.classes if c.grade == grade) for grade in problem.window_of}


class Nearer(Instance):
    """Everything off campus is a minute nearer (B13)."""

    step = -1

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.__dict__["travel"] = {room: way + self.step for room, way in Instance(problem, policy).travel.items()}


class Farther(Nearer):
    """Everything off campus is a minute farther away (B13)."""

    step = 1


class CheckedLonger(Instance):
    """Safety checks last a day more, or less (H06)."""

    more = 1

    def __init__(self, problem: Problem, policy: Policy) -> None:
        days = timedelta(days=self.more)
        rooms = tuple(replace(r, checked_to=r.checked_to and r.checked_to + days) for r in problem.rooms)
        self.__dict__["unchecked"] = Instance(replace(problem, rooms=rooms), policy).unchecked
        super().__init__(problem, policy)


class CheckedShorter(CheckedLonger):
    """Safety checks last a day less (H06)."""

    more = -1


class ClassTeachersRest(Instance):
    """Only the regular timetable says who teaches a class (B04)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        staff = tuple(replace(x, homeroom=None) for x in problem.staff)
        self.__dict__["taught"] = Instance(replace(problem, staff=staff), policy).taught


class AnyLevel(Instance):
    """Nobody needs to have passed anything (B16)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.given.levels = False


class AnybodySits(Instance):
    """Agreements and grades served are forgotten (C05)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.given.barred = frozenset()


class NoBonus(Instance):
    """All choices are worth the same (C04)."""

    def worth(self, pupil: Pupil, rank: int) -> int:
        return super().worth(replace(pupil, priority=""), rank)


class AnyCompany(Instance):
    """Everybody is company enough for a helper (D13)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.__dict__["regulars"] = frozenset((*problem.staff_of, *problem.outside_of))


class NoCoaches(Instance):
    """Coaches are like others from outside (E12)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.__dict__["coaches"] = frozenset()


class NoScreens(Instance):
    """Online lessons are held where there is no screen (B12)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        blind = replace(problem, offerings=tuple(replace(o, online=False) for o in problem.offerings))
        blind_rooms, online = Instance(blind, policy).rooms_for, {o.id for o in problem.offerings if o.online}
        self.__dict__["rooms_for"] = {
            o: tuple(r for r in rooms if o not in online or not problem.room_of[r].screen) for o, rooms in blind_rooms.items()
        }


class TeachersWhoServe(Instance):
    """Loads are always compared among those who take part (D02)."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        super().__init__(problem, policy)
        self.__dict__["compared"] = Instance(problem, with_number(policy, "D02", "all_in_service", 0)).compared


CODE_MUTANTS = (
    CodeMutant("venues are nearer", "B13", framed(Nearer)),
    CodeMutant("venues are farther away", "B13", framed(Farther)),
    CodeMutant("a safety check lasts a day longer", "H06", framed(CheckedLonger)),
    CodeMutant("a safety check lasts a day less", "H06", framed(CheckedShorter)),
    CodeMutant("class teachers teach nobody", "B04", framed(ClassTeachersRest)),
    CodeMutant("no prerequisites", "B16", framed(AnyLevel)),
    CodeMutant("anybody sits", "C05", framed(AnybodySits)),
    CodeMutant("no bonus", "C04", framed(NoBonus)),
    CodeMutant("helpers hold back", "D13", judged(HelpersHoldBack)),
    CodeMutant("helpers look after groups", "K06", judged(HelpersCare)),
    CodeMutant("everybody is company", "D13", framed(AnyCompany)),
    CodeMutant("retired staff only watch gates", "K06", judged(RetiredKeepOff)),
    CodeMutant("stopped a day later", "D11", judged(barring(1, "stopped"))),
    CodeMutant("stopped a day earlier", "D11", judged(barring(-1, "stopped"))),
    CodeMutant("trained a day later", "D12", judged(barring(1, "trained"))),
    CodeMutant("trained a day earlier", "D12", judged(barring(-1, "trained"))),
    CodeMutant("online lessons ask for skill", "B12", judged(NothingOnline)),
    CodeMutant("no screens for online lessons", "B12", framed(NoScreens)),
    CodeMutant("coaches do not count", "D01", framed(NoCoaches)),
    CodeMutant("coaches may ask for more", "E12", judged(trusting(lambda p: replace(p, rate=6000 if p.kind == "coach" else p.rate)))),
    CodeMutant("loads of those who take part", "D02", framed(TeachersWhoServe)),
    CodeMutant("nobody is hired", "E10", judged(trusting(lambda p: replace(p, kind="agency")))),
    CodeMutant("charity is free of charge", "E11", judged(trusting(lambda p: replace(p, rate=0)))),
    CodeMutant("lessons and absences end a minute early", "I04", judged(EndsEarly)),
    CodeMutant("lessons and absences begin a minute late", "I04", judged(StartsLate)),
    CodeMutant("lessons and absences last a minute longer", "K01", judged(EndsLate)),
    CodeMutant("lessons and absences begin a minute early", "K01", judged(StartsEarly)),
    CodeMutant("people join a day later", "K01", judged(redated(joined=1))),
    CodeMutant("people join a day earlier", "K01", judged(redated(joined=-1))),
    CodeMutant("people leave a day later", "K01", judged(redated(left=1))),
    CodeMutant("people leave a day earlier", "K01", judged(redated(left=-1))),
    CodeMutant("leaves last a day longer", "K01", judged(redated(leave=1))),
    CodeMutant("leaves last a day less", "K01", judged(redated(leave=-1))),
    CodeMutant("every week alike", "I04", judged(EveryWeekAlike)),
    CodeMutant("odd weeks for even ones", "I04", judged(OtherWeek)),
    CodeMutant("any role", "K06", judged(AnyRole)),
    CodeMutant("support staff look after pupils", "K06", judged(SupportAssists)),
    CodeMutant("no support staff at gates", "K06", judged(SupportKeepsOff)),
    CodeMutant("a level better", "D07", judged(Skilled)),
    CodeMutant("a level worse", "D07", judged(Unskilled)),
    CodeMutant("nothing is academic", "E02", judged(NothingAcademic)),
    CodeMutant("every pool", "E04", judged(trusting(lambda p: replace(p, pool="city")))),
    CodeMutant("no pool", "E04", judged(trusting(lambda p: replace(p, pool="none")))),
    CodeMutant("any record", "E14", judged(trusting(lambda p: replace(p, clean_record=True)))),
    CodeMutant("any contract", "E14", judged(trusting(lambda p: replace(p, contract=True)))),
    CodeMutant("approved a day early", "E03", judged(trusting(lambda p: replace(p, approved_from=moved(p.approved_from, -1))))),
    CodeMutant("approved a day late", "E03", judged(trusting(lambda p: replace(p, approved_from=moved(p.approved_from, 1))))),
    CodeMutant("approved a day longer", "E03", judged(trusting(lambda p: replace(p, approved_to=moved(p.approved_to, 1))))),
    CodeMutant("approved a day less", "E03", judged(trusting(lambda p: replace(p, approved_to=moved(p.approved_to, -1))))),
    CodeMutant("reviewed a day early", "E05", judged(trusting(lambda p: replace(p, reviewed=moved(p.reviewed, -1))))),
    CodeMutant("reviewed a day late", "E05", judged(trusting(lambda p: replace(p, reviewed=moved(p.reviewed, 1))))),
    CodeMutant("insured a day longer", "E06", judged(trusting(lambda p: replace(p, insured_to=moved(p.insured_to, 1))))),
    CodeMutant("insured a day less", "E06", judged(trusting(lambda p: replace(p, insured_to=moved(p.insured_to, -1))))),
    CodeMutant("insured a day early", "E06", judged(trusting(lambda p: replace(p, insured_from=moved(p.insured_from, -1))))),
    CodeMutant("insured a day late", "E06", judged(trusting(lambda p: replace(p, insured_from=moved(p.insured_from, 2))))),
    CodeMutant("filed a day early", "E06", judged(trusting(lambda p: replace(p, filed=moved(p.filed, -1))))),
    CodeMutant("filed a day late", "E06", judged(trusting(lambda p: replace(p, filed=moved(p.filed, 1))))),
    CodeMutant("a session may not end with the window", "K04", framed(Strict)),
    CodeMutant("a session may end five minutes late", "K04", framed(Lenient)),
    CodeMutant("the last bell is no start", "K04", framed(NoLastStart)),
    CodeMutant("the last weekday of an offering is none", "K04", framed(NoLastDay)),
    CodeMutant("walks a minute shorter", "D08", framed(FastWalk)),
    CodeMutant("walks a minute longer", "D08", framed(SlowWalk)),
    CodeMutant("no session is closing", "K02", framed(NeverClosing)),
    CodeMutant("rooms of any type", "H07", framed(AnyRoom)),
    CodeMutant("a minute less takes pupils away", "D10", framed(CoversMore)),
    CodeMutant("whole periods do not take pupils away", "A04", framed(CoversLess)),
    CodeMutant("care ends with the bell", "K02", framed(ShortLast)),
    CodeMutant("an adult less in extended care", "A08", framed(OneLateAdultLess)),
    CodeMutant("every class queues", "D14", framed(EveryClassQueues)),
)


def without_family(family: Callable[..., None], rule: str) -> CodeMutant:
    """The model less one family."""
    name = f"{family.__module__.rsplit('.', 1)[-1]}.{family.__name__}"
    return CodeMutant(f"without {name}", rule, lambda problem, policy: whole(problem, policy, family))
