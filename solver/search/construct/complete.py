"""Construction heuristic: a complete plan greedily, in the order grades, sections, seats, care groups, adults, flex, fees."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from solver.model.context import ModelContext
from solver.model.current import Current
from solver.model.families.budget import weekly
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel
from solver.model.scope import Scope, SectionKey
from solver.model.variables import Variables
from solver.plan import Assignment, CareGroup, Dismissal, Fee, LateCare, Plan, Post, Seat, Section, Session
from solver.search.construct.companions import settle_companions
from solver.search.construct.dismissals import dismissals
from solver.search.construct.draft import Draft
from solver.search.construct.flex import flex
from solver.search.construct.given import open_given
from solver.search.construct.grades import tutoring
from solver.search.construct.groups import care_groups
from solver.search.construct.placed import open_placed
from solver.search.construct.sections import open_sections, rehouse
from solver.search.construct.staffing import Staffing, duty_blocks
from solver.search.construct.wishes import Wishes, fill
from solver.search.master_solution import MasterSolution
from solver.search.search_params import ConstructParams
from solver.units import EVERY_WEEK, Week

DEFAULTS = ConstructParams()
NO_GUIDE = MasterSolution({}, (), 0.0)
"""Master solution without sections."""
NOTHING_PLACED = Plan()


def construct(
    instance: Instance,
    seed: int,
    guide: MasterSolution = NO_GUIDE,
    relieved: frozenset[str] = frozenset(),
    params: ConstructParams = DEFAULTS,
    leaving: tuple[Dismissal, ...] = (),
    placed: Plan = NOTHING_PLACED,
) -> Plan:
    """Problem -> complete plan. Posts may stay empty when people are too few; every other hard rule is meant to hold.

    guide: tutoring periods and sections to begin with; those without room or adults are left out, places left over are filled.
    relieved: people who lead no section and assist in none. leaving: the dismissals; without any, those in order with the shortest waves.
    placed: sections that are opened before all others, and the tutoring around them.
    When posts stay empty, a second staffing spares duty days; if that is not enough, sections are closed.
    """
    rng = Random(seed)
    leaving = leaving or dismissals(instance, seed, params)
    instance = instance.leaving(leaving, late_care(instance.leaving(leaving, ())))
    wanted = guide.tutoring | {(t.grade, t.weekday): t.period for t in placed.tutoring}
    draft = Draft(instance, tutoring(instance, wanted), rng, relieved)
    wishes = Wishes(instance, rng)
    open_placed(draft, placed)
    open_given(draft)
    open_sections(draft, wishes, guide.sections)
    fill(draft, wishes)
    settle_companions(draft, wishes)
    groups, staffing = _staffed(draft, leaving, thrifty=False)
    plan, missing = _assembled(draft, leaving, groups, staffing), len(staffing.missing)
    for _ in range(params.max_closings):
        if not staffing.missing or not _close(draft, wishes, staffing.missing):
            break
        fill(draft, wishes)
        settle_companions(draft, wishes)
        groups, staffing = _staffed(draft, leaving, thrifty=True, before=staffing if staffing.thrifty else None)
        if len(staffing.missing) < missing:
            plan, missing = _assembled(draft, leaving, groups, staffing), len(staffing.missing)
    return finish(instance, plan)


def _assembled(draft: Draft, dismissals: tuple[Dismissal, ...], groups: list[CareGroup], staffing: Staffing) -> Plan:
    """The draft as a plan, without flex grants."""
    return Plan(
        dismissals=dismissals,
        tutoring=draft.tutoring,
        sections=tuple(
            Section(*section, tuple(Session(d, m, r) for d, m, r in meetings))
            for section, meetings in draft.meetings.items()
        ),
        care_groups=tuple(groups),
        late_care=late_care(draft.instance),
        seats=tuple(Seat(pupil, *section) for section, pupils in draft.seated.items() for pupil in pupils),
        assignments=(*staffing.assignments(), *_crews(draft)),
        fees=fees(draft.instance),
    )


def _staffed(
    draft: Draft, dismissals: tuple[Dismissal, ...], thrifty: bool, before: Staffing | None = None
) -> tuple[list[CareGroup], Staffing]:
    """Care groups of the draft, and adults for them; one that spares duty days where the other leaves posts empty.

    before: how it was staffed until a section closed; only the days that changed are staffed anew, and all of them where that
    does not help.
    """
    groups = _settle(draft)
    if before is not None:
        best = _staff(draft, groups, dismissals, thrifty, before)
        if len(best.missing) < len(before.missing):
            return groups, best
    best = _staff(draft, groups, dismissals, thrifty)
    if best.missing and not thrifty:
        best = min(best, _staff(draft, groups, dismissals, thrifty=True), key=lambda s: len(s.missing))
    return groups, best


def _close(draft: Draft, wishes: Wishes, missing: list[tuple[Post, Week]]) -> bool:
    """Close the sections that give least, on the days that lack people most: an empty post is worse than a club less."""
    short = Counter(post.weekday for post, _ in missing)
    own = draft.instance.problem.staff_of
    worth = {
        section: sum(wishes.points(pupil, section[0]) for pupil in pupils)
        for section, pupils in draft.seated.items()
        if (draft.leaders[section] in own or draft.assistants[section]) and not draft.instance.given.keeps_open(section[0])
    }
    order = sorted(
        worth, key=lambda s: (worth[s] / (1 + sum(short[day] for day, _, _ in draft.meetings[s])), worth[s], s)
    )
    closed = order[: -(-len(missing) // (2 * len(draft.instance.weeks)))]
    for section in closed:
        draft.close(section)
    return bool(closed)


def _staff(
    draft: Draft,
    groups: list[CareGroup],
    dismissals: tuple[Dismissal, ...],
    thrifty: bool,
    before: Staffing | None = None,
) -> Staffing:
    """Adults for every weekly post of the draft; days that have the same posts as ``before``, and none empty, stay as they were."""
    instance = draft.instance
    staffing = Staffing(instance, draft.duty_table.copy(), thrifty)
    to_fill = {day: duty_blocks(instance, day, groups, dismissals) for day in instance.post_days}
    if before is not None:
        short = {post.weekday for post, _ in before.missing}
        for day in [day for day in to_fill if day not in short and to_fill[day] == before.duty_blocks[day]]:
            staffing.take_over(before, day)
            del to_fill[day]
    for week in instance.weeks:
        for day, posts in to_fill.items():
            staffing.fill_day(week, day, posts)
    staffing.repair()
    return staffing


def _settle(draft: Draft) -> list[CareGroup]:
    """Care groups; a section that sits in the only room a group could have is closed again, a given one moved once before that."""
    instance, moved = draft.instance, set[SectionKey]()
    while True:
        groups = care_groups(instance, draft.staying, draft.room_taken)
        blocked = {
            (group.weekday, room, span.start, span.released)
            for group in groups
            for room in [instance.problem.class_of[group.host].room]
            for span in [instance.care_shifts[group.host, group.period]]
            if draft.room_taken(room, group.weekday, span.start, span.released)
        }
        guilty = [
            section
            for section, meetings in sorted(draft.meetings.items())
            for day, start, room in meetings
            if any(
                day == d and room == r and start < end and begin < draft.occupied(section[0], start, room)[1]
                for d, r, begin, end in blocked
            )
        ]
        if not guilty:
            return groups
        section = min(guilty, key=lambda section: instance.given.keeps_open(section[0]))
        if instance.given.keeps_open(section[0]) and section not in moved:
            moved.add(section)
            rehouse(draft, section)
        else:
            draft.close(section)


def finish(instance: Instance, plan: Plan) -> Plan:
    """The plan with its flex grants decided anew."""
    return replace(plan, flex=flex(instance, replace(plan, flex=()))).canonical()


def _crews(draft: Draft) -> list[Assignment]:
    found = [Assignment(Post("lead", 0, *section), EVERY_WEEK, person) for section, person in draft.leaders.items()]
    for section, people in draft.assistants.items():
        found += [Assignment(Post("assist", 0, *section), EVERY_WEEK, person) for person in people]
    return found


def late_care(instance: Instance) -> tuple[LateCare, ...]:
    """The fewest late rooms that hold the children, largest first; those in which a class waits meanwhile come last (H07, H08)."""
    found = []
    earliest, latest = instance.departures.earliest, instance.departures.latest
    for day, heads in sorted(instance.late_heads.items()):
        begin = min((earliest[grade] for grade in instance.late_grades[day]), default=0)
        waiting = {home.room for home in instance.problem.classes if latest.get(home.grade, 0) > begin}
        chosen, places = [], 0
        for room in sorted(instance.problem.late_rooms, key=lambda r: (r.id in waiting, -r.capacity, r.id)):
            if places < heads and (room.id, day) not in instance.unusable:
                chosen.append(room.id)
                places += room.capacity
        found.append(LateCare(day, tuple(chosen)))
    return tuple(found)


def fees(instance: Instance) -> tuple[Fee, ...]:
    """Fee of each applicant (G02)."""
    poster = ModelContext(Variables(instance, Scope(), Current(Plan()), LinearModel()))
    return tuple(Fee(p.id, weekly(poster, p)) for p in instance.problem.pupils if p.weekdays)
