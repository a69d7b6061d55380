"""Leaders of courses for which no file names anybody and no teacher's subject fits: asked once, for all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from api.files.defaults.courses import able_to_lead
from api.files.defaults.known import KnownCourse
from api.files.sources.assemble.context import AssemblyContext
from api.files.sources.assemble.people import PersonBook
from api.files.sources.question import Question
from api.files.sources.words import plain
from solver.errors import Fault
from solver.problem.people import Staff

LEADERS = "leaders"
NOBODY = "无"
_PARTS = re.compile(r"[;；,，、\n]+")
_PAIR = re.compile(r"\s*[=＝:：]\s*")


def with_leaders(
    courses: Iterable[KnownCourse], staff: Sequence[Staff], people: PersonBook, context: AssemblyContext
) -> tuple[KnownCourse, ...]:
    """The courses, those without a leader with the one that the office names; a course that stays without cannot open."""
    every = tuple(courses)
    missing = [course for course in every if not course.leaders and not able_to_lead(course.name, course.strand, staff)[0]]
    if not missing:
        return every
    names = "、".join(course.name for course in missing)
    answer = context.asking.ask(Question(
        LEADERS, f"{names}由谁带？不知道谁带的开不了。写成“{missing[0].name}=姓名”，几门用分号隔开；都不开写“{NOBODY}”",
        f"Who leads {names}? Write COURSE=NAME, several parted by semicolons.", NOBODY, offers=(NOBODY,)))  # fmt: skip
    led: dict[str, list[str]] = {}
    for part in _PARTS.split("" if answer == NOBODY else answer):
        course, _, person = _PAIR.sub("=", part.strip()).partition("=")
        found = people.find(person) if person else None
        known = next((each.name for each in missing if plain(each.name) == plain(course)), None)
        if part.strip() and (found is None or known is None):
            context.asking.refuse(LEADERS, Fault((f"回答 answer {LEADERS}",), part.strip(),
                f"没有这门课程：{course}" if known is None else f"名单里找不到唯一的“{person}”",
                f"No such course: {course}" if known is None else f'Nobody, or several, of the name "{person}".',
                f"可能写错了字；例如 {missing[0].name}=姓名。", f"Maybe it is misspelt; as {missing[0].name}=NAME."))  # fmt: skip
        elif found is not None and known is not None:
            led.setdefault(known, []).append(found)
    return tuple(replace(each, leaders=tuple(dict.fromkeys(led.get(each.name, each.leaders)))) for each in every)
