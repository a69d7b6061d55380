"""Place: a post of a plan in a week, as a question names it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from solver.check.names import when
from solver.check.required_posts import PostInterval, RequiredPost
from solver.explain.why.context import WhyContext
from solver.explain.why.question import SECTION_KINDS, WhyPerson
from solver.plan.plan import Post
from solver.units import EVERY_WEEK, Week, Weekday
from solver.words import span


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
