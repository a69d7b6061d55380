"""Re-plans: K07 and B14.

K07: the column of every locked decision is true. B14 (soft): the number of earlier decisions less those that are held. Both
read columns that other families made and add none; a school that does not re-plan has no row of either.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.model.context import ModelContext
from solver.model.linear_model import FALSE
from solver.plan import TUTORING_KINDS, Post
from solver.problem.replan import Cared, Decisions, Leaving, Meeting, Place, Standing, Tutored
from solver.units import EVERY_WEEK


def locks(p: ModelContext) -> None:
    """K07."""
    if p.problem.replan is not None and p.hard("K07"):
        for column in _columns(p, p.problem.replan.locked):
            p.rows.linear("K07", [(1, column)], lower=1)


def changes(p: ModelContext) -> None:
    """B14."""
    if p.problem.replan is not None and p.policy.soft("B14"):
        before = p.problem.replan.before
        p.cost("B14", [(-1, column) for column in _columns(p, before)], constant=len(before))


def _columns(p: ModelContext, decisions: Decisions) -> Iterator[int]:
    """The column of each decision; FALSE for one that cannot be taken."""
    live = set(p.v.live_sections)
    yield from (_slot(p, item) for item in decisions.dismissals)
    yield from (_session(p, item) if item[:2] in live else FALSE for item in decisions.meetings)
    yield from (_seat(p, item) for item in decisions.seats)
    yield from (_tutored(p, item) for item in decisions.tutoring)
    yield from (_cared(p, item) for item in decisions.care)
    exists = {day: {post for post, _ in p.v.posts(day)} for day in p.instance.post_days} if decisions.adults else {}
    for item in decisions.adults:
        kind, weekday, subject, detail, week, person = item
        post = Post(kind, weekday, subject, detail)
        if not p.scope.frees_post(post, week, person):
            yield int((post, week, person) in p.v.current.stands)
        elif week == EVERY_WEEK:
            yield _crew(p, item) if (subject, detail) in live else FALSE
        else:
            yield p.v.stand(post, week, person) if post in exists.get(weekday, ()) else FALSE


def _slot(p: ModelContext, item: Leaving) -> int:
    grade, minute, gate = item
    window = p.problem.window_of.get(grade)
    if window is None or minute not in window.dismissals or gate not in window.gates:
        return FALSE
    return p.v.slot(grade, minute, gate)


def _session(p: ModelContext, item: Meeting) -> int:
    section, weekday, start, room = item[:2], *item[2:]
    if start not in p.v.starts_on(section, weekday):
        return FALSE
    return next((column for place, column in p.v.rooms_at(section, weekday, start) if place == room), FALSE)


def _seat(p: ModelContext, item: Place) -> int:
    if not p.scope.moves_clubs:
        return int(item in p.v.current.seats)
    return next((column for section, column in p.v.seats_by_pupil.get(item[0], ()) if section == item[1:]), FALSE)


def _tutored(p: ModelContext, item: Tutored) -> int:
    grade, weekday, period, kind = item
    window = p.problem.window_of.get(grade)
    possible = window is not None and weekday in p.instance.days and 0 <= period < len(window.periods) and kind in TUTORING_KINDS
    return p.v.tutor(grade, weekday, period, kind) if possible else FALSE


def _cared(p: ModelContext, item: Cared) -> int:
    home, host, weekday, period = item
    bands = p.instance.band_of_class
    if home not in bands or host not in bands or bands[home] != bands[host]:
        return FALSE
    possible = weekday in p.instance.days and 0 <= period < len(bands[home].periods)
    return p.v.member(home, host, weekday, period) if possible else FALSE


def _crew(p: ModelContext, item: Standing) -> int:
    """Who leads or assists a section that may be open."""
    kind, _, subject, detail, week, person = item
    posts = {post.kind: post for post, _ in p.v.section_posts((subject, detail))}
    return p.v.stand(posts[kind], week, person) if kind in posts else FALSE
