"""Diagnosis of an installation, from settings to backups."""

from __future__ import annotations

from collections.abc import Iterator

from api.services.diagnosis.finding import DiagnosisFinding
from api.services.diagnosis.machine import of_machine
from api.services.diagnosis.names import of_names
from api.services.diagnosis.stored import of_database
from api.settings import Settings
from api.storage.data_files import database_file
from api.storage.database import Database


def examine(settings: Settings) -> Iterator[DiagnosisFinding]:
    """Findings, lazily in order; read-only, also for missing folders and files."""
    yield from of_machine(settings)
    file = database_file(settings.database)
    if file is not None and not file.parent.is_dir():
        return
    database = Database(settings.database)
    try:
        yield from of_database(database)
        yield from of_names(settings, database)
    finally:
        database.close()
