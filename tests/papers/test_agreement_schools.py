"""Every paper of the random schools on which checker and model are held together (``tests.agreement.cases``) is drawn without fault.

Their plans break rules one by one, at the edge and beyond; papers must say what is of each.
"""

from __future__ import annotations

from functools import cache

import pytest

from api.files.draw_html import pages_html
from api.files.papers.paper_context import PaperContext
from api.files.papers.registry import PAPER_KINDS, drawn_paper
from api.files.plan.bundle import PlanBundle
from solver.check.report import check
from tests.agreement.cases import cases

SEEDS = range(9_400, 9_406)
EVERY = 4
"""One case in so many of each school is drawn."""


@cache
def contexts() -> tuple[PaperContext, ...]:
    found = [case for seed in SEEDS for case in cases(seed)[::EVERY]]
    return tuple(PaperContext(PlanBundle(c.problem, c.policy, c.plan, check(c.problem, c.policy, c.plan))) for c in found)


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_every_paper_is_drawn(kind: str) -> None:
    for context in contexts():
        paper = drawn_paper(kind, context)
        assert paper.pages
        assert pages_html(paper.pages, context.problem.school, kind)


def test_there_are_plans_that_keep_all_rules_and_plans_that_do_not() -> None:
    valid = [context.report.valid for context in contexts()]
    assert len(valid) >= 20
    assert 4 <= sum(valid) <= len(valid) - 4
