"""Remarks of families, which the office reads: allergies, who comes for the child, wishes in words."""

from __future__ import annotations

from dataclasses import dataclass

from api.files.sources.source import SourcePlace


@dataclass(frozen=True, slots=True)
class FamilyRemark:
    """Remark of a family beside its answers. pupil: id, ``""`` where the form was given to nobody. name: the child's, as written."""

    place: SourcePlace
    pupil: str
    name: str
    text: str
