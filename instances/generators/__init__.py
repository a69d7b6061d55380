"""Parametrised schools: ``presets()`` names ready parameters, ``generate(parameters, seed)`` draws a school."""

from __future__ import annotations

from instances.generators import (
    crowded,
    fengjin,
    jiangsu,
    jiaxiang,
    large,
    mid,
    nine,
    qingshanhu,
    small,
    tiny,
    twin,
    village,
    xiangshan,
)
from instances.generators.parameters import Parameters
from instances.generators.scarcities import SCARCITIES
from instances.generators.scarcity import scarce
from instances.generators.school import generate

SIZES = ("village", "mid", "fengjin", "nine", "large", "crowded", "twin")
"""Presets of which there is one under every scarcity too, small to large."""


DOCUMENTS = ("xiangshan", "jiaxiang", "jiangsu", "qingshanhu")
"""Presets that stand for a document of the sources each, beside ``fengjin``; each names its own policy profile."""


def schools() -> dict[str, Parameters]:
    """The parameters of every school as it is, small to large."""
    return {
        "tiny": tiny.parameters(),
        "village": village.parameters(),
        "village-unmerged": village.unmerged(),
        "jiaxiang": jiaxiang.parameters(),
        "xiangshan": xiangshan.parameters(),
        "small": small.parameters(),
        "small-few-staff": small.few_staff(),
        "qingshanhu": qingshanhu.parameters(),
        "mid": mid.parameters(),
        "jiangsu": jiangsu.parameters(),
        "fengjin": fengjin.parameters(),
        "nine": nine.parameters(),
        "large": large.parameters(),
        "crowded": crowded.parameters(),
        "twin": twin.parameters(),
    }


def presets() -> dict[str, Parameters]:
    """Every named set of parameters: the schools, and ``SIZE-SCARCITY`` (such as ``mid-football``), small to large."""
    found: dict[str, Parameters] = {}
    for name, parameters in schools().items():
        found[name] = parameters
        if name in SIZES:
            found |= {f"{name}-{entry.name}": scarce(parameters, entry.scarcity) for entry in SCARCITIES}
    return found


__all__ = ["DOCUMENTS", "SIZES", "Parameters", "generate", "presets", "schools"]
