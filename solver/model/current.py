"""A plan as sets of decisions, for constant-time look-ups while a model is built."""

from __future__ import annotations

from collections import defaultdict

from solver.model.scope import SectionKey
from solver.plan import Assignment, Plan, Post
from solver.units import EVERY_WEEK, Minute, Week, Weekday


class Current:
    """The decisions of a plan, each under the key of the variable that stands for it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.slots = {(d.grade, d.minute, d.gate) for d in plan.dismissals}
        self.tutoring = {(t.grade, t.weekday, t.period, t.kind) for t in plan.tutoring}
        self.opened: set[SectionKey] = {(s.offering, s.number) for s in plan.sections}
        self.sessions: dict[SectionKey, set[tuple[Weekday, Minute, str]]] = {
            (s.offering, s.number): {(x.weekday, x.start, x.room) for x in s.sessions} for s in plan.sections
        }
        self.members = {(c, g.host, g.weekday, g.period) for g in plan.care_groups for c in g.classes}
        self.hosts: dict[tuple[str, Weekday, int], set[str]] = defaultdict(set)
        for home, host, day, period in self.members:
            self.hosts[home, day, period].add(host)
        self.late_rooms = {(c.weekday, room) for c in plan.late_care for room in c.rooms}
        self.seats = {(s.pupil, s.offering, s.number) for s in plan.seats}
        self.stands = {(a.post, a.week, a.person) for a in plan.assignments}
        self.flex = {(f.person, f.week, f.weekday, f.kind) for f in plan.flex}
        self.fees = {f.pupil: f.fen for f in plan.fees}

        self.weekly: dict[tuple[str, Week, Weekday], list[Post]] = defaultdict(list)
        self.leading: dict[str, list[Post]] = defaultdict(list)
        self.standing: dict[tuple[Post, Week], list[str]] = defaultdict(list)
        self._runs: dict[tuple[Post, Week], tuple[Post, ...]] = {}
        for assignment in plan.assignments:
            self._note(assignment)
        self.seats_of_section: dict[SectionKey, list[str]] = defaultdict(list)
        self.seats_of_pupil: dict[str, list[SectionKey]] = defaultdict(list)
        for seat in plan.seats:
            self.seats_of_section[seat.offering, seat.number].append(seat.pupil)
            self.seats_of_pupil[seat.pupil].append((seat.offering, seat.number))

    def run(self, post: Post, week: Week) -> tuple[Post, ...]:
        """The care posts of a group that follow each other, this one among them, and are held by the same person."""
        key = (post, week)
        if key not in self._runs:
            self._runs[key] = self._run(post, week)
        return self._runs[key]

    def _run(self, post: Post, week: Week) -> tuple[Post, ...]:
        holders = self.standing.get((post, week), [])
        if post.kind != "care" or len(holders) != 1:
            return (post,)
        mine = self.weekly[holders[0], week, post.weekday]
        periods = {x.detail for x in mine if (x.kind, x.subject) == ("care", post.subject)}
        first = last = post.detail
        while first - 1 in periods:
            first -= 1
        while last + 1 in periods:
            last += 1
        return tuple(Post("care", post.weekday, post.subject, period) for period in range(first, last + 1))

    def _note(self, assignment: Assignment) -> None:
        post = assignment.post
        self.standing[post, assignment.week].append(assignment.person)
        if assignment.week == EVERY_WEEK:
            self.leading[assignment.person].append(post)
        else:
            self.weekly[assignment.person, assignment.week, post.weekday].append(post)
