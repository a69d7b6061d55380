"""Sections opened greedily by demand: the offering whose next section is worth most opens where most can come.

Each opened section has at once its days, start, rooms, leader, assistants and its first pupils, so that the draft is
valid after every step. An adult budget keeps enough people for the care groups that remain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from solver.model.scope import SectionKey
from solver.problem import Offering
from solver.search.construct.draft import Draft, Meeting
from solver.search.construct.groups import first_fit
from solver.search.construct.wishes import Wishes
from solver.search.master_solution import SectionPlan, Times
from solver.units import Minute, Weekday

HOME_ROOMS = 8
"""Home rooms tried for a section that fits no other room; each try regroups the classes."""
NO_SHARE = 10**9
"""Minutes a week that are never too many: people among whom duty is not balanced."""
FIRST_RANKS = 2
"""Choices that count when a section is opened; lower ones only fill it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """When a section could open, who would come (best first) and who should lead it if that is settled."""

    worth: int
    times: Times
    pupils: tuple[str, ...]
    leader: str | None = None


def open_sections(draft: Draft, wishes: Wishes, clubs: Sequence[SectionPlan]) -> None:
    """Open sections until no further one is worth it or possible, the given clubs first.

    Offerings that find no place wait for a second round: every section that opens empties a home room or two.
    """
    numbers = dict.fromkeys(draft.instance.problem.offering_of, 0)
    for name, number in draft.meetings:
        numbers[name] = max(numbers[name], number)
    busy: dict[tuple[Weekday, Minute], int] = defaultdict(int)
    for club in clubs:
        for time in club.times:
            busy[time] += len(club.pupils)

    def order(club: SectionPlan) -> tuple[bool, float, Times, str]:
        """Home rooms last, and among those first who meets when few are away: there the fewest rooms come free."""
        at_home = not draft.home_of.keys().isdisjoint(draft.instance.rooms_for[club.offering])
        return at_home, sum(busy[time] for time in club.times) / len(club.times), club.times, club.offering

    planned = sorted(clubs, key=order)
    for _ in range(2):  # as below: a place may come free
        planned = [club for club in planned if not _follow(draft, numbers, club)]
    waiting = _round(draft, wishes, numbers, list(numbers))
    _round(draft, wishes, numbers, waiting)


def _follow(draft: Draft, numbers: dict[str, int], club: SectionPlan) -> bool:
    """Open the club as it is planned, with its pupils and, if possible, its leader."""
    offering = draft.instance.problem.offering_of[club.offering]
    pupils = tuple(s for s in club.pupils if draft.may_attend(s, offering, club.times))
    pupils = pupils[: draft.instance.most(offering)]
    if numbers[club.offering] >= offering.max_sections or len(pupils) < offering.minimum:
        return False
    opening = Opening(1, club.times, pupils, club.leader)
    if not try_openings(draft, offering, (club.offering, numbers[club.offering] + 1), [opening]):
        return False
    numbers[club.offering] += 1
    return True


def _round(draft: Draft, wishes: Wishes, numbers: dict[str, int], offerings: list[str]) -> list[str]:
    """Open sections of the offerings, most worth first; return those that found no place."""
    problem = draft.instance.problem
    estimate = dict.fromkeys(offerings, 10**9)
    placeless = []
    while estimate:
        name = max(estimate, key=lambda o: (estimate[o], o))
        offering = problem.offering_of[name]
        more = numbers[name] < offering.max_sections and draft.instance.may_open(offering)
        openings = _openings(draft, wishes, offering) if more else []
        if openings and openings[0].worth < estimate[name]:
            estimate[name] = openings[0].worth  # the estimate was stale: others may be better now
        elif openings and try_openings(draft, offering, (name, numbers[name] + 1), openings):
            numbers[name] += 1
        else:
            del estimate[name]
            if openings:
                placeless.append(name)
    return placeless


def _openings(draft: Draft, wishes: Wishes, offering: Offering) -> list[Opening]:
    """Possible days and starts with enough pupils, most worth first."""
    instance = draft.instance
    keen = wishes.keen(draft, offering.id)
    found = []
    for start in instance.starts[offering.id]:
        there = {day: draft.comers(keen, offering, day, start) for day in instance.session_days[offering.id]}
        for days in combinations(there, offering.sessions):
            times = tuple((day, start) for day in days)
            every = set[str].intersection(*(there[day] for day in days))
            can = [s for s in keen if s in every]
            if len(can) >= max(offering.minimum, 1):
                first = [s for s in can if wishes.rank(s, offering.id) < FIRST_RANKS]
                taken = (first if len(first) >= offering.minimum else can[: offering.minimum])[: instance.most(offering)]
                worth = sum(wishes.points(s, offering.id) for s in taken)
                found.append(Opening(worth, times, tuple(taken)))
    return sorted(found, key=lambda o: (-o.worth, [(start, day) for day, start in o.times]))


