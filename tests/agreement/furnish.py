"""Tiny schools with service blocks, extended care, stand-by, questions, zones of patrol and gates, so that their rules bite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from solver.policy import Policy
from solver.problem import Block, Busy, FixedPost, Problem, Room, Staff
from tests.agreement.policies import with_level, with_number, with_weight

School = tuple[Problem, Policy]
Spoil = Callable[[Problem, Policy, Random], School]
MODULES = ("A06", "A07", "A09", "A14", "B05")
"""Rules of modules of which level soft frees the filling of posts."""
EVENING, SHORT_EVENING = (1100, 1160), (1165, 1200)
MORNING = 519
"""When the earliest lesson of a tiny school may begin."""


def furnished(problem: Problem, policy: Policy, rng: Random) -> School:
    """The school with one or two modules in use, their numbers near the edge, their levels at random."""
    for spoil in rng.sample((meals, evenings, weekend, questions, standby, zones), rng.choice((1, 1, 2))):
        problem, policy = spoil(problem, policy, rng)
    for rule in MODULES:
        if policy.on(rule) and rng.random() < 0.5:
            policy = with_weight(with_level(policy, rule, "soft"), rule, rng.choice((1, 3)))
    return problem, policy


def _signed(problem: Problem, block: Block, pupils: list[str]) -> Problem:
    """The block for these pupils, in place of one that had its id."""
    kept = {p.id: tuple(name for name in p.blocks if name != block.id) for p in problem.pupils}
    return replace(
        problem,
        blocks=(*(b for b in problem.blocks if b.id != block.id), block),
        pupils=tuple(replace(p, blocks=(*kept[p.id], block.id) if p.id in pupils else kept[p.id]) for p in problem.pupils),
    )


def _built(problem: Problem, ident: str, capacity: int, zone: str) -> Problem:
    """A room of its own type, in place of one that had its id."""
    return replace(problem, rooms=(*(x for x in problem.rooms if x.id != ident), Room(ident, ident, capacity, zone)))


def _some(problem: Problem, rng: Random) -> list[str]:
    return [p.id for p in rng.sample(problem.pupils, rng.randint(1, len(problem.pupils)))]


def _consenting(problem: Problem, kind: str, people: int, rng: Random) -> Problem:
    """So many of the staff agree to the kind of block; the head is always asked."""
    chosen = {s.id for s in rng.sample(problem.staff, min(people, len(problem.staff)))}
    staff = tuple(replace(s, consents=tuple(sorted({*s.consents, kind}))) if s.id in chosen else s for s in problem.staff)
    return replace(problem, staff=staff)


def meals(problem: Problem, policy: Policy, rng: Random) -> School:
    """Lunch in a canteen or in the classrooms, for some pupils, or breakfast before a late start ends."""
    canteen = rng.random() < 0.5
    if canteen:
        problem = _built(problem, "canteen", 9, "B")
    kind, start = rng.choice((("lunch", 700), ("nap", 710), ("breakfast", 440)))
    block = Block("meal", kind, start, start + 40, problem.weekdays, ("canteen",) if canteen else ())
    problem = replace(_signed(problem, block, _some(problem, rng)), rooms=tuple(
        replace(room, capacity=max(room.capacity, 9)) if room.type == "classroom" else room for room in problem.rooms))  # fmt: skip
    policy = with_number(policy, "A06", "pupils_per_adult", rng.choice((3, 45)))
    return problem, with_number(policy, "A06", "load_percent", rng.choice((0, 50, 99, 100)))


def evenings(problem: Problem, policy: Policy, rng: Random) -> School:
    """Evening study of all grades, with few who agreed, who need their rest."""
    problem = _built(problem, "study", 9, "A")
    early = [p.id for p in problem.pupils if p.late_until is None or p.late_until <= EVENING[0]]
    block = Block("evening", "evening", *EVENING, problem.weekdays, ("study",))
    problem = _signed(problem, block, early)
    for name, value in (
        ("from_grade", 1), ("minutes", rng.choice((60, 120))), ("latest", rng.choice((1160, 1230))),
        ("evenings_per_week", rng.choice((1, 2))), ("load_percent", rng.choice((50, 100))),
    ):  # fmt: skip
        policy = with_number(policy, "A07", name, value)
    least = 24 * 60 - EVENING[1] + MORNING
    policy = with_number(policy, "A07R", "rest_minutes", rng.choice((least, least + 1, least + 40, least + 43)))
    policy = with_level(policy, "A07R", rng.choice(("soft", "hard")))
    policy = with_number(with_number(policy, "D10", "late_per_week", 4), "D10", "minutes_per_day", 300)
    return _consenting(problem, "evening", rng.choice((2, 4)), rng), policy


def weekend(problem: Problem, policy: Policy, rng: Random) -> School:
    """A class on the Saturday of a week whose other days are holidays."""
    monday = problem.term.first
    off = tuple(monday + timedelta(days=i) for i in range(len(problem.weekdays), 5))
    term = replace(problem.term, last=monday + timedelta(days=5), holidays=off)
    problem = _built(replace(problem, term=term), "gym", 9, "B")
    block = Block("team", "weekend", 540, 600, (6,), ("gym",))
    problem = _consenting(_signed(problem, block, _some(problem, rng)), "weekend", rng.choice((2, 4)), rng)
    policy = with_number(policy, "A14", "pupils_per_adult", rng.choice((3, 30)))
    policy = with_number(policy, "A14", "load_percent", rng.choice((50, 100)))
    return problem, with_number(policy, "D10", "days_per_week", 3)


def questions(problem: Problem, policy: Policy, rng: Random) -> School:
    """A post of questions for all grades on every day, in one subject or two."""
    subjects = rng.choice((("zh",), ("zh", "maths")))
    roles = ("homeroom", "subject", "admin")
    post = FixedPost("qa", "qa", "A", 1010, 1030, problem.weekdays, 1, roles, "", subjects, tuple(problem.window_of))
    others = tuple(x for x in problem.posts if x.kind != "qa")
    problem = replace(problem, staff=tuple(_taught(s, rng) for s in problem.staff), posts=(*others, post))
    policy = with_number(policy, "B05", "subjects_per_week", rng.choice((1, len(subjects))))
    return problem, with_level(policy, "B05", "hard")


def _taught(person: Staff, rng: Random) -> Staff:
    return replace(person, subjects=rng.choice(((), ("zh",), ("maths",), ("zh", "maths"))))


def standby(problem: Problem, policy: Policy, rng: Random) -> School:
    """Somebody waits a while, longer than extended care or not."""
    policy = with_number(policy, "A09", "minutes", rng.choice((10, 25, 45)))
    return problem, with_level(with_number(policy, "D10", "late_per_week", 4), "A09", "hard")


def zones(problem: Problem, policy: Policy, rng: Random) -> School:
    """Patrols watch the zone of the first classroom, and clubs may meet in another; patrols count for less."""
    home = problem.room_of[problem.classes[0].room].zone
    homes = {c.room for c in problem.classes}
    rooms = tuple(replace(x, zone=home) if x.id in homes else x for x in problem.rooms)
    posts = tuple(replace(x, zone=home, roles=("admin", "subject")) if x.kind == "patrol" else x for x in problem.posts)
    policy = with_number(policy, "H01", "zones", 1)
    policy = with_number(policy, "H01", "admin_only", rng.choice((0, 1)))
    return replace(problem, rooms=rooms, posts=posts), with_number(policy, "H01", "load_percent", rng.choice((0, 50, 100)))


# schools in which one rule of a module bites ------------------------------------------------------------------------


def hard_meals(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = meals(problem, policy, rng)
    return problem, with_level(policy, "A06", "hard")


def nobody_cooks(problem: Problem, policy: Policy, rng: Random) -> School:
    """Lunch is for support staff to look after, of which there are none, and the rule is soft."""
    staff = tuple(replace(s, role="subject") if s.role == "support" else s for s in problem.staff)
    problem = _built(replace(problem, staff=staff), "canteen", 9, "B")
    block = Block("meal", "lunch", 700, 740, problem.weekdays, ("canteen",), roles=("support",))
    return _signed(problem, block, [p.id for p in problem.pupils]), with_level(policy, "A06", "soft")


def crowded_meals(problem: Problem, policy: Policy, rng: Random) -> School:
    """A canteen with a place too few."""
    problem = _built(problem, "canteen", len(problem.pupils) - 1, "B")
    block = Block("meal", "lunch", 700, 740, problem.weekdays, ("canteen",))
    return _signed(problem, block, [p.id for p in problem.pupils]), policy


def hard_evenings(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = evenings(problem, policy, rng)
    return problem, with_level(policy, "A07R", "off")


def two_evenings(problem: Problem, policy: Policy, rng: Random) -> School:
    """Two parts of an evening count as two, and each person has one."""
    problem, policy = hard_evenings(problem, policy, rng)
    block = Block("second", "evening", *SHORT_EVENING, problem.weekdays[:1], ("study",))
    first = replace(problem.block_of["evening"], weekdays=problem.weekdays[:1])
    others = tuple(b for b in problem.blocks if b.kind != "evening")
    pupils = [p.id for p in problem.pupils if first.id in p.blocks]
    problem = _signed(replace(problem, blocks=(*others, first)), block, pupils)
    policy = with_number(with_number(policy, "A07", "latest", 1230), "A07", "evenings_per_week", 1)
    return _consenting(problem, "evening", 9, rng) if not _agreed(problem) else problem, policy


def _agreed(problem: Problem) -> bool:
    return sum("evening" in s.consents for s in problem.staff) >= 4


def long_evenings(problem: Problem, policy: Policy, rng: Random) -> School:
    """An evening a minute too long, or too late, or for grades too young."""
    problem, policy = hard_evenings(problem, policy, rng)
    name, value = rng.choice((("minutes", 59), ("latest", 1159), ("from_grade", max(problem.window_of) + 1)))
    return problem, with_number(policy, "A07", name, value)


def short_nights(level: str) -> Spoil:
    """Two days, evenings on the first, and the next morning a lesson for nearly everybody who agreed."""

    def spoil(problem: Problem, policy: Policy, rng: Random) -> School:
        term = replace(problem.term, last=problem.term.first + timedelta(days=1), holidays=())
        posts = tuple(replace(x, weekdays=(1, 2)) for x in problem.posts)
        lessons = tuple(x for x in problem.lessons if x.weekday < 2)
        lessons += tuple(
            replace(x, weekday=2, class_id=None, room_id=None, start=MORNING, end=MORNING + 40, staff_id=s.id)
            for x in lessons[:1] for s in problem.staff[:-1]
        )  # fmt: skip
        problem, policy = evenings(replace(problem, term=term, posts=posts, lessons=lessons), policy, rng)
        problem = replace(problem, blocks=tuple(replace(b, weekdays=(1,)) if b.kind == "evening" else b for b in problem.blocks))
        least = 24 * 60 - EVENING[1] + MORNING
        policy = with_number(policy, "A07R", "rest_minutes", least + rng.choice((0, 1, 1)))
        return _consenting(problem, "evening", 9, rng) if not _agreed(problem) else problem, with_level(policy, "A07R", level)

    return spoil


def hard_standby(problem: Problem, policy: Policy, rng: Random) -> School:
    problem, policy = standby(problem, policy, rng)
    return problem, with_number(policy, "A09", "minutes", rng.choice((45, 60)))


def nobody_waits(problem: Problem, policy: Policy, rng: Random) -> School:
    """Everybody has left when somebody should wait, and the rule is soft."""
    problem, policy = standby(problem, policy, rng)
    gone = tuple(replace(s, unavailable=tuple(Busy(d, 1080, 1200) for d in problem.weekdays)) for s in problem.staff)
    policy = with_number(with_level(policy, "K01", "hard"), "A09", "minutes", 90)
    return replace(problem, staff=gone), with_level(policy, "A09", "soft")


def no_late_room(problem: Problem, policy: Policy, rng: Random) -> School:
    """Nobody stays late, and there is no room to wait in."""
    problem, policy = standby(problem, policy, rng)
    rooms = tuple(replace(x, type="den") if x.type == "late" else x for x in problem.rooms)
    return replace(problem, rooms=rooms, pupils=tuple(replace(p, late_until=None) for p in problem.pupils)), policy


def no_questions(problem: Problem, policy: Policy, rng: Random) -> School:
    """The posts of questions leave out a grade, or have a subject too few."""
    problem, policy = questions(problem, policy, rng)
    if rng.random() < 0.5:
        return problem, with_number(policy, "B05", "subjects_per_week", 3)
    return replace(problem, posts=tuple(replace(x, grades=(9,)) if x.kind == "qa" else x for x in problem.posts)), policy


def roomy_zones(problem: Problem, policy: Policy, rng: Random) -> School:
    """Clubs that may open, in a hall of a zone without patrol."""
    problem, policy = zones(problem, policy, rng)
    home = problem.room_of[problem.classes[0].room].zone
    halls = tuple(replace(x, zone="Z") if x.zone != home or x.id == "hall" else x for x in problem.rooms)
    return replace(problem, rooms=halls), with_level(policy, "H01", "hard")


def beds(problem: Problem, policy: Policy, rng: Random) -> School:
    """A late room that lacks one place, and one that has it."""
    heads = [sum(1 for p in problem.pupils if p.late_until is not None and d in p.weekdays) for d in problem.weekdays]
    most = max(heads)
    places = tuple(x for x in problem.rooms if x.type != "late")
    places += (Room("den", "late", max(1, most - 1), "A"), Room("nest", "late", max(1, most), "A"))
    return replace(problem, rooms=places), with_level(policy, "H08", "hard")


def slow_gate(problem: Problem, policy: Policy, rng: Random) -> School:
    """One class applies, and takes a second longer than the escort."""
    home = problem.classes[0].id
    pupils = tuple(p if p.class_id == home else replace(p, weekdays=()) for p in problem.pupils)
    need = policy.number("D14", "escort_minutes") * 60
    gates = tuple(replace(g, seconds_per_class=g.lanes * need + 1) for g in problem.gates)
    return replace(problem, gates=gates, pupils=pupils), policy
