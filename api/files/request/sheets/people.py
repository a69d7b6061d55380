"""Sheets of the request workbook on classes, pupils, staff and outside instructors."""

from __future__ import annotations

from dataclasses import dataclass

from api.files import labels
from api.files.request.columns import Heading as C
from api.files.request.columns import sheet
from api.files.request.sheets.school import WEEKS_EN, WEEKS_ZH
from api.files.table.grades import CLASS, CLASS_LIST, GRADE
from api.files.table.kinds import WEEKS, code
from api.files.table.list_kinds import codes
from api.files.table.number_kinds import LOAD_PERCENT, WAIVED_PERCENT
from solver.problem.companions import Companion
from solver.problem.option import option
from solver.problem.people import Outside, Staff
from solver.problem.pupils import HomeClass, Pupil
from solver.units import Minute, Weekday
from solver.words import ROLES


@dataclass(frozen=True, slots=True)
class UnavailableRow:
    """An interval at which a member of the staff cannot be had."""

    staff: str
    weekday: Weekday
    start: Minute
    end: Minute
    weeks: str = option("")


CLASSES = sheet("classes", "班级", "classes", "每个行政班一行。", "One row a home class.", HomeClass, (
    C("id", "班级编号", "class id", "如 1.2 或 一(2)班", "such as 1.2 or 一(2)班", kind=CLASS),
    C("grade", "年级", "grade", "年级", "grade", kind=GRADE, width=10),
    C("room", "本班教室", "home room", "场地编号，见“场地”表", "room id of the rooms sheet", target=("rooms", "id")),
    C("name", "班级名称", "class name", "印在材料上的写法，如 一(2)班；空=用编号", "as papers print it, such as 一(2)班; empty = the id"),
))  # fmt: skip

PUPILS = sheet("pupils", "学生", "pupils", "每名学生一行；编号用代号，不写姓名。", "One row a pupil; pseudonymous ids, no names.", Pupil, (
    C("id", "学生编号", "pupil id", "代号，不写姓名或学籍号", "a pseudonym, no name"),
    C("class_id", "班级编号", "class id", "见“班级”表", "of the classes sheet", kind=CLASS, target=("classes", "id")),
    C("weekdays", "参加星期", "weekdays", "报名参加的日子；空=不参加", "days applied for; empty = none"),
    C("choices", "课程志愿", "choices", "课程编号，按志愿先后", "offering ids, best first", width=36),
    C("clubs", "希望社团数", "clubs wanted", "每周想上几门，不超过志愿数；空=填了志愿的按 1 门，没填的 0 门",
      "clubs a week, at most the choices; empty = 1 with choices, 0 without", default=None),
    C("late_until", "延时到", "late until", "延时托管到几点；空=不需要", "extended care until; empty = none"),
    C("exempt", "减免百分比", "exempt percent", "0% 至 100%，100%=全免（G02）", "0% to 100%, 100% = free (G02)", kind=WAIVED_PERCENT),
    C("category", "减免类别", "exempt category", "代替百分比，比例按政策（G02）；只有经办人可见",
      "in place of the percentage, which the policy sets (G02); for the office alone",
      kind=code(labels.EXEMPT_CATEGORIES, "减免类别", "category", also=labels.EXEMPT_WORDS)),
    C("signed", "已签协议", "signed", "家长已签；否=暂不排课程（C05）", "agreement signed; no = no course yet (C05)"),
    C("priority", "优先组", "priority group", "志愿加分的组别，如 双胞胎；加多少见政策 C04 的 bonus_组别",
      "group whose choices count more; how much: number bonus_GROUP of C04"),
    C("family", "家庭", "family", "兄弟姐妹写同一个代号（D18），不写姓名；只有经办人可见",
      "the same code for siblings (D18), no name; for the office alone"),
    C("passed", "已修课程", "passed", "以前学完的课程，写法同“先修课程”（B16）", "courses passed, as in requires (B16)"),
    C("blocks", "其他时段", "blocks", "报名的早午餐、午休、晚自习、周末时段编号，见“其他时段”表",
      "ids of the blocks sheet that the pupil signed up for", width=20),
), may_be_unnamed=True)  # fmt: skip

