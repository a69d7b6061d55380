"""Offerings 课程: what may be opened. Tutoring and basic care are not listed here: every school gives them."""

from __future__ import annotations

from dataclasses import dataclass

from solver.problem.option import option
from solver.units import Weekday

STRANDS = ("mental_health", "life_safety", "science", "labour", "arts", "sports", "reading", "heritage")
"""Strands of breadth (B07): 心理健康, 生命安全, 科技, 劳动, 艺术, 体育, 阅读, 传统文化."""


TEACHING = ("", "activity", "group", "lesson")
"""How an offering is taught (B04): not said, 活动, 小组辅导, 讲授新课."""


@dataclass(frozen=True, slots=True)
class Offering:
    """A club or course that may be opened.

    grades: grades that may attend. minimum/maximum: pupils a section (C06).
    max_sections: how many sections may be opened. sessions: meetings a week, each on another day.
    minutes: length of one session. weekdays: days on which it may meet.
    skill/skill_level: what its leader must master (D07). assistants: further own adults a section needs.
    academic: a school subject (学科类), closed to outside instructors (E02).

    dream: a sports dream class 体育梦想课, given to all pupils of low grades without being chosen (B08). members: pupils
    of a squad 校队, who alone sit in it and without choosing it (B11). level: 0, or the level of the course (B16), as
    printed. requires: courses that must have been passed before (B16), in the school's own words.
    teaching: how it is taught, one of ``TEACHING``; lessons never open (B04).
    online: a two-teacher lesson (双师课堂): taught from a screen, so that any own staff may look after it (B12).
    """

    id: str
    name: str
    strand: str
    grades: tuple[int, ...]
    minimum: int
    maximum: int
    minutes: int
    room_type: str
    skill: str
    skill_level: int = 1
    max_sections: int = 1
    sessions: int = 1
    assistants: int = 0
    academic: bool = False
    weekdays: tuple[Weekday, ...] = (1, 2, 3, 4, 5)
    dream: bool = option(False)
    members: tuple[str, ...] = option(())
    level: int = option(0)
    requires: tuple[str, ...] = option(())
    teaching: str = option("")
    online: bool = option(False)
