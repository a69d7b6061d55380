"""School subjects as timetables name them: whole words, usual short forms, and a subject at either end of a run of characters."""

from __future__ import annotations

import re
from collections.abc import Mapping

SHORT: Mapping[str, str] = {
    "语": "语文", "数": "数学", "英": "英语", "体": "体育", "音": "音乐", "美": "美术", "科": "科学", "品": "道德与法治",
    "道": "道德与法治", "道法": "道德与法治", "信": "信息科技", "信科": "信息科技", "信息": "信息科技", "劳": "劳动",
    "综": "综合实践", "综实": "综合实践", "综合": "综合实践",
    "书": "书法", "班": "班会", "队": "队会", "阅": "阅读", "心": "心理健康", "心理": "心理健康", "自": "自习", "写": "写字",
    "校": "校本",
    "体健": "体育与健康", "物": "物理", "化": "化学", "生": "生物", "政": "政治", "史": "历史", "地": "地理", "俄": "俄语", "日": "日语",
}  # fmt: skip
"""Short form -> subject. A form that teachers of two subjects would both use is not among them."""
WORDS = frozenset((
    *SHORT.values(), "外语", "道德与法制", "品德", "品德与社会", "品德与生活", "思想品德", "思政", "信息", "信息技术",
    "科技", "劳动技术", "劳技",
    "劳动教育", "综合", "综合实践活动", "写字", "写作", "作文", "阅读", "早读", "晨读", "经典诵读", "国学", "书法", "硬笔书法",
    "口语", "英语口语",
    "体育活动", "体活", "体锻", "体育锻炼", "大课间", "健康", "健康教育", "心育", "班队", "班队会", "班会", "班会课", "主题班会", "队会",
    "少先队", "少先队活动", "团队活动", "安全", "安全教育", "法治", "法制", "生命", "生命教育", "生活", "校本", "校本课",
    "校本课程", "地方", "地方课",
    "地方课程", "社团", "社团活动", "兴趣", "兴趣小组", "活动", "阳光体育", "足球", "篮球", "排球", "乒乓球", "武术", "游泳",
    "舞蹈", "形体",
    "合唱", "戏剧", "围棋", "象棋", "国际象棋", "编程", "机器人", "创客", "科创", "陶艺", "手工", "剪纸", "国画", "数学文化",
    "自习", "自习课", "晚自习", "辅导",
    "作业辅导", "习题", "练习", "测试", "奥数", "数学思维", "思维", "语文阅读", "艺术", "通用技术", "实验", "科学实验",
    "传统文化", "环境教育",
    "研学", "劳动实践", "教研", "例会", "升旗", "体育与健身", "唱游", "自然", "社会", "探究", "拓展",
))  # fmt: skip
"""Subjects by their whole names. More words let more cells be split that are written without a blank."""
_LONGEST = max(map(len, WORDS))
_SUBJECT_TAIL = re.compile(r"(?:课|课程|活动|训练|社团)$")


def is_subject(text: str) -> bool:
    """Whether a word is a subject, by its whole name or a short form."""
    return text in WORDS or text in SHORT or (text.endswith("课") and text[:-1] in WORDS)


def full_subject(text: str) -> str:
    """A subject by its whole name: ``语`` is 语文; a word that is no short form stays."""
    return SHORT.get(text, text)


def sounds_like_subject(text: str) -> bool:
    """Whether a word that is in no list ends as names of courses do."""
    return bool(_SUBJECT_TAIL.search(text)) and len(text) > 2


def subject_ahead(text: str) -> tuple[str, str] | None:
    """Run of characters -> the longest subject that it begins with and the rest, or None."""
    for length in range(min(len(text) - 1, _LONGEST), 0, -1):
        if text[:length] in WORDS or text[:length] in SHORT:
            return text[:length], text[length:]
    return None


def subject_behind(text: str) -> tuple[str, str] | None:
    """Run of characters -> the rest and the longest whole subject that it ends with, or None."""
    for length in range(min(len(text) - 1, _LONGEST), 1, -1):
        if text[-length:] in WORDS:
            return text[:-length], text[-length:]
    return None
