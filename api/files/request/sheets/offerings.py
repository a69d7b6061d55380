"""Sheets of the request workbook on what there may be: offerings, fixed posts and service outside the afternoon."""

from __future__ import annotations

from api.files import labels
from api.files.request.columns import Heading as C
from api.files.request.columns import sheet
from api.files.request.sheets.school import ROOM_TYPE
from api.files.table.grades import GRADES
from api.files.table.kinds import code
from api.files.table.list_kinds import codes
from solver.problem.blocks import Block
from solver.problem.offerings import Offering
from solver.problem.places import FixedPost
from solver.words import ROLES

OFFERINGS = sheet("offerings", "课程", "offerings", "可以开设的课程，每门一行。作业辅导和基本托管不用列。",
    "What may be opened, one row each. Tutoring and basic care are not listed.", Offering, (
    C("id", "课程编号", "offering id", "如 K01", "such as K01"),
    C("name", "课程名称", "name", "名称", "name", width=18),
    C("strand", "门类", "strand", "八个门类之一（B07）", "one of eight strands (B07)",
      kind=code(labels.STRANDS, "门类", "strand", also=labels.STRAND_WORDS)),
    C("grades", "年级", "grades", "可参加的年级，如 1、2、三至六年级、全校", "grades that may attend", kind=GRADES),
    C("minimum", "最少人数", "minimum", "开班最少人数（C06）", "pupils a section at least (C06)"),
    C("maximum", "最多人数", "maximum", "每班最多人数（C06）", "pupils a section at most (C06)"),
    C("minutes", "每次分钟", "minutes", "一次课的分钟数", "minutes of a session"),
    C("room_type", "场地类型", "room type", "须与“场地”表的类型一致", "a type of the rooms sheet", kind=ROOM_TYPE),
    C("skill", "所需技能", "skill", "授课人须有的技能（D07）", "what its leader must master (D07)"),
    C("skill_level", "技能等级", "skill level", "1-3", "1-3"),
    C("max_sections", "至多班数", "max sections", "最多开几个教学班", "sections at most"),
    C("sessions", "每周次数", "sessions a week", "每周几次，各在不同的日子", "meetings a week, on distinct days"),
    C("assistants", "助教人数", "assistants", "另需几名本校助教", "further own adults a section needs"),
    C("academic", "学科类", "academic", "学科类不得由校外人员授课（E02）", "closed to outside people (E02)"),
    C("weekdays", "可上星期", "weekdays", "可以上课的日子；空=周一至周五", "days it may meet; empty = Mon-Fri"),
    C("dream", "体育梦想课", "dream class", "低年级人人都上，不填志愿（B08）", "for all of low grades, not chosen (B08)"),
    C("members", "校队队员", "squad members", "学生编号；有名单的课程是校队，只有队员上（B11）",
      "pupil ids; a course with members is a squad (B11)", width=24),
    C("level", "层级", "level", "1-9,0=不分层级（B16）", "1-9, 0 = none (B16)"),
    C("requires", "先修课程", "requires", "须已学完的课程（B16）", "courses that must have been passed (B16)", width=18),
    C("teaching", "授课方式", "teaching", "活动/小组辅导/讲授新课；新课不得开设（B04）", "activity/group/lesson; lessons never open (B04)",
      kind=code(labels.TEACHING, "授课方式", "teaching")),
    C("online", "双师课堂", "online", "线上双师课，任何本校教师可看护（B12）", "two-teacher lesson, any own staff may lead (B12)"),
), may_be_unnamed=True)  # fmt: skip

POSTS = sheet("posts", "岗位", "posts", "行政巡察和其他固定岗位，每个一行。", "Patrols and other fixed posts, one row each.", FixedPost, (
    C("id", "岗位编号", "post id", "如 P1", "such as P1"),
    C("kind", "类别", "kind", "行政巡察/其他值守（H01）", "patrol/duty (H01)", kind=code(labels.FIXED_KINDS, "类别", "kind")),
    C("zone", "区域", "zone", "巡察的区域", "zone it watches"),
    C("start", "开始", "start", "开始时刻；也可写 8:20-9:00", "start, or 8:20-9:00", width=10, until="end"),
    C("end", "结束", "end", "结束时刻", "end", width=10),
    C("weekdays", "星期", "weekdays", "哪些日子", "on which days"),
    C("headcount", "人数", "headcount", "同时需要几人", "adults at once"),
    C("roles", "可担任的类别", "roles", "空=行政", "empty = admin", kind=codes(ROLES, "岗位类别", "roles"), width=22),
    C("name", "名称", "name", "印出来的名称，可空", "as printed, may be empty", width=18),
    C("subjects", "答疑科目", "subjects", "只用于答疑岗，如 语文（B05）", "posts of questions only (B05)", width=18),
    C("grades", "答疑年级", "grades", "只用于答疑岗，如 1、2（B05）", "posts of questions only (B05)", kind=GRADES),
), may_be_unnamed=True)  # fmt: skip

BLOCKS = sheet("blocks", "其他时段", "blocks", "下午以外的服务时段：早餐、午餐、午休、晚自习、周末特长班，每个一行；用不到就留空。",
    "Service outside the afternoon, one block a row; leave it empty if there is none.", Block, (
    C("id", "时段编号", "block id", "如 LUNCH1", "such as LUNCH1"),
    C("kind", "类别", "kind", "早餐/午餐/午休/晚自习/周末特长班（A06、A07、A14）", "breakfast/lunch/nap/evening/weekend (A06, A07, A14)",
      kind=code(labels.BLOCK_KINDS, "类别", "kind")),
    C("start", "开始", "start", "开始时刻；也可写 8:20-9:00", "start, or 8:20-9:00", width=10, until="end"),
    C("end", "结束", "end", "结束时刻", "end", width=10),
    C("weekdays", "星期", "weekdays", "周一至周五；周末特长班为周六、周日", "Mon-Fri; for weekend blocks Sat and Sun"),
    C("rooms", "场地", "rooms", "场地编号，按先后坐满；空=各班教室", "room ids, filled in order; empty = own classrooms", width=20),
    C("pupils_per_adult", "每位教师人数", "pupils an adult", "空=按政策", "empty = the policy's number"),
    C("roles", "可担任的类别", "roles", "空=班主任、任课教师、行政", "empty = homeroom, subject, admin",
      kind=codes(ROLES, "岗位类别", "roles"), width=22),
    C("name", "名称", "name", "印出来的名称，可空", "as printed, may be empty", width=18),
), module=True, may_be_unnamed=True)  # fmt: skip
