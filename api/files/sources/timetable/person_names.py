"""Names of people in timetables: what may be a name, and titles behind it."""

from __future__ import annotations

import re

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛"
    "管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋"
    "苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠"
    "僧桑荆谌银扬明沙薄伏岑习胥保和蔺闫肖岂代付"
)
"""Single-character surnames. More of them let more cells be split that are written without a blank."""
DOUBLE_SURNAMES = frozenset((
    "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "东方", "独孤", "南宫", "长孙", "宇文",
    "端木",
))  # fmt: skip
_TITLE = re.compile(r"(?:老师|教师|主任|校长|师)$")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003fffd·]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z.'’ -]*")
LONGEST = 4
"""Characters of a Chinese name without a middle dot; names of more are taken for something else."""


def without_title(text: str) -> str:
    """A name without 老师 and the like behind it; a text that is nothing else stays."""
    return _TITLE.sub("", text) or text


def has_title(text: str) -> bool:
    """Whether a text ends as a teacher is addressed."""
    return bool(_TITLE.search(text)) and len(text) > 1


def is_surname(text: str) -> bool:
    """Whether a text is a surname alone."""
    return text in SURNAMES or text in DOUBLE_SURNAMES


def may_be_name(text: str) -> bool:
    """Whether a text can be somebody's name or surname, for a word that stands where names stand."""
    if has_title(text):
        return True
    if _LATIN.fullmatch(text):
        return True
    return bool(_HAN.fullmatch(text)) and (len(text) <= LONGEST or "·" in text)


def looks_like_name(text: str) -> bool:
    """Whether a run of Chinese characters begins with a surname and is as long as names are; surely enough to split a cell by."""
    if has_title(text) and is_surname(without_title(text)[:1]):
        return True
    if not _HAN.fullmatch(text):
        return False
    if text[:2] in DOUBLE_SURNAMES:
        return len(text) <= LONGEST
    return text[:1] in SURNAMES and len(text) <= 3
