"""Shared by all who assemble records: questions, the account, the school year, and how a place is told."""

from __future__ import annotations

from dataclasses import dataclass

from api.files.sources.account import Account
from api.files.sources.class_name import SchoolYear
from api.files.sources.question import Asking
from api.files.sources.source import SourcePlace


@dataclass(frozen=True, slots=True)
class AssemblyContext:
    """asking: of questions. account: of rows. year: the school year, by which cohorts are grades."""

    asking: Asking
    account: Account
    year: SchoolYear


def told_place(place: SourcePlace) -> str:
    """A place as people name it: ``名册.xlsx“一(1)班”第 12 行``."""
    sheet = f"“{place.sheet}”" if place.sheet else ""
    return f"{place.file}{sheet}第 {place.row + 1} 行"
