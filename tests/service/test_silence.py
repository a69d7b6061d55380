"""When a worker counts as alive: what its heartbeat writes, and what its supervisor makes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from api.jobs.heartbeat import HUNG_SECONDS, Liveness
from api.jobs.process_state import ProcessState, family_state, process_state
from api.jobs.silence import LONGEST_LOOK, Silence, WorkerSilence
from api.jobs.supervisor import FROZEN_SECONDS
from tests.service.office import wait_until

LOOK = 2.0
IDLE = ProcessState()
STOPPED = ProcessState(stopped=True)


def running(cpu: float) -> ProcessState:
    """A process that has had so much processor time, and wants more."""
    return ProcessState(runnable=True, cpu=cpu)


def test_a_heartbeat_writes_as_long_as_its_worker_runs_and_says_so() -> None:
    now = [100.0]
    pulse = Liveness(2.0, lambda: now[0])
    assert pulse.due(IDLE)
    assert not pulse.due(IDLE), "not yet again"
    now[0] += 2.0
    assert not pulse.due(STOPPED)
    assert pulse.due(IDLE), "awake again"
    for _ in range(int(HUNG_SECONDS / LOOK) - 2):
        now[0] += LOOK
        assert pulse.due(IDLE), "a worker may not come to say anything for long"
    for _ in range(3):
        now[0] += LOOK
        pulse.due(IDLE)
    now[0] += LOOK
    assert not pulse.due(IDLE)
    pulse.heard()
    assert pulse.due(IDLE)


def test_a_heartbeat_goes_on_for_a_worker_that_waits_for_a_processor_and_not_for_one_that_computes_without_a_word() -> None:
    now = [100.0]
    starved, hung = Liveness(2.0, lambda: now[0]), Liveness(2.0, lambda: now[0])
    for look in range(1000):
        assert starved.due(running(0.001 * look))
        hung.due(running(LOOK * look))
        now[0] += LOOK
    assert not hung.due(running(LOOK * 1000))


@given(st.lists(st.tuples(st.floats(0.0, 3600.0), st.floats(0.0, 10.0)), max_size=40))
def test_a_process_that_waits_for_a_processor_is_silent_for_no_longer_than_it_computed(looks: list[tuple[float, float]]) -> None:
    """However long it waits."""
    silence = Silence()
    now, cpu = 0.0, 0.0
    silence.look(now, running(cpu), alive=True)
    for passed, computed in looks:
        now, cpu = now + passed, cpu + computed
        silence.look(now, running(cpu), alive=False)
        assert silence.seconds <= min(now, cpu) + 1e-6
        assert silence.seconds <= len(looks) * LONGEST_LOOK


@given(st.lists(st.sampled_from([IDLE, STOPPED]), min_size=1, max_size=40))
def test_a_process_that_needs_no_processor_is_silent_for_all_the_time(states: list[ProcessState]) -> None:
    silence = Silence()
    silence.look(0.0, IDLE, alive=True)
    for place, state in enumerate(states, start=1):
        silence.look(place * LOOK, state, alive=False)
    assert silence.seconds == len(states) * LOOK


@given(st.lists(st.integers(-(10**12), 10**12), min_size=2, max_size=20, unique=True))
def test_clocks_that_jump_make_no_silence(beats: list[int]) -> None:
    """Whatever a heartbeat claims as the time: as long as it changes, its worker lives."""
    silence = WorkerSilence()
    for place, beat in enumerate(beats):
        silence.look(place * LOOK, beat, IDLE)
        assert silence.seconds == 0.0
        assert silence.started == (place > 0)


def test_silence_is_counted_from_look_to_look() -> None:
    silence = WorkerSilence()
    for place in range(4):
        silence.look(place * LOOK, 7, IDLE)
    assert silence.seconds == 3 * LOOK
    silence.look(4 * LOOK, 8, IDLE)
    assert silence.seconds == 0.0


def test_a_worker_is_starting_until_its_heartbeat_changes() -> None:
    """Also where a row of another process of the same id is left."""
    silence = WorkerSilence()
    for place, beat in enumerate([7] * 100):
        silence.look(place * LOOK, beat, IDLE)
        assert not silence.started
    silence.look(200.0, 9, IDLE)
    assert (silence.started, silence.seconds) == (True, 0.0)


def test_a_stopped_process_is_silent_whatever_its_heartbeat_and_however_little_it_computes() -> None:
    silence = WorkerSilence()
    for place in range(100):
        silence.look(place * LOOK, 0, IDLE)  # starting, for long
    silence.look(200.0, 1, STOPPED)
    assert silence.seconds == 0.0
    for place in range(1, 12):
        silence.look(200.0 + place * LOOK, place, ProcessState(stopped=True, runnable=True))
    assert silence.seconds == 11 * LOOK > FROZEN_SECONDS
    silence.look(223.0, 11, IDLE)
    assert silence.seconds == 0.0


def test_nobody_is_silent_while_nobody_can_write_or_while_the_supervisor_slept() -> None:
    silence = WorkerSilence()
    for now in (0.0, 2.0, 4.0):
        silence.look(now, None, IDLE)
    assert silence.seconds == 0.0
    silence.look(6.0, 7, IDLE)
    silence.look(6.0 + 3600.0, 7, IDLE)
    assert silence.seconds == LONGEST_LOOK


def test_a_process_is_stopped_from_sigstop_to_sigcont() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert not process_state(process.pid).stopped
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED)
        assert process_state(process.pid).stopped
        assert family_state(process.pid).stopped
        process.send_signal(signal.SIGCONT)
        os.waitid(os.P_PID, process.pid, os.WCONTINUED)
        assert not process_state(process.pid).stopped
    finally:
        process.kill()
        process.communicate()
    assert process_state(process.pid) == IDLE


def test_a_process_is_runnable_while_one_of_its_threads_or_children_computes() -> None:
    thread = "import threading; threading.Thread(target=lambda: [None for _ in iter(int, 1)]).start(); input()"
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'while True: pass'])"
    for program, state in ((thread, process_state), (child, family_state)):
        process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, start_new_session=True)
        try:
            wait_until(lambda state=state, pid=process.pid: state(pid).runnable and state(pid).cpu > 0.2)  # type: ignore[misc]
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
