"""All kinds of sheets and of files that can be imported."""

from __future__ import annotations

from api.files.sources.kind import FileKind, SourceKind

KINDS: tuple[SourceKind, ...] = ()
"""Kinds of sheets; of two that a sheet looks alike, the first."""
FILE_KINDS: tuple[FileKind, ...] = ()
"""Kinds of files read as a whole; they are asked before a file is read as tables."""
