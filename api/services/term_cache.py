"""LRU cache of parsed terms and plans: parsing a large school takes 0.3 s."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection

import solver
from api.errors import GONE, ApiError
from api.files.plan.bundle import PlanBundle
from api.files.plan.search_run import run_from
from api.mapping.request import Request, request_from_doc
from api.services.plan_sequence import earlier_refs, planned, stages_of
from api.storage.marks import ERASURE, get_mark
from api.storage.packed import digest
from api.storage.plans import Revision, get_revision, revision_document
from api.storage.terms import term_document
from solver import (
    Editor,
    Plan,
    PlanError,
    Policy,
    Problem,
    Report,
    check_plan,
    load_plan,
    load_policy,
)
from solver.plan.decisions import read_decisions
from solver.problem.replan import Replan

if TYPE_CHECKING:
    from solver import Explainer

T = TypeVar("T")
KEPT = 16
"""Terms, plans and files of each kind in the cache; a large school's take some 20 MB. Raising it parses less often, and takes
more memory."""
EXPLAINERS = 4
"""Explainers in the cache; each holds the index and the constants of a plan, some 30 MB of a large school. Raising it answers
questions about more plans without deriving them anew, and takes more memory."""
BUNDLES = 4
"""Bundles in the cache; each holds the index of a plan, some 30 MB of a large school. Raising it opens pages of more plans without
indexing them anew, and takes more memory."""
SETTLED_SECONDS = 60.0
"""Seconds between the two times that the cache is cleared after an erasure: requests under way at the first may put back data
that they had read before. Raising it keeps an erased pupil in memory for longer."""


@dataclass(frozen=True)
class CachedTerm:
    """Term with its policy. key: equal for the same term and policy."""

    problem: Problem
    policy: Policy
    key: str


class TermCache:
    """Thread-safe LRU cache; two threads may parse the same body concurrently, which costs time and harms nothing.

    Cleared after an erasure by any process: each use compares the cache generation that erasures change, and so does the web
    process every few seconds (:meth:`renew`). clock: seconds, monotonic.
    """

    def __init__(self, kept: int = KEPT, clock: Callable[[], float] = time.monotonic) -> None:
        self._kept = kept
        self._clock = clock
        self._generation: str | None = None
        self._again_at: float | None = None
        self.turn = threading.Lock()
        """Lock of edits with their checks: two at a time would each take twice as long."""
        self._lock = threading.Lock()
        self._requests: OrderedDict[str, Request] = OrderedDict()
        self._planned: OrderedDict[str, CachedTerm] = OrderedDict()
        self._policies: OrderedDict[str, Policy] = OrderedDict()
        self._plans: OrderedDict[str, Plan] = OrderedDict()
        self._reports: OrderedDict[str, Report] = OrderedDict()
        self._editors: OrderedDict[str, Editor] = OrderedDict()
        self._explainers: OrderedDict[str, Explainer] = OrderedDict()
        self._bundles: OrderedDict[str, PlanBundle] = OrderedDict()
        self._files: OrderedDict[str, bytes] = OrderedDict()

    def request(self, connection: Connection, term_id: str) -> Request:
        """Request of a term. Raises 410 once it is erased."""
        self.renew(connection)
        return _find(self._lock, self._requests, term_id, self._kept, lambda: _request(connection, term_id))

    def term(self, connection: Connection, term_id: str, chosen: Mapping[str, Any]) -> CachedTerm:
        """Term under a policy, given as ``profile`` and ``overrides``. Raises 410 once it is erased."""
        request = self.request(connection, term_id)
        policy = _find(
            self._lock, self._policies, digest(dict(chosen)), self._kept, lambda: load_policy(chosen["profile"], chosen["overrides"])
        )
        return CachedTerm(request.problem, policy, f"{term_id} {digest(dict(chosen))}")

    def term_of(self, connection: Connection, term_id: str, revision: Revision) -> CachedTerm:
        """Term of a plan's revision, on the days for which the plan stands and with what was stood before. Raises 410."""
        term, plan = self.term(connection, term_id, revision.policy), self.plan(connection, revision)
        refs = earlier_refs(connection, revision.plan_id)
        if plan.effect is None and plan.until is None and not refs:
            return term
        key = f"{term.key} {plan.effect} {plan.until} {refs}"

        def make() -> CachedTerm:
            try:
                return replace(term, problem=planned(term.problem, term.policy, plan, stages_of(connection, refs)), key=key)
            except PlanError as error:
                raise ApiError(GONE, "; ".join(fault.en for fault in error.faults)) from None

        return _find(self._lock, self._planned, key, self._kept, make)

    def plan(self, connection: Connection, revision: Revision) -> Plan:
        """Plan of a revision."""
        self.renew(connection)
        return _find(self._lock, self._plans, revision.sha256, self._kept, lambda: _plan(connection, revision))

    def bundle(self, connection: Connection, term_id: str, revision: Revision) -> PlanBundle:
        """Bundle of a revision with its check; the search record is that of the plan's first revision."""
        term = self.term_of(connection, term_id, revision)
        plan = self.plan(connection, revision)

        def make() -> PlanBundle:
            report = self.report(term, plan, revision.sha256, revision.locks)
            first = revision if revision.number == 1 else get_revision(connection, revision.plan_id, 1)
            return PlanBundle(term.problem, term.policy, plan, report, run=None if first is None else run_from(first.report))

        key = f"{revision.plan_id} {_key(term, revision.sha256, revision.locks)}"
        return _find(self._lock, self._bundles, key, BUNDLES, make)

    def report(self, term: CachedTerm, plan: Plan, sha256: str, locks: Sequence[Any]) -> Report:
        """Check report of a plan with this hash, locks included (K07)."""
        return _find(self._lock, self._reports, _key(term, sha256, locks), self._kept, lambda: report_with_locks(term, plan, locks))

    def editor(self, term: CachedTerm) -> Editor:
        """Editor of plans of a term under a policy."""
        return _find(self._lock, self._editors, term.key, self._kept, lambda: Editor(term.problem, term.policy))

    def explainer(self, term: CachedTerm, plan: Plan, sha256: str, locks: Sequence[Any]) -> Explainer:
        """Explainer of a plan with this hash, locks included (K07)."""
        problem = replace(term.problem, replan=Replan(read_decisions(locks))) if locks else term.problem
        report = self.report(term, plan, sha256, locks)
        key = _key(term, sha256, locks)
        return _find(self._lock, self._explainers, key, EXPLAINERS, lambda: solver.Explainer(problem, term.policy, plan, report))

    def file(self, key: str, make: Callable[[], bytes]) -> bytes:
        """File by key (revision, format, and what the role may see), made by ``make`` where it is not cached."""
        return _find(self._lock, self._files, key, self._kept, make)

    def put(self, term: CachedTerm, sha256: str, locks: Sequence[Any], plan: Plan, report: Report) -> None:
        """Insert a plan that was just made, with its check report."""
        _find(self._lock, self._plans, sha256, self._kept, lambda: plan)
        _find(self._lock, self._reports, _key(term, sha256, locks), self._kept, lambda: report)

    def renew(self, connection: Connection) -> None:
        """Clear the cache where a term was erased since the last call, and once more ``SETTLED_SECONDS`` after that."""
        generation = get_mark(connection, ERASURE)
        now = self._clock()
        with self._lock:
            erased = generation != self._generation
            settled = self._again_at is not None and now >= self._again_at
            if erased or settled:
                self._generation = generation
                self._again_at = now + SETTLED_SECONDS if erased else None
                self._clear()

    def _clear(self) -> None:
        for cache in self._caches:
            cache.clear()

    def __len__(self) -> int:
        """Number of entries that may contain personal data."""
        return sum(len(cache) for cache in self._caches)

    @property
    def _caches(self) -> tuple[OrderedDict[str, Any], ...]:
        return (
            self._requests, self._planned, self._plans, self._reports, self._editors, self._explainers, self._bundles, self._files,
        )  # fmt: skip


def report_with_locks(term: CachedTerm, plan: Plan, locks: Sequence[Any]) -> Report:
    """Check report of a plan, locks included (K07)."""
    problem = replace(term.problem, replan=Replan(read_decisions(locks))) if locks else term.problem
    return check_plan(problem, term.policy, plan)


def _key(term: CachedTerm, sha256: str, locks: Sequence[Any]) -> str:
    return f"{term.key} {sha256} {digest(list(locks)) if locks else ''}"


def _find(lock: threading.Lock, cache: OrderedDict[str, T], key: str, kept: int, make: Callable[[], T]) -> T:
    """Entry of an LRU cache, made where it is missing; the least recently used is evicted."""
    with lock:
        if key in cache:
            cache.move_to_end(key)
            return cache[key]
    made = make()
    with lock:
        cache[key] = made
        while len(cache) > kept:
            cache.popitem(last=False)
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
    return load_plan(document).canonical()
