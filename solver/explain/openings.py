"""Whether an offering can open at all: times, rooms, leaders and applicants, each looked at alone."""

from __future__ import annotations

from solver.check.plan_index import service_spans
from solver.explain.presence import starts
from solver.explain.rooms import free_all
from solver.explain.vetting import barred, failed_vetting
from solver.model.given import GivenSeats
from solver.plan.result import Reason
from solver.policy.policy import Policy
from solver.problem.offerings import Offering
from solver.problem.people import HELPERS, Outside, Skill, Staff
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil
from solver.units import Minute, Weekday
from solver.words import days_en, days_zh

Times = dict[Weekday, list[Minute]]


class Openings:
    """obstacles[offering]: what keeps it shut; times[offering]: weekday -> starts at which a room is free."""

    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem = problem
        self.policy = policy
        self.obstacles: dict[str, list[Reason]] = {}
        self.times: dict[str, Times] = {}
        self._spans = service_spans(problem)
        self._applicants: dict[str, list[Pupil]] = {offering.id: [] for offering in problem.offerings}
        for pupil in problem.pupils:
            for choice in pupil.choices if pupil.weekdays and pupil.clubs > 0 else ():
                self._applicants[choice].append(pupil)
        self.given = GivenSeats(problem, policy)
        for name, offers in self.given.offers.items():
            for offering_id in offers:
                self._applicants[offering_id].append(problem.pupil_of[name])
        for offering in problem.offerings:
            self.obstacles[offering.id] = []
            if offering.teaching == "lesson" and policy.hard("B04"):
                self._note(offering, "B04", "不得讲授新课", "new lessons may not be taught", "lesson", "activity, group")
            self.times[offering.id] = self._free_times(offering)
            self._leaders(offering)
            self._takers(offering)

    def possible_for(self, pupil: Pupil, choice: str) -> bool:
        """Whether the offering may open, is open to the pupil, and meets on enough of the pupil's days within the grade's window."""
        offering = self.problem.offering_of[choice]
        return not self.obstacles[choice] and self.given.admits(pupil.id, offering) and self.reaches(pupil, offering)

    def reaches(self, pupil: Pupil, offering: Offering) -> bool:
        """Whether the offering's times meet enough of the pupil's days within the grade's window."""
        window = self.problem.window_of[self.problem.grade_of_pupil[pupil.id]]
        end = window.periods[-1].end
        days = [
            day for day, options in self.times[offering.id].items()
            if day in pupil.weekdays and any(s >= window.start and s + offering.minutes <= end for s in options)
        ]  # fmt: skip
        return len(days) >= offering.sessions

    def _free_times(self, offering: Offering) -> Times:
        """Weekdays and starts with a fitting free room, noting what is missing (K04, H07, I04)."""
        problem, policy = self.problem, self.policy
        grid = [
            start for start in starts(problem, offering)
            if any(start >= w.start and start + offering.minutes <= w.periods[-1].end
                   for g in offering.grades if (w := problem.window_of.get(g)) is not None)
        ]  # fmt: skip
        days = [d for d in problem.weekdays if d in offering.weekdays]
        if not grid or len(days) < offering.sessions:
            self._note(offering, "K04", "没有足够的合适时间", "there is not enough time that fits",
                       f"{len(days)} days, {len(grid)} starts", f"{offering.sessions} x {offering.minutes} min")  # fmt: skip
        rooms = [room for room in problem.rooms if room.type == offering.room_type or not policy.hard("H07")]
        large = [room for room in rooms if room.capacity >= offering.minimum or not policy.hard("H07")]
        shown = offering.online and policy.hard("B12")
        if shown and large and not any(room.screen for room in large):
            self._note(offering, "B12", f"双师课堂需要有屏幕的教室，坐得下的 {offering.room_type} 教室都没有屏幕",
                       f"it is taught online and no room of type {offering.room_type} that holds it has a screen",
                       "0", "screen")  # fmt: skip
        if not rooms:
            self._note(offering, "H07", f"没有类型为 {offering.room_type} 的教室", f"no room is of type {offering.room_type}",
                       "0", f"room type {offering.room_type}")  # fmt: skip
        elif not large:
            self._note(offering, "H07", f"{offering.room_type} 教室都坐不下开班的 {offering.minimum} 人",
                       f"no room of type {offering.room_type} seats its minimum of {offering.minimum}",
                       str(max(room.capacity for room in rooms)), f">= {offering.minimum}")  # fmt: skip
        large = [room for room in large if room.screen or not shown]
        free: Times = {}
        for day in days:
            options = [s for s in grid
                       if any(free_all(problem, policy, r.id, day, s, s + offering.minutes) for r in large)]  # fmt: skip
            if options:
                free[day] = options
        shut = [day for day in days if day not in free]
        if grid and large and shut and len(free) < offering.sessions:
            self._note(offering, "I04", f"{offering.room_type} 教室在{days_zh(shut)}都有课",
                       f"every room of type {offering.room_type} has lessons on {days_en(shut)}",
                       f"{len(free)} free days", f">= {offering.sessions}")  # fmt: skip
        return free

    def _leaders(self, offering: Offering) -> None:
        if not self.policy.hard("D07") or (offering.online and self.policy.hard("B12")):
            return
        need = max(offering.skill_level, self.policy.number("D07", "level"))
        own = [p for p in self.problem.staff if _masters(p.skills, offering.skill, need)]
        guests = [p for p in self.problem.outside if _masters(p.skills, offering.skill, need)]
        if not any(self._own_leads(p, offering) for p in own) and not any(self._guest_leads(p, offering) for p in guests):
            known = "、".join([p.name or p.id for p in own] + [p.name or p.id for p in guests])
            but_zh = f"，会的人都不能带：{known}" if known else "，没有人会"
            but_en = f": those who master it may not: {known}" if known else ": nobody masters it"
            level_zh, level_en = (f"（要 {need} 级）", f" at level {need}") if need > 1 else ("", "")
            self._note(offering, "D07", f"没有人能带{offering.skill}{level_zh}{but_zh}",
                       f"nobody can lead {offering.skill}{level_en}{but_en}", "0", ">= 1")  # fmt: skip

    def _timely(self, offering: Offering) -> bool:
        return len(self.times[offering.id]) >= offering.sessions

    def _own_leads(self, person: Staff, offering: Offering) -> bool:
        if (self.policy.hard("K01") and not person.takes_part) or barred(person, self._spans, self.policy):
            return False
        if person.role in HELPERS and not offering.assistants and self.policy.hard("D13"):
            return False
        return person.role != "support" or not self.policy.hard("K06")

    def _guest_leads(self, guest: Outside, offering: Offering) -> bool:
        if offering.academic and self.policy.hard("E02"):
            return False
        binds = self.policy.hard("K01")
        if binds and guest.max_sections < 1:
            return False
        # Without enough times that is the obstacle already; then only the guest's days and papers are asked.
        options = (
            self.times[offering.id] if self._timely(offering) else {d: [guest.earliest] for d in offering.weekdays}
        )
        days = [
            day for day, found in options.items()
            if day in self._spans and not failed_vetting(guest, self._spans[day], self.policy, self.problem.money.pay)
            and (not binds or (day in guest.weekdays
                               and any(guest.earliest <= s and s + offering.minutes <= guest.latest for s in found)))
        ]  # fmt: skip
        return len(days) >= offering.sessions

    def _takers(self, offering: Offering) -> None:
        takers = sum(1 for pupil in self._applicants[offering.id] if self.reaches(pupil, offering))
        if self.policy.hard("C06") and self._timely(offering) and takers < offering.minimum:
            why_zh, why_en = self._who_cannot(offering)
            self._note(offering, "C06", f"能来上课的报名学生只有 {takers} 人，开班至少 {offering.minimum} 人{why_zh}",
                       f"only {takers} applicants could come; it needs {offering.minimum}{why_en}",
                       str(takers), f">= {offering.minimum}")  # fmt: skip

    def _who_cannot(self, offering: Offering) -> tuple[str, str]:
        """How many put it on their list and cannot come, by the cause that stands first; nothing where nobody did."""
        chosen = [pupil for pupil in self.problem.pupils if offering.id in pupil.choices]
        idle = [pupil for pupil in chosen if not pupil.weekdays]
        unwilling = [pupil for pupil in chosen if pupil.weekdays and not pupil.clubs]
        away = [pupil for pupil in chosen if pupil.weekdays and pupil.clubs and not self.reaches(pupil, offering)]
        causes = [
            (len(idle), "没有填参加星期", "gave no weekdays"),
            (len(unwilling), "希望社团数是 0", "want 0 clubs"),
            (len(away), "参加的日子或时段对不上", "do not attend when it meets"),
        ]
        told = [cause for cause in causes if cause[0]]
        if not told:
            return "", ""
        zh, en = "、".join(f"{n} 人{why}" for n, why, _ in told), ", ".join(f"{n} {why}" for n, _, why in told)
        return f"（选它的 {len(chosen)} 人中，{zh}）", f" (of the {len(chosen)} who chose it, {en})"

    def _note(self, offering: Offering, rule: str, zh: str, en: str, *figures: str) -> None:
        measured, limit = figures
        name = f"{offering.name}（{offering.id}）" if offering.name not in ("", offering.id) else offering.id
        self.obstacles[offering.id].append(
            Reason(rule, f"课程 {name} 开不了：{zh}。", f"Offering {offering.id} cannot open: {en}.", measured, limit)
        )


def _masters(skills: tuple[Skill, ...], name: str, level: int) -> bool:
    return any(skill.name == name and skill.level >= level for skill in skills)
