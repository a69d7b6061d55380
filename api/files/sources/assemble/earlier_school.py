"""This term's school with all that last term knew and nobody said anew: places, bells, money, people, courses, pupils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from api.files.defaults.known import KnownCourse, KnownSchool
from api.files.sources.answers.courses import CourseIndex, ListedCourse
from api.files.sources.assemble.context import AssemblyContext
from api.files.sources.assemble.earlier_pupils import (
    MatchedPupils,
    kept_applications,
    kept_companions,
    matched,
    renewed_pupils,
)
from api.files.sources.assemble.earlier_term import EarlierTerm, renewed
from api.files.sources.assemble.roster import name_key
from api.files.sources.question import Question
from api.mapping.assumed import Assumed
from solver.problem.money import Money
from solver.problem.offerings import Offering
from solver.problem.people import Outside, Staff
from solver.problem.places import CLASSROOM, Room
from solver.problem.pupils import HomeClass, Pupil

YES, NO = "是", "否"


def with_earlier(known: KnownSchool, names: dict[str, str], earlier: EarlierTerm, context: AssemblyContext, *,
                 applied: bool) -> tuple[KnownSchool, tuple[Assumed, ...]]:  # fmt: skip
    """The school with last term's knowledge, and what was kept. This term's files come first wherever they say something.

    names: pupil id -> name of this term. applied: whether this term's applications were given; without them last term's are kept, if
    the office wants it.
    """
    problem = earlier.request.problem
    match = matched(earlier, known.pupils, names)
    courses = tuple(_course(course, known, earlier, match) for course in known.courses)
    required = frozenset(word for course in courses for word in course.requires)
    pupils = renewed_pupils(known.pupils, match, earlier, required)
    if not applied:
        pupils = _applications(pupils, match, earlier, courses, context)
    homes = {home.id: home.room for home in problem.classes}
    grades = {home.grade for home in known.classes}
    windows = known.windows or tuple(window for window in problem.windows if window.grade in grades)
    made = replace(
        known,
        classes=tuple(home if home.room else replace(home, room=homes.get(home.id, "")) for home in known.classes),
        pupils=pupils,
        staff=_staff(known, earlier),
        outside=tuple(_outside(person, earlier) for person in known.outside),
        courses=courses,
        rooms=_rooms(known.rooms, problem.rooms, known.classes, homes),
        windows=windows,
        gates=known.gates or problem.gates,
        posts=known.posts or problem.posts,
        walks=known.walks or problem.walks,
        blocks=known.blocks or problem.blocks,
        companions=known.companions or kept_companions(match, problem),
        money=known.money or _money(problem.money),
        work_end=known.work_end if known.work_end is not None else problem.term.work_end,
    )
    return made, _told(made, earlier, match)


def _staff(known: KnownSchool, earlier: EarlierTerm) -> tuple[Staff, ...]:
    """Staff, each with what last term knew of the one person of that name."""
    before = earlier.request.problem.staff
    by_name = {name_key(person.name or person.id): person for person in before}
    unique = {key for key in by_name if sum(name_key(each.name or each.id) == key for each in before) == 1}
    found = []
    for person in known.staff:
        key = name_key(person.name or person.id)
        old = by_name[key] if key in unique else None
        found.append(renewed(person, old, earlier.balances.get(old.id, old.balance)) if old is not None else person)
    if not known.lessons and earlier.years == 0:
        homes = {home.id for home in known.classes}
        taught = {earlier.called[person]: tuple(each for each in classes if each in homes) for person, classes in earlier.taught.items()}
        found = [person if person.classes else replace(person, classes=taught.get(person.name or person.id, ())) for person in found]
    tiers = {tier.id for tier in (known.money or earlier.request.problem.money).tiers}
    return tuple(person if person.tier in tiers else replace(person, tier=None) for person in found)


def _outside(person: Outside, earlier: EarlierTerm) -> Outside:
    """An outside person with all of last term's that this term's list leaves at its default."""
    key = name_key(person.name or person.id)
    same = [each for each in earlier.request.problem.outside if name_key(each.name or each.id) == key]
    if len(same) != 1:
        return person
    empty = Outside(person.id, "", 0, ())
    kept = {each.name: getattr(same[0], each.name) for each in fields(Outside)
            if each.name not in ("id", "joined", "left", "skills") and getattr(person, each.name) == getattr(empty, each.name)}  # fmt: skip
    skills = {skill.name: skill for skill in (*same[0].skills, *person.skills)}
    return replace(person, **kept, skills=tuple(skills.values()))


def _course(course: KnownCourse, known: KnownSchool, earlier: EarlierTerm, match: MatchedPupils) -> KnownCourse:
    """A course with what last term's course of its name says and the menu does not."""
    old = _same_course(course, earlier)
    if old is None:
        return course
    everybody: tuple[Staff | Outside, ...] = (*known.staff, *known.outside)
    people = {name_key(person.name or person.id): person.id for person in everybody}
    led = (people.get(name_key(earlier.called.get(person, person))) for person in earlier.leaders[old.id])
    grades = course.grades or old.grades
    members = course.members or _members(old, match, known, grades)
    room = next((each.id for each in earlier.request.problem.rooms if each.type == old.room_type), "") if old.room_type != CLASSROOM else ""
    return replace(
        course,
        grades=grades,
        minimum=course.minimum if course.minimum is not None else old.minimum,
        maximum=course.maximum if course.maximum is not None else old.maximum,
        leaders=course.leaders or tuple(dict.fromkeys(person for person in led if person)),
        room=course.room or room,
        weekdays=course.weekdays or old.weekdays,
        sessions=course.sessions or old.sessions,
        minutes=course.minutes or old.minutes,
        max_sections=course.max_sections or old.max_sections,
        strand=course.strand or old.strand,
        academic=course.academic or old.academic,
        members=members,
        requires=course.requires or old.requires,
    )


