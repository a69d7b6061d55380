"""What an answer must be: in time, and success or a refusal that says why."""

from __future__ import annotations

import json

SLOWEST = 5.0
"""Seconds within which each request is answered."""
UNAVAILABLE = 503
"""A route may say that it is not set up or not ready; then it says when to come back."""


def complaint(status: int, kind: str, content: bytes, seconds: float) -> str | None:
    """What is wrong with an answer; None when it is as it should be."""
    if seconds > SLOWEST:
        return f"{seconds:.1f} s"
    if status >= 500 and status != UNAVAILABLE:
        return f"status {status}"
    if status < 400:
        return None
    if not kind.startswith("application/problem+json"):
        return f"status {status} as {kind!r}"
    try:
        document = json.loads(content)
    except ValueError:
        return "the refusal is no JSON"
    if not (document.get("title") and document.get("detail")):
        return "the refusal says nothing"
    if status == 422 and not (document.get("errors") or document.get("reasons")):
        return "the refusal gives no reason"
    if any(not error.get("zh") for error in document.get("errors", ())):
        return "an error without words"
    return None
