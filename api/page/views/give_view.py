"""View of the form that gives a key, adds a member or changes a member's role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from api.access.role import OF_A_DISTRICT, OF_A_SCHOOL, Role
from api.files.language import Said
from api.page.frame import ROLE_NAMES
from api.page.views.people_view import ROLE_WORDS
from api.page.views.words import PlanWords
from api.storage.members import Member
from api.storage.people_search import SchoolChoice
from api.storage.schools import District
from solver import Problem

HOLDER_ROLES = (Role.BUREAU, Role.DISTRICT, Role.PLANNER, Role.CLASS_TEACHER, Role.TEACHER, Role.READER)
"""Roles that people are given, widest first."""


@dataclass(frozen=True, slots=True)
class ListedChoice:
    """Entry of a list of choices."""

    id: str
    said: Said
    chosen: bool = False
    hint: Said = ""


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices under a heading."""

    name: str
    choices: Sequence[ListedChoice]


@dataclass(frozen=True, slots=True)
class GiveView:
    """Form. schools, districts: to choose the scope from; empty where the role has none. classes, staff: of the chosen school's newest
    term; known_term: whether it has one. member: the one whose role is changed. provider: whether an identity provider is set up."""

    role: str
    roles: Sequence[ListedChoice]
    schools: Sequence[ChoiceGroup]
    districts: Sequence[ListedChoice]
    wants_classes: bool
    wants_person: bool
    classes: Sequence[ListedChoice]
    staff: Sequence[ListedChoice]
    known_term: bool
    member: Member | None
    provider: bool

    @property
    def wants_school(self) -> bool:
        """Whether the role is one of a school."""
        return self.role in OF_A_SCHOOL

    @property
    def wants_district(self) -> bool:
        """Whether the role is one of a district."""
        return self.role in OF_A_DISTRICT


def give_view(
    role: Role, of_bureau: bool, schools: Sequence[SchoolChoice], districts: Sequence[District], school: str | None,
    problem: Problem | None, member: Member | None, provider: bool,
) -> GiveView:  # fmt: skip
    """View of the form. role: chosen. school: id of the chosen one. problem: of its newest term. of_bureau: the giver may give every
    role."""
    held = member.classes if member is not None else ()
    person = member.person if member is not None else None
    district = member.district_id if member is not None else None
    return GiveView(
        role.value,
        tuple(
            ListedChoice(each.value, ROLE_NAMES[each], each is role, ROLE_WORDS[each])
            for each in HOLDER_ROLES if of_bureau or each is not Role.BUREAU
        ),
        _grouped(schools, school) if role in OF_A_SCHOOL else (),
        tuple(ListedChoice(each.id, each.name, each.id == district) for each in districts) if role in OF_A_DISTRICT else (),
        role is Role.CLASS_TEACHER, role is Role.TEACHER, *_of_term(problem, held, person), problem is not None, member, provider,
    )  # fmt: skip


def _of_term(problem: Problem | None, held: Sequence[str], person: str | None) -> tuple[Sequence[ListedChoice], Sequence[ListedChoice]]:
    """Classes and staff of a term, by name."""
    if problem is None:
        return (), ()
    words = PlanWords(problem)
    known = [each.id for each in problem.classes]
    left = [each for each in held if each not in known]  # of an earlier term
    classes = tuple(ListedChoice(each, words.home(each), each in held) for each in (*known, *left))
    adults = [*(each.id for each in problem.staff), *(each.id for each in problem.outside)]
    return classes, tuple(ListedChoice(each, f"{words.person(each)}（{each}）", each == person) for each in adults)


def _grouped(schools: Sequence[SchoolChoice], chosen: str | None) -> Sequence[ChoiceGroup]:
    groups = groupby(schools, lambda school: school.district)
    return tuple(ChoiceGroup(name, tuple(ListedChoice(each.id, each.name, each.id == chosen) for each in of)) for name, of in groups)
