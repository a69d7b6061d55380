"""Facts about a pupil and an offering: what the pair alone decides, then who has its seats and what the pupil has instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from solver.check.plan_index import OpenedSection
from solver.explain.refusal.fact import Fact
from solver.explain.why.context import WhyContext
from solver.problem import Offering, Pupil
from solver.words import days_en, days_zh, grades_en, grades_zh


class Wish(NamedTuple):
    """A pupil and an offering."""

    pupil: Pupil
    offering: Offering

    @property
    def rank(self) -> int:
        """Rank of the choice from 1; 0: not among the choices."""
        return self.pupil.choices.index(self.offering.id) + 1 if self.offering.id in self.pupil.choices else 0


def sections_of(context: WhyContext, offering: str) -> list[OpenedSection]:
    """Opened sections of an offering."""
    return [opened for key, opened in context.view.opened.items() if key[0] == offering]


def wish_facts(context: WhyContext, wish: Wish) -> list[Fact]:
    """What forbids the pupil the offering whatever else the plan says, with its sections at their times; empty where nothing does."""
    found = [*_of_pupil(context, wish)]
    if not found:
        closed = [
            fact
            for opened in sections_of(context, wish.offering.id)
            if (fact := _of_section(context, wish, opened)) is not None
        ]
        if closed and len(closed) == len(sections_of(context, wish.offering.id)):
            found = closed
    return found


def _of_pupil(context: WhyContext, wish: Wish) -> Iterator[Fact]:
    (pupil, offering), policy, given = wish, context.policy, context.instance.given
    what, who = context.names.offering(offering.id), pupil.id
    grade = context.problem.grade_of_pupil[who]
    if not pupil.weekdays:
        yield context.fact("C01", f"{who} 没有报名参加服务。", f"{who} has not applied for the service.", who)
    if grade not in offering.grades:
        yield context.fact(
            "C01",
            f"{what}面向{grades_zh(offering.grades)}，{who} 在{grades_zh([grade])}。",
            f"{what} is for {grades_en(offering.grades)}; {who} is in {grades_en([grade])}.",
            who,
            figures=(grade, ""),
        )
    if policy.on("B11") and offering.members:
        if who not in offering.members:
            yield context.fact(
                "B11", f"{what}是校队，{who} 不是队员。", f"{what} is a squad of which {who} is no member.", who
            )
    elif not wish.rank and offering.id not in given.to(who):
        yield context.fact("C01", f"{who} 没有选报{what}。", f"{who} did not choose {what}.", who)
    elif wish.rank and not pupil.clubs and offering.id not in given.to(who):
        yield context.fact("C01", f"{who} 希望的社团数是 0。", f"{who} wants no club.", who, figures=(0, ""))
    if policy.on("C05") and who in given.barred:
        yield context.fact(
            "C05",
            f"{who} 没有签协议，或年级不在服务范围。",
            f"{who} has signed no agreement, or the grade is not served.",
            who,
        )
    elif not given.admits(who, offering):
        missing = "、".join(sorted(set(offering.requires) - set(pupil.passed)))
        yield context.fact(
            "B16",
            f"{what}要先学过：{missing}。",
            f"{what} asks for courses passed before: {missing}.",
            who,
            figures=("", missing),
        )


def _of_section(context: WhyContext, wish: Wish, opened: OpenedSection) -> Fact | None:
    """Why the section cannot be the pupil's at its times, whoever else sits there."""
    pupil, name = wish.pupil, context.names.section(*opened.key)
    wrong = [session.weekday for session in opened.sessions if session.weekday not in pupil.weekdays]
    if wrong:
        return context.fact(
            "C01",
            f"{name}在{days_zh(wrong)}上课，{pupil.id} 没有报名这一天。",
            f"{name} meets on {days_en(wrong)}, for which {pupil.id} did not apply.",
            pupil.id,
            opened.section.id,
            weekday=wrong[0],
        )
    grade = context.problem.grade_of_pupil[pupil.id]
    if any(not context.instance.within(grade, session.start, opened.offering.minutes) for session in opened.sessions):
        return context.fact(
            "K04",
            f"{name}的时间不在{grades_zh([grade])}的服务时段内。",
            f"{name} does not meet within the service hours of {grades_en([grade])}.",
            pupil.id,
            opened.section.id,
        )
    return None


class SeatCounts(NamedTuple):
    """SeatCounts of an offering in the plan. ranks: of those who sit there, by rank of their choice (0: given)."""

    seats: int
    places: int
    ranks: Counter[int]
    first: int


