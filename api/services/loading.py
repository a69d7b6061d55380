"""Loading of requests, plans and policies; every error carries all its faults."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import solver
from api.files.file_bytes import FILE
from api.files.json_text import parse_json
from api.files.language import Language
from api.files.plan.bundle import PlanBundle
from api.files.plan.plan_file import PlanFile
from api.files.plan.printed import PrintedRow
from api.files.plan.reader import read_plan_file
from api.files.plan.workbook import printed_copy
from api.files.request.reader import read_request
from api.mapping.request import Request, request_from_doc
from api.services.reporting import as_json
from solver import Fault, Plan, PlanError, Policy, ProblemError, load_policy
from solver.plan.period import for_plan, period_faults


def load_request(source: Path | bytes, suffix: str | None = None) -> Request:
    """Load a request from a file, or from bytes with their suffix. Raises ProblemError."""
    with _naming(source):
        return read_request(source, suffix)


def load_plan(source: Path, *, ignore_edits: bool = False, request: Request | None = None) -> PlanFile:
    """Load a plan file, its plan in canonical order; with a request, one of its school and term. Raises PlanError.

    ignore_edits: skip cells that were edited by hand in the printed sheets of a workbook, which are a fault otherwise. request:
    names the edits in a workbook without a copy of its printed cells.
    """
    with _naming(source):
        found = read_plan_file(source, ignore_edits=True)
        if request is not None:
            belonging(request, found, str(source))
        if not ignore_edits and source.suffix.lower() == ".xlsx":
            found = read_plan_file(source, redraw=None if request is None else partial(_redrawn, request))
        return found.canonical()


def _redrawn(request: Request, plan: Plan) -> list[PrintedRow]:
    problem, policy = for_plan(request.problem, plan), choose_policy(request)
    return printed_copy(PlanBundle(problem, policy, plan, solver.check_plan(problem, policy, plan)), Language.BOTH)


def belonging(request: Request, found: PlanFile, place: str) -> PlanFile:
    """Plan file of the request's school and term, or of unnamed ones. Raises PlanError with both names for another's.

    place: source of the plan, a file or a key.
    """
    faults = belonging_faults((request.problem.school, request.problem.term.name), (found.school, found.term), place)
    ends = (found.plan.effect, found.plan.until)
    faults += [replace(fault, path=(place, *fault.path)) for fault in period_faults(request.problem.term, *ends)]
    if faults:
        raise PlanError(faults)
    return found


def belonging_faults(asked: tuple[str, str], found: tuple[str, str], place: str) -> list[Fault]:
    """Faults of a plan of another school or term. asked: school and term of the request; found: those of the plan."""
    words = (("school", "学校", "school"), ("term", "学期", "term"))
    return [
        Fault((place, key), its, f"{zh}不同：方案是“{its}”的，申请是“{ours}”的。",
              f'Another {en}: the plan is of "{its}", the request of "{ours}".',
              "可能选错了文件；新学期请用 solve 从头编排；只是改了名称，就在申请中写回原来的名称。",
              "Maybe it is the wrong file; a new term is planned by solve; where only the name was changed, write the old one.")
        for (key, zh, en), ours, its in zip(words, asked, found, strict=True)
        if its and _plain(its) != _plain(ours)
    ]  # fmt: skip


def _plain(name: str) -> str:
    """Name without differences of width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).split())


def choose_policy(request: Request, name: str | None = None, overrides: Mapping[str, Any] | None = None) -> Policy:
    """Policy of a request, with another profile if ``name`` is given, and overrides merged over the request's own.

    Raises PolicyError.
    """
    return load_policy(name or request.policy_name, request.overrides, overrides)


class Pair(NamedTuple):
    """Request with a plan of it. register: document of completed tasks, or None."""

    request: Request
    found: PlanFile
    register: object = None


def load_check(body: bytes) -> tuple[Request, PlanFile]:
    """Parse ``{"request": …, "plan": …}``. Raises ProblemError or PlanError with every fault of the part at fault, and for a
    plan of another school or term."""
    pair = _pair(body, ("request", "plan"))
    return pair.request, pair.found


def load_pair(body: bytes) -> Pair:
    """Parse the same with a register of tasks, ``"tasks"``, which is optional."""
    return _pair(body, ("request", "plan", "tasks"))


def _pair(body: bytes, known: tuple[str, ...]) -> Pair:
    document, faults = parse_json(body)
    if faults:
        raise ProblemError(faults)
    parts = document if isinstance(document, dict) else {}
    wrong = [Fault((name,), "", "缺少这一项。", "This key is required.", "可能键名写错了。", "Maybe the key is misspelt.")
             for name in ("request", "plan") if name not in parts]  # fmt: skip
    wrong += [Fault((name,), name, "不认识这个键。", "Unknown key.", "可能键名写错了。", "Maybe the key is misspelt.")
              for name in parts if name not in known]  # fmt: skip
    if wrong:
        raise ProblemError(wrong)
    with _below("request"):
        request = request_from_doc(parts["request"])
    with _below("plan"):
        plan = read_plan_file(as_json(parts["plan"]), ".json")
    return Pair(request, belonging(request, plan, "plan").canonical(), parts.get("tasks"))


@contextmanager
def _naming(source: Path | bytes) -> Iterator[None]:
    """Add the file's name to faults of a file as a whole."""
    try:
        yield
    except (ProblemError, PlanError) as error:
        if isinstance(source, bytes):
            raise
        whole = ((), (FILE,))
        raise type(error)(
            [replace(fault, path=(str(source),)) if fault.path in whole else fault for fault in error.faults]
        ) from None


@contextmanager
def _below(root: str) -> Iterator[None]:
    """Prefix the path of every fault with ``root``."""
    try:
        yield
    except (ProblemError, PlanError) as error:
        raise type(error)([replace(fault, path=(root, *fault.path)) for fault in error.faults]) from None


def in_order(first: Path, second: Path) -> tuple[Path, Path]:
    """Order two files as plan and request: swapped when one of them parses as the other's kind."""
    swapped = _reads(load_request, first) or _reads(load_plan, second)
    return (second, first) if swapped else (first, second)


def _reads(read: Callable[[Path], object], path: Path) -> bool:
    try:
        read(path)
    except (ProblemError, PlanError):
        return False
    return True
