"""Weekly posts of a joint model: the part of each interval that is certain whichever slots a plan uses, and who may stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from solver.model.families.staffing import FILLED_BY
from solver.model.instance import Instance
from solver.model.shift import Shift
from solver.plan import Post
from solver.problem import Outside, Staff
from solver.problem.week_pattern import weeks_of
from solver.search.joint.row_fact import RowFact
from solver.units import Minute, Week, Weekday

WHOLE_DAY = (0, 24 * 60)


@dataclass(frozen=True, slots=True, eq=False)
class JointPost:
    """Posts alike in one week: kind, place and interval.

    heads: adults needed where it is certain; care and gates are counted by columns. period: of care. may: people who may stand there,
    each with the facts that keep him away (none: nothing does).
    """

    kind: str
    week: Week
    weekday: Weekday
    subject: str
    shift: Shift
    heads: int
    late: bool
    running: bool
    period: int = 0
    may: Mapping[str, tuple[RowFact, ...]] = field(default_factory=dict)

    @property
    def fact(self) -> RowFact:
        return RowFact(FILLED_BY[self.kind], self.kind, self.weekday, self.subject, self.shift.start, self.shift.end)

    def holds(self, moment: Minute) -> bool:
        """Whether somebody stands there at the moment."""
        return self.shift.start <= moment < self.shift.end


class PostIndex:
    """Makes the posts of an instance whose departures are open."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._busy: dict[tuple[str, Week, Weekday], list[RowFact]] = {}
        self._may: dict[tuple[object, ...], dict[str, tuple[RowFact, ...]]] = {}

    def of(self, week: Week, day: Weekday) -> Iterator[JointPost]:
        """The posts of a day: standing ones, care by band and period, gates by minute."""
        instance, problem = self.instance, self.instance.problem
        for post in instance.standing(day):
            shift = instance.shift(post)
            if shift.start < shift.end and shift.headcount:
                yield self._post(week, post, post.subject, shift, shift.headcount, 0)
        if day not in instance.days:
            return
        for band in problem.bands:
            for period in range(len(band.periods)):
                hosts = instance.classes_of_band[band.id]
                if hosts:
                    shifts = {instance.care_shifts[host, period]: host for host in hosts}
                    least = min(shifts, key=lambda shift: shift.end)
                    may = self._together([self._who(week, Post("care", day, host, period), s) for s, host in shifts.items()])
                    yield self._made("care", week, day, band.id, least, 0, period, may)
        for gate in problem.gates:
            windows = [window for window in problem.windows if gate.id in window.gates]
            for minute in sorted({m for window in windows for m in window.dismissals}) if gate.staff else ():
                post = Post("gate", day, gate.id, minute)
                yield self._post(week, post, gate.id, instance.shift(post), 0, 0)

    def _post(self, week: Week, post: Post, subject: str, shift: Shift, heads: int, period: int) -> JointPost:
        return self._made(post.kind, week, post.weekday, subject, shift, heads, period, self._who(week, post, shift))

    def _made(self, kind: str, week: Week, day: Weekday, subject: str, shift: Shift, heads: int, period: int,
              may: Mapping[str, tuple[RowFact, ...]]) -> JointPost:  # fmt: skip
        late, running = (self.instance.ends_late(shift, rule) for rule in ("D10", "D05"))
        return JointPost(kind, week, day, subject, shift, heads, late, running, period, may)

    @staticmethod
    def _together(each: list[dict[str, tuple[RowFact, ...]]]) -> dict[str, tuple[RowFact, ...]]:
        """People who may stand on one of several posts, each kept away by as few facts as on any of them."""
        found: dict[str, tuple[RowFact, ...]] = {}
        for may in each:
            for name, facts in may.items():
                if name not in found or len(facts) < len(found[name]):
                    found[name] = facts
        return found

    def _who(self, week: Week, post: Post, shift: Shift) -> dict[str, tuple[RowFact, ...]]:
        """People who may stand on a post, or could if they were not away or teaching then."""
        subject = post.subject if post.kind not in ("care", "gate") else ""
        key = (post.kind, subject, week, post.weekday, shift)
        if key not in self._may:
            instance, eligibility = self.instance, self.instance.eligibility
            strict = instance.allowed_at(post, shift, week)
            found: dict[str, tuple[RowFact, ...]] = {}
            for person in instance.problem.staff:
                if person.id in strict:
                    found[person.id] = ()
                elif (
                    eligibility.serves(person)
                    and eligibility.role(person, post.kind, subject)
                    and not eligibility.alone(person, shift.headcount)
                ):
                    keeping = self._keeping(person, week, post.weekday, shift)
                    if keeping:
                        found[person.id] = keeping
            if not instance.policy.on("K06"):
                for guest in instance.problem.outside:
                    if eligibility.free(guest.id, post.weekday, shift.start, shift.end, week):
                        found[guest.id] = ()
            self._may[key] = found
        return self._may[key]

    def _keeping(self, person: Staff, week: Week, day: Weekday, shift: Shift) -> tuple[RowFact, ...]:
        """The absences and lessons of a person that overlap a shift."""
        return tuple(fact for fact in self.absences(person, week, day) if fact.start < shift.end and shift.start < fact.end)

    def absences(self, person: Staff | Outside, week: Week, day: Weekday) -> list[RowFact]:
        """Absences (K01) and lessons (I04) of own staff on a day of a week."""
        key = (person.id, week, day)
        if key not in self._busy:
            instance, problem, policy = self.instance, self.instance.problem, self.instance.policy
            count = len(instance.weeks)
            found: dict[RowFact, None] = {}
            if policy.on("K01") and isinstance(person, Staff):
                for busy in person.unavailable:
                    if busy.weekday == day and week in weeks_of(busy.weeks, count):
                        found[RowFact("K01", "absent", day, "", busy.start, busy.end)] = None
                free = instance.eligibility.free
                if person.dated and not free(person.id, day, *WHOLE_DAY, week):
                    found[RowFact("K01", "dated", day, "", *WHOLE_DAY)] = None
            if policy.on("I04"):
                for lesson in problem.lessons:
                    if lesson.staff_id == person.id and lesson.weekday == day and week in weeks_of(lesson.weeks, count):
                        found[RowFact("I04", "lesson", day, "", lesson.start, lesson.end)] = None
            self._busy[key] = list(found)
        return self._busy[key]
