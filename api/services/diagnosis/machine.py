"""Diagnosis of the machine: settings, data folder with its modes and space, and the font of PDF files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from api.files.draw_pdf import FONT, MissingFontError, fonts
from api.services.diagnosis.finding import DiagnosisFinding, attention, ok, wrong
from api.settings import Settings
from api.storage.data_files import FIRST_KEY, database_file, mode_changes

MEGABYTE = 1_000_000
"""Bytes."""
LITTLE_BYTES = 1_000 * MEGABYTE
"""Free space in bytes below which the disk needs attention; a school takes some 10 MB a term. Raising it warns earlier."""
NEARLY_FULL_BYTES = 100 * MEGABYTE
"""Free space in bytes below which the service is about to fail. Raising it reports an error earlier."""


def of_machine(settings: Settings) -> Iterator[DiagnosisFinding]:
    """Findings that need no database."""
    yield _settings(settings)
    yield from _folder(settings)
    yield _font()


def _settings(settings: Settings) -> DiagnosisFinding:
    part = ("settings", "设置")
    if settings.oidc_issuer and not settings.public_url:
        return attention(*part, "统一登录已设置，但没有设置对外地址。", "Sign-in is set up without the address that browsers see.",
                         "可能要设置 AFTERBELL_PUBLIC_URL，如 https://bell.example。",
                         "Maybe set AFTERBELL_PUBLIC_URL, as in https://bell.example.")  # fmt: skip
    if settings.public_url.startswith("http://"):
        return attention(*part, "对外地址没有加密。", "The address that browsers see is not encrypted.",
                         "可能要在前面加一个 TLS 代理，并把 AFTERBELL_PUBLIC_URL 改为 https。",
                         "Maybe put a proxy with TLS in front, and let AFTERBELL_PUBLIC_URL begin with https.")  # fmt: skip
    return ok(*part, "可以读取。", "They can be read.")


def _folder(settings: Settings) -> Iterator[DiagnosisFinding]:
    folder = settings.data_dir.absolute()
    part = ("folder", "数据文件夹")
    file = database_file(settings.database)
    place = file.parent if file is not None else folder
    if not place.is_dir():
        if file is not None or settings.data_dir != Path("data"):
            yield attention(*part, f"还没有：{place}。", f"It is not there yet: {place}.",
                            "可能要先启动一次 afterbell serve，它会自动建立。",
                            "Maybe start `afterbell serve` once, which makes it.")  # fmt: skip
        return
    if not os.access(place, os.R_OK | os.W_OK | os.X_OK):
        yield wrong(*part, f"不能写：{place}。", f"It cannot be written: {place}.", "可能属于别的用户；请用服务的用户运行，或改其所有者。",
                    "Maybe it is another user's: run as the user of the service, or change its owner.")  # fmt: skip
    else:
        yield ok(*part, f"{place}", f"{place}")
    yield _modes(file, folder)
    yield _space(place)
    left = sorted(folder.glob(f"{FIRST_KEY}*")) if folder.is_dir() else []
    if left:
        yield attention("first-key", "首个密钥", f"仍在文件里：{left[0]}。", f"It is still in its file: {left[0]}.",
                        "可能要存到密码库，再删除这个文件。", "Maybe keep it in a safe of passwords and delete the file.")  # fmt: skip


def _modes(file: Path | None, folder: Path) -> DiagnosisFinding:
    part = ("modes", "文件权限")
    wide = list(mode_changes(file, folder))
    if not wide:
        return ok(*part, "只限本用户。", "For their owner alone.")
    told = "，".join(f"{found.path} {found.before:04o}" for found in wide[:5])
    return attention(*part, f"别的用户也能读写 {len(wide)} 处：{told}。", f"Others may read or write {len(wide)} of them: {told}.",
                     "可能要重新启动服务，它会收紧；属于别的用户的请其改为 600（文件夹 700）。",
                     "Maybe restart the service, which tightens them; what is another user's, let them set to 600.")  # fmt: skip


def _space(place: Path) -> DiagnosisFinding:
    part = ("space", "磁盘空间")
    free = shutil.disk_usage(place).free
    zh, en = f"剩余 {free // MEGABYTE:,} MB。", f"{free // MEGABYTE:,} MB are free."
    hint = ("可能要删除旧的备份和日志，或换更大的磁盘。", "Maybe delete old backups and logs, or take a larger disk.")
    if free < NEARLY_FULL_BYTES:
        return wrong(*part, zh, en, *hint)
    return attention(*part, zh, en, *hint) if free < LITTLE_BYTES else ok(*part, zh, en)


def _font() -> DiagnosisFinding:
    part = ("font", "中文字体")
    try:
        fonts()
    except MissingFontError as error:
        fault = error.fault
        return wrong(*part, fault.zh, fault.en, fault.hint_zh, fault.hint_en)
    return ok(*part, f"{FONT}，可生成 PDF。", f"{FONT}: PDF files can be made.")
