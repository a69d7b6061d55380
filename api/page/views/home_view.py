"""Views of the home page: a district's schools, and the bureau's districts with the way through the first start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.files.language import Said
from api.page.error_page import PREFIX
from api.page.views.steps import STAGES, TermStage, WorkStep, school_step
from api.storage.school_states import DistrictFigures, SchoolState
from api.storage.schools import District


@dataclass(frozen=True, slots=True)
class SchoolRowView:
    """Row of a school. term: name of its newest term, or empty."""

    name: str
    href: str
    term: str
    step: WorkStep


@dataclass(frozen=True, slots=True)
class StageCount:
    """Number of the listed schools at a stage. chip: its name and class."""

    chip: tuple[Said, str]
    schools: int


@dataclass(frozen=True, slots=True)
class DistrictHome:
    """Home page of a district. whole: whether all its schools are listed; later: address of the next page of them, or empty."""

    id: str
    name: str
    schools: Sequence[SchoolRowView]
    counts: Sequence[StageCount]
    whole: bool
    later: str


@dataclass(frozen=True, slots=True)
class DistrictRowView:
    """Row of a district."""

    id: str
    name: str
    href: str
    figures: DistrictFigures


@dataclass(frozen=True, slots=True)
class StartStep:
    """Step of the first start. href: where it is done, on this page or another."""

    said: Said
    why: Said
    done: bool
    href: str
    action: Said


@dataclass(frozen=True, slots=True)
class BureauHome:
    """Home page of the bureau. start: steps of the first start, empty once all are done. key_file: path of the
    first key's file while it is there, or empty. later: address of the next page of
    districts, or empty."""

    districts: Sequence[DistrictRowView]
    start: Sequence[StartStep]
    key_file: str
    later: str


def district_home(
    district: District | None, states: Sequence[SchoolState], following: str | None, first: bool, may_plan: bool
) -> DistrictHome:
    """Home page of a district. first: the states are the first page of its schools."""
    rows = tuple(_school_row(state, may_plan) for state in states)
    stages = [row.step.stage for row in rows]
    counts = tuple(StageCount(STAGES[stage], stages.count(stage)) for stage in TermStage if stage in stages)
    known = district or District("", "")
    return DistrictHome(known.id, known.name, rows, counts, first and following is None, f"{PREFIX}?after={following}" if following else "")


def bureau_home(
    districts: Sequence[District], figures: Mapping[str, DistrictFigures], following: str | None, offices: int, new_school: str | None,
    key_file: str,
) -> BureauHome:  # fmt: skip
    """Home page of the bureau. offices: number of valid keys and members of schools and districts. new_school: id of a school, the
    one made last if there is any."""
    rows = tuple(DistrictRowView(each.id, each.name, f"{PREFIX}/districts/{each.id}", figures[each.id]) for each in districts)
    schools = sum(row.figures.schools for row in rows)
    give = f"{PREFIX}/people/new?role=planner" + (f"&school={new_school}" if new_school else "")
    steps = (
        StartStep(("建一个区县", "Make a district"), ("学校都属于一个区县。", "Every school belongs to a district."),
                  bool(rows), "#new-district", ("填写", "Fill it in")),
        StartStep(("建一所学校", "Make a school"), ("学期、方案、课表都放在学校名下。", "Terms, plans and timetables belong to a school."),
                  schools > 0, "#new-school", ("填写", "Fill it in")),
        StartStep(("给教务处一把密钥", "Give its office a key"),
                  ("教务处用它登录，导入数据、排课、发布。", "The office signs in with it, brings data, plans and publishes."),
                  offices > 0, give, ("去发放", "Give it")),
    )  # fmt: skip
    start = () if following or all(step.done for step in steps) else steps
    return BureauHome(rows, start, key_file, f"{PREFIX}?after={following}" if following else "")


def _school_row(state: SchoolState, may_plan: bool) -> SchoolRowView:
    term = "" if state.term is None else state.term.term.name
    return SchoolRowView(state.school.name, f"{PREFIX}/schools/{state.school.id}", term, school_step(state, may_plan))
