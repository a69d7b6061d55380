"""Why a pupil has an offering or has it not: who has its seats, what would have to change, and whom it would cost how much."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from solver.explain.why.context import Deadline, WhyContext, WhyLimits
from solver.explain.why.explanation import Explanation
from solver.explain.why.forced import CHANGES_FIRST, Asked, Forced, Row, WhyStep, force
from solver.explain.why.offerings import why_offering
from solver.explain.why.outcome import found_answer, impossible_answer, unknown_answer
from solver.explain.why.pupil_facts import Wish, losers, seat_facts, sections_of, wish_facts
from solver.explain.why.question import WhyOffering, WhyPupil
from solver.model.scope import Scope
from solver.model.variables import Variables
from solver.plan.plan import Plan

STAY = ("在开班、时间和教室不动的前提下", "while sections, their times and rooms stay as they are")


def why_pupil(context: WhyContext, question: WhyPupil, limits: WhyLimits) -> Explanation:
    """Answer to a question about a pupil and an offering, both of the problem."""
    wish = Wish(context.problem.pupil_of[question.pupil], context.problem.offering_of[question.offering])
    if any(key[0] == question.offering for key in context.view.kept.seats_of.get(question.pupil, ())):
        return _why_so(context, question, wish)
    what = context.names.offering(question.offering)
    cannot = f"{question.pupil} 不能上{what}：", f"{question.pupil} cannot have {what}."
    facts = wish_facts(context, wish)
    if facts:
        return Explanation(
            question, "no", "pair", (cannot[0] + facts[0].zh, f"{cannot[1]} {facts[0].en}"), tuple(facts)
        )
    if not sections_of(context, question.offering):
        return _not_opened(context, question, limits)
    return _solved(context, question, wish, cannot, limits)


def _why_so(context: WhyContext, question: WhyPupil, wish: Wish) -> Explanation:
    """The rank of the choice, and why those before it are not the pupil's."""
    what = context.names.offering(question.offering)
    has = {key[0] for key in context.view.kept.seats_of[question.pupil]}
    facts = seat_facts(context, wish)
    for choice in wish.pupil.choices[: max(0, wish.rank - 1)]:
        if choice not in has:
            before = Wish(wish.pupil, context.problem.offering_of[choice])
            if not sections_of(context, choice):
                name = context.names.offering(choice)
                facts.append(
                    context.fact(
                        "C06",
                        f"第{before.rank}志愿{name}没有开班。",
                        f"Choice {before.rank}, {name}, is not opened.",
                        choice,
                    )
                )
            else:
                facts += wish_facts(context, before)[:1] or seat_facts(context, before)[:1]
    how = (
        (f"这是第{wish.rank}志愿", f"it is choice {wish.rank}")
        if wish.rank
        else ("这是学校指定的", "the school gave it")
    )
    words = (
        f"{question.pupil} 为何上{what}：{how[0]}。" + "".join(fact.zh for fact in facts[3:]),
        (f"Why {question.pupil} has {what}: {how[1]}. " + " ".join(fact.en for fact in facts[3:])).strip(),
    )
    return Explanation(question, "because", "place", words, tuple(facts))


def _not_opened(context: WhyContext, question: WhyPupil, limits: WhyLimits) -> Explanation:
    """The pupil's question, answered by why the offering is not opened."""
    answer = why_offering(context, WhyOffering(question.offering), limits)
    return replace(answer, question=question)


def _solved(
    context: WhyContext, question: WhyPupil, wish: Wish, cannot: tuple[str, str], limits: WhyLimits
) -> Explanation:
    """Layers 3 to 5."""
    deadline, told = Deadline(limits), seat_facts(context, wish)
    last: Forced | None = None
    for number, step in enumerate(_steps(context, question)):
        last = force(context, step, sit(context, question), limits, deadline)
        if last.status == "found" and last.plan is not None:
            can = (
                f"{question.pupil} 可以上{context.names.offering(question.offering)}",
                f"{question.pupil} can have {context.names.offering(question.offering)}",
            )
            told += losers(context, _offerings(context.plan), _offerings(last.plan), question.pupil)
            answer = found_answer(context, question, can, last, told, STAY, wider=number > 0)
            zh, en = answer.words
            return replace(answer, words=(told[0].zh + zh, f"{told[0].en} {en}"))
        if deadline.over:
            break
    if last is not None and last.status == "impossible":
        return impossible_answer(context, question, cannot, last.conflict, told[1:], STAY)
    return unknown_answer(question, cannot, told, STAY)


def _steps(context: WhyContext, question: WhyPupil) -> tuple[WhyStep, ...]:
    """Those who sit in the offering; with the pupils of the classes that the pupil is looked after with; everybody."""
    opened = frozenset(context.current.opened)
    sitting = {name for key in opened if key[0] == question.offering for name in context.current.seats_of_section[key]}
    mine = context.problem.pupil_of[question.pupil].class_id
    near = {mine, *(home for group in context.plan.care_groups if mine in group.classes for home in group.classes)}
    wishing = [pupil for pupil in context.problem.pupils if pupil.clubs and pupil.weekdays]
    few = sitting | {question.pupil}
    more = few | {pupil.id for pupil in wishing if pupil.class_id in near}
    everybody = few | {pupil.id for pupil in wishing}
    return (
        WhyStep(
            Scope(seat_sections=opened, seat_pupils=frozenset(few)),
            (f"所涉 {len(few)} 名学生的座位", f"seats of {len(few)} pupils"),
        ),
        WhyStep(
            Scope(seat_sections=opened, seat_pupils=frozenset(more)),
            (f"{len(more)} 名学生的座位", f"seats of {len(more)} pupils"),
        ),
        WhyStep(
            Scope(seat_sections=opened, seat_pupils=frozenset(everybody)),
            ("所有学生的座位", "seats of all pupils"),
            CHANGES_FIRST,
        ),
    )


def sit(context: WhyContext, question: WhyPupil) -> Asked:
    """Rows that give a pupil a seat in an offering."""

    def rows(v: Variables) -> list[Row]:
        seats = [
            (1, v.seat(question.pupil, key)) for key in sorted(context.current.opened) if key[0] == question.offering
        ]
        return [(seats, 1, len(seats))]

    return rows


def _offerings(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for seat in plan.seats:
        found[seat.pupil].append(seat.offering)
    return found
