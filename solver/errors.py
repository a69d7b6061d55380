"""The exception tree of Afterbell.

AfterbellError
├── ProblemError   the submitted problem is wrong; carries every Fault found (path, value, limit, hint)
├── PolicyError    a policy profile or an override is wrong; carries every Fault found
├── PlanError      a plan file cannot be read as a plan at all; carries every Fault found
├── ModelError     our own bug: the model is invalid or disagrees with the checker
└── SearchError    our own bug: the search was called in a way that cannot work
"""

from __future__ import annotations

from dataclasses import dataclass

PathPart = str | int
Path = tuple[PathPart, ...]


def format_path(path: Path) -> str:
    """Write a path as JSON users read it: ``("pupils", 3, "choices", 1)`` -> ``pupils[3].choices[1]``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else (f".{part}" if text else part)
    return text or "$"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in submitted data.

    path: where, as keys and indices from the root of the document.
    value: the offending value, as text.
    zh, en: what is wrong, with the limit, one sentence each.
    hint_zh, hint_en: what may help ("可能…", "Maybe …").
    cause: identifier of the mistake behind it; faults of one non-empty cause are corrected together, such as all that name one
    unknown id. also: further paths with the same fault, which its words count. rows: further 0-based rows of the same sheet and column
    with the same fault. Neither are listed by themselves.
    """

    path: Path
    value: str
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""
    cause: str = ""
    also: tuple[Path, ...] = ()
    rows: tuple[int, ...] = ()

    def __str__(self) -> str:
        hint = f" {self.hint_en}" if self.hint_en else ""
        return f"{format_path(self.path)}: {self.en} (value: {self.value}).{hint}"


class AfterbellError(Exception):
    """Root of every error that Afterbell raises on purpose."""


class _FaultyError(AfterbellError):
    """An error that lists every fault at once."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


class ProblemError(_FaultyError):
    """The submitted problem is wrong."""


class PolicyError(_FaultyError):
    """The policy or one of its overrides is wrong."""


class PlanError(_FaultyError):
    """A document cannot be read as a plan."""


class ModelError(AfterbellError):
    """The model is invalid or disagrees with the checker: always a bug of ours."""


class SearchError(AfterbellError):
    """The search was called in a way that cannot work: always a bug of ours."""