COMPANIONS = sheet("companions", "同伴", "companions",
    "双胞胎、好友或有矛盾的学生，两人一行，谁先谁后都一样；只管课程的教学班；用不到就留空。只有经办人可见。",
    "Twins, friends, or two who quarrelled, a row for two, in any order; for sections of courses alone; else empty. For the office alone.",
    Companion, (
    C("pupil", "学生编号", "pupil id", "见“学生”表", "of the pupils sheet", target=("pupils", "id")),
    C("other", "同伴编号", "companion", "另一名学生的编号", "the other pupil's id", target=("pupils", "id")),
    C("kind", "一起或分开", "kind", "一起/分开：两人都选了的课程，同在一个教学班，或不在同一个（C10）",
      "together/apart: in courses that both chose, in one section, or not in one (C10)",
      kind=code(labels.COMPANION_KINDS, "一起或分开", "kind"), width=18),
    C("strength", "必须或尽量", "strength", "必须（C10）/尽量（C10W）；空=尽量。必须一起的，一人排不进，两人都不上",
      "must (C10) or wish (C10W); empty = wish. Of two who must be together, none has a seat where one cannot",
      kind=code(labels.STRENGTHS, "必须或尽量", "strength"), width=18),
), module=True)  # fmt: skip

STAFF = sheet("staff", "教职工", "staff", "本校在职人员，每人一行。", "Own staff, one row a person.", Staff, (
    C("id", "教职工编号", "staff id", "如 T01，不与校外人员重复", "such as T01, distinct from outside ids"),
    C("role", "岗位类别", "role", "班主任/任课教师/行政/工勤；退休教师/志愿者/家长（D13）",
      "homeroom/subject/admin/support; retired/volunteer/parent (D13)", kind=code(ROLES, "岗位类别", "role", also=labels.ROLE_WORDS)),
    C("name", "姓名", "name", "印在值日表上的称呼，可空", "as printed on the duty table, may be empty"),
    C("homeroom", "所带班级", "homeroom", "班主任的班级编号", "class id of a class teacher", kind=CLASS, target=("classes", "id")),
    C("subjects", "任教科目", "subjects", "科目，用“、”隔开", "subjects", width=18),
    C("skills", "技能", "skills", "技能:等级（1-3），如 篮球:2", "skill:level (1-3)", width=24),
    C("reasons", "关爱原因", "care reasons", "只写类别，不写病情（D05）", "codes only, no detail (D05)",
      kind=codes(labels.REASONS, "关爱原因", "care reasons"), width=18),
    C("share", "工作量百分比", "load percent", "100%=全职，50%=半职", "100% = full time", kind=LOAD_PERCENT),
    C("balance", "结转值班分钟", "balance", "往期多值的分钟，少值为负（D02）", "duty minutes carried over, negative = did less (D02)"),
    C("max_days", "每周至多天数", "max days", "个人上限；空=按政策", "own cap a week; empty = the policy's"),
    C("takes_part", "参加课后服务", "takes part", "是/否", "yes/no"),
    C("tier", "课酬档次", "pay tier", "见“课酬档次”表；空=统一课酬", "of the pay tiers sheet; empty = the common pay",
      target=("pay_tiers", "id")),
    C("consents", "同意的时段", "consents", "自愿承担晚自习、周末特长班（A07、A14）", "agreed to evenings or weekends (A07, A14)",
      kind=codes(labels.CONSENTS, "同意的时段", "consents"), width=20),
    C("trained", "师德教育日期", "trained", "参加师德专题教育的日期（D12）", "date of the ethics training (D12)"),
    C("stopped", "停止参与自", "stopped from", "自该日起停止参与课后服务（D11）", "takes no part from this date on (D11)"),
    C("joined", "入职日期", "joined", "在校的第一天；空=学期前就在（K01）", "first day at the school; empty = before the term (K01)"),
    C("left", "离职日期", "left", "在校的最后一天；空=学期后还在（K01）", "last day at the school; empty = after the term (K01)"),
    C("leaves", "请假", "leaves", "请假的日子，首尾都算，可几段，如 2026-10-08至2026-10-20（K01）",
      "leaves of absence, both ends included, several if need be (K01)", width=26),
    C("classes", "任教班级", "classes taught", "没有课表时填：所教班级的编号，用“、”隔开（B04、D16）",
      "where there is no timetable: ids of the classes taught (B04, D16)", kind=CLASS_LIST, width=26),
), may_be_unnamed=True)  # fmt: skip

