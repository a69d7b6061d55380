"""The Problem: everything a school submits for one term, frozen, with its references proven good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from solver.problem.bells import Interval, Lesson, Window
from solver.problem.blocks import Block
from solver.problem.calendar import Term
from solver.problem.companions import Companion, CompanionPair, pairs_of
from solver.problem.earlier import Earlier
from solver.problem.familiarity import Familiarity, familiarity
from solver.problem.money import Money
from solver.problem.offerings import Offering
from solver.problem.option import option
from solver.problem.people import HELPERS, Outside, Staff
from solver.problem.places import LATE_ROOM, FixedPost, Gate, Room, Walk
from solver.problem.pupils import HomeClass, Pupil
from solver.problem.replan import Replan
from solver.units import Fen, Minute, Weekday


@dataclass(frozen=True, slots=True)
class Band:
    """A grade band 学段: the grades that share one period grid, so that their classes may be merged."""

    id: str
    grades: tuple[int, ...]
    start: Minute
    periods: tuple[Interval, ...]


@dataclass(frozen=True)
class Problem:
    """One school's term. Build it with :func:`solver.problem.validate.build`, which lists every fault at once.

    All tuples keep the order of submission; ids are unique within their kind, and staff and outside instructors
    share one namespace of person ids. ``sessions`` of the plan are a week template; dates live in ``term``. ``replan`` is set
    for one solve that goes on from an earlier plan, ``earlier`` where plans of the same term stood before; no school submits them.
    """

    school: str
    term: Term
    windows: tuple[Window, ...]
    classes: tuple[HomeClass, ...]
    pupils: tuple[Pupil, ...]
    staff: tuple[Staff, ...]
    rooms: tuple[Room, ...]
    gates: tuple[Gate, ...]
    money: Money
    outside: tuple[Outside, ...] = ()
    offerings: tuple[Offering, ...] = ()
    posts: tuple[FixedPost, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    walks: tuple[Walk, ...] = ()
    blocks: tuple[Block, ...] = option(())
    companions: tuple[Companion, ...] = option(())
    replan: Replan | None = option(None)
    earlier: Earlier | None = option(None)

    @cached_property
    def familiarity(self) -> Familiarity:
        """Adults known to each class (D16)."""
        return familiarity(self)

    @cached_property
    def companion_pairs(self) -> tuple[CompanionPair, ...]:
        """Pupils who are to be together or apart, each pair once (C10, C10W)."""
        return pairs_of(self.companions)

    @cached_property
    def window_of(self) -> Mapping[int, Window]:
        return {window.grade: window for window in self.windows}

    @cached_property
    def class_of(self) -> Mapping[str, HomeClass]:
        return {home.id: home for home in self.classes}

    @cached_property
    def class_names(self) -> Mapping[str, str]:
        """Id of a home class -> the class as the school writes it; the id where it has no name or shares it with another class."""
        shared = Counter(home.name for home in self.classes)
        return {home.id: home.name if home.name and shared[home.name] == 1 else home.id for home in self.classes}

    @cached_property
    def pupil_of(self) -> Mapping[str, Pupil]:
        return {pupil.id: pupil for pupil in self.pupils}

    @cached_property
    def staff_of(self) -> Mapping[str, Staff]:
        return {person.id: person for person in self.staff}

    @cached_property
    def outside_of(self) -> Mapping[str, Outside]:
        return {person.id: person for person in self.outside}

    @cached_property
    def room_of(self) -> Mapping[str, Room]:
        return {room.id: room for room in self.rooms}

    @cached_property
    def gate_of(self) -> Mapping[str, Gate]:
        return {gate.id: gate for gate in self.gates}

    @cached_property
    def offering_of(self) -> Mapping[str, Offering]:
        return {offering.id: offering for offering in self.offerings}

    @cached_property
    def post_of(self) -> Mapping[str, FixedPost]:
        return {post.id: post for post in self.posts}

    @cached_property
    def week_patterns(self) -> frozenset[str]:
        """``WEEK_PATTERNS`` of lessons and of absences."""
        absences = {busy.weeks for person in self.staff for busy in person.unavailable}
        return frozenset(absences | {lesson.weeks for lesson in self.lessons})

    @cached_property
    def rate_of(self) -> Mapping[str, Fen]:
        """Fen per class-hour of every person: the pay tier's or the common pay of own staff, the rate of outside people.

        Volunteers and parents are unpaid (D13).
        """
        tiers = {tier.id: tier.pay for tier in self.money.tiers}
        rates = {p.id: self.money.pay if p.tier is None else tiers[p.tier] for p in self.staff}
        rates |= {p.id: 0 for p in self.staff if p.role in HELPERS}
        return rates | {guest.id: guest.rate for guest in self.outside}

    @cached_property
    def block_of(self) -> Mapping[str, Block]:
        return {block.id: block for block in self.blocks}

    @cached_property
    def pupils_of_block(self) -> Mapping[str, tuple[Pupil, ...]]:
        """Who signed up for each block, in the pupils' order."""
        found: dict[str, list[Pupil]] = {block.id: [] for block in self.blocks}
        for pupil in self.pupils if self.blocks else ():
            for name in pupil.blocks:
                if name in found:
                    found[name].append(pupil)
        return {name: tuple(pupils) for name, pupils in found.items()}

    def rooms_of_block(self, block: Block) -> tuple[str, ...]:
        """The block's venue, or the classrooms of the classes whose pupils signed up for it."""
        if block.rooms:
            return block.rooms
        homes = (self.class_of.get(pupil.class_id) for pupil in self.pupils_of_block[block.id])
        return tuple(dict.fromkeys(home.room for home in homes if home is not None))

    @cached_property
    def grade_of_pupil(self) -> Mapping[str, int]:
        return {pupil.id: self.class_of[pupil.class_id].grade for pupil in self.pupils}

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """Grades grouped by identical start and periods, in grade order; id = ``"1-2"`` or ``"3"``."""
        groups: dict[tuple[Minute, tuple[Interval, ...]], list[Window]] = {}
        for window in sorted(self.windows, key=lambda w: w.grade):
            groups.setdefault((window.start, window.periods), []).append(window)
        return tuple(
            Band(
                id="-".join(dict.fromkeys((str(group[0].grade), str(group[-1].grade)))),
                grades=tuple(w.grade for w in group),
                start=start,
                periods=periods,
            )
            for (start, periods), group in groups.items()
        )

    @cached_property
    def band_of_grade(self) -> Mapping[int, Band]:
        return {grade: band for band in self.bands for grade in band.grades}

    @cached_property
    def late_rooms(self) -> tuple[Room, ...]:
        return tuple(room for room in self.rooms if room.type == LATE_ROOM)

    @cached_property
    def weekdays(self) -> tuple[Weekday, ...]:
        """Weekday templates that occur among the service dates, ascending."""
        return tuple(sorted({weekday for _, weekday in self.term.service_dates()}))

    @cached_property
    def dated_people(self) -> frozenset[str]:
        """Own staff and outside people who join, leave or are on leave at some time (K01)."""
        people: tuple[Staff | Outside, ...] = (*self.staff, *self.outside)
        return frozenset(person.id for person in people if person.dated)

    @cached_property
    def dates_of_weekday(self) -> Mapping[Weekday, tuple[date, ...]]:
        """Weekday template -> the dates of the period that run by it, those of weekend blocks included (A10, A14)."""
        found: dict[Weekday, list[date]] = {weekday: [] for weekday in self.post_days}
        for day, weekday in self.term.service_dates():
            found[weekday].append(day)
        for day in self.term.free_weekend_days() if len(self.post_days) > len(self.weekdays) else ():
            if day.isoweekday() in found and day.isoweekday() not in self.weekdays:
                found[day.isoweekday()].append(day)
        return {weekday: tuple(days) for weekday, days in found.items()}

    @cached_property
    def post_days(self) -> tuple[Weekday, ...]:
        """Weekdays on which somebody may stand somewhere: those of service, and days of weekend blocks that the term has."""
        wanted = {weekday for block in self.blocks if block.kind == "weekend" for weekday in block.weekdays}
        free = {day.isoweekday() for day in self.term.free_weekend_days()} if wanted else set()
        return tuple(sorted({*self.weekdays, *(wanted & free)}))
