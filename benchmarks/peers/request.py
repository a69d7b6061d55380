"""Which school a run is about: a stored problem, a preset of the generators (``large`` or ``large:2``), or a file.

Peers with a narrower task take the rest from a *base plan*, made once a run by a short search of ours and the same for all of
them; making it is no part of anybody's time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from api.files.request.reader import read_request
from api.services.loading import choose_policy
from benchmarks.instance import find
from instances import catalogue
from instances.generators import generate, presets
from solver import Params, Plan, Policy, Problem, dump_problem, solve

LONGEST = 64.0
"""Seconds after which no base plan is looked for any more."""


@dataclass(frozen=True)
class Request:
    """A school under its policy, by the name that was asked for, and the base plan if one was made."""

    name: str
    problem: Problem
    policy: Policy
    base: Plan | None = None

    @property
    def given(self) -> Plan:
        """The base plan. Raises ValueError without one."""
        if self.base is None:
            raise ValueError(f"this peer needs a base plan of {self.name}. Maybe --base-seconds is too short")
        return self.base


def load(name: str) -> Request:
    """Read or draw the school. Raises ValueError when the name is none of the three."""
    preset, _, seed = name.partition(":")
    if name in catalogue.names() or Path(name).is_file():
        stored = find(name)
        return _read(stored.name, stored.document())
    if preset in presets():
        parameters = presets()[preset]
        drawn = dump_problem(generate(parameters, int(seed or 1)))
        document = {"version": 1, "policy": parameters.policy, "problem": drawn}
        return _read(name, json.dumps(document).encode())
    known = ", ".join(dict.fromkeys((*catalogue.names(), *presets())))
    raise ValueError(f"no school {name!r}. Maybe one of {known}, or a file that does not exist was named")


def _read(name: str, document: bytes) -> Request:
    submitted = read_request(document, ".json")
    return Request(name, submitted.problem, choose_policy(submitted))


def with_base(request: Request, seed: int, seconds: float) -> Request:
    """The request with a plan of ours that keeps every rule: of ``seconds``, or of as many doublings as that takes."""
    while seconds <= LONGEST:
        result = solve(request.problem, request.policy, Params(seconds=seconds, seed=seed))
        if result.status in ("valid", "optimal"):
            return replace(request, base=result.plan)
        seconds *= 2
    return request
