"""What one plan has that another has not, in the school's terms; told in sentences by :mod:`solver.explain.changes`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields

from solver.plan.plan import CareGroup, Dismissal, Plan, Post, Section, Tutoring
from solver.units import Week, Weekday


@dataclass(frozen=True, slots=True)
class MovedSection:
    """The same section with other sessions."""

    before: Section
    after: Section


@dataclass(frozen=True, slots=True)
class ChangedAdults:
    """Who left a post and who came to it, in these weeks (0: in every week)."""

    post: Post
    weeks: tuple[Week, ...]
    left: tuple[str, ...]
    came: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reseated:
    """Sections that a pupil left and joined, as ``offering#number``."""

    pupil: str
    left: tuple[str, ...]
    joined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedDismissal:
    """How a grade left before and leaves now; None where it had or has no dismissal."""

    grade: int
    before: Dismissal | None
    after: Dismissal | None


@dataclass(frozen=True, slots=True)
class ChangedTutoring:
    """Tutoring of a grade on a weekday, before and now."""

    grade: int
    weekday: Weekday
    before: Tutoring | None
    after: Tutoring | None


@dataclass(frozen=True)
class Difference:
    """Everything that differs but flex grants, extended care and fees, which follow from the rest.

    care: groups of the second plan that the first has not so (host, or the classes with it), and groups of the first whose host
    has none any more.
    """

    opened: tuple[Section, ...]
    closed: tuple[Section, ...]
    moved: tuple[MovedSection, ...]
    adults: tuple[ChangedAdults, ...]
    pupils: tuple[Reseated, ...]
    dismissals: tuple[ChangedDismissal, ...]
    tutoring: tuple[ChangedTutoring, ...]
    care: tuple[CareGroup, ...]
    care_ended: tuple[CareGroup, ...]

    @property
    def count(self) -> int:
        """Number of changes listed."""
        return sum(len(getattr(self, field.name)) for field in fields(self))


def difference(before: Plan, after: Plan) -> Difference:
    """What ``after`` changes against ``before``, each kind in the order of its keys."""
    old, new = _sections(before), _sections(after)
    return Difference(
        opened=tuple(section for ident, section in new.items() if ident not in old),
        closed=tuple(section for ident, section in old.items() if ident not in new),
        moved=tuple(
            MovedSection(old[ident], section)
            for ident, section in new.items()
            if ident in old and old[ident].sessions != section.sessions
        ),
        adults=_adults(before, after),
        pupils=_pupils(before, after),
        dismissals=_dismissals(before, after),
        tutoring=_tutoring(before, after),
        care=_care(before, after),
        care_ended=_ended(before, after),
    )


def _sections(plan: Plan) -> dict[str, Section]:
    """By id, in order, with sorted sessions."""
    return {section.id: section.ordered() for section in sorted(plan.sections)}


def _groups(plan: Plan) -> set[CareGroup]:
    return {group.ordered() for group in plan.care_groups}


def _adults(before: Plan, after: Plan) -> tuple[ChangedAdults, ...]:
    old, new = set(before.assignments), set(after.assignments)
    sides: tuple[dict[tuple[Post, Week], list[str]], dict[tuple[Post, Week], list[str]]] = (defaultdict(list), defaultdict(list))
    for side, items in zip(sides, (old - new, new - old), strict=True):
        for item in sorted(items):
            side[item.post, item.week].append(item.person)
    alike: dict[tuple[Post, tuple[str, ...], tuple[str, ...]], list[Week]] = defaultdict(list)
    for key in sorted(sides[0].keys() | sides[1].keys()):
        alike[key[0], tuple(sides[0].get(key, ())), tuple(sides[1].get(key, ()))].append(key[1])
    return tuple(ChangedAdults(post, tuple(weeks), left, came) for (post, left, came), weeks in alike.items())


def _pupils(before: Plan, after: Plan) -> tuple[Reseated, ...]:
    left: dict[str, list[str]] = defaultdict(list)
    joined: dict[str, list[str]] = defaultdict(list)
    old, new = set(before.seats), set(after.seats)
    for found, seats in ((left, old - new), (joined, new - old)):
        for seat in sorted(seats):
            found[seat.pupil].append(f"{seat.offering}#{seat.number}")
    return tuple(
        Reseated(pupil, tuple(left.get(pupil, ())), tuple(joined.get(pupil, ())))
        for pupil in sorted(left.keys() | joined.keys())
    )


def _dismissals(before: Plan, after: Plan) -> tuple[ChangedDismissal, ...]:
    old, new = ({item.grade: item for item in plan.dismissals} for plan in (before, after))
    return tuple(
        ChangedDismissal(grade, old.get(grade), new.get(grade))
        for grade in sorted(old.keys() | new.keys())
        if old.get(grade) != new.get(grade)
    )


def _tutoring(before: Plan, after: Plan) -> tuple[ChangedTutoring, ...]:
    old, new = ({(item.grade, item.weekday): item for item in plan.tutoring} for plan in (before, after))
    return tuple(
        ChangedTutoring(*key, old.get(key), new.get(key))
        for key in sorted(old.keys() | new.keys())
        if old.get(key) != new.get(key)
    )


def _care(before: Plan, after: Plan) -> tuple[CareGroup, ...]:
    return tuple(sorted(_groups(after) - _groups(before)))


def _ended(before: Plan, after: Plan) -> tuple[CareGroup, ...]:
    hosts = {(group.weekday, group.period, group.host) for group in after.care_groups}
    return tuple(sorted(g for g in before.care_groups if (g.weekday, g.period, g.host) not in hosts))
