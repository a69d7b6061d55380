"""Draws the truth of a school by seed: classes, children, teachers, lessons without clashes, clubs, outside people, wishes."""

from __future__ import annotations

from random import Random

from tests.offices.curriculum import AGENCIES, CATALOGUE, CLASSES_A_TEACHER, SEVENTH, WEEKLY
from tests.offices.disorder import Disorder
from tests.offices.edge_colouring import coloured
from tests.offices.personal_names import RARE, Names, phone, surname_of
from tests.offices.truth import Bell, Child, Club, OfficeTruth, SchoolClass, Taught, Teacher, Visitor, Wish

GRADES = 6
OWN_LESSONS = ("语文", "道德与法治", "班会", "阅读")


def draw_school(seed: int, disorders: frozenset[Disorder], classes: int = 12, children: int = 420) -> OfficeTruth:
    """The truth of a school.

    classes: 6..54, spread over six grades. children: those at the school; withdrawn ones come on top.
    """
    random = Random(f"school {seed}")
    names = Names(random)
    truth = OfficeTruth(name=random.choice(("实验", "育才", "城东", "河西", "第二", "青云")) + "小学")
    _draw_classes(random, names, truth, classes)
    _draw_children(random, names, truth, disorders, children)
    _draw_staff(random, names, truth, disorders)
    _draw_lessons(random, truth, disorders)
    _draw_clubs(random, names, truth)
    _draw_wishes(random, truth, disorders)
    return truth


def _draw_classes(random: Random, names: Names, truth: OfficeTruth, count: int) -> None:
    for grade in range(1, GRADES + 1):
        share = count // GRADES + (1 if grade <= count % GRADES else 0)
        truth.classes += [SchoolClass(grade, number, names.one()) for number in range(1, share + 1)]


def _draw_children(random: Random, names: Names, truth: OfficeTruth, disorders: frozenset[Disorder], count: int) -> None:
    size, more = divmod(count, len(truth.classes))
    drawn: list[list[str]] = [names.many(size + (1 if index < more else 0)) for index in range(len(truth.classes))]
    if Disorder.RARE_NAMES in disorders:
        for rare in random.sample(RARE, 4):
            room = random.choice(drawn)
            room[random.randrange(2, len(room))] = rare
    if Disorder.SAME_NAME_TWO_CLASSES in disorders:
        for _ in range(2):
            one, two = random.sample(range(len(drawn)), 2)
            drawn[two][1] = drawn[one][0]
    if Disorder.SAME_NAME_ONE_CLASS in disorders:
        room = random.choice(drawn)
        room[-1] = room[-2]
    for home, room in zip(truth.classes, drawn, strict=True):
        for number, name in enumerate(room, start=1):
            guardian = names.of_surname(surname_of(name)) if "·" not in name else ""
            truth.children.append(Child(home.id, number, name, random.choice("男女"), guardian, phone(random)))
    if Disorder.NEW_BY_HAND in disorders:
        for home in random.sample(truth.classes, 2):
            truth.children.append(Child(home.id, None, names.one(), random.choice("男女"), "", phone(random)))
    if Disorder.WITHDRAWN in disorders:
        for home, status in zip(random.sample(truth.classes, 3), ("休学", "转出", "已转学"), strict=True):
            number = 1 + max(child.number or 0 for child in truth.children if child.class_id == home.id)
            truth.gone.append(Child(home.id, number, names.one(), "女", "", phone(random), status))


def _draw_staff(random: Random, names: Names, truth: OfficeTruth, disorders: frozenset[Disorder]) -> None:
    ids = [home.id for home in truth.classes]
    for home in truth.classes:
        truth.teachers.append(Teacher(home.homeroom, "homeroom", ("语文", "道德与法治"), home.id, (home.id,), "班主任",
                                      random.choice("女女女男"), phone(random)))
    for subject, share in CLASSES_A_TEACHER.items():
        for first in range(0, len(ids), share):
            subjects = (subject, "劳动") if subject == "数学" else (subject,)
            truth.teachers.append(Teacher(names.one(), "subject", subjects, None, tuple(ids[first : first + share]), "",
                                          random.choice("女女男"), phone(random)))
    for post in ("校长", "副校长", "教导主任", "总务主任"):
        truth.teachers.append(Teacher(names.one(), "admin", (), None, (), post, random.choice("男女"), phone(random)))
    for post in ("校医", "图书管理员", "会计"):
        truth.teachers.append(Teacher(names.one(), "support", (), None, (), post, random.choice("男女"), phone(random)))
    if Disorder.TEACHER_ON_LEAVE in disorders:
        for why in ("产假", "病假"):
            truth.teachers.append(Teacher(names.one(), "subject", (random.choice(("英语", "数学")),), None, (), "", "女",
                                          phone(random), why))


