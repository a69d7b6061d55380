"""Staffing analysis of a plan as a page shows it: the questions with what each asks and takes, and the answer of a job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.files.language import Language, Said
from api.files.staffing.stored import load_fewest, load_stress, load_values
from api.page.views.job_words import job_state
from api.page.views.sheets import Sheet, sheets
from api.page.views.staffing_plots import Plot, fewest_plots, stress_plots, values_plots
from api.services.staffing import StaffingAnswer
from api.storage.jobs import Job
from solver import Policy, Tier

USUAL_GOALS = ("fairness", "choice", "cost")
"""Goals that a frontier compares where nobody says otherwise."""
QUESTIONS: Mapping[str, Said] = {
    "fewest": ("最少几个人", "Fewest adults"), "values": ("多一份值多少", "What one more is worth"),
    "stress": ("抗缺勤", "Stress under absence"), "frontier": ("取舍曲线", "The frontier of goals"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoalChoice:
    """A goal that a frontier may compare."""

    id: str
    name: Said
    chosen: bool


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An earlier question about the plan."""

    id: str
    question: Said
    created_at: int
    state: Said
    chip: str


@dataclass(frozen=True, slots=True)
class StaffingAnswerView:
    """Answer of a question: findings in sentences, plots, tables. complete: whether nothing was left out."""

    question: Said
    sentences: tuple[Said, ...]
    plots: tuple[Plot, ...]
    tables: tuple[Sheet, ...]
    complete: bool


def goal_choices(policy: Policy) -> tuple[GoalChoice, ...]:
    """Goals of a policy, the usual ones chosen."""
    return tuple(GoalChoice(tier.name, _tier(tier), tier.name in USUAL_GOALS) for tier in policy.tiers)


def answer_rows(jobs: Sequence[Job]) -> tuple[AnswerRow, ...]:
    """Jobs of questions as rows, in their order."""
    return tuple(AnswerRow(job.id, question_words(job), job.created_at, *job_state(job.state)) for job in jobs)


def question_words(job: Job) -> Said:
    """Question of a job in words."""
    return QUESTIONS.get(str(job.params.get("question", "")), "")


def answer_view(answer: StaffingAnswer, language: Language) -> StaffingAnswerView:
    """Answer -> view. The sentences stand once, before the plots; a frontier's plot stands in its table already."""
    tables = tuple(_without_text(each, answer.sentences) for each in sheets(answer.pages))
    return StaffingAnswerView(
        QUESTIONS.get(answer.question, answer.question), answer.sentences, _plots(answer, language), tables, answer.complete
    )


def _plots(answer: StaffingAnswer, language: Language) -> tuple[Plot, ...]:
    found = answer.document()
    if answer.question == "fewest":
        return fewest_plots(load_fewest(found), language)
    if answer.question == "values":
        return values_plots(answer.policy, load_values(found), language)
    return stress_plots(load_stress(found), language) if answer.question == "stress" else ()


def _without_text(sheet: Sheet, told: Sequence[Said]) -> Sheet:
    text = tuple(each for each in sheet.text if each not in told)
    return Sheet(sheet.title, sheet.header, sheet.rows, text, sheet.note, sheet.figure)


def _tier(tier: Tier) -> Said:
    return tier.zh, tier.en
