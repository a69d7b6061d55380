"""The request workbook, second half, and the list of all its sheets in order."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

from api.files import labels
from api.files.cell_error import CellError, Formatted, Raw, plain_number
from api.files.columns import Column, SheetSpec
from api.files.kinds import DATE, TEXT, TIME, WEEKDAYS, YES_NO_CELL, CellKind, code
from api.files.list_kinds import INTEGERS, TEXTS, codes
from api.files.number_kinds import INTEGER
from api.files.request_rows import PolicyRow
from api.files.request_sheets import (
    CLASSES,
    HOLIDAYS,
    LESSONS,
    MAKE_UP,
    OUTSIDE,
    PUPILS,
    STAFF,
    TERM,
    UNAVAILABLE,
    WINDOWS,
)
from api.files.request_sheets_money import AWARDS, CONTRACTS, EXPENSES, FEE_ITEMS, MONEY, PAY_TIERS
from api.files.texts import cell_text, protect, unprotect
from solver.problem.blocks import Block
from solver.problem.offerings import Offering
from solver.problem.places import FixedPost, Gate, Room, Walk
from solver.units import clock

C = Column
ALL_DAYS = (1, 2, 3, 4, 5)


def _parse_setting(raw: Raw) -> str | int:
    """A setting's value: a whole number stays one, a time becomes ``HH:MM``, a percentage ``50%``, anything else is text."""
    if isinstance(raw, Formatted) and raw.shown.endswith("%"):
        return raw.shown
    if isinstance(raw, float) and not raw.is_integer():
        raise CellError("这里要整数、时刻或文字，不能是小数", "a whole number, a time or text is expected, no fraction",
                        f"可能丢了格式；百分比写成 {plain_number(raw * 100)}%，时刻写成 17:30。",
                        f"Maybe the format was lost; write a percentage as {plain_number(raw * 100)}%, a time as 17:30.")  # fmt: skip
    if isinstance(raw, int | float) and not isinstance(raw, bool) and float(raw).is_integer():
        return int(raw)
    if isinstance(raw, time):
        return clock(raw.hour * 60 + raw.minute)
    text = unprotect(cell_text(raw))
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if re.fullmatch(r"\d+(\.\d+)?%", plain, re.ASCII):
        return plain
    return int(plain) if re.fullmatch(r"[+-]?\d{1,9}", plain, re.ASCII) else text


def _show_setting(value: str | int) -> str | int:
    return value if isinstance(value, int) else protect(value, specials="", words=())


SETTING = CellKind("数值或文字", "number or text", _parse_setting, _show_setting)
ROOM_TYPE = code(labels.ROOM_TYPES, "场地类型", "room type", open_words=True)

OFFERINGS = SheetSpec("offerings", "课程", "offerings", "可以开设的课程，每门一行。作业辅导和基本托管不用列。",
                      "What may be opened, one row each. Tutoring and basic care are not listed.", Offering, (
    C("id", "课程编号", "offering id", TEXT, "如 K01", "such as K01"),
    C("name", "课程名称", "name", TEXT, "名称", "name", width=18),
    C("strand", "门类", "strand", code(labels.STRANDS, "门类", "strand"), "八个门类之一（B07）", "one of eight strands (B07)"),
    C("grades", "年级", "grades", INTEGERS, "可参加的年级，如 1、2", "grades that may attend"),
    C("minimum", "最少人数", "minimum", INTEGER, "开班最少人数（C06）", "pupils a section at least (C06)"),
    C("maximum", "最多人数", "maximum", INTEGER, "每班最多人数（C06）", "pupils a section at most (C06)"),
    C("minutes", "每次分钟", "minutes", INTEGER, "一次课的分钟数", "minutes of a session"),
    C("room_type", "场地类型", "room type", ROOM_TYPE, "须与“场地”表的类型一致", "a type of the rooms sheet"),
    C("skill", "所需技能", "skill", TEXT, "授课人须有的技能（D07）", "what its leader must master (D07)"),
    C("skill_level", "技能等级", "skill level", INTEGER, "1-3", "1-3", 1),
    C("max_sections", "至多班数", "max sections", INTEGER, "最多开几个教学班", "sections at most", 1),
    C("sessions", "每周次数", "sessions a week", INTEGER, "每周几次，各在不同的日子", "meetings a week, on distinct days", 1),
    C("assistants", "助教人数", "assistants", INTEGER, "另需几名本校助教", "further own adults a section needs", 0),
    C("academic", "学科类", "academic", YES_NO_CELL, "学科类不得由校外人员授课（E02）", "closed to outside people (E02)", False),
    C("weekdays", "可上星期", "weekdays", WEEKDAYS, "可以上课的日子；空=周一至周五", "days it may meet; empty = Mon-Fri", ALL_DAYS),
    C("dream", "体育梦想课", "dream class", YES_NO_CELL, "低年级人人都上，不填志愿（B08）", "for all of low grades, not chosen (B08)",
      False),
    C("members", "校队队员", "squad members", TEXTS, "学生编号；有名单的课程是校队，只有队员上（B11）",
      "pupil ids; a course with members is a squad (B11)", (), width=24),
    C("level", "层级", "level", INTEGER, "1-9,0=不分层级（B16）", "1-9, 0 = none (B16)", 0),
    C("requires", "先修课程", "requires", TEXTS, "须已学完的课程（B16）", "courses that must have been passed (B16)", (), width=18),
    C("teaching", "授课方式", "teaching", code(labels.TEACHING, "授课方式", "teaching"), "活动/小组辅导/讲授新课；新课不得开设（B04）",
      "activity/group/lesson; lessons never open (B04)", ""),
    C("online", "双师课堂", "online", YES_NO_CELL, "线上双师课，任何本校教师可看护（B12）",
      "two-teacher lesson, any own staff may lead (B12)", False),
))  # fmt: skip

