"""The text of an answer -> weekdays."""

from __future__ import annotations

import re
import unicodedata

from solver.units import Weekday

SCHOOL_DAYS: tuple[Weekday, ...] = (1, 2, 3, 4, 5)
_SIGNS = {sign: number for signs in ("一二三四五六日", "1234567") for number, sign in enumerate(signs, 1)} | {"天": 7}
_DAY = "[一二三四五六日天1-7]"
_WORD = "(?:周|星期|礼拜|week)"
_SPAN = rf"{_WORD}?\s*{_DAY}\s*(?:至|到|-|~|—|–)\s*{_WORD}?\s*{_DAY}"
_ONE = rf"{_WORD}\s*{_DAY}"
_JOIN = r"[\s、,;/+&和及与┋|→]*"
_LIST = rf"(?:{_SPAN}|{_WORD}?\s*{_DAY}{{1,7}})"
_SPOKEN = re.compile(rf"{_WORD}\s*{_DAY}(?:{_JOIN}(?:{_WORD}\s*)?{_DAY})*")
_SPANS = re.compile(_SPAN)
_BARE = re.compile(rf"{_LIST}(?:{_JOIN}{_LIST})*")
_EVERY = re.compile(r"每天|天天|每日|全部?参加|全周|整周|全勤|都参加|均参加|工作日|(?:五|5)天(?:都|全)?|^全部?$|^都$|^全选$")
_NEVER = re.compile(
    r"^(?:都|均|暂|暂时|全)?(?:不|没|无|否)(?:参加|参与|需要?|报名?|上|来|用|选|有)*(?:课后服务|延时服务|托管)?$|自行(?:接|离)|放弃"
)
_BUT = re.compile(
    rf"除了?\s*({_LIST}(?:{_JOIN}{_LIST})*)\s*(?:以外|之外|外|不)?"
    rf"|({_WORD}\s*{_DAY}(?:[、和及与\s]*{_WORD}?\s*{_DAY})*)\s*(?:都|均)?(?:不(?!用接)|没空|有事|请假|除外)"
)
_TIMES = re.compile(r"\d{1,2}\s*[:：.点时]\s*(?:\d{2}|半)?\s*分?(?:\s*[-~—–至到]\s*\d{1,2}\s*[:：.点时]\s*(?:\d{2}|半)?\s*分?)?")
_BRACKETS = re.compile(r"\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]")


def weekdays_in(text: str) -> tuple[Weekday, ...] | None:
    """Weekdays that an answer names, ascending; () = none, as said (``不参加``); None = the answer names no day.

    ``周一┋周三``, ``周一三五``, ``一、三、五``, ``1,3,5``, ``周一至周四``, ``每天``, ``除周三外每天``, ``周一周二，周三不来``.
    """
    whole = unicodedata.normalize("NFKC", text).strip().lower()
    bare = _TIMES.sub(" ", _BRACKETS.sub(" ", whole)).strip()
    if not bare and re.search(_ONE, whole):
        bare = whole.strip("()[]【】 ")
    if _NEVER.search(re.sub(r"[\s。.!]", "", bare)):
        return ()
    left_out: set[Weekday] = set()
    for found in _BUT.finditer(bare):
        left_out |= _days(found[1] or found[2])
    rest = _BUT.sub(" ", bare)
    if _EVERY.search(rest.strip()):
        named = set(SCHOOL_DAYS)
    elif _BARE.fullmatch(rest.strip(" 、,;┋|→。.")):
        named = _days(rest)
    else:
        spoken = (found[0] for found in (*_SPANS.finditer(rest), *_SPOKEN.finditer(rest)) if re.search(_WORD, found[0]))
        named = {day for words in spoken for day in _days(words)}
    if not named and left_out:
        named = set(SCHOOL_DAYS)
    return tuple(sorted(named - left_out)) or None


def is_weekdays(text: str) -> bool:
    """Whether a text is nothing but weekdays: ``周一三五``, ``周一至周五``, ``每天``, ``一、三``; one bare sign is too little."""
    words = unicodedata.normalize("NFKC", text).strip().strip("、,;。. ")
    if _EVERY.fullmatch(words) or _BUT.sub("", words).strip() in ("每天", "都参加", "天天"):
        return True
    if not _BARE.fullmatch(words):
        return False
    return bool(re.search(_WORD, words)) or len(re.sub(r"\W", "", words)) >= 2


def _days(text: str) -> set[Weekday]:
    found: set[Weekday] = set()
    for span in _SPANS.finditer(text):
        ends = [_SIGNS[sign] for sign in re.sub(rf"{_WORD}|[^一二三四五六日天1-7]", "", span[0])]
        found |= set(range(ends[0], ends[1] + 1)) if ends[0] <= ends[1] else set()
    for sign in _SPANS.sub(" ", text).replace("星期", "周").replace("礼拜", "周"):
        if sign in _SIGNS:
            found.add(_SIGNS[sign])
    return found
