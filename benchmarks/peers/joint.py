"""Plain joint CP-SAT: our whole model over the whole school in one call, as somebody with our model and no search would do.

No construction, no neighbourhoods, no hint from outside: the model is built from an empty plan. CP-SAT has two workers and
otherwise its default parameters. The time limit counts the building too. It looks for any plan first, without an objective,
and gives itself that plan as a hint: with the objective from the start it found none in a minute on schools where it needs
ten seconds like this. Three ways to tell it the tiers:

``joint``        every rule hard, posts too; one weighted sum, as strict as 64-bit numbers allow (see ``weights``)
``joint-posts``  the same, but posts may stay empty and cost most (so that a first, incomplete plan is easy to find)
``joint-tiers``  every rule hard; tier after tier, each with half of the time that is left, the values reached held
"""

from __future__ import annotations

import time
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

from benchmarks.peers.answer import Answer, Step
from benchmarks.peers.request import Request
from benchmarks.peers.weights import weights
from solver.model.build import Model, build
from solver.model.current import Current
from solver.model.extract import extract
from solver.model.instance import Instance
from solver.model.linear_model import LinearModel, Term
from solver.model.scope import everything
from solver.plan import Plan
from solver.search.engines.cpsat import CpSat
from solver.search.engines.solve_limits import SolveLimits
from solver.search.soft_policy import softened

WORKERS = 2
KEPT = 40
"""About so many plans are kept of a run, the last one in each stretch of time."""
SHARE = 0.5
"""Share of the time left that one tier takes."""


class Found:
    """Solutions on the way, packed, because one of a large school has some hundred thousand values."""

    def __init__(self, model: Model, begin: float, seconds: float) -> None:
        self.model, self.begin, self.stretch = model, begin, max(0.25, seconds / KEPT)
        self._packed: dict[int, tuple[float, bytes]] = {}

    def __call__(self, values: Sequence[int], _value: int, _bound: int) -> None:
        self.add(values)

    def add(self, values: Sequence[int]) -> None:
        now = time.monotonic() - self.begin
        place = int(now / self.stretch) + 1 if self._packed else 0
        self._packed[place] = now, zlib.compress(array("q", values).tobytes(), 1)

    def steps(self) -> list[Step]:
        return [Step(now, lambda packed=packed: self._plan(packed)) for now, packed in self._packed.values()]  # type: ignore[misc]

    def _plan(self, packed: bytes) -> Plan:
        values = array("q")
        values.frombytes(zlib.decompress(packed))
        return extract(self.model.variables, values)


@dataclass(frozen=True)
class Budget:
    """When a run ends: at a moment of the clock, or, for tests, after so much deterministic effort."""

    seed: int
    end: float
    effort: float | None = None

    def over(self) -> bool:
        return time.monotonic() >= self.end

    def limits(self, share: float = 1.0) -> SolveLimits:
        """SolveLimits of one call that may take this share of the time that is left."""
        left = None if self.effort is not None else max(0.1, share * (self.end - time.monotonic()))
        return SolveLimits(left, self.effort, self.seed, workers=WORKERS, repeatable=self.effort is not None)


def run(
    request: Request,
    seed: int,
    seconds: float,
    *,
    posts: bool = False,
    tiers: bool = False,
    effort: float | None = None,
) -> Answer:
    """Solve the whole request in one model; with ``effort``, a call takes that much whatever the clock says."""
    begin = time.monotonic()
    budget = Budget(seed, begin + seconds, effort)
    frame = Instance(request.problem, softened(request.policy) if posts else request.policy)
    model = build(frame, everything(frame.problem, frame.policy), Current(Plan()))
    engine = CpSat(model.rows)
    built = time.monotonic() - begin
    found = Found(model, begin, seconds)
    figures: dict[str, float | int | str | None] = {
        "build_seconds": round(built, 2), "columns": model.rows.size, "rows": len(model.rows.row_lower),
        "terms": len(model.rows.columns),
    }  # fmt: skip
    names = [t.name for t in frame.policy.tiers if model.rows.tiers.get(t.name) and (posts or t.name != "coverage")]
    if tiers:
        said = _in_order(engine, model, names, budget, found)
    else:
        spans = [span(model.rows, model.rows.tiers[name]) for name in names]
        given, power = weights(spans)
        figures |= {
            "weights": ", ".join(f"{n} {w}" for n, w in zip(names, given, strict=True)),
            "power": round(power, 3),
        }
        terms = [(w * c, x) for name, w in zip(names, given, strict=True) for c, x in model.rows.tiers[name]]
        said = _one_sum(engine, terms, budget, found)
    figures |= {"presolve_seconds": round(engine.presolve_seconds, 2)}
    spent = time.monotonic() - begin
    steps = found.steps()
    last = steps[-1].plan if steps else None
    return Answer(f"CP-SAT {version('ortools')}", said, last() if last else None, spent, steps, figures=figures)


def span(rows: LinearModel, terms: Sequence[Term]) -> int:
    """How far a sum can go, by the bounds of its columns alone."""
    folded: dict[int, int] = {}
    for coefficient, column in terms:
        folded[column] = folded.get(column, 0) + coefficient
    return sum(abs(c) * (rows.upper[x] - rows.lower[x]) for x, c in folded.items())


def _one_sum(engine: CpSat, terms: Sequence[Term], budget: Budget, found: Found) -> str:
    """Any plan first, then the sum with that plan, the peer's own, as its hint."""
    outcome = engine.minimise([], budget.limits())
    if outcome.values is None or budget.over():
        return outcome.status
    found.add(outcome.values)
    outcome = engine.minimise(terms, budget.limits(), outcome.values, on_solution=found)
    if outcome.values is not None:
        found.add(outcome.values)
    return outcome.status if outcome.values is not None else "feasible"


def _in_order(engine: CpSat, model: Model, names: Sequence[str], budget: Budget, found: Found) -> str:
    """Any plan first, then tier after tier; the hint of each call is the plan of the one before."""
    outcome = engine.minimise([], budget.limits())
    if outcome.values is None:
        return outcome.status
    hint = outcome.values
    found.add(hint)
    proven = True
    for name in names:
        if budget.over():
            return "feasible"
        terms = model.rows.tiers[name]
        outcome = engine.minimise(terms, budget.limits(1.0 if name == names[-1] else SHARE), hint, on_solution=found)
        if outcome.values is None or outcome.value is None:
            return "feasible"
        hint = outcome.values
        found.add(hint)
        proven = proven and outcome.status == "optimal"
        engine.limit(terms, outcome.value)
    return "optimal" if proven else "feasible"
