"""Days and hours of a file of FET as weekdays, weeks and periods."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.files.sources.fet.document import FetDocument, refusal
from api.files.sources.question import Asking, Question, question_id
from api.files.sources.timetable.headings import moment_of, span_of, weekday_of
from solver.problem.week_pattern import EVEN, ODD
from solver.units import WEEKDAYS_ZH, Minute, Weekday

_LANGUAGES = tuple(tuple(words.split()) for words in (
    "mon tue wed thu fri sat sun", "lun mar mer jeu ven sam dim", "lun mar mie jue vie sab dom", "lun mar mer gio ven sab dom",
    "lun mar mie joi vin sam dum", "lun mar mie joi vin sam dim", "seg ter qua qui sex sab dom", "mo di mi do fr sa so",
    "mo tu we th fr sa su", "lu ma me je ve sa di", "het ked sze csu pen szo vas", "h k sz cs p szo v", "δευ τρι τετ πεμ παρ σαβ κυρ",
    "اثنين ثلاثا اربعا خميس جمعه سبت احد", "пон вто сря чет пет саб нед", "пон вто сре чет пят суб вос",
    "maa tii kes tor per lau sun", "thu_2 thu_3 thu_4 thu_5 thu_6 thu_7 chu", "thu_hai thu_ba thu_tu thu_nam thu_sau thu_bay chu",
    "sen sel rab kam jum sab min", "dill dima dime dijo dive diss dium", "دوشنبه سه_شنبه چهارشنبه پنجشنبه جمعه شنبه يکشنبه",
))  # fmt: skip
"""Beginnings of the weekdays, Monday first, without accents, by language. A further line is another language."""
LONGEST_WEEK = 7
FARTHEST = 90
"""Minutes between the beginnings of two hours at most for the second to end the first; more is a break."""


@dataclass(frozen=True, slots=True)
class FetDay:
    """A day of FET. weeks: as of ``WEEK_PATTERNS``. offset: hours of the day that come before its first (of a morning)."""

    weekday: Weekday
    weeks: str = ""
    offset: int = 0


def days_of(file: str, fet: FetDocument, asking: Asking) -> dict[str, FetDay]:
    """Name of a day -> weekday and weeks. Asks for the first weekday where names do not tell.

    Raises ProblemError where the days are no week."""
    if fet.mode in ("Block_Planning", "Terms"):
        zh = "分块规划" if fet.mode == "Block_Planning" else "分学段轮换"
        raise refusal(file, fet.mode, f"这是 FET 的{zh}文件，它的“天”不是星期", "its days are no weekdays: block planning or terms of FET",
                      "可能还有按星期排的文件；请导出按周的课表。", "Maybe there is a weekly file; export a weekly timetable.")  # fmt: skip
    if fet.mode == "Mornings_Afternoons":
        if len(fet.days) % 2:
            raise _no_week(file, fet.days)
        mornings = _weekdays(file, fet.days[::2], asking)
        afternoons = [FetDay(day.weekday, day.weeks, len(fet.hours)) for day in mornings]
        return dict(zip((*fet.days[::2], *fet.days[1::2]), (*mornings, *afternoons), strict=True))
    return dict(zip(fet.days, _weekdays(file, fet.days, asking), strict=True))


def _weekdays(file: str, names: Sequence[str], asking: Asking) -> list[FetDay]:
    if 0 < len(names) <= LONGEST_WEEK:
        return [FetDay(day) for day in _named(names) or _counted(file, names, asking)]
    half = len(names) // 2
    if len(names) % 2 == 0 and half in (5, 6, 7):
        days = _named(names[:half]) or _counted(file, names[:half], asking)
        return [FetDay(day, ODD) for day in days] + [FetDay(day, EVEN) for day in days]
    raise _no_week(file, names)


def _no_week(file: str, names: Sequence[str]) -> Exception:
    return refusal(file, f"{len(names)}：{'、'.join(names[:4])}…", "这些“天”不是一周，也不是单双两周",
                   "its days are neither a week nor two weeks in turn", "可能是考试或轮换安排；请导出按周的课表。",
                   "Maybe it is a plan of examinations; export a weekly timetable.")  # fmt: skip


def _named(names: Sequence[str]) -> list[Weekday] | None:
    """Weekdays that names of one language tell, or None."""
    chinese = [weekday_of(name) for name in names]
    if all(chinese) and len(set(chinese)) == len(names):
        return [day for day in chinese if day]
    bare = [_bare(name) for name in names]
    for language in _LANGUAGES:
        stems = [stem.replace("_", " ") for stem in language]
        days = [next((place for place, stem in enumerate(stems, start=1) if name.startswith(stem)), 0) for name in bare]
        if all(days) and len(set(days)) == len(names):
            return days
    return None


def _bare(name: str) -> str:
    """A name without accents, the Arabic article, and what stands before a dash."""
    text = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    text = text.replace("ة", "ه").replace("ى", "ي").replace("ی", "ي").replace("đ", "d")
    text = re.sub(r"^\s*(?:[\w]\s*-\s*)", "", text).strip()
    return text.removeprefix("ال") if len(text) > 4 else text


def _counted(file: str, names: Sequence[str], asking: Asking) -> list[Weekday]:
    """Weekdays counted on from the first, which is asked for; Monday is the guess."""
    choices = {WEEKDAYS_ZH[day]: f"第一天是{WEEKDAYS_ZH[day]}" for day in (1, 6, 7)}
    answer = asking.ask(Question(
        question_id("fet-first-day", file), f"“{file}”里的第一天“{names[0]}”是星期几？", f'Which weekday is "{names[0]}" of {file}?',
        WEEKDAYS_ZH[1], choices))  # fmt: skip
    first = WEEKDAYS_ZH.index(answer)
    return [(first - 1 + place) % 7 + 1 for place in range(len(names))]


def bells_of_hours(hours: Sequence[str]) -> dict[int, tuple[Minute, Minute]]:
    """Bells by the number of the hour from 1, where all names tell when hours begin; else none.

    Where names tell beginnings alone, an hour ends with the next one, or after the shortest distance between two.
    """
    spans = [span_of(name) for name in hours]
    if hours and all(spans):
        return _in_order({place: span for place, span in enumerate(spans, start=1) if span})
    starts = [moment_of(name) for name in hours]
    if len(hours) < 2 or not all(start is not None for start in starts):
        return {}
    told = [start for start in starts if start is not None]
    steps = [after - before for before, after in pairwise(told)]
    if min(steps) <= 0 or min(steps) > FARTHEST:
        return {}
    return {place: (start, start + min(*steps, after - start))
            for place, (start, after) in enumerate(zip(told, [*told[1:], 24 * 60], strict=True), start=1)}  # fmt: skip


def _in_order(bells: dict[int, tuple[Minute, Minute]]) -> dict[int, tuple[Minute, Minute]]:
    ordered = [bells[period] for period in sorted(bells)]
    return bells if all(before[1] <= after[0] for before, after in pairwise(ordered)) else {}
