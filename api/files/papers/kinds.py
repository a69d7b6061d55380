"""Names of the kinds of papers."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "filing": ("备案材料", "filing pack"),
    "menu": ("课程菜单", "menu"),
    "notice": ("告家长书", "notice to parents"),
    "visitors": ("门卫来访名单", "visitors"),
    "patrol": ("行政巡察安排与记录", "patrol"),
    "day": ("一日时间线", "a day by the minute"),
    "rosters": ("点名签离表", "rosters"),
    "class": ("班级一周安排", "week by class"),
    "pupil": ("学生去向单", "slips of children"),
    "teacher": ("教师任务单", "duties by adult"),
    "room": ("场地一周安排", "week by room"),
    "unmet": ("志愿未满足名单", "wishes not met"),
    "classes": ("班级看护表", "care by class"),
    "duty": ("每周值班表", "weekly duty"),
    "gates": ("放学排队单", "gate sequence"),
    "late": ("延时托管登记表", "extended care"),
    "companions": ("同伴名单（只供经办人）", "companions, for the office alone"),
    "draw": ("志愿编排记录", "draw record"),
    "inspection": ("督导检查表", "inspection form"),
    "compliance": ("合规清单", "compliance list"),
    "public": ("晒课表", "public timetable"),
    "kpi": ("指标", "indicators"),
    "deadlines": ("期限表", "deadlines"),
}
"""Kind -> its name in both languages."""
