"""View of a job: its state in words, what came of it and why, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from api.files.amounts import percent
from api.files.language import Said
from api.files.plan.search_run import ENDS
from api.page.error_page import PREFIX
from api.page.plan_tabs import plan_page
from api.page.term_tabs import TermTab, term_path
from api.page.views.job_words import STATES, duration, job_kind
from api.storage.jobs import CANCELLED, DONE, FAILED, QUEUED, REFUSED, Job
from api.storage.reasons import BAD_INPUT, ERASED, NO_PLAN

CHARTED = ("solve", "replan")
"""Kinds whose goals are drawn over time; figures of the others are of many searches."""


@dataclass(frozen=True, slots=True)
class JobStep:
    """Link to what may be done next. main: the one that most want."""

    href: str
    text: Said
    main: bool = False


@dataclass(frozen=True, slots=True)
class JobFigure:
    """Figure of what a job made."""

    value: Said
    said: Said


@dataclass(frozen=True, slots=True)
class JobView:
    """Job of a principal. told: title of the window. sentence: what came of it. reasons: sentences with their rules. limits, warnings:
    sentences. faults: documents. withheld: there are reasons that the principal may not read. plan: id of the plan that it made.
    seconds: its time limit, None where it has none of its own. charted: its goals are drawn. remedies: those of its term are offered."""

    id: str
    kind: str
    name: Said
    state: str
    open: bool
    stopping: bool
    stoppable: bool
    mark: str
    shade: str
    said: Said
    told: Said
    sentence: Said
    reasons: tuple[tuple[str, Said], ...]
    withheld: bool
    limits: tuple[Said, ...]
    warnings: tuple[Said, ...]
    faults: tuple[Mapping[str, Any], ...]
    figures: tuple[JobFigure, ...]
    took: Said | None
    steps: tuple[JobStep, ...]
    plan: str | None
    seconds: float | None
    charted: bool
    remedies: bool


@dataclass(frozen=True, slots=True)
class Seeing:
    """Rights of a principal on the page of a job. plans: plan. batches: see batches. pupils: read reasons that name pupils."""

    plans: bool
    batches: bool
    pupils: bool


def job_view(
    job: Job, reason: Mapping[str, Any] | None, result: Mapping[str, Any] | None, seeing: Seeing, default: float, most: float
) -> JobView:
    """View of a job. reason, result: as the principal may see them. default, most: time limits of the service in seconds."""
    reason, result = reason or {}, result or {}
    words = STATES[job.state]
    said = _outcome(job, reason, result)
    limit = _seconds(job, default, most)
    return JobView(
        id=job.id, kind=job.kind, name=_title(job.kind), state=job.state, open=not job.ended,
        stopping=job.cancel_at is not None and not job.ended, stoppable=seeing.plans and not job.ended and job.cancel_at is None,
        mark=words.mark, shade=words.shade, said=words.said, told=_beside(words.mark, said), sentence=_sentence(job, reason, result, said),
        reasons=tuple((str(each.get("rule", "")), _both(each)) for each in reason.get("reasons") or ()),
        withheld=bool(reason) and not seeing.pupils and job.state in (REFUSED, FAILED),
        limits=tuple(map(_both, result.get("limits") or ())), warnings=tuple(map(_both, result.get("warnings") or ())),
        faults=tuple(reason.get("errors") or ()), figures=_figures(result), took=_took(job),
        steps=_steps(job, reason, result, seeing, limit, most), plan=_plan(result), seconds=limit, charted=job.kind in CHARTED,
        remedies=seeing.plans and _has_remedies(job, reason, result),
    )  # fmt: skip


def _title(kind: str) -> Said:
    said = job_kind(kind)
    return said if isinstance(said, str) else (said[0], said[1].capitalize())


def _plan(result: Mapping[str, Any]) -> str | None:
    found = result.get("plan")
    return found if isinstance(found, str) else None


def _has_remedies(job: Job, reason: Mapping[str, Any], result: Mapping[str, Any]) -> bool:
    """Whether ways out of a failure are offered: of a solve without a complete plan; and those that a job found."""
    if job.term_id is None or not job.ended:
        return False
    if job.kind == "repair":
        return bool(result.get("repairs") or result.get("valid_as_it_is"))
    return job.kind == "solve" and (job.state == REFUSED or reason.get("code") == NO_PLAN["code"])


def _both(document: Mapping[str, Any]) -> Said:
    return str(document.get("zh", "")), str(document.get("en", ""))


def _beside(mark: str, said: Said) -> Said:
    zh, en = said if isinstance(said, tuple) else (said, said)
    return f"{mark} {zh}", f"{mark} {en}"


def _seconds(job: Job, default: float, most: float) -> float | None:
    """Time limit of a job that is one search; none under a limit of effort."""
    if job.kind not in (*CHARTED, "repair", "school_answer") or job.params.get("effort") is not None:
        return None
    return min(float(job.params.get("seconds") or default), most)


def _outcome(job: Job, reason: Mapping[str, Any], result: Mapping[str, Any]) -> Said:
    """State in a few words, by what was made."""
    plan, valid = _plan(result), bool(result.get("valid"))
    if job.state == DONE:
        return _done(job, result)
    if job.state == CANCELLED and plan is not None:
        if valid:
            return "已停止，方案已保留", "stopped, the plan is kept"
        return "已停止，不完整的方案已保留", "stopped, an incomplete plan is kept"
    if job.state == FAILED and result.get("exceptions"):
        return f"带 {result['exceptions']} 处例外的方案", f"a plan with {result['exceptions']} exceptions"
    if job.state == FAILED and reason.get("code") == NO_PLAN["code"]:
        return ("没找到补救办法", "no repair found") if job.kind == "repair" else ("没有排出完整的方案", "no complete plan")
    if job.cancel_at is not None and not job.ended:
        return "正在停止", "stopping"
    return STATES[job.state].said


def _done(job: Job, result: Mapping[str, Any]) -> Said:
    if job.kind == "repair" and "repairs" in result:
        if result.get("valid_as_it_is"):
            return "照原样就排得出", "it can be planned as it is"
        count = len(result["repairs"])
        return f"找到 {count} 个补救办法", f"{count} repairs found"
    if job.kind in ("solve", "replan", "repair"):
        return "方案已排好", "the plan is ready"
    return {
        "what_if": ("情景已算完", "the scenarios are done"), "staffing": ("分析已算完", "the analysis is done"),
        "batch": ("各校已算完", "all schools are done"),
    }.get(job.kind, STATES[DONE].said)  # fmt: skip


def _sentence(job: Job, reason: Mapping[str, Any], result: Mapping[str, Any], said: Said) -> Said:
    """Outcome of a job that ended, with its reason, in a sentence; of one that has not, its state."""
    if not job.ended:
        if job.state == QUEUED:
            return ("排到后自动开始。可以关掉本页，任务照常进行。", "It begins by itself; you may close this page, the job goes on.")
        return ("可以关掉本页，任务照常进行。", "You may close this page: the job goes on.")
    if job.state == DONE and job.kind in CHARTED:
        return _solved(job, result)
    if job.state == FAILED and result.get("exceptions"):
        return ("守不住的规则逐条列为例外，须逐条签字；这样的方案不能发布。",
                "The rules that cannot be kept are listed as exceptions to be signed; such a plan cannot be published.")  # fmt: skip
    if job.state == REFUSED:
        return ("没有任何方案能守住全部硬性规则，原因如下。", "No plan can keep every hard rule, for these reasons.")
    if job.state == CANCELLED and _plan(result) is not None:
        if result.get("valid"):
            return ("按要求停止，停止前最好的方案满足全部硬性规则，已保留。",
                    "Stopped as asked; the best plan until then keeps every hard rule and is kept.")  # fmt: skip
        return ("按要求停止，停止前最好的方案还不完整，已保留，不能发布。",
                "Stopped as asked; the best plan until then is incomplete; it is kept and cannot be published.")  # fmt: skip
    if reason.get("code") == BAD_INPUT["code"]:
        return ("数据或规则有误，要改的地方如下。", "The data or the rules are wrong; this is to be mended.")
    return _both(reason) if reason.get("zh") else said


def _solved(job: Job, result: Mapping[str, Any]) -> Said:
    if result.get("status") == "optimal":
        return ("方案满足全部硬性规则，每个目标都已证明不可能更好。", "The plan keeps every hard rule, and no goal can be better: proven.")
    zh, en = ENDS.get(str(result.get("ended_by")), ("", ""))
    ended_zh, ended_en = (f"{zh}，", f"{en}; ") if zh else ("", "")
    if job.gap is None:
        return f"方案满足全部硬性规则。{ended_zh}可能还能更好。", f"The plan keeps every hard rule; {ended_en}it may get better still."
    gap = percent(job.gap / 1e6)
    return (f"方案满足全部硬性规则。{ended_zh}离理论上的最好至多差 {gap}。",
            f"The plan keeps every hard rule; {ended_en}it is at most {gap} from the best that could be.")  # fmt: skip


def _figures(result: Mapping[str, Any]) -> tuple[JobFigure, ...]:
    found: list[JobFigure] = []
    wishes, care, shortfall = result.get("wishes") or {}, result.get("care") or {}, result.get("shortfall") or 0
    if wishes.get("seekers"):
        found.append(JobFigure(f"{wishes['met']}/{wishes['seekers']}", ("选报课程足额的学生", "pupils whose club wishes are met in full")))
        found.append(JobFigure(str(wishes["none"]), ("一门也没选上的学生", "pupils without any club")))
    if care.get("periods"):
        near: Said = ("由本班或本年级教师看护的班次", "class periods of care by own or grade teachers")
        found.append(JobFigure(f"{care['near']}/{care['periods']}", near))
    if shortfall:
        found.append(JobFigure((f"{shortfall / 100:,.2f} 元", f"{shortfall / 100:,.2f} yuan"), ("经费缺口", "money that is missing")))
    if "changes" in result and result["changes"] is not None:
        found.append(JobFigure(str(result["changes"]), ("与原方案不同之处", "changes against the plan before")))
    if result.get("lost_locks"):
        found.append(JobFigure(str(result["lost_locks"]), ("守不住的锁定", "locks that could not be kept")))
    return tuple(found)


def _took(job: Job) -> Said | None:
    """Time from the beginning of the first attempt to the end."""
    return None if job.started_at is None or job.ended_at is None else duration((job.ended_at - job.started_at) / 1000)


def _steps(
    job: Job, reason: Mapping[str, Any], result: Mapping[str, Any], seeing: Seeing, limit: float | None, most: float
) -> tuple[JobStep, ...]:
    """Links to what was made, then to what may be done next."""
    steps = _made(job, result, seeing)
    further = seeing.plans and job.kind == "solve" and job.ended and job.state != REFUSED and reason.get("code") != ERASED["code"]
    if job.term_id is not None and job.state == REFUSED:
        steps.append(JobStep(term_path(job.term_id, TermTab.CHECK), ("看预检，换一种办法", "See the check, try another way")))
    if job.term_id is not None and job.state in (REFUSED, FAILED) and "errors" in reason:
        steps.append(JobStep(term_path(job.term_id, TermTab.POLICY), ("看规则集", "See the policy")))
    if further and job.term_id is not None and result.get("status") != "optimal":
        steps.append(_again(job.term_id, _plan(result), limit, most))
    if job.kind in ("replan", "what_if", "staffing") and job.state in (FAILED, CANCELLED) and isinstance(job.params.get("plan"), str):
        steps.append(JobStep(plan_page(job.params["plan"]), ("回到原方案", "Back to the plan")))
    if job.ended and job.term_id is not None and not steps:
        steps.append(JobStep(term_path(job.term_id), ("回到学期", "Back to the term")))
    return tuple(steps)


def _made(job: Job, result: Mapping[str, Any], seeing: Seeing) -> list[JobStep]:
    """Links to what a job made, or makes."""
    plan, steps = _plan(result), []
    if plan is not None and result.get("valid"):
        steps.append(JobStep(plan_page(plan), ("看方案", "See the plan"), main=True))
        if seeing.plans:
            steps.append(JobStep(plan_page(plan, "publish"), ("发布", "Publish")))
    elif plan is not None:
        steps.append(JobStep(plan_page(plan), ("看不完整的方案", "See the incomplete plan"), main=True))
    if job.kind == "what_if":
        steps.append(JobStep(f"{PREFIX}/jobs/{job.id}/comparison", ("看比较", "See the comparison"), main=True))
    if job.kind == "staffing" and isinstance(job.params.get("plan"), str):
        page = f"{plan_page(job.params['plan'], 'staffing')}?{urlencode({'job': job.id})}"
        steps.append(JobStep(page, ("看分析", "See the analysis"), main=job.state == DONE))
    if job.kind == "batch" and seeing.batches:
        steps.append(JobStep(f"{PREFIX}/batches/{job.id}", ("看各校", "See the schools"), main=True))
    if job.parent_id is not None and seeing.batches:
        steps.append(JobStep(f"{PREFIX}/batches/{job.parent_id}", ("回到批量任务", "Back to the batch")))
    return steps


def _again(term: str, plan: str | None, limit: float | None, most: float) -> JobStep:
    """Link to a further solve: from the plan where there is one, and for twice the time."""
    query: dict[str, str] = {}
    if limit is not None and limit < most:
        query["seconds"] = f"{min(2 * limit, most):g}"
    if plan is not None:
        query["start"] = plan
    said: Said = ("从这个方案接着排", "Go on from this plan") if plan is not None else ("再排一次，时间更长", "Once more, for longer")
    if plan is None and "seconds" not in query:
        said = ("再排一次", "Once more")
    return JobStep(term_path(term, TermTab.SOLVE) + (f"?{urlencode(query)}" if query else ""), said)

