"""Made-up schools as requests."""

from __future__ import annotations

from api.mapping import Request, request_from_doc
from instances.build import document
from instances.generators import presets


def kinds() -> tuple[str, ...]:
    """Kinds of school that can be made up, small to large."""
    return tuple(presets())


def generated_request(kind: str, seed: int) -> Request:
    """A made-up school of a kind in :func:`kinds`, with the policy that goes with it."""
    return request_from_doc(document(presets()[kind], seed))
