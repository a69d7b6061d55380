"""Offerings 课程: what may be opened. Tutoring and basic care are not listed here: every school gives them."""

from __future__ import annotations

from dataclasses import dataclass

from solver.units import Weekday

STRANDS = ("mental_health", "life_safety", "science", "labour", "arts", "sports", "reading", "heritage")
"""Strands of breadth (B07): 心理健康, 生命安全, 科技, 劳动, 艺术, 体育, 阅读, 传统文化."""


@dataclass(frozen=True, slots=True)
class Offering:
    """A club or course that may be opened.

    grades: grades that may attend. minimum/maximum: pupils a section (C06).
    max_sections: how many sections may be opened. sessions: meetings a week, each on another day.
    minutes: length of one session. weekdays: days on which it may meet.
    skill/skill_level: what its leader must master (D07). assistants: further own adults a section needs.
    academic: a school subject (学科类), closed to outside instructors (E02).
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
