"""Names of people, drawn without replacement; none is of a real person."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
"""One surname more adds about 900 names."""
COMPOUND = ("欧阳", "司马", "上官", "诸葛")
GIVEN_ONE = "敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉萍红玲芬燕彬凯浩宇轩晨欣怡琪萱睿泽航博瑞昊悦彤"
GIVEN_FIRST = "子雨梓一思佳晓文志建国春海永嘉可若诗浩宇俊明亦沐"
GIVEN_SECOND = "轩涵萱怡宇辰桐彤妍豪杰睿琪瑶博晨阳雯航然悦明华英兰"
RARE = ("王䶮", "李翀", "阿依古丽·买买提", "𠮷田小雨", "张喆", "迪丽娜尔·艾合买提")
"""Characters outside GBK (䶮 is in GB18030 alone), outside the basic plane, and names with a dot."""


class Names:
    """Names drawn by ``random``; no name comes twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[str] = set()

    def one(self) -> str:
        """A new name of two to four characters."""
        while True:
            surname = self._random.choice(COMPOUND) if self._random.random() < 0.01 else self._random.choice(SURNAMES)
            if self._random.random() < 0.3:
                given = self._random.choice(GIVEN_ONE)
            else:
                given = self._random.choice(GIVEN_FIRST) + self._random.choice(GIVEN_SECOND)
            name = surname + given
            if name not in self._given:
                self._given.add(name)
                return name

    def many(self, count: int) -> list[str]:
        """``count`` new names."""
        return [self.one() for _ in range(count)]

    def of_surname(self, surname: str) -> str:
        """A new name with a given surname: a parent's name for a child's."""
        while True:
            name = surname + self._random.choice("建国志海永文春") + self._random.choice("强军华平红梅兰刚")
            if name not in self._given:
                self._given.add(name)
                return name


def surname_of(name: str) -> str:
    """The surname of a name: two characters for compound surnames, else one."""
    return name[:2] if name[:2] in COMPOUND else name[:1]


def phone(random: Random) -> str:
    """A number of the range 1390000xxxx, which looks like a mobile phone."""
    return f"1390000{random.randrange(10000):04d}"
