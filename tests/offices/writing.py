"""Ways in which people write a class, a name, weekdays, grades and numbers."""

from __future__ import annotations

from random import Random

from tests.offices.disorder import Disorder
from tests.offices.truth import SchoolClass

DIGITS = "〇一二三四五六七八九"
DAYS = "一二三四五"
FIRST_YEAR = 2026
"""Year in which grade 1 of the drawn school began."""


def chinese(number: int) -> str:
    """1..19 as Chinese numerals."""
    return DIGITS[number] if number < 10 else "十" + (DIGITS[number - 10] if number > 10 else "")


def full_width(text: str) -> str:
    """Digits, letters and brackets as full-width characters."""
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789()" else c for c in text)


def class_ways(home: SchoolClass) -> tuple[str, ...]:
    """The ways in which a class is written; the first is the school's own."""
    grade, number = chinese(home.grade), home.number
    return (
        f"{grade}（{number}）班", f"{grade}({number})班", f"{grade}年级{number}班", f"{home.grade}.{number}", f"{grade}{number}班",
        f"{home.grade}年级{number}班", f"{grade}年级（{chinese(number)}）班", f"{home.grade}{number:02d}", f"{home.grade}({number})",
        f"{grade}（{chinese(number)}）班", f"{FIRST_YEAR + 1 - home.grade}级{number}班",
    )


class Hand:
    """One office's hand: how it writes, drawn by ``random`` and by the disorders that are on."""

    def __init__(self, random: Random, disorders: frozenset[Disorder]) -> None:
        self.random = random
        self.disorders = disorders
        self._way = random.choice((0, 0, 1, 2, 4, 6))

    def has(self, disorder: Disorder) -> bool:
        return disorder in self.disorders

    def heading(self, usual: str, *others: str) -> str:
        """A heading, in other words where the office has them."""
        return self.random.choice((usual, *others)) if self.has(Disorder.OTHER_HEADINGS) else usual

    def class_name(self, home: SchoolClass, any_way: bool = False) -> str:
        """A class as written; ``any_way``: in any of five ways where that disorder is on."""
        ways = class_ways(home)
        way = self.random.choice((0, 1, 2, 4, 5, 6)) if any_way and self.has(Disorder.CLASS_FIVE_WAYS) else self._way
        text = ways[way]
        return full_width(text) if self.has(Disorder.FULL_WIDTH) and self.random.random() < 0.3 else text

    def name(self, name: str, at: float = 0.5) -> str:
        """A name as written: a space inside names of two characters, an invisible character behind."""
        text = name
        if len(name) == 2 and self.has(Disorder.SPACED_NAMES) and self.random.random() < at:
            text = name[0] + self.random.choice(("　", " ", "  ")) + name[1]
        if self.has(Disorder.INVISIBLE) and self.random.random() < 0.05:
            text += self.random.choice(("\u200b", "\xa0", " ", "\ufeff"))
        return text

    def number(self, number: int | None) -> str | int | None:
        """A number in class: a number, text, two digits, full width."""
        if number is None:
            return None
        draw = self.random.random()
        if self.has(Disorder.NUMBERS_AS_TEXT) and draw < 0.3:
            return f"{number:02d}"
        if self.has(Disorder.FULL_WIDTH) and draw > 0.9:
            return full_width(str(number))
        return number

    def weekdays(self, weekdays: tuple[int, ...]) -> str:
        """Weekdays in words, where the office writes words; else 周一、周三."""
        listed = "、".join("周" + DAYS[day - 1] for day in weekdays)
        if not self.has(Disorder.DATES_IN_WORDS):
            return listed
        ways = ["周" + "".join(DAYS[day - 1] for day in weekdays), "星期" + "、".join(DAYS[day - 1] for day in weekdays),
                "每周" + "、".join(DAYS[day - 1] for day in weekdays), listed]
        if weekdays == (1, 2, 3, 4, 5):
            ways += ["周一至周五", "每天", "周一到周五"]
        elif len(weekdays) > 2 and weekdays == tuple(range(weekdays[0], weekdays[-1] + 1)):
            ways += [f"周{DAYS[weekdays[0] - 1]}至周{DAYS[weekdays[-1] - 1]}"]
        return self.random.choice(ways)

    def grades(self, grades: tuple[int, ...]) -> str:
        """Consecutive grades: 三至六年级, 3-6年级; one alone: 三年级."""
        first, last = grades[0], grades[-1]
        if first == last:
            return chinese(first) + "年级"
        return self.random.choice((f"{chinese(first)}至{chinese(last)}年级", f"{first}-{last}年级", f"{chinese(first)}—{chinese(last)}年级",
                                   "、".join(chinese(grade) for grade in grades) + "年级"))


def clock(minute: int) -> str:
    """8:20."""
    return f"{minute // 60}:{minute % 60:02d}"
