"""Answers for others than the planner: nothing of another person but how many are touched; no price, no plan, no rule of the others'.

A teacher is told of himself, a family or a class teacher of one pupil. What names anybody else, by id or by name, is left out, and so
is every figure from which another's choice, cap or reason could be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from solver.check.names import Words
from solver.errors import Fault, PlanError
from solver.explain.refusal.fact import Fact
from solver.explain.why.context import WhyContext
from solver.explain.why.explanation import Explanation
from solver.explain.why.place import place_of, place_words
from solver.explain.why.pupil_facts import Wish, seats_of
from solver.explain.why.question import Question, WhyPerson, WhyPupil
from solver.problem import Outside, Staff


def audience_faults(audience: str, question: Question) -> list[Fault]:
    """What an audience may not ask: a teacher asks about himself, a family about a pupil."""
    if audience == "planner":
        return []
    if audience == "teacher" and isinstance(question, WhyPerson) and question.instead is None:
        return []
    if audience == "family" and isinstance(question, WhyPupil):
        return []
    zh, en = {
        "teacher": (
            "教师只能问自己的岗位，不能写另一位老师。",
            "A teacher asks about an own post, and names nobody else.",
        ),
        "family": ("家长和班主任只能问学生的课程。", "Families and class teachers ask about a pupil's courses."),
    }[audience]
    return [Fault(("for",), audience, zh, en, "可能要由编排人员来问。", "Maybe the planner should ask.")]


def told_to(context: WhyContext, answer: Explanation, audience: str) -> Explanation:
    """The answer as an audience may read it. Raises PlanError for a question that the audience may not ask."""
    faults = audience_faults(audience, answer.question)
    if faults:
        raise PlanError(faults)
    if audience == "planner":
        return answer
    question = answer.question
    own = (
        question.person if isinstance(question, WhyPerson) else question.pupil if isinstance(question, WhyPupil) else ""
    )
    hidden = frozenset(_hidden(context, own))
    facts = tuple(fact for fact in answer.facts if _own(fact, own) and not speaks_of(hidden, fact.zh, fact.en))
    others = len([name for name in answer.touched if name != own])
    steps = tuple(step for step in answer.steps if own in step[0] and not speaks_of(hidden, *step))
    head: Words = ("", "")
    if isinstance(question, WhyPerson):
        head = _of_person(context, question, answer)
    elif isinstance(question, WhyPupil):
        head = _of_pupil(context, question, answer)
    zh, en = _touching(others)
    words = (
        head[0] + "".join(fact.zh for fact in facts) + zh,
        " ".join([head[1], *(fact.en for fact in facts), en]).strip(),
    )
    if speaks_of(hidden, *words):  # whatever a name may be part of
        words = head
    return replace(
        answer,
        words=words,
        facts=facts,
        alternatives=(),
        price={},
        touched=tuple(name for name in answer.touched if name == own),
        touched_count=len(answer.touched),
        steps=steps,
        scope=("", ""),
        conflict=(),
        plan=None,
        audience=audience,
    )


def _hidden(context: WhyContext, own: str) -> Iterable[str]:
    """Ids and names of everybody else."""
    problem = context.problem
    people: list[Staff | Outside] = [*problem.staff, *problem.outside]
    for one in people:
        if one.id != own:
            yield one.id
            if one.name and one.name != context.names.person(own).partition("(")[0]:
                yield one.name
    yield from (pupil.id for pupil in problem.pupils if pupil.id != own)


def speaks_of(hidden: Iterable[str], *texts: str) -> bool:
    """Whether any of the words occurs in the texts, also within another word: too much is left out rather than too little."""
    text = "\n".join(texts)
    return any(word in text for word in hidden)


def _own(fact: Fact, own: str) -> bool:
    """Whether a fact is about the person alone."""
    return own in fact.subjects and set(fact.subjects) <= {own}


def _touching(others: int) -> Words:
    return (f"这样会牵动另外 {others} 人。", f"It would touch {others} others.") if others else ("", "")


def _of_person(context: WhyContext, question: WhyPerson, answer: Explanation) -> Words:
    place = place_of(context, question)
    zh, en = place_words(context, place)
    who = context.names.person(question.person)
    if question.person in place.holders:
        if answer.plan is not None:
            return (
                f"“{zh}”由{who}值守；也可以换给别的老师，请与编排人员商量。",
                f"{who} stands there ({en}); another colleague could, too: ask the planner.",
            )
        return (
            f"“{zh}”由{who}值守；现在没有找到能换的人。",
            f"{who} stands there ({en}); nobody was found who could instead.",
        )
    if answer.verdict in ("free", "costs"):
        return f"{who}可以上“{zh}”，请与编排人员商量。", f"{who} could stand there ({en}): ask the planner."
    if answer.verdict == "unknown":
        return f"还不知道{who}能不能上“{zh}”。", f"It is not known whether {who} could stand there ({en})."
    return f"在现有安排下{who}不能上“{zh}”。", f"As things are arranged {who} cannot stand there ({en})."


def _of_pupil(context: WhyContext, question: WhyPupil, answer: Explanation) -> Words:
    what, pupil = context.names.offering(question.offering), question.pupil
    wish = Wish(context.problem.pupil_of[pupil], context.problem.offering_of[question.offering])
    if any(key[0] == question.offering for key in context.view.kept.seats_of.get(pupil, ())):
        return f"{pupil} 上{what}。", f"{pupil} has {what}."
    if answer.layer == "pair":
        return f"{pupil} 不能上{what}：", f"{pupil} cannot have {what}."
    seats = seats_of(context, wish.offering)
    if not seats.places:
        return f"{what}没有开班。", f"{what} is not opened."
    if seats.seats < seats.places:
        return (
            f"{what}还有空位，{pupil} 没有编入，是全校志愿一起考虑的结果；请与编排人员商量。",
            f"{what} has places left; that {pupil} has none follows from the choices of all: ask the planner.",
        )
    if all(rank <= wish.rank for rank in seats.ranks):
        return (
            f"{what}名额已满，给了志愿更靠前的学生，或同一志愿中排在前面的学生。",
            f"{what} is full: its places went to pupils with an earlier choice, or the same choice and an earlier lot.",
        )
    return (f"{what}名额已满，是全校志愿一起考虑的结果。", f"{what} is full, as follows from the choices of all.")
