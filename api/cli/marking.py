"""``--marked``: a copy of a faulty workbook with its faults marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from api.files.language import Language
from api.files.marked.fault_place import place_of
from api.services.outputs import Outputs, output_faults, write_whole
from solver import Fault


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """Where a marked copy is written; None: nowhere, as it was not asked for. force: over an existing file. language: of the marks."""

    path: Path | None = None
    force: bool = False
    language: Language = Language.ZH

    def faults(self, inputs: Sequence[Path | None]) -> list[Fault]:
        """Faults of the path. inputs: files that the command reads."""
        paths = [] if self.path is None else [self.path]
        return output_faults([Outputs("--marked", paths, (".xlsx",))], inputs, force=self.force)

    def write(self, file: Path, faults: Sequence[Fault]) -> str:
        """Write the copy of a workbook with these faults, or none; the line that says so, or how to have it."""
        if self.path is None:
            name = quote(f"{file.stem}-标错.xlsx")
            return f"逐格标在表上 to have the cells marked: afterbell precheck {quote(str(file))} --marked {name}"
        from api.files.marked.marked_book import marked_copy  # noqa: PLC0415 - loaded where there are faults to mark, and only there

        written = write_whole(self.path, marked_copy(file.read_bytes(), faults, self.language), force=self.force)
        return f"错误已逐格标出 / the cells are marked: {written}"


def can_be_marked(file: Path, faults: Sequence[Fault]) -> bool:
    """Whether the file is a workbook with faults in cells."""
    return file.suffix.lower() == ".xlsx" and file.is_file() and any(place_of(fault.path).column for fault in faults)
