"""Standard output and errors end no command, whatever becomes of them and whatever letters they know."""

from __future__ import annotations

import io
import os
import pty
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.cli.app import app, main
from api.cli.streams import lasting_streams, lost
from api.cli.watching import Stopping

LETTERS = st.text(st.characters(exclude_categories=())) | st.sampled_from(["𠮷", "䶮小学", "a\udcff.json", "\ufffe"])


def closed_pipe() -> int:
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def closed_terminal() -> int:
    mine, its = pty.openpty()
    os.close(mine)
    return its


def full_disk() -> int:
    return os.open("/dev/full", os.O_WRONLY)


def _stream(descriptor: int, encoding: str = "utf-8") -> io.TextIOWrapper:
    return io.TextIOWrapper(os.fdopen(descriptor, "wb", buffering=0), encoding, "strict", write_through=True)


@settings(deadline=None)
@given(LETTERS, st.sampled_from(["gbk", "ascii", "latin-1", "cp1252", "big5", "utf-8", "utf-16", "shift_jis"]))
def test_every_letter_goes_to_every_console(text: str, encoding: str) -> None:
    reader, writer = os.pipe()
    with pytest.MonkeyPatch.context() as patch, _stream(writer, encoding) as stream:
        patch.setattr(sys, "stdout", stream)
        with lasting_streams() as out:
            sys.stdout.write(text)
    assert lost(out) is None
    os.set_blocking(reader, False)
    with os.fdopen(reader, "rb") as pipe:
        assert pipe.read() or not text


@pytest.mark.parametrize(("place", "tells"), [(closed_pipe, False), (closed_terminal, False), (full_disk, True)])
@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_a_place_that_fails_swallows_what_is_written(
    monkeypatch: pytest.MonkeyPatch, place: Callable[[], int], tells: bool, name: str
) -> None:
    with _stream(place()) as stream:
        monkeypatch.setattr(sys, name, stream)
        with lasting_streams() as out:
            for _ in range(3):
                print("课后铃", file=getattr(sys, name))
                getattr(sys, name).flush()
        assert getattr(sys, name) is stream
    assert (lost(out) is not None) == (tells and name == "stdout")


def test_closed_streams_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    with lasting_streams() as out:
        sys.stdout.write("课后铃")
        assert not sys.stdout.isatty()
    assert out is None


def _ends(monkeypatch: pytest.MonkeyPatch, stream: io.TextIOWrapper, *words: str) -> int:
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "argv", ["afterbell", *words])
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


@pytest.mark.parametrize(("place", "code"), [(closed_pipe, 3), (closed_terminal, 3), (full_disk, 2)])
def test_the_exit_code_is_the_answer_unless_somebody_misses_it(
    monkeypatch: pytest.MonkeyPatch, samples: Path, place: Callable[[], int], code: int
) -> None:
    """``precheck … | head -1`` still says that no plan can exist; an answer that a full disk cut short is none."""
    with _stream(place()) as stream:
        assert _ends(monkeypatch, stream, "precheck", str(samples / "village-unmerged.json")) == code


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize(
    "command",
    [*(command.name or command.callback.__name__ for command in app.registered_commands if command.callback), "policies", "policies show"],
)
def test_help_of_every_command_on_every_console(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, encoding: str) -> None:
    with (tmp_path / "out").open("wb") as file, io.TextIOWrapper(file, encoding) as stream:
        assert _ends(monkeypatch, stream, *command.split(), "--help") == 0
    assert (tmp_path / "out").stat().st_size > 100


@pytest.mark.parametrize(
    "words",
    [("policies",), ("policies", "show", "fengjin"), ("policies", "fates"), ("check", "䶮.json"), ("solve", "𠮷\udcff.json")],
)
def test_answers_and_refusals_on_a_console_of_ascii(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...]) -> None:
    with (tmp_path / "out").open("wb") as file, io.TextIOWrapper(file, "ascii") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        assert _ends(monkeypatch, stream, *words) in (0, 2)
    assert b"Traceback" not in (tmp_path / "out").read_bytes()


@pytest.mark.usefixtures("hangup_heard")
def test_a_second_ctrl_c_ends_at_once_and_hangups_never_do() -> None:
    with Stopping() as stopping:
        for _ in range(3):
            signal.raise_signal(signal.SIGHUP)
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGHUP)
        assert stopping.asked()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert stopping.number == signal.SIGINT
    with Stopping(at_once=True), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGHUP)


@pytest.mark.usefixtures("hangup_heard")
def test_begun_with_nohup_it_goes_on() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Stopping() as stopping:
            signal.raise_signal(signal.SIGHUP)
            assert not stopping.asked()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
