"""Requests, plans and policies as the services need them; every error carries all its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import solver
from api.files.bundle import PlanBundle
from api.files.json_text import parse_json
from api.files.plan_source import read_plan
from api.files.plan_xlsx import printed_copy
from api.files.printed import PrintedRow
from api.files.request_source import FILE, read_request
from api.mapping.request import Request, request_from_doc
from api.services.reporting import as_json
from solver import Fault, Plan, PlanError, Policy, ProblemError, load_policy


def load_request(source: Path | bytes, suffix: str | None = None) -> Request:
    """Read a request from a file, or from bytes with their suffix. Raises ProblemError."""
    with _naming(source):
        return read_request(source, suffix)


def load_plan(source: Path, *, ignore_edits: bool = False, request: Request | None = None) -> Plan:
    """Read a plan from a file, in canonical order. Raises PlanError.

    ignore_edits: pass over what was edited by hand in the printed sheets of a workbook, which is a fault otherwise.
    request: of the plan, by which edits are named in a workbook that keeps no copy of what was printed.
    """
    with _naming(source):
        redraw = None if request is None else partial(_redrawn, request)
        return read_plan(source, ignore_edits=ignore_edits, redraw=redraw).canonical()


def _redrawn(request: Request, plan: Plan) -> list[PrintedRow]:
    policy = choose_policy(request)
    return printed_copy(PlanBundle(request.problem, policy, plan, solver.check_plan(request.problem, policy, plan)))


def choose_policy(request: Request, name: str | None = None, overrides: Mapping[str, Any] | None = None) -> Policy:
    """The request's policy, with another profile if ``name`` is given, and overrides laid over the request's own.

    Raises PolicyError.
    """
    return load_policy(name or request.policy_name, request.overrides, overrides)


def load_check(body: bytes) -> tuple[Request, Plan]:
    """Read ``{"request": …, "plan": …}``. Raises ProblemError or PlanError with every fault of the part at fault."""
    document, faults = parse_json(body)
    if faults:
        raise ProblemError(faults)
    parts = document if isinstance(document, dict) else {}
    wrong = [Fault((name,), "", "缺少这一项。", "This key is required.", "可能键名写错了。", "Maybe the key is misspelt.")
             for name in ("request", "plan") if name not in parts]  # fmt: skip
    wrong += [Fault((name,), name, "不认识这个键。", "Unknown key.", "可能键名写错了。", "Maybe the key is misspelt.")
              for name in parts if name not in ("request", "plan")]  # fmt: skip
    if wrong:
        raise ProblemError(wrong)
    with _below("request"):
        request = request_from_doc(parts["request"])
    with _below("plan"):
        plan = read_plan(as_json(parts["plan"]), ".json")
    return request, plan.canonical()


@contextmanager
def _naming(source: Path | bytes) -> Iterator[None]:
    """Let faults of a file as a whole name it."""
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
    """Put ``root`` before the path of every fault."""
    try:
        yield
    except (ProblemError, PlanError) as error:
        raise type(error)([replace(fault, path=(root, *fault.path)) for fault in error.faults]) from None


def in_order(first: Path, second: Path) -> tuple[Path, Path]:
    """Plan and request of two files named in either order: swapped when one of them can be read as the other's kind."""
    swapped = _reads(load_request, first) or _reads(load_plan, second)
    return (second, first) if swapped else (first, second)


def _reads(read: Callable[[Path], object], path: Path) -> bool:
    try:
        read(path)
    except (ProblemError, PlanError):
        return False
    return True
