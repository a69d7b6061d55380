"""What a person reads of a job, and the exit code that it deserves: the same as those of ``solve``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from api.cli.exits import Exit
from api.cli.fault_lines import fault_line
from api.cli.summary import print_limit, print_reasons, print_warnings
from api.files.amounts import percent
from api.files.plan.search_run import ENDS
from solver import Fault, Reason

STATES: Mapping[str, tuple[str, str]] = {
    "queued": ("排队中", "queued"),
    "running": ("求解中", "running"),
    "done": ("已完成，方案没有违规", "done, the plan has no violations"),
    "failed": ("未完成", "failed"),
    "cancelled": ("已取消", "cancelled"),
    "refused": ("无解", "no plan can exist"),
}
OPEN = ("queued", "running")


def plan_of(job: Mapping[str, Any]) -> str | None:
    """The id of a job's plan, if it made one."""
    found = (job.get("result") or {}).get("plan")
    return found if isinstance(found, str) else None


def exit_code(job: Mapping[str, Any]) -> Exit:
    """As for a solve on this machine: a plan that the checker objects to never exits 0. Unfinished jobs exit 0."""
    if job["state"] in OPEN:
        return Exit.VALID
    if plan_of(job) is not None:
        return Exit.VALID if (job["result"] or {}).get("valid") else Exit.VIOLATIONS
    if job["state"] == "refused":
        return Exit.INFEASIBLE
    reason = job.get("reason") or {}
    return Exit.BAD_INPUT if reason.get("code") == "bad-input" else Exit.STOPPED


def _read_reason(entry: Mapping[str, Any]) -> Reason:
    rule, zh, en, measured, limit = (str(entry.get(name, "")) for name in ("rule", "zh", "en", "measured", "limit"))
    return Reason(rule, zh, en, measured, limit)


def print_job(console: Console, job: Mapping[str, Any]) -> None:
    """State, reasons, gap and times of a job."""
    zh, en = STATES.get(job["state"], (job["state"], job["state"]))
    _line(console, f"任务 / job {job['id']}：{zh} / {en}", "bold")
    reason = job.get("reason") or {}
    if reason:
        _line(console, f"  {reason.get('zh', '')} / {reason.get('en', '')}")
    print_reasons(console, [_read_reason(each) for each in reason.get("reasons") or ()])
    for each in reason.get("errors") or ():
        words = (each.get(name, "") for name in ("value", "zh", "en", "hint_zh", "hint_en"))
        _line(console, f"  {fault_line(Fault((each.get('where', ''),), *words))}")
    if plan_of(job) is not None:
        _line(console, f"方案 / plan: {plan_of(job)}  最大差距 / largest gap: {percent(job.get('gap'))}")
    result = job.get("result") or {}
    _print_result(console, result)
    for each in result.get("limits") or ():
        print_limit(console, str(each.get("zh", "")), str(each.get("en", "")))
    print_warnings(console, _reasons(result.get("warnings")))
    if job.get("ended_at") and job.get("started_at"):
        waited = (job["started_at"] - job["created_at"]) / 1000
        first = "-" if not job.get("first_plan_at") else f"{(job['first_plan_at'] - job['started_at']) / 1000:.1f} s"
        took = (job["ended_at"] - job["started_at"]) / 1000
        _line(console, f"排队 / waited: {waited:.1f} s  用时 / time: {took:.1f} s  首个方案 / first plan: {first}")


def _reasons(listed: Iterable[Mapping[str, Any]] | None) -> list[Reason]:
    def text(each: Mapping[str, Any], name: str) -> str:
        return str(each.get(name, ""))

    return [
        Reason(text(each, "rule"), text(each, "zh"), text(each, "en"), text(each, "measured"), text(each, "limit"))
        for each in listed or ()
    ]


def _print_result(console: Console, result: Mapping[str, Any]) -> None:
    """Why the search ended, pupils with fewer clubs than they asked for, care by own teachers, and money that is missing; the names
    stand in the plan."""
    wishes, shortfall = result.get("wishes") or {}, result.get("shortfall") or 0
    if result.get("ended_by") in ENDS:
        zh, en = ENDS[result["ended_by"]]
        _line(console, f"搜索 / search: {zh} / {en}")
    if wishes.get("seekers"):
        asked, met, fewer, none, out = (wishes.get(name, 0) for name in ("seekers", "met", "fewer", "none", "first_refused"))
        zh = f"选报课程 {asked} 人：足额 {met}，少于所报 {fewer}，一门也没有 {none}；第一志愿未录取 {out}"
        en = f"clubs asked for by {asked}: {met} met, {fewer} fewer, {none} none; {out} first choices refused"
        _line(console, f"{zh} / {en}")
    care = result.get("care") or {}
    if care.get("periods"):
        periods, own, near, adults, most = (care.get(name, 0) for name in ("periods", "own", "near", "adults_median", "adults_most"))
        zh = f"看护 {periods} 班次：由本班教师 {own}，由本班或本年级教师 {near}；每班 {adults:g} 人（中位数），最多 {most} 人"
        en = f"{periods} class periods of care: {own} by own teachers, {near} by these or its grade's"
        en += f"; {adults:g} adults a class (median), at most {most}"
        _line(console, f"{zh} / {en}")
    if shortfall:
        _line(console, f"经费缺口 {shortfall / 100:,.2f} 元 / {shortfall / 100:,.2f} yuan are missing")


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Text(text, style=style), soft_wrap=True)
