"""Annealing of pupils over two sections of an offering (A04, K03): four pupils, whose best distribution is counted by hand."""

from __future__ import annotations

from solver.search.master.assign_pupils import anneal_section_assignment
from solver.search.master_solution import MasterSolution, SectionPlan
from tests.schools.tiny_by_hand import EARLY, LATE, MONDAY, instance, problem, with_club

SCHOOL = with_club(problem(), sections=2)


def _solution(first: tuple[str, ...], second: tuple[str, ...], late: int = LATE) -> MasterSolution:
    """The club in the first period with T1 and, once more, with T2."""
    return MasterSolution(
        {}, (SectionPlan("club", ((MONDAY, EARLY),), "T1", first), SectionPlan("club", ((MONDAY, late),), "T2", second)), 0.0
    )


def test_whole_classes_go_together() -> None:
    """No two pupils may share a group with another class. Mixed, each class has somebody in care in both periods: four groups. With 1A
    away in one period and 2A in the other there is one group in each: two, the least."""
    here = instance(school=SCHOOL, numbers={"K03": {"pupils": 1}})
    mixed = _solution(("1A1", "2A1"), ("1A2", "2A2"))
    found = anneal_section_assignment(here, mixed)
    assert sorted(sorted(section.pupils) for section in found.sections) == [["1A1", "1A2"], ["2A1", "2A2"]]
    assert [section.times for section in found.sections] == [section.times for section in mixed.sections]


def test_sections_of_one_time_are_left_alone() -> None:
    """Who sits in which of two sections of the same time is all the same to care."""
    here = instance(school=SCHOOL, numbers={"K03": {"pupils": 1}})
    mixed = _solution(("1A1", "2A1"), ("1A2", "2A2"), EARLY)
    assert anneal_section_assignment(here, mixed) == mixed


def test_nobody_is_moved_into_their_tutoring() -> None:
    """2A1 and 2A2 are tutored in the second period: they stay in the first."""
    here = instance(school=SCHOOL, numbers={"K03": {"pupils": 1}})
    given = MasterSolution({(2, MONDAY): 1}, _solution(("2A1", "2A2"), ("1A1", "1A2")).sections, 0.0)
    assert anneal_section_assignment(here, given).sections == given.sections