def try_openings(
    draft: Draft, offering: Offering, section: SectionKey, openings: Sequence[Opening], sparing: bool = True
) -> bool:
    """Open the section by the first opening that finds rooms and people; ``sparing``: if enough adults remain for care."""
    for opening in openings:
        if opening.worth <= 0:
            return False
        heads = len(opening.pupils)
        if not draft.instance.starts_with_bells(offering, opening.times, opening.pupils):
            continue
        meetings = _rooms(draft, offering, opening, heads)
        if meetings is None or (sparing and not _adults_left(draft, offering, opening)):
            continue
        crew = _crew(draft, offering, meetings, opening)
        if crew is not None:
            draft.open(section, meetings, crew[0], crew[1:])
            for pupil in opening.pupils:
                draft.seat(pupil, section)
            return True
    return False


def rehouse(draft: Draft, section: SectionKey) -> None:
    """Move an open section into rooms that care groups can spare, at its times; close it where there are none."""
    offering = draft.instance.problem.offering_of[section[0]]
    times = tuple((day, start) for day, start, _ in draft.meetings[section])
    leader, assistants, pupils = draft.leaders[section], list(draft.assistants[section]), tuple(draft.seated[section])
    draft.close(section)
    meetings = _rooms(draft, offering, Opening(1, times, pupils), len(pupils))
    if meetings is not None:
        draft.open(section, meetings, leader, assistants)
        for pupil in pupils:
            draft.seat(pupil, section)


def _rooms(draft: Draft, offering: Offering, opening: Opening, heads: int) -> list[Meeting] | None:
    """A free room for each day: the same one if possible, the smallest that holds the section, home rooms last."""
    problem = draft.instance.problem
    homes = draft.home_of
    rooms = [problem.room_of[r] for r in draft.instance.rooms_for[offering.id]]
    way = draft.instance.way(offering.id)

    def near(room: str) -> bool:
        """No farther away than its pupils were asked for (B13)."""
        return draft.instance.travel.get(room, 0) <= way

    rooms = sorted(
        (r for r in rooms if r.capacity >= heads and draft.instance.enough_adults(offering, r.id) and near(r.id)),
        key=lambda r: (r.id in homes, r.capacity < offering.maximum, r.capacity, r.id),
    )

    def usable(room: str, day: Weekday, start: Minute) -> bool:
        if draft.room_taken(room, day, *draft.occupied(offering.id, start, room)):
            return False
        return room not in homes or _can_spare(draft, offering, opening, room, day, start)

    tries = [r for r in rooms if r.id not in homes]
    if len(tries) < len(rooms):
        tries += sorted((r for r in rooms if r.id in homes), key=lambda r: _crowd(draft, r.id, opening))[:HOME_ROOMS]
    common = next((r.id for r in tries if all(usable(r.id, d, m) for d, m in opening.times)), None)
    meetings = []
    for day, start in opening.times:
        room = common or next((r.id for r in tries if usable(r.id, day, start)), None)
        if room is None:
            return None
        meetings.append((day, start, room))
    return meetings


def _crowd(draft: Draft, room: str, opening: Opening) -> tuple[int, str]:
    """Pupils who are in the home room while the section meets; emptier rooms are easier to spare."""
    instance = draft.instance
    home, heads = draft.home_of[room], 0
    for day, start in opening.times:
        for index, period in enumerate(instance.band_of_class[home].periods):
            if period.start <= start < period.end:
                heads += draft.staying(home, day, index)
    return heads, room


