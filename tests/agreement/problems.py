"""Random tiny schools whose rules bite: few people, tight caps, odd grids, so that plans break rules by little."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from solver.policy import Policy
from solver.policy.load import load_policy
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


def tiny_problem(rng: Random) -> Problem:
    """A school of one to three classes, two to seven pupils, three to six adults, one or two weekdays."""
    days = rng.choice((1, 1, 2))
    grades = rng.choice(([1], [1, 2], [2, 3]))
    classes = tuple(HomeClass(f"c{i}", rng.choice(grades), f"r{i}") for i in range(rng.choice((1, 2, 2, 3))))
    used = sorted({c.grade for c in classes})
    windows = tuple(_window(rng, grade) for grade in used)
    if len(windows) == 2 and rng.random() < 0.6:  # one band, so that classes may merge
        first = windows[0]
        windows = (first, Window(windows[1].grade, first.start, first.periods, windows[1].dismissals, first.gates))
    offerings = tuple(_offering(rng, i, used, days) for i in range(rng.choice((0, 1, 1, 2))))
    pupils = tuple(_pupil(rng, i, classes, offerings, days) for i in range(rng.randint(2, 7)))
    staff = tuple(_staff(rng, i) for i in range(rng.randint(5, 8)))
    outside = (_outside(rng, days),) if rng.random() < 0.5 else ()
    rooms = [Room(c.room, "classroom", rng.choice((2, 3, 40)), rng.choice("AB")) for c in classes]
    rooms += [Room("hall", "hall", rng.choice((2, 3, 30)), "B"), Room("den", "late", rng.choice((1, 3, 3)), "A")]
    return Problem(
        school="tiny",
        term=Term("t", MONDAY, MONDAY + timedelta(days=days - 1), rng.choice((990, 1020, 1025))),
        windows=windows,
        classes=classes,
        pupils=pupils,
        staff=staff,
        rooms=tuple(rooms),
        gates=(Gate("g0", 1, rng.choice((300, 420)), rng.choice((1, 1, 2))), Gate("g1", 2, 500, 1)),
        money=Money(200, 6000),
        outside=outside,
        offerings=offerings,
        posts=_posts(rng, days),
        lessons=_lessons(rng, staff, classes, days),
        walks=(Walk("A", "B", rng.choice((3, 5, 8))),) if rng.random() < 0.5 else (),
    )


def _window(rng: Random, grade: int) -> Window:
    start = rng.choice((900, 905))
    count = rng.choice((1, 2, 2, 3))
    periods = tuple(Interval(start + i * 45, start + i * 45 + 40) for i in range(count))
    end = periods[-1].end
    minutes = sorted({max(end, m) for m in rng.sample((1020, 1025, 1030, 1040), rng.choice((1, 2, 2)))})
    return Window(grade, start, periods, tuple(minutes), rng.choice((("g0",), ("g0", "g1"))))


def _offering(rng: Random, index: int, grades: list[int], days: int) -> Offering:
    low = rng.choice((0, 1, 1, 2))
    return Offering(
        id=f"o{index}",
        name=f"club {index}",
        strand=rng.choice(("arts", "sports")),
        grades=tuple(sorted(rng.sample(grades, rng.randint(1, len(grades))))),
        minimum=low,
        maximum=low + rng.choice((1, 2)),
        minutes=rng.choice((40, 40, 35, 85)),
        room_type=rng.choice(("hall", "classroom")),
        skill=rng.choice(("art", "ball")),
        skill_level=rng.choice((1, 1, 2)),
        max_sections=rng.choice((1, 1, 2)),
        sessions=rng.randint(1, days),
        assistants=rng.choice((0, 0, 1)),
        academic=rng.random() < 0.2,
        weekdays=tuple(sorted(rng.sample(range(1, days + 1), rng.randint(1, days)))),
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
        weekdays=tuple(d for d in range(1, days + 1) if rng.random() < 0.8),
        choices=tuple(wanted),
        clubs=rng.randint(0, len(wanted)),
        late_until=rng.choice((None, None, None, 1060, 1080)),
        exempt=rng.choice((0, 0, 50, 100)),
    )


def _staff(rng: Random, index: int) -> Staff:
    skills = tuple(Skill(name, rng.randint(1, 3)) for name in ("art", "ball") if rng.random() < 0.6)
    busy = (Busy(rng.choice((1, 2)), rng.choice((800, 940)), rng.choice((945, 1040))),) if rng.random() < 0.25 else ()
    return Staff(
        id=f"s{index}",
        role=("admin", "homeroom", "subject", "subject", "support", "homeroom", "admin", "subject")[index],
        skills=skills,
        unavailable=busy,
        reasons=("family",) if rng.random() < 0.3 else (),
        share=rng.choice((100, 100, 50)),
        balance=rng.choice((0, 0, 120, -200)),
        max_days=rng.choice((None, None, None, 1)),
        takes_part=rng.random() < 0.95,
    )


def _outside(rng: Random, days: int) -> Outside:
    def near(day: date) -> date:
        return day + timedelta(days=rng.choice((-30, -30, -1, -1, 0, 1)))

    last = MONDAY + timedelta(days=days - 1)
    return Outside(
        id="x0",
        organisation="org",
        rate=rng.choice((9000, 12000)),
        weekdays=tuple(d for d in range(1, days + 1) if rng.random() < 0.8),
        skills=(Skill("art", 3), Skill("ball", rng.choice((1, 2)))),
        pool=rng.choice(("city", "district", "city", "none")),
        approved_from=near(MONDAY),
        approved_to=last + timedelta(days=rng.choice((60, 60, 0, -1))),
        reviewed=MONDAY - timedelta(days=rng.choice((20, 1, 0))),
        insured_from=MONDAY - timedelta(days=40),
        insured_to=last + timedelta(days=rng.choice((60, 60, 0, -1))),
        filed=near(MONDAY),
        clean_record=rng.random() < 0.9,
        contract=rng.random() < 0.9,
        earliest=rng.choice((0, 0, 946)),
        latest=rng.choice((1440, 1440, 1000)),
        max_sections=rng.choice((1, 5)),
    )


def _posts(rng: Random, days: int) -> tuple[FixedPost, ...]:
    every = tuple(range(1, days + 1))
    found = []
    if rng.random() < 0.97:
        found.append(FixedPost("patrol", "patrol", "A", 900, rng.choice((945, 1030)), every))
    if rng.random() < 0.3:
        found.append(FixedPost("canteen", "duty", "B", 1030, 1050, every, rng.choice((1, 2)), ("support", "subject")))
    return tuple(found)


def _lessons(rng: Random, staff: tuple[Staff, ...], classes: tuple[HomeClass, ...], days: int) -> tuple[Lesson, ...]:
    found = []
    for day in range(1, days + 1):
        for home, person in zip(classes, staff[1:], strict=False):
            end = rng.choice((895, 900, 901, 905) if rng.random() < 0.05 else (895, 900))
            found.append(Lesson(day, end - 40, end, home.id, person.id, home.room))
        if rng.random() < 0.3:
            start = rng.choice((905, 940, 945))
            room = rng.choice((None, "hall"))
            found.append(Lesson(day, start, start + 40, None, rng.choice(staff).id, room, "meeting"))
        if rng.random() < 0.5:
            found.append(Lesson(day, 520, 560, None, rng.choice(staff).id, None, "morning"))
    return tuple(found)


def tiny_policy(rng: Random) -> Policy:
    """The national frame with numbers and levels moved at random."""
    overrides: dict[str, Any] = {
        "A01": _numbers(days=2 if rng.random() < 0.1 else 1),
        "A02": _numbers(minutes=rng.choice((115, 120, 120, 125))),
        "A08": _numbers(min_adults=rng.choice((1, 2)), pupils_per_adult=rng.choice((1, 2, 30))),
        "A03": _numbers(waiver_minutes=rng.choice((0, 0, 10))),
        "B01": _numbers(minutes=rng.choice((40, 40, 41))) if rng.random() < 0.15 else {},
        "D01": _numbers(percent=rng.choice((50, 80, 100))),
        "D03": _numbers(duty_days_per_grant=rng.choice((1, 2))),
        "D08": _numbers(handover_minutes=rng.choice((5, 10)), walk_minutes=rng.choice((3, 6))),
        "D10": _numbers(
            days_per_week=rng.choice((1, 2, 2, 5)),
            minutes_per_day=rng.choice((60, 100, 150, 240)),
            late_per_week=rng.choice((0, 1, 1, 2, 2)),
        ),
        "D14": _numbers(escort_minutes=rng.choice((10, 15))),
        "D02": _numbers(weeks=rng.choice((1, 2)), allowed_minutes_per_week=rng.choice((0, 20, 40))),
        "K03": _numbers(pupils=rng.choice((10, 10, 20)), classes=rng.choice((1, 2, 3)), grade_span=rng.choice((0, 1))),
    }
    overrides = {rule: change for rule, change in overrides.items() if change}
    for rule in ("B01", "B06", "D10", "H07", "I04", "K03", "A03", "E03", "E05", "D01", "D07", "D03"):
        if rng.random() < 0.06:
            overrides.setdefault(rule, {})["level"] = "off"
    for rule in ("A08", "D08", "H01", "H04"):
        if rng.random() < 0.6:
            overrides.setdefault(rule, {})["level"] = "soft"
    return load_policy("national", overrides)


def _numbers(**values: int) -> dict[str, Any]:
    return {"numbers": values}
