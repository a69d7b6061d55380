"""Naming who goes at which time keeps every club as it is and lets classes merge (A04, K03)."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

from instances.generators import generate, presets
from solver.model.frame import Frame
from solver.policy.load import load_policy
from solver.search.construct.complete import construct
from solver.search.construct.groups import care_groups
from solver.search.outline.deal import Kind, Party, deal
from solver.search.outline.outline import Club, Outline, Times, outline_of
from solver.search.relax import relaxed
from solver.units import Weekday

NAME = "mid"


@cache
def _school() -> tuple[Frame, Outline]:
    preset = presets()[NAME]
    policy = load_policy(preset.policy["profile"], preset.policy["overrides"])
    frame = Frame(generate(preset, 1), relaxed(policy))
    return frame, outline_of(construct(frame, 1))


def _parties(frame: Frame, outline: Outline) -> tuple[dict[tuple[str, Kind], Party], list[tuple[str, Times, str]]]:
    """Pupils of one club by offering, kind and time; everybody else."""
    places: dict[tuple[str, Kind], dict[Times, list[str]]] = defaultdict(lambda: defaultdict(list))
    others = []
    for club in outline.clubs:
        for name in club.pupils:
            pupil = frame.problem.pupil_of[name]
            if pupil.clubs == 1:
                kind = frame.problem.grade_of_pupil[name], tuple(sorted(pupil.weekdays))
                places[club.offering, kind][club.times].append(name)
            else:
                others.append((club.offering, club.times, name))
    return {key: list(there.items()) for key, there in places.items()}, others


def _groups(frame: Frame, outline: Outline) -> int:
    """Care groups of a week, when pupils of the clubs are away and no club takes a room."""
    away: Counter[tuple[str, Weekday, int]] = Counter()
    for club in outline.clubs:
        offering = frame.problem.offering_of[club.offering]
        for pupil in club.pupils:
            grade = frame.problem.grade_of_pupil[pupil]
            home = frame.problem.pupil_of[pupil].class_id
            away.update((home, day, i) for day, start in club.times for i in frame.covers(offering, start, grade))

    def staying(home: str, day: Weekday, period: int) -> int:
        return len(frame.attending.get((home, day), ())) - away[home, day, period]

    return len(care_groups(frame, staying, lambda *_: False))


def test_everybody_keeps_the_offering_and_classes_need_no_more_groups() -> None:
    frame, outline = _school()
    parties, others = _parties(frame, outline)
    before = {key: [(times, len(pupils)) for times, pupils in party] for key, party in parties.items()}
    members = {key: sorted(p for _, pupils in party for p in pupils) for key, party in parties.items()}
    deal(frame, parties, others)
    assert {key: [(times, len(pupils)) for times, pupils in party] for key, party in parties.items()} == before
    assert {key: sorted(p for _, pupils in party for p in pupils) for key, party in parties.items()} == members
    seats: dict[tuple[str, Times], list[str]] = defaultdict(list)
    for (name, _), party in parties.items():
        for times, pupils in party:
            seats[name, times] += pupils
    for name, times, pupil in others:
        seats[name, times].append(pupil)
    dealt = Outline({}, tuple(Club(name, times, "", tuple(pupils)) for (name, times), pupils in seats.items()), 0.0)
    assert _groups(frame, dealt) < _groups(frame, outline)