def _members(old: Offering, match: MatchedPupils, known: KnownSchool, grades: tuple[int, ...]) -> tuple[str, ...]:
    """Members of a squad who are still there and in a grade that it is for."""
    grade = {home.id: home.grade for home in known.classes}
    grade_of = {pupil.id: grade[pupil.class_id] for pupil in known.pupils}
    now = (match.now[each] for each in old.members if each in match.now)
    return tuple(each for each in now if grade_of[each] in grades)


def _same_course(course: KnownCourse, earlier: EarlierTerm) -> Offering | None:
    """Last term's course of this name, for these grades where several bear it."""
    problem = earlier.request.problem
    index = CourseIndex.of(ListedCourse(each.id, each.name, each.grades) for each in problem.offerings)
    found = index.find(course.name, course.grades[0] if course.grades else None).sure or index.named(course.name)
    return problem.offering_of[found.id] if found else None


def _applications(pupils: tuple[Pupil, ...], match: MatchedPupils, earlier: EarlierTerm, courses: Sequence[KnownCourse],
                  context: AssemblyContext) -> tuple[Pupil, ...]:  # fmt: skip
    """Last term's applications, where this term has none and the office wants them."""
    answer = context.asking.ask(Question(
        "last-applications", "没有报名表。先沿用上学期的报名（星期、志愿、延时）吗？", "There are no applications. Keep last term's?",
        YES, {YES: "沿用上学期的报名", NO: "没有人参加"}))  # fmt: skip
    if answer == NO:
        return pupils
    problem = earlier.request.problem
    index = CourseIndex.of(ListedCourse(each.id or each.name, each.name, each.grades) for each in courses if not each.members)

    def course_now(offering: str, grade: int) -> str | None:
        old = problem.offering_of.get(offering)
        found = index.find(old.name, grade).sure if old else None
        return found.id if found else None

    return kept_applications(pupils, match, problem, course_now)


def _rooms(rooms: tuple[Room, ...], before: tuple[Room, ...], classes: Sequence[HomeClass], homes: dict[str, str]) -> tuple[Room, ...]:
    """This term's rooms and last term's: but for the home rooms of classes that are no more. Closures end with their term."""
    known = {room.id for room in rooms}
    used = {home.room or homes.get(home.id, "") for home in classes}
    empty = set(homes.values()) - used
    kept = (replace(room, closures=()) for room in before if room.id not in known and room.id not in empty)
    return (*rooms, *kept)


def _money(money: Money) -> Money:
    """Fee, pay, tiers and agreements; publicity, expenses and awards are each term's own."""
    return replace(money, published=None, fee_items=(), expenses=(), awards=())


def _told(made: KnownSchool, earlier: EarlierTerm, match: MatchedPupils) -> tuple[Assumed, ...]:
    """Facts kept of last term, for the office to look at."""
    name = earlier.request.problem.term.name
    how = match.how
    found = [Assumed(f"沿用{name}的场地、校门、通行时间、值守岗位", f"places and posts kept of {name}",
                     f"{len(made.rooms)} 个场地、{len(made.gates)} 个校门", "rooms"),
             Assumed(f"沿用{name}的作息时段", f"service windows kept of {name}", f"{len(made.windows)} 个年级", "windows"),
             Assumed(f"沿用{name}的收费和课酬；公示日期、其他收费、支出、奖励要重填", f"fee and pay kept of {name}",
                     f"每课时收 {earlier.request.problem.money.fee / 100:g} 元", "money")]  # fmt: skip
    carried = sum(1 for person in made.staff if person.balance)
    source = "上学期的方案和申请" if earlier.plan is not None else "上学期的申请（没有方案，本学期值班多少没有算进去）"
    found.append(Assumed(f"结转值班分钟取自{source}", "duty minutes carried over", f"{carried} 人", "staff", "balance"))
    if how.get("number"):
        found.append(Assumed("没有上学期的姓名表，学生按班级和学号对应（升一级），减免、家庭、已修课程跟着走；请抽查",
                             "pupils kept by class and number, for want of last term's name list; check some",
                             f"{how['number']} 人", "pupils", "exempt"))  # fmt: skip
    if how.get("name") or how.get("moved"):
        moved = f"，其中 {how['moved']} 人换了班" if how.get("moved") else ""
        count = how.get("name", 0) + how.get("moved", 0)
        found.append(Assumed(f"学生按姓名和上学期对应{moved}", "pupils kept by name", f"{count} 人", "pupils"))
    if how.get("unknown"):
        found.append(Assumed("没有上学期的姓名表，编号里也没有班内学号，对应不上，减免、家庭、已修课程没有沿用；请连同姓名表和密钥再导入",
                             "pupils of last term cannot be found without its name list", f"{how['unknown']} 人", "pupils"))  # fmt: skip
    if how.get("gone"):
        found.append(Assumed("上学期有、本学期名册里没有的学生（毕业或转走）", "pupils of last term who are in no roster now",
                             f"{how['gone']} 人", "pupils"))  # fmt: skip
    return tuple(found)
