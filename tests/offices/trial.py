"""One import of one office's folder, compared with its truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from api.files.sources.importing import Imported, import_files
from api.files.sources.mapping import ImportMapping
from api.files.sources.source import SourceFile
from solver.errors import ProblemError
from solver.policy.load import load_policy
from tests.offices.adapter import concluded
from tests.offices.compare import Difference, differences
from tests.offices.truth import OfficeFolder

TODAY = date(2026, 8, 28)


@dataclass(frozen=True, slots=True)
class Trial:
    """The outcome: differences, or the text of a refusal. answers: those that were typed."""

    office: OfficeFolder
    imported: Imported | None
    found: tuple[Difference, ...]
    refused: str = ""
    answers: Mapping[str, str] | None = None


def imported_from(office: OfficeFolder, answers: Mapping[str, str]) -> Imported:
    """The folder through the importer. Raises ProblemError."""
    sources = [SourceFile(name, data) for name, data in office.files.items()]
    return import_files(sources, answers, ImportMapping(), load_policy("national"), TODAY)


def tried(office: OfficeFolder, answers: Mapping[str, str]) -> Trial:
    """An import with answers: what differs from the truth."""
    try:
        imported = imported_from(office, answers)
    except ProblemError as error:
        return Trial(office, None, (), str(error), answers)
    return Trial(office, imported, tuple(differences(office.truth, concluded(imported))), "", answers)
