"""``afterbell submit``, ``watch``, ``fetch`` and ``cancel``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.console import Console

from api.cli.exits import Exit, refusal
from api.cli.live import view_for
from api.cli.notices import tell
from api.cli.options import DateOption, ForceOption, UntilOption
from api.cli.remote.ending import OPEN, STATES, exit_code, plan_of, print_job
from api.cli.remote.progress import follow_job, place_words
from api.cli.remote.service import RefusedError, Service, in_clear, service_at
from api.cli.summary import stdout_console
from api.cli.watching import Stopping, run_watched
from api.files.file_bytes import unpack
from api.services.choosing import parse_settings
from api.services.goals import goals
from api.services.outputs import PLAN_SUFFIXES, Outputs, output_faults, write_whole
from solver import Fault

ServerOption = Annotated[str, typer.Option(envvar="AFTERBELL_SERVER", help="服务地址 address of the service")]
KeyOption = Annotated[
    str, typer.Option(envvar="AFTERBELL_KEY", help="密钥，宜用环境变量 API key, better by environment", show_default=False)
]
OutputOption = Annotated[list[Path] | None, typer.Option("--output", "-o", help="方案文件 plan: .json .xlsx .html, repeatable")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 no progress")]
JobArgument = Annotated[str, typer.Argument(help="任务编号 id of a job", metavar="JOB")]
MOST_UNPACKED = 100_000_000
HERE = "http://127.0.0.1:8000"
ACCEPT = {
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html",
}
"""Suffix -> media type. Not from :mod:`api.deps`: the web stack is slow to load."""


def submit(
    request: Annotated[Path, typer.Argument(help="申请文件 request, .json, .json.gz or .xlsx")],
    school: Annotated[str, typer.Option(help="学校编号 id of the school")],
    seconds: Annotated[float | None, typer.Option(min=0.1, help="时限（秒） time limit")] = None,
    effort: Annotated[float | None, typer.Option(min=0.1, help="确定性工作量上限 limit of deterministic effort")] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="随机种子 seed")] = 1,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="搜索线程，至多如服务所设 threads, at most as set there")] = None,
    policy: Annotated[str | None, typer.Option(help="规则集，代替申请中的 profile instead of the request's")] = None,
    setting: Annotated[list[str] | None, typer.Option("--set", help="改规则 change a rule: K03.classes=1, D10.level=off")] = None,
    date: DateOption = None,
    until: UntilOption = None,
    watch: Annotated[bool, typer.Option("--watch", help="等到结束，显示进度 stay until it has ended, and show progress")] = False,
    output: OutputOption = None,
    quiet: QuietOption = False,
    force: ForceOption = False,
    server: ServerOption = HERE,
    key: KeyOption = "",
) -> None:
    """把申请交给服务求解 Have a running service draw up a plan.

    With --watch or -o it stays to the end, and Ctrl-C stops the search and keeps its best plan. Exit: as for `solve`; without
    them 0 as soon as the job is queued.
    """
    outputs = output or []
    overrides, faults = parse_settings(setting or [])
    faults += output_faults([Outputs("--output", outputs, PLAN_SUFFIXES)], (request,), force=force)
    if not request.is_file():
        faults.append(Fault(("REQUEST",), str(request), "没有这个文件。", "There is no such file.",
                            "可能路径有误。", "Maybe the path is wrong."))  # fmt: skip
    if faults:
        raise refusal(faults)
    with asked(server, key) as service:
        term = _submitted(service, school, request)
        wanted = {
            "kind": "solve", "seconds": seconds, "effort": effort, "seed": seed, "workers": workers, "profile": policy,
            "overrides": overrides or None, "effect": date, "until": until,
        }  # fmt: skip
        given = {name: value for name, value in wanted.items() if value is not None}
        job = service.post(f"/v1/terms/{term}/jobs", json=given)
        typer.echo(f"任务 / job: {job['id']}（学期 / term {term}）", err=watch or bool(outputs))
        if job.get("queue") and not watch and not outputs:
            typer.echo(f"排队中 / queued: {place_words(job['queue'])}")
        if watch or outputs:
            _stay(service, job["id"], outputs, force=force, quiet=quiet, cancelling=True)


def watch(
    job: JobArgument,
    output: OutputOption = None,
    quiet: QuietOption = False,
    force: ForceOption = False,
    server: ServerOption = HERE,
    key: KeyOption = "",
) -> None:
    """看任务的进度直到结束；Ctrl-C 只离开，任务继续 Watch a job to its end; Ctrl-C leaves, and the job goes on.

    Exit: as for `solve`.
    """
    outputs = output or []
    faults = output_faults([Outputs("--output", outputs, PLAN_SUFFIXES)], force=force)
    if faults:
        raise refusal(faults)
    with asked(server, key) as service:
        _stay(service, quote(job, safe=""), outputs, force=force, quiet=quiet, cancelling=False)


def fetch(
    what: Annotated[str, typer.Argument(help="任务或方案的编号 id of a job or of a plan", metavar="JOB|PLAN")],
    output: Annotated[list[Path], typer.Option("--output", "-o", help="方案文件 plan: .json .xlsx .html, repeatable")],
    force: ForceOption = False,
    server: ServerOption = HERE,
    key: KeyOption = "",
) -> None:
    """取回方案 Fetch a plan.

    Exit: 0 fetched, 2 bad input, 4 the job has no plan (yet).
    """
    faults = output_faults([Outputs("--output", output, PLAN_SUFFIXES)], force=force)
    if faults:
        raise refusal(faults)
    with asked(server, key) as service:
        job = _job_or_none(service, what)
        plan = what if job is None else plan_of(job)
        if plan is None:
            print_job(stdout_console(), job or {})
            typer.echo("这个任务没有方案 / this job has no plan", err=True)
            raise typer.Exit(Exit.STOPPED)
        _fetched(service, plan, output, force=force)


def cancel(job: JobArgument, server: ServerOption = HERE, key: KeyOption = "") -> None:
    """取消任务，保留目前最好的方案 Cancel a job; its best plan is kept.

    Exit: 0 cancelled, or ended before; 2 bad input.
    """
    with asked(server, key) as service:
        found = service.post(f"/v1/jobs/{quote(job, safe='')}/cancel")
        zh, en = STATES.get(found["state"], (found["state"], found["state"]))
        stopping = found["state"] in OPEN
        typer.echo("正在取消 / being cancelled" if stopping else f"任务状态 / the job is: {zh} / {en}")


@contextmanager
def asked(server: str, key: str) -> Iterator[Service]:
    """The service, whose refusals end the command in plain words."""
    if key and in_clear(server):
        typer.echo("注意：密钥未加密传输，宜用 https / the key travels in clear: better use https", err=True)
    try:
        with service_at(server, key) as service:
            yield service
    except RefusedError as error:
        raise refusal(error.faults) from None


def _submitted(service: Service, school: str, request: Path) -> str:
    """Hand a request in, and tell what its reading noticed; the id of the term."""
    content = request.read_bytes()
    suffix = ".xlsx" if request.suffix.lower() == ".xlsx" else ".json"
    if request.suffix.lower() == ".gz":
        content, faults = unpack(content, MOST_UNPACKED)
        if faults:
            raise refusal(faults, request)
    term = service.post(f"/v1/schools/{quote(school, safe='')}/terms", content=content, content_type=ACCEPT[suffix])
    tell(
        Fault((str(told["where"]),), told["value"], told["zh"], told["en"], told["hint_zh"], told["hint_en"])
        for told in term.get("notices", ())
    )
    return str(term["id"])


def _stay(service: Service, job_id: str, outputs: Sequence[Path], *, force: bool, quiet: bool, cancelling: bool) -> None:
    """Watch a job to its end, fetch its plan, and leave with its exit code."""

    def stop() -> None:  # whoever only watches never comes here
        service.post(f"/v1/jobs/{job_id}/cancel")

    with Stopping(at_once=not cancelling) as stopping:
        try:
            with view_for(Console(stderr=True), goals(), quiet=quiet) as view:
                job = run_watched(partial(follow_job, service, job_id), view, stopping, stop)
            plan = plan_of(job)
            if plan is not None:
                _fetched(service, plan, outputs, force=force)
        except KeyboardInterrupt:
            typer.echo(f"任务继续 / the job goes on: afterbell watch {job_id}", err=True)
            os._exit(128 + stopping.number)  # as for a solve: the thread that listens cannot be ended from here
    print_job(stdout_console(), job)
    raise typer.Exit(exit_code(job))


def _fetched(service: Service, plan: str, outputs: Sequence[Path], *, force: bool) -> None:
    for path in outputs:
        content = service.get(f"/v1/plans/{quote(plan, safe='')}", ACCEPT[path.suffix.lower()]).content
        typer.echo(f"已写出 / written: {write_whole(path, content, force=force)}", err=True)


def _job_or_none(service: Service, what: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = service.get(f"/v1/jobs/{quote(what, safe='')}").json()
    except RefusedError as error:
        if error.status == 404:
            return None
        raise
    return found