def _draw_lessons(random: Random, truth: OfficeTruth, disorders: frozenset[Disorder]) -> None:
    weekly = dict(WEEKLY) | (SEVENTH if random.random() < 0.4 else {})
    periods = sum(weekly.values()) // 5
    starts = [500, 550, 610, 660, 840, 890, 940][:periods]
    truth.bells = [Bell(index, start, start + 40) for index, start in enumerate(starts, start=1)]
    by_class = {home.id: {s: t for t in truth.teachers for s in t.subjects if home.id in t.classes} for home in truth.classes}
    edges = []
    for home in truth.classes:
        for subject, count in weekly.items():
            own = home.homeroom if subject in OWN_LESSONS else None
            teacher = own or (by_class[home.id].get(subject) or by_class[home.id]["数学"]).name
            edges += [(home.id, teacher, subject)] * count
    random.shuffle(edges)
    slots = list(range(5 * periods))
    random.shuffle(slots)
    busy: dict[int, set[str]] = {slot: set() for slot in slots}
    for (class_id, teacher, subject), colour in zip(edges, coloured([edge[:2] for edge in edges], len(slots)), strict=True):
        weekday, period = slots[colour] // periods + 1, slots[colour] % periods + 1
        busy[slots[colour]].add(teacher)
        odd = Disorder.ODD_EVEN in disorders and subject == "劳动"
        truth.lessons.append(Taught(class_id, weekday, period, subject, teacher, "odd" if odd else ""))
    staff = [teacher for teacher in truth.teachers if teacher.role == "subject" and not teacher.absent]
    for lesson in [lesson for lesson in truth.lessons if lesson.weeks == "odd"]:
        taken = busy[(lesson.weekday - 1) * periods + lesson.period - 1]
        free = [teacher.name for teacher in staff if teacher.name not in taken] or [lesson.teacher]
        other = random.choice(free)
        taken.add(other)
        truth.lessons.append(Taught(lesson.class_id, lesson.weekday, lesson.period, "心理健康", other, "even"))
    truth.lessons.sort(key=lambda lesson: (lesson.class_id, lesson.weekday, lesson.period, lesson.weeks != "odd"))


def _draw_clubs(random: Random, names: Names, truth: OfficeTruth) -> None:
    count = min(len(CATALOGUE), max(8, len(truth.classes)))
    leading: set[str] = set()
    for model in random.sample(CATALOGUE, count):
        low = random.choice((1, 1, 2, 3))
        grades = tuple(range(low, min(GRADES, low + random.choice((2, 3, 5))) + 1))
        weekdays = tuple(sorted(random.sample(range(1, 6), random.choice((1, 2, 2)))))
        own = [t for t in truth.teachers if model.subject in t.subjects and not t.absent and t.name not in leading]
        minimum, maximum = random.choice(((8, 25), (10, 30), (12, 36)))
        leader = random.choice(own).name if model.subject and own else names.one()
        outside = not (model.subject and own)
        if outside:
            truth.visitors.append(Visitor(leader, random.choice(AGENCIES), model.name, weekdays,
                                          random.choice((80, 100, 120, 150)), phone(random)))
        leading.add(leader)
        truth.clubs.append(Club(model.name, grades, minimum, maximum, weekdays, leader, outside, model.words))


def _draw_wishes(random: Random, truth: OfficeTruth, disorders: frozenset[Disorder]) -> None:
    for child in truth.children:
        grade = int(child.class_id.split(".")[0])
        fitting = [club for club in truth.clubs if grade in club.grades]
        draw = random.random()
        if draw < 0.1:
            continue
        if draw < 0.14 and Disorder.DECLINED in disorders:
            truth.wishes.append(Wish(child.class_id, child.number, child.name, (), ()))
            continue
        weekdays = random.choice(((1, 2, 3, 4, 5), (1, 2, 3, 4, 5), (1, 3, 5), (2, 4), (1, 2, 3, 4)))
        wanted = random.sample(fitting, min(len(fitting), random.choice((0, 1, 2, 2, 3)))) if fitting else []
        chosen = [club.name for club in wanted if set(club.weekdays) & set(weekdays)]
        truth.wishes.append(Wish(child.class_id, child.number, child.name, weekdays, tuple(chosen)))
