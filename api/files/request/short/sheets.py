"""The five sheets of the short workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.files import labels
from api.files.request.columns import Heading as C
from api.files.request.columns import sheet
from api.files.table.columns import SheetSpec
from api.files.table.grades import CLASS, CLASS_LIST, GRADES
from api.files.table.kinds import code
from api.files.table.list_kinds import codes
from api.files.table.number_kinds import WAIVED_PERCENT
from solver.policy.profile import profile_names, read_profile
from solver.units import Fen, Minute, Percent, Weekday
from solver.words import ROLES


@dataclass(frozen=True, slots=True)
class ShortSchoolRow:
    """Facts about the school itself; all but its name may be left open."""

    name: str
    term: str = ""
    first: date | None = None
    last: date | None = None
    start: Minute | None = None
    end: Minute | None = None
    work_end: Minute | None = None
    profile: str = "national"
    fee: Fen | None = None
    pay: Fen | None = None
    published: date | None = None
    agreed: date | None = None


@dataclass(frozen=True, slots=True)
class ShortPupilRow:
    """A pupil, or so many of a class who want the same."""

    class_id: str
    id: str = ""
    weekdays: tuple[Weekday, ...] | None = None
    choices: tuple[str, ...] = ()
    clubs: int | None = None
    late_until: Minute | None = None
    exempt: Percent = 0
    family: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class ShortStaffRow:
    """A member of the own staff."""

    name: str
    role: str | None = None
    homeroom: str | None = None
    subjects: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    away: tuple[Weekday, ...] = ()
    takes_part: bool = True
    reasons: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class ShortCourseRow:
    """A course that may be opened."""

    name: str
    grades: tuple[int, ...] = ()
    leaders: tuple[str, ...] = ()
    room: str = ""
    weekdays: tuple[Weekday, ...] = ()
    sessions: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    max_sections: int | None = None
    minutes: int | None = None
    academic: bool = False


@dataclass(frozen=True, slots=True)
class ShortGuestRow:
    """An outside instructor."""

    name: str
    organisation: str = ""
    rate: Fen | None = None
    weekdays: tuple[Weekday, ...] = ()
    vetted: bool = False
    kind: str = "agency"


def _profile_words() -> dict[str, str]:
    """Name of each profile -> its Chinese name, without what stands in brackets."""
    found = {}
    for name in profile_names():
        head = read_profile(name).get("profile", {})
        found[name] = str(head.get("zh", name) if isinstance(head, dict) else name).partition("（")[0]
    return found


SCHOOL = sheet("school", "学校", "school", "学校和学期，只填一行；学期和开始日期写一样就够。",
    "School and term, one row; the term or its first day is enough.", ShortSchoolRow, (
    C("name", "学校", "school", "学校名称", "name of the school", width=24),
    C("term", "学期", "term", "如 2026-2027学年第一学期", "such as 2026-2027学年第一学期", width=26),
    C("first", "开始日期", "first day", "空=按常见的开学日", "empty = a usual one"),
    C("last", "结束日期", "last day", "空=按常见的放假日", "empty = a usual one"),
    C("start", "课后服务开始", "service from", "空=最后一节正课之后，没有课表按 15:30", "empty = after the last lesson, or 15:30"),
    C("end", "放学时刻", "dismissal", "最早一批放学；空=当地下班时间", "of the first wave; empty = the end of work"),
    C("work_end", "当地下班时间", "end of work", "空=按当地政策，没有规定按 17:30", "empty = the policy's, or 17:30"),
    C("profile", "政策", "policy", "用哪一套政策", "which policy holds", kind=code(_profile_words(), "政策", "policy"), width=22),
    C("fee", "每课时收费（元）", "fee yuan", "空=按政策", "empty = the policy's", width=16),
    C("pay", "每课时课酬（元）", "pay yuan", "空=按政策", "empty = the policy's", width=16),
    C("published", "收费公示日期", "charges published", "有的地方要求先公示（G03）", "some places ask for it (G03)"),
    C("agreed", "课酬办法同意日期", "pay agreed", "有的地方要求教师先同意（G12）", "some places ask for it (G12)", width=16),
), single=True, few=True)  # fmt: skip

PUPILS = sheet("pupils", "班级和学生", "classes and pupils",
    "每名学生一行；还没有名单时，每个班一行，填人数。班级由这张表得出，教室按班自动编排。",
    "One row a pupil; without a list one row a class with its number. Classes and their rooms follow from it.", ShortPupilRow, (
    C("class_id", "班级", "class", "如 一(1)班、1.1", "such as 一(1)班 or 1.1", kind=CLASS),
    C("id", "学生编号", "pupil id", "代号，不写姓名；空=按班里次序编号", "a pseudonym, no name; empty = counted in the class"),
    C("weekdays", "参加星期", "weekdays", "如 每天、周一至周五、一三五；整列空着=都参加每天；个别空着=不参加",
      "as 每天 or 一三五; all empty = every day; single ones = none", width=16),
    C("choices", "课程志愿", "choices", "课程名称，按志愿先后，用“、”隔开", "names of courses, best first", width=30),
    C("clubs", "希望社团数", "clubs wanted", "空=填了志愿的按 1 门", "empty = 1 with choices"),
    C("late_until", "延时到", "late until", "延时托管到几点；空=不需要", "extended care until; empty = none"),
    C("exempt", "减免百分比", "exempt percent", "0% 至 100%，100%=全免", "0% to 100%", kind=WAIVED_PERCENT),
    C("family", "家庭", "family", "兄弟姐妹写同一个代号，不写姓名", "the same code for siblings, no name"),
    C("count", "人数", "number", "没有名单时：这样的学生有几人", "without a list: so many pupils", width=8),
), few=True)  # fmt: skip

STAFF = sheet("staff", "教职工", "staff", "参加和不参加的都写，每人一行。",
    "One row a person, also those who take no part.", ShortStaffRow, (
    C("name", "姓名", "name", "同名的请在“编号”里区分", "namesakes are told apart by id"),
    C("role", "岗位类别", "role", "空=带班的是班主任，其他是任课教师", "empty = class teacher with a class, else teacher",
      kind=code(ROLES, "岗位类别", "role", also=labels.ROLE_WORDS)),
    C("homeroom", "班主任班级", "homeroom", "班主任带的班", "class of a class teacher", kind=CLASS),
    C("subjects", "任教科目", "subjects", "用“、”隔开；没写带课教师的课程按科目找人", "leaders of courses are found by it", width=18),
    C("classes", "任教班级", "classes taught", "用“、”隔开；填了才知道谁认识哪个班（D16）", "who knows which class (D16)",
      kind=CLASS_LIST, width=24),
    C("away", "不能值班", "away", "哪些天下午不能值班，如 周三", "afternoons without duty, as 周三"),
    C("takes_part", "参加课后服务", "takes part", "是/否；空=是", "yes/no; empty = yes"),
    C("reasons", "关爱原因", "care reasons", "只写类别，不写病情（D05）", "codes only (D05)",
      kind=codes(labels.REASONS, "关爱原因", "care reasons")),
    C("id", "编号", "id", "可空；同名时填", "may be empty; for namesakes"),
), few=True)  # fmt: skip

COURSES = sheet("offerings", "课程", "courses", "可以开的课程，每门一行；作业辅导和托管不用列。",
    "What may be opened; tutoring and care are not listed.", ShortCourseRow, (
    C("name", "课程名称", "name", "名称", "name", width=16),
    C("grades", "年级", "grades", "如 三至六年级、低年级；空=各年级", "as 3-6; empty = all", kind=GRADES),
    C("leaders", "带课教师", "leaders", "姓名，用“、”隔开，本校或校外的都可以；空=对口科目的老师",
      "names of own staff or outside people; empty = teachers of a fitting subject", width=22),
    C("room", "场地", "room", "如 操场、音乐室；空=空出来的普通教室", "as 操场; empty = any free classroom"),
    C("weekdays", "可上星期", "weekdays", "空=周一至周五", "empty = Mon-Fri"),
    C("sessions", "每周次数", "sessions a week", "空=1 次", "empty = 1"),
    C("minimum", "最少人数", "minimum", "空=8 人", "empty = 8"),
    C("maximum", "最多人数", "maximum", "空=30 人", "empty = 30"),
    C("max_sections", "至多班数", "max sections", "空=有几名带课教师就几个班", "empty = one a leader"),
    C("minutes", "每次分钟", "minutes", "空=一个时段", "empty = a period"),
    C("academic", "学科类", "academic", "学科类不得由校外人员授课（E02）", "closed to outside people (E02)"),
), few=True)  # fmt: skip

OUTSIDE = sheet("outside", "校外师资", "outside people", "校外授课人员，每人一行；没有就空着。",
    "Outside instructors; empty if there are none.", ShortGuestRow, (
    C("name", "姓名", "name", "不与本校教师同名", "no namesake of own staff"),
    C("organisation", "机构", "organisation", "所属机构", "organisation", width=22),
    C("rate", "课酬（元）", "rate yuan", "每课时元；空=同本校", "a class-hour; empty = as own staff"),
    C("weekdays", "可来星期", "weekdays", "空=周一至周五", "empty = Mon-Fri"),
    C("vetted", "手续齐全", "papers complete", "遴选、面审、保险、备案、无犯罪记录、协议都办好了才填“是”；空=没有，不能带课",
      "是 only where approval, review, insurance, filing, record and contract are complete (E03-E07, E14)"),
    C("kind", "人员类别", "kind", "空=机构教师", "empty = agency", kind=code(labels.OUTSIDE_KINDS, "人员类别", "kind")),
), few=True)  # fmt: skip

SHORT_SHEETS: tuple[SheetSpec, ...] = (SCHOOL, PUPILS, STAFF, COURSES, OUTSIDE)