ROOMS = SheetSpec("rooms", "场地", "rooms", "教室和场地，每处一行。", "Rooms and fields, one row each.", Room, (
    C("id", "场地编号", "room id", TEXT, "如 R101", "such as R101"),
    C("type", "类型", "type", ROOM_TYPE, "教室、延时托管，或自定（如 操场）", "教室 = home room, 延时托管 = late care, or your own word"),
    C("capacity", "容纳人数", "capacity", INTEGER, "人", "pupils"),
    C("zone", "区域", "zone", TEXT, "楼栋或楼层，用于步行和巡察", "building or floor"),
    C("name", "名称", "name", TEXT, "印出来的名称，可空", "as printed, may be empty", "", width=18),
    C("checked_to", "安全检查有效至", "checked until", DATE, "过期后不得使用；空=不登记（H06）",
      "no use afterwards; empty = not kept (H06)", None),
    C("visits", "每学期轮换次数", "visits a term", INTEGER, "阅览室：每班每学期应来几次；0=不轮换（B09）",
      "reading room: visits due to every class a term; 0 = none (B09)", 0, width=16),
    C("travel", "路程分钟", "travel minutes", INTEGER, "校外场馆单程分钟；0=在校内（B13）",
      "minutes to a venue off campus; 0 = on campus (B13)", 0),
    C("escorts", "另加带队人数", "more escorts", INTEGER, "比政策规定多要几名大人（B13）", "adults beyond the policy's number (B13)", 0),
    C("screen", "有屏幕", "screen", YES_NO_CELL, "可放线上课（B12）", "lessons can be shown (B12)", False),
))  # fmt: skip

WALKS = SheetSpec("walks", "步行", "walks", "两区域间步行分钟；未列的按政策（D08）。",
                  "Minutes between zones; others take the policy's number (D08).", Walk, (
    C("zone_a", "区域一", "zone a", TEXT, "区域，见“场地”表", "a zone of the rooms sheet"),
    C("zone_b", "区域二", "zone b", TEXT, "区域，见“场地”表", "a zone of the rooms sheet"),
    C("minutes", "分钟", "minutes", INTEGER, "步行分钟", "walking minutes"),
))  # fmt: skip

GATES = SheetSpec("gates", "校门", "gates", "每个校门一行。", "One row a gate.", Gate, (
    C("id", "校门编号", "gate id", TEXT, "如 G1", "such as G1"),
    C("lanes", "通道数", "lanes", INTEGER, "同时放行的队伍数", "queues released side by side"),
    C("seconds_per_class", "每班秒数", "seconds a class", INTEGER, "一个班通过一条通道的秒数", "seconds a class needs in a lane"),
    C("staff", "护送人数", "staff", INTEGER, "每批放学需要的大人", "adults a wave needs", 1),
    C("name", "名称", "name", TEXT, "如 东门", "such as East gate", ""),
))  # fmt: skip

