"""Who may ever stand where: rules that a pair (person, post) breaks by itself, so that no column is needed for it.

A07 A14 consent, A07R rest, B05 subject, B12 online lessons, D07 skill, D11 stopped, D12 trained, D13 helpers where nobody else
can be, E02-E07 E10-E14 vetting, H01 patrol by named roles, I04 lessons, K01 availability, K06 roles.
Each method asks the policy first: a rule that is off forbids nothing.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property

from solver.calendar.duty_days import missing_days
from solver.model.blocks import BLOCK_POSTS
from solver.model.scope import weeks
from solver.model.shift import Shift, Zones
from solver.policy import Policy
from solver.problem import HELPERS, FixedPost, Offering, Outside, Problem, Staff
from solver.problem.week_pattern import turns_of, weeks_of
from solver.units import EVERY_WEEK, Minute, Week, Weekday

ORDINARY = ("homeroom", "subject", "admin", "retired")
WHOLE_DAY = (0, 10**6)


class Eligibility:
    """Pairs of person and post that hold no variable."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem = problem
        self.policy = policy
        self._weeks = len(weeks(problem, policy))
        self._dated = False
        self._busy: dict[tuple[str, Week, Weekday], list[tuple[Minute, Minute]]] = defaultdict(list)
        """Under the weeks 1, 2 and so on what keeps a person then, under EVERY_WEEK what keeps a person in any week."""
        self._walks = {frozenset((w.zone_a, w.zone_b)): w.minutes for w in problem.walks}
        self._walk_default = policy.number("D08", "walk_minutes")
        if policy.on("I04"):
            for lesson in problem.lessons:
                if lesson.staff_id is not None:
                    self._keep(lesson.staff_id, lesson.weekday, (lesson.start, lesson.end), lesson.weeks)
        if policy.on("K01"):
            self._absences()
        self._first: dict[Weekday, date] = {}
        self._last: dict[Weekday, date] = {}
        for when, weekday in problem.term.service_dates():
            self._first.setdefault(weekday, when)
            self._last[weekday] = when
        self.barred: frozenset[str] = frozenset(person.id for person in problem.staff if self._barred(person))
        for name in self.barred:
            for day in problem.post_days:
                self._keep(name, day, WHOLE_DAY)

    def _keep(self, person: str, weekday: Weekday, interval: tuple[Minute, Minute], pattern: str = "") -> None:
        """Somebody cannot be had then, in weeks of the pattern (I04, K01)."""
        for week in (EVERY_WEEK, *weeks_of(pattern, self._weeks)):
            self._busy[person, week, weekday].append(interval)

    def _absences(self) -> None:
        """K01: when people cannot be had."""
        problem = self.problem
        for person in problem.staff:
            for busy in person.unavailable:
                self._keep(person.id, busy.weekday, (busy.start, busy.end), busy.weeks)
            if not person.takes_part:
                for day in problem.post_days:
                    self._keep(person.id, day, (0, 24 * 60))
        for outside in problem.outside:
            for day in problem.post_days:
                if day in outside.weekdays:
                    self._keep(outside.id, day, (0, outside.earliest))
                    self._keep(outside.id, day, (outside.latest, WHOLE_DAY[1]))
                else:
                    self._keep(outside.id, day, WHOLE_DAY)
        people: list[Staff | Outside] = [*problem.staff, *problem.outside]
        for one in people:
            for week, day in missing_days(problem, self._weeks, one) if one.dated else ():
                self._dated = True
                for kept in (EVERY_WEEK, week):
                    self._busy[one.id, kept, day].append(WHOLE_DAY)

    def _barred(self, person: Staff) -> bool:
        """Whether own staff may not serve at all: stopped before the last service date (D11), or not trained (D12)."""
        term, policy = self.problem.term, self.policy
        if policy.on("D11") and person.stopped is not None and person.stopped <= max(self._last.values(), default=term.last):
            return True
        late = person.trained is None or person.trained > min(self._first.values(), default=term.first)
        return policy.on("D12") and late

    def serves(self, person: Staff) -> bool:
        """Whether own staff may be on any post at all: they take part (K01), and are not stopped or untrained (D11, D12)."""
        return (person.takes_part or not self.policy.on("K01")) and person.id not in self.barred

    def free(self, person: str, weekday: Weekday, start: Minute, end: Minute, week: Week = EVERY_WEEK) -> bool:
        """No lesson (I04) and no unavailability (K01) overlaps the interval in a week of the template, or in all of them."""
        return all(end <= s or e <= start for s, e in self._busy.get((person, week, weekday), ()))

    def free_minutes(self, person: str, weekday: Weekday, start: Minute, end: Minute, week: Week) -> Minute:
        """Minutes of the interval without lesson (I04) and unavailability (K01) in a week of the template."""
        free, reached = 0, start
        for s, e in sorted(self._busy.get((person, week, weekday), ())):
            free += max(0, min(s, end) - reached)
            reached = max(reached, min(e, end))
        return free + max(0, end - reached)

    @cached_property
    def turns(self) -> tuple[Week, ...]:
        """Weeks of the template one of which every other is like, as far as lessons and absences go: 1, or 1 and 2, or all where some
        are by dates (I04, K01)."""
        return tuple(range(1, self._weeks + 1)) if self._dated else turns_of(self.problem.week_patterns, self._weeks)

    def reaches(self, person: str, weekday: Weekday, shift: Shift, week: Week = EVERY_WEEK) -> bool:
        """Whether the person is free during the shift in a week of the template, or in all of them, and has time to walk from the
        lesson before and to the one after (D08)."""
        if not self.free(person, weekday, shift.start, shift.end, week):
            return False
        for start, end, zones in self._taught.get((person, week, weekday), ()) if shift.zones or shift.leaves else ():
            if end <= shift.start and shift.start - end < self.walk(zones, shift.zones):
                return False
            if start >= shift.end and start - shift.end < self.walk(shift.leaves, zones):
                return False
        return True

    def walk(self, leaves: Zones, enters: Zones) -> Minute:
        """Walking minutes from where one duty ends to where another begins: to the farthest of several zones (D08)."""
        most = 0
        for one in leaves:
            for other in enters:
                if one != other:
                    most = max(most, self._walks.get(frozenset((one, other)), self._walk_default))
        return most

    @cached_property
    def _taught(self) -> dict[tuple[str, Week, Weekday], list[tuple[Minute, Minute, Zones]]]:
        """Lessons of each person in rooms that are known, by week as what keeps people: start, end, zone."""
        found: dict[tuple[str, Week, Weekday], list[tuple[Minute, Minute, Zones]]] = defaultdict(list)
        for lesson in self.problem.lessons if self.policy.on("D08") else ():
            if lesson.staff_id is not None and lesson.room_id is not None:
                zones = (self.problem.room_of[lesson.room_id].zone,)
                for week in (EVERY_WEEK, *weeks_of(lesson.weeks, self._weeks)):
                    found[lesson.staff_id, week, lesson.weekday].append((lesson.start, lesson.end, zones))
        return found

    def role(self, person: Staff, kind: str, fixed_post: str) -> bool:
        """K06 and, by kind of post, A07, A14, B05 and H01."""
        if kind in BLOCK_POSTS:
            return self._minds(person, kind, self.problem.block_of[fixed_post].roles)
        if kind in ("fixed", "qa"):
            post = self.problem.post_of[fixed_post]
            if post.kind == "patrol":
                return self._patrols(person, post)
            if post.kind == "qa" and self.policy.on("B05") and not any(s in post.subjects for s in person.subjects):
                return False
            return not self.policy.on("K06") or person.role in post.roles
        if not self.policy.on("K06") or person.role in ORDINARY:
            return True
        return kind == "gate" if person.role == "support" else kind != "care"

    def alone(self, person: Staff, headcount: int) -> bool:
        """D13: whether a helper would be the only adult of a place where so many stand."""
        return headcount < 2 and person.role in HELPERS and self.policy.on("D13")

    def _patrols(self, person: Staff, post: FixedPost) -> bool:
        """H01: the roles of the post, or of the administration alone; K06 where H01 is off."""
        if not self.policy.on("H01"):
            return not self.policy.on("K06") or person.role in post.roles or person.role in ORDINARY
        return person.role in post.roles and (person.role == "admin" or not self.policy.number("H01", "admin_only"))

    def _minds(self, person: Staff, kind: str, roles: tuple[str, ...]) -> bool:
        """K06, A07 and A14 for the post of a block."""
        if self.policy.on("K06") and person.role not in roles:
            return False
        asked = {"evening": "A07", "weekend": "A14"}.get(kind)
        return asked is None or not self.policy.on(asked) or kind in person.consents

    def short_night(self, person: str, week: Week, weekday: Weekday, end: Minute) -> bool:
        """Whether the person has a lesson too soon after an evening that ends then, in a week of the template (A07R)."""
        first = self._first_lesson.get((person, week, weekday + 1))
        return first is not None and first + 24 * 60 - end < self.policy.number("A07R", "rest_minutes")

    @cached_property
    def _first_lesson(self) -> dict[tuple[str, Week, Weekday], Minute]:
        found: dict[tuple[str, Week, Weekday], Minute] = {}
        for lesson in self.problem.lessons:
            if lesson.staff_id is not None and lesson.weekday in self.problem.weekdays:
                for week in weeks_of(lesson.weeks, self._weeks):
                    key = (lesson.staff_id, week, lesson.weekday)
                    found[key] = min(lesson.start, found.get(key, lesson.start))
        return found

    def leads(self, person: Staff | Outside, offering: Offering) -> bool:
        """Skill and vetting that do not depend on the weekday."""
        policy = self.policy
        online = offering.online and policy.on("B12")
        if policy.on("D07") and not online:
            level = {skill.name: skill.level for skill in person.skills}.get(offering.skill, 0)
            if level < max(offering.skill_level, policy.number("D07", "level")):
                return False
        if isinstance(person, Staff):
            return self.serves(person) and self.role(person, "lead", "") and not self.alone(person, 1 + offering.assistants)
        if online or (policy.on("E02") and offering.academic):
            return False
        return self.admitted(person)

    def admitted(self, person: Outside) -> bool:
        """Vetting of an outside instructor that no date decides: E04, E07, E10-E14."""
        policy, pooled = self.policy, person.pool in ("city", "district")
        unsigned = ("E14", *(rule for kind, rule in (("hired", "E10"), ("coach", "E12")) if person.kind == kind))
        faults = {
            "E04": not pooled,
            "E07": not person.clean_record,
            "E11": person.kind == "charity" and person.rate > 0,
            "E12": person.kind == "coach" and person.rate != self.problem.money.pay,
            "E13": person.kind == "specialist" and not pooled,
            "E14": not person.clean_record,
        }
        if any(wrong and policy.on(rule) for rule, wrong in faults.items()):
            return False
        return person.contract or not any(policy.on(rule) for rule in unsigned)

    def vetted(self, person: Outside, weekday: Weekday) -> str | None:
        """The rule that keeps an outside instructor away on a weekday's dates of the term (E03, E05, E06, E13), or None."""
        first, last = self._first[weekday], self._last[weekday]
        policy = self.policy
        if policy.on("E03") and not (
            person.approved_from is not None
            and person.approved_to is not None
            and person.approved_from <= first
            and person.approved_to >= last
        ):
            return "E03"
        if policy.on("E05") and not (person.reviewed is not None and person.reviewed < first):
            return "E05"
        if policy.on("E06") and not (
            person.insured_from is not None
            and person.insured_to is not None
            and person.filed is not None
            and person.insured_from <= person.filed <= first
            and person.insured_to >= last
        ):
            return "E06"
        if policy.on("E13") and person.kind == "specialist" and (person.filed is None or person.filed > first):
            return "E13"
        return None
