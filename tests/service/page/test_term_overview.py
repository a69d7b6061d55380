"""Overview of a term: the next step is the first that is open, and what stands against a plan is told before."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from api.mapping.request import Request, request_from_doc
from api.page.views.term_overview import TermProgress, figures_of, overview_of
from api.services.loading import choose_policy
from api.storage.plans import PlanRow
from api.storage.publications import Publication

NOTHING = TermProgress(0, 0, 0)
PLAN = PlanRow("p", "elm", "east", "a", None, 1, 0, "key:x")
IN_FORCE = Publication("f", "elm", "a", "p", 1, 0, "key:x", None)


@pytest.fixture(scope="module")
def request_of_tiny(samples: Path) -> Request:
    return request_from_doc(json.loads((samples / "tiny.json").read_bytes()))


@pytest.mark.parametrize(("progress", "leads_to"), [
    (NOTHING, "/page/terms/a/solve"),
    (replace(NOTHING, warnings=3), "/page/terms/a/solve"),
    (replace(NOTHING, reasons=1), "/page/terms/a/check"),
    (replace(NOTHING, plan=PLAN, plans=1), "/page/plans/p"),
    (replace(NOTHING, plan=PLAN, plans=1, reasons=1), "/page/plans/p"),
    (replace(NOTHING, plan=PLAN, plans=1, in_force=IN_FORCE), "/page/plans/p"),
])  # fmt: skip
def test_one_step_is_next(request_of_tiny: Request, progress: TermProgress, leads_to: str) -> None:
    view = overview_of("a", request_of_tiny, choose_policy(request_of_tiny), progress, plans=True)
    assert view.next is not None
    assert view.next.href == leads_to


def test_whoever_does_not_plan_is_not_asked_to(request_of_tiny: Request) -> None:
    assert overview_of("a", request_of_tiny, choose_policy(request_of_tiny), NOTHING, plans=False).next is None


def test_figures_count_the_request(request_of_tiny: Request) -> None:
    problem = request_of_tiny.problem
    counted = {figure.said: figure.value for figure in figures_of(request_of_tiny)}
    assert counted["名学生", "pupils"] == len(problem.pupils)
    assert counted["个课程志愿", "course wishes"] == sum(len(pupil.choices) for pupil in problem.pupils)
