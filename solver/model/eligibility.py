"""Who may ever stand where: rules that a pair (person, post) breaks by itself, so that no column is needed for it.

A07 A14 consent, A07R rest, B05 subject, D07 skill, E02 E03 E04 E05 E06 E14 vetting, H01 patrol by named roles,
I04 lessons, K01 availability, K06 roles.
Each method asks the policy first: a rule that is off forbids nothing.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property

from solver.model.blocks import BLOCK_POSTS
from solver.policy import Policy
from solver.problem import FixedPost, Offering, Outside, Problem, Staff
from solver.units import Minute, Weekday

ORDINARY = ("homeroom", "subject", "admin")


class Eligibility:
    """Pairs of person and post that hold no variable."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem = problem
        self.policy = policy
        self._busy: dict[tuple[str, Weekday], list[tuple[Minute, Minute]]] = defaultdict(list)
        if policy.on("I04"):
            for lesson in problem.lessons:
                if lesson.staff_id is not None:
                    self._busy[lesson.staff_id, lesson.weekday].append((lesson.start, lesson.end))
        if policy.on("K01"):
            for person in problem.staff:
                for busy in person.unavailable:
                    self._busy[person.id, busy.weekday].append((busy.start, busy.end))
                if not person.takes_part:
                    for day in problem.post_days:
                        self._busy[person.id, day].append((0, 24 * 60))
            for outside in problem.outside:
                for day in problem.post_days:
                    if day in outside.weekdays:
                        self._busy[outside.id, day] += [(0, outside.earliest), (outside.latest, 10**6)]
                    else:
                        self._busy[outside.id, day].append((0, 10**6))
        self._first: dict[Weekday, date] = {}
        self._last: dict[Weekday, date] = {}
        for when, weekday in problem.term.service_dates():
            self._first.setdefault(weekday, when)
            self._last[weekday] = when

    def free(self, person: str, weekday: Weekday, start: Minute, end: Minute) -> bool:
        """No lesson (I04) and no unavailability (K01) overlaps the interval."""
        return all(end <= s or e <= start for s, e in self._busy.get((person, weekday), ()))

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
        if not self.policy.on("K06"):
            return True
        return person.role in ORDINARY or (kind == "gate" and person.role == "support")

    def _patrols(self, person: Staff, post: FixedPost) -> bool:
        """H01: the roles of the post, or of the administration alone; K06 where H01 is off."""
        if not self.policy.on("H01"):
            return not self.policy.on("K06") or person.role in post.roles or person.role != "support"
        return person.role in post.roles and (person.role == "admin" or not self.policy.number("H01", "admin_only"))

    def _minds(self, person: Staff, kind: str, roles: tuple[str, ...]) -> bool:
        """K06, A07 and A14 for the post of a block."""
        if self.policy.on("K06") and person.role not in roles:
            return False
        asked = {"evening": "A07", "weekend": "A14"}.get(kind)
        return asked is None or not self.policy.on(asked) or kind in person.consents

    def short_night(self, person: str, weekday: Weekday, end: Minute) -> bool:
        """Whether the person has a lesson too soon after an evening that ends then (A07R)."""
        first = self._first_lesson.get((person, weekday + 1))
        return first is not None and first + 24 * 60 - end < self.policy.number("A07R", "rest_minutes")

    @cached_property
    def _first_lesson(self) -> dict[tuple[str, Weekday], Minute]:
        found: dict[tuple[str, Weekday], Minute] = {}
        for lesson in self.problem.lessons:
            if lesson.staff_id is not None and lesson.weekday in self.problem.weekdays:
                key = (lesson.staff_id, lesson.weekday)
                found[key] = min(lesson.start, found.get(key, lesson.start))
        return found

    def leads(self, person: Staff | Outside, offering: Offering) -> bool:
        """Skill and vetting that do not depend on the weekday."""
        policy = self.policy
        if policy.on("D07"):
            level = {skill.name: skill.level for skill in person.skills}.get(offering.skill, 0)
            if level < max(offering.skill_level, policy.number("D07", "level")):
                return False
        if isinstance(person, Staff):
            return self.role(person, "lead", "") and (person.takes_part or not policy.on("K01"))
        if policy.on("E02") and offering.academic:
            return False
        if policy.on("E04") and person.pool not in ("city", "district"):
            return False
        return not policy.on("E14") or (person.clean_record and person.contract)

    def vetted(self, person: Outside, weekday: Weekday) -> str | None:
        """The rule that keeps an outside instructor away on a weekday's dates of the term (E03, E05, E06), or None."""
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
        return None
