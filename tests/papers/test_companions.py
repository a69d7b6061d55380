"""What became of each pair, on the office's page alone; whoever is refused for a companion is told so, and not who it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.files.content.page import Page
from api.files.content.pages import plan_pages
from api.files.language import zh
from api.files.papers.paper import paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.papers.registry import PAPER_KINDS, drawn_paper
from api.files.plan.bundle import PlanBundle
from api.files.plan.document import plan_document
from solver.check.plan_index import PlanIndex
from solver.check.report import check
from solver.papers.companions import companion_outcomes
from solver.papers.wishes import wishes
from solver.plan.plan import Plan, Seat
from solver.problem.companions import Companion
from solver.problem.problem import Problem
from tests.check import builders

TOGETHER, APART = Companion("P2", "P1", "together", "must"), Companion("P4", "P1", "apart", "wish")


def school(*companions: Companion) -> Problem:
    return replace(builders.problem(), companions=companions)


def bundle(problem: Problem, plan: Plan | None = None) -> PlanBundle:
    of = plan or builders.plan()
    return PlanBundle(problem, builders.policy(), of, check(problem, builders.policy(), of))


def text(page: Page) -> str:
    return "\n".join(zh(cell.text) for block in page.blocks for row in (*block.header, *block.rows) for cell in row)


def outcomes(problem: Problem, plan: Plan | None = None) -> list[tuple[tuple[str, str], str]]:
    view = PlanIndex(problem, builders.policy(), plan or builders.plan())
    return [(item.pair.pupils, item.outcome) for item in companion_outcomes(view)]


def without(*seats: tuple[str, str]) -> Plan:
    plan = builders.plan()
    return replace(plan, seats=tuple(seat for seat in plan.seats if (seat.pupil, seat.offering) not in seats))


def test_outcomes() -> None:
    assert outcomes(school(TOGETHER, APART)) == [(("P1", "P4"), "unkept"), (("P1", "P2"), "kept")]
    assert outcomes(school(TOGETHER), without(("P2", "chess"))) == [(("P1", "P2"), "unkept")]
    assert outcomes(school(TOGETHER), without(("P2", "chess"), ("P1", "chess"))) == [(("P1", "P2"), "unseated")]
    assert outcomes(school(Companion("P2", "P6", "together"))) == [(("P2", "P6"), "idle")]
    assert outcomes(school(Companion("P2", "P4", "apart"))) == [(("P2", "P4"), "kept")]


def test_the_paper_lists_each_pair_with_its_sections() -> None:
    (page,) = drawn_paper("companions", PaperContext(bundle(school(TOGETHER, APART)))).pages
    assert "分开" in text(page)
    assert "足球" in text(page)
    assert "2 对：没有做到 1，做到 1" in map(zh, page.blocks[0].text)
    (nothing,) = drawn_paper("companions", PaperContext(bundle(builders.problem()))).pages
    assert "没有登记同伴" in zh(nothing.blocks[0].text[0])


def test_who_is_to_be_apart_stands_on_nothing_else() -> None:
    """Names that occur nowhere but in the pair, on the pages of a plan that breaks it and on every other paper."""
    twins = tuple(replace(pupil, id=f"X{pupil.id}X") if pupil.id in ("P1", "P5") else pupil for pupil in builders.problem().pupils)
    problem = replace(builders.problem(), pupils=twins, companions=(Companion("XP1X", "XP5X", "apart", "must"),))
    seats = tuple(seat._replace(pupil=f"X{seat.pupil}X") if seat.pupil in ("P1", "P5") else seat for seat in builders.plan().seats)
    desk = PaperContext(bundle(problem, replace(builders.plan(), seats=seats)))
    for kind in sorted(set(PAPER_KINDS) - {"class", "pupil", "rosters", "late", "companions"}):
        assert "XP5X" not in paper_bytes(kind, drawn_paper(kind, desk), desk, ".json").decode(), kind
    sound = bundle(problem, replace(builders.plan(), seats=tuple(seat for seat in seats if seat.pupil != "XP5X")))
    assert "分开" not in "".join(text(page) for page in plan_pages(sound) if page.key != "compliance")


def test_readers_of_a_part_see_no_notices() -> None:
    whole = bundle(school(Companion("P2", "P6", "together", "must"), APART))
    assert "P2—P6" in "".join(text(page) for page in plan_pages(whole))
    part = replace(whole, told=whole.wishes.told(("P1", "P4")))
    assert "P2—P6" not in "".join(text(page) for page in plan_pages(part))
    assert "apart" not in str(plan_document(part))


@pytest.mark.parametrize(("companion", "plan"), [
    (Companion("P5", "P1", "apart", "must"), without(("P5", "chess"))),
    (Companion("P5", "P4", "together", "must"), without(("P5", "chess"))),
])  # fmt: skip
def test_whoever_is_refused_for_a_companion_is_told_so(companion: Companion, plan: Plan) -> None:
    problem = school(companion)
    (unmet,) = (item for item in wishes(PlanIndex(problem, builders.policy(), plan)).unmet if item.pupil == "P5")
    assert [(each.offering, each.reason) for each in unmet.refusals] == [("ball", "full"), ("chess", "companions")]
    free = wishes(PlanIndex(builders.problem(), builders.policy(), plan))
    assert "left" in [each.reason for item in free.unmet for each in item.refusals]


def test_the_reason_names_nobody() -> None:
    problem = school(Companion("P5", "P1", "apart", "must"))
    page = next(page for page in plan_pages(bundle(problem, without(("P5", "chess")))) if page.key == "wishes")
    assert "同伴安排" in text(page)
    row = next(row for block in page.blocks for row in block.rows if row and zh(row[0].text) == "P5")
    assert "P1" not in "".join(zh(cell.text) for cell in row)
    assert Seat("P5", "chess", 1) in builders.plan().seats