POSTS = SheetSpec("posts", "岗位", "posts", "行政巡察和其他固定岗位，每个一行。", "Patrols and other fixed posts, one row each.",
                  FixedPost, (
    C("id", "岗位编号", "post id", TEXT, "如 P1", "such as P1"),
    C("kind", "类别", "kind", code(labels.FIXED_KINDS, "类别", "kind"), "行政巡察/其他值守（H01）", "patrol/duty (H01)"),
    C("zone", "区域", "zone", TEXT, "巡察的区域", "zone it watches"),
    C("start", "开始", "start", TIME, "开始时刻", "start", width=10),
    C("end", "结束", "end", TIME, "结束时刻", "end", width=10),
    C("weekdays", "星期", "weekdays", WEEKDAYS, "哪些日子", "on which days"),
    C("headcount", "人数", "headcount", INTEGER, "同时需要几人", "adults at once", 1),
    C("roles", "可担任的类别", "roles", codes(labels.ROLES, "岗位类别", "roles"), "空=行政", "empty = admin", ("admin",), width=22),
    C("name", "名称", "name", TEXT, "印出来的名称，可空", "as printed, may be empty", "", width=18),
    C("subjects", "答疑科目", "subjects", TEXTS, "只用于答疑岗，如 语文（B05）", "posts of questions only (B05)", (), width=18),
    C("grades", "答疑年级", "grades", INTEGERS, "只用于答疑岗，如 1、2（B05）", "posts of questions only (B05)", ()),
))  # fmt: skip

BLOCKS = SheetSpec("blocks", "其他时段", "blocks", "下午以外的服务时段：早餐、午餐、午休、晚自习、周末特长班，每个一行；用不到就留空。",
                   "Service outside the afternoon, one block a row; leave it empty if there is none.", Block, (
    C("id", "时段编号", "block id", TEXT, "如 LUNCH1", "such as LUNCH1"),
    C("kind", "类别", "kind", code(labels.BLOCK_KINDS, "类别", "kind"), "早餐/午餐/午休/晚自习/周末特长班（A06、A07、A14）",
      "breakfast/lunch/nap/evening/weekend (A06, A07, A14)"),
    C("start", "开始", "start", TIME, "开始时刻", "start", width=10),
    C("end", "结束", "end", TIME, "结束时刻", "end", width=10),
    C("weekdays", "星期", "weekdays", WEEKDAYS, "周一至周五；周末特长班为周六、周日", "Mon-Fri; for weekend blocks Sat and Sun"),
    C("rooms", "场地", "rooms", TEXTS, "场地编号，按先后坐满；空=各班教室", "room ids, filled in order; empty = own classrooms", (),
      width=20),
    C("pupils_per_adult", "每位教师人数", "pupils an adult", INTEGER, "空=按政策", "empty = the policy's number", None),
    C("roles", "可担任的类别", "roles", codes(labels.ROLES, "岗位类别", "roles"), "空=班主任、任课教师、行政",
      "empty = homeroom, subject, admin", ("homeroom", "subject", "admin"), width=22),
    C("name", "名称", "name", TEXT, "印出来的名称，可空", "as printed, may be empty", "", width=18),
), module=True)  # fmt: skip

POLICY = SheetSpec("policy", "政策", "policy", "政策方案，以及本校改动的级别和数值。",
                   "The policy profile, and the levels and numbers that the school changes.", PolicyRow, (
    C("item", "项目", "item", code(labels.POLICY_ITEMS, "项目", "item"), "方案/级别/权重/数值/设置/目标次序",
      "profile/level/weight/number/setting/tiers"),
    C("rule", "规则编号", "rule", TEXT, "如 K03，设置如 U6；方案和目标次序留空",
      "such as K03, a setting U6; empty for profile and tiers", ""),
    C("name", "数值名称", "number name", TEXT, "如 classes；只用于“数值”", "such as classes; for numbers only", "", width=18),
    C("value", "值", "value", SETTING, "方案名、hard/soft/off、数、选项，或以“、”隔开的全部目标",
      "profile name, hard/soft/off, a number, an answer, or all tiers in order", width=30),
))  # fmt: skip

SHEETS: tuple[SheetSpec, ...] = (
    TERM, HOLIDAYS, MAKE_UP, WINDOWS, LESSONS, CLASSES, PUPILS, STAFF, UNAVAILABLE, OUTSIDE, OFFERINGS, ROOMS, WALKS,
    GATES, POSTS, BLOCKS, MONEY, PAY_TIERS, CONTRACTS, FEE_ITEMS, EXPENSES, AWARDS, POLICY,
)  # fmt: skip
README_TITLE = "说明 readme"
