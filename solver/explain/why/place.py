"""Place: a post of a plan in a week, as a question names it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from solver.check.names import when
from solver.check.required_posts import PostInterval, RequiredPost
from solver.explain.why.context import WhyContext
from solver.explain.why.question import Question, WhyGrade, WhyPerson, WhyPupil
from solver.plan.plan import SECTION_KINDS, Post
from solver.units import EVERY_WEEK, Week, Weekday, clock
from solver.words import grades_en, grades_zh, span


class Place(NamedTuple):
    """A post of the plan in a week: 0 for sections, which are the same in every week."""

    post: Post
    week: Week
    stand: RequiredPost

    @property
    def slots(self) -> tuple[PostInterval, ...]:
        return self.stand.slots

    def weeks(self, context: WhyContext) -> Sequence[Week]:
        """Weeks 1..W in which it is stood."""
        return range(1, context.weeks + 1) if self.week == EVERY_WEEK else (self.week,)

    @property
    def days(self) -> tuple[Weekday, ...]:
        return tuple(dict.fromkeys(slot.weekday for slot in self.slots))

    @property
    def holders(self) -> list[str]:
        return self.stand.people.get(self.week, [])


def place_words(context: WhyContext, place: Place) -> tuple[str, str]:
    """``第 1 周周五东门 17:40 放学护送``, and in English."""
    zh, en = context.names.post(place.post)
    if place.week == EVERY_WEEK:
        return zh, en
    on_zh, on_en = when(place.post.weekday, (place.week,), context.weeks)
    at = "" if place.post.kind == "gate" else f" {span(place.slots[0].start, place.slots[0].end)}"
    return f"{on_zh}{at} {zh}", f"{on_en}{at} {en}"


def place_of(context: WhyContext, question: WhyPerson) -> Place:
    """The post in the week that is asked about: without one, the first in which the person stands there."""
    post = question.post
    stand = context.view.stands[post.kind, post.weekday, post.subject, post.detail]
    if post.kind in SECTION_KINDS:
        return Place(post, EVERY_WEEK, stand)
    held = [week for week in stand.weeks if question.person in stand.people[week]]
    return Place(post, question.week or next(iter(held), 1), stand)


def question_words(context: WhyContext, question: Question) -> tuple[str, str]:
    """The question in a sentence."""
    names = context.names
    if isinstance(question, WhyPerson):
        place, who = place_of(context, question), names.person(question.person)
        zh, en = place_words(context, place)
        if question.person not in place.holders:
            return f"“{zh}”为什么不是{who}？", f"Why does {who} not stand there ({en})?"
        if question.instead is None:
            return f"“{zh}”为什么是{who}？", f"Why does {who} stand there ({en})?"
        other = names.person(question.instead)
        return f"“{zh}”为什么是{who}，不是{other}？", f"Why does {who} stand there ({en}), and not {other}?"
    if isinstance(question, WhyGrade):
        zh, en = grades_zh([question.grade]), grades_en([question.grade])
        at_zh = at_en = ""
        if question.leaves is not None:
            at_zh, at_en = f" {clock(question.leaves)}", f" at {clock(question.leaves)}"
        if question.gate is not None:
            at_zh, at_en = f"{at_zh}从{names.gate(question.gate)}", f"{at_en} by {names.gate(question.gate)}"
        if at_zh:
            return f"{zh}为什么不{at_zh}放学？", f"Why does {en} not leave{at_en}?"
        return f"{zh}为什么这时放学？", f"Why does {en} leave then?"
    what = names.offering(question.offering)
    if isinstance(question, WhyPupil):
        if any(key[0] == question.offering for key in context.view.kept.seats_of.get(question.pupil, ())):
            return f"{question.pupil} 为什么上{what}？", f"Why does {question.pupil} have {what}?"
        return f"{question.pupil} 为什么没有上{what}？", f"Why does {question.pupil} not have {what}?"
    opened = any(key[0] == question.offering for key in context.view.opened)
    if opened:
        return f"{what}为什么没有多开？", f"Why has {what} no more sections?"
    return f"{what}为什么没有开？", f"Why is {what} not opened?"