def _can_spare(draft: Draft, offering: Offering, opening: Opening, room: str, day: Weekday, start: Minute) -> bool:
    """Whether the classes can be looked after elsewhere while the club meets in a home room."""
    problem, (_, end) = draft.instance.problem, draft.occupied(offering.id, start, room)
    gone: dict[str, int] = defaultdict(int)
    for pupil in opening.pupils:
        gone[problem.pupil_of[pupil].class_id] += 1

    def taken(other: str, on: Weekday, begin: Minute, finish: Minute) -> bool:
        if other == room and on == day and start < finish and begin < end:
            return True
        return draft.room_taken(other, on, begin, finish)

    def staying(home: str, on: Weekday, index: int) -> int:
        covered = index in draft.instance.covers(offering, start, draft.instance.grade_of_class[home])
        return draft.staying(home, on, index) - (gone[home] if covered else 0)

    band = draft.instance.band_of_class[draft.home_of[room]]  # classes of other bands keep their rooms
    for index, period in enumerate(band.periods):
        if period.start < end and start < draft.instance.care_shifts[draft.home_of[room], index].released:
            for group in first_fit(draft.instance, day, band, index, staying, taken):
                until = draft.instance.care_shifts[group.host, index].released
                if taken(problem.class_of[group.host].room, day, period.start, until):
                    return False
    return True


def _adults_left(draft: Draft, offering: Offering, opening: Opening) -> bool:
    """Whether enough adults remain for care groups and other posts while the section meets."""
    return all(spare_adults(draft, offering, day, start) > 0 for day, start in opening.times)


def spare_adults(draft: Draft, offering: Offering, day: Weekday, start: Minute) -> int:
    """Adults free while a session would be on, less the posts that need one then."""
    instance = draft.instance
    shift = instance.session_shift(offering, start, offering.grades)
    given = [instance.shift(post) for post in instance.standing(day) if post.kind not in ("late", "standby")]
    need = sum(x.headcount for x in given if x.start < shift.end and shift.start < x.end)
    if shift.end > start + offering.minutes:  # closing: gates and extended care need their people at the same time
        need += sum(gate.staff for gate in instance.problem.gates)
        need += instance.late_shift[day].headcount if day in instance.late_heads else 0
    for band in instance.problem.bands:
        busiest = 0
        for index, period in enumerate(band.periods):
            if period.start < shift.end and shift.start < period.end:
                busiest = max(busiest, draft.groups(day, band, index))
        need += busiest
    for section, meetings in draft.meetings.items():
        for meeting in meetings:
            other = draft.shift(section[0], meeting)
            if meeting[0] == day and other.start < shift.end and shift.start < other.end:
                outside = draft.leaders[section] in instance.problem.outside_of
                need += len(draft.assistants[section]) + (0 if outside else 1)
    return draft.hands(day, shift.start, shift.end) - need


def _crew(draft: Draft, offering: Offering, meetings: list[Meeting], opening: Opening) -> list[str] | None:
    """Leader first, then assistants: the wanted leader, own staff before outside instructors (E01), the least burdened.

    Nobody who is not wanted leads more than a fair share of work: no later duty could even that out (D02).
    """
    instance, wanted = draft.instance, opening.leader
    outside_of, helpers = instance.problem.outside_of, instance.helpers
    weekly = sum(draft.shift(offering.id, meeting).credit for meeting in meetings)

    def fair(person: str) -> bool:
        weeks = len(instance.weeks)
        return draft.duty_table.total[person] + weekly * weeks <= draft.fair_share.get(person, NO_SHARE) * weeks

    def can(person: str) -> bool:
        if person in draft.relieved or (person != wanted and not fair(person)):
            return False
        outside = outside_of.get(person)
        if outside is not None and instance.policy.on("K01") and draft.led_by_outside[person] >= outside.max_sections:
            return False
        if outside is not None and not draft.affords(person, offering.id, meetings):
            return False
        for meeting in meetings:
            shift = draft.shift(offering.id, meeting)
            if not instance.eligibility.reaches(person, meeting[0], shift):
                return False
            if outside is not None and instance.eligibility.vetted(outside, meeting[0]) is not None:
                return False
            if not draft.duty_table.may_every_week(person, meeting[0], shift):
                return False
        return True

    def burden(person: str) -> tuple[bool, bool, bool, int, str]:
        staff = instance.problem.staff_of.get(person)
        share = staff.share if staff else 100
        return person != wanted, person in outside_of, person in helpers, draft.duty_table.total[person] * 100 // share, person

    able = (p for p in sorted(instance.leaders[offering.id], key=burden) if can(p))
    leader = next((p for p in able if not draft.whole_class(offering, p, opening.pupils)), None)
    if leader is None:
        return None
    crew = [leader]
    for person in sorted(instance.assistants, key=burden):  # helpers come last: one of the others is with them (D13)
        if len(crew) <= offering.assistants and person != leader and can(person):
            crew.append(person)
    alone = instance.policy.on("D13") and not helpers.isdisjoint(crew) and instance.regulars.isdisjoint(crew)
    return crew if len(crew) == 1 + offering.assistants and not alone else None
