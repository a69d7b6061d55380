"""Kinds of repairs, with their names."""

from __future__ import annotations

from enum import StrEnum


class RepairKind(StrEnum):
    """What a school can do about a refusal. The value stands in documents."""

    ASK = "ask"
    CAP = "cap"
    TAKE_PART = "take_part"
    NUMBER = "number"
    ADULTS = "adults"
    VACANT = "vacant"
    LANE = "lane"
    SLOT = "slot"
    RENEW = "renew"
    TRAIN = "train"
    ROOM = "room"
    MINIMUM = "minimum"
    DAYS = "days"
    SOFT = "soft"
    MIXED = "mixed"


WORDS: dict[RepairKind, tuple[str, str]] = {
    RepairKind.ASK: ("请有关人员多来一天", "ask people to come on a day"),
    RepairKind.CAP: ("提高个人每周天数上限", "raise a person's own cap of days"),
    RepairKind.TAKE_PART: ("请未参加的教职工加入", "ask staff who take no part to join"),
    RepairKind.NUMBER: ("放宽规则的数值", "relax a number of a rule"),
    RepairKind.ADULTS: ("增加值班人员", "find more adults"),
    RepairKind.VACANT: ("撤掉固定岗位", "leave out a fixed post"),
    RepairKind.LANE: ("校门增开通道", "open lanes of a gate"),
    RepairKind.SLOT: ("增加放学时段", "add a dismissal slot"),
    RepairKind.RENEW: ("补齐审核、保险", "renew approval or insurance"),
    RepairKind.TRAIN: ("请教师学会带课的特长", "train somebody to lead"),
    RepairKind.ROOM: ("换用或增开场地", "use or open another room"),
    RepairKind.MINIMUM: ("降低开班人数", "lower the minimum of a section"),
    RepairKind.DAYS: ("课程多开几天", "let a course meet on more days"),
    RepairKind.SOFT: ("把规则改为尽量满足", "make a rule a wish"),
    RepairKind.MIXED: ("几种办法合用", "several of these together"),
}
"""Kind -> its name in Chinese and English."""
