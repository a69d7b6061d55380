"""Chinese words for the codes that a school writes into workbooks, and for those of policies and results."""

from __future__ import annotations

from collections.abc import Mapping

from solver.units import WEEKDAYS_ZH
from solver.words import POST_KINDS

REASONS: Mapping[str, str] = {"woman": "女教师", "family": "家庭照顾", "commute": "路途远", "health": "身体原因"}
STRANDS: Mapping[str, str] = {
    "mental_health": "心理健康",
    "life_safety": "生命安全",
    "science": "科技",
    "labour": "劳动",
    "arts": "艺术",
    "sports": "体育",
    "reading": "阅读",
    "heritage": "传统文化",
}
TEACHING: Mapping[str, str] = {"activity": "活动", "group": "小组辅导", "lesson": "讲授新课"}
POOLS: Mapping[str, str] = {"city": "市级", "district": "区级", "none": "无"}
FIXED_KINDS: Mapping[str, str] = {"patrol": "行政巡察", "duty": "其他值守", "qa": "答疑"}
BLOCK_KINDS: Mapping[str, str] = {
    "breakfast": "早餐",
    "lunch": "午餐",
    "nap": "午休",
    "evening": POST_KINDS["evening"],
    "weekend": POST_KINDS["weekend"],
}
CONSENTS: Mapping[str, str] = {kind: BLOCK_KINDS[kind] for kind in ("evening", "weekend")}
OUTSIDE_KINDS: Mapping[str, str] = {
    "agency": "机构教师",
    "hired": "临时聘请",
    "specialist": "退休特长教师",
    "coach": "体校教练",
    "charity": "公益组织",
}
ROOM_TYPES: Mapping[str, str] = {"classroom": "教室", "late": "延时托管"}
"""Only the room types that mean something to the rules; others are the school's own words."""
EXEMPT_CATEGORIES: Mapping[str, str] = {"registered": "建档立卡", "allowance": "低保", "hardship": "其他困难"}
EXEMPT_WORDS: Mapping[str, str] = {
    "建档立卡户": "registered", "脱贫户": "registered", "低保户": "allowance", "低保家庭": "allowance", "困难": "hardship",
    "家庭困难": "hardship", "困难家庭": "hardship",
}  # fmt: skip
"""Other words for why a fee is waived."""
COMPANION_KINDS: Mapping[str, str] = {"together": "一起", "apart": "分开"}
STRENGTHS: Mapping[str, str] = {"must": "必须", "wish": "尽量"}
FEE_KINDS: Mapping[str, str] = {"agency": "代收费", "material": "材料费", "insurance": "保险费", "other": "其他"}
EXPENSE_KINDS: Mapping[str, str] = {
    "volunteer": "志愿者补助",
    "third_party": "第三方费用",
    "teacher_pay": "教师报酬",
    "materials": "材料",
    "equipment": "设备",
    "meals": "餐饮",
    "other": "其他",
}
ROLE_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("校长", "副校长", "书记", "副书记", "主任", "副主任", "教导主任", "教务主任", "德育主任", "总务主任", "大队辅导员",
                     "行政人员", "行政领导", "校级领导", "中层", "干部", "管理人员", "教辅"), "admin"),
    **dict.fromkeys(("教师", "老师", "任课老师", "任课", "科任", "科任教师", "科任老师", "专任教师", "学科教师", "副班主任"), "subject"),
    **dict.fromkeys(("班主任老师", "班主任教师", "正班主任"), "homeroom"),
    **dict.fromkeys(("后勤", "保安", "门卫", "保洁", "工人", "工勤人员", "后勤人员"), "support"),
    **dict.fromkeys(("退休", "返聘", "返聘教师", "退休返聘"), "retired"),
    **dict.fromkeys(("志愿", "义工", "社区志愿者"), "volunteer"),
    **dict.fromkeys(("家长志愿者", "家委会"), "parent"),
}  # fmt: skip
"""Other words for the roles of staff, as rosters have them."""
STRAND_WORDS: Mapping[str, str] = {
    **{f"{zh}{end}": strand for strand, zh in STRANDS.items() for end in ("类", "类课程", "教育")},
    **dict.fromkeys(("体育运动", "体育健康", "运动"), "sports"),
    **dict.fromkeys(("美术", "音乐", "舞蹈", "美育", "文艺", "艺术素养"), "arts"),
    **dict.fromkeys(("科学", "科普", "科创", "信息科技", "编程"), "science"),
    **dict.fromkeys(("国学", "非遗", "书法", "传统", "中华文化"), "heritage"),
    **dict.fromkeys(("劳技", "劳动实践"), "labour"),
    "心理": "mental_health",
    "安全": "life_safety",
}  # fmt: skip
"""Other words for the strands of courses."""
HOLIDAY_SOURCES: Mapping[str, str] = {"official": "官方放假安排"}
YES_NO: Mapping[bool, str] = {True: "是", False: "否"}
WEEKDAY_SIGNS = "".join(name[-1] for name in WEEKDAYS_ZH[1:])
"""``一二三四五六日``."""
POLICY_ITEMS: Mapping[str, str] = {
    "profile": "方案",
    "level": "级别",
    "weight": "权重",
    "number": "数值",
    "setting": "设置",
    "tiers": "目标次序",
}
LEVELS: Mapping[str, str] = {"hard": "必须", "soft": "尽量", "off": "停用"}
UNSET_ZH, UNSET_EN = "未设定", "not set"
"""Stand for a number that a policy leaves open."""
STATUSES: Mapping[str, str] = {
    "optimal": "合规方案，已证明最优",
    "valid": "合规方案",
    "infeasible": "无可行方案",
    "stopped": "时间用完，未得到合规方案",
}
