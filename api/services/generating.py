"""Generated sample schools as requests."""

from __future__ import annotations

from api.mapping.request import Request, request_from_doc
from instances.kinds import document, kinds

__all__ = ["generated_request", "kinds"]


def generated_request(kind: str, seed: int) -> Request:
    """Generate a school of a kind in :func:`kinds`, with its policy -> request."""
    return request_from_doc(document(kind, seed))
