"""Edits of a kept plan, asked as a person of the town."""

from __future__ import annotations

from typing import Any

from solver import Plan
from tests.service.town import Town


def based(plan: str, number: int) -> dict[str, str]:
    return {"if-match": f'"{plan}.{number}"'}


def edit(town: Town, plan: str, number: int, *edits: Any, who: str = "planner", query: str = "", **more: str) -> Any:
    headers = based(plan, number) | more
    return town.ask(who, "POST", f"/v1/plans/{plan}/edits{query}", {"edits": list(edits)}, **headers)


def a_seat(solved: Plan) -> dict[str, Any]:
    """An edit that empties a seat."""
    seat = solved.seats[0]
    return {"edit": "move_seat", "pupil": seat.pupil, "old": f"{seat.offering}#{seat.number}"}


def a_care_post(solved: Plan) -> tuple[dict[str, Any], str]:
    """A care post of week 1 and whoever stands there."""
    found = next(a for a in solved.assignments if a.post.kind == "care" and a.week == 1)
    post = found.post
    return {"kind": post.kind, "weekday": post.weekday, "subject": post.subject, "detail": post.detail}, found.person
