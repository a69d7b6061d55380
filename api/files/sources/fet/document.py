"""A file of FET as data: days, hours, students, activities, and where activities are placed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from solver.errors import Fault, ProblemError

LARGEST = 30_000_000
"""Bytes of a file at most; the largest known has 6 million."""
_VERSION = re.compile(r"\d+\.\d+")
_SUFFIXES = (("bp", "Block_Planning"), ("mathmake", "Terms"), ("terms", "Terms"), ("algeria", "Mornings_Afternoons"),
             ("morocco", "Mornings_Afternoons"), ("ma", "Mornings_Afternoons"))  # fmt: skip
"""Suffix of the version of branches of FET 5 -> the mode that FET 6 calls it."""


@dataclass(frozen=True, slots=True)
class FetActivity:
    """An activity. index: its place in the file's list, 0-based. duration: hours. active: False = switched off in FET."""

    index: int
    id: str
    subject: str
    teachers: tuple[str, ...]
    students: tuple[str, ...]
    duration: int
    active: bool


@dataclass(frozen=True, slots=True)
class FetDocument:
    """mode: ``Official``, ``Mornings_Afternoons``, ``Block_Planning`` or ``Terms``. days, hours: names in order.

    years: year -> its groups -> their subgroups. starts: activity id -> day and hour; rooms: activity id -> room."""

    institution: str
    mode: str
    days: tuple[str, ...]
    hours: tuple[str, ...]
    years: Mapping[str, Mapping[str, tuple[str, ...]]]
    activities: tuple[FetActivity, ...]
    starts: Mapping[str, tuple[str, str]]
    rooms: Mapping[str, str]


def refusal(file: str, value: str, zh: str, en: str, hint_zh: str, hint_en: str) -> ProblemError:
    """A file that cannot be used, with the way out."""
    return ProblemError([Fault((file,), value, zh, en, hint_zh, hint_en)])


def read_fet(file: str, data: bytes) -> FetDocument:
    """Parse a file of FET. Raises ProblemError where it is none, is broken, or declares entities."""
    if len(data) > LARGEST:
        raise refusal(file, f"{len(data) / 1e6:.1f} MB", f"FET 文件不能超过 {LARGEST // 10**6} MB",
                      f"a file of FET has at most {LARGEST // 10**6} MB", "可能选错了文件。", "Maybe it is another file.")  # fmt: skip
    try:
        root: Element = fromstring(data, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise refusal(file, str(error)[:80], "FET 文件读不懂", "the file of FET cannot be read",
                      "可能没有存完整，请在 FET 里打开后另存。",
                      "Maybe it was cut off; open it in FET and save it again.") from None  # fmt: skip
    if root.tag.lower() != "fet":
        raise refusal(file, root.tag[:80], "不是 FET 的文件", "no file of FET", "可能只是用了 .fet 这个后缀。",
                      "Maybe it only bears the suffix.")  # fmt: skip
    starts, rooms = _placed(root)
    return FetDocument(
        _text(root, "Institution_Name"), _mode(root), tuple(_names(root, "Days_List/Day")), tuple(_names(root, "Hours_List/Hour")),
        _years(root), tuple(_activities(root)), starts, rooms)  # fmt: skip


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _names(root: Element, path: str) -> Iterator[str]:
    return (_text(each, "Name") for each in root.iterfind(path))


def _mode(root: Element) -> str:
    told = _text(root, "Mode")
    if told:
        return told
    branch = _VERSION.sub("", root.get("version", ""), count=1).lower()
    return next((mode for suffix, mode in _SUFFIXES if f"-{suffix}" in branch), "Official")


def _years(root: Element) -> dict[str, dict[str, tuple[str, ...]]]:
    return {_text(year, "Name"): {_text(group, "Name"): tuple(_text(each, "Name") for each in group.iterfind("Subgroup"))
                                  for group in year.iterfind("Group")} for year in root.iterfind("Students_List/Year")}  # fmt: skip


def _activities(root: Element) -> Iterator[FetActivity]:
    for index, each in enumerate(root.iterfind("Activities_List/Activity")):
        duration = _text(each, "Duration")
        yield FetActivity(
            index, _text(each, "Id"), _text(each, "Subject"), _several(each, "Teacher"), _several(each, "Students"),
            int(duration) if duration.isascii() and duration.isdigit() and len(duration) < 4 else 1,
            _text(each, "Active").lower() not in ("false", "no", "0"))  # fmt: skip


def _several(element: Element, tag: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for each in element.iterfind(tag) if (text := (each.text or "").strip())))


def _placed(root: Element) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    starts = {_text(each, "Activity_Id"): (_text(each, "Preferred_Day"), _text(each, "Preferred_Hour"))
              for each in root.iterfind("Time_Constraints_List/ConstraintActivityPreferredStartingTime") if _holds(each)}  # fmt: skip
    rooms = {_text(each, "Activity_Id"): _text(each, "Room")
             for each in root.iterfind("Space_Constraints_List/ConstraintActivityPreferredRoom") if _holds(each)}  # fmt: skip
    return starts, rooms


def _holds(constraint: Element) -> bool:
    """Whether a constraint is switched on and holds always: one of less weight may be broken by the timetable."""
    return _text(constraint, "Active").lower() not in ("false", "no", "0") and _text(constraint, "Weight_Percentage") in ("", "100")
