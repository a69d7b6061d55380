"""Care groups and weekly posts, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.peers.timefold.lines import NEVER, School, late
from solver.model.instance import Instance, Shift
from solver.plan import Post
from solver.units import Minute, Weekday

Place = tuple[str, Weekday, int]
"""(class, weekday, period)."""


def cares(s: School) -> dict[Place, tuple[int, Weekday, int]]:
    """One for every class, weekday and period with pupils who attend; returns the place of each (see ``Care.java``)."""
    frame = s.frame
    numbers = {name: number for number, name in enumerate(s.classes)}
    places: dict[Place, tuple[int, Weekday, int]] = {}
    for band in frame.problem.bands:
        for day in frame.days:
            heads = {name: len(frame.attending.get((name, day), ())) for name in frame.classes_of_band[band.id]}
            hosts = {name: _hosts(frame, name, heads, day) for name, number in heads.items() if number}
            for period, span in enumerate(band.periods):
                for name, possible in hosts.items():
                    s.say("care", len(s.cares), numbers[name], day, period, span.start, span.end, heads[name],
                          [numbers[host] for host in possible])  # fmt: skip
                    places[name, day, period] = (numbers[name], day, period)
                    s.cares.append((name, day, period))
    return places


def _hosts(frame: Instance, home: str, heads: dict[str, int], day: Weekday) -> list[str]:
    """The class itself and those it could ever be merged with, were all who wish a club away at once (K03)."""
    policy, problem = frame.policy, frame.problem
    if policy.on("K03") and policy.number("K03", "classes") < 2:
        return [home]
    most = policy.number("K03", "pupils") if policy.on("K03") else NEVER
    span = policy.number("K03", "grade_span") if policy.on("K03") else NEVER
    clubs = any(day in frame.session_days[offering.id] for offering in problem.offerings)
    least = {
        name: sum(1 for pupil in frame.attending.get((name, day), ()) if not (clubs and pupil.clubs)) for name in heads
    }

    def together(other: str) -> bool:
        room = max(problem.room_of[problem.class_of[name].room].capacity for name in (home, other))
        near = abs(frame.grade_of_class[home] - frame.grade_of_class[other]) <= span
        return near and heads[other] > 0 and least[home] + least[other] <= min(most, room)

    return [home, *(other for other in heads if other != home and together(other))]


def stands(s: School, zones: Mapping[str, int], places: Mapping[Place, tuple[int, Weekday, int]]) -> None:
    """One for every adult that a weekly post needs, in every week."""
    frame = s.frame
    numbers = {name: number for number, name in enumerate(s.people)}
    for post, shift in _posts(s):
        place = places[post.subject, post.weekday, post.detail] if post.kind == "care" else (-1, 0, 0)
        zone = zones.get(shift.zones[0], -1) if shift.zones else -1
        for week in frame.weeks:
            people = [numbers[name] for name in frame.allowed(post, week)]
            for _ in range(shift.headcount):
                s.say("stand", len(s.stands), post.kind, week, post.weekday, shift.start, shift.end, shift.credit, zone,
                      *late(frame, shift), place[0], place[2], people)  # fmt: skip
                s.stands.append((post, week))


def _posts(s: School) -> Iterable[tuple[Post, Shift]]:
    """Weekly posts, care groups of every class first."""
    frame = s.frame
    posts: list[Post] = [Post("care", day, name, period) for name, day, period in s.cares]
    waves: Sequence[tuple[str, Minute]] = sorted({(d.gate, d.minute) for d in s.base.dismissals})
    for day in frame.days:
        posts += [Post("gate", day, gate, minute) for gate, minute in waves]
        posts += [Post("fixed", day, fixed.id, 0) for fixed in frame.problem.posts if day in fixed.weekdays]
        if day in frame.late_heads:
            posts.append(Post("late", day, "", 0))
    return [(post, frame.shift(post)) for post in posts]
