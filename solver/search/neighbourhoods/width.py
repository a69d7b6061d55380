"""How many people a step frees: more after it was proven that so many can do nothing better, fewer after effort ran out first."""

from __future__ import annotations

WIDER, NARROWER = 1.2, 0.8
"""Times that a step leaves the width."""


class Width:
    """A number of people that learns from steps. ``least`` to ``most``."""

    def __init__(self, size: int, most: int) -> None:
        self.least, self.most = min(size, most), most
        self._size = float(self.least)

    @property
    def size(self) -> int:
        return round(self._size)

    def learn(self, proven: bool) -> None:
        """A step of this width found nothing better; ``proven``: because there is nothing, not because effort ran out."""
        self._size = min(self.most, max(self.least, self._size * (WIDER if proven else NARROWER)))
