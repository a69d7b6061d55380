"""Sheets of the request workbook on calendar, bells and places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.files import labels
from api.files.request.columns import Heading as C
from api.files.request.columns import sheet
from api.files.table.grades import CLASS, GRADE
from api.files.table.kinds import WEEKS, code
from api.files.table.list_kinds import DAYS
from solver.problem.bells import Lesson, Window
from solver.problem.calendar import MakeUpDay
from solver.problem.option import option
from solver.problem.places import Gate, Room, Walk
from solver.units import Minute


@dataclass(frozen=True, slots=True)
class TermRow:
    """School and term, the single row of its sheet."""

    school: str
    name: str
    first: date
    last: date
    work_end: Minute
    template_weeks: int | None = option(None)


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A day without school. source: ``official`` where nobody wrote it and the official calendar has it, else empty."""

    day: date
    source: str = option("")


ROOM_TYPE = code(labels.ROOM_TYPES, "场地类型", "room type", open_words=True)

WEEKS_ZH = "单周、双周或每周；空=每周；学期第一天所在的周是第 1 周（单周）"
WEEKS_EN = "odd, even, or empty = every week; the week of the term's first day is week 1 (odd)"

TERM = sheet("term", "学期", "term", "学校与学期，只填一行。", "School and term, one row only.", TermRow, (
    C("school", "学校", "school", "学校名称", "name of the school", width=28),
    C("name", "学期名称", "term name", "如 2025-2026学年第二学期", "such as 2026 spring", width=28),
    C("first", "开始日期", "first day", "学期第一天（含）", "first day, included"),
    C("last", "结束日期", "last day", "学期最后一天（含）", "last day, included"),
    C("work_end", "当地下班时间", "local end of work", "放学原则上不早于此时（A03）", "dismissal should not be earlier (A03)", width=18),
    C("template_weeks", "轮换周数", "template weeks", "几周一轮：1=每周相同，2=单双周；空=按政策",
      "weeks after which the plan repeats: 1 = every week alike, 2 = odd and even; empty = the policy's"),
), single=True)  # fmt: skip

HOLIDAYS = sheet("holidays", "节假日", "holidays", "学期内不上课的日子，每天一行；整表空着按官方放假安排，没有则填“无”。",
    "Days of the term without school, one a row; empty = the official days off, 无 = none.", HolidayRow, (
    C("day", "日期", "date", "放假的日期，或一段如 2026-10-01至2026-10-07；没有则在第一行填“无”",
      "date of the holiday, or a span; 无 in the first row = none", kind=DAYS),
    C("source", "来源", "source", "空=学校填写；官方放假安排=原先空着，由程序计入",
      "empty = given by the school; official = taken from the calendar",
      kind=code(labels.HOLIDAY_SOURCES, "来源", "source")),
))  # fmt: skip

MAKE_UP = sheet("make_up", "调休", "make-up", "周末补班日，每天一行。", "Working weekend days, one a row.", MakeUpDay, (
    C("day", "日期", "date", "补班的日期", "date of the working day"),
    C("weekday", "按星期几", "as weekday", "当天按星期几的课表", "weekday whose timetable it follows"),
    C("service", "有无课后服务", "service", "当天是否开展课后服务", "whether there is service that day"),
))  # fmt: skip

WINDOWS = sheet("windows", "服务时段", "windows", "每个年级一行。", "One row a grade.", Window, (
    C("grade", "年级", "grade", "年级 1-9", "grade 1-9", kind=GRADE, width=10),
    C("start", "开始时刻", "start", "课后服务开始的时刻", "when the service starts"),
    C("periods", "时段", "periods", "按先后排列的各节，如 15:30-16:10、16:20-17:00",
      "the periods in order, as 15:30-16:10、16:20-17:00", width=44),
    C("dismissals", "可选放学时刻", "dismissal slots", "该年级可用的放学时刻", "dismissal times it may use", width=24),
    C("gates", "可用校门", "gates", "校门编号，见“校门”表", "gate ids of the gates sheet", width=18),
    C("homework", "书面作业分钟", "homework minutes", "每天书面作业分钟数；0=不规定（B03）",
      "minutes of written homework a day; 0 = not said (B03)"),
))  # fmt: skip

