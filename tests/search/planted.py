"""Schools with given sections that fit in one way only: each is made around a plan that keeps every rule, and comes with it.

A village with squads (and a dream class) of the coaches added; when they meet, and where the tutoring goes, is drawn. The plan is
built around that, and then all that the plan does not use is taken from the coaches, the rooms and some of the others.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from instances.generators import generate, presets
from solver.check.report import check
from solver.model.instance import Instance
from solver.plan import Assignment, Plan, Post, Seat, Section, Session, Tutoring
from solver.policy import Policy
from solver.policy.load import load_policy
from solver.problem import Block, Lesson, Pupil, Room, Skill, Staff
from solver.problem.bells import Busy
from solver.problem.offerings import Offering
from solver.problem.problem import Problem
from solver.search.construct.complete import construct
from solver.search.soft_policy import softened
from solver.units import EVERY_WEEK, Minute, Weekday

KINDS = ("one coach", "three squads", "one room", "dream classes", "blocks", "fixed tutoring", "late weekday", "two weeks",
         "two sessions", "assistants")  # fmt: skip
MARGIN = 15
"""Minutes around a duty in which its holder stays free, for the way."""
SHORTER = 5
"""Minutes by which a period is too short for tutoring."""
MIDNIGHT = 24 * 60
MINUTES = 35
"""Length of a meeting of a given section."""
SHARE = 0.4
"""Share of those without a section whose time is cut down to what they do."""
Spans = dict[Weekday, list[tuple[Minute, Minute]]]
"""Intervals by weekday."""
COACHES = ("C1", "C2", "C3")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a given section: index of its period, and the coach who leads it."""

    squad: str
    grade: int
    weekday: Weekday
    period: int
    coach: str
    room: str


@dataclass(frozen=True, slots=True)
class PlantedSchool:
    """problem, policy: the school. plan: a plan of it that breaks no rule."""

    problem: Problem
    policy: Policy
    plan: Plan


@cache
def planted(kind: str, seed: int) -> PlantedSchool:
    """A kind of :data:`KINDS` and a seed -> the school. The same for the same seed."""
    for attempt in range(20):
        found = _planted(kind, Random(f"{kind} {seed} {attempt}"))
        if found is not None:
            return found
    raise AssertionError(f"no plan was found to plant: {kind} {seed}")


def _planted(kind: str, rng: Random) -> PlantedSchool | None:
    preset = presets()["village"]
    school = _base(generate(preset, rng.randint(1, 50)), kind, rng)
    numbers = {"B11": ("sessions", 1), "B08": ("last_grade", 1), "A07": ("from_grade", 3)}
    overrides = {**preset.policy["overrides"], **{rule: {"numbers": {name: value}} for rule, (name, value) in numbers.items()}}
    policy = load_policy(preset.policy["profile"], overrides)
    meetings = _meetings(kind, school, rng)
    problem = replace(
        school,
        offerings=(*school.offerings, *_offerings(school, meetings, kind)),
        staff=tuple(_kept(p, _led(school, meetings, p.id), school) if p.id in COACHES else p for p in school.staff),
    )
    plan = construct(Instance(problem, softened(policy)), 1, placed=_placed(problem, meetings))
    if check(problem, policy, plan).violations:
        return None
    tight = _tightened(problem, policy, plan, rng)
    return None if check(tight, policy, plan).violations else PlantedSchool(tight, policy, plan)


def _base(school: Problem, kind: str, rng: Random) -> Problem:
    """The village with coaches, where the kind wants them with blocks, with a short period, or with lessons of odd weeks."""
    consents = ("evening", "weekend")
    coaches = tuple(Staff(name, "subject", skills=(Skill("squad", 2),), consents=consents) for name in COACHES)
    hands = tuple(Staff(f"H{index}", "subject", consents=consents) for index in range(1, 5))
    rooms = (*school.rooms, Room("gym", "gym", 40, "B"))
    everybody = tuple(replace(p, weekdays=school.weekdays) if p.weekdays else p for p in school.pupils)
    school = replace(school, staff=(*school.staff, *coaches, *hands), rooms=rooms, pupils=everybody)
    if kind == "blocks":
        day = rng.choice(school.weekdays)
        end = max(max(w.dismissals) for w in school.windows)
        blocks = (
            Block("lunch", "lunch", 710, 740, school.weekdays, ("gym",), 45),
            Block("evening", "evening", end + 30, end + 90, (day,), ("gym",), 30),
            Block("match", "weekend", 540, 660, (6,), ("gym",), roles=("subject",)),
        )
        pupils = tuple(_signed(p, index, school) for index, p in enumerate(school.pupils))
        school = replace(school, blocks=blocks, pupils=pupils)
    if kind == "fixed tutoring":  # the second period is too short for it
        first, second, *others = school.windows[0].periods
        periods = (first, replace(second, end=second.end - SHORTER), *others)
        school = replace(school, windows=tuple(replace(w, periods=periods) for w in school.windows))
    if kind == "two weeks":
        lessons = tuple(
            Lesson(day, 920, 975, None, "C1", None, "体育", weeks=rng.choice(("odd", "even"))) for day in school.weekdays
        )
        school = replace(school, lessons=(*school.lessons, *lessons))
    return school