def seats_of(context: WhyContext, offering: Offering) -> SeatCounts:
    """How many sit in an offering, by which rank, and how many asked for it first."""
    opened = sections_of(context, offering.id)
    ranks: Counter[int] = Counter()
    for section in opened:
        for pupils in section.pupils.values():
            ranks.update(Wish(context.problem.pupil_of[name], offering).rank for name in pupils)
    wanted = [pupil for pupil in context.problem.pupils if pupil.weekdays and pupil.clubs and pupil.choices]
    first = sum(pupil.choices[0] == offering.id for pupil in wanted)
    places = sum(_places(context, section) for section in opened)
    return SeatCounts(sum(section.seats for section in opened), places, ranks, first)


def _places(context: WhyContext, opened: OpenedSection) -> int:
    """Most pupils of a section (C06, H07)."""
    places: list[int] = [context.instance.most(opened.offering)]
    if context.policy.on("H07"):
        places += [
            context.problem.room_of[s.room].capacity for s in opened.sessions if s.room in context.problem.room_of
        ]
    return min(places)


def seat_facts(context: WhyContext, wish: Wish) -> list[Fact]:
    """Who has the offering by which rank of their choices, and what the pupil has at its times."""
    offering, what = wish.offering, context.names.offering(wish.offering.id)
    seats = seats_of(context, offering)
    by_zh = "、".join(f"第{rank}志愿 {n} 人" if rank else f"指定 {n} 人" for rank, n in sorted(seats.ranks.items()))
    by_en = ", ".join(f"choice {rank}: {n}" if rank else f"given: {n}" for rank, n in sorted(seats.ranks.items()))
    full = ("已满", "all taken") if seats.seats >= seats.places else ("", "")
    found = [
        context.fact(
            "C06",
            f"{what}{seats.places} 座{full[0]}，坐了 {seats.seats} 人（{by_zh}）；第一志愿 {seats.first} 人。",
            f"{what} has {seats.places} places{', ' + full[1] if full[1] else ''}; {seats.seats} sit there ({by_en}); "
            f"it is the first choice of {seats.first}.",
            offering.id,
            figures=(seats.seats, seats.places),
        )
    ]
    has = context.view.kept.seats_of.get(wish.pupil.id, ())
    if has:
        listed = "、".join(context.names.section(*key) for key in has)
        found.append(
            context.fact(
                "C01",
                f"{wish.pupil.id} 现在在{listed}。",
                f"{wish.pupil.id} sits in {listed}.",
                wish.pupil.id,
                figures=(len(has), wish.pupil.clubs),
            )
        )
    if wish.rank:
        found.append(
            context.fact(
                "C04",
                f"{what}是 {wish.pupil.id} 的第{wish.rank}志愿。",
                f"{what} is choice {wish.rank} of {wish.pupil.id}.",
                wish.pupil.id,
                figures=(wish.rank, ""),
            )
        )
    return found


def losers(
    context: WhyContext, before: dict[str, list[str]], after: dict[str, list[str]], asker: str
) -> Iterator[Fact]:
    """Other pupils whose seats change, with the points that each loses (C04)."""
    for name in sorted(before.keys() | after.keys()):
        if name == asker or before.get(name, []) == after.get(name, []):
            continue
        pupil = context.problem.pupil_of[name]
        points = _points(context, pupil, before.get(name, [])) - _points(context, pupil, after.get(name, []))
        went_zh, went_en = _went(context, pupil, after.get(name, []))
        yield context.fact(
            "C04",
            f"{name} 改到{went_zh}，{_lost(points)[0]}。",
            f"{name} goes to {went_en}, {_lost(points)[1]}.",
            name,
            figures=(points, ""),
        )


def _lost(points: int) -> tuple[str, str]:
    if not points:
        return "志愿分不变", "at no loss"
    return (
        (f"少 {points} 分", f"losing {points} points")
        if points > 0
        else (f"多 {-points} 分", f"gaining {-points} points")
    )


def _points(context: WhyContext, pupil: Pupil, offerings: list[str]) -> int:
    worth: list[int] = [
        context.instance.worth(pupil, pupil.choices.index(each)) for each in offerings if each in pupil.choices
    ]
    return sum(worth)


def _went(context: WhyContext, pupil: Pupil, offerings: list[str]) -> tuple[str, str]:
    if not offerings:
        return "基础托管", "care"
    ranks = [
        (context.names.offering(each), pupil.choices.index(each) + 1 if each in pupil.choices else 0)
        for each in offerings
    ]
    zh = "、".join(f"第{rank}志愿{name}" if rank else name for name, rank in ranks)
    return zh, ", ".join(f"{name} (choice {rank})" if rank else name for name, rank in ranks)
