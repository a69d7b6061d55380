"""View of a term's overview: figures of its request, the steps to a published plan, and the next of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from api.files.language import Said
from api.mapping.request import Request
from api.page.error_page import PREFIX
from api.page.term_tabs import TermTab, term_path
from api.storage.jobs import Job
from api.storage.plans import PlanRow
from api.storage.publications import Publication
from solver import Policy
from solver.policy.setting import chosen, settings


class TermFigure(NamedTuple):
    """A number with what it counts."""

    value: int
    said: Said


class TermStep(NamedTuple):
    """TermStep on the way to a published plan. shade: of page.css: ``done``, ``warn``, ``wrong``, or empty for what is still to come.
    href: of the page where it is done; action: the words of its main button, None where there is nothing to do."""

    said: Said
    state: Said
    shade: str
    href: str
    action: Said | None = None


@dataclass(frozen=True, slots=True)
class TermProgress:
    """State of a term beside its request. reasons, warnings: numbers of those that counting finds. names: number of pupils
    with a name; None where no list is kept."""

    reasons: int
    warnings: int
    changed_rules: int
    names: int | None = None
    job: Job | None = None
    plan: PlanRow | None = None
    plans: int = 0
    in_force: Publication | None = None


@dataclass(frozen=True, slots=True)
class TermOverview:
    """Figures, dates, steps, and the next step, which has an action; None where the visitor has nothing to do."""

    figures: tuple[TermFigure, ...]
    first: str
    last: str
    service_days: int
    steps: tuple[TermStep, ...]
    next: TermStep | None


def figures_of(request: Request) -> tuple[TermFigure, ...]:
    """Numbers of a request: pupils, applicants, wishes, classes, adults, courses, rooms, lessons."""
    problem = request.problem
    applicants = sum(bool(pupil.weekdays) for pupil in problem.pupils)
    wishes = sum(len(pupil.choices) for pupil in problem.pupils)
    return (
        TermFigure(len(problem.pupils), ("名学生", "pupils")),
        TermFigure(applicants, ("人报名", "applicants")),
        TermFigure(wishes, ("个课程志愿", "course wishes")),
        TermFigure(len(problem.classes), ("个班", "classes")),
        TermFigure(sum(person.takes_part for person in problem.staff), ("名教职工参加", "staff who take part")),
        TermFigure(len(problem.outside), ("名校外人员", "outside people")),
        TermFigure(len(problem.offerings), ("门课程", "courses")),
        TermFigure(len(problem.rooms), ("间场地", "rooms")),
        TermFigure(len(problem.lessons), ("节课表上的课", "lessons of the timetable")),
    )


def overview_of(term_id: str, request: Request, policy: Policy, progress: TermProgress, *, plans: bool) -> TermOverview:
    """Overview of a term. plans: whether the visitor may plan, and is led to what is to be done."""
    term = request.problem.term
    steps = tuple(_steps(term_id, policy, progress))
    following = next((step for step in steps if step.action is not None), None)
    shown = None if following is None or (not plans and not progress.plans) else following
    return TermOverview(
        tuple(figure for figure in figures_of(request) if figure.value), term.first.isoformat(), term.last.isoformat(),
        len(term.service_dates()), steps, shown,
    )  # fmt: skip


def _steps(term_id: str, policy: Policy, progress: TermProgress) -> Sequence[TermStep]:
    planned = progress.plan is not None
    waiting = not planned and progress.job is None
    return (
        _names(term_id, progress),
        _rules(term_id, policy, progress),
        _check(term_id, progress, ask=waiting),
        _solve(term_id, progress, ask=waiting and not progress.reasons),
        _publish(term_id, progress),
    )


def _names(term_id: str, progress: TermProgress) -> TermStep:
    href, said = term_path(term_id, TermTab.NAMES), ("姓名", "Names")
    if progress.names is None:
        return TermStep(said, ("没有姓名表，材料只印编号", "no list: papers print ids"), "", href)
    return TermStep(said, (f"{progress.names} 名学生有姓名", f"{progress.names} pupils have a name"), "done", href)


def _rules(term_id: str, policy: Policy, progress: TermProgress) -> TermStep:
    own = sum(not setting.by_data and chosen(setting, policy) is None for setting in settings().values())
    zh, en = f"{policy.zh}", f"{policy.en}"
    if progress.changed_rules:
        zh, en = f"{zh}，本校改动 {progress.changed_rules} 处", f"{en}, {progress.changed_rules} changes of the school's own"
    if own:
        zh, en = f"{zh}，{own} 个问题另有规定", f"{en}, {own} questions answered in its own way"
    return TermStep(("规则集", "Policy"), (zh, en), "done", term_path(term_id, TermTab.POLICY))


def _check(term_id: str, progress: TermProgress, *, ask: bool) -> TermStep:
    href, said = term_path(term_id, TermTab.CHECK), ("预检", "Check")
    if progress.reasons:
        action = ("看排不出的原因和办法", "See why it cannot be planned, and what helps") if ask else None
        return TermStep(said, (f"{progress.reasons} 处排不出", f"{progress.reasons} reasons why no plan can exist"), "wrong", href, action)
    if progress.warnings:
        state = (f"没有排不出的地方，{progress.warnings} 处提醒", f"nothing stands against a plan, {progress.warnings} warnings")
        return TermStep(said, state, "warn", href)
    return TermStep(said, ("没有发现排不出的地方", "nothing stands against a plan"), "done", href)


def _solve(term_id: str, progress: TermProgress, *, ask: bool) -> TermStep:
    said, job = ("求解", "Solve"), progress.job
    if job is not None:
        return TermStep(said, ("正在进行", "under way"), "warn", f"{PREFIX}/jobs/{job.id}", ("看求解进度", "See the search"))
    if progress.plan is not None:
        return TermStep(said, (f"已有 {progress.plans} 个方案", f"{progress.plans} plans"), "done", term_path(term_id, TermTab.PLANS))
    action = ("开始求解", "Begin to solve") if ask else None
    return TermStep(said, ("还没有方案", "no plan yet"), "", term_path(term_id, TermTab.SOLVE), action)


def _publish(term_id: str, progress: TermProgress) -> TermStep:
    said, plan, published = ("发布", "Publish"), progress.plan, progress.in_force
    if published is not None:
        return TermStep(said, ("已发布，家长可以看到", "published: families can see it"), "done", f"{PREFIX}/plans/{published.plan_id}",
                    ("看发布的方案", "See the published plan"))  # fmt: skip
    if plan is not None:
        return TermStep(said, ("还没有发布", "not published"), "", f"{PREFIX}/plans/{plan.id}", ("打开最新方案", "Open the newest plan"))
    return TermStep(said, ("还没有方案", "no plan yet"), "", term_path(term_id, TermTab.PLANS))
