"""Offerings from courses that are known in part, and the skill that makes a person their leader."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from api.files.defaults.known import KnownCourse, KnownSchool
from api.files.defaults.places import room_called
from api.files.defaults.told import Told
from api.files.labels import STRANDS
from solver.problem.bells import Window
from solver.problem.offerings import Offering
from solver.problem.people import Outside, Skill, Staff
from solver.problem.places import CLASSROOM, Room

MINIMUM, MAXIMUM = 8, 30
"""Pupils of a section at least and at most; a higher minimum opens fewer courses."""
EVERY_DAY = (1, 2, 3, 4, 5)
STRAND_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("sports", ("球", "田径", "跳绳", "武术", "体操", "游泳", "轮滑", "体育", "跆拳道", "啦啦操", "体能", "击剑", "太极", "空竹", "毽")),
    ("mental_health", ("心理", "情绪")),
    ("life_safety", ("安全", "急救", "自救", "消防", "生命", "防灾")),
    ("labour", ("劳动", "烹饪", "厨", "种植", "园艺", "木工", "编织", "缝", "烘焙", "家政", "收纳")),
    ("science", ("科学", "科技", "编程", "机器人", "航模", "创客", "实验", "无人机", "模型", "积木", "天文", "数学", "信息", "电脑")),
    ("heritage", (
        "书法", "国画", "剪纸", "戏", "京剧", "围棋", "象棋", "国学", "古诗", "古筝", "二胡", "葫芦丝", "非遗", "茶", "陶", "民乐", "泥塑",
    )),
    ("reading", ("阅读", "绘本", "读书", "文学", "写作", "朗诵", "演讲", "主持", "英语", "口才", "故事", "小记者")),
    ("arts", ("合唱", "舞", "画", "美术", "音乐", "乐", "琴", "鼓", "歌", "手工", "摄影", "表演", "艺术", "话剧", "素描", "彩泥")),
)  # fmt: skip
"""Strand -> words in the names of its courses; the first that fits counts."""
TEACHES: Mapping[str, tuple[str, ...]] = {
    "sports": ("体育",), "mental_health": ("心理",), "life_safety": ("道法", "道德与法治", "安全"), "labour": ("劳动",),
    "science": ("科学", "信息", "信息技术", "信息科技"), "heritage": ("书法",), "reading": ("语文",), "arts": ("音乐", "美术"),
}  # fmt: skip
"""Strand -> subjects whose teachers may lead its courses where nobody is named."""


def strand_of(name: str) -> str:
    """The strand that a course's name tells, or ``""``."""
    return next((strand for strand, words in STRAND_WORDS if any(word in name for word in words)), "")


def offerings_of(
    known: KnownSchool, windows: tuple[Window, ...], rooms: tuple[Room, ...], told: Told
) -> tuple[tuple[Offering, ...], tuple[Staff, ...], tuple[Outside, ...]]:
    """Courses as offerings, and own staff and outside people with the skill of each course that they may lead.

    A course is a skill of its own, which its leaders have; where none is named, teachers of a fitting subject.
    """
    leads: dict[str, list[str]] = defaultdict(list)
    wanted = Counter(choice for pupil in known.pupils for choice in pupil.choices[: max(1, pupil.clubs)])
    offerings = []
    for course in known.courses:
        offering = _offering(course, windows, rooms, told)
        leaders = course.leaders or _fitting(offering, known.staff, told)
        if course.max_sections is None and not course.leaders:
            offering = replace(offering, max_sections=_sections(offering, wanted[offering.id], len(leaders), told))
        offerings.append(offering)
        for leader in leaders:
            leads[leader].append(offering.skill)
    staff = tuple(replace(person, skills=_with(person.skills, leads[person.id])) for person in known.staff)
    outside = tuple(replace(person, skills=_with(person.skills, leads[person.id])) for person in known.outside)
    return tuple(offerings), staff, outside


