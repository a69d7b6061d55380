"""Facts of the joint relaxation in words: facts alike on several days or at several times are told as one."""

from __future__ import annotations

from collections.abc import Sequence

from solver.explain.late import LateEnds
from solver.explain.refusal.fact import Fact
from solver.explain.refusal.given import offering_words
from solver.explain.refusal.wording import basis
from solver.explain.wording import names
from solver.policy.policy import Policy
from solver.problem.problem import Problem
from solver.search.joint.model import JointModel
from solver.search.joint.row_fact import ABSENCES, RowFact
from solver.units import Weekday, clock
from solver.words import days_en, days_zh, grades_en, grades_zh

Words = tuple[str, str, tuple[str, ...], str]
"""Chinese, English, subjects, the figure."""


def facts_in_words(model: JointModel, core: Sequence[RowFact]) -> list[Fact]:
    """Rows' facts -> facts with sentences; caps first, then absences, since they are what a school can change."""
    teller = _Teller(model)
    alike: dict[tuple[object, ...], list[RowFact]] = {}
    for fact in core:
        key = (fact.rule, fact.kind, fact.subject, fact.start, fact.end, fact.weekday if fact.kind in ABSENCES else None)
        alike.setdefault(key, []).append(fact)
    found = [teller.tell(group) for group in alike.values()]
    order = {"days": 0, "own_days": 0, "late_duties": 0, "minutes": 0, "evenings": 0, "running": 0, "absent": 1, "dated": 1, "lesson": 2}
    kinds = [group[0].kind for group in alike.values()]
    return [fact for _, fact in sorted(zip(kinds, found, strict=True), key=lambda pair: order.get(pair[0], 3))]


class _Teller:
    def __init__(self, model: JointModel) -> None:
        self.model = model
        self.problem: Problem = model.instance.problem
        self.policy: Policy = model.instance.policy

    def tell(self, group: Sequence[RowFact]) -> Fact:
        fact = group[0]
        days = sorted({each.weekday for each in group if each.weekday is not None})
        zh, en, subjects, measured = self._words(fact, group, days)
        when_zh, when_en = (days_zh(days), days_en(days)) if days else ("", "")
        span_zh = f" {clock(fact.start)}–{clock(fact.end)} " if fact.end and fact.end < 24 * 60 else " " if when_zh else ""
        span_en = f" {clock(fact.start)}-{clock(fact.end)}" if fact.end and fact.end < 24 * 60 else ""
        place_en = f"{when_en}{span_en}: " if when_en or span_en else ""
        return Fact(
            fact.rule, f"{when_zh}{span_zh}{zh}", f"{place_en}{en}", subjects, days[0] if len(days) == 1 else None,
            fact.start or None, fact.end or None, measured, source=basis(self.policy, fact.rule),
        )  # fmt: skip

    def _words(self, fact: RowFact, group: Sequence[RowFact], days: Sequence[Weekday]) -> Words:
        if fact.kind in ABSENCES:
            return self._kept(fact)
        if fact.kind in ("squad", "dream"):
            return self._given(fact)
        if fact.kind == "wave":
            return self._lanes(fact)
        return self._cap(fact) if fact.weekday is None or fact.kind == "running" else self._demand(fact, group, days)

    def _kept(self, fact: RowFact) -> Words:
        people = list(self.model.away.get(fact, ()))
        zh, en = {"absent": ("不能到岗", "cannot be had"), "dated": ("请假、未入职或已离职", "are on leave or not there"),
                  "lesson": ("有课", "teach")}[fact.kind]  # fmt: skip
        return f"{len(people)} 人{zh}：{names(people)}", f"{len(people)} people {en}: {names(people)}.", tuple(people), str(len(people))

    def _given(self, fact: RowFact) -> Words:
        if fact.kind == "dream":
            due = self.model.instance.given.due
            n = len(due)
            return f"{n} 名低年级学生要有体育梦想课", f"{n} pupils of the low grades are due dream classes.", (), str(n)
        offering = self.problem.offering_of[fact.subject]
        members = len(self.model.instance.given.squads[offering.id])
        zh = f"校队{offering_words(offering)}的 {members} 名队员都要有座位"
        return zh, f"All {members} members of squad {offering.id} have a seat.", (offering.id,), str(members)

    def _lanes(self, fact: RowFact) -> Words:
        gate = self.problem.gate_of[fact.subject]
        name = gate.name or gate.id
        return (f"{name} {gate.lanes} 条通道、每班 {gate.seconds_per_class} 秒",
                f"Gate {gate.id} has {gate.lanes} lanes and lets a class through in {gate.seconds_per_class} s.", (gate.id,),
                str(gate.seconds_per_class))  # fmt: skip

    def _cap(self, fact: RowFact) -> Words:
        if fact.kind == "own_days":
            people = {p: self.problem.staff_of[p].max_days for p in self.model.away.get(fact, ())}
            told = names(f"{name}（{most} 天）" for name, most in people.items())
            return f"本人的每周天数上限：{told}", f"Own caps on days a week: {told}.", tuple(people), ""
        if fact.kind == "running":
            return "连着两天不能由同一人值晚岗", "nobody has late duties on two days running.", (), ""
        name, unit_zh, unit_en = {
            "days": ("days_per_week", "天有岗位", "days of duty a week"),
            "minutes": ("minutes_per_day", "分钟（每天）", "minutes a day"),
            "late_duties": ("late_per_week", "次晚岗", "late duties a week"),
            "evenings": ("evenings_per_week", "次晚自习", "evenings a week"),
        }[fact.kind]  # fmt: skip
        most = self.policy.number(fact.rule, name)
        after = LateEnds.of(self.policy, "D10").after
        so = f"（{clock(after)} 之后结束的是晚岗）" if fact.kind == "late_duties" and after is not None else ""
        return f"每人每周至多 {most} {unit_zh}{so}", f"Each has at most {most} {unit_en}.", (), str(most)

    def _demand(self, fact: RowFact, group: Sequence[RowFact], days: Sequence[Weekday]) -> Words:
        if fact.kind == "care":
            return self._care(fact, days)
        if fact.kind == "gate":
            gate = self.problem.gate_of[fact.subject]
            return f"{gate.name or gate.id}要有人（{gate.staff} 人）", f"gate {gate.id} needs {gate.staff}.", (gate.id,), str(gate.staff)
        post = self.problem.post_of.get(fact.subject)
        name = (post.name or post.id) if post is not None else {"late": "延时托管", "standby": "延时备勤"}.get(fact.kind, fact.subject)
        heads = max((each.heads for each in self.model.posts if each.fact in group), default=1)
        return f"{name}要有 {heads} 人", f"{fact.subject or fact.kind} needs {heads}.", (fact.subject,) if fact.subject else (), str(heads)

    def _care(self, fact: RowFact, days: Sequence[Weekday]) -> Words:
        band = next(band for band in self.problem.bands if band.id == fact.subject)
        period = next(p.period for p in self.model.posts if p.fact == fact)
        least = [self.model.least_groups.get((day, band.id, period), 0) for day in days]
        told = "、".join(map(str, least)) if len(set(least)) > 1 else str(least[0])
        return (f"{grades_zh(band.grades)}的托管至少要 {told} 人", f"care of {grades_en(band.grades)} needs {told} at least.", (), told)