def _signed(pupil: Pupil, index: int, school: Problem) -> Pupil:
    last = max(school.window_of)
    wanted = (("lunch", index % 4 == 0), ("evening", school.grade_of_pupil[pupil.id] == last), ("match", index % 9 == 0))
    return replace(pupil, blocks=tuple(name for name, wants in wanted if wants))


def _meetings(kind: str, school: Problem, rng: Random) -> list[Meeting]:
    """When the given sections meet: of two or three grades, in periods that follow each other."""
    periods = len(school.windows[0].periods)
    first = 1 if kind == "two weeks" else 0
    day = max(school.weekdays) if kind == "late weekday" else rng.choice(school.weekdays)
    slots = list(range(first, periods))
    if kind == "late weekday":
        slots = slots[-2:]
    count = 3 if kind in ("three squads", "one room") else 2
    grades = rng.sample([1, 2, 3, 4, 5, 6], count)
    order = rng.sample(slots[: max(count, 2)], min(count, len(slots)))
    if kind == "dream classes":
        grades[0] = 1
        grades[1:] = rng.sample([2, 3, 4, 5, 6], count - 1)
    found = []
    for index, grade in enumerate(grades):
        coach = COACHES[index % 3] if kind == "one room" else COACHES[0]
        squad = "DREAM" if grade == 1 and kind == "dream classes" else f"S{index + 1}"
        found.append(Meeting(squad, grade, day, order[index % len(order)], coach, "gym"))
        if kind == "two sessions":
            other = next(d for d in school.weekdays if d != day)
            found.append(Meeting(squad, grade, other, order[index % len(order)], coach, "gym"))
    return found


def _offerings(school: Problem, meetings: list[Meeting], kind: str) -> list[Offering]:
    found = []
    for name in dict.fromkeys(m.squad for m in meetings):
        mine = [m for m in meetings if m.squad == name]
        members = _members(school, mine[0])
        days = tuple(sorted(m.weekday for m in mine))
        dream = name == "DREAM"
        found.append(
            Offering(
                name, name, "sports", (mine[0].grade,), len(members), 40, MINUTES, "gym", "squad", sessions=len(mine), weekdays=days,
                assistants=int(kind == "assistants"), dream=dream, members=() if dream else members,
            )
        )  # fmt: skip
    return found


def _members(school: Problem, meeting: Meeting) -> tuple[str, ...]:
    """A dream class is for all of the grade, a squad for every other one of its applicants."""
    able = [p.id for p in school.pupils if p.weekdays and school.grade_of_pupil[p.id] == meeting.grade]
    return tuple(able) if meeting.squad == "DREAM" else tuple(able[::2])


def _placed(problem: Problem, meetings: list[Meeting]) -> Plan:
    """The given sections where they are meant to be, and tutoring in another period of that day."""
    sections, seats, adults, tutoring = [], [], [], []
    for name in dict.fromkeys(m.squad for m in meetings):
        mine = [m for m in meetings if m.squad == name]
        window = problem.window_of[mine[0].grade]
        sessions = tuple(Session(m.weekday, window.periods[m.period].start, m.room) for m in mine)
        sections.append(Section(name, 1, sessions))
        seats += [Seat(pupil, name, 1) for pupil in _members(problem, mine[0])]
        adults.append(Assignment(Post("lead", 0, name, 1), EVERY_WEEK, mine[0].coach))
        if problem.offering_of[name].assistants:
            adults.append(Assignment(Post("assist", 0, name, 1), EVERY_WEEK, "H1" if mine[0].period % 2 else "H2"))
        tutoring += [Tutoring(m.grade, m.weekday, 0 if m.period else 2, "homework") for m in mine]
    return Plan(sections=tuple(sections), seats=tuple(seats), assignments=tuple(adults), tutoring=tuple(tutoring))


def _led(problem: Problem, meetings: list[Meeting], coach: str) -> Spans:
    """When a coach leads, by weekday."""
    found: Spans = defaultdict(list)
    for m in meetings:
        if m.coach == coach:
            start = problem.window_of[m.grade].periods[m.period].start
            found[m.weekday].append((start, start + MINUTES))
    return found


def _tightened(problem: Problem, policy: Policy, plan: Plan, rng: Random) -> Problem:
    """Some of those who lead nothing can be had only around what they do in the plan."""
    instance = Instance(problem, policy).under(plan)
    busy: dict[str, Spans] = defaultdict(lambda: defaultdict(list))
    for item in plan.assignments:
        if item.week != EVERY_WEEK:
            shift = instance.shift(item.post)
            busy[item.person][item.post.weekday].append((shift.start, shift.end))
    leading = {a.person for a in plan.assignments if a.week == EVERY_WEEK}
    staff = (_kept(p, busy[p.id], problem) if p.id not in leading and rng.random() < SHARE else p for p in problem.staff)
    return replace(problem, staff=tuple(staff))


def _kept(person: Staff, busy: Spans, problem: Problem) -> Staff:
    """The person with no time but around the intervals."""
    away = []
    for day in problem.weekdays:
        spans = busy.get(day)
        if spans:
            away += [Busy(day, 0, min(s for s, _ in spans) - MARGIN), Busy(day, max(e for _, e in spans) + MARGIN, MIDNIGHT)]
        else:
            away.append(Busy(day, 0, MIDNIGHT))
    return replace(person, unavailable=tuple(away))
