"""Who does what when in a plan, to ask whether somebody may take on more."""

from __future__ import annotations

from solver.model.instance import Instance, Shift
from solver.plan.plan import Plan, Post, Section
from solver.search.duty_table import DutyTable
from solver.units import EVERY_WEEK, Week


class Roster:
    """The duties of a plan on an agenda with its caps (D10), clashes (K02) and walks (D08)."""

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self.instance = instance = instance.under(plan)
        self.agenda = DutyTable(instance)
        self._led: dict[str, int] = {}
        self._seated: dict[tuple[str, int], set[int]] = {}
        for seat in plan.seats:
            grade = instance.problem.grade_of_pupil[seat.pupil]
            self._seated.setdefault((seat.offering, seat.number), set()).add(grade)
        sections = {(s.offering, s.number): s for s in plan.sections}
        for item in plan.assignments:
            if item.week != EVERY_WEEK:
                self.agenda.add(item.person, item.week, item.post.weekday, instance.shift(item.post))
                continue
            self._led[item.person] = self._led.get(item.person, 0) + (item.post.kind == "lead")
            for weekday, shift in self._shifts(sections[item.post.subject, item.post.detail]):
                self.agenda.add_every_week(item.person, weekday, shift)

    def minutes(self, person: str) -> int:
        """Credited minutes of all weeks."""
        return self.agenda.total[person]

    def may_lead(self, person: str, section: Section) -> bool:
        """Whether the person is there and free at every session, within the caps, walks and sections agreed."""
        instance = self.instance
        outside = instance.problem.outside_of.get(person)
        if outside is not None and instance.policy.on("K01") and self._led.get(person, 0) >= outside.max_sections:
            return False
        return all(
            instance.eligibility.reaches(person, weekday, shift)
            and self.agenda.may_every_week(person, weekday, shift)
            for weekday, shift in self._shifts(section)
        )

    def take(self, post: Post, week: Week) -> str | None:
        """Put the least burdened of the own staff who may on a post with one adult; None when there is nobody."""
        shift = self.instance.shift(post)
        able = [p for p in self.instance.allowed(post, week) if self.agenda.may(p, week, post.weekday, shift)]
        if not able:
            return None
        # Whoever is on duty that day anyway comes first: it costs nobody a further day (D10).
        chosen = min(able, key=lambda p: (not self.agenda.on_duty(p, week, post.weekday), self.minutes(p), p))
        self.agenda.add(chosen, week, post.weekday, shift)
        return chosen

    def _shifts(self, section: Section) -> list[tuple[int, Shift]]:
        offering = self.instance.problem.offering_of[section.offering]
        # A session closes for the grades of those who sit in it, not for all that may attend (D14).
        grades = tuple(sorted(self._seated.get((section.offering, section.number), ())))
        return [(x.weekday, self.instance.trip(offering, x.start, x.room, grades)) for x in section.sessions]
