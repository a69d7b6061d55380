"""Parameters of the search from a TOML file, for tuning and ablation."""

from __future__ import annotations

import tomllib
from pathlib import Path

from solver import Fault, ProblemError, SearchParams, search_params_from


def load_search_params(path: Path | None) -> SearchParams:
    """TOML file, one table a phase -> parameters; the defaults without a file. Raises ProblemError with every fault."""
    if path is None:
        return SearchParams()
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProblemError([_fault(path, "文件读不出来", f"the file cannot be read ({error.strerror})", "路径", "the path")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProblemError([_fault(path, "不是 TOML 文件", f"it is no TOML file ({error})", "写法", "how it is written")]) from None
    params, faults = search_params_from(document)
    if params is None:
        raise ProblemError(list(faults))
    return params


def _fault(path: Path, zh: str, en: str, what_zh: str, what_en: str) -> Fault:
    return Fault((), str(path), zh, en, f"可能要改{what_zh}。", f"Maybe change {what_en}.")
