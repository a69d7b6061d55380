"""Routes that take documents or workbooks, and what is sent to them."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import solver
from api.deps import JSON_TYPE, XLSX_TYPE
from api.files.request.writer import request_bytes
from api.services.loading import load_request
from benchmarks.fuzz import documents, workbooks
from benchmarks.fuzz.values import TEXTS, nasty

HEADER_VALUES = ("", "x", "*/*", "a/b;q=x", "application/json;charset=utf-16", "\x7f", "é" * 5, "1" * 5_000, '"1"', 'W/"1"', "Basic x")
HEADERS = (
    "accept", "content-type", "if-match", "if-none-match",
    "idempotency-key", "x-request-id", "last-event-id", "cookie", "content-encoding",
)  # fmt: skip
QUERIES = ("after", "limit", "seconds", "on", "seed", "revision", "dry_run", "next", "state", "from", "to")


@dataclass(frozen=True, slots=True)
class Sent:
    """One request. ``target``: what it aims at, for the count."""

    target: str
    method: str
    path: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Targets:
    """Requests for one school of a running service, from a source of random numbers."""

    def __init__(self, school: str, sample: Path, known: list[tuple[str, str]]) -> None:
        """``known``: method and path of every route, for requests that only try the address."""
        request = load_request(sample)
        self._school = school
        self._document = json.loads(request_bytes(request, ".json"))
        self._pair = {"request": self._document, "plan": {"version": 1, "plan": solver.dump_plan(solver.Plan())}}
        self._book = workbooks.parts_of(request_bytes(request, ".xlsx"))
        self._known = known
        self._plan = ""
        self._edits: list[Any] = []

    def aim_at(self, plan_id: str, plan: solver.Plan) -> None:
        """Let edits and locks of a stored plan be among the targets."""
        self._plan = plan_id
        section, seat = plan.sections[0], plan.seats[0]
        post = next(entry for entry in solver.dump_plan(plan)["assignments"] if entry["week"])
        session = section.sessions[0]
        self._edits = [
            {"edit": "move_session", "section": section.id, "weekday": session.weekday, "to_weekday": session.weekday % 5 + 1,
             "to_start": "16:10", "to_room": session.room},
            {"edit": "replace_adult", "post": post["post"], "week": post["week"], "old": post["person"],
             "new": plan.assignments[-1].person},
            {"edit": "move_seat", "pupil": seat.pupil, "old": f"{seat.offering}#{seat.number}", "new": section.id},
            {"edit": "move_dismissal", "grade": plan.dismissals[0].grade, "minute": "17:40"},
            {"edit": "open_care", "weekday": 1, "period": 0, "home": "1-1"},
        ]  # fmt: skip

    def next(self, random_: random.Random) -> Sent:
        """The next request."""
        kind = random_.random()
        terms = f"/v1/schools/{self._school}/terms"
        if kind < 0.2:
            return self._document_to(random_, "terms json", terms, self._document)
        if kind < 0.35:
            return self._document_to(random_, "precheck json", "/v1/precheck", self._document)
        if kind < 0.5:
            return self._document_to(random_, "check", "/v1/check", self._pair)
        if kind < 0.52:
            return self._document_to(random_, "export", f"/v1/export/{random_.choice(('menu', 'duties', 'kpi', 'x'))}", self._pair)
        if kind < 0.6 and self._plan:
            return self._edit(random_)
        if kind < 0.72:
            return self._book_to(random_, "terms xlsx", terms)
        if kind < 0.85:
            return self._book_to(random_, "precheck xlsx", "/v1/precheck")
        return self._address(random_)

    def _edit(self, random_: random.Random) -> Sent:
        """Edits or locks, based on whatever is newest."""
        headers = self._headers(random_, JSON_TYPE) | {"if-match": "*"}
        if random_.random() < 0.2:
            part = random_.choice(("grades", "sections", "pupils", "people", "posts", "classes"))
            locks = {part: random_.choice(("all", [], [1], ["x"]))}
            return Sent("locks", "PUT", f"/v1/plans/{self._plan}/locks", documents.mutant(random_, locks), headers)
        some = random_.choices(self._edits, k=random_.choice((1, 1, 2, 6)))
        path = f"/v1/plans/{self._plan}/edits" + ("?dry_run=true" if random_.random() < 0.7 else "")
        return Sent("edits", "POST", path, documents.mutant(random_, {"edits": some}), headers)

    def _document_to(self, random_: random.Random, target: str, path: str, document: Any) -> Sent:
        return Sent(target, "POST", path, documents.mutant(random_, document), self._headers(random_, JSON_TYPE))

    def _book_to(self, random_: random.Random, target: str, path: str) -> Sent:
        return Sent(target, "POST", path, workbooks.mutant(random_, self._book), self._headers(random_, XLSX_TYPE))

    def _headers(self, random_: random.Random, kind: str) -> dict[str, str]:
        odd = {random_.choice(HEADERS): random_.choice(HEADER_VALUES)} if random_.random() < 0.1 else {}
        return {"content-type": kind} | odd

    def _address(self, random_: random.Random) -> Sent:
        """Any route with odd ids and queries, and a small body."""
        method, path = random_.choice(self._known)
        ids = ("0" * 32, self._school, "x", *TEXTS)
        while "{" in path:
            head, _, rest = path.partition("{")
            path = head + quote(random_.choice(ids).encode(errors="surrogatepass"), safe="")[:500] + rest.partition("}")[2]
        if random_.random() < 0.5:
            pairs = (f"{random_.choice(QUERIES)}={quote(str(nasty(random_)).encode(errors='surrogatepass'))[:500]}" for _ in range(3))
            path += "?" + "&".join(pairs)
        body = b"" if method in ("GET", "DELETE") else json.dumps(nasty(random_)).encode()
        return Sent("address", method, path, body, self._headers(random_, JSON_TYPE))
