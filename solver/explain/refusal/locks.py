"""Locks that the data forbid (K07): a decision that is to stay, against a leave, a lesson, a closed room or another lock."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from solver.explain.refusal.fact import Conflict, Fact
from solver.explain.refusal.wording import stated, told
from solver.model.instance import Instance
from solver.model.shift import Shift
from solver.plan import Post
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.problem.replan import Decisions, Meeting, Standing
from solver.problem.week_pattern import weeks_of
from solver.units import EVERY_WEEK, Minute, Week, Weekday, clock
from solver.words import POST_KINDS, days_en, days_zh


def lock_conflicts(problem: Problem, policy: Policy) -> list[Conflict]:
    """Locks that cannot stay, each with what keeps it from staying; of problems that re-plan."""
    if problem.replan is None or not policy.hard("K07"):
        return []
    locks = _Locks(problem, policy, problem.replan.locked)
    return [*locks.adults(), *locks.rooms(), *locks.twice()]


class _Locks:
    def __init__(self, problem: Problem, policy: Policy, locked: Decisions) -> None:
        self.problem, self.policy, self.locked = problem, policy, locked
        self.instance = Instance(problem, policy)

    def adults(self) -> Iterator[Conflict]:
        """Adults who are to stay on a post and cannot."""
        told_of: dict[tuple[str, Weekday, str, int, str], tuple[Fact, list[Fact]]] = {}
        for item in self.locked.adults:
            kind, _, subject, detail, week, person = item
            for day, shift in self._shifts(item):
                why = self._against(person, day, shift, week)
                if why:
                    key = (kind, day, subject, detail, person)
                    told_of.setdefault(key, (self._lock(item, day, shift), why))
        for lock, why in told_of.values():
            yield told([lock, *why], "count", irreducible=len(why) == 1)

    def _shifts(self, item: Standing) -> list[tuple[Weekday, Shift]]:
        """When the adult of a lock is there: of sections at their locked times."""
        kind, weekday, subject, detail, _, _ = item
        if kind in ("lead", "assist"):
            offering = self.problem.offering_of.get(subject)
            times = [(d, s) for name, number, d, s, _ in self.locked.meetings if (name, number) == (subject, detail)]
            return [] if offering is None else [(d, self.instance.session_shift(offering, s)) for d, s in times]
        post = Post(kind, weekday, subject, detail)
        known = post in self.instance.standing(weekday) or post in self.instance.care_posts(weekday)
        gate = kind == "gate" and subject in self.problem.gate_of
        return [(weekday, self.instance.shift(post))] if known or gate else []

    def _against(self, person: str, day: Weekday, shift: Shift, week: Week) -> list[Fact]:
        """Absences and lessons of a person at that time, or that he serves no more."""
        policy, found = self.policy, self.problem.staff_of.get(person)
        if found is None:
            return []
        if policy.hard("K01") and not found.takes_part:
            return [stated(policy, "K01", f"{person} 不参加课后服务", f"{person} does not take part.", (person,))]
        if person in self.instance.eligibility.barred:
            rule = "D11" if found.stopped is not None else "D12"
            return [stated(policy, rule, f"{person} 不能再上岗", f"{person} may not serve.", (person,))]
        weeks = self.instance.weeks if week == EVERY_WEEK else (week,)
        facts = []
        for busy in found.unavailable if policy.hard("K01") else ():
            falls = set(weeks) & set(weeks_of(busy.weeks, len(self.instance.weeks)))
            if falls and busy.weekday == day and self._meets(busy.start, busy.end, shift):
                facts.append(self._fact("K01", person, day, busy.start, busy.end, "不能到岗", "cannot be had"))
        facts += [
            self._fact("I04", person, day, lesson.start, lesson.end, f"有课 {lesson.subject}".strip(), "teaches")
            for lesson in self.problem.lessons
            if policy.hard("I04") and lesson.staff_id == person and lesson.weekday == day and self._meets(lesson.start, lesson.end, shift)
        ]
        free = self.instance.eligibility.free
        if not facts and found.dated and not all(free(person, day, shift.start, shift.end, each) for each in weeks):
            spans = [f"{leave.first} 至 {leave.last} 请假" for leave in found.leaves]
            spans += [f"{found.joined} 入职"] if found.joined else []
            spans += [f"{found.left} 离职"] if found.left else []
            zh = f"{person} {'、'.join(spans)}，{days_zh([day])}的服务日有他不在的"
            en = f"{person} is on leave, or not there yet or any more, on a {days_en([day])}."
            facts.append(stated(policy, "K01", zh, en, (person,)))
        return facts

    @staticmethod
    def _meets(start: Minute, end: Minute, shift: Shift) -> bool:
        return start < shift.end and shift.start < end

    def _fact(self, rule: str, person: str, day: Weekday, start: Minute, end: Minute, zh: str, en: str) -> Fact:
        span = f"{clock(start)}–{clock(end)}"
        return stated(self.policy, rule, f"{person} {days_zh([day])} {span} {zh}", f"{person} {en} on {days_en([day])} {span}.", (person,))

    def _lock(self, item: Standing, day: Weekday, shift: Shift) -> Fact:
        kind, _, subject, _, _, person = item
        span, where = f"{clock(shift.start)}–{clock(shift.end)}", f" {subject}" if subject else ""
        return stated(
            self.policy, "K07", f"锁定：{person} {days_zh([day])} {span} 在{POST_KINDS[kind]}岗{where}",
            f"Locked: {person} on {days_en([day])} {span} at {kind}{where}.", (person, *((subject,) if subject else ())),
        )  # fmt: skip

    def rooms(self) -> Iterator[Conflict]:
        """Sessions that are to stay in a room which has a lesson then, or cannot be used that day."""
        for item in self.locked.meetings:
            why = self._room_against(item)
            if why is not None:
                yield told([self._session(item), why], "count", irreducible=True)

    def _session(self, item: Meeting) -> Fact:
        name, number, day, start, room = item
        return stated(
            self.policy, "K07", f"锁定：{name} 第 {number} 班{days_zh([day])} {clock(start)} 在 {room}",
            f"Locked: {name} section {number} on {days_en([day])} {clock(start)} in {room}.", (name, room),
        )  # fmt: skip

    def _room_against(self, item: Meeting) -> Fact | None:
        name, _, day, start, room = item
        offering = self.problem.offering_of.get(name)
        if offering is None or room not in self.problem.room_of:
            return None
        if (room, day) in self.instance.unusable:
            rule = "H06" if (room, day) in self.instance.unchecked else "K01"
            zh, en = f"场地 {room} {days_zh([day])}的服务日有停用的", f"Room {room} is closed on a {days_en([day])}."
            return stated(self.policy, rule, zh, en, (room,))
        for s, e in self.instance.room_lessons.get((room, day), ()):
            if s < start + offering.minutes and start < e:
                return stated(self.policy, "I04", f"场地 {room} {days_zh([day])} {clock(s)}–{clock(e)} 有课",
                              f"Room {room} has a lesson on {days_en([day])} {clock(s)}-{clock(e)}.", (room,))  # fmt: skip
        return None

    def twice(self) -> Iterator[Conflict]:
        """Two locked sessions in one room at one time, and one adult locked in two places."""
        minutes = {o.id: o.minutes for o in self.problem.offerings}
        for one, other in combinations(self.locked.meetings if self.policy.hard("H07") else (), 2):
            same = one[2] == other[2] and one[4] == other[4] and one[:2] != other[:2] and {one[0], other[0]} <= minutes.keys()
            if same and one[3] < other[3] + minutes[other[0]] and other[3] < one[3] + minutes[one[0]]:
                yield told([self._session(one), self._session(other)], "count", irreducible=True)
        seen: set[tuple[object, ...]] = set()
        for first, second in combinations(self.locked.adults, 2):
            same = first[5] == second[5] and first[:4] != second[:4] and (EVERY_WEEK in (first[4], second[4]) or first[4] == second[4])
            for day, shift in self._shifts(first) if same else ():
                for day2, shift2 in self._shifts(second):
                    pair = (*first[:4], *second[:4], first[5])
                    if day == day2 and self._meets(shift.start, shift.end, shift2) and pair not in seen:
                        seen.add(pair)
                        yield told([self._lock(first, day, shift), self._lock(second, day2, shift2)], "count", irreducible=True)
