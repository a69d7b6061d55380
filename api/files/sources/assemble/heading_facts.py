"""School and term from titles of sheets and names of files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from api.files.defaults.term import named_half, usual_first
from api.files.sources.question import Asking, Question
from api.files.sources.source import SourceTable

ROWS_READ = 4
"""Rows of a sheet in which titles stand."""
_SCHOOL = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,16}?(?:实验小学|中心小学|小学|实验学校|附小|学校)")
_LEAD = re.compile(r"^(?:关于|欢迎来到|致|请|我校|本校|附件|学年第?.学期|学期|年级?|[一二三四五六]年级)+")
_TERM = re.compile(r"20\d\d\s*(?:[-—–~至/]\s*20\d\d)?\s*学?年度?\s*(?:第?\s*[一二12]\s*学期|[春秋]季?|[上下]学期|(?=[^第]{0,2}$))")
UNKNOWN_SCHOOL = "本校"


def title_texts(tables: Iterable[SourceTable], files: Iterable[str]) -> tuple[str, ...]:
    """Names of files and sheets, and the texts of their first rows."""
    found = [name.rsplit(".", 1)[0] for name in files]
    for table in tables:
        found.append(table.sheet)
        for row in range(min(ROWS_READ, len(table.rows))):
            texts = [text for text in dict.fromkeys(table.text(row, column) for column in range(table.width)) if text]
            if len(texts) <= 2:
                found += texts
    return tuple(found)


def school_name(texts: Iterable[str], asking: Asking) -> str:
    """The school's name: the one that titles name most often; asked for where none does."""
    names = Counter(_LEAD.sub("", name) for text in texts for name in _SCHOOL.findall(re.sub(r"[\d\s()（）]+", " ", text)))
    names.pop("", None)
    likely = [name for name, _ in names.most_common() if len(name) > 2 and not re.search(r"培训|机构", name)]
    if likely:
        return likely[0]
    return asking.ask(Question("school", "学校叫什么名字？", "What is the school called?", UNKNOWN_SCHOOL))


def term_name(texts: Iterable[str], today: date, asking: Asking) -> str:
    """The term, as ``2026-2027学年第一学期``, from titles; asked for where none names it."""
    halves = Counter(half for text in texts for half in [named_half(text)] if half)
    if halves:
        year, autumn = halves.most_common(1)[0][0]
    else:
        year, autumn = _next_term(today)
        guess = _told(year, autumn)
        answer = asking.ask(Question("term", "是哪个学期？", "Which term is it?", guess))
        year, autumn = named_half(answer) or (year, autumn)
    return _told(year, autumn)


def school_year(term: str) -> int:
    """Calendar year in which the school year of a term begins."""
    return int(term[:4])


def _told(year: int, autumn: bool) -> str:
    return f"{year}-{year + 1}学年第一学期" if autumn else f"{year - 1}-{year}学年第二学期"


def _next_term(today: date) -> tuple[int, bool]:
    """The term that is on or comes next: its calendar year, and whether it begins in autumn."""
    if today.month >= 7:
        return today.year, True
    if today.month == 1 and today < usual_first(today.year, autumn=False):
        return today.year, False
    return today.year, False
