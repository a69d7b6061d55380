"""Adults on posts.

A06, A07, A08, A09, A14, B05, D08, H01, H04 (every post filled), D08 (walking), E03 E05 E06 I04 K01 K02 (free session times).

Filled: persons on a post = its headcount while the post exists; never more (K00). The coverage tier counts whoever is
missing. K02: duties of a person that are on at one moment exclude each other. D08: between duties in two zones there
is time to walk. Pairs (person, post) that skill, role, lessons, availability or vetting rule out have no column at all
(``Eligibility``); where the time of a section or the end of a post is free, rows here say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from solver.model.context import ModelContext
from solver.model.duties import Duty
from solver.model.instance import Instance
from solver.model.linear_model import FALSE, NO_LOWER, TRUE, LinearModel
from solver.model.moments import cliques
from solver.model.shift import Zones
from solver.plan import Post
from solver.units import EVERY_WEEK, Minute, Week, Weekday

FILLED_BY = {
    "care": "D08", "lead": "D08", "assist": "D08", "gate": "H04", "fixed": "H01", "qa": "B05", "late": "A08",
    "standby": "A09", "block": "A06", "evening": "A07", "weekend": "A14",
}  # fmt: skip
"""Rule that asks for each kind of post to be filled."""
COVERAGE = "coverage"


def filled(p: ModelContext) -> None:
    """A06, A07, A08, A09, A14, B05, D08, H01, H04: every post that exists is filled."""
    for week in p.instance.weeks:
        for day in p.instance.post_days:
            free = (week, day) in p.scope.duty_days
            for post, exists in p.v.posts(day):
                settled = exists == TRUE and p.v.full(post, week)  # by people whose posts are not free
                if (free or exists != TRUE) and not settled:
                    _fill(p, post, week, exists, p.v.headcount(post))
    sections_filled(p)


def sections_filled(p: ModelContext) -> None:
    """D08: an open section has its leader and assistants."""
    for section in p.v.live_sections:
        for post, headcount in p.v.section_posts(section):
            _fill(p, post, EVERY_WEEK, p.v.opened(section), headcount)


def _fill(p: ModelContext, post: Post, week: Week, exists: int, headcount: int) -> None:
    terms = [(1, column) for _, column in p.v.crew(post, week)]
    terms.append((-headcount, exists))
    rule = FILLED_BY[post.kind]
    p.rows.linear("K00", terms, upper=0)
    if headcount > 1 and exists not in (TRUE, FALSE):
        for _, column in terms[:-1]:
            p.rows.implies("K00", column, exists)
    p.rows.linear(rule, terms, lower=0 if p.hard(rule) else NO_LOWER)
    weight = p.policy.rules[rule].weight if p.policy.soft(rule) else 1
    p.rows.add_cost(COVERAGE, [(-c, column) for c, column in terms], weight)


def one_place(p: ModelContext) -> None:
    """K02 and the walking half of D08."""
    for person in p.duties.people():
        if p.duties.settled(person):
            continue
        for day in p.instance.post_days:
            stated: list[list[Duty]] = []
            for week in p.instance.weeks:
                duties = p.duties.of(person, week, day)
                if any(d.column != TRUE for d in duties) and duties not in stated:
                    stated.append(duties)
                    clashes(p.rows, p.instance, duties)


def clashes(rows: LinearModel, instance: Instance, duties: Sequence[Duty]) -> None:
    """Add the rows that let one person do, of duties of one day, only what can be done one after the other (K02, D08)."""
    for on in cliques([(d.start, d.end, d.column) for d in duties]):
        rows.at_most_one("K02", on)
    if instance.policy.on("D08"):
        _walks(rows, instance, duties)


def _walks(rows: LinearModel, instance: Instance, duties: Sequence[Duty]) -> None:
    # All duties that end together exclude each other, and so do all that start together: where every pair across is
    # too far apart to walk, the union is one clique.
    ending: dict[tuple[Minute, Zones], list[int]] = {}
    starting: dict[tuple[Minute, Zones], list[int]] = {}
    for duty in duties:
        if duty.shift.leaves:
            ending.setdefault((duty.end, duty.shift.leaves), []).append(duty.column)
        if duty.shift.zones:
            starting.setdefault((duty.start, duty.shift.zones), []).append(duty.column)
    order = sorted(ending)
    for (start, zones), after in sorted(starting.items()):
        before: dict[Minute, list[int]] = {}
        for end, leaves in order:
            if end > start:
                break
            if start - end < instance.walk(leaves, zones):
                before.setdefault(end, []).extend(ending[end, leaves])
        for columns in before.values():
            rows.at_most_one("D08", dict.fromkeys((*columns, *after)))


def timed_presence(p: ModelContext) -> None:
    """I04, K01, A07R, D08 for posts whose interval hangs on slots: whoever may stand there at one time may not at every other."""
    for day in p.instance.post_days:
        for post, _ in p.v.posts(day):
            timings = p.v.timings.weekly(post)
            if len(timings) > 1:
                for timing in timings:
                    for week in p.instance.weeks:
                        may = p.instance.allowed_at(post, timing.shift, week)
                        for name, column in p.v.crew(post, week):
                            if name not in may:
                                p.rows.at_most_one("K01", [column, timing.column])
    if p.policy.on("D08"):
        for day in sorted(p.scope.late_rooms):
            if day in p.instance.late_heads:
                _lessons_before_late(p, day)
                _ways_of_late(p, day)


def _ways_of_late(p: ModelContext, day: Weekday) -> None:
    """D08: the ways to and from each room of extended care that is still to be chosen, also of those whose duties are settled."""
    chosen = {zone: column for zone, column in p.v.timings.late_zones(day).items() if column != TRUE}
    for person in p.duties.people() if chosen else ():
        stated: list[list[Duty]] = []
        for week in p.instance.weeks:
            duties = p.duties.of(person, week, day)
            if duties not in stated:
                stated.append(duties)
                _ways_of(p, duties, chosen)


def _ways_of(p: ModelContext, duties: list[Duty], chosen: Mapping[str, int]) -> None:
    for stay in [duty for duty in duties if duty.kind == "late"]:
        for other in [duty for duty in duties if duty.kind != "late"]:
            for zone, column in chosen.items():
                before = 0 <= stay.start - other.end < p.instance.walk(other.shift.leaves, (zone,))
                if before or 0 <= other.start - stay.end < p.instance.walk((zone,), other.shift.zones):
                    p.rows.linear("D08", [(1, other.column), (1, stay.column), (1, column)], upper=2)


def _lessons_before_late(p: ModelContext, day: Weekday) -> None:
    """D08: from a lesson there is time to walk to each room of extended care that is still to be chosen."""
    post = Post("late", day, "", 0)
    for zone, column in p.v.timings.late_zones(day).items():
        for timing in p.v.timings.weekly(post) if column != TRUE else ():
            shift = replace(timing.shift, zones=(zone,), leaves=(zone,))
            for week in p.instance.weeks:
                for name, stands in p.v.crew(post, week):
                    if not p.instance.eligibility.reaches(name, day, shift, week):
                        p.rows.linear("D08", [(1, stands), (1, timing.column), (1, column)], upper=2)


def session_times(p: ModelContext) -> None:
    """D08, E03, E05, E06, I04 and K01 for who leads or assists a section on a weekday, at a time and in a place."""
    eligibility = p.instance.eligibility
    for person in p.duties.people():
        outside = p.problem.outside_of.get(person)
        for day in p.instance.days:
            rule = None if outside is None else eligibility.vetted(outside, day)
            for duty in p.duties.sessions(person, day):
                if duty.column == TRUE:
                    continue
                if not eligibility.reaches(person, day, duty.shift):
                    p.rows.forbid("K01", duty.column)
                elif rule is not None:
                    p.rows.forbid(rule, duty.column)


def data_breaks(p: ModelContext) -> None:
    """D08, decided by the data: what lies before the first period and between two is short enough to hand over in."""
    if p.policy.on("D08") and p.scope.slots:
        longest = p.number("D08", "handover_minutes")
        for window in p.problem.windows:
            p.rows.constant("D08", window.periods[0].start - window.start <= longest)
        for band in p.problem.bands:
            for before, after in zip(band.periods, band.periods[1:], strict=False):
                p.rows.constant("D08", after.start - before.end <= longest)


def outside_sections(p: ModelContext) -> None:
    """K01: an outside instructor leads no more sections than agreed."""
    if p.hard("K01"):
        for person in p.problem.outside:
            led = [(1, column) for _, column in p.duties.led(person.id)]
            p.rows.linear("K01", led, upper=person.max_sections)


def hand_overs(p: ModelContext) -> None:
    """D08H: groups whose adult changes from one period to the next."""
    if not p.policy.soft("D08H"):
        return
    for week in p.instance.weeks:
        for day in p.instance.days:
            hosts = {(x.subject, x.detail): x for x, _ in p.v.posts(day) if x.kind == "care"}
            for (host, period), post in hosts.items():
                after = hosts.get((host, period + 1))
                if after is not None and ((week, day) in p.scope.duty_days or p.scope.groups):
                    change_of_adult(p, "D08H", (post, week), (after, week))


def change_of_adult(p: ModelContext, rule: str, first: tuple[Post, Week], second: tuple[Post, Week]) -> None:
    """Cost of a rule: 1 where two care posts, each in a week, both have somebody and not the same person (D08H, D16W)."""
    if p.v.full(*first) and p.v.full(*second):  # groups and people of both are settled
        there, then = (set(p.v.current.standing.get(held, ())) for held in (first, second))
        p.cost(rule, [], constant=int(there != then))
        return
    before = p.v.crew(*first)
    following = dict(p.v.crew(*second))
    for settled, other in ((dict(before), following), (following, dict(before))):
        if all(column == TRUE for column in settled.values()):  # a post has one adult: whoever else is on the other is a change
            p.cost(rule, [(1, column) for name, column in other.items() if settled and name not in settled])
            return
    held = int(
        any(p.rows.value(c) for _, c in before)
        and any(p.rows.value(c) for c in following.values())
        and not any(p.rows.value(c) and p.rows.value(following.get(name, FALSE)) for name, c in before)
    )
    changed_column = p.rows.boolean(held)
    somebody = TRUE
    if TRUE not in following.values():
        somebody = p.rows.boolean(int(any(p.rows.value(c) for c in following.values())))
        p.rows.linear(rule, [*((1, c) for c in following.values()), (-1, somebody)], upper=0)  # a group has one adult
    for name, column in before:
        # changed >= (name before) + (somebody after) - (name after) - 1
        stays = following.get(name, FALSE)
        p.rows.linear(rule, [(1, column), (1, somebody), (-1, stays), (-1, changed_column)], upper=1)
    p.cost(rule, [(1, changed_column)])
