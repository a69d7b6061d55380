"""Random tiny schools whose rules bite: few people, tight caps, odd grids, so that plans break rules by little."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from solver.problem import (
    Busy,
    FixedPost,
    Gate,
    HomeClass,
    Interval,
    Lesson,
    Money,
    Offering,
    Outside,
    Problem,
    Pupil,
    Room,
    Skill,
    Staff,
    Term,
    Walk,
    Window,
)

MONDAY = date(2026, 9, 7)
ALTERNATING = 0.25
"""Share of lessons and absences that fall on odd or on even weeks alone."""


def tiny_problem(rng: Random) -> Problem:
    """A school of one to three classes, two to seven pupils, six to nine adults, one or two weekdays."""
    days = rng.choice((1, 1, 2))
    grades = rng.choice(([1], [1, 2], [2, 3]))
    classes = tuple(HomeClass(f"c{i}", rng.choice(grades), f"r{i}") for i in range(rng.choice((1, 2, 2, 3))))
    used = sorted({c.grade for c in classes})
    windows = tuple(_window(rng, grade) for grade in used)
    if len(windows) == 2 and rng.random() < 0.6:  # one band, so that classes may merge
        first = windows[0]
        windows = (first, Window(windows[1].grade, first.start, first.periods, windows[1].dismissals, first.gates))
        windows = tuple(replace(w, dismissals=_after(w.dismissals, w.periods[-1].end)) for w in windows)
    offerings = tuple(_offering(rng, i, used, days) for i in range(rng.choice((0, 1, 1, 2, 2))))
    pupils = tuple(_pupil(rng, i, classes, offerings, days) for i in range(rng.randint(2, 7)))
    staff = tuple(_staff(rng, i) for i in range(rng.randint(6, 9)))
    outside = tuple(_outside(rng, i, days) for i in range(rng.choice((0, 1, 1, 2))))
    rooms = [Room(c.room, "classroom", rng.choice((2, 3, 40)), rng.choice("AB")) for c in classes]
    rooms += [Room("hall", "hall", rng.choice((1, 2, 3, 30)), "B"), Room("den", "late", rng.choice((3, 9, 9)), "A")]
    if rng.random() < 0.3:
        rooms.append(Room("nest", "late", rng.choice((1, 2)), "B"))
    return alternating(Problem(
        school="tiny",
        term=Term("t", MONDAY, MONDAY + timedelta(days=days - 1), rng.choice((990, 1020, 1025))),
        windows=windows,
        classes=classes,
        pupils=pupils,
        staff=staff,
        rooms=tuple(rooms),
        gates=_gates(rng),
        money=Money(200, 6000),
        outside=outside,
        offerings=offerings,
        posts=_posts(rng, days),
        lessons=_lessons(rng, staff, classes, days),
        walks=(Walk("A", "B", rng.choice((3, 5, 6))),) if rng.random() < 0.5 else (),
    ))


def alternating(problem: Problem) -> Problem:
    """The school with some lessons and absences of odd or of even weeks alone, drawn from what they are."""
    rng = Random(repr((problem.lessons, problem.staff)))

    def weeks() -> str:
        return rng.choice(("odd", "even")) if rng.random() < ALTERNATING else ""

    staff = tuple(
        replace(person, unavailable=tuple(replace(busy, weeks=weeks()) for busy in person.unavailable)) for person in problem.staff
    )
    return replace(problem, lessons=tuple(replace(lesson, weeks=weeks()) for lesson in problem.lessons), staff=staff)


def _gates(rng: Random) -> tuple[Gate, Gate]:
    """Two gates, of which one may stand where nobody asked (D08), and nobody may stand (D14)."""
    first = Gate("g0", 1, rng.choice((150, 150, 300, 301)), rng.choice((0, 1, 1, 1, 2)), zone=rng.choice(("", "A", "B")))
    return first, Gate("g1", 2, rng.choice((300, 601)), 1, zone=rng.choice(("", "B")))


def _after(minutes: tuple[int, ...], end: int) -> tuple[int, ...]:
    return tuple(sorted({max(end, m) for m in minutes}))


def _window(rng: Random, grade: int) -> Window:
    start = rng.choice((900, 905))
    count = rng.choice((1, 2, 2, 3))
    periods = tuple(Interval(start + i * 45, start + i * 45 + 40) for i in range(count))
    minutes = _after(tuple(rng.sample((1020, 1025, 1030, 1040), rng.choice((1, 2, 2)))), periods[-1].end)
    return Window(grade, start, periods, minutes, rng.choice((("g0",), ("g0", "g1"))))


def _offering(rng: Random, index: int, grades: list[int], days: int) -> Offering:
    low = rng.choice((1, 1, 1, 2))
    weekdays = tuple(sorted(rng.sample(range(1, days + 1), rng.randint(1, days))))
    return Offering(
        id=f"o{index}",
        name=f"club {index}",
        strand=rng.choice(("arts", "sports")),
        grades=tuple(sorted(rng.sample(grades, rng.randint(1, len(grades))))),
        minimum=low,
        maximum=low + rng.choice((0, 1, 1)),
        minutes=rng.choice((40, 40, 40, 39, 41, 35, 85)),
        room_type=rng.choice(("hall", "hall", "classroom")),
        skill=rng.choice(("art", "ball")),
        skill_level=rng.choice((1, 1, 2)),
        max_sections=rng.choice((1, 2)),
        sessions=rng.randint(1, len(weekdays)),
        assistants=rng.choice((0, 0, 0, 1)),
        academic=rng.random() < 0.25,
        weekdays=weekdays,
    )


def _pupil(
    rng: Random, index: int, classes: tuple[HomeClass, ...], offerings: tuple[Offering, ...], days: int
) -> Pupil:
    home = rng.choice(classes)
    wanted = [o.id for o in offerings if home.grade in o.grades]
    rng.shuffle(wanted)
    return Pupil(
        id=f"p{index}",
        class_id=home.id,
        weekdays=tuple(d for d in range(1, days + 1) if rng.random() < 0.85),
        choices=tuple(wanted),
        clubs=rng.randint(0, len(wanted)),
        late_until=rng.choice((None, None, None, 1060, 1080)),
        exempt=rng.choice((0, 0, 50, 100)),
    )


def _staff(rng: Random, index: int) -> Staff:
    skills = tuple(Skill(name, rng.randint(1, 3)) for name in ("art", "ball") if rng.random() < 0.4)
    busy: tuple[Busy, ...] = ()
    if rng.random() < 0.25:  # ends just before or just after a period begins, or begins about when it ends
        early = Busy(rng.choice((1, 2)), rng.choice((800, 870)), rng.choice((900, 901, 945, 946)))
        late = Busy(rng.choice((1, 2)), rng.choice((939, 940, 945, 984, 1029, 1030)), rng.choice((1040, 1080)))
        busy = (rng.choice((early, late)),)
    return Staff(
        id=f"s{index}",
        role=("admin", "homeroom", "subject", "subject", "support", "homeroom", "admin", "subject", "admin")[index],
        skills=skills,
        unavailable=busy,
        reasons=("family",) if rng.random() < 0.3 else (),
        share=rng.choice((100, 100, 50)),
        balance=rng.choice((0, 0, 120, -200)),
        max_days=rng.choice((None, None, None, 1)),
        takes_part=rng.random() < 0.95,
    )


def _outside(rng: Random, index: int, days: int) -> Outside:
    """Vetted in time by a day, or, in one thing or another, too late by a day."""

    def seldom(usual: int, other: int) -> timedelta:
        return timedelta(days=other if rng.random() < 0.07 else usual)

    last = MONDAY + timedelta(days=days - 1)
    approved = seldom(0, 1)
    return Outside(
        id=f"x{index}",
        organisation="org",
        rate=rng.choice((9000, 12000)),
        weekdays=tuple(d for d in range(1, days + 1) if rng.random() < 0.85),
        skills=(Skill("art", 3), Skill("ball", rng.choice((1, 2)))),
        pool="none" if rng.random() < 0.06 else rng.choice(("city", "district")),
        approved_from=MONDAY + approved if rng.random() < 0.98 else None,
        approved_to=last + seldom(0, -1),
        reviewed=MONDAY - seldom(1, 0),
        insured_from=MONDAY - timedelta(days=1),
        insured_to=last + seldom(0, -1),
        filed=MONDAY + seldom(rng.choice((-1, 0)), rng.choice((-2, 1))),
        clean_record=rng.random() < 0.95,
        contract=rng.random() < 0.95,
        earliest=rng.choice((0, 0, 0, 0, 905, 906)),
        latest=rng.choice((1440, 1440, 1440, 940, 984, 985, 1030, 1045)),
        max_sections=rng.choice((1, 5)),
    )


def _posts(rng: Random, days: int) -> tuple[FixedPost, ...]:
    every = tuple(range(1, days + 1))
    found = [FixedPost("patrol", "patrol", "A", 900, rng.choice((945, 1030)), every if rng.random() < 0.97 else (1,))]
    if rng.random() < 0.3:
        found.append(FixedPost("canteen", "duty", "B", 1030, 1050, every, rng.choice((1, 2)), ("support", "subject")))
    return tuple(found)


def _lessons(rng: Random, staff: tuple[Staff, ...], classes: tuple[HomeClass, ...], days: int) -> tuple[Lesson, ...]:
    found = []
    for day in range(1, days + 1):
        for home, person in zip(classes, staff[1:], strict=False):
            end = rng.choice((900, 901, 905, 906)) if rng.random() < 0.02 else rng.choice((895, 900))
            found.append(Lesson(day, end - 40, end, home.id, person.id, home.room))
        if rng.random() < 0.4:
            start = rng.choice((861, 866, 905, 939, 940, 944, 945, 984))
            found.append(Lesson(day, start, start + 40, None, rng.choice(staff[4:]).id, None, "meeting"))
        if rng.random() < 0.3:
            start = rng.choice((861, 905, 939, 940, 945))
            room = rng.choice(("hall", classes[0].room)) if start > 905 else "hall"
            found.append(Lesson(day, start, start + 40, None, None, room, "rehearsal"))
        for person in rng.sample(staff, rng.choice((0, 1, 3))):
            start = rng.choice((519, 520, 559, 560, 561))
            found.append(Lesson(day, start, start + 40, None, person.id, None, "morning"))
    return tuple(found)
