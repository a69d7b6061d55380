"""Progress of a search on stderr: a live table on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from api.cli.tiers import stage_words, tier_line, tier_table
from solver import Progress, Tier

LINE_SECONDS = 1.0
"""Plain lines come at most so often, but for the first plan and a new stage."""


class ProgressView(Protocol):
    """Something that shows progress while it is entered as a context."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def show(self, event: Progress) -> None:
        """Take in one event; called from one thread."""

    def tick(self) -> None:
        """Called a few times a second, also when nothing happened."""

    def stopping(self) -> None:
        """The user asked to stop: the best plan so far is being kept."""


FIRST_PLAN = "first complete valid plan"
"""How the note of an event begins once the search holds a plan that breaks no rule."""


def has_valid_plan(event: Progress) -> bool:
    """Whether the incumbent of an event breaks no rule; one that does may have tiers too."""
    return event.note.startswith(FIRST_PLAN)


def first_plan_line(seconds: float) -> str:
    """What is said when the first plan stands."""
    return f"{seconds:.1f} 秒得到第一个完整可行方案 / {FIRST_PLAN} after {seconds:.1f} s"


STOPPING = "正在停止，保留目前最好的方案… / stopping, keeping the best plan so far …"


def view_for(console: Console, tiers: Mapping[str, Tier], *, quiet: bool) -> ProgressView:
    """The view that fits: none when quiet, live on a terminal, else plain lines."""
    if quiet:
        return SilentView()
    return LiveView(console, tiers) if console.is_terminal else LineView(console, tiers)


class SilentView:
    """Shows nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def show(self, event: Progress) -> None:
        """Nothing."""

    def tick(self) -> None:
        """Nothing."""

    def stopping(self) -> None:
        """Nothing."""


class LineView(SilentView):
    """About one line a second, plus one for the first plan."""

    def __init__(self, console: Console, tiers: Mapping[str, Tier]) -> None:
        self._console = console
        self._tiers = tiers
        self._last_line = float("-inf")
        self._has_plan = False
        self._waiting: Progress | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flush()

    def show(self, event: Progress) -> None:
        if has_valid_plan(event) and not self._has_plan:
            self._has_plan = True
            self._print(first_plan_line(event.seconds))
        self._waiting = event
        self.tick()

    def tick(self) -> None:
        if time.monotonic() - self._last_line >= LINE_SECONDS:
            self._flush()

    def stopping(self) -> None:
        self._print(STOPPING)

    def _flush(self) -> None:
        if self._waiting is None:
            return
        event, self._waiting = self._waiting, None
        self._last_line = time.monotonic()
        note = f" {event.note}" if event.note and not has_valid_plan(event) else ""
        line = tier_line(event.tiers, self._tiers)
        self._print(f"[{event.seconds:6.1f}s] {stage_words(event.stage)}{note}  {line}".rstrip())

    def _print(self, line: str) -> None:
        self._console.print(Text(line), soft_wrap=True)


class LiveView:
    """A table of the incumbent that is redrawn in place."""

    def __init__(self, console: Console, tiers: Mapping[str, Tier]) -> None:
        self._tiers = tiers
        self._event: Progress | None = None
        self._first: float | None = None
        self._began = time.monotonic()
        self._stopping = False
        self._live = Live(console=console, refresh_per_second=4, transient=True, get_renderable=self._draw)

    def __enter__(self) -> Self:
        self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.__exit__(kind, error, trace)
        if self._first is not None:
            self._live.console.print(Text(first_plan_line(self._first)))

    def show(self, event: Progress) -> None:
        if has_valid_plan(event) and self._first is None:
            self._first = event.seconds
        self._event = event

    def tick(self) -> None:
        """Rich redraws by itself."""

    def stopping(self) -> None:
        self._stopping = True

    def _draw(self) -> Group:
        stage = stage_words(self._event.stage) if self._event else "准备 preparing"
        if self._event and self._event.note and not self._event.tiers:
            stage += f"  {self._event.note}"
        parts: list[Text | Table] = [Text(f"{time.monotonic() - self._began:6.1f} s  {stage}", style="bold")]
        if self._first is not None:
            parts.append(Text(first_plan_line(self._first)))
        if self._event and self._event.tiers:
            parts.append(tier_table(self._event.tiers, self._tiers))
        if self._stopping:
            parts.append(Text(STOPPING, style="yellow"))
        return Group(*parts)
