"""Sample schools on the wire."""

from __future__ import annotations

from typing import Literal

from api.schemas.base import Wire


class ChosenSample(Wire):
    """sample: id of a sample school."""

    sample: Literal["tiny", "village", "fengjin"]
