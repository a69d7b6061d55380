"""Given sections that cannot be: squads (B11) and dream classes (B08) whose offering is kept shut, or whose pupils cannot come.

Each looked at alone, by counting; whether they can all be together is asked of :mod:`solver.explain.refusal.given_model`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from solver.check.plan_index import service_spans
from solver.explain.openings import Openings
from solver.explain.refusal.fact import Conflict, Fact
from solver.explain.refusal.wording import fact_of, stated, told
from solver.explain.vetting import barred, failed_vetting
from solver.explain.wording import names
from solver.policy.policy import Policy
from solver.problem.offerings import Offering
from solver.problem.people import Outside, Staff
from solver.problem.problem import Problem
from solver.units import WEEKDAYS_ZH
from solver.words import days_en, days_zh, grades_en, grades_zh


def given_conflicts(problem: Problem, policy: Policy) -> list[Conflict]:
    """Why a squad or the dream classes cannot be, each obstacle by itself; empty where the policy does not insist."""
    squads = policy.hard("B11") and any(offering.members for offering in problem.offerings)
    dreams = policy.hard("B08") and any(offering.dream for offering in problem.offerings)
    if not squads and not dreams:
        return []
    given = _Given(problem, policy)
    return [*(given.squads() if squads else ()), *(given.dreams() if dreams else ())]


def offering_words(offering: Offering) -> str:
    """``合唱团（K16）``."""
    return f"{offering.name}（{offering.id}）" if offering.name else offering.id


def squad_fact(offering: Offering, members: int, policy: Policy) -> Fact:
    """That a squad trains."""
    days = offering.weekdays
    return stated(
        policy, "B11",
        f"校队{offering_words(offering)}的 {members} 名队员都要有座位，每周 {offering.sessions} 次，在{days_zh(days)}",
        f"Squad {offering.id} has {members} members, who all sit in it, {offering.sessions} times a week on {days_en(days)}.",
        (offering.id,), measured=str(members),
    )  # fmt: skip


def dream_fact(pupils: list[str], due: int, problem: Problem, policy: Policy) -> Fact:
    """That pupils are due dream classes."""
    grades = sorted({problem.grade_of_pupil[pupil] for pupil in pupils})
    return stated(
        policy, "B08", f"{grades_zh(grades)}的 {len(pupils)} 名学生每周要有 {due} 次体育梦想课",
        f"{len(pupils)} pupils of {grades_en(grades)} are due {due} dream classes a week.", pupils, measured=str(due),
    )  # fmt: skip


class _Given:
    def __init__(self, problem: Problem, policy: Policy) -> None:
        self.problem, self.policy = problem, policy
        self.openings = Openings(problem, policy)
        self.spans = service_spans(problem)

    def squads(self) -> Iterator[Conflict]:
        least = self.policy.number("B11", "sessions")
        for name, members in self.openings.given.squads.items():
            offering = self.problem.offering_of[name]
            fact = squad_fact(offering, len(members), self.policy)
            if offering.sessions < least:
                few = stated(self.policy, "B11", f"校队每周至少训练 {least} 次", f"A squad trains {least} times a week at least.",
                             (name,), measured=str(offering.sessions), limit=f">= {least}")  # fmt: skip
                yield told([fact, few], "count", irreducible=True)
            for obstacle in self.openings.obstacles[name] if members else ():
                known = self._known(offering) if obstacle.rule == "D07" else []
                yield told([fact, fact_of(obstacle, self.policy), *known], "count", irreducible=True)
            cannot = [m for m in members if not self._comes(m, offering)] if not self.openings.obstacles[name] else []
            if cannot:
                yield told([fact, self._absent(cannot, offering)], "count", irreducible=True)

    def _comes(self, pupil: str, offering: Offering) -> bool:
        found = self.problem.pupil_of[pupil]
        fits = self.problem.grade_of_pupil[pupil] in offering.grades
        return fits and self.openings.given.admits(pupil, offering) and self.openings.reaches(found, offering)

    def _absent(self, pupils: list[str], offering: Offering) -> Fact:
        n, who = len(pupils), names(pupils)
        if any(not self.openings.given.admits(pupil, offering) for pupil in pupils):
            zh, en = f"其中 {n} 人没有学过先修课程：{who}", f"{n} of them have not passed what it requires: {who}."
            return stated(self.policy, "B16", zh, en, pupils, measured=str(n))
        zh = f"其中 {n} 人的年级或报名的日子够不上（它在{days_zh(offering.weekdays)}）：{who}"
        en = f"{n} of them are of another grade or not there often enough (it meets on {days_en(offering.weekdays)}): {who}."
        return stated(self.policy, "C01", zh, en, pupils, measured=str(n))

    def dreams(self) -> Iterator[Conflict]:
        """Pupils who cannot get what they are due, those with the same choice of classes together."""
        given = self.openings.given
        short: dict[tuple[int, tuple[str, ...]], list[str]] = defaultdict(list)
        for pupil, due in given.due.items():
            mine = [name for name in given.to(pupil) if self.problem.offering_of[name].dream]
            able = [name for name in mine if self.openings.possible_for(self.problem.pupil_of[pupil], name)]
            if sum(self.problem.offering_of[name].sessions for name in able) < due:
                short[due, tuple(name for name in mine if name not in able)].append(pupil)
        for (due, shut), pupils in short.items():
            facts = [dream_fact(pupils, due, self.problem, self.policy)]
            for name in shut:
                offering = self.problem.offering_of[name]
                obstacles = self.openings.obstacles[name]
                facts.append(fact_of(obstacles[0], self.policy) if obstacles else self._absent(pupils, offering))
                facts += self._known(offering) if obstacles and obstacles[0].rule == "D07" else []
            yield told(facts, "count", irreducible=len(facts) == 2)

    def _known(self, offering: Offering) -> list[Fact]:
        """Why those who master an offering may not lead it."""
        need = max(offering.skill_level, self.policy.number("D07", "level"))
        people: list[Staff | Outside] = [*self.problem.staff, *self.problem.outside]
        able = [p for p in people if any(s.name == offering.skill and s.level >= need for s in p.skills)]
        return [fact for person in able for fact in (self._guest(person, offering) if isinstance(person, Outside) else self._own(person))]

    def _own(self, person: Staff) -> list[Fact]:
        if self.policy.hard("K01") and not person.takes_part:
            return [stated(self.policy, "K01", f"{person.id} 不参加课后服务", f"{person.id} does not take part.", (person.id,))]
        rule = barred(person, self.spans, self.policy)
        if rule is not None:
            return [stated(self.policy, rule, f"{person.id} 不能参加课后服务", f"{person.id} may not serve.", (person.id,))]
        return []

    def _guest(self, guest: Outside, offering: Offering) -> list[Fact]:
        """Papers that fail on the days of the offering; else when the person comes."""
        failed: dict[str, tuple[date, date]] = {}
        for day in offering.weekdays:
            for rule in failed_vetting(guest, self.spans[day], self.policy, self.problem.money.pay) if day in self.spans else ():
                first, last = failed.get(rule, self.spans[day])
                failed[rule] = min(first, self.spans[day][0]), max(last, self.spans[day][1])
        if failed:
            return [self._paper(guest, rule, span) for rule, span in failed.items()]
        return [stated(
            self.policy, "K01", f"{guest.id} 只在{days_zh(guest.weekdays)}来，至多带 {guest.max_sections} 个班",
            f"{guest.id} comes on {days_en(guest.weekdays)} and leads {guest.max_sections} sections at most.", (guest.id,),
        )]  # fmt: skip

    def _paper(self, guest: Outside, rule: str, span: tuple[date, date]) -> Fact:
        first, last = span
        paper = {"E03": ("审批", "approval", guest.approved_from, guest.approved_to),
                 "E06": ("保险", "insurance", guest.insured_from, guest.insured_to)}.get(rule)  # fmt: skip
        if paper is None:
            sentence = self.policy.rules[rule]
            said = f"校外教师 {guest.id}：{sentence.zh.rstrip('。')}", f"Outside instructor {guest.id}: {sentence.en}"
            return stated(self.policy, rule, *said, (guest.id,))
        zh, en, since, until = paper
        have_zh, have_en = (f"{since} 至 {until}", f"from {since} to {until}") if since and until else ("没有", "missing")
        made_up = next((m for m in self.problem.term.make_up_days if m.day == last), None)
        note = f"（{WEEKDAYS_ZH[last.isoweekday()]}调休补课，按{days_zh([made_up.weekday])}上课）" if made_up is not None else ""
        note_en = " (a make-up day)" if made_up is not None else ""
        return stated(
            self.policy, rule, f"校外教师 {guest.id} 的{zh}（{have_zh}）盖不住 {first} 至 {last}{note} 的服务日",
            f"The {en} of outside instructor {guest.id} is {have_en} and does not cover the service dates from {first} to {last}{note_en}.",
            (guest.id,), measured=str(until), limit=f">= {last}",
        )  # fmt: skip
