"""The comparator finds each kind of fault in an answer that is otherwise without fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.offices.compare import as_concluded, differences
from tests.offices.concluded import Concluded
from tests.offices.folder import write_office

FAULTS: dict[str, Callable[[Concluded], Concluded]] = {
    "lost child": lambda found: replace(found, children=found.children[1:]),
    "doubled child": lambda found: replace(found, children=(*found.children, found.children[0])),
    "invented child": lambda found: replace(found, children=(*found.children, replace(found.children[0], name="合计"))),
    "altered child": lambda found: replace(found, children=(replace(found.children[0], number=99), *found.children[1:])),
    "lost teacher": lambda found: replace(found, teachers=found.teachers[1:]),
    "altered teacher": lambda found: replace(found, teachers=(replace(found.teachers[0], homeroom=None), *found.teachers[1:])),
    "lost lesson": lambda found: replace(found, lessons=found.lessons[1:] if found.lessons else None),
    "lost wish": lambda found: replace(found, wishes=found.wishes[1:]),
    "altered wish": lambda found: replace(found, wishes=(replace(found.wishes[0], weekdays=()), *found.wishes[1:])),
    "lost outside": lambda found: replace(found, visitors=found.visitors[1:]),
    "lost course": lambda found: replace(found, clubs=()),
}


@pytest.fixture(scope="module")
def faultless() -> Concluded:
    return as_concluded(write_office(4, frozenset()).truth)


def test_the_truth_has_no_difference_from_itself(faultless: Concluded) -> None:
    assert differences(write_office(4, frozenset()).truth, faultless) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told_by_its_kind(fault: str, faultless: Concluded) -> None:
    told = differences(write_office(4, frozenset()).truth, FAULTS[fault](faultless))
    assert {f"{difference.kind} {difference.subject}" for difference in told} == {fault}
