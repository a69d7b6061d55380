"""Terms and plans as the solver knows them. Reading a large school takes a third of a second; the last few are kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection

from api.errors import GONE, ApiError
from api.files.bundle import PlanBundle
from api.mapping import Request, request_from_doc
from api.storage.packed import digest
from api.storage.plans import Revision, revision_document
from api.storage.terms import term_document
from solver import Plan, Policy, Problem, check_plan, load_plan, load_policy

T = TypeVar("T")
KEPT = 16
"""Requests and plans that a process keeps opened; a large school's takes some 20 MB."""


@dataclass(frozen=True)
class Opened:
    """A term with the policy that it is judged by."""

    problem: Problem
    policy: Policy


class Shelf:
    """What was opened last, by what it was opened from. Safe to use from many threads; bodies that are being opened by one
    thread may be opened by another too, which costs time and harms nothing."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._requests: OrderedDict[str, Request] = OrderedDict()
        self._policies: OrderedDict[str, Policy] = OrderedDict()
        self._plans: OrderedDict[str, Plan] = OrderedDict()

    def request(self, connection: Connection, term_id: str) -> Request:
        """The request of a term. Raises 410 once it is erased."""
        return _find(self._lock, self._requests, term_id, self._kept, lambda: _request(connection, term_id))

    def opened(self, connection: Connection, term_id: str, chosen: Mapping[str, Any]) -> Opened:
        """A term under a policy that was chosen: ``profile`` and ``overrides``. Raises 410 once it is erased."""
        request = self.request(connection, term_id)
        policy = _find(
            self._lock, self._policies, digest(dict(chosen)), self._kept, lambda: load_policy(chosen["profile"], chosen["overrides"])
        )
        return Opened(request.problem, policy)

    def plan(self, connection: Connection, revision: Revision) -> Plan:
        """The assignments of a revision."""
        return _find(self._lock, self._plans, revision.sha256, self._kept, lambda: _plan(connection, revision))

    def bundle(self, connection: Connection, term_id: str, revision: Revision) -> PlanBundle:
        """A revision with all that explains it, judged anew by the checker."""
        opened = self.opened(connection, term_id, revision.policy)
        plan = self.plan(connection, revision)
        return PlanBundle(opened.problem, opened.policy, plan, check_plan(opened.problem, opened.policy, plan))

    def forget(self, term_id: str) -> None:
        """Keep nothing of a term any more, nor of any plan."""
        with self._lock:
            self._requests.pop(term_id, None)
            self._plans.clear()


def _find(lock: threading.Lock, shelf: OrderedDict[str, T], key: str, kept: int, make: Callable[[], T]) -> T:
    """What stands on a shelf under a key, made if it is not there; whatever was used longest ago gives way."""
    with lock:
        if key in shelf:
            shelf.move_to_end(key)
            return shelf[key]
    made = make()
    with lock:
        shelf[key] = made
        while len(shelf) > kept:
            shelf.popitem(last=False)
    return made


def _request(connection: Connection, term_id: str) -> Request:
    document = term_document(connection, term_id)
    if document is None:
        raise ApiError(GONE, term_id)
    return request_from_doc(document)


def _plan(connection: Connection, revision: Revision) -> Plan:
    document = revision_document(connection, revision.plan_id, revision.number)
    if document is None:
        raise ApiError(GONE, revision.plan_id)
    return load_plan(document)