def _offering(course: KnownCourse, windows: tuple[Window, ...], rooms: tuple[Room, ...], told: Told) -> Offering:
    name = course.name
    grades = course.grades
    if not grades:
        grades = tuple(window.grade for window in windows)
        told.of_each("offerings", "grades", name, "各年级", "没有写年级，各年级都可以参加", "no grades: open to all")
    periods = [p.end - p.start for window in windows if window.grade in grades for p in window.periods]
    minutes = course.minutes
    if minutes is None:
        minutes = min(periods, default=40)
        told.of_each(
            "offerings",
            "minutes",
            name,
            f"{minutes} 分钟",
            "没有写每次多长，按一个时段",
            "minutes of a session: one period",
        )
    strand = course.strand
    if not strand:
        strand = strand_of(name) or "arts"
        told.of_each(
            "offerings", "strand", name, STRANDS[strand], "没有写门类，按名称猜的", "strand guessed from the name"
        )
    room = room_called(course.room, rooms) if course.room else None
    if room is None:
        told.of_each(
            "offerings", "room_type", name, "教室", "没有写场地，用空出来的普通教室", "no room: any free classroom"
        )
    seats = room.capacity if room else MAXIMUM
    minimum, maximum = course.minimum, course.maximum
    if maximum is None:
        maximum = max(min(MAXIMUM, seats), minimum or 0)
        told.of_each(
            "offerings", "maximum", name, f"{maximum} 人", "没有写每班最多几人", "most pupils of a section not said"
        )
    if minimum is None:
        minimum = min(MINIMUM, maximum)
        told.of_each(
            "offerings", "minimum", name, f"{minimum} 人", "没有写最少几人开班", "fewest pupils of a section not said"
        )
    sections = course.max_sections
    if sections is None:
        sections = max(1, len(course.leaders))
    return Offering(
        course.id or name, name, strand, grades, minimum, maximum, minutes, room.type if room else CLASSROOM, name,
        max_sections=sections, sessions=course.sessions or 1, academic=course.academic, weekdays=course.weekdays or EVERY_DAY,
        members=course.members, requires=course.requires,
    )  # fmt: skip


def _sections(offering: Offering, wanted: int, able: int, told: Told) -> int:
    """Sections of a course for which nobody is named: as many as its likely pupils fill, and as there are people who may lead one."""
    sections = max(1, min(able, -(-wanted // offering.maximum)))
    if sections > 1:
        told.of_each("offerings", "max_sections", offering.name, f"{sections} 个班",
                     f"没有写开几个班，按 {wanted} 人最想上、{able} 人能带", "sections not said: by demand and leaders")  # fmt: skip
    return sections


def able_to_lead(name: str, strand: str, staff: Iterable[Staff]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of those who may lead a course for which nobody is named, and the subjects by which they may: of its name or its strand.

    strand: empty = as the name tells."""
    people = [person for person in staff if person.takes_part]
    fitting = TEACHES[strand or strand_of(name) or "arts"]
    wanted = {s for person in people for s in person.subjects if s and (s in name or s in fitting)}
    able = tuple(p.id for p in people if wanted & set(p.subjects) or any(s.name == name for s in p.skills))
    return able, tuple(sorted(wanted))


def _fitting(offering: Offering, staff: Iterable[Staff], told: Told) -> tuple[str, ...]:
    """Teachers who may lead a course for which nobody is named."""
    found, wanted = able_to_lead(offering.name, offering.strand, staff)
    if found:
        value = "、".join(wanted) or offering.skill
        told.of_each("staff", "skills", offering.name, f"{value}教师", "没有写带课教师，对口的老师都可以带",
                     "no leader named: teachers of a fitting subject")  # fmt: skip
    else:
        told.of_each("staff", "skills", offering.name, "没有人", "没有写带课教师，也没有对口的老师，开不了；请写明谁带",
                     "no leader named and nobody fits, so it cannot open; name one")  # fmt: skip
    return found


def _with(skills: tuple[Skill, ...], names: Iterable[str]) -> tuple[Skill, ...]:
    """The skills of a person with those of the courses that the person may lead."""
    held = {skill.name for skill in skills}
    return (*skills, *(Skill(name, 1) for name in dict.fromkeys(names) if name not in held))
