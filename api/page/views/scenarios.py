"""Scenarios of a term as a page shows them: those that are kept, the form that makes new ones, and earlier comparisons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.files.language import Said, document
from api.page.views.job_words import job_state
from api.page.views.question_form import Named
from api.page.views.words import PlanWords, grade, weekday
from api.schemas.service.scenario import KeptScenarioDoc
from api.storage.jobs import Job
from solver import Plan, Problem
from solver.changes.registry import KINDS
from solver.units import clock

SCHOOL_DAYS = range(1, 6)
EFFECTS: Mapping[str, Said] = {
    "adds": ("只增加", "adds"), "removes": ("只减少", "takes away"), "mixed": ("有增有减", "both"), "money": ("只改钱", "money alone"),
}  # fmt: skip
AIMS: Mapping[str, Said] = {
    "both": ("两种都排", "both ways"), "least_change": ("尽量少改动", "least change"), "best": ("重新编排", "planned anew"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A kept scenario. sentences: of its changes."""

    id: str
    name: str
    sentences: tuple[Said, ...]
    effect: Said
    aim: Said
    created_at: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """An earlier comparison. scenarios: how many it has. chip: class of its state."""

    id: str
    created_at: int
    scenarios: int
    state: Said
    chip: str


@dataclass(frozen=True, slots=True)
class PhraseHelp:
    """A kind of change: what it is, and its short form."""

    about: Said
    phrase: str


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """Choices of the form. people: with how many posts each holds in the newest plan. slots: times of leaving that some grade has."""

    people: tuple[Named, ...]
    posts: Mapping[str, int]
    rooms: tuple[Named, ...]
    gates: tuple[Named, ...]
    grades: tuple[Named, ...]
    weekdays: tuple[Named, ...]
    slots: tuple[str, ...]
    help: tuple[PhraseHelp, ...]

    def data(self) -> dict[str, Any]:
        """Names for the form's module, and own staff with the fewest posts first."""
        lists = {"people": self.people, "rooms": self.rooms, "gates": self.gates, "grades": self.grades, "weekdays": self.weekdays}
        names = {key: {each.id: document(each.name) for each in found} for key, found in lists.items()}
        return {"names": names, "fewest": sorted(self.posts, key=lambda person: (self.posts[person], person))}


def scenario_rows(found: Sequence[KeptScenarioDoc]) -> tuple[ScenarioRow, ...]:
    """Kept scenarios as rows, in their order."""
    return tuple(
        ScenarioRow(
            each.id, each.name, tuple((zh, en) for zh, en in each.sentences), EFFECTS.get(each.effect, each.effect),
            AIMS.get(each.aim, each.aim), each.created_at,
        )
        for each in found
    )  # fmt: skip


def run_rows(jobs: Sequence[Job]) -> tuple[RunRow, ...]:
    """Jobs of comparisons as rows, in their order."""
    return tuple(RunRow(job.id, job.created_at, len(job.params.get("scenarios", ())), *job_state(job.state)) for job in jobs)


def change_form(problem: Problem, plan: Plan | None) -> ChangeForm:
    """Choices for changes of a term. plan: the newest, by which it is told who stands on few posts."""
    words = PlanWords(problem)
    held = Counter(each.person for each in plan.assignments) if plan is not None else Counter[str]()
    posts = {person.id: held[person.id] for person in problem.staff if person.takes_part} if plan is not None else {}

    def note(ident: str) -> Said:
        count = held[ident]
        return (f"{count} 个岗位", f"{count} posts") if plan is not None else ""

    people = tuple(Named(each, words.person(each), note(each)) for each in (*problem.staff_of, *problem.outside_of))
    slots = sorted({minute for window in problem.windows for minute in window.dismissals})
    return ChangeForm(
        people, posts,
        tuple(Named(room.id, words.room(room.id)) for room in problem.rooms),
        tuple(Named(gate.id, words.gate(gate.id)) for gate in problem.gates),
        tuple(Named(str(number), grade(number)) for number in sorted(problem.window_of)),
        tuple(Named(str(day), weekday(day)) for day in SCHOOL_DAYS),
        tuple(map(clock, slots)),
        tuple(PhraseHelp((kind.about.zh, kind.about.en), kind.phrase) for kind in KINDS.values()),
    )  # fmt: skip
