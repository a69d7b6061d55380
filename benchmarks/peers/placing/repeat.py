"""Runs of a few hundredths of a second, made several times: the one in the middle counts.

What earlier runs left in memory is cleared away before each, whosever run it is, so that none pays for another.
"""

from __future__ import annotations

import gc
import time
from dataclasses import replace

from benchmarks.peers.answer import Answer, Run
from benchmarks.peers.request import Request

TIMES = 5


def repeated(run: Run, request: Request, seed: int, seconds: float) -> Answer:
    """The answer with the median time of up to five runs, fewer when the limit is used up."""
    begin = time.monotonic()
    answers: list[Answer] = []
    while not answers or (len(answers) < TIMES and time.monotonic() - begin < seconds):
        gc.collect()
        answers.append(run(request, seed, seconds))
    answers.sort(key=lambda answer: answer.seconds)
    middle = answers[len(answers) // 2]
    spread = {"runs": len(answers), "fastest_seconds": answers[0].seconds, "slowest_seconds": answers[-1].seconds}
    return replace(middle, figures={**middle.figures, **spread})
