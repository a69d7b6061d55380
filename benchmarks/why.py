"""Questions about stored best plans, drawn by a seed: how each is answered, in what time, and whether a swap of two is cheaper.

``python -m benchmarks.why mid large --adults 30 --pupils 30 --seed 1 [--out why.jsonl]``. Every plan of an answer is checked; its price
is compared with that of every swap of the two people on that day (of what they lead, for leaders), each valued by the checker.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from api.services.loading import choose_policy, load_request
from benchmarks.best.store import plan_path
from benchmarks.instance import find, unpacked
from solver import Editor, Explainer, Explanation, PlanError, check_plan, load_plan
from solver.explain.why.context import WhyContext, WhyLimits
from solver.explain.why.question import Question, WhyPerson, WhyPupil
from solver.plan.edit import ReplaceAdult

TARGETS = {"mid": (0.2, 2.0), "large": (0.5, None)}
"""Instance -> seconds that the median and the 90th percentile may take on an idle machine."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One answer. wall, cpu: seconds. sound: its plan passes the checker, with the price that was told, or there is none and a core or
    a fact says why. swap: whether a swap of the two is cheaper: None where none was tried."""

    instance: str
    kind: str
    question: str
    layer: str
    verdict: str
    price_is: str
    touched: int
    wall: float
    cpu: float
    sound: bool
    swap_cheaper: bool | None


def explainer_of(name: str) -> Explainer:
    """Explainer of a stored instance's best plan."""
    loaded = load_request(find(name).document(), ".json")
    plan = load_plan(json.loads(unpacked(plan_path(name).read_bytes())))
    return Explainer(loaded.problem, choose_policy(loaded), plan)


def drawn(context: WhyContext, adults: int, pupils: int, rng: Random) -> Iterator[Question]:
    """Assignments with somebody else who takes part, then pupils with a choice that they have not."""
    staff = [person.id for person in context.problem.staff if person.takes_part]
    for _ in range(adults):
        at = rng.choice(context.plan.assignments)
        yield WhyPerson(at.person, at.post, at.week, rng.choice([name for name in staff if name != at.person]))
    has = {(seat.pupil, seat.offering) for seat in context.plan.seats}
    seekers = [pupil for pupil in context.problem.pupils if pupil.clubs and pupil.weekdays]
    wishes = [(pupil.id, choice) for pupil in seekers for choice in pupil.choices if (pupil.id, choice) not in has]
    for pupil, offering in rng.sample(wishes, pupils):
        yield WhyPupil(pupil, offering)


def measured(name: str, explainer: Explainer, editor: Editor, question: Question, limits: WhyLimits) -> Measured:
    """Ask a question, check the answer, and try the swaps."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = explainer.ask(question, limits=limits)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    cheaper = swap_cheaper(explainer.context, editor, question, answer) if isinstance(question, WhyPerson) else None
    kind = "adult" if isinstance(question, WhyPerson) else "pupil"
    return Measured(
        name, kind, repr(question), answer.layer, answer.verdict, answer.price_is, answer.touched_count, round(wall, 3), round(cpu, 3),
        sound(explainer.context, answer), cheaper,
    )  # fmt: skip


def sound(context: WhyContext, answer: Explanation) -> bool:
    """Whether a plan passes with the price told, or a refusal has its facts or rules."""
    if answer.plan is None:
        return answer.verdict in ("no", "because") and bool(answer.facts or answer.conflict)
    report = check_plan(context.problem, context.policy, answer.plan)
    return report.valid and context.price(report) == dict(answer.price)


def swap_cheaper(context: WhyContext, editor: Editor, question: WhyPerson, answer: Explanation) -> bool:
    """Whether some valid swap of the two on the day costs less than the answer, or one exists where the answer is no."""
    person, other = question.person, question.instead or ""
    first = ReplaceAdult(question.post, question.week, person, other)
    swaps: list[tuple[ReplaceAdult, ...]] = [(first,)]
    for item in context.plan.assignments:
        if item.person == other and (item.week, item.post.weekday) == (question.week, question.post.weekday):
            back = ReplaceAdult(item.post, item.week, other, person)
            swaps += [(first, back), (back, first)]
    best = None
    for edits in swaps:
        try:
            plan = editor.apply(context.plan, edits)
        except PlanError:
            continue
        report = check_plan(context.problem, context.policy, plan)
        if report.valid:
            vector = context.vector(context.price(report))
            best = vector if best is None else min(best, vector)
    if best is None:
        return False
    return answer.plan is None or best < context.vector(dict(answer.price))


def summary(name: str, kind: str, found: Sequence[Measured]) -> str:
    """Layers, times and whatever is wrong, in a few lines."""
    layers = Counter(f"{each.layer} {each.verdict}" for each in found)
    times = "; ".join(
        f"{what} median {_at(values, 0.5):.2f} p90 {_at(values, 0.9):.2f} max {values[-1]:.2f} s"
        for what, values in (("wall", sorted(x.wall for x in found)), ("cpu", sorted(x.cpu for x in found)))
    )
    unknown = sum(each.verdict == "unknown" for each in found)
    unsound, cheaper = sum(not each.sound for each in found), sum(bool(each.swap_cheaper) for each in found)
    listed = ", ".join(f"{what} {n}" for what, n in sorted(layers.items()))
    wrong = f"not answered {unknown}, unsound {unsound}, cheaper by a swap {cheaper}"
    return f"{name} {kind}: {len(found)} asked ({listed})\n  {times}\n  {wrong}"


def _at(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Draw, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instances", nargs="*", default=["mid"])
    parser.add_argument("--adults", type=int, default=30)
    parser.add_argument("--pupils", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=3.0, help="limit of one answer")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    limits, lines = WhyLimits(seconds=given.seconds), []
    for name in given.instances:
        explainer = explainer_of(name)
        context = explainer.context
        editor, rng = Editor(context.problem, context.policy), Random(given.seed)
        found = [measured(name, explainer, editor, each, limits) for each in drawn(context, given.adults, given.pupils, rng)]
        for kind in ("adult", "pupil"):
            of_kind = [each for each in found if each.kind == kind]
            if of_kind:
                print(summary(name, kind, of_kind))
        if name in TARGETS:
            print(f"  wanted of {name}: median {TARGETS[name][0]} s, p90 {TARGETS[name][1]} s")
        lines += [json.dumps(asdict(each)) for each in found]
    if given.out is not None:
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
