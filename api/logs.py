"""Logging: one line an event on stderr, JSON or plain text.

No line contains a pupil's id or name, a secret, or a body. Messages of foreign exceptions may contain anything, so only their
types and stack frames are logged.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog

PLACES = 12
"""Stack frames that are logged of one exception, innermost ones. Raising it makes lines longer."""
TALKATIVE = ("alembic", "asyncio", "httpx2", "httpcore2", "sqlalchemy")
"""Libraries whose records below WARNING are dropped."""
_Entry = MutableMapping[str, Any]


def set_up(level: str = "info", form: str = "auto", stream: TextIO | None = None) -> None:
    """Configure logging of this process to one stream (stderr) by the settings; called once, by a command."""
    out = stream or sys.stderr
    plain = form == "plain" or (form == "auto" and out.isatty())
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter(plain=plain))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Requests are written down by our own middleware, which leaves out what stands in addresses.
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = name != "uvicorn.access"


def formatter(*, plain: bool) -> logging.Formatter:
    """Formatter of records with the request's context and their ``extra``."""
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=False) if plain else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.ExtraAdder(),
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
        ],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )


def _without_words(_logger: Any, _name: str, entry: _Entry) -> _Entry:
    """Replace an exception by its type and stack frames."""
    found = entry.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        entry["error"] = " < ".join(_kinds(error))
        entry["places"] = _places(error.__traceback__)
    entry.pop("stack_info", None)
    entry.pop("color_message", None)  # uvicorn's own, for terminals
    return entry


def _kinds(error: BaseException) -> list[str]:
    """Types of an exception and of its causes."""
    kinds: list[str] = []
    at: BaseException | None = error
    while at is not None and len(kinds) < PLACES:
        kinds.append(type(at).__name__)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return kinds


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-PLACES:]]
