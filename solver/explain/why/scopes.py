"""Scopes around a post that somebody else is to stand at, from two people on the day to everybody in the week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from solver.explain.why.context import WhyContext
from solver.explain.why.forced import CHANGES_FIRST, WhyStep
from solver.explain.why.person_facts import clashing
from solver.explain.why.place import Place
from solver.model.scope import Scope, SectionKey
from solver.plan.plan import SECTION_KINDS
from solver.units import Week, Weekday

HELPERS = 10
"""Further people of a scope who could take over what the person leaves. Raising it finds more chains, in larger models."""

Days = frozenset[tuple[Week, Weekday]]


def pair_scope(context: WhyContext, place: Place, people: Iterable[str], days: Days) -> Scope:
    """The duties of these people on these days; where the post is a section's, its adults and those of the sections that they lead."""
    chosen = frozenset(people)
    return Scope(people=chosen, duty_days=days, led=_led(context, place, chosen), flex=True)


def _led(context: WhyContext, place: Place, people: frozenset[str]) -> frozenset[SectionKey]:
    if place.post.kind not in SECTION_KINDS:
        return frozenset()
    theirs = {(post.subject, post.detail) for name in people for post in context.current.leading.get(name, ())}
    return frozenset(theirs | {(place.post.subject, place.post.detail)})


def of_day(context: WhyContext, place: Place) -> Days:
    """The (week, weekday) of the post."""
    return frozenset((week, day) for week in place.weeks(context) for day in place.days)


def of_week(context: WhyContext, place: Place) -> Days:
    """Every day of the weeks of the post."""
    return frozenset((week, day) for week in place.weeks(context) for day in context.instance.post_days)


def steps(context: WhyContext, place: Place, leaver: str | None, person: str, *, capped: bool) -> Iterator[WhyStep]:
    """Steps from the smallest: two people on the day, in the week; with helpers on the day, in the week; everybody.

    capped: whether the person can come only by giving up another day, so that the day alone will not do.
    """
    pair = [name for name in (leaver, person) if name is not None]
    day, week = of_day(context, place), of_week(context, place)
    one_day = place.post.kind not in SECTION_KINDS
    on_zh, on_en = ("当天", "on the day") if one_day else ("上课的日子", "on the days of the sessions")
    both_zh, both_en = f"所涉 {len(pair)} 人", f"the {len(pair)} people concerned"
    if not capped:
        yield WhyStep(
            pair_scope(context, place, pair, day), (f"{both_zh}{on_zh}的岗位", f"duties of {both_en} {on_en}")
        )
    yield WhyStep(
        pair_scope(context, place, pair, week),
        (f"{both_zh}本周的岗位", f"duties of {both_en} in the week"),
        CHANGES_FIRST,
    )
    helping = helpers(context, place, pair, person)
    everybody = [staff.id for staff in context.problem.staff if staff.takes_part]
    if not capped:
        yield _wide(context, place, (*pair, *helping), day, on_zh, on_en)
    yield _wide(context, place, (*pair, *helping), week, "本周", "in the week")
    if not capped:
        yield _wide(context, place, everybody, day, on_zh, on_en)
    yield _wide(context, place, everybody, week, "本周", "in the week")


def _wide(context: WhyContext, place: Place, people: Sequence[str], days: Days, zh: str, en: str) -> WhyStep:
    scope = pair_scope(context, place, people, days)
    return WhyStep(
        scope, (f"{len(scope.people)} 人{zh}的岗位", f"duties of {len(scope.people)} people {en}"), CHANGES_FIRST
    )


def helpers(context: WhyContext, place: Place, pair: Sequence[str], person: str) -> list[str]:
    """Who could most likely take over what the person leaves: allowed at those posts, free then, and there that day anyway."""
    given_up = [busy.duty for busy in clashing(context, person, place)]
    given_up = given_up or [duty for key in _of(context, person, place) for duty in context.view.duties[key]]
    instance, view = context.instance.under(context.plan), context.view
    score: dict[str, float] = {}
    for duty in given_up:
        if duty.stand.post.kind in SECTION_KINDS:
            continue
        for name in instance.allowed(duty.stand.post, duty.week):
            mine = view.duties.get((name, duty.week, duty.slot.weekday), ())
            free = all(other.slot.end <= duty.slot.start or duty.slot.end <= other.slot.start for other in mine)
            score[name] = score.get(name, 0) + 2 * free + bool(mine)
    load = context.report.facts.minutes
    ranked = sorted(
        (name for name in score if name not in pair), key=lambda name: (-score[name], load.get(name, 0), name)
    )
    return ranked[:HELPERS]


def _of(context: WhyContext, person: str, place: Place) -> list[tuple[str, Week, Weekday]]:
    """Days of the person in the weeks of the post."""
    return [key for key in context.view.duties if key[0] == person and key[1] in place.weeks(context)]


def alone(context: WhyContext, place: Place, leaver: str | None, person: str) -> Scope:
    """Everything of the person, on every day, with whoever leaves the post: for a proof that the person's own limits forbid it."""
    people = [name for name in (leaver, person) if name is not None]
    days = frozenset((week, day) for week in context.instance.weeks for day in context.instance.post_days)
    return pair_scope(context, place, people, days)
