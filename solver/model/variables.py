"""Columns by domain name, made when first asked for: free where the scope says so, else the current plan's constant.

Keys: slot (grade, minute, gate) · tutor (grade, weekday, period, kind) · session (section, weekday, start, room) ·
seat (pupil, section) · member (class, host, weekday, period) · late_room (weekday, room) · stand (post, week, person) ·
flex (person, week, weekday, kind) · fee (pupil). Everything else is derived from these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from solver.model.current import Current
from solver.model.instance import Instance, People
from solver.model.linear_model import FALSE, TRUE, LinearModel, Term
from solver.model.meetings import Meetings
from solver.model.scope import Scope, SectionKey
from solver.model.timings import Timings
from solver.plan import FLEX_KINDS, TUTORING_KINDS, Post
from solver.units import EVERY_WEEK, Minute, Week, Weekday


class Variables(Meetings):
    """Accessors over one model under construction."""

    def __init__(self, instance: Instance, scope: Scope, current: Current, rows: LinearModel) -> None:
        super().__init__(instance, scope, current, rows)
        self.slots: dict[tuple[int, Minute, str], int] = {}
        self.tutors: dict[tuple[int, Weekday, int, str], int] = {}
        self.seats: dict[tuple[str, SectionKey], int] = {}
        self.members: dict[tuple[str, str, Weekday, int], int] = {}
        self.late_rooms: dict[tuple[Weekday, str], int] = {}
        self.stands: dict[tuple[Post, Week, str], int] = {}
        self.flexes: dict[tuple[str, Week, Weekday, str], int] = {}
        self.fees: dict[str, int] = {}
        self._waves: dict[tuple[str, Minute], int] = {}
        self._away: dict[tuple[str, SectionKey, Weekday, int], int] = {}
        self._seats_of_class: dict[tuple[str, Weekday], tuple[dict[SectionKey, int], list[tuple[str, SectionKey]]]] = {}
        self._mets: dict[tuple[SectionKey, int, Weekday, int], int] = {}
        self._present: dict[tuple[SectionKey, int], int] = {}
        self._full: dict[tuple[Post, Week], bool] = {}
        self._posts: dict[Weekday, list[tuple[Post, int]]] = {}
        self._open: dict[tuple[Week, Weekday], list[Post]] = {}
        self._crews: dict[tuple[Post, Week], list[tuple[str, int]]] = {}
        self._candidates: dict[tuple[Post, Week], People] = {}
        self.timings = Timings(self)

    # grades ---------------------------------------------------------------------------------------------------------

    def slot(self, grade: int, minute: Minute, gate: str) -> int:
        """Grade leaves at the minute through the gate."""
        key = (grade, minute, gate)
        if key not in self.slots:
            held = int(key in self.current.slots)
            self.slots[key] = self.rows.boolean(held) if grade in self.scope.slots else held
        return self.slots[key]

    def slots_of(self, grade: int) -> Iterator[tuple[Minute, str, int]]:
        window = self.instance.window(grade)
        return ((m, e, self.slot(grade, m, e)) for m in window.dismissals for e in window.gates)

    def wave(self, gate: str, minute: Minute) -> int:
        """Some grade leaves through the gate at the minute."""
        if (gate, minute) not in self._waves:
            parts = [
                self.slot(g, minute, gate)
                for g, w in self.instance.problem.window_of.items()
                if minute in w.dismissals and gate in w.gates
            ]
            self._waves[gate, minute] = self.rows.either(parts, "K00")
        return self._waves[gate, minute]

    @cached_property
    def minutes_of_gate(self) -> dict[str, tuple[Minute, ...]]:
        """Candidate dismissal minutes by gate, ascending."""
        windows = self.instance.problem.windows
        return {
            gate.id: tuple(sorted({m for w in windows if gate.id in w.gates for m in w.dismissals}))
            for gate in self.instance.problem.gates
        }

    def tutor(self, grade: int, weekday: Weekday, period: int, kind: str) -> int:
        """The period is tutoring of the kind for the grade."""
        key = (grade, weekday, period, kind)
        if key not in self.tutors:
            held = int(key in self.current.tutoring)
            self.tutors[key] = self.rows.boolean(held) if (grade, weekday) in self.scope.tutoring else held
        return self.tutors[key]

    def tutored(self, grade: int, weekday: Weekday, period: int) -> list[int]:
        """Columns of which at most one is true: the period is tutoring, of any kind."""
        return [self.tutor(grade, weekday, period, kind) for kind in TUTORING_KINDS]

    # pupils ---------------------------------------------------------------------------------------------------------

    def seat(self, pupil: str, section: SectionKey) -> int:
        """The pupil sits in the section; no column for an offering neither chosen nor given, or that does not fit.

        C01, B16 and C05 need no rows therefore.
        """
        key = (pupil, section)
        if key not in self.seats:
            held = int((pupil, *section) in self.current.seats)
            if pupil in self.scope.seat_pupils and section in self.scope.seat_sections:
                problem = self.instance.problem
                offering = problem.offering_of[section[0]]
                given = self.instance.given
                wanted = section[0] in problem.pupil_of[pupil].choices or section[0] in given.to(pupil)
                fits = wanted and problem.grade_of_pupil[pupil] in offering.grades and given.admits(pupil, offering)
                self.seats[key] = self.rows.boolean(held) if fits else FALSE
            else:
                self.seats[key] = held
        return self.seats[key]

    @cached_property
    def seats_by_section(self) -> dict[SectionKey, list[tuple[str, int]]]:
        """(pupil, column) of every seat that is or may be taken, by section."""
        found: dict[SectionKey, list[tuple[str, int]]] = {}
        sections: dict[str, list[SectionKey]] = {}
        for section in self.scope.seat_sections:
            sections.setdefault(section[0], []).append(section)
        for same in sections.values():
            same.sort()
        for pupil in self.instance.problem.pupils:
            if pupil.id in self.scope.seat_pupils:
                for choice in dict.fromkeys((*(pupil.choices if pupil.clubs else ()), *self.instance.given.to(pupil.id))):
                    for section in sections.get(choice, ()):
                        column = self.seat(pupil.id, section)
                        if column != FALSE:
                            found.setdefault(section, []).append((pupil.id, column))
        for section, pupils in self.current.seats_of_section.items():
            free = section in self.scope.seat_sections
            for name in pupils:
                if not (free and name in self.scope.seat_pupils):
                    found.setdefault(section, []).append((name, TRUE))
        return found

    @cached_property
    def seats_by_pupil(self) -> dict[str, list[tuple[SectionKey, int]]]:
        """(section, column) of every seat that is or may be taken, by pupil."""
        found: dict[str, list[tuple[SectionKey, int]]] = {}
        for section, seats in sorted(self.seats_by_section.items()):
            for name, column in seats:
                found.setdefault(name, []).append((section, column))
        return found

    def present(self, section: SectionKey, grade: int) -> int:
        """Some pupil of the grade sits in the section (at least then; it may be true without any)."""
        key = (section, grade)
        if key not in self._present:
            grades = self.instance.problem.grade_of_pupil
            seats = [c for name, c in self.seats_by_section.get(section, ()) if grades[name] == grade]
            if TRUE in seats or not seats:
                self._present[key] = TRUE if seats else FALSE
            else:
                column = self.rows.boolean(int(any(self.rows.value(c) for c in seats)))
                for seat in seats:
                    self.rows.implies("K04", seat, column)
                self._present[key] = column
        return self._present[key]

    def away(self, pupil: str, section: SectionKey, weekday: Weekday, period: int) -> int:
        """The pupil's seat in the section takes him out of his home group for the whole period."""
        met = self._met(section, self.instance.problem.grade_of_pupil[pupil], weekday, period)
        if met == FALSE:
            return FALSE
        seat = self.seat(pupil, section)
        if met == TRUE or seat <= TRUE:
            return self.rows.both(seat, met, "A04")
        key = (pupil, section, weekday, period)
        if key not in self._away:
            self._away[key] = self.rows.both(seat, met, "A04")
        return self._away[key]

    def leaving(self, home: str, weekday: Weekday, period: int) -> list[Term]:
        """(number, column): so many of the class's pupils are away for the whole period where the column is true."""
        counts, free = self._seated(home, weekday)
        grade = self.instance.grade_of_class[home]
        terms = [(count, self._met(section, grade, weekday, period)) for section, count in counts.items()]
        terms += [(1, self.away(pupil, section, weekday, period)) for pupil, section in free]
        return [(count, column) for count, column in terms if column != FALSE]

    def _seated(self, home: str, weekday: Weekday) -> tuple[dict[SectionKey, int], list[tuple[str, SectionKey]]]:
        """Settled seats of a class's pupils who attend, counted by section, and (pupil, section) of those that are free."""
        key = (home, weekday)
        if key not in self._seats_of_class:
            counts: dict[SectionKey, int] = {}
            free = []
            for pupil in self.instance.attending.get(key, ()):
                for section, column in self.seats_by_pupil.get(pupil.id, ()):
                    if column == TRUE:
                        counts[section] = counts.get(section, 0) + 1
                    else:
                        free.append((pupil.id, section))
            self._seats_of_class[key] = counts, free
        return self._seats_of_class[key]

    def _met(self, section: SectionKey, grade: int, weekday: Weekday, period: int) -> int:
        """The section meets over the whole of the period of the grade."""
        key = (section, grade, weekday, period)
        if key not in self._mets:
            offering = self.instance.problem.offering_of[section[0]]
            covering = [
                self.at(section, weekday, m)
                for m in self.starts_on(section, weekday)
                if period in self.instance.covers(offering, m, grade)
            ]
            self._mets[key] = self.rows.one_of(covering, "K05")
        return self._mets[key]

    # care groups ----------------------------------------------------------------------------------------------------

    def member(self, home: str, host: str, weekday: Weekday, period: int) -> int:
        """Class ``home`` is in the group of class ``host``."""
        key = (home, host, weekday, period)
        if key not in self.members:
            held = int(key in self.current.members)
            band = self.instance.band_of_class[home].id
            free = (weekday, band, period) in self.scope.groups and self.instance.band_of_class[host].id == band
            self.members[key] = self.rows.boolean(held) if free else held
        return self.members[key]

    def hosts(self, home: str, weekday: Weekday, period: int) -> list[tuple[str, int]]:
        """(class, column) of the classes of its band whose group the class is or may be in."""
        band = self.instance.band_of_class[home].id
        hosts: Iterable[str] = self.instance.classes_of_band[band]
        if (weekday, band, period) not in self.scope.groups:
            there = self.current.hosts.get((home, weekday, period), ())
            hosts = [host for host in hosts if host in there] if there else ()
        return [(host, self.member(home, host, weekday, period)) for host in hosts]

    def hosted(self, host: str, weekday: Weekday, period: int) -> int:
        """A care group meets in the host's room."""
        return self.member(host, host, weekday, period)

    def late_room(self, weekday: Weekday, room: str) -> int:
        key = (weekday, room)
        if key not in self.late_rooms:
            held = int(key in self.current.late_rooms)
            self.late_rooms[key] = self.rows.boolean(held) if weekday in self.scope.late_rooms else held
        return self.late_rooms[key]

    # adults ---------------------------------------------------------------------------------------------------------

    def posts(self, weekday: Weekday) -> list[tuple[Post, int]]:
        """Weekly posts that exist or may exist that weekday, with the column of their existence."""
        if weekday not in self._posts:
            instance = self.instance
            found: list[tuple[Post, int]] = []
            found += [(post, self.hosted(post.subject, weekday, post.detail)) for post in instance.care_posts(weekday)]
            for gate, minutes in self.minutes_of_gate.items() if weekday in instance.days else ():
                found += [(Post("gate", weekday, gate, m), self.wave(gate, m)) for m in minutes]
            found += [(post, TRUE) for post in instance.standing(weekday) if post.kind != "standby"]
            if instance.policy.on("A09") and weekday in instance.days:
                found.append((Post("standby", weekday, "", 0), self.timings.standby(weekday)))
            self._posts[weekday] = [(post, exists) for post, exists in found if exists != FALSE]
        return self._posts[weekday]

    def section_posts(self, section: SectionKey) -> list[tuple[Post, int]]:
        """The posts of a section with their headcounts."""
        offering = self.instance.problem.offering_of[section[0]]
        posts = [(Post("lead", 0, *section), 1)]
        if offering.assistants:
            posts.append((Post("assist", 0, *section), offering.assistants))
        return posts

    def stand(self, post: Post, week: Week, person: str) -> int:
        """The person stands on the post; no column for a pair that Eligibility rules out."""
        key = (post, week, person)
        if key not in self.stands:
            held = int(key in self.current.stands)
            if self.scope.frees_post(post, week, person):
                run = self.current.run(post, week) if self.scope.runs else (post,)
                if run[0] != post:
                    self.stands[key] = self.stand(run[0], week, person)
                else:
                    possible = all(person in self.candidates(x, week) for x in run) and not self.full(post, week)
                    self.stands[key] = self.rows.boolean(held) if possible else FALSE
            else:
                self.stands[key] = held
        return self.stands[key]

    def full(self, post: Post, week: Week) -> bool:
        """Whether people whose posts are not free already fill the post, so that it holds no variable."""
        key = (post, week)
        if key not in self._full:
            staying = [p for p in self.current.standing.get(key, ()) if not self.scope.frees_post(post, week, p)]
            self._full[key] = len(staying) >= self.headcount(post)
        return self._full[key]

    def open_posts(self, week: Week, weekday: Weekday) -> list[Post]:
        """Weekly posts of a day on which somebody whose posts are free might stand."""
        key = (week, weekday)
        if key not in self._open:
            self._open[key] = [post for post, _ in self.posts(weekday) if not self.full(post, week)]
        return self._open[key]

    def headcount(self, post: Post) -> int:
        if post.kind == "lead":
            return 1
        if post.kind == "assist":
            return self.instance.problem.offering_of[post.subject].assistants
        return self.instance.headcount(post)

    def candidates(self, post: Post, week: Week) -> People:
        """Persons who may stand on a post in a week as far as the pair alone decides, in one of its timings at least."""
        if post.kind == "lead":
            return self.instance.leaders[post.subject]
        if post.kind == "assist":
            return self.instance.assistants
        key = (post, week)
        if key not in self._candidates:
            sets = [self.instance.allowed_at(post, timing.shift, week) for timing in self.timings.weekly(post)]
            self._candidates[key] = sets[0] if len(sets) == 1 else dict.fromkeys(name for people in sets for name in people)
        return self._candidates[key]

    def crew(self, post: Post, week: Week) -> list[tuple[str, int]]:
        """(person, column) of everybody who stands or may stand on the post."""
        key = (post, week)
        if key not in self._crews:
            people: list[str] = []
            if self.scope.frees(post, week) and not self.full(post, week):
                free = self.scope.people
                people = [p for p in self.candidates(post, week) if p in free]
            fixed = [p for p in self.current.standing.get(key, ()) if not self.scope.frees_post(post, week, p)]
            crew = [(p, self.stand(post, week, p)) for p in (*people, *fixed)]
            self._crews[key] = [(p, column) for p, column in crew if column != FALSE]
        return self._crews[key]

    def flex(self, person: str, week: Week, weekday: Weekday, kind: str) -> int:
        key = (person, week, weekday, kind)
        if key not in self.flexes:
            held = int(key in self.current.flex)
            free = self.scope.flex and person in self.scope.people and kind in FLEX_KINDS
            self.flexes[key] = self.rows.boolean(held) if free else held
        return self.flexes[key]

    def fee(self, pupil: str, amount: int) -> int:
        """What the pupil's family pays; ``amount`` is the largest it may be."""
        if pupil not in self.fees:
            held = self.current.fees.get(pupil, 0)
            self.fees[pupil] = self.rows.integer(0, amount, held) if self.scope.fees else held
        return self.fees[pupil]


__all__ = ["EVERY_WEEK", "Variables"]
