"""Words of offices' sheets: headings without their decoration, numerals, names of people, lines that are no rows."""

from __future__ import annotations

import re
import unicodedata

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TOTALS = ("合计", "总计", "小计", "共计", "总数", "总人数", "人数", "本页", "累计")
REMARKS = ("备注", "说明", "注:", "注意", "制表", "填表", "审核", "联系人", "打印", "班主任:", "班主任签", "签字", "签名", "教务处",
    "填报", "日期:", "截止")
COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦"
    "邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童"
    "凌毕单裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬"
    "边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅"
    "屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利"
    "萧傅阎赖於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由欧阳司马上官诸葛皇甫尉迟令狐慕容端木轩辕夏侯东方南宫"
)
"""Characters with which Chinese surnames begin."""
_HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003fffd]{2,4}")
_LONG_NAME = re.compile(r"[\u3400-\u9fff]{1,10}(?:[·•・．.][\u3400-\u9fff]{1,12})+")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z'\-]+(?: [A-Za-z][A-Za-z.'\-]*){1,3}")
_BRACKETS = re.compile(r"[(\[【〔{<《].*?[)\]】〕}>》]")
_MARKS = re.compile(r"(?<=[\u3400-\u9fff])[\s\d*※★☆△▲●○◎#^+＋、,，.。;；:：!！?？]+$|^[\d*※★☆△▲●○◎#、.\s]+(?=[\u3400-\u9fff])")
"""Marks of footnotes and numbers before or behind a name."""
_RAISED = re.compile("[¹²³⁰-⁹①-⑳]")
_NUMBERING = re.compile(r"^(?:第?\d{1,3}[、.)::题]+|[一二三四五六七八九十]{1,2}[、.]|q\d{1,3}[_.、::]?)")
_DECORATION = re.compile(r"[\s*＊★☆:：、。,.;；!！?？_\-—/\\|\"'“”‘’#()\[\]【】<>《》]+")


def plain(text: str) -> str:
    """A text without differences of width, case and blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def heading_forms(text: str) -> tuple[str, ...]:
    """Forms under which a heading may be known, best first: whole, without what is in brackets, and that in brackets is not one."""
    whole = plain(text)
    unnumbered = _NUMBERING.sub("", whole)
    bare = _BRACKETS.sub("", unnumbered)
    return tuple(dict.fromkeys(form for form in (_DECORATION.sub("", each) for each in (bare, unnumbered, whole)) if form))


def numeral(text: str) -> int | None:
    """A number below 100 in digits or in Chinese: 12, 十二, 二十; None for anything else."""
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(sign != "十" and sign not in DIGITS for sign in text):
        return None
    if "十" not in text:
        return DIGITS[text] if len(text) == 1 else None
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def person_name(text: str) -> str:
    """A person's name as it is kept: without blanks between Chinese characters, dots of one kind, and without marks of footnotes."""
    tidy = _MARKS.sub("", re.sub(r"\s+", " ", unicodedata.normalize("NFKC", _RAISED.sub("", text))).strip())
    if re.search(r"[\u3400-\u9fff]", tidy):
        tidy = tidy.replace(" ", "")
    return re.sub(r"[•・‧.]", "·", tidy) if _LONG_NAME.fullmatch(tidy) else tidy


def looks_like_name(text: str) -> bool:
    """Whether a text can be a person's name: 2 to 4 Chinese characters with a surname, a name with dots, or several Latin words."""
    name = person_name(_BRACKETS.sub("", unicodedata.normalize("NFKC", text)))
    if _HAN_NAME.fullmatch(name):
        return name[0] in COMMON_SURNAMES
    return bool(_LONG_NAME.fullmatch(name) or _LATIN_NAME.fullmatch(name))


def split_remark(text: str) -> tuple[str, str]:
    """A cell and what stands in brackets at its end: ``张三（转走）`` -> 张三, 转走."""
    found = re.fullmatch(r"\s*(.*?)\s*[(（\[【](.*?)[)）\]】]\s*", text, re.DOTALL)
    return (found[1], found[2].strip()) if found and found[1] else (text.strip(), "")


def is_total(text: str) -> bool:
    """Whether the first words of a row say that it sums up others."""
    return plain(text).startswith(TOTALS)


def is_remark(text: str) -> bool:
    """Whether the first words of a row are a remark on the sheet."""
    return plain(text).startswith(REMARKS)


def split_names(text: str) -> tuple[str, ...]:
    """Names of several people in a cell; a blank within a name of two characters parts nothing."""
    parts = [part.strip() for part in re.split(r"[、，,;；/|┋︱\n\r&＆和]+", text) if part.strip()]
    if len(parts) == 1 and all(len(piece) > 1 for piece in parts[0].split()):
        return tuple(parts[0].split()) if re.search(r"[\u3400-\u9fff]", parts[0]) else tuple(parts)
    return tuple(parts)


def split_list(text: str) -> tuple[str, ...]:
    """Parts of a cell with several things: 、 ， , ; / | ┋ and line breaks part them; blanks do where nothing else does."""
    parts = re.split(r"[、，,;；/|┋︱\n\r]+", text)
    if len(parts) == 1:
        parts = re.split(r"\s{1,}", text.strip())
    return tuple(part.strip() for part in parts if part.strip())
