"""The host's key of name lists in tests: one for all, so that rows that are planted can be opened."""

from __future__ import annotations

from pathlib import Path

from api.files.names.name_keys import NameKeys, new_keys
from api.files.names.name_list import NameList
from api.files.names.sealed_names import seal_each
from api.storage.database import Database
from api.storage.name_lists import put_name_list
from tests.names.listed import planted

HOST: NameKeys = new_keys()


def key_file(folder: Path) -> Path:
    """A file with the host's key."""
    path = folder / "host.key"
    path.write_text(HOST.text(), encoding="utf-8")
    path.chmod(0o600)
    return path


def plant_names(database: Database, school: str, term: str, *pupils: str) -> None:
    """Store a list of these pupils for a school's term, by its name."""
    sealed = seal_each(NameList(school, {pupil: planted(pupil) for pupil in pupils}), HOST)
    with database.write() as connection:
        put_name_list(connection, school, term, sealed.key, sealed.tokens, "key:1")
