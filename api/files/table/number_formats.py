"""Number formats of an xlsx workbook: what a cell shows where that is something else than the number it holds.

The reading library hands over numbers without their formats (only dates and times are told by it). A cell that shows
``100%`` holds 1, one that shows ``001`` holds 1, one that shows ``2.7万元`` may hold 2.7 or 27000.
"""

from __future__ import annotations

from dataclasses import dataclass

from api.files.table.cell import Formatted, plain_number
from api.files.table.xml_events import Allowance, TooManyError, read_events

BUILT_IN = {9: "0%", 10: "0.00%"}
"""Formats that a styles part uses without naming their code, as far as they matter here."""
DIGITS = "0#?"
WORD = '"'
GENERAL = ("General", "G/通用格式")
"""As many digits as the number has."""
MAGNITUDES = frozenset("十百千万亿兆‰‱%％")
"""Signs in the words of a format that make a number another one."""
MOST_STYLES = 70_000
"""Cell formats of a workbook; Excel allows 65,490."""
LONGEST_CODE = 300
"""Characters of a format code that are read; Excel allows 255."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The first section of a format code, read.

    percent: percent signs that Excel reckons with, each a factor of 100. thousands: powers of 1,000 by which the number is
    divided before it is shown. decimals: how many are shown. pattern: of the whole part and what stands around it: digits
    (``0``, ``#``, ``?``), and words, each behind a quotation mark; words behind the decimals come last.
    """

    percent: int = 0
    thousands: int = 0
    decimals: int = 0
    pattern: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Literal text of a number format beside the digits."""
        return "".join(part[1:] for part in self.pattern if part[0] == WORD)

    @property
    def plain(self) -> bool:
        """Whether a number shows as its digits, perhaps fewer of them."""
        digits = [part for part in self.pattern if part[0] != WORD]
        return not (self.percent or self.thousands or self.decimals or self.words.strip() or digits.count("0") > 1)

    def shown(self, value: float) -> Formatted | None:
        """The number as the format shows it; None where that is the number itself, or nearly."""
        if self.percent:
            return Formatted(value, f"{plain_number(value * 100**self.percent)}{'%' * self.percent}", "percent")
        words = self.words.strip()
        if words in ("%", "％"):
            return Formatted(value, f"{plain_number(value)}%", "percent sign")
        if bool(self.thousands) != bool(MAGNITUDES & set(words)):
            return Formatted(value, plain_number(value / 1000**self.thousands) + words, "other unit")
        if self.thousands:
            return None  # 0!.0,"万" shows 27000 as 2.7万, which it is
        text = f"{abs(value):.{0 if value.is_integer() else self.decimals}f}"
        if float(text) != abs(value):
            return None
        whole, dot, part = text.partition(".")
        made = self._filled(whole, dot + part)
        text = f"-{made}" if value < 0 else made
        return None if text == plain_number(value) else Formatted(value, text, "text")

    def _filled(self, whole: str, decimals: str) -> str:
        """The digits of a whole number in the pattern, the last one in its last place."""
        made = ""
        left = whole if int(whole) else ""
        first = next((i for i, part in enumerate(self.pattern) if part[0] != WORD), -1)
        last = max((i for i, part in enumerate(self.pattern) if part[0] != WORD), default=-1)
        for place in range(len(self.pattern) - 1, -1, -1):
            part = self.pattern[place]
            if part[0] == WORD:
                made = part[1:] + made if left or place < first or place > last else made
                continue
            digit = left if place == first else left[-1:]
            left = "" if place == first else left[:-1]
            digit = digit or ("0" if part == "0" else "")
            made = digit + (decimals if place == last else "") + made
        return made.strip()


def cell_formats(styles: bytes, elements: Allowance) -> tuple[NumberFormat | None, ...]:
    """The number format of every cell format (attribute ``s`` of a cell) of ``xl/styles.xml``; None where a number shows as
    itself. Raises MalformedError, TooManyError."""
    codes = dict(BUILT_IN)
    used: list[int] = []
    within = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal within
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            within = name
        elif name == "numFmt" and within != "dxfs":
            codes[_number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")[:LONGEST_CODE]
        elif name == "xf" and within == "cellXfs":
            if len(used) >= MOST_STYLES:
                raise TooManyError(f"more than {MOST_STYLES:,} cell formats")
            used.append(_number(attributes.get("numFmtId", "")))

    read_events(styles, elements, start, _ignored, _ignored)
    formats = {number: read_format(codes[number]) for number in set(used) if number in codes}
    return tuple(formats.get(number) for number in used)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _ignored(_word: str) -> None:
    """Neither ends nor texts matter here."""


def read_format(code: str) -> NumberFormat | None:
    """The first section of a format code; None for one that shows a number as its digits (General, text, dates)."""
    made = _read(code)
    return None if made.plain else made


def _read(code: str) -> NumberFormat:
    percent = decimals = commas = 0
    fraction = seen = False
    pattern: list[str] = []
    place, size = 0, len(code)
    while place < size and code[place] != ";":
        sign = code[place]
        place += 1
        general = next((name for name in GENERAL if code.startswith(name, place - 1)), "")
        if general:
            place += len(general) - 1
            pattern.append("#")
            seen = True
        elif sign == '"':
            end = code.find('"', place)
            end = size if end < 0 else end
            pattern.append(WORD + code[place:end])
            place = end + 1
        elif sign in "\\!":
            pattern.append(WORD + code[place : place + 1])
            place += 1
        elif sign in "_*":
            place += 1
        elif sign == "[":
            end = code.find("]", place)
            place = size if end < 0 else end + 1
        elif sign in DIGITS:
            commas, seen = 0, True
            if fraction:
                decimals += 1
            else:
                pattern.append(sign)
        elif sign == ".":
            fraction = True
        elif sign == ",":
            commas += seen
        elif sign == "%":
            percent += 1
        elif sign in "@/" or (sign.isascii() and sign.isalpha()):
            return NumberFormat()  # text, fractions, exponents, dates
        else:
            pattern.append(WORD + sign)
    return NumberFormat(percent, commas, decimals, tuple(pattern))
