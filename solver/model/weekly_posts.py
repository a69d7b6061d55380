"""Weekly posts of an instance: their shifts, when each day has which, and who may ever stand there.

Care in the last period, extended care and stand-by end or begin with dismissals. An instance whose departures are open gives the
part of their intervals that is certain whichever slots a plan uses; one ``under`` a plan gives the intervals themselves.
"""

from __future__ import annotations

from functools import cached_property

from solver.model.blocks import BLOCK_RULES, POST_OF_RULE, adults
from solver.model.departures import Departures, gate_zones, room_zones
from solver.model.eligibility import Eligibility
from solver.model.shift import Shift, Zones
from solver.plan import Post
from solver.policy import Policy
from solver.problem import Band, Block, FixedPost, Problem, Pupil
from solver.units import Minute, Week, Weekday

People = dict[str, None]
"""An ordered set of person ids."""


class WeeklyPosts:
    """Shifts of weekly posts; a part of the instance, which gives problem, policy, departures and eligibility."""

    problem: Problem
    policy: Policy
    days: tuple[Weekday, ...]
    post_days: tuple[Weekday, ...]
    escort: Minute
    departures: Departures
    eligibility: Eligibility
    band_of_class: dict[str, Band]
    grade_of_class: dict[str, int]
    _allowed: dict[tuple[str, str, Week, Weekday, Shift], People]

    # extended care and stand-by -----------------------------------------------------------------------------------

    @cached_property
    def late_pupils(self) -> dict[Weekday, list[Pupil]]:
        """Pupils in extended care, by weekday; days without any are absent (A08)."""
        found = {d: [p for p in self.problem.pupils if p.late_until is not None and d in p.weekdays] for d in self.days}
        return {d: pupils for d, pupils in found.items() if pupils}

    @cached_property
    def late_heads(self) -> dict[Weekday, int]:
        """Numbers of pupils in extended care, by weekday."""
        return {d: len(pupils) for d, pupils in self.late_pupils.items()}

    @cached_property
    def late_grades(self) -> dict[Weekday, tuple[int, ...]]:
        """Grades with pupils in extended care, by weekday."""
        grade_of = self.problem.grade_of_pupil
        return {d: tuple(sorted({grade_of[p.id] for p in pupils})) for d, pupils in self.late_pupils.items()}

    @cached_property
    def late_end(self) -> dict[Weekday, Minute]:
        """When the last pupil of extended care is fetched, by weekday."""
        return {d: max(p.late_until or 0 for p in pupils) for d, pupils in self.late_pupils.items()}

    def late_from(self, weekday: Weekday, start: Minute, zones: Zones = ()) -> Shift:
        """Extended care that begins at a minute (A08)."""
        least, each = self.policy.number("A08", "min_adults"), self.policy.number("A08", "pupils_per_adult")
        heads = max(least, -(-self.late_heads[weekday] // each))
        return Shift(start, max(start, self.late_end[weekday]), zones, heads, leaves=zones)

    @cached_property
    def late_shift(self) -> dict[Weekday, Shift]:
        """Interval and headcount of extended care, by weekday: from the first departure of its grades (A08)."""
        latest, zones = self.departures.latest, self.departures.late_zones
        return {
            day: self.late_from(day, min(latest[g] for g in grades), zones.get(day, ())) for day, grades in self.late_grades.items()
        }

    @cached_property
    def _waiting_zones(self) -> Zones:
        zones = room_zones(self.problem, (room.id for room in self.problem.late_rooms))
        return zones if len(zones) == 1 else ()

    def standby_from(self, weekday: Weekday, last: Minute) -> Shift | None:
        """Waiting for late parents after a last regular dismissal; None where extended care lasts as long (A09)."""
        start, end = max(last, self.late_end.get(weekday, last)), last + self.policy.number("A09", "minutes")
        if not self.policy.on("A09") or start >= end:
            return None
        zones = self._waiting_zones
        return Shift(start, end, zones, self.policy.number("A09", "adults"), leaves=zones)

    @cached_property
    def standby_shift(self) -> dict[Weekday, Shift]:
        """Stand-by, by service weekday; days without are absent (A09)."""
        first, last = self.departures.last()
        found = {}
        for day in self.days:
            least, most = self.standby_from(day, first), self.standby_from(day, last)
            if least is not None and most is not None:
                found[day] = Shift(most.start, max(most.start, least.end), most.zones, most.headcount, leaves=most.leaves)
        return found

    # care ---------------------------------------------------------------------------------------------------------

    def closes_day(self, home: str, period: int) -> bool:
        """Whether the period is the last one of the class's band."""
        return period == len(self.band_of_class[home].periods) - 1

    def care_until(self, home: str, period: int, leaving: Minute, gate: Zones = ()) -> Shift:
        """Looking after a group of the class that leaves at a minute; before the last period that is all the same (D14)."""
        span = self.band_of_class[home].periods[period]
        zones = (self.problem.room_of[self.problem.class_of[home].room].zone,)
        if not self.closes_day(home, period):
            return Shift(span.start, span.end, zones, leaves=zones)
        return Shift(span.start, max(span.end, leaving) + self.escort, zones, leaves=gate, escort=self.escort)

    @cached_property
    def care_shifts(self) -> dict[tuple[str, int], Shift]:
        """Interval of looking after a care group, by (host class, period)."""
        found = {}
        for home in self.problem.classes:
            leaving, gate = self.departures.earliest.get(home.grade, 0), self.departures.gates.get(home.grade, ())
            for index in range(len(self.band_of_class[home.id].periods)):
                found[home.id, index] = self.care_until(home.id, index, leaving, gate)
        return found

    # all weekly posts ---------------------------------------------------------------------------------------------

    def shift(self, post: Post) -> Shift:
        """Interval, zones and headcount of a weekly post."""
        if post.kind == "care":
            return self.care_shifts[post.subject, post.detail]
        if post.kind == "gate":
            gate, zones = self.problem.gate_of[post.subject], gate_zones(self.problem, post.subject)
            return Shift(post.detail, post.detail + self.escort, zones, gate.staff, leaves=zones, escort=self.escort)
        if post.kind == "late":
            return self.late_shift[post.weekday]
        return self.standby_shift[post.weekday] if post.kind == "standby" else self._named[post.subject, post.kind]

    def headcount(self, post: Post) -> int:
        """Adults that a weekly post needs, whenever it is."""
        return self.policy.number("A09", "adults") if post.kind == "standby" else self.shift(post).headcount

    def ends_late(self, shift: Shift, rule: str) -> bool:
        """Whether a duty is late by a rule that names a clock time (``late_after`` of D05 or D10), or else after the last regular
        dismissal of the day; open departures: whether it surely is."""
        after = self.policy.number_or(rule, "late_after", None)
        return shift.end > after if after is not None else shift.released > self.departures.last()[1]

    @cached_property
    def _named(self) -> dict[tuple[str, str], Shift]:
        """Shifts of fixed posts and of blocks, by id and kind of post: the same whatever the plan."""
        found = {(fixed.id, "qa" if fixed.kind == "qa" else "fixed"): self._of_fixed(fixed) for fixed in self.problem.posts}
        found |= {(block.id, POST_OF_RULE[BLOCK_RULES[block.kind]]): self._of_block(block) for block in self.problem.blocks}
        return found

    def _of_fixed(self, fixed: FixedPost) -> Shift:
        zones = (fixed.zone,) if fixed.zone else ()
        percent = self.policy.number("H01", "load_percent") if fixed.kind == "patrol" else 100
        return Shift(fixed.start, fixed.end, zones, fixed.headcount, percent, leaves=zones)

    def _of_block(self, block: Block) -> Shift:
        rule, zones = BLOCK_RULES[block.kind], room_zones(self.problem, block.rooms)
        zones = zones if len(zones) == 1 else ()
        heads, percent = adults(self.problem, self.policy, block), self.policy.number(rule, "load_percent")
        return Shift(block.start, block.end, zones, heads, percent, evening=rule == "A07", leaves=zones)

    @cached_property
    def _care_posts(self) -> dict[Weekday, list[Post]]:
        return {
            day: [
                Post("care", day, home.id, period)
                for home in self.problem.classes
                for period in range(len(self.band_of_class[home.id].periods))
            ]
            for day in self.days
        }

    def care_posts(self, weekday: Weekday) -> list[Post]:
        """A post for every group that may meet that weekday: of each class as host, in each period of its band."""
        return self._care_posts.get(weekday, [])

    @cached_property
    def _standing(self) -> dict[Weekday, list[Post]]:
        return {day: self._posts_of(day) for day in self.post_days}

    def standing(self, weekday: Weekday) -> list[Post]:
        """Weekly posts of a day that stand whatever sections and groups there are: fixed posts, extended care, stand-by, blocks."""
        return self._standing.get(weekday, [])

    def _posts_of(self, weekday: Weekday) -> list[Post]:
        posts = [
            Post("qa" if x.kind == "qa" else "fixed", weekday, x.id, 0)
            for x in self.problem.posts
            if weekday in x.weekdays and weekday in self.days
        ]
        if weekday in self.late_heads:
            posts.append(Post("late", weekday, "", 0))
        if weekday in self.standby_shift:
            posts.append(Post("standby", weekday, "", 0))
        for block in self.problem.blocks:
            post = Post(POST_OF_RULE[BLOCK_RULES[block.kind]], weekday, block.id, 0)
            if weekday in block.weekdays and weekday in self.post_days and self.shift(post).headcount:
                posts.append(post)
        return posts

    def allowed(self, post: Post, week: Week) -> People:
        """Persons who may stand on a weekly post in a week of the template as far as the pair alone decides."""
        return self.allowed_at(post, self.shift(post), week)

    def allowed_at(self, post: Post, shift: Shift, week: Week) -> People:
        """Persons who may stand on a weekly post that has the shift, in a week of the template.

        Role and availability (K06, H01, K01), lessons (I04), the way from and to them (D08), subject (B05), consent and rest (A07,
        A07R, A14), stopped, trained and helpers (D11, D12, D13).
        """
        subject = post.subject if post.kind not in ("care", "gate") else ""
        turns = self.eligibility.turns
        week = turns[(week - 1) % len(turns)]  # weeks that are alike share one answer
        key = (post.kind, subject, week, post.weekday, shift)
        if key not in self._allowed:
            hard_rest = self.policy.hard("A07R")
            self._allowed[key] = dict.fromkeys(
                person.id
                for person in self.problem.staff
                if self.eligibility.role(person, post.kind, subject)
                and not self.eligibility.alone(person, shift.headcount)
                and self.eligibility.reaches(person.id, post.weekday, shift, week)
                and not (hard_rest and shift.evening and self.eligibility.short_night(person.id, week, post.weekday, shift.end))
            )
        return self._allowed[key]