UNAVAILABLE = sheet("unavailable", "不可用时间", "unavailable", "教职工不能值班的时间，每段一行。",
    "When a member of staff cannot be on duty, one row each.", UnavailableRow, (
    C("staff", "教职工编号", "staff id", "见“教职工”表", "of the staff sheet", target=("staff", "id")),
    C("weekday", "星期", "weekday", "星期几", "weekday", width=10),
    C("start", "开始", "start", "开始时刻；也可写 8:20-9:00", "start, or 8:20-9:00", width=10, until="end"),
    C("end", "结束", "end", "结束时刻", "end", width=10),
    C("weeks", "单双周", "odd or even weeks", WEEKS_ZH, WEEKS_EN, kind=WEEKS),
))  # fmt: skip

OUTSIDE = sheet("outside", "校外师资", "outside", "校外授课人员，每人一行。", "Outside instructors, one row a person.", Outside, (
    C("id", "人员编号", "person id", "如 W01，不与教职工重复", "such as W01, distinct from staff ids"),
    C("organisation", "机构", "organisation", "所属机构", "organisation", width=22),
    C("rate", "课酬（元）", "rate yuan", "每课时元", "yuan per class-hour"),
    C("weekdays", "可来星期", "weekdays", "约定可来的日子", "days agreed"),
    C("name", "姓名", "name", "印出来的称呼，可空", "as printed, may be empty"),
    C("skills", "技能", "skills", "技能:等级（1-3）", "skill:level (1-3)", width=24),
    C("pool", "资源库级别", "pool", "市级/区级/无（E04）", "city/district/none (E04)", kind=code(labels.POOLS, "资源库级别", "pool")),
    C("approved_from", "遴选有效自", "approved from", "遴选有效期开始（E03）", "approval from (E03)"),
    C("approved_to", "遴选有效至", "approved to", "遴选有效期结束（E03）", "approval to (E03)"),
    C("reviewed", "内容审核日期", "reviewed", "课程审核通过日期（E05）", "date of content review (E05)"),
    C("insured_from", "保险自", "insured from", "保险开始（E06）", "insurance from (E06)"),
    C("insured_to", "保险至", "insured to", "保险结束（E06）", "insurance to (E06)"),
    C("filed", "备案日期", "filed", "备案日期（E06）", "date of filing (E06)"),
    C("clean_record", "无犯罪记录", "clean record", "已查询无记录（E14）", "record checked and clean (E14)"),
    C("contract", "已签协议", "contract", "已签协议（E14）", "contract signed (E14)"),
    C("earliest", "最早到校", "earliest", "当天最早", "earliest of a day"),
    C("latest", "最晚离校", "latest", "当天最晚", "latest of a day"),
    C("max_sections", "至多教学班", "max sections", "至多带几个教学班", "sections at most"),
    C("contract_cap", "协议上限（元）", "contract cap yuan", "备案协议一学期至多多少元；空=不限（G10C）",
      "most yuan of a term by the filed agreement; empty = none (G10C)", width=16),
    C("kind", "人员类别", "kind", "机构教师/临时聘请（E10）/退休特长教师（E13）/体校教练（E12）/公益组织（E11）；空=机构教师",
      "agency/hired (E10)/specialist (E13)/coach (E12)/charity (E11); empty = agency",
      kind=code(labels.OUTSIDE_KINDS, "人员类别", "kind")),
    C("joined", "到岗日期", "joined", "来校的第一天；空=学期前就来（K01）", "first day; empty = before the term (K01)"),
    C("left", "离岗日期", "left", "来校的最后一天；空=学期后还来（K01）", "last day; empty = after the term (K01)"),
), may_be_unnamed=True)  # fmt: skip
