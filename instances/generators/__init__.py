"""Parametrised schools: ``presets()`` names ready parameters, ``generate(parameters, seed)`` draws a school."""

from __future__ import annotations

from instances.generators import fengjin, large, mid, tiny, village
from instances.generators.parameters import Parameters
from instances.generators.school import generate


def presets() -> dict[str, Parameters]:
    """Every named set of parameters, small to large."""
    return {
        "tiny": tiny.parameters(),
        "village": village.parameters(),
        "village-unmerged": village.unmerged(),
        "mid": mid.parameters(),
        "fengjin": fengjin.parameters(),
        "large": large.parameters(),
    }


__all__ = ["Parameters", "generate", "presets"]
