"""When a worker counts as alive: what its heartbeat writes, and what its supervisor makes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from api.jobs.frozen_time import LONGEST_LOOK, FrozenTime
from api.jobs.heartbeat import HUNG_SECONDS, Liveness
from api.jobs.stopped import is_stopped

LOOK = 2.0


def test_a_heartbeat_writes_as_long_as_its_worker_runs_and_says_so() -> None:
    now = [100.0]
    pulse = Liveness(2.0, lambda: now[0])
    assert pulse.due(stopped=False)
    assert not pulse.due(stopped=False), "not yet again"
    now[0] += 2.0
    assert not pulse.due(stopped=True)
    assert pulse.due(stopped=False), "awake again"
    now[0] += HUNG_SECONDS - 2.0
    assert pulse.due(stopped=False), "on a busy machine a worker may not come to say anything for long"
    now[0] += 2.5
    assert not pulse.due(stopped=False)
    pulse.heard()
    assert pulse.due(stopped=False)


@given(st.lists(st.integers(-(10**12), 10**12), min_size=2, max_size=20, unique=True))
def test_clocks_that_jump_make_no_silence(beats: list[int]) -> None:
    """Whatever a heartbeat claims as the time: as long as it changes, its worker lives."""
    frozen = FrozenTime()
    for place, beat in enumerate(beats):
        frozen.look(place * LOOK, beat, stopped=False)
        assert frozen.seconds == 0.0


def test_silence_is_counted_from_look_to_look() -> None:
    frozen = FrozenTime()
    for place in range(4):
        frozen.look(place * LOOK, 7, stopped=False)
    assert frozen.seconds == 3 * LOOK
    frozen.look(4 * LOOK, 8, stopped=False)
    assert frozen.seconds == 0.0


def test_a_process_is_stopped_from_sigstop_to_sigcont() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert not is_stopped(process.pid)
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED)
        assert is_stopped(process.pid)
        process.send_signal(signal.SIGCONT)
        os.waitid(os.P_PID, process.pid, os.WCONTINUED)
        assert not is_stopped(process.pid)
    finally:
        process.kill()
        process.communicate()
    assert not is_stopped(process.pid)


def test_a_stopped_process_is_silent_whatever_its_heartbeat() -> None:
    frozen = FrozenTime()
    for place in range(3):
        frozen.look(place * LOOK, place, stopped=True)
    assert frozen.seconds == 2 * LOOK


def test_nobody_is_silent_while_nobody_can_write_or_while_the_supervisor_slept() -> None:
    frozen = FrozenTime()
    for now in (0.0, 2.0, 4.0):
        frozen.look(now, None, stopped=False)
    assert frozen.seconds == 0.0
    frozen.look(6.0, 7, stopped=False)
    frozen.look(6.0 + 3600.0, 7, stopped=False)
    assert frozen.seconds == LONGEST_LOOK
