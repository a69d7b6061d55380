"""Questions of the staffing analysis and their answers as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import solver
from api.files.content.page import Page
from api.files.draw_html import pages_html
from api.files.draw_pdf import pages_pdf
from api.files.draw_xlsx import pages_book
from api.files.frontier.document import frontier_document
from api.files.frontier.pages import FrontierFile, conclusions, frontier_pages
from api.files.language import Language
from api.files.staffing.fewest_pages import fewest_page, fewest_sentences
from api.files.staffing.stress_pages import sentences, stress_page
from api.files.staffing.values_pages import values_page, values_sentences
from api.services.reporting import as_json
from solver import (
    Change,
    Params,
    Plan,
    Policy,
    Problem,
    Progress,
    dump_plan,
)
from solver.changes.codec import dump as dump_change

if TYPE_CHECKING:
    from solver import FewestParams, StressParams, ValueParams

STAFFING_SUFFIXES = (".json", ".xlsx", ".html", ".pdf")
OnProgress = Callable[[Progress], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class StaffingAnswer:
    """Answer of one question. sentences: the findings, Chinese and English. data: the same for programs. complete: whether neither
    the caller nor the limits left the question open."""

    question: str
    problem: Problem
    policy: Policy
    pages: tuple[Page, ...]
    sentences: tuple[tuple[str, str], ...]
    data: dict[str, Any]
    complete: bool

    def document(self) -> dict[str, Any]:
        """The answer as a JSON document."""
        return {
            "version": 1, "question": self.question, "school": self.problem.school, "term": self.problem.term.name,
            "policy": self.policy.name, "complete": self.complete,
            "sentences": [{"zh": zh, "en": en} for zh, en in self.sentences], **self.data,
        }  # fmt: skip


def answer_bytes(answer: StaffingAnswer, suffix: str, language: Language = Language.ZH) -> bytes:
    """An answer as a file. suffix: one of STAFFING_SUFFIXES. Raises MissingFontError for a PDF without its font."""
    school, title = answer.problem.school, (answer.pages[0].zh, answer.pages[0].en)
    if suffix == ".xlsx":
        return pages_book(answer.pages, school, language)
    if suffix == ".html":
        return pages_html(answer.pages, school, title, language).encode()
    if suffix == ".pdf":
        return pages_pdf(answer.pages, school, title, language)
    return as_json(answer.document())


def answer_fewest(
    problem: Problem, policy: Policy, plan: Plan | None, params: FewestParams, on_progress: OnProgress, cancelled: Cancelled
) -> StaffingAnswer:
    """Fewest adults, from a plan if there is one. Raises ProblemError for parameters out of range."""
    found = solver.fewest_adults(problem, policy, plan, params, on_progress, cancelled)
    data = asdict(replace(found, plan=None)) | {"plan": None if found.plan is None else dump_plan(found.plan), "seed": params.search.seed}
    return StaffingAnswer(
        "fewest", problem, policy, (fewest_page(problem, found),), tuple(fewest_sentences(problem, found)), data,
        found.complete and found.found is not None,
    )  # fmt: skip


def answer_values(
    problem: Problem, policy: Policy, plan: Plan, changes: Sequence[Change], params: ValueParams, on_progress: OnProgress,
    cancelled: Cancelled,
) -> StaffingAnswer:  # fmt: skip
    """Marginal values from a plan. Raises ProblemError for changes that do more than add, and for a plan that breaks rules."""
    found = solver.marginal_values(problem, policy, plan, changes, params, on_progress, cancelled)
    data = {
        "base": dict(found.base),
        "values": [
            {
                "change": dump_change(value.change), "zh": value.told.zh, "en": value.told.en, "shadow": value.shadow,
                "searched": value.searched, "gains": [asdict(gain) for gain in value.gains],
            }
            for value in found.values
        ],
        "seed": params.search.seed,
    }  # fmt: skip
    page = values_page(policy, found)
    return StaffingAnswer("values", problem, policy, (page,), tuple(values_sentences(policy, found)), data, found.complete)


def answer_stress(
    problem: Problem, policy: Policy, plan: Plan, params: StressParams, on_progress: OnProgress, cancelled: Cancelled
) -> StaffingAnswer:
    """Stress of a plan. Raises ProblemError for parameters out of range."""
    found = solver.stress(problem, policy, plan, params, on_progress, cancelled)
    data = asdict(found)
    for one, each in zip(data["survivals"], found.survivals, strict=True):
        one |= {"percent": each.percent, "percent_alone": each.percent_alone}
    return StaffingAnswer(
        "stress",
        problem,
        policy,
        (stress_page(problem, found),),
        tuple(sentences(found)),
        data | {"seed": params.seed},
        found.complete,
    )


def answer_frontier(
    problem: Problem, policy: Policy, plan: Plan, goals: Sequence[str], params: Params, on_progress: OnProgress, cancelled: Cancelled
) -> StaffingAnswer:
    """Frontier of goals, from a plan. Raises PolicyError for goals that the policy does not weigh."""

    def watch(_: str, event: Progress | None) -> None:
        if event is not None:
            on_progress(event)

    found = solver.frontier(problem, policy, params, plan, tuple(goals), watch, cancelled)
    file = FrontierFile(problem, policy, found)
    data = {key: value for key, value in frontier_document(file).items() if key not in _HEAD} | {"seed": params.seed}
    return StaffingAnswer("frontier", problem, policy, frontier_pages(file), tuple(conclusions(found)), data, complete=not cancelled())


_HEAD = ("version", "school", "term", "policy", "conclusions")
"""Keys of a frontier's document that every answer has, the findings under ``sentences``."""