LESSONS = sheet("lessons", "课表", "timetable", "正课课表和教研活动；教研不填班级。",
    "Regular lessons and meetings; a meeting has no class.", Lesson, (
    C("weekday", "星期", "weekday", "星期几", "weekday", width=10),
    C("start", "开始", "start", "开始时刻；也可写 8:20-9:00", "start, or 8:20-9:00", width=10, until="end"),
    C("end", "结束", "end", "结束时刻", "end", width=10),
    C("class_id", "班级编号", "class id", "见“班级”表；教研留空", "of the classes sheet; empty for meetings", kind=CLASS,
      target=("classes", "id")),
    C("staff_id", "教职工编号", "staff id", "见“教职工”表", "of the staff sheet", target=("staff", "id")),
    C("room_id", "场地编号", "room id", "见“场地”表，可空", "of the rooms sheet, may be empty", target=("rooms", "id")),
    C("subject", "科目", "subject", "科目或活动名称", "subject or meeting"),
    C("weeks", "单双周", "odd or even weeks", WEEKS_ZH, WEEKS_EN, kind=WEEKS),
))  # fmt: skip

ROOMS = sheet("rooms", "场地", "rooms", "教室和场地，每处一行。", "Rooms and fields, one row each.", Room, (
    C("id", "场地编号", "room id", "如 R101", "such as R101"),
    C("type", "类型", "type", "教室、延时托管，或自定（如 操场）", "教室 = home room, 延时托管 = late care, or your own word",
      kind=ROOM_TYPE),
    C("capacity", "容纳人数", "capacity", "人", "pupils"),
    C("zone", "区域", "zone", "楼栋或楼层，用于步行和巡察", "building or floor"),
    C("name", "名称", "name", "印出来的名称，可空", "as printed, may be empty", width=18),
    C("checked_to", "安全检查有效至", "checked until", "过期后不得使用；空=不登记（H06）", "no use afterwards; empty = not kept (H06)"),
    C("visits", "每学期轮换次数", "visits a term", "阅览室：每班每学期应来几次；0=不轮换（B09）",
      "reading room: visits due to every class a term; 0 = none (B09)", width=16),
    C("travel", "路程分钟", "travel minutes", "校外场馆单程分钟；0=在校内（B13）", "minutes to a venue off campus; 0 = on campus (B13)"),
    C("escorts", "另加带队人数", "more escorts", "比政策规定多要几名大人（B13）", "adults beyond the policy's number (B13)"),
    C("screen", "有屏幕", "screen", "可放线上课（B12）", "lessons can be shown (B12)"),
    C("holds", "可同时上课班数", "classes at once", "正课可同时上几个班的课，如操场 4；合班课算一个；空=1；课后服务仍一处一用（H07）",
      "classes with regular lessons there at once, as 4 on a field; a joint lesson is one; empty = 1; for the service still one use (H07)",
      width=16),
    C("closures", "停用日期", "closures", "维修等不能用的日子，首尾都算，可几段（K01）", "days when it is closed, ends included (K01)",
      width=26),
), may_be_unnamed=True)  # fmt: skip

WALKS = sheet("walks", "步行", "walks", "两区域间步行分钟；未列的按政策（D08）。",
    "Minutes between zones; others take the policy's number (D08).", Walk, (
    C("zone_a", "区域一", "zone a", "区域，见“场地”表", "a zone of the rooms sheet"),
    C("zone_b", "区域二", "zone b", "区域，见“场地”表", "a zone of the rooms sheet"),
    C("minutes", "分钟", "minutes", "步行分钟", "walking minutes"),
))  # fmt: skip

GATES = sheet("gates", "校门", "gates", "每个校门一行。", "One row a gate.", Gate, (
    C("id", "校门编号", "gate id", "如 G1", "such as G1"),
    C("lanes", "通道数", "lanes", "同时放行的队伍数", "queues released side by side"),
    C("seconds_per_class", "每班秒数", "seconds a class", "一个班通过一条通道的秒数", "seconds a class needs in a lane"),
    C("staff", "护送人数", "staff", "每批放学需要的大人", "adults a wave needs"),
    C("name", "名称", "name", "如 东门", "such as East gate"),
    C("zone", "区域", "zone", "校门所在区域，用于步行；空=不计（D08）", "where it lies, for walking; empty = not measured (D08)"),
), may_be_unnamed=True)  # fmt: skip
