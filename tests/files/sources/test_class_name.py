"""Classes as offices write them."""

from __future__ import annotations

import pytest

from api.files.sources.class_name import ClassName, SchoolYear, read_class
from tests.offices.truth import SchoolClass
from tests.offices.writing import class_ways, full_width

YEAR = SchoolYear(2026)
CLASSES = [SchoolClass(grade, number, "") for grade in range(1, 7) for number in (1, 2, 9, 10, 11)]


@pytest.mark.parametrize("home", CLASSES, ids=lambda home: home.id)
def test_every_way_of_writing_a_class_means_it(home: SchoolClass) -> None:
    for way in class_ways(home):
        for text in (way, full_width(way), f" {way} "):
            assert read_class(text, YEAR) == ClassName(home.grade, home.number), text


@pytest.mark.parametrize("separator", ["/", "-", " / ", "_"])
@pytest.mark.parametrize("home", CLASSES, ids=lambda home: home.id)
def test_a_path_of_a_messenger_means_its_last_part(home: SchoolClass, separator: str) -> None:
    for way in class_ways(home)[:3]:
        grade = "一二三四五六"[home.grade - 1] + "年级"
        assert read_class(separator.join(("青云小学", grade, way)), YEAR) == ClassName(home.grade, home.number)
