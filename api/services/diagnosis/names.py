"""Diagnosis of name lists: the host's key file, and lists that it does not open. No name is opened."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from api.services.diagnosis.finding import DiagnosisFinding, attention, ok, wrong
from api.services.name_lists import host_keys, locked_lists
from api.settings import Settings
from api.storage.data_files import WIDE
from api.storage.database import Database
from api.storage.failure import DATABASE_ERRORS
from api.storage.migrate import newest, revision

PART = ("names", "姓名表")


def of_names(settings: Settings, database: Database) -> Iterator[DiagnosisFinding]:
    """One finding where names are kept or a key is set up, else none; none for a database that cannot be used."""
    host = host_keys(settings)
    try:
        if (database.file is not None and not database.file.exists()) or revision(database) != newest():
            return
        with database.read() as connection:
            lists, locked = locked_lists(connection, host)
    except DATABASE_ERRORS:  # the findings about the database tell of it
        return
    if not lists and settings.names_key is None:
        return
    if host is None:
        yield wrong(*PART, f"没有可用的密钥，{lists} 份姓名表打不开。", f"There is no key; name lists that do not open: {lists}.",
                    "可能 AFTERBELL_NAMES_KEY_FILE 没有设置或写错了，或文件已损坏；没有密钥，材料只印编号。",
                    "Maybe AFTERBELL_NAMES_KEY_FILE is not set or wrong, or the file is damaged; without a key papers print "
                    "ids.")  # fmt: skip
        return
    if locked:
        yield wrong(*PART, f"{lists} 份姓名表中有 {locked} 份打不开。", f"Of {lists} name lists {locked} do not open.",
                    "可能密钥文件被换过：请把原来的密钥加回文件；找不回就请学校重新上传。",
                    "Maybe the key file was replaced: add the earlier key to it; if it is lost, let the schools submit anew.")  # fmt: skip
        return
    yield _file(settings.names_key, settings, lists)


def _file(path: Path | None, settings: Settings, lists: int) -> DiagnosisFinding:
    """Place and mode of the key file, which there is."""
    if path is not None and settings.data_dir.absolute() in path.absolute().parents:
        return attention(*PART, "密钥文件和数据放在同一个文件夹。", "The key file is in the data folder.",
                         "可能拷贝数据的人会连密钥一起拿走：请移到别处，并改 AFTERBELL_NAMES_KEY_FILE。",
                         "Maybe whoever copies the data takes the key too: keep it elsewhere, and change "
                         "AFTERBELL_NAMES_KEY_FILE.")  # fmt: skip
    if path is not None and stat.S_IMODE(path.stat().st_mode) & WIDE & ~stat.S_IRGRP:
        return attention(*PART, "别的用户也能读写密钥文件。", "Other users have access to the key file.",
                         f"可能要收紧权限：chmod 600 {path}", f"Maybe take it from them: chmod 600 {path}")  # fmt: skip
    return ok(*PART, f"{lists} 份，都能打开。", f"Name lists: {lists}, all of which open.")
