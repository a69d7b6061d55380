"""Names of the numbers of rules and paper duties, as an office says them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from api.files.language import Said

NUMBER_WORDS: Mapping[str, Said] = {
    "activity_percent": ("活动所占", "share of activities"),
    "admin_only": ("只由行政担任", "administration only"),
    "adults": ("成人", "adults"),
    "agency": ("代收机构费用", "fees of agencies"),
    "all_in_service": ("按全体在职教师算", "of all teachers in service"),
    "allowance_percent": ("低保家庭减免", "waiver for families on allowance"),
    "allowed_minutes": ("允许相差", "difference allowed"),
    "allowed_minutes_per_week": ("每周允许相差", "difference allowed a week"),
    "cap": ("书面作业时间至多", "written homework at most"),
    "cap_from_grade": ("从几年级起", "from grade"),
    "cap_to_grade": ("到几年级止", "to grade"),
    "classes": ("至多合几个班", "classes together at most"),
    "days": ("天数", "days"),
    "days_per_week": ("每人每周天数至多", "days a week at most"),
    "duty_days_per_grant": ("值班几天换一次弹性", "days of duty for one flex grant"),
    "equipment": ("购置设备", "equipment"),
    "escort_minutes": ("护送每批至多", "escort of a batch at most"),
    "evenings_per_week": ("每人每周晚自习至多", "evenings a week at most"),
    "fen_per_classhour": ("每课时", "per class-hour"),
    "first_grade": ("从几年级起", "from grade"),
    "from_grade": ("从几年级起", "from grade"),
    "grade_span": ("合班至多跨", "grades between at most"),
    "group": ("小组至多", "group at most"),
    "handover_minutes": ("交接至多", "handover at most"),
    "hardship_percent": ("其他困难家庭减免", "waiver for other hardship"),
    "insurance": ("代收保险费", "insurance"),
    "items": ("项目数", "items"),
    "last_grade": ("到几年级止", "to grade"),
    "late_after": ("晚于几点算晚岗", "a duty is late after"),
    "late_per_week": ("每人每周晚岗至多", "late duties a week at most"),
    "late_until": ("最晚几点到校", "arrival at the latest"),
    "latest": ("最晚几点结束", "end at the latest"),
    "leave_from": ("最早几点离校", "leaving from"),
    "level": ("特长等级至少", "level at least"),
    "levels": ("级数", "levels"),
    "load_percent": ("计入负担", "counted as load"),
    "material": ("代收材料费", "materials"),
    "materials": ("购置材料", "materials"),
    "meals": ("用餐", "meals"),
    "min_adults": ("至少几人", "adults at least"),
    "minutes": ("时长", "minutes"),
    "minutes_per_classhour": ("一课时几分钟", "minutes of a class-hour"),
    "minutes_per_day": ("每人每天至多", "minutes a day at most"),
    "minutes_per_visit": ("每次巡查", "a visit"),
    "near_percent": ("连同本年级教师至少", "with teachers of the grade at least"),
    "offices": ("部门数", "offices"),
    "other": ("其他", "other"),
    "outside_factor": ("校外课程加倍", "factor for outside courses"),
    "own_percent": ("本班教师至少", "teachers of the class at least"),
    "patrols_per_day": ("每天巡察", "patrols a day"),
    "percent": ("比例", "share"),
    "points": ("分值", "points"),
    "pupils": ("合班至多", "pupils together at most"),
    "pupils_per_adult": ("每名成人看护至多", "pupils an adult at most"),
    "reduction_percent": ("负担减轻", "reduction of load"),
    "registered_percent": ("建档立卡家庭减免", "waiver for registered poverty"),
    "repay_percent": ("往期多值每期抵", "repaid a term of earlier duty"),
    "rest_minutes": ("休息至少", "rest at least"),
    "rounding": ("不足一课时怎么算", "rounding"),
    "sessions": ("每周至少", "sessions a week at least"),
    "step_minutes": ("每一步", "a step"),
    "steps": ("步骤数", "steps"),
    "subjects_per_week": ("每周科目至少", "subjects a week at least"),
    "teacher_pay": ("教师报酬", "pay of teachers"),
    "third_party": ("第三方", "third parties"),
    "tiers": ("至少分几档", "tiers at least"),
    "times": ("次数", "times"),
    "up_to_grade": ("到几年级止", "to grade"),
    "visits_per_month": ("每月巡查", "visits a month"),
    "volunteer": ("志愿者", "volunteers"),
    "waiver_minutes": ("可提前至多", "earlier at most"),
    "walk_minutes": ("换岗步行至多", "walk between posts at most"),
    "weeks": ("排班周期", "weeks of the template"),
    "work_end": ("下班时间", "end of work"),
    "zones": ("每个使用的区域都有人", "each zone in use"),
}
_WISH = re.compile(r"points_(\d+)")
_HOURS = re.compile(r"g(\d+)_(start|end)")


def number_words(name: str) -> Said:
    """Name of a number of a rule; the key itself for one that has no words."""
    wish, hours = _WISH.fullmatch(name), _HOURS.fullmatch(name)
    if wish:
        return f"第 {wish[1]} 志愿", f"choice {wish[1]}"
    if hours:
        end = hours[2] == "end"
        return f"{hours[1]} 年级{'结束' if end else '开始'}", f"grade {hours[1]} {'ends' if end else 'begins'}"
    return NUMBER_WORDS.get(name, name)
