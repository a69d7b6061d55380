"""One day of a stored plan on the wire. Clock times are ``HH:MM``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schemas.service.answer import AnswerDoc


class DayLineDoc(AnswerDoc):
    start: str
    end: str = Field(description="与 start 相同：这一刻交接 equal to start: handed over at that minute")
    doing: str
    place: str
    people: str = Field(description="看护的人；教职工的一行为搭档或接手的人 adults; of an adult's line those beside, or who take over")
    pupils: int = Field(description="学生人数，0 为不计 number of pupils, 0 where it says nothing")
    kind: str = Field(description="岗位种类，或 lesson break wait leave nobody handover kind of a post, or one of these")


class DayStripDoc(AnswerDoc):
    kind: Literal["pupil", "class", "adult", "gate", "room"]
    id: str
    name: str
    minutes: int | None = Field(description="教职工当天计入的分钟 minutes with which an adult is credited that day")
    lines: list[DayLineDoc]


class DayGapDoc(AnswerDoc):
    kind: Literal["alone", "twice", "walk", "parts", "room"]
    start: str
    end: str
    place: str
    zh: str
    en: str


class DayDoc(AnswerDoc):
    """plan_id, revision: those that stand on the date. weekday: of the template by which the date runs. week: of the template."""

    date: str
    weekday: int
    week: int
    plan_id: str
    revision: int
    gaps: list[DayGapDoc] = Field(description="没有人负责的时间 minutes that belong to nobody")
    strips: list[DayStripDoc]
